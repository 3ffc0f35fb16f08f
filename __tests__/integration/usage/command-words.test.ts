import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {AGENTS} from '../../../src/usage/agents.ts';
import {readCommand, startsOf} from '../../../src/usage/command-words.ts';
import {tries} from '../../helpers/soak.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'laforge-command-'));
});
afterEach(() => rmSync(cwd, {recursive: true, force: true}));

/** The agents that a command starts. */
async function agentsOf(command: string | readonly string[]): Promise<readonly string[]> {
  const {commands} = await readCommand(command, cwd);
  return AGENTS.filter((agent) => startsOf(agent.command, commands).length > 0).map(({name}) => name);
}

/** The arguments of each start of Claude Code. */
async function argsOf(command: string | readonly string[]): Promise<readonly (readonly string[])[]> {
  const {commands} = await readCommand(command, cwd);
  return commands.filter(({names}) => names.includes('claude')).map(({args}) => args);
}

describe('a command starts', () => {
  test.each([
    ['claude -p "Fix it"', 'claude-code'],
    ['npx -y @anthropic-ai/claude-code@2.1.330 -p "Fix it" | tee out.json | jq -r .result', 'claude-code'],
    ['FOO=1 timeout -k 5 10m claude -p x', 'claude-code'],
    ['env -u A B=c nice -n 10 codex exec --json x > out.jsonl 2>&1', 'codex'],
    ['npx -p @openai/codex codex exec x', 'codex'],
    ['answer=$(gemini -p x)\necho "$answer"', 'gemini-cli'],
    ['answer="$(codex exec x 2>/dev/null)"', 'codex'],
    ['if qwen -p x; then echo done; fi', 'qwen-code'],
    ['bash -lc "cd sub && opencode run x"', 'opencode'],
    ['node ./node_modules/@github/copilot/index.js -p x', 'copilot-cli'],
    ['pnpm dlx cline@3 x', 'cline'],
    ['npx @google/gemini-cli@0.61.0 -p x', 'gemini-cli'],
    ['/usr/local/bin/cn -p x', 'continue'],
    ['set -e\n\n# claude is not asked\ncodex exec "$LAFORGE_PROMPT" # nor here: claude', 'codex'],
    ['echo a \\\n  | claude -p x', 'claude-code'],
    ['sudo -E -u ci timeout --signal KILL 5m nice -n 5 /opt/bin/codex exec x', 'codex'],
    ['mise exec -- codex exec x', 'codex'],
    ['env -S "codex exec x"', 'codex'],
    ['timeout "$MINUTES" codex exec x', 'codex'],
    ['timeout $((MINUTES * 60)) codex exec x', 'codex'],
    ['xvfb-run -a -s "-screen 0 1x1x24" codex exec x', 'codex'],
    ["script -qc 'codex exec x' /dev/null", 'codex'],
    ['script -q /dev/null codex exec x', 'codex'],
    ['sudo -nu ci codex exec x', 'codex'],
    ['flock -w 5 /tmp/lock codex exec x', 'codex'],
    ['uv tool run --from aider-chat aider x', 'aider'],
    ['doppler run -p app -c ci -- codex exec x', 'codex'],
    ['command -v claude; codex exec x', 'codex'],
    ['"C:\\Program Files\\codex.exe" exec x', 'codex'],
    ['bash -o pipefail -ec "codex exec x"', 'codex'],
    ['bash <<EOF\ncodex exec x\nEOF', 'codex'],
    ['cat <<EOF > prompt\nclaude -p x\nEOF\ncodex exec - < prompt', 'codex'],
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

  test('not one in a prompt that a wrapper is given', async () => {
    expect(await agentsOf('timeout 10m claude -p "codex exec it; gemini -p x"')).toEqual(['claude-code']);
    expect(await agentsOf('eval "codex exec x"')).toEqual(['codex']);
  });

  test('two of them', async () => {
    expect(await agentsOf('claude -p x || codex exec x')).toEqual(['claude-code', 'codex']);
  });

  test('what its arguments say, where it is no script', async () => {
    expect(await agentsOf(['claude', '-p', 'run codex exec'])).toEqual(['claude-code']);
    expect(await agentsOf(['sh', '-c', 'codex exec x'])).toEqual(['codex']);
    expect(await argsOf(['claude', '--resume', 'x'])).toEqual([['--resume', 'x']]);
  });
});

test("an agent's arguments are its own, not those of what stands around it", async () => {
  const script = 'git commit -m "-c" && rm -r x; sudo -u ci timeout 5m npx -y claude@2 -p "go -c" | jq -r .result';
  expect(await argsOf(`bash -c '${script}'`)).toEqual([]);
  const {commands} = await readCommand(['bash', '-c', script], cwd);
  expect(commands.find(({names}) => names.includes('claude@2'))?.args).toEqual(['-p', 'go -c']);
  expect(await argsOf('claude -p x --model=opus > out.json')).toEqual([['-p', 'x', '--model=opus']]);
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

describe('it is told', () => {
  const read = (command: string | readonly string[]) =>
    readCommand(command, cwd, {HOME: '/home/me', RUNNER_TEMP: '/tmp/r'});

  test.each([
    ['how often it starts a program', 'claude -p x || claude -p y; npx @openai/codex x', ['claude', 'claude']],
    ['the same of one script called twice', './a.sh; ./a.sh', ['claude', 'claude']],
  ])('%s', async (_what, command, expected) => {
    writeFileSync(join(cwd, 'a.sh'), 'claude -p x\n');
    const {commands, hasLoops} = await read(command);
    expect(commands.flatMap(({names}) => names).filter((name) => name === 'claude')).toEqual(expected);
    expect(hasLoops).toBe(false);
  });

  test.each([
    ['for f in *; do claude -p "$f"; done'],
    ['while read -r f; do claude -p "$f"; done'],
    ['ls | xargs -n1 claude -p'],
    ['ask() { claude -p "$1"; }; ask a; ask b'],
  ])('that it may start it again and again: %s', async (command) => {
    expect((await read(command)).hasLoops).toBe(true);
  });

  test.each([
    ['cd /elsewhere && claude -p x', true],
    ['env -C ../other codex exec x', true],
    ['git -C ../other status; claude -p x', false],
    ['claude -p "cd somewhere"', false],
  ])('whether it goes elsewhere: %s', async (command, expected) => {
    expect((await read(command)).isMoving).toBe(expected);
  });

  test.each([
    ['CODEX_HOME=/a codex exec x', {CODEX_HOME: '/a'}],
    ['export CODEX_HOME="$RUNNER_TEMP/a b"\ncodex exec x', {CODEX_HOME: '/tmp/r/a b'}],
    ['env -u X HOME=~/ci A=$RUNNER_TEMP codex', {HOME: '/home/me/ci', A: '/tmp/r'}],
    ['D=$(mktemp -d); CODEX_HOME=$D codex exec x', {}],
    ['codex exec HOME=/a', {}],
  ])('what it sets: %s', async (command, settings) => {
    expect({...(await read(command)).settings}).toEqual(settings);
  });
});

test('programs that start each other are followed to a depth: a script may have thousands, each with all words after it', async () => {
  const {commands} = await readCommand('sudo '.repeat(13_000), cwd);
  expect(commands.length).toBeLessThan(50);
});

test('no text makes it fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({unit: 'binary', maxLength: 200}), fc.array(fc.string()), async (text, argv) => {
      expect((await readCommand(text, cwd)).commands).toBeInstanceOf(Array);
      expect((await readCommand(argv, cwd)).commands).toBeInstanceOf(Array);
    }),
    tries(200),
  );
  const long = await readCommand(`'${'a "'.repeat(100_000)}`, cwd);
  expect(long.commands.length).toBeLessThan(50_000);
});
