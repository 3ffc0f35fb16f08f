import {describe, expect, test} from '@jest/globals';
import {continueCli} from '../../../src/usage/agents/continue.ts';
import {watchScenario} from '../../helpers/agent-scenario.ts';

const SESSION = '.continue/sessions/s1.json';
const anthropic = (prompt: number, read: number, write: number, output: number, model = 'claude') => ({
  prompt_tokens: prompt,
  completion_tokens: output,
  prompt_tokens_details: {cache_write_tokens: write, cache_read_tokens: read, cached_tokens: read},
  model,
});
const openai = (prompt: number, cached: number, output: number, thoughts: number) => ({
  prompt_tokens: prompt,
  completion_tokens: output,
  prompt_tokens_details: {cached_tokens: cached},
  completion_tokens_details: {reasoning_tokens: thoughts},
  model: 'gpt',
});
const totals = (prompt: number, cached: number, write: number, output: number) => ({
  totalCost: 0.001473,
  promptTokens: prompt,
  completionTokens: output,
  promptTokensDetails: {cachedTokens: cached, cacheWriteTokens: write},
});
const session = (usages: readonly object[], usage?: object, folder = '$CWD') =>
  JSON.stringify({
    sessionId: 's1',
    workspaceDirectory: folder,
    history: [{message: {role: 'user'}}, ...usages.map((one) => ({message: {role: 'assistant', usage: one}}))],
    usage,
  });

describe('Continue', () => {
  test('reads the cache of Anthropic beside the prompt, and does not believe the cost', async () => {
    const text = session([anthropic(10, 60, 5, 20), anthropic(3, 70, 2, 4)], totals(13, 130, 7, 24));
    expect(await watchScenario(continueCli, {during: {[SESSION]: text}, isExpected: false})).toMatchObject({
      figures: {input: 13, cacheRead: 130, cacheWrite: 7, output: 24, reasoning: null},
      models: [{model: 'claude', turns: 2}],
      turns: 2,
      sessionId: 's1',
      cost: null,
      state: 'measured',
    });
  });

  test('reads the cache of OpenAI as a part of the prompt, and one model beside another', async () => {
    const text = session([openai(100, 60, 20, 7), anthropic(3, 70, 2, 4)], totals(103, 130, 2, 24));
    const findings = await watchScenario(continueCli, {during: {[SESSION]: text}});
    expect(findings).toMatchObject({figures: {input: 43, cacheRead: 130, output: 24, reasoning: 7}, state: 'measured'});
    expect(findings?.models.map((share) => share.model)).toEqual(['gpt', 'claude']);
  });

  test('takes totals that tell more than its calls, in the words of these', async () => {
    const text = session([anthropic(3, 70, 2, 4)], totals(13, 130, 7, 24));
    expect(await watchScenario(continueCli, {during: {[SESSION]: text}})).toMatchObject({
      figures: {input: 13, cacheRead: 130, cacheWrite: 7, output: 24},
      source: 'session.usage',
      state: 'measured',
    });
    const unclear = await watchScenario(continueCli, {during: {[SESSION]: session([], totals(200, 130, 7, 24))}});
    expect(unclear).toMatchObject({state: 'partial', figures: {output: 24}});
  });

  test('counts of a resumed session only what the run adds', async () => {
    const before = {[SESSION]: session([anthropic(10, 60, 5, 20)], totals(10, 60, 5, 20))};
    const both = session([anthropic(10, 60, 5, 20), anthropic(3, 70, 2, 4)], totals(13, 130, 7, 24));
    expect(await watchScenario(continueCli, {before, during: {[SESSION]: both}})).toMatchObject({
      figures: {input: 3, cacheRead: 70, cacheWrite: 2, output: 4},
      turns: 1,
      state: 'measured',
    });
  });

  test('does not count the past of a session that the run restored and went on with', async () => {
    const both = session([anthropic(10, 60, 5, 20), anthropic(3, 70, 2, 4)], totals(13, 130, 7, 24));
    const since = (time: number) =>
      JSON.stringify([{sessionId: 's1', dateCreated: String(time), workspaceDirectory: '$CWD'}]);
    const list = '.continue/sessions/sessions.json';
    const restored = {[SESSION]: both, [list]: since(Date.now() - 60_000)};
    const past = {state: 'partial', reason: 'what its session had used before is not known'};
    expect(await watchScenario(continueCli, {during: restored})).toMatchObject(past);
    expect(await watchScenario(continueCli, {during: {[SESSION]: both}, args: ['--resume']})).toMatchObject(past);
    const begun = {[SESSION]: both, [list]: since(Date.now() + 1000)};
    expect(await watchScenario(continueCli, {during: begun})).toMatchObject({state: 'measured', turns: 2});
  });

  test('is a part where the run did not end well: a call that was cut off is not in it', async () => {
    const during = {[SESSION]: session([anthropic(10, 60, 5, 20)], totals(10, 60, 5, 20))};
    expect(await watchScenario(continueCli, {during, exitCode: null})).toMatchObject({
      figures: {input: 10},
      state: 'partial',
    });
  });

  test('says how it ended, where it printed that', async () => {
    const stdout =
      '{"response":"Done.","status":"success","note":"Response was not valid JSON, so it was wrapped in a JSON object"}\n';
    const during = {[SESSION]: session([anthropic(10, 60, 5, 20)], totals(10, 60, 5, 20))};
    const findings = await watchScenario(continueCli, {stdout, during, isExpected: false});
    expect(findings?.verdict).toEqual({kind: 'completed', text: 'success'});
  });

  test('is not found in a folder of another, nor by an answer of anybody', async () => {
    const during = {[SESSION]: session([anthropic(10, 60, 5, 20)], undefined, '/elsewhere')};
    const stdout = '{"response":"Done.","status":"success"}\n';
    expect(await watchScenario(continueCli, {during, stdout, isExpected: false})).toBeNull();
  });

  test('looks where CONTINUE_GLOBAL_DIR says, and not at the list of sessions', async () => {
    const text = session([anthropic(10, 60, 5, 20)], totals(10, 60, 5, 20));
    const during = {'other/sessions/s1.json': text, 'other/sessions/sessions.json': text};
    const env = {CONTINUE_GLOBAL_DIR: '$HOME/other'};
    expect(await watchScenario(continueCli, {during, env})).toMatchObject({figures: {input: 10}});
  });
});
