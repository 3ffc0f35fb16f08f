import {join} from 'node:path';
import type {AgentReader, AgentSession, Findings, ModelShare, Place, RunEnd} from '../agent-reader.ts';
import {NO_RECORD} from '../call-findings.ts';
import {chooseSessions, withDoubt} from '../choose-sessions.ts';
import {readDatabase} from '../database-rows.ts';
import {
  type Figures,
  hasFigures,
  NO_FIGURES,
  readCost,
  readCount,
  subtractCounts,
  subtractFigures,
} from '../figures.ts';
import {asText, digText, type Json, parseObject} from '../json.ts';
import {addShares, sumCounts, sumFigures} from '../model-shares.ts';
import type {TableQuery} from '../print-rows.ts';
import {isInFolder} from '../run-folder.ts';
import {ownSince, toTime} from '../run-time.ts';
import {type SessionFiles, watchFiles} from '../session-files.ts';

/**
 * Goose keeps the running totals of each session in a database. Versions before 1.4x do not tell what came from the cache.
 * Its `complete` record tells the same totals, since May 2026; before, those of the last call alone, and without an input.
 * What is read is published (the reports aaif-goose/goose#8871 and entireio/external-agents#74), not recorded.
 */
export const goose: AgentReader = {
  wants: {types: ['complete']},
  begin: async (place) => followRun(place, await watchDatabase(place)),
};

const SESSIONS: TableQuery = {
  table: 'sessions',
  columns: ['id', 'parent_session_id', 'working_dir', 'created_at', 'updated_at', 'accumulated_cost'].concat(
    ['input', 'output', 'cache_read', 'cache_write'].map((name) => `accumulated_${name}_tokens`),
    ['model_config_json'],
  ),
};
const MOST_BYTES = 1024 * 1024 * 1024;
const NO_SPLIT = 'it does not tell what of its input came from the cache';
const CUT = 'it was cut off, and a call that had begun is not recorded';
const HAS_SUBAGENTS = 'whether its totals contain those of its subagents is not published';
const GONE_ON = 'what the session it went on with had used before is not known';

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

interface Database {
  readonly path: string;
  readonly files: SessionFiles;
  /** The sessions before the run; null where nobody looked. */
  readonly before: ReadonlyMap<string, Session> | null;
}

async function watchDatabase(place: Place): Promise<Database> {
  const {env, home} = place;
  const data = env.GOOSE_PATH_ROOT
    ? join(env.GOOSE_PATH_ROOT, 'data')
    : join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'goose');
  const root = join(data, 'sessions');
  const files = await watchFiles(place, {
    root,
    within: env.GOOSE_PATH_ROOT || env.XDG_DATA_HOME || home,
    depth: 0,
    matches: (path) => path === 'sessions.db' || path === 'sessions.db-wal',
  });
  const path = join(root, 'sessions.db');
  // What nobody starts by its name counts only with sessions that began meanwhile, and those tell when they did.
  const isWanted = place.starts.length > 0 && files.before.size > 0;
  const before = await files.recall('rows', async () => (isWanted ? await readSessions(path) : undefined));
  return {path, files, before: isWanted ? (before ?? null) : files.before.size > 0 ? null : new Map()};
}

async function readSessions(path: string): Promise<ReadonlyMap<string, Session> | undefined> {
  const read = await readDatabase(path, MOST_BYTES, [SESSIONS]);
  if (read?.isWhole !== true) return undefined;
  return new Map((read.rows.sessions ?? []).map(readRow).map((session) => [session.id, session]));
}

