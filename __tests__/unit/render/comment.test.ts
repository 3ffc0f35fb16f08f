import {describe, expect, test} from '@jest/globals';
import {textToSlug} from '../../../src/domain/slug.ts';
import type {Step} from '../../../src/domain/step.ts';
import {totalsOf, type UsageTotals} from '../../../src/domain/usage-totals.ts';
import {commentMarker, MAX_COMMENT_LENGTH, renderComment} from '../../../src/render/comment.ts';
import {aRollback, aSha, aStep, aUid, someChanges} from '../../helpers/history-builders.ts';
import {aView, CLAUDE, someUsage} from '../../helpers/history-view.ts';
import {aUsage} from '../../helpers/usages.ts';

const HOSTILE = 'x | @octocat `a` <img src=x> <!-- laforge:default --> #1 ![i](u) $\n| a | b |\n\n# h ';

/** The cells of the row that begins with this text. */
function cellsOf(comment: string, start: string): readonly string[] {
  const row = comment.split('\n').find((line) => line.startsWith(start));
  return (row ?? '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Steps `count` down to 1, as a ledger lists them. */
function manySteps(count: number, overrides: Partial<Step> = {}): readonly Step[] {
  return Array.from({length: count}, (_, index) => aStep({...overrides, id: count - index}));
}

describe('the marker', () => {
  test('is the first line and differs for every history', () => {
    expect(renderComment(aView()).split('\n')[0]).toBe('<!-- laforge:default -->');
    expect(commentMarker('a-b')).toBe('<!-- laforge:a=2Db -->');
    expect(commentMarker(textToSlug('a=2Db'))).toBe('<!-- laforge:a=3D2Db -->');
  });

  test('cannot be ended by the name of a history', () => {
    expect(commentMarker('--> <b>\n')).toBe('<!-- laforge:=2D=2D=3E=20=3Cb=3E=A -->');
  });
});

describe('a step in the comment', () => {
  test('shows its status, agent, changes, commits, duration, tokens and cost', () => {
    const step = aStep({
      id: 3,
      agentConfig: CLAUDE,
      durationMs: 192_000,
      tokenUsage: someUsage(17_500, 0.0205),
      changes: {...someChanges(aSha('c1'), aSha('c2')), insertions: 10, deletions: 2},
    });
    expect(cellsOf(renderComment(aView({steps: [step]})), '| <b>3</b>')).toEqual([
      '<b>3</b>',
      '✅ succeeded',
      'claude<br><code>claude-sonnet-4-5</code>',
      '2 files, +10 −2' +
        `<br><a href="https://github.com/acme/widgets/commit/${aSha('c1')}"><code>c1000000</code></a> work of <code>c1000000</code>` +
        `<br><a href="https://github.com/acme/widgets/commit/${aSha('c2')}"><code>c2000000</code></a> work of <code>c2000000</code>`,
      '3m 12s',
      '17.5k',
      '$0.0205',
    ]);
  });

  test('tells how much of its input came from the cache, what was cut off, and that a cost is an estimate', () => {
    const usage = aUsage([1071, 13_518, 2723, 201], {cost: 0.00002, cost_estimated: true, state: 'partial'});
    const cells = cellsOf(renderComment(aView({steps: [aStep({id: 3, tokenUsage: usage})]})), '| <b>3</b>');
    expect(cells.slice(-2)).toEqual(['17.5k+<br>17.3k in<br>78% cached<br>201 out', '≈&lt;$0.0001+']);
  });

  test('that is still running says so and claims nothing', () => {
    const step = aStep({id: 1, status: 'running', durationMs: null, changes: null, commitShaAfter: null, pushed: null});
    const comment = renderComment(aView({steps: [step]}));
    expect(cellsOf(comment, '| <b>1</b>')).toEqual(['<b>1</b>', '⏳ running', '', '', '', '', '']);
    expect(comment).not.toContain('How to roll back');
  });

  test('that was rolled back is struck through and names the rollback', () => {
    const steps = [aStep({id: 2, active: false, agentConfig: CLAUDE}), aStep({id: 1})];
    const comment = renderComment(aView({steps, rollbacks: [aRollback({number: 4})]}));
    const [id, status, agent] = cellsOf(comment, '| <del><b>2</b></del>');
    expect(id).toBe('<del><b>2</b></del>');
    expect(status).toBe('<del>✅ succeeded</del><br>↩️ rolled back by R4');
    expect(agent).toBe('<del>claude<br><code>claude-sonnet-4-5</code></del>');
    expect(comment).toContain('### LaForge: 2 steps, 1 rolled back');
    expect(comment).toContain('<code>laforge step undo R4 --push</code>');
  });

  test('that an undo made active again is not struck through, and its rollback is not offered for undo', () => {
    const steps = [aStep({id: 2}), aStep({id: 1})];
    const comment = renderComment(aView({steps, rollbacks: [aRollback({undoneBy: aUid(200)})]}));
    expect(comment).not.toContain('<del>');
    expect(comment).not.toContain('laforge step undo');
  });

  test('whose work was pinned shows the pin and its notes, and cannot be rolled back to', () => {
    const step = aStep({id: 1, pushed: 'pinned', pinRef: 'refs/laforge/pins/default/step-x', notes: ['main | moved']});
    const comment = renderComment(aView({steps: [step]}));
    expect(comment).toContain('📌 work kept at <code>refs/laforge/pins/default/step-x</code><br>⚠️ main &#124; moved');
    expect(comment).not.toContain('laforge step rollback');
  });

  test('whose commits are nowhere at the server shows them without a link', () => {
    const comment = renderComment(aView({steps: [aStep({id: 1, pushed: 'none'})]}));
    expect(comment).toContain('<br><code>10000000</code> work of');
    expect(comment).not.toContain('/commit/');
  });

  test('links to its run only at this server', () => {
    const run = {
      ci: 'github',
      workflow: null,
      run_id: '7',
      attempt: 1,
      job: null,
      job_backend_id: null,
      actor: null,
      event: null,
      url: 'https://github.com/acme/widgets/actions/runs/7',
      pull_request: null,
    };
    const linked = renderComment(aView({steps: [aStep({id: 1, run})]}));
    expect(linked).toContain('<a href="https://github.com/acme/widgets/actions/runs/7"><b>1</b></a>');
    const foreign = renderComment(aView({steps: [aStep({id: 1, run: {...run, url: 'https://github.com.evil/x'}})]}));
    expect(foreign).not.toContain('evil');
  });
});

describe('how to roll back', () => {
  const means = {
    workflowUrl: 'https://github.com/acme/widgets/actions/workflows/r.yml',
    commandArgs: ['--project', 'my docs'],
  };

  test('names the input and the command of every step that can be gone back to', () => {
    const comment = renderComment(aView({steps: manySteps(2), means}));
    expect(comment).toContain(
      "| after step 2 | <code>to-step: 2</code> | <code>laforge step rollback 2 --push --project 'my docs'</code> |\n| after step 1 |",
    );
    expect(comment).toContain(
      '<a href="https://github.com/acme/widgets/actions/workflows/r.yml">rollback workflow</a>',
    );
  });

  test('says nothing of a command where only a job can reach the history', () => {
    const comment = renderComment(aView({steps: manySteps(1), means: {workflowUrl: null, commandArgs: null}}));
    expect(comment).toContain('| after step 1 | <code>to-step: 1</code> |\n');
    expect(comment).not.toMatch(/laforge step|Command|--before/);
  });

  test('names a step by uid when its number was ever contested or is not settled', () => {
    const steps = [aStep({id: 2}), {...aStep({id: 1}), id: null}];
    const comment = renderComment(aView({steps, contestedIds: [2]}));
    expect(comment).toContain(
      `<code>to-step: ${aUid(2)}</code> | <code>laforge step rollback ${aUid(2)} --push</code>`,
    );
    expect(comment).toContain(`| after step <code>00000526-5c01</code> | <code>to-step: ${aUid(1)}</code>`);
    expect(comment).not.toMatch(/rollback 2 /);
  });
});

describe('what must be said about a history', () => {
  test.each([
    [
      {kind: 'expired', lastSavedAt: '2025-06-01T00:00:00.000Z'} as const,
      /earlier history has expired \(last saved 2025-06-01\): .* new generation/,
    ],
    [{kind: 'expired', lastSavedAt: null} as const, /earlier history has expired: /],
    [{kind: 'unreadable', reason: 'HTTP 502 @x'} as const, /could not be read.* HTTP 502 &#64;&#8203;x/],
  ])('%j', (condition, sentence) => {
    expect(renderComment(aView({steps: manySteps(1), condition}))).toMatch(sentence);
  });

  test('warnings are shown, five of them and the number of the rest', () => {
    const comment = renderComment(aView({warnings: Array.from({length: 7}, (_, i) => `warning ${i}`)}));
    expect(comment).toContain('⚠️ warning 4\n\n… and 2 more warnings');
  });

  test('the marks at its figures are told in words', () => {
    const legend = 'No mark: exact. + at least. ≈ estimated by a price list. Empty: unknown.';
    expect(renderComment(aView({steps: [aStep({id: 3})]}))).toContain(`|\n\n<sub>${legend}</sub>\n`);
    expect(renderComment(aView({steps: []}))).not.toContain(legend);
  });

  test('totals count what is known and say what is not', () => {
    const steps = [aStep({id: 3}), ...[2, 1].map((id) => aStep({id, tokenUsage: someUsage(1000, 0.25)}))];
    expect(renderComment(aView({steps}))).toContain(
      '<code>main</code>: 3 steps, 3m 00s, at least 2k tokens (1k in; 1k out), at least <span>$</span>0.5000; tokens of 1 step unknown.',
    );
  });

  test('the totals of the whole history stand below those of the branch, where they are others', () => {
    const [own, all] = [totalsOf(manySteps(2)), totalsOf(manySteps(5))];
    const totals = (usage: UsageTotals) =>
      renderComment(
        aView({
          steps: manySteps(2),
          totals: [
            {of: 'branch', name: 'a|b', usage: own},
            {of: 'history', name: null, usage},
          ],
        }),
      );
    expect(totals(all)).toMatch(/<code>a&#124;b<\/code>: 2 steps, .*\n\nThe whole history: 5 steps, 5m 00s/);
    expect(totals(own)).not.toContain('The whole history');
  });
});

describe('a long history', () => {
  test('folds older steps to a line each, then says how many more there are', () => {
    const comment = renderComment(aView({steps: manySteps(100), stepCount: 412}));
    expect(comment).toContain('### LaForge: 412 steps');
    expect(comment).toContain('| <b>71</b> |');
    expect(comment).toContain(
      '<details><summary>70 older steps</summary>\n\n- ✅ step 70 succeeded, 1 file, +1 −0, 1m 00s',
    );
    expect(comment).toContain('- ✅ step 1 succeeded, 1 file, +1 −0, 1m 00s\n\n… and 312 older steps\n\n</details>');
  });

  test.each([
    ['plain', {}],
    [
      'hostile',
      {
        agentConfig: {...CLAUDE, name: '@$'.repeat(500), model: HOSTILE.repeat(50)},
        status: '<$>'.repeat(100),
        branch: HOSTILE,
        pinRef: '$'.repeat(10_000),
        notes: Array.from({length: 50}, () => '$@'.repeat(5000)),
        changes: {
          ...someChanges(...Array.from({length: 100}, (_, i) => aSha(i))),
          own_commits: Array.from({length: 100}, (_, i) => ({sha: aSha(i), subject: '$😀'.repeat(5000)})),
        },
      },
    ],
  ] satisfies [string, Partial<Step>][])(
    'of %s steps is never longer than GitHub takes and keeps its newest row',
    (_, overrides) => {
      const view = aView({
        steps: manySteps(1000, overrides),
        stepCount: 50_000,
        rollbacks: [aRollback()],
        warnings: Array.from({length: 100}, () => '$'.repeat(5000)),
        projectId: '$'.repeat(100),
        means: {workflowUrl: `https://github.com/${'a'.repeat(5000)}`, commandArgs: ['--project', '$'.repeat(5000)]},
      });
      const comment = renderComment(view);
      expect(comment.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
      expect(comment).toContain('<b>1000</b>');
      expect(comment).toMatch(/… and \d+ older steps/);
      expect(comment).not.toMatch(/\p{Cs}/u);
      expect(comment.match(/<details>/g)).toHaveLength(comment.match(/<\/details>/g)?.length ?? 0);
    },
  );

  test('is the same text for the same history', () => {
    const view = () => aView({steps: manySteps(50), rollbacks: [aRollback()]});
    expect(renderComment(view())).toBe(renderComment(view()));
  });
});

test('text from an agent, a branch or a config adds no cell, no line, no mention and no HTML', () => {
  const honest = aStep({
    id: 1,
    agentConfig: {...CLAUDE, name: 'x', model: 'x'},
    notes: ['x'],
    pinRef: 'x',
    status: 'x',
  });
  const hostile = {
    ...honest,
    agentConfig: {...CLAUDE, name: HOSTILE, model: HOSTILE},
    notes: [HOSTILE],
    pinRef: HOSTILE,
    status: HOSTILE,
    changes: {...someChanges(aSha(1)), own_commits: [{sha: aSha(1), subject: HOSTILE}]},
  };
  const expected = renderComment(aView({steps: [honest]}));
  const comment = renderComment(aView({steps: [hostile], warnings: []}));
  const shape = (text: string) => text.replaceAll(/[^\n|]/g, '');
  expect(shape(comment)).toBe(shape(expected));
  expect(comment).not.toMatch(/@octocat|<img|!\[|`|(?<!&)#1/);
  expect(comment.split('<!--')).toHaveLength(2);
});
