import {setTimeout as wait} from 'node:timers/promises';
import {signalExitCode} from '../agent/start-process.ts';
import type {Uid} from '../domain/identity.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import {endLine, rollbackLine} from '../render/terminal/end-line.ts';
import {type CliContext, isClosed, print, signalThatStopped, untilStopped} from './context.ts';

/** The polling intervals for a file and for a remote. */
const LOOK_MS = {file: 1_000, remote: 5_000};
/** Moves the cursor to the top left and clears the screen. */
const NEW_SCREEN = '\u001b[H\u001b[2J';

/** A snapshot of a history: the rendered list, its steps and all rollbacks, newest first. */
export interface Look {
  readonly list: string;
  readonly steps: readonly Step[];
  readonly rollbacks: readonly Rollback[];
  readonly isRemote: boolean;
}

/**
 * Shows a history until the user stops it. On a terminal it redraws the list; elsewhere it prints a line for each step that
 * began or ended since, and for each rollback, revert or undo.
 */
export async function watchSteps(context: CliContext, look: () => Promise<Look>): Promise<void> {
  const {stdout} = context.streams;
  const seen = new Map<Uid, string>();
  await untilStopped(async (stopped) => {
    for (let isFirst = true; !stopped.aborted && !isClosed(stdout); isFirst = false) {
      const {list, steps, rollbacks, isRemote} = await look();
      if (stdout.isTTY === true) stdout.write(`${NEW_SCREEN}${list}\n`);
      else if (isFirst) print(context, list);
      const lines = [
        ...steps.toReversed().map((step) => [step.uid, endLine(step)] as const),
        ...rollbacks.toReversed().map((rollback) => [rollback.uid, rollbackLine(rollback, rollbacks)] as const),
      ];
      for (const [uid, line] of lines) {
        const isNew = seen.get(uid) !== line;
        seen.set(uid, line);
        if (isNew && !isFirst && stdout.isTTY !== true) print(context, line);
      }
      await wait(isRemote ? LOOK_MS.remote : LOOK_MS.file, undefined, {signal: stopped}).catch(() => {});
    }
    const signal = signalThatStopped(stopped);
    if (signal !== undefined) context.exitWith(signalExitCode(signal));
  });
}
