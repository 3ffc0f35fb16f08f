import {randomBytes} from 'node:crypto';
import {Writable} from 'node:stream';

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
