const {closeSync, constants, existsSync, fstatSync, lstatSync, mkdirSync, openSync} = require('node:fs');
const {readFileSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync} = require('node:fs');
const {homedir} = require('node:os');
const {crc32} = require('node:zlib');
const {compileChunk, loadChunks} = require('./load-chunks.js');

/** The limit on a cache file, many times its usual size. */
const MOST_BYTES = 64 * 1024 * 1024;
/** On a disk with less free space than this, the histories have it to themselves. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/**
 * Loads the modules of a folder through V8's code cache, which saves a third of a command's start-up time. A command's cache is
 * written after its first run. Node's own (module.enableCompileCache) is made before anything runs, so it lacks all functions
 * that are compiled on their first call.
 *
 * The cache is in the user's LaForge folder, beside the histories, and is read only if the user owns it: anybody who can write
 * there can do as much without it. Without that folder, or if anything about the cache is wrong, modules are loaded normally.
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
      if (!isComplete) writeCache(file, key, scripts, cached);
    },
  };
};

/** The cache file. Each command has its own (`step-run`, `steps`, `help`), since each compiles other functions. */
function cacheFile() {
  const words = process.argv.slice(2, 4).filter((word) => /^[a-z]{2,12}$/.test(word));
  const name = words[0] === 'step' ? words.join('-') : (words[0] ?? 'help');
  return `${process.env.LAFORGE_HOME || `${homedir()}/.laforge`}/cache/${name}.v8`;
}

/**
 * Reads a cache file: a line with the key, a checksum of the rest and the length of each module's cache by name, then the
 * caches. V8 trusts its input, and a damaged cache would crash the process, hence the checksum. CRC-32 is enough against
 * accidental damage, and loading node:crypto would take a fifth of the time of --help.
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
 * Reads a file only if this user owns it and it is not a link: in a shared folder another user could plant code. A pipe does
 * not block.
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

/** Writes a cache file under another name and renames it, so that no other process reads half of it. */
function writeCache(file, key, scripts, cached) {
  const draft = `${file}.${process.pid}`;
  try {
    const home = file.slice(0, file.lastIndexOf('/cache/'));
    if (!existsSync(home)) return;
    removeDrafts(`${home}/cache`);
    if (isShortOfSpace(home)) return;
    // Another run of the command may load other modules, such as those that read a template. What they need stays.
    const others = [...cached].filter(([name]) => !scripts.has(name));
    const caches = [...[...scripts].map(([name, script]) => [name, script.createCachedData()]), ...others];
    const content = Buffer.concat(caches.map(([, data]) => data));
    const modules = caches.map(([name, data]) => [name, data.length]);
    const head = JSON.stringify({key, crc32: crc32(content), modules});
    if (!existsSync(`${home}/cache`)) mkdirSync(`${home}/cache`, {mode: 0o700});
    writeFileSync(draft, Buffer.concat([Buffer.from(`${head}\n`), content]), {mode: 0o600});
    renameSync(draft, file);
  } catch {
    // If the disk is full or read-only, the next start only takes some milliseconds longer.
    remove(draft);
  }
}

function remove(file) {
  try {
    rmSync(file, {force: true});
  } catch {
    // It stays, where we may not.
  }
}

/** Some file systems do not tell their size. */
function isShortOfSpace(folder) {
  const {blocks, bavail, bsize} = statfsSync(folder);
  return blocks > 0 && bavail * bsize < LEAST_FREE_BYTES;
}

/** Removes the drafts of processes that were killed. A process of another container writes its cache another time. */
function removeDrafts(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = /\.v8\.(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) remove(`${folder}/${name}`);
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
