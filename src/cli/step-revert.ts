import type {Command} from 'commander';
import {renderRevertPlan} from '../render/terminal/plan.ts';
import {prepareRevert, type Reverted} from '../usecases/rollback/revert-steps.ts';
import {branchOf, readSteps} from './arguments.ts';
import {
  addMoveOptions,
  addProposeOption,
  type MoveOptions,
  movedInWords,
  planAndMove,
  revertPlanToJson,
} from './branch-move.ts';
import type {CliContext} from './context.ts';
import {addHistoryOptions, addMirrorOption} from './place.ts';
import {addSignedOption} from './signer-options.ts';

export interface RevertOptions extends MoveOptions {
  readonly squash?: boolean;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] <step-id>[..<step-id>]')
    .argument('[step-id...]', 'the step to take back, or the first and the last of several: 3, 3..5, or uids')
    .option('--branch <name>', "the branch that has its commits (default: the step's)", branchOf);
  addRevertOptions(command);
  addSignedOption(command);
  addMoveOptions(command);
  addMirrorOption(command);
  addHistoryOptions(command, EXAMPLES);
  command.action(async (names: string[], options: RevertOptions) => {
    const {project, first, last} = readSteps(names, options);
    await planAndRevert(context, project, options, {kind: 'steps', first, last});
  });
}

/** Adds the options of a revert, which adds commits instead of moving the branch back. */
export function addRevertOptions(command: Command): void {
  command.option('--squash', 'take all steps back in one commit instead of one for each step');
  addProposeOption(command);
}

/** Plans a revert, shows the plan, asks, and carries it out. */
export async function planAndRevert(
  context: CliContext,
  project: string | null,
  options: RevertOptions,
  of: Reverted,
): Promise<void> {
  await planAndMove(context, project, options, {
    kind: 'revert',
    prepare: (deps, request) => prepareRevert(deps, {...request, of, squash: options.squash === true}),
    describe: ({plan}, paint) => renderRevertPlan({...plan, isProposed: options.propose === true}, paint),
    toJson: revertPlanToJson,
    done: movedInWords,
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
