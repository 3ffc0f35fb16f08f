import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {workflowHost} from '../../helpers/workflow.ts';
import {laforgeIn} from './laforge.ts';

type Part =
  | {readonly does: 'step'; readonly command: string; readonly check?: string; readonly ends: number}
  | {readonly does: 'rollback'; readonly to: string};

/** What is done on each forge, each part in a job of its own. */
const SCENARIO: readonly Part[] = [
  {does: 'step', command: 'touch a', check: 'test -e a', ends: 0},
  {does: 'step', command: 'false', ends: 1},
  {does: 'step', command: 'touch b', ends: 0},
  {does: 'rollback', to: '1'},
];

/** The variables of a job, by what runs it: the actions on the first three, the command line on the others. */
const PLACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  github: {},
  gitea: {},
  forgejo: {FORGEJO_ACTIONS: 'true'},
  gitlab: {GITLAB_CI: 'true', CI_PIPELINE_ID: '7', CI_JOB_ID: '8', CI_JOB_NAME: 'agent', CI_COMMIT_BRANCH: 'main'},
  buildkite: {BUILDKITE: 'true', BUILDKITE_BUILD_ID: '7', BUILDKITE_JOB_ID: '8', BUILDKITE_BRANCH: 'main'},
  circleci: {CIRCLECI: 'true', CIRCLE_WORKFLOW_ID: '7', CIRCLE_JOB: 'agent', CIRCLE_BRANCH: 'main'},
  azure: {TF_BUILD: 'True', BUILD_BUILDID: '7', SYSTEM_JOBID: '8', BUILD_SOURCEBRANCH: 'refs/heads/main'},
  jenkins: {JENKINS_URL: 'http://ci.test', BUILD_NUMBER: '7', JOB_NAME: 'agent', BRANCH_NAME: 'main'},
  local: {},
};

const places = Object.entries(PLACES).map(([ci, env]) => {
  const sandbox = gitSandbox();
  const startHost = workflowHost(sandbox);
  const laforge = laforgeIn(sandbox);
  const hasActions = ['github', 'gitea', 'forgejo'].includes(ci);

  const play = async (): Promise<string> => {
    const host = await startHost({forge: hasActions && ci !== 'github' ? 'gitea' : 'github'});
    for (const part of SCENARIO) {
      const job = await host.job({checkout: 'full', env});
      const failed = part.does === 'step' && part.ends !== 0;
      if (hasActions) {
        const ran = await job.run(part.does, {...inputsOf(part), store: 'git'});
        expect([ci, part, ran.exitCode]).toEqual([ci, part, failed ? 1 : 0]);
      } else {
        const [verb = '', ...words] = wordsOf(part);
        const ran = await laforge(job.workspace, ['step', verb, '--store', 'git', '--push', ...words], {env});
        expect([ci, ran]).toMatchObject([ci, {code: failed ? part.ends : 0}]);
      }
    }
    const {workspace} = await host.job({checkout: 'full'});
    return (await laforge(workspace, ['export', '--store', 'git'])).stdout;
  };
  return {ci, sandbox, laforge, play};
});

function inputsOf(part: Part): Readonly<Record<string, string>> {
  if (part.does === 'rollback') return {'to-step': part.to, reason: 'b is not wanted'};
  return {run: part.command, prompt: 'Do it.', ...(part.check !== undefined && {check: part.check})};
}

function wordsOf(part: Part): readonly string[] {
  if (part.does === 'rollback') return ['rollback', part.to, '--yes', '--reason', 'b is not wanted'];
  const check = part.check === undefined ? [] : ['--check', part.check];
  return ['run', '--branch', 'main', '--prompt', 'Do it.', ...check, '--', ...part.command.split(' ')];
}

/** Facts of the run, of what measured it, and digests of records that hold such facts. */
const OF_THE_RUN = new Set(['run', 'actor', 'repository', 'digest', 'duration_ms', 'sha256']);
const OF_THE_SETUP = new Set(['env', 'shell', 'script_sha256']);

/** A history without the facts of its runs: times, uids and commits by the order in which they appear. */
function withoutRuns(json: string): unknown {
  const names = new Map<string, string>();
  const text = json.replace(
    /\d{4}-\d\d-\d\dT[\d:.]+Z|\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{40}\b/g,
    (found) => {
      if (found.includes('T')) return 'then';
      if (!names.has(found)) names.set(found, `name ${names.size}`);
      return names.get(found) ?? '';
    },
  );
  return JSON.parse(text, (key, value) => (OF_THE_RUN.has(key) || OF_THE_SETUP.has(key) ? undefined : value));
}

test('one scenario makes the same ledger on every forge but for the facts of the runs, and all of them merge', async () => {
  const histories = new Map<string, string>();
  for (const {ci, play} of places) histories.set(ci, await play());
  const [first = '', ...others] = histories.values();
  expect(JSON.parse(first)).toMatchObject({
    steps: [
      {id: 1, active: true, status: 'succeeded', pushed: 'pushed', run: {ci: 'github'}},
      {id: 2, active: false, status: 'failed'},
      {id: 3, active: false, status: 'succeeded', pushed: 'pushed'},
    ],
    rollbacks: [{number: 1}],
  });
  for (const other of others) expect(withoutRuns(other)).toEqual(withoutRuns(first));

  const [{sandbox, laforge}] = places as [(typeof places)[number]];
  const merge = async (name: string, order: readonly string[]) => {
    for (const ci of order) {
      sandbox.write(sandbox.folder(), {[`${ci}.json`]: histories.get(ci) ?? ''});
      expect(await laforge(sandbox.folder(), ['import', `${ci}.json`, '--db', name])).toMatchObject({code: 0});
    }
    expect((await laforge(sandbox.folder(), ['verify', name])).stdout).toMatch(/^\S+ is sound\.\n/);
    return JSON.parse((await laforge(sandbox.folder(), ['export', '--db', name])).stdout);
  };
  const merged = await merge('merged.db', [...histories.keys()]);
  const steps: {id: number; parent_uid: string | null; repository: string; run: {ci: string}; uid: string}[] =
    merged.steps;
  expect(steps.map(({id}) => id)).toEqual(steps.map((_, at) => at + 1));
  for (const ci of histories.keys()) {
    const own = steps.filter((step) => step.run.ci === ci);
    expect(own.map((step) => step.parent_uid)).toEqual([null, own[0]?.uid, own[1]?.uid]);
    expect(new Set(own.map(({repository}) => repository)).size).toBe(1);
  }
  expect(new Set(steps.map(({repository}) => repository)).size).toBe(histories.size);
  // Of several steps with one number, each merge gives the others the next free one.
  const byUid = ({steps}: {steps: {uid: string; parent_uid: string | null; active: boolean}[]}) =>
    new Map(steps.map(({uid, parent_uid, active}) => [uid, [parent_uid, active]]));
  expect(byUid(await merge('reverse.db', [...histories.keys()].reverse()))).toEqual(byUid(merged));
}, 300_000);
