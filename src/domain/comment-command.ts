/** The first line of a comment, as a command or not. */
type CommentLine =
  /** An ordinary comment. */
  | {readonly kind: 'none'}
  /** A line that addresses us but is no command. */
  | {readonly kind: 'unreadable'; readonly why: string}
  | ({readonly kind: 'command'} & CommandLine);

export interface CommandLine {
  /** The whole line, as people see it. */
  readonly text: string;
  readonly verb: string;
  readonly words: readonly string[];
  /** The prefix of the commit that the branch must be at; null if the line names none. */
  readonly at: string | null;
}

const LONGEST = 200;

/**
 * Reads the first line of a comment: `/laforge <verb> <words> [at <commit>]`, in ASCII letters, digits and signs. A
 * command must begin the comment, without a quote, a fence or a blank before it; later lines are ignored. A prefix of
 * twelve digits names one commit: nobody gets a second one by chance, and somebody who computes one, which takes hours,
 * must also be able to push it, and what it displaces is pinned like everything else.
 */
export function readCommentLine(body: string): CommentLine {
  const [first = ''] = body.split(/[\n\r]/, 1);
  if (!/^\/laforge(?![\w/.-])/.test(first)) return {kind: 'none'};
  if (first.length > LONGEST) return {kind: 'unreadable', why: `It has more than ${LONGEST} characters.`};
  const text = first.trimEnd();
  if (!/^[A-Za-z0-9 /-]*$/.test(text)) {
    return {kind: 'unreadable', why: 'It has other characters than letters, digits, blanks and hyphens.'};
  }
  const [, verb = 'help', ...words] = text.split(/ +/);
  if (words.at(-2) !== 'at') return {kind: 'command', text, verb, words, at: null};
  const at = words.at(-1) ?? '';
  if (/^[0-9a-f]{12,64}$/.test(at)) return {kind: 'command', text, verb, words: words.slice(0, -2), at};
  return {kind: 'unreadable', why: 'A commit after "at" needs 12 or more of its hex digits, in small letters.'};
}
