import {expect} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {onPostgres} from '../../helpers/on-postgres.ts';
import {openWire} from '../../helpers/postgres.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);

const postgres = onPostgres('The actions with the store postgres are');

postgres.test(
  'a step is numbered by the database, its record waits at the remote while that is down, and the string shows nowhere',
  async () => {
    const {server} = postgres;
    const wire = await openWire(server.port);
    try {
      const host = await startHost();
      const job = await host.job({checkout: 'branch'});
      const url = server.url({port: wire.port});
      const inputs = {store: 'postgres', 'store-url': url};
      const env = {LAFORGE_DATABASE_URL: url};
      const texts: string[] = [];
      const step = async (run: string, more: Readonly<Record<string, string>> = {}) => {
        const done = await job.run('step', {...inputs, ...more, run}, {env});
        texts.push(
          done.log.replace(/^::add-mask::.*$/gm, ''),
          JSON.stringify([done.outputs, done.state]),
          done.summary,
        );
        return done.outputs;
      };
      expect(await step('env; ps -A -ww -o args=; echo 1 > a')).toMatchObject({'step-id': '1', recorded: 'true'});
      expect(texts[0]).toMatch(/LAFORGE_STEP_ID=1\n/);
      wire.cut();
      expect(await step('echo 2 > a')).toMatchObject({
        'step-id': '',
        status: 'succeeded',
        pushed: 'pushed',
        recorded: 'true',
      });
      expect(texts.at(-3)).toMatch(/did not answer/);
      expect(await sandbox.git(host.remote, 'for-each-ref', 'refs/laforge/fragments/')).toMatch(
        /refs\/laforge\/fragments/,
      );
      wire.mend();
      expect(await step('echo 3 > a')).toMatchObject({'step-id': '3', recorded: 'true'});
      expect(await sandbox.git(host.remote, 'for-each-ref', 'refs/laforge/fragments/')).toBe('');
      const refs = () => sandbox.git(host.remote, 'for-each-ref', 'refs/laforge/ledger/');
      expect(await refs()).toBe('');
      const spend = `echo '{"total_tokens": 9, "cost": 6}' > "$LAFORGE_USAGE_FILE"`;
      const limits = {budget: '5 USD per organisation per day', 'max-cost-usd': '7', 'budget-unknown': 'warn'};
      await step(spend, limits);
      expect(await step('echo never > a', limits)).toMatchObject({'step-id': '5', status: 'refused'});
      expect(texts.at(-3)).toMatch(
        /nothing is left of the budget of 5 USD per organisation per day \(6 USD used by 4 steps\); .* or wait for the next day/,
      );
      expect(await refs()).toBe('');
      expect(await step('echo 6 > a', {mirror: 'git'})).toMatchObject({'step-id': '6', recorded: 'true'});
      const copied = await sandbox.git(host.remote, 'log', '--format=%s', 'refs/laforge/ledger/default');
      expect(copied.split('\n')).toEqual(expect.arrayContaining([expect.stringMatching(/^Step 6 succeeded on /)]));
      expect(copied.split('\n').filter((line) => line.startsWith('Step 6'))).toHaveLength(2);
      const undone = await job.run('rollback', {...inputs, mirror: 'git', 'before-step': '6'}, {env});
      expect(undone.outputs).toMatchObject({recorded: 'true'});
      expect(await sandbox.git(host.remote, 'log', '-1', '--format=%s', 'refs/laforge/ledger/default')).toMatch(/^R1 /);
      const tried = await job.run('replay', {...inputs, mirror: 'git', step: '6'}, {env});
      expect(tried.outputs).toMatchObject({'step-id': '7', status: 'succeeded'});
      expect(await sandbox.git(host.remote, 'log', '-1', '--format=%s', 'refs/laforge/ledger/default')).toMatch(
        /^Step 7 succeeded/,
      );
      const wrong = await job.run('step', {store: 'git', mirror: 'git', run: 'true'});
      expect(wrong.log).toContain('The mirror is "git" and the store is "git", which has no mirror.');
      const rows = await server.owner.query('select distinct uid, number from laforge.records order by number');
      expect(rows.map(({number}) => Number(number))).toEqual([1, 1, 2, 3, 4, 5, 6, 7]);
      const {password} = new URL(url);
      expect(texts.filter((text) => text.includes(password))).toEqual([]);
    } finally {
      await wire.close();
    }
  },
);
