import {copyFileSync, mkdirSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {setSecret} from '@actions/core';
import {createProjectStore, createTemporaryStore, readDatabase} from '../app/create-store.ts';
import {badInput, describeError, StoreError} from '../domain/errors.ts';
import {quote, type Uid} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {LEDGER_FILE} from '../domain/ports/ledger.ts';
import {type History, isStored, type Publication, type StepStore, type Store} from '../domain/ports/store.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {branchRef} from '../domain/refs.ts';
import {realPath} from '../files/regular-file.ts';
import {createActionsIndex} from '../github/actions-index.ts';
import {keepAsArtifact} from '../stores/artifact/keep-file.ts';
import type {ClientOptions} from '../stores/client/client-process.ts';
import {createFragmentHistory} from '../stores/ledger-history.ts';
import {makeFolder} from '../system/folders.ts';
import {findProject, historyNames, ledgerPath, type Project, stepLogFile} from '../system/projects.ts';
import type {CommonInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

export interface ActionStore extends StepStore {
  /** Paths never to commit: the ledger, which may lie in the work tree. */
  readonly privatePaths: readonly string[];
}

interface ActionStoreRequest {
  /** The private folder of this run, which main and post share. */
  readonly folder: string;
  readonly uid: Uid;
  /** True for a fork's run, whose step is shown but not recorded. */
  readonly withoutHistory?: boolean;
  /** False for an action that only reads and must not start a new history. */
  readonly create?: boolean;
  /** The repository that the git store uses, if open. */
  readonly repository: Repository | null;
  /** Called with every secret of GitHub's clients. Default: mask it in the log. */
  readonly maskSecret?: (secret: string) => void;
  /** Limits the wait for the history before an agent starts. */
  readonly startTime?: StartTime;
}

/** The script beside the bundle that runs the clients of GitHub's services. */
const CLIENT_SCRIPT = join(dirname(fileURLToPath(import.meta.url)), '..', 'store-client.js');

/** Creates the store that the inputs name. Throws InputError for a store that cannot work here. */
export async function openActionStore(
  inputs: CommonInputs,
  job: Job,
  request: ActionStoreRequest,
): Promise<ActionStore> {
  const {folder, withoutHistory = false, create = true, maskSecret = setSecret} = request;
  const client = clientOptions(job.env, maskSecret);
  const keeping = {client, inputs, job, uid: request.uid};
  const project = findProject(job.projectId, job.env, 'Input "project-id"');
  const path = inputs.storePath === null ? ledgerPath(project) : resolve(job.workspace, inputs.storePath);
  const fault = inputs.store === 'file' && inputs.storePath === null ? whyNoFolder(project) : null;
  const {apiUrl, repository} = job.context;
  const store = withoutHistory
    ? createTemporaryStore(inputs.store, join(folder, LEDGER_FILE))
    : await createProjectStore({
        name: inputs.store,
        project,
        names: inputs.storePath === null ? historyNames(project, false, request.repository) : [realPath(path)],
        slug: job.slug,
        path,
        create,
        env: job.env,
        startTime: request.startTime,
        repository: request.repository,
        folder: join(folder, 'history'),
        database: inputs.storeUrl === null ? readDatabase(job.env) : {url: inputs.storeUrl, what: 'Input "store-url"'},
        mirror: inputs.mirror,
        warn: actionLog.warn,
        repositoryName: nameAtHost(job),
        job: {
          ...client,
          index: createActionsIndex({apiUrl: apiUrl ?? '', repository: repository ?? '', token: inputs.githubToken}),
          token: inputs.githubToken,
          retentionDays: inputs.retentionDays,
          readableRefs: readableRefs(job),
        },
      });
  const fallback = (reason: string) => {
    const file = join(folder, 'record.json');
    return createFragmentHistory({
      condition: {kind: 'unreadable', reason},
      file,
      publish: async () => ({kind: 'kept', where: file, reason}),
    });
  };
  return {
    ...store,
    open: async () => (fault === null ? await openNamed(store, inputs) : fallback(fault)),
    privatePaths: inputs.store === 'file' ? [dirname(path) === job.workspace ? path : dirname(path)] : [],
    keepFile: (file) => keepBundle(file, keeping),
    keepRecord: (publication) => keepRecord(publication, keeping),
    fallback,
  };
}

/** `host/owner/name` of the job's repository, in lower case. */
function nameAtHost({context: {serverUrl, repository}}: Job): string | null {
  if (serverUrl === null || repository === null) return null;
  return `${new URL(serverUrl).host}/${repository}`.toLowerCase();
}

/** Options to start clients of GitHub's services. */
export function clientOptions(env: Job['env'], maskSecret = setSecret): ClientOptions {
  return {script: CLIENT_SCRIPT, env, maskSecret};
}

/** Opens a store. An error about the file store's file names the input that it came from. */
async function openNamed(store: Store, {storePath}: CommonInputs): Promise<History> {
  try {
    return await store.open();
  } catch (error) {
    if (store.name !== 'file' || storePath === null) throw error;
    const message = `Input "store-path" is ${quote(storePath)}, which cannot be used: ${describeError(error)}`;
    throw badInput(message, {cause: error});
  }
}

/**
 * Opens a history for an action that needs one, and prints its warnings. Throws StoreError if it could not be read, since any
 * answer would be a guess.
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

/** Makes a project's own folder. Returns why it cannot be made, and what to do; null if it is there. */
function whyNoFolder({folder}: Project): string | null {
  try {
    makeFolder(folder);
    return null;
  } catch (error) {
    const advice =
      'Name a file elsewhere with the input store-path, or let LAFORGE_HOME name a folder that can be written';
    return `The folder ${folder} cannot be made (${describeError(error)}). ${advice}.`;
  }
}

/** The refs whose caches a run may read: its own, the default branch, and a pull request's base. */
function readableRefs({context}: Job): readonly string[] {
  const base = context.run.pull_request?.base_ref ?? null;
  return [
    ...(context.ref === null ? [] : [context.ref]),
    ...(context.defaultBranch === null ? [] : [branchRef(context.defaultBranch)]),
    ...(base === null ? [] : [branchRef(base)]),
  ];
}

interface Keeping {
  readonly client: ClientOptions;
  readonly inputs: CommonInputs;
  readonly job: Job;
  readonly uid: Uid;
}

/**
 * Keeps a bundle of work that could not be pushed: as an artifact, else on the runner's disk unless that is discarded with
 * the job. On Gitea a cancelled job's token is invalid, so neither pushing nor uploading works. Resolves to the place in
 * words. Throws StoreError if nothing works.
 */
async function keepBundle(file: string, {client, inputs, job, uid}: Keeping): Promise<string> {
  try {
    return await keepAsArtifact({...client, retentionDays: inputs.retentionDays}, uid, file);
  } catch (error) {
    if (job.env.RUNNER_ENVIRONMENT === 'github-hosted') throw error;
    return keepOnDisk(file, job, uid, describeError(error));
  }
}

/**
 * Keeps a record that its store did not take, since the run's folder is deleted with the job. Resolves to the new state of the
 * record; if no place outlasts the job, it says so.
 */
async function keepRecord(publication: Publication, keeping: Keeping): Promise<Publication> {
  const {inputs, job, uid} = keeping;
  if (isStored(publication)) return publication;
  const isHosted = job.env.RUNNER_ENVIRONMENT === 'github-hosted';
  // On a self-hosted runner the next step finds it on this machine.
  if (publication.kind === 'waiting' && !isHosted) return publication;
  const {where: file, reason} = publication;
  const passing: Publication = {kind: 'kept', where: `${file}, until this job ends`, reason};
  const isTried = inputs.store === 'artifact';
  if (isTried && isHosted) return passing;
  try {
    const where = isTried ? keepOnDisk(file, job, uid, reason) : await keepBundle(file, keeping);
    return {kind: 'kept', where, reason};
  } catch {
    return passing;
  }
}

/** Keeps a file in the project's folder of the runner's user, where the command line also keeps its bundles. */
function keepOnDisk(file: string, job: Job, uid: Uid, notTaken: string): string {
  try {
    const project = findProject(job.projectId, job.env, 'Input "project-id"');
    const name = basename(file);
    const kept = join(dirname(stepLogFile(project, uid)), name.startsWith(uid) ? name : `${uid}.${name}`);
    mkdirSync(dirname(kept), {recursive: true});
    copyFileSync(file, kept);
    return `${kept} on this runner, as long as its disk lasts`;
  } catch (error) {
    const message = `${notTaken} The runner's disk does not take it either: ${describeError(error)}`;
    throw new StoreError('unwritable', message, {cause: error});
  }
}
