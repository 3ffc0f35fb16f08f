import {RefusedError, type RefusedErrorCode} from './errors.ts';

/** A rule's no, as data: why, and what to do about it. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusedErrorCode;
  readonly message: string;
}

export function refuse(code: RefusedErrorCode, message: string): Refusal {
  return {kind: 'refused', code, message};
}

/** The value, or the refusal thrown. */
export function orThrow<Value extends {readonly kind: string}>(answer: Value | Refusal): Exclude<Value, Refusal> {
  if (isRefusal(answer)) throw new RefusedError(answer.code, answer.message);
  return answer as Exclude<Value, Refusal>;
}

export function isRefusal(answer: {readonly kind: string}): answer is Refusal {
  return answer.kind === 'refused';
}
