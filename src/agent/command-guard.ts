import {randomBytes} from 'node:crypto';
import {lstatSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {Writable} from 'node:stream';
import {describeError} from '../domain/errors.ts';
import type {Environment} from '../domain/ports/system.ts';

/** Keeps the runner from taking the agent's lines for workflow commands. */
export interface OutputGuard {
  /**
   * The target of both of the agent's streams. The runner reads our stdout and stderr apart and in no order between them, so
   * a line on stderr could be acted on before the guard on stdout closes or after it opens.
   */
  readonly sink: Writable;
  /** From here on no line is a command; that holds for our own too, until `close`. */
  open(): Promise<void>;
  /** Commands are commands again. Does nothing when the guard is not open. */
  close(): Promise<void>;
  /** Prints a command of our own: at once, or once they are commands again. Until then it would be shown as it is. */
  command(print: () => void): void;
}

const NEWLINE = 0x0a;

/**
 * Guards by `::stop-commands::`, which stops `::command::` and `##[command]` alike on both streams of a workflow step
 * until the token comes back. The token is new for each opening; a runner that knows node24 masks it in its own logs, so
 * an agent does not find it there.
 */
export function guardOutput(stdout: Writable): OutputGuard {
  let token: string | undefined;
  let atLineStart = true;
  let waiting: (() => void)[] = [];
  const ignore = () => {};
  const sink = new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      atLineStart = chunk.at(-1) === NEWLINE;
      stdout.write(chunk, (error) => done(error));
    },
  });
  return {
    sink,
    open: async () => {
      if (token !== undefined) return;
      token = randomBytes(16).toString('hex');
      // Whoever writes to the sink is told of its failure; the stream behind it must not end the process.
      stdout.on('error', ignore);
      await send(stdout, `::stop-commands::${token}\n`);
      atLineStart = true;
    },
    close: async () => {
      if (token === undefined) return;
      const end = `${atLineStart ? '' : '\n'}::${token}::\n`;
      token = undefined;
      await send(stdout, end);
      if (stdout.errored === null) stdout.off('error', ignore);
      const now = waiting;
      waiting = [];
      for (const print of now) print();
    },
    command: (print) => {
      if (token === undefined) print();
      else waiting.push(print);
    },
  };
}

/** A stream that is gone has nobody behind it who could obey a command. */
function send(stdout: Writable, text: string): Promise<void> {
  return new Promise((resolve) => {
    stdout.write(text, () => resolve());
  });
}

/** A file that the runner reads: the variable that names it, and where it is. */
interface RunnersFile {
  readonly variable: string;
  readonly path: string;
}

/** The most bytes of a guarded file. The runner reads far less from them. */
const MAX_BYTES = 16 * 1024 * 1024;
const VARIABLES = ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'EVENT_PATH'].map((name) => `GITHUB_${name}`);

/** The files of this workflow step through which a process gives commands to the runner, and that of the event. */
export function runnersFiles(env: Environment): readonly RunnersFile[] {
  return VARIABLES.flatMap((variable) => {
    const path = env[variable];
    return path === undefined || path === '' ? [] : [{variable, path}];
  });
}

/**
 * Keeps files as they are now: an agent is not told of them and finds them all the same, in the runner's folder. The
 * answer is to be called when it has ended: it puts back what was changed and says so, one sentence each.
 */
export function guardFiles(files: readonly RunnersFile[]): () => readonly string[] {
  const kept = files.flatMap((file) => {
    const content = readSmall(file.path);
    return content === null ? [] : [{...file, content}];
  });
  return () => kept.flatMap(({variable, path, content}) => putBack(variable, path, content));
}

function putBack(variable: string, path: string, content: Buffer): readonly string[] {
  if (readSmall(path)?.equals(content) === true) return [];
  const what = `The agent changed the file of ${variable}, which the runner reads`;
  try {
    mkdirSync(dirname(path), {recursive: true});
    // In place where it is a file still: the runner may hold it open.
    if (lstatSync(path, {throwIfNoEntry: false})?.isFile() !== true) rmSync(path, {recursive: true, force: true});
    writeFileSync(path, content);
    return [`${what}, and it was put back.`];
  } catch (error) {
    return [`${what}, and it could not be put back: ${describeError(error)}`];
  }
}

/** Null for what is no file, cannot be read, or is larger than anything the runner takes. */
function readSmall(path: string): Buffer | null {
  try {
    if (!lstatSync(path).isFile() || statSync(path).size > MAX_BYTES) return null;
    return readFileSync(path);
  } catch {
    return null;
  }
}
