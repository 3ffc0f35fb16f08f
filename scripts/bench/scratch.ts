import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A temporary folder with a small repository, isolated from the user's settings and files. */
export interface Scratch {
  readonly repository: string;
  readonly env: Readonly<Record<string, string>>;
  /** The environment that a runner gives the step action on a push. `ledger` is the name of its file. */
  actionEnv(ledger: string): Readonly<Record<string, string>>;
  remove(): void;
}

/** Variables that point programs at another repository, run or package. */
const FOREIGN = /^(GIT|GITHUB|LAFORGE|RUNNER|ACTIONS|INPUT|STATE|NODE|npm)_/i;
const FILES = 20;
const TEMPLATE = `description: Does nothing
inputs:
  word: {description: What to say, required: true, pattern: '[a-z]+'}
run: 'true'
prompt: Say \${{ inputs.word }}.
`;

export function createScratch(): Scratch {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'laforge-bench-')));
  const repository = join(folder, 'app');
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const env = {
    ...Object.fromEntries(inherited.map(([name, value]) => [name, value ?? ''])),
    LAFORGE_HOME: join(folder, 'laforge-home'),
    GIT_CONFIG_GLOBAL: join(folder, 'no-settings'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const git = (...args: string[]) =>
    execFileSync('git', args, {cwd: repository, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']}).trim();
  mkdirSync(repository);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Bench');
  git('config', 'user.email', 'bench@example.com');
  for (let file = 0; file < FILES; file++) writeFileSync(join(repository, `file-${file}.txt`), `${file}\n`);
  mkdirSync(join(repository, '.laforge/steps'), {recursive: true});
  writeFileSync(join(repository, '.laforge/steps/bench.yml'), TEMPLATE);
  git('add', '--all');
  git('commit', '--quiet', '-m', 'Begin');
  const sha = git('rev-parse', 'HEAD');
  return {
    repository,
    env,
    actionEnv: (ledger) => ({...env, ...runnerEnv(folder, repository, sha, ledger)}),
    remove: () => rmSync(folder, {recursive: true, force: true, maxRetries: 3}),
  };
}

function runnerEnv(folder: string, workspace: string, sha: string, ledger: string): Record<string, string> {
  const temp = join(folder, `temp-${ledger}`);
  mkdirSync(temp, {recursive: true});
  const file = (name: string, text = '') => {
    const path = join(temp, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: file(
      'event.json',
      JSON.stringify({repository: {full_name: 'octo/app', default_branch: 'main'}}),
    ),
    GITHUB_JOB: 'agent',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'Agent',
    GITHUB_WORKSPACE: workspace,
    GITHUB_ENV: file('env'),
    GITHUB_OUTPUT: file('output'),
    GITHUB_PATH: file('path'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: temp,
    INPUT_RUN: 'true',
    INPUT_PUSH: 'none',
    INPUT_STORE: 'file',
    'INPUT_STORE-PATH': join(folder, `${ledger}.db`),
  };
}
