import {describeError} from '../domain/errors.ts';

/** Runs what may fail after the agent: its failure is a warning, the result undefined. */
export async function warnOnFailure<Result>(
  warn: (message: string) => void,
  effect: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await effect();
  } catch (error) {
    warn(describeError(error));
    return undefined;
  }
}
