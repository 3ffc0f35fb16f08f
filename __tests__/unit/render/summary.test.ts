import {describe, expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import type {Step} from '../../../src/domain/step.ts';
import {type RollbackSummaryView, renderRollbackSummary} from '../../../src/render/rollback-summary.ts';
import {renderReportSummary, renderStepSummary, type StepSummaryView} from '../../../src/render/summary.ts';
import {aCommit, aRollback, aSha, aStep, aUid, someChanges} from '../../helpers/history-builders.ts';
import {aView, CLAUDE, someUsage} from '../../helpers/history-view.ts';

const bytes = (text: string) => new TextEncoder().encode(text).length;

function aSummary(step: Step, overrides: Partial<StepSummaryView> = {}): StepSummaryView {
  return {...aView({steps: [step]}), step, publication: {kind: 'published'}, logFile: '/tmp/agent.log', ...overrides};
}

function aRollbackSummary(overrides: Partial<RollbackSummaryView> = {}): RollbackSummaryView {
  const steps = [aStep({id: 2, active: false}), aStep({id: 1})];
  return {
    kind: 'rollback',
    record: aRollback(),
    branch: 'main',
    from: aSha(2),
    to: aSha(1),
    steps: steps.slice(0, 1),
    stays: steps[1] ?? null,
    takesBack: null,
    displaced: [],
    pinRef: 'refs/laforge/pins/default/x',
    reason: 'went | astray',
    warnings: [],
    publication: {kind: 'published'},
    history: aView({steps, rollbacks: [aRollback()]}),
    ...overrides,
  };
}

describe('the summary of a step', () => {
  test('tells what is known of it, and leaves out what is not', () => {
    const step = aStep({
      id: 3,
      agentConfig: CLAUDE,
      tokenUsage: someUsage(17_500, 0.0205),
      parentStepId: 2,
      notes: ['left x'],
    });
    const summary = renderStepSummary(aSummary(step));
    for (const line of [
      '## ✅ LaForge step 3: succeeded',
      'claude <code>claude-sonnet-4-5</code> · <code>main</code> · 1 file, +1 −0 · 1m 00s · 17.5k tokens · $0.0205',
      '⚠️ left x',
      '- Step: <b>3</b>',
      '- Parent step: 2',
      '- Push: pushed',
      '- Started: 2026-01-01 00:03 UTC',
      '- Log: <code>/tmp/agent.log</code>',
      '- Input tokens: 17,000',
      '- Total tokens: 17,500',
      '- Cost (USD): $0.0205',
    ]) {
      expect(summary.split('\n')).toContain(line);
    }
    expect(summary).toContain('<code>laforge step rollback 3 --push</code>');
    expect(summary).not.toMatch(/Cache|Session|Turns|null|undefined/);
  });

  test.each([
    [null, "This step is not in the history: this run is a fork's."],
    [
      {kind: 'fragment', where: 'laforge-default-x', reason: 'HTTP 502'} as const,
      '⚠️ The record is kept separately in <code>laforge-default-x</code> until the history can be read: HTTP 502.',
    ],
    [
      {kind: 'kept', where: '/tmp/steps.db', reason: 'HTTP 500'} as const,
      '⚠️ The record is only in <code>/tmp/steps.db</code>: HTTP 500.',
    ],
  ])('says what became of the record: %j', (publication, words) => {
    expect(renderStepSummary(aSummary(aStep({id: 1}), {publication}))).toContain(`\n\n${words}\n\n`);
  });

  test('of a step without a settled number names it by uid', () => {
    const summary = renderStepSummary(aSummary({...aStep({id: 1}), id: null}));
    expect(summary).toContain('## ✅ LaForge step <code>00000526-5c01</code>: succeeded');
    expect(summary).toContain(`- Uid: <code>${aUid(1)}</code>\n`);
  });

  test('says nothing twice: no config that is the line asked, no totals of one step, no commit that stayed', () => {
    const agentConfig = {...EMPTY_AGENT_CONFIG, command: 'make fix'};
    const step = aStep({id: 1, agentConfig, commitShaBefore: aSha(1), commitShaAfter: aSha(1)});
    const summary = renderStepSummary(aSummary(step));
    expect(summary).toContain('\n\nmake fix\n\n');
    expect(summary).not.toMatch(/Agent config|So far on|→/);
    const longer = {...step, agentConfig: {...agentConfig, command: 'set -e\nmake fix'}};
    expect(renderStepSummary(aSummary(longer))).toContain('<details><summary>Agent config</summary>');
  });

  test('shows the first line of a prompt, and all of it to unfold', () => {
    const prompt = {text: 'Fix the <test>\n\nIt fails on Mondays.', sha256: '0'.repeat(64), bytes: 37};
    const summary = renderStepSummary(aSummary(aStep({id: 1, prompt})));
    expect(summary).toContain('\n\nFix the &#60;test&#62;\n\n');
    expect(summary).toContain(
      '<details><summary>Prompt</summary><pre>Fix the &#60;test&#62;&#10;&#10;It fails on Mondays.</pre></details>',
    );
    const short = renderStepSummary(aSummary(aStep({id: 1, prompt: {...prompt, text: 'Fix the test\n'}})));
    expect(short).not.toContain('Prompt');
  });

  test('stays below 200 kB whatever the record holds', () => {
    const long = '$@😀'.repeat(100_000);
    const step = aStep({
      id: 1,
      agentConfig: {...CLAUDE, name: long, system_prompt: long, metadata: {long}},
      notes: Array.from({length: 1000}, () => long),
      changes: {...someChanges(aSha(1)), own_commits: Array.from({length: 100}, () => ({sha: aSha(1), subject: long}))},
      branch: long,
    });
    const view = aSummary(step, {steps: Array.from({length: 1000}, () => step), stepCount: 9_999});
    const summary = renderStepSummary(view);
    expect(bytes(summary)).toBeLessThan(200_000);
    expect(bytes(renderReportSummary(view))).toBeLessThan(200_000);
  });
});

test('the report shows the table, how to roll back and, of more than one step, the picture', () => {
  const report = renderReportSummary(aView({steps: [aStep({id: 2, agentConfig: CLAUDE}), aStep({id: 1})]}));
  expect(report).toMatch(/^## LaForge: 2 steps\n\n\| # \|/);
  expect(report).toContain('to-step: 1');
  expect(report).toContain('<details><summary>The branch: 2 steps</summary>\n\n```mermaid\nflowchart LR');
  expect(renderReportSummary(aView({steps: [aStep({id: 1})]}))).not.toContain('mermaid');
});

describe('the summary of a rollback', () => {
  test('tells what moved, which steps went, and how to undo it', () => {
    const summary = renderRollbackSummary(aRollbackSummary());
    for (const line of [
      '## ↩️ Rollback R1',
      '- Branch: <code>main</code>',
      `- Tip: <a href="https://github.com/acme/widgets/commit/${aSha(2)}"><code>20000000</code></a> → <a href="https://github.com/acme/widgets/commit/${aSha(1)}"><code>10000000</code></a>`,
      '- Latest active step: step 1',
      '- Displaced commits stay at: <code>refs/laforge/pins/default/x</code>',
      '- Reason: went &#124; astray',
      '- By: ada',
      '**Steps that go**',
      '- step 2 ✅ succeeded, 1 file, +1 −0',
      '| take R1 back, with the undo action | <code>rollback-id: R1</code> | <code>laforge step undo R1 --push</code> |',
    ]) {
      expect(summary.split('\n')).toContain(line);
    }
  });

  test('that is only a plan says that nothing has changed, names every commit and its fate', () => {
    const displaced = [
      {commit: aCommit({sha: aSha(3)}), fate: {kind: 'own', step: aStep({id: 3})}},
      {commit: aCommit({sha: aSha(4), authorName: '@ada'}), fate: {kind: 'discarded'}},
      {commit: aCommit({sha: aSha(5)}), fate: {kind: 'elsewhere', branches: ['dev']}},
    ] as const;
    const view = aRollbackSummary({
      record: null,
      publication: null,
      displaced,
      warnings: ['pull request 5 is left empty'],
    });
    const summary = renderRollbackSummary(view);
    expect(summary).toContain('## 🔍 Plan of a rollback of <code>main</code>: nothing has changed');
    expect(summary).toContain('- ⚠️ pull request 5 is left empty');
    expect(summary).toMatch(/<\/a> work of <code>30000000<\/code> \(step 3\)\n/);
    expect(summary).toMatch(/\(by <span>@<\/span>ada, no step made it\)\n/);
    expect(summary).toMatch(/\(still on <code>dev<\/code>\)\n/);
    expect(summary).not.toContain('- Record');
  });

  test('an undo says what it takes back and which steps come back', () => {
    const record = aRollback({kind: 'undo', number: 2, undoes: aUid(100)});
    const summary = renderRollbackSummary(aRollbackSummary({kind: 'undo', record, takesBack: aRollback()}));
    expect(summary).toContain('## ↩️ Undo R2 of R1\n');
    expect(summary).toContain('**Steps that come back**\n\n- step 2 ');
  });
});

test('a commit is linked where the forge lies below a path of its host', () => {
  const links = {serverUrl: 'https://host/git', repository: 'Acme/Widgets'};
  const commitAfter = aSha(3);
  const page = (repository: string) => {
    const step = aStep({id: 3, repository, commitShaAfter: commitAfter});
    const summary = renderStepSummary(aSummary(step, {links}));
    return new RegExp(`href="([^"]+)/commit/${commitAfter}"`).exec(summary)?.[1];
  };
  expect(page('host/git/acme/widgets')).toBe('https://host/git/Acme/Widgets');
  expect(page('host/git/other/place')).toBe('https://host/git/other/place');
  // By ssh a forge has no such path.
  expect(page('host/acme/widgets')).toBe('https://host/git/Acme/Widgets');
  expect(page('elsewhere/git/acme/widgets')).toBeUndefined();
});

test('a plan names no pin that will never exist', () => {
  const pinRef = 'refs/laforge/pins/default/01a22314-ff64-7abc-8def-0123456789ab';
  const plan = renderRollbackSummary(aRollbackSummary({record: null, pinRef}));
  expect(plan).toContain('- Displaced commits would be pinned under: <code>refs/laforge/pins/default/</code>\n');
  expect(plan).not.toContain('01a22314');
  expect(renderRollbackSummary(aRollbackSummary({pinRef}))).toContain(
    `- Displaced commits stay at: <code>${pinRef}</code>\n`,
  );
});
