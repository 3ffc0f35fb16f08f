import {execFileSync} from 'node:child_process';
import {chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {signedRef, statementsRef} from '../../../src/domain/refs.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);
const inSandbox = (name: string) => join(sandbox.folder(), name);

/** Keys of OpenSSH, made by the real ssh-keygen, and a file in which each may sign for what it is for. */
function makeKeys(): void {
  for (const name of ['step', 'ada', 'mallory'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', inSandbox(name)]);
  writeFileSync(
    inSandbox('signers'),
    `laforge-ci namespaces="laforge-step" ${publicKey('step')}ada@example.com namespaces="git" ${publicKey('ada')}`,
  );
}
const DATED = ['sh', '-c', 'date +%s%N > made.txt'];
const publicKey = (name: string) => readFileSync(inSandbox(`${name}.pub`), 'utf8');

/** A repository with a remote, in which two signed steps ran, the first of them with a check. Made once, and copied. */
async function withSteps() {
  const run = (...args: string[]) =>
    laforge(inSandbox('work'), ['step', 'run', '--push', '--attest', '../step', ...args, '--', ...DATED]);
  await sandbox.beginWith('two signed steps', async () => {
    makeKeys();
    await sandbox.createBareRemote({name: 'remote.git', from: await sandbox.createRepository({name: 'work'})});
    await sandbox.git(inSandbox('work'), 'tag', 'start');
    expect(await run('--check', 'true')).toMatchObject({code: 0, stderr: expect.not.stringContaining('warning')});
    expect(await run()).toMatchObject({code: 0, stderr: expect.not.stringContaining('warning')});
  });
  const [work, remote] = [inSandbox('work'), inSandbox('remote.git')];
  const steps: readonly {uid: string; id: number}[] = JSON.parse((await laforge(work, ['steps', '--json'])).stdout);
  const uids = steps.toReversed().map(({uid}) => uid);
  return {work, remote, uids, run};
}
const signers = ['--allowed-signers', '../signers'];
const verify = async (folder: string, ...args: string[]) => {
  const {code, stdout, stderr} = await laforge(folder, ['verify', '--signed', ...signers, '--json', ...args]);
  return {code, stderr, ...(stdout === '' ? {} : JSON.parse(stdout))};
};
const gate = async (folder: string, ...args: string[]) => {
  const {code, stdout} = await laforge(folder, ['gate', 'start', ...signers, ...args]);
  return {code, lines: stdout.trimEnd().split('\n')};
};

describe('a step that is attested', () => {
  test('is proven by whoever has the repository, and says which steps nobody signed', async () => {
    const {work, remote, uids, run} = await withSteps();
    await run('--check', 'false', '--on-failure', 'keep');
    await laforge(work, ['step', 'run', '--', 'true']);
    const proof = {
      ...{code: 0, sound: true, findings: []},
      remarks: [
        expect.stringMatching(/^step 3: laforge-ci signed that .* made [0-9a-f]{8}; its check failed$/),
        expect.stringMatching(/^step 2: laforge-ci signed that .* made [0-9a-f]{8}; it succeeded, and no check ran$/),
        expect.stringMatching(
          /^step 1: laforge-ci signed that .* made [0-9a-f]{8}; it succeeded, and its check passed$/,
        ),
        'nobody signed step 4',
      ],
    };
    expect(await verify(work)).toMatchObject(proof);
    const exported = inSandbox('export.json');
    writeFileSync(exported, (await laforge(work, ['export'])).stdout);
    const clone = await sandbox.clone(remote);
    await laforge(clone, ['import', exported]);
    expect(await verify(clone)).toMatchObject(proof);
    expect(await verify(clone, '--offline')).toMatchObject({
      ...{code: 0, findings: []},
      remarks: [1, 2, 3, 4].map((n) => `nobody signed step ${n}`),
    });
    expect(await verify(work, '--identity', 'somebody')).toMatchObject({
      ...{code: 1, sound: false},
      findings: [1, 2, 3].map(
        (n) => `the statement about step ${n} proves nothing: laforge-ci signed it, and not somebody`,
      ),
    });
    expect(uids).toHaveLength(2);
    expect(await run('--attest', '../nothing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--attest is'),
    });
  });

  test.each([
    ['a text', 'which is not an OpenSSH key'],
    ['a key that others may read', "others may read, and ssh-keygen signs with no such key. Run: chmod 600 '../a key"],
    ['', 'and there is no such file'],
    ['..', 'and there is no such file'],
  ])('is refused before its agent starts with %j as its key', async (name, reason) => {
    makeKeys();
    const work = await sandbox.createRepository({name: 'work'});
    writeFileSync(inSandbox('a text'), 'no key\n', {mode: 0o600});
    copyFileSync(inSandbox('step'), inSandbox('a key that others may read'));
    chmodSync(inSandbox('a key that others may read'), 0o644);
    const key = name.startsWith('a ') ? `../${name}` : name;
    const {code, stderr} = await laforge(work, ['step', 'run', '--attest', key, '--', 'touch', 'ran']);
    expect([code, stderr, existsSync(join(work, 'ran'))]).toEqual([2, expect.stringContaining(reason), false]);
  });

  test.each(['..', '../step', '/dev/null'])('is not held against %s as the allowed signers', async (name) => {
    makeKeys();
    const work = await sandbox.createRepository({name: 'work'});
    await laforge(work, ['step', 'run', '--', 'true']);
    expect(await laforge(work, ['verify', '--signed', '--allowed-signers', name])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--allowed-signers is'),
    });
  });

  test('of another history at the same remote is a remark, and no fault', async () => {
    const {remote} = await withSteps();
    const clone = await sandbox.clone(remote);
    await laforge(clone, ['step', 'run', '--', 'true'], {env: {LAFORGE_HOME: inSandbox('other-home')}});
    const args = ['verify', '--signed', ...signers, '--json'];
    const {code, stdout} = await laforge(clone, args, {env: {LAFORGE_HOME: inSandbox('other-home')}});
    expect([code, JSON.parse(stdout).findings]).toEqual([0, []]);
    expect(JSON.parse(stdout).remarks.join()).toMatch(/its record is in another history of this repository, or gone/);
  });

  test('keeps its own exit status where the key cannot sign, and says so', async () => {
    const {work} = await withSteps();
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'a passphrase', '-f', inSandbox('closed')]);
    const args = ['step', 'run', '--attest', '../closed', '--', 'true'];
    expect(await laforge(work, args)).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /warning: no statement about step 3 was signed and kept: ssh-keygen could not sign/,
      ),
    });
  });

  test('proves nothing once its record, its statement, its place or the time of its key is another', async () => {
    const {work, uids} = await withSteps();
    const [first = '', second = ''] = uids;
    const history = JSON.parse((await laforge(work, ['export'])).stdout);
    const forged = history.steps.map(({digest: _, ...step}: {id: number; digest: string}) =>
      step.id === 2 ? {...step, exit_code: 3} : step,
    );
    const file = inSandbox('forged.json');
    writeFileSync(file, JSON.stringify({...history, steps: forged}));
    await laforge(work, ['import', file, '--db', '../forged.db']);
    expect(await verify(work, '--db', '../forged.db')).toMatchObject({
      code: 1,
      findings: ['the record of step 2 is not the one that laforge-ci signed'],
    });

    const ref = statementsRef('default');
    const whole = await sandbox.sha(work, ref);
    const [own, other] = [
      await sandbox.git(work, 'log', '-1', '--format=%B', ref),
      await sandbox.git(work, 'log', '-1', '--format=%B', `${ref}~1`),
    ];
    expect([own.includes(second), other.includes(first)]).toEqual([true, true]);
    const tree = await sandbox.git(work, 'hash-object', '-t', 'tree', '-w', '/dev/null');
    const put = async (message: string, at = ref) => {
      const sha = await sandbox.git(work, 'commit-tree', tree, '-p', `${whole}~1`, '-m', message);
      await sandbox.git(work, 'update-ref', at, sha);
      return await verify(work, '--offline');
    };
    expect(
      await put(own.replace(/\\"check\\":null/, '\\"check\\":{\\"exit_code\\":0,\\"command_sha256\\":null}')),
    ).toMatchObject({
      findings: [
        'the statement about step 2 proves nothing: its signature does not fit, or its key may not sign for laforge-step',
      ],
      remarks: [expect.stringMatching(/^step 1: /), 'nobody signed step 2'],
    });
    expect((await put(other)).remarks).toContain('nobody signed step 2');
    expect((await put('nothing')).findings).toEqual([
      'the statement about a step proves nothing: it is not a signed statement',
    ]);
    expect((await put(own)).findings).toEqual([]);
    // As the first versions kept them, each at a place of its own.
    await sandbox.git(work, 'update-ref', '-d', ref);
    expect((await verify(work, '--offline')).remarks).toContain('nobody signed step 2');
    expect(await put(own, signedRef('default', second))).toMatchObject({
      findings: [],
      remarks: [expect.stringMatching(/^step 2: /), 'nobody signed step 1'],
    });
    expect((await put(other, signedRef('default', second))).findings).toEqual([
      'the statement about step 2 proves nothing: it is about another step',
    ]);
    await sandbox.git(work, 'update-ref', '-d', signedRef('default', second));
    await sandbox.git(work, 'update-ref', ref, whole);
    writeFileSync(
      inSandbox('signers'),
      `laforge-ci valid-before="20200101",namespaces="laforge-step" ${publicKey('step')}`,
    );
    expect((await verify(work, '--offline')).findings).toEqual(
      [1, 2].map((n) => expect.stringMatching(new RegExp(`about step ${n} proves nothing: its key is not among`))),
    );
  });
});

