(function (exports, require, module, __filename, __dirname) {
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_run_note = require("./run-note.js");
// src/action/finish-try.ts
async function finishTry({ folder, uid, hasKey }, key) {
	const inputs = require_history_store.readCommonInputs();
	const job = require_history_store.openJob(inputs);
	const found = hasKey ? await require_run_note.readRunNote(folder, key) : null;
	if (found?.kind === "finished") return;
	const note = found?.kind === "unfinished" ? found.note : null;
	const notes = await require_action_run.endAgentOfStep(note?.agentProcess ?? null, uid);
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
exports.finishTry = finishTry;
});
