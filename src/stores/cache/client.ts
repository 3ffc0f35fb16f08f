import {restoreCache, saveCache} from '@actions/cache';
import type {CacheCall} from '../client/calls.ts';

/**
 * Runs one call of the cache client. It reads ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL (ACTIONS_CACHE_URL on a
 * server of one's own), ACTIONS_CACHE_SERVICE_V2, ACTIONS_CACHE_MODE and GITHUB_SERVER_URL from process.env; it looks
 * for files below the working directory, packs and unpacks below GITHUB_WORKSPACE and keeps archives in RUNNER_TEMP.
 * The path as it is written is part of an entry's identity, so it is relative, and all three are one private folder.
 */
export async function answerCacheCall(call: CacheCall): Promise<string | null> {
  // As the system spells it: the client compares it with paths it finds, and links would make them differ.
  const folder = process.cwd();
  Object.assign(process.env, {GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder});
  if (call.kind === 'save-cache') return String(await saveCache([call.path], call.key, {}, true));
  return (await restoreCache([call.path], call.key, [call.key], {}, true)) ?? null;
}
