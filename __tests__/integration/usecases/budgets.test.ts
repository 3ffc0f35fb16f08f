import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import type {Spent} from '../../../src/domain/budget.ts';
import {type Budget, type Limits, type TokenUsage, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {StoreError} from '../../../src/domain/errors.ts';
import type {UsageFollower} from '../../../src/domain/ports/agent.ts';
import type {Ledger} from '../../../src/domain/ports/ledger.ts';
import type {Store} from '../../../src/domain/ports/store.ts';
import type {StartTime} from '../../../src/domain/ports/system.ts';
import {NO_RECORDS} from '../../../src/domain/records.ts';
import type {StepDraft} from '../../../src/domain/step.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {createFragmentHistory} from '../../../src/stores/ledger-history.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aDeactivation, aDraft, anOutcome, uidOf} from '../../helpers/ledger.ts';
import {ledgerStore, runScriptAsStep, type StepOptions} from '../../helpers/recorded-step.ts';

const sandbox = gitSandbox();
const NOON = '2026-03-05T12:00:00.000Z';
const noon = {now: () => new Date(NOON)};
const RAN = 'echo ran > ran.txt';

const perDay = (amount: number): Budget => ({amount, unit: 'usd', per: 'day'});
const limits = (changes: Partial<Limits>): Limits => ({
  ...{max_cost_usd: null, max_tokens: null, budgets: [], budget_unknown: 'warn'},
  ...changes,
});
const used = (cost: number | null, changes: Partial<TokenUsage> = {}): TokenUsage => ({
  ...{...UNKNOWN_USAGE, cost, total_tokens: cost === null ? null : cost * 1000},
  ...{state: cost === null ? 'unknown' : 'measured'},
  ...changes,
});

/** Earlier steps of the project, in its ledger. */
function write(earlier: (ledger: Ledger) => void): void {
  const ledger = openLedger(join(sandbox.folder(), 'steps.db'), {clock: systemClock});
  earlier(ledger);
  ledger.close();
}

function change(sql: string): void {
  const db = openDatabase(join(sandbox.folder(), 'steps.db'));
  db.exec(sql);
  db.close();
}

/** One that began then and cost so much; null is not known. */
function finished(n: number, cost: number | null, changes: {startTime?: string; status?: string; usage?: object} = {}) {
  const {startTime = '2026-03-05T08:00:00.000Z', status = 'succeeded', usage} = changes;
  return (ledger: Ledger) => {
    ledger.createStep(aDraft(n, {startTime}));
    ledger.updateStep(uidOf(n), anOutcome({status, tokenUsage: used(cost, usage)}));
  };
}

function running(n: number, own: Limits | null) {
  return (ledger: Ledger) => void ledger.createStep(aDraft(n, {startTime: '2026-03-05T09:00:00.000Z', limits: own}));
}

const costs = (cost: number | null) => async () => ({usage: used(cost), config: {}});

/** Records a step under these limits at noon of that day. */
async function step(own: Limits, script = RAN, {deps = {}, request = {}, ...options}: StepOptions = {}) {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  const recorded = await runScriptAsStep(sandbox, work, script, {
    ...options,
    deps: {clock: noon, readUsage: costs(0.01), ...deps},
    request: {limits: own, ...request},
  });
  return {...recorded, work, remote, hasRun: existsSync(join(work, 'ran.txt'))};
}

