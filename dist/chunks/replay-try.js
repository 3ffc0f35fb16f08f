let node_path = require("node:path");
const require_guarded_runner = require("./guarded-runner.js");
const require_run_folder = require("./run-folder.js");
const require_step_processes = require("./step-processes.js");
const require_describe_step = require("./describe-step.js");
const require_finish_step = require("./finish-step.js");
const require_replay_result = require("./replay-result.js");
const require_record_step = require("./record-step.js");
const require_wordings = require("./wordings.js");
const require_errors = require("./errors.js");
const require_open = require("./open.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_process_info = require("./process-info.js");
const require_steps_under_way = require("./steps-under-way.js");
const require_step_options = require("./step-options.js");
const require_history_store = require("./history-store.js");
const require_run_state = require("./run-state.js");
// src/action/replay-try.ts
async function withReplayRun(inputs, job, use) {
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
			return await use({
				job,
				repository,
				store,
				history,
				uid
			});
		} finally {
			await history.close();
		}
	} finally {
		await repository.close();
	}
}
async function showTries({ repository, history }, step, lanes) {
	const done = new Map();
	for (const one of [lanes.same, lanes.other].filter((it) => it !== null)) done.set(one.name, await require_replay_result.earlierTries(history, step, one.key));
	return await require_replay_result.resultOf(repository, step, lanes, done);
}
async function runTry(run, step, lane, { maxCostUsd, signal }) {
	const { job, repository, store, history, uid } = run;
	const start = await require_replay_result.findStart(repository, step);
	const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, lane.options.prompt);
	return await require_replay_result.inReplayPlace(repository, {
		start: start.sha,
		keepsIn: "private"
	}, async ({ folder: top, repository: own, bringBack }) => {
		const presence = require_steps_under_way.enterWorkTree({
			gitDir: own.gitDir,
			uid,
			share: false,
			within: void 0,
			findAgent: require_step_processes.findAgentOfStep,
			advice: ""
		});
		const options = {
			...lane.options,
			directory: require_replay_result.folderIn(top, step.setup?.directory ?? null),
			limits: require_replay_result.limitsOfTry(step, maxCostUsd)
		};
		const { described } = lane;
		const env = require_replay_result.replayEnvironment(job.env);
		const guard = require_guarded_runner.guardOutput(process.stdout);
		const usage = require_step_options.followUsage(options.usageReader, folder.usageFile, {
			prices: described.prices,
			telemetry: "none"
		});
		const request = require_finish_step.finishRequest(options, {
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
			onStarted: (pid) => presence.noteAgent(require_step_processes.markAgent(pid)),
			onCheck: () => require_run_state.actionLog.info("Checking the work of the try.")
		});
		try {
			return await require_record_step.recordStep({
				repository: own,
				agent,
				usage,
				takeBack: require_finish_step.takeBack,
				clock: require_clock_and_uids.systemClock,
				log: require_run_state.actionLog,
				words: require_wordings.WORDINGS.action,
				store: {
					...store,
					open: async () => history
				},
				host: {
					uids: require_clock_and_uids.systemUids,
					startTime: require_clock_and_uids.createStartTime(),
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
				setup: await require_describe_step.describeSetup(own, options, env),
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
Object.defineProperty(exports, "runTry", {
	enumerable: true,
	get: function() {
		return runTry;
	}
});
Object.defineProperty(exports, "showTries", {
	enumerable: true,
	get: function() {
		return showTries;
	}
});
Object.defineProperty(exports, "withReplayRun", {
	enumerable: true,
	get: function() {
		return withReplayRun;
	}
});
