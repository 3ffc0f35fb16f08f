const require_step = require("./step.js");
const require_model_shares = require("./model-shares.js");
const require_printed_results = require("./printed-results.js");
// src/usage/agents/cursor.ts
const cursor = {
	wants: { types: ["system/init", "result"] },
	begin: async () => require_printed_results.followResults(pick)
};
const KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadTokens",
	cacheWrite: "cacheWriteTokens",
	output: "outputTokens"
};
function pick(record) {
	const [session, usage] = [require_step.asText(record.session_id), require_step.asObject(record.usage)];
	if (session === void 0) return void 0;
	if (record.type === "system") return {
		session,
		model: require_step.asText(record.model) ?? ""
	};
	if (record.type !== "result" || !isOwn(record, usage)) return void 0;
	const kind = record.is_error === true || record.subtype !== "success" ? "failed" : "completed";
	const figures = usage === void 0 ? void 0 : require_model_shares.readFigures(usage, KEYS, "rest");
	return {
		session,
		verdict: {
			kind,
			text: require_step.asText(record.subtype) ?? null
		},
		figures
	};
}
function isOwn(record, usage) {
	if ("num_turns" in record || "total_cost_usd" in record || !("duration_api_ms" in record)) return false;
	return usage === void 0 || "inputTokens" in usage;
}
exports.cursor = cursor;