describe('a chain that has used up its budget', () => {
  test('has the next step refused: on record, with the reason, and its agent not started', async () => {
    write((ledger) => [finished(1, 4)(ledger), finished(2, 1.5, {status: 'failed'})(ledger)]);
    const {stored, failure, hasRun, publication} = await step(limits({budgets: [perDay(5)]}));
    const reason =
      'nothing is left of the budget of 5 USD per day (5.5 USD used by 2 steps); raise it in the input "budget", or wait for the next day (UTC).';
    expect(failure).toBe(`Step 3 was refused: ${reason} (LF061)`);
    expect(stored).toMatchObject({
      ...{id: 3, status: 'refused', exitCode: null, tokenUsage: null, pushed: 'unchanged', active: true},
      ...{startTime: NOON, endTime: NOON, durationMs: 0, commitShaAfter: stored.commitShaBefore},
      ...{limits: limits({budgets: [perDay(5)]}), notes: [`The agent was not started: ${reason}`]},
    });
    expect([hasRun, publication.kind]).toEqual([false, 'published']);
  });

  test('is not made good by continue-on-agent-error, nor by a rollback, for the money is spent', async () => {
    write((ledger) => {
      finished(1, 5)(ledger);
      ledger.addRollback(aDeactivation(90, [uidOf(1)], {createdAt: NOON}));
    });
    const {stored, failure} = await step(limits({budgets: [perDay(5)]}), RAN, {request: {continueOnAgentError: true}});
    expect([stored.status, failure]).toEqual(['refused', expect.stringContaining('was refused')]);
  });

  test('is free again the next day, by the clock in UTC', async () => {
    write((ledger) => [
      finished(1, 50, {startTime: '2026-03-04T23:59:59.999Z'})(ledger),
      finished(2, 1, {startTime: '2026-03-05T00:00:00.000Z'})(ledger),
    ]);
    const {stored, hasRun} = await step(limits({budgets: [perDay(5)]}));
    expect([stored.status, hasRun, stored.notes]).toEqual(['succeeded', true, []]);
  });

  test('counts a branch, a pull request and tokens by themselves', async () => {
    write((ledger) => [finished(1, 3)(ledger), finished(2, 3)(ledger)]);
    const budgets: readonly Budget[] = [
      {amount: 5, unit: 'usd', per: 'branch'},
      {amount: 5, unit: 'usd', per: 'pull_request'},
      {amount: 6000, unit: 'tokens', per: 'project'},
    ];
    // The earlier ones are of another repository, and of no pull request.
    const {failure} = await step(limits({budgets}), RAN, {
      request: {run: {...NO_RUN, pull_request: PULL_REQUEST}},
    });
    expect(failure).toContain(
      'nothing is left of the budget of 6,000 tokens per project (6,000 tokens used by 2 steps)',
    );
  });
});

const PULL_REQUEST = {
  ...{number: 7, head_ref: null, head_sha: null, head_repository: null, base_ref: null, merge_sha: null},
};

const NO_RUN = {
  ...{ci: 'local', workflow: null, run_id: null, attempt: null, job: null, job_backend_id: null, actor: null},
  ...{event: null, url: null, pull_request: null},
};

describe('steps that are still running', () => {
  test('count with the limits they began with', async () => {
    write((ledger) => [finished(1, 2)(ledger), running(2, limits({max_cost_usd: 3}))(ledger)]);
    const {failure} = await step(limits({budgets: [perDay(5)]}));
    expect(failure).toContain('of 5 USD per day (2 USD used by 1 step, 3 USD reserved by 1 running step)');
  });

  test('and have none make a warning, which is in the record', async () => {
    write((ledger) => [running(1, null)(ledger), running(2, limits({max_tokens: 5}))(ledger)]);
    const {stored, warnings, hasRun} = await step(limits({budgets: [perDay(5)]}));
    const sentence = 'The budget of 5 USD per day may be exceeded unnoticed: 2 running steps have no max-cost-usd.';
    expect([stored.notes, warnings, hasRun]).toEqual([[sentence], [sentence], true]);
  });

  test('of a store that may not show them are warned of, once', async () => {
    const store: Store = {...ledgerStore(join(sandbox.folder(), 'steps.db')), name: 'cache'};
    const {warnings} = await step(limits({budgets: [perDay(5), {...perDay(9), per: 'project'}]}), RAN, {deps: {store}});
    expect(warnings).toEqual([
      'Steps that run elsewhere at the same time may not be seen in the store cache: together they may pass a budget.',
    ]);
  });
});

