import {expect, test} from '@jest/globals';
import {trackingRef} from '../../../src/git/switch-branch.ts';

const fetches = (...values: readonly string[]) => [
  {key: 'remote.upstream.fetch', value: '+refs/heads/*:refs/remotes/upstream/*'},
  ...values.map((value) => ({key: 'remote.origin.fetch', value})),
];

test.each([
  ['as git clone sets it', ['+refs/heads/*:refs/remotes/origin/*'], 'topic/a', 'refs/remotes/origin/topic/a'],
  ['of one branch', ['+refs/heads/main:refs/remotes/origin/main'], 'main', 'refs/remotes/origin/main'],
  ['of another branch', ['+refs/heads/main:refs/remotes/origin/main'], 'topic', null],
  ['of a part of the branches', ['refs/heads/a/*:refs/x/*'], 'a/b', 'refs/x/b'],
  ['outside that part', ['refs/heads/a/*:refs/x/*'], 'ab', null],
  ['that leaves it out', ['+refs/heads/*:refs/remotes/origin/*', '^refs/heads/tmp/*'], 'tmp/a', null],
  ['that keeps nothing', ['refs/heads/main'], 'main', null],
  ['with none', [], 'main', null],
])('a fetch setting %s', (_name, values, branch, expected) => {
  expect(trackingRef(fetches(...values), 'origin', branch)).toBe(expected);
});
