import type {RunInfo} from './documents.ts';

/** What tells one repository from another in a history. */
export interface RepositoryKey {
  /** `host/owner/name`; a rename and a transfer change it. */
  readonly repository: string | null;
  /** The forge's id of it, which outlasts its names; null where a run told none. */
  readonly repositoryId: string | null;
}

/** The key of the repository that a step or a rollback is of. */
export function repositoryKey(record: {
  readonly repository: string | null;
  readonly run: Pick<RunInfo, 'repository_id'> | null;
}): RepositoryKey {
  return {repository: record.repository, repositoryId: record.run?.repository_id ?? null};
}

/**
 * True when two keys are of one repository: by their ids where both have one of the same host, so that a new name changes
 * nothing and a name that somebody else took over stays apart; else by their names. A fork has an id and a name
 * of its own.
 */
export function isSameRepository(a: RepositoryKey, b: RepositoryKey): boolean {
  const host = hostOfId(a);
  return host !== null && host === hostOfId(b) ? a.repositoryId === b.repositoryId : a.repository === b.repository;
}

/**
 * The latest step of a repository among the latest of each that there is, newest first. One that has no name yet, or no
 * longer, since no remote tells it, is none other where no step has its own name and there is but one it could be.
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
 * Learns from records, newest first, which names are former ones of a repository, and answers with its newest: for what is
 * shown or counted repository by repository.
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

/** The host that gave the id; null without one. */
export function hostOfId({repository, repositoryId}: RepositoryKey): string | null {
  return repositoryId === null ? null : (repository?.split('/')[0] ?? null);
}

/**
 * A run with the id of the repository that it works in. The forge tells the id of the run's own repository, which need not
 * be the one that is checked out: then the record has none.
 */
export function withRepositoryId(run: RunInfo, repository: string | null): RunInfo {
  const {repository_id: id, ...others} = run;
  if (id === undefined) return run;
  return repository !== null && runRepository(run) === repository ? run : others;
}

/** `host/owner/name` of the repository that a run is of, by the address of its page. */
function runRepository({url}: RunInfo): string | null {
  return /^https?:\/\/([^?#]+)\/actions\/runs\/[^/]+$/.exec(url ?? '')?.[1]?.toLowerCase() ?? null;
}
