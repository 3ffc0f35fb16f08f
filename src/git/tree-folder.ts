import {mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {PrivateRepository} from './private-repository.ts';

/** A tree with one folder as another tree has it, made in an index of our own. Throws GitError. */
export async function withFolder(repository: PrivateRepository, tree: Sha, folder: string, from: Sha): Promise<Sha> {
  const place = mkdtempSync(join(repository.objectDirectory(), '..', 'folder-'));
  const env = {GIT_INDEX_FILE: join(place, 'index')};
  const path = `:(top,literal)${folder}`;
  const git = async (args: readonly string[], input = '') =>
    (await repository.git({args, env, encoding: 'latin1', input: Buffer.from(input, 'latin1')})).stdout;
  try {
    await git(['read-tree', '--end-of-options', tree]);
    const now = (await git(['ls-files', '-z', '--', path])).split('\0').filter((name) => name !== '');
    const gone = now.map((name) => `0 ${'0'.repeat(tree.length)}\t${name}\0`).join('');
    const theirs = await git(['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', from, `${folder}/`]);
    await git(['update-index', '-z', '--index-info'], gone + theirs);
    return (await git(['write-tree'])).trim();
  } finally {
    rmSync(place, {recursive: true, force: true});
  }
}
