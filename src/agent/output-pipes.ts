import {execFile} from 'node:child_process';
import {closeSync, constants, mkdtempSync, openSync, rmSync} from 'node:fs';
import {Socket} from 'node:net';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {promisify} from 'node:util';

/** The pipes that a process writes its output to, and our ends of them. */
interface OutputPipes {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** For the process, as its stdout and stderr. */
  readonly fds: readonly [number, number];
  /** Closes our copies of those, once the process has its own: a pipe ends with its last writer. */
  release(): void;
  /** Lets go of all of it, for a process that could not be started. */
  abandon(): void;
}

/** Pipes with names, being made: `mkfifo` takes a moment, for which nobody should wait. */
export interface NamedPipes {
  readonly folder: string;
  readonly made: Promise<unknown>;
}

const NAMES = ['stdout', 'stderr'] as const;

/** Begins to make pipes in a folder of ours. Never throws: what could not be done shows when they are opened. */
export function makeNamedPipes(parent: string): NamedPipes | null {
  if (process.platform === 'win32') return null;
  try {
    const folder = mkdtempSync(join(parent, 'pipes-'));
    const paths = NAMES.map((name) => join(folder, name));
    const made = promisify(execFile)('mkfifo', ['-m', '600', ...paths], {env: {PATH: process.env.PATH}});
    made.catch(() => {});
    return {folder, made};
  } catch {
    return null;
  }
}

/**
 * Opens pipes for the output of a process, or gives null where that cannot be done: then there are the sockets that Node
 * makes. A socket cannot be opened by its name, so that `echo failed > /dev/stderr` and `tee /dev/stderr`, which work in
 * every workflow step, would fail in the agent's scripts. Node makes no pipes, but it reads and hands on named ones,
 * whose names are gone before the process starts.
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
    // The reading end first, and without waiting for a writer, who then need not wait for a reader.
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

/** Reads a pipe by the event loop, not by a thread that would wait for it. Owns the descriptor. */
function readerOf(fd: number): Readable {
  return new Socket({fd, readable: true, writable: false});
}
