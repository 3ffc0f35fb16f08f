import {type Delivery, type DeliveryFacts, decideDelivery} from '../../domain/delivery.ts';
import type {Sha, Uid} from '../../domain/identity.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {PushResult, RefUpdate, Remote} from '../../domain/ports/remote.ts';
import type {History} from '../../domain/ports/store.ts';
import {branchRef} from '../../domain/refs.ts';
import type {Pushed, StepOutcome} from '../../domain/step.ts';

interface DeliverDeps {
  readonly repository: Clone;
  readonly remote: Remote;
  readonly history: Pick<History, 'pushWith'>;
  /** Keeps a file where people find it after the job, and returns its name there. */
  readonly keepFile: ((path: string) => Promise<string>) | null;
}

/** The facts about the work, without the remote's present state. */
type Work = Omit<DeliveryFacts, 'tip' | 'descends' | 'tipAtStart'> & {
  readonly tipsAtStart: ReadonlyMap<string, Sha> | null;
  /** The ref that keeps the work when it cannot reach its branch. */
  readonly pinRef: string;
  /** The path for a bundle, in case not even the pin is accepted. */
  readonly bundleFile: string;
  readonly uid: Uid;
  /** The step's record once the work is delivered. */
  readonly outcomeOf: (delivered: Delivered) => StepOutcome;
};

/** The work's location after delivery. `warnings` say why it is not where it was meant to be. */
export interface Delivered {
  readonly pushed: Pushed;
  readonly pinRef: string | null;
  readonly warnings: readonly string[];
}

/** Pushes a step's work to its branch, else to a pin, else writes a bundle. Never throws for a remote's answer. */
export async function deliverWork(deps: DeliverDeps, work: Work): Promise<Delivered> {
  const {after} = work;
  if (after === null || after === work.before) return {pushed: 'unchanged', pinRef: null, warnings: []};

  const decision = await decide(deps, work);
  switch (decision.kind) {
    case 'unchanged':
      return {pushed: 'unchanged', pinRef: null, warnings: []};
    case 'pushed-already':
      return {pushed: 'pushed', pinRef: null, warnings: []};
    case 'pin':
      return keepBeside(deps, work, after, decision.reason);
    case 'push': {
      const delivered: Delivered = {pushed: 'pushed', pinRef: null, warnings: []};
      const update = {ref: branchRef(decision.branch), to: after, expected: decision.lease};
      const result = await pushWithRecord(deps, work, update, delivered);
      return result.kind === 'pushed' ? delivered : await keepBeside(deps, work, after, result.explanation);
    }
  }
}

/** Looks at the branch as it is now. When the remote does not answer, only the ways beside the branch remain. */
async function decide(deps: DeliverDeps, work: Work): Promise<Delivery> {
  const {branch, tipsAtStart} = work;
  const tipAtStart = tipsAtStart === null ? 'unknown' : (branch !== null && tipsAtStart.get(branch)) || null;
  try {
    const ref = branchRef(work.branch ?? '');
    const tip = work.branch === null ? null : ((await deps.remote.refs([ref])).get(ref) ?? null);
    // With a tip outside the step's own range the work is pinned whatever its ancestry, so nothing is fetched for that.
    const known = tip !== null && (tip === work.before || work.made.has(tip));
    const descends =
      tip === null ? 'yes' : known && work.after ? await deps.repository.isAncestor(tip, work.after) : 'unknown';
    return decideDelivery({...work, tipAtStart, tip, descends});
  } catch (error) {
    return {kind: 'pin', reason: error instanceof Error ? error.message : String(error)};
  }
}

/** Pushes the work to one ref, together with the record of it where the store allows that. */
async function pushWithRecord(
  {history, remote}: DeliverDeps,
  {uid, outcomeOf}: Work,
  update: RefUpdate & {readonly to: Sha},
  delivered: Delivered,
): Promise<PushResult> {
  return await history.pushWith([{kind: 'step-finished', uid, outcome: outcomeOf(delivered)}], async (along) => {
    const result = await remote.push([update, ...along], {atomic: along.length > 0});
    return (await arrived(remote, result, update)) ? {kind: 'pushed'} : result;
  });
}

/** Asks for the ref when a push's answer was lost: it may have arrived. */
async function arrived(remote: Remote, result: PushResult, {ref, to}: RefUpdate): Promise<boolean> {
  if (result.kind !== 'unreachable') return false;
  try {
    return (await remote.refs([ref])).get(ref) === to;
  } catch {
    return false;
  }
}

async function keepBeside(deps: DeliverDeps, work: Work, after: Sha, reason: string): Promise<Delivered> {
  const {pinRef} = work;
  const meantFor = work.branch === null ? 'a branch' : work.branch;
  const because = `The work was not pushed to ${meantFor}: ${reason.replace(/\.$/, '')}.`;
  const delivered: Delivered = {
    pushed: 'pinned',
    pinRef,
    warnings: [`${because} It is kept: git fetch origin ${pinRef} gets it.`],
  };
  const result = await pushWithRecord(deps, work, {ref: pinRef, to: after, expected: null}, delivered);
  if (result.kind === 'pushed') return delivered;
  return bundleWork(deps, work, after, `${because} Nor could it be pinned: ${result.explanation}`);
}

/** Writes the work to a bundle; `because` says why. */
export async function bundleWork(
  deps: Pick<DeliverDeps, 'repository' | 'keepFile'>,
  work: Pick<Work, 'before' | 'pinRef' | 'bundleFile'>,
  after: Sha,
  because: string,
): Promise<Delivered> {
  try {
    const write = (from: Sha | null) => deps.repository.bundle(from, after, work.pinRef, work.bundleFile);
    // The step's first commit may be gone, as after `rm -rf .git`: then the bundle has the whole history.
    await write(work.before).catch(() => write(null));
    const where = deps.keepFile === null ? work.bundleFile : await deps.keepFile(work.bundleFile);
    return {pushed: 'bundled', pinRef: null, warnings: [`${because} It is kept as a git bundle: ${where}.`]};
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      pushed: 'none',
      pinRef: null,
      warnings: [`${because} Nor could it be bundled (${detail}). It is only in this work tree, at ${after}.`],
    };
  }
}
