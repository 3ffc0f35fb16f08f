const require_usage_totals = require("./usage-totals.js");
const require_csv = require("./csv.js");
// src/render/usage-report-data.ts
function usageReportToJson({ total, groups }, { projectId, since, dimensions }) {
	const lists = dimensions.map((dimension) => [`by_${dimension}`, groups[dimension].map(({ name, usage }) => ({
		[dimension]: name,
		...totalsToJson(usage)
	}))]);
	return {
		project_id: projectId,
		since,
		total: totalsToJson(total),
		...Object.fromEntries(lists)
	};
}
function usageReportToCsv({ total, groups }, dimensions) {
	const line = (by, { name, usage }) => require_csv.formatCsvLine([
		by,
		name,
		...Object.values(totalsToJson(usage))
	]);
	return [
		require_csv.formatCsvLine([
			"by",
			"name",
			...Object.keys(totalsToJson(total))
		]),
		line("total", {
			name: null,
			usage: total
		}),
		...dimensions.flatMap((dimension) => groups[dimension].map((group) => line(dimension, group)))
	].join("");
}
function totalsToJson(usage) {
	return {
		steps: usage.steps,
		duration_ms: usage.durationMs,
		total_tokens: usage.totalTokens,
		input_tokens: usage.inputTokens,
		cache_read_tokens: usage.cacheReadTokens,
		cache_write_tokens: usage.cacheWriteTokens,
		output_tokens: usage.outputTokens,
		reasoning_tokens: usage.reasoningTokens,
		cache_share: require_usage_totals.cacheShareOfTotals(usage),
		cost_usd: usage.costUsd,
		estimated_usd: usage.estimatedUsd,
		steps_without_tokens: usage.withoutTokens,
		steps_without_cost: usage.withoutCost,
		steps_counted_in_part: usage.partial
	};
}
exports.totalsToJson = totalsToJson;
exports.usageReportToCsv = usageReportToCsv;
exports.usageReportToJson = usageReportToJson;
