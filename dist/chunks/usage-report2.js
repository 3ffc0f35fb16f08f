const require_usage_report = require("./usage-report.js");
const require_usage_totals = require("./usage-totals.js");
const require_format = require("./format.js");
const require_figures = require("./figures.js");
const require_table = require("./table.js");
const require_text = require("./text.js");
// src/render/terminal/usage-report.ts
const BAR_WIDTH = 24;
const EIGHTHS = [
	"",
	"▏",
	"▎",
	"▍",
	"▌",
	"▋",
	"▊",
	"▉",
	"█"
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
	const head = paint("strong", `${require_text.toPlainText(projectId)}${from}: ${require_figures.plural(report.total.steps, "step")}`);
	const facts = [require_figures.formatDuration(report.total.durationMs), require_figures.formatTotals(report.total)].filter((fact) => fact !== "");
	const tables = require_usage_report.USAGE_DIMENSIONS.filter((dimension) => dimensions.includes(dimension)).map((dimension) => table(dimension, report.groups[dimension], options));
	const oneLine = require_format.LEGEND.join(" ");
	const legend = require_text.displayWidth(oneLine) > width ? require_format.LEGEND.join("\n") : oneLine;
	return [
		`${head}${facts.length === 0 ? "" : `, ${facts.join(", ")}`}`,
		...tables,
		paint("dim", legend)
	].join("\n\n");
}
function table(dimension, groups, { limit, width, paint }) {
	const most = limit ?? groups.length;
	const rest = require_usage_report.restOf(groups, most);
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
			cell: ({ usage }) => tokens(usage)
		},
		{
			title: "CACHED",
			align: "right",
			cell: ({ usage }) => require_format.formatShare(require_usage_totals.cacheShareOfTotals(usage)),
			leaves: 2
		},
		{
			title: "OUT",
			align: "right",
			cell: ({ usage }) => require_figures.formatCount(usage.outputTokens),
			leaves: 1
		},
		{
			title: "COST (USD)",
			align: "right",
			cell: ({ usage }) => cost(usage)
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
function tokens({ totalTokens, withoutTokens, partial }) {
	return require_format.markAtLeast(require_figures.formatCount(totalTokens), withoutTokens + partial > 0);
}
function cost({ costUsd, estimatedUsd, withoutCost, partial }) {
	return require_format.markAtLeast(require_format.formatCost(costUsd, estimatedUsd !== null && estimatedUsd > 0), withoutCost + partial > 0);
}
function scaleOf(groups) {
	const byCost = groups.some(({ usage }) => (usage.costUsd ?? 0) > 0);
	const figureOf = (usage) => (byCost ? usage.costUsd : usage.totalTokens) ?? 0;
	const greatest = groups.reduce((most, { usage }) => Math.max(most, figureOf(usage)), 0);
	return (usage) => greatest === 0 ? "" : drawBar(figureOf(usage) / greatest);
}
function drawBar(share) {
	const eighths = share > 0 ? Math.max(1, Math.round(share * BAR_WIDTH * 8)) : 0;
	return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}
exports.renderUsageReport = renderUsageReport;
