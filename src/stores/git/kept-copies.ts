import {hash, randomUUID} from 'node:crypto';
import {constants} from 'node:fs';
import {copyFile, lstat, mkdir, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {isSha, type Sha} from '../../domain/identity.ts';
import {type Json, parseObject} from '../../domain/json.ts';
import {LEDGER_FILE} from '../../domain/ports/ledger.ts';
import {readRegularFile, replaceFile} from '../../files/regular-file.ts';

const NOTE_FILE = 'note.json';
/** Names the last state that this machine saw, also without loading it. */
const SEEN_FILE = 'seen.json';
/** An unfinished copy older than this was abandoned. */
const HOUR_MS = 60 * 60 * 1000;

/** A history at a tip as a steps.db, with a note beside it. */
export interface KeptCopy {
  readonly sha: Sha;
  /** Read-only: to add to it, copy it first. */
  readonly path: string;
  readonly note: Json;
}

/** A state of a history that this machine has seen at the remote. */
export interface SeenState {
  readonly sha: Sha;
  readonly records: number;
  /** What this machine knows of the history. */
  readonly folder: string;
}

/**
 * Keeps the last loaded state of a history in a folder of the user's, for the next command that shows it. It is not
 * authoritative: an agent could write there too. So only commands that show something use it as a history, and only if
 * it is the state at the remote's present tip or an earlier one. What the remote has lost is told from it, never
 * published.
 */
export class KeptCopies {
  readonly #folder: string;

  /** `folder` may hold copies of several histories; `history` identifies this one. */
  constructor(folder: string, history: string) {
    this.#folder = join(folder, hash('sha256', history).slice(0, 16));
  }

  /** Null if there is no usable copy. */
  async find(): Promise<KeptCopy | null> {
    try {
      for (const sha of (await readdir(this.#folder)).filter(isSha)) {
        const path = join(this.#folder, sha, LEDGER_FILE);
        const noteFile = join(this.#folder, sha, NOTE_FILE);
        const bytes = (await lstat(path)).isFile() ? readRegularFile(noteFile) : null;
        const note = bytes === null ? undefined : parseObject(bytes.toString());
        if (note !== undefined) return {sha, path, note};
      }
    } catch {
      // There is none, or another process is replacing it.
    }
    return null;
  }

  /** The newest state that this machine has loaded or seen; null if it knows none. */
  async known(): Promise<SeenState | null> {
    const copy = await this.find();
    const bytes = readRegularFile(join(this.#folder, SEEN_FILE));
    const seen = bytes === null ? undefined : parseObject(bytes.toString());
    const states = [
      {sha: copy?.sha, records: copy?.note.records},
      {sha: seen?.sha, records: seen?.records},
    ].flatMap(({sha, records}) => {
      const isState = typeof sha === 'string' && isSha(sha) && typeof records === 'number' && records > 0;
      return isState ? [{sha, records, folder: this.#folder}] : [];
    });
    return states.sort((a, b) => b.records - a.records)[0] ?? null;
  }

  /** Notes a state that was seen at the remote. If that fails, the next command does not know of it. */
  async see({sha, records}: Omit<SeenState, 'folder'>): Promise<void> {
    try {
      await mkdir(this.#folder, {recursive: true, mode: 0o700});
      replaceFile(join(this.#folder, SEEN_FILE), JSON.stringify({sha, records}));
    } catch {
      // Nobody else is told of it.
    }
  }

  /** Replaces earlier copies by this one. If that fails, the next command loads the history as usual. */
  async keep(path: string, sha: Sha, note: Json): Promise<void> {
    const draft = join(this.#folder, `${randomUUID()}.new`);
    try {
      await mkdir(draft, {recursive: true, mode: 0o700});
      await copyFile(path, join(draft, LEDGER_FILE), constants.COPYFILE_FICLONE);
      await writeFile(join(draft, NOTE_FILE), JSON.stringify(note));
      await rename(draft, join(this.#folder, sha));
      await this.#removeOthers(sha);
    } catch {
      await rm(draft, {recursive: true, force: true}).catch(() => {});
    }
  }

  async #removeOthers(sha: Sha): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const other = join(this.#folder, name);
      const isUnderWay = name.endsWith('.new') && Date.now() - (await lstat(other)).mtimeMs < HOUR_MS;
      if (name !== sha && name !== SEEN_FILE && !isUnderWay) await rm(other, {recursive: true, force: true});
    }
  }
}
