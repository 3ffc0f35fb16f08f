import {asObject, asText, type Json} from '../../domain/json.ts';
import type {AgentReader} from '../agent-reader.ts';
import {type FigureKeys, readFigures} from '../figures.ts';
import {followResults, type ResultFact} from '../printed-results.ts';

/**
 * Cursor's CLI prints one `result` a run, with `usage` since 2026.09, and keeps no tokens on disk. Its records are shaped like
 * Claude Code's, but `usage` has names of its own. What is read is published, not recorded: cursor.com/docs/cli.
 */
export const cursor: AgentReader = {
  wants: {types: ['system/init', 'result']},
  begin: async () => followResults(pick),
};

const KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens', output: 'outputTokens'},
};

function pick(record: Json): ResultFact | undefined {
  const [session, usage] = [asText(record.session_id), asObject(record.usage)];
  if (session === undefined) return undefined;
  if (record.type === 'system') return {session, model: asText(record.model) ?? ''};
  if (record.type !== 'result' || !isOwn(record, usage)) return undefined;
  const kind = record.is_error === true || record.subtype !== 'success' ? 'failed' : 'completed';
  const figures = usage === undefined ? undefined : readFigures(usage, KEYS, 'rest');
  return {session, verdict: {kind, text: asText(record.subtype) ?? null}, figures};
}

/** Claude Code and those that write as it does tell turns and a cost, and use other names for tokens. */
function isOwn(record: Json, usage: Json | undefined): boolean {
  if ('num_turns' in record || 'total_cost_usd' in record || !('duration_api_ms' in record)) return false;
  return usage === undefined || 'inputTokens' in usage;
}
