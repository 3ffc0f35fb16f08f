import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {isSha, type Sha} from '../domain/identity.ts';
import type {Stash} from '../domain/ports/work-tree.ts';
import {parseReflog} from './clone-traces.ts';
import {hasNoRefs} from './git-files.ts';
import {gitAt, gitOf, type Location} from './locate.ts';
import {readEnd, readStart} from './operations.ts';
import {linesOf, resolveName} from './plumbing.ts';

/** More than any agent stashes, and than most people keep. Each one of an agent costs a few processes. */
export const MOST_STASHES = 50;

/**
 * Lists all stashes, oldest first: from the file that git keeps them in, or from git, where another format of refs has
 * none. The newest one is there even if `git reflog expire` has emptied that file.
 */
export async function readStashes(location: Location): Promise<readonly Stash[]> {
  const tip = await readNewest(location);
  if (tip === null) return [];
  const file = join(location.commonDir, 'logs', 'refs', 'stash');
  // git would wait for ever at a pipe there.
  const listed = existsSync(file)
    ? parseReflog(readEnd(file)).map(({sha, message}) => ({sha, message}))
    : await listStashes(location);
  return listed.at(-1)?.sha === tip ? listed : [...listed, {sha: tip, message: ''}];
}

async function readNewest(location: Location): Promise<Sha | null> {
  if (hasNoRefs(location, 'refs/stash')) return null;
  const loose = readStart(join(location.commonDir, 'refs', 'stash')).trimEnd();
  return isSha(loose) ? loose : await resolveName(gitOf(location), 'refs/stash');
}

async function listStashes(location: Location): Promise<readonly Stash[]> {
  const args = ['log', '--walk-reflogs', '--format=%H %gs', 'refs/stash', '--'];
  const {exitCode, stdout} = await gitAt(location, {args, allowExit: [128]});
  const lines = exitCode === 0 ? linesOf(stdout).toReversed() : [];
  return lines.map((line) => ({sha: line.split(' ', 1)[0] ?? '', message: line.slice(line.indexOf(' ') + 1)}));
}
