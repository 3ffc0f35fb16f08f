import type {Uid} from './identity.ts';

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
