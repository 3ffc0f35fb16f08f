import {describe, expect, test} from '@jest/globals';
import {marked} from 'marked';
import {textToSlug} from '../../../src/domain/identity.ts';
import type {Step} from '../../../src/domain/step.ts';
import {totalsOf, type UsageTotals} from '../../../src/domain/usage-totals.ts';
import {commentMarker, MAX_COMMENT_LENGTH, renderComment, shownTip} from '../../../src/render/comment.ts';
import {aRollback, aSha, aStep, aUid, someChanges} from '../../helpers/history-builders.ts';
import {aView, CLAUDE, someUsage} from '../../helpers/history-view.ts';
import {aToldStep} from '../../helpers/told-step.ts';
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
    expect(commentMarker('a-b')).toBe('<!-- laforge:a=2Db ');
    expect(commentMarker(textToSlug('a=2Db'))).toBe('<!-- laforge:a=3D2Db ');
  });

  test('cannot be ended by the name of a history', () => {
    expect(commentMarker('--> <b>\n')).toBe('<!-- laforge:=2D=2D=3E=20=3Cb=3E=A ');
  });
});

test('the marker holds the tip that the comment shows', () => {
  const body = renderComment(aView({tip: aSha('ab')}));
  expect(body.split('\n')[0]).toBe(`<!-- laforge:default at ${aSha('ab')} -->`);
  expect(body.startsWith(commentMarker('default'))).toBe(true);
  expect(shownTip(body)).toBe(aSha('ab'));
  expect(shownTip(renderComment(aView()))).toBeNull();
  expect(shownTip(`> ${body}`)).toBeNull();
});

