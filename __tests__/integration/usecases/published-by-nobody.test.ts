import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {runScriptAsStep} from '../../helpers/recorded-step.ts';

const sandbox = gitSandbox();
const IDENTITY = 'git config user.name A; git config user.email a@sandbox.test';

async function place() {
  const work = await sandbox.createRepository({name: 'work', files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
  const remote = await sandbox.createBareRemote({from: work});
  return {work, remote};
}

/** What the step has made known at the remote: the names of the files on its pin, or on its branch. */
async function published(work: string, remote: string, script: string) {
  const {stored, warnings} = await runScriptAsStep(sandbox, work, script);
  const tree = await sandbox.git(remote, 'ls-tree', '-r', '--name-only', stored.pinRef ?? 'main');
  return {files: tree.split('\n'), warnings: warnings.join('\n'), pushed: stored.pushed};
}

test.each([
  ['.git moved out of the way', 'mv .git .git_disabled', '.git_disabled/', 'pinned'],
  ['a copy of .git', 'cp -r .git .git.bak', '.git.bak/', 'pushed'],
  ['a copy of .git with other settings', 'cp -r .git d/x; git -C d config --file x/config a.b c', 'd/x/', 'pushed'],
  ['a copy of .git without its remote', 'cp -r .git x; git --git-dir=x remote remove origin', 'x/', 'pushed'],
  [
    'a repository with a token in a URL',
    'git init -q --bare x; git -C x remote add origin https://t0ken@x.test/a',
    'x/',
    'pushed',
  ],
  [
    'a repository with a header that has a token',
    'git init -q --bare x; git -C x config http.https://x.test/.extraheader "AUTHORIZATION: basic eDp0"',
    'x/',
    'pushed',
  ],
  [
    'a repository with a helper that keeps passwords',
    'git init -q --bare x; git -C x config credential.helper store',
    'x/',
    'pushed',
  ],
  [
    'a bare clone for a test',
    'git clone -q --bare . d/repo.git; git -C d/repo.git remote remove origin',
    'd/repo.git/',
    'pushed',
  ],
  ['a clone whose .git it renamed', 'git clone -q . lib; mv lib/.git lib/git-was-here', 'lib/git-was-here/', 'pushed'],
])(
  '%s is no file of a commit: it has the history and the settings, credentials among them',
  async (_, script, folder, pushed) => {
    const {work, remote} = await place();
    const told = await published(work, remote, `mkdir d; echo new > new.txt; ${script}`);
    expect(told.files).toEqual(expect.arrayContaining(['a.txt', 'new.txt']));
    expect([told.files.filter((name) => name.startsWith(folder)), told.pushed]).toEqual([[], pushed]);
    expect(told.warnings).toMatch(/because it is a git folder that has commits of this repository/);
    expect(told.warnings).toContain(`: "${folder}" (`);
  },
);

test('nor is it published with what the agent leaves in the stash', async () => {
  const {work, remote} = await place();
  const told = await published(work, remote, 'echo new > new.txt; cp -r .git bak; git add .; git stash -q -u');
  expect([told.files, told.pushed]).toEqual([['a.txt', 'b.txt', 'new.txt'], 'pinned']);
  expect(told.warnings).toMatch(/because it is a git folder that has commits of this repository.*: "bak\/"\.$/m);
});

test('new files that are usually kept out of git are committed, and named', async () => {
  const {work, remote} = await place();
  const secrets = 'echo T=1 > .env; echo T= > .env.example; mkdir d; echo k > d/x.pem; echo a >> a.txt';
  const packages =
    'mkdir -p p/node_modules/x v/bin; echo x > p/node_modules/x/id_rsa; echo x > v/pyvenv.cfg; echo x > v/bin/pip';
  const told = await published(work, remote, `${secrets}; ${packages}`);
  expect(told.files).toEqual(expect.arrayContaining(['.env', 'd/x.pem', 'p/node_modules/x/id_rsa', 'v/bin/pip']));
  expect(told.warnings).toMatch(
    /usually kept out of git, .*: "\.env", "d\/x\.pem", "p\/node_modules\/" \(1 file\), "v\/" \(2 files\)\. If/,
  );
  expect((await published(work, remote, 'echo T=2 > .env; echo b > b.txt')).warnings).toBe('');
});

test('a small repository that an agent makes for a test is an ordinary folder, as it is to git', async () => {
  const {work, remote} = await place();
  const told = await published(work, remote, 'git init -q --bare fixture; echo new > new.txt');
  expect(told.files).toEqual(expect.arrayContaining(['fixture/HEAD', 'fixture/config', 'new.txt']));
});

test.each([
  ['left in the work tree', ''],
  ['and stashed', '; git add .; git stash -q -u'],
])('so is one with commits and a remote of its own, %s', async (_, more) => {
  const {work, remote} = await place();
  const make =
    'git init -q f; (cd f; echo f > f.txt; git add .; git -c user.name=f -c user.email=f@x.test commit -qm f); git clone -q --bare f testdata/repo.git';
  const script = `${make}; rm -rf f; git -C testdata/repo.git remote set-url origin git@x.test:a/b.git${more}`;
  const told = await published(work, remote, script);
  const names = ['HEAD', 'config', 'packed-refs'].map((name) => `testdata/repo.git/${name}`);
  expect(told.files).toEqual(expect.arrayContaining(names));
  expect(told.warnings).not.toContain('repository of its own');
});

test.each([
  ['popped, since there was nothing to stash', 'git stash -q; git stash pop -q; echo new > new.txt'],
  ['popped and changed', 'git stash pop -q; echo more >> a.txt; echo new > new.txt'],
  ['applied', 'git stash apply -q; echo new > new.txt'],
])("what somebody's stash had, %s, is left and named", async (_, script) => {
  const {work, remote} = await place();
  sandbox.write(work, {'a.txt': 'mine\n', 'mine.txt': 'mine\n'});
  await sandbox.git(work, 'stash', 'push', '-q', '--include-untracked');
  const told = await published(work, remote, script);
  expect([told.files, told.pushed]).toEqual([['a.txt', 'b.txt', 'new.txt'], 'pushed']);
  expect(await sandbox.git(remote, 'show', 'main:a.txt')).toBe('a');
  expect(told.warnings).toContain('because it was in the stash before the step began: "a.txt", "mine.txt".');
});

/** The names of all files that refs of the remote lead to. */
async function filesAt(remote: string) {
  const refs = (await sandbox.git(remote, 'for-each-ref', '--format=%(objectname)')).split('\n');
  const lists = await Promise.all(refs.map((sha) => sandbox.git(remote, 'ls-tree', '-r', '--name-only', sha)));
  return [...new Set(lists.join('\n').split('\n'))].sort();
}

/** Two stashes, each with a new file. */
async function placeWithStashes() {
  const {work, remote} = await place();
  for (const name of ['older.txt', 'newer.txt']) {
    sandbox.write(work, {[name]: 'mine\n'});
    await sandbox.git(work, 'stash', 'push', '-q', '--include-untracked');
  }
  return {work, remote};
}

test.each([
  ['pops the newest', 'git stash pop -q'],
  ['pops the other', 'git stash pop -q stash@{1}'],
  ['drops the newest', 'git stash drop -q'],
  ['drops and stores it again', 's=$(git rev-parse stash); git stash drop -q; git stash store -m x $s'],
  ['pops the newest and stashes it again', 'git stash pop -q; git stash -qu'],
  ['turns them into one of its own', 'git stash pop -q; git stash pop -q; git stash -qu'],
  ['applies the other', 'git stash apply -q stash@{1}; git reset -q; echo own > own.txt'],
  ['takes its files one by one', 'git checkout stash@{1}^3 -- older.txt; echo own > own.txt'],
])("nothing of somebody's stashes is published when an agent %s", async (_, script) => {
  const {work, remote} = await placeWithStashes();
  const {stored, failure} = await runScriptAsStep(sandbox, work, script);
  const own = script.includes('own.txt') ? ['own.txt'] : [];
  expect([stored.pushed, stored.pinRef, failure]).toEqual([own.length > 0 ? 'pushed' : 'unchanged', null, null]);
  expect(await filesAt(remote)).toEqual(['a.txt', 'b.txt', ...own]);
});

test.each([
  ['merges', 'git stash apply -q'],
  ['goes on from', 'git stash apply -q; echo further >> a.txt'],
])("what an agent %s of somebody's stash is left and named", async (_, script) => {
  const {work, remote} = await place();
  const lines = Array.from({length: 9}, (_line, at) => `line ${at}`);
  await sandbox.commitFile(work, 'a.txt', `${lines.join('\n')}\n`);
  sandbox.write(work, {'a.txt': `SECRET\n${lines.join('\n')}\n`});
  await sandbox.git(work, 'stash', '-q');
  await sandbox.commitFile(work, 'a.txt', `${lines.join('\n')}\nthe end\n`);
  await sandbox.git(work, 'push', '-q', 'origin', 'main');
  const told = await published(work, remote, `${script}; echo new > new.txt`);
  expect([told.files, told.pushed]).toEqual([['a.txt', 'b.txt', 'new.txt'], 'pushed']);
  expect(await sandbox.git(remote, 'show', 'main:a.txt')).not.toContain('SECRET');
  expect(told.warnings).toContain('because it was in the stash before the step began: "a.txt".');
});

const IN_LASTING_CLONE = {request: {workTreeLasts: true}} as const;

test.each([
  ['a branch', '-b person', ''],
  ['a branch that it has left since', '-b person', '; git switch -q -c later'],
  ['no branch', '--detach', ''],
  ['a branch, in a work tree that is gone', '-b person', '; cd ../work; git worktree remove ../wt2'],
])('a stash that somebody makes in another work tree meanwhile, on %s, is left and named', async (_, on, then) => {
  const {work, remote} = await place();
  await sandbox.git(work, 'worktree', 'add', '-q', ...on.split(' '), '../wt2');
  const meanwhile = `(cd ../wt2; echo SECRET > p.txt; git add p.txt; git stash push -qm "my plan"${then})`;
  const told = await runScriptAsStep(sandbox, work, `${meanwhile}; echo new > new.txt`, IN_LASTING_CLONE);
  expect([told.stored.pushed, told.failure]).toEqual(['pushed', null]);
  expect(await filesAt(remote)).toEqual(['a.txt', 'b.txt', 'new.txt']);
  const stash = await sandbox.sha(work, 'stash');
  expect(told.warnings).toEqual([
    `New in the stash, but perhaps not of this step, and so left there: ${stash.slice(0, 8)}. To see what the first has: git stash show -p ${stash}`,
  ]);
  expect(told.stored.notes).toEqual(told.warnings);
});

test.each([
  ['on the branch of the step', ''],
  ['on a branch of its own', 'git switch -q -c feat/x; '],
  ['on no branch', 'git checkout -q --detach; git commit -q --allow-empty -m detached; '],
])('a stash that the agent makes %s is its work, beside another work tree too', async (_, before) => {
  const {work, remote} = await place();
  await sandbox.git(work, 'worktree', 'add', '-q', '-b', 'person', '../wt2');
  const script = `${before}echo new > new.txt; git stash -qu; git checkout -q main`;
  const {stored, failure} = await runScriptAsStep(sandbox, work, script, IN_LASTING_CLONE);
  expect([stored.pushed, failure]).toEqual(['pinned', expect.stringContaining('left work in the stash')]);
  expect(await sandbox.git(remote, 'ls-tree', '-r', '--name-only', stored.pinRef ?? '')).toContain('new.txt');
});

test("what somebody's stash had and the agent commits itself is the agent's, and named", async () => {
  const {work, remote} = await place();
  sandbox.write(work, {'a.txt': 'mine\n', 'mine.txt': 'mine\n'});
  await sandbox.git(work, 'stash', 'push', '-q', '--include-untracked');
  const script = 'git stash pop -q; echo new > new.txt; git add -A; git commit -qm all';
  const told = await published(work, remote, script);
  expect(told.pushed).toBe('pushed');
  expect(told.warnings).toContain('so its commits are not all its own work: "a.txt", "mine.txt".');
});

test("the agent's own changes of files that are in somebody's stash too are its work, also by a stash of its own", async () => {
  const {work, remote} = await place();
  sandbox.write(work, {'a.txt': 'mine\n', 'b.txt': 'mine\n'});
  await sandbox.git(work, 'stash', '-q');
  const script = 'echo own > a.txt; echo own > b.txt; git stash -q; echo new > new.txt; git stash pop -q';
  expect(await published(work, remote, script)).toMatchObject({pushed: 'pushed', warnings: ''});
  expect(await sandbox.git(remote, 'show', 'main:b.txt')).toBe('own');
});

test('what an agent makes in an ignored folder and adds by force is not told for changes from before the step', async () => {
  const {work, remote} = await place();
  sandbox.write(work, {'.git/info/exclude': 'dist/\n', 'dist/old.js': 'old\n'});
  const left = await published(work, remote, 'echo new > dist/new.js; git add -f dist/new.js; echo new > new.txt');
  expect([left.files, left.warnings]).toEqual([
    ['a.txt', 'b.txt', 'new.txt'],
    'Left uncommitted, because git ignored or skipped the folder before the step began, so nobody can tell what is new in it: "dist/" (1 file).',
  ]);
  const made = await published(
    work,
    remote,
    'echo new > dist/own.js; git add -f dist/own.js dist/new.js; git commit -qm own',
  );
  expect([made.files.filter((path) => path.startsWith('dist')), made.warnings]).toEqual([
    ['dist/new.js', 'dist/own.js'],
    expect.stringMatching(/changes from before the step, .*: "dist\/new\.js"\.$/),
  ]);
});

test('nor are they taken for those of a stash whose list is empty', async () => {
  const {work, remote} = await place();
  sandbox.write(work, {'a.txt': 'mine\n'});
  await sandbox.git(work, 'stash', '-q');
  await sandbox.git(work, 'reflog', 'expire', '--expire=now', '--expire-unreachable=now', 'refs/stash');
  expect(await published(work, remote, 'echo own > a.txt')).toMatchObject({pushed: 'pushed', warnings: ''});
  expect(await sandbox.git(remote, 'show', 'main:a.txt')).toBe('own');
});

test('a submodule whose git folder the agent took away is named, and stays what it was', async () => {
  const {work, remote} = await place();
  const library = await sandbox.createRepository({name: 'library', files: {'s.txt': 's\n'}});
  await sandbox.git(work, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', library, 'sub');
  await sandbox.git(work, 'commit', '-qm', 'sub');
  await sandbox.git(work, 'push', '-q', 'origin', 'main');
  const link = await sandbox.git(remote, 'rev-parse', 'main:sub');
  const told = await published(work, remote, 'mv sub/.git sub/.git_disabled; echo s > sub/new.txt; echo new > new.txt');
  expect(told.warnings).toBe('Left uncommitted, because it is a repository of its own: "sub/".');
  expect(await sandbox.git(remote, 'rev-parse', 'main:sub')).toBe(link);
});

test.each([
  ['new files', 'git rm -q sub; mkdir sub; echo new > sub/new.txt; echo s > sub/s.txt', ['new.txt', 's.txt'], [], null],
  [
    'what it changed of it, and not what was uncommitted there',
    'git rm -q --cached sub; rm sub/.git sub/.gitignore; echo own > sub/s.txt; touch sub/.env sub/mine.txt',
    ['s.txt'],
    ['because it had changes before the step began: "sub/.env", "sub/mine.txt".'],
    null,
  ],
  [
    'its files as they were, which are not all its own',
    'git rm -q --cached sub; rm sub/.git; echo new > sub/new.txt; git add sub/s.txt',
    ['new.txt'],
    ['because it lay in a submodule that the agent removed: "sub/" (2 files).'],
    'some of what the agent left could not be committed',
  ],
])('an agent that removes a submodule and leaves files in its place: %s', async (_, script, files, said, fails) => {
  const {work, remote} = await place();
  const library = await sandbox.createRepository({name: 'library', files: {'s.txt': 's\n', '.gitignore': '.env\n'}});
  await sandbox.git(work, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', library, 'sub');
  await sandbox.git(work, 'commit', '-qm', 'sub');
  await sandbox.git(work, 'push', '-q', 'origin', 'main');
  if (said.length > 0) sandbox.write(work, {'sub/.env': 'T=1\n', 'sub/mine.txt': 'mine\n'});
  await new Promise((resolve) => setTimeout(resolve, 30));
  const {failure, warnings} = await runScriptAsStep(sandbox, work, script);
  const tree = await sandbox.git(remote, 'ls-tree', '-r', '--name-only', 'main', 'sub/');
  expect(tree.split('\n')).toEqual(files.map((name) => `sub/${name}`));
  expect(warnings).toEqual(said.map((sentence) => expect.stringContaining(sentence)));
  expect(failure).toEqual(fails === null ? null : expect.stringContaining(fails));
});

test.each([
  ['a file', 'echo file > sub', 'file'],
  ['a link to a file', 'ln -s a.txt sub', 'a.txt'],
])('%s that takes the place of a submodule is committed with the rest', async (_, make, content) => {
  const {work, remote} = await place();
  const library = await sandbox.createRepository({name: 'library', files: {'s.txt': 's\n'}});
  await sandbox.git(work, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', library, 'sub');
  await sandbox.git(work, 'commit', '-qm', 'sub');
  await sandbox.git(work, 'push', '-q', 'origin', 'main');
  const {warnings} = await published(work, remote, `rm -rf sub; ${make}; echo new > new.txt`);
  expect([warnings, await sandbox.git(remote, 'show', 'main:sub')]).toEqual(['', content]);
  expect(await sandbox.git(remote, 'show', 'main:new.txt')).toBe('new');
});

test.each([
  ['and nothing else', ''],
  [
    'with commits on another branch',
    'git branch side; git checkout -q side; echo s > s.txt; git add .; git commit -qm s; git checkout -q main; ',
  ],
])('what an agent forces off the branch at the remote by itself is pinned and named, %s', async (_, first) => {
  const {work, remote} = await place();
  await sandbox.commitFile(work, 'theirs.txt', 'theirs\n');
  await sandbox.git(work, 'push', '-q', 'origin', 'main');
  const script = `${first}git reset -q --hard HEAD~1; echo own > own.txt; git add .; git commit -qm own; git push -qf origin main`;
  const {uid, stored, warnings} = await runScriptAsStep(sandbox, work, script);
  expect(await sandbox.git(remote, 'ls-tree', '--name-only', 'main')).toBe('a.txt\nb.txt\nown.txt');
  const pin = `refs/laforge/pins/default/beside-${uid}`;
  const kept = await sandbox.git(remote, 'log', '--format=%s', pin, '^main');
  expect(kept.split('\n').filter((subject) => /theirs|^s$/.test(subject)).length).toBe(first === '' ? 1 : 2);
  expect(warnings.join('\n')).toMatch(
    /The agent forced main at the remote off [0-9a-f]{8} ".*theirs.*", where it was before/,
  );
  expect(warnings).toEqual(stored.notes);
});

test("what an agent takes away of a clone's own is named with the command that brings it back", async () => {
  const {work} = await place();
  for (const name of ['mine', 'kept']) {
    await sandbox.git(work, 'checkout', '-q', '-b', name);
    await sandbox.commitFile(work, `${name}.txt`, `${name}\n`);
    await sandbox.git(work, 'checkout', '-q', 'main');
  }
  await sandbox.git(work, 'tag', 'of-kept', 'kept');
  sandbox.write(work, {'a.txt': 'stashed\n'});
  await sandbox.git(work, 'stash', '-q');
  const request = {push: 'none', workTreeLasts: true} as const;
  const script = 'git branch -qD mine kept; git branch -m main trunk; git stash clear; echo new > new.txt';
  const {stored, failure, warnings} = await runScriptAsStep(sandbox, work, script, {request});
  expect([failure, warnings.length, stored.notes]).toEqual([null, 2, warnings]);
  for (const warning of warnings) {
    const [, command = 'false'] = /To have it back(?: there)?: (git .+)$/.exec(warning) ?? [];
    execFileSync('sh', ['-c', command], {cwd: work, env: sandbox.env()});
  }
  expect(await sandbox.git(work, 'show', 'mine:mine.txt')).toBe('mine');
  await sandbox.git(work, 'stash', 'pop', '-q');
  expect(await sandbox.git(work, 'diff', '--name-only')).toBe('a.txt');
});

test('branches and tags that an agent moves off commits that nothing else leads to are named with the way back', async () => {
  const {work} = await place();
  const head = await sandbox.sha(work);
  const was = new Map<string, string>();
  for (const name of ['feat', 'out', 'kept', 'lost']) {
    await sandbox.git(work, 'checkout', '-q', '-b', name, 'main');
    await sandbox.git(work, 'commit', '-q', '--allow-empty', '-m', name);
    was.set(`heads/${name}`, await sandbox.sha(work));
  }
  await sandbox.git(work, 'checkout', '-q', 'main');
  await sandbox.git(work, 'branch', 'of-kept', 'kept');
  await sandbox.git(work, 'branch', 'merged', 'main~0');
  for (const name of ['v1', 'v2']) {
    await sandbox.git(work, 'tag', '-a', '-m', name, name, 'main');
    was.set(`tags/${name}`, await sandbox.sha(work, `refs/tags/${name}`));
  }
  await sandbox.git(work, 'tag', 'light', 'main');
  const request = {push: 'none', workTreeLasts: true} as const;
  const script = [
    'git branch -f feat main; git branch -f kept main; git branch -qD merged',
    'git tag -f v1 v1^{} >/dev/null; git tag -d v2 light >/dev/null',
    'git branch -qf lost main; git reflog expire --expire=now --all',
    `git -c gc.pruneExpire=now prune --expire=now ${was.get('heads/feat')} ${was.get('heads/out')} ${was.get('tags/v1')} ${was.get('tags/v2')}`,
    'git checkout -q out; git reset -q --hard main',
  ].join('; ');
  const {warnings, stored} = await runScriptAsStep(sandbox, work, script, {request});
  const named = warnings.filter((it) => it.startsWith('The agent '));
  expect(named.map((it) => it.split(',', 1)[0])).toEqual([
    'The agent moved or deleted refs and removed from the repository what they led to',
    'The agent moved the branch "feat"',
    'The agent moved the branch "out"',
    'The agent moved the tag "v1"',
    'The agent deleted the tag "v2"',
  ]);
  expect(stored.notes).toEqual(expect.arrayContaining(named));
  expect(named[0]).toContain(`back: "refs/heads/lost" (${was.get('heads/lost')?.slice(0, 8)}).`);
  for (const warning of named) {
    const [, command = 'true'] = /To have it back: (git .+)$/.exec(warning) ?? [];
    execFileSync('sh', ['-c', command], {cwd: work, env: sandbox.env(), stdio: 'ignore'});
  }
  for (const name of ['heads/feat', 'tags/v1', 'tags/v2'])
    expect(await sandbox.sha(work, `refs/${name}`)).toBe(was.get(name));
  expect(await sandbox.sha(work, 'out-before-the-step')).toBe(was.get('heads/out'));
  expect(await sandbox.sha(work, 'main')).toBe(head);
});

test.each([
  ['with nothing uncommitted', {}, []],
  [
    'with uncommitted work',
    {'a.txt': 'mine\n'},
    ['The agent deleted or reset what was uncommitted here before the step: '],
  ],
])('a commit where the step began and that the agent collected is told in a sentence, %s', async (_, files, more) => {
  const {work} = await place();
  await sandbox.git(work, 'commit', '-q', '--allow-empty', '-m', 'my: unpushed work');
  await sandbox.git(work, 'checkout', '-q', '-b', 'next');
  const start = await sandbox.sha(work);
  await sandbox.git(work, 'branch', '-qD', 'main');
  sandbox.write(work, files);
  const collect = 'git reset -q --hard HEAD~1; git reflog expire --expire=now --all; rm -f .git/ORIG_HEAD; git prune';
  const script = `${collect}; echo new > new.txt; git add .; git commit -qm new`;
  const request = {push: 'none', workTreeLasts: true} as const;
  const {stored, warnings} = await runScriptAsStep(sandbox, work, script, {request});
  expect(warnings).toEqual([
    ...more.map((it) => expect.stringContaining(it)),
    expect.stringContaining(
      `The agent removed the commit ${start.slice(0, 8)} "my: unpushed work", where the step began, from this repository for good`,
    ),
  ]);
  expect(stored.notes).toEqual(warnings);
});

test('each stash that an agent drops is named with the command that restores it, or as gone for good', async () => {
  const {work} = await place();
  for (const name of ["it's one", 'two', 'three']) {
    sandbox.write(work, {'a.txt': `${name}\n`});
    await sandbox.git(work, 'stash', 'push', '-qm', name);
  }
  const before = await sandbox.git(work, 'stash', 'list');
  const request = {push: 'none', workTreeLasts: true} as const;
  const run = async (script: string) => (await runScriptAsStep(sandbox, work, script, {request})).warnings;
  expect(await run('git stash -q || true; echo on > a.txt; git stash -q; git stash pop -q')).toEqual([]);
  const commands = async (warnings: readonly string[]) => {
    for (const warning of warnings) {
      const [, command = 'false'] = /out of the stash\. To have it back there: (git .+)$/.exec(warning) ?? [];
      execFileSync('sh', ['-c', command], {cwd: work, env: sandbox.env()});
    }
    expect(await sandbox.git(work, 'stash', 'list')).toBe(before);
  };
  const dropped = await run('git stash clear');
  expect(dropped.length).toBe(3);
  await commands(dropped);
  const [lost = '', ...more] = await run('git stash drop -q stash@{1}; git gc -q --prune=now');
  expect([lost, more]).toEqual([expect.stringMatching(/ "On main: two" out of the stash and removed it from/), []]);
  const piped = await run('rm .git/logs/refs/stash; mkfifo .git/logs/refs/stash');
  expect(piped).toEqual([expect.stringContaining(`git stash store -m 'On main: it'\\''s one' `)]);
});

test('uncommitted work from before the step that an agent resets or deletes is named, what was staged with the way back', async () => {
  const {work} = await place();
  sandbox.write(work, {'.gitignore': '.env\nnotes/\nbuild/\ndist/*\n*.log\n'});
  await sandbox.git(work, 'add', '.');
  await sandbox.git(work, 'commit', '-qm', 'rules');
  const names = ['un.txt', "d/it's.txt", '.env', 'notes/x', 'stays.txt', 'taken.txt', 'more.txt'];
  const made = ['build/x', 'dist/d/x.js', 'dist/y.js', 'a.log'];
  sandbox.write(work, {
    'a.txt': 'mine\n',
    ...Object.fromEntries([...names, ...made].map((name) => [name, `${name}\n`])),
  });
  await sandbox.git(work, 'rm', '-q', 'b.txt');
  await sandbox.git(work, 'add', "d/it's.txt");
  const request = {push: 'none', workTreeLasts: true} as const;
  const kept = 'git stash -q; git stash pop -q; git add taken.txt; git commit -qm taken taken.txt; echo on >> more.txt';
  expect((await runScriptAsStep(sandbox, work, kept, {request})).warnings.join()).not.toMatch(
    /uncommitted here before/,
  );
  await sandbox.git(work, 'add', "d/it's.txt");
  const script =
    'git reset -q --hard; rm -r un.txt .env notes build dist a.log; echo on >> more.txt; echo new > new.txt';
  const {warnings, stored, failure} = await runScriptAsStep(sandbox, work, script, {request});
  const gone = warnings.filter((it) => it.includes('deleted or reset'));
  expect([failure, gone.length, stored.notes]).toEqual([null, 1, expect.arrayContaining(gone)]);
  const [, told = '', command = ''] =
    /before the step: (.+)\. What was staged .+: (git cat-file .+)$/.exec(gone[0] ?? '') ?? [];
  expect(told.split(', ').sort()).toEqual(['".env"', '"a.txt"', '"d/it\'s.txt"', '"notes/"', '"un.txt"']);
  execFileSync('sh', ['-c', `mkdir -p d; ${command}`], {cwd: work, env: sandbox.env()});
  expect(readFileSync(join(work, "d/it's.txt"), 'utf8')).toBe("d/it's.txt\n");
  const stashed = await runScriptAsStep(sandbox, work, 'git stash -qu', {request});
  expect(stashed.warnings.filter((it) => it.includes('deleted or reset'))).toEqual([
    expect.stringMatching(/"more\.txt", .*\. It may be in a stash that is new since then: git stash list\.$/),
  ]);
});

test.each([
  ['on a branch that it left', '-b', 'git checkout -q main', /^on "agent", as [0-9a-f]{8} "wip", and /],
  ['first on a branch without a past', '--orphan', 'git checkout -qf main', /^on "agent", as [0-9a-f]{8} "wip", and /],
  [
    'on no branch',
    '-b',
    'git checkout -q main; git branch -qD agent',
    /^in a commit on no branch, as [0-9a-f]{8} "wip", /,
  ],
])(
  'uncommitted work that an agent committed %s is told as being there, not as gone',
  async (_, begin, leave, where) => {
    const {work} = await place();
    sandbox.write(work, {'a.txt': 'mine\n', "it's.txt": 'mine\n', 'moved.txt': 'moved\n'});
    const request = {push: 'none', workTreeLasts: true} as const;
    const script = `mv moved.txt to.txt; git checkout -q ${begin} agent; git add a.txt it*; git commit -qm wip; ${leave}`;
    const {warnings, stored, failure} = await runScriptAsStep(sandbox, work, script, {request});
    expect([failure, stored.notes]).toEqual([null, warnings]);
    expect(warnings).toEqual([
      'Left uncommitted, because it was there before the step under another name: "to.txt" (from "moved.txt").',
      expect.stringContaining(': "a.txt", "it\'s.txt". To have it here, in the top folder: git restore '),
    ]);
    const [, told = '', command = 'false'] = /before the step (.+): (git restore .+)$/.exec(warnings[1] ?? '') ?? [];
    expect(told).toMatch(where);
    execFileSync('sh', ['-c', command], {cwd: work, env: sandbox.env()});
    expect(await sandbox.git(work, 'diff', '--name-only')).toBe('a.txt');
    expect(readFileSync(join(work, "it's.txt"), 'utf8')).toBe('mine\n');
  },
);

test.each([
  ['a file', {'mine.txt': 'secret\n'}, 'mv mine.txt to.txt', 'to.txt', 'may have been there before the step'],
  ['an ignored file', {'.env': 'KEY=1\n', '.gitignore': '.env\n'}, 'mv .env to.txt', 'to.txt', 'may have been'],
  ['a copy of one', {'.env': 'KEY=1\n', '.gitignore': '.env\n'}, 'cp .env to.txt', 'to.txt', 'may have been'],
  ['changes', {'a.txt': 'my secret\n'}, 'mv a.txt to.txt', 'to.txt', 'may have been there before the step'],
  ['a folder', {'notes/n.txt': 'secret\n'}, 'mv notes other', 'other/n.txt', 'may have been there before the step'],
  [
    'an ignored folder',
    {'notes/n.txt': 'secret\n', '.gitignore': 'notes/\n'},
    'mv notes other',
    'other/n.txt',
    'git ignored or skipped the folder',
  ],
])('%s from before that an agent puts into the stash under another name is published by nobody', async (...given) => {
  const [, files, rename, path, why] = given;
  const {work, remote} = await place();
  sandbox.write(work, files);
  const script = `${rename}; echo 'of the agent alone' > own.txt; git stash -qu`;
  const {stored, warnings} = await runScriptAsStep(sandbox, work, script);
  expect(warnings.join('\n')).toMatch(new RegExp(`${why}.*"${path}"`));
  expect(stored.notes).toEqual(warnings);
  const refs = (await sandbox.git(remote, 'for-each-ref', '--format=%(objectname)')).split('\n');
  const there = await Promise.all(refs.map((sha) => sandbox.git(remote, 'ls-tree', '-r', '--name-only', sha)));
  expect(there.join('\n')).not.toContain(path);
  expect((await sandbox.git(work, 'stash', 'show', '--only-untracked', '--name-only')).split('\n')).toContain(path);
});

test('many tags or stashes that an agent takes away are told in one sentence, where tags are signed too', async () => {
  const {work} = await place();
  const numbers = ['1', '2', '3', '4', '5'];
  for (const number of numbers) {
    await sandbox.git(work, 'tag', '-a', '-m', number, `v${number}`);
    sandbox.write(work, {'a.txt': `${number}\n`});
    await sandbox.git(work, 'stash', 'push', '-qm', number);
  }
  const was = await sandbox.sha(work, 'refs/tags/v1');
  await sandbox.git(work, 'config', 'tag.gpgSign', 'true');
  const request = {push: 'none', workTreeLasts: true} as const;
  const script = 'git tag -d v1 v2 v3 v4 v5 >/dev/null; git stash clear';
  const {warnings} = await runScriptAsStep(sandbox, work, script, {request});
  expect(warnings).toEqual([
    expect.stringMatching(
      /^The agent deleted 5 tags, and no other ref leads to where they were: "v1" \([0-9a-f]{8}\), /,
    ),
    expect.stringMatching(/^The agent took 5 entries out of the stash: [0-9a-f]{8} "On main: 1", /),
  ]);
  for (const warning of warnings) {
    const [, command = 'false'] = /such as the first: (git .+)$/.exec(warning) ?? [];
    execFileSync('sh', ['-c', command], {cwd: work, env: sandbox.env()});
  }
  expect(await sandbox.sha(work, 'refs/tags/v1')).toBe(was);
  expect(await sandbox.git(work, 'stash', 'list')).toBe('stash@{0}: On main: 1');
});

test.each([
  ['removed', 'git remote remove origin', /^The agent removed the remote "origin", which was "\S+remote\.git\S*"\./],
  ['renamed', 'git remote rename origin up', /^The agent renamed the remote "origin" to "up"\./],
  [
    'moved',
    'git remote set-url origin /evil',
    /^The agent had the remote "origin" lead to "\/evil", and no longer to "\S+"\./,
  ],
  [
    'given another place for pushes',
    'git remote set-url --push origin /evil',
    /^The agent had the remote "origin" lead to "\/evil"/,
  ],
  [
    'rewritten',
    'git config url./evil/.insteadOf "$(dirname "$(git remote get-url origin)")/"',
    /lead to "\/evil\/remote\.git\S*"/,
  ],
  [
    'passed over',
    'git remote add b /evil; git config remote.pushDefault b',
    /had git push send main to "b", and no longer to the remote "origin"/,
  ],
  [
    'gone with the whole configuration',
    `rm -rf .git; git init -q -b main; ${IDENTITY}`,
    /^The agent removed the remote "origin"/,
  ],
])(
  'a remote of the clone that an agent has %s is named with the command that restores it',
  async (_, script, sentence) => {
    const {work, remote} = await place();
    const request = {push: 'none', workTreeLasts: true} as const;
    const {stored, warnings} = await runScriptAsStep(sandbox, work, script, {request});
    const [warning = '', ...more] = warnings.filter((it) => it.includes('remote'));
    expect([warning, more]).toEqual([expect.stringMatching(sentence), []]);
    expect(stored.notes).toContain(warning);
    execFileSync('sh', ['-c', warning.slice(warning.indexOf(': git ') + 2)], {cwd: work, env: sandbox.env()});
    expect(await sandbox.git(work, 'remote', 'get-url', '--push', 'origin')).toBe(remote);
    await sandbox.git(work, 'commit', '-q', '--allow-empty', '-m', 'next');
    await sandbox.git(work, '-c', 'push.default=current', 'push', '-fq');
    expect(await sandbox.sha(remote, 'refs/heads/main')).toBe(await sandbox.sha(work));
  },
);

test('a configuration that the agent left as git cannot read it is named', async () => {
  const {work} = await place();
  const {warnings} = await runScriptAsStep(sandbox, work, 'echo "[[[" >> .git/config', {request: {push: 'none'}});
  expect(warnings).toEqual([
    expect.stringMatching(
      /^The agent left "\S+\.git\/config" as git cannot read it, so git works here no more\. Mend it: git config failed: fatal: bad config line \d+/,
    ),
  ]);
});

test('tags that the agent made and did not push are named with the command that pushes them', async () => {
  const {work, remote} = await place();
  await sandbox.git(work, 'tag', 'old');
  const fetched = 'git -C "$(git remote get-url origin)" tag theirs; git fetch -q --tags origin';
  const script = `${fetched}; git tag pushed; git push -q origin pushed; echo n > n.txt; git add .; git commit -qm n`;
  expect((await runScriptAsStep(sandbox, work, script)).warnings).toEqual([]);
  const {warnings, stored} = await runScriptAsStep(sandbox, work, 'git tag -am v1 v1; git tag "it\'s"');
  expect([warnings.length, stored.notes]).toEqual([1, warnings]);
  expect(warnings[0]).toMatch(
    /^The agent made tags that are only in this clone, .*: "it's", "v1"\. To push them: git push /,
  );
  const [, command = ''] = (warnings[0] ?? '').split('To push them: ');
  execFileSync('sh', ['-c', command], {cwd: work, env: sandbox.env(), stdio: 'ignore'});
  expect(await sandbox.git(remote, 'tag')).toBe("it's\npushed\ntheirs\nv1");
});

test('a token in the address of a remote is no change of it, and is not shown', async () => {
  const {work} = await place();
  await sandbox.git(work, 'remote', 'set-url', 'origin', 'https://x:old-t0ken@example.test/acme/widgets');
  const request = {push: 'none', workTreeLasts: true} as const;
  const to = (url: string) => runScriptAsStep(sandbox, work, `git remote set-url origin ${url}`, {request});
  expect((await to('git@example.test:acme/widgets.git')).warnings).toEqual([]);
  expect((await to('https://x:t0ken@example.test/acme/widgets')).warnings).toEqual([]);
  expect((await to('https://x:t0ken@example.test/evil/widgets')).warnings).toEqual([
    'The agent had the remote "origin" lead to "https://example.test/evil/widgets", and no longer to "https://example.test/acme/widgets". To have it back: git config --replace-all remote.origin.url https://example.test/acme/widgets',
  ]);
});