test('the gate lets through what a person signed, and what a signed step made whose check passed', async () => {
  const {work, uids} = await withSteps();
  await sandbox.git(work, 'config', 'gpg.format', 'ssh');
  const commit = (key: string | null) =>
    sandbox.git(
      work,
      ...(key === null ? [] : ['-c', `user.signingkey=${inSandbox(key)}`]),
      ...['commit', '-q', '--allow-empty', ...(key === null ? ['--no-gpg-sign'] : ['-S']), '-m', `by ${key}`],
    );
  const passed = await sandbox.sha(work, 'HEAD~1');
  expect(await gate(work, '--to', passed)).toEqual({
    code: 0,
    lines: ["1 commit: each is a person's, or a signed step's whose check passed."],
  });
  expect(await gate(work, '--to', passed, '--identity', 'other')).toMatchObject({code: 1});
  expect((await gate(work)).lines).toEqual([
    expect.stringMatching(/^[0-9a-f]{8} ".*": step 2 made it, and no check ran$/),
  ]);
  expect((await gate(work, '--db', '../none.db')).lines).toEqual([
    expect.stringMatching(new RegExp(`^[0-9a-f]{8} ".*": step ${uids[1]} made it, and no check ran$`)),
  ]);
  expect(await laforge(work, ['gate', 'HEAD', '--to', 'start', ...signers])).toMatchObject({
    ...{code: 1, stdout: ''},
    stderr: expect.stringContaining('"start" has no commits after "HEAD", so there is nothing to check.'),
  });
  expect(await gate(work, '--to', 'start')).toMatchObject({code: 0, lines: [expect.stringMatching(/^0 commits/)]});
  await sandbox.git(work, 'reset', '-q', '--hard', passed);
  await commit('ada');
  expect(await gate(work)).toMatchObject({code: 0});
  for (const key of ['mallory', 'step', null]) await commit(key);
  expect(await gate(work)).toEqual({
    code: 1,
    lines: [
      expect.stringContaining('"by null": no signed step made it, and no person signed it'),
      expect.stringContaining('"by step": its signature does not fit, or its key may not sign for git'),
      expect.stringContaining('"by mallory": its key is not among the allowed signers, or not any more'),
    ],
  });
  expect(JSON.parse((await laforge(work, ['gate', 'start', ...signers, '--json'])).stdout)).toMatchObject({
    ...{commits: 5, passed: false},
    failed: [{subject: 'by null'}, {subject: 'by step'}, {subject: 'by mallory'}],
  });
  expect(await gate(work, '--to', passed, '--offline')).toMatchObject({code: 0});
  expect(await laforge(work, ['gate', 'start'])).toMatchObject({code: 2});
  await sandbox.git(work, 'remote', 'set-url', 'origin', 'https://github.com/octo/other');
  expect(await gate(work, '--to', passed, '--offline')).toMatchObject({code: 1});
  expect(await laforge(work, ['gate', 'nowhere', ...signers])).toMatchObject({code: 2});
});

