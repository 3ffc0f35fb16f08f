const require_report = require("./report2.js");
const require_usage_totals = require("./usage-totals.js");
const require_format = require("./format.js");
const require_figures = require("./figures.js");
// src/render/report-rows.ts
function reportHeading({ period, total, unfinished }, { projectId, branch }) {
	const day = (time) => time.replace("T00:00:00.000Z", "");
	const since = period.since === null ? "" : ` since ${day(period.since)}`;
	const until = period.until === null ? "" : ` before ${day(period.until)}`;
	const rest = unfinished === 0 ? "" : `, and ${unfinished} that run or were refused`;
	return `${projectId}${since}${until}${branch === null ? "" : `, on ${branch}`}: ${require_figures.plural(total.usage.steps, "finished step")}${rest}`;
}
function ratesTable({ total, oneShot }) {
	const row = (name, rate, what) => [
		name,
		require_format.formatShare(rate.share),
		`${rate.count} of ${require_figures.plural(rate.of, what)}`,
		rate.low === null ? "" : `${require_format.formatShare(rate.low)} to ${require_format.formatShare(rate.high)}`
	];
	return {
		title: "How steps end",
		columns: [
			{ title: "" },
			{
				title: "share",
				isFigure: true
			},
			{ title: "counted" },
			{ title: "95 % interval" }
		],
		rows: [
			row("Succeeded", total.success, "finished step"),
			row("Check passed", total.check, "check"),
			row("Rolled back", total.rollback, "succeeded step"),
			row("Interrupted", total.interrupted, "finished step"),
			row("One step was enough", oneShot, "pull request")
		]
	};
}
function costTable({ total }) {
	const { usage, fates } = total;
	const wasted = require_report.wastedOf(total);
	const parts = [
		["failed", fates.failed],
		["rolled back", fates.rolled_back],
		["not on the branch", fates.pinned]
	].filter(([, { steps }]) => steps > 0);
	const cached = require_format.formatShare(require_usage_totals.cacheShareOfTotals(usage));
	return {
		title: "What they cost",
		columns: [
			{ title: "" },
			{
				title: "sum",
				isFigure: true
			},
			{ title: "remarks" }
		],
		rows: [
			[
				"Cost",
				costOf(usage),
				costCoverage(usage)
			],
			[
				"Cost of each step that stayed",
				averageCost(total),
				total.costPerStayed === null ? "no average while none stayed, or half of the costs are unknown" : `${require_figures.plural(fates.stayed.steps, "step")} stayed`
			],
			[
				"Wasted",
				costOf(wasted),
				[total.wastedShare === null ? "" : `${require_format.formatShare(total.wastedShare)} of the cost`, ...parts.map(([name, part]) => `${name}: ${[require_figures.plural(part.steps, "step"), costOf(part)].filter(Boolean).join(", ")}`)].filter((part) => part !== "").join("; ")
			],
			[
				"Tokens",
				tokensOf(usage),
				cached === "" ? "" : `${cached} of the input from cache`
			],
			[
				"Time of agents",
				require_figures.formatDuration(usage.durationMs),
				""
			]
		]
	};
}
function recoveryTable({ recovery }) {
	const { fix, unfixed, rollback, undo } = recovery;
	const row = (name, { count, medianMs, longestMs }, remark = "") => [
		name,
		require_figures.formatDuration(medianMs),
		require_figures.formatDuration(longestMs),
		`${require_figures.plural(count, "time")}${remark}`
	];
	return {
		title: "How long it takes",
		columns: [
			{ title: "" },
			{
				title: "median",
				isFigure: true
			},
			{
				title: "longest",
				isFigure: true
			},
			{ title: "counted" }
		],
		rows: [
			row("To fix", fix, unfixed === 0 ? "" : `; ${unfixed} not fixed yet`),
			row("To roll back", rollback),
			row("To undo a rollback", undo)
		]
	};
}
const DIMENSION_TITLES = {
	day: "Day",
	week: "Week from",
	month: "Month",
	agent: "Agent",
	model: "Model",
	branch: "Branch",
	actor: "Actor"
};
function groupTable({ groups }, dimension) {
	return {
		title: `By ${dimension}`,
		columns: [{ title: DIMENSION_TITLES[dimension] }, ...[
			"steps",
			"succeeded",
			"rolled back",
			"cost",
			"each stayed",
			"wasted",
			"tokens",
			"cached"
		].map((title) => ({
			title,
			isFigure: true
		}))],
		rows: groups[dimension].map(({ name, figures }) => [
			name ?? "not known",
			String(figures.usage.steps),
			require_format.formatShare(figures.success.share),
			require_format.formatShare(figures.rollback.share),
			costOf(figures.usage),
			averageCost(figures),
			costOf(require_report.wastedOf(figures)),
			tokensOf(figures.usage),
			require_format.formatShare(require_usage_totals.cacheShareOfTotals(figures.usage))
		])
	};
}
function costOf({ costUsd, estimatedUsd, withoutCost, partial }) {
	return require_format.markAtLeast(require_format.formatCost(costUsd, (estimatedUsd ?? 0) > 0), withoutCost + partial > 0);
}
function tokensOf({ totalTokens, withoutTokens, partial }) {
	return require_format.markAtLeast(require_figures.formatCount(totalTokens), withoutTokens + partial > 0);
}
function averageCost({ usage, costPerStayed }) {
	return costOf({
		...usage,
		costUsd: costPerStayed
	});
}
function costCoverage({ steps, withoutCost, partial, estimatedUsd }) {
	return [
		withoutCost === 0 ? "" : `of ${steps - withoutCost} of ${require_figures.plural(steps, "step")}; the rest is unknown`,
		partial === 0 ? "" : `${require_figures.plural(partial, "step")} counted in part`,
		estimatedUsd === null || estimatedUsd === 0 ? "" : `${require_format.formatCost(estimatedUsd, true)} of it estimated`
	].filter((part) => part !== "").join("; ");
}
Object.defineProperty(exports, "costTable", {
	enumerable: true,
	get: function() {
		return costTable;
	}
});
Object.defineProperty(exports, "groupTable", {
	enumerable: true,
	get: function() {
		return groupTable;
	}
});
Object.defineProperty(exports, "ratesTable", {
	enumerable: true,
	get: function() {
		return ratesTable;
	}
});
Object.defineProperty(exports, "recoveryTable", {
	enumerable: true,
	get: function() {
		return recoveryTable;
	}
});
Object.defineProperty(exports, "reportHeading", {
	enumerable: true,
	get: function() {
		return reportHeading;
	}
});
