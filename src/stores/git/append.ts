import {hash} from 'node:crypto';
import {lstatSync, rmdirSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {errnoCode} from '../../domain/errors.ts';
import type {PushResult} from '../../domain/ports/remote.ts';
import type {PushAlong} from '../../domain/ports/store.ts';
import {ledgerRef} from '../../domain/refs.ts';
import type {Added, Addition} from '../pending/own-records.ts';
import {type MirroredRow, type PlanDeps, planAppend} from './plan-append.ts';
import {readTip, type Tip} from './tip.ts';

/** An append whose push got no answer, so that only the remote knows whether it arrived. */
export interface Doubt {
  readonly tip: Tip;
  readonly added: readonly Added[];
}

/** The result of an append. `push` is the result of its last push, if there was one. */
export type Append<Result extends PushResult> =
  | {readonly kind: 'appended'; readonly tip: Tip; readonly added: readonly Added[]; readonly push: Result | null}
  | {readonly kind: 'in-doubt'; readonly doubt: Doubt; readonly push: Result}
  /** The push threw, so the append is in doubt too. */
  | {readonly kind: 'interrupted'; readonly doubt: Doubt; readonly error: unknown}
  /** Another ref of the push was refused, not the history's. */
  | {readonly kind: 'refused'; readonly push: Result}
  /** The history cannot be pushed along: its ref was refused, or the remote cannot update several refs at once. */
  | {readonly kind: 'history-refused'; readonly push: Result}
  /** Others were faster until the time was up. */
  | {readonly kind: 'late'};

export type AppendDeps = PlanDeps & {
  readonly slug: string;
  /** With the slug, identifies the history on this machine. */
  readonly remoteUrl: string;
  readonly turnFolder: string | null;
  readonly onTip?: (tip: Tip | null) => void;
  /** The tip that was seen last, and when. */
  readonly lastLook?: () => {readonly tip: Tip | null; readonly at: number} | null;
  /** Removes what was added from the history, if that is still its end. Absent if its ref is alone in its pushes. */
  readonly takeOff?: (added: Tip, tip: Tip | null) => Promise<void>;
};

/**
 * A tip seen this recently is used without fetching it again. If it has moved, the lease fails at the cost of one
 * request.
 */
const FRESH_MS = 5_000;
/** A turn that comes this soon after asking was not delayed by anybody. */
const SOON_MS = 20;
/**
 * The longest wait after a lost race. Waits grow with the number of races and with the time of an attempt, which is
 * longer when many compete on one machine.
 */
const LONGEST_WAIT_MS = 8_000;

/** An attempt on this tip that somebody else may have beaten. */
interface Lost<Result> {
  readonly kind: 'lost';
  readonly push: Result;
  readonly tip: Tip | null;
}

/**
 * Appends to the history by compare-and-swap: reads its end, writes on top, and pushes under a lease on exactly that
 * end. After a lost race it looks again after a random wait. Throws what looking throws.
 */
export async function append<Result extends PushResult>(
  deps: AppendDeps,
  additions: (tip: Tip | null) => Promise<readonly (Addition | MirroredRow)[]>,
  push: PushAlong<Result>,
  deadline: number,
): Promise<Append<Result>> {
  let lost: Lost<Result> | null = null;
  for (let races = 0; ; races++) {
    const asked = Date.now();
    let began = asked;
    const attempt: Append<Result> | Lost<Result> = await inMachineTurn(
      deps.turnFolder,
      `${deps.remoteUrl} ${deps.slug}`,
      deadline,
      async () => {
        began = Date.now();
        const last = lost === null && began - asked < SOON_MS ? (deps.lastLook?.() ?? null) : null;
        const isFresh = last !== null && began - last.at < FRESH_MS;
        return await attemptOnce(deps, isFresh ? last.tip : await lookAtTip(deps), additions, push, lost);
      },
    );
    if (attempt.kind !== 'lost') return attempt;
    const mostMs = (Date.now() - began) * 4 * 2 ** races;
    const pauseMs = Math.random() * Math.min(LONGEST_WAIT_MS, mostMs);
    if (Date.now() + pauseMs > deadline) return {kind: 'late'};
    await wait(pauseMs);
    lost = attempt;
  }
}

async function attemptOnce<Result extends PushResult>(
  deps: AppendDeps,
  tip: Tip | null,
  additions: (tip: Tip | null) => Promise<readonly (Addition | MirroredRow)[]>,
  push: PushAlong<Result>,
  before: Lost<Result> | null,
): Promise<Append<Result> | Lost<Result>> {
  const ref = ledgerRef(deps.slug);
  // The tip has not moved, so the refusal was no lost race.
  if (before !== null && before.tip?.sha === tip?.sha) {
    return {kind: isRefOf(before.push, ref) ? 'history-refused' : 'refused', push: before.push};
  }
  const plan = await planAppend(deps, tip, await additions(tip));
  if (plan.commits.length === 0 && tip !== null) return {kind: 'appended', tip, added: plan.added, push: null};
  const shas = await deps.objects.write(tip?.sha ?? null, plan.commits);
  const next: Tip = {sha: shas.at(-1) ?? '', meta: plan.meta};
  const doubt: Doubt = {tip: next, added: plan.added};
  let result: Result;
  try {
    result = await push([{ref, to: next.sha, expected: tip?.sha ?? null}]);
  } catch (error) {
    return {kind: 'interrupted', doubt, error};
  }
  if (result.kind === 'pushed') {
    deps.onTip?.(next);
    return {kind: 'appended', tip: next, added: plan.added, push: result};
  }
  if (result.kind === 'unreachable') return {kind: 'in-doubt', doubt, push: result};
  if (result.code === 'no-atomic') return {kind: 'history-refused', push: result};
  // git's server refuses some refs by itself, such as hidden ones or those with incomplete history, and still moves the
  // others of an atomic push. The history then records a push that was not made.
  if (!isRefOf(result, ref) && (await lookAtTip(deps))?.sha === next.sha) {
    await deps.takeOff?.(next, tip);
    return {kind: 'refused', push: result};
  }
  const mayBeARace = isRefOf(result, ref) || result.code === 'moved' || result.code === 'other';
  return mayBeARace ? {kind: 'lost', push: result, tip} : {kind: 'refused', push: result};
}

/** Fetches the present tip of the history; null if there is none. */
async function lookAtTip({objects, slug, onTip}: AppendDeps): Promise<Tip | null> {
  const ref = ledgerRef(slug);
  const sha = (await objects.fetchTips([ref])).get(ref);
  const tip = sha === undefined ? null : await readTip(objects, sha);
  onTip?.(tip);
  return tip;
}

/** True if an append in doubt is part of the history at this tip. */
export async function hasArrived({objects}: PlanDeps, {tip}: Doubt, now: Tip | null): Promise<boolean> {
  if (now === null || now.meta.records < tip.meta.records) return false;
  const shas = await objects.commitsFrom(now.sha, now.meta.records - tip.meta.records + 1);
  return shas.at(-1) === tip.sha;
}

function isRefOf(result: PushResult, ref: string): boolean {
  return result.kind === 'refused' && result.ref === ref;
}

/**
 * A holder that keeps its turn longer than this is skipped. We measure it ourselves, since anybody can set a file's
 * date.
 */
const HELD_MS = 4_000;
/** The longest wait in total, however often the turn changes hands. */
const LONGEST_TURN_MS = 30_000;
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
  const file = join(folder, `${hash('sha256', name).slice(0, 16)}.lock`);
  // Leave half of the remaining time for the work.
  const ours = await takeTurn(file, Math.min(LONGEST_TURN_MS, (deadline - Date.now()) / 2));
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
