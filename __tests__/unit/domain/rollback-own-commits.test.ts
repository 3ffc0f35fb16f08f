import {describe, expect, test} from '@jest/globals';
import {findOwners, sayForeign, tellCommits} from '../../../src/domain/commit-owners.ts';
import {aCommit, aSha, aStep, someChanges} from '../../helpers/history-builders.ts';

const NONE = {
  kept: null,
  known: new Set<string>(),
  made: new Set<string>(),
  madeElsewhere: new Set<string>(),
  madeLater: new Set<string>(),
  fetched: new Set<string>(),
  atRemote: new Set<string>() as ReadonlySet<string> | null,
  hasFetched: false,
};
const it = new Set([aSha('a')]);

describe('a commit that came while a step ran', () => {
  test.each([
    ['that a command made here', {made: it}],
    ['that was pushed, fetched again and made here', {made: it, fetched: it, atRemote: it, hasFetched: true}],
    ['that nothing tells of while nothing was fetched', {}],
    ['that nothing tells of while nothing was fetched and the remote is silent', {atRemote: null}],
    ['that we made of what was left', {kept: aSha('a'), hasFetched: true, atRemote: null}],
  ])('is its own: one %s', (_, origins) => {
    const commit = aCommit({sha: aSha('a'), committedAt: '2001-01-01T00:00:00.000Z'});
    expect(tellCommits([commit], {...NONE, ...origins})).toEqual({own: [commit], foreign: []});
  });

  test.each([
    ['known', 'was here before', {known: it, made: it}],
    ['fetched', 'came by a fetch', {fetched: it}],
    ['at-remote', 'is at the remote and was not seen to be made', {atRemote: it}],
    ['not-asked', 'may have been fetched from a remote that is silent', {hasFetched: true, atRemote: null}],
    ['unclear', 'may have been fetched from anywhere', {hasFetched: true}],
    ['other-work-tree', 'was made in another work tree', {made: it, madeElsewhere: it}],
    ['after-agent', 'was made when the agent had ended', {madeLater: it}],
  ])('is foreign, for the reason %s, where it %s', (reason, _, origins) => {
    const commit = aCommit({sha: aSha('a')});
    const told = tellCommits([commit], {...NONE, ...origins});
    expect(told).toEqual({own: [], foreign: [{sha: commit.sha, subject: commit.subject, reason}]});
    expect(sayForeign(reason, 'step 3')).toMatch(/ step 3 /);
  });
});

describe('the owners of commits', () => {
  const inRun = (sha: string, overrides = {}) => aCommit({sha, committedAt: '2026-01-01T00:03:30.000Z', ...overrides});

  test('are the steps whose records list them', () => {
    const step = aStep({id: 3});
    const owners = findOwners([aCommit({sha: aSha(3)}), aCommit({sha: aSha('f')})], [step]);
    expect([...owners]).toEqual([[aSha(3), step]]);
  });

  test('are found beyond a list that was cut: all of before..after but what is named as foreign', () => {
    const commits = [
      inRun(aSha('d'), {parents: [aSha(3)]}),
      inRun(aSha(3), {parents: [aSha('c')]}),
      inRun(aSha('c'), {parents: [aSha('b')]}),
      inRun(aSha('b'), {parents: [aSha(2)]}),
      inRun(aSha(2), {parents: [aSha(1)]}),
    ];
    const foreign = [{sha: aSha('c'), subject: '', reason: 'fetched'}];
    const changes = {...someChanges(aSha(3)), own_commit_count: 2, foreign_commits: foreign, foreign_commit_count: 1};
    const owned = (it: Partial<typeof changes>) => [
      ...findOwners(commits, [aStep({id: 3, changes: {...changes, ...it}})]).keys(),
    ];
    expect(owned({})).toEqual([aSha(3), aSha('b')]);
    expect(owned({foreign_commit_count: 2})).toEqual([aSha(3)]);
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
