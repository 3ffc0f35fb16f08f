import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {StoreError} from '../../domain/errors.ts';
import type {ListedArtifact} from '../../domain/ports/forge.ts';
import type {Store} from '../../domain/ports/store.ts';
import {listInWords} from '../../domain/text.ts';
import {type ClientProcess, startClient} from '../client/client-process.ts';
import {checkService} from '../github-services.ts';
import type {SavedAs, SnapshotService} from '../snapshot-service.ts';
import {createSnapshotStore} from '../snapshot-store.ts';
import {type JobStoreRequest, type StoreDeps, TIME_LIMITS} from '../store-deps.ts';
import {clientVariables, uploadWith} from './keep-file.ts';
import {artifactNames, describe, isNameOrWithUid, type Missing, restore} from './restore.ts';

type ArtifactStoreOptions = Omit<JobStoreRequest, 'readableRefs'>;

/** Keeps a history in artifacts of this repository's workflow runs. Throws InputError if the service is missing. */
export function createArtifactStore(deps: StoreDeps, options: ArtifactStoreOptions): Store {
  checkService('artifact', options.env);
  return createSnapshotStore(deps, createArtifactService(deps, options), options.folder);
}

/** The number of looks for a save that another job may be making, and the time between two looks. */
const LOOKS = 4;
const LOOK_AGAIN_MS = 1_000;

function createArtifactService(deps: StoreDeps, options: ArtifactStoreOptions): SnapshotService {
  const {env, slug, retentionDays, token} = options;
  const names = artifactNames(slug);
  const limits = deps.timeLimits ?? TIME_LIMITS;
  const runId = Number(env.GITHUB_RUN_ID) || null;
  // A later attempt of a run may use the names again, and must, since runs that look for it look for them.
  const isFirstAttempt = env.GITHUB_RUN_ATTEMPT === '1';
  const taken = new Set<string>();
  let isRunFound = false;
  const uploadAs = async (client: ClientProcess, name: string, folder: string, files: readonly string[]) => {
    const paths = files.map((file) => join(folder, file));
    const upload = {name, folder, files: paths, retentionDays, asItIs: false};
    const save = await uploadWith(client, upload, limits.publishMs);
    return {save, name, where: `artifact ${name} of this run`};
  };
  const download = async (client: ClientProcess, artifact: ListedArtifact, folder: string): Promise<Missing | null> => {
    const [owner = '', repository = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
    const {id, digest} = artifact;
    const call = {kind: 'download-artifact', id, folder, digest, token: token ?? '', owner, repository} as const;
    try {
      const {answer, refused} = await client.call(call, limits.restoreMs);
      if (answer === 'expired' || answer === 'gone') return {kind: answer};
      if (answer === 'same') return null;
      return {kind: 'refused', reason: refused ?? 'its content has another digest than was saved.'};
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const message = `${describe(artifact)} could not be downloaded: ${error.message}`;
      throw new StoreError('unavailable', message, {cause: error});
    }
  };
  const isThere = async (client: ClientProcess, plain: readonly string[]) =>
    (await client.call({kind: 'find-artifact', names: plain}, limits.publishMs)).answer === 'there';
  /**
   * Makes sure that other runs can find this one, for which it needs an artifact with a plain name. A failed save
   * occupies its name forever and leaves no artifact. A save in progress by another job occupies it too, but its
   * artifact appears soon.
   */
  const makeFindable = async (client: ClientProcess, upload: (as: string) => Promise<SavedAs>) => {
    const plain = [names.save, names.running];
    for (let look = 1; look <= LOOKS; look++) {
      if (await isThere(client, plain)) return;
      if (look === 1 && (await unlessTaken(() => upload(names.running))) !== null) return;
      if (look < LOOKS) await setTimeout(LOOK_AGAIN_MS);
    }
    throw new StoreError(
      'unavailable',
      `Saves of this run that failed half-way hold the names ${listInWords(plain)}, and by another no run would find this one.`,
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
              {...deps, index: options.index, download: (artifact, into) => download(client, artifact, into)},
              {names, folder, runId, hasTime},
            );
            if (isFirstAttempt) for (const name of restored.namesOfThisRun) taken.add(name);
            isRunFound = restored.namesOfThisRun.includes(names.save);
            return restored;
          }),
        save: (kind, folder, files, signal) =>
          ask(signal, async (client) => {
            const name = kind === 'running' ? names.running : names.save;
            const upload = (as: string) => uploadAs(client, as, folder, files);
            if (!taken.has(name)) {
              const saved = await unlessTaken(() => upload(name));
              taken.add(name);
              if (saved !== null) return saved;
            }
            // Another step or job of this attempt has used the name, which GitHub accepts only once per attempt.
            const saved = await upload(`${name}-${deps.uids.next()}`);
            if (kind !== 'running' && !isRunFound) await makeFindable(client, upload);
            return saved;
          }),
        async discard(running, end, signal) {
          if (!isNameOrWithUid(names.running, running.name)) return;
          await ask(signal, async (client) => {
            // A name with a uid does not make this run findable, so the record stays unless the plain name is there.
            const isFound = isRunFound || end.name === names.save || (await isThere(client, [names.save]));
            if (isFound) await client.call({kind: 'delete-artifact', name: running.name}, limits.discardMs);
          });
        },
      };
    },
  };
}

/** Returns the artifact, or null if GitHub rejects the name because this attempt has used it. Throws StoreError. */
async function unlessTaken(upload: () => Promise<SavedAs>): Promise<SavedAs | null> {
  try {
    return await upload();
  } catch (error) {
    if (error instanceof StoreError && error.message.includes('(409)')) return null;
    throw error;
  }
}

/** Shares one process among a connection's calls, since starting it takes longer than most of them. */
function connectClient(options: ArtifactStoreOptions) {
  let client: ClientProcess | undefined;
  return {
    /**
     * Runs calls on the client. Stops it if they fail or nobody waits any more; the next call then starts a new one.
     */
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
