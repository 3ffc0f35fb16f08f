import {commitMessage} from '../../domain/commit-message.ts';
import {mayReachBranch} from '../../domain/delivery.ts';
import {nameCommit, type Sha, shortSha, type Uid} from '../../domain/identity.ts';
import type {AgentEnd} from '../../domain/ports/agent.ts';
import type {Commit} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {
  CommitRequest,
  Head,
  Identity,
  LeftOutReason,
  LeftoverCommit,
  PlaceBesideHead,
  WorkTree,
} from '../../domain/ports/work-tree.ts';
import {branchRef} from '../../domain/refs.ts';
import {statusOf} from '../../domain/step-status.ts';
import {asSentence} from '../../domain/text.ts';
import {tipOf} from '../fetch-commits.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import {sayGone} from './say-gone.ts';
import type {EndedStep, FinishStepDeps, FinishStepRequest, LeftWork} from './step-progress.ts';
import {
  besideSentences,
  doubtfulStashSentences,
  leftOutSentences,
  leftSentences,
  takenSentences,
} from './step-sentences.ts';

/** Keeps what the agent left uncommitted or stashed, and notes the resulting HEAD. */
export async function keepLeftovers(deps: FinishStepDeps, ended: EndedStep): Promise<LeftWork> {
  const {repository, warn} = deps;
  const {request} = ended;
  const {start} = ended.progress;
  const attempt = async <Found, Otherwise>(look: () => Promise<Found>, otherwise: Otherwise) =>
    (await warnOnFailure(warn, look)) ?? otherwise;
  const tell = (look: () => Promise<readonly string[]>) => attempt(look, []);
  const before = {since: start.workTree, exclude: request.privatePaths};

  const onto = placeOfLeft(ended);
  const left = onto === null ? NOTHING : await attempt(() => commitWhere(deps, ended, onto), LOST);
  for (const sentence of left.notes) warn(sentence);
  const uncommitted = onto === null ? await attempt(() => repository.countLeftovers(before), 0) : 0;
  const found = await attempt(() => repository.head(), null);
  const head = found ?? NO_HEAD;
  const taken = await tell(async () => takenSentences(await repository.noteFilesThatStay(start.workTree)));
  const stashed = await keepStashed(deps, ended, left.kept ?? head.sha);
  const own = stashed.kept ?? left.kept;
  const beside = await attempt(() => findBeside(repository, ended, [head.sha, own]), null);
  const forcedOff = await attempt(() => findForcedOff(repository, ended, head), null);
  const broken = found === null ? UNREADABLE : await attempt(() => whyBroken(repository, ended, head), NOTHING);
  // When the branch has nothing of the step, the commits beside it are its work.
  const isAll = beside !== null && own === null && head.sha === start.head.sha;
  const notes = [
    ...left.notes,
    ...taken,
    ...stashed.notes,
    ...besideSentences(beside?.names ?? []),
    ...forcedOffSentences(forcedOff, ended),
    ...(await sayGone(deps, ended, {end: found, isPinned: beside !== null})),
  ];
  const lost = left.lost === 'all' && own !== null ? [] : left.lost;
  notes.push(...broken.notes, ...(await tell(() => archive(deps, ended, lost))));
  for (const sentence of notes) warn(sentence);
  const missed = isAll ? 'the agent left its commits beside the branch' : broken.missed;
  return {
    head,
    kept: isAll ? beside.sha : own,
    beside: isAll ? null : await bothOf(repository, request, beside?.sha ?? null, forcedOff?.sha ?? null),
    notes,
    uncommitted,
    missed: left.missed ?? stashed.missed ?? missed,
  };
}

/**
 * Tells that the commit where the step began is gone, as after the agent ran `git init` anew or collected what it had
 * taken off the branch: then none of the earlier branches leads to its work.
 */
async function whyBroken(
  repository: FinishStepDeps['repository'],
  {progress: {start}}: EndedStep,
  {sha}: Head,
): Promise<Pick<LeftWork, 'missed' | 'notes'>> {
  const {sha: before} = start.head;
  if (before === null || before === sha || (await repository.commit(before)) !== null) return NOTHING;
  const {head, subject} = start.workTree;
  const what = nameCommit(before, head === before ? subject : undefined);
  return {
    missed: 'the commit where the step began is gone',
    notes: [
      `The agent removed the commit ${what}, where the step began, from this repository for good: only another repository that has it can give it back.`,
    ],
  };
}

type Kept = Omit<LeftWork, 'head' | 'beside' | 'uncommitted'> & {
  /** Paths that only an archive can keep. */
  readonly lost: readonly string[] | 'all';
};

const NOTHING: Kept = {kept: null, notes: [], missed: null, lost: []};
const LOST: Kept = {
  kept: null,
  notes: ['What the agent left uncommitted could not be committed.'],
  missed: 'what the agent left could not be committed',
  lost: 'all',
};
const SOME_LOST = 'some of what the agent left could not be committed';
/** True for reasons why part of the agent's work is in no commit: then what is kept is the rest. */
export const isOfNoCommit = (missed: string | null): boolean => missed === LOST.missed || missed === SOME_LOST;
/** For a repository that the agent has deleted. */
const NO_HEAD: Head = {sha: null, branch: null};
const UNREADABLE = {missed: 'its repository cannot be read', notes: []};

