(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_period = require("./period.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_terminal = require("./terminal.js");
// src/cli/usage.ts
const ROWS_BY_DEFAULT = 15;
function define(command, context) {
	require_run_steps.takeProject(command).option("--since <time>", "count only steps that began at this day or time or later: 2026-11-01, 2026-11-01T08:00Z, or 7d (today and six days before)").option("--branch <name>", "count only steps of this branch", require_arguments.branchOf).option("--by <what>", `print only one table: ${require_action_run_steps.USAGE_DIMENSIONS.join(", ")}`, require_arguments.onlyOneOf("--by", require_action_run_steps.USAGE_DIMENSIONS)).option("--limit <number>", `show at most this many rows of a table, or all (default: ${ROWS_BY_DEFAULT})`, require_arguments.parseLimit).option("--json", "print everything as one JSON object").option("--csv", "print everything as CSV");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => showUsage(context, args, options));
}
function defineExplain(command, context) {
	require_run_steps.takeStep(command).option("--json", "print the usage with its calls and prices as one JSON object");
	require_run_steps.addHistoryOptions(command, EXPLAIN);
	command.action((args, options) => require_open_history.withStep(context, args, options, async (_opened, { step }) => {
		if (options.json === true) return require_help_run_steps.printJson(context, {
			id: step.id,
			uid: step.uid,
			token_usage: step.tokenUsage
		});
		const { renderUsageExplained } = await Promise.resolve().then(() => require("./usage2.js"));
		require_help_run_steps.print(context, renderUsageExplained(step, require_help_run_steps.stdoutView(context)));
	}));
}
async function showUsage(context, args, options) {
	if (options.json === true && options.csv === true) throw require_action_post_help_run_steps.badInput("--json and --csv are two forms of one answer. Use one of them.");
	const { project } = require_arguments.readProject(args, options.project);
	const since = options.since === void 0 ? null : require_period.parseSince(options.since, new Date());
	await require_open_history.withHistory(context, project, options, async (opened) => {
		const filter = {
			...since === null ? {} : { startedSince: since },
			...options.branch === void 0 ? {} : { branch: options.branch }
		};
		const report = await require_terminal.withProgress(context, "adding up the history", () => opened.history.reportUsage(filter));
		const dimensions = options.by === void 0 ? require_action_run_steps.USAGE_DIMENSIONS : [options.by];
		if (options.json === true) {
			const { usageReportToJson } = await Promise.resolve().then(() => require("./report-data.js"));
			return require_help_run_steps.printJson(context, usageReportToJson(report, {
				projectId: opened.project.id,
				since,
				dimensions
			}));
		}
		if (options.csv === true) {
			const { usageReportToCsv } = await Promise.resolve().then(() => require("./report-data.js"));
			context.streams.stdout.write(usageReportToCsv(report, dimensions));
			return;
		}
		if (report.total.steps === 0) return require_help_run_steps.print(context, nothing(opened.project.id, project, options));
		const { renderUsageReport } = await Promise.resolve().then(() => require("./usage2.js"));
		require_help_run_steps.print(context, renderUsageReport(report, {
			projectId: opened.project.id,
			since: since?.replace("T00:00:00.000Z", "") ?? null,
			dimensions,
			limit: require_arguments.limitOr(options.limit, ROWS_BY_DEFAULT),
			...require_help_run_steps.stdoutView(context)
		}));
	});
}
function nothing(projectId, named, options) {
	const { since, branch } = options;
	return `No agent has run in project ${projectId}${[since === void 0 ? "" : ` since ${since}`, branch === void 0 ? "" : ` on ${branch}`].join("")}. ${require_run_steps.stepsCommand(named, options)} lists what there is.`;
}
const EXAMPLES = `
Rolled-back steps count, since their cost was spent. Days are UTC days. A figure without a mark is exact; + means at least
that much, \u2248 means estimated from a price list, and an empty cell means unknown. A step that used several models counts for
each of them. laforge usage explain <step> shows where the figures of a step came from.

Examples:
  $ laforge usage --since 7d                   the last seven days of this repository
  $ laforge usage acme/app --by model          what each model cost in another project
  $ laforge usage --csv > usage.csv            for a spreadsheet
  $ laforge usage --json | jq .total.cost_usd  for programs`;
const EXPLAIN = `
Shows how certain the usage of a step is, and why. Then it lists the step's calls, as far as the agent recorded them: the
source of each, the model, the tokens of each class, the tier, and the cost. Last come the prices of the estimate.

Examples:
  $ laforge usage explain 3                       step 3 of this repository's project
  $ laforge usage explain acme/app 0199a3f2-7b1c  by uid, of another project
  $ laforge usage explain 3 --json | jq .token_usage.calls`;
exports.define = define;
exports.defineExplain = defineExplain;
});
