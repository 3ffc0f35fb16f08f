import {execFileSync} from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {openDatabase} from '../../../src/ledger/database.ts';
import {digestRows} from '../../../src/ledger/row-digest.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aLaForgeStep, writeLaForgeFile} from '../../helpers/laforge-file.ts';
import {laforgeHomeOf, laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const inSandbox = (name: string) => join(sandbox.folder(), name);
const ledgerOf = (project: string) => join(laforgeHomeOf(sandbox), 'projects', project, 'steps.db');
const run = (repository: string, ...options: string[]) =>
  laforge(repository, ['step', 'run', ...options, '--', 'true']);
const uids = async (folder: string, ...args: string[]) =>
  JSON.parse((await laforge(folder, ['steps', '--json', ...args])).stdout).map(({uid}: {uid: string}) => uid);

test('verify finds a damaged file, and says where', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await run(repository);
  expect(await laforge(repository, ['verify'])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/steps\.db is sound\.\nTip: [0-9a-f]{64} \(step 1, [0-9a-f-]{36}\)\n$/),
    stderr: '',
  });
  const damaged = inSandbox('damaged.db');
  copyFileSync(ledgerOf('app'), damaged);
  truncateSync(damaged, 20_000);
  for (const nothing of [['./none.db'], ['none.db'], ['--db', 'none.db']])
    expect(await laforge(repository, ['verify', ...nothing])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`There is no file ${join(repository, 'none.db')}.`),
    });
  execFileSync('mkfifo', [inSandbox('pipe.db')]);
  writeFileSync(inSandbox('steps.csv'), 'step,status\n1,succeeded\n'.repeat(50));
  writeFileSync(inSandbox('steps.prom'), '# TYPE laforge_steps_total counter\nlaforge_steps_total 1\n');
  writeFileSync(inSandbox('package.json'), '{"name": "app"}\n');
  writeFileSync(inSandbox('empty.db'), '');
  openDatabase(inSandbox('other.db')).exec('PRAGMA application_id = 1; CREATE TABLE t (x)');
  for (const [name, why] of [
    ['pipe.db', 'it is no file'],
    ['.', 'it is no file'],
    ['steps.csv', 'it is no SQLite file'],
    ['steps.prom', 'it is no SQLite file'],
    ['package.json', 'package.json'],
    ['empty.db', 'is empty'],
    ['other.db', 'it is the SQLite file of another program'],
  ] as const)
    expect(await laforge(repository, ['verify', inSandbox(name)])).toMatchObject({
      ...{code: 3, stdout: ''},
      stderr: expect.stringContaining(why),
    });
  // A history that was emptied, or has become something else, is a fault of it.
  const own = readFileSync(ledgerOf('app'));
  for (const content of ['', 'x'.repeat(1000)]) {
    writeFileSync(ledgerOf('app'), content);
    expect(await laforge(repository, ['verify'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('not sound'),
    });
  }
  writeFileSync(ledgerOf('app'), own);
  const found = await laforge(repository, ['verify', damaged]);
  expect(found.code).toBe(1);
  expect(found.stdout).toMatch(/^\/.*damaged\.db is not sound:\n {2}- /);
  const json = JSON.parse((await laforge(repository, ['verify', damaged, '--json'])).stdout);
  expect(json).toMatchObject({path: damaged, sound: false});
  expect(json.findings.length).toBeGreaterThan(0);
});