/** Commits the leftovers onto HEAD, or beside the branch when HEAD cannot take them. */
async function commitWhere(
  deps: FinishStepDeps,
  ended: EndedStep,
  onto: CommitRequest['onto'],
  whyApart: string | null = null,
): Promise<Kept> {
  const {request} = ended;
  const left = await deps.repository.commitLeftovers({
    since: ended.progress.start.workTree,
    message: await messageOf(deps.repository, ended),
    author: authorOf(request),
    exclude: request.privatePaths,
    onto,
  });
  const notes = leftSentences(left);
  if (left.kind === 'withheld' && onto === 'head') {
    // Whoever has an agent work amid a merge of their own also commits it.
    const isTheirs = left.isAsBefore === true && request.workTreeLasts && request.push !== 'auto';
    if (isTheirs) return {...NOTHING, notes};
    const apart = await commitWhere(deps, ended, 'apart', left.reason);
    const isKept = apart.kept !== null;
    const own = isKept ? leftOutSentences(left.leftOut) : notes;
    const missed = isKept ? (apart.missed ?? 'what the agent left uncommitted is beside it') : LOST.missed;
    return {...apart, notes: [...new Set([...own, ...apart.notes])], missed};
  }
  const missed = missedBy(left);
  // Not files with a filter, which may be there to hide the content from others.
  const apart = left.leftOut.filter(({reason}) => reason === 'unpublished' || reason === 'refused');
  const lost = left.kind === 'withheld' ? 'all' : apart.map(({path}) => path);
  if (left.kind !== 'committed' || onto === 'head') return {kept: null, notes, missed, lost};
  const why = whyApart === null ? '.' : `, since it could not go onto it: ${asSentence(whyApart)}`;
  const sentence = `What the agent left uncommitted was committed beside the branch, as ${shortSha(left.sha)}${why}`;
  return {kept: left.sha, notes: [...notes, sentence], missed, lost};
}

/** Files left out for these reasons are the agent's and exist nowhere else. */
const LOST_REASONS: ReadonlySet<LeftOutReason> = new Set([
  'was-submodule',
  'unpublished',
  'filter',
  'filter-changed',
  'unreadable',
  'refused',
]);

function missedBy(left: LeftoverCommit): string | null {
  if (left.kind === 'withheld') return LOST.missed;
  return left.leftOut.some(({reason}) => LOST_REASONS.has(reason)) ? SOME_LOST : null;
}

/** Commits what the agent stashed, where nobody would look for it. */
async function keepStashed({repository, warn}: FinishStepDeps, ended: EndedStep, onto: Sha | null): Promise<Kept> {
  const {request} = ended;
  if (request.commit === 'none') return NOTHING;
  const message = await messageOf(repository, ended);
  const asked = {
    since: ended.progress.start.workTree,
    message,
    author: authorOf(request),
    hasOthers: request.workTreeLasts && request.isInJob !== true,
  };
  const {
    sha: kept,
    leftOut,
    doubtful,
  } = (await warnOnFailure(warn, () => repository.commitStashes(asked, onto))) ?? {
    sha: null,
    leftOut: [],
    doubtful: [],
  };
  const notes = [...leftOutSentences(leftOut), ...doubtfulStashSentences(doubtful)];
  if (kept === null) return {...NOTHING, notes};
  return {
    ...NOTHING,
    kept,
    notes: [...notes, `What the agent left in the stash was committed beside the branch, as ${shortSha(kept)}.`],
    missed: 'the agent left work in the stash',
  };
}

/** Archives the files that no commit could take; returns the sentence that names the archive. */
async function archive(
  {repository, store: {keepFile}}: FinishStepDeps,
  {request, progress}: EndedStep,
  only: Kept['lost'],
): Promise<readonly string[]> {
  if (only.length === 0 || request.commit === 'none') return [];
  const file = request.bundleFile.replace(/bundle$/, 'files.tar.gz');
  const exclude = request.privatePaths;
  const archived = await repository.archiveChanged(progress.start.workTree, {file, exclude, only});
  if (archived === null) return [];
  const where = keepFile === null ? file : await keepFile(file);
  const {files, leftOut} = archived;
  const without =
    leftOut === 0 ? '' : ` Not in it: ${leftOut}, for their size, or since their names are those of secrets.`;
  return [`The files that could not be committed (${files}) are kept as an archive: ${where}.${without}`];
}

async function messageOf(
  repository: FinishStepDeps['repository'],
  {request, settledId, started}: EndedStep,
): Promise<string> {
  const namesBranch = request.commitMessage?.includes('{branch}') === true;
  return commitMessage(request.commitMessage, {
    stepId: settledId,
    stepUid: request.uid,
    agent: request.agentConfig.name,
    branch: namesBranch ? (await repository.head()).branch : null,
    prompt: started.prompt?.text ?? null,
  });
}

