/** The first line of a comment, as far as it is for us. */
type CommentLine =
  /** A comment like any other. */
  | {readonly kind: 'none'}
  /** It is for us, and no command. */
  | {readonly kind: 'unreadable'; readonly why: string}
  | ({readonly kind: 'command'} & CommandLine);

export interface CommandLine {
  /** The whole line as it is shown to people. */
  readonly text: string;
  readonly verb: string;
  readonly words: readonly string[];
  /** The beginning of the commit that the branch has to be at, as the line names it; null where it names none. */
  readonly at: string | null;
}

const LONGEST = 200;

/**
 * Reads the first line of a comment: `/laforge <verb> <words> [at <commit>]`, in plain letters, digits and signs. Nothing
 * before it (a quote, a fence, a blank) and nothing below it counts. No two commits have twelve digits in common by chance.
 * Who makes a second one on purpose, which takes hours, must be able to push it, and what it brings is pinned as all else.
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
