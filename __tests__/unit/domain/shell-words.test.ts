import {execFileSync} from 'node:child_process';
import {expect, test} from '@jest/globals';
import {quoteForShell, unquoteFromShell} from '../../../src/domain/shell-words.ts';

const ODD = ['a b', "it's; rm -rf", '', '$(touch x)', '`id`', 'x&y|z>w', '~', '"', '\\', '!', 'é', '*'];

test('a shell reads back what was put in, word by word', () => {
  const command = quoteForShell(['printf', '%s\\n', ...ODD]);
  expect(execFileSync('sh', ['-c', command], {encoding: 'utf8'})).toBe(`${ODD.join('\n')}\n`);
});

test('plain words stay as they are', () => {
  expect(quoteForShell(['git', 'push', 'origin', 'a1:refs/heads/x_y.z', '--a=b'])).toBe(
    'git push origin a1:refs/heads/x_y.z --a=b',
  );
});

test('a line is taken apart into what it was made of, and no other line is', () => {
  expect(unquoteFromShell(quoteForShell(['x', ...ODD]))).toEqual(['x', ...ODD]);
  for (const line of ['a  b', 'echo $HOME', '"a b"', "a 'b", 'a;b']) expect(unquoteFromShell(line)).toBeNull();
});
