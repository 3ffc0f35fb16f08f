import {join} from 'node:path';
import {asText, digText, type Json, parseObject} from '../../domain/json.ts';
import type {Findings, ModelShare, RunEnd} from '../agent-reader.ts';
import {findNothing, findShares, firstReason, oneCall, statedCost, withDoubt} from '../call-findings.ts';
import type {TableQuery} from '../database-rows.ts';
import {type Figures, NO_FIGURES, readCost, readCount, subtractCounts, subtractFigures, totalOf} from '../figures.ts';
import {callsOf, describedBy, type Run, type Told, tellEach} from '../follow-sessions.ts';
import {readShare, sumFigures} from '../model-shares.ts';
import {toTime} from '../run-time.ts';
import type {Fact} from '../session-facts.ts';

/** A session with its totals, or a call of the ledger; printed, the totals of its end. */
interface GooseFact extends Fact {
  readonly figures?: Figures;
}

const CLASSES = ['input', 'output', 'total', 'cache_read', 'cache_write'].map((name) => `${name}_tokens`);
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

/**
 * Goose keeps the running totals of each session in a database, and since 1.5x a ledger with each call, subagents' and
 * compactions too. Versions before 1.4x do not tell what came from the cache. Its `complete` record tells the same totals,
 * since May 2026; before, those of the last call alone, and without an input. What is read is published (the reports
 * aaif-goose/goose#8871 and entireio/external-agents#74, and the schema of its database), not recorded.
 */
export const goose = describedBy<GooseFact>({types: ['complete']}, ({env, home, isResuming}) => {
  // The folders of its data: by its variable, on Linux, on macOS. Its earlier name was Block's.
  const data = [env.XDG_DATA_HOME || join(home, '.local', 'share'), join(home, 'Library', 'Application Support')];
  const roots = env.GOOSE_PATH_ROOT
    ? [{root: join(env.GOOSE_PATH_ROOT, 'data', 'sessions'), within: env.GOOSE_PATH_ROOT}]
    : data.flatMap((within) =>
        [['goose'], ['Block', 'goose']].map((names) => ({root: join(within, ...names, 'sessions'), within})),
      );
  const matches = (path: string) => path === 'sessions.db' || path === 'sessions.db-wal';
  return {
    files: roots.map((root) => ({...root, depth: 0, matches})),
    database: {queries: [SESSIONS, LEDGER], mostBytes: MOST_BYTES, mostBytesBefore: MOST_BYTES},
    pick: pickRow,
    pickPrinted: ({type, input_tokens: input, output_tokens: output}) => {
      if (type !== 'complete' || input === undefined) return undefined;
      return {isHint: true, figures: {...NO_FIGURES, input: readCount(input), output: readCount(output)}};
    },
    tell: (told) => (told.runs.length > 0 ? tellEach(tellSession)(told) : tellPrinted(told, isResuming)),
  };
});

function pickRow(row: Json): GooseFact {
  if (row.kind === 'usage_ledger') {
    const call = oneCall(statedCost({...readKeys(row, '', row.model), cost: readCost(row.cost)}), true);
    return {id: String(row.id), session: String(row.session_id), at: endOfSecond(row.created_timestamp), call};
  }
  const model = digText(parseObject(asText(row.model_config_json) ?? ''), 'model_name');
  return {
    ...{session: String(row.id), parent: asText(row.parent_session_id), folder: asText(row.working_dir)},
    ...{created: endOfSecond(row.created_at), at: endOfSecond(row.updated_at) ?? 0},
    total: [{...readKeys(row, 'accumulated_', model), cost: readCost(row.accumulated_cost)}],
  };
}

/** The input contains what was read from the cache and written to it. What the total has beyond it is output: of some models the thoughts stand there alone. */
function readKeys(row: Json, prefix: string, model: unknown): ModelShare {
  const key = (name: string) => `${prefix}${name}_tokens`;
  const cache = {cacheRead: key('cache_read'), cacheWrite: key('cache_write')};
  const share = readShare(row, {input: key('input'), ...cache, output: key('output')}, 'whole', model);
  const rest = subtractCounts(readCount(row[key('total')]), readCount(row[key('input')]));
  return {...share, output: share.output !== null && (rest ?? 0) > share.output ? rest : share.output};
}

/** Its times are whole seconds of UTC: the latest moment that one can mean. */
function endOfSecond(value: unknown): number | null {
  const time = toTime(typeof value === 'string' ? `${value.replace(' ', 'T')}Z` : value);
  return time === null ? null : time + 999;
}

/** By the calls of the ledger, else by the totals of the session, less what they were before. */
function tellSession({id, disk}: Run<GooseFact>, {end}: Told<GooseFact>): Findings {
  const {before = [], after = [], isNew = false, isWhole = true} = disk ?? {};
  const entries = after.filter(({call}) => call !== undefined);
  const calls = callsOf(entries.map((fact) => ({...fact, call: fact.call && oneCall(fact.call, fact.session === id)})));
  const isMain = ({session, total}: GooseFact) => session === id && total !== undefined;
  const [[now], [old]] = [after.findLast(isMain)?.total ?? [], before.findLast(isMain)?.total ?? []];
  const grown = now === undefined || (old === undefined && !isNew) ? undefined : growthOf(now, old);
  const hasSubagents = [...before, ...after].some(({session}) => session !== id);
  if (calls.length === 0 && grown === undefined)
    return findNothing('what the session it went on with had used before is not known');
  const isUnlisted = (totalOf(grown ?? NO_FIGURES) ?? 0) > (totalOf(sumFigures(calls)) ?? 0);
  const shares = calls.length > 0 ? calls : grown === undefined ? [] : [grown];
  const missing = whatIsMissing(sumFigures(shares), end);
  const reason =
    calls.length > 0
      ? firstReason([isUnlisted, 'its totals contain calls that its ledger does not list'])
      : firstReason(
          [missing === NO_SPLIT, NO_SPLIT],
          [hasSubagents, 'whether its totals contain those of its subagents is not published'],
        );
  const findings = findShares(shares, {
    sessionId: id,
    source: calls.length > 0 ? 'usage_ledger' : 'sessions.db',
    reason: reason ?? missing,
  });
  return withDoubt(findings, firstReason([!isWhole, 'its database could not be read as a whole']));
}

function growthOf(now: ModelShare, old: ModelShare | undefined): ModelShare {
  const cost = subtractCounts(now.cost, old?.cost ?? null);
  return statedCost({...now, ...(old === undefined ? {} : subtractFigures(now, old)), cost});
}

function whatIsMissing({cacheRead, cacheWrite}: Figures, {exitCode}: RunEnd): string | null {
  return firstReason(
    [cacheRead === null || cacheWrite === null, NO_SPLIT],
    [exitCode !== 0, 'it was cut off, and a call that had begun is not recorded'],
  );
}

/** A printed total is of the whole session, including its usage before the run. */
function tellPrinted({loose}: Told<GooseFact>, isResuming: boolean): Findings {
  const figures = loose.at(-1)?.figures;
  if (figures === undefined || isResuming) return findNothing();
  return {...findNothing(NO_SPLIT), figures, source: 'complete', state: 'partial'};
}
