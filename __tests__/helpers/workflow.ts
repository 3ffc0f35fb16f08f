import {type ChildProcess, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {appendFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach} from '@jest/globals';
import {runBundleHere} from './bundle-here.ts';
import {runClientsHere} from './client-here.ts';
import {type GitHttpServer, gitHttp} from './git-http.ts';
import {type GitSandbox, refsIn} from './git-sandbox.ts';
import {serveCommits} from './github-service/graphql-commits.ts';
import {
  type GithubService,
  type GithubServiceOptions,
  JOB_LOGINS,
  type JobOptions,
  startGithubService,
} from './github-service/service.ts';
import {addRun, type RunState} from './github-service/world.ts';
import {commandFiles, inputVariables, readCommandFile} from './runner-files.ts';
import {canRunHere} from './this-process.ts';
import {warmBundle} from './warm-bundle.ts';

export type ActionName = 'step' | 'rollback' | 'undo' | 'report' | 'compare' | 'command' | 'bisect' | 'replay';

/** What the runner starts at the end of a job, by the action whose main it ran. */
export type Post = 'post' | 'try-post';
const POSTS: Readonly<Partial<Record<ActionName, Post>>> = {step: 'post', replay: 'try-post', command: 'try-post'};

export interface ActionRun {
  readonly exitCode: number | null;
  /** What the job's log shows, stderr included. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What main saved for post. */
  readonly state: Readonly<Record<string, string>>;
}

export interface StartedAction {
  readonly pid: number;
  /** Resolves to the match as soon as the log has one. */
  logged(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<ActionRun>;
}

/** One job: its checkout, its token and files, as the runner gives them to each action in it. */
export interface WorkflowJob {
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  /** Main, and post behind it. */
  run(action: ActionName, inputs: Readonly<Record<string, string>>, options?: RunOptions): Promise<ActionRun>;
  /** Main or post alone. */
  runOne(action: ActionName | Post, inputs: Readonly<Record<string, string>>, options?: RunOptions): Promise<ActionRun>;
  /** A process, for a test that does something to it while it runs. */
  start(action: ActionName | Post, inputs: Readonly<Record<string, string>>, options?: RunOptions): StartedAction;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly state?: Readonly<Record<string, string>>;
  /** The action whose inputs a post gets, where several share one. */
  readonly postOf?: ActionName;
  /** The Node to run on; the project's own by default. */
  readonly node?: string;
  readonly dist?: string;
  /** For Node itself, before the script. */
  readonly nodeArgs?: readonly string[];
}

export interface Host {
  readonly github: GithubService;
  readonly git: GitHttpServer;
  /** The bare repository at the host. */
  readonly remote: string;
  /** What actions are given that name no store: that of a host whose history is in a file. */
  readonly store: Readonly<Record<string, string>>;
  /** The token of its jobs, for git and REST alike, with the permissions of the latest one. */
  readonly token: string;
  /** Starts a job with a checkout of its own. */
  job(options?: JobSpec): Promise<WorkflowJob>;
}

export interface JobSpec extends JobOptions {
  readonly event?: string;
  readonly payload?: unknown;
  readonly branch?: string;
  /** What actions/checkout does: by default the branch, depth 1, with the token left in the configuration. */
  readonly checkout?: 'branch' | 'merge' | 'full' | 'without-credentials';
  readonly run?: RunState;
  /** Variables that the runner sets otherwise for this event, such as GITHUB_REF. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface HostOptions extends Pick<GithubServiceOptions, 'intercept' | 'fault' | 'forge'> {
  /** Where git is served; a free port by default. */
  readonly gitPort?: number;
  /** Where actions that name no store have their history; an artifact by default. */
  readonly history?: 'artifact' | 'file';
}

/** The programs of the actions in one test file. */
interface Programs {
  /** Those that it has started as processes. */
  readonly started: Set<ActionName | Post>;
  readonly running: Set<ChildProcess>;
  /** The variables that every process of the test has. */
  usual(): NodeJS.ProcessEnv;
}

const REPOSITORY = 'octo/demo';
/** In the folder that the host keeps, so that it is copied with it. */
const HISTORY_FILE = 'laforge-history/steps.db';

/**
 * A GitHub on loopback: REST, artifacts and caches, and the repository octo/demo by git over HTTP. Call it once at the
 * top of a test file; what a test started is ended with it.
 *
 * With `history: 'file'` actions that name no store have theirs in a file, and cost a third: for tests of what is the same
 * in every store. GitHub's clients are programs of their own, four a step.
 *
 * An action is started as a process the first time in the test file, and from then on runs in the process of the test, if it
 * needs none of its own.
 */
export function workflowHost(
  sandbox: GitSandbox,
  defaults: Pick<HostOptions, 'history'> = {},
): (options?: HostOptions) => Promise<Host> {
  runClientsHere();
  const serveGit = gitHttp();
  const programs: Programs = {
    started: new Set(),
    running: new Set(),
    usual: sandbox.env,
  };
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const child of programs.running) child.kill('SIGKILL');
    for (const close of closers.splice(0)) await close();
  });
  return async ({gitPort, history = defaults.history, ...options} = {}) => {
    const served = join(sandbox.folder(), 'srv');
    const remote = join(served, 'octo/demo.git');
    await sandbox.makeOnce('what the host serves', served, async () => {
      const seed = await sandbox.createRepository({name: 'seed'});
      mkdirSync(join(served, 'octo'), {recursive: true});
      await sandbox.createBareRemote({name: 'srv/octo/demo.git', from: seed});
    });
    const store: Host['store'] = history === 'file' ? {store: 'file', 'store-path': join(remote, HISTORY_FILE)} : {};
    if (history === 'file') mkdirSync(dirname(join(remote, HISTORY_FILE)), {recursive: true});
    const token = `checkout-${randomUUID()}`;
    const git = await serveGit({root: served, token, ...(gitPort === undefined ? {} : {port: gitPort})});
    const github = await startGithubService({repository: REPOSITORY, ...options});
    serveCommits(github.world, {repository: remote, signs: true});
    closers.push(() => github.close());
    let jobs = 0;
    return {
      github,
      git,
      remote,
      token,
      store,
      job: async (spec = {}) => {
        const folder = join(sandbox.folder(), `job-${++jobs}`);
        const workspace = join(folder, 'work/demo/demo');
        const branch = spec.branch ?? 'main';
        await checkout(sandbox, {remote, workspace, branch, url: git.url, token, how: spec.checkout ?? 'branch'});
        const run =
          spec.run ?? addRun(github.world, {status: 'in_progress', event: spec.event ?? 'push', headBranch: branch});
        const permissions = spec.permissions ?? {contents: 'write', actions: 'read', 'pull-requests': 'write'};
        const given = github.startJob({...spec, permissions, run});
        // As on GitHub, what the checkout left is the job's own token.
        github.world.tokens.set(token, {login: JOB_LOGINS[github.world.forge], permissions});
        const env = {
          ...given,
          GITHUB_TOKEN: token,
          ...(github.world.forge === 'gitea'
            ? {GITHUB_SERVER_URL: git.url, GITEA_ACTIONS: 'true'}
            : {RUNNER_ENVIRONMENT: 'github-hosted'}),
          ...runnerEnvironment(sandbox, folder, workspace, {
            event: spec.event ?? 'push',
            payload: spec.payload ?? {},
            branch,
          }),
          GITHUB_SHA: await sandbox.sha(workspace),
          ...spec.env,
        };
        return createJob({workspace, folder, env, store}, programs);
      },
    };
  };
}

