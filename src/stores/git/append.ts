import {setTimeout as wait} from 'node:timers/promises';
import {ledgerRef} from '../../domain/ledger-refs.ts';
import type {PushResult} from '../../domain/ports/git.ts';
import type {PushAlong} from '../../domain/ports/store.ts';
import {type Added, type Addition, type PlanDeps, planAppend} from './plan-append.ts';
import {readTip, type Tip} from './tip.ts';

/** An append whose push was not answered: only the remote knows whether it arrived. */
export interface Doubt {
  readonly tip: Tip;
  readonly added: readonly Added[];
}

/** What became of an append. `push` is the last answer of the push, where one was made. */
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
  /** Told of each look at the history. */
  readonly onTip: (tip: Tip | null) => void;
  /** The last look, with the time of it. */
  readonly lastLook: () => {readonly tip: Tip | null; readonly at: number} | null;
};

/** A tip seen so lately is tried as it is: the lease tells when it is not the tip any more, at the cost of one request. */
const FRESH_MS = 5_000;
/** How much longer the waits get with each lost race, at most; and the longest of all. */
const PATIENCE = {doublings: 6, longestMs: 8_000} as const;

/**
 * Adds to the history by compare-and-swap: looks where it ends, writes on top, pushes under a lease on exactly that.
 * Who loses the race looks again, after a random while. Throws what looking throws.
 */
export async function append<Result extends PushResult>(
  deps: AppendDeps,
  additions: (tip: Tip | null) => Promise<readonly Addition[]>,
  push: PushAlong<Result>,
  deadline: number,
): Promise<Append<Result>> {
  const ref = ledgerRef(deps.slug);
  let lost: Result | null = null;
  let before: Tip | null | undefined;
  for (let races = 0; ; races++) {
    const began = Date.now();
    const last = races === 0 ? deps.lastLook() : null;
    const tip = last !== null && began - last.at < FRESH_MS ? last.tip : await lookAtTip(deps);
    // Nobody was faster, so what was refused is not a lost race.
    if (lost !== null && before?.sha === tip?.sha) {
      return {kind: isRefOf(lost, ref) ? 'history-refused' : 'refused', push: lost};
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
    if (!isRefOf(result, ref) && result.code !== 'moved' && result.code !== 'other')
      return {kind: 'refused', push: result};
    // As long as an attempt takes, which is longer where many compete for the same machine, and again for each race lost.
    const most = (Date.now() - began) * 4 * 2 ** Math.min(races, PATIENCE.doublings);
    const pauseMs = Math.random() * Math.min(PATIENCE.longestMs, most);
    if (Date.now() + pauseMs > deadline) return {kind: 'late'};
    await wait(pauseMs);
    lost = result;
    before = tip;
  }
}

/** Fetches where the history ends now; null where there is none. */
export async function lookAtTip({objects, slug, onTip}: AppendDeps): Promise<Tip | null> {
  const ref = ledgerRef(slug);
  const sha = (await objects.fetchTips([ref])).get(ref);
  const tip = sha === undefined ? null : await readTip(objects, sha);
  onTip(tip);
  return tip;
}

/** Whether an append in doubt is part of the history that ends at this tip. */
export async function hasArrived({objects}: PlanDeps, {tip}: Doubt, now: Tip | null): Promise<boolean> {
  if (now === null || now.meta.records < tip.meta.records) return false;
  const shas = await objects.commitsFrom(now.sha, now.meta.records - tip.meta.records + 1);
  return shas.at(-1) === tip.sha;
}

function isRefOf(result: PushResult, ref: string): boolean {
  return result.kind === 'refused' && result.ref === ref;
}
