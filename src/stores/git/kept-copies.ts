import {createHash, randomUUID} from 'node:crypto';
import {constants} from 'node:fs';
import {copyFile, lstat, mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {isSha, type Sha} from '../../domain/identity.ts';
import {type Json, parseObject} from '../../domain/json.ts';
import {LEDGER_FILE} from '../saved-files.ts';

const NOTE_FILE = 'note.json';
/** A copy that was begun longer ago was given up. */
const HOUR_MS = 60 * 60 * 1000;

/** A history as a steps.db, as it was at a tip, with what is noted beside it. */
interface KeptCopy {
  readonly sha: Sha;
  /** Never written to: whoever adds to it copies it first. */
  readonly path: string;
  readonly note: Json;
}

/**
 * The last loaded state of a history, kept in a folder of the user's for whoever shows the history next. It is by no
 * means the history: an agent could write there too. So it is asked for by what only shows, and is the copy of the very
 * tip that the remote has now, or of one before it.
 */
export class KeptCopies {
  readonly #folder: string;

  /** `folder` may hold copies of several histories: `history` tells them apart. */
  constructor(folder: string, history: string) {
    this.#folder = join(folder, createHash('sha256').update(history).digest('hex').slice(0, 16));
  }

  /** Null where there is none that can be used. */
  async find(): Promise<KeptCopy | null> {
    try {
      for (const sha of (await readdir(this.#folder)).filter(isSha)) {
        const path = join(this.#folder, sha, LEDGER_FILE);
        const noteFile = join(this.#folder, sha, NOTE_FILE);
        const areFiles = (await lstat(path)).isFile() && (await lstat(noteFile)).isFile();
        const note = areFiles ? parseObject(await readFile(noteFile, 'utf8')) : undefined;
        if (note !== undefined) return {sha, path, note};
      }
    } catch {
      // There is none, or another process has just put a newer one in its place.
    }
    return null;
  }

  /** Keeps a copy in place of those before it. Where that fails the next who asks loads the history as ever. */
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
      if (name !== sha && !isUnderWay) await rm(other, {recursive: true, force: true});
    }
  }
}
