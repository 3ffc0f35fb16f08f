import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {createActionsIndex} from '../../../src/github/actions-index.ts';
import {type GithubService, startGithubService} from '../../helpers/github-service/service.ts';
import {addArtifact, addRun, type World} from '../../helpers/github-service/world.ts';

let service: GithubService;
beforeEach(async () => {
  service = await startGithubService();
});
afterEach(() => service.close());

function index(token: string | null | undefined = service.startJob().GITHUB_TOKEN) {
  return createActionsIndex({apiUrl: service.url, repository: 'octo/demo', token: token ?? null});
}

function addArtifacts(world: World, count: number) {
  const run = addRun(world);
  for (let i = 0; i < count; i++) addArtifact(world, {name: 'n', runId: run.id, zip: Buffer.from('x')});
  return run;
}

describe('the index of artifacts and caches', () => {
  test('lists artifacts by exact name over all pages, highest id first, with what a reader must know', async () => {
    const run = addArtifacts(service.world, 230);
    addArtifact(service.world, {name: 'n-2', runId: run.id, zip: Buffer.from('x')});
    const found = await index().artifactsNamed('n');
    const ids = found.map((it) => it.id);
    expect(ids).toEqual(
      service.world.artifacts
        .slice(0, 230)
        .map((it) => it.id)
        .reverse(),
    );
    expect(found[0]).toEqual({
      id: ids[0],
      name: 'n',
      sizeInBytes: 1,
      expired: false,
      createdAt: '2026-01-01T00:00:00Z',
      digest: expect.stringMatching(/^sha256:/),
      runId: run.id,
      ownRun: true,
    });
    expect(service.requests).toHaveLength(3);
  });

  test("marks what a fork's run saved, and what no run is told for, as not our own", async () => {
    const fork = addRun(service.world, {headRepositoryId: 7});
    addArtifact(service.world, {name: 'n', runId: fork.id, zip: Buffer.from('x')});
    addArtifact(service.world, {name: 'n', runId: 999_999, zip: Buffer.from('x')});
    expect((await index().artifactsNamed('n')).map((it) => it.ownRun)).toEqual([false, false]);
  });

  test('lists what a run saved, and nothing for a run that is gone', async () => {
    const run = addArtifacts(service.world, 2);
    expect(await index().artifactsOfRun(run.id)).toHaveLength(2);
    expect(await index().artifactsOfRun(999_999)).toBeNull();
  });

  test('tells whether a run is over; one that is gone is', async () => {
    const running = addRun(service.world, {status: 'in_progress'});
    const over = addRun(service.world);
    expect(await index().isRunCompleted(running.id)).toBe(false);
    expect(await index().isRunCompleted(over.id)).toBe(true);
    expect(await index().isRunCompleted(999_999)).toBeNull();
  });

  test('reads a listing again that changed while it was read, and refuses one that never adds up', async () => {
    const run = addArtifacts(service.world, 150);
    let reads = 0;
    service.intercept = ({path}) => {
      // While the first reading goes on, one artifact of the first page is deleted, and all later ones move up.
      if (path.includes('page=2') && ++reads === 1) service.world.artifacts.splice(0, 60);
      return undefined;
    };
    expect(await index().artifactsNamed('n')).toHaveLength(90);

    service.intercept = ({path}) =>
      path.includes('/runs/') ? {status: 200, body: {total_count: 3, artifacts: []}} : undefined;
    await expect(index().artifactsOfRun(run.id)).rejects.toThrow('GitHub says there are 3 and lists 0.');
  });

  test('names the permission, the token or the repository that is wrong', async () => {
    const {GITHUB_TOKEN: stranger} = service.startJob({permissions: {contents: 'write'}});
    await expect(index(stranger).cachesWithPrefix('laforge/')).rejects.toThrow(
      'GitHub did not say which caches begin with laforge/ (403, Resource not accessible by integration). Give the job "permissions: actions: read".',
    );
    await expect(index('wrong').isRunCompleted(1)).rejects.toThrow(
      'GitHub did not say whether run 1 is over (401, Bad credentials). Look at the input github-token.',
    );
    await expect(index(null).artifactsNamed('n')).rejects.toThrow('Set the input github-token.');
    await expect(
      createActionsIndex({apiUrl: service.url, repository: 'octo/else', token: stranger ?? ''}).artifactsNamed('n'),
    ).rejects.toThrow(/403|404/);
  });

  test('asks once more where the server failed, and says so when it fails again', async () => {
    const run = addArtifacts(service.world, 2);
    let failures = 1;
    service.intercept = () => (failures-- > 0 ? {status: 500, body: {message: 'Oops'}} : undefined);
    expect(await index().artifactsNamed('n')).toHaveLength(2);
    failures = 2;
    await expect(index().isRunCompleted(run.id)).rejects.toThrow('(500, Oops)');
  });

  test('says that nobody answers, without the token', async () => {
    const nowhere = createActionsIndex({apiUrl: 'http://127.0.0.1:9', repository: 'octo/demo', token: 'ghs_secret'});
    const asking = nowhere.artifactsNamed('n');
    await expect(asking).rejects.toThrow(
      /^GitHub did not say which artifacts are named n \(no answer came: .*\)\. The next run tries again\.$/,
    );
    await expect(asking).rejects.not.toThrow(/ghs_secret|500/);
  });
});