describe('a step in the comment', () => {
  test('is one line: its number, what it was asked, how it ended, what it changed and its cost', () => {
    const step = aStep({
      id: 3,
      agentConfig: {...CLAUDE, command: '#!/bin/bash\nset -eu\n\nclaude -p "Fix | the test"\necho done'},
      tokenUsage: someUsage(17_500, 0.0205),
      changes: {...someChanges(aSha('c1')), insertions: 10, deletions: 2},
    });
    expect(cellsOf(renderComment(aView({steps: [step]})), '| <b>3</b>')).toEqual([
      '<b>3</b>',
      'claude -p "Fix &#124; the test"',
      '✅ succeeded, +10&nbsp;−2',
      '$0.0205',
    ]);
  });

  test('has its agent, commits, duration and tokens folded below', () => {
    const step = aStep({
      id: 3,
      agentConfig: CLAUDE,
      durationMs: 192_000,
      tokenUsage: aUsage([1071, 13_518, 2723, 201], {state: 'partial'}),
      changes: {...someChanges(aSha('c1'), aSha('c2')), insertions: 10, deletions: 2},
    });
    const page = 'https://github.com/acme/widgets/commit';
    expect(renderComment(aView({steps: [step]}))).toContain(
      [
        '<details><summary>Commits, agents and tokens</summary>',
        '',
        '**Step 3**: claude <code>claude-sonnet-4-5</code>, 2 files, +10 −2, 3m 12s, ' +
          'at least 17.5k tokens (17.3k in, 78% of it from cache; 201 out)',
        '',
        `- <a href="${page}/${aSha('c1')}"><code>c1000000</code></a> work of <code>c1000000</code>`,
        `- <a href="${page}/${aSha('c2')}"><code>c2000000</code></a> work of <code>c2000000</code>`,
        '',
        '</details>',
      ].join('\n'),
    );
  });

  test('marks a cost that is an estimate or a lower bound, and tells in words what the marks mean', () => {
    const usage = aUsage([1071, 13_518, 2723, 201], {cost: 0.00002, cost_estimated: true, state: 'partial'});
    const comment = renderComment(aView({steps: [aStep({id: 3, tokenUsage: usage})]}));
    expect(cellsOf(comment, '| <b>3</b>').at(-1)).toBe('≈&lt;$0.0001+');
    expect(comment).toContain('<br>&#43; at least, ≈ estimated by a price list; no cost: unknown</sub>');
    const exact = renderComment(aView({steps: [aStep({id: 3, tokenUsage: someUsage(1000, 0.25)})]}));
    expect(exact).not.toContain('no cost: unknown');
  });

  test('that is still running says so and claims nothing', () => {
    const step = aStep({id: 1, status: 'running', durationMs: null, changes: null, commitShaAfter: null, pushed: null});
    const comment = renderComment(aView({steps: [step]}));
    expect(cellsOf(comment, '| <b>1</b>')).toEqual(['<b>1</b>', '', '⏳ running', '']);
    expect(comment).not.toContain('How to roll back');
  });

  test('that was rolled back is struck through and names the rollback', () => {
    const steps = [aStep({id: 2, active: false, agentConfig: CLAUDE}), aStep({id: 1})];
    const comment = renderComment(aView({steps, rollbacks: [aRollback({number: 4})]}));
    expect(cellsOf(comment, '| <del><b>2</b></del>')).toEqual([
      '<del><b>2</b></del>',
      '<del>claude</del>',
      '<del>✅ succeeded, +1&nbsp;−0</del> ↩️ rolled back by R4',
      '',
    ]);
    expect(comment).toContain('### LaForge: 2 steps, 1 rolled back');
    expect(comment).toContain('<code>laforge step undo R4 --push</code>');
  });

  test('that an undo made active again is not struck through, and its rollback is not offered for undo', () => {
    const steps = [aStep({id: 2}), aStep({id: 1})];
    const comment = renderComment(aView({steps, rollbacks: [aRollback({undoneBy: aUid(200)})]}));
    expect(comment).not.toContain('<del>');
    expect(comment).not.toContain('laforge step undo');
  });

  test('that is a try of a replay says that, and is not shown as rolled back', () => {
    const pinned = {pushed: 'pinned', pinRef: 'refs/laforge/pins/default/step-x'} as const;
    const comment = renderComment(aView({steps: [aStep({id: 3, active: false, replays: aUid(1), ...pinned})]}));
    expect(cellsOf(comment, '| <b>3</b>')[2]).toBe('✅ succeeded, +1&nbsp;−0 🔁 a replay');
  });

  test('whose work was pinned says so, and cannot be rolled back to', () => {
    const step = aStep({id: 1, pushed: 'pinned', pinRef: 'refs/laforge/pins/default/step-x', notes: ['main | moved']});
    const comment = renderComment(aView({steps: [step]}));
    expect(cellsOf(comment, '| <b>1</b>')[2]).toBe('✅ succeeded, +1&nbsp;−0, not on its branch ⚠️');
    expect(comment).toContain(
      '\n📌 work kept at <code>refs/laforge/pins/default/step-x</code>\n\n⚠️ main &#124; moved\n',
    );
    expect(comment).not.toContain('laforge step rollback');
  });

  test('names its pin once', () => {
    const pinRef = 'refs/laforge/pins/default/step-x';
    const step = aStep({id: 1, pushed: 'pinned', pinRef, notes: [`It is kept: git fetch origin ${pinRef} gets it.`]});
    expect(renderComment(aView({steps: [step]})).split(pinRef)).toHaveLength(2);
  });

  test('that is not the newest has its notes folded', () => {
    const steps = [aStep({id: 2}), aStep({id: 1, notes: ['left x']})];
    const comment = renderComment(aView({steps}));
    expect(cellsOf(comment, '| <b>1</b>')[2]).toBe('✅ succeeded, +1&nbsp;−0 ⚠️');
    expect(comment).toMatch(/<details>(?:.*\n)*- ⚠️ left x\n/);
  });

  test('whose commits are nowhere at the server shows them without a link', () => {
    const comment = renderComment(aView({steps: [aStep({id: 1, pushed: 'none'})]}));
    expect(comment).toContain('- <code>10000000</code> work of');
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

test('a step links to its trace where the address of a viewer is given', () => {
  const steps = [aToldStep()];
  const {links} = aView();
  const traceUrl = 'https://jaeger.example.com/trace/{trace-id}';
  expect(renderComment(aView({steps, links: {...links, traceUrl}}))).toContain(
    '<a href="https://jaeger.example.com/trace/0af7651916cd43dd8448eb211c80319c">trace</a>',
  );
  expect(renderComment(aView({steps}))).not.toContain('>trace</a>');
});

describe('how to roll back', () => {
  const means = {
    workflowUrl: 'https://github.com/acme/widgets/actions/workflows/r.yml',
    commandArgs: ['--project', 'my docs'],
  };

  test('names the input and the command that undo the latest step, and that keep the one before', () => {
    const comment = renderComment(aView({steps: manySteps(3), means}));
    expect(comment).toContain(
      "| undo step 3 | <code>before-step: 3</code> | <code>laforge step rollback 3 --before --push --project 'my docs'</code> |\n" +
        "| keep step 2, undo all later ones | <code>to-step: 2</code> | <code>laforge step rollback 2 --push --project 'my docs'</code> |\n",
    );
    expect(comment).toContain('Earlier steps are named in the same way.');
    expect(comment).toContain(
      '<a href="https://github.com/acme/widgets/actions/workflows/r.yml">rollback workflow</a>',
    );
  });

  test('says nothing of a command where only a job can reach the history', () => {
    const comment = renderComment(aView({steps: manySteps(1), means: {workflowUrl: null, commandArgs: null}}));
    expect(comment).toContain('| undo step 1 | <code>before-step: 1</code> |\n');
    expect(comment).not.toMatch(/laforge step|Command|--before/);
  });

  test('names a step by uid when its number was ever contested or is not settled', () => {
    const steps = [aStep({id: 2}), {...aStep({id: 1}), id: null}];
    const comment = renderComment(aView({steps, contestedIds: [2]}));
    expect(comment).toContain(
      `<code>before-step: ${aUid(2)}</code> | <code>laforge step rollback ${aUid(2)} --before --push</code>`,
    );
    expect(comment).toContain(
      `| keep step <code>00000526-5c01</code>, undo all later ones | <code>to-step: ${aUid(1)}</code>`,
    );
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
    [{kind: 'unreadable', reason: 'HTTP 502 @x'} as const, /could not be read.* HTTP 502 <span>@<\/span>x/],
  ])('%j', (condition, sentence) => {
    expect(renderComment(aView({steps: manySteps(1), condition}))).toMatch(sentence);
  });

  test('warnings are shown, five of them and the number of the rest', () => {
    const comment = renderComment(aView({warnings: Array.from({length: 7}, (_, i) => `warning ${i}`)}));
    expect(comment).toContain('⚠️ warning 4\n\n… and 2 more warnings');
  });

  test('totals count what is known and say what is not', () => {
    const steps = [aStep({id: 3}), ...[2, 1].map((id) => aStep({id, tokenUsage: someUsage(1000, 0.25)}))];
    expect(renderComment(aView({steps}))).toContain(
      '<sub>So far on <code>main</code>: 3m 00s, at least 2k tokens (1k in; 1k out), at least <span>$</span>0.5000; tokens of 1 step unknown.',
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
    expect(totals(all)).toMatch(/So far on <code>a&#124;b<\/code>: 2m 00s, .*<br>The whole history of 5 steps: 5m 00s/);
    expect(totals(own)).not.toContain('The whole history');
  });
});

describe('a long history', () => {
  test('folds older steps, then says how many more there are', () => {
    const comment = renderComment(aView({steps: manySteps(100), stepCount: 412}));
    expect(comment).toContain('### LaForge: 412 steps');
    expect(comment).toMatch(/\n\| <b>91<\/b> \|.*\n\n<sub>/);
    expect(comment).toMatch(/<details><summary>90 older steps<\/summary>\n\n\|.*\n\|.*\n\| <b>90<\/b> \|/);
    expect(comment).toMatch(/\n\| <b>1<\/b> \|.*\n\n… and 312 older steps\n\n<\/details>/);
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
  // GitHub looks for neither mentions nor references in code.
  expect(comment.replaceAll(/<code>.*?<\/code>/g, '')).not.toMatch(/@octocat|<img|!\[|`|(?<!&)#1/);
  expect(comment.split('<!--')).toHaveLength(2);
});

test('text from outside is shown by a renderer of Markdown as it is, and makes no link, image or element', () => {
  const text = `${HOSTILE} https://evil.example www.evil.example a@evil.example [x](https://evil.example) <b onclick=x>`;
  const step = aStep({id: 1, agentConfig: {...CLAUDE, command: text, name: text, model: text}, notes: [text]});
  const html = marked.parse(renderComment(aView({steps: [step]})), {async: false, gfm: true});
  expect(html).not.toMatch(/<img|<b onclick|href="(?!https:\/\/github\.com\/acme\/widgets\/)/);
  expect(html.match(/<td/g)).toHaveLength(4 + 3);
});
