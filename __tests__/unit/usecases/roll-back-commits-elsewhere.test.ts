import {describe, expect, test} from '@jest/globals';
import type {Commit} from '../../../src/domain/ports/commits.ts';
import type {Remote} from '../../../src/domain/ports/remote.ts';
import {findElsewhere} from '../../../src/usecases/rollback/survey-branch.ts';
import {aCommit} from '../../helpers/history-builders.ts';

/** A remote on which `backup` has these commits; counts what it is asked. */
const remoteWith = (kept: ReadonlySet<string>, by: readonly string[] = ['backup']) => {
  const asked: string[] = [];
  const never = async () => {
    throw new Error('This is not asked.');
  };
  const remote = {
    url: 'https://example.com/acme/widgets',
    name: 'origin',
    fetchFrom: 'origin',
    repository: 'example.com/acme/widgets',
    addressSha256: null,
    refs: never,
    defaultBranch: never,
    fetch: never,
    push: never,
    pushesWith: never,
    probe: never,
    branchesContaining: async (sha, except) => {
      asked.push(sha);
      return kept.has(sha) && except === 'main' ? by : [];
    },
  } satisfies Remote;
  return {remote, asked};
};

/** c100 … c1, each on top of the next. */
const line: readonly Commit[] = Array.from({length: 100}, (_, index) =>
  aCommit({sha: `c${100 - index}`, parents: index === 99 ? [] : [`c${99 - index}`]}),
);
const upTo = (number: number) => new Set(line.map(({sha}) => sha).filter((sha) => Number(sha.slice(1)) <= number));

describe('the branches that keep commits elsewhere', () => {
  test.each([0, 1, 37, 99, 100])(
    'are found for a line of 100 of which they have %i, with few questions',
    async (number) => {
      const kept = upTo(number);
      const {remote, asked} = remoteWith(kept);
      const found = await findElsewhere(remote, line, line, 'main');
      for (const {sha} of line) expect([sha, found.get(sha)]).toEqual([sha, kept.has(sha) ? ['backup'] : []]);
      expect(asked.length).toBeLessThanOrEqual(8);
    },
  );

  test('are never the ones that we made, which go again', async () => {
    const {remote} = remoteWith(upTo(50), ['laforge/revert-0a1b2c3d', 'laforge/sign-0a1b2c3d4e5f']);
    const found = await findElsewhere(remote, line, line, 'main');
    expect([...found.values()].flat()).toEqual([]);
  });

  test('are found on both sides of a merge, through commits that were not asked for', async () => {
    const graph = [
      aCommit({sha: 'merge', parents: ['left2', 'right']}),
      aCommit({sha: 'left2', parents: ['left1']}),
      aCommit({sha: 'left1', parents: ['base']}),
      aCommit({sha: 'right', parents: ['base']}),
      aCommit({sha: 'base'}),
    ];
    const {remote} = remoteWith(new Set(['left2', 'left1', 'base']));
    const asked = graph.filter(({sha}) => sha !== 'left1');
    const found = await findElsewhere(remote, asked, graph, 'main');
    expect([found.get('merge'), found.get('left2'), found.get('right'), found.get('base')]).toEqual([
      [],
      ['backup'],
      [],
      ['backup'],
    ]);
  });
});
