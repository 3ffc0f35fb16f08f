import type {CliContext} from './context.ts';

const PATIENCE_MS = 1000;
const CLEAR_LINE = '\r\u001b[2K';

/**
 * Says on a terminal what is being done while it takes more than a second, and takes the line away when it is over.
 * `blocking` work leaves no time to say it later, so it is said at once.
 */
export async function withProgress<Result>(
  context: Pick<CliContext, 'streams'>,
  what: string,
  work: () => Promise<Result> | Result,
  {blocking = false}: {readonly blocking?: boolean} = {},
): Promise<Result> {
  const {stderr} = context.streams;
  if (stderr.isTTY !== true) return work();
  const started = Date.now();
  let shown = false;
  const show = (): void => {
    const seconds = Math.round((Date.now() - started) / 1000);
    stderr.write(`${CLEAR_LINE}laforge: ${what}…${seconds > 0 ? ` ${seconds}s` : ''}`);
    shown = true;
  };
  if (blocking) show();
  const timer = setInterval(show, PATIENCE_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (shown) stderr.write(CLEAR_LINE);
  }
}
