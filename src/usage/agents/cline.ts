import {asObject, asText, digText} from '../../domain/json.ts';
import type {AgentReader, AgentSession, ModelShare, Verdict} from '../agent-reader.ts';
import {findShares} from '../call-findings.ts';
import {chooseSessions, withDoubt} from '../choose-sessions.ts';
import {readCount} from '../figures.ts';
import {isSame, subtractBefore} from '../growth-of-totals.ts';
import {addShares, sumCounts, sumFigures} from '../model-shares.ts';
import type {RunTime} from '../run-time.ts';
import {type ClineSession, readClineUsage, watchClineSessions} from './cline-sessions.ts';

/**
 * Cline. Best first:
 *
 * 1. the totals with those of its subagents: the printed `run_result`, or those that the session's file holds when a run
 *    has ended; of a session that was resumed, less what it had used before;
 * 2. the messages of the session, where the run was killed;
 * 3. the printed `usage` events.
 */
export const cline: AgentReader = {
  wants: {types: ['run_result'], marks: ['"event":{"type":"usage"']},
  begin: async (place) => followRun(await watchClineSessions(place)),
};

/** A printed `run_result`. */
interface Result {
  readonly share: ModelShare;
  readonly turns: number | null;
}

/** One run of Cline. */
interface Told {
  readonly shares: readonly ModelShare[];
  readonly turns: number | null;
  readonly source: string;
  /** Names the part that is missing; null for none. */
  readonly reason: string | null;
}

const MOST_RUNS = 1000;
const CUT_OFF = 'it was cut off before it wrote its totals';

function followRun(readSessions: (run: RunTime) => Promise<readonly ClineSession[]>): AgentSession {
  const results: Result[] = [];
  let calls: ModelShare | undefined;
  let model: string | undefined;
  let verdict: Verdict | null = null;
  return {
    record: (record) => {
      const usage = asObject(record.aggregateUsage) ?? asObject(record.usage);
      const event = asObject(record.event);
      if (record.type === 'run_result' && usage !== undefined && 'finishReason' in record) {
        model = digText(record, 'model', 'id') ?? model;
        const share = {...readClineUsage(usage, usage.totalCost), model: model ?? ''};
        if (results.length < MOST_RUNS) results.push({share, turns: readCount(record.iterations)});
        verdict = toVerdict(asText(record.finishReason) ?? null);
        calls = undefined;
      } else if (record.type === 'agent_event' && event?.type === 'usage') {
        // Beside the figures of one call stand those of all so far, which are not to be added up.
        calls = addShares([
          ...(calls === undefined ? [] : [calls]),
          {...readClineUsage(event, event.cost), turns: 1},
        ])[0];
      }
    },
    line: () => {},
    finish: async (end) => {
      const isPrinted = results.length > 0 || calls !== undefined;
      const isExpected = end.isExpected || isPrinted;
      const {sessions, doubt} = chooseSessions(await readSessions(end), {...end, isExpected}, 0);
      if (sessions.length === 0 && !isExpected) return null;
      const told = tellRuns(results, calls, sessions);
      const last = sessions.at(-1);
      const name = model ?? last?.model;
      const findings = findShares(
        told.flatMap(({shares}) => shares),
        {
          sessionId: last?.id ?? null,
          source: told[0]?.source ?? 'session.aggregateUsage',
          reason: told.find(({reason}) => reason !== null)?.reason ?? null,
          verdict: verdict ?? statusToVerdict(last?.status),
          config: {
            ...(name === undefined ? {} : {model: name}),
            ...(last?.version === undefined ? {} : {metadata: {agent_version: last.version}}),
          },
        },
      );
      return withDoubt({...findings, turns: sumCounts(told.map(({turns}) => turns))}, doubt);
    },
  };
}

/**
 * Each session with the `run_result` it belongs to: that of its totals, or else the next one, for each run has one
 * session. What was printed of no session counts as it is.
 */
function tellRuns(
  results: readonly Result[],
  calls: ModelShare | undefined,
  sessions: readonly ClineSession[],
): readonly Told[] {
  const left = [...results];
  const matched = sessions.map((session) => {
    const match = left.findIndex(({share}) => session.totals !== undefined && isSame(share, session.totals));
    return {session, result: match === -1 ? undefined : left.splice(match, 1)[0]};
  });
  const told = matched.map(({session, result}) => tellSession(session, result ?? left.shift()));
  const rest = left.map(({share, turns}): Told => {
    return {shares: [share], turns, source: 'run_result.aggregateUsage', reason: null};
  });
  const isCut = calls !== undefined && sessions.every((session) => session.totals !== undefined);
  const cut: Told[] = isCut
    ? [{shares: [calls], turns: calls.turns, source: 'agent_event.usage', reason: CUT_OFF}]
    : [];
  return [...told, ...rest, ...cut];
}

function tellSession(session: ClineSession, result: Result | undefined): Told {
  const totals = [result?.share, session.totals].filter((share) => share !== undefined);
  const turns = result?.turns ?? sumCounts(session.calls.map((share) => share.turns));
  const {totalsBefore} = session;
  const isOld = totalsBefore !== undefined && session.totals !== undefined && isSame(session.totals, totalsBefore);
  const isKilled = result === undefined && (session.status === 'running' || (isOld && session.calls.length > 0));
  const [total] = totals;
  if (total === undefined || isKilled) {
    return {shares: session.calls, turns, source: 'messages.metrics', reason: CUT_OFF};
  }
  const before = [totalsBefore === undefined ? session.callsBefore : [totalsBefore], [], session.callsBefore];
  // Whether a total is of this run or of the session since it began shows in its messages.
  const rests = totals.map((one) => subtractBefore([one], before, session.calls));
  const rest = rests.find(({isProven}) => isProven) ?? rests[0] ?? {shares: [total], isProven: false};
  const source = result === undefined ? 'session.aggregateUsage' : 'run_result.aggregateUsage';
  // The messages name the model of each call.
  const models =
    rest.isProven && isSame(sumFigures(rest.shares), sumFigures(session.calls)) ? session.calls : rest.shares;
  const isCertain = session.isWhole && (rest.isProven || before.every((shares) => shares.length === 0));
  const reason = isCertain ? null : 'what its session had used before is not known';
  return {shares: models, turns, source, reason};
}

function toVerdict(text: string | null): Verdict {
  if (text === 'completed') return {kind: 'completed', text};
  if (text !== null && /abort|cancel/.test(text)) return {kind: 'aborted', text};
  return {kind: text !== null && /max|limit/.test(text) ? 'turn_limit' : 'failed', text};
}

/** A session that still says `running` tells nothing of how it ended. */
function statusToVerdict(status: string | undefined): Verdict | null {
  return status === undefined || status === 'running' ? null : toVerdict(status);
}
