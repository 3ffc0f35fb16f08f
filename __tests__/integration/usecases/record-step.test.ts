import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setImmediate} from 'node:timers/promises';
import {describe, expect, test} from '@jest/globals';
import {StoreError} from '../../../src/domain/errors.ts';
import {type GitSandbox, gitSandbox, SANDBOX_IDENTITY} from '../../helpers/git-sandbox.ts';
import {ledgerStore, runScriptAsStep} from '../../helpers/recorded-step.ts';

const sandbox = gitSandbox();
const commit = (file: string, text = file) =>
  `echo '${text}' > ${file}; git add ${file}; git commit -q -m 'add ${file}'`;

async function pushable(from: GitSandbox = sandbox) {
  const work = await from.createRepository({name: 'work'});
  const remote = await from.createBareRemote({from: work});
  return {work, remote, start: await from.sha(work)};
}
const pinOf = (uid: string) => `refs/laforge/pins/default/step-${uid}`;

describe('a recorded step', () => {
  test('has its commits on the branch at the remote, and everything about it in the ledger', async () => {
    const {work, remote, start} = await pushable();
    const {stored, output, log, failure, publication} = await runScriptAsStep(
      sandbox,
      work,
      `echo started as $LAFORGE_STEP_ID; echo trouble >&2; ${commit('one')}; ${commit('two')}`,
    );
    const tip = await sandbox.sha(remote, 'main');
    expect(stored).toMatchObject({
      id: 1,
      status: 'succeeded',
      active: true,
      branch: 'main',
      exitCode: 0,
      commitShaBefore: start,
      commitShaAfter: tip,
      pushed: 'pushed',
      pinRef: null,
      parentStepId: null,
      notes: [],
    });
    expect(stored.changes).toEqual({
      own_commits: [
        {sha: tip, subject: 'add two'},
        {sha: await sandbox.sha(remote, 'main~1'), subject: 'add one'},
      ],
      own_commit_count: 2,
      files_changed: 2,
      insertions: 2,
      deletions: 0,
    });
    expect(output).toContain('started as 1');
    expect(log).toBe(output);
    expect([failure, publication.kind]).toEqual([null, 'published']);
  });

  test('has what the agent left uncommitted in a commit of its own, and nothing that lay there before', async () => {
    const {work, remote} = await pushable();
    sandbox.write(work, {'mine.txt': 'not the agent’s', 'README.md': 'my change\n'});
    const {stored, uid} = await runScriptAsStep(sandbox, work, 'echo new > new.txt; echo more >> README.md');
    expect(stored.pushed).toBe('pushed');
    expect(await sandbox.git(remote, 'show', '--format=%an|%B', '--name-only', 'main')).toBe(
      `${SANDBOX_IDENTITY.name}|Work of scripted in step 1\n\nLaforge-Step-Uid: ${uid}\nLaforge-Step: 1\n\n\nnew.txt`,
    );
    expect(await sandbox.git(work, 'status', '--porcelain')).toBe(' M README.md\n?? mine.txt');
    expect(stored.notes).toEqual(['Left uncommitted, because it had changes before the step began: "README.md".']);
  });

  test('that commits nothing is recorded as unchanged', async () => {
    const {work, remote, start} = await pushable();
    const {stored, failure} = await runScriptAsStep(sandbox, work, 'true');
    expect(stored).toMatchObject({
      pushed: 'unchanged',
      commitShaAfter: start,
      changes: {own_commit_count: 0, files_changed: 0},
    });
    expect(failure).toBeNull();
    expect(await sandbox.sha(remote, 'main')).toBe(start);
  });

  test('with commit: none leaves everything as the agent left it', async () => {
    const {work, start} = await pushable();
    const {stored} = await runScriptAsStep(sandbox, work, 'echo new > new.txt', {request: {commit: 'none'}});
    expect([stored.commitShaAfter, await sandbox.git(work, 'status', '--porcelain')]).toEqual([start, '?? new.txt']);
  });

  test('has the latest active step of its branch as its parent', async () => {
    const {work} = await pushable();
    await runScriptAsStep(sandbox, work, commit('one'));
    await runScriptAsStep(sandbox, work, 'git checkout -q -b other', {request: {push: 'none'}});
    await sandbox.git(work, 'checkout', '-q', 'main');
    const {stored} = await runScriptAsStep(sandbox, work, commit('three'));
    expect([stored.id, stored.parentStepId]).toEqual([3, 1]);
  });

  test('runs in a repository without commits', async () => {
    const work = await sandbox.createRepository({commits: 0, files: {'mine.txt': 'mine'}});
    const remote = await sandbox.createBareRemote();
    await sandbox.git(work, 'remote', 'add', 'origin', remote);
    const {stored} = await runScriptAsStep(sandbox, work, 'echo first > first.txt');
    expect(stored).toMatchObject({
      commitShaBefore: null,
      pushed: 'pushed',
      branch: 'main',
      changes: {own_commit_count: 1},
    });
    expect(await sandbox.git(remote, 'ls-tree', '--name-only', 'main')).toBe('first.txt');
  });

  test('runs in a repository without a remote, where nothing is pushed', async () => {
    const work = await sandbox.createRepository();
    const {stored} = await runScriptAsStep(sandbox, work, commit('one'), {request: {push: 'none'}});
    expect(stored).toMatchObject({pushed: 'none', repository: null, status: 'succeeded'});
  });

  test('commits as the bot where git has no identity, and such commits are the step’s own', async () => {
    const work = await sandbox.createRepository({identity: false});
    await sandbox.createBareRemote({from: work});
    const bot = {name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com'};
    const env = {
      GIT_AUTHOR_NAME: bot.name,
      GIT_AUTHOR_EMAIL: bot.email,
      GIT_COMMITTER_NAME: bot.name,
      GIT_COMMITTER_EMAIL: bot.email,
    };
    const {stored} = await runScriptAsStep(sandbox, work, `${commit('one')}; echo left > left`, {env});
    expect(stored.changes?.own_commit_count).toBe(2);
    expect(await sandbox.git(work, 'log', '-2', '--format=%cn <%ce>')).toBe(
      `${bot.name} <${bot.email}>\n${bot.name} <${bot.email}>`,
    );
  });

  test('works in a shallow clone, which stays as shallow as it was', async () => {
    const {work, remote} = await pushable();
    await sandbox.commitFile(work, 'b', 'b');
    await sandbox.git(work, 'push', '-q', 'origin', 'main');
    const shallow = await sandbox.shallowClone(remote);
    const boundary = readFileSync(join(shallow, '.git/shallow'), 'utf8');
    const {stored} = await runScriptAsStep(sandbox, shallow, commit('c'));
    expect([stored.pushed, stored.changes?.own_commit_count]).toEqual(['pushed', 1]);
    expect(readFileSync(join(shallow, '.git/shallow'), 'utf8')).toBe(boundary);
  });

  test('works from a subfolder and in a second worktree', async () => {
    const {work, remote} = await pushable();
    const second = join(sandbox.folder(), 'second');
    await sandbox.git(work, 'worktree', 'add', '-q', '-b', 'topic', second);
    sandbox.write(second, {'deep/down/keep': ''});
    const {stored} = await runScriptAsStep(sandbox, second, 'echo here > here.txt', {folder: 'deep/down'});
    expect(stored).toMatchObject({branch: 'topic', pushed: 'pushed'});
    expect(await sandbox.git(remote, 'ls-tree', '-r', '--name-only', 'topic')).toBe('README.md\ndeep/down/here.txt');
  });
});

describe('an agent that moves about', () => {
  test('to a new branch has that branch recorded and pushed', async () => {
    const {work, remote, start} = await pushable();
    const {stored} = await runScriptAsStep(sandbox, work, `git checkout -q -b fix; ${commit('one')}`);
    expect(stored).toMatchObject({branch: 'fix', pushed: 'pushed'});
    expect(await sandbox.sha(remote, 'fix')).toBe(stored.commitShaAfter);
    expect(await sandbox.sha(remote, 'main')).toBe(start);
  });

  test('to a branch that was there before has its work pinned', async () => {
    const {work, remote, start} = await pushable();
    await sandbox.git(work, 'push', '-q', 'origin', 'main:dev');
    await sandbox.git(work, 'fetch', '-q');
    const {stored, failure, uid} = await runScriptAsStep(sandbox, work, `git checkout -q dev; ${commit('one')}`);
    expect(stored).toMatchObject({branch: 'main', pushed: 'pinned', pinRef: pinOf(uid), status: 'succeeded'});
    expect(stored.notes).toEqual([
      expect.stringContaining('the agent ended on dev, a branch that was there before it'),
    ]);
    expect(failure).toContain('did not reach main');
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(stored.commitShaAfter);
    expect([await sandbox.sha(remote, 'dev'), await sandbox.sha(remote, 'main')]).toEqual([start, start]);
  });

  test('and leaves HEAD detached has its work pinned', async () => {
    const {work, remote} = await pushable();
    const {stored, uid} = await runScriptAsStep(sandbox, work, `git checkout -q --detach; ${commit('one')}`);
    expect(stored).toMatchObject({branch: 'main', pushed: 'pinned'});
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(stored.commitShaAfter);
  });

  test('on a detached HEAD that stands for a pull request is recorded under its head', async () => {
    const {work} = await pushable();
    await sandbox.git(work, 'checkout', '-q', '--detach');
    const {stored} = await runScriptAsStep(sandbox, work, commit('one'), {request: {detachedBranch: 'feature'}});
    expect(stored).toMatchObject({branch: 'feature', pushed: 'pinned', changes: {own_commit_count: 1}});
  });

  test('and rewrites history never has the branch forced', async () => {
    const {work, remote, start} = await pushable();
    const {stored, uid} = await runScriptAsStep(sandbox, work, 'git commit -q --amend -m rewritten');
    expect(stored).toMatchObject({pushed: 'pinned', branch: 'main', pinRef: pinOf(uid)});
    expect(stored.notes[0]).toContain('its history was rewritten');
    expect(await sandbox.sha(remote, 'main')).toBe(start);
  });

  test('and pushes by itself is found to have pushed', async () => {
    const {work, remote} = await pushable();
    const whole = await runScriptAsStep(sandbox, work, `${commit('one')}; git push -q origin main`);
    const half = await runScriptAsStep(sandbox, work, `${commit('two')}; git push -q origin main; ${commit('three')}`);
    expect([whole.stored.pushed, half.stored.pushed]).toEqual(['pushed', 'pushed']);
    expect(await sandbox.sha(remote, 'main')).toBe(half.stored.commitShaAfter);
  });

  test('and merges what somebody else pushed has it on the branch, but not among its own commits', async () => {
    const {work, remote} = await pushable();
    const other = await sandbox.clone(remote);
    await sandbox.git(other, 'config', 'user.name', 'Somebody Else');
    const theirs = await sandbox.git(other, 'commit-tree', '-p', 'HEAD', '-m', 'theirs', 'HEAD^{tree}');
    const script = `git -C ${other} push -q origin ${theirs}:refs/heads/topic; git pull -q --no-rebase --no-ff --no-edit origin topic; ${commit('one')}`;
    const {stored} = await runScriptAsStep(sandbox, work, script);
    expect(stored.pushed).toBe('pushed');
    expect(stored.changes?.own_commits.map((own) => own.subject)).toEqual([
      'add one',
      expect.stringContaining('Merge'),
    ]);
    expect(await sandbox.git(remote, 'merge-base', '--is-ancestor', theirs, 'main')).toBe('');
  });
});

describe('work that may not reach its branch', () => {
  test('is pinned when the agent fails, and the branch stays', async () => {
    const {work, remote, start} = await pushable();
    const {stored, failure, uid} = await runScriptAsStep(sandbox, work, `${commit('one')}; exit 3`);
    expect(stored).toMatchObject({status: 'failed', exitCode: 3, pushed: 'pinned', pinRef: pinOf(uid)});
    expect(failure).toBe('The agent of step 1 failed with exit code 3.');
    expect(await sandbox.sha(remote, 'main')).toBe(start);
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(stored.commitShaAfter);
  });

  test('is pushed when a failure is to be continued after', async () => {
    const {work, remote} = await pushable();
    const {stored, failure} = await runScriptAsStep(sandbox, work, `${commit('one')}; exit 3`, {
      request: {continueOnAgentError: true},
    });
    expect([stored.status, stored.pushed, failure]).toEqual(['failed', 'pushed', null]);
    expect(await sandbox.sha(remote, 'main')).toBe(stored.commitShaAfter);
  });

  test('is pinned when somebody pushed meanwhile', async () => {
    const {work, remote} = await pushable();
    const other = await sandbox.clone(remote);
    const theirs = await sandbox.commitFile(other, 'theirs', 'theirs');
    const {stored, uid} = await runScriptAsStep(sandbox, work, `${commit('one')}; git -C ${other} push -q origin main`);
    expect(stored).toMatchObject({pushed: 'pinned', status: 'succeeded'});
    expect(stored.notes[0]).toContain(`main has moved at the remote to ${theirs.slice(0, 8)}`);
    expect(await sandbox.sha(remote, 'main')).toBe(theirs);
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(stored.commitShaAfter);
  });

  test.each([
    ['is pinned', `${commit('one')}; `],
    ['is none', ''],
  ])('%s when the agent moved the branch back at the remote, and what puts it back is said', async (_, first) => {
    const {work, remote, start} = await pushable();
    const found = await sandbox.commitFile(work, 'two', 'two');
    await sandbox.git(work, 'push', '-q', 'origin', 'main');
    const {stored, warnings} = await runScriptAsStep(sandbox, work, `${first}git push -qf origin ${start}:main`);
    expect(stored.pushed).toBe(first === '' ? 'unchanged' : 'pinned');
    const said = warnings.find((warning) => warning.includes('1 commit back at the remote')) ?? '';
    expect(said).toMatch(/^(The work was not pushed to main: )?main is /);
    expect(await sandbox.sha(remote, 'main')).toBe(start);
    const [, command = ''] = /puts it back: (git push [^)]*)\)/.exec(said) ?? [];
    await sandbox.git(work, ...command.split(' ').slice(1));
    expect(await sandbox.sha(remote, 'main')).toBe(found);
  });

  test('is pinned when the remote refuses, and bundled when it refuses that too', async () => {
    const {work, remote, start} = await pushable();
    const hook = join(remote, 'hooks/pre-receive');
    sandbox.write(remote, {'hooks/.keep': ''});
    const refuse = (pattern: string) =>
      writeFileSync(
        hook,
        `#!/bin/sh\nwhile read -r old new ref; do case $ref in ${pattern}) echo "GH006: Protected branch update failed for $ref."; exit 1;; esac; done\n`,
        {mode: 0o755},
      );
    refuse('refs/heads/*');
    const pinned = await runScriptAsStep(sandbox, work, commit('one'));
    expect(pinned.stored).toMatchObject({pushed: 'pinned'});
    await sandbox.git(work, 'reset', '-q', '--hard', start);
    refuse('*');
    const bundled = await runScriptAsStep(sandbox, work, commit('two'));
    expect(bundled.stored).toMatchObject({pushed: 'bundled', pinRef: null});
    const bundle = join(sandbox.folder(), `${bundled.uid}.bundle`);
    expect(bundled.stored.notes[0]).toContain(bundle);
    const clone = await sandbox.clone(remote);
    await sandbox.git(clone, 'fetch', '-q', bundle, pinOf(bundled.uid));
    expect(await sandbox.sha(clone, 'FETCH_HEAD')).toBe(bundled.stored.commitShaAfter);
  });
});

