import {info, notice, setFailed, warning} from '@actions/core';
import {tellError} from '../domain/errors.ts';
import type {Log} from '../domain/ports/system.ts';
import {toPlainLines} from '../render/terminal/text.ts';

/** Tells people things by the job's log and its annotations. Those are commands, which core escapes; a plain line is not. */
export const actionLog: Log = {
  info: (message) => info(toPlainLines(message)),
  notice: (message) => notice(message),
  warn: (message) => warning(message),
};

/** Runs an action's story. Anything thrown fails the workflow step with one sentence, whatever was thrown. */
export async function runAction(story: () => Promise<void>): Promise<void> {
  try {
    await story();
  } catch (error) {
    setFailed(tellError(error));
  }
}
