import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {openGit} from '../../../src/git/open.ts';
import {systemClock, systemUids} from '../../../src/system/clock-and-uids.ts';
import type {UndoRequest} from '../../../src/usecases/rollback/undo-rollback.ts';
import {eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {undoRollback} from '../../helpers/moves.ts';
import {undoLatest} from '../../helpers/recorded-branch.ts';
import {ledgerStore, runScriptAsStep, type StepOptions} from '../../helpers/recorded-step.ts';

const sandbox = gitSandbox();
const commit = (file: string, text = file) =>
  `echo '${text}' > ${file}; git add ${file}; git commit -q -m 'add ${file}'`;
const PUSH = 'git push -q origin HEAD:main';

async function pushable() {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  return {work, remote, start: await sandbox.sha(work)};
}
const pinOf = (uid: string) => `refs/laforge/pins/default/step-${uid}`;
const step = (work: string, script: string, check: string, options: StepOptions = {}) =>
  runScriptAsStep(sandbox, work, script, {check, ...options});
const status = (work: string) => sandbox.git(work, 'status', '--porcelain');

async function withHistory<Result>(
  use: (history: Awaited<ReturnType<ReturnType<typeof ledgerStore>['open']>>) => Promise<Result>,
) {
  const history = await ledgerStore(join(sandbox.folder(), 'steps.db')).open();
  try {
    return await use(history);
  } finally {
    await history.close();
  }
}
const rollbacks = () => withHistory((history) => history.listRollbacks());
const activeIds = () => withHistory(async (history) => (await history.listSteps({active: true})).map(({id}) => id));

async function undo(work: string, where: UndoRequest['where']) {
  const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
  try {
    return await withHistory((history) =>
      undoRollback(
        {
          history,
          repository,
          clock: systemClock,
          uids: systemUids,
          log: {info() {}, notice() {}, warn() {}},
          words: WORDINGS.action,
        },
        undoLatest({where, branch: 'main'}),
      ),
    );
  } finally {
    await repository.close();
  }
}

describe('a check that succeeds', () => {
  test('sees the committed work, is recorded, and lets it through', async () => {
    const {work, remote} = await pushable();
    const script = 'git status --porcelain; git log -1 --format=%s; echo as $LAFORGE_STEP_ID; echo aside >&2';
    const {stored, failure, checkLog, output} = await step(work, 'echo one > one; echo two > two', script);
    expect(stored).toMatchObject({
      status: 'succeeded',
      pushed: 'pushed',
      active: true,
      commitShaAfter: await sandbox.sha(remote, 'main'),
      notes: [],
      check: {command: script, exit_code: 0, last_lines: ['Work of scripted in step 1', 'as 1', 'aside']},
    });
    expect(failure).toBeNull();
    expect(checkLog).toBe('Work of scripted in step 1\nas 1\naside\n');
    expect(output).toContain(checkLog);
  });

  test('changes nothing of the work: what it leaves is not committed, what it commits is put back', async () => {
    const {work, remote} = await pushable();
    const check = 'mkdir coverage; echo 98 > coverage/report; echo formatted >> one; echo lock > README.md';
    const {stored, failure} = await step(work, commit('one'), check);
    expect([stored.status, failure, stored.notes]).toEqual(['succeeded', null, []]);
    expect(await sandbox.git(remote, 'ls-tree', '-r', '--name-only', 'main')).toBe('README.md\none');
    expect(await status(work)).toBe(' M README.md\n M one\n?? coverage/');

    await sandbox.git(work, 'checkout', '-q', '.');
    const second = await step(work, commit('two'), `${commit('of-the-check')}; git checkout -q -b elsewhere`);
    expect([second.stored.status, second.failure]).toEqual(['succeeded', null]);
    expect(second.stored.notes).toEqual([
      expect.stringMatching(/^The check moved HEAD or its branch, which were put back; .* kept at refs\/laforge\/pins/),
    ]);
    expect(await sandbox.git(work, 'symbolic-ref', '--short', 'HEAD')).toBe('main');
    expect(await sandbox.sha(remote, 'main')).toBe(await sandbox.sha(work));
    expect(await sandbox.git(remote, 'log', '-1', '--format=%s', 'main')).toBe('add two');
    expect(existsSync(join(work, 'of-the-check'))).toBe(true);
  });

  test('runs neither for a failed agent nor for one that was cancelled', async () => {
    const {work} = await pushable();
    const failed = await step(work, 'exit 3', 'touch ran');
    expect(failed.stored).toMatchObject({status: 'failed', check: null});
    const aborted = AbortSignal.abort();
    const cancelled = await step(work, 'true', 'touch ran', {request: {signal: aborted}});
    expect(cancelled.stored).toMatchObject({status: 'cancelled', check: null});
    expect(existsSync(join(work, 'ran'))).toBe(false);
  });

  test('guards the work of a failed agent, too, where that would be pushed', async () => {
    const {work, remote, start} = await pushable();
    const request = {continueOnAgentError: true};
    const good = await step(work, `${commit('one')}; exit 3`, 'true', {request});
    expect(good.stored).toMatchObject({status: 'failed', pushed: 'pushed', check: {exit_code: 0}});
    const tip = await sandbox.sha(remote, 'main');
    expect(tip).not.toBe(start);
    const bad = await step(work, `${commit('two')}; exit 3`, 'false', {request});
    expect(bad.stored).toMatchObject({status: 'check_failed', exitCode: 3, pushed: 'pinned'});
    expect(bad.failure).toBeNull();
    expect([await sandbox.sha(remote, 'main'), await sandbox.sha(work)]).toEqual([tip, tip]);
  });
});

describe('a check before the agent', () => {
  test('is on record beside the one of the work, and nothing that it does is the work of the agent', async () => {
    const {work, remote, start} = await pushable();
    sandbox.write(work, {'notes.txt': 'mine\n', '.git/info/exclude': 'cache\n'});
    const before = `${commit('of-the-check')}; mkdir coverage; touch cache; echo 1 > coverage/report; echo changed > README.md; exit 4`;
    const script = 'cat README.md; ls; echo done > done; git add --all -- :!notes.txt';
    const {stored, output} = await step(work, script, 'test -f done', {checkBefore: before});
    expect(stored).toMatchObject({
      status: 'succeeded',
      pushed: 'pushed',
      commitShaBefore: start,
      checkBefore: {command: before, exit_code: 4},
      check: {exit_code: 0},
      changes: {own_commit_count: 1, files_changed: 1},
    });
    expect(output).not.toContain('changed');
    expect(await sandbox.git(remote, 'show', '--name-only', '--format=%P', 'main')).toBe(`${start}\n\ndone`);
    const pin = `refs/laforge/pins/default/check-${stored.uid}`;
    expect(stored.notes[0]).toContain(`what it left is kept at ${pin} in this repository`);
    expect(await sandbox.git(work, 'show', `${pin}:README.md`)).toBe('changed');
    expect(await sandbox.git(work, 'show', `${pin}:coverage/report`)).toBe('1');
    expect(await sandbox.git(work, 'status', '--porcelain', '--ignored')).toBe('?? notes.txt\n!! cache');
  });

  test('in a clone that lasts takes nothing back: what changed meanwhile may be what its user saved', async () => {
    const {work} = await pushable();
    const checkBefore = `echo mine > README.md; echo saved > notes.txt; ${commit('by-hand')}; exit 1`;
    const request = {push: 'none', workTreeLasts: true} as const;
    const {stored} = await step(work, 'echo done > done', 'test -f done', {checkBefore, request});
    expect(stored).toMatchObject({
      ...{status: 'succeeded', checkBefore: {exit_code: 1}, check: {exit_code: 0}},
      changes: {own_commit_count: 1, foreign_commits: [{subject: 'add by-hand', reason: 'known'}]},
    });
    expect(stored.notes[0]).toBe(
      'While the check before the agent ran, "README.md", "by-hand", "notes.txt" changed. They stay, and are no work of the agent.',
    );
    expect(await status(work)).toBe(' M README.md\n?? notes.txt');
    expect(await sandbox.git(work, 'show', '--name-only', '--format=', 'HEAD')).toBe('done');
  });

  test('that takes away what was uncommitted before the step is named, and the agent is not blamed', async () => {
    const {work} = await pushable();
    sandbox.write(work, {'README.md': 'dirty', 'mine.txt': 'u', 'early.txt': 'e'});
    const request = {push: 'none', workTreeLasts: true} as const;
    const check = 'git reset -q --hard HEAD; git clean -fdq';
    const {stored, warnings} = await step(work, 'rm early.txt; echo e > e', check, {request});
    expect([stored.status, warnings]).toEqual([
      'succeeded',
      [
        'The agent deleted or reset what was uncommitted here before the step: "early.txt".',
        'The check deleted or reset what was uncommitted here before the step: "README.md", "mine.txt".',
      ],
    ]);
    expect(stored.notes).toEqual(warnings);
  });

  test('whose lock is left by it is removed, and the work reaches its branch', async () => {
    const {work} = await pushable();
    const checkBefore = 'touch .git/index.lock .git/HEAD.lock; exit 1';
    const {stored} = await step(work, 'echo done > done', 'test -f done', {checkBefore});
    expect([stored.pushed, existsSync(join(work, '.git/index.lock'))]).toEqual(['pushed', false]);
  });

  test('that passed decides nothing, and what it left is still kept where the later one leaves something too', async () => {
    const {work} = await pushable();
    const {stored} = await step(work, commit('one'), `${commit('late')}; exit 1`, {
      checkBefore: 'echo early > README.md',
    });
    expect(stored).toMatchObject({status: 'check_failed', checkBefore: {exit_code: 0}, check: {exit_code: 1}});
    const kept = await sandbox.git(work, 'log', '--format=', '-p', '--all', '--full-history', '--', 'README.md');
    expect(kept).toContain('+early');
  });
});

describe('a check that fails', () => {
  test('keeps the work off its branch, here and at the remote; an undo brings it onto both', async () => {
    const {work, remote, start} = await pushable();
    const {stored, failure, uid} = await step(work, `${commit('one')}; echo left > left`, 'echo FAIL one; exit 7');
    const after = stored.commitShaAfter;
    expect(stored).toMatchObject({
      status: 'check_failed',
      exitCode: 0,
      active: false,
      pushed: 'pinned',
      pinRef: pinOf(uid),
      check: {exit_code: 7, last_lines: ['FAIL one']},
    });
    expect(failure).toBe(
      'The check of step 1 failed with exit code 7, and main is where the step found it (R1). To have the work all the same, use the undo action and rollback-id: R1. (LF062)',
    );
    expect([await sandbox.sha(remote, 'main'), await sandbox.sha(work)]).toEqual([start, start]);
    expect([await status(work), existsSync(join(work, 'left'))]).toEqual(['', false]);
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(after);
    const [rollback] = await rollbacks();
    expect(rollback).toMatchObject({
      number: 1,
      branch: 'main',
      reason: 'check failed',
      fromSha: after,
      toSha: start,
      stepUids: [uid],
      target: {mode: 'before', stepUid: uid},
    });
    expect(await sandbox.sha(remote, `${rollback?.pinRef}^`)).toBe(after);

    const next = await step(work, commit('two'), 'true');
    expect(next.stored).toMatchObject({id: 2, parentStepId: null, pushed: 'pushed'});
    await sandbox.git(work, 'reset', '-q', '--hard', start);
    await sandbox.git(work, 'push', '-q', '--force', 'origin', 'main');
    expect(await undo(work, 'both')).toMatchObject({proposal: null, warnings: []});
    expect([await sandbox.sha(remote, 'main'), await sandbox.sha(work)]).toEqual([after, after]);
    expect(await activeIds()).toEqual([2, 1]);
  });

  test.each([
    ['all of it', `${commit('one')}; ${PUSH}`],
    ['a part of it', `${commit('one')}; ${PUSH}; echo left > left`],
  ])('takes back what the agent pushed by itself, %s', async (_, script) => {
    const {work, remote, start} = await pushable();
    const {stored, failure, warnings, uid} = await step(work, script, 'false');
    expect(stored).toMatchObject({status: 'check_failed', active: false, pushed: 'pinned'});
    expect(failure).toContain('main is where the step found it (R1)');
    expect(warnings).toEqual([
      `The work was not pushed to main: its check failed. It is kept: git fetch origin ${pinOf(uid)} gets it.`,
    ]);
    expect([await sandbox.sha(remote, 'main'), await sandbox.sha(work)]).toEqual([start, start]);
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(stored.commitShaAfter);
    const [rollback] = await rollbacks();
    const pushed = await sandbox.sha(remote, `${rollback?.pinRef}^`);
    expect([rollback?.fromSha, rollback?.toSha, rollback?.reason]).toEqual([pushed, start, 'check failed']);
    expect(await undo(work, 'both')).toMatchObject({proposal: null, warnings: []});
    expect(await sandbox.sha(remote, 'main')).toBe(pushed);
    expect(await sandbox.sha(work)).toBe(stored.commitShaAfter);
  });

  test('takes nothing back from under the commits of somebody else, and says whose they are', async () => {
    const {work, remote} = await pushable();
    const other = await sandbox.clone(remote);
    const check = `cd ${other}; git pull -q; echo x > x; git add x; git commit -qm 'by hand'; git push -q origin main; false`;
    const {stored, failure, warnings} = await step(work, `${commit('one')}; ${PUSH}`, check);
    const theirs = await sandbox.sha(other);
    expect(await sandbox.sha(remote, 'main')).toBe(theirs);
    expect(await sandbox.sha(work)).toBe(stored.commitShaAfter);
    expect(stored).toMatchObject({status: 'check_failed', active: true, pushed: 'pinned'});
    expect(warnings.at(-1)).toMatch(
      /^main, here or at the remote, is not where step 1 found it, and could not be put back: Cannot roll back main .* 1 commit that no step made would go, .* "by hand"/,
    );
    expect(failure).toMatch(/^The check of step 1 failed with exit code 1\. Its work is kept at/);
    expect(await rollbacks()).toEqual([]);
  });

  test('leaves a branch at the remote that others moved on without the work of the step', async () => {
    const {work, remote, start} = await pushable();
    const other = await sandbox.clone(remote);
    const check = `cd ${other}; echo x > x; git add x; git commit -qm 'by hand'; git push -q origin main; false`;
    const {stored, failure} = await step(work, commit('one'), check);
    expect(await sandbox.sha(remote, 'main')).toBe(await sandbox.sha(other));
    expect(await sandbox.sha(work)).toBe(start);
    expect([stored.active, failure]).toEqual([false, expect.stringContaining('(R1)')]);
  });

  test('with on-failure: keep leaves the branch as it is, here and as the agent pushed it', async () => {
    const {work, remote, start} = await pushable();
    const request = {onFailure: 'keep' as const};
    const first = await step(work, commit('one'), 'false', {request});
    expect(first.stored).toMatchObject({
      status: 'check_failed',
      active: true,
      pushed: 'pinned',
      pinRef: pinOf(first.uid),
    });
    expect([await sandbox.sha(remote, 'main'), await sandbox.sha(work)]).toEqual([start, first.stored.commitShaAfter]);
    expect(first.failure).toMatch(/^The check of step 1 failed with exit code 1\. Its work is kept at/);
    await sandbox.git(work, 'push', '-q', 'origin', 'main');

    const second = await step(work, `${commit('two')}; ${PUSH}`, 'false', {request});
    expect(second.stored).toMatchObject({status: 'check_failed', active: true, pushed: 'pushed', pinRef: null});
    expect(await sandbox.sha(remote, 'main')).toBe(second.stored.commitShaAfter);
    expect(await rollbacks()).toEqual([]);
  });

  test('with push: none puts back the local branch, and says what the agent pushed by itself', async () => {
    const {work, remote, start} = await pushable();
    const request = {push: 'none' as const, workTreeLasts: true};
    const first = await step(work, commit('one'), 'false', {request});
    expect(first.stored).toMatchObject({status: 'check_failed', active: false, pushed: 'none'});
    expect([first.failure, first.warnings]).toEqual([
      'The check of step 1 failed with exit code 1, and main is where the step found it (R1). To have the work all the same, use the undo action and rollback-id: R1. (LF062)',
      [],
    ]);
    expect(await sandbox.sha(work)).toBe(start);
    expect(await sandbox.git(remote, 'for-each-ref', 'refs/laforge')).toBe('');
    await undo(work, 'local');
    expect(await sandbox.sha(work)).toBe(first.stored.commitShaAfter);

    const second = await step(work, `${commit('two')}; git push -q origin main`, 'false', {request});
    expect(await sandbox.sha(work)).toBe(first.stored.commitShaAfter);
    expect(await sandbox.sha(remote, 'main')).toBe(second.stored.commitShaAfter);
    expect(second.warnings).toEqual([
      `The agent pushed main to origin by itself, and it was left there, since nothing is pushed: git push --force-with-lease=main:${second.stored.commitShaAfter} origin ${first.stored.commitShaAfter}:refs/heads/main`,
    ]);
  });

  test('with push: none in a job keeps the work in a bundle, since it is off the branch and goes with the job', async () => {
    const {work, start} = await pushable();
    const {stored, warnings, uid} = await step(work, commit('one'), 'false', {request: {push: 'none'}});
    expect(stored).toMatchObject({status: 'check_failed', active: false, pushed: 'bundled'});
    const bundle = join(sandbox.folder(), `${uid}.bundle`);
    expect(warnings).toEqual([
      `The check failed, and nothing may be pushed. It is kept as a git bundle: ${bundle}. git fetch ${bundle} refs/laforge/pins/default/step-${uid} gets it.`,
    ]);
    expect(await sandbox.sha(work)).toBe(start);
    expect(await sandbox.git(work, 'bundle', 'list-heads', bundle)).toContain(stored.commitShaAfter);
  });

  test('puts the branch back whatever the check itself left in the work tree', async () => {
    const work = await sandbox.createRepository({name: 'work', files: {'a.txt': 'a\n', 'dist/out.js': 'old\n'}});
    const remote = await sandbox.createBareRemote({from: work});
    const start = await sandbox.sha(work);
    const script = 'echo agent > a.txt; git rm -q -r dist; git commit -qam work';
    const check =
      'echo formatted >> a.txt; mkdir dist; echo new > dist/out.js; mkdir coverage; echo 1 > coverage/r; git commit -qam mine; exit 1';
    const {stored, warnings} = await step(work, script, check);
    expect(stored).toMatchObject({status: 'check_failed', active: false});
    expect([await sandbox.sha(work), await sandbox.sha(remote, 'main')]).toEqual([start, start]);
    expect(await status(work)).toBe('?? coverage/');
    expect(readFileSync(join(work, 'a.txt'), 'utf8')).toBe('a\n');
    expect(warnings.join('\n')).toContain('The check moved HEAD or its branch, which were put back');
    const kept = await sandbox.git(work, 'for-each-ref', '--format=%(refname)', 'refs/laforge/pins/default/check-*');
    expect(await sandbox.git(work, 'show', `${kept}:a.txt`)).toBe('agent\nformatted');
  });

  test('never overwrites what lay in the work tree before the step: then the branch stays, which is said', async () => {
    const {work, remote, start} = await pushable();
    sandbox.write(work, {'README.md': 'my own change\n'});
    const script = `git stash -q; echo agent > README.md; git commit -qam work; git checkout -q stash@{0} -- README.md; git reset -q; git stash drop -q`;
    const {stored, warnings, failure} = await step(work, script, 'false');
    expect(readFileSync(join(work, 'README.md'), 'utf8')).toBe('my own change\n');
    expect([await sandbox.sha(remote, 'main'), await sandbox.sha(work)]).toEqual([start, stored.commitShaAfter]);
    expect(warnings.at(-1)).toMatch(/could not be put back: Cannot move main: it would overwrite "README.md"/);
    expect([stored.active, failure]).toEqual([true, expect.stringContaining('failed with exit code 1. Its work')]);
  });

  test('of a step that changed nothing has nothing to put back', async () => {
    const {work, start} = await pushable();
    const {stored, failure} = await step(work, 'true', 'false');
    expect(stored).toMatchObject({status: 'check_failed', active: true, pushed: 'unchanged', commitShaAfter: start});
    expect(failure).toBe('The check of step 1 failed with exit code 1. (LF062)');
    expect(await rollbacks()).toEqual([]);
  });

  test('on a detached HEAD leaves nothing but the pin', async () => {
    const {work, remote, start} = await pushable();
    await sandbox.git(work, 'checkout', '-q', '--detach');
    const {stored, uid} = await step(work, commit('one'), 'false', {request: {detachedBranch: 'main'}});
    expect(stored).toMatchObject({status: 'check_failed', pushed: 'pinned', active: true});
    expect([await sandbox.sha(remote, 'main'), await sandbox.sha(work, 'main')]).toEqual([start, start]);
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(stored.commitShaAfter);
  });

  test('that the agent pushed from elsewhere than the branch was is left there, and how to put it back is said', async () => {
    const {work, remote, start} = await pushable();
    await sandbox.git(work, 'checkout', '-q', '--detach');
    await sandbox.commitFile(work, 'merge', 'as of a merge checkout');
    const {stored, warnings} = await step(work, `${commit('one')}; ${PUSH}`, 'false', {
      request: {detachedBranch: 'main'},
    });
    expect(await sandbox.sha(remote, 'main')).toBe(stored.commitShaAfter);
    expect(warnings.at(-1)).toContain(
      `--force-with-lease=main:${stored.commitShaAfter} origin ${start}:refs/heads/main`,
    );
    expect([stored.active, await rollbacks()]).toEqual([true, []]);
  });

  test('leaves a branch whose history the agent rewrote, and says so', async () => {
    const {work, remote, start} = await pushable();
    const {stored, warnings} = await step(work, 'git commit -q --amend -m rewritten', 'false');
    expect([await sandbox.sha(remote, 'main'), await sandbox.sha(work)]).toEqual([start, stored.commitShaAfter]);
    expect(stored).toMatchObject({status: 'check_failed', pushed: 'pinned', active: true});
    expect(warnings.at(-1)).toContain('it is not in the history of its tip');
  });

  test('puts the local branch back also while the remote does not answer', async () => {
    const {work, remote, start} = await pushable();
    const {stored, warnings, failure} = await step(work, commit('one'), `mv ${remote} ${remote}.away; false`);
    expect(stored).toMatchObject({status: 'check_failed', pushed: 'bundled', active: false});
    expect([await sandbox.sha(work), failure]).toEqual([start, expect.stringContaining('(R1)')]);
    expect(warnings.join('\n')).toContain('It is kept as a git bundle');
  });

  test('in a repository without commits before it cannot be put back, which is said', async () => {
    const work = await sandbox.createRepository({commits: 0, files: {'mine.txt': 'mine'}});
    const remote = await sandbox.createBareRemote();
    await sandbox.git(work, 'remote', 'add', 'origin', remote);
    const {stored, warnings} = await step(work, commit('one'), 'false');
    expect(stored).toMatchObject({status: 'check_failed', pushed: 'pinned', active: true});
    expect(warnings.at(-1)).toContain('Step 1 began in a repository without commits');
    expect(await sandbox.git(remote, 'for-each-ref', 'refs/heads')).toBe('');
  });

  test('also has the commits put back that somebody else made under another name', async () => {
    const {work, start} = await pushable();
    const other = `git -c user.name=Other -c user.email=other@example.com commit -q --allow-empty -m other`;
    const {stored, failure} = await step(work, `${other}; ${commit('one')}`, 'false');
    expect([stored.active, failure]).toEqual([false, expect.stringContaining('(R1)')]);
    expect(await sandbox.sha(work)).toBe(start);
  });
});

describe('a check that does not end', () => {
  test('is ended with everything it started, and has failed', async () => {
    const {work, remote, start} = await pushable();
    const {stored, warnings, failure} = await step(work, commit('one'), 'sleep 60 & sleep 60', {
      checkTimeoutMs: 1500,
    });
    expect(stored).toMatchObject({status: 'check_failed', active: false, check: {exit_code: 124}});
    expect(stored.notes).toContain('The check was ended: it ran longer than check-timeout-minutes allows.');
    expect(warnings).toEqual(expect.arrayContaining([...stored.notes]));
    expect(failure).toContain('failed with exit code 124, and main is where the step found it (R1)');
    expect(await sandbox.sha(remote, 'main')).toBe(start);
  });

  test('is ended when the run is cancelled: then the step is cancelled, and its work pinned', async () => {
    const {work, remote, start} = await pushable();
    const cancellation = new AbortController();
    const up = join(sandbox.folder(), 'up');
    const running = step(work, commit('one'), `touch ${up}; sleep 60`, {request: {signal: cancellation.signal}});
    await eventually(() => existsSync(up));
    cancellation.abort();
    const {stored, uid} = await running;
    expect(stored).toMatchObject({status: 'cancelled', pushed: 'pinned', active: true, check: {exit_code: 130}});
    expect(await sandbox.sha(remote, 'main')).toBe(start);
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(stored.commitShaAfter);
    expect(await sandbox.sha(work)).toBe(stored.commitShaAfter);
  });

  test('leaves no processes behind, in words that speak of it', async () => {
    const {work} = await pushable();
    const {stored} = await step(work, commit('one'), 'sleep 60 & true');
    expect([stored.status, stored.notes]).toEqual([
      'succeeded',
      [expect.stringMatching(/^The check left processes running, and they were ended/)],
    ]);
  });
});
