import {renameSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {pinName, pinToJson} from '../../../src/domain/pins.ts';
import type {Repository} from '../../../src/domain/ports/git.ts';
import type {Remote} from '../../../src/domain/ports/remote.ts';
import type {History} from '../../../src/domain/ports/store.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {carryOutDrop, type DropDeps, prepareDrop} from '../../../src/usecases/pins/drop-pins.ts';
import {findPinStates, listPins} from '../../../src/usecases/pins/list-pins.ts';
import {reconcilePins} from '../../../src/usecases/rollback/record-from-pins.ts';
import {applyHostRules} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {rollBack, undoRollback} from '../../helpers/moves.ts';
import {historyOf, type RecordedBranch, recordedBranches, toStep, undoLatest} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);
const undo = undoLatest({branch: 'main'});
const PINS = 'refs/laforge/pins/default/';
const DROPPED = 'refs/laforge/dropped/default/';

/** main with three steps, the last two rolled back as R1, and step 4 whose work is pinned. */
const withPins = async () => {
  const branch = await recordedBranch();
  for (const file of ['one.txt', 'two.txt', 'three.txt']) await branch.step(file);
  const result = await rollBack(await branch.deps(), toStep(1));
  await sandbox.git(branch.work, 'reset', '--quiet', '--hard', 'HEAD~2');
  const step = await branch.step('four.txt', {push: false, status: 'timed_out', pushed: 'pinned'});
  const stepPin = `${PINS}step-${step.uid}`;
  await sandbox.git(branch.work, 'push', '--quiet', 'origin', `HEAD:${stepPin}`);
  await sandbox.git(branch.work, 'reset', '--quiet', '--hard', 'HEAD~1');
  return {branch, rollback: result.rollback, pin: result.rollback.pinRef ?? '', step, stepPin};
};
const deps = async (branch: RecordedBranch, change: Partial<DropDeps> = {}): Promise<DropDeps> => {
  const {history, repository, clock, log} = await branch.deps();
  return {history, repository, clock, log, ...change};
};
const asking = (...names: string[]) => ({
  slug: 'default',
  names,
  actor: 'eve',
  reason: 'a key was in it',
  where: 'steps.db',
  listPins: 'laforge pins',
});
const drop = async (branch: RecordedBranch, names: string[], change: Partial<DropDeps> = {}) => {
  const all = await deps(branch, change);
  return await carryOutDrop(all, await prepareDrop(all, asking(...names)));
};
const refsOf = async (folder: string) =>
  (await sandbox.git(folder, 'for-each-ref', '--format=%(refname)', 'refs/laforge')).split('\n').filter(Boolean);
const withRemote = (repository: Repository, change: (remote: Remote) => Partial<Remote>): Repository => {
  const {remote} = repository;
  if (remote === null) throw new Error('There is no remote.');
  return {...repository, remote: {...remote, ...change(remote)}};
};

