import {type ChildProcess, spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';

interface ProcessRequest {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: string | Buffer;
  readonly limitMs: number;
  /** No remote is involved: end the process once it only waits. Others are ended once they wait at a pipe. */
  readonly local: boolean;
  readonly maxBytes: number;
}

export interface EndedProcess {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Why we ended it; null when it ended by itself. */
  readonly stopped: 'limit' | 'stuck' | 'size' | null;
}

const LOOK_MS = 500;
/** This many looks in a row must find the process waiting. */
const STUCK_LOOKS = 10;
/** The time between SIGTERM, on which git removes its lock files, and SIGKILL. */
const GRACE_MS = 2_000;
const MAX_STDERR_BYTES = 1024 * 1024;

/** The processes that run now; the value is true for the leader of a group. */
const running = new Map<ChildProcess, boolean>();
let endsWithUs = false;

/**
 * Runs a program and collects its output. The program leads its own process group, which is ended as a whole when the
 * time is over, when the output is too long, or when our own process ends. Rejects when the program cannot be started.
 */
export async function runProcess(request: ProcessRequest): Promise<EndedProcess> {
  const {program, args, cwd, env, input, limitMs, local, maxBytes} = request;
  // ssh asks for a passphrase at the terminal, which a process group of its own does not have.
  const detached = process.platform !== 'win32' && (local || !hasTerminal());
  const child = spawn(program, [...args], {
    cwd,
    env,
    detached,
    windowsHide: true,
    stdio: [input === '' ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
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
    // A process that left the group survives and may hold the pipes open.
    setTimeout(() => release(child), GRACE_MS + 500).unref();
  };
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) stop('size');
    else stdout.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.length;
    if (said <= MAX_STDERR_BYTES) stderr.push(chunk);
  });
  // When git ends before it has read its input, its own failure is the one to report.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);

  const timer = setTimeout(() => stop('limit'), limitMs);
  let guard: ChildProcess | undefined;
  const guardLater = setTimeout(() => {
    guard = startGuard(detached ? -(child.pid ?? 0) : (child.pid ?? 0));
  }, LOOK_MS).unref();
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
    clearTimeout(guardLater);
    guard?.kill('SIGKILL');
    clearInterval(watch);
    running.delete(child);
  }
}

/** Loads the module late: a local git needs none, and most processes start no other. */
function hasTerminal(): boolean {
  return process.getBuiltinModule('node:tty').isatty(0);
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

/**
 * Starts what ends a process, or a group by its negative number, if we are killed: nothing else would end a git that hangs,
 * or keep one that is slow from changing files and refs under the next step. Its stdin is closed when we are gone.
 */
function startGuard(target: number): ChildProcess | undefined {
  if (process.platform === 'win32' || target === 0) return undefined;
  const script = 'read -r _; kill -s TERM -- "$1"';
  try {
    const guard = spawn('/bin/sh', ['-c', script, 'guard', String(target)], {
      env: {},
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guard.on('error', () => {});
    guard.unref();
    return guard;
  } catch {
    // For want of memory, or where nothing may be started, git goes on without a guard.
    return undefined;
  }
}

function endGroup(child: ChildProcess, isGroup: boolean, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (isGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // The whole group has ended.
  }
}

/** Notices a git that hangs: it waits forever when it opens a named pipe in place of a file, such as a .gitignore. */
function watchForStuck(pid: number, isStuck: (pid: number) => boolean, tell: () => void): NodeJS.Timeout {
  let looks = 0;
  return setInterval(() => {
    looks = isStuck(pid) ? looks + 1 : 0;
    if (looks === STUCK_LOOKS) tell();
  }, LOOK_MS).unref();
}

/** A hanging local git sleeps, has used no processor time since the last look, and has no child to wait for. */
function onlyWaits(): (pid: number) => boolean {
  let last = '';
  return (pid) => {
    const time = sleepingSince(pid);
    const isSame = time !== null && time === last;
    last = time ?? '';
    return isSame;
  };
}

/** The kernel functions in which a Linux process waits for the other end of a pipe that it opens. */
const AT_A_PIPE: ReadonlySet<string> = new Set(['wait_for_partner', 'fifo_open']);

/** A git that talks to a remote may wait long for an answer, so only a wait at a pipe, its own or a child's, counts. */
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

/** The processor time of a sleeping process without children; null in any other state. */
function sleepingSince(pid: number): string | null {
  try {
    if (childrenOf(pid) !== '') return null;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, in parentheses, may contain anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'S' ? `${fields[11]} ${fields[12]}` : null;
  } catch {
    return null;
  }
}
