import {expect, test} from '@jest/globals';
import {parseBranch} from '../../../src/domain/refs.ts';

const read = (text: string) => parseBranch(text, 'Input "branch"');

test.each([
  ['main', 'main'],
  ['refs/heads/main', 'main'],
  ['refs/heads/agent/issue-7', 'agent/issue-7'],
  ['refs/heads/heads/main', 'heads/main'],
  ['refs/heads/refs/heads/main', 'refs/heads/main'],
  ['feature/origin/main', 'feature/origin/main'],
  ['pull-request', 'pull-request'],
  ['octo:main', 'octo:main'],
  ['headset/x', 'headset/x'],
  ['pull/7', 'pull/7'],
])('%s is the branch %s', (text, branch) => expect(read(text)).toBe(branch));

test.each([
  ['heads/main', 'Write main (or refs/heads/heads/main, if it is really called so).'],
  ['origin/agent/x', 'Write agent/x (or refs/heads/origin/agent/x, if it is really called so).'],
  ['remotes/origin/main', 'which follows a branch of a remote. Write main.'],
  ['refs/remotes/up/main', 'Write main.'],
  ['refs/tags/v1', 'which is a tag and cannot be worked on. Name a branch, such as main.'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression.
  ['refs/pull/7/merge', 'Write ${{ github.head_ref }}.'],
  ['refs/laforge/pins/default/x', 'which is no branch. Name a branch, such as main.'],
  ['refs/heads/', 'which is no branch.'],
])('%s is refused with what was probably meant', (text, message) => {
  expect(() => read(text)).toThrow(`Input "branch" is "${text}", `);
  expect(() => read(text)).toThrow(message);
});
