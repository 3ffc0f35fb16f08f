(function (exports, require, module, __filename, __dirname) {
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_late_usage = require("./late-usage.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_pull_request_comment = require("./pull-request-comment.js");
const require_report_step = require("./report-step.js");
const require_run_note = require("./run-note.js");
// src/action/post.ts
async function finishAfterMain({ folder, uid, hasKey }, key) {
	if (!hasKey) return await finishUnnoted(require_history_store.readStepInputsLate(), {
		folder,
		uid,
		why: ANOTHER_KEY
	});
	const found = await require_run_note.readRunNote(folder, key);
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
	const notes = await require_action_run_steps.endAgentOfStep(null, uid);
	for (const sentence of notes) require_action_post.actionLog.warn(sentence);
	await finishWithoutGit(inputs, job, {
		folder,
		uid,
		agent: {
			ending: "interrupted",
			exitCode: null,
			startTime: require_action_run_steps.systemClock.now().toISOString(),
			endTime: require_action_run_steps.systemClock.now().toISOString(),
			durationMs: null,
			notes
		},
		isFork: require_action_run.isForkRun(job.context),
		why
	});
}
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
	const writer = require_run_note.beginRunNote(folder, job.key, note, require_action_post.actionLog.warn);
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
			request: require_late_usage.finishInJob(inputs, job, {
				uid,
				folder,
				repository,
				store,
				agentConfig
			}),
			started,
			settledId: require_action_run_steps.settlesIds(store.name) ? started.id : null,
			agent,
			progress: isBefore ? {
				...progress,
				left: nothing
			} : progress,
			isLate: true
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
		await require_pull_request_comment.updateComment({
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
		}, null), inputs.attest && !isFork ? attestLate(job, repository, {
			step,
			services: note.sigstore,
			isPushed
		}) : null]);
		writer.update({
			told: true,
			finished: require_action_run_steps.isStored(publication)
		});
	} finally {
		await history.close();
		await repository.close();
	}
}
async function attestLate(job, repository, request) {
	const { attestInJob } = await Promise.resolve().then(() => require("./attest.js"));
	await attestInJob(job, repository, {
		...request,
		isLate: true
	});
}
async function findStarted(history, uid, { start: { draft } }) {
	const step = await require_action_run_steps.stepOf(history, uid);
	if (step !== void 0) return step;
	return draft === null || history.condition.kind !== "unreadable" ? null : await history.startStep(draft);
}
async function endOf(note, { start, agent }) {
	const notes = await require_action_run_steps.endAgentOfStep(agent === null ? note.agentProcess : null, note.uid);
	for (const sentence of notes) require_action_post.actionLog.warn(sentence);
	if (agent !== null) return {
		...agent,
		notes: [...agent.notes, ...notes]
	};
	const endTime = require_action_run_steps.systemClock.now();
	return {
		ending: note.cancelled ? "cancelled" : "interrupted",
		exitCode: null,
		startTime: start.startTime,
		endTime: endTime.toISOString(),
		durationMs: Math.max(0, endTime.getTime() - Date.parse(start.startTime)),
		notes
	};
}
async function publish(history, step, isTold) {
	const publication = await history.publish();
	if (!isTold) require_action_run.sayPublication(publication, step, require_action_post.actionLog.warn);
	else if (require_action_run_steps.isStored(publication)) require_action_post.actionLog.info(`The record of ${require_action_run_steps.stepName(step)} is published now.`);
	return {
		step,
		publication,
		rollback: null
	};
}
async function finishWithoutGit(inputs, job, step) {
	const { folder, uid, agent, why } = step;
	if (inputs.store === "git") return require_action_post.actionLog.warn(why);
	const request = {
		folder,
		uid,
		withoutHistory: step.isFork,
		repository: null
	};
	const history = await (await require_history_store.openActionStore(inputs, job, request)).open();
	try {
		const started = await require_action_run_steps.stepOf(history, uid);
		if (started === void 0) return require_action_post.actionLog.warn(why);
		const isEnded = require_action_run_steps.hasSaidItsEnd(started);
		if (!isEnded) require_action_post.actionLog.warn(why);
		const end = isEnded ? {
			step: started,
			lost: null
		} : await require_action_run.recordEnd({ history }, started, {
			...require_action_run_steps.UNKNOWN_OUTCOME,
			status: require_action_run_steps.statusOf(agent),
			branch: started.branch,
			agentConfig: started.agentConfig,
			endTime: agent.endTime,
			durationMs: agent.durationMs,
			exitCode: agent.exitCode,
			pushed: "none",
			notes: [...agent.notes, why]
		});
		const publication = end.lost ?? await history.publish();
		require_action_run.sayPublication(publication, started, require_action_post.actionLog.warn);
		if (!isEnded && end.lost === null) await require_report_step.notifyServices({
			...inputs,
			isFork: step.isFork
		}, job, {
			step: end.step,
			rollback: null
		}, null);
	} finally {
		await history.close();
	}
}
exports.finishAfterMain = finishAfterMain;
});
