import {chmodSync, existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {deflateSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import type {Repository} from '../../../src/domain/ports/git.ts';
import {findProgram} from '../../../src/files/find-program.ts';
import {openGit} from '../../../src/git/open.ts';
import {gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const serve = gitHttp();
const {PATH: path, HOME: home} = process.env;
let repository: Repository | undefined;
let bin: string;
let trap: string;
beforeEach(() => {
  // A folder that comes first on the PATH and that everybody can write to, as ~/.local/bin is.
  bin = join(sandbox.folder(), 'local-bin');
  mkdirSync(bin);
  process.env.PATH = `${bin}:${path}`;
  trap = join(sandbox.folder(), 'trap');
});
afterEach(async () => {
  process.env.PATH = path;
  process.env.HOME = home;
  await repository?.close();
});

async function open(work: string, options: Parameters<typeof openGit>[0] = {}): Promise<Repository> {
  repository = await openGit({environment: {}, temporaryDirectory: sandbox.folder(), markKey: 'k', ...options}).open(
    work,
  );
  return repository;
}

/** A program that tells that it ran, and then does what the real one does. */
function program(folder: string, name: string, script = ''): void {
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, name), `#!/bin/sh\n${script || `echo ${name} >> '${trap}'`}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** A git that tells of our commands, which have this variable; those of the test and of the server go on. */
const FALSE_GIT = () =>
  `[ -z "$GIT_OPTIONAL_LOCKS" ] || echo "git $*" >> '${trap}'; exec '${findProgram('git', path ?? '')}' "$@"`;

/** A work tree with a remote over HTTP that wants a token, and a server that should never be asked. */
async function place() {
  const work = await sandbox.createRepository({name: 'work', commits: 3});
  const bare = await sandbox.createBareRemote({name: 'remote.git', from: work});
  const server = await serve({root: sandbox.folder(), token: 'secret'});
  await sandbox.git(work, 'remote', 'set-url', 'origin', `${server.url}/remote.git`);
  return {work, bare, server, credentials: {pushToken: 'secret', fallbackToken: null, serverUrl: server.url}};
}

/** Everything a step does with git after its agent: looks, commits what is left, pushes. */
async function finish(opened: Repository, before: string) {
  const left = await opened.commitLeftovers({
    since: {head: before, branch: null, stashes: [], older: [], takenAt: 0},
    message: 'left',
    author: null,
    exclude: [],
    onto: 'head',
  });
  const {sha} = await opened.head();
  const {commits} = await opened.commits(before, sha ?? '');
  const ancestry = await opened.isAncestor(before, sha ?? '');
  const pushed = await opened.remote?.push([{ref: 'refs/heads/main', to: sha, expected: before}], {atomic: true});
  return {left: left.kind, commits: commits.length, ancestry, pushed: pushed?.kind};
}

const DONE = {left: 'committed', commits: 1, ancestry: 'yes', pushed: 'pushed'};

describe('programs that the agent puts first on the PATH', () => {
  const NAMES = ['git', 'git-remote-http', 'git-remote-https', 'git-pack-objects', 'git-credential-cache', 'ssh', 'sh'];

  test('are not run in place of git and what it starts', async () => {
    const {work, credentials} = await place();
    const before = await sandbox.sha(work);
    const opened = await open(work, {credentials});
    for (const name of NAMES) program(bin, name, name === 'git' ? FALSE_GIT() : '');
    sandbox.write(work, {'new.txt': 'new\n'});
    expect(await finish(opened, before)).toEqual(DONE);
    expect(existsSync(trap)).toBe(false);
  });

  test('are not run for a filter, a credential helper or ssh that were configured by their names', async () => {
    const {work, server} = await place();
    const tools = join(sandbox.folder(), 'tools');
    process.env.PATH = `${bin}:${tools}:${path}`;
    program(tools, 'my-filter', 'tr a-z A-Z');
    program(tools, 'git-credential-mine', 'printf "username=x\\npassword=secret\\n"');
    program(tools, 'my-askpass', 'echo secret');
    await sandbox.git(work, 'config', 'filter.mine.clean', 'my-filter --now');
    await sandbox.git(work, 'config', 'credential.helper', 'mine');
    const before = await sandbox.sha(work);
    const opened = await open(work);
    for (const name of ['my-filter', 'git-credential-mine']) program(bin, name);
    sandbox.write(work, {'.gitattributes': '*.txt filter=mine\n', 'new.txt': 'new\n'});
    expect(await finish(opened, before)).toEqual(DONE);
    expect(await sandbox.git(work, 'show', 'HEAD:new.txt')).toBe('NEW');
    expect([existsSync(trap), server.requests.length > 0]).toEqual([false, true]);
  });

  test('are not run by a later process that opens the repository by its mark', async () => {
    const {work, credentials} = await place();
    const before = await sandbox.sha(work);
    const {mark} = await open(work, {credentials});
    for (const name of NAMES) program(bin, name, name === 'git' ? FALSE_GIT() : '');
    // Another PATH, as another process has its own.
    process.env.PATH = `${bin}:${path}:/nowhere`;
    sandbox.write(work, {'new.txt': 'new\n'});
    const again = await openGit({
      environment: {},
      temporaryDirectory: sandbox.folder(),
      markKey: 'k',
      credentials,
    }).open(work, JSON.parse(JSON.stringify(mark)));
    expect(await finish(again, before)).toEqual(DONE);
    await again.close();
    expect(existsSync(trap)).toBe(false);
  });
});

describe('a repository in which the agent lies about history', () => {
  test('by replace refs and grafts is read as it is', async () => {
    const {work, bare, credentials} = await place();
    const other = await sandbox.git(work, 'commit-tree', 'HEAD^{tree}', '-m', 'unrelated');
    const tip = await sandbox.sha(bare, 'main');
    const opened = await open(work, {credentials});
    await sandbox.git(work, 'replace', '--graft', other, tip);
    mkdirSync(join(work, '.git/info'), {recursive: true});
    writeFileSync(join(work, '.git/info/grafts'), `${other} ${tip}\n`);
    expect(await opened.isAncestor(tip, other)).toBe('no');
    expect((await opened.commits(tip, other)).commits.map(({parents}) => parents)).toEqual([[]]);
  });

  test('by a commit whose file says something else is not believed', async () => {
    const {work, bare, credentials} = await place();
    const tip = await sandbox.sha(bare, 'main');
    const other = await sandbox.git(work, 'commit-tree', 'HEAD^{tree}', '-m', 'on another branch');
    const opened = await open(work, {credentials});
    const tree = await sandbox.git(work, 'rev-parse', 'HEAD^{tree}');
    forge(work, other, `tree ${tree}\nparent ${tip}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nforged\n`);
    await expect(opened.commits(tip, other)).rejects.toThrow(/is not what its name says/);
  });

  test.each(['a commit far below', 'a merge that has it as its second parent'])(
    'by %s is not believed, whichever answer hangs on it',
    async (where) => {
      const {work, bare, server} = await place();
      const [root, tip] = [await sandbox.sha(work, 'HEAD~2'), await sandbox.sha(work)];
      await sandbox.git(work, 'checkout', '--quiet', '--detach', root);
      const built = await sandbox.commitFile(work, 'mine.txt', 'mine\n');
      if (where.startsWith('a merge')) {
        const tree = await sandbox.git(work, 'rev-parse', 'HEAD^{tree}');
        await sandbox.git(
          work,
          'reset',
          '--quiet',
          '--hard',
          await sandbox.git(work, 'commit-tree', tree, '-p', built, '-p', root, '-m', 'm'),
        );
      }
      const own = await sandbox.sha(work);
      const opened = await open(work, {credentials: {pushToken: 'secret', fallbackToken: null, serverUrl: server.url}});
      const commit = await sandbox.git(work, 'cat-file', 'commit', root);
      forge(work, root, `${commit.replace('\n', `\nparent ${tip}\n`)}\n`);
      // git itself is taken in by it.
      expect((await sandbox.tryGit(work, 'merge-base', '--is-ancestor', tip, own)).exitCode).toBe(0);
      expect(await opened.isAncestor(tip, own)).toBe('unknown');
      await expect(opened.commits(tip, own)).rejects.toThrow(/is not what its name says/);
      await expect(opened.commitsOnlyOf('local', new Map([['own', [own]]]), [tip])).rejects.toThrow(/is not what/);
      await sandbox.git(bare, 'branch', 'other', root);
      await expect(opened.remote?.branchesContaining(tip, 'main')).rejects.toThrow(/is not what its name says/);
    },
  );

  test('by a commit graph is read as it is', async () => {
    const {work, credentials} = await place();
    const before = await sandbox.sha(work);
    const opened = await open(work, {credentials});
    mkdirSync(join(work, '.git/objects/info'), {recursive: true});
    writeFileSync(join(work, '.git/objects/info/commit-graph'), 'CGPH no graph at all'.repeat(100));
    sandbox.write(work, {'new.txt': 'new\n'});
    expect(await finish(opened, before)).toEqual(DONE);
  });

  test.each([
    ['a folder that is not there', () => '/nowhere/objects\n'],
    ['garbage', () => `\0\x01"\\\n../../..\n`],
    ['itself', (work: string) => `${work}/.git/objects\n`],
    ['objects of its own', () => `${join(sandbox.folder(), 'evil/.git/objects')}\n`],
  ])('by alternates that name %s is read as it is', async (_what, alternates) => {
    const {work, credentials} = await place();
    const before = await sandbox.sha(work);
    const opened = await open(work, {credentials});
    await sandbox.createRepository({name: 'evil', commits: 2});
    mkdirSync(join(work, '.git/objects/info'), {recursive: true});
    writeFileSync(join(work, '.git/objects/info/alternates'), alternates(work));
    sandbox.write(work, {'new.txt': 'new\n'});
    expect(await finish(opened, before)).toEqual(DONE);
  });
});

