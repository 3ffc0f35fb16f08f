import {asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, Place, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, findShares, toConfig} from '../call-findings.ts';
import {chooseOwn, withDoubt} from '../choose-sessions.ts';
import {type FigureKeys, readCount, readFigures} from '../figures.ts';
import {addShares, NOTHING_USED, subtractBefore, sumCounts} from '../model-shares.ts';
import {type Growth, watchLines} from '../read-growth.ts';
import type {RunTime} from '../run-time.ts';
import {ownFolder} from '../session-files.ts';

/** In text mode it prints at its end which session it was, on stderr. */
const RESUME_LINE = 'Resume ';

/**
 * Copilot CLI. It prints no tokens on stdout, and rounded ones on stderr, so everything is read from the events of its
 * sessions, `session-state/<id>/events.jsonl`, to which every run of a session adds. Best first:
 *
 * 1. the totals of the `session.shutdown` that this run added, less those of the shutdown before it;
 * 2. the `session.usage_record` of each call, where the run was killed.
 *
 * Its own word for how it ended is the printed `result`, or else its `session.error`.
 */
export const copilotCli: AgentReader = {
  wants: {types: ['result', 'model.call_failure'], errorPrefixes: [RESUME_LINE]},
  begin: async (place) => followRun(await watchSessions(place)),
};

/** The part of this run in the events of one session. */
interface Session {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly reasoningEffort: string | undefined;
  readonly shares: readonly ModelShare[];
  /** From the totals written at the end; otherwise from the calls. */
  readonly isFinal: boolean;
  /** Names the part that is missing; null for none. */
  readonly reason: string | null;
  /** Turns of the main conversation. */
  readonly turns: number;
  readonly error: SessionError | undefined;
  /** A signal ended it amid a call. */
  readonly isAborted: boolean;
  readonly isNew: boolean;
  readonly folder: string | undefined;
}

/** The last error. */
interface SessionError {
  readonly kind: string | undefined;
  /** The API said no, or it was no call that failed. */
  readonly isAnswered: boolean;
}

type Fact =
  | {readonly kind: 'start'; readonly data: Json}
  | {readonly kind: 'totals'; readonly models: readonly ModelShare[]}
  | {readonly kind: 'call'; readonly callId: string | undefined; readonly share: ModelShare}
  | {readonly kind: 'turn' | 'abort'}
  | {readonly kind: 'error'; readonly error: SessionError};

const MOST_IDS = 1000;
/** `"type":"session.shutdown"` and the like: the other events, and above all what tools printed, are left alone. */
const EVENT_TYPE = /"type"\s*:\s*"(?:session\.(?:start|resume|shutdown|usage_record|error)|abort|assistant\.turn_end)"/;
/** It stands at the beginning of an event, or at its end. */
const EDGE = 300;
const KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens'},
  ...{output: 'outputTokens', reasoning: 'reasoningTokens'},
};

function followRun(readSessions: (run: RunTime) => Promise<readonly Session[]>): AgentSession {
  const printed = new Set<string>();
  /** Sessions that a line of text names, which is no proof that it is one of this agent. */
  const named = new Set<string>();
  let verdict: Verdict | null = null;
  let isBroken = false;
  return {
    record: (record) => {
      // What is tried again with success leaves no more than this.
      isBroken ||= record.type === 'model.call_failure' && dig(record.data, 'failureKind') === 'transport';
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
      const told = new Set([...printed, ...all.flatMap(({id}) => (id !== undefined && named.has(id) ? [id] : []))]);
      const {sessions, doubt} = await chooseOwn(all, ({id}) => id !== undefined && told.has(id), end, told.size);
      if (sessions.length === 0 && printed.size === 0 && !end.isExpected) return null;
      const error = sessions.findLast((session) => session.error !== undefined)?.error;
      const failure: Verdict | null = error === undefined ? null : {kind: 'failed', text: error.kind ?? null};
      // Its result says 0 then, too.
      if (sessions.some((session) => session.isAborted)) verdict = {kind: 'aborted', text: null};
      const isGood = verdict?.kind === 'completed';
      const sessionId = sessions.at(-1)?.id ?? [...printed].at(-1) ?? null;
      const findings = {...toFindings(sessions), sessionId, verdict: isGood ? verdict : (failure ?? verdict)};
      return [isBroken ? BROKE_OFF : null, doubt].reduce(withDoubt, findings);
    },
  };
}

function toFindings(sessions: readonly Session[]): Findings {
  const {version, reasoningEffort} = sessions.at(-1) ?? {};
  const shares = sessions.flatMap((session) => session.shares);
  const findings = findShares(shares, {
    sessionId: null,
    source: sessions.every((session) => session.isFinal) ? 'session.shutdown' : 'session.usage_record',
    reason: sessions.find(({reason}) => reason !== null)?.reason ?? null,
    config: {metadata: {}, ...toConfig(null, {agent_version: version, reasoning_effort: reasoningEffort})},
  });
  return {...findings, turns: sumCounts(sessions.map((session) => session.turns))};
}

