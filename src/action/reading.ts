import {createRunFolder} from '../agent/run-folder.ts';
import type {Scope} from '../app/history-to-view.ts';
import type {Uid} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {History} from '../domain/ports/store.ts';
import {HEADS} from '../domain/refs.ts';
import type {RunContext} from '../domain/workplace.ts';
import {systemUids} from '../system/clock-and-uids.ts';
import {type ActionStore, openActionStore, openToRead} from './history-store.ts';
import type {CommonInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';
import {pullRequestScope} from './pull-request-comment.ts';

/** A job's history, and what it was opened with. */
export interface OpenedHistory<Code extends Repository | null = Repository> {
  readonly job: Job;
  readonly history: History;
  readonly store: ActionStore;
  readonly repository: Code;
  /** The uid of the step or rollback that may come of it. */
  readonly uid: Uid;
  /** The private folder of this run, which main and post share. */
  readonly folder: string;
}

/** Opens the history, and the repository if the code or the store needs it. Calls `use`, and closes them. */
export async function withHistory<Result>(
  inputs: CommonInputs,
  job: Job,
  {needsCode}: {readonly needsCode: boolean},
  use: (opened: OpenedHistory<Repository | null>) => Promise<Result>,
): Promise<Result> {
  if (needsCode || inputs.store === 'git') return await withHistoryAndCode(inputs, job, use);
  return await openAndUse(inputs, job, null, use);
}

/** Opens the history and the repository, calls `use`, and closes them. */
export async function withHistoryAndCode<Result>(
  inputs: CommonInputs,
  job: Job,
  use: (opened: OpenedHistory) => Promise<Result>,
): Promise<Result> {
  const repository = await job.git.open(job.workspace);
  try {
    return await openAndUse(inputs, job, repository, use);
  } finally {
    await repository.close();
  }
}

async function openAndUse<Code extends Repository | null, Result>(
  inputs: CommonInputs,
  job: Job,
  repository: Code,
  use: (opened: OpenedHistory<Code>) => Promise<Result>,
): Promise<Result> {
  const {path: folder} = await createRunFolder(job.temporaryDirectory, null);
  const uid = systemUids.next();
  const store = await openActionStore(inputs, job, {folder, uid, create: false, repository});
  const history = await openToRead(store, actionLog.warn);
  try {
    return await use({job, history, store, repository, uid, folder});
  } finally {
    await history.close();
  }
}

/** Finds the part of the history that a run is about: the pull request that is named or that it belongs to, else its branch. */
export async function scopeOfRun(
  job: Job,
  context: RunContext,
  named: {readonly pullRequest: number | null; readonly branch?: string | null},
): Promise<Scope> {
  const branch = named.branch ?? (context.ref?.startsWith(HEADS) ? context.refName : null);
  const isOfPullRequest = (named.pullRequest ?? context.run.pull_request) !== null && named.branch == null;
  const {pullRequest} = named;
  return (
    (isOfPullRequest ? await pullRequestScope({job, context, branch, pullRequest}) : null) ?? {
      pullRequest: null,
      branch,
    }
  );
}
