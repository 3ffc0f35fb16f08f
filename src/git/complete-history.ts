import type {Sha} from '../domain/identity.ts';
import {type Connection, missingCommits, WHOLE_DEPTH} from './connection.ts';
import type {PrivateRepository} from './private-repository.ts';

/** Brings the commits, and no files, of all that leads to these tips into a repository for history alone. */
export async function completeHistory(
  connection: Connection,
  history: PrivateRepository,
  tips: readonly Sha[],
): Promise<void> {
  const isCut = history.shallowBoundaries().size > 0;
  const wanted = isCut ? tips : await missingCommits(history, tips);
  const depth = isCut ? {depth: WHOLE_DEPTH} : {};
  // A ref that vanished meanwhile leads nowhere; the others are asked one by one then.
  if (wanted.length > 0 && !(await connection.fetch(history, wanted, {...depth, commitsOnly: true}))) {
    for (const tip of wanted) await connection.fetch(history, [tip], {...depth, commitsOnly: true});
  }
}
