(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/terminal/usage.ts
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
			title: dimension.toUpperCase(),
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
function renderUsageExplained(step, options) {
	const usage = step.tokenUsage;
	const title = `The usage of ${require_action_run_steps.stepName(step)}`;
	if (usage === null) {
		const why = step.status === "running" ? "It is still running" : "Nothing of it is on record";
		return `${options.paint("strong", title)}: unknown. ${why}.`;
	}
	const calls = callsOf(usage);
	const prices = usage.prices ?? [];
	const pricesTitle = options.paint("dim", "Prices in USD per million tokens:");
	return [
		[options.paint("strong", title), ...facts(usage)].join("\n"),
		...calls.length === 0 ? [] : [require_table.renderTable(callColumns(usage), calls, options)],
		...prices.length === 0 ? [] : [`${pricesTitle}\n${require_table.renderTable(PRICE_COLUMNS, prices, options)}`]
	].join("\n\n");
}
function facts(usage) {
	return require_table.factLines([
		["tokens", usage.total_tokens === null ? require_action_run_steps.HOW_SURE.unknown : require_action_run_steps.formatExactly(usage.total_tokens)],
		["how sure", `${require_action_run_steps.HOW_SURE[usage.state]}${usage.reason == null ? "" : `: ${usage.reason}`}`],
		["records", usage.source ?? ""],
		["differs", usage.disagreement ?? ""],
		["session", usage.session_id ?? ""],
		["cost", costInWords(usage)]
	]);
}
function whyNoCost({ input_tokens: input, output_tokens: output }) {
	if (input === null || output === null) return "the agent reports none, and its tokens are not known by class";
	return "the agent reports none, and no price list covers all of it";
}
function costInWords(usage) {
	if (usage.state === "unknown") return "";
	if (usage.cost === null) return `${require_action_run_steps.HOW_SURE.unknown}: ${whyNoCost(usage)}`;
	const cost = `${require_action_run_steps.formatCostOf(usage)} USD`;
	if (usage.cost_estimated !== true) return `${cost}, as the agent reports it`;
	const average = usage.cost_average === true ? "; an average, since the lengths of the single calls are unknown" : "";
	return `${cost}, estimated by ${usage.price_list ?? "a price list"}${average}`;
}
function callsOf(usage) {
	if (usage.calls != null) return usage.calls;
	if (usage.state === "unknown") return [];
	const rest = {
		source: usage.source ?? "",
		hour_write_tokens: null,
		rate: null,
		above: null
	};
	const shares = usage.by_model ?? [];
	if (shares.length > 0) return shares.map((share) => ({
		...rest,
		calls: null,
		...share
	}));
	const { input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost } = usage;
	const classes = {
		input_tokens,
		cache_read_tokens,
		cache_write_tokens,
		output_tokens,
		reasoning_tokens
	};
	return [{
		...rest,
		...classes,
		model: usage.models.join(", "),
		calls: usage.turns,
		cost
	}];
}
function callColumns({ cost_estimated: isEstimated }) {
	return [
		{
			title: "CALLS",
			align: "right",
			cell: ({ calls }) => calls === null ? "?" : String(calls)
		},
		{
			title: "FROM",
			cell: ({ source }) => source,
			shrinkTo: 12
		},
		{
			title: "MODEL",
			cell: ({ model }) => model,
			shrinkTo: 10
		},
		{
			title: "INPUT",
			align: "right",
			cell: (call) => require_action_run_steps.formatExactly(call.input_tokens)
		},
		{
			title: "CACHE READ",
			align: "right",
			cell: (call) => require_action_run_steps.formatExactly(call.cache_read_tokens)
		},
		{
			title: "CACHE WRITE",
			align: "right",
			cell: (call) => require_action_run_steps.formatExactly(call.cache_write_tokens)
		},
		{
			title: "FOR 1H",
			align: "right",
			cell: (call) => require_action_run_steps.formatExactly(call.hour_write_tokens),
			dropOrder: 2
		},
		{
			title: "OUTPUT",
			align: "right",
			cell: (call) => require_action_run_steps.formatExactly(call.output_tokens)
		},
		{
			title: "REASONING",
			align: "right",
			cell: (call) => require_action_run_steps.formatExactly(call.reasoning_tokens),
			dropOrder: 1
		},
		{
			title: "TIER",
			cell: tierInWords
		},
		{
			title: "COST (USD)",
			align: "right",
			cell: ({ cost }) => require_action_run_steps.formatCost(cost, isEstimated)
		}
	];
}
const PRICE_COLUMNS = [
	{
		title: "MODEL",
		cell: ({ model }) => model,
		shrinkTo: 10
	},
	{
		title: "TIER",
		cell: tierInWords
	},
	{
		title: "INPUT",
		align: "right",
		cell: ({ input }) => dollars(input)
	},
	{
		title: "CACHE READ",
		align: "right",
		cell: (price) => dollars(price.cache_read)
	},
	{
		title: "CACHE WRITE",
		align: "right",
		cell: (price) => dollars(price.cache_write)
	},
	{
		title: "FOR 1H",
		align: "right",
		cell: (price) => dollars(price.cache_write_1h)
	},
	{
		title: "OUTPUT",
		align: "right",
		cell: ({ output }) => dollars(output)
	},
	{
		title: "LIST",
		cell: ({ list }) => list,
		shrinkTo: 10
	}
];
function tierInWords({ rate, above }) {
	return require_action_help_run_steps.joinFilled([rate ?? "", above === null ? "" : `above ${require_action_run_steps.formatExactly(above)}`], ", ");
}
function dollars(price) {
	return `$${Number(price.toFixed(6))}`;
}
exports.renderUsageExplained = renderUsageExplained;
exports.renderUsageReport = renderUsageReport;
});
