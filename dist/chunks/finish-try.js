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
			const lookup = await history.findStep({
				kind: "uid",
				prefix: uid
			});
			if (lookup.kind === "found") await end(history, lookup.value, note?.cancelled === true, notes);
		} finally {
			await history.close();
		}
	} finally {
		await repository?.close();
	}
}
const WHY = "The action was killed while a try ran: what the agent did was not looked at.";
async function end(history, step, cancelled, notes) {
	if (!require_action_run_steps.hasSaidItsEnd(step)) {
		const { branch, agentConfig } = step;
		await require_action_run.recordEnd({ history }, step, {
			branch,
			agentConfig,
			status: cancelled ? "cancelled" : "interrupted",
			commitShaAfter: null,
			durationMs: null,
			tokenUsage: null,
			exitCode: null,
			changes: null,
			check: null,
			pushed: "none",
			pinRef: null,
			endTime: require_action_run_steps.systemClock.now().toISOString(),
			notes: [...notes, WHY]
		});
		require_action_post.actionLog.warn(`${WHY} The try, ${require_action_run_steps.stepName(step)}, counts for nothing; the next run makes it again.`);
	}
	require_action_run.sayPublication(await history.publish(), step, require_action_post.actionLog.warn);
}
exports.finishTry = finishTry;
