import {commitMessage} from '../domain/commit-message.ts';
import {mayReachBranch} from '../domain/delivery.ts';
import {shortSha} from '../domain/identity.ts';
import type {AgentEnd} from '../domain/ports/agent.ts';
import type {CommitRequest} from '../domain/ports/git.ts';
import {statusOf} from '../domain/step-status.ts';
import {attempt} from './attempt.ts';
import type {EndedStep, FinishStepDeps, FinishStepRequest} from './finish-step.ts';
import type {LeftWork} from './step-progress.ts';
import {leftSentences} from './step-sentences.ts';

type KeepDeps = Pick<FinishStepDeps, 'repository' | 'warn'>;

/** Keeps what the agent left uncommitted, and notes where HEAD is then. */
export async function keepLeft(deps: KeepDeps, request: FinishStepRequest, ended: EndedStep): Promise<LeftWork> {
  const {repository, warn} = deps;
  const onto = placeOfLeft(request, ended);
  const done = onto === null ? NOTHING : await attempt(warn, () => commitWhere(deps, request, ended, onto));
  const {kept, notes} = done ?? {kept: null, notes: ['What the agent left uncommitted could not be committed.']};
  if (done !== undefined) for (const sentence of notes) warn(sentence);
  return {head: await repository.head(), kept, notes};
}

const NOTHING = {kept: null, notes: []};

/** Commits it there; or beside the branch what an unfinished merge withholds, where it would be gone with the job. */
async function commitWhere(
  deps: KeepDeps,
  request: FinishStepRequest,
  ended: EndedStep,
  onto: CommitRequest['onto'],
): Promise<Pick<LeftWork, 'kept' | 'notes'>> {
  const left = await commitLeft(deps, request, ended, onto);
  if (left.kind === 'withheld' && onto === 'head' && isLostWithJob(request, ended.agent)) {
    return commitWhere(deps, request, ended, 'apart');
  }
  if (left.kind !== 'committed' || onto === 'head') return {kept: null, notes: leftSentences(left)};
  const sentence = `What the agent left uncommitted is in commit ${shortSha(left.sha)}, beside the branch.`;
  return {kept: left.sha, notes: [...leftSentences(left), sentence]};
}

async function commitLeft(
  {repository}: KeepDeps,
  request: FinishStepRequest,
  {settledId, progress}: EndedStep,
  onto: CommitRequest['onto'],
) {
  const namesBranch = request.commitTemplate?.includes('{branch}') === true;
  const branch = namesBranch ? (await repository.head()).branch : null;
  const facts = {
    stepId: settledId,
    stepUid: request.uid,
    agent: request.agentConfig.name,
    branch,
    prompt: request.prompt,
  };
  return repository.commitLeftovers({
    since: progress.start.workTree,
    message: commitMessage(request.commitTemplate, facts),
    author: request.commitAuthor ?? request.agentIdentity,
    exclude: request.privatePaths,
    onto,
  });
}

/** The agent did not end by itself. */
export function wasStopped({ending}: AgentEnd): boolean {
  return ending !== 'exited';
}

/** What is uncommitted then goes with the job: it ends here, and nobody is to come who would commit it. */
function isLostWithJob(request: FinishStepRequest, agent: AgentEnd): boolean {
  return wasStopped(agent) && !request.workTreeLasts && !mayReachBranch({...request, status: statusOf(agent)});
}

/** Where what the agent left goes, by the input `commit` and by how it ended; null: it stays where it is. */
function placeOfLeft(request: FinishStepRequest, {agent, isLate}: EndedStep): CommitRequest['onto'] | null {
  if (request.commit === 'auto') return isLate ? 'apart' : 'head';
  return isLostWithJob(request, agent) ? 'apart' : null;
}
