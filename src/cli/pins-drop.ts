import type {Command} from 'commander';
import {pinToJson} from '../domain/pins.ts';
import {renderDropPlan, renderDropped} from '../render/terminal/pin-list.ts';
import {systemClock} from '../system/clock-and-uids.ts';
import {carryOutDrop, type DropResult, type PreparedDrop, prepareDrop} from '../usecases/pins/drop-pins.ts';
import {readPins} from './arguments.ts';
import {type CliContext, createLog, print, printJson, say, showOnStderr, stdoutPaint} from './context.ts';
import {forSameHistory, type HistoryOptions} from './history-options.ts';
import {type HistoryHere, withHistoryHere} from './open-history.ts';
import {addHistoryOptions} from './place.ts';
import {describeRun} from './run-info.ts';
import {confirm, withProgress} from './terminal.ts';

interface DropOptions extends HistoryOptions {
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] <pin...>')
    .argument('[pin...]', 'the pin: R2, S7 or 7, a uid or the first 8 or more characters of it, or a whole ref')
    .option('--reason <text>', 'record why in the note that takes the place of the pin')
    .option('--dry-run', 'show the plan and stop')
    .option('-y, --yes', 'do not ask first; required when there is no terminal to ask on')
    .option('--json', 'print the plan and its result as one JSON object');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: DropOptions) => dropPins(context, args, options));
}

async function dropPins(context: CliContext, args: readonly string[], options: DropOptions): Promise<void> {
  const {project, names} = readPins(args, options);
  const use = async (opened: HistoryHere) => {
    const deps = {...opened, clock: systemClock, log: createLog(context, false)};
    const {actor} = describeRun(context.env);
    const listPins = forSameHistory('laforge pins', project, options);
    const request = {slug: opened.slug, names, listPins, actor, reason: options.reason ?? null, where: opened.where};
    const prepared = await withProgress(context, 'looking at the pins', () => prepareDrop(deps, request));
    const json = options.json === true;
    if (options.dryRun === true) {
      return json
        ? printJson(context, toJson(prepared, null))
        : print(context, renderDropPlan(prepared, stdoutPaint(context)));
    }
    if (!json) print(context, renderDropPlan(prepared, stdoutPaint(context)));
    else if (options.yes !== true) showOnStderr(context, (paint) => renderDropPlan(prepared, paint));
    if (!(await confirm(context, options.yes === true))) {
      say(context, 'nothing was changed.');
      return context.exitWith(1);
    }
    const result = await withProgress(context, 'dropping the pins', () => carryOutDrop(deps, prepared));
    const places = {
      atRemote: prepared.pins.some(({remote}) => remote !== null),
      here: prepared.pins.some(({local}) => local !== null),
    };
    if (json) printJson(context, toJson(prepared, result));
    else print(context, renderDropped(result.dropped, result.remaining, places));
  };
  await withHistoryHere(context, project, options, {purpose: 'move', use});
}

function toJson({pins, lost, warnings}: PreparedDrop, result: DropResult | null): Record<string, unknown> {
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

const EXAMPLES = `
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
