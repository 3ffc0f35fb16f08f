import {join} from 'node:path';
import {buildAgentEnv} from '../agent/agent-env.ts';
import {redactText} from '../agent/redact.ts';
import type {RunFolder} from '../agent/run-folder.ts';
import {readPrices} from '../app/describe-step.ts';
import {type StepOptions, wordsOf} from '../app/step-options.ts';
import {UNKNOWN_USAGE, type UsageOfRun} from '../domain/documents.ts';
import {describeError} from '../domain/errors.ts';
import type {AgentEnd} from '../domain/ports/agent.ts';
import type {Step} from '../domain/step.ts';
import {followUsage} from '../usage/follow-run.ts';
import {recallBefore} from '../usage/prior-state.ts';
import type {Job} from './job.ts';
import {readSealed, writeSealed} from './run-note.ts';

const beforeFile = (folder: string) => join(folder, 'before-run');

/** Saves the state of the agent's files before it ran, so that post can compute its usage if main is killed. */
export function keepBefore(folder: string, key: string, noted: Buffer, warn: (message: string) => void): void {
  try {
    writeSealed(beforeFile(folder), key, noted);
  } catch (error) {
    warn(`If this job is killed, its agent's usage will be unknown: ${describeError(error)}`);
  }
}

interface LateRun {
  readonly options: StepOptions;
  readonly job: Job;
  readonly folder: RunFolder;
  readonly step: Step;
  readonly secrets: readonly string[];
}

/** Reads the usage of an agent whose main was killed, from its output and from what its files gained. */
export async function readLateUsage(
  agent: AgentEnd,
  {options, job, folder, step, secrets}: LateRun,
): Promise<UsageOfRun> {
  const noted = readSealed(beforeFile(folder.path), job.key);
  if (noted === null) {
    return {usage: {...UNKNOWN_USAGE, reason: 'it is unknown what its files held before the run'}, config: {}};
  }
  const usage = followUsage(options.usageReader, folder.usageFile, {
    before: recallBefore(noted),
    prices: await readPrices(options, job.env),
    isLate: true,
    redact: (text) => redactText(text, secrets),
  });
  const env = buildAgentEnv({
    env: job.env,
    allow: options.envAllow,
    stepId: step.id,
    stepUid: step.uid,
    projectId: step.projectId,
    usageFile: folder.usageFile,
    promptFile: folder.promptFile,
    prompt: null,
    identity: null,
  });
  await usage.replay({env, cwd: options.directory, logFile: folder.logFile}, wordsOf(options.command));
  return await usage.read(agent);
}
