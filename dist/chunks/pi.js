let node_path = require("node:path");
const require_step = require("./step.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_session_calls = require("./session-calls.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/pi.ts
const pi = {
	wants: { types: ["session", "message_end"] },
	begin: (place) => {
		const sessions = place.env.PI_CODING_AGENT_SESSION_DIR ? require_session_files.ownFolder(place, "PI_CODING_AGENT_SESSION_DIR") : require_session_files.ownFolder(place, "PI_CODING_AGENT_DIR", ".pi", "agent");
		const root = place.env.PI_CODING_AGENT_SESSION_DIR || (0, node_path.join)(sessions.root, "sessions");
		return require_session_calls.followCalls(place, {
			files: [{
				...sessions,
				root,
				depth: 1,
				matches: (path) => path.endsWith(".jsonl")
			}],
			wants: (line) => MARKS.some((mark) => line.includes(mark)),
			pick: (record) => record.type === "message" ? pickMessage(record) : pickSummary(record) ?? pickSession(record),
			pickPrinted: (record) => record.type === "message_end" ? pickMessage(record) : pickSession(record),
			sessionOf: (name) => name.replace(/^.*_|\.jsonl$/g, ""),
			sources: {
				file: "message.usage",
				printed: "message_end.usage"
			},
			missing: require_session_calls.cutOff
		});
	}
};
const KEYS = {
	input: "input",
	cacheRead: "cacheRead",
	cacheWrite: "cacheWrite",
	output: "output",
	reasoning: "reasoning"
};
const MARKS = [
	"\"usage\"",
	"\"session\"",
	"\"compaction\"",
	"\"branch_summary\""
];
function pickSession({ type, id, cwd, version }) {
	return type === "session" && typeof version === "number" ? {
		session: require_step.asText(id),
		folder: require_step.asText(cwd)
	} : void 0;
}
function pickSummary(record) {
	if (record.type !== "compaction" && record.type !== "branch_summary") return void 0;
	const usage = require_step.asObject(record.usage);
	if (usage === void 0) return { gap: "a model summed its conversation up, and that call is in no record" };
	return {
		id: entryOf(record),
		call: readCall(usage, record.model, false)
	};
}
function readCall(usage, model, isMain) {
	const cost = require_model_shares.readCost(require_step.dig(usage, "cost", "total"));
	return require_call_findings.oneCall({
		...require_model_shares.readFigures(usage, KEYS, "rest"),
		model: require_step.asText(model) ?? "",
		cost
	}, isMain);
}
function pickMessage(record) {
	const message = require_step.asObject(record.message);
	const usage = require_step.asObject(message?.usage);
	if (message?.role !== "assistant" || usage === void 0 || message.provider === void 0) return void 0;
	const call = readCall(usage, message.model, true);
	const verdict = toVerdict(require_step.asText(message.stopReason));
	const isRefused = /^\d{3}\b/.test(require_step.asText(message.errorMessage) ?? "");
	const gap = verdict?.kind === "failed" && !isRefused ? require_call_findings.BROKE_OFF : void 0;
	if (verdict?.kind === "failed" && require_model_shares.totalOf(call) === 0) return {
		verdict,
		gap
	};
	return {
		gap,
		verdict,
		id: require_step.digText(message, "responseId") ?? entryOf(record),
		call
	};
}
function entryOf({ id, timestamp }) {
	return typeof id === "string" ? `${id} ${timestamp}` : void 0;
}
function toVerdict(reason) {
	if (reason === "stop") return {
		kind: "completed",
		text: reason
	};
	if (reason === "aborted") return {
		kind: "aborted",
		text: reason
	};
	return reason === "error" ? {
		kind: "failed",
		text: reason
	} : void 0;
}
exports.pi = pi;
