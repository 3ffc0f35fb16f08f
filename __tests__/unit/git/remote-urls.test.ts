import {expect, test} from '@jest/globals';
import {changedRemotes} from '../../../src/git/remote-urls.ts';

const ORIGIN = {key: 'remote.origin.url', value: 'https://x.test/a/b'};
const many = (key: (i: number) => string, value: string) =>
  Array.from({length: 50_000}, (_, i) => ({key: key(i), value: `${value}${i}`}));

test('an agent that writes thousands of remotes and rewrites gets one answer about the remote that was there', () => {
  const before = [ORIGIN];
  const remotes = many((i) => `remote.r${i}.url`, 'https://x.test/a/b');
  const rewrites = many((i) => `url.y${i}.insteadof`, 'https://x.test/');
  const place = {root: '/work', branch: 'main'};
  expect(changedRemotes(before, [ORIGIN, ...remotes, ...rewrites], place)).toEqual([]);
  expect(changedRemotes(before, [{...ORIGIN, value: 'https://x.test/c/d'}, ...remotes, ...rewrites], place)).toEqual([
    {
      ...{kind: 'moved', name: 'origin', was: ORIGIN.value, to: 'https://x.test/c/d'},
      back: 'git config --edit',
    },
  ]);
});

test('a rewrite with a credential in its name is taken out by hand, since the command would show it', () => {
  const rewrites = ['insteadof', 'pushinsteadof'].map((variable) => ({
    key: `url.https://me:hidden-1@y.test/.${variable}`,
    value: 'https://x.test/',
  }));
  const [moved] = changedRemotes([ORIGIN], [ORIGIN, ...rewrites], {root: '/work', branch: 'main'});
  expect(moved?.back).toBe('git config --edit');
});
