import {createHash} from 'node:crypto';
import {realpath} from 'node:fs/promises';
import {join} from 'node:path';
import {asObject, asText, digObject, digText, type Json} from '../../domain/json.ts';
import type {AgentReader, ModelShare, RunEnd, Verdict} from '../agent-reader.ts';
import {oneCall} from '../call-findings.ts';
import {readCount} from '../figures.ts';
import {type CallFact, followCalls} from '../session-calls.ts';

/**
 * Kimi Code records each call as a `usage.record` in the `wire.jsonl` of the agent that asked: one of the main conversation,
 * one of each subagent. The same figures stand again in `step.end` and `agent.message.appended`. It prints none of them.
 *
 * The older kimi-cli has one `wire.jsonl` a session, in a folder named by the hash of the one it works in, with a
 * `StatusUpdate` after each call, which names no model. That is published (MoonshotAI/kimi-cli#490), not recorded.
 */
export const kimi: AgentReader = {
  wants: {types: [], marks: ['"session.resume_hint"']},
  begin: async (place) => {
    const {env, home, cwd} = place;
    const folders = [cwd, await realpath(cwd).catch(() => cwd)];
    const hashes = folders.map((folder) => createHash('md5').update(folder).digest('hex'));
    return await followCalls(place, {
      files: [
        {
          root: join(env.KIMI_CODE_HOME || join(home, '.kimi-code'), 'sessions'),
          within: env.KIMI_CODE_HOME || home,
          depth: 4,
          matches: (path) => /^[^/]+\/[^/]+\/agents\/[^/]+\/wire\.jsonl$/.test(path),
        },
        {
          root: join(env.KIMI_SHARE_DIR || join(home, '.kimi'), 'sessions'),
          within: env.KIMI_SHARE_DIR || home,
          depth: 2,
          matches: (path) => /^[\da-f]{32}\/[^/]+\/wire\.jsonl$/.test(path),
        },
      ],
      wants: (line) => MARKS.some((mark) => line.includes(mark)),
      pick: pickRecord,
      pickPrinted: (record) =>
        record.type === 'session.resume_hint' ? {session: asText(record.session_id)} : undefined,
      sessionOf: (name) => name.split('/')[1] ?? name,
      folderOf: (name) => (hashes.includes(name.split('/')[0] ?? '') ? cwd : undefined),
      sources: {file: 'usage.record', printed: 'none'},
      missing: whatIsMissing,
    });
  },
};

const MARKS = ['"usage.record"', '"profile.bind"', '"prompt.completed"', '"turn.ended"'].concat([
  ...['"StatusUpdate"', '"SubagentEvent"'],
]);

function pickRecord(record: Json): CallFact | undefined {
  const {usage, agentId, model} = record;
  switch (record.type) {
    case 'usage.record':
      return {call: readCall(asObject(usage), ['inputOther', 'inputCacheRead', 'inputCacheCreation'], model, agentId)};
    case 'profile.bind':
      return {folder: digText(record, 'environmentDisclosure', 'cwd')};
    case 'prompt.completed':
    case 'turn.ended':
      return agentId === 'main' ? {verdict: toVerdict(asText(record.reason))} : undefined;
    default:
      return pickStatus(digObject(record, 'message'));
  }
}

function pickStatus(message: Json | undefined): CallFact | undefined {
  const usage = digObject(message, 'payload', 'token_usage');
  if (message?.type === 'SubagentEvent') return {gap: 'what its subagents used is not read'};
  if (message?.type !== 'StatusUpdate' || usage === undefined) return undefined;
  const id = digText(message, 'payload', 'message_id');
  return {id, call: readCall(usage, ['input_other', 'input_cache_read', 'input_cache_creation'], undefined, 'main')};
}

/** The input is told apart by what became of it, and the output has the thoughts in it. */
function readCall(
  usage: Json | undefined,
  [input, read, write]: readonly [string, string, string],
  model: unknown,
  agentId: unknown,
): ModelShare {
  return oneCall(
    {
      model: asText(model) ?? '',
      input: readCount(usage?.[input]),
      cacheRead: readCount(usage?.[read]),
      cacheWrite: readCount(usage?.[write]),
      output: readCount(usage?.output),
      reasoning: null,
      cost: null,
    },
    agentId === 'main',
  );
}

function toVerdict(reason: string | undefined): Verdict | undefined {
  if (reason === 'completed') return {kind: 'completed', text: reason};
  if (reason === 'cancelled' || reason === 'aborted' || reason === 'interrupted')
    return {kind: 'aborted', text: reason};
  return reason === undefined ? undefined : {kind: 'failed', text: reason};
}

function whatIsMissing({exitCode}: RunEnd, verdict: Verdict | null): string | null {
  return verdict?.kind === 'completed' || exitCode === 0
    ? null
    : 'it was cut off, and a call that had begun is not recorded';
}
