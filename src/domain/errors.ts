/**
 * The four kinds of errors that stop us. A message is one or two sentences: what failed, the value or file, what to do.
 * The agent's own failure is none of them: it is data in the step.
 */

const INPUT_CODES = {
  'bad-input': 'LF001',
  'bad-environment': 'LF002',
  'not-a-work-tree': 'LF003',
  'git-missing': 'LF004',
  'git-too-old': 'LF005',
} as const;

const REFUSED_CODES = {
  'wrong-place': 'LF010',
  'branch-moved': 'LF011',
  'no-permission': 'LF012',
  'unknown-step': 'LF013',
  'unknown-rollback': 'LF014',
  'contested-id': 'LF015',
  'not-reversible': 'LF016',
  'would-discard': 'LF017',
  'not-an-ancestor': 'LF018',
  'branch-gone': 'LF019',
  'branch-checked-out': 'LF020',
  'dirty-work-tree': 'LF021',
  'not-confirmed': 'LF022',
  'push-refused': 'LF023',
  'in-operation': 'LF024',
  'not-comparable': 'LF025',
  'commit-gone': 'LF026',
  'not-bisectable': 'LF027',
  'revert-conflict': 'LF028',
  'not-replayable': 'LF029',
  'branch-protected': 'LF050',
} as const;
export type RefusedErrorCode = keyof typeof REFUSED_CODES;

const STORE_CODES = {
  'not-a-ledger': 'LF030',
  'newer-ledger': 'LF031',
  damaged: 'LF032',
  unreadable: 'LF033',
  unwritable: 'LF034',
  unavailable: 'LF035',
} as const;

const GIT_CODES = {'git-failed': 'LF040', 'remote-unreachable': 'LF041', 'git-stopped': 'LF042'} as const;

/** The codes of a remote's refusals. A missing permission and a moved branch have the codes above. */
export const PUSH_CODES = {
  moved: REFUSED_CODES['branch-moved'],
  'no-permission': REFUSED_CODES['no-permission'],
  other: REFUSED_CODES['push-refused'],
  ambiguous: REFUSED_CODES['push-refused'],
  protected: REFUSED_CODES['branch-protected'],
  rules: 'LF051',
  'hidden-ref': 'LF052',
  'workflow-files': 'LF053',
  signatures: 'LF054',
  'too-large': 'LF055',
  'no-atomic': 'LF056',
} as const;

/** The codes of failures of the workflow step after the agent succeeded. */
export const STEP_CODES = {missedBranch: 'LF060', refused: 'LF061', checkFailed: 'LF062'} as const;

/**
 * The short codes of errors. docs/troubleshooting.md explains each. A code is permanent: it is never given to another
 * message.
 */
export const MESSAGE_CODES = {...INPUT_CODES, ...REFUSED_CODES, ...STORE_CODES, ...GIT_CODES};

abstract class CodedError<Code extends keyof typeof MESSAGE_CODES> extends Error {
  readonly code: Code;
  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = new.target.name;
  }
}

/** The user's input cannot be used: an input, an option, or a file they named. Nothing has changed. */
export class InputError extends CodedError<keyof typeof INPUT_CODES> {}

/** The error of an input that needs no code of its own. */
export function badInput(message: string, options?: ErrorOptions): InputError {
  return new InputError('bad-input', message, options);
}

/** A rule forbids a step, a rollback or an undo. Nothing has changed. */
export class RefusedError extends CodedError<RefusedErrorCode> {}

type Sentences = Readonly<Record<string, (...facts: never[]) => string>>;
type Refusals<Table extends Sentences> = {
  readonly [Why in keyof Table]: (...facts: Parameters<Table[Why]>) => RefusedError;
};

/**
 * Makes of each sentence a function that returns its error: the rules throw a code and facts, as in
 * `notReversible.running(step)`, and only the tables put them into words.
 */