describe('before the agent starts', () => {
  test('a branch that has moved on stops the step, and nothing is recorded', async () => {
    const {work, remote} = await pushable();
    const other = await sandbox.clone(remote);
    await sandbox.commitFile(other, 'theirs', 'theirs');
    await sandbox.git(other, 'push', '-q', 'origin', 'main');
    await expect(runScriptAsStep(sandbox, work, 'touch ran')).rejects.toThrow(
      /^The agent was not started: main is at [0-9a-f]{8} at the remote, but [0-9a-f]{8} is checked out/,
    );
    expect(existsSync(join(work, 'ran'))).toBe(false);
    expect(existsSync(join(sandbox.folder(), 'steps.db'))).toBe(false);
  });

  test('a tag by the whole name of the branch at the remote stops the step, since git pushes to neither', async () => {
    const {work} = await pushable();
    await sandbox.git(work, 'push', '-q', 'origin', 'HEAD:refs/tags/refs/heads/main');
    await expect(runScriptAsStep(sandbox, work, 'touch ran')).rejects.toThrow(
      /^The agent was not started: The remote has a tag by the whole name of the branch .* git push --delete origin /,
    );
    expect(existsSync(join(work, 'ran'))).toBe(false);
  });

  test('a repository without a remote is refused with push: auto', async () => {
    const work = await sandbox.createRepository();
    await expect(runScriptAsStep(sandbox, work, 'true')).rejects.toThrow(
      'has no remote to push to. Add one as origin, or use push: none.',
    );
  });
});

