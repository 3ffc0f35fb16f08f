import {
  describeError,
  GitError,
  type GitErrorCode,
  InputError,
  type InputErrorCode,
  RefusedError,
  type RefusedErrorCode,
  StoreError,
  type StoreErrorCode,
} from './errors.ts';
import type {PushRefusalCode} from './ports/remote.ts';

/**
 * The short codes under which docs/troubleshooting.md tells what a message means and what to do. A code stays: it is
 * never given to another message.
 */
export const MESSAGE_CODES = {
  'bad-input': 'LF001',
  'bad-environment': 'LF002',
  'not-a-work-tree': 'LF003',
  'git-missing': 'LF004',
  'git-too-old': 'LF005',
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
  'not-a-ledger': 'LF030',
  'newer-ledger': 'LF031',
  damaged: 'LF032',
  unreadable: 'LF033',
  unwritable: 'LF034',
  unavailable: 'LF035',
  'git-failed': 'LF040',
  'remote-unreachable': 'LF041',
  'git-stopped': 'LF042',
} as const satisfies Record<InputErrorCode | RefusedErrorCode | StoreErrorCode | GitErrorCode, string>;

/** Refusals of a push by a remote. A missing permission and a moved branch have their codes above. */
export const PUSH_CODES = {
  moved: MESSAGE_CODES['branch-moved'],
  'no-permission': MESSAGE_CODES['no-permission'],
  other: MESSAGE_CODES['push-refused'],
  protected: MESSAGE_CODES['branch-protected'],
  rules: 'LF051',
  'hidden-ref': 'LF052',
  'workflow-files': 'LF053',
  signatures: 'LF054',
  'too-large': 'LF055',
  'no-atomic': 'LF056',
} as const satisfies Record<PushRefusalCode, string>;

/** Failures of the workflow step although the agent succeeded. */
export const STEP_CODES = {missedBranch: 'LF060', refused: 'LF061', checkFailed: 'LF062'} as const;

/** A message with its code behind it, once. */
export function withCode(message: string, code: string): string {
  return /\(LF\d{3}\)$/.test(message) ? message : `${message} (${code})`;
}

/** The last message of a program that cannot go on, with its code if the error is ours. */
export function tellError(error: unknown): string {
  const message = describeError(error);
  const isOurs =
    error instanceof InputError ||
    error instanceof RefusedError ||
    error instanceof StoreError ||
    error instanceof GitError;
  return isOurs ? withCode(message, MESSAGE_CODES[error.code]) : message;
}
