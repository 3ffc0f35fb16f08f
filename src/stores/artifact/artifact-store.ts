import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {StoreError} from '../../domain/errors.ts';
import type {ListedArtifact} from '../../domain/ports/actions-index.ts';
import type {Store} from '../../domain/ports/store.ts';
import {type ClientProcess, startClient} from '../client/client-process.ts';
import {checkArtifacts} from '../github-services.ts';
import type {SavedAs, SnapshotService} from '../snapshot-service.ts';
import {createSnapshotStore} from '../snapshot-store.ts';
import {type JobStoreRequest, type StoreDeps, TIME_LIMITS, type TimeLimits} from '../store-deps.ts';
import {uploadWith} from './keep-file.ts';
import {artifactNames, clientVariables, isNameOrWithUid} from './names.ts';
import {type Downloaded, describe, restore} from './restore.ts';

type ArtifactStoreOptions = Omit<JobStoreRequest, 'readableRefs'>;

/** A history as artifacts of this repository's workflow runs. Throws InputError where there is no such service. */
export function createArtifactStore(deps: StoreDeps, options: ArtifactStoreOptions): Store {
  checkArtifacts(options.env);
  return createSnapshotStore(deps, createArtifactService(deps, options), options.folder);
}

/** The looks for a save that another job may be in the middle of, and the time between them. */
const LOOKS = 4;
const LOOK_AGAIN_MS = 1_000;

function createArtifactService(deps: StoreDeps, options: ArtifactStoreOptions): SnapshotService {
  const {env, slug} = options;
  const names = artifactNames(slug);
  const limits = deps.timeLimits ?? TIME_LIMITS;
  const runId = Number(env.GITHUB_RUN_ID) || null;
  // In a run's later attempts a name of an earlier one is free again, and whoever looks for the attempt looks for it.
  const isFirstAttempt = env.GITHUB_RUN_ATTEMPT === '1';
  const taken = new Set<string>();
  let isRunFound = false;
  /**
   * A save that failed half-way has its name for good: then nothing of the run has the one by which it is found. One that
   * another job is in the middle of has it too, and is there in a moment.
   */
  const makeFindable = async (client: ClientProcess, upload: (as: string) => Promise<SavedAs>) => {
    const plain = [names.save, names.running];
    for (let look = 1; look <= LOOKS; look++) {
      const {answer} = await client.call({kind: 'find-artifact', names: plain}, limits.publishMs);
      if (answer === 'there') return;
      if (look === 1 && (await unlessTaken(() => upload(names.running))) !== null) return;
      if (look < LOOKS) await setTimeout(LOOK_AGAIN_MS);
    }
    throw new StoreError(
      'unavailable',
      `Saves of this run that failed half-way hold the names ${plain.join(' and ')}, and by another no run would find this one.`,
    );
  };
  return {
    name: 'artifact',
    connect() {
      const {ask, close} = connectClient(options);
      return {
        close,
        restore: (folder, {signal, hasTime}) =>
          ask(signal, async (client) => {
            const restored = await restore(
              {
                ...deps,
                index: options.index,
                download: (artifact, into) => download(client, options, artifact, into, limits),
              },
              {names, folder, runId, hasTime},
            );
            if (isFirstAttempt) for (const name of restored.namesOfThisRun) taken.add(name);
            isRunFound = restored.namesOfThisRun.includes(names.save);
            return restored;
          }),
        save: (kind, folder, files, signal) =>
          ask(signal, async (client) => {
            const name = kind === 'running' ? names.running : names.save;
            const upload = (as: string) => uploadAs(client, options, as, folder, files, limits);
            if (!taken.has(name)) {
              const saved = await unlessTaken(() => upload(name));
              taken.add(name);
              if (saved !== null) return saved;
            }
            // Another step or job of this attempt has saved: GitHub lets a name be saved once in it.
            const saved = await upload(`${name}-${deps.uids.next()}`);
            if (kind !== 'running' && !isRunFound) await makeFindable(client, upload);
            return saved;
          }),
        async discard(running, end, signal) {
          if (!isNameOrWithUid(names.running, running.name)) return;
          // By a name with a uid nobody finds this run: that takes one of the plain names.
          const ifThere = isRunFound || end.name === names.save ? null : names.save;
          const call = {kind: 'delete-artifact', name: running.name, ifThere} as const;
          await ask(signal, (client) => client.call(call, limits.discardMs));
        },
      };
    },
  };
}

/** The saved artifact; null when GitHub does not let that name be saved again in this attempt. Throws StoreError. */
async function unlessTaken(upload: () => Promise<SavedAs>): Promise<SavedAs | null> {
  try {
    return await upload();
  } catch (error) {
    if (error instanceof StoreError && error.message.includes('(409)')) return null;
    throw error;
  }
}

async function uploadAs(
  client: ClientProcess,
  {retentionDays}: ArtifactStoreOptions,
  name: string,
  folder: string,
  files: readonly string[],
  {publishMs}: TimeLimits,
): Promise<SavedAs> {
  const paths = files.map((file) => join(folder, file));
  const save = await uploadWith(client, {name, folder, files: paths, retentionDays, asItIs: false}, publishMs);
  return {save, name, where: `artifact ${name} of this run`};
}

async function download(
  client: ClientProcess,
  {env, token}: ArtifactStoreOptions,
  artifact: ListedArtifact,
  folder: string,
  {restoreMs}: TimeLimits,
): Promise<Downloaded> {
  const [owner = '', repository = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
  const {id, digest} = artifact;
  try {
    const {answer, refused} = await client.call(
      {kind: 'download-artifact', id, folder, digest, token: token ?? '', owner, repository},
      restoreMs,
    );
    if (refused !== null) return {refused};
    return answer === 'same' || answer === 'expired' || answer === 'gone' ? answer : 'other';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new StoreError('unavailable', `${describe(artifact)} could not be downloaded: ${error.message}`, {
      cause: error,
    });
  }
}

/** One process for the calls of a connection: to start it takes longer than most of them. */
function connectClient(options: ArtifactStoreOptions) {
  let client: ClientProcess | undefined;
  return {
    /** Has a client do something, and ends it when that fails, or when nobody waits any more. The next is a new one then. */
    async ask<Answer>(signal: AbortSignal, run: (client: ClientProcess) => Promise<Answer>): Promise<Answer> {
      const variables = clientVariables(options.env);
      if (!client?.isRunning()) client = startClient(options, {client: 'artifact', folder: options.folder, variables});
      const used = client;
      const end = () => used.stop();
      if (signal.aborted) void end();
      signal.addEventListener('abort', end);
      try {
        return await run(used);
      } catch (error) {
        await end();
        throw error;
      } finally {
        signal.removeEventListener('abort', end);
      }
    },
    close: async () => client?.stop(),
  };
}
