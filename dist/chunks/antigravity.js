const require_step = require("./step.js");
const require_model_shares = require("./model-shares.js");
const require_printed_results = require("./printed-results.js");
// src/usage/agents/antigravity.ts
const antigravity = {
	wants: {
		types: [],
		marks: ["\"cache_read_tokens\":", "\"event\":\"init\""]
	},
	begin: async ({ isResuming }) => require_printed_results.followResults((record) => pick(record, isResuming))
};
const KEYS = {
	input: "input_tokens",
	cacheRead: "cache_read_tokens",
	output: "output_tokens",
	reasoning: "thinking_tokens"
};
function pick(record, isResuming) {
	const told = require_step.asObject(record.result) ?? require_step.asObject(record.init) ?? record;
	const [session, usage] = [require_step.asText(told.conversation_id) ?? require_step.asText(record.conversation_id), require_step.asObject(told.usage)];
	if (session === void 0) return void 0;
	if (record.event === "init") return {
		session,
		model: require_step.asText(told.model) ?? ""
	};
	const [status, isOwn] = [require_step.asText(told.status), usage !== void 0 && "thinking_tokens" in usage];
	if (status === void 0 || !isOwn) return void 0;
	const figures = isResuming ? void 0 : {
		...require_model_shares.readFigures(usage, KEYS, "rest"),
		cacheWrite: 0
	};
	return {
		session,
		verdict: {
			kind: status === "SUCCESS" ? "completed" : "failed",
			text: status
		},
		figures
	};
}
exports.antigravity = antigravity;
