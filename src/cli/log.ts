import {closeSync, existsSync, openSync, readSync} from 'node:fs';
import {StringDecoder} from 'node:string_decoder';
import {setTimeout as wait} from 'node:timers/promises';
import type {Command} from 'commander';
import {errnoCode, RefusedError, StoreError} from '../domain/errors.ts';
import {type Step, stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {toPlainLines} from '../render/terminal/text.ts';
import {checkLogFile, stepLogFile} from '../system/projects.ts';
import type {CliContext} from './context.ts';
import type {HistoryOptions} from './history-options.ts';
import {type OpenedHistory, withStep} from './open-history.ts';
import {addHistoryOptions, takeStep} from './place.ts';
import {writePiece} from './write-output.ts';

interface LogOptions extends HistoryOptions {
  readonly follow?: boolean;
  readonly check?: boolean;
}

const CHUNK_BYTES = 256 * 1024;
/** Between two looks at a log that grows. */
const LOOK_MS = 200;

export function define(command: Command, context: CliContext): void {
  takeStep(command)
    .option('-f, --follow', 'go on while the step runs, and end with it')
    .option('--check', 'what the check of its work printed');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: LogOptions) => printLog(context, args, options));
}

async function printLog(context: CliContext, args: readonly string[], options: LogOptions): Promise<void> {
  await withStep(context, args, options, async (opened, {step, lookAgain}) => {
    const ofCheck = options.check === true;
    const now = ofCheck ? await checkedStep(opened, step, options, lookAgain) : step;
    const file = openLog((ofCheck ? checkLogFile : stepLogFile)(opened.project, now.uid));
    if (file === null) return await printKept(context, now, ofCheck);
    try {
      for (;;) {
        // Whether it runs is asked before the last look, so that nothing it printed at its end is missed.
        const isOver = options.follow !== true || (await lookAgain()).status !== 'running';
        for (let chunk = readChunk(file); chunk.length > 0; chunk = readChunk(file)) {
          await writePiece(context.streams.stdout, chunk);
        }
        if (isOver || context.streams.stdout.destroyed) return;
        await wait(LOOK_MS);
      }
    } finally {
      closeSync(file);
    }
  });
}

/** The step, once its check has begun. Throws RefusedError where it has none. */
async function checkedStep(
  {project}: OpenedHistory,
  step: Step,
  {follow}: LogOptions,
  lookAgain: () => Promise<Step>,
): Promise<Step> {
  for (let now = step; !existsSync(checkLogFile(project, step.uid)); now = await lookAgain()) {
    if (now.status !== 'running') {
      if (now.check !== null) return now;
      throw new RefusedError('unknown-step', `No check of ${stepName(now)} ran, so there is nothing that it printed.`);
    }
    if (follow !== true) {
      const message = `No check of ${stepName(now)} has begun: it is still running. Wait for it with -f.`;
      throw new RefusedError('unknown-step', message);
    }
    await wait(LOOK_MS);
  }
  return step;
}

/** Null where there is none. */
function openLog(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if (errnoCode(cause) === 'ENOENT') return null;
    throw new StoreError('unreadable', `${path} cannot be read.`, {cause});
  }
}

/** From the artifact of the run that the step was of, which ran on another machine: a terminal is given no escapes of it. */
async function printKept({env, streams: {stdout}}: CliContext, step: Step, ofCheck: boolean): Promise<void> {
  if (step.status === 'running') {
    const message = `${stepName(step)} is running on another machine. What it prints can be had here once it has ended.`;
    throw new RefusedError('unknown-step', capital(message));
  }
  const {withKeptLog} = await import('./kept-log.ts');
  await withKeptLog(env, step, ofCheck ? 'check.log' : 'agent.log', async (path) => {
    const file = openLog(path);
    if (file === null) {
      const message = `The artifact of ${stepName(step)} has no log of ${ofCheck ? 'a check' : 'an agent'}.`;
      throw new StoreError('unreadable', message);
    }
    const decoder = new StringDecoder('utf8');
    try {
      for (let chunk = readChunk(file); chunk.length > 0; chunk = readChunk(file)) {
        await writePiece(stdout, stdout.isTTY === true ? toPlainLines(decoder.write(chunk)) : chunk);
      }
    } finally {
      closeSync(file);
    }
  });
}

/** Goes on from where the last one ended. */
function readChunk(file: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  return chunk.subarray(0, readSync(file, chunk));
}

const EXAMPLES = `
Prints what the agent of a step printed, byte for byte, from the log that is kept on the machine where it ran. Where that is
not this one, it is looked for in the run's artifact (input keep-log), with the token in GH_TOKEN.

Examples:
  $ laforge log 3               what step 3 printed
  $ laforge log 3 -f            and what it prints until it ends
  $ laforge log 3 --check       what its check printed; with -f it is waited for`;
