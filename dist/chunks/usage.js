const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_period = require("./period.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_open_history = require("./open-history.js");
const require_terminal = require("./terminal.js");
// src/cli/usage.ts
const ROWS_BY_DEFAULT = 15;
function define(command, context) {
	require_run_steps.takeProject(command).option("--since <time>", "count only steps that began at this day or time or later: 2026-11-01, 2026-11-01T08:00Z, or 7d (today and six days before)").option("--branch <name>", "count only steps of this branch", require_arguments.branchOf).option("--by <what>", `print only one table: ${require_action_run_steps.USAGE_DIMENSIONS.join(", ")}`, require_arguments.onlyOneOf("--by", require_action_run_steps.USAGE_DIMENSIONS)).option("--limit <number>", `show at most this many rows of a table, or all (default: ${ROWS_BY_DEFAULT})`, require_arguments.parseLimit).option("--json", "print everything as one JSON object").option("--csv", "print everything as CSV");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => showUsage(context, args, options));
}
async function showUsage(context, args, options) {
	if (options.json === true && options.csv === true) throw new require_action_post_help_run_steps.InputError("bad-input", "--json and --csv are two forms of one answer. Use one of them.");
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
		const { renderUsageReport } = await Promise.resolve().then(() => require("./usage-report.js"));
		require_help_run_steps.print(context, renderUsageReport(report, {
			projectId: opened.project.id,
			since: since?.replace("T00:00:00.000Z", "") ?? null,
			dimensions,
			limit: require_arguments.limitOr(options.limit, ROWS_BY_DEFAULT),
			width: require_help_run_steps.stdoutWidth(context),
			paint: require_help_run_steps.stdoutPaint(context)
		}));
	});
}
function nothing(projectId, named, options) {
	const { since, branch } = options;
	return `No agent has run in project ${projectId}${[since === void 0 ? "" : ` since ${since}`, branch === void 0 ? "" : ` on ${branch}`].join("")}. ${require_run_steps.stepsCommand(named, options)} lists what there is.`;
}
const EXAMPLES = `
Rolled-back steps count, since their cost was spent. Days are UTC days. A figure without a mark is exact; + means at least
that much, ≈ means estimated from a price list, and an empty cell means unknown. A step that used several models counts for
each of them. laforge usage explain <step> shows where the figures of a step came from.

Examples:
  $ laforge usage --since 7d                   the last seven days of this repository
  $ laforge usage acme/app --by model          what each model cost in another project
  $ laforge usage --csv > usage.csv            for a spreadsheet
  $ laforge usage --json | jq .total.cost_usd  for programs`;
exports.define = define;
