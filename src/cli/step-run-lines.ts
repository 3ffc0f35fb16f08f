import {quoteForShell} from '../domain/shell-words.ts';
import type {Step} from '../domain/step.ts';
import {stepName} from '../domain/step.ts';
import {stepLabel} from '../render/format.ts';
import {endLine} from '../render/terminal/end-line.ts';
import {cutToWidth} from '../render/terminal/width.ts';
import type {HistoryOptions} from './place.ts';

export const COMMAND_WIDTH = 60;

/** The line at a step's start: `step 3 of acme/app on main: claude -p …`. */
export function startLine(step: Step, argv: readonly string[]): string {
  const on = step.branch === null ? '' : ` on ${step.branch}`;
  return `${stepName(step)} of ${step.projectId}${on}: ${cutToWidth(quoteForShell(argv), COMMAND_WIDTH)}`;
}

/** The line at a step's end, with the command that shows more. */
export function lastLine(step: Step, history: HistoryOptions): string {
  const where = [
    ...(history.project === undefined ? [] : [history.project]),
    stepLabel(step),
    ...(history.db === undefined ? [] : ['--db', history.db]),
    ...(history.store === undefined ? [] : ['--store', history.store]),
  ];
  return `${endLine(step)}; laforge step info ${quoteForShell(where)}`;
}
