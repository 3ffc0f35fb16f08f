import {isAbsolute, join} from 'node:path';
import {asObject, asText, dig, digText, type Json, parseObject} from '../../../domain/json.ts';
import type {Place} from '../../agent-reader.ts';
import {readDatabase} from '../../database-rows.ts';
import {addCounts, type FigureKeys, type Figures, readCost, readCount, readFigures} from '../../figures.ts';
import type {TableQuery} from '../../print-rows.ts';
import {readDocument} from '../../read-records.ts';
import {ownSince, type RunTime} from '../../run-time.ts';
import {newestFiles, watchFiles} from '../../session-files.ts';

/** One call of a model: a message of the assistant, or a printed step. */
export interface OpencodeCall {
  readonly messageId: string;
  readonly sessionId: string;
  /** The message of the user that it answers. */
  readonly promptId: string | undefined;
  readonly figures: Figures;
  readonly cost: number | null;
  readonly model: string | undefined;
  /** Milliseconds since 1970. */
  readonly created: number | null;
  /** It was answered to the end. */
  readonly isComplete: boolean;
  readonly finish: string | undefined;
  readonly error: string | undefined;
}

interface OpencodeSession {
  readonly id: string;
  /** The session that started this one as a subagent. */
  readonly parentId: string | undefined;
  readonly folder: string | undefined;
  /** The version of opencode. */
  readonly version: string | undefined;
  readonly created: number | null;
  /** Its own totals since it began, without subagents'; newer versions keep them. */
  readonly totals: Figures;
  readonly cost: number | null;
}

/** The sessions and calls on disk after a run. */
export interface OpencodeDisk {
  /** Every session that is still there. */
  readonly sessions: ReadonlyMap<string, OpencodeSession>;
  /** The sessions as they were before this run. */
  readonly sessionsBefore: ReadonlyMap<string, OpencodeSession>;
  /** The calls of this run. */
  readonly calls: readonly OpencodeCall[];
  /** Sessions that began earlier are older than the run. */
  readonly since: number;
  /** False: which totals the sessions had before is not known. */
  readonly isBeforeKnown: boolean;
}

/** The facts in one database, or in the files of 1.0. */
interface Kept {
  readonly sessions: readonly OpencodeSession[];
  readonly calls: readonly OpencodeCall[];
  readonly messageIds: readonly unknown[];
  readonly isWhole: boolean;
}

/** A larger database is not read before every run; then the times of its messages tell which are of the run. */
const MOST_BYTES_BEFORE = 64 * 1024 * 1024;
const MOST_BYTES = 1024 * 1024 * 1024;
const MOST_FILES = 20_000;

const SESSIONS: TableQuery = {
  table: 'session',
  columns: ['id', 'parent_id', 'directory', 'version', 'time_created', 'cost'].concat(
    ['input', 'output', 'reasoning', 'cache_read', 'cache_write'].map((name) => `tokens_${name}`),
  ),
};
const MESSAGE_IDS: TableQuery = {table: 'message', columns: ['id']};
const MESSAGES: TableQuery = {
  table: 'message',
  columns: ['id', 'session_id'],
  json: {
    column: 'data',
    parts: ['role', 'tokens', 'cost', 'modelID', 'providerID', 'parentID', 'time', 'finish', 'error.name'],
  },
};
const TOKENS: FigureKeys = {
  ...{input: 'input', cacheRead: ['cache', 'read'], cacheWrite: ['cache', 'write']},
  ...{output: 'output', reasoning: 'reasoning'},
};
const TOTALS: FigureKeys = {
  ...{input: 'tokens_input', cacheRead: 'tokens_cache_read', cacheWrite: 'tokens_cache_write'},
  ...{output: 'tokens_output', reasoning: 'tokens_reasoning'},
};

const isMessage = (path: string) => /^message\/[^/]+\/[^/]+\.json$/.test(path);
const isSession = (path: string) => /^session\/[^/]+\/[^/]+\.json$/.test(path);

/**
 * Watches the databases of version 1.2 and later, and the `storage` of the versions before. `product`: opencode, or an agent
 * that was made of it and keeps the same under its own name.
 */
