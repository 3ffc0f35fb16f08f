import type {RunInfo} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {RunningStep, RunningSteps} from '../domain/ports/store.ts';
import type {RunProof} from '../domain/ports/system.ts';
import {stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {settleWithin} from '../domain/within.ts';
import type {Wording} from '../domain/wording.ts';

export interface SettleDeps {
  readonly history: RunningSteps;
  /** Tried in this order. */
  readonly proofs: readonly RunProof[];
  readonly inform: (message: string) => void;
  readonly words: Pick<Wording, 'whatItLeft'>;
}

interface SettleRequest {
  /** The current run, which finishes its own steps. Null when nothing is run. */
  readonly own: RunInfo | null;
  /** The longest that this may take. */
  readonly limitMs?: number;
}

/** The number of steps to look at, newest first. */
const LOOKED_AT = 64;
/** The time limit for asking, and again for recording. */
const LIMIT_MS = 3_000;

/**
 * Records steps as interrupted that other runs left running and whose run is proven to be over. Never throws, and takes
 * a few seconds at most: whatever cannot be proven or recorded now is left to the next run.
 */
export async function markInterrupted(
  {history, proofs, inform, words}: SettleDeps,
  request: SettleRequest,
): Promise<void> {
  const deadline = Date.now() + (request.limitMs ?? Number.POSITIVE_INFINITY);
  const leftMs = () => Math.min(LIMIT_MS, deadline - Date.now());
  try {
    if (leftMs() <= 0) return;
    const running = (await history.listRunning(LOOKED_AT)).filter((step) => !isOwn(step, request.own));
    // Half of the time goes to asking, since what is proven must still be recorded.
    const proven = await prove(running, proofs, Math.min(LIMIT_MS, (deadline - Date.now()) / 2));
    if (proven.size === 0 || leftMs() <= 0) return;
    const noted = new Set(await history.interruptSteps(proven, leftMs()));
    for (const step of running.filter(({uid}) => noted.has(uid))) {
      const left = words.whatItLeft(String(step.id ?? step.uid));
      inform(`${capital(stepName(step))} was interrupted: ${proven.get(step.uid)}${left}`);
    }
  } catch {
    // The steps stay recorded as running, which is all that is known.
  }
}

/** True for a step of this job. Other jobs and matrix legs of the run have a post of their own. */
function isOwn({run}: RunningStep, own: RunInfo | null): boolean {
  if (run?.run_id == null || own === null) return false;
  return run.run_id === own.run_id && run.attempt === own.attempt && run.job === own.job;
}

/** Collects the proofs that arrive in time, by uid. */
async function prove(
  running: readonly RunningStep[],
  proofs: readonly RunProof[],
  withinMs: number,
): Promise<ReadonlyMap<Uid, string>> {
  const proven = new Map<Uid, string>();
  if (running.length === 0 || withinMs <= 0) return proven;
  const signal = AbortSignal.timeout(withinMs);
  const all = running.map(async ({uid, run}) => {
    for (const proof of run === null ? [] : proofs) {
      if (run === null || proven.has(uid)) return;
      const why = await proof.proveOver(run, signal);
      if (why !== null && !signal.aborted) proven.set(uid, why);
    }
  });
  await settleWithin(Promise.all(all), withinMs, () => []);
  return new Map(proven);
}
