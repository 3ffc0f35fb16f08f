import {hash} from 'node:crypto';
import type {Timestamp} from '../../domain/identity.ts';
import {parseObject} from '../../domain/json.ts';
import {mergeRecords, outcomeRank} from '../../domain/merge.ts';
import {
  type Claim,
  concatRecords,
  foldOutcome,
  type LedgerRecords,
  NO_RECORDS,
  parseLedgerRecords,
  type SetAside,
  type StepRecord,
} from '../../domain/records.ts';
import type {RollbackDraft} from '../../domain/rollback.ts';
import {labelsOf} from '../../domain/step.ts';
import {agentOf, modelsOf} from '../../domain/usage-report.ts';
import {UNSPENT_STATUSES} from '../../domain/usage-totals.ts';
import type {Row} from './database.ts';

/** A row of `laforge.records`, without its place in the history. */
export interface NewRow {
  readonly kind: 'step' | 'rollback' | 'step-claim' | 'rollback-claim' | 'aside';
  readonly uid: string;
  readonly version: number;
  readonly number: number | null;
  /** True if this row takes the number. */
  readonly claims: boolean;
  readonly branch: string | null;
  readonly body: string;
  /** Rows of `laforge.figures`: none for a running step. */
  readonly figures: readonly Figures[];
}

/** The columns of `laforge.figures` and their SQL types. */
const FIGURES = {
  part: 'bigint',
  month: 'bigint',
  started_at: 'timestamptz',
  agent: 'text',
  model: 'text',
  team: 'text',
  status: 'text',
  steps: 'bigint',
  succeeded: 'bigint',
  without_cost: 'bigint',
  without_tokens: 'bigint',
  duration_ms: 'bigint',
  cost_nano_usd: 'bigint',
  tokens: 'bigint',
} as const;
type Figures = {
  readonly [Name in keyof typeof FIGURES]: (typeof FIGURES)[Name] extends 'bigint' ? bigint : string;
};

/** The columns of `laforge.figures` that can be summed. */
export const SUMMED = [
  'steps',
  'succeeded',
  'without_cost',
  'without_tokens',
  'duration_ms',
  'cost_nano_usd',
  'tokens',
];

export const FIGURE_COLUMNS = Object.entries(FIGURES) as readonly (readonly [keyof Figures, string])[];

/** The row of a step's record. `claimedAt` is set if the row takes the number; `before` is the record so far. */
export function stepRow(
  record: StepRecord,
  number: number | null,
  claimedAt: Timestamp | null,
  before: StepRecord | null,
): NewRow {
  return {
    ...{kind: 'step', uid: record.draft.uid, version: versionOf(record, before), number},
    ...{claims: claimedAt !== null, branch: branchOf(record), figures: figuresSince(record, before)},
    body: toBody(record, claimedAt),
  };
}

function toBody(record: object, claimedAt: Timestamp | null): string {
  return JSON.stringify({record, ...(claimedAt === null ? {} : {claimed_at: claimedAt})});
}

/** What rows without figures have in common, as far as they say nothing else. */
const PLAIN_ROW = {version: 0, number: null, claims: false, branch: null, figures: []};

export function branchOf(record: StepRecord): string | null {
  return columnText(foldOutcome(record).draft.branch);
}

/** The rank of a step's end, or a number above all ranks if the record so far has at least that rank but differs. */
function versionOf(record: StepRecord, before: StepRecord | null): number {
  const rank = outcomeRank(record);
  if (before === null || outcomeRank(before) < rank) return rank;
  return rank + 4 * Number.parseInt(digest(JSON.stringify(record)).slice(0, 12), 16);
}

/** The row of a rollback's or an undo's record. `claimedAt` is set if the row takes the number. */
export function rollbackRow(draft: RollbackDraft, number: number | null, claimedAt: Timestamp | null): NewRow {
  return {
    ...{...PLAIN_ROW, kind: 'rollback', uid: draft.uid, number},
    ...{claims: claimedAt !== null, branch: columnText(draft.branch)},
    body: toBody(draft, claimedAt),
  };
}

/** The row of a claim that holds no number, as in imported histories. */
export function claimRow(kind: 'step-claim' | 'rollback-claim', {uid, number, claimedAt}: Claim): NewRow {
  const version = Number.parseInt(digest(`${number} ${claimedAt}`).slice(0, 12), 16);
  const body = JSON.stringify({claimed_at: claimedAt});
  return {...PLAIN_ROW, kind, uid, version, number, body};
}

