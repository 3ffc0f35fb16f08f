import {once} from 'node:events';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Worker} from 'node:worker_threads';
import {describe, expect, test} from '@jest/globals';
import {statementsRef} from '../../../src/domain/refs.ts';
import {warningsOf} from '../../helpers/action-story.ts';
import {eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {attestationsOf} from '../../helpers/github-service/routes-attestations.ts';
import {type Sigstore, sigstores} from '../../helpers/sigstore.ts';
import {warmBundle} from '../../helpers/warm-bundle.ts';
import {type Host, workflowHost} from '../../helpers/workflow.ts';
import {laforgeIn} from '../cli/laforge.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});
const startSigstore = sigstores();
const laforge = laforgeIn(sandbox);

const WRITE = {contents: 'write', actions: 'read', 'pull-requests': 'write', attestations: 'write'} as const;
const WORK = 'echo 1 > one.txt; git add one.txt; git commit -qm one';
const STEP = {run: WORK, attest: 'true', check: 'test -f one.txt', comment: 'none'};

async function begin(fault?: Parameters<typeof startSigstore>[0]['fault']) {
  const host = await startHost();
  const sigstore = await startSigstore({serverUrl: host.git.url, fault});
  const job = await host.job({permissions: WRITE, env: sigstore.env()});
  sigstore.claims = {...sigstore.claims, runId: job.env.GITHUB_RUN_ID ?? '', sha: job.env.GITHUB_SHA ?? ''};
  return {host, sigstore, job};
}

/** Whoever verifies: a clone of their own, the history as a file, and the roots that they trust. */
async function verifier(host: Host, sigstore: Sigstore) {
  const roots = join(sandbox.folder(), 'roots.json');
  writeFileSync(roots, sigstore.trustedRoot);
  const clone = await sandbox.clone(host.remote, {name: 'clone'});
  await sandbox.git(clone, 'remote', 'set-url', 'origin', `${host.git.url}/octo/demo`);
  const secret = Buffer.from(`x-access-token:${host.token}`).toString('base64');
  await sandbox.git(clone, 'config', `http.${host.git.url}/.extraheader`, `AUTHORIZATION: basic ${secret}`);
  const db = host.store['store-path'] ?? '';
  const trust = ['--trusted-root', roots, '--issuer', 'https://token.actions.githubusercontent.com'];
  const run = async (...args: string[]) => {
    const {code, stdout, stderr} = await laforge(clone, [...args, ...trust, '--json']);
    return {code, stderr, ...(stdout === '' ? {} : JSON.parse(stdout))};
  };
  return {clone, db, roots, trust, run, verify: (...args: string[]) => run('verify', db, '--signed', ...args)};
}

/** All files below a folder. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a step with attest: true', () => {
  test('is signed as its workflow, kept as an attestation and beside the history, and proven by a clone', async () => {
    const {host, sigstore, job} = await begin();
    const ran = await job.run('step', {...STEP, run: `env | grep -c ID_TOKEN || true; ${WORK}`});
    expect([ran.exitCode, warningsOf(ran)]).toEqual([0, []]);
    expect(ran.log).toMatch(/^0$/m);
    const {'step-uid': uid = '', 'commit-sha-after': after = ''} = ran.outputs;

    const [attestation] = attestationsOf(host.github.world);
    const payload = Buffer.from(attestation?.bundle.dsseEnvelope.payload ?? '', 'base64').toString();
    const statement = JSON.parse(payload);
    const name = `git+${host.git.url.replace('http://', '')}/octo/demo@main`;
    expect(statement).toMatchObject({
      subject: [
        {name, digest: {gitCommit: after}},
        {name: `laforge-step:${uid}`, digest: {sha256: expect.any(String)}},
      ],
      predicate: {
        step_uid: uid,
        before: job.env.GITHUB_SHA,
        after,
        status: 'succeeded',
        check: {exit_code: 0, command_sha256: expect.stringMatching(/^[0-9a-f]{64}$/)},
        late: false,
      },
    });
    const kept = await sandbox.git(host.remote, 'log', '-1', '--format=%B', statementsRef('default'));
    const {bundle} = JSON.parse(kept.split('\n\n')[1] ?? '');
    expect(bundle).toEqual(attestation?.bundle);
    // The script by which a history of many signatures is verified on all cores.
    const part = {roots: [JSON.parse(sigstore.trustedRoot)], bundles: [bundle, {}]};
    const thread = new Worker(join(warmBundle(), 'verify-bundles.js'), {workerData: part});
    const [verified] = await once(thread, 'message');
    expect(verified).toEqual([expect.objectContaining({payload}), {wrong: 'it is no bundle of Sigstore'}]);

    const {verify, run} = await verifier(host, sigstore);
    const start = job.env.GITHUB_SHA ?? '';
    const who = `.github/workflows/agent.yml of ${name.slice(4, -5)} at ${start.slice(0, 8)} (refs/heads/main)`;
    expect(await verify()).toMatchObject({
      ...{code: 0, findings: []},
      remarks: [`step 1: ${who} ran the agent, which made ${after.slice(0, 8)}; it succeeded, and its check passed`],
    });
    const wrong = await verify('--identity', 'https://github.com/octo/demo');
    expect([wrong.code, wrong.findings]).toEqual([
      1,
      [expect.stringContaining('signed it, and not https://github.com')],
    ]);
    expect(await run('gate', start, '--to', after)).toMatchObject({code: 0, passed: true, commits: 1});
    expect(await run('gate', start, '--to', after, '--identity', 'laforge-ci')).toMatchObject({code: 1});

    // The proofs of who the job is went to the forge and to the authority alone.
    expect(sigstore.tokens).toHaveLength(1);
    const secrets = [...sigstore.tokens, sigstore.requestToken];
    const told = [ran.log, ran.summary, JSON.stringify([ran.outputs, ran.state])];
    const written = filesIn(sandbox.folder()).map((file) => readFileSync(file, 'latin1'));
    expect(secrets.filter((secret) => [...told, ...written].some((text) => text.includes(secret)))).toEqual([]);
  });

  test('that pushes nothing is proven by its attestation, to whoever may read it', async () => {
    const {host, sigstore, job} = await begin();
    const ran = await job.run('step', {...STEP, push: 'none'});
    expect([ran.exitCode, attestationsOf(host.github.world).length]).toEqual([0, 1]);
    const {clone, db, trust, verify} = await verifier(host, sigstore);
    expect((await verify()).remarks[0]).toBe('nobody signed step 1');
    const env = {GITHUB_SERVER_URL: host.git.url, GITHUB_API_URL: host.github.url, GH_TOKEN: host.token};
    const args = ['verify', db, '--signed', ...trust, '--json'];
    const {stdout, stderr} = await laforge(clone, args, {env});
    expect([stderr, JSON.parse(stdout)]).toMatchObject([
      '',
      {findings: [], remarks: expect.arrayContaining([expect.stringMatching(/^step 1: .* ran the agent/)])},
    ]);
    const offline = await laforge(clone, [...args, '--offline'], {env});
    expect(JSON.parse(offline.stdout).remarks[0]).toBe('nobody signed step 1');
  });

  test('is what a rollback with signed: true takes back, and nothing that no trusted signature proves', async () => {
    const {host, sigstore, job} = await begin();
    const first = await job.run('step', STEP);
    const second = await job.run('step', {run: WORK.replaceAll('one', 'two'), comment: 'none'});
    expect([first.outputs.pushed, second.outputs.pushed]).toEqual(['pushed', 'pushed']);
    const roots = join(sandbox.folder(), 'roots.json');
    writeFileSync(roots, sigstore.trustedRoot);
    const trust = {signed: 'true', 'trusted-root': roots, issuer: 'https://token.actions.githubusercontent.com'};
    const tip = () => sandbox.git(host.remote, 'rev-parse', 'main');
    const refused = async (inputs: Readonly<Record<string, string>>, sentence: RegExp) => {
      const run = await job.run('rollback', inputs);
      expect([run.exitCode, await tip()]).toEqual([1, second.outputs['commit-sha-after']]);
      expect(run.log).toMatch(sentence);
    };
    const unproven = /::error::No trusted signature proves step 2\. Leave input "signed" out/;
    await refused({...trust, 'before-step': '2'}, unproven);
    await refused({...trust, 'before-step': '2', 'dry-run': 'true'}, unproven);
    await refused({...trust, 'before-step': '1'}, unproven);
    await refused({...trust, 'revert-steps': '2'}, unproven);
    const other = {...trust, identity: 'https://github.com/octo/demo', 'revert-steps': '1'};
    await refused(
      other,
      /No trusted signature proves step 1 \(.* signed it, and not https:\/\/github\.com\/octo\/demo\)/,
    );
    await refused({identity: 'ci', 'before-step': '1'}, /::error::Input "identity" is given without input "signed"/);
    await refused(
      {...trust, 'trusted-root': 'nowhere', 'before-step': '1'},
      /Input "trusted-root" is "nowhere", and there/,
    );

    const reverted = await job.run('rollback', {...trust, 'revert-steps': '1'});
    expect([reverted.exitCode, reverted.outputs['deactivated-steps']]).toEqual([0, '[1]']);
    expect(await sandbox.git(host.remote, 'ls-tree', '--name-only', 'main')).not.toContain('one.txt');
  });

  test('without id-token says once which line is missing, and is as any other', async () => {
    const host = await startHost();
    const ran = await (await host.job()).run('step', STEP);
    expect([ran.exitCode, ran.outputs.pushed, warningsOf(ran)]).toEqual([
      0,
      'pushed',
      [expect.stringMatching(/^::warning::Input "attest" is true.*"permissions: id-token: write"\.$/)],
    ]);
  });

  test('is signed beside the history where the host keeps no attestation of it, and says what that wants', async () => {
    const {host, sigstore} = await begin();
    const job = await host.job({env: sigstore.env()});
    sigstore.claims = {...sigstore.claims, runId: job.env.GITHUB_RUN_ID ?? ''};
    const ran = await job.run('step', STEP);
    expect([ran.exitCode, warningsOf(ran), attestationsOf(host.github.world)]).toEqual([0, [], []]);
    expect(ran.log).toMatch(
      /^::notice::The statement is stored only in the repository\. .*permissions: attestations: write/m,
    );
    // The forge said of this job that it was of another run than the record says.
    sigstore.claims = {...sigstore.claims, runId: '987'};
    await (await host.job({env: sigstore.env()})).run('step', {...STEP, check: 'true'});
    const {code, findings, remarks} = await (await verifier(host, sigstore)).verify();
    expect([code, findings]).toEqual([
      1,
      [expect.stringMatching(/signed what step 2 did, but its record says it ran elsewhere$/)],
    ]);
    expect(remarks).toContain('nobody signed step 2');
  });

  test.each(['hang', 400] as const)(
    'succeeds with a warning where the authority does not answer as it should: %j',
    async (how) => {
      const {host, sigstore, job} = await begin((path) => (path === '/api/v2/signingCert' ? how : undefined));
      const ran = await job.run('step', STEP);
      expect([ran.exitCode, ran.outputs.pushed, warningsOf(ran)]).toEqual([
        0,
        'pushed',
        [
          expect.stringMatching(
            /^::warning::No statement about step 1 was signed and kept: the certificate authority http:\/\/127/,
          ),
        ],
      ]);
      expect(sigstore.tokens.filter((token) => ran.log.includes(token))).toEqual([]);
      expect(await sandbox.git(host.remote, 'for-each-ref', statementsRef('default'))).toBe('');
    },
  );

  test('is signed at the end of the job where its action was killed before, and says so', async () => {
    let isDown = true;
    const {host, sigstore, job} = await begin((path) => (path === '/token' && isDown ? 'hang' : undefined));
    const started = job.start('step', STEP);
    await eventually(() => sigstore.asked.includes('/token'));
    await started.logged(/Step 1/i);
    started.kill('SIGKILL');
    const {state} = await started.ended;
    isDown = false;
    // What an agent could have set for the end of the job leads nowhere.
    const set = {
      LAFORGE_FULCIO_URL: 'http://127.0.0.1:9',
      LAFORGE_REKOR_URL: 'http://127.0.0.1:9',
      SIGSTORE_ID_TOKEN: 'a.e30.b',
    };
    const post = await job.runOne('post', STEP, {state, env: set});
    expect([post.exitCode, warningsOf(post)]).toEqual([0, []]);
    const {verify} = await verifier(host, sigstore);
    expect((await verify()).remarks).toEqual([
      expect.stringMatching(/^step 1: .*; it succeeded, and its check passed\. Signed at the end of the job$/),
    ]);
    expect((await job.runOne('post', STEP, {state})).log).toBe('');
  });
});
