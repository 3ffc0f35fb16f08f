import {InputError} from './errors.ts';
import {quote, type Sha, type Uid} from './identity.ts';

/** The beginning of every branch's full name. */
export const HEADS = 'refs/heads/';

const LEDGERS = 'refs/laforge/ledger/';
const FRAGMENTS = 'refs/laforge/fragments/';
const SIGNED = 'refs/laforge/signed/';
const STATEMENTS = 'refs/laforge/statements/';

/** The ref that a history in the repository itself lives under. */
export function ledgerRef(slug: string): string {
  return `${LEDGERS}${slug}`;
}

/** Keeps what one run could not add to the history of this slug; with `*` for the uid, the pattern that lists them. */
export function fragmentRef(slug: string, uid: Uid | '*'): string {
  return `${FRAGMENTS}${slug}/${uid}`;
}

/** Keeps the signed statements about the steps of a history: each is a commit's message, on top of the one before. */
export function statementsRef(slug: string): string {
  return `${STATEMENTS}${slug}`;
}

/** Kept one statement, as the first versions did; with `*` for the uid, the pattern that lists them. */
export function signedRef(slug: string, uid: Uid | '*'): string {
  return `${SIGNED}${slug}/${uid}`;
}

/** True for refs of histories, whose commits have no work of anybody's in them. */
export function isHistoryRef(ref: string): boolean {
  return [LEDGERS, FRAGMENTS, SIGNED, STATEMENTS].some((prefix) => ref.startsWith(prefix));
}

/** The full name of a branch. */
export function branchRef(branch: string): string {
  return `${HEADS}${branch}`;
}

/** The branch on which the host makes a step's commits again. It is there for as long as that takes. */
export function signingBranch(uid: Uid): string {
  return `laforge/sign-${uid.slice(-12)}`;
}

/** The branch of a proposal: by the last digits of its uid, since the first ones are the time. */
export function proposalBranch(uid: Uid): string {
  return `laforge/revert-${uid.slice(-8)}`;
}

/** True for a branch that we made, and that goes again: nobody keeps work on it. */
export function isBranchOfOurs(branch: string): boolean {
  return /^laforge\/(revert|sign)-/.test(branch);
}

/** Branch tips by short name out of refs by full name. */
export function headsOf(refs: ReadonlyMap<string, Sha>): ReadonlyMap<string, Sha> {
  return new Map(
    [...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(HEADS.length), sha]),
  );
}

/**
 * Reads the branch that a user names. A full ref (`github.ref`) is its branch; what git would take for another kind of ref,
 * or for a branch as the remote or a shortened name shows it, is refused with the name that was probably meant. A branch
 * that is really called so can be named in full. Throws InputError, naming `what` (the input or option).
 */
export function parseBranch(text: string, what: string): string {
  if (text.startsWith(HEADS) && text !== HEADS) return text.slice(HEADS.length);
  const [, kind = '', rest = ''] = /^((?:refs\/)?[^/]+)\/(.*)$/s.exec(text) ?? [];
  switch (kind) {
    case 'heads':
      throw refusal(text, what, 'which git reads as a short name of a ref', rest, text);
    case 'origin':
      throw refusal(text, what, 'which is how the branch of a remote is shown', rest, text);
    case 'remotes':
    case 'refs/remotes':
      throw refusal(text, what, 'which follows a branch of a remote', rest.replace(/^[^/]*\//, ''));
    case 'refs/tags':
      throw refusal(text, what, 'which is a tag and cannot be worked on');
    case 'refs/pull':
      throw refusal(text, what, "which a pull request's commits are read by", `\${{ github.head_ref }}`);
    default:
      if (!text.startsWith('refs/')) return text;
      throw refusal(text, what, 'which is no branch');
  }
}

/** `inFull` where a branch may have that very name. */
function refusal(text: string, what: string, why: string, meant = '', inFull = ''): InputError {
  const advice = meant === '' ? 'Name a branch, such as main' : `Write ${meant}`;
  const exception = inFull === '' ? '' : ` (or ${HEADS}${inFull}, if it is really called so)`;
  return new InputError('bad-input', `${what} is ${quote(text)}, ${why}. ${advice}${exception}.`);
}
