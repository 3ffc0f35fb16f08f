import {mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {isObject, parseObject} from '../domain/json.ts';
import {type LedgerRecords, NO_RECORDS, parseLedgerRecords, type SetAside} from '../domain/records.ts';
import {readRegularFile, replaceFile} from '../files/regular-file.ts';
import {seal, unsealAll} from './sealed-json.ts';

const FORMAT = 'laforge-fragment';
const VERSION = 1;
/** One run makes few records, but each may contain its agent's whole configuration. */
const MAX_BYTES = 16 * 1024 * 1024;

export function formatFragment(records: Pick<LedgerRecords, 'steps' | 'rollbacks'>): string {
  const [steps, rollbacks] = [records.steps.map(seal), records.rollbacks.map(seal)];
  return `${JSON.stringify({format: FORMAT, version: VERSION, records: {steps, rollbacks}}, null, 1)}\n`;
}

/**
 * Parses a fragment and checks every field. Invalid records are set aside, and so is a whole fragment of a later
 * version. Throws StoreError, naming `source`, if it is no fragment.
 */
export function parseFragment(text: string, source: string): LedgerRecords {
  const value = parseObject(text);
  if (value?.format !== FORMAT || !isObject(value.records)) {
    throw new StoreError('damaged', `${source} is not a record of LaForge's.`);
  }
  if (value.version !== VERSION) {
    const version = quote(String(JSON.stringify(value.version)));
    return {...NO_RECORDS, setAside: [{text, reason: `format: is ${version}, and this version reads ${VERSION}`}]};
  }
  const unsealed: SetAside[] = [];
  const {steps, rollbacks} = value.records;
  if (!Array.isArray(steps) || !Array.isArray(rollbacks))
    throw new StoreError('damaged', `${source} has no list of records.`);
  // Ignore claims: with them, one file could take numbers from all others.
  const {setAside = [], ...records} = parseLedgerRecords(
    {...NO_RECORDS, steps: unsealAll(steps, unsealed), rollbacks: unsealAll(rollbacks, unsealed)},
    source,
  );
  const all = [...unsealed, ...setAside];
  return all.length === 0 ? records : {...records, setAside: all};
}

/** Reads a fragment's file. Throws StoreError, naming `source`. */
export async function readFragment(path: string, source: string): Promise<LedgerRecords> {
  const stats = statSync(path);
  if (!stats.isFile()) throw new StoreError('damaged', `${source} is no file.`);
  if (stats.size > MAX_BYTES) {
    throw new StoreError('damaged', `${source} has ${stats.size} bytes, too many for a record.`);
  }
  const bytes = readRegularFile(path, MAX_BYTES);
  if (bytes === null) throw new StoreError('damaged', `${source} cannot be read.`);
  return parseFragment(bytes.toString('utf8'), source);
}

/** Writes a fragment's file atomically. */
export async function writeFragment(path: string, records: LedgerRecords): Promise<void> {
  // An agent may have deleted the folder.
  mkdirSync(dirname(path), {recursive: true});
  replaceFile(path, formatFragment(records));
}
