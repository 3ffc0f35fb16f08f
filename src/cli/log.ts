import {closeSync, existsSync, openSync, readSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import type {Command} from 'commander';
import {RefusedError, StoreError} from '../domain/errors.ts';
import {type Step, stepName} from '../domain/step.ts';
import {checkLogFile, stepLogFile} from '../system/projects.ts';
import type {CliContext} from './context.ts';
import {type OpenedHistory, withStep} from './open-history.ts';
import {addHistoryOptions, type HistoryOptions, takeStep} from './place.ts';
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
    const file = openLog(opened, ofCheck ? await checkedStep(opened, step, options, lookAgain) : step, ofCheck);
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

function openLog({project}: OpenedHistory, step: Step, ofCheck: boolean): number {
  const path = (ofCheck ? checkLogFile : stepLogFile)(project, step.uid);
  try {
    return openSync(path, 'r');
  } catch (cause) {
    const what = ofCheck ? `the check of ${stepName(step)}` : stepName(step);
    const where = step.run?.url == null ? 'It stays where a step ran' : `It ran in ${step.run.url}`;
    throw new StoreError('unreadable', `What ${what} printed is not on this machine. ${where}.`, {cause});
  }
}

/** Goes on from where the last one ended. */
function readChunk(file: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  return chunk.subarray(0, readSync(file, chunk));
}

const EXAMPLES = `
Prints what the agent of a step printed, byte for byte, from the log that is kept on the machine where it ran.

Examples:
  $ laforge log 3               what step 3 printed
  $ laforge log 3 -f            and what it prints until it ends
  $ laforge log 3 --check       what its check printed; with -f it is waited for`;