test('verify tells what was taken out of an export, and what is gone of that which somebody remembers', async () => {
  const repository = await sandbox.createRepository({name: 'proven'});
  for (let n = 0; n < 3; n++) await run(repository);
  const {tips} = JSON.parse((await laforge(repository, ['verify', '--json'])).stdout);
  const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(tips).toEqual([{uid: expect.any(String), name: 'step 3', number: 3, sha256: digest, ended: true}]);
  const whole = JSON.parse((await laforge(repository, ['export'])).stdout);
  const verifyWithout = async (number: number, ...args: string[]) => {
    const {uid} = whole.steps.find(({id}: {id: number}) => id === number);
    const without = <Item extends {uid: string}>(list: readonly Item[]) => list.filter((it) => it.uid !== uid);
    const file = inSandbox('without.json');
    writeFileSync(
      file,
      JSON.stringify({...whole, steps: without(whole.steps), step_claims: without(whole.step_claims)}),
    );
    const {code, stdout} = await laforge(repository, ['verify', file, '--json', ...args]);
    return {code, uid, ...JSON.parse(stdout)};
  };
  const middle = await verifyWithout(2);
  expect(middle).toMatchObject({
    ...{code: 1, sound: false},
    findings: [`the record ${middle.uid}, number 2 then, which step 3 saw, is gone`],
  });
  expect(await verifyWithout(3)).toMatchObject({code: 0, sound: true, findings: []});
  expect(await verifyWithout(3, '--tip', tips[0].sha256)).toMatchObject({
    ...{code: 1, sound: false},
    findings: [`no record has the digest ${tips[0].sha256}: what you remember is gone or changed`],
  });
  expect(await laforge(repository, ['verify', '--tip', '12'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--tip is "12"'),
  });
});

test('what cannot be read is counted, where it is left out of a list and where it is set aside', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(sandbox.folder(), `${name}.db`));
  const work = await sandbox.createRepository({name: 'counted'});
  for (const command of ['true', 'false']) await laforge(work, ['step', 'run', '--db', a ?? '', '--', command]);
  copyFileSync(a ?? '', b ?? '');
  damage(b ?? '', 'UPDATE steps SET exit_code = 9 WHERE id = 2');
  const sentence = (file = '') =>
    `1 record of this history cannot be read and is left out: laforge verify --db ${file} names what is wrong.`;
  const listed = await laforge(work, ['steps', '--db', b ?? '', '--json']);
  expect(JSON.parse(listed.stdout)).toMatchObject([{id: 1}]);
  expect(listed.stderr).toBe(`laforge: warning: ${sentence(b)}\n`);
  expect((await laforge(work, ['steps', '--db', a ?? ''])).stderr).toBe('');

  const merged = await laforge(work, ['merge', c ?? '', b ?? '']);
  expect(merged.stdout).toContain(
    `: 1 step added.\n  1 record could not be read and is kept aside: laforge verify ${c} names`,
  );
  expect((await laforge(work, ['usage', '--db', c ?? ''])).stderr).toContain(sentence(c));
});

test('import adds the good lines of an export and names the bad ones, and refuses a file with none', async () => {
  const work = await sandbox.createRepository({name: 'app'});
  const [from, to, file] = [inSandbox('from.db'), inSandbox('to.db'), inSandbox('lines.ndjson')];
  await run(work, '--db', from);
  const {stdout: good} = await laforge(work, ['export', '--format', 'ndjson', '--db', from]);
  writeFileSync(file, `${good}{"type":"step","x":1}\ngarbage\n\n{"type":"nope"}\n`);
  const lines = good.split('\n').length;
  expect(await laforge(work, ['import', file, '--db', to])).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      `${to}: 1 step added.`,
      `  3 records could not be read and are kept aside: laforge verify ${to} names what is wrong`,
      `    line ${lines + 1}: is not a JSON object`,
      `    line ${lines + 3}: has an unknown type`,
      '    steps.1.draft.uid: is no UUIDv7',
      '',
    ].join('\n'),
  });
  for (const bad of ['{"type":"step","x":1}\n', '{"steps": [{"name": "a"}, 7]}']) {
    writeFileSync(file, bad);
    expect(await laforge(work, ['import', file, '--db', inSandbox('none.db')])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^laforge: "[^\n]*lines\.ndjson" has no record that can be read, so nothing was /),
    });
    expect(await laforge(work, ['verify', file])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('not sound'),
    });
  }
  expect(existsSync(inSandbox('none.db'))).toBe(false);
});

