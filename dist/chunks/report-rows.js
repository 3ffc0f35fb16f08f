const require_figures = require("./figures2.js");
const require_usage_totals = require("./usage-totals.js");
const require_format = require("./format.js");
const require_figures$1 = require("./figures.js");
// src/render/report-rows.ts
function reportHeading({ period, total, unfinished }, { projectId, branch }) {
	const day = (time) => time.replace("T00:00:00.000Z", "");
	const since = period.since === null ? "" : ` since ${day(period.since)}`;
	const until = period.until === null ? "" : ` before ${day(period.until)}`;
	const rest = unfinished === 0 ? "" : `, and ${unfinished} that run or were refused`;
	return `${projectId}${since}${until}${branch === null ? "" : `, on ${branch}`}: ${require_figures$1.plural(total.usage.steps, "finished step")}${rest}`;
}
function wholeTables(report) {
	const { pulls } = report;
	return [
		ratesTable(report),
		costTable(report),
		recoveryTable(report),
		...pulls === null ? [] : [pullTable(pulls)]
	];
}
function pullTable(pulls) {
	const { merged, lines, surviving, reworked } = pulls;
	const usage = pulls.pulls.filter((pull) => pull.merged === true).map((pull) => pull.usage).reduce(require_usage_totals.addTotals, require_usage_totals.NO_USAGE);
	const cost = (costUsd) => costOf({
		...usage,
		costUsd
	});
	const unknown = pulls.pulls.length - merged.of;
	const rest = unknown === 0 ? "" : `; of ${unknown} it is not known`;
	return {
		title: `Pull requests on ${pulls.base}`,
		columns: [
			{ title: "" },
			{
				title: "figure",
				isFigure: true
			},
			{ title: "remarks" }
		],
		rows: [
			[
				"Merged",
				require_format.formatShare(merged.share),
				`${merged.count} of ${require_figures$1.plural(merged.of, "pull request")}${rest}`
			],
			[
				"Steps until merged",
				pulls.stepsPerMerged === null ? "" : pulls.stepsPerMerged.toFixed(1),
				"on the average"
			],
			[
				"Cost of each that was merged",
				cost(pulls.costPerMerged),
				"with steps that failed or were rolled back"
			],
			[
				"Lines that survive",
				lines === null || surviving === null || lines === 0 ? "" : require_format.formatShare(surviving / lines),
				lines === null ? "" : `${surviving} of ${require_figures$1.plural(lines, "line")} that steps brought`
			],
			[
				"Cost of each such line",
				cost(pulls.costPerSurvivingLine),
				""
			],
			[
				"Reworked within 7 days",
				require_format.formatShare(reworked.share),
				`${reworked.count} of ${require_figures$1.plural(reworked.of, "merged pull request")}`
			]
		]
	};
}
function ratesTable({ total, oneShot, previous }) {
	const row = (name, rate, what, before) => [
		name,
		require_format.formatShare(rate.share),
		`${rate.count} of ${require_figures$1.plural(rate.of, what)}`,
		rate.low === null ? "" : `${require_format.formatShare(rate.low)} to ${require_format.formatShare(rate.high)}`,
		...previous === null ? [] : [before === void 0 ? "" : require_format.formatShare(before.share)]
	];
	const was = previous?.total;
	return {
		title: "How steps end",
		columns: [
			{ title: "" },
			{
				title: "share",
				isFigure: true
			},
			{ title: "counted" },
			{ title: "95 % interval" },
			...previous === null ? [] : [{
				title: "period before",
				isFigure: true
			}]
		],
		rows: [
			row("Succeeded", total.success, "finished step", was?.success),
			row("Check passed", total.check, "check", was?.check),
			row("Rolled back", total.rollback, "succeeded step", was?.rollback),
			row("Interrupted", total.interrupted, "finished step", was?.interrupted),
			row("One step was enough", oneShot, "pull request")
		]
	};
}
function costTable({ total, previous }) {
	const { usage, fates } = total;
	const wasted = require_figures.wastedOf(total);
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
				[costCoverage(usage), previous === null ? "" : `the period before: ${costOf(previous.total.usage) || "unknown"}`].filter((part) => part !== "").join("; ")
			],
			[
				"Cost of each step that stayed",
				averageCost(total),
				total.costPerStayed === null ? "no average while none stayed, or half of the costs are unknown" : `${require_figures$1.plural(fates.stayed.steps, "step")} stayed`
			],
			[
				"Wasted",
				costOf(wasted),
				[total.wastedShare === null ? "" : `${require_format.formatShare(total.wastedShare)} of the cost`, ...parts.map(([name, part]) => `${name}: ${[require_figures$1.plural(part.steps, "step"), costOf(part)].filter(Boolean).join(", ")}`)].filter((part) => part !== "").join("; ")
			],
			[
				"Tokens",
				tokensOf(usage),
				cached === "" ? "" : `${cached} of the input from cache`
			],
			[
				"Time of agents",
				require_figures$1.formatDuration(usage.durationMs),
				""
			]
		]
	};
}
function recoveryTable({ recovery }) {
	const { fix, unfixed, rollback, undo } = recovery;
	const row = (name, { count, medianMs, longestMs }, remark = "") => [
		name,
		require_figures$1.formatDuration(medianMs),
		require_figures$1.formatDuration(longestMs),
		`${require_figures$1.plural(count, "time")}${remark}`
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
			costOf(require_figures.wastedOf(figures)),
			tokensOf(figures.usage),
			require_format.formatShare(require_usage_totals.cacheShareOfTotals(figures.usage))
		])
	};
}
function costOf({ costUsd, estimatedUsd, withoutCost, partial }) {
	return require_format.markAtLeast(require_format.formatCost(costUsd, (estimatedUsd ?? 0) > 0), withoutCost + partial > 0);
}
function tokensOf({ totalTokens, withoutTokens, partial }) {
	return require_format.markAtLeast(require_figures$1.formatCount(totalTokens), withoutTokens + partial > 0);
}
function averageCost({ usage, costPerStayed }) {
	return costOf({
		...usage,
		costUsd: costPerStayed
	});
}
function costCoverage({ steps, withoutCost, partial, estimatedUsd }) {
	return [
		withoutCost === 0 ? "" : `of ${steps - withoutCost} of ${require_figures$1.plural(steps, "step")}; the rest is unknown`,
		partial === 0 ? "" : `${require_figures$1.plural(partial, "step")} counted in part`,
		estimatedUsd === null || estimatedUsd === 0 ? "" : `${require_format.formatCost(estimatedUsd, true)} of it estimated`
	].filter((part) => part !== "").join("; ");
}
Object.defineProperty(exports, "groupTable", {
	enumerable: true,
	get: function() {
		return groupTable;
	}
});
Object.defineProperty(exports, "reportHeading", {
	enumerable: true,
	get: function() {
		return reportHeading;
	}
});
Object.defineProperty(exports, "wholeTables", {
	enumerable: true,
	get: function() {
		return wholeTables;
	}
});
