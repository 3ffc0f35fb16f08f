import {asText, digObject, type Json} from '../../domain/json.ts';
import {findShares, oneCall} from '../call-findings.ts';
import {API_KEYS} from '../figures.ts';
import {callsOf, describedBy, readPrinted} from '../follow-sessions.ts';
import {readShare} from '../model-shares.ts';
import type {Fact} from '../session-facts.ts';

/**
 * Amp prints records of Claude Code's shape with `--stream-json`, of threads that are named `T-…`; they are kept on its
 * server. A message comes again with each of its parts, and the last one tells its usage. Subagents are not shown. What is
 * read is published, not recorded.
 */
export const amp = describedBy({types: ['system/init', 'result']}, () => ({
  pickPrinted: (record) => {
    const session = threadOf(record);
    if (session === undefined || record.type !== 'result') return session === undefined ? undefined : {session};
    return {session, verdict: {kind: record.is_error === true ? 'failed' : 'completed', text: null}};
  },
  tell: async ({runs, end}) => {
    const threads = new Set(runs.map(({id}) => id));
    const pick = (record: Json) => (threads.has(threadOf(record) ?? '') ? readCall(record) : undefined);
    return findShares(callsOf(await readPrinted(end, ['"assistant"', '"T-'], pick)), {
      sessionId: runs.at(-1)?.id ?? null,
      source: 'message.usage',
      reason: 'what its subagents used is not shown',
      verdict: runs.flatMap(({printed}) => printed).findLast(({verdict}) => verdict !== undefined)?.verdict,
    });
  },
}));

function threadOf({session_id: id}: Json): string | undefined {
  return typeof id === 'string' && /^T-[\da-f-]{36}$/.test(id) ? id : undefined;
}

/** The input excludes cache reads and writes. */
function readCall({message, parent_tool_use_id: parent}: Json): Fact | undefined {
  const [told, usage] = [digObject(message), digObject(message, 'usage')];
  return (
    usage && {id: asText(told?.id), call: oneCall(readShare(usage, API_KEYS, 'rest', told?.model), parent == null)}
  );
}
