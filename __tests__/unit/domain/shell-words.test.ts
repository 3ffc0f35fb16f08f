import {execFileSync} from 'node:child_process';
import {describe, expect, test} from '@jest/globals';
import {programOf, quoteForShell, unquoteFromShell, withoutHereDocuments} from '../../../src/domain/shell-words.ts';

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

test('documents within a script are left out up to their ends, those of a shell and those without an end stay', () => {
  const endless = `${'<<a'.repeat(20_000)}${'\n'.repeat(60_000)}x`;
  for (const [script, expected] of [
    ['cat <<A <<"B" > x\na\nA\nb\n  B\nend', 'cat <<A <<"B" > x\nend'],
    ['cat <<-A\r\na\r\nA\r\nend', 'cat <<-A\r\nend'],
    ['bash <<A\na\nA', 'bash <<A\na\nA'],
    ['bash x; cat <<A\na\nA', 'bash x; cat <<A'],
    ['cat <<A\na', 'cat <<A\na'],
    [endless, endless],
  ] as const)
    expect(withoutHereDocuments(script)).toBe(expected);
});

describe('the program that a command starts in the end is', () => {
  test.each([
    ['FOO=1 claude -p x', 'claude'],
    ['A=1 B="x y" timeout -k 5 10m /opt/bin/claude -p x', 'claude'],
    ['timeout "$MINUTES" claude -p x', 'claude'],
    ['timeout $((MINUTES * 60)) claude -p x', 'claude'],
    ['env -S "claude -p x"', 'claude'],
    ['nice -n 5 stdbuf -oL claude -p x | tee log', 'claude'],
    ['npx -y @anthropic-ai/claude-code@latest -p x', '@anthropic-ai/claude-code'],
    ['bunx @openai/codex exec x', '@openai/codex'],
    ['pnpm dlx cline@3 x', 'cline'],
    ['uvx --from aider-chat aider -m x', 'aider'],
    ['uv tool run aider-chat', 'aider-chat'],
    ['node ./node_modules/@github/copilot/index.js -p x', '@github/copilot'],
    ['bash -lc "cd sub && claude -p y"', 'claude'],
    ['bash -euo pipefail agent.sh', 'agent.sh'],
    ['sudo -nu ci HOME=/home/ci claude -p x', 'claude'],
    ['xvfb-run -a --server-args "-screen 0 1x1x24" claude -p x', 'claude'],
    ["script -qec 'claude -p x' /dev/null", 'claude'],
    ['script -q /dev/null claude -p x', 'claude'],
    ['script -q -e -c "claude -p - < prompt.txt" log', 'claude'],
    ['flock /tmp/lock claude -p x', 'claude'],
    ['runuser -u ci -- claude -p x', 'claude'],
    ['doppler run -p app -c ci -- claude -p x', 'claude'],
    ['set -euo pipefail\ncd work\nexport A=1\ncat prompt.md | claude -p', 'claude'],
    ['command -v claude > /dev/null || npm i -g @anthropic-ai/claude-code\nclaude -p x', 'claude'],
    ['cat <<EOF > prompt\ncodex exec x\nEOF\nclaude -p "$(cat prompt)"', 'claude'],
    ['for i in 1 2; do claude -p "$i"; done', 'claude'],
    ['$env:FOO = 1; & "C:\\Tools\\claude.exe" -p x', 'claude'],
    ['./agent.sh', 'agent.sh'],
    ['true', 'true'],
    ['sh -c "echo x >> x.txt"', 'sh'],
    ['npm run agent', 'npm'],
    [' ', null],
  ])('%s: %s', (command, expected) => {
    expect(programOf(command)).toBe(expected);
  });

  test('found in any text, however deep its programs start each other', () => {
    const endless = `${'sudo '.repeat(300)}claude`;
    expect(programOf(endless)).toBe('sudo');
    for (const odd of ['\0', "'", '"$(', '`'.repeat(2000), 'eval "'.repeat(300), '<<<', '-- -c'])
      expect(programOf(odd)).not.toBeUndefined();
  });
});
