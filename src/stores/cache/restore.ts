import {rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError, StoreError} from '../../domain/errors.ts';
import type {ActionsIndex, ListedCache} from '../../domain/ports/actions-index.ts';
import type {LedgerRecords} from '../../domain/records.ts';
import type {ClientAnswer} from '../client/calls.ts';
import {CONTAINS_FILE, readContains} from '../contains.ts';
import type {Environment, StoreDeps} from '../deps.ts';
import {readSaved, type Saved} from '../read-saved.ts';
import type {Restored} from '../snapshot-store.ts';
import {explainMiss} from './cache-mode.ts';

/**
 * The folder that is packed. Its name as it is written here is a part of every entry's identity: another spelling would
 * never find what was saved.
 */
export const HISTORY_FOLDER = 'laforge-history';

export interface CacheKeys {
  readonly common: string;
  readonly snapshot: string;
  readonly fragment: string;
}

/** What the keys of a history begin with. A slug has neither `/` nor `~`, so no other history's keys do. */
export function cacheKeys(slug: string): CacheKeys {
  const common = `laforge/${slug}`;
  return {common, snapshot: `${common}/`, fragment: `${common}~fragment/`};
}

export interface RestoreDeps extends Pick<StoreDeps, 'checkLedger' | 'parseRecords'> {
  readonly index: ActionsIndex;
  /** Restores the newest entry whose key is or begins with this one, into `HISTORY_FOLDER`. Throws StoreError. */
  readonly fetch: (key: string) => Promise<ClientAnswer>;
}

export interface RestoreRequest {
  readonly keys: CacheKeys;
  /** Where the client unpacks. */
  readonly folder: string;
  readonly readableRefs: readonly string[];
  readonly env: Environment;
}

/**
 * Restores the newest snapshot this run can see, and what was saved beside it: by parallel runs of the same scope, and
 * by runs that could not read their history. The client hides every failure behind "not found", so that counts only
 * when GitHub lists nothing either. Throws StoreError when a part of the history may be there and could not be read.
 */
export async function restore(deps: RestoreDeps, request: RestoreRequest): Promise<Restored> {
  const {keys, env} = request;
  // 1. Both at once: the list is needed only beside what the client says.
  const [listed, found] = await Promise.all([list(deps, request), deps.fetch(keys.snapshot)]);
  const all = listed instanceof StoreError ? [] : listed;
  const snapshots: string[] = [];
  const fragments: LedgerRecords[] = [];
  const contained = new Set<string>();
  const warnings: string[] = [];

  // 2. The newest snapshot.
  if (found.answer === null) {
    const said = explainMiss(env, found.said);
    if (listed instanceof StoreError) throw new StoreError('unreadable', `${said} ${listed.message}`.trim());
    const known = all.filter((it) => it.key.startsWith(keys.snapshot)).length;
    if (known > 0 || said !== '') {
      const reason =
        said || 'The cache service says it has nothing; a runner of another system, or one without zstd, saved it.';
      throw new StoreError('unreadable', `${reason} GitHub lists ${known} caches of this history.`);
    }
  } else {
    await take(found.answer, found.refused);
    if (snapshots.length === 0)
      throw new StoreError('unreadable', `${warnings.join(' ')} Delete it to go on without it.`);
    if (listed instanceof StoreError) {
      warnings.push(`What parallel runs saved could not be looked for: ${listed.message}`);
    }
  }

  // 3. What it does not contain.
  const scope = all.find((it) => it.key === found.answer)?.ref;
  for (const {key, ref} of all) {
    const isBeside = key.startsWith(keys.snapshot) && ref === scope;
    if (!contained.has(key) && (isBeside || key.startsWith(keys.fragment))) await restoreExactly(key);
  }
  const stillThere = [...contained].filter((key) => listed instanceof StoreError || all.some((it) => it.key === key));
  return {snapshots, fragments, contains: {saves: stillThere, openRuns: []}, expiredSince: null, warnings};

  async function restoreExactly(key: string): Promise<void> {
    const {answer, said, refused} = await deps.fetch(key);
    if (answer === key) return take(key, refused);
    if (said.length > 0)
      throw new StoreError('unreadable', `Cache ${key} could not be read: ${explainMiss(env, said)}`);
    warnings.push(`Cache ${key} is listed and cannot be restored here. It stays where it is.`);
  }

  async function take(key: string, refused: string | null): Promise<void> {
    const folder = join(request.folder, `entry-${contained.size}-${warnings.length}`);
    if (refused === null) await rename(join(request.folder, HISTORY_FOLDER), folder);
    const saved: Saved =
      refused === null ? await readSaved(folder, `Cache ${key}`, deps) : {kind: 'refused', reason: refused};
    if (saved.kind === 'refused') {
      warnings.push(`Cache ${key} was left out of the history: ${saved.reason}`);
      await rm(folder, {recursive: true, force: true});
      return;
    }
    contained.add(key);
    if (saved.kind === 'fragment') fragments.push(saved.records);
    else {
      snapshots.push(saved.path);
      for (const it of (await readContains(join(folder, CONTAINS_FILE))).saves) contained.add(it);
    }
  }
}

/** The history's caches this run can read, newest first; a StoreError when GitHub does not say. */
async function list(
  {index}: RestoreDeps,
  {keys, readableRefs}: RestoreRequest,
): Promise<readonly ListedCache[] | StoreError> {
  try {
    const all = await index.cachesWithPrefix(keys.common);
    return all
      .filter(
        ({key, ref}) => readableRefs.includes(ref) && (key.startsWith(keys.snapshot) || key.startsWith(keys.fragment)),
      )
      .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  } catch (error) {
    return error instanceof StoreError ? error : new StoreError('unreadable', describeError(error), {cause: error});
  }
}