describe('what is not known', () => {
  const earlier = (ledger: Ledger) => {
    finished(1, 2)(ledger);
    finished(2, null)(ledger);
    finished(3, null, {status: 'interrupted'})(ledger);
    finished(4, null, {status: 'refused'})(ledger);
    finished(5, 1, {usage: {state: 'partial', reason: 'it was cut off'}})(ledger);
  };
  const why = 'what 2 of 4 steps used is not known, and what 1 step used is known in part only';

  test('is a warning, and a note in the record', async () => {
    write(earlier);
    const {stored, warnings, hasRun} = await step(limits({budgets: [perDay(5)]}));
    const sentence = `The budget of 5 USD per day may be exceeded unnoticed: ${why}.`;
    expect([stored.notes, warnings, hasRun]).toEqual([[sentence], [sentence], true]);
  });

  test('is a refusal with budget-unknown: stop', async () => {
    write(earlier);
    const {stored, failure, hasRun} = await step(limits({budgets: [perDay(5)], budget_unknown: 'stop'}));
    expect(failure).toBe(
      `Step 6 was refused: the budget of 5 USD per day cannot hold, since ${why}; budget-unknown: warn runs the agent all the same. (LF061)`,
    );
    expect([stored.status, hasRun]).toEqual(['refused', false]);
  });

  test('in part only is counted with what is known, also then', async () => {
    write(finished(1, 1, {usage: {state: 'partial'}}));
    const {stored} = await step(limits({budgets: [perDay(5)], budget_unknown: 'stop'}));
    expect(stored).toMatchObject({
      status: 'succeeded',
      notes: ['The budget of 5 USD per day may be exceeded unnoticed: what 1 step used is known in part only.'],
    });
  });

  test.each(['branch', 'pull_request'] as const)(
    'since a record cannot be read is said per %s, and what the record says now does not count',
    async (per) => {
      const run = {...NO_RUN, pull_request: PULL_REQUEST};
      write((ledger) => {
        for (const [n, repository, cost] of [
          [1, null, 3],
          [2, 'github.com/octo/other', 9],
        ] as const) {
          ledger.createStep(aDraft(n, {repository, run, startTime: '2026-03-05T08:00:00.000Z'}));
          ledger.updateStep(uidOf(n), anOutcome({tokenUsage: used(cost)}));
        }
      });
      change("UPDATE steps SET token_usage_json = json_set(token_usage_json, '$.cost', 0.25) WHERE id = 1");
      const budgets = [{amount: 1, unit: 'usd', per}] as const;
      const {stored, failure} = await step(limits({budgets, budget_unknown: 'stop'}), RAN, {request: {run}});
      const name = `budget of 1 USD per ${per.replace('_', ' ')}`;
      const why =
        'step 1 cannot be read (laforge verify says why, and laforge merge of an earlier copy mends what was damaged)';
      expect(failure).toContain(`the ${name} cannot hold, since ${why};`);
      expect([stored.repository, stored.notes.at(-1)]).toEqual([
        null,
        `The ${name} may be exceeded unnoticed: ${why}.`,
      ]);
    },
  );

  test('since a record was set aside is said', async () => {
    write((ledger) => ledger.merge({...NO_RECORDS, setAside: [{text: '{}', reason: 'format: is of a later version'}]}));
    const {stored, hasRun} = await step(limits({budgets: [perDay(5)]}));
    expect([stored.notes, hasRun]).toEqual([
      [
        'The budget of 5 USD per day may be exceeded unnoticed: a record without a uid cannot be read (laforge verify says why, and laforge merge of an earlier copy mends what was damaged).',
      ],
      true,
    ]);
  });

  const YESTERDAYS = '019cbb2e-0000-7000-8000-000000000001';
  const OF_OTHER = '019cbbd3-0000-7000-8000-000000000002';
  test.each([
    ['day', `the record ${OF_OTHER}`],
    ['branch', `the record ${YESTERDAYS}`],
    ['project', `the record ${YESTERDAYS}, the record ${OF_OTHER}`],
  ] as const)(
    'since records were set aside is said per %s of those that may count, and of no step on record all the same',
    async (per, names) => {
      const texts = [
        JSON.stringify({draft: {uid: YESTERDAYS, branch: 'main'}}),
        JSON.stringify({draft: {uid: OF_OTHER, branch: 'other'}}),
        JSON.stringify({draft: {uid: uidOf(1), branch: 'main'}}),
      ];
      write((ledger) => {
        finished(1, 1)(ledger);
        ledger.merge({...NO_RECORDS, setAside: texts.map((text) => ({text, reason: 'format: is of a later version'}))});
      });
      const {failure} = await step(limits({budgets: [{amount: 5, unit: 'usd', per}], budget_unknown: 'stop'}));
      expect(failure).toContain(`since ${names} cannot be read (laforge verify says why`);
    },
  );

  test('does not hide that a budget is used up', async () => {
    write((ledger) => [finished(1, 9)(ledger), finished(2, null)(ledger)]);
    const {failure} = await step(limits({budgets: [perDay(5)], budget_unknown: 'stop'}));
    expect(failure).toContain('nothing is left of the budget of 5 USD per day (9 USD used by 2 steps)');
  });

  test.each([
    ['warn', 'succeeded'],
    ['stop', 'refused'],
  ] as const)('because the history could not be read: %s', async (mode, status) => {
    const open = async () =>
      createFragmentHistory({
        condition: {kind: 'unreadable', reason: 'the service is down.'},
        file: join(sandbox.folder(), 'record.json'),
        publish: async () => ({kind: 'fragment', where: 'here', reason: 'down'}),
      });
    const {stored} = await step(limits({budgets: [perDay(5)], budget_unknown: mode}), RAN, {
      deps: {store: {name: 'git', open}},
    });
    expect([stored.status, stored.notes[0]]).toEqual([
      status,
      expect.stringContaining('the history could not be read'),
    ]);
  });

  test.each([
    ['does not come', () => new Promise<never>(() => {}), 'the history could not be read in time'],
    [
      'is refused',
      () => Promise.reject(new StoreError('damaged', 'The record of step 3 is damaged.')),
      'the history could not be read (The record of step 3 is damaged)',
    ],
  ])('because what is asked of the history %s', async (_what, sumUsage, why) => {
    const store = ledgerStore(join(sandbox.folder(), 'steps.db'));
    const open = async () => ({...(await store.open()), sumUsage});
    const startTime: StartTime = {leftMs: (wait) => (wait === 'record' ? 0 : 60_000), count: (work) => work()};
    const deps = {store: {...store, open}, startTime};
    const {stored} = await step(limits({budgets: [perDay(5)]}), RAN, {deps});
    expect([stored.status, stored.notes]).toEqual([
      'succeeded',
      [`The budget of 5 USD per day may be exceeded unnoticed: ${why}.`],
    ]);
  });

  test('because others do not see this step yet', async () => {
    const store = ledgerStore(join(sandbox.folder(), 'steps.db'));
    const open = async () => {
      const history = await store.open();
      return {...history, startStep: async (draft: StepDraft) => ({...(await history.startStep(draft)), id: null})};
    };
    const {stored} = await step(limits({budgets: [perDay(5)]}), RAN, {deps: {store: {...store, open}}});
    expect(stored.notes).toEqual([
      'The budget of 5 USD per day may be exceeded unnoticed: this step could not be put on record in time, for others to count it.',
    ]);
  });

  test("because a fork's run has no history", async () => {
    const own = limits({budgets: [perDay(5)], budget_unknown: 'stop'});
    const {failure} = await step(own, RAN, {request: {hasHistory: false}});
    expect(failure).toContain('of 5 USD per day cannot hold, since this run has no history to count in;');
  });

  test.each([
    ['warn', 'succeeded', ['max-cost-usd may be exceeded unnoticed: nothing reads what this agent uses.']],
    [
      'stop',
      'refused',
      [
        'The agent was not started: max-cost-usd cannot hold, since nothing reads what this agent uses; budget-unknown: warn runs the agent all the same.',
        'max-cost-usd may be exceeded unnoticed: nothing reads what this agent uses.',
      ],
    ],
  ] as const)('because nothing reads it: %s', async (mode, status, notes) => {
    const own = limits({max_cost_usd: 1, budget_unknown: mode});
    const {stored} = await step(own, RAN, {deps: {isUsageRead: false}});
    expect([stored.status, stored.notes]).toEqual([status, notes]);
  });

  test('of a step that has ended is said of its own limits, and of the budgets that are about it', async () => {
    const budgets = [perDay(5), {...perDay(3), per: 'pull_request'} as const, {...perDay(9), per: 'branch'} as const];
    const own = limits({max_cost_usd: 1, max_tokens: 10, budgets});
    const {stored, failure} = await step(own, RAN, {deps: {readUsage: costs(null)}});
    expect([stored.status, failure, stored.notes]).toEqual([
      'succeeded',
      null,
      [
        'What the agent cost is not known, so max-cost-usd could not hold, and the budget of 5 USD per day cannot count it, and the budget of 9 USD per branch cannot count it.',
        'What the agent used of tokens is not known, so max-tokens could not hold.',
      ],
    ]);
  });

  test('of any step where nothing is read is said of its budgets too', async () => {
    const own = limits({budgets: [perDay(5)], budget_unknown: 'stop'});
    const {failure} = await step(own, RAN, {deps: {isUsageRead: false}});
    expect(failure).toContain('the budget of 5 USD per day cannot hold, since nothing reads what this agent uses;');
  });
});

