import {mkdtempSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** The files of one run, in a folder that only our user can enter. The agent runs as that user. */
export interface RunFolder {
  readonly path: string;
  readonly logFile: string;
  /** The output of the check. */
  readonly checkLogFile: string;
  /** The agent may create this file to report its usage. */
  readonly usageFile: string;
  /** Null when the run has no prompt. */
  readonly promptFile: string | null;
}

/** Makes a new folder under `parent` (RUNNER_TEMP, the system's temp folder) and writes the prompt into it. */
export async function createRunFolder(parent: string, prompt: string | null): Promise<RunFolder> {
  // mkdtemp uses mode 0700 and a name that did not exist before.
  const path = mkdtempSync(join(parent, 'laforge-'));
  const folder = runFolderAt(path, prompt !== null);
  if (prompt !== null && folder.promptFile !== null) {
    writeFileSync(folder.promptFile, prompt, {flag: 'wx', mode: 0o600});
  }
  return folder;
}

/** The folder that an earlier process of this run made. */
export function runFolderAt(path: string, hasPrompt: boolean): RunFolder {
  return {
    path,
    logFile: join(path, 'agent.log'),
    checkLogFile: join(path, 'check.log'),
    usageFile: join(path, 'usage.json'),
    promptFile: hasPrompt ? join(path, 'prompt.txt') : null,
  };
}
