import {execFile} from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, relative} from 'node:path';
import {afterAll, afterEach} from '@jest/globals';
import {branchByFile, pushByFiles} from './push-by-files.ts';

/** Contents by path, relative to a work tree. Folders are made as needed. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface RepositoryOptions {
  /** Folder name inside the sandbox; a fresh one by default. */
  readonly name?: string;
  /** Written before the first commit and part of it; `README.md` by default. With `commits: 0` they stay untracked. */
  readonly files?: Files;
  /** How many commits to make, 1 by default, 0 for an empty repository. Each after the first changes `commits.txt`. */
  readonly commits?: number;
  /** The branch HEAD is on, `main` by default. */
  readonly branch?: string;
  /** False leaves the repository without user.name and user.email. */
  readonly identity?: boolean;
}

export interface GitOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Who commits in a sandbox, by the local configuration of each repository made there. */
export const SANDBOX_IDENTITY = {name: 'Ada Sandbox', email: 'ada@sandbox.test'} as const;

export interface GitSandbox {
  /** Temporary folder of the running test, absolute and without symlinks; made on first use, removed after the test. */
  folder(): string;
  /**
   * A clean environment for programs under test: PATH, a HOME of the sandbox's own, no system or global configuration,
   * no identity. Spread it and add what a test needs.
   */
  env(): Record<string, string>;
  /** Runs git with fixed dates, one minute later at each call. Resolves to stdout without the last newline; rejects with stderr. */
  git(cwd: string, ...args: string[]): Promise<string>;
  /** Like `git`, for commands that may fail: resolves to how it ended. */
  tryGit(cwd: string, ...args: string[]): Promise<GitOutcome>;
  /** A repository with a work tree; resolves to its folder. */
  createRepository(options?: RepositoryOptions): Promise<string>;
  /**
   * A bare repository that answers fetches by SHA and accepts forced updates, as GitHub does; resolves to its folder.
   * `from` is a local repository: its branches are pushed there, and it becomes that repository's `origin`, tracked.
   */
  createBareRemote(options?: {readonly name?: string; readonly from?: string}): Promise<string>;
  /** A full clone (`origin` is `remote`), with an identity. */
  clone(remote: string, options?: {readonly name?: string; readonly args?: readonly string[]}): Promise<string>;
  /** A clone of the last `depth` commits of one branch, as actions/checkout makes it. */
  shallowClone(remote: string, options?: {readonly name?: string; readonly depth?: number}): Promise<string>;
  /** Writes files into a folder. */
  write(cwd: string, files: Files): void;
  /** Writes one file and commits it alone, on whatever HEAD is; resolves to the commit's SHA. */
  commitFile(cwd: string, path: string, content: string | Uint8Array, message?: string): Promise<string>;
  /** Pushes what is checked out to origin, to the branch of the same name or to another. */
  push(cwd: string, branch?: string): Promise<void>;
  /** The name of the branch that is checked out. */
  branch(cwd: string): Promise<string>;
  /** The SHA of a revision. */
  sha(cwd: string, revision?: string): Promise<string>;
  /**
   * Has a folder made the first time that a test of the file asks for it by this key, and copied from then on: a copy
   * costs less than the processes that made it.
   */
  makeOnce(key: string, directory: string, make: () => Promise<void>): Promise<void>;
  /**
   * Does the same with the whole folder of the test, which each test finds at the same path: a history knows its repository
   * by that. To be called before anything else.
   */
  beginWith(key: string, make: () => Promise<void>): Promise<void>;
}

/** The SHA in the file of HEAD or of a full ref, where there is one: a file costs less than a process. */
function plainSha(cwd: string, revision: string): string | null {
  const folder = existsSync(join(cwd, '.git/HEAD')) ? join(cwd, '.git') : cwd;
  if (revision === 'main' && !existsSync(join(folder, 'refs/tags/main'))) return plainSha(cwd, 'refs/heads/main');
  if (!/^(HEAD|refs\/[\w/.-]+)$/.test(revision)) return null;
  try {
    const [, ref, sha] = /^(?:ref: (.+)|([0-9a-f]{40}))\n$/.exec(readFileSync(join(folder, revision), 'utf8')) ?? [];
    return ref === undefined ? (sha ?? null) : plainSha(cwd, ref);
  } catch {
    return null;
  }
}

