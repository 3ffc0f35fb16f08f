(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_run = require("./action-run.js");
const require_bisect_steps = require("./bisect-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_escape = require("./escape.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_reading = require("./reading.js");
// src/action/bisect.ts
const main = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readBisectInputs();
	const job = require_history_store.openJob(inputs);
	const run = require_action_run.parseEndedRun(require_action_run.readEvent(job.env.GITHUB_EVENT_PATH), job.context.repository);
	if (run !== null && !run.hasFailed) return require_action_post.actionLog.info("The run that triggered this one did not fail, so there is nothing to search for.");
	if (run !== null && run.headRepository !== job.context.repository?.toLowerCase()) {
		const message = `The run that triggered this one ran code of ${run.headRepository}, and this action runs no code of another repository.`;
		throw new require_action_post_help_run_steps.RefusedError("wrong-place", message);
	}
	if (inputs.storeNotice !== null) require_action_post.actionLog.notice(inputs.storeNotice);
	await require_reading.withHistoryAndCode(inputs, job, (opened) => search(inputs, run, opened));
});
async function search(inputs, run, opened) {
	const { job, history, repository, folder } = opened;
	const context = await require_history_store.completeContext(job);
	const { pullRequest } = inputs;
	const { branch } = await require_reading.scopeOfRun(job, context, {
		pullRequest,
		branch: inputs.branch ?? run?.branch ?? null
	});
	if (branch === null) throw new require_action_post_help_run_steps.RefusedError("not-bisectable", "No branch is named. Name it with the input \"branch\".");
	const tip = await findTip(repository, branch, run);
	const find = async (ref) => ref === null ? null : require_action_run_steps.findStep(history, ref, job.projectId, require_action_run_steps.WORDINGS.action);
	const isGiven = require_action_run.givenVariables(null, job.env);
	const check = require_bisect_steps.openBisectCheck(repository, {
		script: inputs.check,
		timeoutMs: inputs.checkTimeoutMs,
		env: Object.fromEntries(Object.entries(job.env).filter(([name]) => isGiven(name))),
		sink: process.stdout,
		resultsFile: (0, node_path.join)(folder, "bisect.json"),
		signal: require_history_store.listenForCancellation()
	});
	try {
		const ends = {
			good: await find(inputs.good),
			bad: await find(inputs.bad)
		};
		const { confidence, maxTests } = inputs;
		await tell(inputs, opened, {
			context,
			branch,
			result: await require_bisect_steps.bisectSteps({
				repository,
				history,
				check: check.run,
				words: require_action_run_steps.WORDINGS.action,
				onPlan: (states) => require_action_post.actionLog.info(`${require_action_run_steps.plural(states.length - 1, "state")} of ${branch} to search.`),
				onTest: (test) => require_action_post.actionLog.info(require_bisect_steps.testLine(test))
			}, {
				...ends,
				branch,
				tip,
				confidence,
				maxTests
			})
		});
	} finally {
		check.close();
	}
}
async function findTip(repository, branch, run) {
	const named = run?.branch === branch ? run.sha : null;
	const tip = await repository.resolve(named ?? `refs/heads/${branch}`);
	if (tip !== null) return tip;
	const what = named === null ? branch : `commit ${require_action_post_help_run_steps.shortSha(named)} of ${branch}`;
	throw new require_action_post_help_run_steps.RefusedError("not-bisectable", `The checkout does not have ${what}. Give actions/checkout "ref: \${{ github.event.workflow_run.head_branch }}" and "fetch-depth: 0".`);
}
async function tell(inputs, { job, history }, { context, branch, result }) {
	const said = answer(result, inputs.check);
	require_action_post.addToSummary(`${said}\n`);
	const commentUrl = await require_history_store.updateComment({
		...inputs,
		job,
		context,
		branch,
		said
	}, history);
	const { culprit, tests, confidence } = result;
	require_action_post.setOutputs({
		"step-id": culprit?.step?.id,
		"step-uid": culprit?.step?.uid,
		commits: JSON.stringify((culprit?.commits ?? []).map(({ sha }) => sha)),
		confidence: culprit && Number(confidence.toFixed(4)),
		tests: tests.length,
		"comment-url": commentUrl
	});
}
const FOLLOW_UPS = {
	diff: null,
	rollBack: (step) => `the rollback action and ${require_action_run_steps.WORDINGS.action.beforeStep(step)}`,
	revert: (step, branch) => `the rollback action and revert-steps: ${step}${branch === null ? "" : `, branch: ${branch}`}`,
	undo: require_action_run_steps.WORDINGS.action.undo
};
function answer(result, script) {
	const check = script.split("\n")[0] ?? "";
	const [title = "", ...rest] = require_bisect_steps.renderBisect({
		...result,
		check,
		next: require_bisect_steps.nextCommands(result, FOLLOW_UPS)
	}, require_action_post_help_run_steps.plainPaint).split("\n");
	const how = [
		...rest,
		"",
		...result.tests.map((test) => require_bisect_steps.testLine(test))
	].join("\n").trim();
	return require_escape.sections([`\ud83d\udd0e ${require_escape.escapeText(title, 300)}`, require_escape.folded("How it was found", require_escape.escapeBlock(how, 8e3))]);
}
exports.main = main;
});
