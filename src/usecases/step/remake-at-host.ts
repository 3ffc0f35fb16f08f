import {describeError, RefusedError} from '../../domain/errors.ts';
import {quote, type Sha, shortSha} from '../../domain/identity.ts';
import type {Commit, PlainChanges} from '../../domain/ports/commits.ts';
import type {CommitHost} from '../../domain/ports/forge.ts';
import type {Clone, Repository} from '../../domain/ports/git.ts';
import type {ObjectStore, RefUpdate, Remote} from '../../domain/ports/remote.ts';
import {branchRef} from '../../domain/refs.ts';
import {tipOf} from '../fetch-commits.ts';

/** The repository to read the commits from and fetch the new ones into. */
type Source = Clone & Pick<Repository, 'objects'>;

interface RemakeRequest {
  readonly host: CommitHost;
  /** The temporary branch to make them on. */
  readonly branch: string;
  /** The branch that they are meant for. */
  readonly target: string;
  /** Parents first. */
  readonly commits: readonly Commit[];
}

interface Remade {
  /** The new commits, by the ones that they replace. */
  readonly made: ReadonlyMap<Sha, Sha>;
  readonly notes: readonly string[];
}

/** The most bytes of content in a commit: encoded they are a third more, and GitHub takes some 40 MB. */
const MOST_BYTES = 25_000_000;

/**
 * Makes the host recreate commits on a temporary branch, and fetches them. Their hashes prove that each one builds on
 * the previous one and has the files of the one that it replaces. Throws RefusedError for commits that the host cannot
 * make, before it asks for any; GitError; StoreError.
 */
export async function remakeAtHost(repository: Source, request: RemakeRequest): Promise<Remade> {
  const {host, branch, target, commits} = request;
  const {remote, objects} = repository;
  const [first] = commits;
  if (first === undefined) return {made: new Map(), notes: []};
  if (remote === null || objects === null) throw refusal('there is no remote');

  // 1. Refuse what cannot be made before anything is.
  const merge = commits.find(({parents}) => parents.length > 1);
  if (merge !== undefined) throw refusal(`${shortSha(merge.sha)} is a merge`);
  const planned: Planned[] = [];
  for (const commit of commits) planned.push(await plan(repository, commit, planned.at(-1)?.sha ?? null));
  const base = first.parents[0] ?? '';

  // 2. Make them on top of each other, on a branch of our own.
  const ref = branchRef(branch);
  const tips = await remote.refs([ref, branchRef(target)]);
  const there = await findMade(repository, {tip: tips.get(branchRef(target)) ?? base, base, planned, host});
  if (there !== null) return {made: there, notes: []};
  const made = new Map<Sha, Sha>();
  let failure: unknown = null;
  try {
    await place(remote, {ref, to: base, expected: tips.get(ref) ?? null}, host);
    let parent = base;
    for (const {sha, headline, body, changes} of planned) {
      const written = await readContents(objects, changes);
      parent = await host.commit({branch, parent, headline, body, written, deleted: changes.deleted});
      made.set(sha, parent);
    }
    if (!(await remote.fetch([parent]))) throw refusal(`${host.name} does not have ${shortSha(parent)}, which it made`);
  } catch (error) {
    failure = error;
  }
  const left = await remove(remote, ref);
  if (failure !== null) throw left === null ? failure : refusal(`${describeError(failure)} ${left}`);

  // 3. Prove that they are what was asked for.
  await prove(repository, {base, made, host});
  return {made, notes: left === null ? [] : [left]};
}

interface Planned {
  readonly sha: Sha;
  readonly headline: string;
  readonly body: string;
  readonly changes: PlainChanges;
}

