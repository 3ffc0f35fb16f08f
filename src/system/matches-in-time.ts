import {createContext, Script} from 'node:vm';

const LIMIT_MS = 1000;
const SCRIPT = new Script('pattern.test(value)');

/** Matches a pattern for a second at most, then answers null: (a+)+b takes years to say no to forty letters a. */
export function matchesInTime(pattern: RegExp, value: string): boolean | null {
  try {
    return SCRIPT.runInContext(createContext({pattern, value}), {timeout: LIMIT_MS}) === true;
  } catch {
    return null;
  }
}
