import {join} from 'node:path';
import type {AgentReader, RunEnd, Verdict} from '../agent-reader.ts';
import {oneCall} from '../call-findings.ts';
import {readCount} from '../figures.ts';
import {asObject, asText, digText, type Json} from '../json.ts';
import {type CallFact, followCalls} from '../session-calls.ts';

/**
 * Kimi Code records each call as a `usage.record` in the `wire.jsonl` of the agent that asked: one of the main conversation,
 * one of each subagent. The same figures stand again in `step.end` and `agent.message.appended`. It prints none of them.
 */
export const kimi: AgentReader = {
  wants: {types: [], marks: ['"session.resume_hint"']},
  begin: (place) => {
    const root = join(place.env.KIMI_CODE_HOME || join(place.home, '.kimi-code'), 'sessions');
    return followCalls(place, {
      files: {
        root,
        within: place.env.KIMI_CODE_HOME || place.home,
        depth: 4,
        matches: (path) => /^[^/]+\/[^/]+\/agents\/[^/]+\/wire\.jsonl$/.test(path),
      },
      wants: (line) => MARKS.some((mark) => line.includes(mark)),
      pick: pickRecord,
      pickPrinted: (record) =>
        record.type === 'session.resume_hint' ? {session: asText(record.session_id)} : undefined,
      sessionOf: (name) => name.split('/')[1] ?? name,
      sources: {file: 'usage.record', printed: 'none'},
      missing: whatIsMissing,
    });
  },
};

const MARKS = ['"usage.record"', '"profile.bind"', '"prompt.completed"', '"turn.ended"'];

function pickRecord(record: Json): CallFact | undefined {
  switch (record.type) {
    case 'usage.record':
      return {call: readCall(record)};
    case 'profile.bind':
      return {folder: digText(record, 'environmentDisclosure', 'cwd')};
    case 'prompt.completed':
    case 'turn.ended':
      return record.agentId === 'main' ? {verdict: toVerdict(asText(record.reason))} : undefined;
    default:
      return undefined;
  }
}

/** The input is told apart by what became of it, and the output has the thoughts in it. */
function readCall({model, usage, agentId}: Json) {
  const tokens = asObject(usage);
  return oneCall(
    {
      model: asText(model) ?? '',
      input: readCount(tokens?.inputOther),
      cacheRead: readCount(tokens?.inputCacheRead),
      cacheWrite: readCount(tokens?.inputCacheCreation),
      output: readCount(tokens?.output),
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
