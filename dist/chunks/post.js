(function (exports, require, module, __filename, __dirname) {
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_attest = require("./attest.js");
const require_finish_request = require("./finish-request.js");
const require_history_store = require("./history-store.js");
const require_late_usage = require("./late-usage.js");
const require_action_post = require("./action-post.js");
const require_report_step = require("./report-step.js");
// src/action/post.ts
async function finishAfterMain({ folder, uid, hasKey }, key) {
	if (!hasKey) return await finishUnnoted(require_history_store.readStepInputsLate(), {
		folder,
		uid,
		why: ANOTHER_KEY
	});
	const found = require_action_post.readRunNote(folder, key);
	switch (found.kind) {
		case "finished": return;
		case "changed": return await finishUnnoted(require_history_store.readStepInputsLate(), {
			folder,
			uid,
			why: CHANGED
		});
		case "unfinished": if (found.note.progress !== null) await finishNoted(require_history_store.readStepInputs(found.note.template), folder, found.note, found.note.progress);
	}
}
const CHANGED = "The action's notes about this step were changed or removed while the agent ran, and then the action was killed: the agent's work was not examined.";
const ANOTHER_KEY = "The action was killed or could not publish its record, and at the end of the job this runner gives it no key, or another one, to verify its own notes with: the agent's work was not examined.";
const NO_GIT = "The action was killed, and the repository in which to examine the agent's work is gone.";
async function finishUnnoted(inputs, { folder, uid, why }) {
	const job = require_history_store.openJob(inputs);
	await finishWithoutGit(inputs, job, {
		folder,
		uid,
		agent: await endOf({
			uid,
			...UNNOTED
		}, null),
		isFork: require_action_run.isForkRun(job.context),
		why
	});
}
const UNNOTED = {
	agentProcess: null,
	cancelled: false
};
async function finishNoted(inputs, folder, note, progress) {
	const { uid } = note;
	const agent = await endOf(note, progress);
	const job = require_history_store.openJob(inputs);
	const { isFork } = note;
	const secrets = [...require_history_store.inputSecrets(inputs), ...require_action_run.secretsOf(job.env)].filter((secret) => secret !== null);
	const repository = await require_action_run.warnOnFailure(require_action_post.actionLog.warn, () => job.git.open(job.workspace, note.repository));
	if (repository === void 0) return await finishWithoutGit(inputs, job, {
		folder,
		uid,
		agent,
		isFork,
		why: NO_GIT
	});
	const writer = require_action_post.beginRunNote(folder, job.key, note, require_action_post.actionLog.warn);
	const store = await require_history_store.openActionStore(inputs, job, {
		folder,
		uid,
		withoutHistory: isFork,
		repository
	});
	const history = await store.open();
	try {
		const started = await findStarted(history, uid, progress);
		if (started === null) return;
		const { start } = progress;
		const isBefore = inputs.options.check?.before === true && progress.agent === null && start.checkBefore === null;
		const nothing = {
			head: start.head,
			kept: null,
			beside: null,
			notes: [],
			uncommitted: 0,
			missed: null
		};
		const runFolder = require_action_run.runFolderAt(folder, inputs.options.prompt !== null);
		const agentConfig = started.agentConfig ?? require_action_help_run_steps.EMPTY_AGENT_CONFIG;
		const { step, publication, rollback } = require_action_run_steps.hasSaidItsEnd(started) ? await publish(history, started, note.told) : await require_action_run.finishStep({
			repository,
			history,
			store,
			usage: { read: (end) => require_late_usage.readLateUsage(end, {
				options: inputs.options,
				job,
				folder: runFolder,
				step: started,
				secrets
			}) },
			check: null,
			clock: require_action_run_steps.systemClock,
			words: require_action_run_steps.WORDINGS.action,
			host: {
				uids: require_action_run_steps.systemUids,
				note: () => {}
			},
			warn: require_action_post.actionLog.warn
		}, {
			request: require_finish_request.finishInJob(job, inputs.options, {
				uid,
				agentConfig,
				repository,
				folder,
				store,
				commitHost: require_finish_request.commitHostOf(inputs, job, repository)
			}),
			started,
			settledId: require_action_help_run_steps.settlesIds(store.name) ? started.id : null,
			agent,
			progress: isBefore ? {
				...progress,
				left: nothing
			} : progress,
			isUnseen: progress.left === null && !isBefore
		});
		const context = await require_action_run.warnOnFailure(require_action_post.actionLog.warn, () => require_history_store.completeContext(job)) ?? job.context;
		if (!note.told) {
			require_action_post.actionLog.info(require_report_step.logLine(step, publication));
			await require_report_step.writeSummary({
				inputs,
				job,
				context,
				step,
				history,
				publication,
				logFile: runFolder.logFile
			});
			if (!isFork) await require_late_usage.keepLog(inputs, job, {
				uid,
				folder: runFolder,
				secrets
			});
		}
		await require_history_store.updateComment({
			...inputs,
			job,
			context,
			comment: isFork ? "none" : inputs.comment,
			branch: step.branch
		}, history);
		const isPushed = inputs.options.push !== "none";
		await Promise.all([note.told ? null : require_report_step.notifyServices({
			...inputs,
			isFork
		}, job, {
			step,
			rollback
		}, null), inputs.attest && !isFork ? require_attest.attestInJob(job, repository, {
			step,
			services: note.sigstore,
			isPushed,
			isLate: true
		}) : null]);
		writer.update({
			told: true,
			finished: require_action_help_run_steps.isStored(publication)
		});
	} finally {
		await history.close();
		await repository.close();
	}
}
async function findStarted(history, uid, { start: { draft } }) {
	const step = await require_action_run_steps.stepOf(history, uid);
	if (step !== void 0) return step;
	return history.condition.kind !== "unreadable" ? null : await history.startStep(draft);
}
async function endOf({ uid, agentProcess, cancelled }, progress) {
	const { agent = null, start } = progress ?? {};
	const notes = await require_action_run_steps.endAgentOfStep(agent === null ? agentProcess : null, uid);
	for (const sentence of notes) require_action_post.actionLog.warn(sentence);
	if (agent !== null) return {
		...agent,
		notes: [...agent.notes, ...notes]
	};
	const end = require_action_run_steps.systemClock.now();
	return {
		ending: cancelled ? "cancelled" : "interrupted",
		exitCode: null,
		startTime: start?.draft.startTime ?? end.toISOString(),
		endTime: end.toISOString(),
		durationMs: start === void 0 ? null : Math.max(0, end.getTime() - Date.parse(start.draft.startTime)),
		notes
	};
}
async function publish(history, step, isTold) {
	const publication = await history.publish();
	if (!isTold) require_action_run.sayPublication(publication, step, require_action_post.actionLog.warn);
	else if (require_action_help_run_steps.isStored(publication)) require_action_post.actionLog.info(`The record of ${require_action_run_steps.stepName(step)} is published now.`);
	return {
		step,
		publication,
		rollback: null
	};
}
async function finishWithoutGit(inputs, job, step) {
	const ended = await endUnexamined(inputs, job, step, null);
	if (ended === null) return;
	await require_report_step.notifyServices({
		...inputs,
		isFork: step.isFork
	}, job, {
		step: ended,
		rollback: null
	}, null);
}
async function endUnexamined(inputs, job, { folder, uid, agent, isFork, why }, repository, tell = () => why) {
	const history = await (inputs.store === "git" && repository === null ? null : await require_history_store.openActionStore(inputs, job, {
		folder,
		uid,
		withoutHistory: isFork,
		create: false,
		repository
	}))?.open() ?? null;
	try {
		const started = history === null ? void 0 : await require_action_run_steps.stepOf(history, uid);
		if (history === null || started === void 0) {
			require_action_post.actionLog.warn(why);
			return null;
		}
		const isEnded = require_action_run_steps.hasSaidItsEnd(started);
		if (!isEnded) require_action_post.actionLog.warn(tell(started));
		const { branch, agentConfig } = started;
		const { endTime, durationMs, exitCode } = agent;
		const end = isEnded ? {
			step: started,
			lost: null
		} : await require_action_run.recordEnd({ history }, started, {
			...require_action_run_steps.UNKNOWN_OUTCOME,
			status: require_action_run_steps.statusOf(agent),
			branch,
			agentConfig,
			endTime,
			durationMs,
			exitCode,
			pushed: "none",
			notes: [...agent.notes, why]
		});
		require_action_run.sayPublication(end.lost ?? await history.publish(), started, require_action_post.actionLog.warn);
		return isEnded || end.lost !== null ? null : end.step;
	} finally {
		await history?.close();
	}
}
const TRY_KILLED = "The action was killed while a try ran: the agent's work was not examined.";
async function finishTry({ folder, uid, hasKey }, key) {
	const inputs = require_history_store.readCommonInputs();
	const job = require_history_store.openJob(inputs);
	const found = hasKey ? require_action_post.readRunNote(folder, key) : null;
	if (found?.kind === "finished") return;
	const note = found?.kind === "unfinished" ? found.note : null;
	const agent = await endOf(note ?? {
		uid,
		...UNNOTED
	}, null);
	const repository = note === null ? null : await job.git.open(job.workspace, note.repository);
	try {
		const step = {
			folder,
			uid,
			agent,
			isFork: false,
			why: TRY_KILLED
		};
		const tell = (started) => `${TRY_KILLED} The try, ${require_action_run_steps.stepName(started)}, counts for nothing; the next run makes it again.`;
		await endUnexamined(inputs, job, step, repository, tell);
	} finally {
		await repository?.close();
	}
}
exports.finishAfterMain = finishAfterMain;
exports.finishTry = finishTry;
});
