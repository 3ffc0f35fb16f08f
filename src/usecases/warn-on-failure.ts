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

/** Leaves out what has been said already, also as whole words of a longer sentence: "2 files …" is not in "12 files …". */
export function sayOnce(warn: (message: string) => void): (message: string) => void {
  const said: string[] = [];
  return (message) => {
    if (said.some((earlier) => saysToo(earlier, message))) return;
    said.push(message);
    warn(message);
  };
}

function saysToo(earlier: string, message: string): boolean {
  const at = earlier.indexOf(message);
  if (at < 0) return false;
  const [before, after] = [earlier.charAt(at - 1), earlier.charAt(at + message.length)];
  return (before === '' || /[\s(]/.test(before)) && (after === '' || /[\s).,;:]/.test(after));
}
