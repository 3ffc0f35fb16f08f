import {basename, dirname, isAbsolute, join} from 'node:path';
import {asObject, asText, dig, digText, type Json, parseObject} from '../../domain/json.ts';
import type {AgentReader, Findings, ModelShare, Place, Verdict} from '../agent-reader.ts';
import {findNothing, findShares, oneCall, statedCost, toConfig} from '../call-findings.ts';
import type {TableQuery} from '../database-rows.ts';
import {
  addCounts,
  addFigures,
  type FigureKeys,
  isSound,
  readCost,
  readCount,
  subtractFigures,
  totalOf,
} from '../figures.ts';
import {type Description, describedBy, type Run, type Told, tellEach, withTime} from '../follow-sessions.ts';
import {readShare, sumCounts, sumFigures} from '../model-shares.ts';
import {DOUBT_MS, toCallTime, toTime} from '../run-time.ts';
import type {Fact} from '../session-facts.ts';

/** A session, or a message of the assistant: kept, or printed as its steps, of which each is a part of the call. */
interface OpencodeFact extends Fact {
  readonly part?: string;
  /** The message of the user that it answers. */
  readonly prompt?: string | undefined;
  /** It was answered to the end. */
  readonly isComplete?: boolean;
  readonly finish?: string | undefined;
  readonly error?: string | undefined;
  /** A session's own totals since it began, without subagents'; newer versions keep them. */
  readonly sum?: ModelShare;
  /** Its totals have the calls that no message tells of: those that make titles and sum a conversation up. */
  readonly hasAll?: boolean;
}

/** A call of which all that is told is joined. */
type Call = OpencodeFact & {readonly call: ModelShare};

const NO_TITLES = 'its calls that make titles are recorded nowhere';
const CUT = 'it was cut off, and a call that had begun is not recorded';
/** A larger database is not read before every run; then the times of its messages tell which are of the run. */
const MOST_BYTES_BEFORE = 64 * 1024 * 1024;
const MOST_BYTES = 1024 * 1024 * 1024;
const SESSIONS: TableQuery = {
  table: 'session',
  columns: ['id', 'parent_id', 'directory', 'version', 'time_created', 'cost'].concat(
    ['input', 'output', 'reasoning', 'cache_read', 'cache_write'].map((name) => `tokens_${name}`),
  ),
};
const MESSAGES: TableQuery = {
  table: 'message',
  columns: ['id', 'session_id', 'type'],
  json: {
    column: 'data',
    parts: ['role', 'tokens', 'cost', 'modelID', 'model.id', 'parentID', 'time', 'finish', 'error.name', 'error.type'],
  },
};
/** Version 2 keeps its sessions in these, beside the older tables of a database that was there before. */
const [SESSIONS_2, MESSAGES_2] = [
  {...SESSIONS, table: 'session_v2'},
  {...MESSAGES, table: 'session_message'},
];
const TOKENS: FigureKeys = {
  ...{input: 'input', cacheRead: ['cache', 'read'], cacheWrite: ['cache', 'write']},
  ...{output: 'output', reasoning: 'reasoning'},
};
const TOTALS: FigureKeys = {
  ...{input: 'tokens_input', cacheRead: 'tokens_cache_read', cacheWrite: 'tokens_cache_write'},
  ...{output: 'tokens_output', reasoning: 'tokens_reasoning'},
};
const STORED = /^(message|session)\/[^/]+\/[^/]+\.json$/;

/**
 * opencode. It has no final record, so its calls are added up:
 *
 * 1. the messages on disk (a database since 1.2, other tables of it since 2.0, files before), which name the model, and
 *    alone have the calls of subagents, whose sessions name the one that started them;
 * 2. the printed `step_finish` of messages the disk does not tell;
 * 3. what the totals of a session have grown by, where neither tells of its calls.
 *
 * Before 2.0 the calls that give a session its title, and in 1.0 sum it up, are recorded nowhere, so that no run is known in
 * full; since then they are in the totals alone.
 */
export const opencode = createOpencodeReader('opencode');

/** Kilo is made of opencode: it prints the same records, and keeps the same ones under its own name. */
export const kilo = createOpencodeReader('kilo');

function createOpencodeReader(name: string): AgentReader {
  return describedBy({types: ['step_start', 'step_finish', 'error']}, (place) => describe(place, name));
}

