(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_step_diff = require("./step-diff.js");
const require_diff_steps = require("./diff-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_reading = require("./reading.js");
// src/action/compare.ts
const MOST_JSON_LENGTH = 5e5;
const main = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readCompareInputs();
	const job = require_history_store.openJob(inputs);
	const { projectId } = job;
	if (inputs.storeNotice !== null) require_action_post.actionLog.notice(inputs.storeNotice);
	await require_reading.withHistoryAndCode(inputs, job, async ({ history, repository }) => {
		const context = await require_history_store.completeContext(job);
		const scope = await require_reading.scopeOfRun(job, context, inputs);
		const step = await chooseStep(history, inputs.step, scope, projectId);
		const request = {
			projectId,
			step,
			other: inputs.compareWith,
			code: inputs.code
		};
		const { diff, patch } = await require_diff_steps.compareWith({
			repository,
			history,
			words: require_action_run_steps.WORDINGS.action
		}, request);
		require_action_post.addToSummary(`${require_step_diff.renderDiffMarkdown(diff, patch)}\n`);
		const said = require_step_diff.foldedDiff(diff, patch);
		const commentUrl = await require_history_store.updateComment({
			...inputs,
			job,
			context,
			branch: step.branch,
			said
		}, history);
		const data = require_step_diff.diffToJson(diff);
		const json = JSON.stringify(data);
		require_action_post.setOutputs({
			same: data.code.same,
			"files-changed": diff.mode === "none" ? null : diff.files.length,
			conflicts: diff.conflicts.length,
			comparison: json.length > MOST_JSON_LENGTH ? null : json,
			"comment-url": commentUrl
		});
	});
});
async function chooseStep(history, ref, scope, projectId) {
	if (ref !== null) return require_action_run_steps.findStep(history, ref, projectId, require_action_run_steps.WORDINGS.action);
	const { branch, pullRequest } = scope;
	const filter = branch !== null ? { branch } : pullRequest !== null ? { pullRequest } : {};
	const [latest] = await history.listSteps({
		...filter,
		limit: 1
	});
	if (latest !== void 0) return latest;
	throw new require_action_post_help_run_steps.RefusedError("unknown-step", `There is no step on ${branch ?? "this pull request"} to compare. Name one with the input "step".`);
}
exports.main = main;
});
