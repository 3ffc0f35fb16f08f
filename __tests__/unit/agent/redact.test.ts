import {describe, expect, test} from '@jest/globals';
import {redactConfig, redactText, redactValue} from '../../../src/agent/redact.ts';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N';
const SHA1 = '4f2c91a08d01b7e4f2c91a08d01b7e4f2c91a08d';
const SHA256 = `${SHA1}0123456789abcdef01234567`;

describe('a text', () => {
  test.each([
    `ghp_${'a1'.repeat(18)}`,
    `gho_${'a1'.repeat(18)}`,
    `ghs_${'a1'.repeat(18)}`,
    `ghs_1234567_${JWT}`,
    `github_pat_${'A1b2'.repeat(8)}_xyz`,
    'sk-ant-api03-abcDEF-123_456',
    `sk-proj-${'a1B2'.repeat(8)}`,
    `sk-${'a1B2'.repeat(8)}`,
    'AKIAIOSFODNN7EXAMPLE',
    'xoxb-1234567890-abcdefghij',
    `AIza${'SyA1-b_2'.repeat(5)}`,
    'glpat-ABCdef123456_-7890',
    JWT,
    '-----BEGIN RSA PRIVATE KEY-----\nMIIB\nAAAA\n-----END RSA PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\nMIIB and never ended',
  ])('loses the token %s', (token) => {
    expect(redactText(`run (${token}`, [])).toBe('run (***');
  });

  test.each([
    ['curl -H "Authorization: Bearer abc.def-123" x', 'curl -H "Authorization: Bearer ***" x'],
    ['authorization=Basic dXNlcjpwYXNz', 'authorization=Basic ***'],
    ['send Bearer abcdefghijkl now', 'send Bearer *** now'],
    ['git clone https://me:hunter2@example.com/r', 'git clone https://me:***@example.com/r'],
    ['OPENAI_API_KEY=abc agent', 'OPENAI_API_KEY=*** agent'],
    ["DB_PASSWORD='a b c' agent", 'DB_PASSWORD=*** agent'],
    ['agent --api-key abc --model opus', 'agent --api-key *** --model opus'],
    ['agent --token=abc', 'agent --token=***'],
    ['{"client_secret": "abc"}', '{"client_secret": ***}'],
    ['password: hunter2', 'password: ***'],
  ])('loses what its label says is secret: %s', (text, redacted) => {
    expect(redactText(text, [])).toBe(redacted);
  });

  test.each([
    `reset to ${SHA1}`,
    SHA256,
    `step ${SHA1.toUpperCase()}`,
    'agent --max-tokens 4096 --model claude-sonnet-4-5',
    'API_KEY=$API_KEY agent --token "$TOKEN" -H "Authorization: Bearer $TOKEN"',
    `TOKEN=\${{ secrets.TOKEN }} agent`,
    'The secret: be brief. Each token: a word.',
    'risk-management-of-task-2 with sk-learn-like-names',
    'https://example.com/a:b@c',
  ])('keeps %s', (text) => {
    expect(redactText(text, [])).toBe(text);
  });

  test('loses the given secrets wherever they stand, the longer first', () => {
    expect(redactText('a=correct-horse b=correct-horse-battery', ['correct-horse', 'correct-horse-battery'])).toBe(
      'a=*** b=***',
    );
  });

  test('loses a given secret even if it looks like a SHA, and no secret too short to be one', () => {
    expect(redactText(`x ${SHA1} main`, [SHA1, '', 'main'])).toBe('x *** main');
  });

  test.each([
    'eyJ-',
    'sk-sk-',
    'token="',
    "secret='",
    '-----BEGIN PRIVATE KEY-----',
    'a://b:',
    'token:          ',
    '--token-',
    'authorization: ',
    'ghp_-',
  ])('of a megabyte of %j takes no more than a moment', (piece) => {
    const before = process.cpuUsage();
    redactText(piece.repeat(1_000_000 / piece.length), []);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });
});

describe('a value', () => {
  test('loses what stands under a key that names a secret', () => {
    const value = {
      ...{token: 'a', apiKey: 'b', DBPassword: 'c', 'x-api-key': 'd', pin: {secrets: {one: 'e', n: 5, flag: true}}},
      ...{max_tokens: 100, tokens: ['x'], note: `at ${SHA1}`, list: [{password: 'f'}, null, 1]},
    };
    expect(redactValue(value, [])).toEqual({
      ...{token: '***', apiKey: '***', DBPassword: '***', 'x-api-key': '***'},
      ...{pin: {secrets: {one: '***', n: '***', flag: true}}, max_tokens: 100, tokens: ['x']},
      ...{note: `at ${SHA1}`, list: [{password: '***'}, null, 1]},
    });
  });
});

test('a config loses secrets in every field', () => {
  const secret = `ghp_${'a1'.repeat(18)}`;
  const config = {
    ...EMPTY_AGENT_CONFIG,
    ...{name: secret, command: `agent ${secret}`, model: secret, system_prompt: secret, tools: [secret]},
    metadata: {[secret]: secret, password: 'x'},
  };
  expect(JSON.stringify(redactConfig(config, []))).not.toContain(secret);
  expect(redactConfig(config, []).metadata).toEqual({'***': '***', password: '***'});
});
