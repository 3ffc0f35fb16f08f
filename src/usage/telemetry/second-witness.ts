import type {Findings} from '../agent-reader.ts';
import {BROKE_OFF, findShares} from '../call-findings.ts';
import {type Figures, totalOf} from '../figures.ts';
import type {ToldCall} from './told-calls.ts';

/** The calls that one agent reported by telemetry, and the facts that decide if they are all. */
export interface Testimony {
  readonly calls: readonly ToldCall[];
  /** A call failed on the way, so nobody knows what its answer would have cost. */
  readonly hasLost: boolean;
  /** Some posts were too much to be kept. */
  readonly isOverfull: boolean;
  readonly exitCode: number | null;
}

/**
 * An agent's records, with what it told by telemetry as a second witness. A record may lack calls, and a post may be
 * lost, but neither makes a call up: so the one counts that has all of the other and more, and where each has something
 * that the other lacks, the records do. Two that both are whole and differ are named.
 */
export function withTestimony(records: Findings | null, told: Testimony): Findings | null {
  if (told.calls.length === 0) return records;
  const account = accountOf(told, records);
  if (records === null || records.state === 'unknown') return account;
  const difference = compare(account.figures, records.figures);
  const areBothWhole = records.state === 'measured' && account.state === 'measured';
  if (difference === 'same') return areBothWhole || account.state !== 'measured' ? records : confirm(records);
  const disagreement = areBothWhole ? {disagreement: describe(records, account)} : {};
  return {...(difference === 'more' ? account : records), ...disagreement};
}

/**
 * Findings from telemetry, completed with the records' session, verdict and configuration. A call that broke
 * off is told by some agents in their records alone.
 */
function accountOf({calls, hasLost, isOverfull, exitCode}: Testimony, records: Findings | null): Findings {
  // Claude Code, for one, does not send its last call when that took it over a budget.
  const isEnded = exitCode === 0 && isCompleted(records);
  const reason = isOverfull
    ? 'it told more by telemetry than is kept'
    : !isEnded
      ? 'it did not come to its end, and its last call may not be in its telemetry'
      : hasLost || records?.reason === BROKE_OFF
        ? BROKE_OFF
        : null;
  const findings = findShares(
    calls.map(({share}) => share),
    {
      sessionId: records?.sessionId ?? calls.find(({session}) => session !== null)?.session ?? null,
      source: 'telemetry',
      reason,
      verdict: records?.verdict ?? null,
      ...(records === null ? {} : {config: records.config}),
    },
  );
  return {...findings, turns: records?.turns ?? (calls.some(isUntold) ? null : findings.turns)};
}

function isCompleted(records: Findings | null): boolean {
  return records === null || records.verdict === null || records.verdict.kind === 'completed';
}

function isUntold({share}: ToldCall): boolean {
  return share.turns === null;
}

/** Records that could not tell whether they were whole, and turn out to be. */
function confirm(records: Findings): Findings {
  return {...records, state: 'measured', reason: null, source: `${records.source}, confirmed by telemetry`};
}

/** Compares class by class: one may have more in one class of tokens and less in another. */
function compare(one: Figures, other: Figures): 'same' | 'more' | 'less' | 'mixed' {
  const signs = (['input', 'cacheRead', 'cacheWrite', 'output'] as const).map((key) =>
    Math.sign((one[key] ?? 0) - (other[key] ?? 0)),
  );
  if (signs.every((sign) => sign === 0)) return 'same';
  if (signs.every((sign) => sign >= 0)) return 'more';
  return signs.every((sign) => sign <= 0) ? 'less' : 'mixed';
}

function describe(records: Findings, account: Findings): string {
  const [byRecords, byTelemetry] = [records, account].map(({figures}) => totalOf(figures));
  return `${records.source} has ${byRecords} tokens, telemetry ${byTelemetry}`;
}