describe('the list of pins', () => {
  test('tells of each what it is of, what it alone keeps, and how much that is', async () => {
    const {branch, pin, step, stepPin} = await withPins();
    const {pins} = await listPins(await deps(branch), 'default');
    expect(pins.map(pinToJson)).toMatchObject([
      {
        name: `S${step.id}`,
        ref: stepPin,
        of: 'step',
        state: 'timed_out',
        only_kept_here: [{subject: 'agent: four.txt'}],
      },
      {
        name: 'R1',
        ref: pin,
        of: 'rollback',
        state: 'in force',
        branch: 'main',
        steps: [{id: 3}, {id: 2}],
        actor: 'ada',
        reason: 'broke the build',
        only_kept_here: [{subject: 'agent: three.txt'}, {subject: 'agent: two.txt'}],
        files_changed: 2,
        insertions: 2,
        deletions: 0,
        local_sha: null,
      },
    ]);
  });

  test('has proposals among the others, by their time', async () => {
    const {branch, pin, stepPin} = await withPins();
    const proposed = `${PINS}proposed-00000000-0000-7000-8000-000000000000`;
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', `HEAD:${proposed}`);
    const {pins} = await listPins(await deps(branch), 'default');
    expect(pins.map(({ref}) => ref)).toEqual([stepPin, pin, proposed]);
  });

  test('tells the same in a shallow clone, which stays as shallow as it is', async () => {
    const {branch} = await withPins();
    const full = (await listPins(await deps(branch), 'default')).pins;
    const shallow = await sandbox.shallowClone(branch.remote);
    const before = await sandbox.git(shallow, 'rev-list', '--all');
    const {pins} = await listPins(await deps(branch, {repository: await branch.open(shallow)}), 'default');
    expect(pins).toEqual(full);
    expect(await sandbox.git(shallow, 'rev-list', '--all')).toBe(before);
  });

  test('counts what a branch or a tag has as kept by that too', async () => {
    const {branch, pin} = await withPins();
    await sandbox.git(branch.remote, 'tag', 'keep', `${pin}^^`);
    const {pins} = await listPins(await deps(branch), 'default');
    expect(pins[1]?.alone).toMatchObject([{subject: 'agent: three.txt'}]);
  });

  test('tells of a rollback that is in no history by what its pin says', async () => {
    const {branch, rollback} = await withPins();
    const elsewhere = openLedger(join(sandbox.folder(), 'other.db'), {clock: {now: () => new Date()}});
    const {pins} = await listPins(await deps(branch, {history: historyOf(elsewhere)}), 'default');
    elsewhere.close();
    expect(pins.map(pinToJson)[1]).toMatchObject({
      name: rollback.uid.slice(0, 13),
      state: 'not on record here',
      reason: 'broke the build',
    });
  });

  test('has the pins of this repository alone while the remote does not answer', async () => {
    const {branch} = await withPins();
    await sandbox.git(branch.work, 'update-ref', `${PINS}odd`, 'HEAD');
    await sandbox.git(branch.work, 'remote', 'set-url', 'origin', 'http://127.0.0.1:9/nothing.git');
    const {pins} = await listPins(await deps(branch), 'default');
    expect(pins.map(pinName)).toEqual([`${PINS}odd`]);
    expect(branch.warnings).toEqual([expect.stringMatching(/^The remote could not be asked, so only the pins/)]);
    await expect(drop(branch, [`${PINS}odd`])).rejects.toThrow(/^Nothing was dropped: /);
    expect(await refsOf(branch.work)).toEqual([`${PINS}odd`]);
  });
});

