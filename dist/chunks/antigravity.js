(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_printed_results = require("./printed-results.js");
// src/usage/agents/antigravity.ts
const antigravity = require_follow_sessions.describedBy({
	types: [],
	marks: ["\"cache_read_tokens\":", "\"event\":\"init\""]
}, ({ isResuming }) => ({
	pickPrinted: (record) => pick(record, isResuming),
	tell: require_printed_results.tellResults
}));
const KEYS = {
	input: "input_tokens",
	cacheRead: "cache_read_tokens",
	output: "output_tokens",
	reasoning: "thinking_tokens"
};
function pick(record, isResuming) {
	const told = require_action_run_steps.asObject(record.result) ?? require_action_run_steps.asObject(record.init) ?? record;
	const [session, usage] = [require_action_run_steps.asText(told.conversation_id) ?? require_action_run_steps.asText(record.conversation_id), require_action_run_steps.asObject(told.usage)];
	if (session === void 0) return void 0;
	if (record.event === "init") return {
		session,
		isHint: true,
		model: require_action_run_steps.asText(told.model)
	};
	const status = require_action_run_steps.asText(told.status);
	if (status === void 0 || usage === void 0 || !("thinking_tokens" in usage)) return void 0;
	const total = isResuming ? void 0 : [{
		...require_model_shares.readShare(usage, KEYS, "rest"),
		cacheWrite: 0
	}];
	return {
		session,
		isHint: isResuming,
		verdict: {
			kind: status === "SUCCESS" ? "completed" : "failed",
			text: status
		},
		total
	};
}
exports.antigravity = antigravity;
});
