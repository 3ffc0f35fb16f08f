import {createHash, randomUUID} from 'node:crypto';

/** Whose manners the service has. `gitea`: Gitea 1.26 with its own runner, as it was seen to answer. */
export type Forge = 'github' | 'gitea';

/** What the service remembers. Tests read it, and put into it what they want to have happened before. */
export interface World {
  readonly forge: Forge;
  readonly repository: RepositoryState;
  readonly tokens: Map<string, TokenState>;
  readonly runs: Map<number, RunState>;
  /** By ACTIONS_RUNTIME_TOKEN. */
  readonly jobs: Map<string, JobState>;
  readonly artifacts: ArtifactState[];
  readonly caches: CacheState[];
  readonly blobs: Map<string, BlobState>;
  nextId(): number;
}

export interface RepositoryState {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
}

/** A REST token with what its `permissions:` grant, such as `{actions: 'read'}`. */
export interface TokenState {
  readonly login: string;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
}

export interface RunState {
  readonly id: number;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  /** Another than the repository's own means that a fork made the run. */
  readonly headRepositoryId: number;
  attempt: number;
  status: string;
  /** Of its latest attempt, as REST names their fields. */
  jobs?: readonly {
    readonly id?: number;
    readonly name: string;
    readonly runner_name: string | null;
    readonly status: string;
    readonly run_attempt?: number;
  }[];
}

export interface JobState {
  readonly runId: number;
  /** GitHub's inner id of one attempt of a run: a name can be saved once in it. */
  readonly runBackendId: string;
  readonly jobBackendId: string;
  readonly cacheScopes: CacheScopes;
}

/** The refs whose caches a job may read, and the one it may write to (null: read-only). */
export interface CacheScopes {
  readonly read: readonly string[];
  readonly write: string | null;
}

export interface ArtifactState {
  readonly id: number;
  readonly name: string;
  readonly runId: number;
  readonly runBackendId: string;
  readonly jobBackendId: string;
  readonly blobId: string;
  readonly createdAt: string;
  expiresAt: string;
  finalized: boolean;
  expired: boolean;
  /** Set, the listing tells this instead of the blob's own. */
  digest: string | null;
  size: number;
}

export interface CacheState {
  readonly id: number;
  readonly key: string;
  readonly version: string;
  readonly ref: string;
  readonly blobId: string;
  readonly createdAt: string;
  finalized: boolean;
  size: number;
}

export interface BlobState {
  readonly signature: string;
  content: Buffer | null;
  readonly blocks: Map<string, Buffer>;
  contentType: string;
}

/** An empty world with one repository. */
export function createWorld(repository: RepositoryState, forge: Forge = 'github'): World {
  let lastId = 1000;
  return {
    forge,
    repository,
    tokens: new Map(),
    runs: new Map(),
    jobs: new Map(),
    artifacts: [],
    caches: [],
    blobs: new Map(),
    nextId: () => ++lastId,
  };
}

/** Puts into a world all that was saved in another. What either of them changes afterwards does not show in the other. */
export function copyWorld(from: World, to: World): void {
  for (const [id, run] of from.runs) to.runs.set(id, {...run});
  for (const [id, blob] of from.blobs) to.blobs.set(id, {...blob});
  for (const artifact of from.artifacts) to.artifacts.push({...artifact});
  for (const cache of from.caches) to.caches.push({...cache});
  const last = Math.max(0, ...[...from.runs.values(), ...from.artifacts, ...from.caches].map((it) => it.id));
  while (to.nextId() < last);
}

/** Room for the bytes of an artifact or a cache, behind a signature. */
export function addBlob(world: World, content: Buffer | null = null): string {
  const id = randomUUID();
  world.blobs.set(id, {
    signature: randomUUID().replaceAll('-', ''),
    content,
    blocks: new Map(),
    contentType: 'application/octet-stream',
  });
  return id;
}

/** An artifact that some job saved some time ago, whole and visible. */
export function addArtifact(
  world: World,
  artifact: {readonly name: string; readonly runId: number; readonly zip: Buffer} & Partial<ArtifactState>,
): ArtifactState {
  const {zip, ...rest} = artifact;
  const blobId = addBlob(world, zip);
  const blob = world.blobs.get(blobId);
  if (blob !== undefined) blob.contentType = 'application/zip';
  const state: ArtifactState = {
    id: world.nextId(),
    runBackendId: randomUUID(),
    jobBackendId: randomUUID(),
    blobId,
    createdAt: '2026-01-01T00:00:00Z',
    expiresAt: '2027-01-01T00:00:00Z',
    finalized: true,
    expired: false,
    digest: sha256(zip),
    size: zip.length,
    ...rest,
  };
  world.artifacts.push(state);
  return state;
}

/** A run that is over, of the repository's own code unless said otherwise. */
export function addRun(world: World, run: Partial<RunState> = {}): RunState {
  const state: RunState = {
    id: world.nextId(),
    event: 'push',
    headBranch: world.repository.defaultBranch,
    headSha: 'a'.repeat(40),
    headRepositoryId: world.repository.id,
    attempt: 1,
    status: 'completed',
    ...run,
  };
  world.runs.set(state.id, state);
  return state;
}

export function sha256(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
