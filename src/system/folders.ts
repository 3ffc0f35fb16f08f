import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {processInfo} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import {parseJson} from '../domain/json.ts';
import {nullable, object, Reading, uid as uidKind, WRONG} from '../domain/kinds.ts';
import {FRAGMENT_FILE} from '../domain/ports/store.ts';
import {isFolder, readRegularFile} from '../files/regular-file.ts';
import {describeProcess, proveGone} from './process-info.ts';

/**
 * Makes a folder and its missing parents. Node's recursive mkdir loops forever when a folder exists but the system answers
 * ENOENT for a new folder in it, as in /proc.
 */
export function makeFolder(path: string, mode?: number): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent, mode);
  try {
    mkdirSync(path, {mode});
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!isFolder(path)) throw error;
  }
}

/**
 * Checks that a folder can be written to, or created if it is missing, by making and removing a temporary folder: permission
 * bits do not tell for sure. Throws the system's error.
 */
export function checkWritable(path: string): void {
  if (isFolder(path)) rmdirSync(mkdtempSync(join(path, '.laforge-')));
  else checkWritable(dirname(path));
}

/**
 * Makes TMPDIR usable for programs that run in other folders: makes a relative path absolute, and unsets a path that is not
 * a writable folder, so that programs fall back to the system's own.
 */
export function makeTemporaryFolderUsable(env: NodeJS.ProcessEnv, cwd: string): void {
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) {
    const value = env[name];
    if (!value) continue;
    const folder = resolve(cwd, value);
    if (isUsable(folder)) env[name] = folder;
    else delete env[name];
  }
}

function isUsable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

const OWNER = 'owner.json';
const owner = object({process: processInfo, uid: nullable(uidKind)});
/** The names of the folders that have an owner: those of runs, of private repositories and work trees, of checks, and of loaded histories. */
const OWNED = /^laforge-(?:(?:git|scratch|bisect|history|verify)-)?[A-Za-z0-9]{6}$/;
const MOST_REMOVED = 100;

/** Notes in a temporary folder that it is this process's, and of which step, for `removeAbandoned` of a later one. */
export function noteOwner(folder: string, uid: Uid | null = null): void {
  const info = describeProcess({});
  if (info !== null) quietly(() => writeFileSync(join(folder, OWNER), JSON.stringify({process: info, uid})));
}

/**
 * Removes the temporary folders below `parent` of our processes that are proven to be gone, such as by SIGKILL. Those of a
 * step stay while its agent still runs: it may read its prompt there.
 */
export function removeAbandoned(parent: string, hasAgent: (uid: Uid) => boolean): void {
  quietly(() => {
    const names = readdirSync(parent).filter((name) => OWNED.test(name));
    for (const folder of names.slice(0, MOST_REMOVED).map((name) => join(parent, name))) {
      quietly(() => {
        if (isAbandoned(folder, hasAgent)) rmSync(folder, {recursive: true, force: true});
      });
    }
  });
}

function isAbandoned(folder: string, hasAgent: (uid: Uid) => boolean): boolean {
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== process.getuid?.()) return false;
  const text = readRegularFile(join(folder, OWNER))?.toString('utf8');
  const found = text === undefined ? WRONG : owner.read(parseJson(text), new Reading(true));
  if (found === WRONG || proveGone(found.process) === null) return false;
  // It may be the only copy.
  if (existsSync(join(folder, FRAGMENT_FILE))) return false;
  return found.uid === null || !hasAgent(found.uid);
}

/** Changes a note or a temporary folder, without which the next process manages: it may be gone, or unwritable. */
export function quietly(change: () => void): void {
  try {
    change();
  } catch {
    // Left as it is.
  }
}
