import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {onPostgres} from '../../helpers/on-postgres.ts';
import {workflowHost} from '../../helpers/workflow.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);
const startHost = workflowHost(sandbox);

const postgres = onPostgres('The mirror on the command line is');

postgres.test(
  'keeps the history of the store postgres in the repository too, by an option or as the repository remembers',
  async () => {
    const host = await startHost();
    const job = await host.job({checkout: 'branch'});
    const env = {LAFORGE_DATABASE_URL: postgres.server.url()};
    const run = (...args: string[]) => laforge(job.workspace, args, {env});
    const step = (...args: string[]) =>
      run('step', 'run', '--quiet', '--push', ...args, '--', 'sh', '-c', 'date +%N > a');
    const exportFrom = async (store: string) => (await run('export', '--store', store, '--format', 'ndjson')).stdout;

    expect(await step('--store', 'postgres')).toMatchObject({code: 0, stderr: ''});
    expect(await exportFrom('git')).not.toContain('"uid"');
    expect(await step('--store', 'postgres', '--mirror', 'git')).toMatchObject({code: 0, stderr: ''});
    expect(await exportFrom('git')).toBe(await exportFrom('postgres'));

    await sandbox.git(job.workspace, 'config', 'laforge.store', 'postgres');
    await sandbox.git(job.workspace, 'config', 'laforge.mirror', 'git');
    expect(await step()).toMatchObject({code: 0, stderr: ''});
    expect(await run('step', 'rollback', '1', '--yes', '--push')).toMatchObject({code: 0, stderr: ''});
    const copied = await exportFrom('git');
    expect(copied).toBe(await exportFrom('postgres'));
    expect(copied.match(/"kind":"rollback"/g)).toHaveLength(1);
    // The same history goes out and in again: into another one of the database, a file, and a file merged from that.
    const folder = sandbox.folder();
    const [exported, file, merged] = [join(folder, 'export.ndjson'), join(folder, 'steps.db'), join(folder, 'all.db')];
    writeFileSync(exported, copied);
    const elsewhere = [
      ['--store', 'postgres', '--project', 'copy'],
      ['--db', file],
      ['--db', merged],
    ];
    for (const place of elsewhere.slice(0, 2))
      expect(await run('import', exported, ...place)).toMatchObject({code: 0, stderr: ''});
    expect(await run('merge', merged, file)).toMatchObject({code: 0, stderr: ''});
    for (const place of elsewhere) {
      expect((await run('export', ...place, '--format', 'ndjson')).stdout).toBe(copied);
      expect(await run('verify', ...place)).toMatchObject({code: 0});
    }
    // What another store is told does not concern a mirror that is remembered.
    expect(await step('--store', 'file')).toMatchObject({code: 0});
    expect(await step('--store', 'file', '--mirror', 'git')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The mirror is "git" and the store is "file", which has no mirror.'),
    });
    expect(await step('--mirror', 's3')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--mirror is "s3"'),
    });
  },
);
