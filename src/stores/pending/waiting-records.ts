import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describeError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import {concatRecords, type LedgerRecords, NO_RECORDS} from '../../domain/records.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {readFragment, writeFragment} from '../fragment.ts';
import {FRAGMENT_FILE} from '../saved-files.ts';
import type {StoreRequest} from '../store-deps.ts';

/** Files taken up at once; the others wait for the next process. */
const TAKEN_UP = 50;
/** The folder of one history. */
const KEY = /^[0-9a-f]{16}$/;

/** The content of one file, and its path. */
interface WaitingFile {
  readonly path: string;
  readonly records: LedgerRecords;
}

/**
 * Records that the remote has refused, each run's in a file of its own, in a folder that outlives the run. Whoever opens
 * the history next takes them up, and removes the files once the history has what is in them.
 */
export class WaitingRecords {
  readonly #folder: string;
  /** The folder of all histories of the project. */
  readonly #all: string;
  readonly #listStrays: () => readonly string[];
  #files: readonly WaitingFile[] = [];

  /**
   * `folder` may hold records of several histories: `history` tells them apart. `listStrays` names those that lie
   * elsewhere, because the disk of the folder was full.
   */
  constructor(folder: string, history: string, listStrays: () => readonly string[] = () => []) {
    this.#listStrays = listStrays;
    this.#all = folder;
    this.#folder = join(folder, createHash('sha256').update(history).digest('hex').slice(0, 16));
  }

  /** Reads what waits. A file that cannot be right is left alone, with a warning. */
  async read(warn: (message: string) => void): Promise<LedgerRecords> {
    const paths = [...(await recordFiles(this.#folder)), ...this.#listStrays()];
    await this.#tellOthers(warn);
    const files: WaitingFile[] = [];
    for (const path of paths.slice(0, TAKEN_UP)) {
      try {
        files.push({path, records: await readFragment(path, path)});
      } catch (error) {
        warn(`A record that waits to be published was left out: ${describeError(error)}`);
      }
    }
    this.#files = files;
    return concatRecords(files.map(({records}) => records));
  }

  /**
   * Names what waits for a history at another address: nobody but the user knows if that is this one, whose address has
   * changed, and what waits there is seen nowhere else.
   */
  async #tellOthers(warn: (message: string) => void): Promise<void> {
    for (const name of existsSync(this.#all) ? await readdir(this.#all) : []) {
      const other = join(this.#all, name);
      const count = other === this.#folder || !KEY.test(name) ? 0 : (await recordFiles(other)).length;
      if (count === 0) continue;
      const records = count === 1 ? '1 record waits' : `${count} records wait`;
      const [from, to] = [other, this.#folder].map((folder) => quoteForShell([folder]));
      warn(
        `${records} for another address or store of this project's history, in ${other}. If that was this one, publish it: mkdir -p ${to} && mv ${from}/*.json ${to}`,
      );
    }
  }

  /** Keeps what waits for the next process, unless it lies here already. Resolves to the file of the first record. */
  async keep(waiting: LedgerRecords): Promise<string> {
    const lying = new Set(this.#files.flatMap(({records}) => uidsOf(records)));
    const steps = waiting.steps.filter(({draft}) => !lying.has(draft.uid));
    const rollbacks = waiting.rollbacks.filter(({uid}) => !lying.has(uid));
    const fresh = {...waiting, steps, rollbacks};
    const [name] = uidsOf(fresh);
    const [first] = this.#files;
    if (name === undefined) return first?.path ?? this.#folder;
    const path = join(this.#folder, `${name}.json`);
    await writeFragment(path, fresh);
    return path;
  }

  /** Removes the files of which nothing waits any more. One with a record that cannot be read here stays. */
  async drop(waiting: LedgerRecords): Promise<void> {
    const uids = new Set(uidsOf(waiting));
    const settled = this.#files.filter(
      ({records}) => records.setAside === undefined && !uidsOf(records).some((uid) => uids.has(uid)),
    );
    this.#files = this.#files.filter((file) => !settled.includes(file));
    await Promise.all(settled.map(({path}) => rm(path, {force: true})));
  }
}

async function recordFiles(folder: string): Promise<readonly string[]> {
  const entries = existsSync(folder) ? await readdir(folder, {withFileTypes: true}) : [];
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.json')).map(({name}) => name);
  return names.sort().map((name) => join(folder, name));
}

/** The place of one run's own records, and what earlier processes could not add to their history. */
export interface RunRecords {
  /** A folder of this run alone. */
  readonly folder: string;
  /** The folder goes when the history is closed, unless the only copy of a record is in it. */
  readonly isTemporary: boolean;
  readonly left: LedgerRecords;
  /** The folder for records that the store refuses; null when nothing outlives the run. */
  readonly waiting: WaitingRecords | null;
}

export type RunFolders = Pick<StoreRequest, 'folder' | 'waitingFolder' | 'listStrays'>;

/** Opens that place: the folder that is given, else a temporary one. `history` names the history at its store. */
export async function openRunRecords(
  {folder, waitingFolder = null, listStrays}: RunFolders,
  history: string,
  warn: (message: string) => void,
): Promise<RunRecords> {
  const own = folder ?? (await mkdtemp(join(tmpdir(), 'laforge-history-')));
  await mkdir(own, {recursive: true});
  const waiting = waitingFolder === null ? null : new WaitingRecords(waitingFolder, history, listStrays);
  const left = [
    ...(waiting === null ? [] : [await waiting.read(warn)]),
    await readLeft(join(own, FRAGMENT_FILE), warn),
  ];
  return {folder: own, isTemporary: folder === null, left: concatRecords(left), waiting};
}

/** The records that main left when it was ended before it could add them. */
async function readLeft(file: string, warn: (message: string) => void): Promise<LedgerRecords> {
  if (!existsSync(file)) return NO_RECORDS;
  try {
    return await readFragment(file, file);
  } catch (error) {
    warn(`What an earlier process of this run left could not be read: ${describeError(error)}`);
    return NO_RECORDS;
  }
}

function uidsOf({steps, rollbacks}: LedgerRecords): readonly Uid[] {
  return [...steps.map(({draft}) => draft.uid), ...rollbacks.map(({uid}) => uid)];
}