/** The row of a record that cannot be read here, kept verbatim. */
export function asideRow(setAside: SetAside): NewRow {
  return {...PLAIN_ROW, kind: 'aside', uid: digest(setAside.text), body: JSON.stringify(setAside)};
}

/** Converts rows to records and checks every field. An invalid row is set aside without affecting others. */
export function rowsToRecords(rows: readonly Row[]): LedgerRecords {
  return concatRecords(rows.map(rowToRecords));
}

/** The strongest record of each step among the rows of a history. */
export function strongestSteps(rows: readonly Row[]): readonly StepRecord[] {
  return mergeRecords(NO_RECORDS, rowsToRecords(rows)).steps;
}

function rowToRecords(row: Row): LedgerRecords {
  const {kind, uid, number, claim, body} = row;
  const text = typeof body === 'string' ? body : '';
  const odd = (reason: string): LedgerRecords => ({
    ...NO_RECORDS,
    setAside: [{text, reason: `row ${row.n}: ${reason}`}],
  });
  const json = parseObject(text);
  if (json === undefined) return odd('is no JSON object');
  const claims = number === null ? [] : [{uid, number: Number(number), claimedAt: json.claimed_at}];
  const own = claim === null ? [] : claims;
  const read = (lists: object) => parseLedgerRecords({...NO_RECORDS, ...lists}, `Row ${row.n}`);
  const records = (() => {
    switch (kind) {
      case 'step':
        return read({steps: [json.record], stepClaims: own});
      case 'rollback':
        return read({rollbacks: [json.record], rollbackClaims: own});
      case 'step-claim':
        return read({stepClaims: claims});
      case 'rollback-claim':
        return read({rollbackClaims: claims});
      case 'aside':
        return {...NO_RECORDS, setAside: [{text: String(json.text), reason: String(json.reason)}]};
      default:
        return odd(`has the kind ${JSON.stringify(kind)}`);
    }
  })();
  const named = [...records.steps.map(({draft}) => draft.uid), ...records.rollbacks.map((it) => it.uid)];
  return named.some((it) => it !== uid) ? odd('holds the record of another uid than it says') : records;
}

/** The figures of an ended step, and those it had before, taken back; empty for a running step. */
function figuresSince(record: StepRecord, before: StepRecord | null): readonly Figures[] {
  const [now, then] = [figuresOf(record), before === null ? null : figuresOf(before)];
  if (now === null || then === null) return now === null ? [] : [now];
  const taken = FIGURE_COLUMNS.map(([column]) => {
    const value = then[column];
    return [column, typeof value === 'bigint' && column !== 'month' ? -value : value];
  });
  return [now, {...Object.fromEntries(taken), part: 1n}];
}

/** The largest amount that fits into a column of billionths. */
const MOST_USD = 1e9;

export function toNanoUsd(amount: number): bigint {
  return BigInt(Math.round(Math.min(amount, MOST_USD) * 1e9));
}

function figuresOf(record: StepRecord): Figures | null {
  const {draft, outcome} = foldOutcome(record);
  if (outcome === null) return null;
  const usage = outcome.tokenUsage;
  const hasSpent = !UNSPENT_STATUSES.includes(outcome.status);
  const isStep = hasSpent && draft.replays === null;
  const step = {...draft, ...outcome};
  return {
    part: 0n,
    month: BigInt(draft.startTime.slice(0, 7).replace('-', '')),
    started_at: draft.startTime,
    agent: columnText(agentOf(step)) ?? '',
    model: columnText(modelsOf(step)) ?? '',
    team: columnText(labelsOf(draft)?.team ?? null) ?? '',
    status: outcome.status,
    // A replay is no evidence of how steps fare, but its cost was spent.
    steps: BigInt(isStep),
    succeeded: BigInt(isStep && outcome.status === 'succeeded'),
    without_cost: BigInt(hasSpent && usage?.cost == null),
    without_tokens: BigInt(hasSpent && usage?.total_tokens == null),
    duration_ms: BigInt(Math.round(outcome.durationMs ?? 0)),
    cost_nano_usd: toNanoUsd(usage?.cost ?? 0),
    tokens: BigInt(Math.round(usage?.total_tokens ?? 0)),
  };
}

/** Text that fits into a column. The body has all of it, with NUL escaped. */
export function columnText(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '').toWellFormed().slice(0, 1000);
}

function digest(text: string): string {
  return hash('sha256', text).slice(0, 32);
}