/** A checkout as actions/checkout leaves it. */
async function checkout(
  sandbox: GitSandbox,
  to: {
    remote: string;
    workspace: string;
    branch: string;
    url: string;
    token: string;
    how: NonNullable<JobSpec['checkout']>;
  },
): Promise<void> {
  const {remote, workspace, branch, url, token, how} = to;
  const git = (...args: string[]) => sandbox.git(workspace, ...args);
  // Fetched from the folder of the remote, which leaves the same as its server would, with a third of the processes.
  await sandbox.makeOnce(`checkout ${how} of ${branch} from ${refsIn(remote)}`, workspace, async () => {
    mkdirSync(workspace, {recursive: true});
    await git('init', '-q', '--initial-branch=main');
    // Else the branch that is checked out would not be set to track it.
    const origin = '[remote "origin"]\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n';
    appendFileSync(join(workspace, '.git/config'), origin);
    const depth = how === 'full' ? [] : ['--depth=1'];
    const fetched = how === 'merge' ? 'refs/remotes/pull/7/merge' : `refs/remotes/origin/${branch}`;
    const ref = how === 'merge' ? 'refs/pull/7/merge' : `refs/heads/${branch}`;
    await git('fetch', '-q', ...depth, remote, `+${ref}:${fetched}`);
    await git('checkout', '-q', ...(how === 'merge' ? ['--detach'] : ['-B', branch]), fetched);
  });
  const secret = Buffer.from(`x-access-token:${token}`).toString('base64');
  const header =
    how === 'without-credentials' ? '' : `[http "${url}/"]\n\textraheader = AUTHORIZATION: basic ${secret}\n`;
  appendFileSync(join(workspace, '.git/config'), `[remote "origin"]\n\turl = ${url}/${REPOSITORY}\n${header}`);
}

