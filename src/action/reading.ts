import {createRunFolder} from '../agent/run-folder.ts';
import type {Scope} from '../app/history-to-view.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {History} from '../domain/ports/store.ts';
import {HEADS} from '../domain/refs.ts';
import type {RunContext} from '../domain/workplace.ts';
import {systemUids} from '../system/clock-and-uids.ts';
import {openActionStore, openToRead} from './history-store.ts';
import type {CommonInputs} from './inputs.ts';
import {completeContext, type Job} from './job.ts';
import {actionLog} from './log.ts';
import {pullRequestScope} from './pull-request-comment.ts';

export interface Reading {
  readonly history: History;
  readonly context: RunContext;
  readonly repository: Repository | null;
}

/** Opens the history for an action that records nothing, and the repository if the code or the store needs it. */
export async function withReading(
  inputs: CommonInputs,
  job: Job,
  {needsCode}: {readonly needsCode: boolean},
  use: (reading: Reading) => Promise<void>,
): Promise<void> {
  if (inputs.storeNotice !== null) actionLog.notice(inputs.storeNotice);
  const folder = await createRunFolder(job.temporaryDirectory, null);
  const repository = needsCode || inputs.store === 'git' ? await job.git.open(job.workspace) : null;
  try {
    const request = {folder: folder.path, uid: systemUids.next(), create: false, repository};
    const history = await openToRead(await openActionStore(inputs, job, request), actionLog.warn);
    try {
      await use({history, repository, context: await completeContext(job)});
    } finally {
      await history.close();
    }
  } finally {
    await repository?.close();
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
