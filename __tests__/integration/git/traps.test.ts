import {execFileSync} from 'node:child_process';
import {appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import type {Landed} from '../../../src/domain/ports/commits.ts';
import type {Diffs} from '../../../src/domain/ports/diffs.ts';
import type {Repository} from '../../../src/domain/ports/git.ts';
import type {ObjectStore, Remote} from '../../../src/domain/ports/remote.ts';
import {openGit} from '../../../src/git/open.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {makeTraps} from '../../helpers/git-traps.ts';

const sandbox = gitSandbox();
const {PATH: path, HOME: home, GIT_CONFIG_GLOBAL: globalConfig} = process.env;
afterEach(() => {
  Object.assign(process.env, {PATH: path, HOME: home, GIT_CONFIG_GLOBAL: globalConfig});
  delete process.env.HIDDEN;
});

/** Names of the methods of a port: one that nobody tries here does not compile. */
type Methods<Port> = {
  [Name in keyof Port]: Port[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof Port];
type Tries<Port> = Readonly<Record<Methods<Port>, () => Promise<unknown>>>;

interface Ground {
  readonly repository: Repository;
  readonly remote: Remote;
  readonly objects: ObjectStore;
  readonly work: string;
  /** The first commit, and the tip of main at the remote. */
  readonly first: string;
  readonly tip: string;
  /** Commits on the first that change one file: two of them other lines, the third the line of the first. */
  readonly forks: readonly [string, string, string];
  /** What `git stash` would make of a change, at no ref yet. */
  readonly stash: string;
}

function triesOfRepository({repository, work, first, tip, stash}: Ground): Tries<Repository> {
  const since = () => repository.snapshot();
  const leave = async (file: string, onto: 'head' | 'apart') => {
    const snapshot = await since();
    if (onto === 'apart') renameSync(join(sandbox.folder(), 'nested'), join(work, 'sub'));
    sandbox.write(work, {
      [file]: `${file}\n`,
      '.gitmodules': '[submodule "sub"]\n\tpath = sub\n\turl = https://x.test/\n',
    });
    execFileSync('mkfifo', [join(work, `${file}.pipe`)]);
    return await repository.commitLeftovers({since: snapshot, message: 'm', author: null, exclude: [], onto});
  };
  return {
    head: () => repository.head(),
    unbundle: async () => {
      const file = join(sandbox.folder(), 'tip.bundle');
      await repository.bundle(null, tip, 'refs/laforge/bundled', file);
      await repository.unbundle(file, 'own');
    },
    submodulesOf: () => repository.submodulesOf(tip),
    isShallow: () => repository.isShallow(),
    stashes: () => repository.stashes(),
    signatureOf: () => repository.signatureOf(tip),
    isBranchName: () => repository.isBranchName('x/y'),
    snapshot: since,
    placesBesideHead: async () => await repository.placesBesideHead(await repository.cloneState()),
    commitLeftovers: async () => [await leave('one.txt', 'apart'), await leave('two.known', 'head')],
    countLeftovers: async () => {
      const snapshot = await since();
      sandbox.write(work, {'counted.known': 'new\n'});
      expect(await repository.countLeftovers({since: snapshot, exclude: []})).toBe(1);
    },
    archiveChanged: async () => {
      const snapshot = await since();
      sandbox.write(work, {'archived.txt': 'new\n'});
      await repository.archiveChanged(snapshot, {
        file: join(sandbox.folder(), 'files.tar.gz'),
        exclude: [],
        only: 'all',
      });
    },
    commitStashes: async () => {
      const snapshot = await since();
      sandbox.write(join(work, '.git'), {
        'refs/stash': `${stash}\n`,
        'logs/refs/stash': `${'0'.repeat(40)} ${stash} A <a@b.test> 1767225600 +0000\tWIP\n`,
      });
      const made = await repository.commitStashes({since: snapshot, message: 'm', author: null, hasOthers: true}, tip);
      expect(made.sha).not.toBeNull();
    },
    noteFilesThatStay: async () => {
      const snapshot = {
        head: first,
        branch: null,
        stashes: [],
        older: [{path: 'sub/', stamp: null, content: null}],
        takenAt: 0,
      };
      return await repository.noteFilesThatStay(snapshot);
    },
    findGone: async () => {
      const older = [{path: 'gone.txt', stamp: '1', content: null, staged: first}];
      const gone = await repository.findGone({
        since: {head: first, branch: null, stashes: [], older, takenAt: 0},
        exclude: [],
        made: [],
      });
      expect(gone).toEqual([{path: 'gone.txt', staged: null, commit: null}]);
    },
    changedRemotes: async () => {
      await since();
      appendFileSync(join(work, '.git/config'), '[remote "origin"]\n\tpushurl = /nowhere\n');
      await repository.changedRemotes('main');
    },
    holdCheckout: async () => {
      const held = await repository.holdCheckout();
      sandbox.write(work, {'three.known': 'changed\n'});
      sandbox.write(join(work, '.git'), {HEAD: 'ref: refs/heads/moved\n', 'refs/heads/moved': `${first}\n`});
      const keep = {ref: 'refs/laforge/pins/default/check', message: 'kept'};
      await held.changedFiles();
      return await held.putBack({files: true, makeRoomFor: null, keep});
    },
    resolve: () => repository.resolve('main'),
    cloneState: () => repository.cloneState(),
    commitTraces: async () => repository.commitTraces(await repository.cloneState(), null),
    reachedFrom: async () => [
      await repository.reachedFrom('local', [tip], [first]),
      await repository.reachedFrom('remote', [tip], [first]),
    ],
    commit: () => repository.commit(first),
    commits: () => repository.commits(first, tip),
    diffStat: () => repository.diffStat(first, tip),
    changedPaths: () => repository.changedPaths(first, tip, ''),
    isAncestor: () => repository.isAncestor(first, tip),
    createPinCommit: () => repository.createPinCommit(tip, 'pin'),
    createNote: () => repository.createNote('note'),
    messagesOf: async () => expect(await repository.messagesOf(tip, 1)).toHaveLength(1),
    createCommit: async () => {
      const tree = await repository.treeOf(tip);
      await repository.createCommit({tree, parent: tip, message: 'm', at: new Date(0), author: null});
    },
    treeOf: () => repository.treeOf(tip),
    signCommit: async () => {
      const key = {kind: 'file', path: join(sandbox.folder(), 'no-key')} as const;
      await expect(repository.signCommit({sha: tip, parents: [first], key})).rejects.toThrow(/could not sign/);
    },
    hasSignature: () => repository.hasSignature(tip),
    plainChanges: () => repository.plainChanges({commit: tip, parent: first, maxBytes: 1e6}),
    withFolder: async () => await repository.withFolder(await repository.treeOf(tip), 'sub', first),
    commitsTouching: () => repository.commitsTouching(first, tip, ['three.known']),
    commitsOnlyOf: async () => [
      await repository.commitsOnlyOf('local', new Map([['a', [tip]]]), [first]),
      await repository.commitsOnlyOf('remote', new Map([['a', [tip]]]), [first]),
    ],
    kindsOf: async () => [await repository.kindsOf([first], null), await repository.kindsOf([first], [tip])],
    commitMessage: () => repository.commitMessage(first),
    notePush: () => repository.notePush('main', tip),
    bundle: () => repository.bundle(first, tip, 'refs/heads/main', join(sandbox.folder(), 'x.bundle')),
    dirtyPaths: async () => {
      // Only of a file that looks changed the content is compared.
      const content = readFileSync(join(work, 'three.known'), 'utf8');
      sandbox.write(work, {'three.known': `${content} more\n`});
      expect(await repository.dirtyPaths()).toContain('three.known');
      sandbox.write(work, {'three.known': content});
    },
    otherWorkTreesWith: () => repository.otherWorkTreesWith('other'),
    operationOn: async () => repository.operationOn('main'),
    findLock: () => repository.findLock(),
    whyUnwritable: async () => repository.whyUnwritable(),
    resetBranch: async () => {
      const {sha} = await repository.head();
      await repository.resetBranch('main', sha ?? '', first, null);
    },
    finishReset: () => repository.finishReset('main', tip, first),
    localRefs: () => repository.localRefs('refs/heads/'),
    updateLocalRefs: () => repository.updateLocalRefs([{ref: 'refs/laforge/x', to: tip, expected: null}]),
    findUnreached: async () => expect(await repository.findUnreached([tip])).toEqual(new Map()),
    keepersOf: () => repository.keepersOf([tip]),
    switchTo: () => repository.switchTo('agent/new'),
    leaveNewBranch: async () => {
      const head = await repository.head();
      await repository.switchTo('agent/gone');
      expect(await repository.leaveNewBranch('agent/gone', head)).toBe(true);
    },
    makeScratch: async () => {
      const scratch = repository.makeScratch();
      await scratch.checkOut(first);
      sandbox.write(scratch.folder, {
        '.git/config': `[core]\n\tfsmonitor = echo scratch >> '${sandbox.folder()}/fired'\n`,
      });
      await scratch.checkOut(tip);
      await scratch.treesOf([first, tip]);
      scratch.remove();
    },
    close: async () => {},
  };
}

function triesOfRemote({remote, first, tip}: Ground): Tries<Remote> {
  const pin = {ref: 'refs/laforge/pins/default/x', to: first, expected: null};
  return {
    refs: () => remote.refs(['refs/heads/*']),
    defaultBranch: () => remote.defaultBranch(),
    fetch: () => remote.fetch(['refs/heads/other']),
    push: () => remote.push([pin], {atomic: true}),
    pushesWith: () => remote.pushesWith('token'),
    probe: () => remote.probe([{...pin, ref: 'refs/heads/y', to: tip}]),
    branchesContaining: () => remote.branchesContaining(first, 'main'),
  };
}

function triesOfObjects({objects, tip}: Ground): Tries<ObjectStore> {
  return {
    fetchTips: () => objects.fetchTips(['refs/heads/*']),
    commitsFrom: () => objects.commitsFrom(tip, 3),
    fetchFiles: () => objects.fetchFiles([]),
    read: () => objects.read([tip], 1_000_000),
    write: () => objects.write(null, [{message: 'm', at: new Date(0), files: new Map([['a', Buffer.from('a')]])}]),
  };
}

function triesOfLanded({repository: {landed}, first, tip}: Ground): Tries<Landed> {
  const since = '2000-01-01T00:00:00.000Z';
  return {
    commits: () => landed.commits(tip, since),
    patchIds: () => landed.patchIds([first, tip]),
    forkOf: () => landed.forkOf(first, tip),
    patchIdOf: () => landed.patchIdOf(first, tip),
    renames: () => landed.renames(tip, since),
    linesOf: () => landed.linesOf(tip, 'commits.txt', null),
  };
}

function triesOfDiffs({repository: {diffs}, first, tip, forks: [one, other, third]}: Ground): Tries<Diffs> {
  const request = {from: first, to: tip, paths: []};
  const works = [
    {before: first, after: one},
    {before: first, after: other},
  ] as const;
  return {
    files: () => diffs.files(request),
    print: () => diffs.print(request, {form: 'patch', colour: true, columns: 80}),
    printCommits: () => diffs.printCommits(...works, {colour: false}),
    carry: async () => [await diffs.carry(works[0], other), await diffs.carry(works[0], third)],
  };
}

/** A work tree with a known filter, a nested repository and a linked work tree, opened as a step opens it. */
async function openGround(): Promise<Ground & {readonly traps: ReturnType<typeof makeTraps>}> {
  const work = await sandbox.createRepository({
    name: 'work',
    commits: 3,
    files: {'.gitattributes': '*.known filter=known\n', 'three.known': 'three\n', 'long.txt': '1\n2\n3\n4\n5\n'},
  });
  const bare = await sandbox.createBareRemote({name: 'remote.git', from: work});
  await sandbox.git(bare, 'branch', 'other', 'main~1');
  await sandbox.git(work, 'worktree', 'add', '--quiet', '-b', 'other', join(sandbox.folder(), 'linked'));
  const fork = async (content: string) => {
    await sandbox.git(join(sandbox.folder(), 'linked'), 'checkout', '--quiet', '--detach', 'main~2');
    return await sandbox.commitFile(join(sandbox.folder(), 'linked'), 'long.txt', content);
  };
  const forks = [
    await fork('eins\n2\n3\n4\n5\n'),
    await fork('1\n2\n3\n4\nfünf\n'),
    await fork('un\n2\n3\n4\n5\n'),
  ] as const;
  await sandbox.git(join(sandbox.folder(), 'linked'), 'checkout', '--quiet', 'other');
  await sandbox.git(work, 'config', 'filter.known.clean', 'cat');
  await sandbox.git(work, 'config', 'filter.known.smudge', 'cat');
  sandbox.write(work, {'three.known': 'stashed\n'});
  const stash = await sandbox.git(work, 'stash', 'create');
  await sandbox.git(work, 'checkout', '--quiet', '--', '.');
  const [bin, homeOf] = [join(sandbox.folder(), 'bin'), join(sandbox.folder(), 'home')];
  mkdirSync(homeOf, {recursive: true});
  Object.assign(process.env, {PATH: `${bin}:${path}`, HOME: homeOf, HIDDEN: 'hidden'});
  delete process.env.GIT_CONFIG_GLOBAL;
  const traps = makeTraps(sandbox, work, bin);
  const repository = await openGit({
    environment: {},
    temporaryDirectory: sandbox.folder(),
    isGiven: (name) => name !== 'HIDDEN',
  }).open(work);
  const {remote, objects} = repository;
  if (remote === null || objects === null) throw new Error('There is no remote.');
  const [first, tip] = [await sandbox.sha(work, 'main~2'), await sandbox.sha(work)];
  return {repository, remote, objects, work, first, tip, forks, stash, traps};
}

/** A nested repository that git would complete from a remote of its own, and run a program for. */
async function makeNested(): Promise<void> {
  const nested = await sandbox.createRepository({name: 'nested'});
  const sha = await sandbox.sha(nested);
  await sandbox.git(nested, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  await sandbox.git(nested, 'config', 'core.repositoryFormatVersion', '1');
  await sandbox.git(nested, 'config', 'extensions.partialClone', 'evil');
  await sandbox.git(nested, 'config', 'remote.evil.url', sandbox.folder());
  await sandbox.git(nested, 'config', 'remote.evil.uploadpack', `echo nested >> '${sandbox.folder()}/fired';`);
  rmSync(join(nested, '.git/objects', sha.slice(0, 2), sha.slice(2)));
}

test('nothing that an agent wrote is run by any command after it, and each has what was captured alone', async () => {
  const ground = await openGround();
  const {repository, traps, work} = ground;
  await makeNested();
  traps.set();
  const said: string[] = [];
  for (const [name, attempt] of Object.entries({
    ...triesOfRepository(ground),
    ...triesOfRemote(ground),
    ...triesOfObjects(ground),
    ...triesOfDiffs(ground),
    ...triesOfLanded(ground),
  })) {
    // What a damaged ground makes of it is another test's; here counts what was started.
    const error = await attempt().then(
      () => null,
      (failure: unknown) => failure,
    );
    if (error !== null) said.push(`${name}: ${error}`);
    expect({after: name, fired: traps.fired()}).toEqual({after: name, fired: ''});
  }
  expect(said).toEqual([]);

  const ours = traps.logged();
  expect(ours.length).toBeGreaterThan(50);
  for (const {args, env} of ours) {
    const value = (name: string) => env.get(name);
    expect({args, hidden: value('HIDDEN'), trace: value('GIT_TRACE2_EVENT')}).toEqual({args, trace: '0'});
    // The branch of a switch, before an agent runs, is followed in the user's own configuration.
    if (args[0] === 'config' && args[1]?.startsWith('branch.')) continue;
    // What may fetch asks the captured remote: no other is in what it reads.
    const lazy = /^(read-tree|ls-remote|fetch|push|cat-file|rev-list|log|-c)$/.test(args[0] ?? '') ? /^[01]$/ : /^1$/;
    expect({args, system: value('GIT_CONFIG_NOSYSTEM'), lazy: value('GIT_NO_LAZY_FETCH')}).toEqual({
      args,
      system: '1',
      lazy: expect.stringMatching(lazy),
    });
    const own = [value('GIT_CONFIG_GLOBAL'), value('GIT_COMMON_DIR')];
    expect({args, own}).not.toEqual({args, own: expect.arrayContaining([undefined])});
    expect({args, own: own.join()}).not.toEqual({args, own: expect.stringContaining(work)});
  }

  // Each verb in the sources has been tried, but those that need a server (credentials.test.ts and lfs.test.ts have it), a
  // file that lies there already (reset-branch.test.ts) or an index that only git reads (index-marks.test.ts).
  const tried = new Set(ours.flatMap(({args}) => args));
  const sources = join(import.meta.dirname, '../../../src/git');
  const verbs = readdirSync(sources).flatMap((name) =>
    [...readFileSync(join(sources, name), 'utf8').matchAll(/args(?:: | = )\[\s*'([a-z][a-z-]+)'/g)].map(
      ([, verb]) => verb ?? '',
    ),
  );
  const untried = [...new Set(verbs)].filter((verb) => !tried.has(verb)).sort();
  expect(untried).toEqual(['credential', 'hash-object', 'lfs', 'ls-files']);
  await repository.close();
});

test('one place makes every git process', () => {
  const sources = join(import.meta.dirname, '../../../src');
  const read = (name: string) => readFileSync(join(sources, name), 'utf8');
  const names = readdirSync(sources, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.ts'));
  const starters = names.filter((name) => read(name).includes("'node:child_process'"));
  expect(starters.filter((name) => name.startsWith('git'))).toEqual([join('git', 'git-process.ts')]);
  expect(starters.filter((name) => /(spawn|exec|execFile|fork)(Sync)?\)?\(\s*'git/.test(read(name)))).toEqual([]);
});
