let node_path = require("node:path");
const require_history_store = require("./history-store.js");
const require_step_options = require("./step-options.js");
const require_run_folder = require("./run-folder.js");
const require_bisect_steps = require("./bisect-steps.js");
const require_wordings = require("./wordings.js");
const require_errors = require("./errors.js");
const require_found_step = require("./found-step.js");
const require_identity = require("./identity.js");
const require_run_context = require("./run-context.js");
const require_escape = require("./escape.js");
const require_text = require("./text.js");
const require_run_state = require("./run-state.js");
const require_pull_request_comment = require("./pull-request-comment.js");
const require_reading = require("./reading.js");
// src/action/bisect.ts
const main = () => require_run_state.runAction(async () => {
	const inputs = require_history_store.readBisectInputs();
	const job = require_history_store.openJob(inputs);
	const run = require_run_context.parseEndedRun(require_run_context.readEvent(job.env.GITHUB_EVENT_PATH), job.context.repository);
	if (run !== null && !run.hasFailed) return require_run_state.actionLog.info("The run before did not fail, so nothing is searched.");
	if (run !== null && run.headRepository !== job.context.repository?.toLowerCase()) {
		const message = `The run before ran the code of ${run.headRepository}, and no stranger's code is run here.`;
		throw new require_errors.RefusedError("wrong-place", message);
	}
	await require_reading.withReading(inputs, job, { needsCode: true }, (reading) => search(inputs, job, run, reading));
});
async function search(inputs, job, run, reading) {
	const { history, repository, context } = reading;
	if (repository === null) return;
	const { pullRequest } = inputs;
	const { branch } = await require_reading.scopeOfRun(job, context, {
		pullRequest,
		branch: inputs.branch ?? run?.branch ?? null
	});
	if (branch === null) throw new require_errors.RefusedError("not-bisectable", "No branch is named. Name it with the input \"branch\".");
	const tip = await findTip(reading, branch, run);
	const find = async (ref) => ref === null ? null : require_found_step.foundStep(await history.findStep(ref), ref, job.projectId, require_wordings.WORDINGS.action);
	const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, null);
	const isGiven = require_step_options.givenVariables(null, job.env);
	const cancelled = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => cancelled.abort(signal));
	const check = require_bisect_steps.openBisectCheck(repository, {
		script: inputs.check,
		timeoutMs: inputs.checkTimeoutMs,
		env: Object.fromEntries(Object.entries(job.env).filter(([name]) => isGiven(name))),
		sink: process.stdout,
		resultsFile: (0, node_path.join)(folder.path, "bisect.json"),
		signal: cancelled.signal
	});
	try {
		const ends = {
			good: await find(inputs.good),
			bad: await find(inputs.bad)
		};
		const { confidence, maxTests } = inputs;
		await tell(inputs, job, reading, {
			branch,
			result: await require_bisect_steps.bisectSteps({
				repository,
				history,
				check: check.run,
				onPlan: (states) => require_run_state.actionLog.info(`${states.length - 1} states of ${branch} to search.`),
				onTest: (test) => require_run_state.actionLog.info(require_bisect_steps.testLine(test))
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
async function findTip({ repository }, branch, run) {
	const named = run?.branch === branch ? run.sha : null;
	const tip = await repository?.resolve(named ?? `refs/heads/${branch}`);
	if (tip != null) return tip;
	const what = named === null ? branch : `commit ${require_identity.shortSha(named)} of ${branch}`;
	throw new require_errors.RefusedError("not-bisectable", `The checkout does not have ${what}. Give actions/checkout "ref: \${{ github.event.workflow_run.head_branch }}" and "fetch-depth: 0".`);
}
async function tell(inputs, job, { history, context }, { branch, result }) {
	const said = answer(result, inputs.check);
	await require_history_store.summary.addRaw(`${said}\n`, true).write();
	const comment = await require_pull_request_comment.updateComment({
		...inputs,
		job,
		context,
		branch,
		said
	}, history);
	if (comment.warning !== null) require_run_state.actionLog.warn(comment.warning);
	const { culprit, tests, confidence } = result;
	require_history_store.setOutputs({
		"step-id": culprit?.step?.id == null ? "" : String(culprit.step.id),
		"step-uid": culprit?.step?.uid ?? "",
		commits: JSON.stringify((culprit?.commits ?? []).map(({ sha }) => sha)),
		confidence: culprit === null ? "" : String(Number(confidence.toFixed(4))),
		tests: String(tests.length),
		"comment-url": comment.url ?? ""
	});
}
function answer(result, script) {
	const check = script.split("\n")[0] ?? "";
	const [title = "", ...rest] = require_bisect_steps.renderBisect({
		...result,
		check,
		next: require_bisect_steps.nextCommands(result)
	}, require_text.plainPaint).split("\n");
	const how = [
		...rest,
		"",
		...result.tests.map((test) => require_bisect_steps.testLine(test))
	].join("\n").trim();
	return require_escape.sections([`🔎 ${require_escape.escapeText(title, 300)}`, require_escape.folded("How it was found", require_escape.escapeBlock(how, 8e3))]);
}
exports.main = main;
