const require_end_line = require("./end-line.js");
const require_run_folder = require("./run-folder.js");
const require_documents = require("./documents.js");
const require_ledger_history = require("./ledger-history.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_outputs = require("./outputs.js");
const require_system_clock = require("./system-clock.js");
const require_uids = require("./uids.js");
const require_finish_request = require("./finish-request.js");
const require_run_note = require("./run-note.js");
const require_run_state = require("./run-state.js");
// src/action/post-without-git.ts
async function finishWithoutGit(inputs, job, step) {
	const { folder, uid, agent, why } = step;
	if (inputs.store === "git") return require_run_state.actionLog.warn(why);
	const request = {
		folder,
		uid,
		withoutHistory: step.isFork,
		repository: null
	};
	const history = await (await require_outputs.openActionStore(inputs, job, request)).open();
	try {
		const lookup = await history.findStep({
			kind: "uid",
			prefix: uid
		});
		if (lookup.kind !== "found") return require_run_state.actionLog.warn(why);
		const started = lookup.value;
		const isEnded = require_ledger_history.hasSaidItsEnd(started);
		if (!isEnded) require_run_state.actionLog.warn(why);
		const end = isEnded ? {
			kind: "written",
			step: started
		} : await require_finish_request.recordEnd({ history }, started, {
			status: require_finish_request.statusOf(agent),
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
		require_finish_request.sayPublication(publication, started, require_run_state.actionLog.warn);
	} finally {
		await history.close();
	}
}
// src/action/post.ts
async function finishAfterMain({ folder, uid, hasKey }, key) {
	const inputs = require_outputs.readStepInputs();
	if (!hasKey) return await finishUnnoted(inputs, {
		folder,
		uid,
		why: ANOTHER_KEY
	});
	const found = await require_run_note.readRunNote(folder, key);
	switch (found.kind) {
		case "finished": return;
		case "changed": return await finishUnnoted(inputs, {
			folder,
			uid,
			why: CHANGED
		});
		case "unfinished": if (found.note.progress !== null) await finishNoted(inputs, folder, found.note, found.note.progress);
	}
}
const CHANGED = "What the action had noted of this step was changed or removed while the agent ran, and then the action was killed: nothing the agent did was looked at.";
const ANOTHER_KEY = "The action was killed or could not publish its record, and at the end of the job this runner gives it no key, or another, by which to believe what it had noted: nothing the agent did was looked at.";
const NO_GIT = "The action was killed, and by now there is no repository to look at what the agent did.";
async function finishUnnoted(inputs, { folder, uid, why }) {
	const job = require_outputs.openJob(inputs);
	const { notes } = await require_end_line.endAgentOfStep(null, uid);
	for (const sentence of notes) require_run_state.actionLog.warn(sentence);
	await finishWithoutGit(inputs, job, {
		folder,
		uid,
		agent: {
			ending: "interrupted",
			exitCode: null,
			startTime: require_system_clock.systemClock.now().toISOString(),
			endTime: require_system_clock.systemClock.now().toISOString(),
			durationMs: null,
			notes
		},
		isFork: require_outputs.isForkRun(job.context),
		why
	});
}
async function finishNoted(inputs, folder, note, progress) {
	const { uid } = note;
	const agent = await endOf(note, progress);
	const job = require_outputs.openJob(inputs);
	const { isFork } = note;
	const repository = await require_finish_request.warnOnFailure(require_run_state.actionLog.warn, () => job.git.open(job.workspace, note.repository));
	if (repository === void 0) return await finishWithoutGit(inputs, job, {
		folder,
		uid,
		agent,
		isFork,
		why: NO_GIT
	});
	const writer = require_run_note.beginRunNote(folder, job.key, note, require_run_state.actionLog.warn);
	const store = await require_outputs.openActionStore(inputs, job, {
		folder,
		uid,
		withoutHistory: isFork,
		repository
	});
	const history = await store.open();
	try {
		const lookup = await history.findStep({
			kind: "uid",
			prefix: uid
		});
		if (lookup.kind !== "found") return;
		const started = lookup.value;
		const runFolder = require_run_folder.runFolderAt(folder, inputs.options.prompt !== null);
		const agentConfig = started.agentConfig ?? require_documents.EMPTY_AGENT_CONFIG;
		const { step, publication } = require_ledger_history.hasSaidItsEnd(started) ? await publish(history, started, note.told) : await require_finish_request.finishStep({
			repository,
			history,
			store,
			usage: { read: (end) => require_run_note.readLateUsage(end, {
				options: inputs.options,
				job,
				folder: runFolder,
				step: started
			}) },
			check: null,
			clock: require_system_clock.systemClock,
			host: {
				uids: require_uids.systemUids,
				note: () => {}
			},
			warn: require_run_state.actionLog.warn
		}, require_run_note.finishInJob(inputs, job, {
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
		const context = await require_finish_request.warnOnFailure(require_run_state.actionLog.warn, () => require_outputs.completeContext(job)) ?? job.context;
		if (!note.told) {
			require_run_state.actionLog.info(require_run_note.logLine(step, publication));
			await require_run_note.writeSummary({
				inputs,
				job,
				context,
				step,
				history,
				publication,
				logFile: runFolder.logFile
			});
		}
		const comment = await require_outputs.updateComment({
			...inputs,
			job,
			context,
			comment: isFork ? "none" : inputs.comment,
			branch: step.branch
		}, history);
		if (comment.warning !== null) require_run_state.actionLog.warn(comment.warning);
		writer.update({
			told: true,
			finished: require_open.isStored(publication)
		});
	} finally {
		await history.close();
		await repository.close();
	}
}
async function endOf(note, { start, agent }) {
	const { notes } = await require_end_line.endAgentOfStep(agent === null ? note.agentProcess : null, note.uid);
	for (const sentence of notes) require_run_state.actionLog.warn(sentence);
	if (agent !== null) return {
		...agent,
		notes: [...agent.notes, ...notes]
	};
	const endTime = require_system_clock.systemClock.now();
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
	if (!isTold) require_finish_request.sayPublication(publication, step, require_run_state.actionLog.warn);
	else if (require_open.isStored(publication)) require_run_state.actionLog.info(`The record of ${require_step.stepName(step)} is published now.`);
	return {
		step,
		publication
	};
}
exports.finishAfterMain = finishAfterMain;
