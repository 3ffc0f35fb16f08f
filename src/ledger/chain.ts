import {hash} from 'node:crypto';
import {
  type ChainedRecord,
  type CheckedChain,
  chainedRollback,
  chainedStep,
  checkChain,
  tipsOf,
} from '../domain/chain.ts';
import type {Seen} from '../domain/documents.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import {fieldsToRecord} from '../domain/records.ts';
import {type Rollback, rollbackToDraft} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import type {Database} from './database.ts';
import {listRollbacks} from './rollbacks.ts';
import {listSteps} from './steps.ts';

/** The newest steps, and rollbacks, that are looked at: of a step that ends when as many more have begun, the end is named by none. */
const LATELY = 100;

/** The records of a ledger that the next one names. It costs the same however long the history is. */
export function readTips(db: Database): readonly Seen[] {
  const records = chained(listSteps(db, {limit: LATELY}), listRollbacks(db, {limit: LATELY}));
  return tipsOf(records.reverse());
}

/** Holds the records of a ledger against what each of them saw, and against what somebody remembers of it. */
export function verifyChain(ledger: Ledger, remembered: readonly string[] = []): CheckedChain {
  const {steps, rollbacks, stepClaims, rollbackClaims} = ledger.contents();
  const records = chained(steps, rollbacks);
  const claims = new Set<string>();
  for (const list of [stepClaims, rollbackClaims]) for (const {uid, number} of list) claims.add(`${uid} ${number}`);
  return checkChain(records, claims, remembered);
}

function chained(steps: Iterable<Step>, rollbacks: Iterable<Rollback>): ChainedRecord[] {
  const sha256 = (text: string) => hash('sha256', text);
  return [
    ...Array.from(steps, (step) => chainedStep(fieldsToRecord(step, step.parentUid), step.id, sha256)),
    ...Array.from(rollbacks, (rollback) => chainedRollback(rollbackToDraft(rollback), rollback.number, sha256)),
  ];
}
