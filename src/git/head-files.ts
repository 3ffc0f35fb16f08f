import {closeSync, constants, openSync, readSync} from 'node:fs';
import {join} from 'node:path';
import type {Head} from '../domain/ports/git.ts';
import type {Place} from './locate.ts';

const LONGEST_LINE = 300;
const SHA_LINE = /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\n$/;
/** Names that can be neither another path nor a lock file. git allows more, and is asked for those. */
const BRANCH_LINE = /^ref: refs\/heads\/([\w-]+(?:[./+][\w-]+)*)\n$/;

/**
 * HEAD out of the files git keeps it in, which a step needs several times and a process would take longer for than all
 * else: a ref that has a file has no other value. Null where they tell anything but the plainest: packed refs, a branch
 * without a commit, another format of refs, links, odd names.
 */
export function readHeadFiles({gitDir, commonDir}: Place): Head | null {
  const head = readLine(join(gitDir, 'HEAD'));
  const detached = SHA_LINE.exec(head)?.[1];
  if (detached !== undefined) return {sha: detached, branch: null};
  const branch = BRANCH_LINE.exec(head)?.[1];
  if (branch === undefined || /\.lock(\/|$)/.test(branch)) return null;
  const sha = SHA_LINE.exec(readLine(join(commonDir, 'refs/heads', branch)))?.[1];
  return sha === undefined ? null : {sha, branch};
}

/** The start of a file. Empty for what is none or a link; a pipe does not keep us waiting. */
function readLine(path: string): string {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const buffer = Buffer.alloc(LONGEST_LINE);
      return buffer.toString('latin1', 0, readSync(file, buffer));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
