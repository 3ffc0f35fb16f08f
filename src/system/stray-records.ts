import {createHash} from 'node:crypto';
import {lstatSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** The file in the temporary folder for a record that does not fit on the disk of its history. */
export function strayRecord(history: string, uid: string): string {
  return join(tmpdir(), `${prefixOf(history)}${uid}.json`);
}

/** Lists a history's records in the temporary folder. Files of other users are ignored. */
export function listStrayRecords(history: string): readonly string[] {
  const prefix = prefixOf(history);
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix) && name.endsWith('.json'));
  return names.map((name) => join(tmpdir(), name)).filter(isOwnFile);
}

function prefixOf(history: string): string {
  return `laforge-record-${createHash('sha256').update(history).digest('hex').slice(0, 16)}-`;
}

function isOwnFile(path: string): boolean {
  const found = lstatSync(path, {throwIfNoEntry: false});
  return found?.isFile() === true && (process.getuid === undefined || found.uid === process.getuid());
}
