import {type ToldCommits, tellCommits} from '../../src/domain/commit-owners.ts';
import type {Repository} from '../../src/domain/ports/git.ts';
import {headsOf} from '../../src/domain/refs.ts';
import {findOrigins} from '../../src/usecases/step/measure-work.ts';

/** Takes what a step notes before its agent; the function that comes back tells the commits since then. */
export async function beginTelling(
  repository: Repository,
  push: 'auto' | 'none' = 'auto',
): Promise<() => Promise<ToldCommits>> {
  const head = await repository.head();
  const start = {
    clone: await repository.cloneState(),
    heads:
      push === 'none' || repository.remote === null ? null : headsOf(await repository.remote.refs(['refs/heads/*'])),
  };
  return async () => {
    const after = (await repository.head()).sha ?? '';
    const {commits} = await repository.commits(head.sha, after);
    return tellCommits(commits, await findOrigins(repository, start, commits, {kept: null, until: null}));
  };
}

/** Subjects of the own commits, and of the foreign ones with why. */
export function shortly({own, foreign}: ToldCommits) {
  return {
    own: own.map(({subject}) => subject),
    foreign: Object.fromEntries(foreign.map(({subject, reason}) => [subject, reason])),
  };
}
