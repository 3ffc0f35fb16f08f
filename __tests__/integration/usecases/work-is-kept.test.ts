import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {runScriptAsStep, type StepOptions} from '../../helpers/recorded-step.ts';

const sandbox = gitSandbox();

const IDENTIFIED = {
  ...{GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@sandbox.test'},
  ...{GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@sandbox.test'},
};
const IDENTITY = 'git config user.name A; git config user.email a@sandbox.test';

/** A work tree with a remote, and where the branch is there. */
async function place() {
  const work = await sandbox.createRepository({name: 'work', files: {'a.txt': 'a\n', 'b.txt': 'b\n'}, commits: 2});
  const remote = await sandbox.createBareRemote({from: work});
  return {work, remote, start: await sandbox.sha(work)};
}

/** The files at a ref of the remote, with their contents. */
async function filesAt(remote: string, ref: string): Promise<Record<string, string>> {
  const names = (await sandbox.git(remote, 'ls-tree', '-r', '--name-only', ref))
    .split('\n')
    .filter((name) => name !== '');
  const entries = names.map(async (name) => [name, await sandbox.git(remote, 'show', `${ref}:${name}`)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

const step = (work: string, script: string, options: StepOptions = {}) =>
  runScriptAsStep(sandbox, work, script, options);

describe('work of a successful agent that its branch cannot take is on the pin, and the workflow step fails', () => {
  test.each([
    ['.git/index.lock', 'echo new > new.txt; touch .git/index.lock'],
    ['.git/HEAD.lock', 'echo new > new.txt; touch .git/HEAD.lock'],
    ['a lock of the branch', 'echo new > new.txt; touch .git/refs/heads/main.lock'],
    ['an index that is none', 'echo new > new.txt; echo none > .git/index'],
    ['a list of cut-off commits that is none', 'echo new > new.txt; echo none > .git/shallow'],
    ['a rebase under way', 'echo new > new.txt; mkdir .git/rebase-merge'],
    ['its work in the stash', 'echo new > new.txt; git add new.txt; git stash -q'],
    ['its work in the stash, new files and all', 'echo new > new.txt; git stash -q -u'],
    ['its work in two stashes', 'echo one > one.txt; git stash -q -u; echo new > new.txt; git stash -q -u'],
    [
      'commits, and the rest in the stash',
      'echo c > c.txt; git add .; git commit -qm c; echo new > new.txt; git stash -qu',
    ],
    ['no repository', 'echo new > new.txt; rm -rf .git'],
    ['a new repository', `echo new > new.txt; rm -rf .git; git init -q -b main; ${IDENTITY}`],
    [
      'a new repository with a commit',
      `echo new > new.txt; rm -rf .git; git init -q -b main; ${IDENTITY}; git add .; git commit -qm scaffold`,
    ],
    [
      'its commits on another branch',
      'git checkout -qb side; echo new > new.txt; git add .; git commit -qm c; git checkout -q main',
    ],
    [
      'its commits on no branch',
      'git checkout -q --detach; echo new > new.txt; git add .; git commit -qm c; git checkout -q main',
    ],
    [
      'its commits in a work tree of its own',
      'git worktree add -q -b side ../side-$$; cd ../side-$$; echo new > new.txt; git add .; git commit -qm c',
    ],
    [
      'its commits on two branches',
      'for b in one new; do git checkout -qb $b main; echo $b > $b.txt; git add .; git commit -qm $b; done; git checkout -q main',
    ],
    [
      'no repository, and nothing in the temporary folder',
      'echo new > new.txt; rm -rf .git "$SANDBOX_TEMPORARY"/laforge-git-*',
    ],
    ['no objects', 'echo new > new.txt; rm -rf .git/objects'],
    ['an empty folder of objects', 'echo new > new.txt; rm -rf .git/objects; mkdir .git/objects'],
    [
      'HEAD on a commit that is not there',
      'echo new > new.txt; echo 1234567890123456789012345678901234567890 > .git/refs/heads/main',
    ],
  ])('%s', async (_, script) => {
    const {work, remote, start} = await place();
    const {stored, failure, warnings} = await step(work, script);
    expect([stored.status, stored.pushed, warnings.length > 0]).toEqual(['succeeded', 'pinned', true]);
    expect(await filesAt(remote, stored.pinRef ?? '')).toMatchObject({'new.txt': 'new', 'a.txt': 'a'});
    expect(await sandbox.sha(remote, 'main')).toBe(start);
    expect(failure).toMatch(/^The work of step 1 did not reach main/);
  });

  const openMerge = 'echo ours > a.txt; git commit -qam ours; git merge side || true; echo new > new.txt';
  const withSide = async () => {
    const at = await place();
    await sandbox.git(at.work, 'checkout', '-q', '-b', 'side');
    await sandbox.commitFile(at.work, 'a.txt', 'theirs\n');
    await sandbox.git(at.work, 'checkout', '-q', 'main');
    return at;
  };

  test('a merge that is left open, its conflicts as they stand in the files', async () => {
    const {work, remote} = await withSide();
    await sandbox.git(work, 'push', '-q', 'origin', 'side');
    const {stored, failure, warnings} = await step(work, openMerge);
    const files = await filesAt(remote, stored.pinRef ?? '');
    expect([files['new.txt'], files['a.txt']]).toEqual(['new', expect.stringContaining('<<<<<<< HEAD\nours')]);
    expect(failure).toMatch(/did not reach main, since what the agent left uncommitted is beside it/);
    // Told once where it is and why.
    expect(warnings).toEqual([
      expect.stringMatching(
        /^What .* was committed beside the branch, as \w{8}, since .* in the middle of a merge\. .*\.$/,
      ),
      expect.stringMatching(/^The work was not pushed to main: what .* is beside it\. It is kept: git fetch /),
    ]);
    expect(existsSync(join(work, '.git/MERGE_HEAD'))).toBe(true);
  });

  test.each([
    [
      {},
      /^The work was not pushed to main: some of what .* could not be committed\. The rest is kept: git fetch origin /,
    ],
    [
      {request: {push: 'none', workTreeLasts: true}} as const,
      /^Some of what .* could not be committed\. The rest is kept in this repository: git show refs/,
    ],
  ])('the rest of a merge that is left open beside a repository of its own: %j', async (options, words) => {
    const {work} = await withSide();
    await sandbox.git(work, 'push', '-q', 'origin', 'side');
    const nested = `git init -q z; cd z; ${IDENTITY}; git commit -q --allow-empty -m z; cd ..; ${openMerge}`;
    const {warnings} = await step(work, nested, options);
    expect(warnings.filter((it) => /(The rest|The work|It) is kept/.test(it))).toEqual([expect.stringMatching(words)]);
  });

  test('a merge of a branch that nobody has published stays in the clone', async () => {
    const {work, remote} = await withSide();
    const {stored, failure, warnings} = await step(work, openMerge);
    expect([stored.pushed, stored.pinRef]).toEqual(['none', null]);
    expect(failure).toMatch(/did not reach main/);
    const [, beside] =
      /is not at the remote\. It is only in this work tree, at (\w+)\./.exec(warnings.join('\n')) ?? [];
    expect(await sandbox.git(work, 'show', `${beside}:new.txt`)).toBe('new');
    expect(await sandbox.git(remote, 'for-each-ref', 'refs/laforge/pins/')).toBe('');
  });

  test('into a bundle where nothing may be pushed', async () => {
    const {work} = await place();
    const {stored, failure} = await step(work, 'echo new > new.txt; touch .git/index.lock', {request: {push: 'none'}});
    expect(stored.pushed).toBe('bundled');
    expect(failure).toMatch(/did not reach main/);
  });

  describe('also on a laptop, whose clone has the pin,', () => {
    const request = {push: 'none', workTreeLasts: true} as const;

    test.each([
      ['.git/index.lock', 'echo new > new.txt; touch .git/index.lock'],
      ['an index that is none', 'echo new > new.txt; echo none > .git/index'],
      ['work in the stash', 'echo new > new.txt; git stash -q -u'],
      ['no objects', 'echo new > new.txt; rm -rf .git/objects/*'],
    ])('%s', async (_, script) => {
      const {work, start} = await place();
      const {stored, failure} = await step(work, script, {request});
      expect([stored.status, stored.pushed, failure]).toEqual([
        'succeeded',
        'pinned',
        expect.stringMatching(/^The work of step 1 did not reach main/),
      ]);
      expect(stored.notes.join('\n')).toContain(`kept in this repository: git show ${stored.pinRef}`);
      expect(await sandbox.git(work, 'show', `${stored.pinRef}:new.txt`)).toBe('new');
      expect(readFileSync(join(work, '.git/refs/heads/main'), 'utf8').trim()).toBe(start);
    });

    test.each([
      ['a bisect', ['bisect', 'start']],
      ['a merge', ['merge', '-q', '--no-commit', '--no-ff', 'side']],
    ])('but not amid %s of the user, who commits it', async (operation, begin) => {
      const {work, start} = await place();
      await sandbox.git(work, 'checkout', '-q', '-b', 'side');
      await sandbox.commitFile(work, 'c.txt', 'c\n');
      await sandbox.git(work, 'checkout', '-q', 'main');
      await sandbox.git(work, ...begin);
      const {stored, failure} = await step(work, 'echo new > new.txt', {request});
      expect([stored.status, stored.pushed, failure]).toEqual(['succeeded', 'none', null]);
      expect(stored.notes.join()).toContain(`in the middle of ${operation}`);
      expect([readFileSync(join(work, 'new.txt'), 'utf8'), await sandbox.sha(work)]).toEqual(['new\n', start]);
      const own =
        'git reset -q --hard; rm -rf .git/BISECT_*; git merge -q --no-commit --no-ff side; echo more > more.txt';
      const linked = `${own}; echo third > third.txt; mv .git/MERGE_HEAD .git/head; cd .git; ln -s config MERGE_HEAD`;
      expect((await step(work, own, {request})).failure).toMatch(/^The work of step 2 did not reach main/);
      const {failure: third} = await step(work, linked, {request});
      expect(third).toMatch(
        /^The work of step 3 did not reach main, since what the agent left uncommitted is beside it/,
      );
    });

    test.each([
      ['no repository', 'echo new > new.txt; rm -rf .git'],
      ['no HEAD', 'echo new > new.txt; echo none > .git/HEAD'],
      ['no refs', 'echo new > new.txt; rm -rf .git/refs'],
    ])('or a bundle: %s', async (_, script) => {
      const {work, remote} = await place();
      const {stored, failure} = await step(work, script, {request});
      expect([stored.pushed, failure]).toEqual(['bundled', expect.stringContaining('is beside it')]);
      const bundle =
        /kept as a git bundle: (\S+)\. git fetch \S+ refs\/\S+ gets it\.$/m.exec(stored.notes.join('\n'))?.[1] ?? '';
      const other = await sandbox.clone(remote);
      await sandbox.git(other, 'fetch', '-q', bundle, '+refs/*:refs/bundle/*');
      const [ref = ''] = (await sandbox.git(other, 'for-each-ref', '--format=%(refname)', 'refs/bundle')).split('\n');
      expect(await sandbox.git(other, 'show', `${ref}:new.txt`)).toBe('new');
    });

    test.each([
      ['with its work uncommitted', 'echo new > new.txt'],
      ['with a commit', `echo new > new.txt; ${IDENTITY}; git add .; git commit -qm scaffold`],
    ])('or a new repository on which nothing of before is, %s', async (_, rest) => {
      const {work, start} = await place();
      await sandbox.git(work, 'remote', 'remove', 'origin');
      const script = `rm -rf .git; git init -q -b main; ${rest}`;
      const {stored, failure, warnings} = await step(work, script, {request});
      expect(failure).toContain('since the commit where the step began is gone');
      expect(await sandbox.git(work, 'show', 'main:new.txt')).toBe('new');
      expect([stored.status, warnings.join('\n')]).toEqual(['succeeded', expect.not.stringContaining('git branch')]);
      expect(warnings.join('\n')).toContain(`removed the commit ${start.slice(0, 8)}`);
    });

    test.each([
      ['is gone', 'rm -rf "$PWD"'],
      ['is a link to another folder', 'mv "$PWD" "$PWD-moved"; ln -s "$PWD-moved" "$PWD"'],
    ])('and what it changed is unknown where the work tree %s', async (_, script) => {
      const {work} = await place();
      const {stored, failure} = await step(work, script, {request});
      expect([stored.changes, failure]).toEqual([null, expect.stringContaining('could not be committed')]);
    });
  });

  test('what only a part of a commit lacks is in an archive: a repository of its own, a name that git refuses', async () => {
    const {work, remote} = await place();
    const script =
      'echo new > new.txt; mkdir .GIT; echo x > .GIT/x; git init -q own; cd own; echo o > o.txt; git add .; git commit -qm o';
    const {stored, failure} = await step(work, script, {env: IDENTIFIED});
    expect([stored.pushed, failure]).toEqual(['pushed', expect.stringContaining('some of what the agent left')]);
    expect((await filesAt(remote, 'main'))['new.txt']).toBe('new');
    const file = /\(2\) are kept as an archive: (\S+)\.$/m.exec(stored.notes.join('\n'))?.[1] ?? '';
    expect(execFileSync('tar', ['-tzf', file], {encoding: 'utf8'}).split('\n').sort()).toEqual([
      '',
      '.GIT/x',
      'own/o.txt',
    ]);
  });
});

describe('what lay there before', () => {
  test.each([
    ['a step that fails', 'exit 1', {}],
    ['a step that is stopped', 'sleep 60', {timeoutMs: 1500}],
    ['a step whose check fails', 'true', {check: 'exit 1'}],
    ['a stash', 'git stash -q -u', {}],
    ['a new repository', `rm -rf .git; git init -q -b main; ${IDENTITY}`, {}],
  ])('is not on the pin, and is on the disk, after %s', async (_, end, options) => {
    const {work, remote} = await place();
    sandbox.write(work, {'.git/info/exclude': '.env\n', '.env': 'TOKEN=1\n', 'mine.txt': 'mine\n', 'b.txt': 'dirty\n'});
    const {stored} = await step(work, `echo new > new.txt; echo > .git/info/exclude; ${end}`, options);
    const files = await filesAt(remote, stored.pinRef ?? '');
    expect(files).toMatchObject({'new.txt': 'new'});
    expect([Object.keys(files).filter((name) => /env|mine/.test(name)), files['b.txt'] === 'dirty']).toEqual([
      [],
      false,
    ]);
    if (end.startsWith('git stash')) await sandbox.git(work, 'stash', 'pop', '-q');
    expect(existsSync(join(work, '.env')) && existsSync(join(work, 'mine.txt'))).toBe(true);
  });
});

test('a file that git cannot convert is named, the others reach the branch, and the workflow step fails', async () => {
  const {work, remote} = await place();
  await sandbox.git(work, 'config', 'filter.broken.clean', 'false');
  await sandbox.git(work, 'config', 'filter.broken.required', 'true');
  const script = 'echo "*.x filter=broken" > .gitattributes; echo x > a.x; echo new > new.txt';
  const {stored, failure, warnings} = await step(work, script);
  expect([stored.pushed, (await filesAt(remote, 'main'))['new.txt']]).toEqual(['pushed', 'new']);
  expect(warnings.join('\n')).toMatch(/because git does not take it: "a\.x" \(.*clean filter 'broken' failed/);
  expect(failure).toMatch(
    /^Some of the work of step 1 did not reach main, since some of what the agent left could not be committed/,
  );
});

describe('commits on another branch, when the checked-out one has work too,', () => {
  const SIDE = 'git checkout -qb side; echo side > side.txt; git add .; git commit -qm side; git checkout -q main';

  test('are pinned by themselves, and the work reaches its branch', async () => {
    const {work, remote} = await place();
    const {stored, failure, warnings, uid} = await step(work, `${SIDE}; echo new > new.txt`);
    expect([stored.pushed, failure, (await filesAt(remote, 'main'))['new.txt']]).toEqual(['pushed', null, 'new']);
    const pin = `refs/laforge/pins/default/beside-${uid}`;
    expect(await filesAt(remote, pin)).toMatchObject({'side.txt': 'side'});
    expect(warnings).toEqual([
      'The agent left commits that the checked-out branch does not lead to, on "side".',
      `What is beside the branch is kept: git fetch origin ${pin} gets it.`,
    ]);
    expect(stored.notes).toEqual(warnings);
  });

  test.each([
    ['merged', `${SIDE}; git merge -q --no-edit side`],
    ['pushed by the agent', `${SIDE}; git push -q origin side; echo new > new.txt`],
    [
      'left as they were, amended on the branch',
      'echo 1 > new.txt; git add .; git commit -qm 1; git commit -q --amend -m 2',
    ],
  ])("are nobody's concern where they are %s", async (_, script) => {
    const {work} = await place();
    const {stored, failure, warnings} = await step(work, script);
    expect([stored.pushed, failure, warnings]).toEqual(['pushed', null, []]);
  });

  test('stay where they are on a laptop, whose clone lasts', async () => {
    const {work} = await place();
    const {failure, warnings} = await step(work, `${SIDE}; echo new > new.txt`, {request: {workTreeLasts: true}});
    expect([failure, warnings]).toEqual([null, []]);
  });

  test('on no branch, are named there with the command that keeps them', async () => {
    const {work} = await place();
    const script = `${DETACHED}; echo new > new.txt`;
    const {failure, warnings} = await step(work, script, {request: {workTreeLasts: true}});
    const left = await sandbox.sha(work, 'HEAD@{2}');
    expect([failure, warnings]).toEqual([
      null,
      [
        `The agent left the commit ${left.slice(0, 8)} "det" on no branch, and no ref leads to it. To keep it: git branch step-${left.slice(0, 8)} ${left}`,
      ],
    ]);
  });
});

const DETACHED = 'git checkout -q --detach; echo d > d.txt; git add d.txt; git commit -qm det; git checkout -q main';

test.each([
  ['on no branch', DETACHED],
  ['on a new branch', 'git checkout -qb side; echo d > d.txt; git add .; git commit -qm d; git checkout -q main'],
  ['in a work tree', 'git worktree add -q ../tree -b t; cd ../tree; echo d > d.txt; git add .; git commit -qm d'],
])("commits left %s in a CI's job, whose clone goes with it, are pinned, and the step fails", async (_, script) => {
  const {work, remote} = await place();
  const {stored, failure, warnings} = await step(work, script, {request: {workTreeLasts: true, isInJob: true}});
  expect([stored.pushed, failure]).toEqual(['pinned', expect.stringContaining('left its commits beside the branch')]);
  expect(await filesAt(remote, stored.pinRef ?? '')).toMatchObject({'d.txt': 'd'});
  expect(warnings[0]).toMatch(/^The agent left commits that the checked-out branch does not lead to, on /);
});

test.each([
  ['merged', '', null],
  [
    'with a file that was not committed',
    '; echo more > .trees/x/more.txt',
    expect.stringMatching(/could not be committed/),
  ],
])('a work tree of its own inside the repository, %s', async (_, more, fails) => {
  const {work, remote} = await place();
  const commit = 'cd .trees/x; echo new > new.txt; git add .; git commit -qm c';
  const script = `git worktree add -q .trees/x -b side; (${commit}); git merge -q side${more}`;
  const {failure, warnings} = await step(work, script);
  expect([failure, (await filesAt(remote, 'main'))['new.txt']]).toEqual([fails, 'new']);
  expect(warnings).toEqual([
    expect.stringMatching(/a repository of its own.*"\.trees\/x"/),
    ...(fails === null ? [] : [expect.stringMatching(/are kept as an archive/)]),
  ]);
});

test('pipes, sockets and edits inside a submodule are named where they are new, and the rest reaches its branch', async () => {
  const {work} = await place();
  const library = await sandbox.createRepository({name: 'library', files: {'s.txt': 's\n', 'old.txt': 'old\n'}});
  await sandbox.git(work, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', library, 'sub');
  await sandbox.git(work, 'commit', '-qm', 'sub');
  await sandbox.git(work, 'push', '-q', 'origin', 'main');
  sandbox.write(work, {'sub/old.txt': 'mine\n', '.git/info/exclude': '*.ignored\n'});
  execFileSync('mkfifo', [join(work, 'old-pipe')]);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const script = 'echo s2 > sub/s.txt; mkdir d; mkfifo d/pipe a.ignored; echo new > new.txt';
  const {stored, failure, warnings} = await step(work, script);
  expect([stored.pushed, failure]).toEqual(['pushed', null]);
  expect(warnings).toEqual([
    'Left uncommitted, because it is a repository of its own: "sub/" (1 file).',
    'Left uncommitted, because it is a pipe, a socket or a device: "d/pipe".',
  ]);
});

test('a file of a submodule that was deleted before is not named, and one that the agent deletes is', async () => {
  const {work} = await place();
  const library = await sandbox.createRepository({name: 'library', files: {'s.txt': 's\n', 'old.txt': 'old\n'}});
  await sandbox.git(work, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', library, 'sub');
  await sandbox.git(work, 'commit', '-qm', 'sub');
  rmSync(join(work, 'sub/old.txt'));
  await new Promise((resolve) => setTimeout(resolve, 30));
  const options = {request: {push: 'none', workTreeLasts: true}} as const;
  expect((await step(work, 'echo new > new.txt', options)).warnings).toEqual([]);
  expect((await step(work, 'rm sub/s.txt', options)).warnings).toEqual([
    'Left uncommitted, because it is a repository of its own: "sub/" (2 files).',
  ]);
});

test('what no commit can take, since git is gone, is in an archive, without what lay there before and what looks secret', async () => {
  const {work} = await place();
  const programs = join(sandbox.folder(), 'programs');
  mkdirSync(programs);
  const git = execFileSync('bash', ['-c', 'command -v git'], {encoding: 'utf8'}).trim();
  execFileSync('ln', ['-s', git, join(programs, 'git')]);
  const {PATH: path = ''} = process.env;
  process.env.PATH = `${programs}:${path}`;
  try {
    sandbox.write(work, {'mine.txt': 'mine\n'});
    const long = `d/${'long'.repeat(30)}.txt`;
    const script = `mkdir d; echo new > new.txt; echo long > ${long}; ln -s new.txt link; echo T=1 > .env; echo b2 > b.txt; rm ${programs}/git`;
    const kept: string[] = [];
    const keepFile = async (file: string) => `artifact ${kept.push(file)}`;
    const {failure, stored} = await step(work, script, {deps: {keepFile}});
    expect(stored.notes.join('\n')).toMatch(/\(4\) are kept as an archive: artifact 1\. Not in it: 1,/);
    expect(failure).toMatch(/what the agent left could not be committed/);
    const unpacked = sandbox.folder();
    execFileSync('tar', ['-xzf', kept[0] ?? '', '-C', unpacked]);
    const read = (name: string) => readFileSync(join(unpacked, name), 'utf8');
    expect([read('new.txt'), read(long), read('link'), read('b.txt')]).toEqual(['new\n', 'long\n', 'new\n', 'b2\n']);
    expect([existsSync(join(unpacked, 'mine.txt')), existsSync(join(unpacked, '.env'))]).toEqual([false, false]);
  } finally {
    process.env.PATH = path;
  }
});

test('named pipes where git reads files keep nobody waiting, and nothing from the branch', async () => {
  const {work, remote} = await place();
  const script = 'mkdir d; echo d > d/d.txt; echo new > new.txt; mkfifo .gitignore d/.gitattributes a-pipe';
  const {stored, failure, warnings} = await step(work, script);
  expect(await filesAt(remote, 'main')).toMatchObject({'new.txt': 'new', 'd/d.txt': 'd'});
  expect(warnings.join('\n')).toMatch(
    /because it is a pipe, a socket or a device: "\.gitignore", "a-pipe", "d\/\.gitattributes"/,
  );
  expect([stored.pushed, failure]).toEqual(['pushed', null]);
});

test.each(['info/alternates', 'pack/multi-pack-index'])(
  'a named pipe among the objects, as %s, keeps nobody waiting, be it a fetch or a push',
  async (file) => {
    const {work, remote} = await place();
    const {stored, failure} = await step(
      work,
      `echo new > new.txt; git add .; git commit -qm new; mkfifo .git/objects/${file}`,
    );
    expect(await filesAt(remote, 'main')).toMatchObject({'new.txt': 'new'});
    expect([stored.pushed, failure]).toEqual(['pushed', null]);
  },
  60_000,
);

test('nothing that is only for the record keeps the work from its branch', async () => {
  const {work, remote} = await place();
  await sandbox.git(work, 'checkout', '-q', '-b', 'feature');
  await sandbox.commitFile(work, 'in/f', 'f\n');
  await sandbox.git(work, 'push', '-q', 'origin', 'feature');
  await sandbox.git(work, 'checkout', '-q', 'main');
  await sandbox.commitFile(work, 'out/o', 'of main\n');
  await sandbox.git(work, 'push', '-q', 'origin', 'main');
  const args = ['--filter=blob:none', '--no-checkout'];
  const clone = await sandbox.clone(`file://${remote}`, {args});
  await sandbox.git(clone, 'sparse-checkout', 'set', 'in');
  await sandbox.git(clone, 'checkout', '-q', 'feature');
  const {stored, failure} = await step(clone, 'git merge -q -m merge origin/main; echo new > new.txt');
  expect([stored.pushed, failure]).toEqual(['pushed', null]);
  expect(await sandbox.git(remote, 'show', 'feature:new.txt')).toBe('new');
  // What could not be counted is unknown, which is not the same as no files and no lines.
  expect(stored.changes).toMatchObject({
    own_commit_count: 2,
    ...{files_changed: null, insertions: null, deletions: null},
  });
});

test('a name that git passes over is on record and fails the workflow step, and the rest reaches the branch', async () => {
  const {work, remote} = await place();
  const script = 'echo new > new.txt; mkdir .GIT; echo x > .GIT/x';
  const {stored, failure, warnings} = await step(work, script);
  expect([stored.pushed, failure]).toEqual([
    'pushed',
    expect.stringMatching(/some of what the agent left could not be committed/),
  ]);
  expect(Object.keys(await filesAt(remote, 'main'))).toEqual(['a.txt', 'b.txt', 'commits.txt', 'new.txt']);
  expect([stored.notes.join(), warnings.join()]).toEqual([
    expect.stringContaining('.GIT/x'),
    expect.stringContaining('.GIT/x'),
  ]);
});

test('a collection of garbage while the agent works loses nothing', async () => {
  const {work, remote} = await place();
  sandbox.write(work, {'mine.txt': 'mine\n', 'b.txt': 'dirty\n'});
  const script = 'echo new > new.txt; git reflog expire --expire=now --all; git gc -q --prune=now';
  const {stored, failure} = await step(work, script);
  expect([stored.pushed, failure]).toEqual(['pushed', null]);
  expect(Object.keys(await filesAt(remote, 'main')).sort()).toEqual(['a.txt', 'b.txt', 'commits.txt', 'new.txt']);
});
