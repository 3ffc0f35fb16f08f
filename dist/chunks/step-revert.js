const require_identity = require("./identity.js");
const require_rollback = require("./rollback.js");
const require_move_json = require("./move-json.js");
const require_revert_steps = require("./revert-steps.js");
const require_place = require("./place.js");
const require_open_history = require("./open-history.js");
// src/cli/step-revert.ts
function define(command, context) {
	command.usage("[options] [project-id] <step-id>[..<step-id>]").argument("[step-id...]", "the step to take back, or the first and the last of several: 3, 3..5, or uids").option("--branch <name>", "the branch that has its commits (default: the step's)", require_place.branchOf);
	addRevertOptions(command);
	require_move_json.addMoveOptions(command);
	require_place.addHistoryOptions(command, EXAMPLES);
	command.action(async (names, options) => {
		const { project, first, last } = require_open_history.readSteps(names, options.project);
		await planAndRevert(context, project, options, {
			kind: "steps",
			first,
			last
		});
	});
}
function addRevertOptions(command) {
	command.option("--squash", "take all steps back in one commit instead of one for each step");
	require_move_json.addProposeOption(command);
}
async function planAndRevert(context, project, options, of) {
	await require_move_json.planAndMove(context, project, options, {
		prepare: (deps, request) => require_revert_steps.prepareRevert(deps, {
			...request,
			of,
			squash: options.squash === true
		}),
		describe: ({ plan }, paint) => require_move_json.renderRevertPlan({
			...plan,
			isProposed: options.propose === true
		}, paint),
		move: (deps, prepared) => require_revert_steps.carryOutRevert(deps, prepared, require_move_json.proposalOptions(options)),
		toJson: (prepared, result) => ({
			kind: "revert",
			plan: require_move_json.revertPlanToJson(prepared),
			result: result === null ? null : require_move_json.moveResultToJson(result)
		}),
		done: (result) => {
			const { rollback, plan } = result;
			if (result.kind === "proposed") return require_move_json.proposedInWords(rollback, result.proposal);
			return `${require_rollback.rollbackName(rollback)}: ${plan.branch} is at ${require_identity.shortSha(plan.to)}. To take it back: laforge step undo ${require_rollback.rollbackName(rollback)}`;
		}
	});
}
const EXAMPLES = `
Takes steps back with new commits on top of the branch, so nothing is forced and what others did since stays as it is. A
step in the middle can be taken back alone. Where later work changed the same lines it is refused, naming the files and
who changed them. The steps become inactive, and the revert gets a number by which step undo takes it back.

With --json: {kind: "revert", plan: {branch, from_sha, to_sha, pin_ref, local, stays, deactivates, commits, warnings},
result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

Examples:
  $ laforge step revert 3                       take step 3 back, keep all later ones
  $ laforge step revert 3..5 --squash --push    three steps in one commit, here and at the remote
  $ laforge step revert 3 --propose             on a branch of its own, for a pull request
  $ laforge step revert 3 --branch main         where a pull request has brought it to main`;
exports.addRevertOptions = addRevertOptions;
exports.define = define;
exports.planAndRevert = planAndRevert;
