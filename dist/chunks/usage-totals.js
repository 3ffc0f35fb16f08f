// src/domain/usage-totals.ts
const NO_USAGE = {
	steps: 0,
	durationMs: null,
	withoutTokens: 0,
	partial: 0,
	withoutCost: 0,
	inputTokens: null,
	cacheReadTokens: null,
	cacheWriteTokens: null,
	outputTokens: null,
	reasoningTokens: null,
	totalTokens: null,
	costUsd: null,
	estimatedUsd: null
};
const UNSPENT_STATUSES = ["running", "refused"];
function totalsOf(steps) {
	return steps.filter(({ status }) => !UNSPENT_STATUSES.includes(status)).map(stepToTotals).reduce(addTotals, NO_USAGE);
}
function addTotals(a, b) {
	return {
		steps: a.steps + b.steps,
		durationMs: addKnown(a.durationMs, b.durationMs),
		withoutTokens: a.withoutTokens + b.withoutTokens,
		partial: a.partial + b.partial,
		withoutCost: a.withoutCost + b.withoutCost,
		inputTokens: addKnown(a.inputTokens, b.inputTokens),
		cacheReadTokens: addKnown(a.cacheReadTokens, b.cacheReadTokens),
		cacheWriteTokens: addKnown(a.cacheWriteTokens, b.cacheWriteTokens),
		outputTokens: addKnown(a.outputTokens, b.outputTokens),
		reasoningTokens: addKnown(a.reasoningTokens, b.reasoningTokens),
		totalTokens: addKnown(a.totalTokens, b.totalTokens),
		costUsd: addKnown(a.costUsd, b.costUsd),
		estimatedUsd: addKnown(a.estimatedUsd, b.estimatedUsd)
	};
}
function cacheShare(usage) {
	if (usage?.cache_read_tokens == null || usage.input_tokens === null) return null;
	const input = usage.input_tokens + usage.cache_read_tokens + (usage.cache_write_tokens ?? 0);
	return input > 0 ? usage.cache_read_tokens / input : null;
}
function cacheShareOfTotals({ inputTokens, cacheReadTokens, cacheWriteTokens }) {
	return cacheShare({
		input_tokens: inputTokens,
		cache_read_tokens: cacheReadTokens,
		cache_write_tokens: cacheWriteTokens
	});
}
function stepToTotals({ tokenUsage: usage, durationMs }) {
	const cost = usage?.cost ?? null;
	return {
		steps: 1,
		durationMs,
		withoutTokens: usage?.total_tokens == null ? 1 : 0,
		partial: usage?.state === "partial" ? 1 : 0,
		withoutCost: cost === null ? 1 : 0,
		inputTokens: usage?.input_tokens ?? null,
		cacheReadTokens: usage?.cache_read_tokens ?? null,
		cacheWriteTokens: usage?.cache_write_tokens ?? null,
		outputTokens: usage?.output_tokens ?? null,
		reasoningTokens: usage?.reasoning_tokens ?? null,
		totalTokens: usage?.total_tokens ?? null,
		costUsd: cost,
		estimatedUsd: usage?.cost_estimated === true ? cost : null
	};
}
function addKnown(a, b) {
	if (a === null || b === null) return a ?? b;
	return a + b;
}
Object.defineProperty(exports, "NO_USAGE", {
	enumerable: true,
	get: function() {
		return NO_USAGE;
	}
});
Object.defineProperty(exports, "UNSPENT_STATUSES", {
	enumerable: true,
	get: function() {
		return UNSPENT_STATUSES;
	}
});
Object.defineProperty(exports, "addTotals", {
	enumerable: true,
	get: function() {
		return addTotals;
	}
});
Object.defineProperty(exports, "cacheShare", {
	enumerable: true,
	get: function() {
		return cacheShare;
	}
});
Object.defineProperty(exports, "cacheShareOfTotals", {
	enumerable: true,
	get: function() {
		return cacheShareOfTotals;
	}
});
Object.defineProperty(exports, "totalsOf", {
	enumerable: true,
	get: function() {
		return totalsOf;
	}
});
