import type {Command} from 'commander';
import {describeError, RefusedError} from '../domain/errors.ts';
import {shortSha} from '../domain/identity.ts';
import type {RevertPlan} from '../domain/revert-plan.ts';
import {type MoveMode, rollbackName} from '../domain/rollback.ts';
import {asSentence} from '../domain/text.ts';
import {renderRevertPlan, renderRollbackPlan, renderUndoPlan} from '../render/terminal/plan.ts';
import {prepareRevert, type Reverted} from '../usecases/rollback/revert-steps.ts';
import {prepareRollback, type RollbackRequest} from '../usecases/rollback/roll-back.ts';
import {prepareUndo} from '../usecases/rollback/undo-rollback.ts';
import {branchOf, readRollback, readStep, readSteps} from './arguments.ts';
import {
  addMoveOptions,
  addProposeOption,
  type BranchMoveStory,
  isProtected,
  type MoveOptions,
  modeOption,
  movedInWords,
  planAndMove,
  revertPlanToJson,
  rollbackPlanToJson,
  undoPlanToJson,
} from './branch-move.ts';
import {type CliContext, say} from './context.ts';
import {addSignedOption} from './signer-options.ts';

interface RollbackOptions extends RevertOptions {
  readonly mode: MoveMode;
  readonly before?: boolean;
  readonly allowDiscard?: boolean;
}

export function defineRollback(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] <step-id>')
    .argument(
      '[step-id...]',
      'the step to keep: its number (3, S3), or its uid or the first 8 or more characters of it',
    )
    .option('--before', 'undo that step as well: go back to where it began')
    .option('--branch <name>', "the branch to reset (default: the step's)", branchOf)
    .addOption(modeOption('reset'))
    .option('--allow-discard', 'allow commits that no step made to be displaced; they are pinned like the others');
  addRevertOptions(command);
  addSignedOption(command);
  addMoveOptions(command, ROLLBACK);
  command.action(async (names: string[], options: RollbackOptions) => {
    const {project, step} = readStep(names, options);
    const mode = options.before === true ? 'before' : 'to';
    const allowDiscard = options.allowDiscard === true;
    const of = {kind: 'rollback', step, mode} as const;
    if (options.mode === 'revert' || (options.mode === 'auto' && options.propose === true))
      return await planAndRevert(context, project, options, of);
    try {
      await planAndReset(context, project, options, {step, mode, allowDiscard});
    } catch (error) {
      if (!isProtected(error)) throw error;
      if (options.mode !== 'auto') {
        throw advised(
          error,
          'Add --mode auto to take the steps back with commits on top, and --propose too if the branch takes commits only from pull requests.',
        );
      }
      say(context, `${describeError(error)} The steps are taken back with commits instead.`);
      await planAndRevert(context, project, options, of, describeError(error));
    }
  });
}

async function planAndReset(
  context: CliContext,
  project: string | null,
  options: RollbackOptions,
  asked: Pick<RollbackRequest, 'step' | 'mode' | 'allowDiscard'>,
): Promise<void> {
  await planAndMove(context, project, options, {
    kind: 'rollback',
    prepare: (deps, request) => prepareRollback(deps, {...request, ...asked}),
    describe: ({plan, pinRef}, paint, isFinal) => renderRollbackPlan({...plan, pinRef: isFinal ? pinRef : null}, paint),
    toJson: rollbackPlanToJson,
    displaced: ({displaced}) => displaced,
    done: movedInWords,
  });
}

const ROLLBACK = `
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

interface RevertOptions extends MoveOptions {
  readonly squash?: boolean;
}

export function defineRevert(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] <step-id>[..<step-id>]')
    .argument('[step-id...]', 'the step to take back, or the first and the last of several: 3, 3..5, or uids')
    .option('--branch <name>', "the branch that has its commits (default: the step's)", branchOf);
  addRevertOptions(command);
  addSignedOption(command);
  addMoveOptions(command, REVERT);
  command.action(async (names: string[], options: RevertOptions) => {
    const {project, first, last} = readSteps(names, options);
    await planAndRevert(context, project, options, {kind: 'steps', first, last});
  });
}

/** Adds the options of a revert, which adds commits instead of moving the branch back. */
function addRevertOptions(command: Command): void {
  command.option('--squash', 'take all steps back in one commit instead of one for each step');
  addProposeOption(command);
}

/** A refusal with what to do about it, whose code stays at the end. */
function advised(error: unknown, advice: string): RefusedError {
  const refusal = describeError(error).replace(/ \(LF\d{3}\)$/, '');
  return new RefusedError('branch-protected', `${asSentence(refusal)} ${advice}`);
}

/** Plans a revert, shows the plan, asks, and carries it out. `told` is a refusal that is not repeated. */
async function planAndRevert(
  context: CliContext,
  project: string | null,
  options: RevertOptions,
  of: Reverted,
  told?: string,
): Promise<void> {
  const story: BranchMoveStory<RevertPlan> = {
    kind: 'revert',
    prepare: (deps, request) => prepareRevert(deps, {...request, of, squash: options.squash === true}),
    describe: ({plan}, paint) => renderRevertPlan({...plan, isProposed: options.propose === true}, paint),
    toJson: revertPlanToJson,
    done: movedInWords,
  };
  try {
    await planAndMove(context, project, options, story);
  } catch (error) {
    if (!isProtected(error) || options.propose === true) throw error;
    const what = describeError(error) === told ? 'The remote refuses these commits for the same reason.' : error;
    throw advised(what, 'Add --propose to offer the commits in a pull request.');
  }
}

const REVERT = `
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

interface UndoOptions extends MoveOptions {
  readonly mode: MoveMode;
}

export function defineUndo(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] [rollback-id]')
    .argument('[rollback-id...]', 'the rollback: its number (R2), or its uid (default: the latest of the branch)')
    .option('--branch <name>', 'take back the latest rollback of this branch (default: the checked-out one)', branchOf);
  command.addOption(modeOption('auto'));
  addProposeOption(command);
  addMoveOptions(command, UNDO);
  command.action(async (names: string[], options: UndoOptions) => {
    const {project, rollback} = readRollback(names, options.project);
    await planAndMove(context, project, options, {
      kind: 'undo',
      prepare: (deps, request) => prepareUndo(deps, {...request, rollback, mode: options.mode}),
      describe: ({plan}, paint) => renderUndoPlan({...plan, isProposed: options.propose === true}, paint),
      toJson: undoPlanToJson,
      done: (undo, plan) =>
        `${rollbackName(undo)}: ${rollbackName(plan.rollback)} is taken back, ${plan.branch} is at ${shortSha(plan.to)}.`,
    });
  });
}

const UNDO = `
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
