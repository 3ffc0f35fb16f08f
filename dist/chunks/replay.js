const require_core = require("./core.js");
const require_replay_result = require("./replay-result.js");
const require_wordings = require("./wordings.js");
const require_errors = require("./errors.js");
const require_found_step = require("./found-step.js");
const require_open = require("./open.js");
const require_workplace = require("./workplace.js");
const require_escape = require("./escape.js");
const require_text = require("./text.js");
const require_history_store = require("./history-store.js");
const require_run_state = require("./run-state.js");
const require_replay_try = require("./replay-try.js");
const require_template = require("./template.js");
// src/action/replay.ts
const SUMMARY_LENGTH = 6e4;
const main = () => require_run_state.runAction(async () => {
	const inputs = require_history_store.readReplayInputs(await require_template.openTemplate());
	const job = require_history_store.openJob(inputs, inputs.request.envAllow);
	const context = await require_history_store.completeContext(job);
	if (require_workplace.isForkRun(context)) throw new require_errors.RefusedError("wrong-place", "This run belongs to a fork's pull request, whose runs replay nothing.");
	await require_history_store.checkMayWrite(job, "replay a step");
	const cancelled = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => cancelled.abort(signal));
	await require_replay_try.withReplayRun(inputs, job, (run) => replay(inputs, run, cancelled.signal));
});
async function replay(inputs, run, signal) {
	const { job, history } = run;
	const { maxCostUsd } = inputs;
	const step = require_found_step.foundStep(await history.findStep(inputs.step), inputs.step, job.projectId, require_wordings.WORDINGS.action);
	const tokens = [inputs.githubToken, inputs.pushToken];
	const plan = (wantsSame) => require_replay_result.planReplay(step, inputs.request, job.env, wantsSame, tokens);
	const lanes = await plan(true).catch((error) => {
		if (inputs.lane === "other") return plan(false);
		throw error;
	});
	for (const remark of lanes.remarks) require_run_state.actionLog.notice(remark);
	const lane = inputs.lane === null ? null : lanes[inputs.lane];
	if (lane !== null) require_run_state.actionLog.info(`The try ${require_replay_result.laneInWords(lane).join(", ")}.`);
	const result = lane === null ? null : await require_replay_try.runTry(run, step, lane, {
		maxCostUsd,
		signal
	});
	const shown = await require_replay_try.showTries(run, step, lanes);
	const text = require_replay_result.renderReplay(shown, {
		paint: require_text.plainPaint,
		width: Number.POSITIVE_INFINITY
	});
	require_run_state.actionLog.info(text);
	await require_history_store.summary.addRaw(`## LaForge replay\n\n${require_escape.escapeBlock(text, SUMMARY_LENGTH)}\n`, true).write();
	require_history_store.setOutputs({
		...result === null ? {} : require_history_store.stepOutputs(result.step, {
			stepsDb: null,
			logFile: null,
			recorded: require_open.isStored(result.publication)
		}),
		verdict: shown.verdict?.verdict ?? "",
		lanes: JSON.stringify(require_replay_result.replayToJson(step, shown).lanes.map(({ tries: _tries, ...rest }) => rest))
	});
	if (result !== null && !require_open.isStored(result.publication)) require_core.setFailed("The record of the try could not be published.");
	if (result !== null) require_replay_result.checkRan(result.step);
}
exports.main = main;