describe('a pin that is dropped', () => {
  test('is gone at the remote, and its commits with the next garbage collection; a note tells of it', async () => {
    const {branch, pin, rollback, stepPin} = await withPins();
    const lost = await branch.at(`${pin}^`);
    const {dropped, remaining} = await drop(branch, ['R1']);
    expect(dropped).toMatchObject([{ref: pin, actor: 'eve', reason: 'a key was in it'}]);
    expect(remaining.remoteRefs).toEqual([]);
    const note = `${DROPPED}${rollback.uid}`;
    expect(await refsOf(branch.remote)).toEqual([note, stepPin]);
    expect(await sandbox.git(branch.remote, 'log', '-1', '--format=%s', note)).toBe(
      `laforge: eve dropped the pin ${pin}`,
    );
    expect(await sandbox.git(branch.remote, 'rev-list', '--objects', '--count', note)).toBe('2');
    await sandbox.git(branch.remote, 'reflog', 'expire', '--expire=now', '--all');
    await sandbox.git(branch.remote, 'gc', '--quiet', '--prune=now');
    expect((await sandbox.tryGit(branch.remote, 'cat-file', '-e', lost)).exitCode).not.toBe(0);
  });

  test('is dropped here too, with a note here, where the rollback was both', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    await rollBack(await branch.deps(), {...toStep(1), where: 'both'});
    const [pin] = await refsOf(branch.work);
    const {remaining} = await drop(branch, ['R1']);
    expect(await refsOf(branch.work)).toEqual([pin?.replace(PINS, DROPPED)]);
    expect(await refsOf(branch.remote)).toEqual([pin?.replace(PINS, DROPPED)]);
    expect(remaining).toEqual({remoteRefs: [], localRefs: [], reflog: true});
  });

  test.each(['remote', 'local'] as const)('makes an undo at the %s say who dropped it', async (where) => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const second = await branch.step('two.txt');
    await rollBack(await branch.deps(), {...toStep(1), where});
    await drop(branch, ['R1']);
    if (where === 'remote') await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'HEAD~1:main');
    const failed = undoRollback(await branch.deps(), {...undo, where});
    await expect(failed).rejects.toMatchObject({
      code: 'not-reversible',
      message: expect.stringMatching(
        /^What R1 displaced was kept by refs\/laforge\/pins\/default\/\S+, and eve dropped it on 2026-01-01 \(a key was in it\)\. It cannot be undone/,
      ),
    });
    await expect(failed).rejects.toThrow(second.commitShaAfter ?? '');
  });

  test('does not stand in the way of an undo while a branch has the commits', async () => {
    const {branch, pin} = await withPins();
    await sandbox.git(branch.remote, 'branch', 'kept', `${pin}^`);
    await drop(branch, ['R1']);
    expect(await undoRollback(await branch.deps(), undo)).toMatchObject({proposal: null});
  });

  test('is told of by who asks for it again, and by what became of a step', async () => {
    const {branch, step, stepPin} = await withPins();
    await drop(branch, [stepPin]);
    await expect(drop(branch, [stepPin])).rejects.toThrow(/is gone already: eve dropped it on 2026-01-01/);
    const states = await findPinStates(await branch.open(), [stepPin, `${PINS}step-${step.uid.replace('0', '1')}`]);
    expect([...states.values()]).toMatchObject([{kind: 'dropped', actor: 'eve'}, {kind: 'gone'}]);
  });

  test('may be named by number, uid or ref; and what it keeps with others goes once all are dropped', async () => {
    const {branch, step, rollback} = await withPins();
    const all = await deps(branch);
    for (const name of ['4', `S${step.id}`, step.uid, `step-${step.uid}`, `${PINS}step-${step.uid}`]) {
      expect((await prepareDrop(all, asking(name))).pins.map(pinName)).toEqual(['S4']);
    }
    expect((await prepareDrop(all, asking('R1', rollback.uid))).pins.map(pinName)).toEqual(['R1']);
    await sandbox.git(branch.remote, 'update-ref', `${PINS}copy`, `${rollback.pinRef}^`);
    expect((await prepareDrop(all, asking('R1'))).lost).toEqual([]);
    expect((await prepareDrop(all, asking('R1', `${PINS}copy`))).lost).toHaveLength(2);
  });

  test.each([
    ['R7', /The history that was read has no R7\. Name the pin by its uid or its ref/],
    ['9', /has no step 9\./],
    ['3', /There is no pin of step 3\. Its commits may be among what R1 displaced: name that\./],
    ['0199ffff', /There is no pin "0199ffff" at the remote or here\./],
    ['refs/heads/main', /There is no pin "refs\/heads\/main"/],
  ])('named %s is refused in words, and nothing changes', async (name, message) => {
    const {branch} = await withPins();
    const before = await sandbox.git(branch.remote, 'for-each-ref');
    await expect(drop(branch, [name])).rejects.toThrow(message);
    expect(await sandbox.git(branch.remote, 'for-each-ref')).toBe(before);
  });

  test('that somebody moved since it was looked at stays', async () => {
    const {branch, pin} = await withPins();
    const all = await deps(branch);
    const prepared = await prepareDrop(all, asking('R1'));
    await sandbox.git(branch.remote, 'update-ref', pin, 'main');
    await expect(carryOutDrop(all, prepared)).rejects.toThrow(/^The pins were not dropped: /);
    expect(await refsOf(branch.remote)).toContain(pin);
  });

  test('goes on a host without atomic pushes as well, and when the answer of the push is lost', async () => {
    const {branch, pin, stepPin} = await withPins();
    applyHostRules(branch.remote, {atomic: false});
    await drop(branch, ['R1']);
    expect(await refsOf(branch.remote)).not.toContain(pin);
    const repository = withRemote(await branch.open(), (remote) => ({
      push: async (updates, options) => {
        const result = await remote.push(updates, options);
        return result.kind === 'pushed' ? {kind: 'unreachable', explanation: 'It hung up.'} : result;
      },
    }));
    await drop(branch, ['S4'], {repository});
    expect(await refsOf(branch.remote)).not.toContain(stepPin);
  });

  test('names its pin and what to do if the remote is gone before it is asked what became of the push', async () => {
    const {branch, stepPin} = await withPins();
    const repository = withRemote(await branch.open(), () => ({
      push: async () => {
        renameSync(branch.remote, `${branch.remote}-gone`);
        return {kind: 'unreachable', explanation: 'It hung up.'};
      },
    }));
    await expect(drop(branch, ['S4'], {repository})).rejects.toMatchObject({
      code: 'remote-unreachable',
      message: `Whether the remote dropped ${stepPin} is not known, since it no longer answers: run this again when it does.`,
    });
  });

  test('goes also where the host takes no note of it, which is said', async () => {
    const {branch, pin} = await withPins();
    applyHostRules(branch.remote, {hideRefs: ['refs/laforge/dropped']});
    await drop(branch, ['R1']);
    expect(await refsOf(branch.remote)).not.toContain(pin);
    expect(branch.warnings).toEqual([expect.stringMatching(/^The remote accepts no note of who dropped the pins/)]);
  });

  test('of which a pull request has the commits, is told so', async () => {
    const {branch, pin} = await withPins();
    await sandbox.git(branch.remote, 'update-ref', 'refs/pull/7/head', `${pin}^`);
    expect((await drop(branch, ['R1'])).remaining.remoteRefs).toEqual(['refs/pull/7/head']);
  });
});

