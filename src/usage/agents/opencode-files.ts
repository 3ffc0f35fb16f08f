import {isAbsolute, join} from 'node:path';
import {asObject} from '../../domain/json.ts';
import type {Place} from '../agent-reader.ts';
import {type DatabaseRows, readDatabase} from '../database-rows.ts';
import {NO_FIGURES} from '../figures.ts';
import {newestFiles} from '../newest-files.ts';
import type {TableQuery} from '../print-rows.ts';
import {readDocument} from '../read-records.ts';
import {ownSince, type RunTime} from '../run-time.ts';
import {type SessionFiles, watchFiles} from '../session-files.ts';
import {
  type OpencodeCall,
  type OpencodeSession,
  readMessage,
  readMessageRow,
  readSessionFile,
  readSessionRow,
} from './opencode-records.ts';

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

/**
 * Watches the databases of version 1.2 and later, and the `storage` of the versions before. `product`: opencode, or an agent
 * that was made of it and keeps the same under its own name.
 */
export async function watchOpencode(place: Place, product: string): Promise<(run: RunTime) => Promise<OpencodeDisk>> {
  const {env, home} = place;
  const data = join(env.XDG_DATA_HOME || join(home, '.local', 'share'), product);
  const within = env.XDG_DATA_HOME || home;
  const variable = env[`${product.toUpperCase()}_DB`];
  const named = variable !== undefined && isAbsolute(variable) ? variable : undefined;
  const isMessage = (path: string) => /^message\/[^/]+\/[^/]+\.json$/.test(path);
  const isSession = (path: string) => /^session\/[^/]+\/[^/]+\.json$/.test(path);
  const storage = await watchFiles(place, {
    root: join(data, 'storage'),
    within,
    depth: 2,
    matches: (path) => isMessage(path) || isSession(path),
  });
  const isDatabase = (path: string) => path.startsWith(product) && /^[^/]*\.db$/.test(path);
  const isLog = (path: string) => path.endsWith('-wal') && isDatabase(path.slice(0, -'-wal'.length));
  const databases = await watchFiles(place, {
    root: data,
    within,
    depth: 0,
    matches: (path) => isDatabase(path) || isLog(path),
  });
  const pathsBefore = [...databases.before.keys()].filter(isDatabase).map((name) => join(data, name));
  const before = await databases.recall('rows', async () => {
    const rows: (DatabaseRows | undefined)[] = [];
    for (const path of [...pathsBefore, ...(named === undefined ? [] : [named])]) {
      rows.push(await readDatabase(path, MOST_BYTES_BEFORE, [SESSIONS, MESSAGE_IDS]));
    }
    return rows;
  });
  const isBeforeKnown = before?.every((rows) => rows?.isWhole === true) === true;
  // An update moves the files of old versions into the database, under the same ids.
  const idsBefore = new Set([
    ...(before ?? []).flatMap((rows) => rows?.rows.message?.map((row) => row.id) ?? []),
    ...[...storage.before.keys()].filter(isMessage).map((name) => idOf(name)),
  ]);
  const sessionsBefore = byId(
    (before ?? []).flatMap((rows) => rows?.rows.session?.flatMap((row) => readSessionRow(row) ?? []) ?? []),
  );
  for (const name of storage.before.keys()) {
    const id = idOf(name);
    if (isSession(name) && !sessionsBefore.has(id)) sessionsBefore.set(id, {...NO_SESSION, id});
  }

  return async (run) => {
    const paths = await changedDatabases(databases, data, run);
    const rows: (DatabaseRows | undefined)[] = [];
    for (const path of named === undefined ? paths : [...paths, named])
      rows.push(await readDatabase(path, MOST_BYTES, [SESSIONS, MESSAGES]));
    const files = await readStorage(storage, isMessage, isSession, run);
    const sessions = byId([
      ...rows.flatMap((some) => some?.rows.session?.flatMap((row) => readSessionRow(row) ?? []) ?? []),
      ...files.sessions,
    ]);
    const calls = [
      ...rows.flatMap((some) => some?.rows.message?.flatMap((row) => readMessageRow(row) ?? []) ?? []),
      ...files.calls,
    ];
    const times = calls.filter(({messageId}) => !idsBefore.has(messageId)).map(({created}) => created);
    const since = isBeforeKnown ? ownSince(times, run) : run.startTime;
    const isOwn = (call: OpencodeCall) => {
      const began = sessions.get(call.sessionId)?.created ?? 0;
      // A session that was forked from another begins with copies of its messages, older than itself.
      if (call.created !== null && call.created < began) return false;
      if (!isBeforeKnown) return (call.created ?? 0) >= since;
      return !idsBefore.has(call.messageId) && (call.created === null || call.created >= since);
    };
    const isWhole = rows.every((some) => some?.isWhole === true) && files.isWhole;
    return {sessions, sessionsBefore, calls: calls.filter(isOwn), since, isBeforeKnown, isWhole};
  };
}

const NO_SESSION = {
  parentId: undefined,
  folder: undefined,
  version: undefined,
  created: null,
  totals: NO_FIGURES,
  cost: null,
};

async function changedDatabases(databases: SessionFiles, data: string, run: RunTime): Promise<readonly string[]> {
  const names = (await databases.changed(run)).map((file) => file.name.replace(/-wal$/, ''));
  return [...new Set(names)].map((name) => join(data, name));
}

/** The files of a message are written once for each call; those of sessions are needed for who started whom. */
async function readStorage(
  storage: SessionFiles,
  isMessage: (name: string) => boolean,
  isSession: (name: string) => boolean,
  run: RunTime,
) {
  const {files, isAll} = newestFiles(await storage.changed(run), MOST_FILES);
  const [sessions, calls]: [OpencodeSession[], OpencodeCall[]] = [[], []];
  for (const file of files) {
    const document = asObject(await readDocument(file.path)) ?? {};
    const session = isSession(file.name) ? readSessionFile(document) : undefined;
    if (session !== undefined) sessions.push(session);
    const call = isMessage(file.name)
      ? readMessage(idOf(file.name), file.name.split('/')[1] ?? '', document)
      : undefined;
    if (call !== undefined) calls.push(call);
  }
  return {sessions, calls, isWhole: isAll};
}

function byId(sessions: readonly OpencodeSession[]): Map<string, OpencodeSession> {
  return new Map(sessions.map((session) => [session.id, session]));
}

function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1, -'.json'.length);
}
