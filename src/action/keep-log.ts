import {mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {RunFolder} from '../agent/run-folder.ts';
import {writeCleanLog} from '../app/clean-log.ts';
import {describeError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import {keepLogs} from '../stores/artifact/keep-file.ts';
import {clientOptions} from './history-store.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

/** Uploads the logs of a step and its check as an artifact, without secrets, if `keep-log` asks for it. */
export async function keepLog(
  {keepLog: where, retentionDays}: StepInputs,
  {env}: Job,
  step: {readonly uid: Uid; readonly folder: RunFolder; readonly secrets: readonly string[]},
): Promise<void> {
  if (where === 'none') return;
  const {folder, uid, secrets} = step;
  if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL) {
    return actionLog.notice(
      "The agent's output is not kept (keep-log: artifact): this runner has no artifact service.",
    );
  }
  try {
    const kept = mkdtempSync(join(folder.path, 'log-'));
    try {
      const files = [folder.logFile, folder.checkLogFile].flatMap((from, at) => {
        const to = join(kept, at === 0 ? 'agent.log' : 'check.log');
        return writeCleanLog(from, to, secrets) ? [to] : [];
      });
      if (files.length > 0) await keepLogs({...clientOptions(env), retentionDays}, uid, files);
    } finally {
      rmSync(kept, {recursive: true, force: true});
    }
  } catch (error) {
    actionLog.warn(`The agent's output could not be kept as an artifact: ${describeError(error)}`);
  }
}
