const require_step = require("./step.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_read_growth = require("./read-growth.js");
const require_session_files = require("./session-files.js");
const copilotCli = {
	wants: {
		types: ["result", "model.call_failure"],
		errorPrefixes: ["Resume "]
	},
	begin: async (place) => followRun(await watchSessions(place))
};
const MOST_IDS = 1e3;
const EVENT_TYPE = /"type"\s*:\s*"(?:session\.(?:start|resume|shutdown|usage_record|error)|abort|assistant\.turn_end)"/;
const EDGE = 300;
const KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadTokens",
	cacheWrite: "cacheWriteTokens",
	output: "outputTokens",
	reasoning: "reasoningTokens"
};
function followRun(readSessions) {
	const printed = new Set();
	const named = new Set();
	let verdict = null;
	let isBroken = false;
	return {
		record: (record) => {
			isBroken ||= record.type === "model.call_failure" && require_step.dig(record.data, "failureKind") === "transport";
			const [id, usage] = [require_step.asText(record.sessionId), require_step.asObject(record.usage)];
			if (record.type !== "result" || id === void 0 || usage === void 0 || !("premiumRequests" in usage)) return;
			if (printed.size < MOST_IDS) printed.add(id);
			verdict = {
				kind: record.exitCode === 0 ? "completed" : "failed",
				text: null
			};
		},
		line: (text) => {
			const [, id] = /^Resume\s+copilot --resume=([\w-]{1,100})$/.exec(text) ?? [];
			if (id !== void 0 && named.size < MOST_IDS) named.add(id);
		},
		finish: async (end) => {
			const all = await readSessions(end);
			const told = new Set([...printed, ...all.flatMap(({ id }) => id !== void 0 && named.has(id) ? [id] : [])]);
			const { sessions, doubt } = await require_choose_sessions.chooseOwn(all, ({ id }) => id !== void 0 && told.has(id), end, told.size);
			if (sessions.length === 0 && printed.size === 0 && !end.isExpected) return null;
			const error = sessions.findLast((session) => session.error !== void 0)?.error;
			const failure = error === void 0 ? null : {
				kind: "failed",
				text: error.kind ?? null
			};
			if (sessions.some((session) => session.isAborted)) verdict = {
				kind: "aborted",
				text: null
			};
			const isGood = verdict?.kind === "completed";
			const sessionId = sessions.at(-1)?.id ?? [...printed].at(-1) ?? null;
			const findings = {
				...toFindings(sessions),
				sessionId,
				verdict: isGood ? verdict : failure ?? verdict
			};
			return [isBroken ? require_call_findings.BROKE_OFF : null, doubt].reduce(require_choose_sessions.withDoubt, findings);
		}
	};
}
function toFindings(sessions) {
	const { version, reasoningEffort } = sessions.at(-1) ?? {};
	const shares = sessions.flatMap((session) => session.shares);
	return {
		...require_call_findings.findShares(shares, {
			sessionId: null,
			source: sessions.every((session) => session.isFinal) ? "session.shutdown" : "session.usage_record",
			reason: sessions.find(({ reason }) => reason !== null)?.reason ?? null,
			config: {
				metadata: {},
				...require_call_findings.toConfig(null, {
					agent_version: version,
					reasoning_effort: reasoningEffort
				})
			}
		}),
		turns: require_model_shares.sumCounts(sessions.map((session) => session.turns))
	};
}
async function watchSessions(place) {
	const matches = (path) => /^session-state\/[^/]+\/events\.jsonl$/.test(path);
	const files = {
		...require_session_files.ownFolder(place, "COPILOT_HOME", ".copilot"),
		depth: 2,
		matches
	};
	const readLines = await require_read_growth.watchLines(place, [files], isEvent, pickFact);
	return async (run) => {
		const { growths, isAll } = await readLines(run);
		return growths.map((growth) => readSession({
			...growth,
			isWhole: growth.isWhole && isAll
		}));
	};
}
function isEvent(line) {
	return EVENT_TYPE.test(line.toString("latin1", 0, EDGE)) || EVENT_TYPE.test(line.toString("latin1", Math.max(0, line.length - EDGE)));
}
function readSession({ file, before, after, isNew, isWhole }) {
	const start = [...before, ...after].find((fact) => fact.kind === "start")?.data;
	const totals = after.flatMap((fact) => fact.kind === "totals" ? [fact.models] : []);
	const isFinal = totals.length > 0;
	const calls = sharesOf(after);
	const { shares, isProven } = isFinal ? require_model_shares.subtractBefore(totals, earlier(before), calls) : {
		shares: calls,
		isProven: true
	};
	const isCertain = isProven || totals.length === 1 && (before.length === 0 || calls.length === 0);
	const error = after.findLast((fact) => fact.kind === "error")?.error;
	const reasons = [
		[!isFinal, "it was cut off before it wrote its totals"],
		[!isCertain, "what its session had used before is not certain"],
		[error?.isAnswered === false || after.some((fact) => fact.kind === "abort"), require_call_findings.BROKE_OFF],
		[!isWhole, "its events could not be read as a whole"]
	];
	return {
		id: require_step.digText(start, "sessionId") ?? file.name.split("/").at(-2),
		version: require_step.digText(start, "copilotVersion"),
		reasoningEffort: require_step.digText(start, "reasoningEffort"),
		shares: isFinal && shares.length === 0 ? [{
			...require_model_shares.NOTHING_USED,
			model: "",
			turns: null,
			cost: null
		}] : shares,
		isFinal,
		reason: reasons.find(([holds]) => holds)?.[1] ?? null,
		turns: Math.min(after.filter((fact) => fact.kind === "turn").length, require_model_shares.sumCounts(calls.map(turnsOf)) ?? 1e400),
		error,
		isAborted: after.some((fact) => fact.kind === "abort"),
		isNew,
		folder: require_step.digText(start, "context", "cwd")
	};
}
function pickFact({ type, data, agentId }) {
	switch (type) {
		case "session.start":
		case "session.resume": return {
			kind: "start",
			data: require_step.asObject(data) ?? {}
		};
		case "session.shutdown": {
			const metrics = require_step.digObject(data, "modelMetrics");
			return metrics === void 0 ? void 0 : {
				kind: "totals",
				models: Object.entries(metrics).map(readMetrics)
			};
		}
		case "session.usage_record": {
			const usage = require_step.digObject(data, "usage");
			const callId = require_step.asText(require_step.dig(usage, "accounting", "usageId")) ?? require_step.asText(usage?.apiCallId);
			return usage === void 0 ? void 0 : {
				kind: "call",
				callId,
				share: readShare(require_step.asText(usage.model), usage)
			};
		}
		case "assistant.turn_end": return agentId === void 0 ? { kind: "turn" } : void 0;
		case "abort": return { kind: "abort" };
		case "session.error": return {
			kind: "error",
			error: readError(data)
		};
		default: return;
	}
}
function readError(data) {
	const kind = require_step.digText(data, "errorType");
	return {
		kind,
		isAnswered: !(kind === "query" && require_step.digText(data, "message") !== void 0) || typeof require_step.dig(data, "statusCode") === "number"
	};
}
function readMetrics([model, metrics]) {
	return {
		...readShare(model, require_step.digObject(metrics, "usage")),
		turns: require_model_shares.readCount(require_step.dig(metrics, "requests", "count"))
	};
}
function readShare(model, usage) {
	return {
		...require_model_shares.readFigures(usage, KEYS, "whole"),
		model: model ?? "",
		turns: null,
		cost: null
	};
}
function sharesOf(facts) {
	const byCall = new Map();
	for (const fact of facts) if (fact.kind === "call") byCall.set(fact.callId ?? fact, fact.share);
	return require_model_shares.addShares([...byCall.values()].map((share) => ({
		...share,
		turns: 1
	})));
}
function turnsOf({ turns }) {
	return turns;
}
function earlier(before) {
	const last = before.findLastIndex((fact) => fact.kind === "totals");
	const written = before[last];
	const models = written?.kind === "totals" ? written.models : [];
	return [
		require_model_shares.addShares([...models, ...sharesOf(before.slice(last + 1))]),
		models,
		[]
	];
}
exports.copilotCli = copilotCli;
