import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import * as documents from '../../../src/domain/documents.ts';
import {
  type AgentConfig,
  EMPTY_AGENT_CONFIG,
  type Limits,
  type TokenUsage,
  UNKNOWN_USAGE,
} from '../../../src/domain/documents.ts';
import {fromStored, Reading, toStored} from '../../../src/domain/kinds.ts';
import {shaOf} from '../../helpers/ledger.ts';
import {tries} from '../../helpers/soak.ts';

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
        expect(fromStored(documents.agentConfig, toStored(documents.agentConfig, oneConfig))).toEqual(oneConfig);
        expect(fromStored(documents.tokenUsage, toStored(documents.tokenUsage, oneUsage))).toEqual(oneUsage);
      }),
      tries(100),
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
    expect(fromStored(documents.limits, toStored(documents.limits, limits))).toEqual(limits);
    expect(
      fromStored(documents.limits, '{"max_tokens":"many","budgets":[{"amount":1,"unit":"eur","per":"day"},7]}'),
    ).toEqual({
      max_cost_usd: null,
      max_tokens: null,
      budgets: [],
      budget_unknown: 'warn',
    });
  });

  test('of a check is read as it was, and is none without an exit code', () => {
    const check = {command: 'npm test', exit_code: 0, duration_ms: 1200, last_lines: ['64 passed']};
    expect(fromStored(documents.check, toStored(documents.check, check))).toEqual(check);
    expect(fromStored(documents.check, '{"exit_code":7,"last_lines":["a",7,null]}')).toEqual({
      command: '',
      exit_code: 7,
      duration_ms: 0,
      last_lines: ['a'],
    });
    expect(fromStored(documents.check, '{"command":"npm test","exit_code":"0"}')).toBeNull();
  });

  test('has no keys that say nothing', () => {
    expect(toStored(documents.tokenUsage, {...UNKNOWN_USAGE, cost: 0})).toBe(
      '{"cost":0,"models":[],"state":"unknown"}',
    );
    expect(toStored(documents.agentConfig, EMPTY_AGENT_CONFIG)).toBe('{"tools":[],"metadata":{}}');
    expect(toStored(documents.notes, [])).toBeNull();
  });

  test('has no keys that are not ours', () => {
    const config = {...EMPTY_AGENT_CONFIG, name: 'a', token: 'secret'};
    expect(toStored(documents.agentConfig, config)).toBe('{"name":"a","tools":[],"metadata":{}}');
  });
});

describe('a document that is read', () => {
  test('may be one of LaForge, with four figures of usage', () => {
    const usage = fromStored(
      documents.tokenUsage,
      '{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"cost":0.5}',
    );
    expect(usage).toEqual({
      ...UNKNOWN_USAGE,
      prompt_tokens: 1,
      completion_tokens: 2,
      total_tokens: 3,
      cost: 0.5,
      state: 'measured',
    });
    expect(fromStored(documents.tokenUsage, '{}')).toEqual(UNKNOWN_USAGE);
  });

  test('may have keys of a later version and values of another type, which are left out', () => {
    expect(
      fromStored(documents.agentConfig, '{"name":5,"model":"m","new":true,"tools":["a",1],"metadata":[]}'),
    ).toEqual({
      ...EMPTY_AGENT_CONFIG,
      model: 'm',
      tools: ['a'],
    });
    expect(fromStored(documents.runInfo, '{"ci":"github","pull_request":{"number":"7"}}')).toMatchObject({
      ci: 'github',
      run_id: null,
      pull_request: null,
    });
    expect(fromStored(documents.changes, `{"own_commits":[{"sha":"${shaOf(1)}"},{"subject":"b"},5]}`)).toEqual({
      own_commits: [{sha: shaOf(1), subject: ''}],
      own_commit_count: 1,
      files_changed: null,
      insertions: null,
      deletions: null,
    });
  });

  test.each(['', 'null', '5', '[]', '{'])('is null where it is %j', (json) => {
    expect(fromStored(documents.agentConfig, json)).toBeNull();
  });
});

describe('a document that is longer than its bounds', () => {
  const cutsOf = (document: unknown, kind: (typeof documents)['agentConfig' | 'changes']) => {
    const reading = new Reading(true);
    return {found: kind.read(document, reading), cuts: reading.cuts};
  };

  test('is read cut, on the boundary of a character, and it is told what was cut', () => {
    const subject = `${'s'.repeat(998)}👩${'s'.repeat(1_000_000)}`;
    const {found, cuts} = cutsOf({...documents.NO_CHANGES, own_commits: [{sha: shaOf(1), subject}]}, documents.changes);
    expect(found).toMatchObject({own_commits: [{subject: `${'s'.repeat(998)}…`}]});
    expect(cuts).toEqual(['own_commits.0.subject (1001000 characters, 998 kept)']);
  });

  test('has fewer entries in its lists', () => {
    const tools = Array.from({length: 10_001}, (_, index) => `tool-${index}`);
    const {found, cuts} = cutsOf({...EMPTY_AGENT_CONFIG, tools}, documents.agentConfig);
    expect(found).toMatchObject({tools: tools.slice(0, 1000)});
    expect(cuts).toEqual(['tools (10001 entries, 1000 kept)']);
  });

  test.each<[string, unknown]>([
    ['deep', JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)],
    ['with a long key', {['k'.repeat(1_000_000)]: 1}],
    ['with many keys', Object.fromEntries(Array.from({length: 200_000}, (_, index) => [`key-${index}`, index]))],
    ['with a long list', {a: Array.from({length: 1_000_000}, () => 1)}],
    ['with a long text', {a: 'x'.repeat(1_000_000), b: 1}],
    ['with numbers that JSON has no word for', {a: Number.NaN, b: [Number.POSITIVE_INFINITY, undefined]}],
  ])('has metadata that fits, of metadata %s', (_, metadata) => {
    const {found} = cutsOf({...EMPTY_AGENT_CONFIG, metadata}, documents.agentConfig);
    const text = JSON.stringify(found);
    expect(text.length).toBeLessThan(260_000);
    expect(cutsOf(JSON.parse(text), documents.agentConfig)).toEqual({found, cuts: []});
  });

  test('of a prompt has 64 KB of UTF-8, and says that it is altered', () => {
    const prompt = {text: '€'.repeat(30_000), sha256: 'a'.repeat(64), bytes: 90_000};
    const reading = new Reading(true);
    const found = documents.prompt.read(prompt, reading);
    expect(found).toEqual({...prompt, text: `${'€'.repeat(21_844)}…`, altered: true});
    expect(reading.cuts).toEqual(['text (90000 bytes, 65533 kept)']);
    expect(documents.prompt.read(found, new Reading(true))).toEqual(found);
    const whole = {...prompt, text: 'x'.repeat(65_536)};
    expect(documents.prompt.read(whole, new Reading(true))).toEqual(whole);
    expect(documents.prompt.read({...prompt, text: null}, new Reading(true))).toEqual({...prompt, text: null});
  });

  test('holds no half of a surrogate pair, which no file could', () => {
    const {found} = cutsOf({...EMPTY_AGENT_CONFIG, name: 'a\ud800b', metadata: {x: '\udc00'}}, documents.agentConfig);
    expect(found).toMatchObject({name: 'a\ufffdb', metadata: {x: '\ufffd'}});
  });
});
