import {asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {Findings, ModelShare} from '../agent-reader.ts';
import {BROKE_OFF, findShares, firstReason, oneCall, toConfig} from '../call-findings.ts';
import {type FigureKeys, readCount} from '../figures.ts';
import {callsOf, describedBy, type Run, type Told, tellEach} from '../follow-sessions.ts';
import {addShares, NOTHING_USED, readShare, subtractBefore} from '../model-shares.ts';
import type {Fact} from '../session-facts.ts';
import {ownFolder} from '../session-files.ts';

/** An event of a session. */
interface Event extends Fact {
  readonly effort?: string | undefined;
  readonly event?: 'turn' | 'abort' | 'error';
  /** A turn that began, or an answer to a call that took so long, by the event that it follows. */
  readonly begun?: {readonly id: string; readonly at: number};
  readonly answered?: {readonly to: string; readonly at: number; readonly tookMs: number};
}

/** `"type":"session.shutdown"` and the like: the other events, and above all what tools printed, are left alone. */
const EVENT_TYPE =
  /"type"\s*:\s*"(?:session\.(?:start|resume|shutdown|usage_record|error)|abort|assistant\.turn_(?:start|end))"/;
/** It stands at the beginning of an event, or at its end. */
const EDGE = 300;
/** It tries a call again after one and a half seconds; what else comes before a call takes less than this. */
const RETRY_MS = 1_000;
const MAY_HAVE_BROKEN_OFF = 'a call may have broken off and been tried again, which its text mode does not say';
const KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens'},
  ...{output: 'outputTokens', reasoning: 'reasoningTokens'},
};

/**
 * Copilot CLI. It prints no tokens on stdout, and rounded ones on stderr, so everything is read from the events of its
 * sessions, `session-state/<id>/events.jsonl`, to which every run of a session adds. Best first:
 *
 * 1. the totals of the `session.shutdown` that this run added, less those of the shutdown before it;
 * 2. the `session.usage_record` of each call, where the run was killed.
 *
 * Its own word for how it ended is the printed `result`, or else its `session.error`. In text mode it prints at its end
 * which session it was, on stderr. A call that broke off is in the printed events alone; in text mode only a turn's long
 * wait for its answer tells that there may have been one.
 */
export const copilotCli = describedBy<Event>(
  {types: ['result', 'model.call_failure'], errorPrefixes: ['Resume ']},
  (place) => ({
    files: [
      {
        ...ownFolder(place, 'COPILOT_HOME', '.copilot'),
        depth: 2,
        matches: (path) => /^session-state\/[^/]+\/events\.jsonl$/.test(path),
      },
    ],
    wants: (line) =>
      [line.subarray(0, EDGE), line.subarray(-EDGE)].some((edge) => EVENT_TYPE.test(edge.toString('latin1'))),
    pick: pickEvent,
    hasRequests: true,
    pickPrinted,
    pickLine: (text) => ({session: /^Resume\s+copilot --resume=([\w-]{1,100})$/.exec(text)?.[1]}),
    sessionOf: (name) => name.split('/').at(-2) ?? name,
    tell: tellEach(tellSession),
  }),
  {name: 'github-copilot chat', pick: pickTold},
);

function pickPrinted({type, data, sessionId, usage, exitCode}: Json): Event | undefined {
  // What is tried again with success leaves no more than this.
  if (type === 'model.call_failure')
    return dig(data, 'failureKind') === 'transport' ? {isHint: true, gap: BROKE_OFF} : undefined;
  const session = asText(sessionId);
  if (type !== 'result' || session === undefined || dig(usage, 'premiumRequests') === undefined) return undefined;
  return {session, verdict: {kind: exitCode === 0 ? 'completed' : 'failed', text: null}};
}

function pickEvent({type, data, agentId, id: own, parentId, timestamp}: Json): Event | undefined {
  const at = Date.parse(asText(timestamp) ?? '');
  switch (type) {
    case 'session.start':
    case 'session.resume':
      return {
        ...{session: digText(data, 'sessionId'), folder: digText(data, 'context', 'cwd')},
        ...{version: digText(data, 'copilotVersion'), effort: digText(data, 'reasoningEffort')},
      };
    case 'session.shutdown': {
      // The same figures stand in it up to four times; this place has those of subagents in it.
      const metrics = digObject(data, 'modelMetrics');
      return metrics && {total: Object.entries(metrics).map(readMetrics)};
    }
    case 'session.usage_record': {
      const usage = digObject(data, 'usage');
      const id = asText(dig(usage, 'accounting', 'usageId')) ?? asText(usage?.apiCallId);
      const [to, tookMs] = [asText(parentId), readCount(usage?.duration)];
      const answered = to !== undefined && tookMs !== null && at >= 0 ? {answered: {to, at, tookMs}} : {};
      return usage && {id, call: oneCall(readShare(usage, KEYS, 'whole', usage.model), true), ...answered};
    }
    case 'assistant.turn_start': {
      const id = asText(own);
      return id !== undefined && at >= 0 ? {begun: {id, at}} : undefined;
    }
    case 'assistant.turn_end':
      return agentId === undefined ? {event: 'turn'} : undefined;
    case 'abort':
      return {event: 'abort', gap: BROKE_OFF, verdict: {kind: 'aborted', text: null}};
    case 'session.error': {
      const kind = digText(data, 'errorType');
      const isAsked = kind === 'query' && digText(data, 'message') !== undefined;
      const gap = isAsked && typeof dig(data, 'statusCode') !== 'number' ? BROKE_OFF : undefined;
      return {event: 'error', gap, verdict: {kind: 'failed', text: kind ?? null}};
    }
    default:
      return undefined;
  }
}

