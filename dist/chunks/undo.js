const require_rollback_plan = require("./rollback-plan.js");
const require_undo_rollback = require("./undo-rollback.js");
const require_outputs = require("./outputs.js");
const require_run_state = require("./run-state.js");
const require_move_branch = require("./move-branch.js");
// src/action/undo.ts
async function latestAfter({ history, repository }, { branch }, returns) {
	const active = await history.latestActiveStep(repository.remote?.repository ?? null, branch);
	const [latest = null] = [...returns, ...active === void 0 ? [] : [active]].sort((a, b) => require_rollback_plan.isLaterStep(a, b) ? -1 : 1);
	return latest;
}
const main = () => require_run_state.runAction(async () => {
	const inputs = require_outputs.readUndoInputs();
	await require_move_branch.moveBranch(inputs, async (deps, request) => {
		const { rollback, dryRun } = inputs;
		const answer = await require_undo_rollback.undoRollback(deps, {
			...request,
			rollback,
			dryRun
		});
		const planned = answer.kind === "planned";
		const plan = planned ? answer.prepared.plan : answer.plan;
		return {
			...plan,
			kind: "undo",
			steps: plan.returns,
			stays: await latestAfter(deps, plan, plan.returns),
			takesBack: plan.rollback,
			displaced: [],
			pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
			done: planned ? null : answer
		};
	});
});
exports.main = main;