async function watchSessions(place: Place): Promise<(run: RunTime) => Promise<readonly Session[]>> {
  const matches = (path: string) => /^session-state\/[^/]+\/events\.jsonl$/.test(path);
  const files = {...ownFolder(place, 'COPILOT_HOME', '.copilot'), depth: 2, matches};
  const readLines = await watchLines(place, [files], isEvent, pickFact);
  return async (run) => {
    const {growths, isAll} = await readLines(run);
    return growths.map((growth) => readSession({...growth, isWhole: growth.isWhole && isAll}));
  };
}

function isEvent(line: Buffer): boolean {
  return (
    EVENT_TYPE.test(line.toString('latin1', 0, EDGE)) ||
    EVENT_TYPE.test(line.toString('latin1', Math.max(0, line.length - EDGE)))
  );
}

function readSession({file, before, after, isNew, isWhole}: Growth<Fact>): Session {
  const start = [...before, ...after].find((fact) => fact.kind === 'start')?.data;
  const totals = after.flatMap((fact) => (fact.kind === 'totals' ? [fact.models] : []));
  const isFinal = totals.length > 0;
  const calls = sharesOf(after);
  const {shares, isProven} = isFinal ? subtractBefore(totals, earlier(before), calls) : {shares: calls, isProven: true};
  // Versions that record no calls leave nothing to prove it by.
  const isCertain = isProven || (totals.length === 1 && (before.length === 0 || calls.length === 0));
  const error = after.findLast((fact) => fact.kind === 'error')?.error;
  const reasons = [
    [!isFinal, 'it was cut off before it wrote its totals'],
    [!isCertain, 'what its session had used before is not certain'],
    [error?.isAnswered === false || after.some((fact) => fact.kind === 'abort'), BROKE_OFF],
    [!isWhole, 'its events could not be read as a whole'],
  ] as const;
  return {
    id: digText(start, 'sessionId') ?? file.name.split('/').at(-2),
    version: digText(start, 'copilotVersion'),
    reasoningEffort: digText(start, 'reasoningEffort'),
    // Totals that list no model.
    shares: isFinal && shares.length === 0 ? [{...NOTHING_USED, model: '', turns: null, cost: null}] : shares,
    isFinal,
    reason: reasons.find(([holds]) => holds)?.[1] ?? null,
    // A turn ends where its call failed, too.
    turns: Math.min(after.filter((fact) => fact.kind === 'turn').length, sumCounts(calls.map(turnsOf)) ?? Infinity),
    error,
    isAborted: after.some((fact) => fact.kind === 'abort'),
    isNew,
    folder: digText(start, 'context', 'cwd'),
  };
}

function pickFact({type, data, agentId}: Json): Fact | undefined {
  switch (type) {
    case 'session.start':
    case 'session.resume':
      return {kind: 'start', data: asObject(data) ?? {}};
    case 'session.shutdown': {
      // The same figures stand in it up to four times; this place has those of subagents in it.
      const metrics = digObject(data, 'modelMetrics');
      return metrics === undefined ? undefined : {kind: 'totals', models: Object.entries(metrics).map(readMetrics)};
    }
    case 'session.usage_record': {
      const usage = digObject(data, 'usage');
      const callId = asText(dig(usage, 'accounting', 'usageId')) ?? asText(usage?.apiCallId);
      return usage === undefined ? undefined : {kind: 'call', callId, share: readShare(asText(usage.model), usage)};
    }
    case 'assistant.turn_end':
      return agentId === undefined ? {kind: 'turn'} : undefined;
    case 'abort':
      return {kind: 'abort'};
    case 'session.error':
      return {kind: 'error', error: readError(data)};
    default:
      return undefined;
  }
}

function readError(data: unknown): SessionError {
  const kind = digText(data, 'errorType');
  const isAsked = kind === 'query' && digText(data, 'message') !== undefined;
  return {kind, isAnswered: !isAsked || typeof dig(data, 'statusCode') === 'number'};
}

function readMetrics([model, metrics]: readonly [string, unknown]): ModelShare {
  return {...readShare(model, digObject(metrics, 'usage')), turns: readCount(dig(metrics, 'requests', 'count'))};
}

/** With a provider of one's own its `cost` is 0, which is none; else it counts premium requests, which are no USD. */
function readShare(model: string | undefined, usage: Json | undefined): ModelShare {
  return {...readFigures(usage, KEYS, 'whole'), model: model ?? '', turns: null, cost: null};
}

function sharesOf(facts: readonly Fact[]): readonly ModelShare[] {
  const byCall = new Map<unknown, ModelShare>();
  for (const fact of facts) if (fact.kind === 'call') byCall.set(fact.callId ?? fact, fact.share);
  return addShares([...byCall.values()].map((share) => ({...share, turns: 1})));
}

function turnsOf({turns}: ModelShare): number | null {
  return turns;
}

/** Totals that may be continued, or none where each process begins anew: the last ones, with the calls of a run that was killed since, or without. */
function earlier(before: readonly Fact[]): readonly (readonly ModelShare[])[] {
  const last = before.findLastIndex((fact) => fact.kind === 'totals');
  const written = before[last];
  const models = written?.kind === 'totals' ? written.models : [];
  return [addShares([...models, ...sharesOf(before.slice(last + 1))]), models, []];
}
