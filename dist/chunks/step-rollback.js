(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_branch_move = require("./branch-move.js");
const require_roll_back = require("./roll-back.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_signer_options = require("./signer-options.js");
const require_step_revert = require("./step-revert.js");
// src/cli/step-rollback.ts
function define(command, context) {
	command.usage("[options] [project-id] <step-id>").argument("[step-id...]", "the step to keep: its number (3, S3), or its uid or the first 8 or more characters of it").option("--before", "undo that step as well: go back to where it began").option("--branch <name>", "the branch to reset (default: the step's)", require_arguments.branchOf).addOption(require_branch_move.modeOption("reset")).option("--allow-discard", "allow commits that no step made to be displaced; they are pinned like the others");
	require_step_revert.addRevertOptions(command);
	require_signer_options.addSignedOption(command);
	require_branch_move.addMoveOptions(command);
	require_run_steps.addMirrorOption(command);
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action(async (names, options) => {
		const { project, step } = require_arguments.readStep(names, options);
		const mode = options.before === true ? "before" : "to";
		const allowDiscard = options.allowDiscard === true;
		const revert = async () => await require_step_revert.planAndRevert(context, project, options, {
			kind: "rollback",
			step,
			mode
		});
		if (options.mode === "revert" || options.mode === "auto" && options.propose === true) return await revert();
		try {
			await planAndReset(context, project, options, {
				step,
				mode,
				allowDiscard
			});
		} catch (error) {
			if (options.mode !== "auto" || !require_branch_move.isProtected(error)) throw error;
			require_help_run_steps.say(context, `${require_action_post_help_run_steps.describeError(error)} The steps are taken back with commits instead.`);
			await revert();
		}
	});
}
async function planAndReset(context, project, options, asked) {
	await require_branch_move.planAndMove(context, project, options, {
		kind: "rollback",
		prepare: (deps, request) => require_roll_back.prepareRollback(deps, {
			...request,
			...asked
		}),
		describe: ({ plan, pinRef }, paint, isFinal) => require_branch_move.renderRollbackPlan({
			...plan,
			pinRef: isFinal ? pinRef : null
		}, paint),
		toJson: require_branch_move.rollbackPlanToJson,
		displaced: ({ displaced }) => displaced,
		done: require_branch_move.movedInWords
	});
}
const EXAMPLES = `
Resets the branch to where the step left it, or with --before to where the step began. It shows the plan first: what
stays, what goes, where the branch moves. A pin keeps the displaced commits reachable, the steps stay listed, and the
rollback gets a number for step undo. It is refused if the work tree has uncommitted changes, if the branch is checked out
in another worktree, and if it would displace commits that no step made.

With --json: {kind: "rollback", plan: {mode, step, branch, from_sha, to_sha, pin_ref, local, stays, deactivates,
displaced, warnings}, result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

With --signed it is refused unless trusted signatures prove each step that becomes inactive, and that these steps made each
commit that leaves the branch.

With --mode revert the branch is not moved back: new commits on top of it take the steps back, which also works on
protected branches (laforge step revert --help). auto resets, and reverts if a rule of the remote branch forbids that.

Examples:
  $ laforge step rollback 13                         keep step 13, undo all later ones of its branch
  $ laforge step rollback 13 --before --reason "wrong approach"
  $ laforge step rollback acme/app 13 --dry-run      only show the plan
  $ laforge step rollback 13 --push --yes            here and at the remote, without asking
  $ laforge step rollback 13 --signed                only what workflows of this repository are proven to have made`;
exports.define = define;
});
