import type {Command} from 'commander';
import {describeError} from '../domain/errors.ts';
import type {MoveMode} from '../domain/rollback.ts';
import {renderRollbackPlan} from '../render/terminal/plan.ts';
import {prepareRollback, type RollbackRequest} from '../usecases/rollback/roll-back.ts';
import {branchOf, readStep} from './arguments.ts';
import {addMoveOptions, isProtected, modeOption, movedInWords, planAndMove, rollbackPlanToJson} from './branch-move.ts';
import {type CliContext, say} from './context.ts';
import {addHistoryOptions, addMirrorOption} from './place.ts';
import {addSignedOption} from './signer-options.ts';
import {addRevertOptions, planAndRevert, type RevertOptions} from './step-revert.ts';

interface RollbackOptions extends RevertOptions {
  readonly mode: MoveMode;
  readonly before?: boolean;
  readonly allowDiscard?: boolean;
}

export function define(command: Command, context: CliContext): void {
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
  addMoveOptions(command);
  addMirrorOption(command);
  addHistoryOptions(command, EXAMPLES);
  command.action(async (names: string[], options: RollbackOptions) => {
    const {project, step} = readStep(names, options);
    const mode = options.before === true ? 'before' : 'to';
    const allowDiscard = options.allowDiscard === true;
    const revert = async () => await planAndRevert(context, project, options, {kind: 'rollback', step, mode});
    if (options.mode === 'revert' || (options.mode === 'auto' && options.propose === true)) return await revert();
    try {
      await planAndReset(context, project, options, {step, mode, allowDiscard});
    } catch (error) {
      if (options.mode !== 'auto' || !isProtected(error)) throw error;
      say(context, `${describeError(error)} The steps are taken back with commits instead.`);
      await revert();
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
