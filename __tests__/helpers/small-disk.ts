import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {afterEach} from '@jest/globals';

/** Only root may mount, and only Linux mounts this. */
export const CAN_MOUNT = process.platform === 'linux' && process.getuid?.() === 0;

/** Mounts file systems of a few megabytes, which are gone after each test. Call it once at the top of a test file. */
export function smallDisks(): (folder: string, megabytes: number) => void {
  const mounted: string[] = [];
  afterEach(() => {
    for (const folder of mounted.splice(0)) execFileSync('umount', ['--lazy', folder]);
  });
  return (folder, megabytes) => {
    mkdirSync(folder, {recursive: true});
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,huge=never`, 'laforge-test', folder]);
    mounted.push(folder);
  };
}
