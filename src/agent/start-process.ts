import {spawn} from 'node:child_process';
import {closeSync, constants, mkdtempSync, openSync, rmSync} from 'node:fs';
import {Socket} from 'node:net';
import {constants as systemConstants} from 'node:os';
import {join, resolve} from 'node:path';
import type {Readable} from 'node:stream';
import {getSystemErrorMap} from 'node:util';
import {badInput, describeError, errnoCode, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {AgentRequest} from '../domain/ports/agent.ts';
import {isFolder} from '../files/regular-file.ts';

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
  return 128 + systemConstants.signals[signal];
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
  const reason = reasonOf(error);
  return new InputError('bad-environment', `Cannot run ${name}: ${reason}.`, {cause: error});
}

/** The system's own words, which the error of a start lacks. */
function reasonOf(error: unknown): string {
  const errno = error instanceof Error && 'errno' in error ? error.errno : undefined;
  const known = typeof errno === 'number' ? getSystemErrorMap().get(errno) : undefined;
  return known?.[1] ?? describeError(error);
}

/** Commands of a shell for which no system has a program, or none that would do the same. */
const SHELL_WORDS = new Set(['.', 'alias', 'cd', 'eval', 'exec', 'export', 'set', 'source', 'ulimit', 'unset']);

function adviceOnName(program: string): string {
  if (/\s/.test(program))
    return "If it is a whole command, write its words without the quotes, or give it to sh -c '…'";
  if (SHELL_WORDS.has(program)) return `It is a command of the shell: write sh -c '${program} …'`;
  return 'Check its name, and that it is installed and on PATH';
}

/** The pipes for a process's output. */
interface OutputPipes {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The write ends, to pass to the process as its stdout and stderr. */
  readonly fds: readonly [number, number];
  /** Closes our copies of the write ends after the start: a pipe ends only when all its writers have closed it. */
  release(): void;
  /** Closes everything, for a process that could not be started. */
  abandon(): void;
}

/** Named pipes in the making: `mkfifo` is a process of its own, so it is started early. */
export interface NamedPipes {
  readonly folder: string;
  readonly made: Promise<unknown>;
}

const NAMES = ['stdout', 'stderr'] as const;

/** Starts making pipes in a folder of ours. Never throws: a failure shows when they are opened. */
export function makeNamedPipes(parent: string): NamedPipes | null {
  if (process.platform === 'win32') return null;
  try {
    const folder = mkdtempSync(join(parent, 'pipes-'));
    const paths = NAMES.map((name) => join(folder, name));
    const child = spawn('mkfifo', ['-m', '600', ...paths], {env: {PATH: process.env.PATH}, stdio: 'ignore'});
    const made = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
    return {folder, made};
  } catch {
    return null;
  }
}

/**
 * Opens pipes for the output of a process. Returns null if that fails; the caller then uses the sockets that Node creates.
 * Scripts cannot reopen a socket, so `echo failed > /dev/stderr` and `tee /dev/stderr`, which work in every workflow step,
 * would fail. Node cannot create pipes, but it can use named ones; their names are removed before the process starts.
 */
async function openOutputPipes(named: NamedPipes | null): Promise<OutputPipes | null> {
  if (named === null) return null;
  const open: number[] = [];
  const closeAll = () => {
    for (const fd of open.splice(0)) closeSync(fd);
  };
  try {
    await named.made;
    const openEnd = (name: string, flags: number) => {
      const fd = openSync(join(named.folder, name), flags);
      open.push(fd);
      return fd;
    };
    // Open the read ends first and non-blocking; opening the write ends then does not block either.
    const [out, err] = NAMES.map((name) => openEnd(name, constants.O_RDONLY | constants.O_NONBLOCK));
    const [outWriter, errWriter] = NAMES.map((name) => openEnd(name, constants.O_WRONLY));
    if (out === undefined || err === undefined || outWriter === undefined || errWriter === undefined) return null;
    const [stdout, stderr] = [readerOf(out), readerOf(err)];
    open.splice(0, 2);
    return {
      stdout,
      stderr,
      fds: [outWriter, errWriter],
      release: closeAll,
      abandon: () => {
        closeAll();
        stdout.destroy();
        stderr.destroy();
      },
    };
  } catch {
    closeAll();
    return null;
  } finally {
    rmSync(named.folder, {recursive: true, force: true});
  }
}

/** Reads a pipe on the event loop rather than in a blocking thread. Owns the descriptor. */
function readerOf(fd: number): Readable {
  return new Socket({fd, readable: true, writable: false});
}
