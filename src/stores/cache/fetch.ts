import {mkdir, rename} from 'node:fs/promises';
import {join} from 'node:path';
import type {Environment} from '../../domain/ports/system.ts';
import type {ClientAnswer, ClientProcess} from '../client/client-process.ts';

/** A restored entry, unpacked in its own folder. */
export interface Fetched extends ClientAnswer {
  readonly folder: string;
}

export interface CacheFetchers {
  /** Finds for each key the newest entry with exactly that key or that prefix. Throws StoreError. */
  fetchAll(keys: readonly string[]): Promise<readonly Fetched[]>;
  stop(): Promise<void>;
}

/**
 * The most processes at once. The client unpacks in its working directory, so each process restores one entry at a
 * time.
 */
const FETCHERS = 3;
/** The keys that justify another process, which takes as long to start as a few entries take to restore. */
const KEYS_EACH = 3;

/** Restores cache entries with one process, or several if there are many entries. */
export function createCacheFetchers(
  folder: string,
  start: (home: string) => ClientProcess,
  limitMs: number,
): CacheFetchers {
  const clients: Promise<{readonly home: string; readonly client: ClientProcess}>[] = [];
  let fetched = 0;
  const startNext = async () => {
    const home = join(folder, `client-${clients.length}`);
    await mkdir(home);
    return {home, client: start(home)};
  };
  // Start one at once, so that it loads while the caller does other things.
  clients.push(startNext());
  return {
    async fetchAll(keys) {
      while (clients.length < Math.min(FETCHERS, Math.floor(keys.length / KEYS_EACH))) clients.push(startNext());
      const answers = new Map<string, Fetched>();
      const left = [...keys];
      await Promise.all(
        clients.map(async (starting) => {
          const {home, client} = await starting;
          for (let key = left.shift(); key !== undefined; key = left.shift()) {
            const answer = await client.call({kind: 'restore-cache', path: HISTORY_FOLDER, key}, limitMs);
            const into = join(folder, `entry-${fetched++}`);
            if (answer.answer !== null && answer.refused === null) await rename(join(home, HISTORY_FOLDER), into);
            answers.set(key, {...answer, folder: into});
          }
        }),
      );
      return keys.flatMap((key) => answers.get(key) ?? []);
    },
    async stop() {
      for (const starting of clients) await (await starting).client.stop();
    },
  };
}

/**
 * The folder that is packed. Its literal name is part of every entry's identity: with another spelling nothing would
 * ever be found.
 */
export const HISTORY_FOLDER = 'laforge-history';

/**
 * The prefixes of a history's keys. A slug contains neither `/` nor `~`, so no other history's keys begin with them.
 */
export function cacheKeys(slug: string) {
  const common = `laforge/${slug}`;
  return {common, snapshot: `${common}/`, fragment: `${common}~fragment/`, running: `${common}~running/`};
}
export type CacheKeys = Readonly<ReturnType<typeof cacheKeys>>;

/** True if the job's `cache-mode` permits reading. An unset or unknown mode permits everything. */
export function mayRead(env: Environment): boolean {
  return !['none', 'write-only'].includes(modeOf(env));
}

export function mayWrite(env: Environment): boolean {
  return !['none', 'read'].includes(modeOf(env));
}

/** Explains from the client's output why nothing was restored; '' if nothing was there. */
export function explainMiss(env: Environment, said: readonly string[]): string {
  if (!mayRead(env)) {
    return `The cache-mode of this job is "${modeOf(env)}", which does not read caches. Set "cache-mode: write" for the job.`;
  }
  const text = said.join(' ');
  if (/cache read denied:/.test(text))
    return `GitHub does not let this run read caches (${text}). Use the store "artifact".`;
  return text;
}

export function explainUnsaved(env: Environment, said: readonly string[]): string {
  if (!mayWrite(env)) {
    return `The cache-mode of this job is "${modeOf(env)}", which does not write caches. Set "cache-mode: write" for the job, or use the store "artifact".`;
  }
  const text = said.join(' ');
  if (/cache write denied:/.test(text)) {
    return `GitHub does not let this run write caches (${text}): runs that comments, issues and other people's events start may only read them. Use the store "artifact" there.`;
  }
  return `The cache service did not take it${text === '' ? '' : ` (${text})`}.`;
}

function modeOf(env: Environment): string {
  return (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
}
