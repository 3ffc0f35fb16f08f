import {describe, expect, test} from '@jest/globals';
import {findOwners, ownCommits} from '../../../src/domain/own-commits.ts';
import {aCommit, aSha, aStep, someChanges} from '../../helpers/history-builders.ts';

const AGENT = {name: 'Agent', email: 'agent@example.com'};
const run = {startTime: '2026-01-01T00:10:05.900Z', endTime: '2026-01-01T00:20:00.500Z', identities: [AGENT]};
const commitAt = (committedAt: string, overrides = {}) => aCommit({sha: aSha('a'), committedAt, ...overrides});

describe("a step's own commits", () => {
  test.each([
    ['in the second the run began', commitAt('2026-01-01T00:10:05.000Z'), true],
    ['in the second it ended', commitAt('2026-01-01T00:20:00.000Z'), true],
    ['before the run', commitAt('2026-01-01T00:10:04.000Z'), false],
    ['after the run', commitAt('2026-01-01T00:20:01.000Z'), false],
    ['by somebody else', commitAt('2026-01-01T00:15:00.000Z', {committerEmail: 'ann@example.com'}), false],
  ])('committed %s', (_, commit, own) => {
    expect(ownCommits({...run, commits: [commit], onOtherBranches: new Set()})).toEqual(own ? [commit] : []);
  });

  test('are not those that another branch of the remote has', () => {
    const commit = commitAt('2026-01-01T00:15:00.000Z');
    expect(ownCommits({...run, commits: [commit], onOtherBranches: new Set([commit.sha])})).toEqual([]);
  });

  test('may be committed by anyone where nobody knows who the agent was', () => {
    const commit = commitAt('2026-01-01T00:15:00.000Z', {committerName: 'Ann'});
    expect(ownCommits({...run, identities: null, commits: [commit], onOtherBranches: new Set()})).toEqual([commit]);
  });
});

describe('the owners of commits', () => {
  const inRun = (sha: string, overrides = {}) => aCommit({sha, committedAt: '2026-01-01T00:03:30.000Z', ...overrides});

  test('are the steps whose records list them', () => {
    const step = aStep({id: 3});
    const owners = findOwners([aCommit({sha: aSha(3)}), aCommit({sha: aSha('f')})], [step]);
    expect([...owners]).toEqual([[aSha(3), step]]);
  });

  test('are found beyond a list that was cut, in before..after and under the committer of the listed ones', () => {
    const commits = [
      inRun(aSha('d'), {parents: [aSha(3)]}),
      inRun(aSha(3), {parents: [aSha('c')]}),
      inRun(aSha('c'), {parents: [aSha('b')], committerEmail: 'ann@example.com'}),
      inRun(aSha('b'), {parents: [aSha(2)]}),
      inRun(aSha(2), {parents: [aSha(1)]}),
    ];
    const step = aStep({id: 3, changes: {...someChanges(aSha(3)), own_commit_count: 2}});
    expect([...findOwners(commits, [step]).keys()]).toEqual([aSha(3), aSha('b')]);
  });

  test('are imported steps, which list none, by before..after and the time they ran', () => {
    const late = aCommit({sha: aSha('f'), parents: [aSha(2)], committedAt: '2026-01-01T00:59:00.000Z'});
    const commits = [inRun(aSha(3), {parents: [aSha('f')]}), late];
    expect([...findOwners(commits, [aStep({id: 3, changes: null})]).keys()]).toEqual([aSha(3)]);
  });

  test('are no steps that never ended', () => {
    const step = aStep({id: 3, changes: null, status: 'interrupted', endTime: null});
    expect(findOwners([inRun(aSha(3))], [step]).size).toBe(0);
  });
});
