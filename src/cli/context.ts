import type {Readable, Writable} from 'node:stream';
import type {Environment, Log} from '../domain/ports/system.ts';
import {createPaint, type DatedView, type Paint, toPlainText} from '../render/terminal/text.ts';

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

/** The parts of the process that commands use. */
export interface CliContext {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  readonly streams: Streams;
  /** Sets the exit status of a command that ends without an error. Default: 0. */
  readonly exitWith: (code: number) => void;
}

/** The streams that did not take what was written. Node's own stdout forgets an error at once and is never destroyed. */
const closed = new WeakSet<Writable>();

export function noteClosed(stream: Writable): void {
  closed.add(stream);
}

/** Returns true if nobody reads the stream any more. */
export function isClosed(stream: Writable): boolean {
  return stream.destroyed || closed.has(stream);
}

/** Writes a command's answer to stdout, with a line end. */
export function print(context: CliContext, text: string): void {
  context.streams.stdout.write(`${text}\n`);
}

/** Prints a value for `--json`. */
export function printJson(context: CliContext, value: unknown): void {
  print(context, JSON.stringify(value, null, 2));
}

/** Writes a line to stderr, starting with our name. Control characters are removed. */
export function say(context: Pick<CliContext, 'streams'>, message: string): void {
  context.streams.stderr.write(`laforge: ${toPlainText(message)}\n`);
}

/** Shows a text on stderr, when stdout is for JSON. */
export function showOnStderr(context: CliContext, describe: (paint: Paint) => string): void {
  const {stderr} = context.streams;
  stderr.write(`${describe(createPaint(stderr, context.env))}\n`);
}

/** The colours for stdout. */
export function stdoutPaint(context: CliContext): Paint {
  return createPaint(context.streams.stdout, context.env);
}

/** The view to render for stdout. A table may be as wide as the terminal; for a file or pipe its width is unlimited. */
export function stdoutView(context: CliContext): DatedView {
  const {isTTY, columns} = context.streams.stdout;
  const width = isTTY === true ? (columns ?? 80) : Number.POSITIVE_INFINITY;
  return {paint: stdoutPaint(context), width, now: new Date()};
}

/** Creates a log on stderr. With `quiet` it prints only warnings. */
export function createLog(context: Pick<CliContext, 'streams'>, quiet = false): Log {
  const inform = quiet ? () => {} : (message: string) => say(context, message);
  return {info: inform, notice: inform, warn: (message) => say(context, `warning: ${message}`)};
}

/** The signals that ask us to stop. */
const SIGNALS = new Set<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Makes the end of the terminal no reason to stop. */
export function outliveTerminal(): void {
  SIGNALS.delete('SIGHUP');
  process.on('SIGHUP', () => {});
}

/** Calls `use` with a signal that is aborted when the system asks us to stop. */
export async function untilStopped<Result>(use: (stopped: AbortSignal) => Promise<Result>): Promise<Result> {
  const interruption = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => interruption.abort(signal);
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    return await use(interruption.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

/** The system's signal that stopped us; undefined for none. */
export function signalThatStopped({reason}: AbortSignal): NodeJS.Signals | undefined {
  return [...SIGNALS].find((signal) => signal === reason);
}