describe('a step that passes its limit', () => {
  /** Tells of what was used as soon as the agent has committed: an end in the midst of that leaves a lock of git. */
  const spends =
    (spent: Spent): UsageFollower['until'] =>
    async (enough, ended) => {
      while (!ended.aborted && !existsSync(join(sandbox.folder(), 'work/.git/ran'))) await new Promise(setImmediate);
      return enough(spent) ? spent : null;
    };
  const ENDLESS = `${RAN}; git add .; git commit -qm ran; touch .git/ran; sleep 300; echo never`;

  test('is ended, its work pinned, and the workflow step fails', async () => {
    const deps = {watchSpending: spends({costUsd: 2.04, tokens: 5}), readUsage: costs(2.1)};
    const {stored, failure, output, remote, uid} = await step(limits({max_cost_usd: 2}), ENDLESS, {deps});
    expect(failure).toBe('The agent of step 1 was ended: it had used 2.04 USD, and max-cost-usd allows 2 USD.');
    expect(stored).toMatchObject({
      ...{status: 'over_budget', exitCode: 143, pushed: 'pinned', changes: {files_changed: 1}},
      ...{tokenUsage: {cost: 2.1}, limits: {max_cost_usd: 2}},
      notes: [
        'The agent was ended: it had used 2.04 USD, and max-cost-usd allows 2 USD.',
        expect.stringContaining('It is kept: git fetch origin '),
      ],
    });
    expect(output).not.toContain('never');
    expect(await sandbox.sha(remote, `refs/laforge/pins/default/step-${uid}`)).toBe(stored.commitShaAfter);
  });

  test('has its work pushed where continue-on-agent-error says so', async () => {
    const deps = {watchSpending: spends({costUsd: null, tokens: 101}), readUsage: costs(1)};
    const {stored, failure} = await step(limits({max_tokens: 100}), ENDLESS, {
      deps,
      request: {continueOnAgentError: true},
    });
    expect([stored.status, stored.pushed, failure]).toEqual(['over_budget', 'pushed', null]);
  });

  test('may use no more than is left of a budget, whatever its own limit', async () => {
    write(finished(1, 4.5));
    const deps = {watchSpending: spends({costUsd: 0.6, tokens: null}), readUsage: costs(0.6)};
    const {failure} = await step(limits({max_cost_usd: 2, budgets: [perDay(5)]}), ENDLESS, {deps});
    expect(failure).toBe('The agent of step 2 was ended: it had used 0.6 USD, and 0.5 USD were left of 5 USD per day.');
  });

  test('unseen, and ends by itself, keeps what it is, with a note', async () => {
    const {stored, failure} = await step(limits({max_cost_usd: 2}), RAN, {deps: {readUsage: costs(2.5)}});
    expect(failure).toBeNull();
    expect(stored).toMatchObject({
      ...{status: 'succeeded', pushed: 'pushed'},
      notes: ['The agent used 2.5 USD, and max-cost-usd allows 2 USD: that was seen only when it had ended.'],
    });
  });

  test('unseen, and passes what is left of a budget, says so of the budget', async () => {
    write(finished(1, 4.5));
    const own = limits({max_cost_usd: 2, budgets: [perDay(5)]});
    const {stored, failure, warnings} = await step(own, RAN, {deps: {readUsage: costs(0.6)}});
    const sentence =
      'The agent used 0.6 USD, and 0.5 USD were left of the budget of 5 USD per day: that was seen only when it had ended.';
    expect([stored.status, failure, stored.notes]).toEqual(['succeeded', null, [sentence]]);
    expect(warnings).toContain(sentence);
  });

  test('and tells nothing while it runs is said to be checked at its end only', async () => {
    const silent: UsageFollower['until'] = async (enough, ended) => {
      for (let looks = 0; looks < 5; looks++) enough({costUsd: null, tokens: null});
      await new Promise<void>((resolve) =>
        ended.aborted ? resolve() : ended.addEventListener('abort', () => resolve()),
      );
      return null;
    };
    const deps = {watchSpending: silent, readUsage: costs(1)};
    const {stored} = await step(limits({max_cost_usd: 2}), RAN, {deps});
    expect(stored.notes).toEqual([
      'Nothing reported usage while the agent ran, so max-cost-usd and max-tokens could be checked only at its end.',
    ]);
  });
});

test('a step without limits is not watched, and its history not asked', async () => {
  const watchSpending: UsageFollower['until'] = () => Promise.reject(new Error('It was watched.'));
  write(finished(1, 99));
  const work = await sandbox.createRepository({name: 'work'});
  await sandbox.createBareRemote({from: work});
  const {stored, warnings} = await runScriptAsStep(sandbox, work, RAN, {deps: {watchSpending}});
  expect([stored.status, stored.limits, warnings]).toEqual(['succeeded', null, []]);
});
