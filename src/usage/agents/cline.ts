import {join} from 'node:path';
import {asArray, asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {Findings, ModelShare, Verdict} from '../agent-reader.ts';
import {findShares, firstReason, mergeFindings, oneCall, statedCost, toConfig} from '../call-findings.ts';
import {type FigureKeys, readCost, readCount} from '../figures.ts';
import {callsOf, describedBy, type Run, type Told, totalsOf} from '../follow-sessions.ts';
import {isSame, readShare, subtractBefore, sumCounts, sumFigures} from '../model-shares.ts';
import {timeOf, toTime} from '../run-time.ts';
import type {Fact} from '../session-facts.ts';

/** `status` is `running` where it was killed; a result printed has `turns`. */
interface ClineFact extends Fact {
  readonly status?: string | undefined;
  readonly turns?: number | null;
}

const CUT_OFF = 'it was cut off before it wrote its totals';
const KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens', output: 'outputTokens'},
};

/**
 * Cline. Best first:
 *
 * 1. the totals with those of its subagents: the printed `run_result`, or those that the session's file
 *    (`<session>/<session>.json`) holds when a run has ended; of a session that was resumed, less what it had used before;
 * 2. the messages of the session, in the file beside it, where the run was killed;
 * 3. the printed `usage` events.
 */
export const cline = describedBy<ClineFact>(
  {types: ['run_result'], marks: ['"event":{"type":"usage"']},
  ({env, home}) => {
    const data = env.CLINE_DATA_DIR || join(env.CLINE_DIR || join(home, '.cline'), 'data');
    const within = env.CLINE_SESSION_DATA_DIR || env.CLINE_DATA_DIR || env.CLINE_DIR || home;
    const matches = (path: string) => /^[^/]+\/[^/]+\.json$/.test(path);
    return {
      files: [{root: env.CLINE_SESSION_DATA_DIR || join(data, 'sessions'), within, depth: 1, matches}],
      isDocument: matches,
      pick: (document) => [pickHead(document), ...asArray(document.messages).flatMap(pickMessage)],
      sessionOf: (name) => name.slice(0, name.indexOf('/')),
      pickPrinted,
      tell: tellRuns,
    };
  },
);

function pickPrinted(record: Json): ClineFact | undefined {
  const usage = asObject(record.aggregateUsage) ?? asObject(record.usage);
  if (record.type === 'run_result' && usage !== undefined && 'finishReason' in record) {
    const model = digText(record, 'model', 'id');
    const verdict = toVerdict(asText(record.finishReason) ?? null);
    return {total: [readUsage(usage, usage.totalCost, model)], turns: readCount(record.iterations), model, verdict};
  }
  const event = record.type === 'agent_event' ? asObject(record.event) : undefined;
  // Beside the figures of one call stand those of all so far, which are not to be added up.
  return event?.type === 'usage' ? {call: oneCall(readUsage(event, event.cost, undefined), true)} : undefined;
}

function pickHead(document: Json): ClineFact {
  const metadata = digObject(document, 'metadata');
  const usage = asObject(metadata?.aggregateUsage) ?? asObject(metadata?.usage);
  const model = asText(document.model);
  return {
    ...{folder: asText(document.cwd), model, status: asText(document.status), created: toTime(document.started_at)},
    version: asText(dig(metadata, 'sessionHistoryOrigin', 'version')),
    total: usage && [readUsage(usage, usage.totalCost, model)],
  };
}

function pickMessage(value: unknown): readonly ClineFact[] {
  const message = asObject(value);
  const [id, metrics] = [asText(message?.id), asObject(message?.metrics)];
  if (message === undefined || id === undefined || metrics === undefined) return [];
  return [
    {id, at: timeOf(message), call: oneCall(readUsage(metrics, metrics.cost, dig(message, 'modelInfo', 'id')), true)},
  ];
}

/** With Anthropic's models too, the input includes the cache. */
function readUsage(usage: Json, stated: unknown, model: unknown): ModelShare {
  return statedCost({...readShare(usage, KEYS, 'whole', model), cost: readCost(stated)});
}

