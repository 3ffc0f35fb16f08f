const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_step_options = require("./step-options.js");
const require_model_shares = require("./model-shares.js");
let node_path = require("node:path");
const require_growth_of_totals = require("./growth-of-totals.js");
const require_newest_files = require("./newest-files.js");
const require_read_growth = require("./read-growth.js");
const require_run_folder = require("./run-folder2.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/copilot-events.ts
const EVENT_TYPE = /"type"\s*:\s*"(?:session\.(?:start|resume|shutdown|usage_record|error)|assistant\.turn_end)"/;
const EDGE = 300;
async function watchCopilotEvents(place) {
	const { env, home, cwd } = place;
	const root = env.COPILOT_HOME || (0, node_path.join)(home, ".copilot");
	const matches = (path) => /^session-state\/[^/]+\/events\.jsonl$/.test(path);
	const files = await require_session_files.watchFiles(place, {
		root,
		within: env.COPILOT_HOME || home,
		depth: 2,
		matches
	});
	return async (run) => {
		const sessions = [];
		const { files: changed, isAll } = require_newest_files.newestFiles(await files.changed(run));
		for (const growth of await require_read_growth.readGrowths(changed, isEvent, pickFact, run)) {
			const session = await readSession(growth, cwd);
			sessions.push({
				...session,
				isWhole: session.isWhole && isAll
			});
		}
		return sessions;
	};
}
function isEvent(line) {
	return EVENT_TYPE.test(line.toString("latin1", 0, EDGE)) || EVENT_TYPE.test(line.toString("latin1", Math.max(0, line.length - EDGE)));
}
async function readSession({ file, before, after, isNew, isWhole }, cwd) {
	const start = [...before, ...after].find((fact) => fact.kind === "start");
	const totals = after.flatMap((fact) => fact.kind === "totals" ? [fact.models] : []);
	const isFinal = totals.length > 0;
	const calls = sharesOf(after);
	const { shares, isProven } = isFinal ? sumTotals(totals, before, calls) : {
		shares: calls,
		isProven: true
	};
	return {
		id: require_step_options.digText(start?.data, "sessionId") ?? file.name.split("/").at(-2),
		version: require_step_options.digText(start?.data, "copilotVersion"),
		reasoningEffort: require_step_options.digText(start?.data, "reasoningEffort"),
		shares: isFinal && shares.length === 0 ? [NO_CALL] : shares,
		isFinal,
		isCertain: isProven || totals.length === 1 && (before.length === 0 || calls.length === 0),
		turns: after.filter((fact) => fact.kind === "turn").length,
		error: after.findLast((fact) => fact.kind === "error")?.text,
		isNew,
		isHere: await require_run_folder.isInFolder(require_step_options.digText(start?.data, "context", "cwd"), cwd),
		isWhole
	};
}
function sumTotals(totals, before, calls) {
	const goingOn = require_growth_of_totals.subtractBefore(totals.at(-1) ?? [], earlier(before), calls);
	return goingOn.isProven || totals.length === 1 ? goingOn : require_growth_of_totals.subtractBefore(require_model_shares.addShares(totals.flat()), [[]], calls);
}
const NO_CALL = {
	...require_model_shares.NOTHING_USED,
	model: "",
	turns: null,
	cost: null
};
function pickFact({ type, data, agentId }) {
	switch (type) {
		case "session.start":
		case "session.resume": return {
			kind: "start",
			data: require_step_options.asObject(data) ?? {}
		};
		case "session.shutdown": {
			const metrics = require_step_options.digObject(data, "modelMetrics");
			return metrics === void 0 ? void 0 : {
				kind: "totals",
				models: Object.entries(metrics).map(readMetrics)
			};
		}
		case "session.usage_record": {
			const usage = require_step_options.digObject(data, "usage");
			const callId = require_step_options.asText(require_step_options.dig(usage, "accounting", "usageId")) ?? require_step_options.asText(usage?.apiCallId);
			return usage === void 0 ? void 0 : {
				kind: "call",
				callId,
				share: readShare(require_step_options.asText(usage.model) ?? "", usage)
			};
		}
		case "assistant.turn_end": return agentId === void 0 ? { kind: "turn" } : void 0;
		case "session.error": return {
			kind: "error",
			text: require_step_options.digText(data, "errorType")
		};
		default: return;
	}
}
function readMetrics([model, metrics]) {
	return {
		...readShare(model, require_step_options.digObject(metrics, "usage") ?? {}),
		turns: require_model_shares.readCount(require_step_options.dig(metrics, "requests", "count"))
	};
}
function readShare(model, usage) {
	const [cacheRead, cacheWrite] = [require_model_shares.readCount(usage.cacheReadTokens), require_model_shares.readCount(usage.cacheWriteTokens)];
	return {
		model,
		input: require_model_shares.subtractCounts(require_model_shares.readCount(usage.inputTokens), cacheRead, cacheWrite),
		cacheRead,
		cacheWrite,
		output: require_model_shares.readCount(usage.outputTokens),
		reasoning: require_model_shares.readCount(usage.reasoningTokens),
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
const copilotCli = {
	wants: {
		types: ["result"],
		errorPrefixes: ["Resume "]
	},
	begin: async (place) => followRun(await watchCopilotEvents(place))
};
const MOST_IDS = 1e3;
function followRun(readSessions) {
	const printed = new Set();
	const named = new Set();
	let verdict = null;
	return {
		record: (record) => {
			const [id, usage] = [require_step_options.asText(record.sessionId), require_step_options.asObject(record.usage)];
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
			const ids = all.flatMap(({ id }) => id !== void 0 && named.has(id) ? [id] : []);
			const { sessions, doubt } = matchSessions(all, new Set([...printed, ...ids]), end);
			if (sessions.length === 0 && printed.size === 0 && !end.isExpected) return null;
			const error = sessions.findLast((session) => session.error !== void 0)?.error ?? null;
			const failure = error === null ? null : {
				kind: "failed",
				text: error
			};
			const isGood = verdict?.kind === "completed";
			const id = sessions.at(-1)?.id ?? [...printed].at(-1) ?? null;
			const findings = {
				...toFindings(sessions),
				sessionId: id,
				verdict: isGood ? verdict : failure ?? verdict
			};
			return require_choose_sessions.withDoubt(findings, doubt);
		}
	};
}
function matchSessions(sessions, printed, end) {
	const isPrinted = ({ id }) => id !== void 0 && printed.has(id);
	const others = sessions.filter((session) => !isPrinted(session));
	const { sessions: silent, doubt } = require_choose_sessions.chooseSessions(others, end, printed.size);
	return {
		sessions: [...sessions.filter(isPrinted), ...silent],
		doubt
	};
}
function reasonOf({ isFinal, isCertain, isWhole }) {
	if (!isFinal) return "it was cut off before it wrote its totals";
	if (!isCertain) return "what its session had used before is not certain";
	return isWhole ? null : "its events could not be read as a whole";
}
function toFindings(sessions) {
	const { version, reasoningEffort } = sessions.at(-1) ?? {};
	const metadata = {
		...version === void 0 ? {} : { agent_version: version },
		...reasoningEffort === void 0 ? {} : { reasoning_effort: reasoningEffort }
	};
	return {
		...require_call_findings.findShares(sessions.flatMap((session) => session.shares), {
			sessionId: null,
			source: sessions.every((session) => session.isFinal) ? "session.shutdown" : "session.usage_record",
			reason: sessions.map(reasonOf).find((one) => one !== null) ?? null,
			config: { metadata }
		}),
		turns: require_model_shares.sumCounts(sessions.map((session) => session.turns))
	};
}
exports.copilotCli = copilotCli;
