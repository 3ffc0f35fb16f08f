(function (exports, require, module, __filename, __dirname) {
const require_action_post = require("./action-post.js");
const require_replay_place = require("./replay-place.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_escape = require("./escape.js");
const require_history_store = require("./history-store.js");
const require_reading = require("./reading.js");
const require_replay_try = require("./replay-try.js");
const require_report_step = require("./report-step.js");
const require_template = require("./template.js");
// src/action/replay.ts
const SUMMARY_LENGTH = 6e4;
const main = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readReplayInputs(await require_template.openTemplate());
	const job = require_history_store.openJob(inputs, inputs.request.envAllow);
	const context = await require_history_store.completeContext(job);
	if (require_action_run.isForkRun(context)) throw new require_action_post_help_run_steps.RefusedError("wrong-place", "This run belongs to a fork's pull request, whose runs replay nothing.");
	await require_history_store.checkMayWrite(job, "replay a step");
	const signal = require_history_store.listenForCancellation();
	await require_reading.withHistoryAndCode(inputs, job, (opened) => replay(inputs, opened, signal));
});
async function replay(inputs, run, signal) {
	const { job, history } = run;
	const { maxCostUsd } = inputs;
	const step = await require_action_run_steps.findStep(history, inputs.step, job.projectId, require_action_run_steps.WORDINGS.action);
	const tokens = [inputs.githubToken, inputs.pushToken];
	const plan = (wantsSame) => require_replay_place.planReplay(step, inputs.request, job.env, wantsSame, tokens);
	const lanes = await plan(true).catch((error) => {
		if (inputs.lane === "other") return plan(false);
		throw error;
	});
	for (const remark of lanes.remarks) require_action_post.actionLog.notice(remark);
	const lane = inputs.lane === null ? null : lanes[inputs.lane];
	const made = lane === null || inputs.times === null ? [] : await require_replay_place.earlierTries(history, step, lane.key);
	const isDone = inputs.times !== null && made.length >= inputs.times;
	if (isDone) require_action_post.actionLog.notice(`Input "times" is ${inputs.times}, and ${made.length} of those tries are on record already: no more are made.`);
	else if (lane !== null) require_action_post.actionLog.info(`The try ${require_replay_place.laneInWords(lane).join(", ")}.`);
	const result = lane === null || isDone ? null : await require_replay_try.runTry(run, step, lane, {
		maxCostUsd,
		signal
	});
	const shown = await require_replay_try.showTries(run, step, lanes);
	const text = require_replay_place.renderReplay(shown, {
		paint: require_action_post_help_run_steps.plainPaint,
		width: Number.POSITIVE_INFINITY
	});
	require_action_post.actionLog.info(text);
	require_action_post.addToSummary(`## LaForge replay\n\n${require_escape.escapeBlock(text, SUMMARY_LENGTH)}\n`);
	require_action_post.setOutputs({
		...result === null ? {} : require_report_step.stepOutputs(result.step, {
			stepsDb: null,
			logFile: null,
			recorded: require_action_help_run_steps.isStored(result.publication)
		}),
		verdict: shown.verdict?.verdict,
		lanes: JSON.stringify(require_replay_place.replayToJson(step, shown).lanes.map(({ tries: _tries, ...rest }) => rest))
	});
	if (result !== null && !require_action_help_run_steps.isStored(result.publication)) require_action_post.setFailed("The record of the try could not be published.");
	if (result !== null) require_replay_place.checkRan(result.step);
}
exports.main = main;
});
