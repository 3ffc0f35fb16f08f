(function (exports, require, module, __filename, __dirname) {
const require_branch_move = require("./branch-move.js");
const require_revert_steps = require("./revert-steps.js");
const require_arguments = require("./arguments.js");
const require_run_steps = require("./run-steps.js");
const require_signer_options = require("./signer-options.js");
// src/cli/step-revert.ts
function define(command, context) {
	command.usage("[options] [project-id] <step-id>[..<step-id>]").argument("[step-id...]", "the step to take back, or the first and the last of several: 3, 3..5, or uids").option("--branch <name>", "the branch that has its commits (default: the step's)", require_arguments.branchOf);
	addRevertOptions(command);
	require_signer_options.addSignedOption(command);
	require_branch_move.addMoveOptions(command);
	require_run_steps.addMirrorOption(command);
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action(async (names, options) => {
		const { project, first, last } = require_arguments.readSteps(names, options);
		await planAndRevert(context, project, options, {
			kind: "steps",
			first,
			last
		});
	});
}
function addRevertOptions(command) {
	command.option("--squash", "take all steps back in one commit instead of one for each step");
	require_branch_move.addProposeOption(command);
}
async function planAndRevert(context, project, options, of) {
	await require_branch_move.planAndMove(context, project, options, {
		kind: "revert",
		prepare: (deps, request) => require_revert_steps.prepareRevert(deps, {
			...request,
			of,
			squash: options.squash === true
		}),
		describe: ({ plan }, paint) => require_branch_move.renderRevertPlan({
			...plan,
			isProposed: options.propose === true
		}, paint),
		toJson: require_branch_move.revertPlanToJson,
		done: require_branch_move.movedInWords
	});
}
const EXAMPLES = `
Takes steps back with new commits on top of the branch, so nothing is forced and what others did since stays as it is. A
step in the middle can be taken back alone. If later work changed the same lines, the revert is refused and names the files
and who changed them. The steps become inactive, and the revert gets a number for step undo.

With --json: {kind: "revert", plan: {branch, from_sha, to_sha, pin_ref, local, stays, deactivates, commits, warnings},
result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

Examples:
  $ laforge step revert 3                       take step 3 back, keep all later ones
  $ laforge step revert 3..5 --squash --push    three steps in one commit, here and at the remote
  $ laforge step revert 3 --propose             on a new branch, for a pull request
  $ laforge step revert 3 --branch main         on main, after a pull request was merged`;
exports.addRevertOptions = addRevertOptions;
exports.define = define;
exports.planAndRevert = planAndRevert;
});
