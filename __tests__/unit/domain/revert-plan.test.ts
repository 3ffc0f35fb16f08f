import {describe, expect, test} from '@jest/globals';
import {isUid} from '../../../src/domain/identity.ts';
import {revertConflict} from '../../../src/domain/move-refusals.ts';
import {proposalBranch} from '../../../src/domain/refs.ts';
import {
  appliedUid,
  parseNamedSteps,
  proposalBody,
  revertedBy,
  revertMessage,
  worksOf,
} from '../../../src/domain/revert-plan.ts';
import {aCommit, aRollback, aSha, aStep, aUid} from '../../helpers/history-builders.ts';

const thing = (id: number) => ({
  ...{name: `step ${id}`, uid: aUid(id)},
  works: [{before: aSha(id - 1), after: aSha(id)}],
});

describe('the message of a revert', () => {
  test('names what it takes back, and nobody can put a trailer into it', () => {
    const message = revertMessage([thing(3), thing(2)], `no\n\nLaforge-Reverts: ${aUid(9)}`);
    expect(message.split('\n')[0]).toBe('Revert step 3 and step 2');
    expect(message).toContain('Takes back step 3: 20000000..30000000');
    expect([...revertedBy(message)]).toEqual([aUid(3), aUid(2)]);
  });

  test('is read again out of a squash that has it in a list, and out of nothing else', () => {
    expect([...revertedBy(`Clean up (#3)\n\n* Revert step 3\n\n  Laforge-Reverts: ${aUid(3)}\r\n`)]).toEqual([aUid(3)]);
    expect([...revertedBy(`see Laforge-Reverts: ${aUid(3)}`)]).toEqual([]);
  });
});

describe('the works of a step', () => {
  const step = aStep({id: 3});
  test('are one from its beginning to its end, where all between is its own, merges too', () => {
    const merge = aCommit({sha: aSha(3), parents: [aSha(2), aSha('2b')]});
    expect(worksOf(step, [merge], new Set([aSha(3)]))).toEqual([{before: aSha(2), after: aSha(3)}]);
  });

  test('are its own commits, where others came in between', () => {
    const commits = [aCommit({sha: aSha(3), parents: [aSha('2b')]}), aCommit({sha: aSha('2b'), parents: [aSha(2)]})];
    expect(worksOf(step, commits, new Set([aSha(3)]))).toEqual([{before: aSha('2b'), after: aSha(3)}]);
  });

  test('are not to be told where it merged commits of others', () => {
    const commits = [
      aCommit({sha: aSha(3), parents: [aSha(2), aSha('2b')]}),
      aCommit({sha: aSha('2b'), parents: [aSha(2)]}),
    ];
    const message = expect.stringMatching(/^Step 3 merged commits of others .* git revert -m 1 /);
    expect(() => worksOf(step, commits, new Set([aSha(3)]))).toThrow(
      expect.objectContaining({code: 'not-reversible', message}),
    );
  });
});

test('a refusal names files, commits and people without letting them write into it', () => {
  const commit = aCommit({sha: aSha('c'), subject: 'x"\n::error::y', authorName: 'Ann'});
  const later = [{commit, step: undefined}];
  const {message} = revertConflict.inFiles('step 3', 'main', [{path: 'a\nb', change: undefined, later}]);
  expect(message).toContain('"a\\nb" (c0000000 "x\\"\\n::error::y" by Ann)');
});

test('a proposal has a branch of its own, a record of its merge that is the same for all, and a text', () => {
  const uid = '019a0000-0000-7123-8456-0123456789ab';
  expect(proposalBranch(uid)).toBe('laforge/revert-456789ab');
  const applied = appliedUid(uid, '2026-01-02T03:04:05.000Z');
  expect(isUid(applied)).toBe(true);
  expect(appliedUid(uid, '2026-01-02T03:04:05.000Z')).toBe(applied);
  const body = proposalBody({
    ...{kind: 'revert', steps: [aStep({id: 3})], rollback: aRollback({kind: 'revert'}), from: aSha(4)},
    reason: 'bad `code`\n@everyone',
  });
  expect(body).toContain('Reason: `"bad \'code\'\\n@everyone"`');
  expect([...revertedBy(body)]).toEqual([aUid(3)]);
});

test('steps are named by one, or by the first and the last', () => {
  expect(parseNamedSteps('3..S5', 'It')).toEqual({first: {kind: 'id', id: 3}, last: {kind: 'id', id: 5}});
  for (const text of ['', '3..', '3..4..5', '..3']) expect(() => parseNamedSteps(text, 'It')).toThrow(/^It is /);
});
