import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {AGENTS} from '../../../src/usage/agents.ts';
import {readCommand} from '../../../src/usage/command-words.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'laforge-command-'));
});
afterEach(() => rmSync(cwd, {recursive: true, force: true}));

/** The agents that a command starts. */
async function agentsOf(command: string | readonly string[]): Promise<readonly string[]> {
  const {programs} = await readCommand(command, cwd);
  return AGENTS.filter((agent) => agent.recognises(programs)).map(({name}) => name);
}

describe('a command starts', () => {
  test.each([
    ['claude -p "Fix it"', 'claude-code'],
    ['npx -y @anthropic-ai/claude-code@2.1.330 -p "Fix it" | tee out.json | jq -r .result', 'claude-code'],
    ['FOO=1 timeout -k 5 10m claude -p x', 'claude-code'],
    ['env -u A B=c nice -n 10 codex exec --json x > out.jsonl 2>&1', 'codex'],
    ['npx -p @openai/codex codex exec x', 'codex'],
    ['answer=$(gemini -p x)\necho "$answer"', 'gemini-cli'],
    ['if qwen -p x; then echo done; fi', 'qwen-code'],
    ['bash -lc "cd sub && opencode run x"', 'opencode'],
    ['node ./node_modules/@github/copilot/index.js -p x', 'copilot-cli'],
    ['pnpm dlx cline@3 x', 'cline'],
    ['/usr/local/bin/cn -p x', 'continue'],
    ['set -e\n\n# claude is not asked\ncodex exec "$LAFORGE_PROMPT" # nor here: claude', 'codex'],
    ['echo a \\\n  | claude -p x', 'claude-code'],
  ])('%s: %s', async (command, agent) => {
    expect(await agentsOf(command)).toEqual([agent]);
  });

  test.each([
    ['nothing of the kind', 'npm test && echo done'],
    ['one in a prompt', './ask "let claude and codex do it"'],
    ['one in a text', 'echo claude -p x'],
    ['one in a file name', 'cat claude.json codex/out.jsonl'],
    ['nothing', ''],
  ])('not %s', async (_what, command) => {
    expect(await agentsOf(command)).toEqual([]);
  });

  test('two of them', async () => {
    expect(await agentsOf('claude -p x || codex exec x')).toEqual(['claude-code', 'codex']);
  });

  test('what its arguments say, where it is no script', async () => {
    expect(await agentsOf(['claude', '-p', 'run codex exec'])).toEqual(['claude-code']);
    expect(await agentsOf(['sh', '-c', 'codex exec x'])).toEqual(['codex']);
    expect((await readCommand(['claude', '--resume', 'x'], cwd)).words).toEqual(['claude', '--resume', 'x']);
  });
});

describe('a script that it starts is looked into', () => {
  test.each([
    ['./agent.sh', 'agent.sh', '#!/usr/bin/env bash\nclaude -p "$1"\n'],
    ['bash scripts/agent', 'scripts/agent', 'claude -p x\n'],
    ['npm run agent', 'package.json', '{"scripts": {"agent": "claude -p x"}}'],
    ['yarn agent', 'package.json', '{"scripts": {"agent": "claude -p x"}}'],
    ['make agent', 'Makefile', 'agent:\n\tclaude -p x\n'],
  ])('%s', async (command, name, text) => {
    mkdirSync(join(cwd, 'scripts'));
    writeFileSync(join(cwd, name), text);
    expect(await agentsOf(command)).toEqual(['claude-code']);
  });

  test('but not for ever, and not what is no script', async () => {
    writeFileSync(join(cwd, 'a.sh'), './b.sh\n');
    writeFileSync(join(cwd, 'b.sh'), './a.sh\nclaude -p x\n');
    expect(await agentsOf('./a.sh')).toEqual(['claude-code']);
    writeFileSync(join(cwd, 'tool.py'), '#!/usr/bin/python3\nclaude -p x\n');
    expect(await agentsOf('./tool.py')).toEqual([]);
    writeFileSync(join(cwd, 'binary'), 'claude -p x\0');
    expect(await agentsOf('./binary')).toEqual([]);
    chmodSync(join(cwd, 'a.sh'), 0);
    expect(await agentsOf('./missing.sh; ./a.sh; .')).toBeDefined();
  });
});

test('no text makes it fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({unit: 'binary', maxLength: 200}), fc.array(fc.string()), async (text, argv) => {
      expect((await readCommand(text, cwd)).programs).toBeInstanceOf(Array);
      expect((await readCommand(argv, cwd)).words).toBeInstanceOf(Array);
    }),
    {numRuns: 200},
  );
  const long = await readCommand(`'${'a "'.repeat(100_000)}`, cwd);
  expect(long.programs.length).toBeLessThan(50_000);
});
