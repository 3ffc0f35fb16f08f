import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError, StoreError} from '../../domain/errors.ts';
import type {ActionsIndex, ListedCache} from '../../domain/ports/forge.ts';
import type {Environment} from '../../domain/ports/system.ts';
import type {LedgerRecords} from '../../domain/records.ts';
import {compareTexts} from '../../domain/text.ts';
import {
  CONTAINS_FILE,
  type Restored,
  RUNNING_AT_ONCE,
  readContains,
  readSaved,
  type Saved,
  sayLeft,
} from '../snapshot-service.ts';
import type {StoreDeps} from '../store-deps.ts';
import {type CacheFetchers, type CacheKeys, explainMiss, type Fetched} from './fetch.ts';

interface RestoreDeps extends Pick<StoreDeps, 'admitLedger'>, Pick<CacheFetchers, 'fetchAll'> {
  readonly index: ActionsIndex;
}

interface RestoreRequest {
  readonly keys: CacheKeys;
  readonly readableRefs: readonly string[];
  readonly env: Environment;
  /** False if anything that can wait should be left for a later run. */
  readonly hasTime: () => boolean;
}

/** The number of entries to restore before checking the time, and what they contain, again. */
const ENTRIES_AT_ONCE = 9;

/**
 * Restores the newest snapshot that this run can see, and what was saved beside it by parallel runs of the same scope
 * and by runs that could not read their history or are running. The client reports every failure as "not found", so
 * that counts only if GitHub lists nothing either. Throws StoreError if a part of the history may exist but could not
 * be read.
 */
export async function restore(deps: RestoreDeps, request: RestoreRequest): Promise<Restored> {
  const {keys, env} = request;
  // 1. Both at once: the list only supplements the client's answer.
  const [listed, [found]] = await Promise.all([list(deps, request), deps.fetchAll([keys.snapshot])]);
  if (found === undefined) throw new StoreError('unreadable', 'The cache service did not answer.');
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
    await take(found.answer, found);
    if (snapshots.length === 0)
      throw new StoreError('unreadable', `${warnings.join(' ')} Delete it to go on without it.`);
    if (listed instanceof StoreError) {
      warnings.push(`What parallel runs saved could not be looked for: ${listed.message}`);
    }
  }

  // 3. What it does not contain, beginning with saves that contain others.
  const scope = all.find((it) => it.key === found.answer)?.ref;
  const isOfScope = (it: ListedCache) => scope === undefined || it.ref === scope;
  const withPrefix = (prefix: string) => all.filter((it) => it.key.startsWith(prefix));
  const left = [
    ...(await takeAll(withPrefix(keys.snapshot).filter(isOfScope))),
    ...(await takeAll(withPrefix(keys.fragment))),
  ];
  // Oldest first: old ones are from jobs that vanished. Records of other branches are left to runs there.
  const running = withPrefix(keys.running).filter((it) => it.ref === request.readableRefs[0]);
  await takeAll(running.toReversed(), RUNNING_AT_ONCE);
  if (left.length > 0) warnings.push(sayLeft(left.length));
  const stillThere = [...contained].filter((key) => listed instanceof StoreError || all.some((it) => it.key === key));
  return {snapshots, fragments, contains: {saves: stillThere, openRuns: []}, expiredSince: null, warnings};

  /** Takes as many entries as time permits, and returns the rest. */
  async function takeAll(entries: readonly ListedCache[], most = entries.length): Promise<readonly string[]> {
    const tried = new Set<string>();
    for (;;) {
      const untaken = entries.map((it) => it.key).filter((key) => !contained.has(key) && !tried.has(key));
      const next = untaken.slice(0, Math.min(ENTRIES_AT_ONCE, most - tried.size));
      if (next.length === 0 || !request.hasTime()) return untaken;
      for (const key of next) tried.add(key);
      for (const [index, fetched] of (await deps.fetchAll(next)).entries())
        await takeExactly(next[index] ?? '', fetched);
    }
  }

  async function takeExactly(key: string, fetched: Fetched): Promise<void> {
    const {answer, said} = fetched;
    if (answer === key) return take(key, fetched);
    if (said.length > 0)
      throw new StoreError('unreadable', `Cache ${key} could not be read: ${explainMiss(env, said)}`);
    warnings.push(`Cache ${key} is listed and cannot be restored here. It stays where it is.`);
  }

  async function take(key: string, {refused, folder}: Fetched): Promise<void> {
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
      for (const it of readContains(join(folder, CONTAINS_FILE)).saves) contained.add(it);
    }
  }
}

/** The history's caches that this run can read, newest first; a StoreError if GitHub does not list them. */
async function list(
  {index}: Pick<RestoreDeps, 'index'>,
  {keys, readableRefs}: RestoreRequest,
): Promise<readonly ListedCache[] | StoreError> {
  try {
    const all = await index.cachesWithPrefix(keys.common);
    return all
      .filter(
        ({key, ref}) =>
          readableRefs.includes(ref) &&
          [keys.snapshot, keys.fragment, keys.running].some((prefix) => key.startsWith(prefix)),
      )
      .toSorted((a, b) => compareTexts(b.createdAt, a.createdAt));
  } catch (error) {
    return error instanceof StoreError ? error : new StoreError('unreadable', describeError(error), {cause: error});
  }
}
