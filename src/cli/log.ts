import {closeSync, existsSync, openSync, readSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import type {Command} from 'commander';
import {errnoCode, RefusedError, StoreError} from '../domain/errors.ts';
import {type Step, stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {decodeChunks, toPlainLines} from '../render/terminal/text.ts';
import {checkLogFile, findLog, stepLogFile} from '../system/projects.ts';
import {type CliContext, isClosed} from './context.ts';
import {type OpenedHistory, withStep} from './open-history.ts';
import {addHistoryOptions, type HistoryOptions, takeStep} from './place.ts';
import {writePiece} from './write-output.ts';

interface LogOptions extends HistoryOptions {
  readonly follow?: boolean;
  readonly check?: boolean;
}

const CHUNK_BYTES = 256 * 1024;
const LOOK_MS = 200;

export function define(command: Command, context: CliContext): void {
  takeStep(command)
    .option('-f, --follow', 'keep printing until the step ends')
    .option('--check', "print the output of the step's check instead");
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: LogOptions) => printLog(context, args, options));
}

async function printLog(context: CliContext, args: readonly string[], options: LogOptions): Promise<void> {
  await withStep(context, args, options, async (opened, {step, lookAgain}) => {
    const ofCheck = options.check === true;
    const now = ofCheck ? await checkedStep(opened, step, options, lookAgain) : step;
    const file = openLog(findLog((ofCheck ? checkLogFile : stepLogFile)(opened.project, now.uid)));
    if (file === null) return await printKept(context, now, ofCheck);
    try {
      for (;;) {
        // Ask for the status before reading, so that output printed at the end is not missed.
        const isOver = options.follow !== true || (await lookAgain()).status !== 'running';
        for (const chunk of readChunks(file)) await writePiece(context.streams.stdout, chunk);
        if (isOver || isClosed(context.streams.stdout)) return;
        await wait(LOOK_MS);
      }
    } finally {
      closeSync(file);
    }
  });
}

/** Waits until the step's check has started. Throws RefusedError if there is no check. */
async function checkedStep(
  {project}: OpenedHistory,
  step: Step,
  {follow}: LogOptions,
  lookAgain: () => Promise<Step>,
): Promise<Step> {
  for (let now = step; !existsSync(findLog(checkLogFile(project, step.uid))); now = await lookAgain()) {
    if (now.status !== 'running') {
      if (now.check !== null) return now;
      throw new RefusedError('unknown-step', `No check of ${stepName(now)} ran, so it has no output.`);
    }
    if (follow !== true) {
      const message = `No check of ${stepName(now)} has begun: it is still running. Wait for it with -f.`;
      throw new RefusedError('unknown-step', message);
    }
    await wait(LOOK_MS);
  }
  return step;
}

function openLog(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if (errnoCode(cause) === 'ENOENT') return null;
    throw new StoreError('unreadable', `${path} cannot be read.`, {cause});
  }
}

/** Prints the log of a step that ran on another machine, from its run's artifact. On a terminal, escapes are removed. */
async function printKept({env, streams: {stdout}}: CliContext, step: Step, ofCheck: boolean): Promise<void> {
  if (step.status === 'running') {
    const message = `${stepName(step)} is running on another machine. Its output is available here once it has ended.`;
    throw new RefusedError('unknown-step', capital(message));
  }
  const {withKeptLog} = await import('./kept-log.ts');
  await withKeptLog(env, step, ofCheck ? 'check.log' : 'agent.log', async (path) => {
    const file = openLog(path);
    if (file === null) {
      const message = `The artifact of ${stepName(step)} has no log of ${ofCheck ? 'a check' : 'an agent'}.`;
      throw new StoreError('unreadable', message);
    }
    try {
      if (stdout.isTTY !== true) for (const chunk of readChunks(file)) await writePiece(stdout, chunk);
      else for (const text of decodeChunks(readChunks(file))) await writePiece(stdout, toPlainLines(text));
    } finally {
      closeSync(file);
    }
  });
}

function* readChunks(file: number): Generator<Buffer> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const read = readSync(file, chunk);
    if (read === 0) return;
    yield chunk.subarray(0, read);
  }
}

const EXAMPLES = `
Prints the output of a step's agent, byte for byte, from the log on the machine where it ran. On another machine it is
downloaded from the run's artifact (input keep-log), with the token in GH_TOKEN.

Examples:
  $ laforge log 3               the output of step 3 so far
  $ laforge log 3 -f            the output until step 3 ends
  $ laforge log 3 --check       the output of its check; with -f, wait for it to start`;
