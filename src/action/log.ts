import {info, notice, setFailed, setOutput, warning} from '@actions/core';
import {tellError} from '../domain/errors.ts';
import type {Log} from '../domain/ports/system.ts';
import {toPlainLines} from '../render/terminal/text.ts';

/** Logs to the job's log and annotations. @actions/core escapes annotations, which are commands, but not plain lines. */
export const actionLog: Log = {
  info: (message) => info(toPlainLines(message)),
  notice: (message) => notice(message),
  warn: (message) => warning(message),
};

/** Runs an action. Anything that it throws fails the workflow step with one sentence. */
export async function runAction(story: () => Promise<void>): Promise<void> {
  try {
    await story();
  } catch (error) {
    setFailed(tellError(error));
  }
}

/** Outputs by name. An unknown value is an empty output. */
export type Outputs = Readonly<Record<string, string | number | boolean | null | undefined>>;

export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value === null ? '' : String(value ?? ''));
}