/** With a provider of one's own its `cost` is 0, which is none; else it counts premium requests, which are no USD. */
function readMetrics([model, metrics]: readonly [string, unknown]): ModelShare {
  return {
    ...readShare(digObject(metrics, 'usage'), KEYS, 'whole', model),
    turns: readCount(dig(metrics, 'requests', 'count')),
  };
}

/** Reads a span of telemetry, by the names of the GenAI conventions, old and new. One of a call that was cut off has no figures. */
function pickTold(told: Json) {
  const usage = (name: string) => told[`gen_ai.usage.${name}`];
  const figures = {
    ...{inputTokens: usage('input_tokens'), outputTokens: usage('output_tokens')},
    ...{reasoningTokens: usage('reasoning.output_tokens'), cacheReadTokens: usage('cache_read.input_tokens') ?? 0},
    cacheWriteTokens: usage('cache_write.input_tokens') ?? usage('cache_creation.input_tokens') ?? 0,
  };
  const model = told['gen_ai.response.model'] ?? told['gen_ai.request.model'];
  const call = {...readShare(figures, KEYS, 'whole', model), calls: 1};
  return {id: told['gen_ai.response.id'], session: told['gen_ai.conversation.id'], call};
}

function tellSession({id, printed, disk}: Run<Event>, {loose}: Told<Event>): Findings {
  const {before = [], after = [], isWhole = true} = disk ?? {};
  const totals = after.flatMap(({total}) => (total === undefined ? [] : [total]));
  const calls = callsOf(after);
  const isFinal = totals.length > 0;
  const {shares, isProven} = isFinal ? subtractBefore(totals, earlier(before), calls) : {shares: calls, isProven: true};
  // Versions that record no calls leave nothing to prove it by.
  const isCertain = isProven || (totals.length === 1 && (before.length === 0 || calls.length === 0));
  const start = [...before, ...after].find(({version}) => version !== undefined);
  const own = printed.at(-1)?.verdict;
  const said = after.findLast(({event}) => event === 'abort') ?? after.findLast(({event}) => event === 'error');
  const turns = after.filter(({event}) => event === 'turn').length;
  return findShares(isFinal && shares.length === 0 ? [NOTHING_USED] : shares, {
    ...{sessionId: id, timed: calls},
    source: isFinal ? 'session.shutdown' : 'session.usage_record',
    reason: firstReason(
      [!isFinal, 'it was cut off before it wrote its totals'],
      [!isCertain, 'what its session had used before is not certain'],
      [[...loose, ...printed, ...after].some(({gap}) => gap !== undefined), BROKE_OFF],
      [own === undefined && hasWaited(after), MAY_HAVE_BROKEN_OFF],
      [!isWhole, 'its events could not be read as a whole'],
    ),
    // Its result says 0 where a signal ended it, too.
    verdict: own?.kind === 'completed' && said?.event !== 'abort' ? own : (said?.verdict ?? own),
    config: {metadata: {}, ...toConfig(null, {agent_version: start?.version, reasoning_effort: start?.effort})},
    // A turn ends where its call failed, too.
    turns: disk === undefined ? null : Math.min(turns, calls.length === 0 ? Infinity : calls.length),
  });
}

/** True if an answer came much later than its turn began and its call took. */
function hasWaited(events: readonly Event[]): boolean {
  const turns = new Map(events.flatMap(({begun}) => (begun === undefined ? [] : [[begun.id, begun.at] as const])));
  return events.some(({answered}) => {
    const start = turns.get(answered?.to ?? '');
    return answered !== undefined && start !== undefined && answered.at - start - answered.tookMs >= RETRY_MS;
  });
}

/** Totals that may be continued, or none where each process begins anew: the last ones, with the calls of a run that was killed since, or without. */
function earlier(before: readonly Fact[]): readonly (readonly ModelShare[])[] {
  const last = before.findLastIndex(({total}) => total !== undefined);
  const written = before[last]?.total ?? [];
  return [addShares([...written, ...callsOf(before.slice(last + 1))]), written, []];
}
