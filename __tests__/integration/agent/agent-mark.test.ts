import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {afterEach, describe, expect, test} from '@jest/globals';
import {endAgentOfStep, markAgent} from '../../../src/agent/step-processes.ts';
import {uidOf} from '../../helpers/ledger.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A process in a group of its own, which says when it is there. */
async function start(script: string): Promise<{readonly pid: number; readonly ended: Promise<unknown>}> {
  const child = spawn('bash', ['-c', script], {detached: true, stdio: ['ignore', 'pipe', 'ignore']});
  started.push(child);
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  return {pid: child.pid ?? 0, ended};
}

describe('the agent of a process that is gone', () => {
  test('is ended with its group, whatever it does about SIGTERM', async () => {
    const {pid, ended} = await start("trap '' TERM; sleep 300 & echo up; wait; wait");
    expect(await endAgentOfStep(markAgent(pid), uidOf(1))).toEqual([
      'The agent still ran after its action had been killed, and was ended.',
    ]);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  test('is never taken for another process that has its number now', async () => {
    const {pid, ended} = await start('echo up; sleep 300');
    const earlier = {pid, started: `${Number(markAgent(pid)?.started) - 1}`};
    expect(await endAgentOfStep(earlier, uidOf(1))).toEqual([]);
    process.kill(pid, 0);
    process.kill(-pid, 'SIGKILL');
    await ended;
    expect([await endAgentOfStep({...earlier, pid: 2 ** 22}, uidOf(1)), markAgent(pid)]).toEqual([[], null]);
  });
});
