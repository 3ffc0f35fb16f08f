import {hash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describeError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import {FRAGMENT_FILE} from '../../domain/ports/store.ts';
import {concatRecords, type LedgerRecords, NO_RECORDS} from '../../domain/records.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {readFragment, writeFragment} from '../fragment.ts';
import type {StoreDeps, StoreRequest} from '../store-deps.ts';

/** The most files taken up at once; the rest wait for the next process. */
const TAKEN_UP = 50;
/** The name of one history's folder. */
const KEY = /^[0-9a-f]{16}$/;

/** The contents of one file, and its path. */
interface WaitingFile {
  readonly path: string;
  readonly records: LedgerRecords;
}

/**
 * Records that the remote refused, in one file for each run, in a folder that outlives runs. Whoever opens the history
 * next takes them up, and removes the files once the history has their records.
 */
class WaitingRecords {
  readonly #folder: string;
  /** The folder of all the project's histories. */
  readonly #all: string;
  #files: readonly WaitingFile[] = [];

  /** `folder` may hold records of several histories; `history` identifies this one. */
  constructor(folder: string, history: string) {
    this.#all = folder;
    this.#folder = join(folder, hash('sha256', history).slice(0, 16));
  }

  /**
   * Reads what waits. An invalid file is left alone, with a warning. `strays` are files elsewhere, from when the disk of
   * the folder was full.
   */
  async read(warn: (message: string) => void, strays: readonly string[]): Promise<LedgerRecords> {
    const paths = [...(await recordFiles(this.#folder)), ...strays];
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
   * Warns of records that wait for a history at another address. Only the user knows if that is this history with a new
   * address, and nothing else shows those records.
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

  /** Keeps what waits for the next process, unless it is here already. Resolves to the file of the first record. */
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

  /** Removes files whose records no longer wait. A file with an unreadable record stays. */
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

/** The place of a run's own records, and the records that earlier processes could not add to their history. */
export interface RunRecords {
  /** A folder for this run only. */
  readonly folder: string;
  /** True to remove the folder when the history is closed, unless it holds the only copy of a record. */
  readonly isTemporary: boolean;
  readonly left: LedgerRecords;
  /** The records that the store refused, in a folder that outlives the run; null if nothing does. */
  readonly waiting: WaitingRecords | null;
}

export type RunFolders = Pick<StoreRequest, 'folder' | 'waitingFolder' | 'listStrays'>;

/** Opens the given folder, or a temporary one. `history` identifies the history and its store. */
export async function openRunRecords(
  {onFolder}: Pick<StoreDeps, 'onFolder'>,
  {folder, waitingFolder = null, listStrays = () => []}: RunFolders,
  history: string,
  warn: (message: string) => void,
): Promise<RunRecords> {
  const own = folder ?? (await mkdtemp(join(tmpdir(), 'laforge-history-')));
  await mkdir(own, {recursive: true});
  if (folder === null) onFolder?.(own);
  const waiting = waitingFolder === null ? null : new WaitingRecords(waitingFolder, history);
  const left = [
    ...(waiting === null ? [] : [await waiting.read(warn, listStrays())]),
    await readLeft(join(own, FRAGMENT_FILE), warn),
  ];
  return {folder: own, isTemporary: folder === null, left: concatRecords(left), waiting};
}

/** Reads the records that main left when it was killed before adding them. */
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
