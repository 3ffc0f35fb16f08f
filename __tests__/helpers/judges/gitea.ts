import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {dirname, join} from 'node:path';
import {copyStepAction, writeCheckoutAction} from './action-sources.ts';
import {endGroup, freePort, type JudgedRun, readResults, waitFor} from './processes.ts';

export interface GiteaPrograms {
  readonly gitea: string;
  /** The folder of its sources, whose templates it reads. */
  readonly giteaFiles: string;
  readonly runner: string;
}

/** A person with a token for everything that person may do. */
export interface Person {
  readonly name: string;
  readonly token: string;
}

type Json = Readonly<Record<string, unknown>>;

/** A Gitea on loopback with one runner in host mode; in it the project and a checkout, as actions. */
export interface Gitea {
  readonly url: string;
  readonly sshPort: number;
  /** Owns every repository and administers the server. */
  readonly boss: Person;
  /** Of the user that runner and jobs work as. */
  readonly home: string;
  /** Where runs can leave what a test looks at. */
  readonly disk: string;
  addPerson(name: string): Promise<Person>;
  /** Asks as this person, the boss by default. Throws unless the status is one of success. */
  ask(method: string, path: string, body?: Json, as?: Person): Promise<unknown>;
  createRepository(name: string, files: Readonly<Record<string, string>>): Promise<GiteaRepository>;
  stop(): Promise<void>;
}

export interface GiteaRepository {
  /** `boss/name`. */
  readonly name: string;
  readonly url: string;
  ask(method: string, path: string, body?: Json, as?: Person): Promise<unknown>;
  /** Runs git in a clone of the boss. */
  git(...args: readonly string[]): string;
  /** The commit of a ref at the forge; null without one. */
  tip(ref: string): string | null;
  /** Writes a file, commits it and pushes the branch. */
  push(branch: string, files: Readonly<Record<string, string>>): void;
  /** Starts a workflow by dispatch, and resolves to the number of its run. */
  dispatch(workflow: string, options?: {readonly ref?: string; readonly inputs?: Json}): Promise<number>;
  /** The runs there are, newest first. */
  runs(): Promise<readonly {readonly id: number; readonly event: string; readonly status: string}[]>;
  /** Waits until a run is over. */
  ended(run: number): Promise<JudgedRun>;
  run(workflow: string, options?: {readonly ref?: string; readonly inputs?: Json}): Promise<JudgedRun>;
}

const PASSWORD = 'judge-password-1';
const RUN_LIMIT_MS = 180_000;

