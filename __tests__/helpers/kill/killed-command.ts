import {execFileSync, spawn} from 'node:child_process';
import {cpSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {GitSandbox} from '../git-sandbox.ts';
import {DIST} from '../warm-bundle.ts';
import {describeKill, type Effect, setUpKill, type Target} from './killed-run.ts';
import {pointsThatDiffer} from './points.ts';

export type KilledVerb =
  | 'step run'
  | 'step run, signed'
  | 'step rollback'
  | 'step revert'
  | 'step undo'
  | 'step replay';

export interface KilledCommand {
  /** Where a command that comes to its own end can be killed. */
  points(): Promise<readonly Effect[]>;
  killAt(target: Target): Promise<readonly string[]>;
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface StepJson {
  readonly uid: string;
  readonly id: number;
  readonly status: string;
  readonly active: boolean;
  readonly commit_sha_after: string | null;
}

const WORK = ['--', 'sh', '-c', 'echo work > work.txt'];
/** The program's arguments, by the file of a key to sign with. */
const ARGS: Readonly<Record<KilledVerb, (key: string) => readonly string[]>> = {
  'step run': () => ['step', 'run', '--quiet', ...WORK],
  'step run, signed': (key) => [
    ...['step', 'run', '--quiet', '--commit-signing', 'ssh', '--ssh-signing-key', key],
    ...WORK,
  ],
  'step rollback': () => ['step', 'rollback', '1', '--yes'],
  'step revert': () => ['step', 'revert', '2', '--yes'],
  'step undo': () => ['step', 'undo', '--yes'],
  'step replay': () => ['step', 'replay', '2', '--times', '1', '--yes'],
};

/** Prepares the command line in a repository without a remote: each kill begins where the one before began. */
export async function prepareCommandKills(sandbox: GitSandbox, verb: KilledVerb): Promise<KilledCommand> {
  const repository = await sandbox.createRepository({name: 'app'});
  const home = join(sandbox.folder(), 'laforge-home');
  const laforge = (args: readonly string[], options: RunOptions = {}) => run(sandbox, repository, home, args, options);
  const steps = async (): Promise<readonly StepJson[]> => JSON.parse((await laforge(['steps', '--json'])).stdout);
  for (const n of [1, 2, 3]) await laforge(['step', 'run', '--quiet', '--', 'sh', '-c', `echo ${n} > ${n}.txt`]);
  if (verb === 'step undo') await laforge(['step', 'rollback', '1', '--yes']);
  const key = join(sandbox.folder(), 'signing');
  if (verb === 'step run, signed') execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);

  const before = await steps();
  const kept = join(sandbox.folder(), 'kept');
  cpSync(repository, join(kept, 'app'), {recursive: true});
  cpSync(home, join(kept, 'home'), {recursive: true});
  let runs = 0;
  const kill = async (target: Target | null) => {
    for (const [from, to] of [
      ['app', repository],
      ['home', home],
    ] as const) {
      rmSync(to, {recursive: true, force: true});
      cpSync(join(kept, from), to, {recursive: true, preserveTimestamps: true});
    }
    const setup = setUpKill(join(sandbox.folder(), `effects-${++runs}`), target);
    await laforge(ARGS[verb](key), {nodeArgs: setup.nodeArgs, env: setup.env});
    return setup.effects();
  };

  return {
    points: async () => pointsThatDiffer(await kill(null)),
    killAt: async (target) => {
      const effects = await kill(target);
      const where = describeKill(target, effects);
      const faults = await judge({sandbox, repository, laforge, steps, before, verb});
      return faults.map((fault) => `${where}\n    ${fault}`);
    },
  };
}

interface RunOptions {
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function run(
  sandbox: GitSandbox,
  cwd: string,
  home: string,
  args: readonly string[],
  {nodeArgs = [], env = {}}: RunOptions,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeArgs, join(DIST, 'laforge.js'), ...args], {
      cwd,
      env: {...sandbox.env(), LAFORGE_HOME: home, ...env},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const outcome = {stdout: '', stderr: ''};
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        outcome[name] += chunk;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({code, ...outcome}));
  });
}

