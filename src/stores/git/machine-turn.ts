import {createHash} from 'node:crypto';
import {lstatSync, rmdirSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {errnoCode} from '../../domain/errors.ts';

/** A holder that keeps its turn longer than this is passed by. We measure it: a date in the file system can be set. */
const HELD_MS = 4_000;
/** Nobody waits longer in all, however often the turn changes hands. */
const LONGEST_WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 40;

/** Turns that this process has passed by. It does not wait for them again. */
const passedBy = new Set<string>();

/**
 * Lets the processes of one machine that add to the same history go one after another: only one of those that push at
 * once can win, and the others would cost it the processor. Only speed rests on it: the lease at the remote decides.
 * Therefore nothing in `folder` is believed, and whatever lies there is waited for a few seconds at most.
 */
export async function inMachineTurn<Result>(
  folder: string | null,
  name: string,
  deadline: number,
  work: () => Promise<Result>,
): Promise<Result> {
  if (folder === null) return await work();
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  const file = join(folder, `${hash}.lock`);
  // Half of the time that is left belongs to the work.
  const ours = await takeTurn(file, Math.min(LONGEST_WAIT_MS, (deadline - Date.now()) / 2));
  try {
    return await work();
  } finally {
    if (ours !== null && identify(file) === ours) remove(file);
  }
}

/** The mark of our turn; null when we go without one. */
async function takeTurn(file: string, limitMs: number): Promise<string | null> {
  const began = performance.now();
  let held = {by: '', since: began};
  for (;;) {
    const created = create(file);
    if (created === 'impossible') return null;
    const by = identify(file);
    if (created === 'created') return by;
    const now = performance.now();
    if (by !== held.by) held = {by: by ?? '', since: now};
    if (by !== null && (passedBy.has(by) || now - held.since > HELD_MS)) {
      passedBy.add(by);
      if (!remove(file)) return null;
    } else if (now - began > limitMs) {
      return null;
    } else {
      await wait(LOOK_AGAIN_MS * (0.5 + Math.random()));
    }
  }
}

function create(file: string): 'created' | 'taken' | 'impossible' {
  try {
    // `wx` never follows a link.
    writeFileSync(file, '', {flag: 'wx', mode: 0o600});
    return 'created';
  } catch (error) {
    return errnoCode(error) === 'EEXIST' ? 'taken' : 'impossible';
  }
}

/** Tells one holder's file from the next one's; null when nothing is there. */
function identify(file: string): string | null {
  const found = lstatSync(file, {throwIfNoEntry: false, bigint: true});
  return found === undefined ? null : `${found.dev}:${found.ino}:${found.ctimeNs}`;
}

function remove(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch {
    // A folder, or one that somebody was faster to remove.
  }
  try {
    rmdirSync(file);
    return true;
  } catch {
    return identify(file) === null;
  }
}
