import {mkdirSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {CAN_MOUNT, smallDisks} from '../../helpers/small-disk.ts';
import {laforgeHomeOf, laforgeIn} from './laforge.ts';

// Before the sandbox, whose folder is removed after each test.
const mountSmall = smallDisks();
const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

/** Down to the last page: the kernel counts the free ones roughly until there are none. */
const fill = (folder: string) =>
  `cat /dev/zero > '${folder}/fill' 2> /dev/null || for i in $(seq 40); do head -c 4096 /dev/zero >> '${folder}/fill' 2> /dev/null || true; done`;

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
    return {home, run, strays};
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
    const {home, run, strays} = await place();
    await run('step', 'run', '--', 'sh', '-c', fill(home));
    const step = await run('step', 'run', '--', 'true');
    expect([step.code, strays().length > 0]).toEqual([0, true]);
    rmSync(join(home, 'fill'));
    const {stdout} = await run('steps', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      {id: 2, status: 'succeeded'},
      {id: 1, status: 'succeeded'},
    ]);
    expect(strays()).toEqual([]);
  });
});
