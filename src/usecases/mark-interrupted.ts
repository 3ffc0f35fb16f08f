import type {RunInfo} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {RunningStep, RunningSteps} from '../domain/ports/store.ts';
import type {RunProof} from '../domain/ports/system.ts';
import {stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {settleWithin} from '../domain/within.ts';

export interface SettleDeps {
  readonly history: RunningSteps;
  /** The proofs, asked in this order. */
  readonly proofs: readonly RunProof[];
  readonly inform: (message: string) => void;
}

interface SettleRequest {
  /** The run this is: its own steps are its own to finish. Null where nothing is run. */
  readonly own: RunInfo | null;
  /** The longest wait for them. */
  readonly limitMs?: number;
}

/** Steps that are looked at, the newest ones. */
const LOOKED_AT = 64;
/** The limit of asking, and again of noting. */
const LIMIT_MS = 3_000;

/**
 * Steps of other runs that are on record as running, and whose run is proven to be over, are on record as interrupted
 * from here on. Never throws, and takes a few seconds at most: what could not be proven or noted now is left to the next
 * run.
 */
export async function markInterrupted({history, proofs, inform}: SettleDeps, request: SettleRequest): Promise<void> {
  const deadline = Date.now() + (request.limitMs ?? Number.POSITIVE_INFINITY);
  const leftMs = () => Math.min(LIMIT_MS, deadline - Date.now());
  try {
    if (leftMs() <= 0) return;
    const running = (await history.listRunning(LOOKED_AT)).filter((step) => !isOwn(step, request.own));
    // Half of the time for asking: what is proven by then must still be noted.
    const proven = await prove(running, proofs, Math.min(LIMIT_MS, (deadline - Date.now()) / 2));
    if (proven.size === 0 || leftMs() <= 0) return;
    const noted = new Set(await history.interruptSteps(proven, leftMs()));
    for (const step of running.filter(({uid}) => noted.has(uid))) {
      inform(`${capital(stepName(step))} was interrupted: ${proven.get(step.uid)}`);
    }
  } catch {
    // They stay on record as running, which is what is known of them.
  }
}

/** A job's other steps, and those of the legs of its matrix, have a post of their own. */
function isOwn({run}: RunningStep, own: RunInfo | null): boolean {
  if (run?.run_id == null || own === null) return false;
  return run.run_id === own.run_id && run.attempt === own.attempt && run.job === own.job;
}

/** The proofs that come within a time, by uid. */
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
