import {createHash} from 'node:crypto';
import {lstatSync, rmdirSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {errnoCode} from '../../domain/errors.ts';

/**
 * A holder that keeps its turn longer than this is skipped. We measure it ourselves, since anybody can set a file's
 * date.
 */
const HELD_MS = 4_000;
/** The longest wait in total, however often the turn changes hands. */
const LONGEST_WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 40;

/** Turns that this process has skipped and never waits for again. */
const passedBy = new Set<string>();

/**
 * Lets the processes of one machine append to the same history one at a time: only one of several simultaneous pushes
 * can win, and the others would slow it down. This only saves time; the lease at the remote decides. So nothing in
 * `folder` is trusted, and whatever is there delays us a few seconds at most.
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
  // Leave half of the remaining time for the work.
  const ours = await takeTurn(file, Math.min(LONGEST_WAIT_MS, (deadline - Date.now()) / 2));
  try {
    return await work();
  } finally {
    if (ours !== null && identify(file) === ours) remove(file);
  }
}

/** Resolves to a mark of our turn; null if we go without one. */
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

/** Identifies a holder's file; null if there is none. */
function identify(file: string): string | null {
  const found = lstatSync(file, {throwIfNoEntry: false, bigint: true});
  return found === undefined ? null : `${found.dev}:${found.ino}:${found.ctimeNs}`;
}

function remove(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch {
    // It is a folder, or somebody else removed it first.
  }
  try {
    rmdirSync(file);
    return true;
  } catch {
    return identify(file) === null;
  }
}
