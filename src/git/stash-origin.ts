import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {Head, WorkTreeSnapshot} from '../domain/ports/work-tree.ts';
import {HEADS} from '../domain/refs.ts';
import {parseReflog} from './clone-traces.ts';
import {readHead} from './head.ts';
import type {Location} from './locate.ts';
import {otherWorkTrees, readEnd} from './operations.ts';
import type {StashCommit} from './stash-content.ts';

/** What git begins a stash's own message with. The message in the list of stashes is whatever somebody gave. */
const MADE_ON = /^(?:WIP on|On) ([^ :]+|\(no branch\)): /;
const MOVED = /^checkout: moving from (\S+) to (\S+)$/;
const RENAMED = /^Branch: renamed (\S+) to (\S+)$/;

/** The branches that a work tree's HEAD was on, and the commits that it led to while it was on none. */
interface Places {
  readonly branches: ReadonlySet<string>;
  readonly detachedAt: ReadonlySet<Sha>;
}

/**
 * Tells of a stash whether it was made in this work tree: all of a clone share one list, and somebody may be at work in
 * another. Only the branch and the commit that it was made on tell them apart, so it is false in doubt.
 */
export async function findMadeHere(
  location: Location,
  {head, branch, takenAt}: WorkTreeSnapshot,
): Promise<(stash: StashCommit) => boolean> {
  const own = placesOf([{sha: head, branch}, await headOf(location)], readLog(location, 0));
  const others: Places[] = [];
  for (const {gitDir} of otherWorkTrees(location)) {
    const other = {...location, gitDir};
    others.push(placesOf([await headOf(other)], readLog(other, takenAt - CLOCK_SLACK_MS)));
  }
  return (stash) => couldBeMadeAt(stash, own) && !others.some((places) => couldBeMadeAt(stash, places));
}

/** File systems and git keep times less exactly than the clock. */
const CLOCK_SLACK_MS = 2_000;

function couldBeMadeAt({message, parents: [base = '']}: StashCommit, {branches, detachedAt}: Places): boolean {
  const branch = MADE_ON.exec(message)?.[1];
  if (branch === undefined) return false;
  if (branch.startsWith('(')) return detachedAt.has(base);
  // Before 2.35, git wrote the last part of the name alone.
  return [...branches].some((name) => name === branch || name.endsWith(`/${branch}`));
}

function placesOf(heads: readonly Head[], log: ReturnType<typeof parseReflog>): Places {
  const moves = log.flatMap(({message}) => {
    const [, from = '', to = ''] = MOVED.exec(message) ?? RENAMED.exec(message) ?? [];
    return [from, to].map((name) => (name.startsWith(HEADS) ? name.slice(HEADS.length) : name));
  });
  const detached = heads.flatMap(({sha, branch}) => (branch === null && sha !== null ? [sha] : []));
  return {
    branches: new Set([...heads.map(({branch}) => branch ?? ''), ...moves].filter((name) => name !== '')),
    detachedAt: new Set([...detached, ...log.map(({sha}) => sha)]),
  };
}

function readLog(location: Location, sinceMs: number): ReturnType<typeof parseReflog> {
  return parseReflog(readEnd(join(location.gitDir, 'logs', 'HEAD'))).filter(({seconds}) => seconds * 1000 >= sinceMs);
}

/** A work tree may be damaged. */
async function headOf(location: Location): Promise<Head> {
  try {
    return await readHead(location);
  } catch (error) {
    if (error instanceof GitError) return {sha: null, branch: null};
    throw error;
  }
}
