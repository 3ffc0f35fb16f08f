import {hash} from 'node:crypto';
import {setTimeout as delay} from 'node:timers/promises';
import {GitError} from '../domain/errors.ts';
import {isSha, type Sha, shortSha} from '../domain/identity.ts';
import type {PushResult, RefUpdate, Remote} from '../domain/ports/remote.ts';
import {isHistoryRef} from '../domain/refs.ts';
import type {CapturedRemote} from './baseline.ts';
import type {Commits} from './checked-commits.ts';
import {type Connection, completeHistory, readUrl} from './connection.ts';
import {headerAsLogin} from './credentials.ts';
import type {LfsUploads} from './lfs.ts';
import {missingCommits} from './plumbing.ts';
import {type PrivateRepository, REMOTE_NAME} from './private-repository.ts';
import {explainRefusal, isTransient} from './refusals.ts';
import {redactUrls, repositoryFromUrl} from './remote-urls.ts';

/** Push nothing beside the named refs, and run no hook. A lease forces its ref, so nothing else may be forced. */
const PUSH = ['--porcelain', '--no-verify', '--no-follow-tags', '--no-signed', '--recurse-submodules=no'];

/** The wait before the second attempt of a push that the remote had no time for. */
const RETRY_MS = 2_000;

/** The private repository that fetches and pushes, its commits, and its connection. */
interface RemotePlace {
  readonly repository: PrivateRepository;
  readonly commits: Commits;
  readonly connection: Connection;
}

/**
 * Opens the captured remote. Pushing a ref that is already at its target counts as pushed, whatever the lease says. The
 * user's checkout, index, configuration, refs and shallow boundaries are never touched.
 */
export function openRemote(
  captured: CapturedRemote,
  {repository, commits, connection}: RemotePlace,
  lfs: LfsUploads | null,
): Remote {
  const refs = async (patterns: readonly string[]): Promise<ReadonlyMap<string, Sha>> => {
    const output = await connection.list(['--refs', '--', REMOTE_NAME, ...patterns]);
    const found = new Map<string, Sha>();
    for (const line of output.split('\n')) {
      const [sha, ref] = line.split('\t');
      // ls-remote matches the ends of names: `x/refs/heads/main` matches `refs/heads/main` as well.
      if (sha && ref !== undefined && patterns.some((pattern) => matches(ref, pattern))) found.set(ref, sha);
    }
    return found;
  };

  const fetch = async (what: readonly string[], depth?: number): Promise<boolean> => {
    const absent = new Set(await missingCommits(repository.git, what.filter(isSha)));
    const wanted = what.filter((one) => !isSha(one) || absent.has(one));
    return wanted.length === 0 || (await connection.fetch(repository, wanted, depth === undefined ? {} : {depth}));
  };

  const push = async (
    updates: readonly RefUpdate[],
    options: readonly string[],
    uploads: LfsUploads | null,
    send = connection.push,
  ): Promise<PushResult> => {
    if (updates.length === 0) return {kind: 'pushed'};
    // A shallow clone often lacks the target of a rollback, and git can push only what it has.
    const work = updates.filter(({ref}) => !isHistoryRef(ref));
    const absent = await bringTargets(fetch, work);
    if (absent !== null) return absent;
    const refused = uploads === null ? null : await uploadContent(uploads, refs, work);
    if (refused !== null) return refused;
    const leases = updates.map(({ref, expected}) => `--force-with-lease=${ref}:${expected ?? ''}`);
    // Never `+from:to`: it would override the lease.
    const refspecs = updates.map(({ref, to}) => `${to ?? ''}:${ref}`);
    const from = work.length === updates.length ? repository : repository.forObjects();
    const attempt = () => send(from, [...PUSH, ...options, ...leases], refspecs);
    let output = await attempt();
    if (output.exitCode !== 0 && isTransient(output.stdout)) {
      await delay(RETRY_MS);
      output = await attempt();
    }
    return output.exitCode === 0 ? {kind: 'pushed'} : explainRefusal(output.stdout, output.stderr, connection.advice);
  };

  return {
    url: redactUrls(readUrl(captured)),
    name: captured.name,
    fetchFrom: readUrl(captured) === captured.fetchUrl ? captured.name : redactUrls(readUrl(captured)),
    repository: repositoryFromUrl(readUrl(captured)),
    addressSha256: repositoryFromUrl(readUrl(captured)) === null ? addressDigest(captured.pushUrl) : null,
    refs,
    fetch,
    defaultBranch: async () => {
      const output = await connection.list(['--symref', '--', REMOTE_NAME, 'HEAD']);
      return /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(output)?.[1] ?? null;
    },
    push: async (updates, {atomic}) => await push(updates, atomic ? ['--atomic'] : [], lfs),
    pushesWith: async (token) =>
      headerAsLogin(await connection.accessTo(captured.pushUrl)).env.LAFORGE_GIT_PASSWORD === token,
    probe: async (updates, {atomic} = {atomic: false}) =>
      await push(updates, atomic ? ['--atomic'] : [], null, connection.wouldPush),
    branchesContaining: async (sha, except) => {
      const tips = [...(await refs(['refs/heads/*']))].filter(([ref]) => ref !== `refs/heads/${except}`);
      const shas = [...new Set(tips.map(([, tip]) => tip))];
      await completeHistory(connection, repository.forHistory(), shas);
      const containing = await commits.far.tipsLeadingTo(sha, shas);
      return tips.filter(([, tip]) => containing.has(tip)).map(([ref]) => ref.slice('refs/heads/'.length));
    },
  };
}

/** Makes the commits of a push available here. Returns a result when that fails, since nothing can be pushed then. */
async function bringTargets(fetch: Remote['fetch'], updates: readonly RefUpdate[]): Promise<PushResult | null> {
  const targets = targetsOf(updates);
  return await orResult(async () => {
    if (await fetch(targets, 1)) return null;
    const explanation = `One of the commits to push is neither here nor at the remote: ${targets.map(shortSha).join(', ')}.`;
    return {kind: 'refused', code: 'other', ref: null, explanation};
  });
}

/** Uploads the Git LFS objects of a push. Returns a result when that fails, since the push must not precede them. */
async function uploadContent(
  uploads: LfsUploads,
  refs: Remote['refs'],
  updates: readonly RefUpdate[],
): Promise<PushResult | null> {
  const targets = targetsOf(updates);
  if (targets.length === 0) return null;
  return await orResult(async () => {
    const leases = updates.flatMap(({expected}) => expected ?? []);
    // A push that only creates refs tells nothing about what the remote has: the whole history would be searched.
    const tips = leases.length > 0 ? leases : [...(await refs(['refs/heads/*'])).values()];
    return await uploads.upload(targets, [...new Set(tips)]);
  });
}

function targetsOf(updates: readonly RefUpdate[]): readonly Sha[] {
  return [...new Set(updates.flatMap(({to}) => to ?? []))];
}

/** Turns a failure before a push into the push's result. */
async function orResult(prepare: () => Promise<PushResult | null>): Promise<PushResult | null> {
  try {
    return await prepare();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.code === 'remote-unreachable') return {kind: 'unreachable', explanation: error.message};
    return {kind: 'refused', code: 'other', ref: null, explanation: error.message};
  }
}

/** Matches a full ref name; a `*` in the pattern stands for anything, slashes too. */
function matches(ref: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(ref);
}

/** One digest for all ways to write a path. */
function addressDigest(url: string): string {
  const place = redactUrls(url).replace(/^file:\/\//, '');
  return hash('sha256', place.replace(/\/+$/, '').replace(/\.git$/, ''));
}
