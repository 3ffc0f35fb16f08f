(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_run_time = require("./run-time.js");
// src/usage/agents/opencode.ts
const NO_TITLES = "its calls that make titles are recorded nowhere";
const CUT = "it was cut off, and a call that had begun is not recorded";
const MOST_BYTES_BEFORE = 67108864;
const MOST_BYTES = 0x40000000;
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
const MESSAGES = {
	table: "message",
	columns: [
		"id",
		"session_id",
		"type"
	],
	json: {
		column: "data",
		parts: [
			"role",
			"tokens",
			"cost",
			"modelID",
			"model.id",
			"parentID",
			"time",
			"finish",
			"error.name",
			"error.type"
		]
	}
};
const [SESSIONS_2, MESSAGES_2] = [{
	...SESSIONS,
	table: "session_v2"
}, {
	...MESSAGES,
	table: "session_message"
}];
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
const STORED = /^(message|session)\/[^/]+\/[^/]+\.json$/;
const opencode = createOpencodeReader("opencode");
const kilo = createOpencodeReader("kilo");
function createOpencodeReader(name) {
	return require_follow_sessions.describedBy({ types: [
		"step_start",
		"step_finish",
		"error"
	] }, (place) => describe(place, name));
}
function describe({ env, home }, product) {
	const within = env.XDG_DATA_HOME || home;
	const data = (0, node_path.join)(env.XDG_DATA_HOME || (0, node_path.join)(home, ".local", "share"), product);
	const variable = env[`${product.toUpperCase()}_DB`];
	const isDatabase = (path) => path.startsWith(product) && /^[^/]*\.db(-wal)?$/.test(path);
	const isNamed = (path) => path.replace(/-wal$/, "") === (0, node_path.basename)(variable ?? "");
	const named = variable !== void 0 && (0, node_path.isAbsolute)(variable) ? (0, node_path.dirname)(variable) : void 0;
	return {
		files: [
			{
				root: (0, node_path.join)(data, "storage"),
				within,
				depth: 2,
				matches: (path) => STORED.test(path)
			},
			{
				root: data,
				within,
				depth: 0,
				matches: isDatabase
			},
			...named === void 0 || named === data ? [] : [{
				root: named,
				within: named,
				depth: 0,
				matches: isNamed
			}]
		],
		isDocument: (path) => STORED.test(path),
		idOf: (path) => path.startsWith("message/") ? (0, node_path.basename)(path, ".json") : void 0,
		database: {
			queries: [
				SESSIONS,
				SESSIONS_2,
				MESSAGES,
				MESSAGES_2
			],
			queriesBefore: [
				SESSIONS,
				SESSIONS_2,
				...[MESSAGES, MESSAGES_2].map(({ table }) => ({
					table,
					columns: ["id"]
				}))
			],
			mostBytes: MOST_BYTES,
			mostBytesBefore: MOST_BYTES_BEFORE
		},
		pick: (record, path) => STORED.test(path) ? pickStored(record, path) : pickRow(record),
		sessionOf: (path) => path,
		pickPrinted: (record) => pickPrinted(record, product === "opencode"),
		mayBeOther: true,
		tell: (told) => told.runs.length === 0 ? require_call_findings.findNothing() : require_follow_sessions.tellEach(tellSession)(told)
	};
}
function pickRow(row) {
	if (row.kind === SESSIONS.table) return pickSession(row);
	if (row.kind === SESSIONS_2.table) return {
		...pickSession(row),
		hasAll: true
	};
	const data = require_action_help_run_steps.parseObject(require_action_help_run_steps.asText(row.data) ?? "");
	const message = row.kind === MESSAGES_2.table ? {
		...data,
		role: row.type,
		modelID: data?.["model.id"]
	} : data;
	return pickMessage(row.id, row.session_id, message) ?? { id: require_action_help_run_steps.asText(row.id) };
}
function pickStored(document, path) {
	const [kind, session] = path.split("/");
	if (kind === "message") return pickMessage((0, node_path.basename)(path, ".json"), session, document);
	const { id, parentID, directory, version } = document;
	return pickSession({
		id,
		parent_id: parentID,
		directory,
		version,
		time_created: require_action_help_run_steps.dig(document, "time", "created")
	});
}
function pickSession(row) {
	return {
		session: require_action_help_run_steps.asText(row.id),
		parent: require_action_help_run_steps.asText(row.parent_id),
		folder: require_action_help_run_steps.asText(row.directory),
		version: require_action_help_run_steps.asText(row.version),
		created: require_model_shares.readCount(row.time_created),
		sum: {
			...readTokens(row, TOTALS),
			cost: require_model_shares.readCost(row.cost)
		}
	};
}
function pickMessage(id, session, data) {
	const tokens = require_action_help_run_steps.asObject(data?.tokens);
	if (typeof id !== "string" || typeof session !== "string") return void 0;
	if (data?.role !== "assistant" || tokens === void 0) return void 0;
	return {
		id,
		session,
		prompt: require_action_help_run_steps.asText(data.parentID),
		at: require_model_shares.readCount(require_action_help_run_steps.dig(data, "time", "created")),
		call: {
			...readTokens(tokens, TOKENS, data.modelID),
			cost: require_model_shares.readCost(data.cost),
			...require_run_time.toCallTime(require_run_time.toTime(require_action_help_run_steps.dig(data, "time", "created")), require_run_time.toTime(require_action_help_run_steps.dig(data, "time", "completed")))
		},
		isComplete: typeof require_action_help_run_steps.dig(data, "time", "completed") === "number",
		finish: require_action_help_run_steps.asText(data.finish),
		error: require_action_help_run_steps.digText(data, "error", "name") ?? require_action_help_run_steps.asText(data["error.name"]) ?? require_action_help_run_steps.asText(data["error.type"])
	};
}
function pickPrinted(record, isUsual) {
	const [session, part] = [require_action_help_run_steps.asText(record.sessionID), require_action_help_run_steps.asObject(record.part)];
	if (session?.startsWith("ses_") !== true) return void 0;
	const base = {
		session,
		isHint: !isUsual
	};
	if (record.type === "error") return {
		...base,
		verdict: {
			kind: "failed",
			text: require_action_help_run_steps.digText(record, "error", "name") ?? null
		}
	};
	const [id, tokens, finish] = [
		require_action_help_run_steps.asText(part?.messageID),
		require_action_help_run_steps.asObject(part?.tokens),
		require_action_help_run_steps.asText(part?.reason)
	];
	if (part === void 0) return void 0;
	if (record.type !== "step_finish" || id === void 0 || tokens === void 0) return base;
	const call = {
		...readTokens(tokens, TOKENS),
		cost: require_model_shares.readCost(part.cost)
	};
	const verdict = finish === "stop" ? {
		kind: "completed",
		text: finish
	} : void 0;
	return {
		...base,
		id,
		part: require_action_help_run_steps.asText(part.id) ?? "",
		call,
		isComplete: true,
		finish,
		verdict
	};
}
function readTokens(tokens, keys, model) {
	const told = require_model_shares.readShare(tokens, keys, "rest", model);
	const isWithin = told.output !== 0 && require_model_shares.totalOf(told) === require_model_shares.readCount(tokens.total);
	return {
		...told,
		output: told.output === null || isWithin ? told.output : require_model_shares.addCounts(told.output, told.reasoning)
	};
}
function tellSession({ id, printed, disk }, { end }) {
	const [before, after] = [disk?.before ?? [], disk?.after ?? []];
	const rows = new Map([...before, ...after].flatMap((fact) => fact.sum ? [[fact.session, fact]] : []));
	const steps = new Map(printed.flatMap((one, i) => isCall(one) ? [[one.part || i, one]] : []));
	const calls = joinCalls(id, after.filter(isCall).filter(({ at, session }) => at == null || at >= (rows.get(session)?.created ?? 0)), [...steps.values()], rows);
	const bySession = Map.groupBy(calls, ({ session }) => session);
	const growths = [...new Map(after.flatMap((row) => row.sum ? [[row.session, {
		...row,
		sum: row.sum
	}]] : []))].map(([session, row]) => growthOf(row, before, bySession.get(session) ?? [], end.startTime));
	const grown = growths.flatMap(({ share }) => share);
	const hasTitles = growths.some(({ isBeside }) => isBeside);
	const shares = calls.flatMap((fact) => {
		const { call, session } = fact;
		return (require_model_shares.totalOf(call) ?? 0) === 0 ? [] : [require_call_findings.oneCall(require_call_findings.statedCost(require_follow_sessions.withTime(call, fact)), session === id)];
	});
	const isCut = calls.some(({ isComplete }) => !isComplete);
	return require_call_findings.findShares([...shares, ...grown], {
		sessionId: id,
		source: "messages",
		reason: hasTitles ? isCut ? CUT : null : isCut ? `${NO_TITLES}, nor is one that was cut off` : NO_TITLES,
		verdict: printed.findLast((one) => one.call ?? one.verdict)?.verdict ?? lastWord(calls, id),
		config: require_call_findings.toConfig(shares[0]?.model || void 0, { agent_version: rows.get(id ?? "")?.version })
	});
}
function isCall(fact) {
	return fact.call !== void 0;
}
function joinCalls(root, kept, steps, rows) {
	const byMessage = new Map();
	for (const step of steps) {
		const other = byMessage.get(step.id);
		const call = other && {
			...step.call,
			...require_model_shares.addFigures(other.call, step.call),
			cost: require_model_shares.sumCounts([other.call.cost, step.call.cost])
		};
		byMessage.set(step.id, call === void 0 ? step : {
			...step,
			call
		});
	}
	const own = kept.filter(({ session, at }) => session === root && at != null);
	const prompts = new Set(own.flatMap(({ id, prompt }) => byMessage.has(id) ? [prompt] : []));
	const start = own.reduce((least, { prompt, at }) => prompts.has(prompt) ? Math.min(least, at ?? least) : least, 1e400);
	for (const one of kept) {
		if (((one.session === root ? one.at : rows.get(one.session)?.created) ?? 1e400) < (start === 1e400 ? 0 : start)) continue;
		const step = byMessage.get(one.id);
		const isStep = step !== void 0 && (require_model_shares.totalOf(step.call) ?? 0) > (require_model_shares.totalOf(one.call) ?? 0);
		byMessage.set(one.id, isStep ? {
			...one,
			call: {
				...step.call,
				model: one.call.model
			}
		} : one);
	}
	return [...byMessage.values()];
}
function growthOf({ session, sum, created, hasAll }, before, calls, startTime) {
	const isBeside = calls.length > 0;
	const old = before.findLast((fact) => fact.sum && fact.session === session)?.sum;
	const known = [...old === void 0 ? [] : [old], ...calls.map(({ call }) => call)];
	const figures = require_model_shares.subtractFigures(sum, require_model_shares.sumFigures(known));
	const isNew = (created ?? 0) >= startTime - require_run_time.DOUBT_MS;
	const isTold = hasAll === true && (old !== void 0 || isNew) && require_model_shares.isSound(figures);
	if (isBeside && !isTold || require_model_shares.totalOf(figures) === 0) return {
		share: [],
		isBeside: false
	};
	const cost = sum.cost === null ? 0 : Number((sum.cost - (require_model_shares.sumCounts(known.map((one) => one.cost)) ?? 0)).toFixed(10));
	return {
		share: [{
			...figures,
			model: "",
			turns: null,
			cost: cost > 0 ? cost : null
		}],
		isBeside
	};
}
function lastWord(calls, root) {
	const last = calls.filter(({ session }) => session === root).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)).at(-1);
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
});
