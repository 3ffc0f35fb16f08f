import {cpSync, existsSync, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Rollback} from '../../../src/domain/rollback.ts';
import type {Step} from '../../../src/domain/step.ts';
import {openGit} from '../../../src/git/open.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {createGitStore} from '../../../src/stores/git/git-store.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {act, errorsOf, type Inputs, makeSteps} from '../action-story.ts';
import type {GitSandbox} from '../git-sandbox.ts';
import {pullsOf} from '../github-service/routes-pulls.ts';
import {addRun} from '../github-service/world.ts';
import {realStoreDeps} from '../store-places.ts';
import type {ActionRun, Host, WorkflowJob} from '../workflow.ts';
import {describeKill, type Effect, setUpKill, type Target} from './killed-run.ts';
import {pointsThatDiffer} from './points.ts';
import {saveWorld} from './saved-world.ts';

export const STORES = ['file', 'git', 'artifact'] as const;
export type KilledStore = (typeof STORES)[number];

/** An action that is killed, and what there was before. */
export interface Scenario {
  readonly action: 'step' | 'step, signed by the host' | 'post' | 'rollback' | 'revert' | 'proposal' | 'undo';
  readonly store: KilledStore;
}

/** What the ledger of a run holds. */
interface Recorded {
  readonly steps: readonly Step[];
  readonly rollbacks: readonly Rollback[];
  /** What is not sound about it. */
  readonly findings: readonly string[];
}

interface Before extends Recorded {
  readonly tip: string;
  readonly commits: readonly string[];
}

export interface KilledAction {
  /** Where a run that comes to its own end can be killed. */
  points(): Promise<readonly Effect[]>;
  /** Kills a run before one of them, restarts as the runner would, runs the next one, and tells what is wrong then. */
  killAt(target: Target): Promise<readonly string[]>;
}

const WORK = 'work.txt';

/** Prepares a scenario: each kill begins where the one before began. */
export async function prepareKills(sandbox: GitSandbox, host: Host, scenario: Scenario): Promise<KilledAction> {
  const place = {
    store: scenario.store,
    ...(scenario.store === 'file' ? {'store-path': join(sandbox.folder(), 'store/steps.db')} : {}),
  };
  mkdirSync(join(sandbox.folder(), 'store'), {recursive: true});
  const isMove = !isStep(scenario.action) && scenario.action !== 'post';
  await makeSteps(host, isMove ? 3 : 1, {inputs: place});
  if (scenario.action === 'undo') await act(host, 'rollback', {'to-step': '1', ...place});
  const before = await lookBefore(sandbox, host, place);
  const restore = save(sandbox, host);
  let runs = 0;

  const run = async (target: Target | null) => {
    restore();
    const log = join(sandbox.folder(), `effects-${++runs}`);
    const state = addRun(host.github.world, {status: 'in_progress', event: 'workflow_dispatch'});
    const job = await host.job({event: 'workflow_dispatch', run: state});
    const {effects} = await runKilled(scenario, {job, place, log, target});
    host.github.endRun(state.id);
    return {job, runId: String(state.id), effects};
  };

  return {
    points: async () => pointsThatDiffer((await run(null)).effects),
    killAt: async (target) => {
      const killed = await run(target);
      const nextJob = await host.job({event: 'workflow_dispatch'});
      const next = await nextJob.runOne('step', {run: 'echo next > next.txt', ...place});
      const faults = await judge({sandbox, host, scenario, before, ...killed, next});
      for (const {workspace} of [killed.job, nextJob]) {
        rmSync(join(workspace, '../../..'), {recursive: true, force: true});
      }
      const where = describeKill(target, killed.effects);
      return faults.map((fault) => `${where}\n    ${fault}`);
    },
  };
}

