import {describeError} from '../domain/errors.ts';

/** Runs something that may fail after the agent: a failure becomes a warning, and the result undefined. */
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

/** Leaves out what has been said already, also as a part of a longer sentence. */
export function sayOnce(warn: (message: string) => void): (message: string) => void {
  const said: string[] = [];
  return (message) => {
    if (said.some((earlier) => earlier.includes(message))) return;
    said.push(message);
    warn(message);
  };
}
