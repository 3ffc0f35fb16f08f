import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';
import {quote, type Sha} from '../domain/identity.ts';
import type {CommitRequest, Identity, LeftOut, LeftoverCommit} from '../domain/ports/git.ts';
import type {Baseline} from './baseline.ts';
import {missingFilter} from './filters.ts';
import {readHead} from './head.ts';
import {BOT, identityEnvironment} from './identity.ts';
import {isLedger, ledgerPaths} from './ledger-paths.ts';
import {gitAt, type Location} from './locate.ts';
import type {PrivateWorkTree} from './private-work-tree.ts';
import {type Change, emptyTree, parseRawDiff, shownPath, toIndexInfo} from './raw-diff.ts';
import {indexContent} from './snapshot.ts';
import {unpublishedSubmodules} from './submodules.ts';

export interface LeftoverDeps {
  readonly location: Location;
  readonly baseline: Baseline;
  readonly files: PrivateWorkTree;
  readonly identity: Identity | null;
}

/**
 * Commits the difference between the work tree at the start and now, and nothing that lay there before. It runs where
 * an agent may have left anything: whatever git needs beside the files comes from us. Trouble withholds the commit and
 * says why; it never throws for what git refuses.
 */
export async function commitLeftovers(deps: LeftoverDeps, request: CommitRequest): Promise<LeftoverCommit> {
  try {
    return await deps.files.withIndex('copy', (index) => commitContent(deps, request, index));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return {kind: 'withheld', reason: error.message, leftOut: []};
  }
}

async function commitContent(deps: LeftoverDeps, request: CommitRequest, index: string): Promise<LeftoverCommit> {
  const {location, baseline, files} = deps;
  const content = await indexContent(location.root, files, index);
  if (content.tree === request.since.tree) return {kind: 'nothing', leftOut: []};
  const head = await readHead(location);

  // 1. What changed since the start, was clean then, and is not in HEAD already.
  const {own, dirtyBefore} = await findOwnChanges(deps, request, index, head.sha, content.tree);
  const ledgers = ledgerPaths(location.root, request.exclude);
  const held = new Set(await unpublishedSubmodules(location, files, content.tree, own));
  const reasonAgainst = (change: Change): LeftOut['reason'] | null => {
    if (isLedger(ledgers, change.path)) return 'ledger';
    if (dirtyBefore.has(change)) return 'dirty-before';
    return held.has(change) ? 'submodule' : null;
  };
  const wanted = own.filter((change) => reasonAgainst(change) === null);
  const leftOut = [...own, ...dirtyBefore].flatMap((change) => {
    const reason = reasonAgainst(change);
    return reason === null ? [] : [{path: shownPath(change.path), reason}];
  });
  if (wanted.length === 0) return {kind: 'nothing', leftOut};

  // 2. Reasons not to commit any of it.
  const unfinished = request.onto === 'head' ? unfinishedWork(location.gitDir, content.unmerged) : null;
  const reason = unfinished ?? (await missingFilter(baseline, files, index, wanted));
  if (reason !== null) return {kind: 'withheld', reason, leftOut};

  // 3. The commit: HEAD with those paths as they are now.
  const tree = await files.withIndex('empty', async (built) => {
    if (head.sha !== null) await files.git({index: built, args: ['read-tree', head.sha]});
    await files.feed({index: built, args: INDEX_INFO}, toIndexInfo(wanted, baseline.objectFormat));
    return (await files.git({index: built, args: ['write-tree', '--missing-ok']})).stdout.trim();
  });
  const author = identityEnvironment(request.author ?? deps.identity ?? BOT);
  const commit = await files.git({
    index,
    args: ['commit-tree', tree, ...(head.sha === null ? [] : ['-p', head.sha]), '-F', '-'],
    config: [{key: 'i18n.commitEncoding', value: 'UTF-8'}],
    env: author,
    input: request.message,
  });
  const sha = commit.stdout.trim();
  if (request.onto === 'apart') return {kind: 'committed', sha, leftOut};

  // 4. The user's index, then the branch: stopped in between, the work is staged, which anybody understands.
  await files.feed({index: files.userIndex, args: INDEX_INFO}, toIndexInfo(wanted, baseline.objectFormat));
  await files.git({index: files.userIndex, args: ['update-index', '-q', '--refresh'], allowExit: [1]});
  const expected = head.sha ?? '0'.repeat(sha.length);
  const args = ['update-ref', '-m', 'laforge: commit what the agent left', 'HEAD', sha, expected];
  await gitAt(location, {args, config: baseline.config, env: author});
  return {kind: 'committed', sha, leftOut};
}

const INDEX_INFO = ['update-index', '-z', '--index-info'];

interface OwnChanges {
  readonly own: readonly Change[];
  readonly dirtyBefore: ReadonlySet<Change>;
}

/** Splits what changed since the snapshot and is not in HEAD by whether it was already uncommitted at the snapshot. */
async function findOwnChanges(
  {baseline, files}: LeftoverDeps,
  {since}: CommitRequest,
  index: string,
  head: Sha | null,
  tree: Sha,
): Promise<OwnChanges> {
  const nothing = emptyTree(baseline.objectFormat);
  const diff = async (from: Sha, to: Sha): Promise<readonly Change[]> => {
    const output = await files.git({index, args: ['diff-tree', '-r', '--raw', '-z', '--no-renames', from, to]});
    return parseRawDiff(output.stdout);
  };
  const [changed, uncommitted, dirty] = await Promise.all([
    diff(since.tree, tree),
    diff(head ?? nothing, tree),
    diff(since.head ?? nothing, since.tree),
  ]);
  const changedPaths = new Set(changed.map(({path}) => path));
  const dirtyPaths = new Set(dirty.map(({path}) => path));
  const left = uncommitted.filter(({path}) => changedPaths.has(path));
  return {
    own: left.filter(({path}) => !dirtyPaths.has(path)),
    dirtyBefore: new Set(left.filter(({path}) => dirtyPaths.has(path))),
  };
}

const UNFINISHED = {
  MERGE_HEAD: 'a merge',
  CHERRY_PICK_HEAD: 'a cherry-pick',
  REVERT_HEAD: 'a revert',
  'rebase-merge': 'a rebase',
  'rebase-apply': 'a rebase',
} as const;

function unfinishedWork(gitDir: string, unmerged: readonly string[]): string | null {
  const found = Object.entries(UNFINISHED).find(([name]) => existsSync(join(gitDir, name)));
  if (found !== undefined) return `The work tree is in the middle of ${found[1]}. Finish it or abort it, then commit.`;
  if (unmerged[0] === undefined) return null;
  return `${quote(shownPath(unmerged[0]))} has conflicts that are not resolved. Resolve them, then commit.`;
}
