import {asObject, asText, type Json} from '../../domain/json.ts';
import type {FigureKeys} from '../figures.ts';
import {describedBy} from '../follow-sessions.ts';
import {readShare} from '../model-shares.ts';
import {tellResults} from '../printed-results.ts';
import type {Fact} from '../session-facts.ts';

/**
 * Cursor's CLI prints one `result` a run, with `usage` since 2026.09, and keeps no tokens on disk. Its records are shaped like
 * Claude Code's, but `usage` has names of its own. What is read is published, not recorded: cursor.com/docs/cli.
 */
export const cursor = describedBy({types: ['system/init', 'result']}, () => ({pickPrinted, tell: tellResults}));

const KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens', output: 'outputTokens'},
};

function pickPrinted(record: Json): Fact | undefined {
  const [session, usage] = [asText(record.session_id), asObject(record.usage)];
  if (session === undefined) return undefined;
  if (record.type === 'system') return {session, isHint: true, model: asText(record.model)};
  if (record.type !== 'result' || !isOwn(record, usage)) return undefined;
  const kind = record.is_error === true || record.subtype !== 'success' ? 'failed' : 'completed';
  const total = usage && [readShare(usage, KEYS, 'rest')];
  return {session, isHint: usage === undefined, verdict: {kind, text: asText(record.subtype) ?? null}, total};
}

/** Claude Code and those that write as it does tell turns and a cost, and use other names for tokens. */
function isOwn(record: Json, usage: Json | undefined): boolean {
  if ('num_turns' in record || 'total_cost_usd' in record || !('duration_api_ms' in record)) return false;
  return usage === undefined || 'inputTokens' in usage;
}
