import type {Findings} from '../agent-reader.ts';
import {findShares} from '../call-findings.ts';
import {isSound, totalOf} from '../figures.ts';
import {covers} from '../model-shares.ts';
import type {ToldCall} from './told-calls.ts';

/**
 * A call that broke off and was tried again is charged, and neither Claude Code nor Codex sends it; nor does Claude Code send the
 * one that took it over its own budget, nor any agent the one amid which it was killed.
 */
const UNSENT = 'a call that broke off or was cut off is not in its telemetry';

/**
 * An agent's records, with the calls that it told by telemetry as a second witness. A record may lack calls, and a post may
 * be lost, but neither makes a call up: so what was told counts where it has all that the records have and more. It is
 * never known to be whole, so it makes no figure exact, and less of it says nothing against the records.
 */
export function withTestimony(records: Findings | null, calls: readonly ToldCall[]): Findings | null {
  if (calls.length === 0) return records;
  const told = findTold(calls, records);
  if (records === null || records.state === 'unknown') return told;
  if (!isSound(told.figures) || covers(records.figures, told.figures)) return records;
  const best = covers(told.figures, records.figures) ? told : records;
  return records.state === 'measured' ? {...best, disagreement: describe(records, told)} : best;
}

/** Findings from telemetry, completed with the records' session, verdict and configuration. */
function findTold(calls: readonly ToldCall[], records: Findings | null): Findings {
  const findings = findShares(
    calls.map(({share}) => share),
    {
      sessionId: records?.sessionId ?? calls.find(({session}) => session !== null)?.session ?? null,
      source: 'telemetry',
      reason: records?.state === 'partial' ? records.reason : UNSENT,
      verdict: records?.verdict ?? null,
      ...(records === null ? {} : {config: records.config}),
    },
  );
  return {...findings, turns: records?.turns ?? findings.turns};
}

function describe(records: Findings, told: Findings): string {
  const [byRecords, byTelemetry] = [records, told].map(({figures}) => totalOf(figures));
  return `${records.source} has ${byRecords} tokens, telemetry ${byTelemetry}`;
}