/** The input contains what was read from the cache and written to it. */
function readRow(row: Json): Session {
  const total = (name: string) => readCount(row[`accumulated_${name}_tokens`]);
  const [cacheRead, cacheWrite] = [total('cache_read'), total('cache_write')];
  const input = subtractCounts(total('input'), cacheRead, cacheWrite);
  const time = (value: unknown) => toTime(typeof value === 'string' ? `${value.replace(' ', 'T')}Z` : value);
  const config = parseObject(asText(row.model_config_json) ?? '');
  return {
    id: String(row.id),
    parent: asText(row.parent_session_id) ?? null,
    folder: asText(row.working_dir),
    created: time(row.created_at),
    updated: time(row.updated_at),
    model: digText(config, 'model_name') ?? '',
    figures: {input, cacheRead, cacheWrite, output: total('output'), reasoning: null},
    cost: readCost(row.accumulated_cost),
  };
}

function followRun(place: Place, database: Database): AgentSession {
  let complete: Json | undefined;
  return {
    record: (record) => {
      if (record.type === 'complete' && 'input_tokens' in record) complete = record;
    },
    line: () => {},
    finish: async (end) => {
      const hasChanged = (await database.files.changed(end)).length > 0;
      const all = [
        ...((hasChanged ? await readSessions(database.path) : undefined) ?? new Map<string, Session>()).values(),
      ];
      const since = ownSince(
        all.map(({updated}) => updated),
        end,
      );
      const touched = all.filter(({updated, parent}) => parent === null && updated !== null && updated >= since);
      const described = touched.map(async (session) => ({
        ...session,
        isNew: (session.created ?? 0) >= since,
        isHere: await isInFolder(session.folder, place.cwd),
      }));
      const {sessions, doubt} = chooseSessions(await Promise.all(described), end, 0);
      if (sessions.length > 0) return withDoubt(toFindings(sessions, all, database.before, end), doubt);
      if (!end.isExpected) return null;
      // What is printed is of the whole session, also of what it had used before.
      return complete === undefined || place.isResuming ? UNKNOWN : fromPrinted(complete);
    },
  };
}

const UNKNOWN: Findings = {
  ...{figures: NO_FIGURES, turns: null, models: [], sessionId: null, cost: null, source: 'none', state: 'unknown'},
  ...{reason: NO_RECORD, verdict: null, config: {}},
};

function toFindings(
  own: readonly (Session & {readonly isNew: boolean})[],
  all: readonly Session[],
  before: ReadonlyMap<string, Session> | null,
  end: RunEnd,
): Findings {
  const shares = own.flatMap((session): ModelShare[] => {
    const old = before?.get(session.id);
    if (old === undefined && !session.isNew) return [];
    const figures = old === undefined ? session.figures : subtractFigures(session.figures, old.figures);
    const cost = subtractCounts(session.cost, old?.cost ?? null);
    return [{...figures, model: session.model, turns: null, cost: cost === 0 ? null : cost}];
  });
  const figures = sumFigures(shares);
  const isKnown = hasFigures(figures);
  const ids = own.map(({id}) => id);
  const reason = !isKnown
    ? shares.length < own.length
      ? GONE_ON
      : NO_RECORD
    : figures.cacheRead === null || figures.cacheWrite === null
      ? NO_SPLIT
      : all.some(({parent}) => parent !== null && ids.includes(parent))
        ? HAS_SUBAGENTS
        : end.exitCode !== 0
          ? CUT
          : null;
  const model = shares[0]?.model;
  return {
    ...UNKNOWN,
    figures,
    models: addShares(shares).filter((share) => share.model !== ''),
    sessionId: ids.at(-1) ?? null,
    cost: isKnown && shares.every(({cost}) => cost !== null) ? sumCounts(shares.map(({cost}) => cost)) : null,
    source: 'sessions.db',
    state: !isKnown ? 'unknown' : reason === null ? 'measured' : 'partial',
    reason,
    config: model === undefined || model === '' ? {} : {model},
  };
}

function fromPrinted(complete: Json): Findings {
  const figures = {...NO_FIGURES, input: readCount(complete.input_tokens), output: readCount(complete.output_tokens)};
  return {...UNKNOWN, figures, source: 'complete', state: 'partial', reason: NO_SPLIT};
}
