import {GitError, RefusedError} from '../domain/errors.ts';
import {quote, type Sha, shortSha} from '../domain/identity.ts';
import type {Ancestry} from '../domain/ports/commits.ts';
import type {Remote} from '../domain/ports/remote.ts';
import type {Head} from '../domain/ports/work-tree.ts';
import type {Baseline} from './baseline.ts';
import {type Connection, PATIENCE, REMOTE_LIMITS} from './connection.ts';
import {USERS_GIT} from './git-environment.ts';
import {isShallow, readHead} from './head.ts';
import {gitAt, type Location} from './locate.ts';
import {hasCommit} from './objects.ts';
import {REMOTE_NAME} from './private-repository.ts';
import {explainReadFailure} from './refusals.ts';
import {type ConfigEntry, lastWords, runGit} from './run-git.ts';
import {otherWorkTreesWith} from './worktrees.ts';

/** The remote, as a source of branches to check out. */
interface BranchSource {
  readonly remoteName: string;
  /** The branch's current tip at the remote; null when the remote has no such branch. Throws GitError. */
  tip(branch: string): Promise<Sha | null>;
  /** Fetches the branch into the user's repository, to its tracking ref. Throws GitError. */
  fetch(branch: string, trackingRef: string, depth: number | null): Promise<void>;
}

interface SwitchDeps {
  readonly location: Location;
  readonly source: BranchSource | null;
  isAncestor(ancestor: Sha, descendant: Sha): Promise<Ancestry>;
}

/**
 * Checks a branch out: the local one, moved forward when the remote's tip is ahead; else the remote's, fetched and
 * tracked; else a new one from HEAD. Nothing in the work tree is overwritten.
 */
export async function switchToBranch(deps: SwitchDeps, branch: string): Promise<'existing' | 'created'> {
  const {location, source} = deps;
  const [head, local, tip, others] = await Promise.all([
    readHead(location),
    resolveRef(location, `refs/heads/${branch}`),
    source === null ? null : source.tip(branch),
    otherWorkTreesWith(location, branch),
  ]);
  if (others[0] !== undefined) {
    throw new RefusedError(
      'branch-checked-out',
      `Cannot work on ${branch}: it is checked out in ${others[0]}. Work there, or choose another branch.`,
    );
  }
  if (source === null || tip === null) return await switchLocally(location, head, local, branch);

  await bring(location, source, branch, tip, local !== null);
  const goal = local === null ? tip : await forward(deps, branch, local, tip);
  if (head.branch === branch && goal === head.sha) return 'existing';
  const way = goal === local ? [branch] : ['--no-track', '-B', branch, goal];
  await checkOut(location, branch, way);
  if (local === null) await follow(location, source.remoteName, branch);
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
  if (back.branch !== null && (await resolveRef(location, `refs/heads/${back.branch}`)) !== sha) return false;
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

/** Brings the remote's tip into the user's repository. A shallow clone gets as little more history as will do. */
async function bring(location: Location, source: BranchSource, branch: string, tip: Sha, hasLocal: boolean) {
  const trackingRef = `refs/remotes/${source.remoteName}/${branch}`;
  const [tracked, isHere] = await Promise.all([resolveRef(location, trackingRef), hasCommit(location, tip)]);
  if (tracked === tip) return;
  // With a depth, fetching a commit that is here already would cut off its history and make a full clone shallow.
  if (isHere) await gitAt(location, {args: ['update-ref', '-m', 'laforge: fetch', trackingRef, tip]});
  else
    await source.fetch(branch, trackingRef, isShallow(location.commonDir) && !hasLocal && tracked === null ? 1 : null);
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

async function resolveRef(location: Location, ref: string): Promise<Sha | null> {
  const output = await gitAt(location, {args: ['rev-parse', '--verify', '--quiet', ref], allowExit: [1, 128]});
  return output.exitCode === 0 ? output.stdout.trim() : null;
}

/**
 * Makes the captured remote the source for a branch to check out. This is our only fetch into the user's repository. It
 * leaves the clone's history as it is unless a depth is asked for.
 */
export function openBranchSource(
  location: Location,
  baseline: Baseline,
  remote: Remote,
  connection: Connection,
): BranchSource | null {
  const captured = baseline.remote;
  if (captured === null) return null;
  return {
    remoteName: captured.name,
    tip: async (branch) => (await remote.refs([`refs/heads/${branch}`])).get(`refs/heads/${branch}`) ?? null,
    fetch: async (branch, trackingRef, depth) => {
      const access = await connection.readAccess();
      const options = depth === null ? [] : [`--depth=${depth}`];
      const output = await gitAt(location, {
        args: ['fetch', ...OPTIONS, ...options, REMOTE_NAME, `+refs/heads/${branch}:${trackingRef}`],
        // The repository's own headers apply here too, and two Authorization headers are refused: an empty one resets
        // the list.
        config: [
          ...PATIENCE,
          ...headerKeys(baseline).map((key) => ({key, value: ''})),
          ...access.config,
          {key: `remote.${REMOTE_NAME}.url`, value: access.url},
        ],
        env: access.env,
        allowExit: 'any',
        limitMs: REMOTE_LIMITS.transferMs,
      });
      if (output.exitCode === 0) return;
      const {unreachable, explanation} = explainReadFailure(output.stderr, connection.advice);
      throw new GitError(unreachable ? 'remote-unreachable' : 'git-failed', explanation);
    },
  };
}

const OPTIONS = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];

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
export async function notePush(
  location: Location,
  {entries, remote}: Pick<Baseline, 'entries' | 'remote'>,
  branch: string,
  to: Sha,
): Promise<void> {
  const ref = remote === null ? null : trackingRef(entries, remote.name, branch);
  if (ref === null) return;
  await gitAt(location, {args: ['update-ref', '-m', 'update by push', ref, to], allowExit: 'any'});
}
