import {asText, digObject, digText, type Json} from '../../domain/json.ts';
import type {AgentReader, AgentSession, ModelShare} from '../agent-reader.ts';
import {findShares, oneCall} from '../call-findings.ts';
import {API_KEYS, readFigures} from '../figures.ts';

/**
 * Amp prints records of Claude Code's shape with `--stream-json`, of threads that are named `T-…`; they are kept on its
 * server. A message comes again with each of its parts, and the last one tells its usage. Subagents are not shown. What is
 * read is published, not recorded.
 */
export const amp: AgentReader = {
  wants: {types: ['system/init', 'result']},
  begin: async () => followThreads(),
};

const MOST_THREADS = 1000;
const MOST_CALLS = 100_000;
const NO_SUBAGENTS = 'what its subagents used is not shown';

function followThreads(): AgentSession {
  const threads = new Set<string>();
  let isFailed: boolean | undefined;
  return {
    record: (record) => {
      const thread = threadOf(record);
      if (thread === undefined || threads.size >= MOST_THREADS) return;
      threads.add(thread);
      if (record.type === 'result') isFailed = record.is_error === true;
    },
    finish: async (end) => {
      if (threads.size === 0 && !end.isExpected) return null;
      const calls = new Map<string, ModelShare>();
      const wants = (line: Buffer) => line.includes('"assistant"') && line.includes('"T-');
      await end.readLog(wants, (record) => {
        const id = asText(digObject(record, 'message')?.id);
        const call = threads.has(threadOf(record) ?? '') ? readCall(record) : undefined;
        if (call !== undefined && calls.size < MOST_CALLS) calls.set(id ?? String(calls.size), call);
      });
      return findShares([...calls.values()], {
        sessionId: [...threads].at(-1) ?? null,
        source: 'message.usage',
        reason: NO_SUBAGENTS,
        verdict: isFailed === undefined ? null : {kind: isFailed ? 'failed' : 'completed', text: null},
      });
    },
  };
}

function threadOf({session_id: id}: Json): string | undefined {
  return typeof id === 'string' && /^T-[\da-f-]{36}$/.test(id) ? id : undefined;
}

/** The input excludes cache reads and writes. */
function readCall({message, parent_tool_use_id: parent}: Json): ModelShare | undefined {
  const usage = digObject(message, 'usage');
  if (usage === undefined) return undefined;
  const model = digText(message, 'model') ?? '';
  return oneCall({...readFigures(usage, API_KEYS, 'rest'), model, cost: null}, parent == null);
}
