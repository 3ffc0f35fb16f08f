import {spawn} from 'node:child_process';
import {once} from 'node:events';
import type {CliContext} from './context.ts';

/** The command of the user's pager, for text longer than the screen; null to write it as it is. */
export function choosePager(context: CliContext, configured: string | null): string | null {
  const {env, streams} = context;
  if (streams.stdout.isTTY !== true || env.TERM === 'dumb') return null;
  const pager = env.GIT_PAGER ?? configured ?? env.PAGER ?? 'less';
  return pager === '' || pager === 'cat' ? null : pager;
}

/** Writes a text to stdout, through the pager where there is one, as git does: `less` shows colours and ends on a short text. */
export async function page(context: CliContext, pager: string | null, text: string | Buffer): Promise<void> {
  if (pager === null) {
    context.streams.stdout.write(text);
    return;
  }
  // git hands the command of a pager to a shell too: it is the user's own, with options.
  const child = spawn(pager, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: {...context.env, LESS: context.env.LESS ?? 'FRX', LV: context.env.LV ?? '-c'},
  });
  const ended = once(child, 'close');
  // Somebody who leaves the pager early has read enough.
  child.stdin.on('error', () => {});
  child.stdin.end(text);
  await ended;
}
