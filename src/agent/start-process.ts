import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import {resolve} from 'node:path';
import type {Readable} from 'node:stream';
import {badInput, describeError, errnoCode, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {AgentRequest} from '../domain/ports/agent.ts';
import {isFolder} from '../files/regular-file.ts';
import {type NamedPipes, openOutputPipes} from './output-pipes.ts';

/** The end of a process. Exactly one of the two is set. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface StartedProcess {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exited: Promise<Exit>;
}

/**
 * Starts a program without a shell, as the leader of a new process group. If it cannot be started, throws an InputError with
 * the system's error as its cause: shells exit with 127 for ENOENT and with 126 for EACCES.
 */
export async function startProcess(request: AgentRequest, named: NamedPipes | null): Promise<StartedProcess> {
  const [program, ...args] = request.argv;
  if (program === undefined || program === '') {
    throw badInput('No command is given. Name the program that is the agent.');
  }
  const pipes = await openOutputPipes(named);
  const [out, err] = pipes?.fds ?? (['pipe', 'pipe'] as const);
  try {
    const child = spawn(program, args, {
      cwd: request.cwd,
      env: {...request.env},
      // Windows would open a console window for a detached process, and it has no process groups anyway.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: [request.stdin === 'inherit' ? 'inherit' : 'ignore', out, err],
    });
    const exited = new Promise<Exit>((resolve) => child.once('exit', (code, signal) => resolve({code, signal})));
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    pipes?.release();
    const {stdout, stderr} = pipes ?? child;
    if (child.pid === undefined || stdout === null || stderr === null) throw new Error('it was given no process id');
    return {pid: child.pid, stdout, stderr, exited};
  } catch (error) {
    pipes?.abandon();
    throw explainStart(program, request.cwd, error);
  }
}

/** The exit code that shells report for this signal. */
export function signalExitCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

function explainStart(program: string, cwd: string, error: unknown): InputError {
  const code = errnoCode(error);
  const name = quote(program);
  // The system reports a missing folder as if the program were missing.
  if (!isFolder(cwd)) {
    return badInput(`Cannot run ${name} in ${quote(cwd)}: there is no such folder.`, {cause: error});
  }
  if (code === 'ENOENT') {
    return badInput(`Cannot run ${name}: there is no such program. ${adviceOnName(program)}.`, {cause: error});
  }
  if (code === 'EACCES' && program.includes('/') && isFolder(resolve(cwd, program))) {
    return badInput(`Cannot run ${name}: it is a folder. Name a program.`, {cause: error});
  }
  if (code === 'EACCES') {
    const advice = 'Make it executable with chmod +x, or name the program that reads it';
    return badInput(`Cannot run ${name}: it may not be executed. ${advice}.`, {cause: error});
  }
  if (code === 'E2BIG') {
    const advice = 'Pass large texts in a file';
    return badInput(`Cannot run ${name}: its arguments are too long. ${advice}.`, {cause: error});
  }
  return new InputError('bad-environment', `Cannot run ${name}: ${describeError(error)}.`, {cause: error});
}

/** Commands of a shell for which no system has a program, or none that would do the same. */
const SHELL_WORDS = new Set(['.', 'alias', 'cd', 'eval', 'exec', 'export', 'set', 'source', 'ulimit', 'unset']);

function adviceOnName(program: string): string {
  if (/\s/.test(program))
    return "If it is a whole command, write its words without the quotes, or give it to sh -c '…'";
  if (SHELL_WORDS.has(program)) return `It is a command of the shell: write sh -c '${program} …'`;
  return 'Check its name, and that it is installed and on PATH';
}
