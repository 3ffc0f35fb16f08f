import {describeError} from '../domain/errors.ts';
import {shortSha} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {History} from '../domain/ports/store.ts';

/** `fault`: no step can run, its work could not be committed, or its record would be lost. `limited`: a step can run, without what the message names. */
export type Verdict = 'ok' | 'limited' | 'fault';

/** The answer to one question about a place. `message` says what was found and, unless all is well, what to do. */
export interface Finding {
  readonly topic: string;
  readonly verdict: Verdict;
  readonly message: string;
}

interface Examined {
  readonly repository: Repository;
  /** The branch that a CI's job is for; null elsewhere. */
  readonly branchOfJob: string | null;
  /** The project's part in the names of this history's refs. */
  readonly slug: string;
  readonly openHistory: () => Promise<History>;
  /** The history's location, in words. */
  readonly where: string;
  /** True when the history is on a disk that goes with the job. */
  readonly goesWithJob: boolean;
  /** Tells why no step could be recorded there although the history can be read; null without a reason. Read-only. */
  readonly whyNotRecorded: () => Promise<string | null>;
}

/** Checks what a step needs of a repository, its remote and its history, and changes nothing. Never throws. */
export async function examinePlace(place: Examined): Promise<readonly Finding[]> {
  return [
    await look('branch', () => examineBranch(place)),
    examineIdentity(place.repository),
    ...(await examineRemote(place)),
    await look('history', () => examineHistory(place)),
  ];
}

/** Answers a question; one that fails is answered with its error. */
async function look(topic: string, ask: () => Promise<Omit<Finding, 'topic'>>): Promise<Finding> {
  try {
    return {topic, ...(await ask())};
  } catch (error) {
    return {topic, verdict: 'fault', message: describeError(error)};
  }
}

async function examineBranch({repository, branchOfJob}: Examined): Promise<Omit<Finding, 'topic'>> {
  // A step lists the refs when it begins, which a link among them forbids.
  await repository.localRefs('refs/');
  const {branch, sha} = await repository.head();
  const at = sha === null ? 'without a commit' : `at ${shortSha(sha)}`;
  if (branch !== null) {
    const operation = repository.operationOn(branch);
    if (operation === null) return {verdict: 'ok', message: `${branch}, ${at}`};
    const message = `A ${operation.name} of ${branch} is under way: what an agent leaves is not committed then, and no rollback moves the branch. Finish or abort it first.`;
    return {verdict: 'limited', message};
  }
  const advice =
    branchOfJob === null || branchOfJob.includes(':')
      ? 'Check out a branch to have its work reach one.'
      : `Write --branch ${branchOfJob} to have its work reach that branch.`;
  return {verdict: 'limited', message: `No branch is checked out, HEAD is ${at}. ${advice}`};
}

export const NO_IDENTITY =
  'git has no user.name and user.email, so what an agent leaves is committed by github-actions[bot]. Set both, git config --global user.name "Your Name" and git config --global user.email you@example.com, or write --commit-author.';

function examineIdentity({identity}: Pick<Repository, 'identity'>): Finding {
  const topic = 'committer';
  if (identity !== null) return {topic, verdict: 'ok', message: `${identity.name} <${identity.email}>`};
  return {topic, verdict: 'limited', message: NO_IDENTITY};
}

async function examineRemote({repository, slug}: Examined): Promise<readonly Finding[]> {
  const {remote} = repository;
  const tell = (verdict: Verdict, message: string): Finding => ({topic: 'remote', verdict, message});
  if (remote === null)
    return [
      tell(
        'limited',
        'There is none, or several and none named origin, so --push and --store git cannot work. Add one: git remote add origin <url>',
      ),
    ];
  try {
    const name = remote.repository ?? 'the remote';
    await remote.refs(['HEAD']);
    const {sha} = await repository.head();
    if (sha === null) return [tell('ok', `${name} answers`)];
    const update = {ref: `refs/laforge/pins/${slug}/doctor`, to: sha, expected: null};
    const together = await remote.probe([update], {atomic: true});
    const isAtomic = together.kind === 'pushed';
    const result =
      together.kind === 'refused' && together.code === 'no-atomic' ? await remote.probe([update]) : together;
    if (result.kind === 'pushed') {
      const message = `${name} answers, and accepts a trial push, which does not run its rules and hooks`;
      return [tell('ok', message), LEASE, isAtomic ? ATOMIC : NO_ATOMIC];
    }
    const message = `${name} can be read, but a trial push was refused, so --push, --store git and pins cannot work: ${result.explanation}`;
    return [tell('limited', message)];
  } catch (error) {
    return [tell('limited', describeError(error))];
  }
}

const LEASE: Finding = {
  topic: 'lease',
  verdict: 'ok',
  message: 'a branch moves only from the tip that was looked at',
};
const ATOMIC: Finding = {
  topic: 'atomic',
  verdict: 'ok',
  message: 'a branch moves together with its record, or not at all',
};
const NO_ATOMIC: Finding = {
  topic: 'atomic',
  verdict: 'limited',
  message:
    'The remote cannot update several refs at once: a pin is pushed before its branch moves, and a record by itself.',
};

async function examineHistory({
  openHistory,
  where,
  goesWithJob,
  whyNotRecorded,
}: Examined): Promise<Omit<Finding, 'topic'>> {
  const history = await openHistory();
  try {
    const {condition} = history;
    if (condition.kind === 'unreadable')
      return {verdict: 'fault', message: `${where} cannot be read: ${condition.reason}`};
    const steps = condition.kind === 'found' ? await history.countSteps() : 0;
    const message = `${steps === 1 ? '1 step' : `${steps} steps`} in ${where}`;
    const reason = await whyNotRecorded();
    if (reason !== null) return {verdict: 'fault', message: `${message}, and none can be added: ${reason}`};
    if (history.warnings.length > 0)
      return {verdict: 'limited', message: [`${message}.`, ...history.warnings].join(' ')};
    if (!goesWithJob) return {verdict: 'ok', message};
    const advice = 'The disk of a job seldom lasts: write --store git to keep the history in the repository.';
    return {verdict: 'limited', message: `${message}. ${advice}`};
  } finally {
    await history.close();
  }
}
