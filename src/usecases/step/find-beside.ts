import type {Sha} from '../../domain/identity.ts';
import type {Repository} from '../../domain/ports/git.ts';
import type {PlaceBesideHead} from '../../domain/ports/work-tree.ts';
import type {EndedStep, FinishStepRequest} from './step-progress.ts';

/** Commits of a step that HEAD does not lead to, as one; the names of where they were. */
interface FoundBeside {
  readonly sha: Sha;
  readonly names: readonly string[];
}

/** More than any agent leaves; each is walked. */
const MOST_PLACES = 50;

/**
 * Finds commits that the agent made on a branch that is not checked out, in a work tree of its own, or on no branch, and
 * that nothing at the remote leads to. Null where there are none, or where the clone stays and nobody asked for a push.
 */
export async function findBeside(
  repository: Repository,
  request: FinishStepRequest,
  {agent, isLate, progress: {start}}: EndedStep,
  ends: readonly (Sha | null)[],
): Promise<FoundBeside | null> {
  const {remote} = repository;
  if (request.push !== 'auto' || request.workTreeLasts || remote === null || request.isShared?.() === true) return null;
  const until = isLate && agent.endTime !== null ? new Date(agent.endTime) : null;
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
  const message = `Commits beside the branch of a step\n\nLaforge-Step-Uid: ${request.uid}\n`;
  return {
    sha: others.length === 0 ? first : await repository.createPinCommit(first, message, others),
    names: tops.map(({name}) => name ?? 'a HEAD that was on no branch'),
  };
}
