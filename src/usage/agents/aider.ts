import {basename, dirname, resolve} from 'node:path';
import {asObject, asText, type Json} from '../../domain/json.ts';
import {findNothing, oneCall} from '../call-findings.ts';
import {optionValue} from '../command-words.ts';
import {describedBy, tellCalls} from '../follow-sessions.ts';
import {readShare} from '../model-shares.ts';
import type {Fact} from '../session-facts.ts';

/**
 * Aider prints rounded figures alone. With `--analytics-log FILE` it adds one `message_send` a call to that file, exact but
 * without what came from the cache. What is read is published (aider/analytics.py), not recorded.
 */
export const aider = describedBy({types: []}, (place) => {
  const log = optionValue(place.starts, '--analytics-log') ?? place.env.AIDER_ANALYTICS_LOG;
  if (!log) return {tell: () => findNothing('it tells its tokens with --analytics-log alone')};
  const path = resolve(place.cwd, log);
  return {
    files: [{root: dirname(path), within: dirname(path), depth: 0, matches: (name) => name === basename(path)}],
    wants: (line) => line.includes('"message_send"'),
    // The command named the file, so it is this run's, whatever folder it is in.
    pick: (record) => ({folder: place.cwd, ...pickCall(record)}),
    tell: tellCalls({
      sources: {file: 'analytics log', printed: 'none'},
      missing: () => 'it does not tell what of its input came from the cache',
    }),
  };
});

const KEYS = {input: 'prompt_tokens', output: 'completion_tokens'};

/**
 * The prompt contains what came from the cache, and the cost that it states counts that twice, so none is taken. A model that is
 * not in its list is not named.
 */
function pickCall({event, properties}: Json): Fact {
  const told = asObject(properties);
  if (event !== 'message_send' || told === undefined) return {};
  const model = asText(told.main_model);
  const share = readShare(told, KEYS, 'rest', model?.endsWith('/REDACTED') ? '' : model);
  return {call: oneCall(share, true), version: asText(told.aider_version)};
}