describe('configuration that the agent adds', () => {
  test('by includeIf, worktree config, attributes and templates starts nothing, and no token goes elsewhere', async () => {
    const {work, server, credentials} = await place();
    const evil = await serve({root: sandbox.folder()});
    process.env.HOME = join(sandbox.folder(), 'home');
    const hostile = `[core]
	fsmonitor = touch '${trap}'
	hooksPath = ${bin}
	sshCommand = touch '${trap}'
	gitProxy = touch '${trap}'
	attributesFile = ${work}/attributes
[filter "evil"]
	clean = touch '${trap}'
	process = touch '${trap}'
	required = true
[credential]
	helper = "!touch '${trap}'"
[url "${evil.url}/"]
	insteadOf = ${server.url}/
[http]
	proxy = ${evil.url}
[diff "evil"]
	textconv = touch '${trap}'
	command = touch '${trap}'
[merge "evil"]
	driver = touch '${trap}'
[trailer "x"]
	command = touch '${trap}'
	ifmissing = add
[uploadpack]
	packObjectsHook = touch '${trap}'
[extensions]
	partialClone = evil
	worktreeConfig = true
[remote "evil"]
	promisor = true
	url = ${evil.url}/remote.git
	uploadpack = touch '${trap}';
`;
    const opened = await open(work, {credentials});
    const before = await sandbox.sha(work);
    for (const hook of [
      'pre-commit',
      'commit-msg',
      'post-commit',
      'reference-transaction',
      'pre-push',
      'post-index-change',
    ])
      for (const folder of [bin, join(work, '.git/hooks')]) program(folder, hook);
    sandbox.write(sandbox.folder(), {
      'included.config': hostile,
      'home/.gitconfig': hostile,
      'home/.config/git/config': hostile,
    });
    sandbox.write(join(work, '.git'), {
      'config.worktree': hostile,
      'info/attributes': '* filter=evil diff=evil merge=evil\n',
    });
    const include = `[includeIf "gitdir:${work}/"]\n\tpath = ${sandbox.folder()}/included.config\n`;
    writeFileSync(join(work, '.git/config'), include, {flag: 'a'});
    sandbox.write(work, {attributes: '* filter=evil\n', 'new.txt': 'new\n'});
    // The attribute names a filter that was not there: nothing is committed, and nothing is run.
    expect(await finish(opened, before)).toEqual({left: 'nothing', commits: 0, ancestry: 'yes', pushed: 'pushed'});
    writeFileSync(join(work, '.git/info/attributes'), '');
    expect(await finish(opened, before)).toEqual({...DONE, pushed: 'pushed'});
    expect(existsSync(trap)).toBe(false);
    expect(evil.requests).toEqual([]);
  });
});

/** Puts another commit into the file of a loose one. */
function forge(work: string, sha: string, content: string): void {
  const file = join(work, '.git/objects', sha.slice(0, 2), sha.slice(2));
  chmodSync(file, 0o644);
  writeFileSync(file, deflateSync(Buffer.from(`commit ${Buffer.byteLength(content)}\0${content}`)));
}
