import {asObject, asText, type Json} from '../../domain/json.ts';
import type {AgentReader} from '../agent-reader.ts';
import {type FigureKeys, readFigures} from '../figures.ts';
import {followResults, type ResultFact} from '../printed-results.ts';

/**
 * Antigravity's CLI prints its tokens since 1.1.8: as one document with `--output-format json`, as the `result` event of
 * `stream-json`. Of a conversation that it goes on with they may be those since its beginning, so none are taken then. The
 * thoughts are a part of the output. What is read is published, not recorded: antigravity.google/docs/cli/headless.
 */
export const antigravity: AgentReader = {
  wants: {types: [], marks: ['"cache_read_tokens":', '"event":"init"']},
  begin: async ({isResuming}) => followResults((record) => pick(record, isResuming)),
};

const KEYS: FigureKeys = {
  ...{input: 'input_tokens', cacheRead: 'cache_read_tokens', output: 'output_tokens', reasoning: 'thinking_tokens'},
};

function pick(record: Json, isResuming: boolean): ResultFact | undefined {
  const told = asObject(record.result) ?? asObject(record.init) ?? record;
  const [session, usage] = [asText(told.conversation_id) ?? asText(record.conversation_id), asObject(told.usage)];
  if (session === undefined) return undefined;
  if (record.event === 'init') return {session, model: asText(told.model) ?? ''};
  const [status, isOwn] = [asText(told.status), usage !== undefined && 'thinking_tokens' in usage];
  if (status === undefined || !isOwn) return undefined;
  // Nothing is written to the cache at a price of its own.
  const figures = isResuming ? undefined : {...readFigures(usage, KEYS, 'rest'), cacheWrite: 0};
  return {session, verdict: {kind: status === 'SUCCESS' ? 'completed' : 'failed', text: status}, figures};
}