async function plan(repository: Source, {sha, parents}: Commit, previous: Sha | null): Promise<Planned> {
  const [parent] = parents;
  if (parent === undefined) throw refusal(`${shortSha(sha)} has no parent`);
  if (previous !== null && parent !== previous) {
    throw refusal(`${shortSha(sha)} does not stand on ${shortSha(previous)}, the one before it`);
  }
  const message = (await repository.commitMessage(sha)) ?? '';
  const [headline = '', ...rest] = message.trim().split('\n');
  if (headline === '') throw refusal(`${shortSha(sha)} has no message`);
  if (message.includes('\ufffd')) throw refusal(`the message of ${shortSha(sha)} is not UTF-8`);
  const changes = await repository.plainChanges({commit: sha, parent, maxBytes: MOST_BYTES});
  return {sha, headline, body: rest.join('\n').trim(), changes};
}

/** Finds the commits that an earlier process of the same step had made and pushed when it was killed; null for none. */
async function findMade(
  repository: Source,
  {tip, base, planned, host}: {tip: Sha; base: Sha; planned: readonly Planned[]; host: CommitHost},
): Promise<ReadonlyMap<Sha, Sha> | null> {
  if (tip === base || !(await repository.remote?.fetch([tip]))) return null;
  const {commits} = await repository.commits(base, tip);
  if (commits.length !== planned.length) return null;
  const made = new Map<Sha, Sha>();
  for (const [index, {sha}] of commits.toReversed().entries()) {
    const old = planned[index]?.sha ?? '';
    const [now, then] = [await repository.commitMessage(sha), await repository.commitMessage(old)];
    if (now?.trim() !== then?.trim()) return null;
    made.set(old, sha);
  }
  try {
    await prove(repository, {base, made, host});
    return made;
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}

/** Creates the branch, or takes over one that a killed process of the same step has left. */
async function place(remote: Remote, update: RefUpdate, {name}: CommitHost): Promise<void> {
  const result = await remote.push([update], {atomic: false});
  if (result.kind === 'pushed') return;
  throw refusal(`${update.ref}, on which ${name} was to make them, could not be made: ${result.explanation}`);
}

/** Deletes the branch, wherever it is by now; returns a sentence when it stays. */
async function remove(remote: Remote, ref: string): Promise<string | null> {
  const stays = (why: string) => `${ref} stays at the remote and can be deleted: ${why}`;
  try {
    const expected = await tipOf(remote, ref);
    if (expected === null) return null;
    const result = await remote.push([{ref, to: null, expected}], {atomic: false});
    return result.kind === 'pushed' ? null : stays(result.explanation);
  } catch (error) {
    return stays(describeError(error));
  }
}

async function readContents(objects: ObjectStore, {written}: PlainChanges): Promise<ReadonlyMap<string, Uint8Array>> {
  const read = await objects.read([...written.values()], MOST_BYTES);
  return new Map(
    [...written.keys()].map((path, index) => {
      const content = read[index]?.content;
      if (content === undefined) throw refusal(`the content of ${quote(path)} is not here`);
      return [path, content];
    }),
  );
}

/** Throws RefusedError unless each new commit has the old one's files, its place in the chain, and a signature. */
async function prove(
  repository: Source,
  {base, made, host}: {readonly base: Sha; readonly made: ReadonlyMap<Sha, Sha>; readonly host: CommitHost},
): Promise<void> {
  let parent = base;
  for (const [old, sha] of made) {
    const commit = await repository.commit(sha);
    if (commit === null || commit.parents.length !== 1 || commit.parents[0] !== parent) {
      throw refusal(
        `${shortSha(sha)}, which ${host.name} made of ${shortSha(old)}, does not stand on ${shortSha(parent)}`,
      );
    }
    if ((await repository.treeOf(sha)) !== (await repository.treeOf(old))) {
      const [path = ''] = await repository.changedPaths(old, sha, '');
      throw refusal(`${host.name} changed ${quote(path)}, compared with ${shortSha(old)}`);
    }
    if (!(await repository.hasSignature(sha))) {
      throw refusal(
        `${host.name} did not sign ${shortSha(sha)}: its administrators can have it sign commits of the web`,
      );
    }
    parent = sha;
  }
}

function refusal(why: string): RefusedError {
  return new RefusedError('push-refused', why);
}