test('import refuses an export of which somebody changed every record, and adds nothing', async () => {
  const work = await sandbox.createRepository({name: 'app'});
  await run(work, '--db', inSandbox('from.db'));
  await run(work);
  const {stdout: whole} = await laforge(work, ['export', '--db', inSandbox('from.db')]);
  const file = inSandbox('changed.json');
  writeFileSync(file, whole.replace('"succeeded"', '"failed"'));
  for (const to of [[], ['--project', 'new']])
    expect(await laforge(work, ['import', file, ...to])).toMatchObject({
      ...{code: 2, stdout: ''},
      stderr: expect.stringMatching(/has no record that can be read, so nothing was imported/),
    });
  expect(await laforge(work, ['verify'])).toMatchObject({code: 0});
  expect(existsSync(join(ledgerOf('new'), '..'))).toBe(false);

  // The export itself arrives by a pipe too.
  writeFileSync(file, whole);
  const startedBy = ['sh', '-c', 'cat "$0" | "$@"', file];
  for (const options of [{startedBy}, {input: whole}])
    expect(await laforge(work, ['import', '/dev/stdin', '--db', inSandbox('to.db')], options)).toMatchObject({
      code: 0,
      stderr: '',
    });
  expect(await uids(work, '--db', inSandbox('to.db'))).toHaveLength(1);
});

function damage(file: string, sql: string): void {
  const db = openDatabase(file);
  db.exec(sql);
  db.close();
}

test('merge brings two histories together, and says which step has another number now', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const [one, two] = [inSandbox('one.db'), inSandbox('two.db')];
  await run(repository, '--db', one);
  await run(repository, '--db', two);
  const merged = await laforge(repository, ['merge', one, two]);
  expect(merged).toMatchObject({code: 0, stderr: '', stdout: expect.stringContaining(`${one}: 1 step added.\n`)});
  expect(await uids(repository, '--db', one)).toHaveLength(2);
  expect((await laforge(repository, ['merge', one, two])).stdout).toBe(`${one}: nothing new.\n`);
  const other = JSON.parse((await laforge(repository, ['merge', two, one, '--json'])).stdout);
  expect(other).toMatchObject({path: two, steps_added: 1, steps_finished: 0, rollbacks_added: 0});
  expect(other.renumbered).toMatchObject([{from: 1, to: 2}]);
  expect(await uids(repository, '--db', two)).toEqual(await uids(repository, '--db', one));
});

test('merge names each record that somebody changed in one of the files, and keeps the one that gives way', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const [whole, changed, copy] = [inSandbox('whole.db'), inSandbox('changed.db'), inSandbox('copy.json')];
  for (const _ of [1, 2])
    await laforge(repository, ['step', 'run', '--db', whole, '--', 'sh', '-c', 'echo x >> x.txt']);
  await laforge(repository, ['step', 'rollback', '--db', whole, '1', '--yes', '--reason', 'a wrong turn']);
  await laforge(repository, ['export', '--db', whole, '-o', copy]);
  copyFileSync(whole, changed);
  const [one, two] = await uids(repository, '--db', whole);
  const change = (sql: string) => {
    const db = openDatabase(changed);
    db.exec(sql);
    db.exec(digestRows('steps'));
    db.exec(digestRows('rollbacks'));
    db.close();
  };
  change("UPDATE steps SET exit_code = 9, end_time = '2020-01-01T00:00:00.000Z' WHERE id = 1");
  change("UPDATE steps SET exit_code = 9, end_time = '2999-01-01T00:00:00.000Z' WHERE id = 2");
  change("UPDATE rollbacks SET reason = 'zzz'");

  const lines = (await laforge(repository, ['merge', whole, changed])).stdout.split('\n');
  expect(lines).toEqual([
    `${whole}: nothing new.`,
    `  step 1 (${two}) is now as in ${changed}: somebody changed one of the two records, and the one from before is kept aside`,
    `  step 2 (${one}) stays as it was, and ${changed} has another record of it: somebody changed one of them`,
    expect.stringMatching(/^ {2}R1 \([0-9a-f-]{36}\) stays as it was, and .*changed\.db has another record of it/),
    '',
  ]);
  expect((await laforge(repository, ['verify', whole])).stdout).toContain(
    `a record of ${two} cannot be used and is kept as it is (${changed} had another record of it, which took its place)`,
  );
  const listed = await laforge(repository, ['steps', '--db', whole, '--json']);
  expect(JSON.parse(listed.stdout)).toHaveLength(2);
  expect(listed.stderr).toBe(
    `laforge: warning: 1 record of this history is kept aside, since another record of it is shown: laforge verify --db ${whole} names what is wrong.\n`,
  );
  // The altered export of a record that stays is named as well, in the answer for programs.
  const imported = await laforge(repository, ['import', copy, '--db', changed, '--json']);
  expect(JSON.parse(imported.stdout).at_odds).toMatchObject([
    {kind: 'step', uid: two, number: 1, replaced: false, file: copy},
    {kind: 'step', uid: one, number: 2, replaced: true, file: copy},
    {kind: 'rollback', number: 1, replaced: true, file: copy},
  ]);
});

