import {readdirSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openLog} from '../../../src/agent/log-file.ts';
import {CAN_MOUNT, smallDisks} from '../../helpers/small-disk.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const mountSmall = smallDisks();
const folder = testFolder();

// Where nobody may mount a small disk, none can be filled.
(CAN_MOUNT ? describe : describe.skip)('a log on a full disk', () => {
  test('says so in words, and stays open no longer than the agent ran', async () => {
    const disk = join(folder, 'disk');
    mountSmall(disk, 1);
    const path = join(disk, 'agent.log');
    const log = openLog(path);
    await log.sink.write(Buffer.alloc(2 * 1024 * 1024));
    expect(openFiles()).toContain(path);
    expect(await log.close()).toEqual([
      "The agent's log file could not be written: no space left on device. Make room on its disk, or name a path on another one.",
    ]);
    expect(openFiles()).not.toContain(path);
  });
});

/** The files that this process has open. */
function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      // It was the list's own.
      return [];
    }
  });
}
