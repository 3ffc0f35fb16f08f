import {describe, expect, test} from '@jest/globals';
import {createGate} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn, type Outcome} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const spend = (cost: number, then = 'true') => [
  ...['--', 'sh', '-c'],
  `echo '{"total_tokens": 1000, "cost": ${cost}}' > "$LAFORGE_USAGE_FILE"; ${then}`,
];
const stepsOf = async (repository: string, ...more: readonly string[]) =>
  JSON.parse((await laforge(repository, ['steps', '--json', ...more])).stdout);

describe('a budget on the command line', () => {
  test('refuses a step with a sentence, a record and an exit status of its own', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const budget = ['--budget', '9 USD per day', '--budget', '5 USD per project'];
    expect((await laforge(repository, ['step', 'run', ...budget, ...spend(6)])).code).toBe(0);
    const branch = ['--branch', 'agent/x'];
    const run = await laforge(repository, ['step', 'run', '--quiet', ...branch, ...budget, ...spend(1, 'echo ran')]);
    expect(await sandbox.git(repository, 'branch', '--format=%(HEAD)%(refname:short)')).toBe('*main');
    expect(run).toEqual({
      code: 75,
      stdout: '',
      stderr:
        'laforge: Step 2 was refused: nothing is left of the budget of 5 USD per project (6 USD used by 1 step); raise it in --budget. (LF061)\n',
    });
    expect(await stepsOf(repository, '--status', 'refused')).toMatchObject([{id: 2, exit_code: null, duration_ms: 0}]);
    expect((await laforge(repository, ['verify'])).code).toBe(0);
  });

  test('for many repositories is refused in a store that knows one', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const run = await laforge(repository, ['step', 'run', '--budget', '5 USD per team', '--', 'echo', 'ran']);
    expect(run).toMatchObject({code: 2, stdout: ''});
    expect(run.stderr).toContain(
      'only the store postgres knows more than one. Use that store, or a budget per project.',
    );
    expect(await stepsOf(repository)).toEqual([]);
  });

  test('counts what a step that still runs may use', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const gate = createGate(sandbox.folder());
    const budget = ['step', 'run', '--budget', '5 USD per day'];
    let second: Promise<Outcome> | undefined;
    const first = await laforge(
      repository,
      ['step', 'run', '--max-cost-usd', '5', ...spend(1, `echo up; ${gate.wait}`)],
      {
        onOutput: () => {
          second ??= laforge(repository, [...budget, '--share-work-tree', ...spend(1)]).finally(gate.open);
        },
      },
    );
    expect(first.code).toBe(0);
    expect((await second)?.stderr).toContain('(0 USD used by 0 steps, 5 USD reserved by 1 running step)');
    expect((await laforge(repository, [...budget, ...spend(1)])).code).toBe(0);
    expect((await stepsOf(repository)).map(({status}: {status: string}) => status)).toEqual([
      'succeeded',
      'refused',
      'succeeded',
    ]);
  });

  test('that cannot be counted warns, or stops', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const budget = ['--budget', '2k tokens per branch'];
    expect((await laforge(repository, ['step', 'run', '--', 'true'])).code).toBe(0);
    const warned = await laforge(repository, ['step', 'run', '--quiet', ...budget, ...spend(1)]);
    expect([warned.code, warned.stderr]).toEqual([
      0,
      'laforge: warning: The budget of 2,000 tokens per branch may be exceeded unnoticed: what 1 of 1 step used is not known.\n',
    ]);
    const stopped = await laforge(repository, ['step', 'run', ...budget, '--budget-unknown', 'stop', ...spend(1)]);
    expect([stopped.code, stopped.stderr]).toEqual([
      75,
      expect.stringContaining(
        'what 1 of 2 steps used is not known; --budget-unknown warn runs the agent all the same.',
      ),
    ]);
  });

  test('counts in the history in git what another clone did', async () => {
    const seed = await sandbox.createRepository({name: 'seed'});
    const remote = await sandbox.createBareRemote({from: seed});
    const [one, other] = [await sandbox.clone(remote), await sandbox.clone(remote)];
    expect((await laforge(one, ['step', 'run', '--store', 'git', ...spend(6)])).code).toBe(0);
    const run = await laforge(other, ['step', 'run', '--store', 'git', '--budget', '5 USD per branch', ...spend(1)]);
    expect([run.code, run.stderr]).toEqual([75, expect.stringContaining('5 USD per branch (6 USD used by 1 step)')]);
  });
});

test('a limit ends the command with its group, and its exit status says so', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const gate = createGate(sandbox.folder());
  const ending = `trap 'exit 0' TERM; ${gate.wait}; echo never`;
  const run = await laforge(repository, ['step', 'run', '--max-cost-usd', '2', ...spend(3, ending)]);
  expect([run.code, run.stdout]).toEqual([143, '']);
  expect(run.stderr).toContain('warning: The agent was ended: it had used 3 USD, and --max-cost-usd allows 2 USD.');
  expect(run.stderr).toContain('step 1 over budget in');
  expect(await stepsOf(repository)).toMatchObject([{status: 'over_budget', exit_code: 0, limits: {max_cost_usd: 2}}]);
});

test('budgets that are none are called wrongly', async () => {
  const repository = await sandbox.createRepository();
  const run = await laforge(repository, ['step', 'run', '--budget', '5 USD', '--', 'true']);
  expect([run.code, run.stderr]).toEqual([
    2,
    expect.stringContaining('--budget has the line "5 USD". Write an amount'),
  ]);
});
