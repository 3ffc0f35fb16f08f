import {randomBytes} from 'node:crypto';
import {lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {Writable} from 'node:stream';
import {describeError} from '../domain/errors.ts';
import type {AgentRunner} from '../domain/ports/agent.ts';
import type {Clock, Environment} from '../domain/ports/system.ts';
import {withPlainFile} from '../files/regular-file.ts';
import {createAgentRunner} from './run-agent.ts';

/** Keeps the runner from executing the agent's output as workflow commands. */
interface OutputGuard {
  /**
   * The target of both of the agent's streams. The runner reads our stdout and stderr independently, so a line on stderr
   * could be executed before the guard opens on stdout or after it closes.
   */
  readonly sink: Writable;
  /** Disables commands, ours included, until `close`. */
  open(): Promise<void>;
  /** Enables commands again. Does nothing when the guard is not open. */
  close(): Promise<void>;
  /** Prints a command of our own: at once, or after `close`, since an open guard would show it as plain text. */
  command(print: () => void): void;
}

const NEWLINE = 0x0a;

/**
 * Guards with `::stop-commands::`, which disables `::command::` and `##[command]` on both streams of a workflow step until
 * the token is printed again. Each `open` uses a new token. A runner that supports node24 masks it in its own logs, so an
 * agent cannot find it there.
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
      // The sink reports failed writes to its writer; an unhandled error event here would end the process.
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

/** Writes and ignores failures: nobody reads commands from a broken stream. */
function send(stdout: Writable, text: string): Promise<void> {
  return new Promise((resolve) => {
    stdout.write(text, () => resolve());
  });
}

/** A file that the runner reads, and the variable that names it. */
interface RunnersFile {
  readonly variable: string;
  readonly path: string;
}

/** The limit on a guarded file, far more than the runner reads. */
const MAX_BYTES = 16 * 1024 * 1024;
const VARIABLES = ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'EVENT_PATH'].map((name) => `GITHUB_${name}`);

/** The files through which this workflow step gives commands to the runner, and the event file. */
function runnersFiles(env: Environment): readonly RunnersFile[] {
  return VARIABLES.flatMap((variable) => {
    const path = env[variable];
    return path === undefined || path === '' ? [] : [{variable, path}];
  });
}

/**
 * Remembers the content of files that an agent is not told about but can find in the runner's folder. Call the returned
 * function when the agent has ended: it restores what was changed, and returns one sentence for each change.
 */
function guardFiles(files: readonly RunnersFile[]): () => readonly string[] {
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
    // Overwrite in place if it is still a file: the runner may hold it open.
    if (lstatSync(path, {throwIfNoEntry: false})?.isFile() !== true) rmSync(path, {recursive: true, force: true});
    writeFileSync(path, content);
    return [`${what}, and it was put back.`];
  } catch (error) {
    return [`${what}, and it could not be put back: ${describeError(error)}`];
  }
}

/** Reads a file. Returns null when it is not a file, cannot be read, or is larger than the runner accepts. */
function readSmall(path: string): Buffer | null {
  return withPlainFile(path, (file, size) => (size > MAX_BYTES ? null : readFileSync(file)));
}

/** Runs agents without letting them give workflow commands, by their output or by the runner's files. */
export function createGuardedRunner(
  guard: OutputGuard,
  {folder, env, clock}: {readonly folder: string; readonly env: Environment; readonly clock: Clock},
): AgentRunner {
  const runner = createAgentRunner({sinks: {stdout: guard.sink, stderr: guard.sink}, clock, folder});
  return {
    run: async (agent) => {
      const putBack = guardFiles(runnersFiles(env));
      await guard.open();
      try {
        const result = await runner.run(agent);
        return {...result, notes: [...result.notes, ...putBack()]};
      } finally {
        await guard.close();
      }
    },
  };
}
