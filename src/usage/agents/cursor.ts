import {asObject, asText, type Json} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, Verdict} from '../agent-reader.ts';
import {findShares} from '../call-findings.ts';
import {type FigureKeys, readFigures} from '../figures.ts';

/**
 * Cursor's CLI prints one `result` a run, with `usage` since 2026.09, and keeps no tokens on disk. Its records are shaped like
 * Claude Code's, but `usage` has names of its own. What is read is published, not recorded: cursor.com/docs/cli.
 */
export const cursor: AgentReader = {
  wants: {types: ['system/init', 'result']},
  begin: async () => followPrinted(),
};

interface Run {
  readonly session: string;
  readonly model: string;
  readonly usage: Json | undefined;
  readonly verdict: Verdict;
}

const MOST_RUNS = 1000;
const KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens', output: 'outputTokens'},
};

function followPrinted(): AgentSession {
  const models = new Map<string, string>();
  const runs: Run[] = [];
  return {
    record: (record) => {
      const session = asText(record.session_id);
      if (session === undefined || runs.length >= MOST_RUNS || models.size >= MOST_RUNS) return;
      if (record.type === 'system') models.set(session, asText(record.model) ?? '');
      const usage = asObject(record.usage);
      if (record.type !== 'result' || !isOwn(record, usage)) return;
      const kind = record.is_error === true || record.subtype !== 'success' ? 'failed' : 'completed';
      const verdict = {kind, text: asText(record.subtype) ?? null} as const;
      runs.push({session, model: models.get(session) ?? '', usage, verdict});
    },
    finish: async ({isExpected}) => {
      const own = isExpected ? runs : runs.filter(({usage}) => usage !== undefined);
      return own.length === 0 && !isExpected ? null : toFindings(own);
    },
  };
}

/** Claude Code and those that write as it does tell turns and a cost, and use other names for tokens. */
function isOwn(record: Json, usage: Json | undefined): boolean {
  if ('num_turns' in record || 'total_cost_usd' in record || !('duration_api_ms' in record)) return false;
  return usage === undefined || 'inputTokens' in usage;
}

function toFindings(runs: readonly Run[]): Findings {
  const shares = runs.map(toShare);
  const findings = findShares(shares, {
    sessionId: runs.at(-1)?.session ?? null,
    source: 'result.usage',
    reason: shares.some(mayHoldCache) ? 'whether its input contains what came from the cache is not published' : null,
    verdict: runs.at(-1)?.verdict ?? null,
  });
  const reason =
    findings.state === 'unknown' ? 'it printed no result with its tokens, and keeps none' : findings.reason;
  return {...findings, reason};
}

/** Where more came from the cache than was put in, it cannot be a part of it. */
function mayHoldCache({input, cacheRead, cacheWrite}: ModelShare): boolean {
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  return cached > 0 && (input ?? 0) >= cached;
}

function toShare({model, usage}: Run): ModelShare {
  return {...readFigures(usage, KEYS, 'rest'), model, turns: null, cost: null};
}