function authorOf({commitAuthor, agentIdentity}: FinishStepRequest): Identity {
  return commitAuthor ?? agentIdentity;
}

/** True when the agent did not end by itself. */
export function wasStopped({ending}: AgentEnd): boolean {
  return ending !== 'exited';
}

/** Decides where to commit the leftovers, by the input `commit` and the step's end; null: they stay as they are. */
function placeOfLeft({request, agent, isUnseen}: EndedStep): CommitRequest['onto'] | null {
  if (request.commit === 'auto') return isUnseen ? 'apart' : 'head';
  // Uncommitted work would vanish with the job, because nothing later commits it.
  const isLost =
    wasStopped(agent) && !request.workTreeLasts && !mayReachBranch(statusOf(agent), request.continueOnAgentError);
  return isLost ? 'apart' : null;
}

/** More than any agent leaves; each is traversed. */
const MOST_PLACES = 50;

/**
 * Finds the agent's commits on a branch that is not checked out, in a work tree of its own or on no branch, unless the
 * remote has them. Joins them into one commit, and names their places. Null when there are none, when the clone surely
 * stays, or when no push was asked for.
 */
async function findBeside(
  repository: Clone & Pick<WorkTree, 'commitTraces' | 'placesBesideHead'>,
  {request, agent, isUnseen, progress: {start}}: EndedStep,
  ends: readonly (Sha | null)[],
): Promise<{readonly sha: Sha; readonly names: readonly string[]} | null> {
  const {remote} = repository;
  const staysHere = request.workTreeLasts && request.isInJob !== true;
  if (request.push !== 'auto' || staysHere || remote === null || request.isShared?.() === true) return null;
  const until = isUnseen && agent.endTime !== null ? new Date(agent.endTime) : null;
  const traces = repository.commitTraces(start.clone, until);
  const isOwn = (sha: Sha) => traces.made.has(sha) && !traces.madeElsewhere.has(sha) && !traces.pushed.has(sha);
  if (![...traces.made].some((sha) => isOwn(sha) && !ends.includes(sha))) return null;

  const since = async (sha: Sha) => {
    const {commits} = await repository.commits(start.head.sha, sha);
    return new Set(commits.map((commit) => commit.sha));
  };
  const reached = new Set<Sha>();
  const reach = async (sha: Sha) => {
    for (const one of await since(sha)) reached.add(one);
  };
  for (const sha of ends) if (sha !== null) await reach(sha);
  const isLeft = ({sha}: PlaceBesideHead) => isOwn(sha) && !reached.has(sha);
  const places = (await repository.placesBesideHead(start.clone)).filter(isLeft);
  if (places.length === 0) return null;

  const before = new Set(start.heads?.values());
  const tips = [...(await remote.refs(['refs/heads/*', 'refs/tags/*'])).values()].filter((sha) => !before.has(sha));
  for (const sha of new Set(tips)) if ((await repository.commit(sha)) !== null) await reach(sha);
  const left = places.filter(isLeft).slice(0, MOST_PLACES);
  const below = await Promise.all(left.map(async ({sha}) => await since(sha)));
  const tops = left.filter(({sha}, at) => !below.some((reachable, other) => other !== at && reachable.has(sha)));
  const [first, ...others] = tops.map(({sha}) => sha);
  if (first === undefined) return null;
  return {
    sha: others.length === 0 ? first : await repository.createPinCommit(first, pinMessage(request.uid), others),
    names: tops.map(({name}) => name ?? 'a HEAD that was on no branch'),
  };
}

/** The commit that the remote's branch had when the step began, and that the agent forced off it; null without one. */
async function findForcedOff(
  repository: FinishStepDeps['repository'],
  {request, progress: {start}}: EndedStep,
  {sha}: Head,
): Promise<Commit | null> {
  const {remote} = repository;
  const {branch} = start.head;
  const tip = branch === null ? undefined : start.heads?.get(branch);
  if (request.push !== 'auto' || remote === null || branch === null || tip === undefined || sha === null) return null;
  if (sha === tip || (await repository.isAncestor(tip, sha)) !== 'no') return null;
  const now = await tipOf(remote, branchRef(branch));
  if (now === null || now === tip || (await repository.isAncestor(now, sha)) !== 'yes') return null;
  return await repository.commit(tip);
}

function forcedOffSentences(commit: Commit | null, {progress: {start}}: EndedStep): readonly string[] {
  if (commit === null) return [];
  return [
    `The agent forced ${start.head.branch} at the remote off ${nameCommit(commit.sha, commit.subject)}, where it was before the step.`,
  ];
}

const pinMessage = (uid: Uid) => `Commits beside the branch of a step\n\nLaforge-Step-Uid: ${uid}\n`;

/** Two commits as one that leads to both. */
async function bothOf(
  repository: FinishStepDeps['repository'],
  {uid}: FinishStepRequest,
  first: Sha | null,
  second: Sha | null,
): Promise<Sha | null> {
  if (first === null || second === null) return first ?? second;
  return await repository.createPinCommit(first, pinMessage(uid), [second]);
}
