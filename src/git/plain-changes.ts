import {isUtf8} from 'node:buffer';
import {RefusedError} from '../domain/errors.ts';
import {quote, type Sha, shortSha} from '../domain/identity.ts';
import type {PlainChanges, PlainRequest} from '../domain/ports/commits.ts';
import type {PrivateRepository} from './private-repository.ts';
import {type Change, GITLINK, parseRawDiff, shownPath} from './raw-diff.ts';

const FILE = '100644';

/** Reads a commit's changes as regular files written or deleted. Throws RefusedError for any other change. */
export async function readPlainChanges(
  repository: PrivateRepository,
  {commit, parent, maxBytes}: PlainRequest,
): Promise<PlainChanges> {
  const refuse = (path: string, why: string): never => {
    throw new RefusedError('push-refused', `${quote(shownPath(path))} in ${shortSha(commit)} ${why}`);
  };
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--end-of-options', parent, commit];
  const {stdout} = await repository.git({args, encoding: 'latin1'});
  const written = new Map<string, Sha>();
  const deleted: string[] = [];
  for (const change of parseRawDiff(stdout)) {
    const why = isUtf8(Buffer.from(change.path, 'latin1')) ? whyNotPlain(change) : 'has a name that is not UTF-8';
    if (why !== null) refuse(change.path, why);
    if (change.after === null) deleted.push(shownPath(change.path));
    else written.set(shownPath(change.path), change.after.sha);
  }

  const sizes = await readSizes(repository, [...new Set(written.values())]);
  let total = 0;
  for (const [path, sha] of written) {
    total += sizes.get(sha) ?? 0;
    if (total <= maxBytes) continue;
    refuse(Buffer.from(path).toString('latin1'), `brings its changes over ${maxBytes / 1_000_000} MB`);
  }
  return {written, deleted};
}

/** The reason why a change is not just a regular file written or deleted; null when it is. */
function whyNotPlain({before, after}: Change): string | null {
  if (before?.mode === GITLINK || after?.mode === GITLINK) return 'is a submodule';
  if (after === null || (after.mode === FILE && (before === null || before.mode === FILE))) return null;
  if (after.mode === '120000') return 'is a symlink';
  return after.mode === FILE ? 'changes its mode' : 'is executable';
}

/** Reads the sizes of the objects that are here; a partial clone lacks some. */
async function readSizes(repository: PrivateRepository, shas: readonly Sha[]): Promise<ReadonlyMap<Sha, number>> {
  if (shas.length === 0) return new Map();
  const {stdout} = await repository.git({
    args: ['cat-file', '--batch-check=%(objectname) %(objectsize)'],
    input: `${shas.join('\n')}\n`,
    env: {GIT_NO_LAZY_FETCH: '1'},
  });
  const lines = stdout.split('\n').map((line) => line.split(' '));
  return new Map(lines.map(([sha = '', size = '']) => [sha, Number(size) || 0]));
}