export async function watchOpencode(place: Place, product: string): Promise<(run: RunTime) => Promise<OpencodeDisk>> {
  const within = place.env.XDG_DATA_HOME || place.home;
  const data = join(place.env.XDG_DATA_HOME || join(place.home, '.local', 'share'), product);
  const variable = place.env[`${product.toUpperCase()}_DB`];
  const named = variable !== undefined && isAbsolute(variable) ? [variable] : [];
  const isStored = (path: string) => isMessage(path) || isSession(path);
  const storage = await watchFiles(place, {root: join(data, 'storage'), within, depth: 2, matches: isStored});
  const isDatabase = (path: string) => path.startsWith(product) && /^[^/]*\.db(-wal)?$/.test(path);
  const databases = await watchFiles(place, {root: data, within, depth: 0, matches: isDatabase});
  const pathsOf = (names: readonly string[]) => [
    ...new Set(names.map((name) => join(data, name.replace(/-wal$/, '')))),
    ...named,
  ];
  const before = await databases.recall('rows', () =>
    readAll(pathsOf([...databases.before.keys()]), MOST_BYTES_BEFORE, MESSAGE_IDS),
  );
  const isBeforeKnown = before?.every(({isWhole}) => isWhole) === true;
  // An update moves the files of old versions into the database, under the same ids.
  const stored = [...storage.before.keys()];
  const idsBefore = new Set([
    ...(before ?? []).flatMap(({messageIds}) => messageIds),
    ...stored.filter(isMessage).map(idOf),
  ]);
  const sessionsBefore = byId([
    ...stored.filter(isSession).map((name) => readSession({id: idOf(name)})),
    ...(before ?? []).flatMap(({sessions}) => sessions),
  ]);

  return async (run) => {
    const changed = (await databases.changed(run)).map(({name}) => name);
    const files = newestFiles(await storage.changed(run), MOST_FILES).files;
    const kept = [...(await readAll(pathsOf(changed), MOST_BYTES, MESSAGES)), await readStorage(files)];
    const sessions = byId(kept.flatMap((one) => one.sessions));
    const calls = kept.flatMap((one) => one.calls);
    const times = calls.filter(({messageId}) => !idsBefore.has(messageId)).map(({created}) => created);
    const since = isBeforeKnown ? ownSince(times, run) : run.startTime;
    const isOwn = (call: OpencodeCall) => {
      const began = sessions.get(call.sessionId)?.created ?? 0;
      // A session that was forked from another begins with copies of its messages, older than itself.
      if (call.created !== null && call.created < began) return false;
      if (!isBeforeKnown) return (call.created ?? 0) >= since;
      return !idsBefore.has(call.messageId) && (call.created === null || call.created >= since);
    };
    return {sessions, sessionsBefore, calls: calls.filter(isOwn), since, isBeforeKnown};
  };
}

async function readAll(paths: readonly string[], mostBytes: number, messages: TableQuery): Promise<readonly Kept[]> {
  const all: Kept[] = [];
  for (const path of paths) {
    const read = await readDatabase(path, mostBytes, [SESSIONS, messages]);
    const {session = [], message = []} = read?.rows ?? {};
    all.push({
      sessions: session.flatMap((row) => (asText(row.id) === undefined ? [] : [readSession(row)])),
      calls: message.flatMap((row) => readMessage(row.id, row.session_id, parseObject(asText(row.data) ?? '')) ?? []),
      messageIds: message.map((row) => row.id),
      isWhole: read?.isWhole === true,
    });
  }
  return all;
}

/** The files of a message are written once for each call; those of sessions are needed for who started whom. */
async function readStorage(files: readonly {readonly path: string; readonly name: string}[]): Promise<Kept> {
  const [sessions, calls]: [OpencodeSession[], OpencodeCall[]] = [[], []];
  for (const {path, name} of files) {
    const document = asObject(await readDocument(path)) ?? {};
    const {id, parentID, directory, version} = document;
    const row = {id, parent_id: parentID, directory, version, time_created: dig(document, 'time', 'created')};
    if (isSession(name) && asText(id) !== undefined) sessions.push(readSession(row));
    const call = isMessage(name) ? readMessage(idOf(name), name.split('/')[1], document) : undefined;
    if (call !== undefined) calls.push(call);
  }
  return {sessions, calls, messageIds: [], isWhole: true};
}

function readSession(row: Json): OpencodeSession {
  return {
    id: asText(row.id) ?? '',
    parentId: asText(row.parent_id),
    folder: asText(row.directory),
    version: asText(row.version),
    created: readCount(row.time_created),
    totals: readTokens(row, TOTALS),
    cost: readCost(row.cost),
  };
}

/** The data of a message, as the database and the files of 1.0 have it; undefined for one of the user's. */
function readMessage(messageId: unknown, sessionId: unknown, data: Json | undefined): OpencodeCall | undefined {
  const tokens = asObject(data?.tokens);
  if (typeof messageId !== 'string' || typeof sessionId !== 'string') return undefined;
  if (data?.role !== 'assistant' || tokens === undefined) return undefined;
  return {
    ...{messageId, sessionId, promptId: asText(data.parentID), model: asText(data.modelID)},
    ...{figures: readTokens(tokens, TOKENS), cost: readCost(data.cost)},
    created: readCount(dig(data, 'time', 'created')),
    isComplete: typeof dig(data, 'time', 'completed') === 'number',
    finish: asText(data.finish),
    error: digText(data, 'error', 'name') ?? asText(data['error.name']),
  };
}

/** The `part` of a printed `step_finish`. */
export function readStep(part: Json): OpencodeCall | undefined {
  const [messageId, sessionId, tokens] = [asText(part.messageID), asText(part.sessionID), asObject(part.tokens)];
  if (messageId === undefined || sessionId === undefined || tokens === undefined) return undefined;
  return {
    ...{messageId, sessionId, promptId: undefined, model: undefined, created: null, error: undefined},
    ...{figures: readTokens(tokens, TOKENS), cost: readCost(part.cost), isComplete: true, finish: asText(part.reason)},
  };
}

/** The cache stands beside the input, and the thoughts beside the output. */
function readTokens(tokens: Json, keys: FigureKeys): Figures {
  const told = readFigures(tokens, keys, 'rest');
  return {...told, output: told.output === null ? null : addCounts(told.output, told.reasoning)};
}

function byId(sessions: readonly OpencodeSession[]): ReadonlyMap<string, OpencodeSession> {
  return new Map(sessions.map((session) => [session.id, session]));
}

function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1, -'.json'.length);
}
