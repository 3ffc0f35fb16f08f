import {closeSync, constants, openSync, writeFileSync} from 'node:fs';
import {info, notice, setFailed, setOutput, warning} from '@actions/core';
import {InputError, tellError} from '../domain/errors.ts';
import type {Environment, Log} from '../domain/ports/system.ts';
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
  for (const [name, value] of Object.entries(outputs)) setOutput(name, String(value ?? ''));
}

/**
 * Appends Markdown to the job summary. Throws if that fails. The summary of @actions/core would load Node's promises of files
 * and start threads. The agent can put a pipe in the file's place, which would keep us waiting for a reader.
 */
export function addToSummary(markdown: string, {GITHUB_STEP_SUMMARY: path = ''}: Environment = process.env): void {
  if (path === '')
    throw new InputError('bad-environment', 'GITHUB_STEP_SUMMARY names no file. Use a runner that sets it.');
  const file = openSync(path, constants.O_WRONLY | constants.O_APPEND | (constants.O_NONBLOCK ?? 0));
  try {
    writeFileSync(file, `${markdown}\n`);
  } finally {
    closeSync(file);
  }
}
