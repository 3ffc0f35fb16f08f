import {describe, expect, test} from '@jest/globals';
import type {CheckResult} from '../../../src/domain/documents.ts';
import {MAX_COMMENT_LENGTH, renderComment} from '../../../src/render/comment.ts';
import {checkDetails, checkInWords} from '../../../src/render/step-cells.ts';
import {renderStepSummary} from '../../../src/render/summary.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {aView} from '../../helpers/history-view.ts';

const HOSTILE = 'x | @octocat `a` <img src=x> </pre></details><!-- laforge:default --> #1 ![i](u) $\n| a | b |\n\n# h ';
const room = {lines: 10, characters: 1500, open: false};
const aCheck = (overrides: Partial<CheckResult> = {}): CheckResult => ({
  command: 'npm test',
  exit_code: 1,
  duration_ms: 12_000,
  last_lines: ['FAIL a.test.ts', 'Tests: 1 failed'],
  ...overrides,
});

describe('the check of a step', () => {
  test('is a sentence, with its command and last lines to unfold', () => {
    expect(checkDetails(aCheck(), room)).toBe(
      '<details><summary>🧪 check failed (exit 1) after 12s</summary><pre><span>$</span> npm test</pre>' +
        '<pre>FAIL a.test.ts&#10;Tests: 1 failed</pre></details>',
    );
    expect(checkInWords(aCheck({exit_code: 0}))).toBe('check passed in 12s');
    expect(checkDetails(aCheck({exit_code: 0, last_lines: []}), room)).toBe(
      '<details><summary>☑️ check passed in 12s</summary><pre><span>$</span> npm test</pre></details>',
    );
    expect(checkDetails(null, room)).toBe('');
  });

  test('shows the end of what was printed, as far as there is room', () => {
    const last_lines = Array.from({length: 100}, (_, n) => `line ${n}`);
    const shown = checkDetails(aCheck({last_lines}), room);
    expect([shown.includes('line 89&'), shown.includes('>line 90&#10;'), shown.includes('line 99<')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(checkDetails(aCheck({last_lines: ['first', 'y'.repeat(5000)]}), room)).toContain(
      `<pre>${'y'.repeat(1499)}…</pre>`,
    );
  });

  test('stands in the comment and the summary, unfolded there where it failed', () => {
    const step = aStep({id: 3, status: 'check_failed', active: false, check: aCheck()});
    const comment = renderComment(aView({steps: [step]}));
    expect(comment).toMatch(/\| <del>🧪 check failed, .*<\/del> ↩️ rolled back \|/);
    expect(comment).toContain('\n- <details><summary>🧪 check failed (exit 1)');
    const view = {...aView({steps: [step]}), step, publication: {kind: 'published'} as const, logFile: null};
    expect(renderStepSummary(view)).toContain('\n<details open><summary>🧪 check failed (exit 1) after 12s</summary>');
    expect(renderStepSummary(view)).toContain('## 🧪 LaForge step 3: check failed');
  });

  test('of anybody is harmless text, on one line, and never makes a comment too long', () => {
    const check = aCheck({command: HOSTILE, last_lines: [HOSTILE, HOSTILE.repeat(50), '$@'.repeat(5000)]});
    const markup = checkDetails(check, room);
    expect(markup).not.toContain('\n');
    expect(markup.replaceAll(/<\/?(?:details|summary|pre|span)>/g, '')).not.toMatch(/[<|`]/);
    expect(markup.match(/<\/pre>/g)).toHaveLength(2);
    const steps = Array.from({length: 60}, (_, n) => aStep({id: 60 - n, check}));
    const comment = renderComment(aView({steps}));
    expect(comment.length).toBeLessThan(MAX_COMMENT_LENGTH);
    expect(comment).toContain('| <b>60</b> |');
  });
});
