import {hash} from 'node:crypto';
import {
  type ChainedRecord,
  type CheckedChain,
  chainedRollback,
  chainedStep,
  checkChain,
  countNamed,
  isNamed,
  tipsOf,
} from '../domain/chain.ts';
import {chain, type Seen} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import {fromStored} from '../domain/kinds.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import {fieldsToRecord} from '../domain/records.ts';
import {type Rollback, rollbackToDraft} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import type {Database} from './database.ts';
import {listRollbacks} from './rollbacks.ts';
import {listSteps} from './steps.ts';

/**
 * The number of newest steps and rollbacks that are read. If more steps than this begin before a step ends, no record
 * names its end.
 */
const LATELY = 100;

/** The records that the next one should name. The cost does not depend on the length of the history. */
export function readTips(db: Database): readonly Seen[] {
  const heads = db.all<Head>(`SELECT id, uid, status, chain_json FROM steps ORDER BY id DESC LIMIT ${LATELY}`);
  const rollbacks = listRollbacks(db, {limit: LATELY});
  const steps = heads.map((head) => ({...head, chain: fromStored(chain, head.chain_json)}));
  const chains = [...steps, ...rollbacks].map((it) => it.chain);
  // Reading whole steps is slow, and all but a few are already named by later ones.
  const named = countNamed(chains);
  const open = steps.filter(
    (step) => step.chain !== null && !isNamed(named, {...step, isEnded: !NOT_ENDED.has(step.status)}),
  );
  const whole = open.flatMap(({id}) => listSteps(db, {beforeId: id + 1, limit: 1}).filter((step) => step.id === id));
  return tipsOf(chained(whole, rollbacks).reverse(), named);
}

/** The statuses of steps whose own run has not reported an end. */
const NOT_ENDED = new Set(['running', 'interrupted']);

interface Head {
  readonly id: number;
  readonly uid: Uid;
  readonly status: string;
  readonly chain_json: string | null;
}

/** Checks the records of a ledger against what each of them saw, and against digests that somebody noted. */
export function verifyChain(ledger: Ledger, remembered: readonly string[] = [], isWhole = true): CheckedChain {
  const {steps, rollbacks, stepClaims, rollbackClaims} = ledger.contents();
  const records = chained(steps, rollbacks);
  const claims = new Set<string>();
  for (const list of [stepClaims, rollbackClaims]) for (const {uid, number} of list) claims.add(`${uid} ${number}`);
  return checkChain(records, claims, {remembered, isWhole});
}

function chained(steps: Iterable<Step>, rollbacks: Iterable<Rollback>): ChainedRecord[] {
  const sha256 = (text: string) => hash('sha256', text);
  return [
    ...Array.from(steps, (step) => chainedStep(fieldsToRecord(step, step.parentUid), step.id, sha256)),
    ...Array.from(rollbacks, (rollback) => chainedRollback(rollbackToDraft(rollback), rollback.number, sha256)),
  ];
}
