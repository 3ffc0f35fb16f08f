import {describeError, InputError, RefusedError, StoreError} from '../domain/errors.ts';
import type {Forge} from '../domain/runner-variables.ts';
import {statusOf, wasAnswered} from './connection.ts';

/** The subject of a request, and the `permissions:` line a job needs for it, such as `pull-requests: write`. */
export interface Attempt {
  /** Goes on after "Cannot": `read pull request #5`. */
  readonly doing: string;
  readonly permission: string;
  /** The service that was asked. Default: GitHub. */
  readonly forge?: Forge | undefined;
}

/**
 * The error a failed request means for people: a missing permission by the line that grants it, a service that is down
 * or tired as such. The client's error stays as the cause.
 */
export function explainFailure(error: unknown, {doing, permission, forge = 'GitHub'}: Attempt): Error {
  if (error instanceof InputError || error instanceof RefusedError) return error;
  const status = statusOf(error);
  const said = describeError(error)
    .replace(/ - https:\/\/docs\.github\.com\S*$/, '')
    .trim();
  const grant = `Give the job "permissions: ${permission}", or github-token a token that may do this.`;
  const because = (sentence: string) => `Cannot ${doing}: ${sentence}`;
  if (isRateLimit(error, status)) {
    return new StoreError(
      'unavailable',
      because(`${forge} takes no more requests for now (${said}). Try again later.`),
      {
        cause: error,
      },
    );
  }
  switch (status) {
    case 401:
      return refused(because(`${forge} does not accept the token (${said}). Check the input "github-token".`), error);
    case 403:
      return /\blocked\b/i.test(said)
        ? refused(because(`the conversation is locked (${said}). Unlock it, or write "comment: none".`), error)
        : refused(because(`the token may not do it (${said}). ${grant}`), error);
    case 404:
      return refused(because(`it is not there, or the token may not see it (${said}). ${grant}`), error);
    default:
      return new StoreError(
        'unavailable',
        because(wasAnswered(error) ? `${forge} answered ${status}: ${said}.` : `no answer came (${said}).`),
        {cause: error},
      );
  }
}

function refused(message: string, cause: unknown): RefusedError {
  return new RefusedError('no-permission', message, {cause});
}

/** GitHub answers 403 or 429 when it has had enough; a 403 is told from a missing permission by its headers or words. */
function isRateLimit(error: unknown, status: number): boolean {
  if (status === 429) return true;
  if (status !== 403 || !(error instanceof Error)) return false;
  const headers = 'response' in error ? headersOf(error.response) : {};
  return (
    headers['x-ratelimit-remaining'] === '0' ||
    headers['retry-after'] !== undefined ||
    /rate limit/i.test(error.message)
  );
}

function headersOf(response: unknown): Readonly<Record<string, unknown>> {
  const headers = typeof response === 'object' && response !== null && 'headers' in response ? response.headers : null;
  return typeof headers === 'object' && headers !== null ? {...headers} : {};
}
