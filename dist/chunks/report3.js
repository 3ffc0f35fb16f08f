let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_period = require("./period.js");
const require_report = require("./report.js");
const require_read_report = require("./read-report.js");
const require_place = require("./place.js");
const require_cli = require("./cli.js");
const require_open_history = require("./open-history.js");
const require_terminal = require("./terminal.js");
const require_write_output = require("./write-output.js");
// src/cli/report.ts
function define(command, context) {
	require_place.takeProject(command).option("-o, --output <file>", "write it to a file: as one page, or in the form that is asked for").option("--since <time>", "count steps that began then or later: 2026-11-01, a time, or 30d (today and 29 days before)").option("--until <time>", "and no later: 2026-11-30 (all of that day), a time, or 7d (where --since 7d begins)").option("--by <what>", `only one table: ${require_report.REPORT_DIMENSIONS.join(", ")}`, require_place.oneOf("--by", require_report.REPORT_DIMENSIONS)).option("--branch <name>", "only what happened on this branch", require_place.branchOf).option("--base <branch>", "also tell what became of pull requests on this branch, such as origin/main").option("--md", "as Markdown").option("--json", "as one object, with all of it").option("--csv", "as lines of CSV, with all groups").option("--with-text", "show prompts, commands and what checks printed in the page too");
	require_place.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => showReport(context, args, options));
}
async function showReport(context, args, options) {
	refuseTogether(options);
	const { project } = require_place.readProject(args, options.project);
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
		const here = repository === null && base !== void 0 ? await require_place.tryOpenRepository(context.cwd) : null;
		const clone = repository ?? here;
		if (base !== void 0 && clone === null) {
			const message = `${require_identity.quote(context.cwd)} is in no git work tree, where ${require_identity.quote(base)} could be. Go into a clone.`;
			throw new require_errors.InputError("not-a-work-tree", message);
		}
		const findPulls = base === void 0 || clone === null ? null : async (works) => await require_read_report.findMerged(clone, base, works);
		const request = {
			period,
			branch: options.branch ?? null,
			now: new Date(),
			findPulls
		};
		const text = await render(context, await require_terminal.withProgress(context, "adding up the history", () => require_read_report.readReport(history, request)).finally(() => here?.close()), id, options);
		if (options.output === void 0) return void context.streams.stdout.write(text);
		const file = (0, node_path.resolve)(context.cwd, options.output);
		require_write_output.writeToFile(file, [text]);
		require_cli.print(context, `Written: ${file}`);
	});
}
async function render(context, { report, newest }, projectId, options) {
	const all = options.by === void 0 ? require_report.REPORT_DIMENSIONS : [options.by];
	const scope = {
		projectId,
		branch: options.branch ?? null,
		dimensions: all
	};
	if (options.json === true) {
		const { reportToJson } = await Promise.resolve().then(() => require("./report-data.js"));
		return `${JSON.stringify(reportToJson(report, scope), null, 2)}\n`;
	}
	if (options.csv === true) {
		const { reportToCsv } = await Promise.resolve().then(() => require("./report-data.js"));
		return reportToCsv(report, all);
	}
	const shown = {
		...scope,
		dimensions: options.by === void 0 ? require_report.DIMENSIONS_FOR_PEOPLE : all
	};
	if (options.md === true) {
		const { renderReportMarkdown } = await Promise.resolve().then(() => require("./report-markdown.js"));
		return `${renderReportMarkdown(report, shown)}\n`;
	}
	if (options.output !== void 0) {
		const [{ renderReportPage }, { redactText, secretsOf }] = await Promise.all([Promise.resolve().then(() => require("./page.js")), Promise.resolve().then(() => require("./redact.js")).then((n) => n.redact_exports)]);
		const withText = options.withText === true;
		const secrets = secretsOf(context.env);
		const steps = withText ? newest.map((step) => redactTexts(step, (text) => redactText(text, secrets))) : newest;
		return renderReportPage(report, {
			...shown,
			steps,
			withText
		});
	}
	const { renderReport } = await Promise.resolve().then(() => require("./report4.js"));
	return `${renderReport(report, {
		...shown,
		width: require_cli.stdoutWidth(context),
		paint: require_cli.stdoutPaint(context)
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
function refuseTogether({ md, json, csv }) {
	const forms = [
		...md === true ? ["--md"] : [],
		...json === true ? ["--json"] : [],
		...csv === true ? ["--csv"] : []
	];
	if (forms.length < 2) return;
	throw new require_errors.InputError("bad-input", `${forms.join(" and ")} are forms of one answer. Give one of them.`);
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
