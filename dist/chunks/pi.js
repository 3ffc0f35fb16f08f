let node_path = require("node:path");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_step_options = require("./step-options.js");
const require_session_calls = require("./session-calls.js");
// src/usage/agents/pi.ts
const pi = {
	wants: { types: ["session", "message_end"] },
	begin: (place) => {
		const { home, env } = place;
		const agent = env.PI_CODING_AGENT_DIR || (0, node_path.join)(home, ".pi", "agent");
		const root = env.PI_CODING_AGENT_SESSION_DIR || (0, node_path.join)(agent, "sessions");
		return require_session_calls.followCalls(place, {
			files: [{
				root,
				within: env.PI_CODING_AGENT_SESSION_DIR || env.PI_CODING_AGENT_DIR || home,
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
			missing: ({ exitCode }, verdict) => verdict?.kind === "completed" || exitCode === 0 ? null : "it was cut off, and a call that had begun is not recorded"
		});
	}
};
const MARKS = [
	"\"usage\"",
	"\"session\"",
	"\"compaction\"",
	"\"branch_summary\""
];
function pickSession({ type, id, cwd, version }) {
	return type === "session" && typeof version === "number" ? {
		session: require_step_options.asText(id),
		folder: require_step_options.asText(cwd)
	} : void 0;
}
function pickSummary({ type }) {
	return type === "compaction" || type === "branch_summary" ? { gap: "a model summed its conversation up, and that call is in no record" } : void 0;
}
function pickMessage(record) {
	const message = require_step_options.asObject(record.message);
	const usage = require_step_options.asObject(message?.usage);
	if (message?.role !== "assistant" || usage === void 0 || message.provider === void 0) return void 0;
	const share = {
		model: require_step_options.asText(message.model) ?? "",
		input: require_model_shares.readCount(usage.input),
		cacheRead: require_model_shares.readCount(usage.cacheRead),
		cacheWrite: require_model_shares.readCount(usage.cacheWrite),
		output: require_model_shares.readCount(usage.output),
		reasoning: require_model_shares.readCount(usage.reasoning),
		cost: require_model_shares.readCost(require_step_options.dig(usage, "cost", "total"))
	};
	return {
		id: require_step_options.digText(message, "responseId") ?? entryOf(record),
		call: require_call_findings.oneCall(share, true),
		verdict: toVerdict(require_step_options.asText(message.stopReason))
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
