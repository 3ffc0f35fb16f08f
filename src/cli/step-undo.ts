import type {Command} from 'commander';
import {shortSha} from '../domain/identity.ts';
import {type MoveMode, rollbackName} from '../domain/rollback.ts';
import {renderUndoPlan} from '../render/terminal/plan.ts';
import {prepareUndo} from '../usecases/rollback/undo-rollback.ts';
import {branchOf, readRollback} from './arguments.ts';
import {
  addMoveOptions,
  addProposeOption,
  type MoveOptions,
  modeOption,
  planAndMove,
  undoPlanToJson,
} from './branch-move.ts';
import type {CliContext} from './context.ts';
import {addHistoryOptions, addMirrorOption} from './place.ts';

interface UndoOptions extends MoveOptions {
  readonly mode: MoveMode;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] [rollback-id]')
    .argument('[rollback-id...]', 'the rollback: its number (R2), or its uid (default: the latest of the branch)')
    .option('--branch <name>', 'take back the latest rollback of this branch (default: the checked-out one)', branchOf);
  command.addOption(modeOption('auto'));
  addProposeOption(command);
  addMoveOptions(command);
  addMirrorOption(command);
  addHistoryOptions(command, EXAMPLES);
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
