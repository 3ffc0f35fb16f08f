let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_post = require("./action-post.js");
const require_comment = require("./comment.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_report = require("./report.js");
const require_report_markdown = require("./report-markdown.js");
const require_page = require("./page.js");
const require_step_columns = require("./step-columns.js");
const require_summary = require("./summary.js");
const require_keep_file = require("./keep-file.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_read_report = require("./read-report.js");
const require_compared = require("./compared.js");
const require_history_store = require("./history-store.js");
const require_outputs = require("./outputs.js");
const require_pull_request_comment = require("./pull-request-comment.js");
const require_reading = require("./reading.js");
// src/action/report.ts
const main = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readReportInputs();
	const { compareWith: other, html } = inputs;
	const job = require_history_store.openJob(inputs);
	const { projectId } = job;
	await require_reading.withReading(inputs, job, { needsCode: other !== null || inputs.base !== null }, async ({ history, repository, context }) => {
		const scope = await require_reading.scopeOfRun(job, context, inputs);
		const view = await require_comment.historyToView(history, scope, {
			...inputs,
			slug: job.slug,
			context
		});
		const { base, period } = inputs;
		const findPulls = base === null || repository === null ? null : async (works) => await require_read_report.findMerged(repository, base, works);
		const columns = new require_step_columns.StepColumns();
		const onSteps = html === null ? () => {} : columns.add;
		const now = require_action_run_steps.systemClock.now();
		const read = await require_read_report.readReport(history, {
			period,
			branch: null,
			now,
			findPulls,
			onSteps
		});
		const dimensions = inputs.by === null ? require_report.DIMENSIONS_FOR_PEOPLE : [inputs.by];
		require_action_post.summary.addRaw(require_summary.renderReportSummary(view), true);
		if (read.report.total.usage.steps > 0) require_action_post.summary.addRaw(require_report_markdown.renderReportMarkdown(read.report, {
			projectId,
			branch: null,
			dimensions
		}), true);
		const [step] = view.steps;
		const said = step === void 0 || repository === null ? "" : await require_compared.comparedPart({
			repository,
			history
		}, {
			projectId,
			step,
			other
		});
		if (said !== "") require_action_post.summary.addRaw(`\n${said}`, true);
		await require_action_post.summary.write();
		const page = html === null ? null : await writeReportPage({
			...read,
			columns
		}, {
			...inputs,
			html
		}, job, dimensions);
		const comment = await require_pull_request_comment.updateComment({
			...inputs,
			job,
			context,
			branch: scope.branch,
			said
		}, history);
		if (comment.warning !== null) require_action_post.actionLog.warn(comment.warning);
		require_outputs.setOutputs({
			...require_outputs.reportOutputs(read.report, page),
			"comment-url": comment.url ?? ""
		});
	});
});
async function writeReportPage({ report, newest, columns }, inputs, job, dimensions) {
	const path = (0, node_path.resolve)(job.workspace, inputs.html);
	const scope = {
		projectId: job.projectId,
		branch: null,
		dimensions
	};
	writePage(path, require_page.renderReportPage(report, {
		...scope,
		steps: newest,
		columns,
		withText: false
	}), inputs.html);
	return {
		path,
		artifactUrl: await uploadPage(path, inputs, job)
	};
}
function writePage(path, page, given) {
	try {
		(0, node_fs.mkdirSync)((0, node_path.dirname)(path), { recursive: true });
		(0, node_fs.writeFileSync)(`${path}.new`, page, { flag: "wx" });
		(0, node_fs.renameSync)(`${path}.new`, path);
	} catch (cause) {
		const message = `Input "html" is ${require_action_post_run_steps.quote(given)}, which cannot be written: ${require_action_post_help_run_steps.describeError(cause)}. Name another file.`;
		throw new require_action_post_help_run_steps.InputError("bad-input", message, { cause });
	}
}
async function uploadPage(path, { retentionDays }, job) {
	const { serverUrl, repository, run } = job.context;
	const { env } = job;
	if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL) {
		require_action_post.actionLog.notice(`The report is only in ${path}: this runner has no artifact service.`);
		return null;
	}
	try {
		const id = await require_keep_file.keepPage({
			...require_history_store.clientOptions(env),
			retentionDays
		}, path);
		if (serverUrl === null || repository === null || run.run_id === null) return null;
		return `${serverUrl}/${repository}/actions/runs/${run.run_id}/artifacts/${id}`;
	} catch (error) {
		require_action_post.actionLog.warn(`The report is only in ${path}, since it could not be uploaded: ${require_action_post_help_run_steps.describeError(error)} Within one run each report needs its own file name.`);
		return null;
	}
}
exports.main = main;