interface Aftermath {
  readonly sandbox: GitSandbox;
  readonly repository: string;
  readonly laforge: (args: readonly string[]) => Promise<Outcome>;
  readonly steps: () => Promise<readonly StepJson[]>;
  readonly before: readonly StepJson[];
  readonly verb: KilledVerb;
}

/** What is wrong after a kill and the next command; empty where all is well. */
async function judge({sandbox, repository, laforge, steps, before, verb}: Aftermath): Promise<readonly string[]> {
  const faults: string[] = [];
  const isRun = verb === 'step run' || verb === 'step run, signed' || verb === 'step replay';
  const status = await sandbox.tryGit(repository, 'status');
  if (status.exitCode !== 0) faults.push(`git status fails: ${status.stderr}`);
  const locks = readdirSync(join(repository, '.git'), {recursive: true, encoding: 'utf8'});
  for (const lock of locks.filter((name) => name.endsWith('.lock'))) faults.push(`.git/${lock} was left behind.`);

  const next = await laforge(['step', 'run', '--quiet', '--', 'sh', '-c', 'echo next > next.txt']);
  if (next.code !== 0) return [...faults, `The next step ended with ${next.code}: ${next.stderr}`];
  const verified = await laforge(['verify']);
  if (verified.code !== 0) faults.push(`laforge verify: ${verified.stdout} ${verified.stderr}`);

  // What a rollback took away must not be one commit from coming back. What the agent left may lie there, staged or not.
  const changed = (await sandbox.git(repository, 'status', '--porcelain')).split('\n');
  const odd = changed.filter((line) => line !== '' && !(isRun && line.endsWith(' work.txt')));
  if (odd.length > 0) faults.push(`After the next step the work tree is not as its branch is: ${odd.join(', ')}`);

  const now = await steps();
  for (const step of before) {
    const found = now.find(({uid}) => uid === step.uid);
    const isSame = found?.id === step.id && found.status === step.status;
    if (!isSame || found.commit_sha_after !== step.commit_sha_after) faults.push(`Step ${step.id} is lost or another.`);
  }
  const others = now.filter(({uid}) => !before.some((step) => step.uid === uid)).slice(1);
  if (others.length > (isRun ? 1 : 0)) faults.push(`There are ${others.length} steps too many.`);
  // On Linux alone it is known that its process is gone.
  if (process.platform === 'linux' && others[0]?.status === 'running')
    faults.push('The step that was killed is running on record.');

  for (const {id, active, commit_sha_after: sha} of now) {
    if (sha === null) continue;
    // A revert leaves the commits of the step where they are, and takes its file.
    const isReverted = verb === 'step revert' && before.some((step) => step.id === id);
    const look = isReverted ? ['cat-file', '-e', `main:${id}.txt`] : ['merge-base', '--is-ancestor', sha, 'main'];
    const isOnBranch = (await sandbox.tryGit(repository, ...look)).exitCode === 0;
    if (active !== isOnBranch) faults.push(`Step ${id} is ${active ? '' : 'in'}active, against the branch.`);
    const refs = await sandbox.tryGit(repository, 'for-each-ref', '--contains', sha);
    if (refs.stdout === '') faults.push(`Commit ${sha} of step ${id} is in no ref.`);
  }
  if (verb === 'step replay') faults.push(...(await judgeReplay(laforge)));
  const fsck = await sandbox.tryGit(repository, 'fsck', '--no-dangling', '--no-progress');
  if (fsck.exitCode !== 0) faults.push(`The repository is damaged: ${fsck.stderr}`);
  return faults;
}

/** The same replay again makes the try that is missing, and none beside it. */
async function judgeReplay(laforge: Aftermath['laforge']): Promise<readonly string[]> {
  const again = await laforge([...ARGS['step replay'](''), '--json']);
  if (again.code !== 0) return [`The replay did not go on: ${again.stderr}`];
  const {lanes}: {lanes: readonly {name: string; passed: number; of: number}[]} = JSON.parse(again.stdout);
  const same = lanes.find(({name}) => name === 'same');
  return same?.passed === 1 && same.of === 1 ? [] : [`The lane has ${same?.passed} of ${same?.of} tries.`];
}