export function refusals<Table extends Sentences>(code: RefusedErrorCode, sentences: Table): Refusals<Table> {
  const errors: unknown = Object.fromEntries(
    Object.entries(sentences).map(([why, say]) => [why, (...facts: never[]) => new RefusedError(code, say(...facts))]),
  );
  // Both types are derived from the same sentences.
  return errors as Refusals<Table>;
}

/** The refusal to run a step again, or to use what became of it. */
export function notReplayable(message: string): RefusedError {
  return new RefusedError('not-replayable', message);
}

/** A ledger, or the store it lives in, could not be read or written. */
export class StoreError extends CodedError<keyof typeof STORE_CODES> {}
/** git failed in a way that none of the above covers; `git-stopped`: we had to end it. */
export class GitError extends CodedError<keyof typeof GIT_CODES> {}

/** Describes anything that was thrown: its message, and that of its cause if it adds something. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error && !isStart(error.cause) ? messageOf(error.cause) : undefined;
  const message = messageOf(error);
  return cause !== undefined && !message.includes(cause) ? `${message} (${cause})` : message;
}

/** The error of a program that did not start has only the system's code, which whoever wraps it puts in words. */
function isStart(error: Error): boolean {
  return /^spawn(Sync)? .* E[A-Z0-9]+$/s.test(error.message);
}

/**
 * The system's own messages begin with a code that only programmers read, and have whole paths, whose length is what some
 * of them complain of.
 */
function messageOf(error: Error): string {
  if (errnoCode(error) === undefined) return error.message;
  return error.message.replace(/^E[A-Z0-9]+: /, '').replace(/'([^']{200})[^']+'/g, "'$1…'");
}

/** What to do about a path, by the system's code for what is wrong with it. */
const PATH_ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'Give this user access to it and to the folders above it, or name another path',
  EDQUOT: 'Make room on its disk, or name a path on another one',
  EISDIR: 'It is a folder: name a file',
  ELOOP: 'Its links lead back to each other: name another path',
  ENAMETOOLONG: 'Use a shorter one',
  ENOENT: 'Look at the path',
  ENOSPC: 'Make room on its disk, or name a path on another one',
  ENOTDIR: 'A part of it is a file: name another path',
  EPERM: 'Give this user access to it and to the folders above it, or name another path',
  EROFS: 'Its disk can only be read: name a path on another one',
};

/** Says why the system refused a path, and what to do: `permission denied. Give …`. */
export function sayRefusedPath(error: unknown): string {
  const reason = error instanceof Error ? messageOf(error).replace(/, [a-z]+(?: '[^']*')?$/, '') : String(error);
  return `${reason}. ${PATH_ADVICE[errnoCode(error) ?? ''] ?? 'Name another path'}.`;
}

/** Appends a code to a message, unless it has one. */
export function withCode(message: string, code: string): string {
  return /\(LF\d{3}\)$/.test(message) ? message : `${message} (${code})`;
}

/** The last message of a program that must stop, with its code if the error is ours. */
export function tellError(error: unknown): string {
  const path = refusedPath(error);
  if (path !== null) return `${JSON.stringify(path)} cannot be used: ${sayRefusedPath(error)}`;
  const message = describeError(error);
  if (!(error instanceof CodedError)) return message;
  const {code}: CodedError<keyof typeof MESSAGE_CODES> = error;
  return withCode(message, MESSAGE_CODES[code]);
}

/** The path of an error of the system's that nobody has put in words; null for any other error. */
function refusedPath(error: unknown): string | null {
  const isKnown = Object.hasOwn(PATH_ADVICE, errnoCode(error) ?? '');
  if (!isKnown || !(error instanceof Error) || !('path' in error) || typeof error.path !== 'string') return null;
  return error.path.length > 200 ? `${error.path.slice(0, 200)}…` : error.path;
}

/** The code of a system error, such as ENOENT; undefined for anything else. */
export function errnoCode(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}
