import {join} from 'node:path';
import {asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {ModelShare, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, oneCall, statedCost} from '../call-findings.ts';
import {type FigureKeys, readCost, totalOf} from '../figures.ts';
import {cutOff, describedBy, tellCalls} from '../follow-sessions.ts';
import {readShare} from '../model-shares.ts';
import {timeOf, toCallTime, toTime} from '../run-time.ts';
import type {Fact} from '../session-facts.ts';
import {ownFolder} from '../session-files.ts';

/**
 * Pi records each call as a `message` in the file of its session, and with `--mode json` as a printed `message_end`. The
 * same figures stand again in `turn_end` and `agent_end`, and unfinished ones in `message_start` and `message_update`.
 */
export const pi = describedBy({types: ['session', 'message_end', 'compaction_end']}, (place) => {
  const named = place.env.PI_CODING_AGENT_SESSION_DIR;
  const own = ownFolder(place, 'PI_CODING_AGENT_DIR', '.pi', 'agent');
  const folder = named ? {root: named, within: named} : {...own, root: join(own.root, 'sessions')};
  return {
    files: [{...folder, depth: 1, matches: (path) => path.endsWith('.jsonl')}],
    wants: (line) => MARKS.some((mark) => line.includes(mark)),
    pick: (record) => (record.type === 'message' ? pickMessage(record) : (pickSummary(record) ?? pickSession(record))),
    pickPrinted: (record) => {
      if (record.type === 'message_end') return pickMessage(record);
      return record.type === 'compaction_end' ? pickUsed(digObject(record, 'result'), undefined) : pickSession(record);
    },
    sessionOf: (name) => name.replace(/^.*_|\.jsonl$/g, ''),
    tell: tellCalls({sources: {file: 'message.usage', printed: 'message_end.usage'}, missing: cutOff}),
  };
});

const KEYS: FigureKeys = {
  ...{input: 'input', cacheRead: 'cacheRead', cacheWrite: 'cacheWrite', output: 'output', reasoning: 'reasoning'},
};
const MARKS = ['"usage"', '"session"', '"compaction"', '"branch_summary"'];

/** Only this agent's sessions have a version that is a number beside an id and a folder. */
function pickSession({type, id, cwd, version}: Json): Fact | undefined {
  return type === 'session' && typeof version === 'number' ? {session: asText(id), folder: asText(cwd)} : undefined;
}

/** A model sums a conversation up that has become too long, or a branch that is left. Forks of Pi tell what that used. */
function pickSummary(record: Json): Fact | undefined {
  if (record.type !== 'compaction' && record.type !== 'branch_summary') return undefined;
  return pickUsed(record, entryOf(record));
}

function pickUsed(summary: Json | undefined, id: string | undefined): Fact {
  const usage = asObject(summary?.usage);
  if (usage === undefined) return {gap: 'a model summed its conversation up, and that call is in no record'};
  return {id, call: readCall(usage, summary?.model, false)};
}

function readCall(usage: Json, model: unknown, isMain: boolean): ModelShare {
  const cost = readCost(dig(usage, 'cost', 'total'));
  return oneCall(statedCost({...readShare(usage, KEYS, 'rest', model), cost}), isMain);
}

/** The input is without what came from the cache, and the output has the thoughts in it. */
function pickMessage(record: Json): Fact | undefined {
  const message = asObject(record.message);
  const usage = asObject(message?.usage);
  if (message?.role !== 'assistant' || usage === undefined || message.provider === undefined) return undefined;
  const call = {...readCall(usage, message.model, true), ...toCallTime(toTime(message.timestamp), timeOf(record))};
  const verdict = toVerdict(asText(message.stopReason));
  // It answers for a call that failed, too, with what had been told of it by then.
  const isRefused = /^\d{3}\b/.test(asText(message.errorMessage) ?? '');
  const gap = verdict?.kind === 'failed' && !isRefused ? BROKE_OFF : undefined;
  if (verdict?.kind === 'failed' && totalOf(call) === 0) return {verdict, gap};
  return {
    gap,
    verdict,
    // Forks have copies of older entries, with their ids and times; what is printed has none.
    id: digText(message, 'responseId') ?? entryOf(record),
    call,
  };
}

function entryOf({id, timestamp}: Json): string | undefined {
  return typeof id === 'string' ? `${id} ${timestamp}` : undefined;
}

function toVerdict(reason: string | undefined): Verdict | undefined {
  if (reason === 'stop') return {kind: 'completed', text: reason};
  if (reason === 'aborted') return {kind: 'aborted', text: reason};
  return reason === 'error' ? {kind: 'failed', text: reason} : undefined;
}
