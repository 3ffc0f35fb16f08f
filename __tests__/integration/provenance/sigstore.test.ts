import {readFileSync, writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {TrustedRoot} from '@sigstore/protobuf-specs';
import {checkSigned} from '../../../src/app/check-signed.ts';
import {keepStatement, readSignedSteps} from '../../../src/app/statements.ts';
import type {Json} from '../../../src/domain/json.ts';
import type {Step} from '../../../src/domain/step.ts';
import {signBySigstore} from '../../../src/provenance/sigstore-sign.ts';
import {createVerifyBundle, verifyBundles} from '../../../src/provenance/sigstore-verify.ts';
import {formatStatement} from '../../../src/provenance/statement.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';
import {type JobClaims, type Sigstore, sigstores} from '../../helpers/sigstore.ts';

const sandbox = gitSandbox();
const start = sigstores();
const REPOSITORY = 'github.com/octo/demo';
const WORKFLOW = 'https://github.com/octo/demo/.github/workflows/agent.yml';
const [UID_1, UID_2] = ['01988888-0000-7000-8000-000000000001', '01988888-0000-7000-8000-000000000002'];

let made = 0;
const startHere = (options: Partial<Parameters<typeof start>[0]> = {}) =>
  start({serverUrl: 'https://github.com', ...options});
const rootOf = ({trustedRoot}: Sigstore) => TrustedRoot.fromJSON(JSON.parse(trustedRoot));
const statementOf = (step: Step) => formatStatement(step, {isLate: false}) ?? '';
const sign = (sigstore: Sigstore, text: string, claims: Partial<JobClaims> = {}, by: 'log' | 'clock' = 'log') =>
  signBySigstore(text, {token: sigstore.tokenFor(claims), isPublic: false}, sigstore.services(by));

const at = (json: Json, ...path: readonly (string | number)[]) =>
  path.reduce<unknown>((found, key) => Object(found)[key], json);
const put = (json: Json, value: unknown, ...path: readonly (string | number)[]) => {
  const copy = structuredClone(json);
  Object(at(copy, ...path.slice(0, -1)))[path.at(-1) ?? ''] = value;
  return copy;
};

function aSignedStep(id: number, uid: string): Step {
  return aStep({
    ...{id, uid, status: 'succeeded', repository: REPOSITORY, branch: 'main', exitCode: 0},
    check: {command: 'npm test', exit_code: 0, duration_ms: 1, last_lines: []},
  });
}

describe('a bundle', () => {
  test.each(['log', 'clock'] as const)(
    'that has the word of a %s says which workflow of which commit signed',
    async (by) => {
      const sigstore = await startHere();
      const bundle = await sign(sigstore, statementOf(aSignedStep(1, UID_1)), {}, by);
      expect(bundle.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
      expect(createVerifyBundle([rootOf(sigstore)])(bundle)).toEqual(
        by === 'log'
          ? {
              payload: statementOf(aSignedStep(1, UID_1)),
              job: {
                identity: `${WORKFLOW}@refs/heads/main`,
                issuer: 'https://token.actions.githubusercontent.com',
                workflow: `${WORKFLOW}@refs/heads/main`,
                repositoryUrl: 'https://github.com/octo/demo',
                ref: 'refs/heads/main',
                sha: '5'.repeat(40),
                runUrl: 'https://github.com/octo/demo/actions/runs/1/attempts/1',
              },
            }
          : // This root knows of a log, and without its word nothing is proven.
            {wrong: 'no log has it'},
      );
      const withoutLog = {...rootOf(sigstore), tlogs: []};
      expect(createVerifyBundle([withoutLog])(bundle)).toMatchObject(
        by === 'clock' ? {job: {identity: `${WORKFLOW}@refs/heads/main`}} : {wrong: expect.any(String)},
      );
    },
  );

  const other = (text: string) => `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`;
  const PAYLOAD = ['dsseEnvelope', 'payload'];
  const SIGNATURE = ['dsseEnvelope', 'signatures', 0, 'sig'];
  const CERTIFICATE = ['verificationMaterial', 'certificate', 'rawBytes'];
  const ENTRY = ['verificationMaterial', 'tlogEntries', 0];
  const take = (from: Json, into: Json, path: readonly (string | number)[]) => put(into, at(from, ...path), ...path);

  test.each<[string, (own: Json, other: Json) => Json, RegExp]>([
    ['another statement', (own, of) => take(of, own, PAYLOAD), /the log has something else in its place/],
    [
      'another statement and its entry in the log',
      (own, of) => take(of, take(of, own, PAYLOAD), ENTRY),
      /log has something/,
    ],
    ['another signature', (own, of) => take(of, own, SIGNATURE), /the log has something else/],
    [
      'a bit of its signature changed',
      (own) => put(own, other(String(at(own, ...SIGNATURE))), ...SIGNATURE),
      /something else/,
    ],
    // It is of a second later where the two were signed around the turn of one.
    [
      'another certificate',
      (own, of) => take(of, own, CERTIFICATE),
      /the log has something else|does not fit|did not hold when it was signed/,
    ],
    ['another entry of the log', (own, of) => take(of, own, ENTRY), /the log has something else/],
    [
      'a later time in the log',
      (own) => put(own, '4000000000', ...ENTRY, 'integratedTime'),
      /did not hold when it was signed/,
    ],
    [
      'a time in the log a second off',
      (own) => put(own, String(Number(at(own, ...ENTRY, 'integratedTime')) + 1), ...ENTRY, 'integratedTime'),
      /the log does not say that it has it/,
    ],
    [
      'no entry of a log',
      (own) => put(own, [], 'verificationMaterial', 'tlogEntries'),
      /nobody who is trusted says when/,
    ],
    [
      'no certificate',
      (own) => put(own, {publicKey: {hint: 'a'}}, 'verificationMaterial'),
      /nobody who is trusted says when|cannot be verified/,
    ],
    [
      'another kind of payload',
      (own) => put(own, 'text/plain', 'dsseEnvelope', 'payloadType'),
      /it holds no in-toto statement/,
    ],
    ['a text in place of its parts', () => ({mediaType: 'x', dsseEnvelope: 'y'}), /it is no bundle of Sigstore/],
  ])('proves nothing with %s', async (_, change, reason) => {
    const sigstore = await startHere();
    const [own, of] = [
      await sign(sigstore, statementOf(aSignedStep(1, UID_1))),
      await sign(sigstore, statementOf(aSignedStep(2, UID_2))),
    ];
    const verify = createVerifyBundle([rootOf(sigstore)]);
    expect([verify(own), verify(of)]).toEqual([
      {payload: expect.any(String), job: expect.anything()},
      expect.objectContaining({job: expect.anything()}),
    ]);
    expect(verify(change(own, of))).toEqual({wrong: expect.stringMatching(reason)});
  });

  test('proves nothing by a key whose certificate had run out, or by another Sigstore', async () => {
    const late = await startHere({certifiesAt: new Date(Date.now() - 3_600_000)});
    const [bundle, foreign] = [await sign(late, 'a text'), await sign(await startHere(), 'a text')];
    const verify = createVerifyBundle([rootOf(late)]);
    const reason = 'its certificate is of no authority that is trusted, or did not hold when it was signed';
    expect([verify(bundle), verify(foreign)]).toEqual([{wrong: reason}, {wrong: reason}]);
    expect(createVerifyBundle([])(bundle)).toEqual({wrong: 'there is no trusted root to hold it against'});

    // As GitHub's own for private repositories, whose certificates have its name.
    const own = await startHere();
    const ofGithub = await sign(own, 'a text', {ref: 'refs/heads/GitHub, Inc.'}, 'clock');
    expect(verify(ofGithub)).toEqual({
      wrong: expect.stringMatching(/^nobody who is trusted says when.* --trusted-root$/),
    });
    expect(createVerifyBundle([{...rootOf(own), tlogs: []}])(ofGithub)).toMatchObject({payload: 'a text'});
  });
});

describe('many bundles', () => {
  const source = join(import.meta.dirname, '../../../src/provenance/sigstore-verify.ts');

  test.each([
    ['are verified by threads as by one', `import {verifyInThread} from ${JSON.stringify(source)}; verifyInThread();`],
    ['are verified where a thread fails', "throw new Error('no memory');"],
    ['are verified where a thread ends without a word', ''],
  ])('%s, in their order', async (_, code) => {
    const sigstore = await startHere();
    const bundles = [];
    for (const text of ['a', 'b', 'c', 'd', 'e']) bundles.push(await sign(sigstore, text));
    const mixed = [...bundles, put(bundles[0] ?? {}, 'text/plain', 'dsseEnvelope', 'payloadType'), {}];
    const [script, marks] = [join(sandbox.folder(), 'thread.mjs'), join(sandbox.folder(), 'marks')];
    writeFileSync(
      script,
      `import {appendFileSync} from 'node:fs'; appendFileSync(${JSON.stringify(marks)}, '.');\n${code}`,
    );
    writeFileSync(marks, '');
    const roots = [rootOf(sigstore)];
    const verified = await verifyBundles(roots, mixed, {script, fewest: 2});
    expect(verified).toEqual(mixed.map(createVerifyBundle(roots)));
    expect(verified.map((one) => ('payload' in one ? one.payload : null))).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      null,
      null,
    ]);
    expect(readFileSync(marks, 'utf8')).toHaveLength(Math.min(availableParallelism(), 3) - 1);
    await verifyBundles(roots, mixed, {script, fewest: 4});
    expect(readFileSync(marks, 'utf8')).toHaveLength(Math.min(availableParallelism(), 3) - 1);
  });
});

