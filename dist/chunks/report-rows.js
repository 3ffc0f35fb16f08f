const require_figures = require("./figures.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/render/report-rows.ts
function reportHeading({ period, total, unfinished }, { projectId, branch }) {
	const day = (time) => time.replace("T00:00:00.000Z", "");
	const since = period.since === null ? "" : ` since ${day(period.since)}`;
	const until = period.until === null ? "" : ` before ${day(period.until)}`;
	const rest = unfinished === 0 ? "" : `, and ${unfinished} that run or were refused`;
	return `${projectId}${since}${until}${branch === null ? "" : `, on ${branch}`}: ${require_action_run_steps.plural(total.usage.steps, "finished step")}${rest}`;
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
	const { merged, lines, surviving } = pulls;
	const rework = (days, { share, count, of }) => [
		`Reworked within ${days} days`,
		require_action_run_steps.formatShare(share),
		`${count} of ${require_action_run_steps.plural(of, "merged pull request")}`
	];
	const usage = pulls.pulls.filter((pull) => pull.merged === true).map((pull) => pull.usage).reduce(require_action_run_steps.addTotals, require_action_run_steps.NO_USAGE);
	const cost = (costUsd) => require_action_run_steps.costOf({
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
				require_action_run_steps.formatShare(merged.share),
				`${merged.count} of ${require_action_run_steps.plural(merged.of, "pull request")}${rest}`
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
				lines === null || surviving === null || lines === 0 ? "" : require_action_run_steps.formatShare(surviving / lines),
				lines === null ? "" : `${surviving} of ${require_action_run_steps.plural(lines, "line")} that steps brought`
			],
			[
				"Cost of each such line",
				cost(pulls.costPerSurvivingLine),
				""
			],
			rework(7, pulls.reworked),
			rework(30, pulls.reworked30)
		]
	};
}
function ratesTable({ total, oneShot, previous }) {
	const row = (name, rate, what, before) => [
		name,
		require_action_run_steps.formatShare(rate.share),
		`${rate.count} of ${require_action_run_steps.plural(rate.of, what)}`,
		rate.low === null ? "" : `${require_action_run_steps.formatShare(rate.low)} to ${require_action_run_steps.formatShare(rate.high)}`,
		...previous === null ? [] : [before === void 0 ? "" : require_action_run_steps.formatShare(before.share)]
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
			...total.fixed.of === 0 ? [] : [row("Check mended", total.fixed, "check that failed before", was?.fixed)],
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
	const cached = require_action_run_steps.formatShare(require_action_run_steps.cacheShareOfTotals(usage));
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
				require_action_run_steps.costOf(usage),
				[costCoverage(usage), previous === null ? "" : `the period before: ${require_action_run_steps.costOf(previous.total.usage) || "unknown"}`].filter((part) => part !== "").join("; ")
			],
			[
				"Cost of each step that stayed",
				averageCost(total),
				total.costPerStayed === null ? fates.stayed.steps === 0 ? "no step stayed" : "no average, since half of the costs or more are unknown" : `${require_action_run_steps.plural(fates.stayed.steps, "step")} stayed`
			],
			[
				"Wasted",
				require_action_run_steps.costOf(wasted),
				[total.wastedShare === null ? "" : `${require_action_run_steps.formatShare(total.wastedShare)} of the cost`, ...parts.map(([name, part]) => `${name}: ${[require_action_run_steps.plural(part.steps, "step"), require_action_run_steps.costOf(part)].filter(Boolean).join(", ")}`)].filter((part) => part !== "").join("; ")
			],
			[
				"Tokens",
				require_action_run_steps.tokensOf(usage),
				cached === "" ? "" : `${cached} of the input from cache`
			],
			[
				"Time of agents",
				require_action_run_steps.formatDuration(usage.durationMs),
				""
			]
		]
	};
}
function recoveryTable({ recovery }) {
	const { fix, unfixed, rollback, undo } = recovery;
	const row = (name, { count, medianMs, longestMs }, remark = "") => [
		name,
		require_action_run_steps.formatDuration(medianMs),
		require_action_run_steps.formatDuration(longestMs),
		`${require_action_run_steps.plural(count, "time")}${remark}`
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
	actor: "Actor",
	template: "Template",
	repository: "Repository",
	organisation: "Organisation",
	team: "Team"
};
function groupTables(report, dimensions) {
	const isTold = (dimension) => dimension !== "template" && dimension !== "team" || dimensions.length === 1 || report.groups[dimension].some(({ name }) => name !== null);
	return dimensions.filter(isTold).flatMap((dimension) => {
		const table = groupTable(report, dimension);
		return table.rows.length > 0 ? [table] : [];
	});
}
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
			"cached",
			"time"
		].map((title) => ({
			title,
			isFigure: true
		}))],
		rows: groups[dimension].map(({ name, figures }) => [
			name ?? "not known",
			String(figures.usage.steps),
			require_action_run_steps.formatShare(figures.success.share),
			require_action_run_steps.formatShare(figures.rollback.share),
			require_action_run_steps.costOf(figures.usage),
			averageCost(figures),
			require_action_run_steps.costOf(require_figures.wastedOf(figures)),
			require_action_run_steps.tokensOf(figures.usage),
			require_action_run_steps.formatShare(require_action_run_steps.cacheShareOfTotals(figures.usage)),
			require_action_run_steps.formatDuration(figures.usage.durationMs)
		])
	};
}
function averageCost({ usage, costPerStayed }) {
	return require_action_run_steps.costOf({
		...usage,
		costUsd: costPerStayed
	});
}
function costCoverage({ steps, withoutCost, partial, estimatedUsd }) {
	return [
		withoutCost === 0 ? "" : `of ${steps - withoutCost} of ${require_action_run_steps.plural(steps, "step")}; the rest is unknown`,
		partial === 0 ? "" : `${require_action_run_steps.plural(partial, "step")} counted in part`,
		estimatedUsd === null || estimatedUsd === 0 ? "" : `${require_action_run_steps.formatCost(estimatedUsd, true)} of it estimated`
	].filter((part) => part !== "").join("; ");
}
Object.defineProperty(exports, "groupTables", {
	enumerable: true,
	get: function() {
		return groupTables;
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
