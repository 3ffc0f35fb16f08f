(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_path = require("node:path");
const require_command_guard = require("./command-guard.js");
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_replay_result = require("./replay-result.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_run_note = require("./run-note.js");
// src/action/replay-try.ts
var replay_try_exports = require_rolldown_runtime.__exportAll({ finishTry: () => finishTry });
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
		keepsIn: "private",
		uid
	}, async ({ folder: top, repository: own, presence, bringBack }) => {
		const options = {
			...lane.options,
			directory: require_replay_result.folderIn(top, step.setup?.directory ?? null),
			limits: require_replay_result.limitsOfTry(step, maxCostUsd),
			telemetry: "none"
		};
		const { described } = lane;
		const guard = require_command_guard.guardOutput(process.stdout);
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
				const agentProcess = require_action_run_steps.markAgent(pid);
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
			run: require_action_help_run_steps.identifyRun(job.context.run, job.env),
			hasHistory: true
		});
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
async function finishTry({ folder, uid, hasKey }, key) {
	const inputs = require_history_store.readCommonInputs();
	const job = require_history_store.openJob(inputs);
	const found = hasKey ? await require_run_note.readRunNote(folder, key) : null;
	if (found?.kind === "finished") return;
	const note = found?.kind === "unfinished" ? found.note : null;
	const notes = await require_action_run_steps.endAgentOfStep(note?.agentProcess ?? null, uid);
	for (const sentence of notes) require_action_post.actionLog.warn(sentence);
	if (inputs.store === "git" && note === null) return require_action_post.actionLog.warn(WHY);
	const repository = note === null ? null : await job.git.open(job.workspace, note.repository);
	try {
		const history = await (await require_history_store.openActionStore(inputs, job, {
			folder,
			uid,
			create: false,
			repository
		})).open();
		try {
			const step = await require_action_run_steps.stepOf(history, uid);
			if (step !== void 0) await end(history, step, note?.cancelled === true, notes);
		} finally {
			await history.close();
		}
	} finally {
		await repository?.close();
	}
}
const WHY = "The action was killed while a try ran: the agent's work was not examined.";
async function end(history, step, cancelled, notes) {
	if (!require_action_run_steps.hasSaidItsEnd(step)) {
		const { branch, agentConfig } = step;
		await require_action_run.recordEnd({ history }, step, {
			...require_action_run_steps.UNKNOWN_OUTCOME,
			branch,
			agentConfig,
			status: cancelled ? "cancelled" : "interrupted",
			pushed: "none",
			endTime: require_action_run_steps.systemClock.now().toISOString(),
			notes: [...notes, WHY]
		});
		require_action_post.actionLog.warn(`${WHY} The try, ${require_action_run_steps.stepName(step)}, counts for nothing; the next run makes it again.`);
	}
	require_action_run.sayPublication(await history.publish(), step, require_action_post.actionLog.warn);
}
Object.defineProperty(exports, "replay_try_exports", {
	enumerable: true,
	get: function() {
		return replay_try_exports;
	}
});
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
