(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_period = require("./period.js");
const require_report = require("./report.js");
const require_read_report = require("./read-report.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_terminal = require("./terminal.js");
const require_write_output = require("./write-output.js");
// src/cli/report.ts
function addFormOptions(command) {
	return command.option("-o, --output <file>", "write the report to this file, in the form of another option, else by its ending (.md, .json, .csv, .html), else as a page").option("--md", "print Markdown").option("--json", "print everything as one JSON object").option("--csv", "print all groups as CSV").option("--with-text", "include prompts, commands and the output of checks in the page");
}
function define(command, context) {
	addFormOptions(require_run_steps.takeProject(command)).option("--since <time>", "count only steps that began then or later: 2026-11-01, a time, or 30d (today and 29 days before)").option("--until <time>", "count only steps that began by then: 2026-11-30 (all of that day), a time, or 7d (where --since 7d begins)").option("--by <what>", `show only one table: ${require_report.REPORT_DIMENSIONS.join(", ")}`, require_arguments.onlyOneOf("--by", require_report.REPORT_DIMENSIONS)).option("--branch <name>", "count only steps of this branch", require_arguments.branchOf).option("--base <branch>", "also report what became of pull requests into this branch, such as origin/main");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => showReport(context, args, options));
}
async function showReport(context, args, options) {
	const period = beginReport(options);
	const { project } = require_arguments.readProject(args, options.project);
	await require_open_history.withHistory(context, project, options, async ({ history, dbPath, repository, project: { id } }) => {
		const { base, by, branch = null } = options;
		const { StepColumns } = await Promise.resolve().then(() => require("./step-columns.js"));
		const columns = new StepColumns();
		require_write_output.limitMemory(history.dbPath);
		const onSteps = isPage(options) ? columns.add : () => {};
		const readWith = async (clone) => {
			if (base !== void 0 && clone === null) {
				const message = `${require_action_post_help_run_steps.quote(context.cwd)} is not in a git work tree, so ${require_action_post_help_run_steps.quote(base)} cannot be found. Run this in a clone.`;
				throw new require_action_post_help_run_steps.InputError("not-a-work-tree", message);
			}
			const request = {
				period,
				branch,
				now: new Date(),
				merges: base === void 0 || clone === null ? null : {
					repository: clone,
					base
				},
				onSteps
			};
			return await require_terminal.withProgress(context, "adding up the history", () => require_read_report.readReport(history, request));
		};
		const read = await (base === void 0 ? readWith(null) : require_run_steps.withRepository(context, readWith, repository));
		const scope = {
			projectId: id,
			branch
		};
		const [all, forPeople] = by === void 0 ? [require_report.REPORT_DIMENSIONS, require_report.DIMENSIONS_FOR_PEOPLE] : [[by], [by]];
		await writeReport(context, {
			...read,
			columns
		}, {
			...scope,
			all,
			forPeople,
			isFleet: false
		}, options, [dbPath, history.dbPath]);
	});
}
function beginReport(options) {
	const forms = FORMS.filter((form) => options[form] === true).map((form) => `--${form}`);
	if (forms.length > 1) throw require_action_post_help_run_steps.badInput(`${forms.join(" and ")} are forms of one answer. Give one of them.`);
	const isForPage = isPage(options);
	if (options.withText === true && !isForPage) throw require_action_post_help_run_steps.badInput("--with-text is given, and only a page has texts. Name its file: -o report.html");
	return readPeriod(options);
}
function readPeriod({ since, until }) {
	return require_period.parsePeriod({
		since: {
			text: since ?? null,
			what: "--since"
		},
		until: {
			text: until ?? null,
			what: "--until"
		}
	}, new Date());
}
const FORMS = [
	"md",
	"json",
	"csv"
];
const PAGES = ["html", "htm"];
function formOf(options) {
	const named = FORMS.find((form) => options[form] === true) ?? require_write_output.formOfName(options.output, [...FORMS, ...PAGES], "say the form with --md, --json or --csv");
	return FORMS.find((form) => form === named);
}
function isPage(options) {
	return options.output !== void 0 && formOf(options) === void 0;
}
async function writeReport(context, read, scope, options, own = []) {
	const text = await render(context, read, scope, options);
	if (options.output === void 0) return void context.streams.stdout.write(text);
	const file = (0, node_path.resolve)(context.cwd, options.output);
	require_write_output.writeToFile(file, [text], { own });
	require_help_run_steps.print(context, `Written: ${file}`);
}
async function render(context, { report, newest, columns }, { all, forPeople, ...scope }, options) {
	const form = formOf(options);
	if (form === "json") {
		const { reportToJson } = await Promise.resolve().then(() => require("./report-data.js"));
		return `${JSON.stringify(reportToJson(report, {
			...scope,
			dimensions: all
		}), null, 2)}\n`;
	}
	if (form === "csv") {
		const { reportToCsv } = await Promise.resolve().then(() => require("./report-data.js"));
		return reportToCsv(report, all);
	}
	const shown = {
		...scope,
		dimensions: forPeople
	};
	if (form === "md") return `${require_read_report.renderReportMarkdown(report, shown)}\n`;
	if (isPage(options)) {
		const [{ renderReportPage }, { redactText, secretsOf }] = await Promise.all([Promise.resolve().then(() => require("./page.js")), Promise.resolve().then(() => require("./action-run.js")).then((n) => n.redact_exports)]);
		const withText = options.withText === true;
		const secrets = secretsOf(context.env);
		const steps = withText ? newest.map((step) => redactTexts(step, (text) => redactText(text, secrets))) : newest;
		return renderReportPage(report, {
			...shown,
			steps,
			columns,
			withText
		});
	}
	return `${require_read_report.renderReport(report, {
		...shown,
		...require_help_run_steps.stdoutView(context)
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
const EXAMPLES = `
Each rate is shown with its counts and its 95 % interval, which is wide for few steps. docs/report.md explains each figure.
Days, weeks (by their Monday) and months are those of UTC.

Examples:
  $ laforge report --since 30d                       the last thirty days of this repository
  $ laforge report --since 14d --until 7d            the week before the last one
  $ laforge report acme/app --by model               each model against the others
  $ laforge report -o report.html                    one page with drawings and every step, to open or to send
  $ laforge report --json | jq .total.success.rate   for programs`;
exports.addFormOptions = addFormOptions;
exports.beginReport = beginReport;
exports.define = define;
exports.isPage = isPage;
exports.readPeriod = readPeriod;
exports.writeReport = writeReport;
});