test('of a damaged source nothing arrives, nor of the others', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const [target, sound, damaged] = [inSandbox('target.db'), inSandbox('sound.db'), inSandbox('damaged.db')];
  for (const file of [target, sound, damaged]) await run(repository, '--db', file);
  truncateSync(damaged, 20_000);
  const merged = await laforge(repository, ['merge', target, sound, damaged]);
  expect(merged).toMatchObject({code: 1, stdout: '', stderr: expect.stringMatching(/^laforge: .*damaged\.db.*\n$/)});
  expect(await uids(repository, '--db', target)).toHaveLength(1);
});

test.each(['json', 'ndjson'])(
  'an export as %s is imported on another machine with its numbers and rollbacks',
  async (format) => {
    const repository = await sandbox.createRepository({name: 'app'});
    for (const _ of [1, 2]) await laforge(repository, ['step', 'run', '--', 'sh', '-c', 'echo x >> x.txt']);
    await laforge(repository, ['step', 'rollback', '1', '--yes']);
    const file = inSandbox('export');
    expect(await laforge(repository, ['export', '--format', format, '-o', file])).toMatchObject({code: 0, stdout: ''});
    expect((await laforge(repository, ['export', '--format', format])).stdout).toBe(readFileSync(file, 'utf8'));

    const env = {LAFORGE_HOME: inSandbox('another-home')};
    const imported = await laforge(repository, ['import', file], {env});
    expect(imported).toMatchObject({code: 0, stdout: expect.stringContaining(': 2 steps added, 1 rollback added.\n')});
    const before = await laforge(repository, ['steps', '--json']);
    const after = await laforge(repository, ['steps', '--json'], {env});
    expect(JSON.parse(after.stdout)).toEqual(JSON.parse(before.stdout));
    expect((await laforge(repository, ['import', file], {env})).stdout).toContain(': nothing new.\n');
    expect(await laforge(repository, ['verify'], {env})).toMatchObject({code: 0});
  },
);

test('a file of ours is imported into a project that is named, outside of a repository', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await run(repository);
  const imported = await laforge(sandbox.folder(), ['import', ledgerOf('app'), '--project', 'copy', '--json']);
  expect(JSON.parse(imported.stdout)).toMatchObject({path: ledgerOf('copy'), steps_added: 1});
  expect(await uids(sandbox.folder(), 'copy')).toEqual(await uids(repository));
});

test("a file of LaForge's is listed as it is, imported with its numbers, and gone on with", async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const file = inSandbox('laforge.db');
  writeLaForgeFile(file, [aLaForgeStep(1), aLaForgeStep(2, {active: 0})]);
  const before = readFileSync(file);
  const listed = await laforge(repository, ['steps', '--db', file]);
  expect(listed).toMatchObject({code: 0, stdout: expect.stringContaining('2 steps, 1 rolled back')});
  const imported = await laforge(repository, ['import', file]);
  expect(imported).toMatchObject({code: 0, stdout: expect.stringContaining(': 2 steps added, 1 rollback added.')});
  expect(readFileSync(file).equals(before)).toBe(true);
  await run(repository);
  const steps = JSON.parse((await laforge(repository, ['steps', '--json'])).stdout);
  expect(steps.map(({id, active}: Record<string, unknown>) => [id, active])).toEqual([
    [3, true],
    [2, false],
    [1, true],
  ]);
});

test('csv has a line a step, and is what a file of that name holds', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await run(repository);
  const {stdout} = await laforge(repository, ['export', '--format', 'csv']);
  await laforge(repository, ['export', '-o', inSandbox('all.csv')]);
  expect(readFileSync(inSandbox('all.csv'), 'utf8')).toBe(stdout);
  const [head, line, end] = stdout.split('\r\n');
  expect(head).toMatch(/^id,uid,active,status,project_id,/);
  expect(line).toMatch(/^1,[0-9a-f-]{36},true,succeeded,app,/);
  expect(end).toBe('');
  const file = inSandbox('steps.csv');
  writeFileSync(file, stdout);
  const imported = await laforge(repository, ['import', file]);
  expect(imported).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is an export as csv, which has the figures'),
  });
});

