import {GitError, RefusedError} from '../domain/errors.ts';
import {quote, type Sha, shortSha} from '../domain/identity.ts';
import type {Ancestry} from '../domain/ports/commits.ts';
import type {Remote} from '../domain/ports/remote.ts';
import type {Head} from '../domain/ports/work-tree.ts';
import {branchRef} from '../domain/refs.ts';
import type {Baseline} from './baseline.ts';
import {type Connection, FETCH_ALONE, PATIENCE, REMOTE_LIMITS, readFailure} from './connection.ts';
import {USERS_GIT} from './git-environment.ts';
import {isShallow, otherWorkTreesWith, readHead} from './head.ts';
import {gitAt, gitOf, type Location} from './locate.ts';
import {hasCommit, resolveName} from './plumbing.ts';
import {REMOTE_NAME} from './private-repository.ts';
import {type ConfigEntry, lastWords, runGit} from './run-git.ts';

interface SwitchDeps {
  readonly location: Location;
  /** Null, like the connection, where there is none. */
  readonly remote: Remote | null;
  readonly connection: Connection | null;
  isAncestor(ancestor: Sha, descendant: Sha): Promise<Ancestry>;
}

/**
 * Checks a branch out: the local one, moved forward when the remote's tip is ahead; else the remote's, fetched and
 * tracked; else a new one from HEAD. Nothing in the work tree is overwritten.
 */
export async function switchToBranch(deps: SwitchDeps, branch: string): Promise<'existing' | 'created'> {
  const {location, remote, connection} = deps;
  const ref = branchRef(branch);
  const [head, local, tip, others] = await Promise.all([
    readHead(location),
    resolveName(gitOf(location), ref),
    remote?.refs([ref]).then((refs) => refs.get(ref)),
    otherWorkTreesWith(location, branch),
  ]);
  if (others[0] !== undefined) {
    throw new RefusedError(
      'branch-checked-out',
      `Cannot work on ${branch}: it is checked out in ${others[0]}. Work there, or choose another branch.`,
    );
  }
  const remoteName = location.baseline.remote?.name;
  if (connection === null || remoteName === undefined || tip === undefined)
    return await switchLocally(location, head, local, branch);

  await bring(location, connection, {branch, tip, trackingRef: `refs/remotes/${remoteName}/${branch}`}, local !== null);
  const goal = local === null ? tip : await forward(deps, branch, local, tip);
  if (head.branch === branch && goal === head.sha) return 'existing';
  const way = goal === local ? [branch] : ['--no-track', '-B', branch, goal];
  await checkOut(location, branch, way);
  if (local === null) await follow(location, remoteName, branch);
  return 'existing';
}

/**
 * Goes back from a new branch to the HEAD that it was made from, and deletes it. It does so only while HEAD, the branch
 * and the one it was made from are still at that commit, so no file changes. False when anything has moved.
 */
export async function leaveNewBranch(location: Location, branch: string, back: Head): Promise<boolean> {
  const {sha} = back;
  const isAsItWas = async (now: Head) => {
    const head = await readHead(location);
    return head.branch === now.branch && head.sha === now.sha;
  };
  if (sha === null || !(await isAsItWas({branch, sha}))) return false;
  if (back.branch !== null && (await resolveName(gitOf(location), branchRef(back.branch))) !== sha) return false;
  await checkOut(location, back.branch ?? sha, back.branch === null ? ['--detach', sha] : [back.branch]);
  if (!(await isAsItWas(back))) return false;
  const args = ['update-ref', '-d', `refs/heads/${branch}`, sha];
  return (await gitAt(location, {args, allowExit: [1, 128]})).exitCode === 0;
}

async function switchLocally(location: Location, head: Head, local: Sha | null, branch: string) {
  if (head.branch === branch) return 'existing';
  await checkOut(location, branch, local === null ? ['--no-track', '-b', branch] : [branch]);
  return local === null ? 'created' : 'existing';
}

interface RemoteBranch {
  readonly branch: string;
  readonly tip: Sha;
  readonly trackingRef: string;
}

/** Brings the remote's tip into the user's repository. A shallow clone gets as little more history as will do. */
async function bring(location: Location, connection: Connection, remote: RemoteBranch, hasLocal: boolean) {
  const {tip, trackingRef} = remote;
  const git = gitOf(location);
  const [tracked, isHere] = await Promise.all([resolveName(git, trackingRef), hasCommit(git, tip)]);
  if (tracked === tip) return;
  // With a depth, fetching a commit that is here already would cut off its history and make a full clone shallow.
  if (isHere) await git({args: ['update-ref', '-m', 'laforge: fetch', trackingRef, tip]});
  else await fetchBranch(location, connection, remote, isShallow(location.commonDir) && !hasLocal && tracked === null);
}

