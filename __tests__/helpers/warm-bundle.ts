import {createHash} from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import {join} from 'node:path';

const BUILD = join(import.meta.dirname, '../../build');
/** The bundle as it is built from the sources now; the gate proves that the committed one is equal. */
export const DIST = join(BUILD, 'dist');

/** For a program that is started from the sources: without it each start takes the types out of some hundred files. */
export const COMPILE_CACHE = join(BUILD, 'compile-cache');

const WARM_START = join(import.meta.dirname, 'warm-start.cjs');

/** What is added to files of the copy. */
const ADDED = {
  'load-chunks.js': "require('./warm-start.cjs').warm(exports);",
  'code-cache.js':
    "exports.loadThroughCodeCache = (folder) => ({bundle: require('./load-chunks.js').loadChunks(folder), save: () => {}});",
};

let warm: string | null = null;

/**
 * A copy of the bundle that starts faster, since the tests start it some thousand times: each program has a code cache that
 * all tests share, and laforge keeps none of its own in the home of each test. Made where that of this bundle is missing.
 */
export function warmBundle(): string {
  warm ??= make();
  return warm;
}

function make(): string {
  const entries = readdirSync(DIST, {withFileTypes: true}).filter((entry) => entry.isFile());
  const digest = createHash('sha256').update(readFileSync(WARM_START)).update(JSON.stringify(ADDED));
  digest.update(readFileSync(join(DIST, 'chunks/id.txt')));
  for (const {name} of entries) digest.update(readFileSync(join(DIST, name)));
  const id = digest.digest('hex').slice(0, 16);
  const folder = join(BUILD, 'warm', id);
  if (existsSync(folder)) return folder;

  mkdirSync(join(BUILD, 'warm'), {recursive: true});
  const earlier = readdirSync(join(BUILD, 'warm')).filter((name) => name !== id);
  for (const name of earlier) rmSync(join(BUILD, 'warm', name), {recursive: true, force: true});
  const draft = join(BUILD, `warm-${process.pid}`);
  mkdirSync(join(draft, 'chunks'), {recursive: true});
  for (const name of readdirSync(join(DIST, 'chunks')))
    linkSync(join(DIST, 'chunks', name), join(draft, 'chunks', name));
  for (const {name} of entries) copyFileSync(join(DIST, name), join(draft, name));
  for (const [name, code] of Object.entries(ADDED)) appendFileSync(join(draft, name), `\n${code}\n`);
  copyFileSync(WARM_START, join(draft, 'warm-start.cjs'));
  try {
    renameSync(draft, folder);
  } catch {
    // Another process has made it meanwhile.
    rmSync(draft, {recursive: true, force: true});
  }
  return folder;
}
