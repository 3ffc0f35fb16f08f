import {describeError, InputError} from '../../domain/errors.ts';
import type {HistoryCondition, Store} from '../../domain/ports/store.ts';
import {fragmentRef, ledgerRef} from '../../domain/refs.ts';
import {runWithin} from '../../domain/within.ts';
import {type Fragment, readFragments} from '../pending/fragments.ts';
import {openRunRecords, type RunFolders} from '../pending/waiting-records.ts';
import type {StoreDeps, StoreRequest} from '../store-deps.ts';
import {createGitHistory} from './git-history.ts';
import type {GitHistoryDeps} from './history-writer.ts';
import {KeptCopies} from './kept-copies.ts';
import {tellLost} from './local-ledger.ts';
import {GIT_LIMITS} from './meta.ts';
import {readTip, type Tip} from './tip.ts';

/** The most commits that showing a history fetches to see that it follows what was shown last. */
const MOST_LOOKED_BACK = 1000;

type GitStoreOptions = RunFolders & Pick<StoreRequest, 'slug' | 'repository' | 'copyFolder' | 'usesCopies'>;

interface Look {
  readonly condition: HistoryCondition;
  readonly tip: Tip | null;
  readonly fragments: readonly Fragment[];
}

/**
 * Keeps a history in the repository itself, under a ref beside its branches. Throws InputError if there is no remote to
 * keep it. Never touches the user's own repository.
 */
export function createGitStore(deps: StoreDeps, options: GitStoreOptions): Store {
  const {slug, repository, copyFolder = null, usesCopies = false} = options;
  const remote = repository?.remote ?? null;
  const objects = repository?.objects ?? null;
  if (remote === null || objects === null) {
    throw new InputError(
      'bad-environment',
      `The store is "git", which keeps the history at the remote, and ${repository === null ? 'there is no repository here' : `the repository in ${repository.root} has none`}. Add one as origin, or use the store "file".`,
    );
  }
  const historyDeps: GitHistoryDeps = {...deps, remote, objects};
  return {
    name: 'git',
    async open() {
      const warnings: string[] = [];
      const warn = (message: string) => void warnings.push(message);
      const began = Date.now();
      const history = `${remote.url} ${slug}`;
      const copies = copyFolder === null ? null : new KeptCopies(copyFolder, history);
      const kept = (await copies?.find()) ?? null;
      const look = await lookAtHistory(historyDeps, slug, warn);
      const records = await openRunRecords(options, history, warn);
      // A step about to start spends no request on this.
      const lookBack = usesCopies ? MOST_LOOKED_BACK : 0;
      const isReadable = look.condition.kind !== 'unreadable';
      const lost = isReadable ? await tellLost(kept, {...look, objects, slug, remote, lookBack}) : null;
      if (lost !== null) warn(lost);
      const ownMs = Math.max(0, GIT_LIMITS.startMs - (Date.now() - began));
      const startMs = () => deps.startTime?.leftMs('record') ?? ownMs;
      return createGitHistory(historyDeps, {
        ...look,
        ...records,
        slug,
        copies: usesCopies && lost === null ? copies : null,
        warnings,
        startMs,
      });
    },
  };
}

async function lookAtHistory(deps: GitHistoryDeps, slug: string, warn: (message: string) => void): Promise<Look> {
  const {objects} = deps;
  const ref = ledgerRef(slug);
  try {
    const limitMs = deps.startTime?.leftMs('history') ?? GIT_LIMITS.startMs;
    return await runWithin(limitMs, 'The history', async () => {
      const tips = await objects.fetchTips([ref, fragmentRef(slug, '*')]);
      const sha = tips.get(ref);
      if (sha === undefined) return {condition: {kind: 'empty'}, tip: null, fragments: []};
      const tip = await readTip(objects, sha);
      return {condition: {kind: 'found'}, tip, fragments: await readFragments(deps.objects, slug, tips, warn)};
    });
  } catch (error) {
    // Any failure makes the history unreadable; the agent still runs.
    return {condition: {kind: 'unreadable', reason: describeError(error)}, tip: null, fragments: []};
  }
}
