import {type ToldCommits, tellCommits} from '../../domain/commit-owners.ts';
import {branchOfRecord} from '../../domain/delivery.ts';
import {type Changes, MOST_OWN_COMMITS, NO_CHANGES} from '../../domain/documents.ts';
import {quote, type Sha, shortSha} from '../../domain/identity.ts';
import type {Head} from '../../domain/ports/work-tree.ts';
import {HEADS} from '../../domain/refs.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import {findOrigins, findUnpublished} from './commit-origins.ts';
import type {EndedStep, FinishStepDeps, FinishStepRequest, LeftWork, StepStart, WorkDone} from './step-progress.ts';

/** Reads everything from the commit where the step began to the HEAD that it left. */
export async function measureWork(
  deps: FinishStepDeps,
  {push, isShared, keepAside}: FinishStepRequest,
  ended: EndedStep,
  left: LeftWork,
): Promise<WorkDone> {
  const {warn} = deps;
  const {started} = ended;
  const {start} = ended.progress;
  const {head: end, kept} = left;
  const place = branchOfRecord({
    startBranch: started.branch,
    startedDetached: start.head.branch === null,
    endBranch: end.branch,
    endBranchIsNew:
      end.branch !== null && end.branch !== start.head.branch && (await isNewToRemote(deps, start, end.branch, push)),
  });
  const work = {...place, after: end.sha, kept};
  const last = kept ?? end.sha;
  if (last === null || last === start.head.sha)
    return {...work, mustStay: null, made: new Set(), notes: [], changes: left.missed === null ? NO_CHANGES : null};

  const told = await warnOnFailure(warn, () => tell(deps, ended, {left, last, isShared: isShared?.() === true}));
  // Work that cannot be read is kept, but goes to no branch.
  if (told === undefined) {
    const offBranch = place.offBranch ?? 'its history cannot be read';
    return {...work, offBranch, mustStay: null, made: new Set(), notes: [], changes: null};
  }
  const changes = await changesOf(deps, start.head.sha, last, told);
  const made = new Set([...told.own, ...told.foreign].map(({sha}) => sha));
  const dropped = (await warnOnFailure(warn, () => sayDropped(deps, start, end))) ?? [];
  const staysHere = push === 'none' && keepAside == null && told.own.length > 0;
  const detached = staysHere ? ((await warnOnFailure(warn, () => sayDetached(deps, start, end))) ?? []) : [];
  const notes = [...dropped, ...detached];
  const mustStay = push === 'auto' ? await whyItMustStay(deps, start, told) : null;
  return {...work, mustStay, made, notes, changes};
}

async function tell(
  {repository}: FinishStepDeps,
  {agent, isLate, progress}: EndedStep,
  {left, last, isShared}: {readonly left: LeftWork; readonly last: Sha; readonly isShared: boolean},
): Promise<ToldCommits> {
  const {start} = progress;
  // A late process also sees what others have committed since.
  const until = isLate && progress.left === null && agent.endTime !== null ? new Date(agent.endTime) : null;
  const {commits} = await repository.commits(start.head.sha, last);
  const origins = await findOrigins(repository, start, commits, {kept: left.kept, until});
  return tellCommits(commits, {...origins, isShared});
}

/** Warns of earlier commits that the agent dropped from its branch (`git reset`): soon even the reflog loses them. */
async function sayDropped({repository}: FinishStepDeps, start: StepStart, end: Head): Promise<readonly string[]> {
  const {sha, branch} = start.head;
  if (sha === null || end.sha === null || branch === null || end.branch !== branch) return [];
  if ((await repository.isAncestor(sha, end.sha)) !== 'no' || start.heads?.get(branch) === sha) return [];
  if ([...(await repository.localRefs('refs/')).values()].includes(sha)) return [];
  const lost = await repository.commit(sha);
  if (lost === null) return [];
  const keep = quoteForShell(['git', 'branch', 'before-the-step', sha]);
  return [
    `${branch} no longer leads to ${shortSha(sha)} ${quote(lost.subject)}, where it was before the step: the agent took it off or rewrote it. To keep it: ${keep}`,
  ];
}

/** Warns of commits on a HEAD that the agent detached: the next checkout leaves them behind. */
async function sayDetached({repository}: FinishStepDeps, start: StepStart, end: Head): Promise<readonly string[]> {
  if (start.head.branch === null || end.sha === null || end.branch !== null) return [];
  if ([...(await repository.localRefs(HEADS)).values()].includes(end.sha)) return [];
  return [`The agent left HEAD detached, so no branch has its work. Keep it: git branch <name> ${shortSha(end.sha)}`];
}

async function whyItMustStay(
  {repository, warn}: FinishStepDeps,
  start: StepStart,
  {foreign}: ToldCommits,
): Promise<string | null> {
  const known = foreign.filter(({reason}) => reason === 'known');
  const shas = known.map(({sha}) => sha);
  // A remote that cannot be asked cannot be pushed to either.
  const unpublished = (await warnOnFailure(warn, () => findUnpublished(repository, start, shas))) ?? [];
  const first = known.find(({sha}) => unpublished.includes(sha));
  if (first === undefined) return null;
  const more = unpublished.length > 1 ? ` and ${unpublished.length - 1} more` : '';
  return `it builds on ${shortSha(first.sha)} ${quote(first.subject)}${more}, which was here before the step and is not at the remote`;
}

async function changesOf(
  {repository, warn}: FinishStepDeps,
  from: Sha | null,
  to: Sha,
  {own, foreign}: ToldCommits,
): Promise<Changes> {
  const stat = await warnOnFailure(warn, () => repository.diffStat(from, to));
  return {
    own_commits: own.slice(0, MOST_OWN_COMMITS).map(({sha, subject}) => ({sha, subject})),
    own_commit_count: own.length,
    ...(foreign.length > 0 && {
      foreign_commits: foreign.slice(0, MOST_OWN_COMMITS),
      foreign_commit_count: foreign.length,
    }),
    files_changed: stat?.filesChanged ?? null,
    insertions: stat?.insertions ?? null,
    deletions: stat?.deletions ?? null,
  };
}

/**
 * True for a branch that the remote did not have when the step began or, without a push, was never seen to have. False
 * when the remote could not be asked.
 */
async function isNewToRemote(
  {repository}: FinishStepDeps,
  start: StepStart,
  branch: string,
  push: 'auto' | 'none',
): Promise<boolean> {
  if (push === 'auto') return start.heads?.has(branch) === false;
  const tracked = await repository.localRefs('refs/remotes/');
  return ![...tracked.keys()].some((ref) => ref.split('/').slice(3).join('/') === branch);
}
