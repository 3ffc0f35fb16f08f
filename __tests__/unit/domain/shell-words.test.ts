import {execFileSync} from 'node:child_process';
import {expect, test} from '@jest/globals';
import {quoteForShell} from '../../../src/domain/shell-words.ts';

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