/** All refs of a repository, and so all that its commits are. */
export function refsIn(repository: string): string {
  const folder = existsSync(join(repository, '.git/HEAD')) ? join(repository, '.git') : repository;
  const loose = readdirSync(join(folder, 'refs'), {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => relative(folder, join(parentPath, name)));
  const files = ['HEAD', 'packed-refs', 'shallow', ...loose.sort()].filter((name) => existsSync(join(folder, name)));
  return files.map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8')}`).join('');
}

/** The first commit's date; every call of `git` is a minute later, so histories have an order and SHAs never vary. */
const FIRST_DATE = Date.UTC(2026, 0, 1, 12, 0, 0);

/**
 * Real git repositories for tests. Call it once at the top of a test file: every test then gets a folder of its own,
 * removed when the test is over.
 *
 * ```ts
 * const sandbox = gitSandbox();
 * test('…', async () => {
 *   const repository = await sandbox.createRepository({commits: 2});
 *   const remote = await sandbox.createBareRemote({from: repository});
 * ```
 */
export function gitSandbox(): GitSandbox {
  let root: string | null = null;
  let minutes = 0;
  let folders = 0;

  afterEach(() => {
    if (root !== null) rmSync(root, {recursive: true, force: true, maxRetries: 3});
    root = null;
    minutes = 0;
    folders = 0;
  });

  const folder = (): string => {
    root ??= realpathSync(mkdtempSync(join(tmpdir(), 'laforge-test-')));
    return root;
  };
  const newFolder = (name: string | undefined, kind: string): string => join(folder(), name ?? `${kind}-${++folders}`);

  const env = (): Record<string, string> => {
    const home = join(folder(), 'home');
    mkdirSync(home, {recursive: true});
    return {
      PATH: process.env.PATH ?? '',
      HOME: home,
      TMPDIR: tmpdir(),
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      // Not /dev/null: as root, `git config --global` would put a file in its place, for the whole machine.
      GIT_CONFIG_GLOBAL: join(home, 'settings-of-tests'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
    };
  };

  const tryGit = (cwd: string, ...args: string[]): Promise<GitOutcome> => {
    const date = new Date(FIRST_DATE + minutes++ * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
    // Configuration for our own calls alone, so the repositories under test hold nothing but what a test put there.
    const configured: Record<string, string> = {
      ...env(),
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      GIT_CONFIG_COUNT: '4',
      GIT_CONFIG_KEY_0: 'maintenance.auto',
      GIT_CONFIG_VALUE_0: 'false',
      GIT_CONFIG_KEY_1: 'protocol.file.allow',
      GIT_CONFIG_VALUE_1: 'always',
      GIT_CONFIG_KEY_2: 'init.defaultBranch',
      GIT_CONFIG_VALUE_2: 'main',
      GIT_CONFIG_KEY_3: 'advice.detachedHead',
      GIT_CONFIG_VALUE_3: 'false',
    };
    return new Promise((resolve, reject) => {
      const child = execFile(
        'git',
        args,
        {cwd, env: configured, maxBuffer: 64 * 1024 * 1024},
        (error, stdout, stderr) => {
          if (error === null) resolve({exitCode: 0, stdout, stderr});
          else if (typeof error.code === 'number') resolve({exitCode: error.code, stdout, stderr});
          else reject(error);
        },
      );
      // Whatever git starts, such as a filter or a hook under test, must not wait for input.
      child.stdin?.end();
    });
  };

  const git = async (cwd: string, ...args: string[]): Promise<string> => {
    const outcome = await tryGit(cwd, ...args);
    if (outcome.exitCode !== 0) {
      throw new Error(`git ${args.join(' ')} in ${cwd} ended with ${outcome.exitCode}: ${outcome.stderr}`);
    }
    return outcome.stdout.replace(/\n$/, '');
  };

  const write = (cwd: string, files: Files): void => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), {recursive: true});
      writeFileSync(join(cwd, path), content);
    }
  };

  // Written as `git config` writes it, which would be two processes a clone.
  const identify = (directory: string): void => {
    const {name, email} = SANDBOX_IDENTITY;
    appendFileSync(join(directory, '.git/config'), `[user]\n\tname = ${name}\n\temail = ${email}\n`);
    minutes += 2;
  };

  const commit = (directory: string, message: string, ...paths: string[]): Promise<string> =>
    git(
      directory,
      '-c',
      `user.name=${SANDBOX_IDENTITY.name}`,
      '-c',
      `user.email=${SANDBOX_IDENTITY.email}`,
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      message,
      '--',
      ...paths,
    );

  const sha = async (cwd: string, revision = 'HEAD'): Promise<string> => {
    const plain = plainSha(cwd, revision);
    if (plain === null) return git(cwd, 'rev-parse', '--verify', '--end-of-options', revision);
    minutes++;
    return plain;
  };

  const branch = async (cwd: string): Promise<string> => {
    const plain = branchByFile(cwd);
    if (plain === null) return git(cwd, 'symbolic-ref', '--short', 'HEAD');
    minutes++;
    return plain;
  };

  const push = async (cwd: string, to = branchByFile(cwd)): Promise<void> => {
    if (to === null || existsSync(env().GIT_CONFIG_GLOBAL ?? '') || !pushByFiles(cwd, to)) {
      await git(cwd, 'push', '--quiet', 'origin', to === null ? 'HEAD' : `HEAD:refs/heads/${to}`);
    } else minutes++;
  };

  const commitFile = async (
    cwd: string,
    path: string,
    content: string | Uint8Array,
    message = `change ${path}`,
  ): Promise<string> => {
    write(cwd, {[path]: content});
    await git(cwd, 'add', '--force', '--', path);
    await commit(cwd, message, path);
    return sha(cwd);
  };

  const made = new Map<string, {readonly folder: string; readonly took: number}>();
  let templates: string | null = null;
  afterAll(() => {
    if (templates !== null) rmSync(templates, {recursive: true, force: true, maxRetries: 3});
  });
  const makeOnce: GitSandbox['makeOnce'] = async (key, directory, make) => {
    const begin = minutes;
    const template = made.get(key);
    if (template !== undefined) {
      cpSync(template.folder, directory, {recursive: true, verbatimSymlinks: true});
      // The index knows its files by the times and numbers of those that were copied.
      if (existsSync(join(directory, '.git/index'))) await git(directory, 'update-index', '--refresh', '-q');
      // What comes next has the dates that it would have had.
      minutes = begin + template.took;
      return;
    }
    await make();
    templates ??= realpathSync(mkdtempSync(join(tmpdir(), 'laforge-templates-')));
    const kept = join(templates, String(made.size));
    cpSync(directory, kept, {recursive: true, verbatimSymlinks: true});
    made.set(key, {folder: kept, took: minutes - begin});
  };

  const begun = new Map<string, string>();
  const beginWith: GitSandbox['beginWith'] = async (key, make) => {
    if (root !== null) throw new Error('The folder of this test is in use already.');
    root = begun.get(key) ?? null;
    begun.set(key, folder());
    mkdirSync(folder(), {recursive: true});
    await makeOnce(key, folder(), make);
  };

  const createRepository = async (options: RepositoryOptions = {}): Promise<string> => {
    const {name, ...content} = options;
    const directory = newFolder(name, 'repository');
    // The dates of its commits are those of the minute.
    const key = JSON.stringify(['repository', minutes, content]);
    if (existsSync(directory)) await initialize(directory, options);
    else await makeOnce(key, directory, () => initialize(directory, options));
    return directory;
  };

  const initialize = async (directory: string, options: RepositoryOptions): Promise<void> => {
    mkdirSync(directory, {recursive: true});
    await git(directory, 'init', '--quiet', '--template=', `--initial-branch=${options.branch ?? 'main'}`);
    if (options.identity !== false) identify(directory);
    write(directory, options.files ?? {'README.md': '# Sandbox\n'});
    const commits = options.commits ?? 1;
    for (let number = 1; number <= commits; number++) {
      if (number > 1) write(directory, {'commits.txt': `${number}\n`});
      await git(directory, 'add', '--all');
      await commit(directory, `commit ${number}`);
    }
  };

  const createBareRemote = async (options: {name?: string; from?: string} = {}): Promise<string> => {
    const {from} = options;
    const directory = newFolder(options.name, 'remote.git');
    await makeOnce(from === undefined ? 'bare' : `bare from ${refsIn(from)}`, directory, async () => {
      await git(folder(), 'init', '--quiet', '--bare', '--template=', directory);
      const allowed = '[uploadpack]\n\tallowAnySHA1InWant = true\n\tallowFilter = true\n[receive]\n\tautogc = false\n';
      appendFileSync(join(directory, 'config'), allowed);
      minutes += 2;
      if (from === undefined) return;
      await git(from, 'push', '--quiet', directory, 'refs/heads/*:refs/heads/*');
      const branch = await git(from, 'symbolic-ref', '--short', 'HEAD');
      if (branch !== 'main') await git(directory, 'symbolic-ref', 'HEAD', `refs/heads/${branch}`);
    });
    if (from !== undefined) track(from, directory);
    return directory;
  };

  // Written as `git remote add` and a push write them.
  const track = (from: string, remote: string): void => {
    const fetched = '+refs/heads/*:refs/remotes/origin/*';
    appendFileSync(join(from, '.git/config'), `[remote "origin"]\n\turl = ${remote}\n\tfetch = ${fetched}\n`);
    cpSync(join(remote, 'refs/heads'), join(from, '.git/refs/remotes/origin'), {recursive: true});
  };

  const clone = async (remote: string, options: {name?: string; args?: readonly string[]} = {}): Promise<string> => {
    const directory = newFolder(options.name, 'clone');
    await git(folder(), 'clone', '--quiet', '--template=', ...(options.args ?? []), '--', remote, directory);
    identify(directory);
    return directory;
  };

  // A path is cloned with hard links and in full, whatever depth says; only a URL makes it shallow.
  const shallowClone = (remote: string, options: {name?: string; depth?: number} = {}): Promise<string> =>
    clone(remote.startsWith('/') ? `file://${remote}` : remote, {
      ...options,
      args: [`--depth=${options.depth ?? 1}`, '--single-branch'],
    });

  return {
    folder,
    env,
    git,
    tryGit,
    createRepository,
    createBareRemote,
    clone,
    shallowClone,
    write,
    commitFile,
    push,
    branch,
    sha,
    makeOnce,
    beginWith,
  };
}
