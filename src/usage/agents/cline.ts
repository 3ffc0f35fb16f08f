import {join} from 'node:path';
import {asArray, asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {AgentReader, AgentSession, ModelShare, Place, Verdict} from '../agent-reader.ts';
import {findShares, toConfig} from '../call-findings.ts';
import {chooseOwn, withDoubt} from '../choose-sessions.ts';
import {type FigureKeys, readCost, readCount, readFigures} from '../figures.ts';
import {addShares, isSame, subtractBefore, sumCounts, sumFigures} from '../model-shares.ts';
import {readBefore} from '../read-growth.ts';
import {readDocument} from '../read-records.ts';
import {ownSince, type RunTime, timeOf, toTime} from '../run-time.ts';
import {type ChangedFile, newestFiles, watchFiles} from '../session-files.ts';

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
  begin: async (place) => followRun(await watchSessions(place)),
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

function followRun(readSessions: (run: RunTime) => Promise<readonly Session[]>): AgentSession {
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
        const share = {...readUsage(usage, usage.totalCost), model: model ?? ''};
        if (results.length < MOST_RUNS) results.push({share, turns: readCount(record.iterations)});
        verdict = toVerdict(asText(record.finishReason) ?? null);
        calls = undefined;
      } else if (record.type === 'agent_event' && event?.type === 'usage') {
        // Beside the figures of one call stand those of all so far, which are not to be added up.
        calls = addShares([...(calls === undefined ? [] : [calls]), {...readUsage(event, event.cost), turns: 1}])[0];
      }
    },
    finish: async (end) => {
      const isPrinted = results.length > 0 || calls !== undefined;
      const isExpected = end.isExpected || isPrinted;
      const {sessions, doubt} = await chooseOwn(await readSessions(end), () => false, {...end, isExpected}, 0);
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
          config: toConfig(name, {agent_version: last?.version}),
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
  sessions: readonly Session[],
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

function tellSession(session: Session, result: Result | undefined): Told {
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
  const rests = totals.map((one) => subtractBefore([[one]], before, session.calls));
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

/** One session on disk. */
interface Session {
  readonly id: string;
  readonly model: string | undefined;
  /** The version of Cline. */
  readonly version: string | undefined;
  /** `running` where it was killed. */
  readonly status: string | undefined;
  /** The totals that it holds when a run has ended; none where the run was killed. */
  readonly totals: ModelShare | undefined;
  /** The totals that it held before this run. */
  readonly totalsBefore: ModelShare | undefined;
  /** The calls its messages tell: those of earlier runs, and those of this one. */
  readonly callsBefore: readonly ModelShare[];
  readonly calls: readonly ModelShare[];
  readonly isNew: boolean;
  readonly folder: string | undefined;
  /** False: what the session held before is not known. */
  readonly isWhole: boolean;
}

interface Message {
  readonly id: string;
  readonly time: number | null;
  readonly share: ModelShare;
}

interface Fact {
  readonly head: Json;
  readonly messages: readonly Message[];
}

const MESSAGES = '.messages.json';

/** Watches `<session>/<session>.json`, which has the totals, and the messages beside it. */
async function watchSessions(place: Place): Promise<(run: RunTime) => Promise<readonly Session[]>> {
  const {env, home} = place;
  const data = env.CLINE_DATA_DIR || join(env.CLINE_DIR || join(home, '.cline'), 'data');
  const named = env.CLINE_SESSION_DATA_DIR || env.CLINE_DATA_DIR || env.CLINE_DIR;
  const matches = (path: string) => /^[^/]+\/[^/]+\.json$/.test(path);
  const root = env.CLINE_SESSION_DATA_DIR || join(data, 'sessions');
  const files = await watchFiles(place, {root, within: named || home, depth: 1, matches});
  const before = await readBefore(files, matches, pickFact);
  return async (run) => {
    const {files: changed} = newestFiles(await files.changed(run));
    const ids = new Set(changed.map((file) => idOf(file.name)));
    const sessions = [];
    for (const id of ids) sessions.push(await readSession(id, changed, {before, run}));
    return sessions;
  };
}

async function readSession(
  id: string,
  changed: readonly ChangedFile[],
  {before, run}: {readonly before: ReadonlyMap<string, Fact>; readonly run: RunTime},
): Promise<Session> {
  const [headName, messagesName] = [`${id}/${id}.json`, `${id}/${id}${MESSAGES}`];
  const own = changed.filter((file) => file.name === headName || file.name === messagesName);
  const facts: Fact[] = [];
  for (const file of own) facts.push(pickFact(asObject(await readDocument(file.path)) ?? {}));
  const [headBefore, messagesBefore] = [before.get(headName), before.get(messagesName)];
  const head = facts.find((fact) => fact.head.session_id !== undefined)?.head ?? headBefore?.head ?? {};
  const found = facts.flatMap((fact) => fact.messages);
  const times = found.map(({time}) => time);
  const since = ownSince(times, run);
  const isOlder = run.isLate === true && (toTime(head.started_at) ?? since) < since;
  const older = found.filter(({time}) => time !== null && time < since);
  const old = new Map([...(messagesBefore?.messages ?? []), ...older].map((message) => [message.id, message.share]));
  const added = found.filter((message) => !old.has(message.id));
  const model = asText(head.model);
  return {
    id: asText(head.session_id) ?? id,
    model,
    version: asText(head.version),
    status: asText(head.status),
    totals: readTotals(head, model),
    totalsBefore: headBefore === undefined ? undefined : readTotals(headBefore.head, model),
    callsBefore: addShares([...old.values()]),
    calls: addShares(added.map((message) => message.share)),
    isNew: !isOlder && own.every((file) => file.isNew) && old.size === 0,
    folder: asText(head.cwd),
    isWhole: facts.length === own.length && own.every((file) => file.isNew || before.has(file.name)),
  };
}

function pickFact(document: Json): Fact {
  const {session_id, status, model, cwd, started_at} = document;
  const metadata = digObject(document, 'metadata');
  const version = dig(metadata, 'sessionHistoryOrigin', 'version');
  const usage = {aggregateUsage: metadata?.aggregateUsage, usage: metadata?.usage, version};
  return {
    head: {session_id, status, model, cwd, started_at, ...usage},
    messages: asArray(document.messages).flatMap(pickMessage),
  };
}

function pickMessage(value: unknown): readonly Message[] {
  const message = asObject(value);
  const [id, metrics] = [asText(message?.id), asObject(message?.metrics)];
  if (id === undefined || metrics === undefined) return [];
  const model = digText(message, 'modelInfo', 'id') ?? '';
  return [{id, time: timeOf(message ?? {}), share: {...readUsage(metrics, metrics.cost), model, turns: 1}}];
}

function readTotals(head: Json, model: string | undefined): ModelShare | undefined {
  const usage = asObject(head.aggregateUsage) ?? asObject(head.usage);
  return usage === undefined ? undefined : {...readUsage(usage, usage.totalCost), model: model ?? ''};
}

const KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens', output: 'outputTokens'},
};

/** With Anthropic's models too, the input includes the cache. A cost of 0 for tokens is that of a model it has no price for. */
function readUsage(usage: Json, statedCost: unknown): ModelShare {
  const [figures, cost] = [readFigures(usage, KEYS, 'whole'), readCost(statedCost)];
  const isFree = cost === 0 && (readCount(usage.inputTokens) !== 0 || figures.output !== 0);
  return {...figures, model: '', turns: null, cost: isFree ? null : cost};
}

function idOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}
