import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Repository} from '../../src/domain/ports/git.ts';
import type {History} from '../../src/domain/ports/store.ts';
import {openGit} from '../../src/git/open.ts';
import {createGitStore} from '../../src/stores/git/git-store.ts';
import type {StoreDeps} from '../../src/stores/store-deps.ts';
import {startCountedGitHost, type Traffic} from './counted-git-host.ts';
import {type PlaceRun, type RunOptions, realStoreDeps, type StorePlace} from './store-places.ts';

export interface GitRun extends PlaceRun {
  readonly repository: Repository;
  readonly work: string;
  open(): Promise<History>;
}

export interface GitRunOptions extends RunOptions {
  /** The name of the clone to work in, made where it is not there; another one each time by default. */
  readonly clone?: string;
  readonly deps?: Partial<StoreDeps>;
}

export interface GitPlace extends StorePlace {
  readonly root: string;
  /** The bare repository at the other end. */
  readonly bare: string;
  run(options?: GitRunOptions): Promise<GitRun>;
  /** Runs git in the bare repository. */
  atRemote(...args: string[]): string;
  /** What something costs on the wire. */
  count(work: () => Promise<unknown>): Promise<Traffic>;
  /** Closes a history when the place is removed. */
  keep(opening: Promise<History>): Promise<History>;
  /** Makes a commit with these files the tip of the history, as anybody who may push can. */
  forge(message: string, files: Readonly<Record<string, string | Uint8Array>>, parent?: string): string;
}

export const LEDGER_REF = 'refs/laforge/ledger/default';
const COMMITTER = 'committer Eve <eve@example.com> 1767225600 +0000';

/** As a host is: by SHA, with filters, and without housekeeping after each push. */
const HOST = {
  'uploadpack.allowAnySHA1InWant': 'true',
  'uploadpack.allowFilter': 'true',
  'receive.autogc': 'false',
  'gc.auto': '0',
  'http.receivepack': 'true',
};

export interface GitPlaceOptions {
  /** Over HTTP on loopback, where requests and bytes are counted; by a `file://` URL without. */
  readonly http?: boolean;
  /** Settings of the bare repository. */
  readonly host?: Readonly<Record<string, string>>;
}

/** A place in a bare repository on this machine, with one commit on `main`. */
export async function createGitPlace({http = false, host = {}}: GitPlaceOptions = {}): Promise<GitPlace> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'laforge-git-place-')));
  const bare = join(root, 'octo', 'repo.git');
  const server = http ? await startCountedGitHost(root) : null;
  const url = server === null ? `file://${bare}` : `${server.url}/octo/repo.git`;
  const opened: Repository[] = [];
  const histories: History[] = [];
  let runs = 0;
  let good: string | null = null;
  const atRemote = (...args: string[]) => git(bare, args);

  cpSync(templates().bare, bare, {recursive: true});
  for (const [key, value] of Object.entries(host)) atRemote('config', key, value);

  const keep = async (opening: Promise<History>) => {
    const history = await opening;
    histories.push(history);
    return history;
  };
  const forge: GitPlace['forge'] = (message, files, parent) => {
    const sha = writeCommit(bare, 'refs/forged', message, files, parent);
    atRemote('update-ref', LEDGER_REF, sha);
    return sha;
  };
  return {
    name: 'git',
    root,
    bare,
    atRemote,
    forge,
    count: async (work) => {
      if (server === null) throw new Error('Only what goes over HTTP is counted.');
      return await server.count(work);
    },
    async run({slug = 'default', clone = `clone-${++runs}`, deps = {}} = {}) {
      const work = join(root, clone);
      if (!existsSync(work)) makeClone(bare, work, url);
      const repository = await openGit({temporaryDirectory: root, environment: {}}).open(work);
      opened.push(repository);
      const folder = join(root, `${clone}-${slug}-history`);
      const allDeps = {...realStoreDeps(), ...deps};
      const store = createGitStore(allDeps, {slug, repository, folder});
      return {store, folder, repository, work, open: () => keep(store.open()), startIsSaved: async () => {}};
    },
    keep,
    breakReading() {
      good = atRemote('rev-parse', LEDGER_REF);
      forge('Not a record of ours.\n', {'meta.json': '{"format":1'});
    },
    heal() {
      if (good !== null) atRemote('update-ref', LEDGER_REF, good);
    },
    async remove() {
      for (const history of histories) await history.close();
      for (const repository of opened) await repository.close();
      await server?.close();
      rmSync(root, {recursive: true, force: true, maxRetries: 3});
    },
  };
}

/** A clone of the bare repository that has this address as its remote. */
function makeClone(bare: string, work: string, url: string): void {
  // A copy costs less than the five processes of a clone. It has the branches that every place begins with.
  if (branchesOf(bare) === branchesOf(templates().bare)) cpSync(templates().clone, work, {recursive: true});
  else clone(bare, work);
  const settings = join(work, '.git/config');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^\turl = .*$/m, `\turl = ${url}`));
}

function branchesOf(bare: string): string {
  const [main, packed] = [join(bare, 'refs/heads/main'), join(bare, 'packed-refs')];
  const names = ['heads', 'tags'].map((kind) => readdirSync(join(bare, 'refs', kind)));
  return JSON.stringify([names, existsSync(packed), existsSync(main) && readFileSync(main, 'utf8')]);
}

/** By its path: a server in this process could not answer while it waits here. */
function clone(bare: string, work: string): void {
  git(dirname(work), ['clone', '--quiet', '--template=', `file://${bare}`, work]);
}

let folder: string | null = null;
process.once('exit', () => {
  if (folder !== null) rmSync(folder, {recursive: true, force: true});
});

/** The bare repository that every place begins with, and a clone of it: made once in a process, and copied. */
function templates(): {readonly bare: string; readonly clone: string} {
  const isMade = folder !== null;
  folder ??= mkdtempSync(join(tmpdir(), 'laforge-git-templates-'));
  const made = {bare: join(folder, 'bare.git'), clone: join(folder, 'clone')};
  if (isMade) return made;
  git(folder, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', made.bare]);
  for (const [key, value] of Object.entries(HOST)) git(made.bare, ['config', key, value]);
  writeCommit(made.bare, 'refs/heads/main', 'first', {'a.txt': 'a\n'});
  clone(made.bare, made.clone);
  return made;
}

function git(cwd: string, args: readonly string[], input = Buffer.alloc(0)): string {
  const output = execFileSync('git', args, {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return output.trim();
}

function writeCommit(
  bare: string,
  ref: string,
  message: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  parent?: string,
): string {
  const parts: (string | Uint8Array)[] = [`commit ${ref}\nmark :1\n${COMMITTER}\n`];
  const data = (content: string | Uint8Array) => parts.push(`data ${Buffer.byteLength(content)}\n`, content, '\n');
  data(message);
  if (parent !== undefined) parts.push(`from ${parent}\n`);
  for (const [path, content] of Object.entries(files)) {
    parts.push(`M 100644 inline ${path}\n`);
    data(content);
  }
  parts.push('get-mark :1\n');
  return git(bare, ['fast-import', '--quiet', '--force'], Buffer.concat(parts.map((part) => Buffer.from(part))));
}