test('a rollback that demands signatures takes back what they prove, and nothing else', async () => {
  const {work} = await withSteps();
  const move = async (...args: string[]) => {
    const {code, stderr} = await laforge(work, ['step', ...args, '--yes']);
    return [code, stderr.trim().split('\n').at(-1)];
  };
  const signed = ['--signed', ...signers];
  expect(await move('rollback', '1', ...signed, '--identity', 'other')).toEqual([
    1,
    expect.stringMatching(
      /No trusted signature proves step 2 \(.* laforge-ci signed it, and not other\)\. Leave --signed out/,
    ),
  ]);
  expect(await move('rollback', '1', ...signers)).toEqual([2, expect.stringContaining('without --signed')]);
  expect(await laforge(work, ['verify', ...signers])).toMatchObject({code: 2});
  expect(await move('rollback', '1', '--signed')).toEqual([2, expect.stringContaining('--allowed-signers is missing')]);
  await laforge(work, ['step', 'run', '--', 'sh', '-c', 'echo 3 > three.txt']);
  for (const command of [
    ['rollback', '1'],
    ['revert', '3'],
  ])
    expect(await move(...command, ...signed)).toEqual([
      1,
      expect.stringContaining('No trusted signature proves step 3'),
    ]);
  expect((await move('rollback', '2'))[0]).toBe(0);
  await sandbox.git(work, 'commit', '-q', '--allow-empty', '-m', 'mine');
  expect(await move('rollback', '1', ...signed, '--allow-discard')).toEqual([
    1,
    expect.stringContaining('No trusted signature proves who made'),
  ]);
  await sandbox.git(work, 'reset', '-q', '--hard', 'HEAD~1');
  expect((await move('rollback', '1', ...signed))[0]).toBe(0);
});
