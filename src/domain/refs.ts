import {badInput, type InputError} from './errors.ts';
import {quote, type Sha, type Uid} from './identity.ts';

/** The prefix of a branch's full name. */
export const HEADS = 'refs/heads/';
export const TAGS = 'refs/tags/';

const LEDGERS = 'refs/laforge/ledger/';
const FRAGMENTS = 'refs/laforge/fragments/';
const SIGNED = 'refs/laforge/signed/';
const STATEMENTS = 'refs/laforge/statements/';

/** The ref of a history in the repository itself. */
export function ledgerRef(slug: string): string {
  return `${LEDGERS}${slug}`;
}

/** The ref of what one run could not add to this history; with `*` for the uid, the pattern that lists them all. */
export function fragmentRef(slug: string, uid: Uid | '*'): string {
  return `${FRAGMENTS}${slug}/${uid}`;
}

/**
 * The ref of the signed statements about a history's steps. Each is the message of a commit, on top of the previous
 * one.
 */
export function statementsRef(slug: string): string {
  return `${STATEMENTS}${slug}`;
}

/**
 * The ref of a single statement, as the first versions wrote them; with `*` for the uid, the pattern that lists them
 * all.
 */
export function signedRef(slug: string, uid: Uid | '*'): string {
  return `${SIGNED}${slug}/${uid}`;
}

/** True for refs of histories, whose commits hold nobody's work. */
export function isHistoryRef(ref: string): boolean {
  return [LEDGERS, FRAGMENTS, SIGNED, STATEMENTS].some((prefix) => ref.startsWith(prefix));
}

export function branchRef(branch: string): string {
  return `${HEADS}${branch}`;
}

/** The temporary branch on which the host makes a step's commits again. */
export function signingBranch(uid: Uid): string {
  return `laforge/sign-${uid.slice(-12)}`;
}

/** The branch of a proposal, named by the last digits of its uid, since the first ones are a time. */
export function proposalBranch(uid: Uid): string {
  return `laforge/revert-${uid.slice(-8)}`;
}

/** True for a temporary branch of ours: nobody keeps work on it. */
export function isBranchOfOurs(branch: string): boolean {
  return /^laforge\/(revert|sign)-/.test(branch);
}

/** The remote and the branch that a remote-tracking ref follows. */
export function trackedBranch(ref: string): {readonly remote: string; readonly branch: string} {
  const [, , remote = '', ...name] = ref.split('/');
  return {remote, branch: name.join('/')};
}

/** Picks the branch tips from refs, by short name. */
export function headsOf(refs: ReadonlyMap<string, Sha>): ReadonlyMap<string, Sha> {
  return new Map(
    [...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(HEADS.length), sha]),
  );
}

/** git keeps a branch as a file of its name. */
const LONGEST_BRANCH = 1000;

/**
 * Parses a branch that a user names. A full ref (`github.ref`) is its branch. A name that git could take for another
 * kind of ref, or that shows a remote branch or a shortened ref, is refused with the name that was probably meant; a
 * branch with such a name can be given in full. Throws InputError, naming `what` (the input or option).
 */
export function parseBranch(text: string, what: string): string {
  if (text.length > LONGEST_BRANCH) throw refusal(text, what, 'which is longer than any branch');
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

/** `inFull` is set if a branch may really have that name. */
function refusal(text: string, what: string, why: string, meant = '', inFull = ''): InputError {
  const advice = meant === '' ? 'Name a branch, such as main' : `Write ${meant}`;
  const exception = inFull === '' ? '' : ` (or ${HEADS}${inFull}, if it is really called so)`;
  return badInput(`${what} is ${quote(text)}, ${why}. ${advice}${exception}.`);
}
