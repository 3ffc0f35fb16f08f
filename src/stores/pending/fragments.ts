import {describeError} from '../../domain/errors.ts';
import {isUid, type Sha, type Uid} from '../../domain/identity.ts';
import type {ObjectStore, Remote} from '../../domain/ports/remote.ts';
import {type LedgerRecords, parseLedgerRecords} from '../../domain/records.ts';
import {fragmentRef} from '../../domain/refs.ts';
import {formatLine, formatMessage, MAX_RECORD_BYTES, parseCommit} from '../git/record-line.ts';
import type {Addition} from './own-records.ts';

/** A remote that keeps records beside its branches, and its objects. */
export interface Beside {
  readonly remote: Remote;
  readonly objects: ObjectStore;
}

/** Records that an earlier run could not add to the history, under a ref of their own. */
export interface Fragment {
  readonly ref: string;
  readonly sha: Sha;
  readonly records: LedgerRecords;
}

/** The most fragments that are merged at once; the rest wait for the next run. */
const TAKEN_UP = 50;
/** The most fragments that are examined, so that unreadable ones do not block the others. */
const LOOKED_AT = 500;

/**
 * Reads the fragments among fetched tips. A fragment with an unreadable record stays where it is, with a warning, since
 * a later version may read it.
 */
export async function readFragments(
  objects: ObjectStore,
  slug: string,
  tips: ReadonlyMap<string, Sha>,
  warn: (message: string) => void,
): Promise<readonly Fragment[]> {
  const prefix = fragmentRef(slug, '*').slice(0, -1);
  const found = [...tips].filter(([ref]) => ref.startsWith(prefix) && isUid(ref.slice(prefix.length)));
  const fragments: Fragment[] = [];
  for (const [ref, sha] of found.slice(0, LOOKED_AT)) {
    if (fragments.length === TAKEN_UP) break;
    try {
      const [object] = await objects.read([sha], MAX_RECORD_BYTES);
      if (object == null) continue;
      // Ignore claims: with them, anybody could take numbers from all others.
      const {records, wrong} = parseCommit(object);
      const checked = parseLedgerRecords({...records, stepClaims: [], rollbackClaims: []}, `The record at ${ref}`);
      const reason = wrong ?? checked.setAside?.[0]?.reason;
      if (reason === undefined) fragments.push({ref, sha, records: checked});
      else warn(`A record beside the history was left out: ${ref} holds one that cannot be right (${reason}).`);
    } catch (error) {
      warn(`A record beside the history was left out: ${describeError(error)}`);
    }
  }
  return fragments;
}

/** The additions in fragments, parents first. */
export function fragmentAdditions(fragments: readonly Fragment[]): readonly Addition[] {
  const steps = fragments.flatMap(({records}) => records.steps).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const rollbacks = fragments.flatMap(({records}) => records.rollbacks);
  return [
    ...steps.map((record) => ({kind: 'step', record, id: null, isNew: false}) as const),
    ...rollbacks.map((draft) => ({kind: 'rollback', draft, isNew: false}) as const),
  ];
}

/** Pushes records that a history does not take to a ref beside it. Resolves to the ref, or to why that failed. */
export async function pushFragment(
  {objects, remote}: Beside,
  slug: string,
  uid: Uid,
  records: LedgerRecords,
  at: Date,
): Promise<{readonly where: string} | {readonly reason: string}> {
  const ref = fragmentRef(slug, uid);
  const {steps, rollbacks} = records;
  try {
    const message = formatMessage(`A record of ${slug} that waits`, formatLine(0, {steps, rollbacks}));
    const [sha] = await objects.write(null, [{message, at, files: new Map()}]);
    const result = await remote.push([{ref, to: sha ?? null, expected: null}], {atomic: false});
    return result.kind === 'pushed' ? {where: ref} : {reason: result.explanation};
  } catch (error) {
    return {reason: describeError(error)};
  }
}

/** Deletes fragments that are in the history now. If that fails they are merged again, which changes nothing. */
export async function dropFragments(remote: Remote, fragments: readonly Fragment[]): Promise<void> {
  const updates = fragments.map(({ref, sha}) => ({ref, to: null, expected: sha}));
  await remote.push(updates, {atomic: false});
}
