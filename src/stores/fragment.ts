import {mkdir, readFile, rename, stat, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {StoreError} from '../domain/errors.ts';
import type {LedgerRecords} from '../domain/records.ts';
import type {StoreDeps} from './deps.ts';
import {seal, unseal} from './sealed-json.ts';

/**
 * A fragment: the records of one run that could not read its history, as a file of their own. They have no numbers,
 * since numbers follow from all records; whoever merges them gives them the next free ones.
 */
export const FRAGMENT_FILE = 'record.json';

const FORMAT = 'laforge-fragment';
const VERSION = 1;
/** One run makes a few records; each may carry its agent's whole configuration. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The text of a fragment's file. */
export function formatFragment(records: Pick<LedgerRecords, 'steps' | 'rollbacks'>): string {
  const [steps, rollbacks] = [records.steps.map(seal), records.rollbacks.map(seal)];
  return `${JSON.stringify({format: FORMAT, version: VERSION, records: {steps, rollbacks}}, null, 1)}\n`;
}

/** Reads the text of a fragment, every field of it checked. Throws StoreError, naming `source`. */
export async function parseFragment(
  text: string,
  source: string,
  {parseRecords}: Pick<StoreDeps, 'parseRecords'>,
): Promise<LedgerRecords> {
  const value = parseJson(text, source);
  if (!isObject(value) || value.format !== FORMAT || !isObject(value.records)) {
    throw new StoreError('damaged', `${source} is not a record of LaForge's.`);
  }
  if (value.version !== VERSION) {
    throw new StoreError(
      'newer-ledger',
      `${source} has format ${JSON.stringify(value.version)}, and this version reads ${VERSION}. Use the newer version of the action.`,
    );
  }
  const unsealAll = (list: unknown) => {
    if (!Array.isArray(list)) return list;
    return list.map((it: unknown) => (isObject(it) ? unseal(it, source) : it));
  };
  const {steps, rollbacks} = value.records;
  // Claims in a fragment would let one file take numbers away from all others.
  return parseRecords(
    {steps: unsealAll(steps), rollbacks: unsealAll(rollbacks), stepClaims: [], rollbackClaims: []},
    source,
  );
}

/** Reads a fragment's file. Throws StoreError, naming `source`. */
export async function readFragment(
  path: string,
  source: string,
  deps: Pick<StoreDeps, 'parseRecords'>,
): Promise<LedgerRecords> {
  const {size} = await stat(path);
  if (size > MAX_BYTES) throw new StoreError('damaged', `${source} has ${size} bytes, too many for a record.`);
  return parseFragment(await readFile(path, 'utf8'), source, deps);
}

/** Writes a fragment's file whole or not at all. */
export async function writeFragment(path: string, records: LedgerRecords): Promise<void> {
  // An agent may have taken the folder away.
  await mkdir(dirname(path), {recursive: true});
  await writeFile(`${path}.new`, formatFragment(records));
  await rename(`${path}.new`, path);
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreError('damaged', `${source} is not JSON.`, {cause: error});
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
