import {isUtf8} from 'node:buffer';
import {RefusedError} from '../domain/errors.ts';
import {quote, type Sha, shortSha} from '../domain/identity.ts';
import type {PlainChanges, PlainRequest} from '../domain/ports/commits.ts';
import {describeObjects, diffTrees} from './plumbing.ts';
import type {PrivateRepository} from './private-repository.ts';
import {type Change, GITLINK, shownPath} from './raw-diff.ts';

const FILE = '100644';

/** Reads a commit's changes as regular files written or deleted. Throws RefusedError for any other change. */
export async function readPlainChanges(
  repository: PrivateRepository,
  {commit, parent, maxBytes}: PlainRequest,
): Promise<PlainChanges> {
  const refuse = (path: string, why: string): never => {
    throw new RefusedError('push-refused', `${quote(shownPath(path))} in ${shortSha(commit)} ${why}`);
  };
  const written = new Map<string, Sha>();
  const deleted: string[] = [];
  for (const change of await diffTrees(repository.git, parent, commit)) {
    const why = isUtf8(Buffer.from(change.path, 'latin1')) ? whyNotPlain(change) : 'has a name that is not UTF-8';
    if (why !== null) refuse(change.path, why);
    if (change.after === null) deleted.push(shownPath(change.path));
    else written.set(shownPath(change.path), change.after.sha);
  }

  // A partial clone lacks some of the objects.
  const sizes = await describeObjects(repository.git, [...written.values()]);
  let total = 0;
  for (const [index, path] of [...written.keys()].entries()) {
    total += sizes[index]?.size ?? 0;
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
