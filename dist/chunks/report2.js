(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_comment = require("./comment.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_report = require("./report.js");
const require_read_report = require("./read-report.js");
const require_page = require("./page.js");
const require_step_columns = require("./step-columns.js");
const require_summary = require("./summary.js");
const require_keep_file = require("./keep-file.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_reading = require("./reading.js");
// src/action/report.ts
const main = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readReportInputs();
	const { compareWith: other, html } = inputs;
	const job = require_history_store.openJob(inputs);
	const { projectId } = job;
	if (inputs.storeNotice !== null) require_action_post.actionLog.notice(inputs.storeNotice);
	const needsCode = other !== null || inputs.base !== null;
	await require_reading.withHistory(inputs, job, { needsCode }, async ({ history, repository }) => {
		const context = await require_history_store.completeContext(job);
		const scope = await require_reading.scopeOfRun(job, context, inputs);
		const view = await require_comment.historyToView(history, scope, {
			...inputs,
			slug: job.slug,
			context
		});
		const { base, period } = inputs;
		const merges = base === null || repository === null ? null : {
			repository,
			base
		};
		const columns = new require_step_columns.StepColumns();
		const onSteps = html === null ? () => {} : columns.add;
		const now = require_action_run_steps.systemClock.now();
		const read = await require_read_report.readReport(history, {
			period,
			branch: null,
			now,
			merges,
			onSteps
		});
		const dimensions = inputs.by === null ? require_report.DIMENSIONS_FOR_PEOPLE : [inputs.by];
		const figures = read.report.total.usage.steps > 0 ? [require_read_report.renderReportMarkdown(read.report, {
			projectId,
			branch: null,
			dimensions
		})] : [];
		const [step] = view.steps;
		const said = step === void 0 || repository === null ? "" : await require_history_store.comparedPart({
			repository,
			history
		}, {
			projectId,
			step,
			other
		});
		require_action_post.addToSummary([
			require_summary.renderReportSummary(view),
			...figures,
			...said === "" ? [] : [`\n${said}`]
		].join("\n"));
		const page = html === null ? null : await writeReportPage({
			...read,
			columns
		}, {
			...inputs,
			html
		}, job, dimensions);
		const { total } = read.report;
		require_action_post.setOutputs({
			"report-path": page?.path,
			"artifact-url": page?.artifactUrl,
			"success-rate": shareOf(total.success),
			"rollback-rate": shareOf(total.rollback),
			"cost-usd": total.usage.costUsd,
			"comment-url": await require_history_store.updateComment({
				...inputs,
				job,
				context,
				branch: scope.branch,
				said
			}, history)
		});
	});
});
function shareOf({ share }) {
	return share && Number(share.toFixed(4));
}
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
		const draft = `${path}.${require_action_run_steps.systemUids.next()}`;
		(0, node_fs.writeFileSync)(draft, page, { flag: "wx" });
		(0, node_fs.renameSync)(draft, path);
	} catch (cause) {
		const message = `Input "html" is ${require_action_post_help_run_steps.quote(given)}, which cannot be written: ${require_action_post_help_run_steps.describeError(cause)}. Name another file.`;
		throw require_action_post_help_run_steps.badInput(message, { cause });
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
});
