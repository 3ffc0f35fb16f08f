import type {Command} from 'commander';
import {pinToJson} from '../domain/pins.ts';
import {renderPinList} from '../render/terminal/pin-list.ts';
import {listPins} from '../usecases/pins/list-pins.ts';
import {readProject} from './arguments.ts';
import {type CliContext, createLog, print, printJson, stdoutPaint, stdoutWidth} from './context.ts';
import {forSameHistory, type HistoryOptions} from './history-options.ts';
import {type HistoryHere, withHistoryHere} from './open-history.ts';
import {addHistoryOptions, takeProject} from './place.ts';
import {withProgress} from './terminal.ts';

interface PinsOptions extends HistoryOptions {
  readonly json?: boolean;
}

export function define(command: Command, context: CliContext): void {
  takeProject(command).option('--json', 'print the pins as a JSON array, newest first');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: PinsOptions) => showPins(context, args, options));
}

async function showPins(context: CliContext, args: readonly string[], options: PinsOptions): Promise<void> {
  const {project} = readProject(args, options.project);
  const use = async (opened: HistoryHere) => {
    const deps = {...opened, log: createLog(context, false)};
    const {pins} = await withProgress(context, 'looking at the pins', () => listPins(deps, opened.slug));
    if (options.json === true) return printJson(context, pins.map(pinToJson));
    if (pins.length === 0) return print(context, `Project ${opened.project.id} has no pins.`);
    const drop = forSameHistory('laforge pins drop <pin>', project, options);
    const view = {width: stdoutWidth(context), paint: stdoutPaint(context), now: new Date(), drop};
    print(context, renderPinList(opened.project.id, pins, view));
  };
  await withHistoryHere(context, project, options, {purpose: 'read', use});
}

const EXAMPLES = `
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
