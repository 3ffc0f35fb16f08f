import {StoreError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import type {ObjectStore} from '../../domain/ports/remote.ts';
import {parseLedgerRecords} from '../../domain/records.ts';
import {interruptedOutcome} from '../../domain/step-status.ts';
import type {Addition} from '../pending/own-records.ts';
import {countSegments} from './meta.ts';
import type {RecordLine} from './record-line.ts';
import {readSegments} from './segments.ts';
import {readLast, type Tip} from './tip.ts';

/**
 * Prepares the ends of steps that a later run found interrupted. Reads only the record of each step's start, so the
 * cost does not depend on the length of the history.
 */
export async function readInterruptions(
  objects: ObjectStore,
  tip: Tip,
  notes: ReadonlyMap<Uid, string>,
): Promise<readonly Addition[]> {
  const additions: Addition[] = [];
  for (const {uid, id, n} of tip.meta.running.filter((entry) => notes.has(entry.uid))) {
    const {records} = await readRecord(objects, tip, n);
    const {steps} = parseLedgerRecords(records, `The history, record ${n},`);
    const record = steps.find((step) => step.draft.uid === uid && step.outcome === null);
    if (record === undefined) continue;
    const outcome = interruptedOutcome(record.draft, notes.get(uid) ?? '');
    additions.push({kind: 'step', record: {...record, outcome}, id, isNew: true});
  }
  return additions;
}

/** True if a step is on record as running at this tip of the history. */
export function isRunningAt(tip: Tip | null, uid: Uid): boolean {
  return tip?.meta.running.some((entry) => entry.uid === uid) === true;
}

/** Reads one record by its number: from its segment, or from the messages down to it if there is no segment yet. */
async function readRecord(objects: ObjectStore, tip: Tip, n: number): Promise<RecordLine> {
  const {records, segmentSize} = tip.meta;
  const segment = Math.floor((n - 1) / segmentSize);
  const inSegment = segment < countSegments(tip.meta);
  const [found] =
    n > records
      ? []
      : inSegment
        ? (await readSegments(objects, tip, [segment])).slice((n - 1) % segmentSize)
        : await readLast(objects, tip, records - n + 1);
  if (found !== undefined) return found;
  throw new StoreError('damaged', `The history has no record ${n}, and its tip says that it has.`);
}
