import type {Uid} from '../domain/identity.ts';
import type {HistoryReader} from '../domain/ports/store.ts';

type Reads = Pick<HistoryReader, 'listLeftOut' | 'getStep' | 'getRollback'>;

/**
 * Tells people that the lists of a history are missing records, and that records are kept aside of which they show another
 * one; empty if there are none. `verify` is the command that names them.
 */
export async function sayLeftOut(history: Reads, verify = 'laforge verify'): Promise<readonly string[]> {
  const left = await history.listLeftOut();
  let replaced = 0;
  for (const {uid} of left) if (uid !== null && (await isShown(history, uid))) replaced++;
  const missing = left.length - replaced;
  const unread = missing === 1 ? '1 record of this history cannot' : `${missing} records of this history cannot`;
  const kept =
    replaced === 1
      ? '1 record of this history is kept aside, since another record of it'
      : `${replaced} records of this history are kept aside, since another record of each`;
  return [
    ...(missing === 0
      ? []
      : [`${unread} be read and ${missing === 1 ? 'is' : 'are'} left out: ${verify} names what is wrong.`]),
    ...(replaced === 0 ? [] : [`${kept} is shown: ${verify} names what is wrong.`]),
  ];
}

/** True if a step or rollback is on record all the same: another record of it took the place of the one set aside. */
async function isShown(history: Reads, uid: Uid): Promise<boolean> {
  const ref = {kind: 'uid', prefix: uid} as const;
  // A record that is there and damaged throws.
  const found = await Promise.all([history.getStep(ref), history.getRollback(ref)]).catch(() => []);
  return found.some(({kind}) => kind === 'found');
}
