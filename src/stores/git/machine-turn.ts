import {createHash} from 'node:crypto';
import {readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';

/** Whoever takes longer is not waited for. */
const HELD_MS = 8_000;
const LOOK_AGAIN_MS = 40;

/**
 * Lets the processes of one machine that add to the same history go one after another: only one of those that push at
 * once can win, and the others would cost it the processor. Nothing rests on it but speed: who holds a turn for long, or
 * has died, is passed by, and the lease decides. Undefined when the time is up before the turn came.
 */
export async function inMachineTurn<Result>(
  name: string,
  deadline: number,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `laforge-${process.getuid?.() ?? 'turn'}-${hash}.lock`);
  let turn = takeTurn(file);
  while (turn === 'taken') {
    if (Date.now() > deadline) return undefined;
    await wait(LOOK_AGAIN_MS * (0.5 + Math.random()));
    turn = takeTurn(file);
  }
  try {
    return await work();
  } finally {
    if (turn === 'ours') rmSync(file, {force: true});
  }
}

/** `free`: nothing can be known of turns here, or this very process has it. */
function takeTurn(file: string): 'ours' | 'taken' | 'free' {
  try {
    writeFileSync(file, String(process.pid), {flag: 'wx', mode: 0o600});
    return 'ours';
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') return 'free';
  }
  try {
    if (readFileSync(file, 'utf8') === String(process.pid)) return 'free';
    if (Date.now() - statSync(file).mtimeMs > HELD_MS) rmSync(file, {force: true});
  } catch {
    // It was given back in this moment.
  }
  return 'taken';
}
