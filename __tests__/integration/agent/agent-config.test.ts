import {execFileSync} from 'node:child_process';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readAgentConfig} from '../../../src/agent/agent-config.ts';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const folder = testFolder();

const read = (text: string, secrets: readonly string[] = []) =>
  readAgentConfig({text, folder, secrets, what: 'Input "agent-config"'});

describe('an agent config', () => {
  test('is read from JSON text', async () => {
    const config = {name: 'claude', command: 'claude -p', model: 'opus', max_tokens: 4096, temperature: 0.2};
    expect(await read(JSON.stringify({...config, system_prompt: 'Be brief.', tools: ['Bash']}))).toEqual({
      ...EMPTY_AGENT_CONFIG,
      ...config,
      system_prompt: 'Be brief.',
      tools: ['Bash'],
    });
  });

  test('is read from YAML text, also of one line', async () => {
    expect(await read('model: opus')).toMatchObject({model: 'opus'});
    expect(await read('model: opus\ntools:\n  - Bash\n  - Edit\n')).toMatchObject({tools: ['Bash', 'Edit']});
    expect(await read('{model: opus, max_tokens: 5,}')).toMatchObject({model: 'opus', max_tokens: 5});
  });

  test('is read from a file of either, relative to the folder, also through a link', async () => {
    mkdirSync(join(folder, 'agents'));
    writeFileSync(join(folder, 'agents', 'a.json'), '{"model": "json"}');
    writeFileSync(join(folder, 'agents', 'b.yml'), 'model: yaml\n');
    symlinkSync(join(folder, 'agents', 'b.yml'), join(folder, 'link'));
    expect(await read('agents/a.json')).toMatchObject({model: 'json'});
    expect(await read(join(folder, 'agents', 'b.yml'))).toMatchObject({model: 'yaml'});
    expect(await read(' link\n')).toMatchObject({model: 'yaml'});
  });

  test('keeps keys that we do not know under metadata', async () => {
    expect(await read('model: opus\neffort: high\nmetadata:\n  team: core\n')).toEqual({
      ...EMPTY_AGENT_CONFIG,
      model: 'opus',
      metadata: {effort: 'high', team: 'core'},
    });
  });

  test('takes null for unknown', async () => {
    expect(await read('{"name": null, "tools": null}')).toEqual(EMPTY_AGENT_CONFIG);
  });

  test('loses its secrets, those of the run too, and keeps a SHA', async () => {
    const sha = '4f2c91a08d01b7e4f2c91a08d01b7e4f2c91a08d';
    const config = await read(`command: agent --api-key abc my-run-token\nmetadata: {base: ${sha}, token: x}`, [
      'my-run-token',
    ]);
    expect(config).toMatchObject({command: 'agent --api-key *** ***', metadata: {base: sha, token: '***'}});
  });
});

describe('a config is refused, naming the input,', () => {
  test.each([
    [
      'of YAML that is broken, with the line',
      'model: opus\ntools: [a\nname: x\n',
      /"agent-config" is neither JSON nor YAML: line 3/,
    ],
    ['of JSON that is broken, with the line', '{"model": "opus",\n "name": }x', /line 2, column \d+/],
    ['that is a list', '["model"]', /has no keys\. Write keys and their values/],
    ['that is empty', '\n', /has no keys\. Write keys and their values/],
    ['with a number in words, naming the key', 'max_tokens: many', /the key "max_tokens" is no whole number from 0/],
    ['with half a token', 'max_tokens: 1.5', /the key "max_tokens"/],
    ['with a temperature that is none', 'temperature: .nan', /the key "temperature"/],
    ['with a tool that is no name', 'tools: [Bash, 5]', /the key "tools.1"/],
    ['of two documents', 'model: a\n---\nmodel: b\n', /neither JSON nor YAML/],
    ['that names no file', 'missing.yml', /is "missing.yml", and there is no such file in/],
    [
      'that names no file, as a long sentence',
      'do it well '.repeat(50),
      /is "do it well .*…", and there is no such file in/,
    ],
    ['that names a folder', '.', /is ".", and it is not a file/],
  ])('%s', async (_name, text, message) => {
    await expect(read(text)).rejects.toThrow(/^Input "agent-config"/);
    await expect(read(text)).rejects.toThrow(message);
  });

  test('that names a pipe, without waiting for it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(read('pipe')).rejects.toThrow(/is "pipe", and it is not a file/);
  });

  test('that is larger than 1 MB, as a file and as text', async () => {
    const text = `system_prompt: ${'x'.repeat(1_100_000)}\n`;
    writeFileSync(join(folder, 'large.yml'), text);
    await expect(read('large.yml')).rejects.toThrow(/is "large.yml", and it is not a file of at most 1 MB/);
    await expect(read(text)).rejects.toThrow(/is larger than 1 MB/);
  });

  test('that grows without bounds by its aliases', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 10; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    await expect(read(lines.join('\n'))).rejects.toThrow(/Write it without aliases/);
  });

  test('that contains itself, or is nested without end', async () => {
    await expect(read('metadata: &a\n  self: *a\n')).rejects.toThrow(/nested deeper than 32 levels/);
    await expect(read(`{"metadata": ${'{"a":'.repeat(50)}1${'}'.repeat(50)}}`)).rejects.toThrow(/nested deeper/);
  });

  test('without repeating what stands in it, for that may be a secret', async () => {
    const error = await read('token: hunter2hunter2\n  bad: [indent').catch(String);
    expect(error).toMatch(/neither JSON nor YAML/);
    expect(error).not.toContain('hunter2');
  });
});
