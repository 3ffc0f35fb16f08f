let node_path = require("node:path");
const require_core = require("./core.js");
const require_describe_step = require("./describe-step.js");
const require_guarded_runner = require("./guarded-runner.js");
const require_run_folder = require("./run-folder.js");
const require_record_step = require("./record-step.js");
const require_finish_request = require("./finish-request.js");
const require_replay_step = require("./replay-step.js");
const require_revert_plan = require("./revert-plan.js");
const require_errors = require("./errors.js");
const require_found_step = require("./found-step.js");
const require_open = require("./open.js");
const require_workplace = require("./workplace.js");
const require_escape = require("./escape.js");
const require_text = require("./text2.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_process_info = require("./process-info.js");
const require_steps_under_way = require("./steps-under-way.js");
const require_step_options = require("./step-options.js");
const require_history_store = require("./history-store.js");
const require_run_state = require("./run-state.js");
// src/action/replay.ts
const SUMMARY_LENGTH = 6e4;
const main = () => require_run_state.runAction(async () => {
	const inputs = require_history_store.readReplayInputs();
	const job = require_history_store.openJob(inputs, inputs.request.envAllow);
	const context = await require_history_store.completeContext(job);
	if (require_workplace.isForkRun(context)) throw new require_errors.RefusedError("wrong-place", "This run belongs to a fork's pull request, whose runs replay nothing.");
	await require_history_store.checkMayWrite(job, "replay a step");
	const cancelled = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => cancelled.abort(signal));
	const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, null);
	const repository = await job.git.open(job.workspace);
	try {
		const uid = require_clock_and_uids.systemUids.next();
		const store = await require_history_store.openActionStore(inputs, job, {
			folder: folder.path,
			uid,
			create: false,
			repository
		});
		const history = await require_history_store.openToRead(store, require_run_state.actionLog.warn);
		try {
			await replay({
				inputs,
				job,
				repository,
				store,
				history,
				uid,
				signal: cancelled.signal
			});
		} finally {
			await history.close();
		}
	} finally {
		await repository.close();
	}
});
async function replay(run) {
	const { inputs, job, repository, history } = run;
	const step = require_found_step.foundStep(await history.findStep(inputs.step), inputs.step, job.projectId, require_revert_plan.WORDINGS.action);
	const tokens = [inputs.githubToken, inputs.pushToken];
	const plan = (wantsSame) => require_replay_step.planReplay(step, inputs.request, job.env, wantsSame, tokens);
	const lanes = await plan(true).catch((error) => {
		if (inputs.lane === "other") return plan(false);
		throw error;
	});
	for (const remark of lanes.remarks) require_run_state.actionLog.notice(remark);
	const lane = inputs.lane === null ? null : lanes[inputs.lane];
	if (lane !== null) require_run_state.actionLog.info(`The try ${require_replay_step.laneInWords(lane).join(", ")}.`);
	const result = lane === null ? null : await runTry(run, step, lane);
	const done = new Map();
	for (const one of [lanes.same, lanes.other].filter((it) => it !== null)) done.set(one.name, await require_replay_step.earlierTries(history, step, one.key));
	const shown = await require_replay_step.resultOf(repository, step, lanes, done);
	const text = require_replay_step.renderReplay(shown, {
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
		lanes: JSON.stringify(require_replay_step.replayToJson(step, shown).lanes.map(({ tries: _tries, ...rest }) => rest))
	});
	if (result !== null && !require_open.isStored(result.publication)) require_core.setFailed("The record of the try could not be published.");
}
async function runTry(run, step, lane) {
	const { inputs, job, repository, store, history, uid, signal } = run;
	const start = await require_replay_step.findStart(repository, step);
	const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, lane.options.prompt);
	return await require_replay_step.inReplayPlace(repository, {
		start: start.sha,
		keepsIn: "private"
	}, async ({ folder: top, repository: own, bringBack }) => {
		const presence = require_steps_under_way.enterWorkTree({
			gitDir: own.gitDir,
			uid,
			share: false,
			within: void 0,
			findAgent: require_describe_step.findAgentOfStep,
			advice: ""
		});
		const options = {
			...lane.options,
			directory: require_replay_step.folderIn(top, step.setup?.directory ?? null),
			limits: require_replay_step.limitsOfTry(step, inputs.maxCostUsd)
		};
		const { described } = lane;
		const env = require_replay_step.replayEnvironment(job.env);
		const guard = require_guarded_runner.guardOutput(process.stdout);
		const usage = require_step_options.followUsage(options.usageReader, folder.usageFile, {
			prices: described.prices,
			telemetry: "none"
		});
		const request = require_finish_request.finishRequest(options, {
			uid,
			repository: own,
			agentConfig: described.agentConfig,
			bot: require_open.BOT,
			workTreeLasts: false,
			slug: job.slug,
			bundleFile: (0, node_path.join)(folder.path, `${uid}.bundle`),
			privatePaths: [folder.path, ...store.privatePaths]
		});
		const agent = require_record_step.createStepAgent({
			options,
			folder,
			usage,
			env,
			signal,
			secrets: described.secrets,
			runner: require_guarded_runner.createGuardedRunner(guard, {
				folder: folder.path,
				env: job.env
			}),
			logFile: folder.logFile,
			checkLogFile: folder.checkLogFile,
			identity: own.identity === null ? request.agentIdentity : null,
			stdin: "none",
			onStarted: (pid) => presence.noteAgent(require_describe_step.markAgent(pid)),
			onCheck: () => require_run_state.actionLog.info("Checking the work of the try.")
		});
		try {
			return await require_record_step.recordStep({
				repository: own,
				agent,
				usage,
				clock: require_clock_and_uids.systemClock,
				log: require_run_state.actionLog,
				words: require_revert_plan.WORDINGS.action,
				store: {
					...store,
					open: async () => history
				},
				host: {
					uids: require_clock_and_uids.systemUids,
					startTime: require_steps_under_way.createStartTime(),
					proofs: job.proofs,
					mayPush: null,
					onStarted: () => {},
					note: () => {}
				}
			}, {
				...request,
				keepAside: async (_before, after, ref) => {
					await bringBack(after);
					await pin(repository, after, ref);
				},
				projectId: job.projectId,
				prompt: described.prompt,
				setup: await require_record_step.describeSetup(own, options, env),
				template: described.template,
				replays: {
					uid: step.uid,
					repository: step.repository
				},
				detachedBranch: null,
				run: require_process_info.identifyRun(job.context.run, job.env),
				hasHistory: true,
				limits: options.limits,
				signal
			});
		} finally {
			presence.leave();
		}
	});
}
async function pin({ remote }, after, ref) {
	if (remote === null) throw new require_errors.GitError("git-failed", "There is no remote to keep it at.");
	const result = await remote.push([{
		ref,
		to: after,
		expected: null
	}], { atomic: false });
	if (result.kind !== "pushed") throw new require_errors.GitError("git-failed", result.explanation);
}
exports.main = main;
