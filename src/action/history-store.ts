import {copyFileSync, mkdirSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {setSecret} from '@actions/core';
import {createPassingStore, createProjectStore} from '../app/create-store.ts';
import {describeError, InputError, StoreError} from '../domain/errors.ts';
import {quote, type Uid} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type History, isStored, type Publication, type StepStore, type Store} from '../domain/ports/store.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {branchRef} from '../domain/refs.ts';
import {DATABASE_VARIABLE} from '../domain/runner-variables.ts';
import {createActionsIndex} from '../github/actions-index.ts';
import {keepAsArtifact} from '../stores/artifact/keep-file.ts';
import type {ClientOptions} from '../stores/client/client-process.ts';
import {createFragmentHistory} from '../stores/fragment-history.ts';
import {makeFolder} from '../system/folders.ts';
import {findProject, ledgerPath, type Project, stepLogFile} from '../system/projects.ts';
import type {CommonInputs} from './inputs.ts';
import type {Job} from './job.ts';

/** A store with what else an action keeps, or keeps apart. */
export interface ActionStore extends StepStore {
  /** Never to be committed: the ledger, where it could lie in the work tree. */
  readonly privatePaths: readonly string[];
}

interface ActionStoreRequest {
  /** A folder of this run alone, from its main to its post. */
  readonly folder: string;
  readonly uid: Uid;
  /** A fork's run: its step is shown and recorded nowhere. */
  readonly withoutHistory?: boolean;
  /** False where a history that is not there must not begin: to read it. */
  readonly create?: boolean;
  /** The repository whose remote has the store; null where none does. */
  readonly repository: Repository | null;
  /** Told every secret of GitHub's clients; by default the log's mask. */
  readonly maskSecret?: (secret: string) => void;
  /** The waits for the history before an agent starts. */
  readonly startTime?: StartTime;
}

/** The script, beside the bundle, that the clients of GitHub's services run in. */
const CLIENT_SCRIPT = join(dirname(fileURLToPath(import.meta.url)), '..', 'store-client.js');

/** Opens the way to the history that the inputs name. Throws InputError where such a store cannot work. */
export async function openActionStore(
  inputs: CommonInputs,
  job: Job,
  request: ActionStoreRequest,
): Promise<ActionStore> {
  const {folder, uid, withoutHistory = false, create = true, maskSecret = setSecret} = request;
  const client = clientOptions(job.env, maskSecret);
  const project = findProject(job.projectId, job.env, 'Input "project-id"');
  const path = chooseLedger(inputs, job, project);
  const {apiUrl, repository} = job.context;
  const store = withoutHistory
    ? createPassingStore(inputs.store, join(folder, 'steps.db'))
    : await createProjectStore({
        name: inputs.store,
        project,
        slug: job.slug,
        path,
        create,
        env: job.env,
        startTime: request.startTime,
        repository: request.repository,
        folder: join(folder, 'history'),
        database: chooseDatabase(inputs, job),
        repositoryName: nameAtHost(job),
        job: {
          ...client,
          index: createActionsIndex({apiUrl: apiUrl ?? '', repository: repository ?? '', token: inputs.githubToken}),
          token: inputs.githubToken,
          retentionDays: inputs.retentionDays,
          readableRefs: readableRefs(job),
        },
      });
  return {
    ...store,
    open: () => openNamed(store, inputs),
    privatePaths: inputs.store === 'file' ? [dirname(path) === job.workspace ? path : dirname(path)] : [],
    keepFile: (file) => keepBundle(file, {client, inputs, job, uid}),
    keepRecord: (publication) => keepRecord(publication, {client, inputs, job, uid}),
    fallback: (reason) => {
      const file = join(folder, 'record.json');
      return createFragmentHistory({
        condition: {kind: 'unreadable', reason},
        file,
        publish: async () => ({kind: 'kept', where: file, reason}),
      });
    },
  };
}

/** The connection string: the input's, else the variable that the command line reads too. */
function chooseDatabase({storeUrl}: CommonInputs, {env}: Job) {
  if (storeUrl !== null) return {url: storeUrl, what: 'Input "store-url"'};
  const url = env[DATABASE_VARIABLE];
  return url ? {url, what: DATABASE_VARIABLE} : null;
}

/** `host/owner/name` of the job's repository, lower case. */
function nameAtHost({context: {serverUrl, repository}}: Job): string | null {
  if (serverUrl === null || repository === null) return null;
  return `${new URL(serverUrl).host}/${repository}`.toLowerCase();
}

