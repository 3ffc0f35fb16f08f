import {type Stats, statSync} from 'node:fs';
import {badInput, sayRefusedPath} from '../domain/errors.ts';

/**
 * Looks at a path that a user gave; undefined if nothing is there. Where the system does not even say that, throws an InputError
 * that begins with `subject`, such as `--db is "x"`.
 */
export function statGiven(path: string, subject: string): Stats | undefined {
  try {
    return statSync(path, {throwIfNoEntry: false});
  } catch (error) {
    throw badInput(`${subject}, which cannot be reached: ${sayRefusedPath(error)}`);
  }
}
