import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {afterEach, expect, test} from '@jest/globals';
import {listProcesses, markPids} from '../../../src/agent/linux-processes.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;

const children: ReturnType<typeof spawn>[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function startSleeper(): Promise<number> {
  const child = spawn('sleep', ['60'], {stdio: 'ignore'});
  children.push(child);
  await once(child, 'spawn');
  return child.pid ?? 0;
}

const pids = (since?: ReturnType<typeof markPids>) => listProcesses(since)?.map(({pid}) => pid) ?? [];

onLinux('a mark leaves out what began before it, and nothing that began after', async () => {
  const before = await startSleeper();
  const mark = markPids();
  const after = await startSleeper();
  expect(mark?.last).toBeGreaterThan(0);
  expect(pids()).toEqual(expect.arrayContaining([process.pid, before, after]));
  expect(pids(mark)).toContain(after);
  expect(pids(mark)).not.toContain(before);
});

onLinux('a mark leaves nothing out once ids may have begun again', async () => {
  const pid = await startSleeper();
  const mark = markPids() ?? {last: 0, begun: 0};
  expect(pids({...mark, begun: mark.begun - 30_000})).toContain(pid);
  expect(pids({...mark, last: 4_000_000})).toContain(pid);
});
