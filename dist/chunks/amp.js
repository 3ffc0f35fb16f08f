(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
// src/usage/agents/amp.ts
const amp = require_follow_sessions.describedBy({ types: ["system/init", "result"] }, () => ({
	pickPrinted: (record) => {
		const session = threadOf(record);
		if (session === void 0 || record.type !== "result") return session === void 0 ? void 0 : { session };
		return {
			session,
			verdict: {
				kind: record.is_error === true ? "failed" : "completed",
				text: null
			}
		};
	},
	tell: async ({ runs, end }) => {
		const threads = new Set(runs.map(({ id }) => id));
		const pick = (record) => threads.has(threadOf(record) ?? "") ? readCall(record) : void 0;
		return require_call_findings.findShares(require_follow_sessions.callsOf(await require_follow_sessions.readPrinted(end, ["\"assistant\"", "\"T-"], pick)), {
			sessionId: runs.at(-1)?.id ?? null,
			source: "message.usage",
			reason: "what its subagents used is not shown",
			verdict: runs.flatMap(({ printed }) => printed).findLast(({ verdict }) => verdict !== void 0)?.verdict
		});
	}
}));
function threadOf({ session_id: id }) {
	return typeof id === "string" && /^T-[\da-f-]{36}$/.test(id) ? id : void 0;
}
function readCall({ message, parent_tool_use_id: parent }) {
	const [told, usage] = [require_action_help_run_steps.digObject(message), require_action_help_run_steps.digObject(message, "usage")];
	return usage && {
		id: require_action_help_run_steps.asText(told?.id),
		call: require_call_findings.oneCall(require_model_shares.readShare(usage, require_model_shares.API_KEYS, "rest", told?.model), parent == null)
	};
}
exports.amp = amp;
});
