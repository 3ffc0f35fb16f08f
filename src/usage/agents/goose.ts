import {join} from 'node:path';
import {asText, digText, type Json, parseObject} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, Place, RunEnd} from '../agent-reader.ts';
import {findShares, oneCall} from '../call-findings.ts';
import {chooseOwn, rootOf, withDoubt} from '../choose-sessions.ts';
import {readDatabase} from '../database-rows.ts';
import {
  type Figures,
  NO_FIGURES,
  readCost,
  readCount,
  readFigures,
  subtractCounts,
  subtractFigures,
  totalOf,
} from '../figures.ts';
import {sumFigures} from '../model-shares.ts';
import type {TableQuery} from '../print-rows.ts';
import {ownSince, toTime} from '../run-time.ts';
import {type SessionFiles, watchFiles} from '../session-files.ts';

/**
 * Goose keeps the running totals of each session in a database, and since 1.5x a ledger with each call, subagents' and
 * compactions too. Versions before 1.4x do not tell what came from the cache. Its `complete` record tells the same totals,
 * since May 2026; before, those of the last call alone, and without an input. What is read is published (the reports
 * aaif-goose/goose#8871 and entireio/external-agents#74, and the schema of its database), not recorded.
 */
export const goose: AgentReader = {
  wants: {types: ['complete']},
  begin: async (place) => followRun(place, await watchDatabases(place)),
};

const CLASSES = ['input', 'output', 'cache_read', 'cache_write'].map((name) => `${name}_tokens`);
const SESSIONS: TableQuery = {
  table: 'sessions',
  columns: ['id', 'parent_session_id', 'working_dir', 'created_at', 'updated_at', 'model_config_json'].concat(
    [...CLASSES, 'cost'].map((name) => `accumulated_${name}`),
  ),
};
const LEDGER: TableQuery = {
  table: 'usage_ledger',
  columns: ['id', 'session_id', 'created_timestamp', 'model', 'cost', ...CLASSES],
};
const MOST_BYTES = 1024 * 1024 * 1024;
const NO_SPLIT = 'it does not tell what of its input came from the cache';
const CUT = 'it was cut off, and a call that had begun is not recorded';
const HAS_SUBAGENTS = 'whether its totals contain those of its subagents is not published';
const GONE_ON = 'what the session it went on with had used before is not known';
const UNLISTED = 'its totals contain calls that its ledger does not list';

interface Session {
  readonly id: string;
  readonly parent: string | null;
  readonly folder: string | undefined;
  readonly created: number | null;
  readonly updated: number | null;
  readonly model: string;
  readonly figures: Figures;
  readonly cost: number | null;
}

/** One call of the ledger. */
interface Entry {
  readonly id: string;
  readonly session: string;
  readonly time: number | null;
  readonly share: ModelShare;
}

/** The rows of a database. */
interface Kept {
  readonly sessions: ReadonlyMap<string, Session>;
  readonly entries: readonly Entry[];
}

interface Database {
  readonly path: string;
  readonly files: SessionFiles;
  /** Its rows before the run; null where nobody looked. */
  readonly before: Kept | null;
}

const NOTHING: Kept = {sessions: new Map(), entries: []};

/** Where its data lie by its variable, on Linux and on macOS; it was called Block's before. */
async function watchDatabases(place: Place): Promise<readonly Database[]> {
  const {env, home} = place;
  const data = [env.XDG_DATA_HOME || join(home, '.local', 'share'), join(home, 'Library', 'Application Support')];
  const roots = env.GOOSE_PATH_ROOT
    ? [{root: join(env.GOOSE_PATH_ROOT, 'data', 'sessions'), within: env.GOOSE_PATH_ROOT}]
    : data.flatMap((within) =>
        [['goose'], ['Block', 'goose']].map((names) => ({root: join(within, ...names, 'sessions'), within})),
      );
  return await Promise.all(roots.map(({root, within}) => watchDatabase(place, root, within)));
}

async function watchDatabase(place: Place, root: string, within: string): Promise<Database> {
  const matches = (path: string) => path === 'sessions.db' || path === 'sessions.db-wal';
  const files = await watchFiles(place, {root, within, depth: 0, matches});
  const path = join(root, 'sessions.db');
  const before = await files.recall('rows', async () => (files.before.size > 0 ? await readKept(path) : NOTHING));
  // Of what nobody starts by its name, only sessions count that began meanwhile, and those tell when they did.
  return {path, files, before: place.isLate ? NOTHING : (before ?? null)};
}

async function readKept(path: string): Promise<Kept | undefined> {
  const read = await readDatabase(path, MOST_BYTES, [SESSIONS, LEDGER]);
  if (read?.isWhole !== true) return undefined;
  const sessions = (read.rows.sessions ?? []).map(readSession);
  return {
    sessions: new Map(sessions.map((session) => [session.id, session])),
    entries: (read.rows.usage_ledger ?? []).map(readEntry),
  };
}

function readSession(row: Json): Session {
  return {
    id: String(row.id),
    parent: asText(row.parent_session_id) ?? null,
    folder: asText(row.working_dir),
    created: endOfSecond(row.created_at),
    updated: endOfSecond(row.updated_at),
    model: digText(parseObject(asText(row.model_config_json) ?? ''), 'model_name') ?? '',
    figures: readKeys(row, 'accumulated_'),
    cost: readCost(row.accumulated_cost),
  };
}

