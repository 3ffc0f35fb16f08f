import {describe, expect, test} from '@jest/globals';
import type {PushResult, RefUpdate, Remote} from '../../../src/domain/ports/remote.ts';
import {applyHostRules, gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {gitStored, LEDGER} from '../../helpers/git-stored-step.ts';
import {rollBack, undoRollback} from '../../helpers/moves.ts';
import {toStep, undoLatest} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const stored = gitStored(sandbox);
const serve = gitHttp();
const COMMIT = "echo 'one' > one.txt; git add one.txt; git commit -q -m 'add one'";
const MORE = 'echo more >> one.txt; git add one.txt; git commit -q -m "add more"';

/** Notes which refs each push names and whether it is atomic. */
function noting(pushes: string[][]): (remote: Remote) => Remote {
  return (remote) => ({
    ...remote,
    push: (updates, options) => {
      pushes.push([...(options.atomic ? ['atomic'] : []), ...updates.map(({ref}) => ref)]);
      return remote.push(updates, options);
    },
  });
}
/** Answers the nth push that is not of the history alone, in place of the remote or before it. */
function onPush(n: number, answer: (real: () => Promise<PushResult>) => Promise<PushResult>) {
  let seen = 0;
  return (remote: Remote): Remote => ({
    ...remote,
    push: (updates: readonly RefUpdate[], options) => {
      const real = () => remote.push(updates, options);
      return updates.some(({ref}) => ref !== LEDGER) && ++seen === n ? answer(real) : real();
    },
  });
}

describe('a step in the store git', () => {
  test('has its number in the trailer, and goes to its branch and into the history with one atomic push', async () => {
    const place = await stored();
    const pushes: string[][] = [];
    const {step, publication} = await place.step('echo new > new.txt', {change: noting(pushes)});
    expect(pushes).toEqual([[LEDGER], ['atomic', 'refs/heads/main', LEDGER]]);
    expect([step.id, step.pushed, publication.kind]).toEqual([1, 'pushed', 'published']);
    expect(
      await sandbox.git(place.remote, 'log', '-1', '--format=%(trailers:key=Laforge-Step,valueonly)', 'main'),
    ).toBe('1\n');
    expect(await place.diary()).toEqual([
      'Step 1 started on main (scripted)',
      'Step 1 succeeded on main: 1 commit, pushed',
    ]);
    const found = await (await place.history()).getStep({kind: 'id', id: 1});
    expect(found).toEqual({kind: 'found', value: step});
  });

  test('is recorded alone when it changed nothing', async () => {
    const place = await stored();
    const pushes: string[][] = [];
    const {step} = await place.step('true', {change: noting(pushes)});
    expect([step.pushed, pushes]).toEqual(['unchanged', [[LEDGER], [LEDGER]]]);
    expect(await place.diary()).toEqual(['Step 1 started on main (scripted)', 'Step 1 succeeded on main: unchanged']);
  });

  test('says nowhere that it was pushed when its branch was refused: pin and record go together then', async () => {
    const place = await stored();
    applyHostRules(place.remote, {hideRefs: ['refs/heads/main']});
    const pushes: string[][] = [];
    const {step, failure} = await place.step(COMMIT, {change: noting(pushes)});
    const pin = `refs/laforge/pins/default/step-${step.uid}`;
    expect(pushes.slice(1)).toEqual([
      ['atomic', 'refs/heads/main', LEDGER],
      ['atomic', pin, LEDGER],
    ]);
    expect([step.pushed, step.pinRef, failure]).toEqual(['pinned', pin, expect.stringContaining('did not reach main')]);
    expect(await place.diary()).toEqual([
      'Step 1 started on main (scripted)',
      'Step 1 succeeded on main: 1 commit, pinned',
    ]);
    expect(await place.at(pin)).toBe(step.commitShaAfter);
  });

  test('says nowhere that it was pushed when a remote leaves its branch out of an atomic push and takes the record', async () => {
    const place = await stored();
    // As after `git fetch --depth=1` of another repository, or by an agent that means to: git's server does not take that.
    const {step, failure} = await place.step(`${COMMIT}; git rev-parse HEAD > .git/shallow`);
    expect([step.pushed, failure !== null]).toEqual(['bundled', true]);
    expect(await place.diary()).toEqual([
      'Step 1 started on main (scripted)',
      'Step 1 succeeded on main: 1 commit, bundled',
    ]);
  });

  test('tries again when the history alone was written meanwhile, and moves its branch once', async () => {
    const place = await stored();
    const pushes: string[][] = [];
    const race = onPush(1, async (real) => {
      await place.step('true', {request: {push: 'none'}});
      return await real();
    });
    const {step, warnings} = await place.step(COMMIT, {change: (remote) => noting(pushes)(race(remote))});
    expect([step.id, step.pushed, warnings]).toEqual([1, 'pushed', []]);
    expect(pushes.filter((refs) => refs.includes('refs/heads/main'))).toHaveLength(2);
    expect(await place.diary()).toEqual([
      'Step 1 started on main (scripted)',
      'Step 2 started on main (scripted)',
      expect.stringMatching(/^Step 2 succeeded on main/),
      'Step 1 succeeded on main: 1 commit, pushed',
    ]);
    expect(await place.at('main')).toBe(step.commitShaAfter);
  });

  test('is pinned, not pushed over, when its branch moved in the moment of the push', async () => {
    const place = await stored();
    const race = onPush(1, async (real) => {
      const other = await sandbox.clone(place.remote, {name: 'other'});
      await sandbox.commitFile(other, 'theirs.txt', 'x');
      await sandbox.git(other, 'push', '--quiet', 'origin', 'HEAD:main');
      return await real();
    });
    const {step} = await place.step(COMMIT, {change: race});
    expect(step.pushed).toBe('pinned');
    expect((await place.diary()).at(-1)).toBe('Step 1 succeeded on main: 1 commit, pinned');
    expect(await sandbox.git(place.remote, 'log', '-1', '--format=%s', 'main')).toBe('change theirs.txt');
  });

  test('is recorded once when the answer of its push was lost', async () => {
    const place = await stored();
    const lose = onPush(1, async (real) => {
      await real();
      return {kind: 'unreachable', explanation: 'The remote hung up.'};
    });
    const {step, publication} = await place.step(COMMIT, {change: lose});
    expect([step.pushed, publication.kind]).toEqual(['pushed', 'published']);
    expect(await place.diary()).toHaveLength(2);
  });

  test('goes first to its branch and then into the history where the host has no atomic push', async () => {
    const place = await stored();
    applyHostRules(place.remote, {atomic: false});
    const pushes: string[][] = [];
    const {step, publication} = await place.step(COMMIT, {change: noting(pushes)});
    expect(pushes.slice(1)).toEqual([['atomic', 'refs/heads/main', LEDGER], ['refs/heads/main'], [LEDGER]]);
    expect([step.id, step.pushed, publication.kind]).toEqual([1, 'pushed', 'published']);
    expect(await place.diary()).toHaveLength(2);
  });

  test('reaches its branch all the same when the history takes no record', async () => {
    const place = await stored();
    await place.step(COMMIT);
    await sandbox.git(place.remote, 'update-ref', LEDGER, await place.at('main'));
    const {step, publication, warnings} = await place.step(MORE);
    expect([step.id, step.pushed]).toEqual([null, 'pushed']);
    expect(publication).toMatchObject({
      kind: 'fragment',
      where: expect.stringMatching(/^refs\/laforge\/fragments\/default\//),
    });
    expect(warnings).toEqual([expect.stringMatching(/in the store by itself \(refs\/laforge\/fragments\/default\//)]);
    expect(await place.at('main')).toBe(step.commitShaAfter);
  });

  test('works over HTTP', async () => {
    const server = await serve({root: sandbox.folder()});
    const place = await stored(() => `${server.url}/remote.git`);
    await sandbox.git(place.remote, 'config', 'http.receivepack', 'true');
    const {step} = await place.step(COMMIT);
    expect([step.id, step.pushed]).toEqual([1, 'pushed']);
    expect(await (await place.history()).countSteps()).toBe(1);
  });
});

describe('a branch move in the store git', () => {
  test('takes branch, pin and record in one atomic push, and so does its undo', async () => {
    const place = await stored();
    const first = await place.step(COMMIT);
    const second = await place.step(MORE);
    const pushes: string[][] = [];
    const deps = await place.deps(noting(pushes));
    const result = await rollBack(deps, toStep(1));
    const pin = result.rollback.pinRef ?? '';
    expect(pushes).toEqual([['atomic', 'refs/heads/main', pin, LEDGER]]);
    expect([result.recorded, result.rollback.number, deps.warnings]).toEqual([true, 1, []]);
    expect(await place.at('main')).toBe(first.step.commitShaAfter);
    expect((await place.diary()).at(-1)).toMatch(
      /^R1 rolled main back to [0-9a-f]{8}: 1 step inactive \(broke the build\)$/,
    );
    expect(await (await place.history()).listSteps({active: true})).toMatchObject([{id: 1}]);

    pushes.splice(0);
    const undone = await undoRollback(await place.deps(noting(pushes)), undoLatest({branch: 'main'}));
    expect(pushes).toEqual([['atomic', 'refs/heads/main', undone.rollback.pinRef, LEDGER]]);
    expect(await place.at('main')).toBe(second.step.commitShaAfter);
    expect(await (await place.history()).listSteps({active: true})).toMatchObject([{id: 2}, {id: 1}]);
    expect(await (await place.history()).listRollbacks()).toMatchObject([
      {number: 2, kind: 'undo'},
      {number: 1, undoneBy: undone.rollback.uid},
    ]);
  });

  test('records nothing when the branch did not move', async () => {
    const place = await stored();
    await place.step(COMMIT);
    await place.step(MORE);
    const before = await place.at(LEDGER);
    applyHostRules(place.remote, {
      preReceive: 'echo "GH006: Protected branch update failed for refs/heads/main." >&2; exit 1',
    });
    await expect(rollBack(await place.deps(), toStep(1))).rejects.toThrow(
      /Cannot move main: main is protected at the remote/,
    );
    expect(await place.at(LEDGER)).toBe(before);
  });

  test('moves the branch once when a step is recorded at the same moment', async () => {
    const place = await stored();
    await place.step(COMMIT);
    await place.step(MORE);
    const race = onPush(1, async (real) => {
      await place.step('true', {request: {push: 'none'}});
      return await real();
    });
    const result = await rollBack(await place.deps(race), toStep(1));
    expect(result).toMatchObject({proposal: null, recorded: true, rollback: {number: 1}});
    expect((await place.diary()).at(-1)).toMatch(/^R1 rolled main back/);
  });

  test('sets the pin first where the host has no atomic push, and is recorded after it', async () => {
    const place = await stored();
    await place.step(COMMIT);
    await place.step(MORE);
    applyHostRules(place.remote, {atomic: false});
    const pushes: string[][] = [];
    const result = await rollBack(await place.deps(noting(pushes)), toStep(1));
    const pin = result.rollback.pinRef ?? '';
    expect(pushes.map((refs) => refs.join(' '))).toEqual([
      `atomic refs/heads/main ${pin} ${LEDGER}`,
      `atomic refs/heads/main ${pin}`,
      pin,
      'refs/heads/main',
      LEDGER,
    ]);
    expect([result.recorded, result.rollback.number]).toEqual([true, 1]);
  });

  test('delays no later start: pins that are on record are told by the tip', async () => {
    const place = await stored();
    await place.step(COMMIT);
    await place.step(MORE);
    await rollBack(await place.deps(), toStep(1));
    await sandbox.git(place.work, 'reset', '--quiet', '--hard', 'HEAD~1');
    let loaded: string | null = 'not asked';
    const {step} = await place.step('true', {
      deps: {
        onStarted: (_step, history) => {
          loaded = history.dbPath;
        },
      },
    });
    expect([step.id, step.parentStepId, loaded]).toEqual([3, 1, null]);
  });
});

test('a remote that is down is quoted once before the agent, though it has the history too', async () => {
  const {step} = await stored(() => 'http://127.0.0.1:1/acme/x.git');
  const told: string[] = [];
  const log = {info: (message: string) => void told.push(message), notice: () => {}, warn: () => {}};
  await step('echo new > new.txt', {deps: {log}});
  expect(told).toEqual([
    expect.stringMatching(/^The remote could not be reached: .*127\.0\.0\.1.* The agent runs all the same\./),
    'The history, which is at this remote, could not be read either.',
  ]);
});
