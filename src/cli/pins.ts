import type {Command} from 'commander';
import {pinToJson} from '../domain/pins.ts';
import {renderDropPlan, renderDropped, renderPinList} from '../render/terminal/pin-list.ts';
import {systemClock} from '../system/clock-and-uids.ts';
import {carryOutDrop, type DropResult, type PreparedDrop, prepareDrop} from '../usecases/pins/drop-pins.ts';
import {listPins} from '../usecases/pins/list-pins.ts';
import {readPins, readProject} from './arguments.ts';
import {type CliContext, createLog, print, printJson, stdoutView} from './context.ts';
import {withHistoryHere} from './open-history.ts';
import {addHistoryOptions, forSameHistory, type HistoryOptions, type ShowOptions, takeProject} from './place.ts';
import {describeRun} from './run-info.ts';
import {addPlanOptions, agreeToPlan, type PlanOptions, withProgress} from './terminal.ts';

export function defineList(command: Command, context: CliContext): void {
  takeProject(command).option('--json', 'print the pins as a JSON array, newest first');
  addHistoryOptions(command, LIST);
  command.action((args: string[], options: ShowOptions) => showPins(context, args, options));
}

interface DropOptions extends HistoryOptions, PlanOptions {
  readonly reason?: string;
}

export function defineDrop(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] <pin...>')
    .argument('[pin...]', 'the pin: R2, S7 or 7, a uid or the first 8 or more characters of it, or a whole ref')
    .option('--reason <text>', 'record why in the note that takes the place of the pin');
  addPlanOptions(command);
  addHistoryOptions(command, DROP);
  command.action((args: string[], options: DropOptions) => dropPins(context, args, options));
}

async function showPins(context: CliContext, args: readonly string[], options: ShowOptions): Promise<void> {
  const {project} = readProject(args, options.project);
  await withHistoryHere(context, project, options, 'read', async (opened) => {
    const deps = {...opened, log: createLog(context)};
    const {pins} = await withProgress(context, 'looking at the pins', () => listPins(deps, opened.slug));
    if (options.json === true) return printJson(context, pins.map(pinToJson));
    if (pins.length === 0) return print(context, `Project ${opened.project.id} has no pins.`);
    const drop = forSameHistory('laforge pins drop <pin>', project, options);
    print(context, renderPinList(opened.project.id, pins, {...stdoutView(context), drop}));
  });
}

async function dropPins(context: CliContext, args: readonly string[], options: DropOptions): Promise<void> {
  const {project, names} = readPins(args, options);
  await withHistoryHere(context, project, options, 'move', async (opened) => {
    const deps = {...opened, clock: systemClock, log: createLog(context)};
    const {actor} = describeRun(context.env);
    const listPins = forSameHistory('laforge pins', project, options);
    const request = {slug: opened.slug, names, listPins, actor, reason: options.reason ?? null, where: opened.where};
    const prepared = await withProgress(context, 'looking at the pins', () => prepareDrop(deps, request));
    const isAgreed = await agreeToPlan(
      context,
      options,
      (paint) => renderDropPlan(prepared, paint),
      () => dropToJson(prepared, null),
    );
    if (!isAgreed) return;
    const result = await withProgress(context, 'dropping the pins', () => carryOutDrop(deps, prepared));
    const places = {
      atRemote: prepared.pins.some(({remote}) => remote !== null),
      here: prepared.pins.some(({local}) => local !== null),
    };
    if (options.json === true) printJson(context, dropToJson(prepared, result));
    else print(context, renderDropped(result.dropped, result.remaining, places));
  });
}

function dropToJson({pins, lost, warnings}: PreparedDrop, result: DropResult | null): Record<string, unknown> {
  return {
    plan: {pins: pins.map(pinToJson), lost, warnings},
    result:
      result === null
        ? null
        : {
            dropped: result.dropped,
            remaining: {
              remote_refs: result.remaining.remoteRefs,
              local_refs: result.remaining.localRefs,
              reflog: result.remaining.reflog,
            },
          },
  };
}

const LIST = `
A pin is a ref, refs/laforge/pins/<history>/…, that keeps commits that are on no branch any more: those that a rollback or
undo removed from a branch, and the work of a step that could not reach its branch. The list shows where each pin came
from, whether it is at the remote or in this repository, and how many commits and changes only it keeps.

Each object of --json has name, ref, remote_sha, local_sha, of (rollback, undo, step, check, odd), uid, state, branch,
steps [{id, uid}], actor, reason, created_at, only_kept_here [{sha, subject}] (null when unknown),
files_changed, insertions, deletions.

Examples:
  $ laforge pins                  the pins of this repository's project
  $ laforge pins drop R2 S7       delete two of them for good (see laforge pins drop --help)
  $ laforge pins --json | jq -r '.[] | select(.only_kept_here == []) | .ref'`;

const DROP = `
Deletes pins at the remote and in this repository, each only if it is still where the plan saw it. Use it for commits
that must not stay, such as those with a leaked secret: once git collects garbage, commits that only the pin kept are
gone, and a rollback without its pin cannot be undone. A rollback that exists only in its pin is recorded first. A note in
place of the pin, refs/laforge/dropped/<history>/…, says who dropped what, when and why; step undo and step info show it.
The history itself does not change.

With --json: {plan: {pins, lost: [{sha, subject}], warnings}, result: {dropped: [{ref, sha, actor, reason, at}],
remaining: {remote_refs, local_refs, reflog}} or null}; result is null in a dry run.

Examples:
  $ laforge pins drop R2 --dry-run                      only show what would go
  $ laforge pins drop R2 S7 --reason "a key was in it"
  $ laforge pins drop acme/app R2 --store git --yes`;
