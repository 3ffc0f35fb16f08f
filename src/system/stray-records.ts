import {hash} from 'node:crypto';
import {lstatSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Uid} from '../domain/identity.ts';
import type {StoreName} from '../domain/ports/store.ts';

/** The file in the temporary folder for a record that does not fit on the disk of its history. */
export function strayRecord(store: StoreName, [name = '']: readonly string[], uid: Uid): string {
  return join(tmpdir(), `${strayPrefix(store, name)}${uid}.json`);
}

/** Lists a history's records in the temporary folder. Files of other users are ignored. */
export function listStrayRecords(store: StoreName, names: readonly string[]): readonly string[] {
  const prefixes = names.map((name) => strayPrefix(store, name));
  return readdirSync(tmpdir())
    .filter((file) => file.endsWith('.json') && prefixes.some((prefix) => file.startsWith(prefix)))
    .map((file) => join(tmpdir(), file))
    .filter(isOwnFile);
}

/** Marks a history's records in the temporary folder, which other histories use too. */
function strayPrefix(store: StoreName, name: string): string {
  return `laforge-record-${hash('sha256', `${store} ${name}`).slice(0, 16)}-`;
}

function isOwnFile(path: string): boolean {
  const found = lstatSync(path, {throwIfNoEntry: false});
  return found?.isFile() === true && (process.getuid === undefined || found.uid === process.getuid());
}
