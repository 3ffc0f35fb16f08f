import {existsSync, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {InputError, StoreError} from '../domain/errors.ts';
import {notALedger} from './sqlite-errors.ts';

export interface PathRules {
  /** Whether it may be missing, to be created. */
  readonly mayBeMissing: boolean;
  readonly maxBytes: number;
}

/** Refuses a path that cannot be a steps.db before SQLite touches it. A missing folder is an InputError naming it. */
export function checkPath(path: string, {mayBeMissing, maxBytes}: PathRules): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) {
    throw new InputError(
      'bad-input',
      `The folder ${folder} of ${path} does not exist. Create it, or name another file.`,
    );
  }
  const stats = statSync(path, {throwIfNoEntry: false});
  if (stats === undefined) {
    if (mayBeMissing) return;
    throw new StoreError('unreadable', `There is no steps.db at ${path}. Look at the path.`);
  }
  if (!stats.isFile()) throw notALedger(path, 'it is no file');
  if (stats.size > maxBytes) {
    throw new StoreError(
      'unreadable',
      `${path} has ${stats.size} bytes, more than the ${maxBytes} that are read here.`,
    );
  }
}
