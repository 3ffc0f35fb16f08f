import {describe, expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG, type Setup, type TokenUsage, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {compareSteps} from '../../../src/domain/step-comparison.ts';
import {aSha, aStep} from '../../helpers/history-builders.ts';

const used = (overrides: Partial<TokenUsage>): TokenUsage => ({...UNKNOWN_USAGE, state: 'measured', ...overrides});
const check = (command: string) => ({command, exit_code: 0, duration_ms: 1, last_lines: []});

const NO_SETUP: Setup = {
  script_sha256: null,
  shell: null,
  directory: null,
  instructions: [],
  platform: null,
  image: null,
  image_version: null,
  env: [],
  submodules: [],
};

describe('two steps', () => {
  test('differ by a number and in percent of the first', () => {
    const {figures} = compareSteps(
      aStep({id: 1, durationMs: 1_000, tokenUsage: used({cost: 0.5, total_tokens: 0, turns: 4})}),
      aStep({id: 2, durationMs: 1_500, tokenUsage: used({cost: 0.25, total_tokens: 10, turns: 4})}),
    );
    expect(figures.duration_ms).toEqual({a: 1_000, b: 1_500, abs: 500, pct: 50, favorable: 'a', isExact: true});
    expect(figures.cost_usd).toMatchObject({abs: -0.25, pct: -50, favorable: 'b'});
    expect(figures.total_tokens).toMatchObject({abs: 10, pct: null, favorable: 'a'});
    expect(figures.turns).toMatchObject({abs: 0, favorable: null});
  });

  test('are not told which was better where a figure is unknown, estimated or a lower bound', () => {
    const exact = aStep({id: 1, tokenUsage: used({cost: 2, total_tokens: 100})});
    const others = [
      used({cost: 1, cost_estimated: true, total_tokens: 50}),
      used({cost: 1, total_tokens: 50, state: 'partial'}),
      null,
    ].map((tokenUsage) => compareSteps(exact, aStep({id: 2, tokenUsage})).figures);
    expect(others.map(({cost_usd}) => [cost_usd.abs, cost_usd.favorable])).toEqual([
      [-1, null],
      [-1, null],
      [null, null],
    ]);
    expect(others.map(({total_tokens}) => total_tokens.favorable)).toEqual(['b', null, null]);
  });

  test('tell what makes them hard to compare', () => {
    const begun = (sha: string, command: string | null) =>
      aStep({id: 1, commitShaBefore: aSha(sha), check: command === null ? null : check(command)});
    expect(compareSteps(begun('a', 'npm test'), begun('a', 'npm test'))).toMatchObject({
      sameBefore: true,
      sameCheck: true,
      reasons: [],
    });
    expect(compareSteps(begun('a', 'npm test'), begun('b', 'make')).reasons).toEqual([
      'they began from different states of the files',
      'their checks differ',
    ]);
    const asked = (digit: string) => ({
      ...begun('a', 'npm test'),
      prompt: {text: null, sha256: digit.repeat(64), bytes: 1},
    });
    expect(compareSteps(asked('1'), asked('1'))).toMatchObject({samePrompt: true, reasons: []});
    expect(compareSteps(asked('1'), asked('2'))).toMatchObject({
      samePrompt: false,
      reasons: ['they were asked different things'],
    });
    const instructed = (...instructions: Setup['instructions']) => ({
      ...begun('a', 'npm test'),
      setup: {...NO_SETUP, instructions},
    });
    const [claude, agents] = ['CLAUDE.md', 'AGENTS.md'].map((path) => ({path, sha256: 'a'.repeat(64)}));
    if (claude === undefined || agents === undefined) throw new Error('never');
    expect(compareSteps(instructed(claude), instructed(claude)).reasons).toEqual([]);
    expect(compareSteps(instructed(claude), instructed(agents, {...claude, sha256: 'b'.repeat(64)})).reasons).toEqual([
      'their instruction files differ: CLAUDE.md, AGENTS.md',
    ]);
    expect(compareSteps(begun('a', null), begun('a', null)).reasons).toEqual([
      'no check told whether the work is right',
    ]);
  });

  test('have every setting that differs, by its path', () => {
    const config = (model: string, seed: number) => ({
      ...EMPTY_AGENT_CONFIG,
      model,
      tools: ['a'],
      metadata: {run: {seed}, same: true},
    });
    const compared = compareSteps(
      aStep({id: 1, agentConfig: config('x', 1)}),
      aStep({id: 2, agentConfig: config('y', 2)}),
    );
    expect(compared.config).toEqual([
      {path: 'model', a: 'x', b: 'y'},
      {path: 'metadata.run.seed', a: 1, b: 2},
    ]);
  });
});