export async function startGitea(folder: string, programs: GiteaPrograms): Promise<Gitea> {
  const [port, sshPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, 'app.ini');
  const disk = join(folder, 'disk');
  const home = join(folder, 'home');
  for (const path of [disk, home, join(folder, 'runner')]) mkdirSync(path, {recursive: true});
  writeFileSync(config, serverConfig(folder, programs.giteaFiles, {url, port, sshPort}));
  const env = {PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: home, LANG: 'C.UTF-8'};
  const administer = (...args: readonly string[]) =>
    execFileSync(programs.gitea, ['--config', config, ...args], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const addUser = (name: string, ...flags: readonly string[]): Person => {
    const person = ['--username', name, '--password', PASSWORD, '--email', `${name}@judge.example`];
    administer('admin', 'user', 'create', ...person, '--must-change-password=false', ...flags);
    const told = administer('admin', 'user', 'generate-access-token', '--username', name, '--scopes', 'all', '--raw');
    // A line of Gitea's log may stand before it or after it.
    return {name, token: /^[0-9a-f]{40}$/m.exec(told)?.[0] ?? ''};
  };

  // 1. The server, with its administrator.
  administer('migrate');
  const boss = addUser('boss', '--admin');
  const children: ChildProcess[] = [];
  const start = (program: string, args: readonly string[], cwd: string) => {
    const child = spawn(program, args, {cwd, env, detached: true, stdio: 'ignore'});
    children.push(child);
  };
  start(programs.gitea, ['web', '--config', config], folder);
  const ask: Gitea['ask'] = async (method, path, body, as = boss) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {authorization: `token ${as.token}`, 'content-type': 'application/json'},
      ...(body !== undefined && {body: JSON.stringify(body)}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
  };
  await waitFor('Gitea', () => ask('GET', '/version').catch(() => null));

  // 2. The actions, where `uses:` finds them.
  const git = (cwd: string, ...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd,
      env: {...env, ...gitSettings(url, boss)},
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const publish = async (owner: string, name: string, tag: string, write: (folder: string) => void) => {
    await ask('POST', '/orgs', {username: owner});
    await ask('POST', `/orgs/${owner}/repos`, {name});
    const source = join(folder, 'sources', owner, name);
    mkdirSync(source, {recursive: true});
    write(source);
    git(source, 'init', '-q', '--initial-branch=main');
    git(source, 'add', '-A', '-f');
    git(source, 'commit', '-qm', 'as it is');
    git(source, 'push', '-q', `${url}/${owner}/${name}.git`, 'main', `main:refs/tags/${tag}`);
  };
  await publish('laforge', 'step-action', 'v1', copyStepAction);
  await publish('actions', 'checkout', 'v7', writeCheckoutAction);

  // 3. The runner.
  const registration = await ask('POST', '/admin/actions/runners/registration-token');
  const runnerFolder = join(folder, 'runner');
  writeFileSync(join(runnerFolder, 'config.yaml'), runnerConfig(runnerFolder));
  const token = String(field(registration, 'token'));
  const names = ['--name', 'judge', '--labels', 'ubuntu-latest:host'];
  const register = ['register', '--no-interactive', '--instance', url, '--token', token, ...names];
  execFileSync(programs.runner, ['--config', 'config.yaml', ...register], {cwd: runnerFolder, env, stdio: 'ignore'});
  start(programs.runner, ['--config', 'config.yaml', 'daemon'], runnerFolder);

  return {
    url,
    sshPort,
    boss,
    home,
    disk,
    ask,
    addPerson: async (name) => addUser(name),
    createRepository: async (name, files) => {
      await ask('POST', '/user/repos', {name, default_branch: 'main'});
      const clone = join(folder, 'clones', name);
      mkdirSync(clone, {recursive: true});
      const inClone = (...args: readonly string[]) => git(clone, ...args);
      inClone('init', '-q', '--initial-branch=main');
      inClone('remote', 'add', 'origin', `${url}/boss/${name}.git`);
      const repository = openRepository(`boss/${name}`, {url, ask, clone, git: inClone});
      repository.push('main', files);
      return repository;
    },
    stop: async () => {
      for (const child of children.reverse()) endGroup(child);
      rmSync(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 200});
    },
  };
}

function openRepository(
  name: string,
  {url, ask, clone, git}: {url: string; ask: Gitea['ask']; clone: string; git: GiteaRepository['git']},
): GiteaRepository {
  const askHere: GiteaRepository['ask'] = (method, path, body, as) => ask(method, `/repos/${name}${path}`, body, as);
  const runs: GiteaRepository['runs'] = async () => {
    const list = field(await askHere('GET', '/actions/runs?limit=50'), 'workflow_runs');
    return (Array.isArray(list) ? list : [])
      .map((run) => ({
        id: Number(field(run, 'id')),
        event: String(field(run, 'event')),
        status: String(field(run, 'status')),
      }))
      .toSorted((a, b) => b.id - a.id);
  };
  const ended: GiteaRepository['ended'] = async (run) => {
    const over = await waitFor(
      `The end of run ${run} of ${name}`,
      async () => {
        const it = await askHere('GET', `/actions/runs/${run}`);
        return field(it, 'status') === 'completed' ? it : null;
      },
      RUN_LIMIT_MS,
    );
    const jobs = field(await askHere('GET', `/actions/runs/${run}/jobs`), 'jobs');
    const logs = (Array.isArray(jobs) ? jobs : []).map((job) =>
      askHere('GET', `/actions/jobs/${Number(field(job, 'id'))}/logs`).catch(() => ''),
    );
    const log = (await Promise.all(logs)).map(String).join('\n');
    return {isSuccess: field(over, 'conclusion') === 'success', log, results: readResults(log)};
  };
  const dispatch: GiteaRepository['dispatch'] = async (workflow, {ref = 'main', inputs = {}} = {}) => {
    const [latest] = await runs();
    // Right after a push Gitea answers 500.
    await waitFor('A dispatch', () =>
      askHere('POST', `/actions/workflows/${workflow}/dispatches`, {ref, inputs}).then(
        () => true,
        () => null,
      ),
    );
    return await waitFor('The run', async () => (await runs()).find(({id}) => id > (latest?.id ?? 0))?.id ?? null);
  };
  return {
    name,
    url: `${url}/${name}.git`,
    ask: askHere,
    git,
    runs,
    ended,
    dispatch,
    run: async (workflow, options) => await ended(await dispatch(workflow, options)),
    tip: (ref) => git('ls-remote', 'origin', ref).split('\t')[0] || null,
    push: (branch, files) => {
      git('checkout', '-q', '-B', branch);
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(clone, path)), {recursive: true});
        writeFileSync(join(clone, path), content);
      }
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', `for ${branch}`);
      git('push', '-q', '--force', 'origin', branch);
    },
  };
}

/** A value of JSON by its name; undefined where there is none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** The settings of git by which a person reaches the server: the token is in no argument. */
export function gitSettings(url: string, {name, token}: Person): Record<string, string> {
  const settings = {
    'user.name': name,
    'user.email': `${name}@judge.example`,
    [`http.${url}/.extraheader`]: `AUTHORIZATION: basic ${Buffer.from(`${name}:${token}`).toString('base64')}`,
  };
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(Object.keys(settings).length)],
    ...Object.entries(settings).flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]);
}

function serverConfig(
  folder: string,
  files: string,
  {url, port, sshPort}: {url: string; port: number; sshPort: number},
): string {
  return `RUN_MODE = prod
RUN_USER = ${userInfo().username}
WORK_PATH = ${folder}
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = ${url}/
STATIC_ROOT_PATH = ${files}
OFFLINE_MODE = true
START_SSH_SERVER = true
SSH_LISTEN_HOST = 127.0.0.1
SSH_LISTEN_PORT = ${sshPort}
BUILTIN_SSH_SERVER_USER = git
[database]
DB_TYPE = sqlite3
PATH = ${folder}/gitea.db
[security]
INSTALL_LOCK = true
SECRET_KEY = judge
[actions]
ENABLED = true
DEFAULT_ACTIONS_URL = self
[log]
MODE = file
LEVEL = Warn
ROOT_PATH = ${folder}/log
[repository]
DEFAULT_BRANCH = main
[indexer]
ISSUE_INDEXER_TYPE = db
[service]
DISABLE_REGISTRATION = true
`;
}

function runnerConfig(folder: string): string {
  return `log: {level: error}
runner: {file: .runner, capacity: 1, fetch_interval: 1s, fetch_interval_max: 1s}
cache: {enabled: true, dir: ${folder}/cache, host: 127.0.0.1}
host: {workdir_parent: ${folder}/work}
metrics: {enabled: false}
`;
}
