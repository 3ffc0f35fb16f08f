import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {faultsBySchema} from '../../helpers/json-schemas.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);
const CHECK = ['--check', 'grep -q right result.txt'];

/** A repository with a remote whose step 1 was right, by an agent that always does the same. */
async function recorded(agent = 'echo "right: $LAFORGE_PROMPT" > result.txt') {
  await sandbox.beginWith(agent, async () => {
    const work = await sandbox.createRepository({name: 'app'});
    await sandbox.createBareRemote({from: work});
    const command = ['--', 'sh', '-c', agent];
    const run = await laforge(work, ['step', 'run', '--prompt', 'make it right', ...CHECK, ...command]);
    expect(run.stderr).toContain('step 1 of app');
  });
  const work = join(sandbox.folder(), 'app');
  const refs = () =>
    sandbox.git(work, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/remotes');
  return {
    work,
    refs,
    steps: async () => JSON.parse((await laforge(work, ['steps', '--json'])).stdout),
  };
}

describe('laforge step replay', () => {
  test('of an agent that does the same every time makes the identical tree each time, on no branch', async () => {
    const {work, refs, steps} = await recorded();
    const before = [await refs(), await sandbox.git(work, 'status', '--porcelain')];
    const run = await laforge(work, ['step', 'replay', '1', '--times', '6', '--jobs', '2', '--yes', '--json']);
    expect([run.code, run.stderr]).toEqual([0, expect.stringContaining('6 tries of the same agent')]);
    const answer = JSON.parse(run.stdout);
    expect(faultsBySchema('step-replay', answer)).toEqual([]);
    const {lanes, decision} = answer;
    expect(lanes).toMatchObject([
      {name: 'observed', passed: 1, of: 1},
      {name: 'same', passed: 6, of: 6, trees: 1},
    ]);
    expect([decision, lanes[1].tries[0].tree]).toEqual([null, lanes[0].tries[0].tree]);
    expect([await refs(), await sandbox.git(work, 'status', '--porcelain')]).toEqual(before);

    const [last, ...others] = await steps();
    expect(others).toHaveLength(6);
    expect(last).toMatchObject({active: false, branch: null, pushed: 'pinned', replays: others.at(-1).uid});
    expect(await sandbox.sha(work, last.pin_ref)).toBe(last.commit_sha_after);
    expect(await laforge(work, ['verify'])).toMatchObject({code: 0});
    expect((await laforge(work, ['step', 'diff', '2'])).stdout).toContain(
      'Step 2 is a replay: its work is on no branch.',
    );
  });

  test('gives the agent no remote, no hook, no credential, and no other repository', async () => {
    const look = [
      'git remote > seen.txt',
      'git config --get-all credential.helper >> seen.txt || true',
      'git push ../../app.git HEAD:refs/heads/stolen 2>> seen.txt && echo pushed >> seen.txt',
      'env | grep -c "^GH_TOKEN=\\|^SSH_AUTH_SOCK=" >> seen.txt',
      'cp seen.txt "$SEEN"',
      'exit 0',
    ];
    const {work} = await recorded();
    const seen = join(sandbox.folder(), 'seen.txt');
    const env = {GH_TOKEN: 'x'.repeat(40), SSH_AUTH_SOCK: '/run/agent', SEEN: seen};
    const other = ['--', 'sh', '-c', look.join('\n')];
    const run = await laforge(work, ['step', 'replay', '1', '--times', '1', '--baseline', '0', '--yes', ...other], {
      env,
    });
    expect(run.code).toBe(0);
    expect(readFileSync(seen, 'utf8')).toMatch(/^\n?fatal: .*\n(?:.*\n)*0\n$/);
    expect(await sandbox.git(work, 'ls-remote', '--heads', 'origin')).not.toContain('stolen');
  });

  test('compares another agent with the same, goes on where it was stopped, and keeps a try that was better', async () => {
    const {work, refs, steps} = await recorded(
      'echo wrong > result.txt; [ -n "$RIGHT" ] && echo right > result.txt; true',
    );
    expect((await steps())[0].status).toBe('check_failed');
    const before = await refs();
    const other = ['--', 'sh', '-c', 'echo "right $LAFORGE_PROMPT" > result.txt'];
    const few = await laforge(work, ['step', 'replay', '1', '--times', '2', '--yes', ...other]);
    expect(few.stdout).toContain('Too few tries to decide');
    const run = await laforge(work, ['step', 'replay', '1', '--yes', '--max-cost-usd', '6', ...other]);
    expect(run.stderr).toContain('3 tries of the same agent and 3 tries of the other; 4 more are on record');
    expect(run.stderr).toContain('At most 6.00 USD, 1.00 a try');
    expect(run.stdout).toMatch(/same agent +0 of 5 passed .*\nthe other +5 of 5 passed/);
    expect(run.stdout).toContain('The other is better (exact test: p = 0.008).');
    expect(await refs()).toBe(before);

    const [best] = await steps();
    expect(best).toMatchObject({status: 'succeeded', prompt: {text: 'make it right'}});
    sandbox.write(work, {'README.md': 'changed\n'});
    const dirty = await laforge(work, ['step', 'replay', '--keep', best.uid]);
    expect([dirty.code, dirty.stderr]).toEqual([1, expect.stringContaining('(LF021)')]);
    await sandbox.git(work, 'checkout', '-q', 'README.md');
    const failed = (await steps()).find(
      ({replays, status}: {replays: string | null; status: string}) => replays !== null && status === 'check_failed',
    );
    for (const [line, code, message] of [
      [['--keep', failed.uid], 1, 'ended as check_failed'],
      [['1', '--keep', best.uid], 2, '--keep already names the try'],
    ] as const) {
      const refused = await laforge(work, ['step', 'replay', ...line]);
      expect([refused.code, refused.stderr]).toEqual([code, expect.stringContaining(message)]);
    }
    expect(await laforge(work, ['step', 'replay', '--keep', best.uid])).toMatchObject({code: 0, stdout: ''});
    expect(readFileSync(join(work, 'result.txt'), 'utf8')).toBe('right make it right\n');
    expect((await steps())[0]).toMatchObject({
      active: true,
      branch: 'main',
      replays: null,
      agent_config: {metadata: {kept_replay: best.uid}},
      token_usage: {cost: 0, state: 'measured'},
    });
    for (const [line, message] of [
      [['--keep', best.uid], 'has all that step'],
      [['12', '--yes'], 'no agent ran in it'],
    ] as const) {
      const refused = await laforge(work, ['step', 'replay', ...line]);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(message)]);
    }
    const compared = await laforge(work, ['step', 'replay', '1', '--json', '--yes', ...other]);
    expect(faultsBySchema('step-replay', JSON.parse(compared.stdout))).toEqual([]);
    const checked = await laforge(work, ['step', 'replay', '1', '--check', 'true']);
    expect(checked.stderr).toContain('The check differs from that of step 1');
  });

  test('gives no verdict where the program of a lane is not there, and counts no such try', async () => {
    const {work, steps} = await recorded();
    const missing = await laforge(work, ['step', 'replay', '1', '--yes', '--', 'laforge-no-such-agent', '-p', 'x']);
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining('is not on PATH, so no try of the other'),
    ]);
    expect(await steps()).toHaveLength(1);
    for (const program of ['laforge-no-such-agent', './laforge-no-such-agent']) {
      const run = await laforge(work, ['step', 'replay', '1', '--yes', '--json', '--', 'sh', '-c', `${program} -p x`]);
      expect([run.code, run.stdout]).toEqual([1, '']);
      expect(run.stderr).toContain('ended with exit code 127: its program was not found, so its agent never ran.');
    }
    expect((await steps())[0]).toMatchObject({status: 'failed', exit_code: 127});
    const again = ['step', 'replay', '1', '--times', '1', '--', 'sh', '-c', 'laforge-no-such-agent -p x'];
    expect((await laforge(work, again)).stderr).toContain('0 tries of the same agent and 1 try of the other; 2 more');
  });

  test('keeps a try under later work, and begins nothing where that does not go together', async () => {
    const {work, steps} = await recorded('echo "right: $LAFORGE_PROMPT" > result.txt; date +%N > when.txt');
    await laforge(work, ['step', 'replay', '1', '--times', '1', '--yes']);
    const [tried] = await steps();
    const keep = async () => await laforge(work, ['step', 'replay', '--keep', '2']);
    const refused = await keep();
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('both changed "when.txt".')]);
    expect([await steps(), await sandbox.git(work, 'status', '--porcelain')]).toEqual([[tried, expect.anything()], '']);

    await laforge(work, ['step', 'rollback', '1', '--before', '--yes']);
    sandbox.write(work, {'later.txt': 'of a person\n'});
    await sandbox.git(work, 'add', '.');
    await sandbox.git(work, 'commit', '-qm', 'later');
    expect(await keep()).toMatchObject({code: 0});
    const changed = await sandbox.git(work, 'diff', '--name-only', 'HEAD^', 'HEAD');
    expect(changed).toBe('result.txt\nwhen.txt');
    expect(await sandbox.git(work, 'rev-parse', 'HEAD:when.txt')).toBe(
      await sandbox.git(work, 'rev-parse', `${tried.commit_sha_after}:when.txt`),
    );
    await sandbox.git(work, 'commit', '-q', '--allow-empty', '-m', 'nothing of it');
    const again = await keep();
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('The branch has all that step 2 made')]);
    expect(await steps()).toHaveLength(3);
  });

  test('spends nothing where it asks, or where the step cannot be had again', async () => {
    const {work, steps} = await recorded();
    const ask = await laforge(work, ['step', 'replay', '1']);
    expect([ask.code, ask.stderr]).toEqual([1, expect.stringContaining('(LF022)')]);
    expect(ask.stderr).toMatch(/The same agent runs "sh -c .*result.txt'", checked by "grep -q right result.txt"\./);
    const marker = join(sandbox.folder(), 'ran');
    const secret = [
      '--',
      'sh',
      '-c',
      `touch ${marker}; curl -H "Authorization: Bearer ghp_${'a1'.repeat(18)}" || true`,
    ];
    await laforge(work, ['step', 'run', ...secret]);
    const hidden = ['--no-record-prompt', '--prompt', 'secret task', '--', 'sh', '-c', `touch ${marker}`];
    await laforge(work, ['step', 'run', ...hidden]);
    await sandbox.git(work, 'clean', '-fdq');
    for (const [step, message] of [
      ['2', 'was recorded without its secrets'],
      ['3', 'The prompt of step 3 was not recorded'],
      ['9', 'has no step 9'],
    ] as const) {
      const refused = await laforge(work, ['step', 'replay', step, '--yes']);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(message)]);
    }
    expect(existsSync(marker)).toBe(true);
    expect(await steps()).toHaveLength(3);
    const given = await laforge(work, ['step', 'replay', '3', '--times', '1', '--prompt', 'secret task', '--yes']);
    expect(given.code).toBe(0);
    expect(given.stderr).not.toContain('differs from that of step 3');
    const odd = await laforge(work, ['step', 'replay', '1', '--yes'], {env: {GIT_DIR: join(work, '.git')}});
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('GIT_DIR is set')]);
  });
});
