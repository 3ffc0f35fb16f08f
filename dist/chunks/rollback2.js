const require_roll_back = require("./roll-back.js");
const require_outputs = require("./outputs.js");
const require_run_state = require("./run-state.js");
const require_move_branch = require("./move-branch.js");
// src/action/rollback.ts
const main = () => require_run_state.runAction(async () => {
	const inputs = require_outputs.readRollbackInputs();
	await require_move_branch.moveBranch(inputs, async (deps, request) => {
		const { step, mode, allowDiscard, dryRun } = inputs;
		const answer = await require_roll_back.rollBack(deps, {
			...request,
			step,
			mode,
			allowDiscard,
			dryRun
		});
		const planned = answer.kind === "planned";
		const plan = planned ? answer.prepared.plan : answer.plan;
		return {
			...plan,
			kind: "rollback",
			steps: plan.goes,
			takesBack: null,
			pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
			done: planned ? null : answer
		};
	});
});
exports.main = main;
