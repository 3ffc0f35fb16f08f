import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {
  type AgentConfig,
  EMPTY_AGENT_CONFIG,
  type Limits,
  type TokenUsage,
  UNKNOWN_USAGE,
} from '../../../src/domain/documents.ts';
import * as documents from '../../../src/ledger/documents.ts';

const text = fc.option(fc.string({unit: 'grapheme'}), {nil: null});
const figure = fc.option(fc.nat(), {nil: null});

describe('a document that was written', () => {
  test('is read as it was', () => {
    const config: fc.Arbitrary<AgentConfig> = fc.record({
      name: text,
      command: text,
      model: text,
      max_tokens: figure,
      temperature: figure,
      system_prompt: text,
      tools: fc.array(fc.string()),
      metadata: fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.constantFrom(1, 'x', null, [null]),
      ),
    });
    const usage: fc.Arbitrary<TokenUsage> = fc.record({
      prompt_tokens: figure,
      completion_tokens: figure,
      total_tokens: figure,
      cost: figure,
      input_tokens: figure,
      cache_read_tokens: figure,
      cache_write_tokens: figure,
      output_tokens: figure,
      reasoning_tokens: figure,
      turns: figure,
      models: fc.array(fc.string()),
      session_id: text,
      source: text,
      state: fc.constantFrom('measured', 'partial', 'unknown'),
    });
    fc.assert(
      fc.property(config, usage, (oneConfig, oneUsage) => {
        expect(documents.readAgentConfig(documents.writeAgentConfig(oneConfig))).toEqual(oneConfig);
        expect(documents.readTokenUsage(documents.writeTokenUsage(oneUsage))).toEqual(oneUsage);
      }),
    );
  });

  test('of limits is read as it was, without what it cannot mean', () => {
    const limits: Limits = {
      max_cost_usd: null,
      max_tokens: 500_000,
      budgets: [
        {amount: 20, unit: 'usd', per: 'day'},
        {amount: 2e6, unit: 'tokens', per: 'pull_request'},
      ],
      budget_unknown: 'stop',
    };
    expect(documents.readLimits(documents.writeLimits(limits))).toEqual(limits);
    expect(documents.readLimits('{"max_tokens":"many","budgets":[{"amount":1,"unit":"eur","per":"day"},7]}')).toEqual({
      max_cost_usd: null,
      max_tokens: null,
      budgets: [],
      budget_unknown: 'warn',
    });
  });

  test('of a check is read as it was, and is none without an exit code', () => {
    const check = {command: 'npm test', exit_code: 0, duration_ms: 1200, last_lines: ['64 passed']};
    expect(documents.readCheck(documents.writeCheck(check))).toEqual(check);
    expect(documents.readCheck('{"exit_code":7,"last_lines":["a",7,null]}')).toEqual({
      command: '',
      exit_code: 7,
      duration_ms: 0,
      last_lines: ['a'],
    });
    expect(documents.readCheck('{"command":"npm test","exit_code":"0"}')).toBeNull();
  });

  test('has no keys that say nothing', () => {
    expect(documents.writeTokenUsage({...UNKNOWN_USAGE, cost: 0})).toBe('{"cost":0,"models":[],"state":"unknown"}');
    expect(documents.writeAgentConfig(EMPTY_AGENT_CONFIG)).toBe('{"tools":[],"metadata":{}}');
    expect(documents.writeNotes([])).toBeNull();
    expect(documents.writeRunInfo(null)).toBeNull();
  });

  test('has no keys that are not ours', () => {
    const config = {...EMPTY_AGENT_CONFIG, name: 'a', token: 'secret'};
    expect(documents.writeAgentConfig(config)).toBe('{"name":"a","tools":[],"metadata":{}}');
  });
});

describe('a document that is read', () => {
  test('may be one of LaForge, with four figures of usage', () => {
    const usage = documents.readTokenUsage('{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"cost":0.5}');
    expect(usage).toEqual({
      ...UNKNOWN_USAGE,
      prompt_tokens: 1,
      completion_tokens: 2,
      total_tokens: 3,
      cost: 0.5,
      state: 'measured',
    });
    expect(documents.readTokenUsage('{}')).toEqual(UNKNOWN_USAGE);
  });

  test('may have keys of a later version and values of another type, which are left out', () => {
    expect(documents.readAgentConfig('{"name":5,"model":"m","new":true,"tools":["a",1],"metadata":[]}')).toEqual({
      ...EMPTY_AGENT_CONFIG,
      model: 'm',
      tools: ['a'],
    });
    expect(documents.readRunInfo('{"ci":"github","pull_request":{"number":"7"}}')).toMatchObject({
      ci: 'github',
      run_id: null,
      pull_request: null,
    });
    expect(documents.readChanges('{"own_commits":[{"sha":"a"},{"subject":"b"},5]}')).toEqual({
      own_commits: [{sha: 'a', subject: ''}],
      own_commit_count: 1,
      files_changed: 0,
      insertions: 0,
      deletions: 0,
    });
  });

  test.each(['', 'null', '5', '[]', '{'])('is null where it is %j', (json) => {
    expect(documents.readAgentConfig(json)).toBeNull();
  });
});
