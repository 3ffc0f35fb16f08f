import {expect, test} from '@jest/globals';
import {lastLine, startLine} from '../../../src/cli/step-recording.ts';
import {warnOfDetached} from '../../../src/cli/step-run.ts';
import {UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {aStep, aUid} from '../../helpers/history-builders.ts';
import {shaOf} from '../../helpers/ledger.ts';

test('the first line says which step runs what, and where', () => {
  const step = aStep({id: 3, status: 'running'});
  expect(startLine(step, ['claude', '-p', 'fix it'])).toBe("step 3 of acme/widgets on main: claude -p 'fix it'");
  expect(startLine({...step, branch: null}, ['x'.repeat(100)])).toBe(`step 3 of acme/widgets: ${'x'.repeat(59)}…`);
});

test('the last line says how it ended and what to type to see more', () => {
  const step = aStep({
    id: 3,
    durationMs: 12_000,
    changes: {own_commits: [], own_commit_count: 2, files_changed: 3, insertions: 10, deletions: 2},
    tokenUsage: {...UNKNOWN_USAGE, total_tokens: 17_480, cost: 0.02, state: 'measured'},
  });
  expect(lastLine(step, {})).toBe(
    'step 3 succeeded in 12s: 2 commits, 3 files (+10 -2), 17.5k tokens, $0.0200; laforge step info 3',
  );
  expect(lastLine(step, {}, true)).toMatch(/^the agent of step 3 succeeded in 12s: /);
  expect(lastLine({...step, status: 'failed', exitCode: 7}, {}, true)).toMatch(/^step 3 failed \(exit 7\) in 12s: /);
});

test('a failed step has its exit code, one without a number its uid, another history its name', () => {
  const step = aStep({id: 3, status: 'failed', exitCode: 7, durationMs: 1200, changes: null});
  expect(lastLine(step, {project: 'acme/app', db: 'my steps.db'})).toBe(
    "step 3 failed (exit 7) in 1.2s; laforge step info 3 --project acme/app --db 'my steps.db'",
  );
  expect(lastLine({...step, id: null, status: 'timed_out'}, {})).toMatch(
    new RegExp(`^step ${aUid(3)} timed out in 1.2s; laforge step info ${aUid(3).slice(0, 13)}$`),
  );
});

test('work that passed its check says so', () => {
  const check = {command: 'npm test', exit_code: 0, duration_ms: 8000, last_lines: []};
  const step = aStep({id: 3, durationMs: 12_000, changes: null, check});
  expect(lastLine(step, {})).toBe('step 3 succeeded in 12s: check passed; laforge step info 3');
  expect(lastLine({...step, status: 'check_failed', check: {...check, exit_code: 7}}, {})).toBe(
    'step 3 check failed in 12s; laforge step info 3',
  );
});

test('commits on a detached HEAD are told with the command that keeps them, and those that are kept are not', () => {
  const changes = {own_commits: [], own_commit_count: 1, files_changed: 1, insertions: 1, deletions: 0};
  const step = aStep({id: 3, branch: null, pushed: 'none', commitShaAfter: shaOf(7), changes});
  expect(warnOfDetached(step)).toContain(
    `HEAD is detached, so no branch has this work. Keep it: git branch <name> ${shaOf(7).slice(0, 8)}`,
  );
  for (const other of [{branch: 'main'}, {pushed: 'pinned' as const}, {changes: null}]) {
    expect(warnOfDetached({...step, ...other})).toBeNull();
  }
});