describe('trouble with the recording', () => {
  test('before the start costs a warning, and the agent runs', async () => {
    const {work, remote} = await pushable();
    const store = ledgerStore(join(sandbox.folder(), 'steps.db'));
    const full = {
      ...store,
      open: async () => ({
        ...(await store.open()),
        startStep: async () => {
          throw new StoreError('unwritable', 'The disk is full.');
        },
      }),
    };
    const {step, failure, warnings, publication} = await runScriptAsStep(sandbox, work, commit('one'), {
      deps: {store: full},
    });
    expect([step.status, step.pushed, step.id, failure, publication.kind]).toEqual([
      'succeeded',
      'pushed',
      null,
      null,
      'kept',
    ]);
    expect(warnings).toEqual([
      'The step could not be written to its history before it started: The disk is full.',
      expect.stringContaining('could not be published: The disk is full. It is in here.'),
    ]);
    expect(await sandbox.sha(remote, 'main')).toBe(step.commitShaAfter);
  });

  test('at the end costs a warning that says where the record is', async () => {
    const {work} = await pushable();
    const where = '/somewhere/steps.db';
    const store = ledgerStore(join(sandbox.folder(), 'steps.db'), async () => ({
      kind: 'kept',
      where,
      reason: 'The service is down.',
    }));
    const {failure, warnings, step} = await runScriptAsStep(sandbox, work, commit('one'), {deps: {store}});
    expect([failure, step.status]).toEqual([null, 'succeeded']);
    expect(warnings).toEqual([`The record of step 1 could not be published: The service is down. It is in ${where}.`]);
  });
});

