import {InputError} from './errors.ts';
import {quote} from './identity.ts';
import {HEADS} from './refs.ts';

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
