import {readdirSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {isFolder} from '../../files/regular-file.ts';

/** Lists the records that runs put beside a file they could not read. */
export function listFragments(path: string): readonly string[] {
  if (!isFolder(dirname(path))) return [];
  const names = readdirSync(dirname(path));
  const prefix = `${basename(path)}.record-`;
  return names.filter((it) => it.startsWith(prefix) && it.endsWith('.json')).map((it) => join(dirname(path), it));
}
