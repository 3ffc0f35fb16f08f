import {copyFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import type {Ledger} from '../../../src/domain/ports/ledger.ts';
import type {StepStatus} from '../../../src/domain/step.ts';
import {createUsageReport} from '../../../src/domain/usage-report.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {readDifference} from '../../../src/ledger/merge-files.ts';
import {aDraft, anOutcome, aRollback, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {tries} from '../../helpers/soak.ts';
import {aUsage} from '../../helpers/usages.ts';

const place = ledgerFolder();

const BRANCHES = ['main', 'topic', null];
const STATUSES: readonly StepStatus[] = ['succeeded', 'failed', 'refused', 'interrupted'];

interface Event {
  readonly what: 'begin' | 'end' | 'merge' | 'roll back';
  readonly n: number;
  readonly branch: number;
  readonly status: number;
  readonly tokens: number;
}

const event: fc.Arbitrary<Event> = fc.record({
  what: fc.constantFrom('begin', 'end', 'merge', 'roll back'),
  n: fc.nat(11),
  branch: fc.nat(2),
  status: fc.nat(3),
  tokens: fc.nat(1000),
});

/** Does what an event says, in the ledger or in one of a parallel run that is merged into it. */
function apply(ledger: Ledger, parallel: Ledger, {what, n, branch, status, tokens}: Event): void {
  const uid = uidOf(n + 1);
  // A fraction that can be added up without an error.
  const tokenUsage = tokens % 3 === 0 ? null : aUsage([tokens, 0, 0, 1], {cost: tokens % 2 === 0 ? null : tokens / 8});
  const draft = aDraft(n + 1, {branch: BRANCHES[branch] ?? null, startTime: `2026-01-0${1 + (n % 4)}T08:00:00.000Z`});
  const outcome = anOutcome({
    branch: BRANCHES[(branch + n) % 3] ?? null,
    status: STATUSES[status] ?? 'failed',
    tokenUsage,
  });
  const to = n % 2 === 0 ? ledger : parallel;
  const isThere = to.getStep({kind: 'uid', prefix: uid}).kind === 'found';
  if (what === 'begin') to.createStep(draft);
  else if (what === 'end' && isThere) to.updateStep(uid, outcome);
  else if (what === 'merge') ledger.merge(parallel.records());
  else if (what === 'roll back' && ledger.getStep({kind: 'uid', prefix: uid}).kind === 'found')
    ledger.addRollback(aRollback(100 + n, [uid]));
}

function plainReport(ledger: Ledger, filter = {}) {
  const report = createUsageReport();
  report.add(ledger.listSteps(filter));
  return report.report();
}

function expectTrue(ledger: Ledger): void {
  for (const filter of [
    {},
    {branch: 'main'},
    {startedSince: '2026-01-03T00:00:00.000Z'},
    {startedSince: '2026-01-03T09:00:00.000Z'},
  ]) {
    expect(ledger.reportUsage(filter)).toEqual(plainReport(ledger, filter));
    expect(ledger.sumUsage(filter)).toEqual(plainReport(ledger, filter).total);
  }
  for (const filter of [
    {},
    {branch: 'topic'},
    {active: true},
    {active: false, branch: 'main'},
    {active: true, branch: 'main'},
  ])
    expect(ledger.countSteps(filter)).toBe(ledger.listSteps(filter).length);
}

describe('the totals that stand beside the steps', () => {
  test('are the plain sums, whatever is recorded, merged and rolled back in whatever order', () => {
    let round = 0;
    const property = fc.property(fc.array(event, {maxLength: 30}), (events) => {
      round++;
      const ledger = place.ledger(`ledger-${round}.db`);
      const parallel = place.ledger(`parallel-${round}.db`);
      for (const one of events) apply(ledger, parallel, one);
      expectTrue(ledger);
      expect(verifyLedger(ledger.path)).toEqual([]);
      ledger.close();
      parallel.close();
    });
    fc.assert(property, tries(12));
  });

  test('are checked by verify', () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1));
    ledger.updateStep(uidOf(1), anOutcome({tokenUsage: aUsage([10, 0, 0, 1])}));
    ledger.close();
    change(`UPDATE usage_totals SET total_tokens = 7 WHERE dimension = 'agent'`);
    expect(verifyLedger(place.file())).toEqual([
      'the totals of agent 2026-01-01 "main" "claude" are not those of its steps',
    ]);
    change('DELETE FROM usage_totals');
    expect(verifyLedger(place.file())).toEqual(['totals of some steps are missing']);
  });

  test('are made anew by the merge of a good copy, as a damaged file is repaired', () => {
    const ledger = place.ledger();
    for (const n of [1, 2]) {
      ledger.createStep(aDraft(n));
      ledger.updateStep(uidOf(n), anOutcome({tokenUsage: aUsage([n * 10, 0, 0, 1])}));
    }
    const records = ledger.records();
    ledger.close();
    copyFileSync(place.file(), place.file('good.db'));
    expect(readDifference(place.file('good.db'), place.file())).toMatchObject({steps: []});
    change(`UPDATE usage_totals SET day = '2026-01-09' WHERE dimension = 'all'`);
    expect(verifyLedger(place.file())).not.toEqual([]);
    expect(readDifference(place.file('good.db'), place.file())).toBeUndefined();
    const repaired = place.ledger();
    repaired.merge(records);
    repaired.close();
    expect(verifyLedger(place.file())).toEqual([]);
  });

  test('are right again once a damaged step was repaired by a merge', () => {
    const ledger = place.ledger();
    for (const n of [1, 2]) {
      ledger.createStep(aDraft(n));
      ledger.updateStep(uidOf(n), anOutcome({tokenUsage: aUsage([n * 10, 0, 0, 1], {cost: n / 4})}));
    }
    const records = ledger.records();
    ledger.close();
    change(`UPDATE steps SET token_usage_json = replace(token_usage_json, '20', '9') WHERE id = 2`);
    const repaired = place.ledger();
    expect(repaired.sumUsage().costUsd).toBe(0.75);
    repaired.merge(records);
    expectTrue(repaired);
    expect(repaired.sumUsage().costUsd).toBe(0.75);
    expect(verifyLedger(place.file())).toEqual([]);
  });

  test('count a step that cannot be read as one of unknown usage, once nobody knows what it had used', () => {
    const ledger = place.ledger();
    for (const n of [1, 2, 3]) {
      ledger.createStep(aDraft(n));
      ledger.updateStep(uidOf(n), anOutcome({tokenUsage: aUsage([n * 10, 0, 0, 1], {cost: n / 4})}));
    }
    const good = ledger.records([uidOf(2)]);
    ledger.close();
    change(`UPDATE steps SET token_usage_json = replace(token_usage_json, '0.', '9.') WHERE id > 1`);
    const repaired = place.ledger();
    repaired.merge(good);
    expect(repaired.sumUsage()).toMatchObject({steps: 3, costUsd: 0.75, withoutCost: 1, withoutTokens: 1});
    expect(repaired.countSteps()).toBe(3);
    repaired.close();
  });

  test('of an older version are made anew, since it named agents otherwise', () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1));
    const agentConfig = {...EMPTY_AGENT_CONFIG, command: 'FOO=1 claude -p x'};
    ledger.updateStep(uidOf(1), anOutcome({agentConfig, tokenUsage: aUsage([1, 0, 0, 1], {agents: []})}));
    ledger.close();
    change("UPDATE usage_totals SET name = '\"FOO=1\"' WHERE dimension = 'agent'; PRAGMA user_version = 11");
    expect(verifyLedger(place.file())).toEqual([]);
    expect(place.ledger().reportUsage().groups.agent).toMatchObject([{name: 'claude'}]);
    expect(verifyLedger(place.file())).toEqual([]);
  });

  test('answer for a branch of one repository, and the steps themselves where it has several', () => {
    const ledger = place.ledger();
    const end = (n: number, repository: string) => {
      ledger.createStep(aDraft(n, {repository}));
      ledger.updateStep(uidOf(n), anOutcome({tokenUsage: aUsage([n * 10, 0, 0, 1], {cost: n})}));
    };
    const ofRepo = {branch: 'main', repository: {repository: 'github.com/octo/repo', repositoryId: null}};
    end(1, 'github.com/octo/repo');
    change(`UPDATE steps SET token_usage_json = NULL WHERE id = 1`);
    expect([ledger.sumUsage(ofRepo).costUsd, ledger.listLeftOut().length]).toEqual([1, 0]);
    end(2, 'github.com/octo/other');
    end(3, 'github.com/octo/repo');
    expect([ledger.sumUsage(ofRepo).costUsd, ledger.listLeftOut().length]).toEqual([3, 1]);
  });
});

function change(sql: string): void {
  const db = openDatabase(place.file());
  db.exec(sql);
  db.close();
}
