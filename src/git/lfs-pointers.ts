import type {Sha} from '../domain/identity.ts';
import type {PrivateRepository} from './private-repository.ts';

/** git-lfs takes nothing larger for a pointer. */
const POINTER_SIZE = 1024;
/** A pointer as `cat-file --batch` gives it, by the Git LFS specification; extensions stand before the object's id. */
const POINTER =
  /^[0-9a-f]+ blob \d+\nversion https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\S+ \S+\n)*oid sha256:([0-9a-f]{64})\nsize \d+\n/gm;

/**
 * The ids of the Git LFS objects that commits point to and the tips do not, which the remote has. Tips that are not
 * here are passed over, and so is what a partial clone has left out. Throws GitError.
 */
export async function findLfsPointers(
  repository: PrivateRepository,
  commits: readonly Sha[],
  tips: readonly Sha[],
): Promise<readonly string[]> {
  const objects = await repository.git({
    args: ['rev-list', '--objects', '--no-object-names', ...FEW, '--ignore-missing', '--missing=allow-any', '--stdin'],
    input: toLines([...commits, ...tips.map((tip) => `^${tip}`)]),
  });
  if (objects.stdout === '') return [];
  const types = await repository.git({
    args: ['cat-file', '--batch-check=%(objecttype) %(objectname)'],
    input: objects.stdout,
  });
  const blobs = [...types.stdout.matchAll(/^blob (\S+)$/gm)].map((match) => match[1] ?? '');
  if (blobs.length === 0) return [];
  const contents = await repository.git({args: ['cat-file', '--batch'], input: toLines(blobs), encoding: 'latin1'});
  return [...new Set([...contents.stdout.matchAll(POINTER)].map((match) => match[1] ?? ''))];
}

const FEW = [`--filter=blob:limit=${POINTER_SIZE}`];

function toLines(words: readonly string[]): string {
  return `${words.join('\n')}\n`;
}
