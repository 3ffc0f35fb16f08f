import {RefusedError} from '../domain/errors.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type Step, stepName} from '../domain/step.ts';
import {signText} from '../provenance/ssh-signature.ts';
import {formatStatement} from '../provenance/statement.ts';
import {keepStatement} from './keep-statement.ts';

/** Signs a statement about a step with a key and stores it here and, if its work is pushed, at the remote. Throws GitError, RefusedError. */
export async function attestStep(
  repository: Repository,
  step: Step,
  {slug, keyFile, isPushed}: {readonly slug: string; readonly keyFile: string; readonly isPushed: boolean},
): Promise<void> {
  const payload = statementOf(step, false);
  const signature = await signText(keyFile, payload);
  await keepStatement(repository, {title: titleOf(step), content: {payload, signature}}, {slug, isPushed});
}

/** Formats the statement about a step, to be signed. Throws RefusedError. */
export function statementOf(step: Step, isLate: boolean): string {
  const payload = formatStatement(step, {isLate});
  if (payload !== null) return payload;
  throw new RefusedError('wrong-place', `how ${stepName(step)} ended is not on record`);
}

/** The readable first line of a stored statement. */
export function titleOf(step: Step): string {
  return `${stepName(step)} of ${step.projectId}, signed`;
}
