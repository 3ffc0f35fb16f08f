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
  /** For what asks nobody outside this machine: it is also ended once it only waits, see `isStuck`. */
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
  const watch = local && process.platform === 'linux' ? watchForStuck(child, () => stop('stuck')) : undefined;
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

/**
 * git waits for ever where it opens a named pipe in the place of a file, such as a .gitignore, and nothing tells it from
 * a git at work but this: it sleeps, it has used no time since, and it has started nobody whom it could be waiting for.
 */
function watchForStuck(child: ChildProcess, tell: () => void): NodeJS.Timeout {
  let last = '';
  let looks = 0;
  return setInterval(() => {
    const time = sleepingSince(child.pid ?? 0);
    looks = time !== null && time === last ? looks + 1 : 0;
    last = time ?? '';
    if (looks >= STUCK_LOOKS) tell();
  }, LOOK_MS).unref();
}

/** The time a process without children has used when it sleeps; null when it does anything else. */
function sleepingSince(pid: number): string | null {
  try {
    if (readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8') !== '') return null;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'S' ? `${fields[11]} ${fields[12]}` : null;
  } catch {
    return null;
  }
}
