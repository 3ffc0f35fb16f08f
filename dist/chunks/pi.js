(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_run_time = require("./run-time.js");
// src/usage/agents/pi.ts
const pi = require_follow_sessions.describedBy({ types: [
	"session",
	"message_end",
	"compaction_end"
] }, (place) => {
	const named = place.env.PI_CODING_AGENT_SESSION_DIR;
	const own = require_follow_sessions.ownFolder(place, "PI_CODING_AGENT_DIR", ".pi", "agent");
	return {
		files: [{
			...named ? {
				root: named,
				within: named
			} : {
				...own,
				root: (0, node_path.join)(own.root, "sessions")
			},
			depth: 1,
			matches: (path) => path.endsWith(".jsonl")
		}],
		wants: (line) => MARKS.some((mark) => line.includes(mark)),
		pick: (record) => record.type === "message" ? pickMessage(record) : pickSummary(record) ?? pickSession(record),
		pickPrinted: (record) => {
			if (record.type === "message_end") return pickMessage(record);
			return record.type === "compaction_end" ? pickUsed(require_action_help_run_steps.digObject(record, "result"), void 0) : pickSession(record);
		},
		sessionOf: (name) => name.replace(/^.*_|\.jsonl$/g, ""),
		tell: require_follow_sessions.tellCalls({
			sources: {
				file: "message.usage",
				printed: "message_end.usage"
			},
			missing: require_follow_sessions.cutOff
		})
	};
});
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
		session: require_action_help_run_steps.asText(id),
		folder: require_action_help_run_steps.asText(cwd)
	} : void 0;
}
function pickSummary(record) {
	if (record.type !== "compaction" && record.type !== "branch_summary") return void 0;
	return pickUsed(record, entryOf(record));
}
function pickUsed(summary, id) {
	const usage = require_action_help_run_steps.asObject(summary?.usage);
	if (usage === void 0) return { gap: "a model summed its conversation up, and that call is in no record" };
	return {
		id,
		call: readCall(usage, summary?.model, false)
	};
}
function readCall(usage, model, isMain) {
	const cost = require_model_shares.readCost(require_action_help_run_steps.dig(usage, "cost", "total"));
	return require_call_findings.oneCall(require_call_findings.statedCost({
		...require_model_shares.readShare(usage, KEYS, "rest", model),
		cost
	}), isMain);
}
function pickMessage(record) {
	const message = require_action_help_run_steps.asObject(record.message);
	const usage = require_action_help_run_steps.asObject(message?.usage);
	if (message?.role !== "assistant" || usage === void 0 || message.provider === void 0) return void 0;
	const call = {
		...readCall(usage, message.model, true),
		...require_run_time.toCallTime(require_run_time.toTime(message.timestamp), require_run_time.timeOf(record))
	};
	const verdict = toVerdict(require_action_help_run_steps.asText(message.stopReason));
	const isRefused = /^\d{3}\b/.test(require_action_help_run_steps.asText(message.errorMessage) ?? "");
	const gap = verdict?.kind === "failed" && !isRefused ? require_call_findings.BROKE_OFF : void 0;
	if (verdict?.kind === "failed" && require_model_shares.totalOf(call) === 0) return {
		verdict,
		gap
	};
	return {
		gap,
		verdict,
		id: require_action_help_run_steps.digText(message, "responseId") ?? entryOf(record),
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
});
