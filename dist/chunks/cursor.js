const require_documents = require("./documents.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
// src/usage/agents/cursor.ts
const cursor = {
	wants: { types: ["system/init", "result"] },
	begin: async () => followPrinted()
};
const MOST_RUNS = 1e3;
const KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadTokens",
	cacheWrite: "cacheWriteTokens",
	output: "outputTokens"
};
function followPrinted() {
	const models = new Map();
	const runs = [];
	return {
		record: (record) => {
			const session = require_documents.asText(record.session_id);
			if (session === void 0 || runs.length >= MOST_RUNS || models.size >= MOST_RUNS) return;
			if (record.type === "system") models.set(session, require_documents.asText(record.model) ?? "");
			const usage = require_documents.asObject(record.usage);
			if (record.type !== "result" || !isOwn(record, usage)) return;
			const verdict = {
				kind: record.is_error === true || record.subtype !== "success" ? "failed" : "completed",
				text: require_documents.asText(record.subtype) ?? null
			};
			runs.push({
				session,
				model: models.get(session) ?? "",
				usage,
				verdict
			});
		},
		finish: async ({ isExpected }) => {
			const own = isExpected ? runs : runs.filter(({ usage }) => usage !== void 0);
			return own.length === 0 && !isExpected ? null : toFindings(own);
		}
	};
}
function isOwn(record, usage) {
	if ("num_turns" in record || "total_cost_usd" in record || !("duration_api_ms" in record)) return false;
	return usage === void 0 || "inputTokens" in usage;
}
function toFindings(runs) {
	const shares = runs.map(toShare);
	const findings = require_call_findings.findShares(shares, {
		sessionId: runs.at(-1)?.session ?? null,
		source: "result.usage",
		reason: shares.some(mayHoldCache) ? "whether its input contains what came from the cache is not published" : null,
		verdict: runs.at(-1)?.verdict ?? null
	});
	const reason = findings.state === "unknown" ? "it printed no result with its tokens, and keeps none" : findings.reason;
	return {
		...findings,
		reason
	};
}
function mayHoldCache({ input, cacheRead, cacheWrite }) {
	const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
	return cached > 0 && (input ?? 0) >= cached;
}
function toShare({ model, usage }) {
	return {
		...require_model_shares.readFigures(usage, KEYS, "rest"),
		model,
		turns: null,
		cost: null
	};
}
exports.cursor = cursor;