/** Starts clients of GitHub's services. */
export function clientOptions(env: Job['env'], maskSecret = setSecret): ClientOptions {
  return {script: CLIENT_SCRIPT, env, maskSecret};
}

/** Opens a store. What is wrong with the file of the store `file` is said of the input that names it. */
async function openNamed(store: Store, {storePath}: CommonInputs): Promise<History> {
  try {
    return await store.open();
  } catch (error) {
    if (store.name !== 'file' || storePath === null) throw error;
    const message = `Input "store-path" is ${quote(storePath)}, which cannot be used: ${describeError(error)}`;
    throw new InputError('bad-input', message, {cause: error});
  }
}

/**
 * Opens a history for what cannot go on without it, and says what was noticed. Throws StoreError when it could not be
 * read: an answer from what is not there would be a guess.
 */
export async function openToRead(store: Store, warn: (message: string) => void): Promise<History> {
  const history = await store.open();
  if (history.condition.kind === 'unreadable') {
    await history.close();
    throw new StoreError('unreadable', `The history could not be read: ${history.condition.reason}`);
  }
  for (const message of history.warnings) warn(message);
  return history;
}

/** The file of the store `file`: the one that was named, else the user's own of this project. */
function chooseLedger(inputs: CommonInputs, job: Job, project: Project): string {
  if (inputs.storePath !== null) return resolve(job.workspace, inputs.storePath);
  if (inputs.store === 'file') makeFolder(project.folder);
  return ledgerPath(project);
}

/** The refs whose caches a run may read: its own, the default branch's, and for a pull request the base's. */
function readableRefs({context}: Job): readonly string[] {
  const base = context.run.pull_request?.base_ref ?? null;
  return [
    ...(context.ref === null ? [] : [context.ref]),
    ...(context.defaultBranch === null ? [] : [branchRef(context.defaultBranch)]),
    ...(base === null ? [] : [branchRef(base)]),
  ];
}

/**
 * Keeps a bundle of work that no remote took: as an artifact of the run, else on the runner's own disk, unless that goes
 * with the job. A cancelled job's token is dead on Gitea, so that neither a remote nor the artifacts take it. Resolves to
 * how a sentence names the place; throws StoreError where there is none.
 */
async function keepBundle(
  file: string,
  {client, inputs, job, uid}: {client: ClientOptions; inputs: CommonInputs; job: Job; uid: Uid},
): Promise<string> {
  try {
    return await keepAsArtifact({...client, retentionDays: inputs.retentionDays}, uid, file);
  } catch (error) {
    if (job.env.RUNNER_ENVIRONMENT === 'github-hosted') throw error;
    return keepOnDisk(file, {job, uid}, describeError(error));
  }
}

/**
 * Keeps a record that its store did not take: the folder of the run goes with the job. Resolves to what became of the
 * record then; where nothing lasts the sentence says so.
 */
async function keepRecord(
  publication: Publication,
  {client, inputs, job, uid}: {client: ClientOptions; inputs: CommonInputs; job: Job; uid: Uid},
): Promise<Publication> {
  if (isStored(publication)) return publication;
  const isHosted = job.env.RUNNER_ENVIRONMENT === 'github-hosted';
  // Elsewhere the next step on this machine finds it.
  if (publication.kind === 'waiting' && !isHosted) return publication;
  const {where: file, reason} = publication;
  const passing: Publication = {kind: 'kept', where: `${file}, until this job ends`, reason};
  const isTried = inputs.store === 'artifact';
  if (isTried && isHosted) return passing;
  try {
    const where = isTried ? keepOnDisk(file, {job, uid}, reason) : await keepBundle(file, {client, inputs, job, uid});
    return {kind: 'kept', where, reason};
  } catch {
    return passing;
  }
}

/** Keeps a file beside the histories of the user that the runner works as, where the command line keeps its bundles too. */
function keepOnDisk(file: string, {job, uid}: {job: Job; uid: Uid}, notTaken: string): string {
  try {
    const project = findProject(job.projectId, job.env, 'Input "project-id"');
    const name = basename(file);
    const kept = join(dirname(stepLogFile(project, uid)), name.startsWith(uid) ? name : `${uid}.${name}`);
    mkdirSync(dirname(kept), {recursive: true});
    copyFileSync(file, kept);
    return `${kept} on this runner, as long as its disk lasts`;
  } catch (error) {
    throw new StoreError('unwritable', `${notTaken} Nor does the disk of the runner take it: ${describeError(error)}`, {
      cause: error,
    });
  }
}
