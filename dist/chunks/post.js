const require_run_folder = require("./run-folder.js");
const require_step_processes = require("./step-processes.js");
const require_finish_step = require("./finish-step.js");
const require_wordings = require("./wordings.js");
const require_step = require("./step.js");
const require_open = require("./open.js");
const require_step_status = require("./step-status.js");
const require_workplace = require("./workplace.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_warn_on_failure = require("./warn-on-failure.js");
const require_tell_others = require("./tell-others.js");
const require_history_store = require("./history-store.js");
const require_run_state = require("./run-state.js");
const require_pull_request_comment = require("./pull-request-comment.js");
// src/action/post.ts
async function finishAfterMain({ folder, uid, hasKey }, key) {
	if (!hasKey) return await finishUnnoted(require_history_store.readStepInputsLate(), {
		folder,
		uid,
		why: ANOTHER_KEY
	});
	const found = await require_tell_others.readRunNote(folder, key);
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
const CHANGED = "What the action had noted of this step was changed or removed while the agent ran, and then the action was killed: nothing the agent did was looked at.";
const ANOTHER_KEY = "The action was killed or could not publish its record, and at the end of the job this runner gives it no key, or another, by which to believe what it had noted: nothing the agent did was looked at.";
const NO_GIT = "The action was killed, and by now there is no repository to look at what the agent did.";
async function finishUnnoted(inputs, { folder, uid, why }) {
	const job = require_history_store.openJob(inputs);
	const { notes } = await require_step_processes.endAgentOfStep(null, uid);
	for (const sentence of notes) require_run_state.actionLog.warn(sentence);
	await finishWithoutGit(inputs, job, {
		folder,
		uid,
		agent: {
			ending: "interrupted",
			exitCode: null,
			startTime: require_clock_and_uids.systemClock.now().toISOString(),
			endTime: require_clock_and_uids.systemClock.now().toISOString(),
			durationMs: null,
			notes
		},
		isFork: require_workplace.isForkRun(job.context),
		why
	});
}
async function finishNoted(inputs, folder, note, progress) {
	const { uid } = note;
	const agent = await endOf(note, progress);
	const job = require_history_store.openJob(inputs);
	const { isFork } = note;
	const repository = await require_warn_on_failure.warnOnFailure(require_run_state.actionLog.warn, () => job.git.open(job.workspace, note.repository));
	if (repository === void 0) return await finishWithoutGit(inputs, job, {
		folder,
		uid,
		agent,
		isFork,
		why: NO_GIT
	});
	const writer = require_tell_others.beginRunNote(folder, job.key, note, require_run_state.actionLog.warn);
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
		const runFolder = require_run_folder.runFolderAt(folder, inputs.options.prompt !== null);
		const agentConfig = started.agentConfig ?? require_step.EMPTY_AGENT_CONFIG;
		const { step, publication, rollback } = require_step_status.hasSaidItsEnd(started) ? await publish(history, started, note.told) : await require_finish_step.finishStep({
			repository,
			history,
			store,
			usage: { read: (end) => require_tell_others.readLateUsage(end, {
				options: inputs.options,
				job,
				folder: runFolder,
				step: started
			}) },
			check: null,
			takeBack: require_finish_step.takeBack,
			clock: require_clock_and_uids.systemClock,
			words: require_wordings.WORDINGS.action,
			host: {
				uids: require_clock_and_uids.systemUids,
				note: () => {}
			},
			warn: require_run_state.actionLog.warn
		}, require_tell_others.finishInJob(inputs, job, {
			uid,
			folder,
			repository,
			store,
			agentConfig
		}), {
			started,
			settledId: require_open.settlesIds(store.name) ? started.id : null,
			agent,
			progress,
			isLate: true
		});
		const context = await require_warn_on_failure.warnOnFailure(require_run_state.actionLog.warn, () => require_history_store.completeContext(job)) ?? job.context;
		if (!note.told) {
			require_run_state.actionLog.info(require_tell_others.logLine(step, publication));
			await require_tell_others.writeSummary({
				inputs,
				job,
				context,
				step,
				history,
				publication,
				logFile: runFolder.logFile
			});
		}
		const comment = await require_pull_request_comment.updateComment({
			...inputs,
			job,
			context,
			comment: isFork ? "none" : inputs.comment,
			branch: step.branch
		}, history);
		if (comment.warning !== null) require_run_state.actionLog.warn(comment.warning);
		if (!note.told) await require_tell_others.tellOthers({
			...inputs,
			isFork
		}, job, {
			step,
			rollback
		}, null);
		writer.update({
			told: true,
			finished: require_open.isStored(publication)
		});
	} finally {
		await history.close();
		await repository.close();
	}
}
async function findStarted(history, uid, { start: { draft } }) {
	const lookup = await history.findStep({
		kind: "uid",
		prefix: uid
	});
	if (lookup.kind === "found") return lookup.value;
	return draft === null || history.condition.kind !== "unreadable" ? null : await history.startStep(draft);
}
async function endOf(note, { start, agent }) {
	const { notes } = await require_step_processes.endAgentOfStep(agent === null ? note.agentProcess : null, note.uid);
	for (const sentence of notes) require_run_state.actionLog.warn(sentence);
	if (agent !== null) return {
		...agent,
		notes: [...agent.notes, ...notes]
	};
	const endTime = require_clock_and_uids.systemClock.now();
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
	if (!isTold) require_finish_step.sayPublication(publication, step, require_run_state.actionLog.warn);
	else if (require_open.isStored(publication)) require_run_state.actionLog.info(`The record of ${require_step.stepName(step)} is published now.`);
	return {
		step,
		publication,
		rollback: null
	};
}
async function finishWithoutGit(inputs, job, step) {
	const { folder, uid, agent, why } = step;
	if (inputs.store === "git") return require_run_state.actionLog.warn(why);
	const request = {
		folder,
		uid,
		withoutHistory: step.isFork,
		repository: null
	};
	const history = await (await require_history_store.openActionStore(inputs, job, request)).open();
	try {
		const lookup = await history.findStep({
			kind: "uid",
			prefix: uid
		});
		if (lookup.kind !== "found") return require_run_state.actionLog.warn(why);
		const started = lookup.value;
		const isEnded = require_step_status.hasSaidItsEnd(started);
		if (!isEnded) require_run_state.actionLog.warn(why);
		const end = isEnded ? {
			kind: "written",
			step: started
		} : await require_finish_step.recordEnd({ history }, started, {
			status: require_step_status.statusOf(agent),
			branch: started.branch,
			commitShaAfter: null,
			agentConfig: started.agentConfig,
			endTime: agent.endTime,
			durationMs: agent.durationMs,
			tokenUsage: null,
			exitCode: agent.exitCode,
			pushed: "none",
			pinRef: null,
			changes: null,
			check: null,
			notes: [...agent.notes, why]
		});
		const publication = end.kind === "written" ? await history.publish() : end.publication;
		require_finish_step.sayPublication(publication, started, require_run_state.actionLog.warn);
		if (!isEnded && end.kind === "written") await require_tell_others.tellOthers({
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
