import type {Readable, Writable} from 'node:stream';
import type {Environment, Log} from '../domain/ports/system.ts';
import {createPaint, type Paint, toPlainText} from '../render/terminal/text.ts';

/** A stream that may be a terminal. */
interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Streams {
  readonly stdin: Readable & Terminal;
  readonly stdout: Writable & Terminal;
  readonly stderr: Writable & Terminal;
}

/** The process a command runs in, as far as commands use it. */
export interface CliContext {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  readonly streams: Streams;
  /** The exit status when the command ends without an error; 0 unless it says another. */
  readonly exitWith: (code: number) => void;
}

/** Writes to stdout what a command answers, with a line end. */
export function print(context: CliContext, text: string): void {
  context.streams.stdout.write(`${text}\n`);
}

/** One JSON value, as `--json` prints it everywhere. */
export function printJson(context: CliContext, value: unknown): void {
  print(context, JSON.stringify(value, null, 2));
}

/** One line on stderr that says who is speaking. Foreign text in it cannot move the cursor. */
export function say(context: Pick<CliContext, 'streams'>, message: string): void {
  context.streams.stderr.write(`laforge: ${toPlainText(message)}\n`);
}

/** Shows people what stdout, with JSON on it, does not. */
export function showOnStderr(context: CliContext, describe: (paint: Paint) => string): void {
  const {stderr} = context.streams;
  stderr.write(`${describe(createPaint(stderr, context.env))}\n`);
}

/** Colour for what goes to stdout. */
export function stdoutPaint(context: CliContext): Paint {
  return createPaint(context.streams.stdout, context.env);
}

/** Columns a table may take: the terminal's, or as many as it likes where a program or a file reads. */
export function stdoutWidth(context: CliContext): number {
  const {isTTY, columns} = context.streams.stdout;
  return isTTY === true ? (columns ?? 80) : Number.POSITIVE_INFINITY;
}

/** The log of a command: warnings are lines on stderr, the rest is only for those who did not ask for quiet. */
export function createLog(context: CliContext, quiet: boolean): Log {
  const inform = quiet ? () => {} : (message: string) => say(context, message);
  return {info: inform, notice: inform, warn: (message) => say(context, `warning: ${message}`)};
}