function runnerEnvironment(
  sandbox: GitSandbox,
  folder: string,
  workspace: string,
  {event, payload, branch}: {event: string; payload: unknown; branch: string},
): Record<string, string> {
  const temp = join(folder, '_temp');
  mkdirSync(temp, {recursive: true});
  const eventPath = join(temp, 'event.json');
  writeFileSync(
    eventPath,
    JSON.stringify({repository: {default_branch: 'main', full_name: REPOSITORY}, ...Object(payload)}),
  );
  return {
    ...sandbox.env(),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_ACTOR: 'ada',
    GITHUB_TRIGGERING_ACTOR: 'ada',
    GITHUB_WORKFLOW: 'Agent',
    GITHUB_JOB: 'agent',
    GITHUB_REF_NAME: branch,
    GITHUB_RETENTION_DAYS: '90',
    RUNNER_TEMP: temp,
    RUNNER_TRACKING_ID: 'github_test',
    RUNNER_OS: 'Linux',
  };
}

function createJob(
  {
    workspace,
    folder,
    env,
    store,
  }: Pick<WorkflowJob, 'workspace' | 'env'> & Pick<Host, 'store'> & {readonly folder: string},
  programs: Programs,
): WorkflowJob {
  let steps = 0;
  const prepare = (action: ActionName | Post, given: Readonly<Record<string, string>>, options: RunOptions) => {
    const inputs = 'store' in given ? given : {...store, ...given};
    const files = commandFiles(join(folder, `_files-${++steps}`));
    const variables = {
      // The job's token reaches an action by its input alone.
      ...Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'GITHUB_TOKEN')),
      ...files,
      ...inputVariables(options.postOf ?? action, inputs, env.GITHUB_TOKEN ?? ''),
      ...Object.fromEntries(Object.entries(options.state ?? {}).map(([name, value]) => [`STATE_${name}`, value])),
      ...options.env,
    };
    const collect = (ended: Pick<ActionRun, 'exitCode' | 'log'>): ActionRun => ({
      ...ended,
      outputs: readCommandFile(files.GITHUB_OUTPUT ?? ''),
      state: readCommandFile(files.GITHUB_STATE ?? ''),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY ?? '', 'utf8'),
    });
    return {variables, collect};
  };
  const startProgram = (
    action: ActionName | Post,
    {variables, collect}: ReturnType<typeof prepare>,
    options: RunOptions,
  ): StartedAction => {
    programs.started.add(action);
    const script = join(options.dist ?? warmBundle(), `${action}.js`);
    const child = spawn(options.node ?? process.execPath, [...(options.nodeArgs ?? []), script], {
      cwd: workspace,
      env: variables,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    programs.running.add(child);
    let log = '';
    const watchers: (() => void)[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        log += chunk;
        for (const watch of watchers) watch();
      });
    }
    const closed = new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const ended = closed.then((exitCode) => {
      programs.running.delete(child);
      return collect({exitCode, log});
    });
    // Of a test that failed meanwhile nobody waits for it, and its files are gone.
    ended.catch(() => {});
    return {
      pid: child.pid ?? 0,
      kill: (signal) => void child.kill(signal),
      logged: (pattern) =>
        new Promise((resolve) => {
          const watch = () => {
            const match = pattern.exec(log);
            if (match !== null) resolve(match);
          };
          watchers.push(watch);
          watch();
        }),
      ended,
    };
  };
  const runOne: WorkflowJob['runOne'] = async (action, given, options = {}) => {
    const prepared = prepare(action, given, options);
    const {env: _, state: __, postOf: ___, ...others} = options;
    const needsProcess = Object.keys(others).length > 0 || !programs.started.has(action);
    if (needsProcess || !canRunHere(workspace, prepared.variables, programs.usual()))
      return await startProgram(action, prepared, options).ended;
    return prepared.collect(await runBundleHere(action, workspace, prepared.variables));
  };
  return {
    workspace,
    env,
    start: (action, given, options = {}) => startProgram(action, prepare(action, given, options), options),
    runOne,
    // As the runner does: main, then at the end of the job post, when it has one.
    run: async (action, inputs, options) => {
      const main = await runOne(action, inputs, options);
      const after = POSTS[action];
      if (after === undefined) return main;
      const post = await runOne(after, inputs, {...options, state: main.state, postOf: action});
      return {...main, log: `${main.log}\n-- post --\n${post.log}`};
    },
  };
}