function describe({env, home}: Place, product: string): Description<OpencodeFact> {
  const within = env.XDG_DATA_HOME || home;
  const data = join(env.XDG_DATA_HOME || join(home, '.local', 'share'), product);
  const variable = env[`${product.toUpperCase()}_DB`];
  const isDatabase = (path: string) => path.startsWith(product) && /^[^/]*\.db(-wal)?$/.test(path);
  const isNamed = (path: string) => path.replace(/-wal$/, '') === basename(variable ?? '');
  const named = variable !== undefined && isAbsolute(variable) ? dirname(variable) : undefined;
  return {
    files: [
      {root: join(data, 'storage'), within, depth: 2, matches: (path) => STORED.test(path)},
      {root: data, within, depth: 0, matches: isDatabase},
      ...(named === undefined || named === data ? [] : [{root: named, within: named, depth: 0, matches: isNamed}]),
    ],
    isDocument: (path) => STORED.test(path),
    // An update moves the files of old versions into the database, under the same ids.
    idOf: (path) => (path.startsWith('message/') ? basename(path, '.json') : undefined),
    database: {
      queries: [SESSIONS, SESSIONS_2, MESSAGES, MESSAGES_2],
      queriesBefore: [SESSIONS, SESSIONS_2, ...[MESSAGES, MESSAGES_2].map(({table}) => ({table, columns: ['id']}))],
      ...{mostBytes: MOST_BYTES, mostBytesBefore: MOST_BYTES_BEFORE},
    },
    pick: (record, path) => (STORED.test(path) ? pickStored(record, path) : pickRow(record)),
    sessionOf: (path) => path,
    pickPrinted: (record) => pickPrinted(record, product === 'opencode'),
    // A program that prints such records is opencode, unless the command names another or the disk says otherwise.
    mayBeOther: true,
    tell: (told) => (told.runs.length === 0 ? findNothing() : tellEach(tellSession)(told)),
  };
}

function pickRow(row: Json): OpencodeFact {
  if (row.kind === SESSIONS.table) return pickSession(row);
  if (row.kind === SESSIONS_2.table) return {...pickSession(row), hasAll: true};
  const data = parseObject(asText(row.data) ?? '');
  const message = row.kind === MESSAGES_2.table ? {...data, role: row.type, modelID: data?.['model.id']} : data;
  return pickMessage(row.id, row.session_id, message) ?? {id: asText(row.id)};
}

/** The files of a message are written once for each call; those of sessions are needed for who started whom. */
function pickStored(document: Json, path: string): OpencodeFact | undefined {
  const [kind, session] = path.split('/');
  if (kind === 'message') return pickMessage(basename(path, '.json'), session, document);
  const {id, parentID, directory, version} = document;
  return pickSession({id, parent_id: parentID, directory, version, time_created: dig(document, 'time', 'created')});
}

function pickSession(row: Json): OpencodeFact {
  return {
    ...{session: asText(row.id), parent: asText(row.parent_id), folder: asText(row.directory)},
    ...{version: asText(row.version), created: readCount(row.time_created)},
    sum: {...readTokens(row, TOTALS), cost: readCost(row.cost)},
  };
}

/** The data of a message, as the database and the files of 1.0 have it; undefined for one of the user's. */
function pickMessage(id: unknown, session: unknown, data: Json | undefined): OpencodeFact | undefined {
  const tokens = asObject(data?.tokens);
  if (typeof id !== 'string' || typeof session !== 'string') return undefined;
  if (data?.role !== 'assistant' || tokens === undefined) return undefined;
  return {
    ...{id, session, prompt: asText(data.parentID), at: readCount(dig(data, 'time', 'created'))},
    call: {
      ...{...readTokens(tokens, TOKENS, data.modelID), cost: readCost(data.cost)},
      ...toCallTime(toTime(dig(data, 'time', 'created')), toTime(dig(data, 'time', 'completed'))),
    },
    isComplete: typeof dig(data, 'time', 'completed') === 'number',
    finish: asText(data.finish),
    error: digText(data, 'error', 'name') ?? asText(data['error.name']) ?? asText(data['error.type']),
  };
}

function pickPrinted(record: Json, isUsual: boolean): OpencodeFact | undefined {
  const [session, part] = [asText(record.sessionID), asObject(record.part)];
  // Others print errors too, but not with such an id.
  if (session?.startsWith('ses_') !== true) return undefined;
  const base = {session, isHint: !isUsual};
  if (record.type === 'error')
    return {...base, verdict: {kind: 'failed', text: digText(record, 'error', 'name') ?? null}};
  const [id, tokens, finish] = [asText(part?.messageID), asObject(part?.tokens), asText(part?.reason)];
  if (part === undefined) return undefined;
  if (record.type !== 'step_finish' || id === undefined || tokens === undefined) return base;
  const call = {...readTokens(tokens, TOKENS), cost: readCost(part.cost)};
  const verdict: Verdict | undefined = finish === 'stop' ? {kind: 'completed', text: finish} : undefined;
  return {...base, id, part: asText(part.id) ?? '', call, isComplete: true, finish, verdict};
}

/** The cache stands beside the input, and the thoughts beside the output, unless the total says that the output contains them. */
function readTokens(tokens: Json, keys: FigureKeys, model?: unknown): ModelShare {
  const told = readShare(tokens, keys, 'rest', model);
  const isWithin = told.output !== 0 && totalOf(told) === readCount(tokens.total);
  return {...told, output: told.output === null || isWithin ? told.output : addCounts(told.output, told.reasoning)};
}

