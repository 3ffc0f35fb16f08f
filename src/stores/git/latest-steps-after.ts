import type {Uid} from '../../domain/identity.ts';
import type {Ledger} from '../../domain/ports/ledger.ts';
import type {StepRecord} from '../../domain/records.ts';
import {isInForce, projectRollback, type RollbackDraft} from '../../domain/rollback.ts';
import type {BranchName, Head} from './latest-steps.ts';

/** The records that are about to be added to a history. */
export interface Delta {
  readonly steps: readonly {readonly record: StepRecord; readonly id: number}[];
  readonly rollbacks: readonly RollbackDraft[];
}

/**
 * The latest active steps of the branches that a delta touches, as they are once it is added: where a rollback or an
 * undo comes to a branch, or a step leaves it for another.
 */
export function headsAfter(ledger: Ledger, delta: Delta): readonly (BranchName & {readonly head: Head | null})[] {
  const rollbacks = new Map([...ledger.listRollbacks(), ...delta.rollbacks].map((it) => [it.uid, it]));
  const touched = touchedSteps(ledger, delta, rollbacks);
  const records = [...rollbacks.values()];
  const standing = standingAmong(records);
  const covered = new Set(standing.flatMap(({stepUids}) => stepUids));

  const branches = new Map<string, BranchName>();
  for (const {was, is} of touched.values()) {
    for (const name of [was, is])
      if (name !== undefined) branches.set(JSON.stringify([name.repository, name.branch]), name);
  }
  return [...branches.values()].map((name) => {
    const active = [...touched].filter(
      ([uid, {is}]) => !covered.has(uid) && is.repository === name.repository && is.branch === name.branch,
    );
    const heads = active.map(([uid, {id}]): Head => ({uid, id}));
    const other = latestOther(ledger, name, touched);
    if (other !== undefined) heads.push(other);
    return {
      ...name,
      head: heads.reduce<Head | null>((best, it) => (best === null || it.id > best.id ? it : best), null),
    };
  });
}

/** Those that nothing takes back. Only what other records name has to be looked up among them. */
function standingAmong(records: readonly RollbackDraft[]): readonly RollbackDraft[] {
  const named = records.filter(({undoes}) => undoes !== null);
  return records.filter((it) => isInForce(projectRollback(it, named)));
}

interface Touched {
  readonly id: number;
  /** The branch it is under now; undefined for one that is new. */
  readonly was: BranchName | undefined;
  readonly is: BranchName;
}

function touchedSteps(
  ledger: Ledger,
  delta: Delta,
  rollbacks: ReadonlyMap<Uid, RollbackDraft>,
): ReadonlyMap<Uid, Touched> {
  const touched = new Map<Uid, Touched>();
  const undone = delta.rollbacks.flatMap(({undoes}) => rollbacks.get(undoes ?? '') ?? []);
  for (const uid of [...delta.rollbacks, ...undone].flatMap(({stepUids}) => stepUids)) {
    const lookup = ledger.getStep({kind: 'uid', prefix: uid});
    if (lookup.kind !== 'found' || lookup.value.id === null) continue;
    const {id, repository, branch} = lookup.value;
    touched.set(uid, {id, was: {repository, branch}, is: {repository, branch}});
  }
  for (const {record, id} of delta.steps) {
    const {uid, repository, replays} = record.draft;
    if (replays !== null) continue;
    const lookup = ledger.getStep({kind: 'uid', prefix: uid});
    const was = lookup.kind === 'found' ? {repository, branch: lookup.value.branch} : undefined;
    touched.set(uid, {id, was, is: {repository, branch: branchOf(record)}});
  }
  return touched;
}

/** The branch a step stands under: where it ended, once it has. */
export function branchOf({draft, outcome}: StepRecord): string | null {
  return outcome === null ? draft.branch : outcome.branch;
}

/** The latest active step of a branch beside those touched. */
function latestOther(ledger: Ledger, name: BranchName, touched: ReadonlyMap<Uid, unknown>): Head | undefined {
  const {repository, branch} = name;
  // The filter has no word for steps without a branch.
  const filter = branch === null ? {} : {branch, limit: touched.size + 1};
  const steps = ledger.listSteps({repository, active: true, ...filter});
  const found = steps.find((step) => step.branch === branch && !touched.has(step.uid));
  return found === undefined || found.id === null ? undefined : {uid: found.uid, id: found.id};
}