test('no command writes its answer over a history', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await run(repository);
  await run(repository, '--db', inSandbox('my.db'));
  const own = ledgerOf('app');
  for (const [file, ...args] of [
    [own, 'export', '--format', 'csv', '-o', own],
    [own, 'report', '-o', `${own}-wal`],
    [inSandbox('my.db'), 'export', '--db', inSandbox('my.db'), '--format', 'json', '-o', inSandbox('my.db')],
    [inSandbox('my.db'), 'report', '--json', '-o', inSandbox('my.db')],
    [own, 'step', 'diff', '1', '--db', inSandbox('my.db'), '--html', own],
  ] as const) {
    const before = readFileSync(file);
    expect(await laforge(repository, args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/which holds a history\. Name another file\. \(LF001\)\n$/),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  }
  expect(await uids(repository)).toHaveLength(1);
});

test('what is neither a database nor an export is refused', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const file = inSandbox('notes.txt');
  writeFileSync(file, 'notes');
  const imported = await laforge(repository, ['import', file]);
  expect(imported).toMatchObject({code: 1, stdout: ''});
  expect(imported.stderr).toBe(
    `laforge: ${file} is neither a steps.db nor an export of one (json, ndjson). Name another file. (LF030)\n`,
  );
});

test('a home that cannot hold a history is not taken for one without steps', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  sandbox.write(sandbox.folder(), {afile: 'x'});
  const env = {LAFORGE_HOME: inSandbox('afile'), TMPDIR: sandbox.folder()};
  const at = (...args: string[]) => laforge(repository, args, {env});
  const advice = /is no folder\. Move it away, or name another place for the history with LAFORGE_HOME or --db/;
  for (const command of ['steps', 'projects'])
    expect(await at(command)).toMatchObject({code: 1, stdout: '', stderr: expect.stringMatching(advice)});
  expect(await at('step', 'run', '--', 'echo', 'said')).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(
      /cannot be made or written: .*\. Let LAFORGE_HOME name a folder that can\. .*It waits in/s,
    ),
  });

  // The record waits for the project, wherever its history is to begin.
  const other = {LAFORGE_HOME: inSandbox('other'), TMPDIR: sandbox.folder()};
  expect(await laforge(inSandbox('.'), ['steps', 'app'], {env: other})).toMatchObject({code: 2});
  const info = await laforge(repository, ['step', 'info', '1'], {env: other});
  expect(info).toMatchObject({code: 0, stdout: expect.stringMatching(/log +\/.*\/laforge-logs-/)});
  expect(await laforge(repository, ['log', '1'], {env: other})).toMatchObject({code: 0, stdout: 'said\n'});
  expect(await uids(repository)).toEqual([]);
});

test('a first step whose record waits is found as soon as its history can begin', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  sandbox.write(sandbox.folder(), {blocked: 'x'});
  symlinkSync('blocked', inSandbox('link'));
  const env = {LAFORGE_HOME: inSandbox('link'), TMPDIR: sandbox.folder()};
  const at = (args: readonly string[], folder = repository) => laforge(folder, args, {env});
  await at(['step', 'run', '--', 'true']);
  await at(['step', 'run', '--project', 'other', '--', 'true']);
  rmSync(inSandbox('blocked'));
  mkdirSync(inSandbox('blocked'));
  env.LAFORGE_HOME = inSandbox('blocked');
  expect(await at(['steps', 'other'], sandbox.folder())).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/1 step/),
  });
  expect(await at(['rollback', '1', '--dry-run'])).toMatchObject({stderr: expect.not.stringContaining('No steps yet')});
  expect(JSON.parse((await at(['steps', '--json'])).stdout)).toMatchObject([{id: 1, status: 'succeeded'}]);
  expect(JSON.parse(readFileSync(inSandbox('blocked/projects/app/project.json'), 'utf8'))).toEqual({
    repository: expect.stringMatching(/app$/),
  });
});
