(function (exports, require, module, __filename, __dirname) {
const require_command_guard = require("./command-guard.js");
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_replay_place = require("./replay-place.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_finish_request = require("./finish-request.js");
const require_action_post = require("./action-post.js");
// src/action/replay-try.ts
async function showTries({ repository, history }, step, lanes) {
	const done = new Map();
	for (const one of [lanes.same, lanes.other].filter((it) => it !== null)) done.set(one.name, await require_replay_place.earlierTries(history, step, one.key));
	return await require_replay_place.resultOf(repository, step, lanes, done);
}
async function runTry(run, step, lane, { maxCostUsd, signal }) {
	const { job, repository, store, history, uid } = run;
	const start = await require_replay_place.findStart(repository, step);
	const note = require_action_post.noteRun({
		folder: run.folder,
		key: job.key,
		signal
	}, {
		uid,
		isFork: false,
		repository: repository.mark,
		template: null,
		sigstore: null
	}, require_action_post.actionLog.warn);
	let hasBegun = false;
	const folder = await require_action_run.createRunFolder(job.temporaryDirectory, lane.options.prompt);
	const result = await require_replay_place.inReplayPlace(repository, {
		start: start.sha,
		keepsIn: "private",
		uid
	}, async ({ folder: top, repository: own, presence, bringBack }) => {
		const options = {
			...lane.options,
			directory: require_replay_place.folderIn(top, step.setup?.directory ?? null),
			limits: require_replay_place.limitsOfTry(step, maxCostUsd)
		};
		const { described } = lane;
		const guard = require_command_guard.guardOutput(process.stdout);
		const onNote = () => {
			hasBegun = true;
		};
		return await require_action_run.recordRun({
			options,
			described,
			repository: own,
			folder,
			log: require_action_post.actionLog,
			words: require_action_run_steps.WORDINGS.action,
			stdin: "none",
			env: require_replay_place.replayEnvironment(job.env),
			request: {
				...require_finish_request.finishInJob(job, options, {
					uid,
					repository: own,
					folder: folder.path,
					store,
					agentConfig: described.agentConfig,
					replays: {
						uid: step.uid,
						repository: step.repository,
						keep: async (after, ref) => {
							await bringBack(after);
							await pin(repository, after, ref);
						}
					}
				}),
				projectId: job.projectId,
				detachedBranch: null,
				run: require_action_help_run_steps.identifyRun(job.context.run, job.env),
				hasHistory: true,
				signal
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
				note: onNote
			},
			onAgentStarted: (pid) => {
				const agentProcess = require_action_run_steps.markAgent(pid);
				note.update({ agentProcess });
				presence.noteAgent(agentProcess);
			},
			onCheck: () => require_action_post.actionLog.info("Checking the work of the try.")
		});
	}).catch((error) => {
		if (!hasBegun) require_action_post.saveFinished(job.key, uid);
		throw error;
	});
	if (require_action_help_run_steps.isStored(result.publication)) require_action_post.saveFinished(job.key, uid);
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
