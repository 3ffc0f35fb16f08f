import type {RunInfo} from './documents.ts';
import type {Sha} from './identity.ts';

export interface RepositoryKey {
  /** `host/owner/name`, which a rename or a transfer changes. */
  readonly repository: string | null;
  /** The forge's id of the repository, which survives renames; null if the run did not know it. */
  readonly repositoryId: string | null;
}

export function repositoryKey(record: {
  readonly repository: string | null;
  readonly run: Pick<RunInfo, 'repository_id'> | null;
}): RepositoryKey {
  return {repository: record.repository, repositoryId: record.run?.repository_id ?? null};
}

/**
 * True if two keys mean the same repository. Two ids of the same host decide, so that a rename changes nothing and a
 * name that somebody else took over stays separate; otherwise the names do. A fork has its own id and name.
 */
export function isSameRepository(a: RepositoryKey, b: RepositoryKey): boolean {
  const host = hostOfId(a);
  return host !== null && host === hostOfId(b) ? a.repositoryId === b.repositoryId : a.repository === b.repository;
}

/**
 * Picks a repository's latest step from the latest steps of all repositories, newest first. If none is its own, steps
 * without a repository count as its own, since they may be from before it had a remote. If it has no name itself,
 * because no remote tells it, the steps of the only other repository count.
 */
export function latestOf<Found extends Parameters<typeof repositoryKey>[0]>(
  latest: readonly Found[],
  key: RepositoryKey,
): Found | undefined {
  const own = latest.find((step) => isSameRepository(repositoryKey(step), key));
  if (own !== undefined) return own;
  if (key.repository !== null) return latest.find(({repository}) => repository === null);
  return new Set(latest.map(({repository}) => repository)).size === 1 ? latest[0] : undefined;
}

/**
 * True if the latest step that `latestOf` found is the parent of a new one. One that is not known to be of the same
 * repository is, if it ended at the commit where the new one begins: two repositories may share a history.
 */
export function isParent(
  latest: Parameters<typeof repositoryKey>[0] & {
    readonly commitShaBefore: Sha | null;
    readonly commitShaAfter: Sha | null;
  },
  draft: Parameters<typeof repositoryKey>[0] & {readonly commitShaBefore: Sha | null},
): boolean {
  if (isSameRepository(repositoryKey(latest), repositoryKey(draft))) return true;
  return draft.commitShaBefore !== null && (latest.commitShaAfter ?? latest.commitShaBefore) === draft.commitShaBefore;
}

/**
 * Maps former names of a repository to its newest, for lists and counts by repository. Learns from records, newest
 * first.
 */
export function createNewestNames(): {
  learn(records: readonly Parameters<typeof repositoryKey>[0][]): void;
  newest(repository: string | null): string | null;
} {
  const byId = new Map<string, string | null>();
  const byName = new Map<string | null, string | null>();
  return {
    learn(records) {
      for (const key of records.map(repositoryKey)) {
        const {repository, repositoryId} = key;
        if (repositoryId === null || byName.has(repository)) continue;
        const id = JSON.stringify([hostOfId(key), repositoryId]);
        if (!byId.has(id)) byId.set(id, repository);
        byName.set(repository, byId.get(id) ?? null);
      }
    },
    newest: (repository) => byName.get(repository) ?? repository,
  };
}

/** The host that assigned the id; null without an id. */
export function hostOfId({repository, repositoryId}: RepositoryKey): string | null {
  return repositoryId === null ? null : (repository?.split('/')[0] ?? null);
}

/**
 * Drops the repository id from a run that works in another repository: the forge tells only the id of the run's own,
 * which need not be the one that is checked out.
 */
export function withRepositoryId(run: RunInfo, repository: string | null): RunInfo {
  const {repository_id: id, ...others} = run;
  if (id === undefined) return run;
  return repository !== null && runRepository(run) === repository ? run : others;
}

/** The `host/owner/name` of a run's repository, from the address of its page. */
function runRepository({url}: RunInfo): string | null {
  return /^https?:\/\/([^?#]+)\/actions\/runs\/[^/]+$/.exec(url ?? '')?.[1]?.toLowerCase() ?? null;
}
