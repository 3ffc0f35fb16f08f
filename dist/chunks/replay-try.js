(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_command_guard = require("./command-guard.js");
const require_action_run = require("./action-run.js");
const require_replay_result = require("./replay-result.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post = require("./action-post.js");
const require_run_note = require("./run-note.js");
// src/action/replay-try.ts
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
			limits: require_replay_result.limitsOfTry(step, maxCostUsd),
			telemetry: "none"
		};
		const { described } = lane;
		const guard = require_command_guard.guardOutput(process.stdout);
		try {
			return await require_action_run.recordRun({
				options,
				described,
				repository: own,
				folder,
				signal,
				log: require_action_post.actionLog,
				words: require_action_run_steps.WORDINGS.action,
				stdin: "none",
				env: require_replay_result.replayEnvironment(job.env),
				finish: require_action_run.finishRequest(options, {
					uid,
					repository: own,
					agentConfig: described.agentConfig,
					bot: require_action_run_steps.BOT,
					workTreeLasts: false,
					slug: job.slug,
					bundleFile: (0, node_path.join)(folder.path, `${uid}.bundle`),
					privatePaths: [folder.path, ...store.privatePaths]
				}),
				keepAside: async (_before, after, ref) => {
					await bringBack(after);
					await pin(repository, after, ref);
				},
				store: {
					...store,
					open: async () => history
				},
				runner: require_command_guard.createGuardedRunner(guard, {
					folder: folder.path,
					env: job.env,
					clock: require_action_run_steps.systemClock
				}),
				host: {
					startTime: require_action_run_steps.createStartTime(),
					proofs: job.proofs,
					mayPush: null,
					onStarted: () => {},
					note: () => {}
				},
				onAgentStarted: (pid) => {
					const agentProcess = require_action_run.markAgent(pid);
					note.update({ agentProcess });
					presence.noteAgent(agentProcess);
				},
				onCheck: () => require_action_post.actionLog.info("Checking the work of the try."),
				projectId: job.projectId,
				replays: {
					uid: step.uid,
					repository: step.repository
				},
				detachedBranch: null,
				run: require_action_run_steps.identifyRun(job.context.run, job.env),
				hasHistory: true
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
});
