import {asText} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, Verdict} from '../agent-reader.ts';
import {findShares} from '../call-findings.ts';
import {chooseSessions, withDoubt} from '../choose-sessions.ts';
import {sumCounts} from '../model-shares.ts';
import type {RunTime} from '../run-time.ts';
import {type ContinueSession, watchContinueSessions} from './continue-sessions.ts';

/**
 * Continue's `cn`. It prints no tokens, so everything is read from the files of its sessions: the usage of the calls in
 * their history where it adds up to the totals beside it, else the totals. The cost that stands there is wrong (it leaves
 * the cache out and has another price), so none is taken.
 */
export const continueCli: AgentReader = {
  wants: {types: [], marks: ['"note":"Response was not valid JSON']},
  begin: async (place) => followRun(await watchContinueSessions(place)),
};

function followRun(readSessions: (run: RunTime) => Promise<readonly ContinueSession[]>): AgentSession {
  let verdict: Verdict | null = null;
  return {
    record: (record) => {
      // An answer that is JSON is printed as it is; this is what is put round one that is not.
      const isWrapped = 'response' in record && asText(record.note)?.startsWith('Response was not valid JSON') === true;
      if (isWrapped)
        verdict = {kind: record.status === 'success' ? 'completed' : 'failed', text: asText(record.status) ?? null};
    },
    line: () => {},
    finish: async (end) => {
      const isPrinted = verdict !== null;
      const isExpected = end.isExpected || isPrinted;
      const {sessions, doubt} = chooseSessions(await readSessions(end), {...end, isExpected}, 0);
      if (sessions.length === 0 && !isExpected) return null;
      return withDoubt({...toFindings(sessions, isPrinted || end.exitCode === 0), verdict}, doubt);
    },
  };
}

function toFindings(sessions: readonly ContinueSession[], hasEnded: boolean): Findings {
  const missing = sessions.find((session) => session.reason !== null)?.reason ?? null;
  const findings = findShares(
    sessions.flatMap((session) => session.shares),
    {
      sessionId: sessions.findLast((session) => session.id !== undefined)?.id ?? null,
      source: sessions[0]?.source ?? 'session.usage',
      reason: missing ?? (hasEnded ? null : 'it may have been cut off, and a call that was is not known'),
    },
  );
  return {...findings, turns: sumCounts(sessions.map((session) => session.turns))};
}
