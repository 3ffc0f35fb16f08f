import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {findPromptArgument} from '../../../src/usage/agents.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laforge-prompt-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const PROMPT = 'Fix the flaky test';

describe('the prompt of a command', () => {
  test.each([
    ['claude -p "Fix the flaky test"'],
    ['claude -p "Fix the flaky test" --allowedTools Bash Edit --model opus > out.json 2>&1'],
    ['claude --print --output-format json --verbose "Fix the flaky test"'],
    ["npx -y @anthropic-ai/claude-code -p 'Fix the flaky test'"],
    ['claude "Fix the flaky test"'],
    ['timeout 60 codex exec --full-auto -m gpt-5 "Fix the flaky test" < /dev/null'],
    ['codex -c model=x exec -- "Fix the flaky test"'],
    ['gemini --yolo -p "Fix the flaky test"'],
    ['qwen --prompt="Fix the flaky test"'],
    ['opencode run -m a/b "Fix the flaky test"'],
    ['copilot -p "Fix the flaky test" --allow-all-tools'],
    ['aider --yes --message "Fix the flaky test" src/a.ts'],
    ['goose run -t "Fix the flaky test"'],
    ['cursor-agent -p "Fix the flaky test" --output-format json'],
    ['amp -x "Fix the flaky test"'],
    ['cn -p "Fix the flaky test"'],
    ['pi -p "Fix the flaky test"'],
    ['kimi -p "Fix the flaky test"'],
    ['cline -y "Fix the flaky test"'],
    ['set -e\ncd sub\nnpm ci\nclaude -p \\\n  "Fix the flaky test"\n'],
    ['for i in 1 2; do claude -p "Fix the flaky test"; done'],
    [`sh -c 'claude -p "Fix the flaky test"'`],
  ])('is found in the script: %s', async (script) => {
    expect(await findPromptArgument(script, folder)).toBe(PROMPT);
  });

  test('is found in the arguments of a program, and in a script that is named', async () => {
    writeFileSync(join(folder, 'agent.sh'), '#!/bin/sh\nexec claude -p "Fix the flaky test"\n');
    expect(await findPromptArgument(['claude', '-p', PROMPT], folder)).toBe(PROMPT);
    expect(await findPromptArgument(['./agent.sh'], folder)).toBe(PROMPT);
  });

  test('is what the shell makes of its quotes', async () => {
    expect(await findPromptArgument('claude -p "Say \\"hi\\" and \\\\"', folder)).toBe('Say "hi" and \\');
    expect(await findPromptArgument("claude -p 'It'\\''s broken'", folder)).toBe("It's broken");
  });

  test('may have any characters where no shell reads it', async () => {
    const prompt = 'It costs $5: `rm`\nno more';
    expect(await findPromptArgument(['claude', '-p', prompt], folder)).toBe(prompt);
  });

  test.each([
    ['sh -c "echo hi"'],
    ['claude -p "$PROMPT"'],
    ['claude -p "$(cat task.md)"'],
    ['claude -p "`cat task.md`"'],
    ['claude -p < task.md'],
    ['cat task.md | claude -p --verbose'],
    ['codex exec -'],
    ['codex exec resume 0199-abc'],
    ['claude doctor'],
    ['claude mcp add x -- npx y'],
    ['goose session'],
    ['echo "claude -p hi"'],
    ['claude -p "one" && codex exec "another"'],
    [''],
  ])('is unknown where the command does not say it: %s', async (script) => {
    expect(await findPromptArgument(script, folder)).toBeNull();
  });
});
