(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_printed_results = require("./printed-results.js");
// src/usage/agents/cursor.ts
const cursor = require_follow_sessions.describedBy({ types: ["system/init", "result"] }, () => ({
	pickPrinted,
	tell: require_printed_results.tellResults
}));
const KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadTokens",
	cacheWrite: "cacheWriteTokens",
	output: "outputTokens"
};
function pickPrinted(record) {
	const [session, usage] = [require_action_run_steps.asText(record.session_id), require_action_run_steps.asObject(record.usage)];
	if (session === void 0) return void 0;
	if (record.type === "system") return {
		session,
		isHint: true,
		model: require_action_run_steps.asText(record.model)
	};
	if (record.type !== "result" || !isOwn(record, usage)) return void 0;
	const kind = record.is_error === true || record.subtype !== "success" ? "failed" : "completed";
	const total = usage && [require_model_shares.readShare(usage, KEYS, "rest")];
	return {
		session,
		isHint: usage === void 0,
		verdict: {
			kind,
			text: require_action_run_steps.asText(record.subtype) ?? null
		},
		total
	};
}
function isOwn(record, usage) {
	if ("num_turns" in record || "total_cost_usd" in record || !("duration_api_ms" in record)) return false;
	return usage === void 0 || "inputTokens" in usage;
}
exports.cursor = cursor;
});
