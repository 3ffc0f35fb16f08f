import {asObject, asText, type Json} from '../../domain/json.ts';
import type {FigureKeys} from '../figures.ts';
import {describedBy} from '../follow-sessions.ts';
import {readShare} from '../model-shares.ts';
import {tellResults} from '../printed-results.ts';
import type {Fact} from '../session-facts.ts';

/**
 * Antigravity's CLI prints its tokens since 1.1.8: as one document with `--output-format json`, as the `result` event of
 * `stream-json`. Of a conversation that it goes on with they may be those since its beginning, so none are taken then. The
 * thoughts are a part of the output. What is read is published, not recorded: antigravity.google/docs/cli/headless.
 */
export const antigravity = describedBy(
  {types: [], marks: ['"cache_read_tokens":', '"event":"init"']},
  ({isResuming}) => ({pickPrinted: (record) => pick(record, isResuming), tell: tellResults}),
);

const KEYS: FigureKeys = {
  ...{input: 'input_tokens', cacheRead: 'cache_read_tokens', output: 'output_tokens', reasoning: 'thinking_tokens'},
};

function pick(record: Json, isResuming: boolean): Fact | undefined {
  const told = asObject(record.result) ?? asObject(record.init) ?? record;
  const [session, usage] = [asText(told.conversation_id) ?? asText(record.conversation_id), asObject(told.usage)];
  if (session === undefined) return undefined;
  if (record.event === 'init') return {session, isHint: true, model: asText(told.model)};
  const status = asText(told.status);
  if (status === undefined || usage === undefined || !('thinking_tokens' in usage)) return undefined;
  // Nothing is written to the cache at a price of its own.
  const total = isResuming ? undefined : [{...readShare(usage, KEYS, 'rest'), cacheWrite: 0}];
  const verdict = {kind: status === 'SUCCESS' ? ('completed' as const) : ('failed' as const), text: status};
  return {session, isHint: isResuming, verdict, total};
}
