import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline/promises';
import type {Command} from 'commander';
import {RefusedError} from '../domain/errors.ts';
import type {Paint} from '../render/terminal/text.ts';
import {type CliContext, print, printJson, say, showOnStderr, stdoutPaint} from './context.ts';

/** The options of a command that shows a plan and asks before it carries it out. */
export interface PlanOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function addPlanOptions(command: Command): void {
  command
    .option('--dry-run', 'show the plan and stop')
    .option('-y, --yes', 'do not ask first; required when there is no terminal to ask on')
    .option('--json', 'print the plan and its result as one JSON object');
}

/**
 * Shows a plan and asks whether to carry it out. Resolves to false in a dry run, and if the answer is no. With `--json`, a dry
 * run prints only the plan's JSON, and anything else leaves stdout to the result.
 */
export async function agreeToPlan(
  context: CliContext,
  {dryRun, yes, json}: PlanOptions,
  describe: (paint: Paint) => string,
  toJson: () => unknown,
): Promise<boolean> {
  if (json !== true) print(context, describe(stdoutPaint(context)));
  else if (dryRun === true) printJson(context, toJson());
  else if (yes !== true) showOnStderr(context, describe);
  if (dryRun === true) return false;
  if (await confirm(context, yes === true)) return true;
  say(context, 'nothing was changed.');
  context.exitWith(1);
  return false;
}

/**
 * Asks on a terminal whether to proceed. Without a terminal, throws RefusedError unless `--yes` is given. The end of input and
 * Ctrl-C mean no.
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

const PATIENCE_MS = 1000;
const CLEAR_LINE = '\r\u001b[2K';

/**
 * Shows on a terminal what is being done if it takes more than a second, and removes the line afterwards. `blocking` work
 * stops timers, so it is shown at once.
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

/** Chooses the user's pager; null to print directly. */
export function choosePager(context: CliContext, configured: string | null): string | null {
  const {env, streams} = context;
  if (streams.stdout.isTTY !== true || env.TERM === 'dumb') return null;
  const pager = env.GIT_PAGER ?? configured ?? env.PAGER ?? 'less';
  return pager === '' || pager === 'cat' ? null : pager;
}

/** Writes a text to stdout, through the pager if there is one. Like git, makes `less` show colours and exit on a short text. */
export async function page(context: CliContext, pager: string | null, text: string | Buffer): Promise<void> {
  if (pager === null) {
    context.streams.stdout.write(text);
    return;
  }
  // Like git, run the pager with a shell: it is the user's own command, with options.
  const child = spawn(pager, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: {...context.env, LESS: context.env.LESS ?? 'FRX', LV: context.env.LV ?? '-c'},
  });
  const ended = once(child, 'close');
  // The user may leave the pager early.
  child.stdin.on('error', () => {});
  child.stdin.end(text);
  await ended;
}
