import {hash} from 'node:crypto';
import {realpath} from 'node:fs/promises';
import {join} from 'node:path';
import {asObject, asText, digObject, digText, type Json} from '../../domain/json.ts';
import type {ModelShare, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, oneCall} from '../call-findings.ts';
import type {FigureKeys} from '../figures.ts';
import {cutOff, describedBy, tellCalls} from '../follow-sessions.ts';
import {readShare} from '../model-shares.ts';
import type {Fact} from '../session-facts.ts';
import {type FilePlace, ownFolder} from '../session-files.ts';

/**
 * Kimi Code records each call as a `usage.record` in the `wire.jsonl` of the agent that asked: one of the main conversation,
 * one of each subagent. The same figures stand again in `step.end` and `agent.message.appended`. It prints none of them.
 *
 * The older kimi-cli has one `wire.jsonl` a session, in a folder named by the hash of the one it works in, with a
 * `StatusUpdate` after each call, which names no model. That is published (MoonshotAI/kimi-cli#490), not recorded.
 */
export const kimi = describedBy({types: [], marks: ['"session.resume_hint"']}, async (place) => {
  const {cwd} = place;
  const folders = [cwd, await realpath(cwd).catch(() => cwd)];
  const hashes = folders.map((folder) => hash('md5', folder));
  const filesIn = ({root, within}: Pick<FilePlace, 'root' | 'within'>, depth: number, path: RegExp): FilePlace => {
    return {root: join(root, 'sessions'), within, depth, matches: (name) => path.test(name)};
  };
  return {
    files: [
      filesIn(ownFolder(place, 'KIMI_CODE_HOME', '.kimi-code'), 4, /^[^/]+\/[^/]+\/agents\/[^/]+\/wire\.jsonl$/),
      filesIn(ownFolder(place, 'KIMI_SHARE_DIR', '.kimi'), 2, /^[\da-f]{32}\/[^/]+\/wire\.jsonl$/),
    ],
    wants: (line) => MARKS.some((mark) => line.includes(mark)),
    pick: pickRecord,
    hasRequests: true,
    pickPrinted: (record) => (record.type === 'session.resume_hint' ? {session: asText(record.session_id)} : undefined),
    sessionOf: (name) => name.split('/')[1] ?? name,
    folderOf: (name) => (hashes.includes(name.split('/')[0] ?? '') ? cwd : undefined),
    tell: tellCalls({sources: {file: 'usage.record', printed: 'none'}, missing: cutOff}),
  };
});

const KEYS: FigureKeys = {
  ...{input: 'inputOther', cacheRead: 'inputCacheRead', cacheWrite: 'inputCacheCreation', output: 'output'},
};
const OLD_KEYS: FigureKeys = {
  ...{input: 'input_other', cacheRead: 'input_cache_read', cacheWrite: 'input_cache_creation', output: 'output'},
};
const MARKS = ['"usage.record"', '"llm.request"', '"profile.bind"', '"prompt.completed"', '"turn.ended"'].concat([
  ...['"turn.step.retrying"', '"StatusUpdate"', '"SubagentEvent"'],
]);

function pickRecord(record: Json): Fact | undefined {
  const {usage, agentId, model} = record;
  switch (record.type) {
    case 'usage.record':
      // One of the whole session has all those of its turns in it.
      if (record.usageScope === 'session') return undefined;
      return {
        call: readCall(asObject(usage), KEYS, model, agentId),
        subagent: agentId === 'main' ? undefined : asText(agentId),
      };
    case 'llm.request': {
      // Calls name their model by the alias of the user's settings.
      const [alias, own] = [asText(record.modelAlias), asText(model)];
      return alias === undefined || own === undefined ? undefined : {alias: [alias, own]};
    }
    case 'profile.bind':
      return {folder: digText(record, 'environmentDisclosure', 'cwd')};
    case 'turn.step.retrying':
      return typeof record.statusCode === 'number' ? undefined : {gap: BROKE_OFF};
    case 'prompt.completed':
    case 'turn.ended':
      return agentId === 'main' ? {verdict: toVerdict(asText(record.reason))} : undefined;
    default:
      return pickStatus(digObject(record, 'message'));
  }
}

function pickStatus(message: Json | undefined): Fact | undefined {
  const usage = digObject(message, 'payload', 'token_usage');
  if (message?.type === 'SubagentEvent') return {gap: 'what its subagents used is not read'};
  if (message?.type !== 'StatusUpdate' || usage === undefined) return undefined;
  const id = digText(message, 'payload', 'message_id');
  return {id, call: readCall(usage, OLD_KEYS, undefined, 'main')};
}

/** The input is told apart by what became of it, and the output has the thoughts in it. */
function readCall(usage: Json | undefined, keys: FigureKeys, model: unknown, agentId: unknown): ModelShare {
  return oneCall(readShare(usage, keys, 'rest', model), agentId === 'main');
}

function toVerdict(reason: string | undefined): Verdict | undefined {
  if (reason === 'completed') return {kind: 'completed', text: reason};
  if (reason === 'cancelled' || reason === 'aborted' || reason === 'interrupted')
    return {kind: 'aborted', text: reason};
  return reason === undefined ? undefined : {kind: 'failed', text: reason};
}
