(function (exports, require, module, __filename, __dirname) {
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_branch_move = require("./branch-move.js");
const require_undo_rollback = require("./undo-rollback.js");
const require_arguments = require("./arguments.js");
const require_run_steps = require("./run-steps.js");
// src/cli/step-undo.ts
function define(command, context) {
	command.usage("[options] [project-id] [rollback-id]").argument("[rollback-id...]", "the rollback: its number (R2), or its uid (default: the latest of the branch)").option("--branch <name>", "take back the latest rollback of this branch (default: the checked-out one)", require_arguments.branchOf);
	command.addOption(require_branch_move.modeOption("auto"));
	require_branch_move.addProposeOption(command);
	require_branch_move.addMoveOptions(command);
	require_run_steps.addMirrorOption(command);
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action(async (names, options) => {
		const { project, rollback } = require_arguments.readRollback(names, options.project);
		await require_branch_move.planAndMove(context, project, options, {
			kind: "undo",
			prepare: (deps, request) => require_undo_rollback.prepareUndo(deps, {
				...request,
				rollback,
				mode: options.mode
			}),
			describe: ({ plan }, paint) => require_branch_move.renderUndoPlan({
				...plan,
				isProposed: options.propose === true
			}, paint),
			toJson: require_branch_move.undoPlanToJson,
			done: (undo, plan) => `${require_action_run_steps.rollbackName(undo)}: ${require_action_run_steps.rollbackName(plan.rollback)} is taken back, ${plan.branch} is at ${require_action_post_run_steps.shortSha(plan.to)}.`
		});
	});
}
const EXAMPLES = `
Undoes a rollback: the branch moves to where it was before, and exactly the steps that the rollback covered become active
again. This works only while the branch is where the rollback left it. A revert (--mode revert, step revert) is undone by a
commit on top of whatever came since. Name a rollback by R2 or its uid, which laforge steps shows, not by a step's number.
Without a rollback-id the latest rollback of the branch is undone.

With --json: {kind: "undo", plan: {undoes, branch, from_sha, to_sha, pin_ref, local, reactivates, warnings},
result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

Examples:
  $ laforge step undo                      take back the latest rollback of the checked-out branch
  $ laforge step undo R2 --dry-run         only show the plan
  $ laforge step undo acme/app R2 --push   here and at the remote`;
exports.define = define;
});
