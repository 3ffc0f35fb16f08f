import {asObject, asText, dig, digText, type Json} from '../../../domain/json.ts';
import {type FigureKeys, type Figures, NO_FIGURES, readFigures} from '../../figures.ts';
import {toShare} from '../../model-shares.ts';
import type {Fact} from '../../session-facts.ts';

/** A record of Codex's, printed or in a rollout. */
export interface CodexFact extends Fact {
  readonly kind?:
    | 'thread'
    | 'meta'
    | 'model'
    | 'tier'
    | 'total'
    | 'compacted'
    | 'item'
    | 'started'
    | 'complete'
    | 'aborted';
  /** True for a subagent's thread. `source` is the thread whose history its file may begin with. */
  readonly isSubagent?: boolean;
  readonly source?: string | undefined;
  readonly settings?: Readonly<Record<string, string | undefined>>;
  readonly rate?: string | null;
  /** The running total of a thread, and the call that it was written after, of which this is the API's answer (from 0.154 on). */
  readonly figures?: Figures | undefined;
  readonly used?: Figures | undefined;
  /** The limit that the call counted against: a thread has a running total for each. */
  readonly lane?: string | undefined;
  readonly thread?: string | undefined;
  readonly answer?: string | undefined;
  readonly isAnswer?: boolean;
  /** Of an item: the model is given it, and did not make it. */
  readonly isAsked?: boolean;
  readonly error?: string | undefined;
  /** A call broke off in the middle, and was tried again. */
  readonly isRetry?: boolean;
}

const MARKS = ['"session_meta"', '"turn_context"', '"token_count"', '"token_usage_record"', '"task_', '"turn_'].concat([
  '"response_item"',
  '"thread_settings_applied"',
  '"compacted"',
]);
const KEYS: FigureKeys = {
  ...{input: 'input_tokens', cacheRead: 'cached_input_tokens', cacheWrite: 'cache_write_input_tokens'},
  ...{output: 'output_tokens', reasoning: 'reasoning_output_tokens'},
};
const TOLD_KEYS: FigureKeys = {
  ...{input: 'input_token_count', cacheRead: 'cached_token_count', cacheWrite: 'cache_write_token_count'},
  ...{output: 'output_token_count', reasoning: 'reasoning_token_count'},
};
/** A record's kind stands at its beginning, or at its end. What an item says is of no use, and most of the file. */
const EDGE = 1000;
/** Matches the message of a broken connection. An error of the API is an answer, and costs nothing. */
export const BROKEN = /stream disconnected|timed? ?out|connection|network/i;

export function isMarked(line: Buffer, marks: readonly string[] = MARKS): boolean {
  const edges = line.length > 2 * EDGE ? [line.subarray(0, EDGE), line.subarray(-EDGE)] : [line];
  return edges.some((edge) => marks.some((mark) => edge.includes(mark)));
}

/** `usage` and `total_token_usage`: input contains what the cache gave and took, output contains the reasoning. */
function readUsage(value: unknown, keys = KEYS): Figures | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  const figures = readFigures(usage, keys, 'whole');
  // Before 0.169 the parts of the input are what was cached and the rest: nothing is written at a price of its own.
  return {...figures, cacheWrite: figures.cacheWrite ?? 0};
}

/** Reads what telemetry tells of a call, some of its figures as texts. Codex tells the end of each answer twice, once without them. */
export function pickTold(told: Json) {
  const count = ([key, value]: [string, unknown]) =>
    [key, typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value] as const;
  const figures = readUsage(Object.fromEntries(Object.entries(told).map(count)), TOLD_KEYS) ?? NO_FIGURES;
  return {session: told['conversation.id'], call: {...toShare(figures, asText(told.model)), calls: 1}};
}

/** Others print records of these types too; only a thread's begin is evidence. */
export function pickPrinted(record: Json): CodexFact | undefined {
  switch (record.type) {
    case 'thread.started': {
      const session = asText(record.thread_id);
      return session === undefined ? undefined : {session, kind: 'thread'};
    }
    case 'turn.started':
      return {isHint: true, kind: 'started'};
    case 'turn.completed':
      return {isHint: true, figures: readUsage(record.usage), verdict: {kind: 'completed', text: null}};
    case 'turn.failed':
      return {isHint: true, verdict: {kind: 'failed', text: digText(record, 'error', 'message') ?? null}};
    default:
      return BROKEN.test(digText(record, 'message') ?? '') ? {isHint: true, isRetry: true} : undefined;
  }
}

/** A record of a rollout. */
export function pickKept(record: Json): CodexFact | undefined {
  const payload = asObject(record.payload);
  if (payload === undefined) return undefined;
  const kind = asText(payload.type);
  switch (record.type) {
    case 'session_meta':
      return readMeta(payload);
    case 'turn_context':
      return {kind: 'model', model: asText(payload.model), settings: pickSettings(payload)};
    case 'compacted':
      return {kind: 'compacted', answer: asText(payload.compaction_response_id)};
    case 'response_item':
      return {
        kind: 'item',
        isAnswer: kind === 'message' && payload.role === 'assistant',
        isAsked: (kind === 'message' && payload.role !== 'assistant') || kind?.endsWith('_output') === true,
      };
    case 'token_usage_record': {
      // From 0.169 on, as soon as a call has ended; the count of the event comes when its tools have run.
      const [figures, used] = [readUsage(payload.thread_token_usage), readUsage(payload.usage)];
      const [thread, answer] = [asText(payload.thread_id), asText(payload.response_id)];
      return figures && {kind: 'total', figures, used, thread, answer};
    }
    case 'event_msg':
      if (kind === 'token_count') {
        const figures = readUsage(dig(payload, 'info', 'total_token_usage'));
        const used = readUsage(dig(payload, 'info', 'last_token_usage'));
        return figures && {kind: 'total', figures, used, lane: digText(payload, 'rate_limits', 'limit_id')};
      }
      if (kind === 'thread_settings_applied')
        return {kind: 'tier', rate: toRate(digText(payload, 'thread_settings', 'service_tier'))};
      if (kind === 'task_started' || kind === 'turn_started') return {kind: 'started'};
      if (kind === 'turn_aborted') return {kind: 'aborted'};
      if (kind !== 'task_complete' && kind !== 'turn_complete') return undefined;
      return {kind: 'complete', error: digText(payload, 'error', 'message')};
    default:
      return undefined;
  }
}

function readMeta(payload: Json): CodexFact {
  const [session, root] = [asText(payload.id), asText(payload.session_id)];
  const spawned = digText(payload, 'source', 'subagent', 'thread_spawn', 'parent_thread_id');
  const parent = asText(payload.parent_thread_id) ?? spawned ?? (root === session ? undefined : root);
  const isSubagent = payload.thread_source === 'subagent' || dig(payload, 'source', 'subagent') !== undefined;
  return {
    ...{kind: 'meta', session, parent, isSubagent: parent !== undefined || isSubagent},
    source: asText(payload.forked_from_id) ?? parent,
    ...{folder: asText(payload.cwd), version: asText(payload.cli_version)},
  };
}

function pickSettings(payload: Json): CodexFact['settings'] {
  return {
    approval_policy: asText(payload.approval_policy),
    sandbox: digText(payload, 'sandbox_policy', 'type') ?? digText(payload, 'sandbox_policy', 'mode'),
    reasoning_effort: asText(payload.effort),
  };
}

/** Its fast mode is what the API calls priority. */
export function toRate(tier: string | undefined): string | null {
  if (tier === 'fast' || tier === 'priority') return 'priority';
  return tier === 'flex' ? tier : null;
}
