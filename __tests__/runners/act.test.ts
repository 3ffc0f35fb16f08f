import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {findJudges} from '../../scripts/install-judges.ts';
import {gitSandbox} from '../helpers/git-sandbox.ts';
import {actRunner} from '../helpers/judges/act.ts';
import {endGroup, succeeded, TELL, waitFor} from '../helpers/judges/processes.ts';

const {act: program} = findJudges();
const sandbox = gitSandbox();
const startAct = actRunner(sandbox, program ?? '');
const onAct = program === null ? describe.skip : describe;

const step = (run: string, inputs = '') => `
      - id: s
        uses: laforge/step-action@v1
        with: {run: '${run}'${inputs === '' ? '' : `, ${inputs}`}}
      - ${TELL}
`;

onAct('on act, a runner that nobody here wrote', () => {
  test('steps, a rollback and an undo share a history in git, which is the default', async () => {
    const act = await startAct();
    const one = await act.run(step('echo 1 > a'));
    expect(one.results).toEqual([expect.objectContaining({'step-id': '1', pushed: 'pushed', recorded: 'true'})]);
    expect(one.log.match(/No store was named, and the artifacts of act/g)).toHaveLength(1);
    const first = await sandbox.sha(act.remote, 'main');
    const two = await act.run(step('echo 2 > a'));
    expect(two.results).toEqual([expect.objectContaining({'step-id': '2', 'parent-step-id': '1'})]);
    const second = await sandbox.sha(act.remote, 'main');
    const rollback = '      - uses: laforge/step-action/rollback@v1\n        with: {to-step: 1}\n';
    succeeded(await act.run(rollback));
    expect(await sandbox.sha(act.remote, 'main')).toBe(first);
    succeeded(await act.run('      - uses: laforge/step-action/undo@v1\n'));
    expect(await sandbox.sha(act.remote, 'main')).toBe(second);
  });

  test('a history in a file goes on from run to run', async () => {
    const act = await startAct();
    const inputs = `store: file, store-path: ${join(act.disk, 'steps.db')}`;
    await act.run(step('echo 1 > a', inputs));
    const two = await act.run(step('echo 2 > a', inputs));
    expect(two.results).toEqual([expect.objectContaining({'step-id': '2', 'parent-step-id': '1', recorded: 'true'})]);
  });

  test.each(['artifact', 'cache'])(
    'store %s, which no run could read back, is refused before the agent',
    async (store) => {
      const act = await startAct();
      const run = await act.run(step(`touch ${join(act.disk, 'ran')}`, `store: ${store}`), {artifacts: true});
      expect(run.isSuccess).toBe(false);
      expect(run.log).toMatch(/Input "store" is "\w+", which works only where GitHub's own service is.*Use "git"/);
      expect(existsSync(join(act.disk, 'ran'))).toBe(false);
    },
  );

  test('post has nothing to add to a step that main finished, although its tokens differ there', async () => {
    const act = await startAct();
    const run = await act.run(step('echo 1 > a'), {artifacts: true});
    succeeded(run);
    expect(run.log).not.toContain('::warning');
  });

  test('a step whose runner vanished is known as interrupted by the next run', async () => {
    const act = await startAct();
    const up = join(act.disk, 'up');
    // act gives each process a group of its own; the agent's parent is the action.
    const {child} = await act.start(step(`echo $PPID $$ > ${up}.new; mv ${up}.new ${up}; sleep 300`));
    await waitFor('The agent', async () => existsSync(up) || null);
    endGroup(child);
    for (const pid of readFileSync(up, 'utf8').trim().split(' ').map(Number)) process.kill(pid, 'SIGKILL');
    const next = await act.run(step('echo 1 > a'));
    expect(next.results).toEqual([expect.objectContaining({'step-id': '2', recorded: 'true'})]);
    expect(next.log).toMatch(/Step 1 was interrupted: its process \(\d+\) is gone from the machine it ran on/);
  });
});
