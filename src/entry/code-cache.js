const {closeSync, constants, existsSync, fstatSync, lstatSync, mkdirSync, openSync} = require('node:fs');
const {readFileSync, renameSync, writeFileSync} = require('node:fs');
const {homedir} = require('node:os');
const {crc32} = require('node:zlib');
const {compileChunk, loadChunks} = require('./load-chunks.js');

/** Many times what a cache takes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Loads the modules of a folder through V8's code cache, which saves a third of the time that a command needs to start.
 * The cache of a command is written after its first run: what Node keeps itself (module.enableCompileCache) is made
 * before anything ran, and lacks every function that is compiled when it is first called.
 *
 * It lies in the user's own LaForge folder, beside the histories, and is read only where the user wrote it: whoever can
 * do that can do as much without it.
 * Without that folder, or when anything about the cache is wrong, the modules are loaded as they always are.
 */
exports.loadThroughCodeCache = (folder) => {
  const file = cacheFile();
  const key = `${readFileSync(`${folder}/id.txt`, 'latin1')} ${process.version} ${process.arch}`;
  const cached = readCache(file, key);
  const scripts = new Map();
  let isComplete = cached.size > 0;

  const compile = (filename, name) => {
    const cachedData = cached.get(name);
    const script = compileChunk(filename, cachedData);
    scripts.set(name, script);
    if (cachedData === undefined || script.cachedDataRejected) isComplete = false;
    return script;
  };

  return {
    bundle: loadChunks(folder, compile),
    save: () => {
      if (!isComplete) writeCache(file, key, scripts);
    },
  };
};

/** One file a command, because each compiles other functions: `step-run`, `steps`, `help`. */
function cacheFile() {
  const words = process.argv.slice(2, 4).filter((word) => /^[a-z]{2,12}$/.test(word));
  const name = words[0] === 'step' ? words.join('-') : (words[0] ?? 'help');
  return `${process.env.LAFORGE_HOME || `${homedir()}/.laforge`}/cache/${name}.v8`;
}

/**
 * A line with the key, the checksum of what follows and the length of each module's cache by name, then the caches one
 * after the other. V8 believes what it is given, and a damaged cache would end the process, so the checksum counts. It
 * finds what chance does, and no more is asked of it: node:crypto takes a fifth of the time of --help to load.
 */
function readCache(file, key) {
  const cached = new Map();
  try {
    const content = readOwn(file);
    let start = content.indexOf('\n') + 1;
    const head = JSON.parse(content.toString('latin1', 0, start));
    if (head.key !== key || head.crc32 !== crc32(content.subarray(start))) return cached;
    for (const [name, length] of head.modules) {
      cached.set(name, content.subarray(start, start + length));
      start += length;
    }
  } catch {
    cached.clear();
  }
  return cached;
}

/**
 * What another user wrote or put a link to, where several share the folder, is no code for us, and for a pipe nobody
 * waits.
 */
function readOwn(file) {
  const folder = lstatSync(file.slice(0, file.lastIndexOf('/')));
  const isMine = process.getuid === undefined || (folder.uid === process.getuid() && (folder.mode & 0o022) === 0);
  if (!folder.isDirectory() || !isMine) throw new Error('No folder of ours.');
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const stat = fstatSync(handle);
    const isOwn = process.getuid === undefined || stat.uid === process.getuid();
    if (!stat.isFile() || !isOwn || stat.size > MOST_BYTES) throw new Error('No cache of ours.');
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Written beside its place and moved there, so that no other start reads half of it. */
function writeCache(file, key, scripts) {
  try {
    const home = file.slice(0, file.lastIndexOf('/cache/'));
    if (!existsSync(home)) return;
    const caches = [...scripts].map(([name, script]) => [name, script.createCachedData()]);
    const content = Buffer.concat(caches.map(([, data]) => data));
    const modules = caches.map(([name, data]) => [name, data.length]);
    const head = JSON.stringify({key, crc32: crc32(content), modules});
    if (!existsSync(`${home}/cache`)) mkdirSync(`${home}/cache`, {mode: 0o700});
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, Buffer.concat([Buffer.from(`${head}\n`), content]), {mode: 0o600});
    renameSync(draft, file);
  } catch {
    // A disk that is full or read-only costs the next start some milliseconds, nothing else.
  }
}
