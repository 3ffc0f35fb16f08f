const require_documents = require("./documents.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_step_options = require("./step-options.js");
const require_run_folder = require("./run-folder2.js");
let node_path = require("node:path");
const require_database_rows = require("./database-rows.js");
const require_newest_files = require("./newest-files.js");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/opencode-records.ts
function readMessage(messageId, sessionId, data) {
	const tokens = require_step_options.asObject(data.tokens);
	if (data.role !== "assistant" || tokens === void 0) return void 0;
	return {
		messageId,
		sessionId,
		promptId: require_step_options.asText(data.parentID),
		figures: readTokens(tokens),
		cost: require_model_shares.readCost(data.cost),
		model: require_step_options.asText(data.modelID),
		created: require_model_shares.readCount(require_step_options.dig(data, "time", "created")),
		isComplete: typeof require_step_options.dig(data, "time", "completed") === "number",
		finish: require_step_options.asText(data.finish),
		error: require_step_options.digText(data, "error", "name") ?? require_step_options.asText(data["error.name"])
	};
}
function readMessageRow(row) {
	const [id, sessionId, data] = [
		require_step_options.asText(row.id),
		require_step_options.asText(row.session_id),
		require_documents.parseObject(require_step_options.asText(row.data) ?? "")
	];
	return id === void 0 || sessionId === void 0 || data === void 0 ? void 0 : readMessage(id, sessionId, data);
}
function readStep(part) {
	const [messageId, sessionId, tokens] = [
		require_step_options.asText(part.messageID),
		require_step_options.asText(part.sessionID),
		require_step_options.asObject(part.tokens)
	];
	if (messageId === void 0 || sessionId === void 0 || tokens === void 0) return void 0;
	return {
		messageId,
		sessionId,
		promptId: void 0,
		model: void 0,
		created: null,
		isComplete: true,
		finish: require_step_options.asText(part.reason),
		error: void 0,
		figures: readTokens(tokens),
		cost: require_model_shares.readCost(part.cost)
	};
}
function readSessionRow(row) {
	const id = require_step_options.asText(row.id);
	if (id === void 0) return void 0;
	const cache = {
		read: row.tokens_cache_read,
		write: row.tokens_cache_write
	};
	return {
		id,
		parentId: require_step_options.asText(row.parent_id),
		folder: require_step_options.asText(row.directory),
		version: require_step_options.asText(row.version),
		created: require_model_shares.readCount(row.time_created),
		totals: readTokens({
			input: row.tokens_input,
			output: row.tokens_output,
			reasoning: row.tokens_reasoning,
			cache
		}),
		cost: require_model_shares.readCost(row.cost)
	};
}
function readSessionFile(document) {
	const { id, parentID, directory, version } = document;
	return readSessionRow({
		id,
		parent_id: parentID,
		directory,
		version,
		time_created: require_step_options.dig(document, "time", "created")
	});
}
function readTokens(tokens) {
	const [output, reasoning] = [require_model_shares.readCount(tokens.output), require_model_shares.readCount(tokens.reasoning)];
	return {
		input: require_model_shares.readCount(tokens.input),
		cacheRead: require_model_shares.readCount(require_step_options.dig(tokens, "cache", "read")),
		cacheWrite: require_model_shares.readCount(require_step_options.dig(tokens, "cache", "write")),
		output: output === null ? null : require_model_shares.addCounts(output, reasoning),
		reasoning
	};
}
// src/usage/agents/opencode-files.ts
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
async function watchOpencode(place, product) {
	const { env, home } = place;
	const data = (0, node_path.join)(env.XDG_DATA_HOME || (0, node_path.join)(home, ".local", "share"), product);
	const within = env.XDG_DATA_HOME || home;
	const variable = env[`${product.toUpperCase()}_DB`];
	const named = variable !== void 0 && (0, node_path.isAbsolute)(variable) ? variable : void 0;
	const isMessage = (path) => /^message\/[^/]+\/[^/]+\.json$/.test(path);
	const isSession = (path) => /^session\/[^/]+\/[^/]+\.json$/.test(path);
	const storage = await require_session_files.watchFiles(place, {
		root: (0, node_path.join)(data, "storage"),
		within,
		depth: 2,
		matches: (path) => isMessage(path) || isSession(path)
	});
	const isDatabase = (path) => path.startsWith(product) && /^[^/]*\.db$/.test(path);
	const isLog = (path) => path.endsWith("-wal") && isDatabase(path.slice(0, -4));
	const databases = await require_session_files.watchFiles(place, {
		root: data,
		within,
		depth: 0,
		matches: (path) => isDatabase(path) || isLog(path)
	});
	const pathsBefore = [...databases.before.keys()].filter(isDatabase).map((name) => (0, node_path.join)(data, name));
	const before = await databases.recall("rows", async () => {
		const rows = [];
		for (const path of [...pathsBefore, ...named === void 0 ? [] : [named]]) rows.push(await require_database_rows.readDatabase(path, MOST_BYTES_BEFORE, [SESSIONS, MESSAGE_IDS]));
		return rows;
	});
	const isBeforeKnown = before?.every((rows) => rows?.isWhole === true) === true;
	const idsBefore = new Set([...(before ?? []).flatMap((rows) => rows?.rows.message?.map((row) => row.id) ?? []), ...[...storage.before.keys()].filter(isMessage).map((name) => idOf(name))]);
	const sessionsBefore = byId((before ?? []).flatMap((rows) => rows?.rows.session?.flatMap((row) => readSessionRow(row) ?? []) ?? []));
	for (const name of storage.before.keys()) {
		const id = idOf(name);
		if (isSession(name) && !sessionsBefore.has(id)) sessionsBefore.set(id, {
			...NO_SESSION,
			id
		});
	}
	return async (run) => {
		const paths = await changedDatabases(databases, data, run);
		const rows = [];
		for (const path of named === void 0 ? paths : [...paths, named]) rows.push(await require_database_rows.readDatabase(path, MOST_BYTES, [SESSIONS, MESSAGES]));
		const files = await readStorage(storage, isMessage, isSession, run);
		const sessions = byId([...rows.flatMap((some) => some?.rows.session?.flatMap((row) => readSessionRow(row) ?? []) ?? []), ...files.sessions]);
		const calls = [...rows.flatMap((some) => some?.rows.message?.flatMap((row) => readMessageRow(row) ?? []) ?? []), ...files.calls];
		const times = calls.filter(({ messageId }) => !idsBefore.has(messageId)).map(({ created }) => created);
		const since = isBeforeKnown ? require_session_files.ownSince(times, run) : run.startTime;
		const isOwn = (call) => {
			const began = sessions.get(call.sessionId)?.created ?? 0;
			if (call.created !== null && call.created < began) return false;
			if (!isBeforeKnown) return (call.created ?? 0) >= since;
			return !idsBefore.has(call.messageId) && (call.created === null || call.created >= since);
		};
		const isWhole = rows.every((some) => some?.isWhole === true) && files.isWhole;
		return {
			sessions,
			sessionsBefore,
			calls: calls.filter(isOwn),
			since,
			isBeforeKnown,
			isWhole
		};
	};
}
const NO_SESSION = {
	parentId: void 0,
	folder: void 0,
	version: void 0,
	created: null,
	totals: require_model_shares.NO_FIGURES,
	cost: null
};
async function changedDatabases(databases, data, run) {
	const names = (await databases.changed(run)).map((file) => file.name.replace(/-wal$/, ""));
	return [...new Set(names)].map((name) => (0, node_path.join)(data, name));
}
async function readStorage(storage, isMessage, isSession, run) {
	const { files, isAll } = require_newest_files.newestFiles(await storage.changed(run), MOST_FILES);
	const [sessions, calls] = [[], []];
	for (const file of files) {
		const document = require_step_options.asObject(await require_read_records.readDocument(file.path)) ?? {};
		const session = isSession(file.name) ? readSessionFile(document) : void 0;
		if (session !== void 0) sessions.push(session);
		const call = isMessage(file.name) ? readMessage(idOf(file.name), file.name.split("/")[1] ?? "", document) : void 0;
		if (call !== void 0) calls.push(call);
	}
	return {
		sessions,
		calls,
		isWhole: isAll
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
		begin: async (place) => followRun(await watchOpencode(place, name), place.cwd, name === "opencode")
	};
}
const MOST_STEPS = 1e5;
const MOST_SESSIONS = 1e3;
const DEEPEST = 100;
const NO_TITLES = "its calls that make titles are recorded nowhere";
const CUT_OFF = `${NO_TITLES}, nor is one that was cut off`;
function followRun(readDisk, cwd, isUsual) {
	const printed = new Set();
	const steps = new Map();
	let verdict = null;
	return {
		record: (record) => {
			const sessionId = require_step_options.asText(record.sessionID);
			const part = require_step_options.asObject(record.part);
			if (sessionId?.startsWith("ses_") !== true) return;
			if (record.type === "error") verdict = {
				kind: "failed",
				text: require_step_options.digText(record, "error", "name") ?? null
			};
			else if (part === void 0) return;
			if (printed.size < MOST_SESSIONS) printed.add(sessionId);
			const step = record.type === "step_finish" && part !== void 0 ? readStep(part) : void 0;
			if (step === void 0) return;
			if (steps.size < MOST_STEPS) steps.set(require_step_options.asText(require_step_options.dig(part, "id")) ?? `${steps.size}`, step);
			verdict = step.finish === "stop" ? {
				kind: "completed",
				text: step.finish
			} : null;
		},
		line: () => {},
		finish: async (end) => {
			const disk = await readDisk(end);
			const isOwn = (id) => end.isExpected || disk.sessions.has(id) || isUsual && !end.isOtherExpected;
			const { roots, doubt } = await chooseRoots(disk, new Set([...printed].filter(isOwn)), cwd, end);
			if (roots.size === 0 && !end.isExpected) return null;
			const calls = joinCalls(disk, [...steps.values()].filter(({ sessionId }) => roots.has(sessionId)), roots);
			const findings = {
				...toFindings(calls, growth(disk, roots, calls), roots),
				verdict: verdict ?? lastWord(calls, roots)
			};
			const version = [...roots].map((id) => disk.sessions.get(id)?.version).find((one) => one !== void 0);
			const metadata = version === void 0 ? {} : { metadata: { agent_version: version } };
			return require_choose_sessions.withDoubt({
				...findings,
				config: {
					...findings.config,
					...metadata
				}
			}, doubt);
		}
	};
}
async function chooseRoots(disk, printed, cwd, end) {
	const described = [...new Set(disk.calls.map((call) => rootOf(call.sessionId, disk)))].filter((id) => !printed.has(id)).map(async (id) => {
		return {
			id,
			isNew: !disk.sessionsBefore.has(id) && (disk.sessions.get(id)?.created ?? disk.since) >= disk.since,
			isHere: await require_run_folder.isInFolder(disk.sessions.get(id)?.folder, cwd)
		};
	});
	const { sessions, doubt } = require_choose_sessions.chooseSessions(await Promise.all(described), end, printed.size);
	return {
		roots: new Set([...printed, ...sessions.map((session) => session.id)]),
		doubt
	};
}
function rootOf(sessionId, { sessions }) {
	let id = sessionId;
	for (let depth = 0; depth < DEEPEST; depth++) {
		const parentId = sessions.get(id)?.parentId;
		if (parentId === void 0) return id;
		id = parentId;
	}
	return id;
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
		const root = rootOf(call.sessionId, disk);
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
		if (told.has(session.id) || !roots.has(rootOf(session.id, disk))) return [];
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