/** Main, killed; then post, as the runner starts it at the end of the job. With `post` it is post that is killed. */
async function runKilled(
  {action}: Scenario,
  setting: {job: WorkflowJob; place: Inputs; log: string; target: Target | null},
): Promise<{effects: readonly Effect[]}> {
  const {job, place, log, target} = setting;
  const kill = setUpKill(log, target);
  const options = {nodeArgs: kill.nodeArgs, env: kill.env};
  const inputs = {...place, ...inputsOf(action)};
  if (action === 'post') {
    const main = job.start('step', inputs);
    await main.logged(/agent-is-up\n/);
    main.kill('SIGKILL');
    const {state} = await main.ended;
    await job.runOne('post', inputs, {...options, state});
  } else {
    const {state} = await job.runOne(programOf(action), inputs, options);
    if (isStep(action)) await job.runOne('post', inputs, {state});
  }
  return {effects: kill.effects()};
}

function isStep(action: Scenario['action']): boolean {
  return action === 'step' || action === 'step, signed by the host';
}

function programOf(action: Exclude<Scenario['action'], 'post'>) {
  if (action === 'undo') return action;
  return isStep(action) ? 'step' : 'rollback';
}

function inputsOf(action: Scenario['action']): Inputs {
  switch (action) {
    case 'step':
      return {run: `echo work > ${WORK}`};
    case 'step, signed by the host':
      return {run: `echo work > ${WORK}`, 'commit-signing': 'api'};
    case 'revert':
    case 'proposal':
      return {'to-step': '1', mode: 'revert', 'pull-request': action === 'proposal' ? 'always' : 'never'};
    case 'post':
      // Long enough to be killed with, and gone soon when nobody ends it.
      return {run: `echo work > ${WORK}; echo agent-is-up; sleep 20`};
    case 'rollback':
      return {'to-step': '1'};
    case 'undo':
      return {};
  }
}

/** Keeps what is at the host and on the disk; the function that comes back puts it there again. */
function save(sandbox: GitSandbox, host: Host): () => void {
  const restoreWorld = saveWorld(host.github.world);
  const kept = join(sandbox.folder(), 'kept');
  const folders = [host.remote, join(sandbox.folder(), 'store')].filter(existsSync);
  folders.forEach((folder, index) => {
    cpSync(folder, join(kept, String(index)), {recursive: true});
  });
  return () => {
    restoreWorld();
    folders.forEach((folder, index) => {
      rmSync(folder, {recursive: true, force: true});
      cpSync(join(kept, String(index)), folder, {recursive: true});
    });
  };
}

async function lookBefore(sandbox: GitSandbox, host: Host, place: Inputs): Promise<Before> {
  const report = await act(host, 'step', {run: 'true', ...place});
  const recorded = await read(sandbox, host, report.outputs['steps-db'] ?? '');
  const tip = await sandbox.sha(host.remote, 'refs/heads/main');
  return {...recorded, tip, commits: (await sandbox.git(host.remote, 'rev-list', 'main')).split('\n')};
}

/** What is on record after a run, by the file it names; the store git names none, and is asked from a clone. */
async function read(sandbox: GitSandbox, host: Host, path: string): Promise<Recorded> {
  if (path === '') return await readGitStore(sandbox, host);
  const ledger = openLedger(path, {clock: systemClock, readonly: true});
  try {
    return {steps: ledger.listSteps(), rollbacks: ledger.listRollbacks(), findings: verifyLedger(path)};
  } finally {
    ledger.close();
  }
}

async function readGitStore(sandbox: GitSandbox, host: Host): Promise<Recorded> {
  const clone = await sandbox.clone(host.remote);
  const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(clone);
  const history = await createGitStore(realStoreDeps(), {slug: 'default', repository, folder: null}).open();
  try {
    const [steps, rollbacks] = [await history.listSteps(), await history.listRollbacks()];
    return {steps, rollbacks, findings: verifyLedger(history.dbPath ?? '')};
  } finally {
    await history.close();
    await repository.close();
    rmSync(clone, {recursive: true, force: true});
  }
}

interface Aftermath {
  readonly sandbox: GitSandbox;
  readonly host: Host;
  readonly scenario: Scenario;
  readonly before: Before;
  readonly job: WorkflowJob;
  readonly runId: string;
  readonly effects: readonly Effect[];
  readonly next: ActionRun;
}

