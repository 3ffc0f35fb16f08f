import {execFileSync, spawn} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {dirname, join} from 'node:path';
import {addComment, addPull, pullsOf} from '../../__tests__/helpers/github-service/routes-pulls.ts';
import {type GithubService, startGithubService} from '../../__tests__/helpers/github-service/service.ts';
import {type BenchRow, benchRow, median} from './rows.ts';
import {createScratch, type Scratch} from './scratch.ts';

const RUNS = 10;
const LIMITS = {
  run: 3,
  told: 4,
  action: 4.5,
  post: 1.5,
  steps: 1.8,
  help: 1.2,
  diff: 3,
  report: 3,
  replay: 6,
  template: 4,
  signed: 9,
  command: 4.5,
};

interface Command {
  readonly name: string;
  readonly limit?: number;
  /** Programs with their arguments, which run one after the other. */
  readonly programs: readonly (readonly string[])[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Measures whole processes of the bundle in `dist`, against a bare Node and two git commands. They take turns, so that other
 * load on the machine affects all alike.
 */
export async function benchStartUp(dist: string): Promise<readonly BenchRow[]> {
  const scratch = createScratch();
  const api = await startEmptyApi();
  const github = await startGithubService({repository: 'octo/app'});
  try {
    const commands = commandsOf(dist, scratch, api.url, github);
    const times = commands.map((): number[] => []);
    for (let run = 0; run <= RUNS; run++) {
      for (const [place, command] of commands.entries()) {
        const time = await timeCommand(command, scratch);
        // The first round fills the disk caches, and creates the histories.
        if (run > 0) times[place]?.push(time);
      }
    }
    const {reactions} = pullsOf(github.world);
    // A refusal ends with 0 too.
    if (reactions.map(({content}) => content).join() !== 'eyes,rocket') {
      throw new Error(`The comment was not answered: ${JSON.stringify(reactions)}`);
    }
    const medians = times.map(median);
    return commands.map(({name, limit}, place) =>
      benchRow({name, value: medians[place] ?? 0, unit: 'ms', yardstick: medians[0], limit}),
    );
  } finally {
    api.close();
    scratch.remove();
    await github.close();
  }
}

function commandsOf(dist: string, scratch: Scratch, apiUrl: string, github: GithubService): readonly Command[] {
  const node = process.execPath;
  const git = ['git', 'rev-parse', 'HEAD'];
  const laforge = [node, join(dist, 'laforge.js')];
  const action = {programs: [[node, join(dist, 'step.js')]]};
  return [
    {
      name: 'yardstick: node -e 0, and twice git rev-parse HEAD',
      programs: [[node, '-e', '0'], git, git],
      env: scratch.env,
    },
    {
      name: 'laforge step run -- true',
      limit: LIMITS.run,
      programs: [[...laforge, 'step', 'run', '--', 'true']],
      env: scratch.env,
    },
    {
      name: 'laforge step run -- true, which tells a collector',
      limit: LIMITS.told,
      programs: [[...laforge, 'step', 'run', '--', 'true']],
      env: {...scratch.env, OTEL_EXPORTER_OTLP_ENDPOINT: apiUrl},
    },
    {
      name: 'laforge step run --template bench',
      limit: LIMITS.template,
      programs: [[...laforge, 'step', 'run', '--template', 'bench', '--input', 'word=all']],
      env: scratch.env,
    },
    {
      // Each time another content, since a step without a commit has nothing to sign.
      name: 'laforge step run --commit-signing ssh, one commit',
      limit: LIMITS.signed,
      programs: [[...laforge, 'step', 'run', ...signingOptions(scratch), '--', 'sh', '-c', 'echo $$ > signed.txt']],
      env: scratch.env,
    },
    {name: 'laforge steps', limit: LIMITS.steps, programs: [[...laforge, 'steps']], env: scratch.env},
    {name: 'laforge step diff 1', limit: LIMITS.diff, programs: [[...laforge, 'step', 'diff', '1']], env: scratch.env},
    {
      name: 'laforge report --json',
      limit: LIMITS.report,
      programs: [[...laforge, 'report', '--json']],
      env: scratch.env,
    },
    {
      // The shell's process id makes it a different command each time, since recorded tries are not repeated.
      name: 'laforge step replay 1, one try of another agent',
      limit: LIMITS.replay,
      programs: [['sh', '-c', '"$0" "$1" step replay 1 --times 1 --baseline 0 --yes -- true $$ 2>&1', ...laforge]],
      env: scratch.env,
    },
    {name: 'laforge --help', limit: LIMITS.help, programs: [[...laforge, '--help']], env: scratch.env},
    {name: 'action: store file, push none, run true', limit: LIMITS.action, ...action, env: scratch.actionEnv('steps')},
    {
      name: 'action: its post, with nothing to do',
      limit: LIMITS.post,
      programs: [[node, join(dist, 'post.js')]],
      env: scratch.actionEnv('steps'),
    },
    {
      name: 'action: the same, and asks for a pull request to comment on',
      ...action,
      env: {...scratch.actionEnv('steps-asked'), 'INPUT_GITHUB-TOKEN': 'token-of-the-job', GITHUB_API_URL: apiUrl},
    },
    {
      name: 'action: command, answers /laforge status',
      limit: LIMITS.command,
      programs: [[node, join(dist, 'command.js')]],
      env: commentEnv(scratch, github),
    },
  ];
}

function signingOptions({repository}: Scratch): readonly string[] {
  const key = join(dirname(repository), 'signing');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  return ['--commit-signing', 'ssh', '--ssh-signing-key', key];
}

/** The environment of a job that a comment on a pull request started. */
function commentEnv({repository, actionEnv}: Scratch, {world, startJob}: GithubService) {
  const [login, body] = ['octocat', '/laforge status'];
  addPull(world, {number: 7, headRef: 'main'});
  pullsOf(world).permissions.set(login, 'write');
  const comment = {...addComment(world, {pullRequest: 7, login, body}), user: {login, type: 'User'}};
  const event = join(dirname(repository), 'comment.json');
  writeFileSync(event, JSON.stringify({action: 'created', issue: {number: 7, pull_request: {}}, comment}));
  const job = startJob({permissions: {contents: 'write', actions: 'read', 'pull-requests': 'write'}});
  return {
    ...{...actionEnv('steps'), ...job},
    GITHUB_EVENT_NAME: 'issue_comment',
    GITHUB_EVENT_PATH: event,
    'INPUT_GITHUB-TOKEN': job.GITHUB_TOKEN ?? '',
  };
}

async function timeCommand({programs, env}: Command, {repository}: Scratch): Promise<number> {
  const start = performance.now();
  for (const [program = '', ...args] of programs) {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(program, args, {cwd: repository, env, stdio: ['ignore', 'ignore', 'ignore']});
      child.on('error', reject);
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')}: ${code}`))));
    });
  }
  return performance.now() - start;
}

/** Starts a REST API that has no pull requests and no comments. */
async function startEmptyApi(): Promise<{readonly url: string; close(): void}> {
  const server = createServer((_request, response) => {
    response.writeHead(200, {'content-type': 'application/json'}).end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {url: `http://127.0.0.1:${port}`, close: () => void server.close()};
}