/** Returns the commit for the local branch: the remote's tip if it only adds commits, else the local one. */
async function forward({isAncestor}: SwitchDeps, branch: string, local: Sha, tip: Sha): Promise<Sha> {
  if (local === tip || (await isAncestor(tip, local)) === 'yes') return local;
  const isBehind = await isAncestor(local, tip);
  if (isBehind === 'yes') return tip;
  const why = isBehind === 'no' ? 'they have diverged' : 'the history here is too short to tell how they are related';
  throw new RefusedError(
    'branch-moved',
    `Cannot work on ${branch}: it is at ${shortSha(local)} here and at ${shortSha(tip)} at the remote, and ${why}. Merge or rebase it first, or delete the local branch.`,
  );
}

const IN_THE_WAY = /would be (?:overwritten|removed) by (?:checkout|merge)|would lose untracked files/;

/** `--no-overwrite-ignore`, because git would otherwise silently replace ignored files. */
async function checkOut(location: Location, branch: string, way: readonly string[]): Promise<void> {
  const output = await gitAt(location, {
    args: ['checkout', '--quiet', '--no-guess', '--no-overwrite-ignore', '--no-recurse-submodules', ...way, '--'],
    allowExit: [1, 128],
  });
  if (output.exitCode === 0) return;
  const files = output.stderr
    .split('\n')
    .filter((line) => line.startsWith('\t'))
    .map((line) => line.trim());
  if (IN_THE_WAY.test(output.stderr)) {
    throw new RefusedError(
      'dirty-work-tree',
      `Cannot check out ${branch}: it would overwrite ${files.map(quote).join(', ')}. Commit or move what is there first.`,
    );
  }
  if (output.stderr.includes('resolve your current index first')) {
    throw new RefusedError(
      'dirty-work-tree',
      `Cannot check out ${branch}: there are conflicts that are not resolved. Resolve them, or abort what caused them.`,
    );
  }
  throw new GitError('git-failed', `Cannot check out ${branch}: ${lastWords(output)}`);
}

/** Does what `--track` does, which fails in a clone of a single branch. */
async function follow(location: Location, remoteName: string, branch: string): Promise<void> {
  for (const [name, value] of [
    ['remote', remoteName],
    ['merge', `refs/heads/${branch}`],
  ] as const) {
    const args = ['config', `branch.${branch}.${name}`, value];
    await runGit({as: USERS_GIT, args, cwd: location.root});
  }
}

/**
 * Fetches a branch to its tracking ref: our only fetch into the user's repository. It leaves the clone's history as it
 * is, unless the tip alone is asked for.
 */
async function fetchBranch(
  location: Location,
  connection: Connection,
  {branch, trackingRef}: RemoteBranch,
  tipAlone: boolean,
): Promise<void> {
  const access = await connection.readAccess();
  const options = tipAlone ? ['--depth=1'] : [];
  const output = await gitAt(location, {
    args: ['fetch', ...FETCH_ALONE, ...options, REMOTE_NAME, `+${branchRef(branch)}:${trackingRef}`],
    // The repository's own headers apply here too, and two Authorization headers are refused: an empty one resets the
    // list.
    config: [
      ...PATIENCE,
      ...headerKeys(location.baseline).map((key) => ({key, value: ''})),
      ...access.config,
      {key: `remote.${REMOTE_NAME}.url`, value: access.url},
    ],
    env: access.env,
    allowExit: 'any',
    limitMs: REMOTE_LIMITS.transferMs,
  });
  if (output.exitCode !== 0) throw readFailure(output, connection.advice);
}

function headerKeys({config}: Baseline): readonly string[] {
  return [...new Set(config.map(({key}) => key).filter((key) => /^http\.(.*\.)?extraheader$/.test(key)))];
}

/** The ref with which a clone tracks a remote's branch, by its `remote.<name>.fetch` settings; null for none. */
export function trackingRef(config: readonly ConfigEntry[], remote: string, branch: string): string | null {
  const ref = `refs/heads/${branch}`;
  const refspecs = config.filter(({key}) => key === `remote.${remote}.fetch`).map(({value}) => value);
  if (refspecs.some((refspec) => refspec.startsWith('^') && partForStar(refspec.slice(1), ref) !== null)) return null;
  for (const refspec of refspecs) {
    const [from = '', to = ''] = refspec.replace(/^\+/, '').split(':');
    const part = partForStar(from, ref);
    if (part !== null && to !== '') return to.replace('*', () => part);
  }
  return null;
}

/** The part of a ref that the pattern's `*` stands for, '' for a pattern without one; null when it does not match. */
function partForStar(pattern: string, ref: string): string | null {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === ref ? '' : null;
  const matches = ref.length > before.length + after.length && ref.startsWith(before) && ref.endsWith(after);
  return matches ? ref.slice(before.length, ref.length - after.length) : null;
}

/** Updates the tracking ref after a push, as `git push` does. A failure does not matter: the next fetch brings it. */
export async function notePush(location: Location, branch: string, to: Sha): Promise<void> {
  const {entries, remote} = location.baseline;
  const ref = remote === null ? null : trackingRef(entries, remote.name, branch);
  if (ref === null) return;
  await gitAt(location, {args: ['update-ref', '-m', 'update by push', ref, to], allowExit: 'any'});
}
