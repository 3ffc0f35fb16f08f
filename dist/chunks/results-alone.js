(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_model_shares = require("./model-shares.js");
// src/usage/agents/results-alone.ts
const UNTOLD = "it printed no result with its tokens, and keeps none";
function tellResults({ runs }) {
	const results = runs.flatMap(({ printed }) => printed.filter(({ verdict }) => verdict !== void 0));
	const models = new Map(runs.map(({ id, printed }) => [id, printed.findLast(({ model }) => model !== void 0)?.model ?? ""]));
	const shares = results.flatMap(({ session = "", total = [] }) => total.map((share) => ({
		...share,
		model: models.get(session) ?? ""
	})));
	const model = models.get(results.at(-1)?.session ?? "");
	const findings = require_call_findings.findShares(shares, {
		sessionId: results.at(-1)?.session ?? null,
		source: "result.usage",
		reason: require_call_findings.firstReason([shares.some(mayHoldCache), "whether its input contains what came from the cache is not published"], [shares.length < results.length, UNTOLD]),
		verdict: results.at(-1)?.verdict,
		config: model ? { model } : {}
	});
	return findings.state === "unknown" ? {
		...findings,
		reason: UNTOLD
	} : findings;
}
function mayHoldCache({ input, cacheRead, cacheWrite }) {
	const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
	return cached > 0 && (input ?? 0) >= cached;
}
const cursor = require_follow_sessions.describedBy({ types: ["system/init", "result"] }, () => ({
	pickPrinted: pickCursor,
	tell: tellResults
}));
const CURSOR_KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadTokens",
	cacheWrite: "cacheWriteTokens",
	output: "outputTokens"
};
function pickCursor(record) {
	const [session, usage] = [require_action_help_run_steps.asText(record.session_id), require_action_help_run_steps.asObject(record.usage)];
	if (session === void 0) return void 0;
	if (record.type === "system") return {
		session,
		isHint: true,
		model: require_action_help_run_steps.asText(record.model)
	};
	if (record.type !== "result" || !isOwn(record, usage)) return void 0;
	const kind = record.is_error === true || record.subtype !== "success" ? "failed" : "completed";
	const total = usage && [require_model_shares.readShare(usage, CURSOR_KEYS, "rest")];
	return {
		session,
		isHint: usage === void 0,
		verdict: {
			kind,
			text: require_action_help_run_steps.asText(record.subtype) ?? null
		},
		total
	};
}
function isOwn(record, usage) {
	if ("num_turns" in record || "total_cost_usd" in record || !("duration_api_ms" in record)) return false;
	return usage === void 0 || "inputTokens" in usage;
}
const antigravity = require_follow_sessions.describedBy({
	types: [],
	marks: ["\"cache_read_tokens\":", "\"event\":\"init\""]
}, ({ isResuming }) => ({
	pickPrinted: (record) => pickAntigravity(record, isResuming),
	tell: tellResults
}));
const ANTIGRAVITY_KEYS = {
	input: "input_tokens",
	cacheRead: "cache_read_tokens",
	output: "output_tokens",
	reasoning: "thinking_tokens"
};
function pickAntigravity(record, isResuming) {
	const told = require_action_help_run_steps.asObject(record.result) ?? require_action_help_run_steps.asObject(record.init) ?? record;
	const [session, usage] = [require_action_help_run_steps.asText(told.conversation_id) ?? require_action_help_run_steps.asText(record.conversation_id), require_action_help_run_steps.asObject(told.usage)];
	if (session === void 0) return void 0;
	if (record.event === "init") return {
		session,
		isHint: true,
		model: require_action_help_run_steps.asText(told.model)
	};
	const status = require_action_help_run_steps.asText(told.status);
	if (status === void 0 || usage === void 0 || !("thinking_tokens" in usage)) return void 0;
	const total = isResuming ? void 0 : [{
		...require_model_shares.readShare(usage, ANTIGRAVITY_KEYS, "rest"),
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
exports.cursor = cursor;
});