/** What is wrong after a kill, a restart and the next run; empty where all is well. */
async function judge(after: Aftermath): Promise<readonly string[]> {
  const {next} = after;
  const {outputs} = next;
  if (next.exitCode !== 0 || outputs.recorded !== 'true' || outputs.pushed !== 'pushed') {
    return [`The next run did not go well: ${errorsOf(next).join(' ')} ${next.log.slice(-500)}`];
  }
  const recorded = await read(after.sandbox, after.host, outputs['steps-db'] ?? '');
  return [
    ...recorded.findings.map((finding) => `The ledger is not sound: ${finding}.`),
    ...lost(after.before, recorded),
    ...(await (isStep(after.scenario.action) || after.scenario.action === 'post'
      ? judgeStep(after, recorded)
      : after.scenario.action === 'proposal'
        ? judgeProposal(after, recorded)
        : judgeMove(after, recorded))),
    ...(await judgeRepositories(after, recorded)),
  ];
}

function lost(before: Before, {steps, rollbacks}: Recorded): readonly string[] {
  const faults = before.steps.flatMap((step) => {
    const found = steps.find(({uid}) => uid === step.uid);
    if (found === undefined) return [`Step ${step.id} is lost.`];
    const isSame = found.id === step.id && found.status === step.status && found.commitShaAfter === step.commitShaAfter;
    return isSame ? [] : [`Step ${step.id} is another: ${JSON.stringify(found)}`];
  });
  const gone = before.rollbacks.filter(({uid}) => !rollbacks.some((it) => it.uid === uid));
  return [...faults, ...gone.map(({number}) => `R${number} is lost.`)];
}

/** The step of the run that was killed: once, ended, and where the branch is says the same as its record. */
async function judgeStep({sandbox, host, runId, effects, scenario}: Aftermath, {steps}: Recorded) {
  const own = steps.filter(({run}) => run?.run_id === runId);
  const [step] = own;
  if (own.length > 1) return [`The run has ${own.length} steps.`];
  if (step?.status === 'running') return [`Step ${step.id} is still running on record.`];
  const isOnBranch = (await sandbox.tryGit(host.remote, 'cat-file', '-e', `main:${WORK}`)).exitCode === 0;
  if (isOnBranch && (step?.pushed !== 'pushed' || step.commitShaAfter === null)) {
    return [`The branch has the work, and the record of it says ${step?.status}, ${step?.pushed}.`];
  }
  if (!isOnBranch && step?.pushed === 'pushed') return ['The record says that the work was pushed, and it was not.'];
  const agentEnded = effects.some(({name}) => name.startsWith('end of bash'));
  if (!agentEnded || isOnBranch || scenario.action === 'post') return [];
  const refs = (await sandbox.git(host.remote, 'for-each-ref', '--format=%(refname)')).split('\n');
  for (const ref of refs) {
    if ((await sandbox.tryGit(host.remote, 'cat-file', '-e', `${ref}:${WORK}`)).exitCode === 0) return [];
  }
  const isBundled = host.github.world.artifacts.some(({name}) => name.includes('bundle'));
  return isBundled ? [] : ['The work of an agent that had ended is nowhere.'];
}

/** The branch has moved and the record says so, or neither. */
async function judgeMove({sandbox, host, scenario, before}: Aftermath, {steps, rollbacks}: Recorded) {
  const isRevert = scenario.action === 'revert';
  // A revert leaves the commits of a step where they are, and takes its file.
  const isDisplaced = async ({uid, commitShaAfter}: Step) => {
    const look = isRevert
      ? ['cat-file', '-e', `refs/heads/main:${uid}.txt`]
      : ['merge-base', '--is-ancestor', commitShaAfter ?? '', 'refs/heads/main'];
    return (await sandbox.tryGit(host.remote, ...look)).exitCode !== 0;
  };
  const [, ...goes] = before.steps.filter(({pushed}) => pushed === 'pushed').toReversed();
  const displaced = await Promise.all(goes.map(isDisplaced));
  const isBack = displaced.every((it) => it);
  if (!isBack && displaced.some((it) => it)) return ['Some of the commits are displaced and some are not.'];
  const back = isRevert ? 'revert' : 'rollback';
  const [rollback, undo] = [back, 'undo'].map((kind) => rollbacks.filter((it) => it.kind === kind));
  const onRecord = (rollback?.length ?? 0) - (undo?.length ?? 0);
  const faults: string[] = [];
  if (onRecord !== (isBack ? 1 : 0) || rollbacks.length > (scenario.action === 'undo' ? 2 : 1)) {
    const kinds = rollbacks.map(({kind, number}) => `R${number} ${kind}`).join(', ');
    faults.push(`The branch is ${isBack ? '' : 'not '}rolled back, and on record are: ${kinds || 'none'}.`);
  }
  for (const {uid, id} of goes) {
    const active = steps.find((step) => step.uid === uid)?.active;
    if (active === isBack) faults.push(`Step ${id} is ${active ? '' : 'in'}active, against the branch.`);
  }
  return faults;
}

