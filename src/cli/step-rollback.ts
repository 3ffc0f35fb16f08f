import type {Command} from 'commander';
import {shortSha} from '../domain/identity.ts';
import {rollbackName} from '../domain/rollback.ts';
import {renderRollbackPlan} from '../render/terminal/plan.ts';
import {
  carryOutRollback,
  type PreparedRollback,
  prepareRollback,
  type RollbackResult,
} from '../usecases/rollback/roll-back.ts';
import {addMoveOptions, type MoveOptions, planAndMove} from './branch-move.ts';
import type {CliContext} from './context.ts';
import {moveResultToJson, rollbackPlanToJson} from './move-json.ts';
import {branchOf} from './option-values.ts';
import {addHistoryOptions} from './place.ts';
import {readStep} from './positionals.ts';

interface RollbackOptions extends MoveOptions {
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
    .option('--allow-discard', 'allow commits that no step made to be displaced; they are pinned like the others');
  addMoveOptions(command);
  addHistoryOptions(command);
  command.addHelpText('after', EXAMPLES);
  command.action(async (names: string[], options: RollbackOptions) => {
    const {project, step} = readStep(names, options.project);
    const mode = options.before === true ? 'before' : 'to';
    const allowDiscard = options.allowDiscard === true;
    await planAndMove<PreparedRollback, RollbackResult>(context, project, options, {
      prepare: (deps, request) => prepareRollback(deps, {...request, step, mode, allowDiscard}),
      describe: ({plan, pinRef}, paint, isFinal) =>
        renderRollbackPlan({...plan, pinRef: isFinal ? pinRef : null}, paint),
      move: carryOutRollback,
      toJson: (prepared, result) => ({
        kind: 'rollback',
        plan: rollbackPlanToJson(prepared),
        result: result === null ? null : moveResultToJson(result),
      }),
      done: ({rollback, plan}) =>
        `${rollbackName(rollback)}: ${plan.branch} is at ${shortSha(plan.to)}. To take it back: laforge step undo ${rollbackName(rollback)}`,
    });
  });
}

const EXAMPLES = `
Resets the branch to where the step left it, or with --before to where the step began. It shows the plan first: what
stays, what goes, where the branch moves. A pin keeps the displaced commits reachable, the steps stay listed, and the
rollback gets a number by which step undo takes it back. It is refused while the work tree has uncommitted changes, for a
branch that is checked out in another worktree, and when it would displace commits that no step made.

With --json: {kind: "rollback", plan: {mode, step, branch, from_sha, to_sha, pin_ref, local, stays, deactivates,
displaced, warnings}, result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

Examples:
  $ laforge step rollback 13                         keep step 13, undo all later ones of its branch
  $ laforge step rollback 13 --before --reason "wrong approach"
  $ laforge step rollback acme/app 13 --dry-run      only show the plan
  $ laforge step rollback 13 --push --yes            here and at the remote, without asking`;
