const require_step = require("./step.js");
const require_usage_totals = require("./usage-totals.js");
const require_format = require("./format.js");
// src/render/terminal/figures.ts
const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;
function formatDuration(durationMs) {
	if (durationMs === null) return "";
	if (durationMs < 995) return `${Math.round(durationMs)}ms`;
	if (durationMs < 9950) return `${(durationMs / 1e3).toFixed(1)}s`;
	const seconds = Math.round(durationMs / 1e3);
	if (seconds < MINUTE) return `${seconds}s`;
	if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m ${twoDigits(seconds % MINUTE)}s`;
	return `${Math.floor(seconds / HOUR)}h ${twoDigits(Math.floor(seconds % HOUR / MINUTE))}m`;
}
function formatCount(count) {
	if (count === null || count === void 0) return "";
	if (count < 1e3) return String(count);
	if (count < 999950) return `${trimZero((count / 1e3).toFixed(1))}k`;
	return `${trimZero((count / 1e6).toFixed(1))}M`;
}
function formatChanges(changes) {
	if (changes === null) return "";
	if (require_step.hasNoChanges(changes)) return "no changes";
	const commits = plural(changes.own_commit_count, "commit");
	const stat = require_step.diffStatOf(changes);
	if (stat === null) return commits;
	return `${commits}, ${plural(stat.filesChanged, "file")} (+${stat.insertions} -${stat.deletions})`;
}
function formatUsage(usage) {
	if (usage === null) return "";
	const cost = atLeast(require_format.formatCost(usage.cost, usage.cost_estimated), usage.state === "partial");
	return [formatTokensOf(usage), cost].filter((part) => part !== "").join(", ");
}
function formatTokensOf(usage) {
	if (usage === null) return "";
	const classes = formatClasses(usage.prompt_tokens, require_usage_totals.cacheShare(usage), usage.completion_tokens);
	return atLeast(formatTokens(usage.total_tokens, classes), usage.state === "partial");
}
function formatTotals(totals) {
	if (totals.steps === 0) return "";
	const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, totalTokens, costUsd, estimatedUsd } = totals;
	const input = inputTokens === null ? null : inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
	const isAllEstimated = estimatedUsd !== null && estimatedUsd === costUsd;
	const known = [
		atLeast(formatTokens(totalTokens, formatClasses(input, require_usage_totals.cacheShareOfTotals(totals), outputTokens)), totals.withoutTokens + totals.partial > 0),
		atLeast(require_format.formatCost(costUsd, isAllEstimated), totals.withoutCost + totals.partial > 0),
		isAllEstimated || estimatedUsd === null ? "" : `${require_format.formatCost(estimatedUsd, true)} of it estimated`
	].filter((part) => part !== "");
	const missing = [
		totals.withoutTokens > 0 ? `tokens of ${plural(totals.withoutTokens, "step")} unknown` : "",
		totals.withoutCost > totals.withoutTokens ? `cost of ${plural(totals.withoutCost, "step")} unknown` : "",
		totals.partial > 0 ? `${plural(totals.partial, "step")} counted in part` : ""
	].filter((part) => part !== "");
	return [known.join(", "), ...missing].filter((part) => part !== "").join("; ");
}
function atLeast(figure, isAtLeast) {
	return isAtLeast && figure !== "" ? `at least ${figure}` : figure;
}
function formatTokens(total, classes) {
	if (total === null) return "";
	return `${formatCount(total)} tokens${classes === "" ? "" : ` (${classes})`}`;
}
function formatClasses(input, share, output) {
	if (input === null || output === null) return "";
	const cached = share === null || share === 0 ? "" : `, ${require_format.formatShare(share)} of it from cache`;
	return `${formatCount(input)} in${cached}; ${formatCount(output)} out`;
}
function formatAge(time, now) {
	const seconds = Math.round((now.getTime() - Date.parse(time)) / 1e3);
	if (Number.isNaN(seconds)) return time;
	if (seconds < -60) return time.slice(0, 16).replace("T", " ");
	if (seconds < MINUTE) return "just now";
	if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
	if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
	if (seconds < 14 * DAY) return `${plural(Math.floor(seconds / DAY), "day")} ago`;
	return time.slice(0, 10);
}
function plural(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
function formatList(items) {
	return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
function formatIds(ids) {
	const parts = [];
	const sorted = [...ids].sort((a, b) => a - b);
	for (let start = 0; start < sorted.length;) {
		let end = start;
		while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end++;
		if (end - start >= 2) parts.push(`${sorted[start]} to ${sorted[end]}`);
		else parts.push(...sorted.slice(start, end + 1).map(String));
		start = end + 1;
	}
	return formatList(parts);
}
function twoDigits(value) {
	return String(value).padStart(2, "0");
}
function trimZero(text) {
	return text.replace(/\.0$/, "");
}
Object.defineProperty(exports, "formatAge", {
	enumerable: true,
	get: function() {
		return formatAge;
	}
});
Object.defineProperty(exports, "formatChanges", {
	enumerable: true,
	get: function() {
		return formatChanges;
	}
});
Object.defineProperty(exports, "formatCount", {
	enumerable: true,
	get: function() {
		return formatCount;
	}
});
Object.defineProperty(exports, "formatDuration", {
	enumerable: true,
	get: function() {
		return formatDuration;
	}
});
Object.defineProperty(exports, "formatIds", {
	enumerable: true,
	get: function() {
		return formatIds;
	}
});
Object.defineProperty(exports, "formatList", {
	enumerable: true,
	get: function() {
		return formatList;
	}
});
Object.defineProperty(exports, "formatTokensOf", {
	enumerable: true,
	get: function() {
		return formatTokensOf;
	}
});
Object.defineProperty(exports, "formatTotals", {
	enumerable: true,
	get: function() {
		return formatTotals;
	}
});
Object.defineProperty(exports, "formatUsage", {
	enumerable: true,
	get: function() {
		return formatUsage;
	}
});
Object.defineProperty(exports, "plural", {
	enumerable: true,
	get: function() {
		return plural;
	}
});
