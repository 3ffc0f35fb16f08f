import {asObject, asText} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, RunEnd, Verdict} from '../agent-reader.ts';
import {findShares} from '../call-findings.ts';
import {type Chosen, chooseSessions, withDoubt} from '../choose-sessions.ts';
import {sumCounts} from '../model-shares.ts';
import type {RunTime} from '../run-time.ts';
import {type CopilotSession, watchCopilotEvents} from './copilot-events.ts';

/** In text mode it prints at its end which session it was, on stderr. */
const RESUME_LINE = 'Resume ';

/**
 * Copilot CLI. It prints no tokens on stdout, and rounded ones on stderr, so everything is read from the events of its
 * sessions. Best first:
 *
 * 1. the totals of the `session.shutdown` that this run added, less those of the shutdown before it;
 * 2. the `session.usage_record` of each call, where the run was killed.
 *
 * Its own word for how it ended is the printed `result`, or else its `session.error`.
 */
export const copilotCli: AgentReader = {
  wants: {types: ['result'], errorPrefixes: [RESUME_LINE]},
  begin: async (place) => followRun(await watchCopilotEvents(place)),
};

const MOST_IDS = 1000;

function followRun(readSessions: (run: RunTime) => Promise<readonly CopilotSession[]>): AgentSession {
  const printed = new Set<string>();
  /** Sessions that a line of text names, which is no proof that it is one of this agent. */
  const named = new Set<string>();
  let verdict: Verdict | null = null;
  return {
    record: (record) => {
      const [id, usage] = [asText(record.sessionId), asObject(record.usage)];
      if (record.type !== 'result' || id === undefined || usage === undefined || !('premiumRequests' in usage)) return;
      if (printed.size < MOST_IDS) printed.add(id);
      verdict = {kind: record.exitCode === 0 ? 'completed' : 'failed', text: null};
    },
    line: (text) => {
      const [, id] = /^Resume\s+copilot --resume=([\w-]{1,100})$/.exec(text) ?? [];
      if (id !== undefined && named.size < MOST_IDS) named.add(id);
    },
    finish: async (end) => {
      const all = await readSessions(end);
      const ids = all.flatMap(({id}) => (id !== undefined && named.has(id) ? [id] : []));
      const {sessions, doubt} = matchSessions(all, new Set([...printed, ...ids]), end);
      if (sessions.length === 0 && printed.size === 0 && !end.isExpected) return null;
      const error = sessions.findLast((session) => session.error !== undefined)?.error ?? null;
      const failure: Verdict | null = error === null ? null : {kind: 'failed', text: error};
      const isGood = verdict?.kind === 'completed';
      const id = sessions.at(-1)?.id ?? [...printed].at(-1) ?? null;
      const findings = {...toFindings(sessions), sessionId: id, verdict: isGood ? verdict : (failure ?? verdict)};
      return withDoubt(findings, doubt);
    },
  };
}

/** The sessions that were printed, and those that were not. */
function matchSessions(
  sessions: readonly CopilotSession[],
  printed: ReadonlySet<string>,
  end: RunEnd,
): Chosen<CopilotSession> {
  const isPrinted = ({id}: CopilotSession) => id !== undefined && printed.has(id);
  const others = sessions.filter((session) => !isPrinted(session));
  const {sessions: silent, doubt} = chooseSessions(others, end, printed.size);
  return {sessions: [...sessions.filter(isPrinted), ...silent], doubt};
}

function reasonOf({isFinal, isCertain, isWhole}: CopilotSession): string | null {
  if (!isFinal) return 'it was cut off before it wrote its totals';
  if (!isCertain) return 'what its session had used before is not certain';
  return isWhole ? null : 'its events could not be read as a whole';
}

function toFindings(sessions: readonly CopilotSession[]): Findings {
  const {version, reasoningEffort} = sessions.at(-1) ?? {};
  const metadata = {
    ...(version === undefined ? {} : {agent_version: version}),
    ...(reasoningEffort === undefined ? {} : {reasoning_effort: reasoningEffort}),
  };
  const findings = findShares(
    sessions.flatMap((session) => session.shares),
    {
      sessionId: null,
      source: sessions.every((session) => session.isFinal) ? 'session.shutdown' : 'session.usage_record',
      reason: sessions.map(reasonOf).find((one) => one !== null) ?? null,
      config: {metadata},
    },
  );
  return {...findings, turns: sumCounts(sessions.map((session) => session.turns))};
}
