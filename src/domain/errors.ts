/**
 * The four ways in which something of ours cannot go on. A message is one sentence or two: what failed, the value or
 * file, what to do. The agent's own failure is none of these: it is data in the step.
 */

/** Something the user wrote cannot be used: an input, an option, a file they named. Nothing has been changed. */
export type InputErrorCode = 'bad-input' | 'bad-environment' | 'not-a-work-tree' | 'git-missing' | 'git-too-old';

/** A rule said no: a step, a rollback or an undo that must not happen. Nothing has been changed. */
export type RefusedErrorCode =
  | 'wrong-place'
  | 'branch-moved'
  | 'no-permission'
  | 'unknown-step'
  | 'unknown-rollback'
  | 'contested-id'
  | 'not-reversible'
  | 'would-discard'
  | 'not-an-ancestor'
  | 'branch-gone'
  | 'branch-checked-out'
  | 'in-operation'
  | 'dirty-work-tree'
  | 'not-comparable'
  | 'commit-gone'
  | 'not-bisectable'
  | 'revert-conflict'
  | 'branch-protected'
  | 'not-replayable'
  | 'not-confirmed'
  | 'push-refused';

/** A ledger or the store it lives in could not be read or written. */
export type StoreErrorCode = 'not-a-ledger' | 'newer-ledger' | 'damaged' | 'unreadable' | 'unwritable' | 'unavailable';

/** git answered in a way that none of the rules above covers; `git-stopped`: it did not end by itself. */
export type GitErrorCode = 'git-failed' | 'git-stopped' | 'remote-unreachable';

abstract class CodedError<Code extends string> extends Error {
  readonly code: Code;
  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = new.target.name;
  }
}

export class InputError extends CodedError<InputErrorCode> {}
export class RefusedError extends CodedError<RefusedErrorCode> {}
export class StoreError extends CodedError<StoreErrorCode> {}
export class GitError extends CodedError<GitErrorCode> {}

/** Describes anything that was thrown: the message, and the cause's where it adds something. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return cause !== undefined && !error.message.includes(cause) ? `${error.message} (${cause})` : error.message;
}

/** A rule's no, as data: why, and what to do about it. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusedErrorCode;
  readonly message: string;
}

export function refuse(code: RefusedErrorCode, message: string): Refusal {
  return {kind: 'refused', code, message};
}

/** A refusal, to be thrown. */
export function refusedBy({code, message}: Refusal): RefusedError {
  return new RefusedError(code, message);
}

/** The value, or the refusal thrown. */
export function orThrow<Value extends {readonly kind: string}>(answer: Value | Refusal): Exclude<Value, Refusal> {
  if (isRefusal(answer)) throw refusedBy(answer);
  return answer as Exclude<Value, Refusal>;
}

export function isRefusal(answer: {readonly kind: string}): answer is Refusal {
  return answer.kind === 'refused';
}

/** The code of a system error, such as ENOENT; undefined of anything else. */
export function errnoCode(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}
