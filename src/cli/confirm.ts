import {createInterface} from 'node:readline/promises';
import {RefusedError} from '../domain/errors.ts';
import type {CliContext} from './context.ts';

/**
 * Asks on a terminal whether to go on; elsewhere only `--yes` will do. Throws RefusedError when nobody can be asked.
 * The end of input and Ctrl-C mean no.
 */
export async function confirm(context: CliContext, yes: boolean): Promise<boolean> {
  if (yes) return true;
  const {stdin, stderr} = context.streams;
  if (stdin.isTTY !== true || stderr.isTTY !== true) {
    throw new RefusedError(
      'not-confirmed',
      'Nothing was changed: there is no terminal to ask on. Look at the plan above, then run it again with --yes.',
    );
  }
  const lines = createInterface({input: stdin, output: stderr});
  try {
    const gone = new Promise<string>((resolve) => {
      lines.once('close', () => resolve('')).once('SIGINT', () => resolve(''));
    });
    const answer = await Promise.race([lines.question('Proceed? [y/N] '), gone]);
    return /^\s*y(es)?\s*$/i.test(answer);
  } finally {
    lines.close();
  }
}