describe('statements beside a history', () => {
  const open = repositoryOpener();
  const [first, second] = [aSignedStep(1, UID_1), aSignedStep(2, UID_2)];
  const believed = {identity: null, issuer: null};

  async function check(
    sigstore: Sigstore,
    bundles: readonly Json[],
    {
      steps = [first, second],
      belief = believed,
    }: {steps?: readonly Step[]; belief?: Parameters<typeof checkSigned>[2]} = {},
  ) {
    const repository = await open(await sandbox.createRepository({name: `work-${++made}`}));
    const place = {slug: 'default', isPushed: false};
    for (const bundle of bundles) await keepStatement(repository, {title: 'a step', content: {bundle}}, place);
    const keys = {
      allowedSigners: null,
      verifyBundles: (all: readonly Json[]) => verifyBundles([rootOf(sigstore)], all),
    };
    const signed = await readSignedSteps(repository, {slug: 'default', isOffline: false, keys});
    const {findings, remarks} = checkSigned(steps, signed, belief);
    return {findings, remarks};
  }
  const NAME = '.github/workflows/agent.yml of github.com/octo/demo at 55555555 (refs/heads/main)';
  const nothing = (why: string) => ({
    findings: [`the statement about step 1 proves nothing: ${why}`],
    remarks: ['nobody signed step 2', 'nobody signed step 1'],
  });

  test('say which workflow ran which agent, and which steps nobody signed', async () => {
    const sigstore = await startHere();
    const bundle = await sign(sigstore, statementOf(first));
    expect(await check(sigstore, [bundle, bundle])).toEqual({
      findings: [],
      remarks: [
        `step 1: ${NAME} ran the agent, which made 10000000; it succeeded, and its check passed`,
        'nobody signed step 2',
      ],
    });
  });

  test.each<[string, Partial<JobClaims>, string]>([
    [
      'another repository',
      {repository: 'octo/evil'},
      '.github/workflows/agent.yml of github.com/octo/evil at 55555555 (refs/heads/main) signed it, and it is about github.com/octo/demo',
    ],
    [
      'another forge',
      {iss: 'https://evil.example.com'},
      'https://evil.example.com vouches for its signer, and not https://token.actions.githubusercontent.com',
    ],
  ])('prove nothing by a workflow of %s', async (_, claims, why) => {
    const sigstore = await startHere();
    expect(await check(sigstore, [await sign(sigstore, statementOf(first), claims)])).toEqual(nothing(why));
  });

  test.each([
    [`${WORKFLOW}@refs/heads/main`, true],
    [WORKFLOW, true],
    ['https://github.com/octo/demo', true],
    ['https://github.com/octo/dem', false],
    [`${WORKFLOW}@refs/heads/mai`, false],
    [`${WORKFLOW}@refs/heads/release`, false],
    ['laforge-ci', false],
  ])('are those of the identity %s: %j', async (identity, isIts) => {
    const sigstore = await startHere();
    const bundle = await sign(sigstore, statementOf(first));
    const {findings} = await check(sigstore, [bundle], {belief: {identity, issuer: null}});
    expect(findings).toEqual(
      isIts
        ? []
        : [`the statement about step 1 proves nothing: ${WORKFLOW}@refs/heads/main signed it, and not ${identity}`],
    );
  });

  test.each(['refs/heads/main@x', 'refs/heads/main/x'])('are not those of main where the branch is %s', async (ref) => {
    const sigstore = await startHere();
    const bundle = await sign(sigstore, statementOf(first), {ref});
    const identity = `${WORKFLOW}@refs/heads/main`;
    const why = `${WORKFLOW}@${ref} signed it, and not ${identity}`;
    expect((await check(sigstore, [bundle], {belief: {identity, issuer: null}})).findings).toEqual([
      `the statement about step 1 proves nothing: ${why}`,
    ]);
    expect((await check(sigstore, [bundle], {belief: {identity: WORKFLOW, issuer: null}})).findings).toEqual([]);
  });

  test('by a workflow that another repository called are believed about that repository alone', async () => {
    const sigstore = await startHere();
    const shared = {job: 'https://github.com/octo/shared/.github/workflows/agent.yml@refs/heads/main'};
    const belief = {identity: shared.job, issuer: null};
    const [own, foreign] = [
      await sign(sigstore, statementOf(first), shared),
      await sign(sigstore, statementOf(first), {...shared, repository: 'octo/evil'}),
    ];
    expect((await check(sigstore, [own], {belief})).findings).toEqual([]);
    expect((await check(sigstore, [foreign], {belief})).findings).toEqual([
      expect.stringMatching(/github.com\/octo\/evil at .* signed it, and it is about github.com\/octo\/demo$/),
    ]);
  });

  test('of a repository that is named are believed about another, by the issuer that is named alone', async () => {
    const sigstore = await startHere();
    const bundle = await sign(sigstore, statementOf(first), {repository: 'octo/ci', iss: 'https://issuer.example.com'});
    const identity = 'https://github.com/octo/ci';
    expect((await check(sigstore, [bundle], {belief: {identity, issuer: null}})).findings).toHaveLength(1);
    const belief = {identity, issuer: 'https://issuer.example.com'};
    expect((await check(sigstore, [bundle], {belief})).findings).toEqual([]);
  });

  test('prove nothing of another record, of another run, or of a step that is in no history', async () => {
    const sigstore = await startHere();
    const bundle = await sign(sigstore, statementOf(first));
    const told = async (step: Step) => (await check(sigstore, [bundle], {steps: [step]})).findings;
    expect(await told({...first, exitCode: 3})).toEqual([`the record of step 1 is not the one that ${NAME} signed`]);
    expect(await told({...first, repository: 'github.com/octo/other'})).toHaveLength(1);
    expect((await check(sigstore, [bundle], {steps: [second]})).remarks).toEqual([
      `${NAME} signed what step ${UID_1} did: its record is in another history of this repository, or gone`,
      'nobody signed step 2',
    ]);
    const ran = {...first, run: {...RUN, run_id: '1'}};
    const copied = await sign(sigstore, statementOf(ran), {runId: '12'});
    expect((await check(sigstore, [copied], {steps: [ran]})).findings).toContain(
      `${NAME} signed what step 1 did, but its record says it ran elsewhere`,
    );
  });
});

const RUN: NonNullable<Step['run']> = {
  ...{ci: 'github', workflow: null, attempt: 1, job: null, job_backend_id: null, actor: null, event: null, url: null},
  ...{run_id: null, pull_request: null},
};

test.each<[string, number | 'hang', RegExp]>([
  ['/api/v2/signingCert', 400, /^the certificate authority http:\/\/127\.0\.0\.1:\d+ answered 400$/],
  ['/api/v1/log/entries', 500, /^the log http:\/\/127\.0\.0\.1:\d+ answered 500$/],
])('a service that refuses is named without its words: %s', async (path, status, reason) => {
  const sigstore = await startHere({fault: (asked) => (asked === path ? status : undefined)});
  await expect(sign(sigstore, 'a text')).rejects.toThrow(reason);
});
