import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {addFigures} from '../../../src/usage/figures.ts';
import {readTold} from '../../../src/usage/telemetry/told-calls.ts';
import {SERVED, toldPosts} from '../../helpers/told-posts.ts';

/** The calls of all posts, each once. */
function callsOf(posts: readonly {readonly body: unknown}[]) {
  const calls = posts.flatMap(({body}) => readTold(body).calls);
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
    const {calls} = readTold(
      logs('qwen-code.api_response', {
        response_id: {stringValue: 'r1'},
        input_token_count: {intValue: '12'},
        output_token_count: {intValue: 3},
        response_text: {stringValue: 'a secret'},
      }),
    );
    expect(JSON.stringify(calls)).not.toContain('secret');
    expect(calls[0]?.share).toMatchObject({input: 12, output: 3, cacheRead: null});
  });

  test('counts a prompt of tools as input of Gemini CLI', () => {
    const {calls} = readTold(
      logs('gemini_cli.api_response', {
        input_token_count: {intValue: 100},
        cached_content_token_count: {intValue: 40},
        tool_token_count: {intValue: 7},
        output_token_count: {intValue: 5},
        thoughts_token_count: {intValue: 2},
      }),
    );
    expect(calls[0]?.share).toMatchObject({input: 67, cacheRead: 40, output: 7, reasoning: 2});
  });

  test('spoils a figure that can be none, and leaves it to the sums to say so', () => {
    const {calls} = readTold(
      logs('claude_code.api_request', {
        input_tokens: {intValue: -5},
        output_tokens: {doubleValue: 1.5},
        cost_usd: {stringValue: '1'},
      }),
    );
    expect(calls[0]?.share).toMatchObject({input: Number.NaN, output: Number.NaN, cost: Number.NaN});
  });

  test('names the agent of which a call broke off, but not one whose call was refused', () => {
    const failed = (status: Readonly<Record<string, object>>) => readTold(logs('claude_code.api_error', status)).lost;
    expect(failed({})).toEqual(['claude-code']);
    expect(failed({status_code: {stringValue: '529'}})).toEqual([]);
    expect(failed({status_code: {stringValue: 'undefined'}})).toEqual(['claude-code']);
  });

  test('is nothing of other programs that export', () => {
    expect(readTold(logs('my.app.request', {input_tokens: {intValue: 5}}))).toEqual({calls: [], lost: []});
    expect(readTold(logs('constructor', {input_tokens: {intValue: 5}}))).toEqual({calls: [], lost: []});
    expect(readTold(logs('__proto__', {__proto__: {intValue: 5}}))).toEqual({calls: [], lost: []});
  });

  test('never throws, whatever is posted', () => {
    const key = fc.constantFrom('resourceLogs', 'scopeLogs', 'logRecords', 'attributes', 'key', 'value', 'body');
    const json = fc.letrec((tie) => ({
      value: fc.oneof({maxDepth: 6}, fc.jsonValue(), fc.array(tie('value')), fc.dictionary(key, tie('value'))),
    })).value;
    fc.assert(
      fc.property(json, (request) => {
        readTold(request);
        readTold({resourceLogs: [{scopeLogs: [{logRecords: [request]}]}], resourceSpans: [request]});
      }),
    );
  });
});
