let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_period = require("./period.js");
const require_report = require("./report.js");
const require_read_report = require("./read-report.js");
const require_run_steps = require("./run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_terminal = require("./terminal.js");
const require_write_output = require("./write-output.js");
// src/cli/report.ts
function define(command, context) {
	require_run_steps.takeProject(command).option("-o, --output <file>", "write it to a file: in the form that is asked for, else by its name (.md, .json, .csv), else as one page").option("--since <time>", "count steps that began then or later: 2026-11-01, a time, or 30d (today and 29 days before)").option("--until <time>", "and no later: 2026-11-30 (all of that day), a time, or 7d (where --since 7d begins)").option("--by <what>", `only one table: ${require_report.REPORT_DIMENSIONS.join(", ")}`, require_run_steps.oneOf("--by", require_report.REPORT_DIMENSIONS)).option("--branch <name>", "only what happened on this branch", require_run_steps.branchOf).option("--base <branch>", "also tell what became of pull requests on this branch, such as origin/main").option("--md", "as Markdown").option("--json", "as one object, with all of it").option("--csv", "as lines of CSV, with all groups").option("--with-text", "show prompts, commands and what checks printed in the page too");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => showReport(context, args, options));
}
async function showReport(context, args, options) {
	refuseTogether(options);
	const { project } = require_run_steps.readProject(args, options.project);
	const ends = {
		since: {
			text: options.since ?? null,
			what: "--since"
		},
		until: {
			text: options.until ?? null,
			what: "--until"
		}
	};
	const period = require_period.parsePeriod(ends, new Date());
	await require_open_history.withHistory(context, project, options, async ({ history, repository, project: { id } }) => {
		const { base } = options;
		const here = repository === null && base !== void 0 ? await require_run_steps.tryOpenRepository(context.cwd) : null;
		const clone = repository ?? here;
		if (base !== void 0 && clone === null) {
			const message = `${require_action_post_run_steps.quote(context.cwd)} is in no git work tree, where ${require_action_post_run_steps.quote(base)} could be. Go into a clone.`;
			throw new require_action_post_help_run_steps.InputError("not-a-work-tree", message);
		}
		const findPulls = base === void 0 || clone === null ? null : async (works) => await require_read_report.findMerged(clone, base, works);
		const { EarlierSteps } = await Promise.resolve().then(() => require("./packed-steps.js"));
		const earlier = new EarlierSteps();
		const onEarlier = isPage(options) ? earlier.add : () => {};
		const request = {
			period,
			branch: options.branch ?? null,
			now: new Date(),
			findPulls,
			onEarlier
		};
		const text = await render(context, {
			...await require_terminal.withProgress(context, "adding up the history", () => require_read_report.readReport(history, request)).finally(() => here?.close()),
			earlier
		}, id, options);
		if (options.output === void 0) return void context.streams.stdout.write(text);
		const file = (0, node_path.resolve)(context.cwd, options.output);
		require_write_output.writeToFile(file, [text]);
		require_help_run_steps.print(context, `Written: ${file}`);
	});
}
function isPage({ output, json, csv, md }) {
	return output !== void 0 && json !== true && csv !== true && md !== true;
}
async function render(context, { report, newest, earlier }, projectId, options) {
	const form = FORMS.find((one) => options[one] === true) ?? require_write_output.formOfName(options.output, FORMS);
	const all = options.by === void 0 ? require_report.REPORT_DIMENSIONS : [options.by];
	const scope = {
		projectId,
		branch: options.branch ?? null,
		dimensions: all
	};
	if (form === "json") {
		const { reportToJson } = await Promise.resolve().then(() => require("./report-data.js"));
		return `${JSON.stringify(reportToJson(report, scope), null, 2)}\n`;
	}
	if (form === "csv") {
		const { reportToCsv } = await Promise.resolve().then(() => require("./report-data.js"));
		return reportToCsv(report, all);
	}
	const shown = {
		...scope,
		dimensions: options.by === void 0 ? require_report.DIMENSIONS_FOR_PEOPLE : all
	};
	if (form === "md") {
		const { renderReportMarkdown } = await Promise.resolve().then(() => require("./report-markdown.js"));
		return `${renderReportMarkdown(report, shown)}\n`;
	}
	if (isPage(options)) {
		const [{ renderReportPage }, { redactText, secretsOf }] = await Promise.all([Promise.resolve().then(() => require("./page.js")), Promise.resolve().then(() => require("./action-run.js")).then((n) => n.redact_exports)]);
		const withText = options.withText === true;
		const secrets = secretsOf(context.env);
		const steps = withText ? newest.map((step) => redactTexts(step, (text) => redactText(text, secrets))) : newest;
		return renderReportPage(report, {
			...shown,
			steps,
			earlier,
			withText
		});
	}
	const { renderReport } = await Promise.resolve().then(() => require("./report4.js"));
	return `${renderReport(report, {
		...shown,
		width: require_help_run_steps.stdoutWidth(context),
		paint: require_help_run_steps.stdoutPaint(context)
	})}\n`;
}
function redactTexts(step, clean) {
	const { prompt, agentConfig, check } = step;
	const cleaned = (text) => text === null ? null : clean(text);
	return {
		...step,
		prompt: prompt && {
			...prompt,
			text: cleaned(prompt.text)
		},
		agentConfig: agentConfig && {
			...agentConfig,
			command: cleaned(agentConfig.command)
		},
		check: check && {
			...check,
			last_lines: check.last_lines.map(clean)
		}
	};
}
const FORMS = [
	"md",
	"json",
	"csv"
];
function refuseTogether(options) {
	const forms = FORMS.filter((form) => options[form] === true).map((form) => `--${form}`);
	if (forms.length < 2) return;
	throw new require_action_post_help_run_steps.InputError("bad-input", `${forms.join(" and ")} are forms of one answer. Give one of them.`);
}
const EXAMPLES = `
A rate stands with what was counted and with its 95 % interval: of few steps it says little. docs/report.md says what each
figure means. Days, weeks (by their Monday) and months are those of UTC.

Examples:
  $ laforge report --since 30d                       the last thirty days of this repository
  $ laforge report --since 14d --until 7d            the week before the last one
  $ laforge report acme/app --by model               each model against the others
  $ laforge report -o report.html                    one page with drawings and every step, to open or to send
  $ laforge report --json | jq .total.success.rate   for programs`;
exports.define = define;
