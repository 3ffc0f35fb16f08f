import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import type {StartTime} from '../../../src/domain/ports/system.ts';
import {type Answer, gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {runScriptAsStep} from '../../helpers/recorded-step.ts';

const sandbox = gitSandbox();
const serve = gitHttp();
const COMMIT = 'echo one > one; git add one; git commit -qm one';
/** Of the ten seconds hardly any are left. */
const NO_TIME: StartTime = {leftMs: () => 300, count: (work) => work()};

/** A remote over HTTP that answers so until the agent starts, and well from then on; what the step came to there. */
async function recordStep(atStart: Answer, script = COMMIT, branches: readonly string[] = ['main']) {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({name: 'remote.git', from: work});
  for (const branch of ['main', 'release']) {
    await sandbox.git(
      remote,
      'update-ref',
      ...(branches.includes(branch) ? [] : ['-d']),
      `refs/heads/${branch}`,
      ...(branches.includes(branch) ? ['main'] : []),
    );
  }
  const server = await serve({root: sandbox.folder()});
  await sandbox.git(work, 'remote', 'set-url', 'origin', `${server.url}/remote.git`);
  server.answer(() => atStart);
  const told: string[] = [];
  const step = await runScriptAsStep(sandbox, work, script, {
    deps: {
      ...(atStart === 'hang' && {startTime: NO_TIME}),
      onStarted: () => server.answer(() => 'serve'),
      log: {info: (message) => told.push(message), notice: () => {}, warn: () => {}},
    },
  });
  const refs = await sandbox.git(remote, 'for-each-ref', '--format=%(refname) %(objectname)');
  return {step, told, refs, head: await sandbox.sha(work), remote};
}

describe('a remote that does not answer before the agent starts', () => {
  test.each<[string, Answer]>([
    ['says 500', 500],
    ['says 429', 429],
    ['hangs', 'hang'],
  ])('and %s stops nobody: the work reaches its branch when it is there again', async (_, answer) => {
    const {step, told, refs, head} = await recordStep(answer);
    expect(step).toMatchObject({failure: null, warnings: [], stored: {status: 'succeeded', pushed: 'pushed'}});
    expect(refs).toBe(`refs/heads/main ${head}`);
    expect(told).toEqual([
      expect.stringMatching(/^The remote could not be (?:reached|looked at): .*[^.]\. The agent runs all the same\./),
    ]);
  });

  test('may have had any branch, so that none but the one the step began on is taken for new', async () => {
    const script = `git checkout -qb release; ${COMMIT}`;
    const {step, refs, head} = await recordStep(503, script, ['main', 'release']);
    expect(step.stored).toMatchObject({branch: 'main', pushed: 'pinned'});
    const start = step.stored.commitShaBefore;
    expect(refs.split('\n')).toEqual([
      `refs/heads/main ${start}`,
      `refs/heads/release ${start}`,
      `refs/laforge/pins/default/step-${step.uid} ${head}`,
    ]);
  });

  test('never gets back a branch that it may have lost since', async () => {
    const {step} = await recordStep(503, COMMIT, []);
    expect(step.stored).toMatchObject({branch: 'main', pushed: 'pinned'});
    expect(step.warnings.join()).toMatch(/main is not at the remote, which could not be asked when the step began/);
  });

  test.each([401, 403, 404])('but a %d says that the work could not be pushed: nothing is paid for', async (status) => {
    await expect(recordStep(status, `echo > ${join(sandbox.folder(), 'ran')}`)).rejects.toMatchObject({
      name: 'GitError',
      code: 'git-failed',
    });
  });
});