describe('how the agent ended', () => {
  test.each([
    ['pinned, where it was not to be committed', {commit: 'none'} as const, `echo half > half.txt`],
    ['pinned, where a merge is unfinished', {}, `echo half > half.txt; git rev-parse HEAD > .git/MERGE_HEAD`],
  ])('is timed_out with what it left uncommitted %s', async (_how, request, script) => {
    const {work, remote, start} = await pushable();
    const {stored, warnings, uid} = await runScriptAsStep(sandbox, work, `${script}; echo up; sleep 60`, {
      timeoutMs: 2000,
      request,
    });
    expect(stored).toMatchObject({
      status: 'timed_out',
      pushed: 'pinned',
      pinRef: pinOf(uid),
      commitShaAfter: start,
      changes: {own_commit_count: 1, files_changed: 1, insertions: 1},
    });
    const pin = await sandbox.sha(remote, pinOf(uid));
    expect(await sandbox.git(remote, 'show', '--format=%P', '--name-only', pin)).toBe(`${start}\n\nhalf.txt`);
    const sentence = expect.stringContaining(`was committed beside the branch, as ${pin.slice(0, 8)}`);
    expect(warnings).toContainEqual(sentence);
    expect(stored.notes).toContainEqual(sentence);
    expect([await sandbox.sha(work), await sandbox.git(work, 'status', '--porcelain')]).toEqual([start, '?? half.txt']);
  });

  test('is timed_out with its work in a bundle where nothing may be pushed, and where it stays with a work tree that lasts', async () => {
    const {work, start} = await pushable();
    const script = 'echo half > half.txt; echo up; sleep 60';
    const kept: string[] = [];
    const keepFile = async (path: string) => {
      kept.push(await sandbox.git(work, 'bundle', 'list-heads', path));
      return 'artifact bundle of this run';
    };
    const push = {push: 'none', commit: 'none'} as const;
    const timeoutMs = 2000;
    const lasting = await runScriptAsStep(sandbox, work, script, {timeoutMs, request: {...push, workTreeLasts: true}});
    expect(lasting.stored).toMatchObject({pushed: 'none', commitShaAfter: start, notes: []});
    await sandbox.git(work, 'clean', '-qf');
    const {stored, uid} = await runScriptAsStep(sandbox, work, script, {timeoutMs, request: push, deps: {keepFile}});
    expect(stored).toMatchObject({status: 'timed_out', pushed: 'bundled', commitShaAfter: start});
    expect(stored.notes.at(-1)).toMatch(
      /nothing may be pushed\. It is kept as a git bundle: artifact bundle of this run/,
    );
    expect(kept).toEqual([expect.stringContaining(pinOf(uid))]);
  });

  test('is 124 and timed_out when it ran too long, with its work kept', async () => {
    const {work, remote} = await pushable();
    const {stored, failure, uid} = await runScriptAsStep(sandbox, work, `${commit('one')}; sleep 60`, {
      timeoutMs: 2000,
    });
    expect(stored).toMatchObject({status: 'timed_out', exitCode: 124, pushed: 'pinned'});
    expect(failure).toContain('ran longer than timeout-minutes allows');
    expect(await sandbox.sha(remote, pinOf(uid))).toBe(stored.commitShaAfter);
  });

  test('is 128 and the signal’s number when a signal ended it', async () => {
    const {work} = await pushable();
    const {stored} = await runScriptAsStep(sandbox, work, 'kill -TERM $$');
    expect(stored).toMatchObject({status: 'failed', exitCode: 143});
  });

  test('is 127 when there is no such program, and the record says so', async () => {
    const {work} = await pushable();
    const {stored} = await runScriptAsStep(sandbox, work, '', {
      deps: {
        launch: async () => ({
          argv: ['no-such-agent'],
          cwd: work,
          env: sandbox.env(),
          timeoutMs: null,
          logFile: join(sandbox.folder(), 'log'),
          stdin: 'none',
        }),
      },
    });
    expect(stored).toMatchObject({status: 'failed', exitCode: 127, notes: [expect.stringContaining('no-such-agent')]});
  });

  test('is cancelled when we were asked to stop, with what it did on record', async () => {
    const {work, start} = await pushable();
    const stop = new AbortController();
    const stopAfterCommit = async () => {
      while ((await sandbox.sha(work)) === start) await setImmediate();
      stop.abort();
    };
    let stopped: Promise<void> | undefined;
    const {stored, failure} = await runScriptAsStep(sandbox, work, `${commit('one')}; sleep 60`, {
      request: {signal: stop.signal},
      deps: {
        onStarted: () => {
          stopped = stopAfterCommit();
        },
      },
    });
    await stopped;
    expect(stored).toMatchObject({status: 'cancelled', pushed: 'pinned', changes: {own_commit_count: 1}});
    expect(failure).toContain('was cancelled');
  });
});