/**
 * Each session with the `run_result` it belongs to: that of its totals, or else the next one, for each run has one
 * session. What was printed of no session counts as it is.
 */
function tellRuns({runs, loose}: Told<ClineFact>): Findings {
  const left = loose.filter(({total}) => total !== undefined);
  const matched = runs.map((run) => {
    const [total] = totalsOf(run.disk?.after ?? []).slice(-1);
    const match = left.findIndex((one) => isSame(sumFigures(one.total ?? []), sumFigures(total ?? [])));
    return {run, result: total === undefined || match === -1 ? undefined : left.splice(match, 1)[0]};
  });
  const told = matched.map(({run, result}) => tellSession(run, result ?? left.shift()));
  const printed = left.map(({total = [], turns = null}) => {
    return findShares(total, {sessionId: null, source: 'run_result.aggregateUsage', reason: null, turns});
  });
  const calls = callsOf(loose.slice(loose.findLastIndex(({total}) => total !== undefined) + 1));
  const isCut = calls.length > 0 && runs.every(({disk}) => totalsOf(disk?.after ?? []).length > 0);
  const cut = isCut ? [findShares(calls, {sessionId: null, source: 'agent_event.usage', reason: CUT_OFF})] : [];
  const all = [...told, ...printed, ...cut];
  const nothing = findShares([], {sessionId: null, source: 'session.aggregateUsage', reason: null});
  const findings = mergeFindings(all.length > 0 ? all : [nothing]);
  const said = loose.findLast(({verdict}) => verdict !== undefined);
  const model = loose.findLast((fact) => fact.model !== undefined)?.model;
  return {
    ...findings,
    verdict: said?.verdict ?? findings.verdict,
    config: {...findings.config, ...toConfig(model, {})},
  };
}

function tellSession({id, disk}: Run<ClineFact>, result: ClineFact | undefined): Findings {
  const {before = [], after = [], isWhole = true} = disk ?? {};
  const last = (key: keyof Fact | 'status') => [...before, ...after].findLast((fact) => fact[key] !== undefined);
  const [calls, callsBefore] = [callsOf(after), callsOf(before)];
  const [[total], [totalBefore]] = [totalsOf(after).slice(-1), totalsOf(before).slice(-1)];
  const totals = [result?.total, total].filter((one) => one !== undefined);
  const status = last('status')?.status;
  const isOld = totalBefore !== undefined && total !== undefined && isSame(sumFigures(total), sumFigures(totalBefore));
  const isKilled = result === undefined && (status === 'running' || (isOld && calls.length > 0));
  const turns = result?.turns ?? sumCounts(calls.map((share) => share.turns));
  // A session that still says `running` tells nothing of how it ended.
  const verdict = status === undefined || status === 'running' ? null : toVerdict(status);
  const config = toConfig(last('model')?.model, {agent_version: last('version')?.version});
  const known = {sessionId: id, turns, verdict, config, timed: calls};
  const [first] = totals;
  if (first === undefined || isKilled)
    return findShares(calls, {...known, source: 'messages.metrics', reason: CUT_OFF});
  const older = [totalBefore ?? callsBefore, [], callsBefore];
  // The messages show whether a total is of this run or of the whole session.
  const rests = totals.map((one) => subtractBefore([one], older, calls));
  const rest = rests.find(({isProven}) => isProven) ?? rests[0] ?? {shares: first, isProven: false};
  const isCertain = isWhole && (rest.isProven || older.every((shares) => shares.length === 0));
  // The messages name the model of each call.
  const isListed = rest.isProven && isSame(sumFigures(rest.shares), sumFigures(calls));
  return findShares(isListed ? calls : rest.shares, {
    ...known,
    source: result === undefined ? 'session.aggregateUsage' : 'run_result.aggregateUsage',
    reason: firstReason([!isCertain, 'what its session had used before is not known']),
  });
}

function toVerdict(text: string | null): Verdict {
  if (text === 'completed') return {kind: 'completed', text};
  if (text !== null && /abort|cancel/.test(text)) return {kind: 'aborted', text};
  return {kind: text !== null && /max|limit/.test(text) ? 'turn_limit' : 'failed', text};
}