/**
 * The branch is where it was. Asked again, which covers the step since then too, there is a proposal with an open pull
 * request, and every branch of a proposal is on record once.
 */
async function judgeProposal({sandbox, host, scenario, before}: Aftermath, {steps, rollbacks}: Recorded) {
  const faults: string[] = [];
  const onBranch = new Set((await sandbox.git(host.remote, 'rev-list', 'main')).split('\n'));
  if (before.commits.some((sha) => !onBranch.has(sha))) faults.push('A proposal displaced commits.');
  if (before.steps.some(({uid, active}) => active && steps.find((step) => step.uid === uid)?.active !== true)) {
    faults.push('A step that is only proposed to be taken back is inactive.');
  }
  if (rollbacks.some(({isProposed}) => !isProposed)) faults.push('A proposal stands as carried out.');
  const again = await act(host, 'rollback', {...inputsOf('proposal'), store: scenario.store});
  if (again.exitCode !== 0) faults.push(`Asked again it failed: ${errorsOf(again).join(' ')}`);
  const recorded = (await read(sandbox, host, again.outputs['steps-db'] ?? '')).rollbacks;
  const branches = recorded.filter(({isProposed}) => isProposed).map(({uid}) => `laforge/revert-${uid.slice(-8)}`);
  const heads = await sandbox.git(host.remote, 'for-each-ref', '--format=%(refname:short)', 'refs/heads/laforge');
  if (heads.split('\n').sort().join() !== branches.toSorted().join())
    faults.push(`On record are the proposals ${branches.join(', ') || 'none'}, at the host ${heads}.`);
  const open = pullsOf(host.github.world).pulls.filter(({state}) => state === 'open');
  const names = open.map(({headRef}) => headRef);
  if (!names.includes(branches[0] ?? '') || names.some((name) => !branches.includes(name)))
    faults.push(`Open are ${names.join(', ') || 'none'}, of ${branches.join(', ')}.`);
  return faults;
}

/** Every commit is reachable at the host, what is said to be on the branch is there, and the checkout can be worked with. */
async function judgeRepositories({sandbox, host, before, job}: Aftermath, {steps}: Recorded) {
  const reachable = new Set((await sandbox.git(host.remote, 'rev-list', '--all')).split('\n'));
  const onBranch = new Set((await sandbox.git(host.remote, 'rev-list', 'main')).split('\n'));
  const faults = before.commits.filter((sha) => !reachable.has(sha)).map((sha) => `Commit ${sha} is lost.`);
  for (const {id, active, pushed, commitShaAfter} of steps) {
    if (active && pushed === 'pushed' && !onBranch.has(commitShaAfter ?? '')) {
      faults.push(`Step ${id} is active and pushed, and ${commitShaAfter} is not on the branch.`);
    }
  }
  const fsck = await sandbox.tryGit(host.remote, 'fsck', '--no-dangling', '--no-progress');
  if (fsck.exitCode !== 0) faults.push(`The remote is damaged: ${fsck.stderr}`);
  const status = await sandbox.tryGit(job.workspace, 'status', '--porcelain');
  if (status.exitCode !== 0) faults.push(`git status fails in the checkout: ${status.stderr}`);
  const locks = readdirSync(join(job.workspace, '.git'), {recursive: true, encoding: 'utf8'});
  for (const lock of locks.filter((name) => name.endsWith('.lock'))) faults.push(`.git/${lock} was left behind.`);
  return faults;
}
