import {dirname, join} from 'node:path';
import {isSha, type Sha} from '../domain/identity.ts';
import type {CloneState, PlaceBesideHead} from '../domain/ports/work-tree.ts';
import {HEADS} from '../domain/refs.ts';
import {gitFolders, parseReflog} from './clone-traces.ts';
import {listRefs} from './head.ts';
import type {Location} from './locate.ts';
import {readEnd, readStart} from './operations.ts';

/** `git checkout` and `git switch` write it; a hash in it is a HEAD that was on no branch. */
const WENT_AWAY = /^checkout: moving from ([0-9a-f]{40,64}) to /;

/**
 * Finds what leads to commits beside HEAD: branches, work trees that are new since then, and commits that a detached HEAD
 * was on. An agent can write all of it, so that it names what to look at and proves nothing.
 */
export async function findPlacesBesideHead(location: Location, since: CloneState): Promise<readonly PlaceBesideHead[]> {
  const known = new Set(since.tips);
  const folders = gitFolders(location).filter(
    (folder) => folder === location.gitDir || !since.gitFolders.includes(folder),
  );
  const branches = [...(await listRefs(location, HEADS))].map(([ref, sha]) => ({name: ref.slice(HEADS.length), sha}));
  const workTrees = folders
    .filter((folder) => folder !== location.gitDir)
    .map((folder) => ({name: workTreeOf(folder), sha: readStart(join(folder, 'HEAD')).trim()}));
  const leftBehind = folders.flatMap((folder) =>
    parseReflog(readEnd(join(folder, 'logs', 'HEAD'))).flatMap(({message}) => WENT_AWAY.exec(message)?.[1] ?? []),
  );
  const places = [...branches, ...workTrees, ...leftBehind.map((sha) => ({name: null, sha}))];
  const found = new Map<Sha, PlaceBesideHead>();
  for (const place of places) {
    if (isSha(place.sha) && !known.has(place.sha) && !found.has(place.sha)) found.set(place.sha, place);
  }
  return [...found.values()];
}

function workTreeOf(folder: string): string {
  const link = readStart(join(folder, 'gitdir')).trim();
  return link === '' ? folder : dirname(link);
}
