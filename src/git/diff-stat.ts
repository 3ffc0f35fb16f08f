import type {Sha} from '../domain/identity.ts';
import type {DiffStat} from '../domain/ports/git.ts';
import type {PrivateRepository} from './private-repository.ts';
import {emptyTree} from './raw-diff.ts';

/** Counts what differs between two commits; `from` null counts everything in `to`. A binary file has no lines. */
export async function countChanges(
  repository: PrivateRepository,
  objectFormat: 'sha1' | 'sha256',
  from: Sha | null,
  to: Sha,
): Promise<DiffStat> {
  const {stdout} = await repository.git({
    args: ['diff-tree', '-r', '--shortstat', '--no-renames', from ?? emptyTree(objectFormat), to],
  });
  const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(stdout)?.[1] ?? 0);
  return {filesChanged: count('file'), insertions: count('insertion'), deletions: count('deletion')};
}
