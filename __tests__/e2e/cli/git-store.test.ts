import {execFileSync} from 'node:child_process';
import {chmodSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn, type Outcome} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

/** Every file of a clone with its content: checkout, index, configuration, refs, shallowness and objects. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((file) => file.isFile());
  return new Map(
    files.map(({parentPath, name}) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
  );
}

test('work that was not pushed, beside a record that everybody sees, is told with the command that pushes it', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  await sandbox.git(work, 'checkout', '-q', '-b', "it's");
  const run = (...args: string[]) => laforge(work, ['step', 'run', ...args, '--', 'sh', '-c', 'echo x >> x.txt']);
  const {stderr} = await run('--store', 'git');
  const [, command = ''] = /the record is shared, and the work is only here: (.*)\n/.exec(stderr) ?? [];
  execFileSync('sh', ['-c', command], {cwd: work, stdio: 'ignore'});
  expect(await sandbox.git(remote, 'show', "it's:x.txt")).toBe('x');
  for (const args of [[], ['--store', 'git', '--push'], ['--store', 'git', '--quiet']])
    expect((await run(...args)).stderr).not.toContain('the work is only here');
  expect((await laforge(work, ['step', 'run', '--store', 'git', '--', 'true'])).stderr).not.toContain('only here');
  renameSync(remote, `${remote}.gone`);
  const {stderr: waits} = await run('--store', 'git');
  expect(waits).toContain('could not be published');
  expect(waits).not.toContain('the record is shared');
});

test('a step recorded in one clone with --store git is listed in any other', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  expect(await laforge(work, ['step', 'run', '--store', 'git', '--', 'true'])).toMatchObject({code: 0});
  const listed = await laforge(await sandbox.clone(remote), ['steps', '--store', 'git', '--json']);
  expect([listed.code, listed.stderr]).toEqual([0, '']);
  expect(listed.stdout).toContain('"status": "succeeded"');
  const shown = await laforge(work, ['steps', '--store', 'git']);
  expect(shown.stdout).toContain('1 step in refs/laforge/ledger/default at the remote\n');
});

test('a second step is appended to the history from a clone that has no file contents', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  expect(await sandbox.git(remote, 'config', 'uploadpack.allowFilter')).toBe('true');
  const step = ['step', 'run', '--store', 'git', '--push', '--', 'sh', '-c', 'echo work >> x.txt'];
  for (const name of ['one', 'two']) {
    const clone = await sandbox.clone(`file://${remote}`, {name, args: ['--depth=1', '--filter=blob:none']});
    expect(await laforge(clone, step)).toMatchObject({code: 0, stderr: expect.not.stringContaining('could not')});
  }
  const {stdout} = await laforge(work, ['steps', '--store', 'git', '--json']);
  expect(JSON.parse(stdout)).toMatchObject([
    {id: 2, parent_step_id: 1, status: 'succeeded', pushed: 'pushed'},
    {id: 1, parent_step_id: null, status: 'succeeded', pushed: 'pushed'},
  ]);
});

test('a history at the remote is exported into a file of another machine, and is the same there', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  await sandbox.createBareRemote({from: work});
  for (const text of ['one', 'two'])
    await laforge(work, ['step', 'run', '--store', 'git', '--push', '--', 'sh', '-c', `echo ${text} >> x.txt`]);
  const bisect = ['step', 'bisect', '--store', 'git', '--check', '! grep -q two x.txt'];
  const next = ['laforge step diff 2 --store git', 'laforge step rollback 2 --before --store git --push'];
  expect((await laforge(work, bisect)).stdout).toMatch(new RegExp(`${next.join('\n.*: +')}\n$`));
  expect(JSON.parse((await laforge(work, [...bisect, '--json'])).stdout)).toMatchObject({next});
  const rolledBack = await laforge(work, ['step', 'rollback', '1', '--store', 'git', '--push', '--yes']);
  expect(rolledBack.stdout).toMatch(/To take it back: laforge step undo R1 --store git --push\n$/);
  const refused = await laforge(work, ['step', 'rollback', '2', '--store', 'git', '--push', '--yes']);
  expect(refused.stderr).toContain('laforge step undo R1 --store git --push');
  const exported = await laforge(work, ['export', '--store', 'git', '--format', 'ndjson', '-o', 'history.ndjson']);
  expect(exported.code).toBe(0);
  const db = `${sandbox.folder()}/copy.db`;
  const imported = await laforge(work, ['import', 'history.ndjson', '--db', db]);
  expect(imported).toMatchObject({code: 0, stdout: expect.stringContaining(': 2 steps added, 1 rollback added.')});
  const again = await laforge(work, ['export', '--db', db, '--format', 'ndjson']);
  expect(again.stdout).toBe((await laforge(work, ['export', '--store', 'git', '--format', 'ndjson'])).stdout);
  expect(again.stdout.split('\n')).toHaveLength(2 + 1 + 3 + 1);
});

test('a rollback and a revert of work that is only in this clone say how to go on, and the push they name does', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  await sandbox.createBareRemote({from: work});
  const main = await sandbox.sha(work);
  await laforge(work, ['step', 'run', '--store', 'git', '--', 'sh', '-c', 'echo x > x.txt']);
  const rollback = ['step', 'rollback', '1', '--before', '--store', 'git', '--push', '--yes'];
  const told = 'its work is only in this clone. Push it first if others may see it: git push origin main';
  const refused = await laforge(work, rollback);
  expect(refused).toMatchObject({code: 1, stderr: expect.stringContaining(told)});
  expect(refused.stderr).toContain(`git reset --keep ${main} (on main; the history does not note it)`);
  const revert = ['step', 'revert', '1', '--push', '--yes'];
  expect((await laforge(work, [...revert, '--store', 'git'])).stderr).toContain(told);
  await sandbox.git(work, 'push', '--quiet', 'origin', 'main');
  expect(await laforge(work, rollback)).toMatchObject({code: 0, stdout: expect.stringContaining('R1: main is at')});
});

test('reading the history at the remote touches nothing of a shallow clone', async () => {
  const work = await sandbox.createRepository({name: 'work', commits: 3});
  const remote = await sandbox.createBareRemote({from: work});
  for (const text of ['one', 'two'])
    await laforge(work, ['step', 'run', '--store', 'git', '--push', '--', 'sh', '-c', `echo ${text} >> x.txt`]);
  await laforge(work, ['step', 'rollback', '1', '--store', 'git', '--push', '--yes']);
  const clone = await sandbox.shallowClone(remote);
  sandbox.write(clone, {'README.md': 'changed', 'untracked.txt': 'x'});
  const before = filesOf(clone);
  for (const args of [
    ['steps'],
    ['step', 'info', '2'],
    ['export'],
    ['verify'],
    ['pins'],
    ['pins', 'drop', 'R1', '--dry-run'],
  ]) {
    expect(await laforge(clone, [...args, '--store', 'git'])).toMatchObject({code: 0});
    expect(filesOf(clone)).toEqual(before);
  }
  expect(await sandbox.git(clone, 'rev-list', '--count', 'HEAD')).toBe('1');
});

test('verify checks the history at the remote, and its exit status tells a fault from a remote that is down', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  const verify = (folder: string) => laforge(folder, ['verify', '--store', 'git']);
  expect(await verify(work)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('has no history at refs/laforge'),
  });
  await laforge(work, ['step', 'run', '--store', 'git', '--push', '--', 'sh', '-c', 'echo x > x.txt']);
  const sound = expect.stringMatching(/^refs\/laforge\/ledger\/default \(2 records\) is sound\.\nTip: [^\n]+\n$/);
  for (const folder of [work, await sandbox.clone(remote)]) {
    expect(await verify(folder)).toEqual({code: 0, stdout: sound, stderr: ''});
  }

  const record = 'refs/laforge/ledger/default';
  const good = await sandbox.sha(remote, record);
  await sandbox.git(remote, 'update-ref', record, 'main');
  const found = await laforge(work, ['verify', '--store', 'git', '--json']);
  expect(found.code).toBe(1);
  expect(JSON.parse(found.stdout)).toMatchObject({path: null, store: 'git', sound: false, remarks: []});
  await sandbox.git(remote, 'update-ref', record, good);
  await sandbox.git(work, 'remote', 'set-url', 'origin', 'file:///nowhere/at-all.git');
  expect(await verify(work)).toMatchObject({code: 3, stdout: ''});
});

test('a history that somebody deleted or moved back at the remote is told by who read it, with the command that restores it', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  const ref = 'refs/laforge/ledger/default';
  const run = () => laforge(work, ['step', 'run', '--store', 'git', '--', 'true']);
  const ask = (...args: string[]) => laforge(work, [...args, '--store', 'git']);
  const steps = async () => JSON.parse((await ask('steps', '--json')).stdout);
  const restore = (stderr: string) =>
    execFileSync('sh', ['-c', /put them back: (.*?) \(/.exec(stderr)?.[1] ?? 'false'], {cwd: work, stdio: 'pipe'});
  for (let n = 0; n < 2; n++) await run();
  const known = await steps();
  const tip = await sandbox.sha(remote, ref);
  for (const [move, lost] of [
    [['update-ref', '-d', ref], '4 records'],
    [['update-ref', ref, `${tip}~1`], 'at least 1 of the 4 records'],
  ] as const) {
    await sandbox.git(remote, ...move);
    const told = `${ref} at the remote no longer contains ${lost} that this machine has read there, up to ${tip}.`;
    const {stderr} = await ask('steps');
    expect(stderr).toContain(told);
    expect(await ask('verify')).toMatchObject({code: 1, stdout: expect.stringContaining(told)});
    restore(stderr);
    expect(await sandbox.sha(remote, ref)).toBe(tip);
    expect(await ask('verify')).toMatchObject({code: 0, stderr: ''});
    expect(await steps()).toEqual(known);
  }

  await sandbox.git(remote, 'update-ref', '-d', ref);
  expect(await run()).toMatchObject({code: 0, stderr: expect.stringContaining('no longer contains 4 records')});
  for (let n = 0; n < 2; n++) await run();
  const {stderr} = await ask('steps');
  expect(stderr).toContain('no longer contains at least 1 of the 4 records');
  // What was recorded since is not overwritten, and the copy on this machine still has what is gone.
  expect(() => restore(stderr)).toThrow('[rejected]');
  const [, accept = 'false', copies = ''] = /they are gone: (rm -r (\S+))/.exec(stderr) ?? [];
  const copy = await laforge(work, ['steps', '--json', '--db', join(copies, tip, 'steps.db')]);
  expect(JSON.parse(copy.stdout).map(({uid}: {uid: string}) => uid)).toEqual(known.map(({uid}: {uid: string}) => uid));
  execFileSync('sh', ['-c', accept]);
  expect(await ask('steps')).toMatchObject({code: 0, stderr: ''});
  expect(await ask('verify')).toMatchObject({code: 0, stderr: ''});
  expect(await steps()).toMatchObject([{id: 3}, {id: 2}, {id: 1}]);
});

test('a machine that only runs steps says too that its history was deleted or moved back, until it is put back', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  const ref = 'refs/laforge/ledger/default';
  const run = async (folder = work, home = 'one') => {
    const env = {LAFORGE_HOME: join(sandbox.folder(), home)};
    const {code, stderr} = await laforge(folder, ['step', 'run', '--store', 'git', '--', 'true'], {env});
    expect(code).toBe(0);
    return stderr;
  };
  const other = await sandbox.clone(remote);
  for (let n = 0; n < 2; n++) expect(await run()).not.toContain('no longer contains');
  await run(other, 'two');
  expect(await run()).not.toContain('no longer contains');
  const tip = await sandbox.sha(remote, ref);
  await sandbox.git(remote, 'update-ref', '-d', ref);
  expect(await run()).toContain(`no longer contains 8 records that this machine has read there, up to ${tip}`);
  await sandbox.git(remote, 'update-ref', ref, `${tip}~3`);
  expect(await run()).toContain('no longer contains at least 3 of the 8 records');
  // Others go on, until there are more records than before.
  for (let n = 0; n < 3; n++) await run(other, 'three');
  const said = await run();
  expect(said).toContain('no longer contains at least 1 of the 8 records');
  expect(await run()).toContain('no longer contains at least 1 of the 8 records');
  await sandbox.git(remote, 'update-ref', ref, tip);
  expect(await run()).not.toContain('no longer contains');
  execFileSync('sh', ['-c', /they are gone: (rm -r \S+)/.exec(said)?.[1] ?? 'false']);
  expect(await run()).not.toContain('no longer contains');
});

test('steps that ran while the remote was away are as they were seen, once they are on record behind others', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  const run = () => laforge(work, ['step', 'run', '--store', 'git', '--', 'true']);
  await run();
  renameSync(remote, `${remote}.away`);
  for (let n = 0; n < 2; n++) expect(await run()).toMatchObject({stderr: expect.stringContaining('It waits in')});
  renameSync(`${remote}.away`, remote);
  await run();
  const steps = JSON.parse((await laforge(work, ['steps', '--store', 'git', '--json'])).stdout);
  expect(steps).toMatchObject([{id: 4}, {id: 3, parent_step_id: 2}, {id: 2, parent_step_id: 1}, {id: 1}]);
  expect(steps[1].chain.seen).toMatchObject([{uid: steps[2].uid, number: null}]);
  const verified = await laforge(work, ['verify', '--store', 'git', '--json']);
  expect(JSON.parse(verified.stdout)).toMatchObject({sound: true, findings: []});
});

describe('a record that the remote refuses', () => {
  let ran: Outcome;
  /** A remote that takes nothing, until it is told to. Made once with a step, and copied. */
  async function refusing() {
    await sandbox.beginWith('refusing', async () => {
      const work = await sandbox.createRepository({name: 'work'});
      const remote = await sandbox.createBareRemote({name: 'remote.git', from: work});
      sandbox.write(remote, {'hooks/pre-receive': '#!/bin/sh\necho "no pushes on Sundays" >&2\nexit 1\n'});
      chmodSync(join(remote, 'hooks/pre-receive'), 0o755);
      ran = await laforge(work, ['step', 'run', '--store', 'git', '--', 'true']);
    });
    const remote = join(sandbox.folder(), 'remote.git');
    return {work: join(sandbox.folder(), 'work'), remote, ran, relent: () => rmSync(join(remote, 'hooks/pre-receive'))};
  }
  const waiting = () =>
    readdirSync(laforgeHomeOf(sandbox), {recursive: true}).filter((name) => /waiting.*\.json$/.test(String(name)));

  test('lies with the files of the project, and the command that is printed shows it', async () => {
    const {work, ran} = await refusing();
    expect(ran).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/could not be published: .*It waits in .*laforge-home/s),
    });
    const printed = /laforge (step info \S+.*)$/m.exec(ran.stderr)?.[1] ?? '';
    const shown = await laforge(work, [
      ...printed.split(' '),
      ...(printed.includes('--store') ? [] : ['--store', 'git']),
    ]);
    expect(shown).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('succeeded'),
      stderr: expect.stringContaining('still waits to be published'),
    });
    expect(waiting()).toHaveLength(1);
  });

  test('is published by the next command that may, in any clone of this machine', async () => {
    const {work, relent} = await refusing();
    relent();
    const listed = await laforge(work, ['steps', '--store', 'git', '--json']);
    expect(listed).toMatchObject({code: 0, stderr: ''});
    expect(JSON.parse(listed.stdout)).toMatchObject([{id: 1, status: 'succeeded'}]);
    expect(waiting()).toEqual([]);
  });

  test('is told where the remote has another address by now, with the command that publishes it there', async () => {
    const {work, remote, relent} = await refusing();
    relent();
    renameSync(remote, `${remote}.moved`);
    await sandbox.git(work, 'remote', 'set-url', 'origin', `${remote}.moved`);
    const {stderr} = await laforge(work, ['steps', '--store', 'git']);
    const command = /1 record waits for another address .* publish it: (mkdir .*)$/m.exec(stderr)?.[1] ?? 'false';
    execFileSync('sh', ['-c', command]);
    const listed = await laforge(work, ['steps', '--store', 'git', '--json']);
    expect([listed.stderr, JSON.parse(listed.stdout)]).toMatchObject(['', [{id: 1, status: 'succeeded'}]]);
    expect(waiting()).toEqual([]);
  });

  test('comes before the step that takes it along', async () => {
    const {work, relent} = await refusing();
    relent();
    await laforge(work, ['step', 'run', '--store', 'git', '--', 'echo', 'second']);
    const steps = JSON.parse((await laforge(work, ['steps', '--store', 'git', '--json'])).stdout);
    expect(
      steps.map((step: {id: number; agent_config: {command: string}}) => [step.id, step.agent_config.command]),
    ).toEqual([
      [2, 'echo second'],
      [1, 'true'],
    ]);
    expect(waiting()).toEqual([]);
  });

  test.each([
    ['a named pipe', (path: string) => execFileSync('mkfifo', [path]), ''],
    ['no record', (path: string) => writeFileSync(path, '{}'), 'was left out'],
  ])('that is %s holds nobody up', async (_, make, said) => {
    const {work, relent} = await refusing();
    const [name = ''] = waiting();
    relent();
    make(join(laforgeHomeOf(sandbox), dirname(String(name)), 'other.json'));
    const listed = await laforge(work, ['steps', '--store', 'git', '--json']);
    expect(listed).toMatchObject({code: 0, stderr: expect.stringContaining(said)});
    expect(JSON.parse(listed.stdout)).toHaveLength(1);
  });
});
