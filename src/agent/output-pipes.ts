import {spawn} from 'node:child_process';
import {closeSync, constants, mkdtempSync, openSync, rmSync} from 'node:fs';
import {Socket} from 'node:net';
import {join} from 'node:path';
import type {Readable} from 'node:stream';

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
export async function openOutputPipes(named: NamedPipes | null): Promise<OutputPipes | null> {
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
