(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/terminal/usage-report.ts
const BAR_WIDTH = 24;
const EIGHTHS = [
	"",
	"\u258f",
	"\u258e",
	"\u258d",
	"\u258c",
	"\u258b",
	"\u258a",
	"\u2589",
	"\u2588"
];
const TITLES = {
	day: "DAY",
	branch: "BRANCH",
	agent: "AGENT",
	model: "MODEL"
};
function renderUsageReport(report, options) {
	const { projectId, since, paint, dimensions, width } = options;
	const from = since === null ? "" : ` since ${since}`;
	const facts = [
		paint("strong", `${require_action_post_help_run_steps.toPlainText(projectId)}${from}: ${require_action_run_steps.plural(report.total.steps, "step")}`),
		require_action_run_steps.formatDuration(report.total.durationMs),
		require_action_run_steps.formatTotals(report.total)
	];
	const tables = require_action_run_steps.USAGE_DIMENSIONS.filter((dimension) => dimensions.includes(dimension)).map((dimension) => table(dimension, report.groups[dimension], options));
	const oneLine = require_action_run_steps.LEGEND.join(" ");
	const legend = require_action_post_help_run_steps.displayWidth(oneLine) > width ? require_action_run_steps.LEGEND.join("\n") : oneLine;
	return [
		require_action_help_run_steps.joinFilled(facts, ", "),
		...tables,
		paint("dim", legend)
	].join("\n\n");
}
function table(dimension, groups, { limit, width, paint }) {
	const most = limit ?? groups.length;
	const rest = require_action_run_steps.restOf(groups, most);
	const shown = groups.slice(0, most);
	const scale = scaleOf(shown);
	const rows = [...shown.map((group) => ({
		...group,
		bar: scale(group.usage),
		isRest: false
	})), ...rest === null ? [] : [{
		name: `${groups.length - most} more`,
		usage: rest,
		bar: "",
		isRest: true
	}]];
	const columns = [
		{
			title: TITLES[dimension],
			cell: ({ name }) => name ?? "not known",
			shrinkTo: 10
		},
		{
			title: "STEPS",
			align: "right",
			cell: ({ usage }) => String(usage.steps)
		},
		{
			title: "TOKENS",
			align: "right",
			cell: ({ usage }) => require_action_run_steps.tokensOf(usage)
		},
		{
			title: "CACHED",
			align: "right",
			cell: ({ usage }) => require_action_run_steps.formatShare(require_action_run_steps.cacheShareOfTotals(usage)),
			dropOrder: 2
		},
		{
			title: "OUT",
			align: "right",
			cell: ({ usage }) => require_action_run_steps.formatCount(usage.outputTokens),
			dropOrder: 1
		},
		{
			title: "COST (USD)",
			align: "right",
			cell: ({ usage }) => require_action_run_steps.costOf(usage)
		},
		{
			title: "",
			cell: ({ bar }) => bar,
			shrinkTo: 4
		}
	];
	return require_table.renderTable(columns, rows, {
		width,
		paint,
		dim: ({ isRest }) => isRest
	});
}
function scaleOf(groups) {
	const byCost = groups.some(({ usage }) => (usage.costUsd ?? 0) > 0);
	const figureOf = (usage) => (byCost ? usage.costUsd : usage.totalTokens) ?? 0;
	const greatest = groups.reduce((most, { usage }) => Math.max(most, figureOf(usage)), 0);
	return (usage) => greatest === 0 ? "" : drawBar(figureOf(usage) / greatest);
}
function drawBar(share) {
	const eighths = share > 0 ? Math.max(1, Math.round(share * BAR_WIDTH * 8)) : 0;
	return "\u2588".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}
exports.renderUsageReport = renderUsageReport;
});
