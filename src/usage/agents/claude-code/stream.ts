import {asArray, asObject, asText, digText, type Json} from '../../../domain/json.ts';
import type {Verdict} from '../../agent-reader.ts';
import {addCounts, addFigures, type Figures, NO_FIGURES, readCount} from '../../figures.ts';
import {addShares} from '../../model-shares.ts';
import {type Account, readAccount, readApiUsage, readModelUsage} from './records.ts';

/** One session as it was printed: its `system/init`, and a `result` for each message that was put to it. */
export interface Printed {
  readonly id: string;
  readonly init: Json | null;
  /** The number of results. */
  readonly results: number;
  readonly uuids: readonly string[];
  /** The use of this run alone, where each result tells what it added; else null. */
  readonly added: Account | null;
  /** The last result's account: of its own process, or from 2.1.3 on of the whole session. */
  readonly last: Account;
  /** All results added up. */
  readonly sum: Account;
  /** The main conversation's use in this run. */
  readonly usage: Figures;
  readonly turns: number | null;
  readonly verdict: Verdict | null;
  /** It stopped amid a call. */
  readonly isCut: boolean;
  /** A call ended in an error that is no answer of the API: it may have been charged. */
  readonly isLost: boolean;
  /** A call broke off in the middle, or never arrived, and was tried again. */
  readonly isBroken: boolean;
}

const EMPTY: Omit<Printed, 'id'> = {
  init: null,
  results: 0,
  uuids: [],
  added: null,
  last: {models: [], cost: null},
  sum: {models: [], cost: null},
  usage: NO_FIGURES,
  turns: null,
  verdict: null,
  isCut: false,
  isLost: false,
  isBroken: false,
};
/** More sessions than a step starts. */
const MOST_SESSIONS = 1000;

interface PrintedSessions {
  take(record: Json): void;
  all(): readonly Printed[];
}

export function collectSessions(): PrintedSessions {
  const sessions = new Map<string, Printed>();
  return {
    take: (record) => {
      const id = asText(record.session_id);
      if (id === undefined || (sessions.size >= MOST_SESSIONS && !sessions.has(id))) return;
      const known = sessions.get(id) ?? {id, ...EMPTY};
      // Qwen Code prints records of the same shape without the first of these keys, Cursor without the second.
      if (record.type === 'system' && record.subtype === 'init' && 'apiKeySource' in record && 'tools' in record) {
        sessions.set(id, {...known, init: pickInit(record)});
      } else if (record.subtype === 'api_retry' && sessions.has(id)) {
        sessions.set(id, {...known, isBroken: known.isBroken || record.error_status === null});
      } else if (record.type === 'result' && ('modelUsage' in record || 'total_cost_usd' in record)) {
        if (!isKnown(known, record)) sessions.set(id, addResult(known, record));
      }
    },
    all: () => [...sessions.values()],
  };
}

/** The sum of what is known for all; 0 where there is nothing. */
function sumCosts(models: Account['models']): number | null {
  return models.some(({cost}) => cost === null) ? null : models.reduce((sum, {cost}) => sum + (cost ?? 0), 0);
}

function addCosts(before: number | null, cost: number | null): number | null {
  return cost === null ? null : (before ?? 0) + cost;
}

/** A result that was printed already, by `tee` to both streams. */
function isKnown({uuids}: Printed, {uuid}: Json): boolean {
  return typeof uuid === 'string' && uuids.includes(uuid);
}

/** The last result counts for what goes on over the session; what each one tells of itself is added up. */
function addResult(known: Printed, record: Json): Printed {
  const since = asObject(record.model_usage_since_last_result);
  const sinceModels = readModelUsage(since);
  const added =
    since === undefined || (known.results > 0 && known.added === null)
      ? null
      : {models: addShares([...(known.added?.models ?? []), ...sinceModels]), cost: null};
  const last = readAccount(record.modelUsage, record.total_cost_usd);
  const usage = readApiUsage(asObject(record.usage) ?? {});
  return {
    ...known,
    results: known.results + 1,
    uuids: [...known.uuids, asText(record.uuid) ?? ''].slice(-MOST_SESSIONS),
    added: added && {...added, cost: sumCosts(added.models)},
    last,
    sum: {
      models: addShares([...known.sum.models, ...last.models]),
      cost: known.results > 0 && known.sum.cost === null ? null : addCosts(known.sum.cost, last.cost),
    },
    usage: known.results === 0 ? usage : addFigures(known.usage, usage),
    turns: addCounts(known.turns, readTurns(record)),
    verdict: readVerdict(record),
    isCut: isCut(record),
    isLost: isLost(record),
  };
}

/**
 * Reads the number of calls. At a limit `num_turns` counts one more or less than that, depending on the version, and
 * versions 1.0, whose `modelUsage` has no `contextWindow`, count messages there.
 */
function readTurns(record: Json): number | null {
  if (record.subtype !== 'success' || record.is_error === true) return Number.NaN;
  const [first] = Object.values(asObject(record.modelUsage) ?? {});
  return asObject(first)?.contextWindow === undefined ? Number.NaN : readCount(record.num_turns);
}

/** Versions before 2.1 say `is_error: false` at a turn limit, so the subtype goes first. */
function readVerdict(record: Json): Verdict {
  const subtype = asText(record.subtype) ?? null;
  if (subtype === 'error_max_turns') return {kind: 'turn_limit', text: subtype};
  if (subtype === 'error_max_budget_usd') return {kind: 'budget', text: subtype};
  if (isAborted(record)) return {kind: 'aborted', text: asText(record.terminal_reason) ?? subtype};
  if (record.is_error !== true && subtype === 'success') return {kind: 'completed', text: subtype};
  const status = readCount(record.api_error_status);
  if (status !== null) return {kind: 'failed', text: `API error ${status}`};
  const words = [asText(record.terminal_reason), subtype].filter((word) => word !== 'completed' && word !== 'success');
  return {kind: 'failed', text: words.find((word) => word != null) ?? null};
}

function isAborted(record: Json): boolean {
  return digText(record, 'terminal_reason')?.startsWith('aborted') === true;
}

function isCut(record: Json): boolean {
  return isAborted(record) || record.subtype === 'error_during_execution';
}

/** An answer of the API has a status; versions before 2.1 tell it, or what it means, in the text alone. */
function isLost(record: Json): boolean {
  if (record.is_error !== true || record.subtype !== 'success' || readCount(record.api_error_status) !== null)
    return false;
  return /^API Error(?!:? \(?\d{3})/.test(asText(record.result) ?? '');
}

/** The few keys that are of use: a session may begin with a record of many kilobytes. */
function pickInit(record: Json): Json {
  return {
    cwd: asText(record.cwd),
    model: asText(record.model),
    version: asText(record.claude_code_version),
    permissionMode: asText(record.permissionMode),
    tools: asArray(record.tools).filter((tool) => typeof tool === 'string'),
  };
}