function tellSession({id, printed, disk}: Run<OpencodeFact>, {end}: Told<OpencodeFact>): Findings {
  const [before, after] = [disk?.before ?? [], disk?.after ?? []];
  const rows = new Map([...before, ...after].flatMap((fact) => (fact.sum ? [[fact.session, fact]] : [])));
  const steps = new Map(printed.flatMap((one, i) => (isCall(one) ? [[one.part || i, one]] : [])));
  // A session that was forked from another begins with copies of its messages, older than itself.
  const kept = after.filter(isCall).filter(({at, session}) => at == null || at >= (rows.get(session)?.created ?? 0));
  const calls = joinCalls(id, kept, [...steps.values()], rows);
  const bySession = Map.groupBy(calls, ({session}) => session);
  // A database of both versions has an older row of a session as well: the last one counts.
  const sums = new Map(after.flatMap((row) => (row.sum ? [[row.session, {...row, sum: row.sum}]] : [])));
  const growths = [...sums].map(([session, row]) => growthOf(row, before, bySession.get(session) ?? [], end.startTime));
  const grown = growths.flatMap(({share}) => share);
  const hasTitles = growths.some(({isBeside}) => isBeside);
  const shares = calls.flatMap((fact) => {
    const {call, session} = fact;
    return (totalOf(call) ?? 0) === 0 ? [] : [oneCall(statedCost(withTime(call, fact)), session === id)];
  });
  const isCut = calls.some(({isComplete}) => !isComplete);
  return findShares([...shares, ...grown], {
    sessionId: id,
    source: 'messages',
    reason: hasTitles ? (isCut ? CUT : null) : isCut ? `${NO_TITLES}, nor is one that was cut off` : NO_TITLES,
    verdict: printed.findLast((one) => one.call ?? one.verdict)?.verdict ?? lastWord(calls, id),
    config: toConfig(shares[0]?.model || undefined, {agent_version: rows.get(id ?? '')?.version}),
  });
}

function isCall(fact: OpencodeFact): fact is Call {
  return fact.call !== undefined;
}

/** The calls of a session and its subagents, each once. */
function joinCalls(
  root: string | null,
  kept: readonly Call[],
  steps: readonly Call[],
  rows: ReadonlyMap<string | undefined, OpencodeFact>,
): readonly Call[] {
  const byMessage = new Map<string | undefined, Call>();
  for (const step of steps) {
    const other = byMessage.get(step.id);
    const call = other && {
      ...step.call,
      ...addFigures(other.call, step.call),
      cost: sumCounts([other.call.cost, step.call.cost]),
    };
    byMessage.set(step.id, call === undefined ? step : {...step, call});
  }
  // A session's first answer to the prompt of this run began it, where a printed step shows which prompt that was. What is older
  // belongs to earlier runs, also where their session was not yet there when this one began (a restored cache).
  const own = kept.filter(({session, at}) => session === root && at != null);
  const prompts = new Set(own.flatMap(({id, prompt}) => (byMessage.has(id) ? [prompt] : [])));
  const start = own.reduce(
    (least, {prompt, at}) => (prompts.has(prompt) ? Math.min(least, at ?? least) : least),
    Infinity,
  );
  for (const one of kept) {
    const began = one.session === root ? one.at : rows.get(one.session)?.created;
    if ((began ?? Infinity) < (start === Infinity ? 0 : start)) continue;
    const step = byMessage.get(one.id);
    // A message that was killed between its step and its end is told in full by the step.
    const isStep = step !== undefined && (totalOf(step.call) ?? 0) > (totalOf(one.call) ?? 0);
    byMessage.set(one.id, isStep ? {...one, call: {...step.call, model: one.call.model}} : one);
  }
  return [...byMessage.values()];
}

/**
 * What a session's totals have grown by and its calls do not tell: all of it where none of them is known, else the calls
 * beside the conversation, where the totals have those and it is known what they were before.
 */
function growthOf(
  {session, sum, created, hasAll}: OpencodeFact & {readonly sum: ModelShare},
  before: readonly OpencodeFact[],
  calls: readonly Call[],
  startTime: number,
): {readonly share: readonly ModelShare[]; readonly isBeside: boolean} {
  const isBeside = calls.length > 0;
  const old = before.findLast((fact) => fact.sum && fact.session === session)?.sum;
  const known = [...(old === undefined ? [] : [old]), ...calls.map(({call}) => call)];
  const figures = subtractFigures(sum, sumFigures(known));
  const isNew = (created ?? 0) >= startTime - DOUBT_MS;
  const isTold = hasAll === true && (old !== undefined || isNew) && isSound(figures);
  if ((isBeside && !isTold) || totalOf(figures) === 0) return {share: [], isBeside: false};
  // A difference of sums of fractions of a cent has rounding errors far behind the point.
  const cost = sum.cost === null ? 0 : Number((sum.cost - (sumCounts(known.map((one) => one.cost)) ?? 0)).toFixed(10));
  return {share: [{...figures, model: '', turns: null, cost: cost > 0 ? cost : null}], isBeside};
}

/** Takes the verdict from the last message of the main conversation. */
function lastWord(calls: readonly Call[], root: string | null): Verdict | null {
  const own = calls.filter(({session}) => session === root);
  const last = own.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)).at(-1);
  if (last?.error !== undefined)
    return {kind: last.error === 'MessageAbortedError' ? 'aborted' : 'failed', text: last.error};
  return last?.isComplete === true && last.finish === 'stop' ? {kind: 'completed', text: last.finish} : null;
}
