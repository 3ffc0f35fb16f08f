import type {Sha, Uid} from './identity.ts';

/** The beginning of every branch's full name. */
export const HEADS = 'refs/heads/';

const LEDGERS = 'refs/laforge/ledger/';
const FRAGMENTS = 'refs/laforge/fragments/';

/** The ref that a history in the repository itself lives under. */
export function ledgerRef(slug: string): string {
  return `${LEDGERS}${slug}`;
}

/** Keeps what one run could not add to the history of this slug; with `*` for the uid, the pattern that lists them. */
export function fragmentRef(slug: string, uid: Uid | '*'): string {
  return `${FRAGMENTS}${slug}/${uid}`;
}

/** True for refs of histories, whose commits have no work of anybody's in them. */
export function isHistoryRef(ref: string): boolean {
  return ref.startsWith(LEDGERS) || ref.startsWith(FRAGMENTS);
}

/** The full name of a branch. */
export function branchRef(branch: string): string {
  return `${HEADS}${branch}`;
}

/** Branch tips by short name out of refs by full name. */
export function headsOf(refs: ReadonlyMap<string, Sha>): ReadonlyMap<string, Sha> {
  return new Map(
    [...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(HEADS.length), sha]),
  );
}
