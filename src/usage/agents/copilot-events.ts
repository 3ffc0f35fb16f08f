import {join} from 'node:path';
import {asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {ModelShare, Place} from '../agent-reader.ts';
import {readCount, subtractCounts} from '../figures.ts';
import {subtractBefore} from '../growth-of-totals.ts';
import {addShares, NOTHING_USED} from '../model-shares.ts';
import {newestFiles} from '../newest-files.ts';
import {type Growth, readGrowths} from '../read-growth.ts';
import {isInFolder} from '../run-folder.ts';
import type {RunTime} from '../run-time.ts';
import {watchFiles} from '../session-files.ts';

/** The part of this run in the events of one session. */
export interface CopilotSession {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly reasoningEffort: string | undefined;
  readonly shares: readonly ModelShare[];
  /** From the totals written at the end; otherwise from the calls. */
  readonly isFinal: boolean;
  /** True where the totals before the run are known. */
  readonly isCertain: boolean;
  /** Turns of the main conversation. */
  readonly turns: number;
  /** The kind of the last error. */
  readonly error: string | undefined;
  readonly isNew: boolean;
  readonly isHere: boolean;
  readonly isWhole: boolean;
}

type Fact =
  | {readonly kind: 'start'; readonly data: Json}
  | {readonly kind: 'totals'; readonly models: readonly ModelShare[]}
  | {readonly kind: 'call'; readonly callId: string | undefined; readonly share: ModelShare}
  | {readonly kind: 'turn'}
  | {readonly kind: 'error'; readonly text: string | undefined};

/** `"type":"session.shutdown"` and the like: the other events, and above all what tools printed, are left alone. */
const EVENT_TYPE = /"type"\s*:\s*"(?:session\.(?:start|resume|shutdown|usage_record|error)|assistant\.turn_end)"/;
/** It stands at the beginning of an event, or at its end. */
const EDGE = 300;

/** Watches `session-state/<id>/events.jsonl`, to which every run of a session adds. */
export async function watchCopilotEvents(place: Place): Promise<(run: RunTime) => Promise<readonly CopilotSession[]>> {
  const {env, home, cwd} = place;
  const root = env.COPILOT_HOME || join(home, '.copilot');
  const matches = (path: string) => /^session-state\/[^/]+\/events\.jsonl$/.test(path);
  const files = await watchFiles(place, {root, within: env.COPILOT_HOME || home, depth: 2, matches});
  return async (run) => {
    const sessions = [];
    const {files: changed, isAll} = newestFiles(await files.changed(run));
    for (const growth of await readGrowths(changed, isEvent, pickFact, run)) {
      const session = await readSession(growth, cwd);
      sessions.push({...session, isWhole: session.isWhole && isAll});
    }
    return sessions;
  };
}

function isEvent(line: Buffer): boolean {
  return (
    EVENT_TYPE.test(line.toString('latin1', 0, EDGE)) ||
    EVENT_TYPE.test(line.toString('latin1', Math.max(0, line.length - EDGE)))
  );
}

async function readSession({file, before, after, isNew, isWhole}: Growth<Fact>, cwd: string): Promise<CopilotSession> {
  const start = [...before, ...after].find((fact) => fact.kind === 'start');
  const totals = after.flatMap((fact) => (fact.kind === 'totals' ? [fact.models] : []));
  const isFinal = totals.length > 0;
  const calls = sharesOf(after);
  const {shares, isProven} = isFinal ? sumTotals(totals, before, calls) : {shares: calls, isProven: true};
  return {
    id: digText(start?.data, 'sessionId') ?? file.name.split('/').at(-2),
    version: digText(start?.data, 'copilotVersion'),
    reasoningEffort: digText(start?.data, 'reasoningEffort'),
    shares: isFinal && shares.length === 0 ? [NO_CALL] : shares,
    isFinal,
    // Versions that record no calls leave nothing to prove it by.
    isCertain: isProven || (totals.length === 1 && (before.length === 0 || calls.length === 0)),
    turns: after.filter((fact) => fact.kind === 'turn').length,
    error: after.findLast((fact) => fact.kind === 'error')?.text,
    isNew,
    isHere: await isInFolder(digText(start?.data, 'context', 'cwd'), cwd),
    isWhole,
  };
}

/** In some versions the totals go on over the processes of a session, in others each process begins anew. */
function sumTotals(totals: readonly (readonly ModelShare[])[], before: readonly Fact[], calls: readonly ModelShare[]) {
  const goingOn = subtractBefore(totals.at(-1) ?? [], earlier(before), calls);
  return goingOn.isProven || totals.length === 1 ? goingOn : subtractBefore(addShares(totals.flat()), [[]], calls);
}

/** Stands for totals that list no model. */
const NO_CALL: ModelShare = {...NOTHING_USED, model: '', turns: null, cost: null};

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
      return usage === undefined
        ? undefined
        : {kind: 'call', callId, share: readShare(asText(usage.model) ?? '', usage)};
    }
    case 'assistant.turn_end':
      return agentId === undefined ? {kind: 'turn'} : undefined;
    case 'session.error':
      return {kind: 'error', text: digText(data, 'errorType')};
    default:
      return undefined;
  }
}

function readMetrics([model, metrics]: readonly [string, unknown]): ModelShare {
  return {...readShare(model, digObject(metrics, 'usage') ?? {}), turns: readCount(dig(metrics, 'requests', 'count'))};
}

/** The input includes cache reads and writes. */
function readShare(model: string, usage: Json): ModelShare {
  const [cacheRead, cacheWrite] = [readCount(usage.cacheReadTokens), readCount(usage.cacheWriteTokens)];
  return {
    model,
    input: subtractCounts(readCount(usage.inputTokens), cacheRead, cacheWrite),
    cacheRead,
    cacheWrite,
    output: readCount(usage.outputTokens),
    reasoning: readCount(usage.reasoningTokens),
    turns: null,
    // With a provider of one's own its `cost` is 0, which is none; else it counts premium requests, which are no USD.
    cost: null,
  };
}

function sharesOf(facts: readonly Fact[]): readonly ModelShare[] {
  const byCall = new Map<unknown, ModelShare>();
  for (const fact of facts) if (fact.kind === 'call') byCall.set(fact.callId ?? fact, fact.share);
  return addShares([...byCall.values()].map((share) => ({...share, turns: 1})));
}

/** Totals that may be continued: the last ones, with the calls of a run that was killed since, or without. */
function earlier(before: readonly Fact[]): readonly (readonly ModelShare[])[] {
  const last = before.findLastIndex((fact) => fact.kind === 'totals');
  const written = before[last];
  const models = written?.kind === 'totals' ? written.models : [];
  return [addShares([...models, ...sharesOf(before.slice(last + 1))]), models, []];
}
