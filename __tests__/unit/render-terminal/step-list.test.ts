import {expect, test} from '@jest/globals';
import {type Changes, EMPTY_AGENT_CONFIG, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {addTotals, totalsOf} from '../../../src/domain/usage-totals.ts';
import {agentInWords, renderStepList, type StepList} from '../../../src/render/terminal/step-list.ts';
import {createPaint, plainPaint} from '../../../src/render/terminal/text.ts';
import {aRollback, aSha, aStep, at, aUid, someChanges} from '../../helpers/history-builders.ts';
import {aUsage} from '../../helpers/usages.ts';

const options = {width: Number.POSITIVE_INFINITY, paint: plainPaint, now: new Date(at(90))};

function aList(overrides: Partial<StepList>): StepList {
  const steps = overrides.steps ?? [];
  return {
    projectId: 'acme/widgets',
    where: '/home/ada/.laforge/projects/acme/widgets/steps.db',
    steps,
    rollbacks: [],
    counts: {all: steps.length, active: steps.filter(({active}) => active).length},
    older: 0,
    totals: [],
    ...overrides,
  };
}

test('lists steps newest first under a line about their project', () => {
  const steps = [
    aStep({
      id: 3,
      agentConfig: {...EMPTY_AGENT_CONFIG, name: 'claude', model: 'opus'},
      tokenUsage: {...UNKNOWN_USAGE, total_tokens: 17_500, cost: 0.02, state: 'measured'},
    }),
    aStep({id: 2, status: 'failed', exitCode: 2, durationMs: 1200, changes: null}),
  ];
  expect(renderStepList(aList({steps}), options).split('\n')).toEqual([
    'acme/widgets: 2 steps in /home/ada/.laforge/projects/acme/widgets/steps.db',
    '',
    'STEP  STATUS     BRANCH  AGENT        CHANGES           TOOK  TOKENS     COST  STARTED',
    '   3  succeeded  main    claude opus  1 commit +1 -0  1m 00s   17.5k  $0.0200  1 h ago',
    '   2  failed     main                                   1.2s                   1 h ago',
  ]);
});

test('fits a terminal of 40 columns with what matters most, and names the columns that it leaves out', () => {
  const step = aStep({
    ...{id: 1234, status: 'interrupted', branch: 'agents/a-long-name', active: false},
    agentConfig: {...EMPTY_AGENT_CONFIG, name: 'claude', model: 'opus', command: 'claude -p "a long command line"'},
    tokenUsage: {...UNKNOWN_USAGE, total_tokens: 17_500, prompt_tokens: 17_000, cost: 0.02, state: 'measured'},
    changes: someChanges(aSha(9)),
  });
  for (const width of [40, 60, 80, 120]) {
    const lines = renderStepList(aList({steps: [step]}), {...options, width}).split('\n');
    const [head = '', row = '', ...note] = lines.slice(2);
    for (const line of [head, row, ...note]) expect(line.length).toBeLessThanOrEqual(width);
    const named = note
      .join(' ')
      .replace(/^ Too narrow for |:.*/g, '')
      .split(', ');
    const all = ['STEP', 'STATUS', 'BRANCH', 'AGENT', 'CHANGES', 'TOOK', 'TOKENS', 'IN', 'COST', 'STARTED'];
    for (const title of all) expect(head.includes(title) !== named.includes(title)).toBe(true);
  }
});

test('tells how many files a step left uncommitted, beside its commits or alone', () => {
  const some = someChanges(aSha(9));
  const none = {...some, own_commits: [], own_commit_count: 0, files_changed: 0, insertions: 0, deletions: 0};
  const changesOf = (changes: Changes) =>
    renderStepList(aList({steps: [aStep({id: 1, changes})]}), options).match(/ main {2,}(\S.*?) {2}/)?.[1];
  expect(changesOf({...some, files_uncommitted: 1})).toBe('1 commit +1 -0, 1 uncommitted');
  expect(changesOf({...none, files_uncommitted: 2})).toBe('2 uncommitted');
  expect(changesOf(none)).toBe('none');
});

test.each([
  ['pinned', '1 commit +1 -0, pinned only'],
  ['bundled', '1 commit +1 -0, bundled only'],
  ['pushed', '1 commit +1 -0'],
  ['none', '1 commit +1 -0'],
] as const)('tells of work that is %s where it is, unless that is its branch', (pushed, cell) => {
  const list = renderStepList(aList({steps: [aStep({id: 1, changes: someChanges(aSha(9)), pushed})]}), options);
  expect(list.match(/ main {2,}(\S.*?) {2}/)?.[1]).toBe(cell);
});

test('tells tokens by class, the share from the cache, estimates, and what all of it comes to', () => {
  const tokenUsage = aUsage([1071, 13_518, 2723, 201], {cost: 0.0205, cost_estimated: true, state: 'partial'});
  const steps = [aStep({id: 1, tokenUsage})];
  const usage = totalsOf(steps);
  const totals = [
    {name: 'main', usage},
    {name: 'in all', usage: addTotals(usage, totalsOf([aStep({id: 2, tokenUsage: aUsage([5, 0, 0, 5], {cost: 1})})]))},
  ];
  const lines = renderStepList(aList({steps, totals}), options).split('\n');
  expect(lines[2]).toMatch(/ TOKENS {5}IN {2}CACHED {2}OUT {7}COST /);
  expect(lines[3]).toMatch(/ 17\.5k\+ {2}17\.3k {5}78% {2}201 {2}≈\$0\.0205\+ /);
  expect(lines.slice(4)).toEqual([
    '',
    'main    at least 17.5k tokens (17.3k in, 78% of it from cache; 201 out), at least ≈$0.0205; 1 step counted in part',
    'in all  at least 17.5k tokens (17.3k in, 78% of it from cache; 206 out), at least $1.02, ≈$0.0205 of it estimated; 1 step counted in part',
  ]);
});

test('dims a rolled-back step and names the rollback in force', () => {
  const steps = [aStep({id: 2, active: false}), aStep({id: 1})];
  const undone = aRollback({uid: aUid(99), number: 1, undoneBy: aUid(101)});
  const list = aList({steps, rollbacks: [aRollback({number: 2}), undone]});
  const paint = createPaint({isTTY: true}, {});
  const lines = renderStepList(list, {...options, paint}).split('\n');
  expect(lines[0]).toContain('2 steps, 1 rolled back');
  expect(lines[3]?.startsWith('\u001b[2m   2  succeeded  R2 ')).toBe(true);
  expect(lines[3]?.endsWith('\u001b[22m')).toBe(true);
  expect(lines[4]).not.toContain('\u001b[2m');
});

test('counts rolled-back steps and replays apart, whichever steps are shown', () => {
  const rollbacks = [aRollback({number: 2, stepUids: [aUid(2)]})];
  const head = (overrides: Partial<StepList>) =>
    renderStepList(aList({steps: [aStep({id: 9})], ...overrides}), options);
  expect(head({counts: {all: 14, active: 5}})).toContain('14 steps, 9 replays in ');
  expect(head({counts: {all: 14, active: 5}, rollbacks})).toContain('14 steps, 1 rolled back, 8 replays in ');
});

test('says how many older steps there are', () => {
  expect(renderStepList(aList({steps: [aStep({id: 9})], older: 8}), options)).toContain('8 older: --limit all');
});

test('hostile text keeps to its cell', () => {
  const steps = [aStep({id: 1, branch: 'x\u001b[2J\ny', status: 'odd\u202e'})];
  const lines = renderStepList(aList({steps, projectId: 'p\u0007'}), options).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^p␇: 1 step/);
  expect(lines[3]).toContain('odd�');
  expect(lines[3]).toContain('x␛[2J y');
});

test('an agent is its name and model, else the program of its command', () => {
  const config = {...EMPTY_AGENT_CONFIG, command: '/usr/bin/claude -p "fix it"'};
  expect(agentInWords(aStep({id: 1, agentConfig: config}))).toBe('claude');
  expect(agentInWords(aStep({id: 1, agentConfig: {...config, name: 'a', model: 'b'}}))).toBe('a b');
  expect(agentInWords(aStep({id: 1}))).toBe('');
});