describe('a rollback that only its pin tells of', () => {
  const unrecorded = async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const full: History = {
      ...branch.history,
      addRollback: async () => {
        throw new Error('The disk is full.');
      },
    };
    const result = await rollBack(await branch.deps({history: full}), toStep(1));
    branch.warnings.splice(0);
    return {branch, uid: result.rollback.uid};
  };

  test('is put on record before its pin is dropped', async () => {
    const {branch, uid} = await unrecorded();
    expect(branch.ledger.listRollbacks()).toEqual([]);
    await drop(branch, [uid]);
    expect(branch.ledger.listRollbacks()).toMatchObject([{uid, number: 1}]);
    expect(branch.ledger.listSteps({active: true}).map(({id}) => id)).toEqual([1]);
  });

  test('keeps its pin when it cannot be put on record', async () => {
    const {branch, uid} = await unrecorded();
    const history = historyOf(branch.ledger, {kind: 'kept', where: 'a file', reason: 'the store is down'});
    await expect(drop(branch, [uid], {history})).rejects.toThrow(/^Nothing was dropped: .*the store is down/);
    expect(await refsOf(branch.remote)).toEqual([`${PINS}${uid}`]);
  });

  test('of a history that is elsewhere, is recorded by its next run from the note that stays', async () => {
    const {branch, uid} = await unrecorded();
    const elsewhere = openLedger(join(sandbox.folder(), 'other.db'), {clock: {now: () => new Date()}});
    const all = await deps(branch, {history: historyOf(elsewhere)});
    const prepared = await prepareDrop(all, asking(uid));
    expect(prepared.warnings).toEqual([expect.stringContaining('is not in the history that was read (steps.db)')]);
    await carryOutDrop(all, prepared);
    elsewhere.close();
    expect(branch.ledger.listRollbacks()).toEqual([]);

    const repository = await branch.open();
    const refs = (await repository.remote?.refs(['refs/heads/*', `${PINS}*`, `${DROPPED}*`])) ?? new Map();
    const warn = (message: string) => void branch.warnings.push(message);
    const found = await reconcilePins(
      {history: branch.history, repository, warn},
      {slug: 'default', refs, place: 'remote'},
      60_000,
    );
    expect(found).toMatchObject([{uid, number: 1}]);
    expect(branch.ledger.listSteps({active: true}).map(({id}) => id)).toEqual([1]);
    expect(branch.warnings).toEqual([]);
  });
});
