import {asObject, asText, type Json} from '../../domain/json.ts';
import type {Findings, ModelShare} from '../agent-reader.ts';
import {findShares, firstReason} from '../call-findings.ts';
import type {FigureKeys} from '../figures.ts';
import {describedBy, type Told} from '../follow-sessions.ts';
import {readShare} from '../model-shares.ts';
import type {Fact} from '../session-facts.ts';

const UNTOLD = 'it printed no result with its tokens, and keeps none';

/** Tells of an agent that prints its tokens in the last record of a run alone, and keeps none. */
function tellResults({runs}: Told<Fact>): Findings {
  const results = runs.flatMap(({printed}) => printed.filter(({verdict}) => verdict !== undefined));
  const models = new Map(
    runs.map(({id, printed}) => [id, printed.findLast(({model}) => model !== undefined)?.model ?? '']),
  );
  const shares = results.flatMap(({session = '', total = []}): readonly ModelShare[] =>
    total.map((share) => ({...share, model: models.get(session) ?? ''})),
  );
  const model = models.get(results.at(-1)?.session ?? '');
  const findings = findShares(shares, {
    sessionId: results.at(-1)?.session ?? null,
    source: 'result.usage',
    reason: firstReason(
      [shares.some(mayHoldCache), 'whether its input contains what came from the cache is not published'],
      [shares.length < results.length, UNTOLD],
    ),
    verdict: results.at(-1)?.verdict,
    config: model ? {model} : {},
  });
  return findings.state === 'unknown' ? {...findings, reason: UNTOLD} : findings;
}

/** More reads from the cache than input cannot be a part of the input. */
function mayHoldCache({input, cacheRead, cacheWrite}: ModelShare): boolean {
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  return cached > 0 && (input ?? 0) >= cached;
}

/**
 * Cursor's CLI prints one `result` a run, with `usage` since 2026.09, and keeps no tokens on disk. Its records are shaped like
 * Claude Code's, but `usage` has names of its own. What is read is published, not recorded: cursor.com/docs/cli.
 */
export const cursor = describedBy({types: ['system/init', 'result']}, () => ({
  pickPrinted: pickCursor,
  tell: tellResults,
}));

const CURSOR_KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens', output: 'outputTokens'},
};

function pickCursor(record: Json): Fact | undefined {
  const [session, usage] = [asText(record.session_id), asObject(record.usage)];
  if (session === undefined) return undefined;
  if (record.type === 'system') return {session, isHint: true, model: asText(record.model)};
  if (record.type !== 'result' || !isOwn(record, usage)) return undefined;
  const kind = record.is_error === true || record.subtype !== 'success' ? 'failed' : 'completed';
  const total = usage && [readShare(usage, CURSOR_KEYS, 'rest')];
  return {session, isHint: usage === undefined, verdict: {kind, text: asText(record.subtype) ?? null}, total};
}

/** Claude Code and those that write as it does tell turns and a cost, and use other names for tokens. */
function isOwn(record: Json, usage: Json | undefined): boolean {
  if ('num_turns' in record || 'total_cost_usd' in record || !('duration_api_ms' in record)) return false;
  return usage === undefined || 'inputTokens' in usage;
}

/**
 * Antigravity's CLI prints its tokens since 1.1.8: as one document with `--output-format json`, as the `result` event of
 * `stream-json`. Of a conversation that it goes on with they may be those since its beginning, so none are taken then. The
 * thoughts are a part of the output. What is read is published, not recorded: antigravity.google/docs/cli/headless.
 */
export const antigravity = describedBy(
  {types: [], marks: ['"cache_read_tokens":', '"event":"init"']},
  ({isResuming}) => ({pickPrinted: (record) => pickAntigravity(record, isResuming), tell: tellResults}),
);

const ANTIGRAVITY_KEYS: FigureKeys = {
  ...{input: 'input_tokens', cacheRead: 'cache_read_tokens', output: 'output_tokens', reasoning: 'thinking_tokens'},
};

function pickAntigravity(record: Json, isResuming: boolean): Fact | undefined {
  const told = asObject(record.result) ?? asObject(record.init) ?? record;
  const [session, usage] = [asText(told.conversation_id) ?? asText(record.conversation_id), asObject(told.usage)];
  if (session === undefined) return undefined;
  if (record.event === 'init') return {session, isHint: true, model: asText(told.model)};
  const status = asText(told.status);
  if (status === undefined || usage === undefined || !('thinking_tokens' in usage)) return undefined;
  // Nothing is written to the cache at a price of its own.
  const total = isResuming ? undefined : [{...readShare(usage, ANTIGRAVITY_KEYS, 'rest'), cacheWrite: 0}];
  const verdict = {kind: status === 'SUCCESS' ? ('completed' as const) : ('failed' as const), text: status};
  return {session, isHint: isResuming, verdict, total};
}
