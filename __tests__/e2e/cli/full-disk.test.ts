import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {CAN_MOUNT, smallDisks} from '../../helpers/small-disk.ts';
import {laforgeHomeOf, laforgeIn, PROGRAM} from './laforge.ts';

// Before the sandbox, whose folder is removed after each test.
const mountSmall = smallDisks();
const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox, PROGRAM);

/** Down to the last page: the kernel counts the free ones roughly until there are none. */
const fill = (folder: string) =>
  `cat /dev/zero > '${folder}/fill' 2> /dev/null || for i in $(seq 40); do head -c 4096 /dev/zero >> '${folder}/fill' 2> /dev/null || true; done`;

// A device of Linux that is always full.
(existsSync('/dev/full') ? test : test.skip)(
  'no room for what is printed ends no step, and an answer that is lost is no success',
  async () => {
    const work = await sandbox.createRepository({name: 'work'});
    const run = (redirect: string, ...args: string[]) =>
      laforge(work, args, {startedBy: ['sh', '-c', `exec "$@" ${redirect}`, 'sh']});
    for (const redirect of ['> /dev/full', '2> /dev/full', '> /dev/full 2>&1']) {
      const script = 'echo said; echo more >&2; echo x >> x.txt; test $(wc -l < x.txt) != 2 || exit 5';
      expect((await run(redirect, 'step', 'run', '--', 'sh', '-c', script)).code).toBe(
        redirect === '2> /dev/full' ? 5 : 0,
      );
    }
    expect(JSON.parse((await laforge(work, ['steps', '--json'])).stdout)).toMatchObject([
      {id: 3, status: 'succeeded', changes: {own_commit_count: 1}},
      {id: 2, status: 'failed', exit_code: 5, changes: {own_commit_count: 1}},
      {id: 1, status: 'succeeded', changes: {own_commit_count: 1}},
    ]);
    for (const command of ['steps', 'export'])
      expect(await run('> /dev/full', command)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^laforge: The answer could not be written: no space left.*\n$/),
      });
  },
);

// Where nobody may mount a small disk, none can be filled.
(CAN_MOUNT ? describe : describe.skip)('a record for which the disk of its history has no room', () => {
  async function place() {
    const home = laforgeHomeOf(sandbox);
    const temp = join(sandbox.folder(), 'temp');
    mkdirSync(temp);
    mountSmall(home, 1);
    const work = await sandbox.createRepository({name: 'work'});
    const run = (...args: readonly string[]) => laforge(work, args, {env: {TMPDIR: temp}});
    const strays = () => readdirSync(temp).filter((name) => name.startsWith('laforge-record-'));
    return {home, temp, run, strays};
  }

  test('waits elsewhere with its end, and the next command takes it up', async () => {
    const {home, run, strays} = await place();
    const agent = `head -c 300000 /dev/zero | tr '\\0' x | git commit -q --allow-empty -F -; ${fill(home)}; exit 3`;
    const step = await run('step', 'run', '--', 'sh', '-c', agent);
    expect(step.code).toBe(3);
    expect(step.stderr).toMatch(
      /The record of step 1 could not be published: .* It waits in \S*\/laforge-record-\S+\.json: the next laforge command/,
    );
    expect(strays()).toHaveLength(1);

    rmSync(join(home, 'fill'));
    const {stdout} = await run('steps', '--json');
    expect(JSON.parse(stdout)).toMatchObject([{id: 1, status: 'failed', exit_code: 3}]);
    expect(strays()).toEqual([]);
  });

  test('from its start on, too', async () => {
    const {home, temp, run, strays} = await place();
    await run('step', 'run', '--', 'sh', '-c', fill(home));
    const step = await run('step', 'run', '--', 'true');
    expect([step.code, strays().length > 0]).toEqual([0, true]);
    const {stderr} = await run('steps');
    const names = strays().map((name) => join(temp, name));
    expect(names).toHaveLength(2);
    expect(stderr).toMatch(/^\S+ warning: 2 records beside the history were left out \(.*\): .*\n$/);
    for (const name of names) expect(stderr).toContain(name);
    rmSync(join(home, 'fill'));
    const {stdout} = await run('steps', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      {id: 2, status: 'succeeded'},
      {id: 1, status: 'succeeded'},
    ]);
    expect(strays()).toEqual([]);
  });

  test('begins its history if it is the first one', async () => {
    const {home, run, strays} = await place();
    execFileSync('sh', ['-c', fill(home)]);
    const step = await run('step', 'run', '--', 'true');
    expect([step.code, strays().length]).toEqual([0, 1]);
    rmSync(join(home, 'fill'));
    expect(JSON.parse((await run('steps', '--json')).stdout)).toMatchObject([{id: 1, status: 'succeeded'}]);
    expect(strays()).toEqual([]);
  });
});