function readEntry(row: Json): Entry {
  const cost = readCost(row.cost);
  return {
    id: String(row.id),
    session: String(row.session_id),
    time: endOfSecond(row.created_timestamp),
    share: oneCall({...readKeys(row, ''), model: asText(row.model) ?? '', cost: cost === 0 ? null : cost}, true),
  };
}

/** The input contains what was read from the cache and written to it. */
function readKeys(row: Json, prefix: string): Figures {
  const key = (name: string) => `${prefix}${name}_tokens`;
  const cache = {cacheRead: key('cache_read'), cacheWrite: key('cache_write')};
  return readFigures(row, {input: key('input'), ...cache, output: key('output')}, 'whole');
}

/** Its times are whole seconds of UTC: the latest moment that one can mean. */
function endOfSecond(value: unknown): number | null {
  const time = toTime(typeof value === 'string' ? `${value.replace(' ', 'T')}Z` : value);
  return time === null ? null : time + 999;
}

function followRun(place: Place, databases: readonly Database[]): AgentSession {
  let complete: Json | undefined;
  return {
    record: (record) => {
      if (record.type === 'complete' && 'input_tokens' in record) complete = record;
    },
    finish: async (end) => {
      for (const database of databases) {
        const hasChanged = (await database.files.changed(end)).length > 0;
        const found = hasChanged ? await readRun(database, end) : undefined;
        if (found !== undefined) return found;
      }
      if (!end.isExpected) return null;
      // What is printed is of the whole session, also of what it had used before.
      return complete === undefined || place.isResuming ? findNothing(null) : findPrinted(complete);
    },
  };
}

/** Findings from the sessions of this run; undefined where there are none. */
async function readRun({path, before}: Database, end: RunEnd): Promise<Findings | undefined> {
  const now = (await readKept(path)) ?? NOTHING;
  const all = [...now.sessions.values()];
  const times = all.map(({updated}) => updated);
  const since = ownSince(times, end);
  const touched = all.filter(({updated, parent}) => parent === null && updated !== null && updated >= since);
  const described = touched
    .toSorted((a, b) => (a.updated ?? 0) - (b.updated ?? 0))
    .map((session) => ({...session, isNew: (session.created ?? 0) >= since}));
  const {sessions, doubt} = await chooseOwn(described, () => false, end, 0);
  if (sessions.length === 0) return undefined;
  const old = new Set(before?.entries.map(({id}) => id));
  const ids = new Set(sessions.map(({id}) => id));
  const isOwn = ({id, time, session}: Entry) =>
    !old.has(id) &&
    (time === null || time >= since) &&
    ids.has(rootOf(session, (one) => now.sessions.get(one)?.parent));
  const entries = now.entries.filter(isOwn);
  const findings =
    entries.length > 0 ? sumEntries(sessions, entries, before, end) : sumGrowth(sessions, now, before, end);
  return withDoubt(findings, doubt);
}

type Own = readonly (Session & {readonly isNew: boolean})[];

/** By the calls of the ledger. */
function sumEntries(own: Own, entries: readonly Entry[], before: Kept | null, end: RunEnd): Findings {
  const grown = sumFigures(growthOf(own, before));
  const listed = sumFigures(entries.map(({share}) => share));
  const isUnlisted = (totalOf(grown) ?? 0) > (totalOf(listed) ?? 0);
  const ids = own.map(({id}) => id);
  const calls = entries.map(({share, session}) => ({...share, turns: ids.includes(session) ? 1 : 0}));
  const reason = isUnlisted ? UNLISTED : whatIsMissing(listed, end);
  return findShares(calls, {sessionId: ids.at(-1) ?? null, source: 'usage_ledger', reason});
}

/** By the totals of the sessions, less what they were before. */
function sumGrowth(own: Own, now: Kept, before: Kept | null, end: RunEnd): Findings {
  const shares = growthOf(own, before);
  const figures = sumFigures(shares);
  const ids = own.map(({id}) => id);
  if (shares.length < own.length && shares.length === 0) return findNothing(GONE_ON);
  const hasSubagents = [...now.sessions.values()].some(({parent}) => parent !== null && ids.includes(parent));
  const missing = whatIsMissing(figures, end);
  const reason = missing === NO_SPLIT ? missing : hasSubagents ? HAS_SUBAGENTS : missing;
  return findShares(shares, {sessionId: ids.at(-1) ?? null, source: 'sessions.db', reason});
}

function growthOf(own: Own, before: Kept | null): readonly ModelShare[] {
  return own.flatMap((session): ModelShare[] => {
    const old = before?.sessions.get(session.id);
    if (old === undefined && !session.isNew) return [];
    const figures = old === undefined ? session.figures : subtractFigures(session.figures, old.figures);
    const cost = subtractCounts(session.cost, old?.cost ?? null);
    return [{...figures, model: session.model, turns: null, cost: cost === 0 ? null : cost}];
  });
}

function whatIsMissing({cacheRead, cacheWrite}: Figures, {exitCode}: RunEnd): string | null {
  if (cacheRead === null || cacheWrite === null) return NO_SPLIT;
  return exitCode === 0 ? null : CUT;
}

function findNothing(reason: string | null): Findings {
  const findings = findShares([], {sessionId: null, source: 'none', reason: null});
  return reason === null ? findings : {...findings, reason};
}

function findPrinted(complete: Json): Findings {
  const figures = {...NO_FIGURES, input: readCount(complete.input_tokens), output: readCount(complete.output_tokens)};
  return {...findNothing(null), figures, source: 'complete', state: 'partial', reason: NO_SPLIT};
}
