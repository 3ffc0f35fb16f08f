import {type ChildProcess, spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {isatty} from 'node:tty';

interface ProcessRequest {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: string | Buffer;
  readonly limitMs: number;
  /** For what asks nobody outside this machine: it is ended once it only waits. Others are once they wait at a pipe. */
  readonly local: boolean;
  readonly maxBytes: number;
}

export interface EndedProcess {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** The reason why we ended it; null when it ended by itself. */
  readonly stopped: 'limit' | 'stuck' | 'size' | null;
}

const LOOK_MS = 500;
/** The number of looks in a row that must show a process that only waits. */
const STUCK_LOOKS = 10;
/** Between the request to end, on which git removes its lock files, and the end by force. */
const GRACE_MS = 2_000;
const MAX_STDERR_BYTES = 1024 * 1024;

/** Those under way, and whether each leads a group. */
const running = new Map<ChildProcess, boolean>();
let endsWithUs = false;

/**
 * Runs a program and gathers what it prints, as pieces that are joined once. It leads a process group of its own, which
 * is ended as a whole when the time is over, the output is too long, or our own process ends. Rejects when it cannot be
 * started.
 */
export async function runProcess(request: ProcessRequest): Promise<EndedProcess> {
  const {program, args, cwd, env, input, limitMs, local, maxBytes} = request;
  // ssh asks for a passphrase at the terminal, which a group of its own does not have.
  const detached = process.platform !== 'win32' && (local || !isatty(0));
  const child = spawn(program, [...args], {cwd, env, detached, windowsHide: true, stdio: 'pipe'});
  endLater(child, detached);
  let stopped: EndedProcess['stopped'] = null;
  let size = 0;
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let said = 0;
  const stop = (why: NonNullable<EndedProcess['stopped']>) => {
    if (stopped !== null) return;
    stopped = why;
    endGroup(child, detached, 'SIGTERM');
    setTimeout(() => endGroup(child, detached, 'SIGKILL'), GRACE_MS).unref();
    // A process that left the group may hold these, and is not ended with it.
    setTimeout(() => release(child), GRACE_MS + 500).unref();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) stop('size');
    else stdout.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.length;
    if (said <= MAX_STDERR_BYTES) stderr.push(chunk);
  });
  // A git that ends before it has read its input fails as itself.
  child.stdin.on('error', () => {});
  child.stdin.end(input);

  const timer = setTimeout(() => stop('limit'), limitMs);
  const isStuck = local ? onlyWaits() : waitsAtPipe;
  const watch = process.platform === 'linux' ? watchForStuck(child.pid ?? 0, isStuck, () => stop('stuck')) : undefined;
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => setTimeout(() => release(child), GRACE_MS).unref());
      child.once('close', (code) => resolve(code ?? 128));
    });
    return {exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), stopped};
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    running.delete(child);
  }
}

function release(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function endLater(child: ChildProcess, isGroup: boolean): void {
  running.set(child, isGroup);
  if (endsWithUs) return;
  endsWithUs = true;
  process.once('exit', () => {
    for (const [one, leads] of running) endGroup(one, leads, 'SIGTERM');
  });
}

function endGroup(child: ChildProcess, isGroup: boolean, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (isGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended, and all of its group.
  }
}

/** git waits for ever where it opens a named pipe in the place of a file, such as a .gitignore. */
function watchForStuck(pid: number, isStuck: (pid: number) => boolean, tell: () => void): NodeJS.Timeout {
  let looks = 0;
  return setInterval(() => {
    looks = isStuck(pid) ? looks + 1 : 0;
    if (looks === STUCK_LOOKS) tell();
  }, LOOK_MS).unref();
}

/** Nothing tells such a git from one at work but this: it sleeps, has used no time since, and has started nobody to wait for. */
function onlyWaits(): (pid: number) => boolean {
  let last = '';
  return (pid) => {
    const time = sleepingSince(pid);
    const isSame = time !== null && time === last;
    last = time ?? '';
    return isSame;
  };
}

/** The functions of Linux in which a process waits for the other end of a pipe that it opens. */
const AT_A_PIPE: ReadonlySet<string> = new Set(['wait_for_partner', 'fifo_open']);

/** A git that asks a remote may wait long for an answer. It, or what it started, waits at a pipe where Linux says so. */
function waitsAtPipe(pid: number): boolean {
  try {
    if (AT_A_PIPE.has(readFileSync(`/proc/${pid}/wchan`, 'utf8'))) return true;
    return childrenOf(pid)
      .split(' ')
      .filter(Boolean)
      .some((child) => waitsAtPipe(Number(child)));
  } catch {
    return false;
  }
}

function childrenOf(pid: number): string {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
}

/** The time a process without children has used when it sleeps; null when it does anything else. */
function sleepingSince(pid: number): string | null {
  try {
    if (childrenOf(pid) !== '') return null;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'S' ? `${fields[11]} ${fields[12]}` : null;
  } catch {
    return null;
  }
}
