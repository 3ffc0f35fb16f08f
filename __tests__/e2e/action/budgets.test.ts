import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {errorsOf, warningsOf} from '../../helpers/action-story.ts';
import {createGate} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {openPull, pullRequestJob, pushBranch} from '../../helpers/pull-request.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const STREAM = join(import.meta.dirname, '../../fixtures/agents/claude-2.1.330/stream-json/stdout.txt');
const UNSEEN = /Steps that run elsewhere at the same time may not be seen in the store artifact/;

/** An agent that says what it cost, and works. */
const spend = (cost: number) =>
  `echo '{"total_tokens": 1000, "cost": ${cost}}' > "$LAFORGE_USAGE_FILE"; echo ran > ran.txt`;

/** A `claude` that prints what the real one printed up to its second call, then waits; the real one goes on. */
function stalledClaude(folder: string, gate: string): string {
  const lines = readFileSync(STREAM, 'utf8').split('\n');
  const second = lines.findLastIndex((line) => line.includes('"type":"assistant"'));
  sandbox.write(folder, {'printed.jsonl': `${lines.slice(0, second).join('\n')}\n`});
  return `echo half > half.txt; cat '${join(folder, 'printed.jsonl')}'; ${gate}; echo never`;
}

describe('a budget of a pull request', () => {
  test('that is used up has the next step refused, which the comment, the summary and the record say', async () => {
    const host = await startHost();
    await pushBranch(sandbox, host, 'fix');
    const pull = await openPull(sandbox, host);
    const budget = '20 USD per day\n5 USD per pull request\n';
    const first = await (await host.job(pullRequestJob(host, pull))).run('step', {run: spend(6), budget});
    const passed = /The agent used 6 USD, and 5 USD were left of the budget of 5 USD per pull request/;
    expect([first.exitCode, warningsOf(first)]).toEqual([
      0,
      [expect.stringMatching(UNSEEN), expect.stringMatching(passed)],
    ]);

    const job = await host.job(pullRequestJob(host, pull));
    const second = await job.run('step', {run: 'echo agent-was-here', budget, 'continue-on-agent-error': 'true'});
    const reason =
      'nothing is left of the budget of 5 USD per pull request (6 USD used by 1 step); raise it in the input "budget".';
    expect([second.exitCode, errorsOf(second)]).toEqual([1, [`::error::Step 2 was refused: ${reason} (LF061)`]]);
    expect(second.log).not.toContain('agent-was-here');
    expect(second.outputs).toMatchObject({
      ...{'step-id': '2', status: 'refused', 'exit-code': '', changed: 'false', pushed: 'unchanged', recorded: 'true'},
      ...{'total-tokens': '', 'cost-usd': '', 'log-file': ''},
    });
    expect(JSON.parse(second.outputs.step ?? '')).toMatchObject({
      limits: {
        budgets: [
          {amount: 20, unit: 'usd', per: 'day'},
          {amount: 5, unit: 'usd', per: 'pull_request'},
        ],
      },
      notes: [`The agent was not started: ${reason}`],
    });
    const [comment] = pullsOf(host.github.world).comments.map(({body}) => body);
    expect(comment).toContain('⛔ refused');
    expect(second.summary).toContain('## ⛔ LaForge step 2: refused');
    expect(second.summary).toContain('- Allowed: 20 USD per day, 5 USD per pull request\n');
    for (const text of [comment, second.summary]) {
      expect(text).toContain('The agent was not started: nothing is left of the budget of 5 USD per pull request');
    }
    expect(first.outputs['commit-sha-after']).toBe(second.outputs['commit-sha-after']);
  });
});

describe('a limit of a step', () => {
  test('ends an agent whose stream tells that it has used more, and pins its work', async () => {
    const host = await startHost();
    const main = await sandbox.sha(host.remote, 'main');
    const gate = createGate(sandbox.folder());
    const run = await (await host.job()).run('step', {
      run: stalledClaude(sandbox.folder(), gate.wait),
      'max-tokens': '5k',
    });
    expect(run.log).not.toContain('never');
    expect(run.exitCode).toBe(1);
    expect(errorsOf(run)).toEqual([
      expect.stringMatching(
        /^::error::The agent of step 1 was ended: it had used [\d,]+ tokens, and max-tokens allows 5,000 tokens\.$/,
      ),
    ]);
    expect(run.outputs).toMatchObject({status: 'over_budget', 'exit-code': '143', pushed: 'pinned', recorded: 'true'});
    expect(JSON.parse(run.outputs['token-usage'] ?? '')).toMatchObject({state: 'partial', agents: ['claude-code']});
    expect(await sandbox.sha(host.remote, run.outputs['pin-ref'])).toBe(run.outputs['commit-sha-after']);
    expect(await sandbox.sha(host.remote, 'main')).toBe(main);
  });

  test('in dollars does so by the price list, and continue-on-agent-error has the work pushed', async () => {
    const host = await startHost();
    const gate = createGate(sandbox.folder());
    const run = await (await host.job()).run('step', {
      run: stalledClaude(sandbox.folder(), gate.wait),
      'max-cost-usd': '0.005',
      'continue-on-agent-error': 'true',
    });
    expect([run.exitCode, errorsOf(run)]).toEqual([0, []]);
    expect(run.outputs).toMatchObject({status: 'over_budget', pushed: 'pushed'});
    expect(warningsOf(run)[0]).toMatch(
      /The agent was ended: it had used 0\.\d+ USD, and max-cost-usd allows 0\.005 USD\./,
    );
    expect(await sandbox.sha(host.remote, 'main')).toBe(run.outputs['commit-sha-after']);
  });

  test.each([
    ['max-cost-usd', '2 EUR', 'Input "max-cost-usd" is "2 EUR". Use an amount in US dollars above 0, such as 2.50.'],
    ['max-tokens', '-5', 'Input "max-tokens" is "-5". Use a number of tokens from 1, such as 500000 or 2M.'],
    ['budget-unknown', 'fail', 'Input "budget-unknown" is "fail". Use one of: warn, stop.'],
  ])('that is no limit is refused before anything is done: %s', async (input, value, sentence) => {
    const host = await startHost();
    const run = await (await host.job()).run('step', {run: 'true', [input]: value});
    expect([run.exitCode, errorsOf(run), run.outputs]).toEqual([1, [`::error::${sentence} (LF001)`], {}]);
  });
});
