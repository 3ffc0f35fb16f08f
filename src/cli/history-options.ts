import {WORDINGS} from '../app/wordings.ts';
import type {MirrorName, StoreName} from '../domain/ports/store.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import type {Wording} from '../domain/wording.ts';

/** The options of every command that works on a history. */
export interface HistoryOptions {
  readonly project?: string;
  readonly db?: string;
  readonly store?: StoreName;
  readonly mirror?: MirrorName;
}

/** Adds to a suggested command the options that chose this history, and `--push`. */
export function forSameHistory(
  command: string,
  project: string | null | undefined,
  {db, store}: HistoryOptions,
  push = false,
): string {
  const words = [
    ...(project == null ? [] : ['--project', project]),
    ...(db === undefined ? [] : ['--db', db]),
    ...(store === undefined ? [] : ['--store', store]),
    ...(push ? ['--push'] : []),
  ];
  return words.length === 0 ? command : `${command} ${quoteForShell(words)}`;
}

/** The wording with commands for the same history as this one. */
export function wordsFor(project: string | null | undefined, options: HistoryOptions, push = false): Wording {
  const {toStep, beforeStep, undo} = WORDINGS.cli;
  const same = (command: string) => forSameHistory(command, project, options, push);
  return {
    ...WORDINGS.cli,
    toStep: (step) => same(toStep(step)),
    beforeStep: (step) => same(beforeStep(step)),
    undo: (rollback) => same(undo(rollback)),
    listSteps: `${stepsCommand(project, options)} lists them`,
  };
}

/** The command that lists the steps of this history. */
export function stepsCommand(project: string | null | undefined, options: HistoryOptions): string {
  return forSameHistory('laforge steps', project, options);
}
