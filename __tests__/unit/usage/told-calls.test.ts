import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {AGENTS} from '../../../src/usage/agents.ts';
import {addFigures} from '../../../src/usage/figures.ts';
import {readTold, type ToldAgent} from '../../../src/usage/telemetry/told-calls.ts';
import {SERVED, toldPosts} from '../../helpers/told-posts.ts';

/** All that send telemetry. */
const TELLING = (
  await Promise.all(
    AGENTS.map(async ({name, load}): Promise<readonly ToldAgent[]> => {
      const {told} = await load();
      return told === undefined ? [] : [{name, told}];
    }),
  )
).flat();

/** The calls of all posts, each once. */
function callsOf(posts: readonly {readonly body: unknown}[]) {
  const calls = posts.flatMap(({body}) => readTold(body, TELLING));
  return [...new Map(calls.map((call) => [call.id, call])).values()];
}

/** A log record with these attributes, in a request. */
function logs(name: string, attributes: Readonly<Record<string, object>>) {
  const list = Object.entries({'event.name': {stringValue: name}, ...attributes});
  const record = {timeUnixNano: '1', attributes: list.map(([key, value]) => ({key, value}))};
  return {resourceLogs: [{resource: {attributes: []}, scopeLogs: [{scope: {}, logRecords: [record]}]}]};
}

describe('the posts of a real run', () => {
  test.each([
    ['claude-code-2.1.330', 'claude-code', {...SERVED, input: 1071, cacheWrite: 2723, reasoning: null}],
    ['codex-0.169.0', 'codex', {...SERVED, reasoning: 61}],
    ['copilot-cli-1.0.102', 'copilot-cli', {...SERVED, reasoning: 61}],
    ['gemini-cli-0.61.0', 'gemini-cli', {...SERVED, reasoning: 61}],
    ['qwen-code-0.24.4', 'qwen-code', {...SERVED, reasoning: 61}],
  ])('of %s tell every call as it was served', (recording, agent, served) => {
    const calls = callsOf(toldPosts(recording));
    expect(calls.map((call) => call.agent)).toEqual([agent, agent, agent]);
    expect(addFigures(...calls.map(({share}) => share))).toEqual(served);
    expect(new Set(calls.map(({session}) => session)).size).toBe(1);
    const ends = calls.map(({share}) => share.time?.end ?? 0);
    expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(60_000);
    expect(Math.min(...ends)).toBeGreaterThan(Date.parse('2026-11-28'));
  });

  test('count once when a batch is sent again', () => {
    const posts = toldPosts('codex-0.169.0');
    expect(callsOf([...posts, ...posts])).toHaveLength(3);
  });

  test('are told apart by their figures where a gateway gives them all one id', () => {
    const posts = toldPosts('claude-code-2.1.330').map((post) => JSON.stringify(post).replace(/"req_\d"/g, '"req_0"'));
    expect(callsOf(posts.map((post): {readonly body: unknown} => JSON.parse(post)))).toHaveLength(3);
  });

  test('tell what Claude Code states that a call cost, and which model answered', () => {
    const [first] = callsOf(toldPosts('claude-code-2.1.330'));
    expect(first?.share).toMatchObject({model: 'claude-sonnet-4-5', cost: 0.01296555, hourWrite: 0});
  });
});

describe('what is told', () => {
  test('keeps figures and names, and nothing else of a record', () => {
    const calls = readTold(
      logs('qwen-code.api_response', {
        response_id: {stringValue: 'r1'},
        input_token_count: {intValue: '12'},
        output_token_count: {intValue: 3},
        response_text: {stringValue: 'a secret'},
      }),
      TELLING,
    );
    expect(JSON.stringify(calls)).not.toContain('secret');
    expect(calls[0]?.share).toMatchObject({input: 12, output: 3, cacheRead: null});
  });

  test('counts a prompt of tools as input of Gemini CLI', () => {
    const calls = readTold(
      logs('gemini_cli.api_response', {
        input_token_count: {intValue: 100},
        cached_content_token_count: {intValue: 40},
        tool_token_count: {intValue: 7},
        output_token_count: {intValue: 5},
        thoughts_token_count: {intValue: 2},
      }),
      TELLING,
    );
    expect(calls[0]?.share).toMatchObject({input: 67, cacheRead: 40, output: 7, reasoning: 2});
  });

  test('spoils a figure that can be none, and leaves it to the sums to say so', () => {
    const calls = readTold(
      logs('claude_code.api_request', {
        input_tokens: {intValue: -5},
        output_tokens: {doubleValue: 1.5},
        cost_usd: {stringValue: '1'},
      }),
      TELLING,
    );
    expect(calls[0]?.share).toMatchObject({input: Number.NaN, output: Number.NaN, cost: Number.NaN});
  });

  test('is no call where a record of one has no figures', () => {
    expect(readTold(logs('codex.sse_event', {'event.kind': {stringValue: 'response.completed'}}), TELLING)).toEqual([]);
  });

  test('is nothing of other programs, nor of agents that nobody listens to', () => {
    for (const name of ['my.app.request', 'constructor', '__proto__'])
      expect(readTold(logs(name, {input_tokens: {intValue: 5}, __proto__: {intValue: 5}}), TELLING)).toEqual([]);
    const claude = logs('claude_code.api_request', {input_tokens: {intValue: 5}});
    expect(readTold(claude, TELLING)).toHaveLength(1);
    expect(
      readTold(
        claude,
        TELLING.filter(({name}) => name !== 'claude-code'),
      ),
    ).toEqual([]);
  });

  test('never throws, whatever is posted', () => {
    const key = fc.constantFrom('resourceLogs', 'scopeLogs', 'logRecords', 'attributes', 'key', 'value', 'body');
    const json = fc.letrec((tie) => ({
      value: fc.oneof({maxDepth: 6}, fc.jsonValue(), fc.array(tie('value')), fc.dictionary(key, tie('value'))),
    })).value;
    fc.assert(
      fc.property(json, (request) => {
        readTold(request, TELLING);
        readTold({resourceLogs: [{scopeLogs: [{logRecords: [request]}]}], resourceSpans: [request]}, TELLING);
      }),
    );
  });
});
