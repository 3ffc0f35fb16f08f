let node_path = require("node:path");
const require_guarded_runner = require("./guarded-runner.js");
const require_action_run = require("./action-run.js");
const require_replay_result = require("./replay-result.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_run_note = require("./run-note.js");
// src/action/replay-try.ts
async function withReplayRun(inputs, job, use) {
	const folder = await require_action_run.createRunFolder(job.temporaryDirectory, null);
	const repository = await job.git.open(job.workspace);
	try {
		const uid = require_action_run_steps.systemUids.next();
		const store = await require_history_store.openActionStore(inputs, job, {
			folder: folder.path,
			uid,
			create: false,
			repository
		});
		const history = await require_history_store.openToRead(store, require_action_post.actionLog.warn);
		try {
			return await use({
				job,
				repository,
				store,
				history,
				uid,
				folder: folder.path
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
	require_action_post.saveRunState(job.key, run.folder, uid);
	const noted = {
		uid,
		repository: repository.mark,
		template: null,
		sigstore: null,
		agentProcess: null,
		progress: null
	};
	const ends = {
		cancelled: signal.aborted,
		told: false,
		finished: false,
		isFork: false
	};
	const note = require_run_note.beginRunNote(run.folder, job.key, {
		...noted,
		...ends
	}, require_action_post.actionLog.warn);
	signal.addEventListener("abort", () => note.update({ cancelled: true }));
	const folder = await require_action_run.createRunFolder(job.temporaryDirectory, lane.options.prompt);
	const result = await require_replay_result.inReplayPlace(repository, {
		start: start.sha,
		keepsIn: "private"
	}, async ({ folder: top, repository: own, bringBack }) => {
		const presence = require_action_run.enterWorkTree({
			gitDir: own.gitDir,
			uid,
			share: false,
			within: void 0,
			findAgent: require_action_run.findAgentOfStep,
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
		const usage = require_action_run.followUsage(options.usageReader, folder.usageFile, {
			prices: described.prices,
			telemetry: "none"
		});
		const request = require_action_run.finishRequest(options, {
			uid,
			repository: own,
			agentConfig: described.agentConfig,
			bot: require_action_run_steps.BOT,
			workTreeLasts: false,
			slug: job.slug,
			bundleFile: (0, node_path.join)(folder.path, `${uid}.bundle`),
			privatePaths: [folder.path, ...store.privatePaths]
		});
		const agent = require_action_run.createStepAgent({
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
			onStarted: (pid) => {
				const agentProcess = require_action_run.markAgent(pid);
				note.update({ agentProcess });
				presence.noteAgent(agentProcess);
			},
			onCheck: () => require_action_post.actionLog.info("Checking the work of the try.")
		});
		try {
			return await require_action_run.recordStep({
				repository: own,
				agent,
				usage,
				takeBack: require_action_run.takeBack,
				clock: require_action_run_steps.systemClock,
				log: require_action_post.actionLog,
				words: require_action_run_steps.WORDINGS.action,
				store: {
					...store,
					open: async () => history
				},
				host: {
					uids: require_action_run_steps.systemUids,
					startTime: require_action_run_steps.createStartTime(),
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
				setup: await require_action_run.describeSetup(own, options, env, described.secrets),
				template: described.template,
				replays: {
					uid: step.uid,
					repository: step.repository
				},
				detachedBranch: null,
				run: require_action_run_steps.identifyRun(job.context.run, job.env),
				hasHistory: true,
				limits: options.limits,
				labels: options.labels,
				signal
			});
		} finally {
			presence.leave();
		}
	});
	if (require_action_run_steps.isStored(result.publication)) require_action_post.saveFinished(job.key, uid);
	return result;
}
async function pin({ remote }, after, ref) {
	if (remote === null) throw new require_action_post_help_run_steps.GitError("git-failed", "There is no remote to keep it at.");
	const result = await remote.push([{
		ref,
		to: after,
		expected: null
	}], { atomic: false });
	if (result.kind !== "pushed") throw new require_action_post_help_run_steps.GitError("git-failed", result.explanation);
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
