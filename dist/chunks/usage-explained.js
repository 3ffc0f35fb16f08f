(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/terminal/usage-explained.ts
function renderUsageExplained(step, options) {
	const usage = step.tokenUsage;
	const title = `The usage of ${require_action_run_steps.stepName(step)}`;
	if (usage === null) {
		const why = step.status === "running" ? "It is still running" : "Nothing of it is on record";
		return `${options.paint("strong", title)}: unknown. ${why}.`;
	}
	const calls = callsOf(usage);
	const prices = usage.prices ?? [];
	return [
		[options.paint("strong", title), ...facts(usage)].join("\n"),
		...calls.length === 0 ? [] : [require_table.renderTable(callColumns(usage), calls, options)],
		...prices.length === 0 ? [] : [`${heading(options.paint)}\n${require_table.renderTable(PRICE_COLUMNS, prices, options)}`]
	].join("\n\n");
}
function facts(usage) {
	return [
		["tokens", usage.total_tokens === null ? require_action_run_steps.HOW_SURE.unknown : require_action_run_steps.formatExactly(usage.total_tokens)],
		["how sure", `${require_action_run_steps.HOW_SURE[usage.state]}${usage.reason == null ? "" : `: ${usage.reason}`}`],
		["records", usage.source ?? ""],
		["differs", usage.disagreement ?? ""],
		["session", usage.session_id ?? ""],
		["cost", costInWords(usage)]
	].filter(([, value]) => value !== "").map(([label, value]) => `  ${label.padEnd(8)}  ${require_action_post_help_run_steps.toPlainText(value)}`);
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
function heading(paint) {
	return paint("dim", "Prices in USD per million tokens:");
}
function tierInWords({ rate, above }) {
	return require_action_help_run_steps.joinFilled([rate ?? "", above === null ? "" : `above ${require_action_run_steps.formatExactly(above)}`], ", ");
}
function dollars(price) {
	return `$${Number(price.toFixed(6))}`;
}
exports.renderUsageExplained = renderUsageExplained;
});
