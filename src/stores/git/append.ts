import {setTimeout as wait} from 'node:timers/promises';
import type {PushResult} from '../../domain/ports/remote.ts';
import type {PushAlong} from '../../domain/ports/store.ts';
import {ledgerRef} from '../../domain/refs.ts';
import type {Added, Addition} from '../pending/own-records.ts';
import {inMachineTurn} from './machine-turn.ts';
import {type PlanDeps, planAppend} from './plan-append.ts';
import {readTip, type Tip} from './tip.ts';

/** An append whose push was not answered: only the remote knows whether it arrived. */
export interface Doubt {
  readonly tip: Tip;
  readonly added: readonly Added[];
}

/** The result of an append. `push` is the last answer of the push, where one was made. */
export type Append<Result extends PushResult> =
  | {readonly kind: 'appended'; readonly tip: Tip; readonly added: readonly Added[]; readonly push: Result | null}
  | {readonly kind: 'in-doubt'; readonly doubt: Doubt; readonly push: Result}
  /** The push threw, so that it is in doubt as well. */
  | {readonly kind: 'interrupted'; readonly doubt: Doubt; readonly error: unknown}
  /** Another ref of the push was refused, not the history. */
  | {readonly kind: 'refused'; readonly push: Result}
  /** The history cannot go along: its ref is refused, or the remote cannot move several refs at once. */
  | {readonly kind: 'history-refused'; readonly push: Result}
  /** Others were faster until the time was up. */
  | {readonly kind: 'late'};

export type AppendDeps = PlanDeps & {
  readonly slug: string;
  /** Tells one history from others on this machine, with the slug. */
  readonly remoteUrl: string;
  readonly turnFolder: string | null;
  /** Told of each look at the history. */
  readonly onTip: (tip: Tip | null) => void;
  /** The last look, with the time of it. */
  readonly lastLook: () => {readonly tip: Tip | null; readonly at: number} | null;
  /** Takes what was added off the history again, where it still ends with that. */
  readonly takeOff: (added: Tip, tip: Tip | null) => Promise<void>;
};

/** A tip seen so lately is tried as it is: the lease tells when it is not the tip any more, at the cost of one request. */
const FRESH_MS = 5_000;
/** Within this time after a call for a turn, nobody else had it. */
const SOON_MS = 20;
/** The waits after lost races grow, in attempts, which take longer where many compete for one machine; up to this. */
const LONGEST_WAIT_MS = 8_000;

/** An attempt that somebody else may have been faster than, on the tip it was made on. */
interface Lost<Result> {
  readonly kind: 'lost';
  readonly push: Result;
  readonly tip: Tip | null;
}

/**
 * Adds to the history by compare-and-swap: looks where it ends, writes on top, pushes under a lease on exactly that.
 * A writer that loses the race looks again, after a random while. Throws what looking throws.
 */
export async function append<Result extends PushResult>(
  deps: AppendDeps,
  additions: (tip: Tip | null) => Promise<readonly Addition[]>,
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
        const last = lost === null && began - asked < SOON_MS ? deps.lastLook() : null;
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
  additions: (tip: Tip | null) => Promise<readonly Addition[]>,
  push: PushAlong<Result>,
  before: Lost<Result> | null,
): Promise<Append<Result> | Lost<Result>> {
  const ref = ledgerRef(deps.slug);
  // Nobody was faster, so what was refused is not a lost race.
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
    deps.onTip(next);
    return {kind: 'appended', tip: next, added: plan.added, push: result};
  }
  if (result.kind === 'unreachable') return {kind: 'in-doubt', doubt, push: result};
  if (result.code === 'no-atomic') return {kind: 'history-refused', push: result};
  // git's server refuses a ref that is hidden, or whose history is cut off, by itself, and moves the others of an atomic
  // push: then the history tells of a push that was not made.
  if (!isRefOf(result, ref) && (await lookAtTip(deps))?.sha === next.sha) {
    await deps.takeOff(next, tip);
    return {kind: 'refused', push: result};
  }
  const mayBeARace = isRefOf(result, ref) || result.code === 'moved' || result.code === 'other';
  return mayBeARace ? {kind: 'lost', push: result, tip} : {kind: 'refused', push: result};
}

/** Fetches where the history ends now; null where there is none. */
async function lookAtTip({objects, slug, onTip}: AppendDeps): Promise<Tip | null> {
  const ref = ledgerRef(slug);
  const sha = (await objects.fetchTips([ref])).get(ref);
  const tip = sha === undefined ? null : await readTip(objects, sha);
  onTip(tip);
  return tip;
}

/** True when an append in doubt is part of the history that ends at this tip. */
export async function hasArrived({objects}: PlanDeps, {tip}: Doubt, now: Tip | null): Promise<boolean> {
  if (now === null || now.meta.records < tip.meta.records) return false;
  const shas = await objects.commitsFrom(now.sha, now.meta.records - tip.meta.records + 1);
  return shas.at(-1) === tip.sha;
}

function isRefOf(result: PushResult, ref: string): boolean {
  return result.kind === 'refused' && result.ref === ref;
}
