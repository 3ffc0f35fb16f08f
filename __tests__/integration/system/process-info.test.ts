import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {afterEach, describe, expect, test} from '@jest/globals';
import type {ProcessInfo} from '../../../src/domain/documents.ts';
import {describeProcess, identifyRun, processProof} from '../../../src/system/process-info.ts';

const MODULE = new URL('../../../src/system/process-info.ts', import.meta.url).href;
const SCRIPT = `import {describeProcess} from '${MODULE}';
process.stdout.write(JSON.stringify(describeProcess({})));
process.stdin.resume();`;
const NOTHING = {ci: 'local', run_id: null, attempt: null, job: null, job_backend_id: null, url: null};

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Another process, which waits, as it describes itself. */
async function another(): Promise<{child: ChildProcess; info: ProcessInfo}> {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', SCRIPT];
  const child = spawn(process.execPath, args, {stdio: ['pipe', 'pipe', 'inherit']});
  children.push(child);
  const [text] = await once(child.stdout, 'data');
  return {child, info: JSON.parse(String(text))};
}

const prove = (info: ProcessInfo | null) =>
  processProof.proveOver({...NOTHING, process: info}, AbortSignal.timeout(60_000));

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('a process on its own machine', () => {
  test('is there as long as it runs, and gone once it was killed', async () => {
    const {child, info} = await another();
    expect(info).toMatchObject({pid: child.pid, boot: describeProcess({})?.boot});
    expect(await prove(info)).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await prove(info)).toBe(`its process (${info.pid}) is gone from the machine it ran on.`);
  });

  test('is gone when its pid is that of a process which began at another time', async () => {
    const {info} = await another();
    expect(await prove({...info, started: info.started + 1})).toMatch(/is gone from the machine/);
  });

  test('is not looked for in other namespaces, or on another machine', async () => {
    const {child, info} = await another();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await prove({...info, namespaces: 'pid:[1] time:[2]'})).toBeNull();
    expect(await prove({...info, boot: 'another', machine: 'another'})).toBeNull();
    expect(await prove({...info, boot: 'another', machine: null})).toBeNull();
  });

  test('is gone when the same machine has started again since, unless either was a container', async () => {
    const own = describeProcess({});
    if (own === null) throw new Error('This process cannot be described.');
    const isContainer = !own.namespaces.startsWith('pid:[4026531836] ');
    const proof = await prove({...own, boot: 'another'});
    if (isContainer || own.machine === null) expect(proof).toBeNull();
    else expect(proof).toBe('the machine it ran on has started again since.');
    expect(await prove({...own, boot: 'another', namespaces: 'pid:[1] time:[2]'})).toBeNull();
  });

  test("is described by digests, and not on a runner of GitHub's, whose machine nobody meets again", () => {
    const own = describeProcess({GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'self-hosted'});
    expect(own).toMatchObject({pid: process.pid, boot: expect.stringMatching(/^[0-9a-f]{32}$/)});
    expect(describeProcess({GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'github-hosted'})).toBeNull();
    for (const runner of [{GITEA_ACTIONS: 'true'}, {ACT: 'true'}, {}]) {
      expect(describeProcess({GITHUB_ACTIONS: 'true', ...runner})).toEqual(own);
    }
  });
});

test('a run without a process proves nothing, and one has its runner by name', async () => {
  expect(await prove(null)).toBeNull();
  const run = {...NOTHING, workflow: null, job_backend_id: null, actor: null, event: null, pull_request: null};
  const env = {GITHUB_ACTIONS: 'true', RUNNER_NAME: 'GitHub Actions 3', RUNNER_ENVIRONMENT: 'github-hosted'};
  expect(identifyRun(run, env)).toEqual({...run, runner: 'GitHub Actions 3'});
});
