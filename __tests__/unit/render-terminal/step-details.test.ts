import {expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {renderStepDetails} from '../../../src/render/terminal/step-details.ts';
import {plainPaint} from '../../../src/render/terminal/text.ts';
import {aRollback, aSha, aStep, at, aUid, someChanges} from '../../helpers/history-builders.ts';
import {SOME_LIMITS} from '../../helpers/ledger.ts';

const options = {paint: plainPaint, now: new Date(at(5))};

test('shows what is known of a step and leaves out what is not', () => {
  const step = aStep({id: 3, parentStepId: 2, tokenUsage: null});
  const text = renderStepDetails(
    {step, rollbacks: [], contestedBy: [], pins: new Map(), logFile: null, checkLogFile: null},
    options,
  );
  expect(text.split('\n')).toEqual([
    'Step 3: succeeded',
    `  uid         ${aUid(3)}`,
    '  project     acme/widgets',
    '  repository  github.com/acme/widgets',
    '  branch      main',
    '  parent      step 2',
    `  before      ${aSha(2)}`,
    `  after       ${aSha(3)}`,
    '  changes     1 commit, 1 file (+1 -0)',
    '  pushed      pushed',
    `  started     ${at(3)} (2 min ago)`,
    `  ended       ${at(4)}`,
    '  took        1m 00s',
    '  exit code   0',
    '',
    'Commits',
    '  30000000  work of 30000000',
  ]);
});

test('shows agent, tokens, notes and the rollbacks that touched it', () => {
  const step = aStep({
    id: 2,
    active: false,
    agentConfig: {...EMPTY_AGENT_CONFIG, name: 'claude', tools: ['bash', 'edit'], system_prompt: 'x'.repeat(1000)},
    tokenUsage: {...UNKNOWN_USAGE, total_tokens: 1500, cost: 0.5, state: 'partial'},
    notes: ['left a.txt\nuncommitted'],
  });
  const rollbacks = [aRollback({number: 1, reason: 'bad \u001b[1m idea', undoneBy: aUid(3)})];
  const text = renderStepDetails(
    {step, rollbacks, contestedBy: [], pins: new Map(), logFile: '/logs/x.log', checkLogFile: null},
    options,
  );
  expect(text).toContain('Step 2: succeeded (rolled back)');
  expect(text).toContain('  log         /logs/x.log');
  expect(text).toContain('  tools          bash, edit');
  expect(text).toMatch(/system prompt {2}x{399}…\n/);
  expect(text).toContain('  total     1,500\n  cost      $0.5000 USD\n  how sure  at least');
  expect(text).toContain('  - left a.txt uncommitted');
  expect(text).toContain('  - R1 rolled this step back (undone since), 2026-01-01 00:10 by ada: bad ␛[1m idea');
});

test.each([
  ['revert', 'R4 proposes to revert this step, not merged yet'],
  ['undo', 'R4 proposes to make this step active again, not merged yet'],
] as const)('says what a proposed %s would do', (kind, sentence) => {
  const rollbacks = [aRollback({number: 4, kind, isProposed: true})];
  const about = {step: aStep({id: 2}), contestedBy: [], pins: new Map(), logFile: null, checkLogFile: null};
  expect(renderStepDetails({...about, rollbacks}, options)).toContain(`  - ${sentence}, `);
});

test('shows what a step was allowed to use', () => {
  const text = renderStepDetails(
    {
      step: aStep({id: 1, limits: SOME_LIMITS}),
      rollbacks: [],
      contestedBy: [],
      pins: new Map(),
      logFile: null,
      checkLogFile: null,
    },
    options,
  );
  expect(text).toContain('  allowed     2.5 USD, 20 USD per day\n');
});

test('says that a number was contested, and how many commits are not shown', () => {
  const shas = Array.from({length: 30}, (_, index) => aSha(index));
  const step = aStep({id: 1, changes: someChanges(...shas)});
  const text = renderStepDetails(
    {step, rollbacks: [], contestedBy: [aUid(1), aUid(2)], pins: new Map(), logFile: null, checkLogFile: null},
    options,
  );
  expect(text).toContain('  and 10 more');
  expect(text).toContain(`Number 1 was claimed by 2 steps: ${aUid(1)}, ${aUid(2)}. Name them by uid.`);
});

test('shows the check of its work, with the last lines that it printed', () => {
  const check = {command: 'npm test', exit_code: 7, duration_ms: 12_000, last_lines: ['FAIL \u001b[31ma', '  at b']};
  const step = aStep({id: 1, status: 'check_failed', check});
  const details = {
    step,
    rollbacks: [],
    contestedBy: [],
    pins: new Map(),
    logFile: null,
    checkLogFile: '/logs/x.check.log',
  };
  const text = renderStepDetails(details, options);
  expect(text).toContain('  check log   /logs/x.check.log');
  expect(text).toContain(
    'Check\n  command  npm test\n  result   failed with exit code 7\n  took     12s\n    FAIL ␛[31ma\n      at b',
  );
  const passed = renderStepDetails({...details, step: {...step, check: {...check, exit_code: 0}}}, options);
  expect(passed).toContain('  result   passed');
});
