import {mkdtempSync, readSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {redactText} from '../agent/redact.ts';
import type {RunFolder} from '../agent/run-folder.ts';
import {describeError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import {withPlainFile} from '../files/regular-file.ts';
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

/** The limit on how much is searched for secrets: searching more would delay the job. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Writes a copy of a log that others may read: its last 16 MB, with secrets redacted and all other bytes unchanged. Returns
 * false when there is no log. Throws the system's error.
 */
export function writeCleanLog(from: string, to: string, secrets: readonly string[], mostBytes = MOST_BYTES): boolean {
  const end = readEnd(from, mostBytes);
  if (end === null) return false;
  // Latin-1 maps each byte to one character, so bytes that are not valid UTF-8 survive.
  const asBytes = (text: string) => Buffer.from(text).toString('latin1');
  const {cut, bytes} = end;
  const note = cut === 0 ? '' : `[the first ${cut} bytes are left out]\n`;
  writeFileSync(to, note + redactText(bytes.toString('latin1'), secrets.map(asBytes)), {
    encoding: 'latin1',
    flag: 'wx',
    mode: 0o600,
  });
  return true;
}

/**
 * Reads the end of a file, starting at a line: a secret cut in half would not be recognised. Returns null when it is not a
 * regular file; an agent may have put a pipe or a link there.
 */
function readEnd(path: string, mostBytes: number): {readonly cut: number; readonly bytes: Buffer} | null {
  return withPlainFile(path, (file, size) => {
    const start = Math.max(0, size - mostBytes);
    const bytes = Buffer.alloc(size - start);
    const read = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
    const skipped = start === 0 ? 0 : read.indexOf('\n') + 1 || read.length;
    return {cut: start + skipped, bytes: read.subarray(skipped)};
  });
}
