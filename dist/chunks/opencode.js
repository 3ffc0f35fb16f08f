const require_step = require("./step.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
let node_path = require("node:path");
const require_database_rows = require("./database-rows.js");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/opencode/disk.ts
const MOST_BYTES_BEFORE = 67108864;
const MOST_BYTES = 0x40000000;
const MOST_FILES = 2e4;
const SESSIONS = {
	table: "session",
	columns: [
		"id",
		"parent_id",
		"directory",
		"version",
		"time_created",
		"cost"
	].concat([
		"input",
		"output",
		"reasoning",
		"cache_read",
		"cache_write"
	].map((name) => `tokens_${name}`))
};
const MESSAGE_IDS = {
	table: "message",
	columns: ["id"]
};
const MESSAGES = {
	table: "message",
	columns: ["id", "session_id"],
	json: {
		column: "data",
		parts: [
			"role",
			"tokens",
			"cost",
			"modelID",
			"providerID",
			"parentID",
			"time",
			"finish",
			"error.name"
		]
	}
};
const TOKENS = {
	input: "input",
	cacheRead: ["cache", "read"],
	cacheWrite: ["cache", "write"],
	output: "output",
	reasoning: "reasoning"
};
const TOTALS = {
	input: "tokens_input",
	cacheRead: "tokens_cache_read",
	cacheWrite: "tokens_cache_write",
	output: "tokens_output",
	reasoning: "tokens_reasoning"
};
const isMessage = (path) => /^message\/[^/]+\/[^/]+\.json$/.test(path);
const isSession = (path) => /^session\/[^/]+\/[^/]+\.json$/.test(path);
async function watchOpencode(place, product) {
	const within = place.env.XDG_DATA_HOME || place.home;
	const data = (0, node_path.join)(place.env.XDG_DATA_HOME || (0, node_path.join)(place.home, ".local", "share"), product);
	const variable = place.env[`${product.toUpperCase()}_DB`];
	const named = variable !== void 0 && (0, node_path.isAbsolute)(variable) ? [variable] : [];
	const isStored = (path) => isMessage(path) || isSession(path);
	const storage = await require_session_files.watchFiles(place, {
		root: (0, node_path.join)(data, "storage"),
		within,
		depth: 2,
		matches: isStored
	});
	const isDatabase = (path) => path.startsWith(product) && /^[^/]*\.db(-wal)?$/.test(path);
	const databases = await require_session_files.watchFiles(place, {
		root: data,
		within,
		depth: 0,
		matches: isDatabase
	});
	const pathsOf = (names) => [...new Set(names.map((name) => (0, node_path.join)(data, name.replace(/-wal$/, "")))), ...named];
	const before = await databases.recall("rows", () => readAll(pathsOf([...databases.before.keys()]), MOST_BYTES_BEFORE, MESSAGE_IDS));
	const isBeforeKnown = before?.every(({ isWhole }) => isWhole) === true;
	const stored = [...storage.before.keys()];
	const idsBefore = new Set([...(before ?? []).flatMap(({ messageIds }) => messageIds), ...stored.filter(isMessage).map(idOf)]);
	const sessionsBefore = byId([...stored.filter(isSession).map((name) => readSession({ id: idOf(name) })), ...(before ?? []).flatMap(({ sessions }) => sessions)]);
	return async (run) => {
		const changed = (await databases.changed(run)).map(({ name }) => name);
		const files = require_session_files.newestFiles(await storage.changed(run), MOST_FILES).files;
		const kept = [...await readAll(pathsOf(changed), MOST_BYTES, MESSAGES), await readStorage(files)];
		const sessions = byId(kept.flatMap((one) => one.sessions));
		const calls = kept.flatMap((one) => one.calls);
		const times = calls.filter(({ messageId }) => !idsBefore.has(messageId)).map(({ created }) => created);
		const since = isBeforeKnown ? require_session_files.ownSince(times, run) : run.startTime;
		const isOwn = (call) => {
			const began = sessions.get(call.sessionId)?.created ?? 0;
			if (call.created !== null && call.created < began) return false;
			if (!isBeforeKnown) return (call.created ?? 0) >= since;
			return !idsBefore.has(call.messageId) && (call.created === null || call.created >= since);
		};
		return {
			sessions,
			sessionsBefore,
			calls: calls.filter(isOwn),
			since,
			isBeforeKnown
		};
	};
}
async function readAll(paths, mostBytes, messages) {
	const all = [];
	for (const path of paths) {
		const read = await require_database_rows.readDatabase(path, mostBytes, [SESSIONS, messages]);
		const { session = [], message = [] } = read?.rows ?? {};
		all.push({
			sessions: session.flatMap((row) => require_step.asText(row.id) === void 0 ? [] : [readSession(row)]),
			calls: message.flatMap((row) => readMessage(row.id, row.session_id, require_step.parseObject(require_step.asText(row.data) ?? "")) ?? []),
			messageIds: message.map((row) => row.id),
			isWhole: read?.isWhole === true
		});
	}
	return all;
}
async function readStorage(files) {
	const [sessions, calls] = [[], []];
	for (const { path, name } of files) {
		const document = require_step.asObject(await require_read_records.readDocument(path)) ?? {};
		const { id, parentID, directory, version } = document;
		const row = {
			id,
			parent_id: parentID,
			directory,
			version,
			time_created: require_step.dig(document, "time", "created")
		};
		if (isSession(name) && require_step.asText(id) !== void 0) sessions.push(readSession(row));
		const call = isMessage(name) ? readMessage(idOf(name), name.split("/")[1], document) : void 0;
		if (call !== void 0) calls.push(call);
	}
	return {
		sessions,
		calls,
		messageIds: [],
		isWhole: true
	};
}
function readSession(row) {
	return {
		id: require_step.asText(row.id) ?? "",
		parentId: require_step.asText(row.parent_id),
		folder: require_step.asText(row.directory),
		version: require_step.asText(row.version),
		created: require_model_shares.readCount(row.time_created),
		totals: readTokens(row, TOTALS),
		cost: require_model_shares.readCost(row.cost)
	};
}
function readMessage(messageId, sessionId, data) {
	const tokens = require_step.asObject(data?.tokens);
	if (typeof messageId !== "string" || typeof sessionId !== "string") return void 0;
	if (data?.role !== "assistant" || tokens === void 0) return void 0;
	return {
		messageId,
		sessionId,
		promptId: require_step.asText(data.parentID),
		model: require_step.asText(data.modelID),
		figures: readTokens(tokens, TOKENS),
		cost: require_model_shares.readCost(data.cost),
		created: require_model_shares.readCount(require_step.dig(data, "time", "created")),
		isComplete: typeof require_step.dig(data, "time", "completed") === "number",
		finish: require_step.asText(data.finish),
		error: require_step.digText(data, "error", "name") ?? require_step.asText(data["error.name"])
	};
}
function readStep(part) {
	const [messageId, sessionId, tokens] = [
		require_step.asText(part.messageID),
		require_step.asText(part.sessionID),
		require_step.asObject(part.tokens)
	];
	if (messageId === void 0 || sessionId === void 0 || tokens === void 0) return void 0;
	return {
		messageId,
		sessionId,
		promptId: void 0,
		model: void 0,
		created: null,
		error: void 0,
		figures: readTokens(tokens, TOKENS),
		cost: require_model_shares.readCost(part.cost),
		isComplete: true,
		finish: require_step.asText(part.reason)
	};
}
function readTokens(tokens, keys) {
	const told = require_model_shares.readFigures(tokens, keys, "rest");
	return {
		...told,
		output: told.output === null ? null : require_model_shares.addCounts(told.output, told.reasoning)
	};
}
function byId(sessions) {
	return new Map(sessions.map((session) => [session.id, session]));
}
function idOf(name) {
	return name.slice(name.lastIndexOf("/") + 1, -5);
}
// src/usage/agents/opencode.ts
const opencode = createOpencodeReader("opencode");
const kilo = createOpencodeReader("kilo");
function createOpencodeReader(name) {
	return {
		wants: { types: [
			"step_start",
			"step_finish",
			"error"
		] },
		begin: async (place) => followRun(await watchOpencode(place, name), name === "opencode")
	};
}
const MOST_STEPS = 1e5;
const MOST_SESSIONS = 1e3;
const NO_TITLES = "its calls that make titles are recorded nowhere";
const CUT_OFF = `${NO_TITLES}, nor is one that was cut off`;
function followRun(readDisk, isUsual) {
	const printed = new Set();
	const steps = new Map();
	let verdict = null;
	return {
		record: (record) => {
			const sessionId = require_step.asText(record.sessionID);
			const part = require_step.asObject(record.part);
			if (sessionId?.startsWith("ses_") !== true) return;
			if (record.type === "error") verdict = {
				kind: "failed",
				text: require_step.digText(record, "error", "name") ?? null
			};
			else if (part === void 0) return;
			if (printed.size < MOST_SESSIONS) printed.add(sessionId);
			const step = record.type === "step_finish" && part !== void 0 ? readStep(part) : void 0;
			if (step === void 0) return;
			if (steps.size < MOST_STEPS) steps.set(require_step.asText(require_step.dig(part, "id")) ?? `${steps.size}`, step);
			verdict = step.finish === "stop" ? {
				kind: "completed",
				text: step.finish
			} : null;
		},
		finish: async (end) => {
			const disk = await readDisk(end);
			const isOwn = (id) => end.isExpected || disk.sessions.has(id) || isUsual && !end.isOtherExpected;
			const { roots, doubt } = await chooseRoots(disk, new Set([...printed].filter(isOwn)), end);
			if (roots.size === 0 && !end.isExpected) return null;
			const calls = joinCalls(disk, [...steps.values()].filter(({ sessionId }) => roots.has(sessionId)), roots);
			const findings = {
				...toFindings(calls, growth(disk, roots, calls), roots),
				verdict: verdict ?? lastWord(calls, roots)
			};
			const version = [...roots].map((id) => disk.sessions.get(id)?.version).find((one) => one !== void 0);
			const config = {
				...findings.config,
				...require_call_findings.toConfig(null, { agent_version: version })
			};
			return require_choose_sessions.withDoubt({
				...findings,
				config
			}, doubt);
		}
	};
}
async function chooseRoots(disk, printed, end) {
	const newest = disk.calls.toSorted((a, b) => (b.created ?? 0) - (a.created ?? 0));
	const described = [...new Set(newest.map((call) => rootIn(disk, call.sessionId)))].reverse().map((id) => {
		return {
			id,
			isNew: !disk.sessionsBefore.has(id) && (disk.sessions.get(id)?.created ?? disk.since) >= disk.since,
			folder: disk.sessions.get(id)?.folder
		};
	});
	const { sessions, doubt } = await require_choose_sessions.chooseOwn(described, ({ id }) => printed.has(id), end, printed.size);
	return {
		roots: new Set([...printed, ...sessions.map(({ id }) => id)]),
		doubt
	};
}
function rootIn({ sessions }, id) {
	return require_choose_sessions.rootOf(id, (one) => sessions.get(one)?.parentId);
}
function joinCalls(disk, steps, roots) {
	const byMessage = new Map();
	for (const step of steps) {
		const other = byMessage.get(step.messageId);
		if (other === void 0) byMessage.set(step.messageId, step);
		else {
			const figures = require_model_shares.addFigures(other.figures, step.figures);
			byMessage.set(step.messageId, {
				...step,
				figures,
				cost: require_model_shares.sumCounts([other.cost, step.cost])
			});
		}
	}
	const starts = new Map([...roots].map((root) => [root, startOf(root, disk, byMessage)]));
	for (const call of disk.calls) {
		const root = rootIn(disk, call.sessionId);
		const began = root === call.sessionId ? call.created : disk.sessions.get(call.sessionId)?.created ?? null;
		if (!roots.has(root) || (began ?? Number.POSITIVE_INFINITY) < (starts.get(root) ?? 0)) continue;
		const step = byMessage.get(call.messageId);
		const isStep = step !== void 0 && (require_model_shares.totalOf(step.figures) ?? 0) > (require_model_shares.totalOf(call.figures) ?? 0);
		byMessage.set(call.messageId, isStep ? {
			...call,
			figures: step.figures,
			cost: step.cost
		} : call);
	}
	return [...byMessage.values()];
}
function startOf(root, disk, steps) {
	const own = disk.calls.filter((call) => call.sessionId === root && call.created !== null);
	const prompts = new Set(own.flatMap((call) => steps.has(call.messageId) ? [call.promptId] : []));
	const answers = own.flatMap((call) => prompts.has(call.promptId) ? [call.created ?? 0] : []);
	return answers.length === 0 ? void 0 : answers.reduce((a, b) => Math.min(a, b));
}
function growth(disk, roots, calls) {
	if (!disk.isBeforeKnown) return [];
	const told = new Set(calls.map((call) => call.sessionId));
	return [...disk.sessions.values()].flatMap((session) => {
		if (told.has(session.id) || !roots.has(rootIn(disk, session.id))) return [];
		const before = disk.sessionsBefore.get(session.id);
		const figures = before === void 0 ? session.totals : require_model_shares.subtractFigures(session.totals, before.totals);
		if ((require_model_shares.totalOf(figures) ?? 0) === 0) return [];
		const cost = require_model_shares.subtractCounts(session.cost, before?.cost ?? null);
		return [{
			...figures,
			model: "",
			turns: null,
			cost: cost === 0 ? null : cost
		}];
	});
}
function toFindings(calls, grown, roots) {
	const shares = calls.filter((call) => (require_model_shares.totalOf(call.figures) ?? 0) !== 0).map((call) => {
		const cost = call.cost === 0 && !/[-:]free$/.test(call.model ?? "") ? null : call.cost;
		return require_call_findings.oneCall({
			...call.figures,
			model: call.model ?? "",
			cost
		}, roots.has(call.sessionId));
	});
	const isCut = calls.some((call) => !call.isComplete);
	return require_call_findings.findShares([...shares, ...grown], {
		sessionId: [...roots].at(-1) ?? null,
		source: "messages",
		reason: isCut ? CUT_OFF : NO_TITLES
	});
}
function lastWord(calls, roots) {
	const last = calls.filter((call) => roots.has(call.sessionId)).toSorted((a, b) => (a.created ?? 0) - (b.created ?? 0)).at(-1);
	if (last?.error !== void 0) return {
		kind: last.error === "MessageAbortedError" ? "aborted" : "failed",
		text: last.error
	};
	return last?.isComplete === true && last.finish === "stop" ? {
		kind: "completed",
		text: last.finish
	} : null;
}
exports.kilo = kilo;
exports.opencode = opencode;
