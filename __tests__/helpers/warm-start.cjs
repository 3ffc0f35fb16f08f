/*
 * At the end of a copy of the bundle's load-chunks.js: compiles its chunks through V8's code cache, which the first process
 * that loads a chunk writes when it ends. Node's own compile cache is made before anything ran and lacks what is compiled
 * when it is first called, and a store's client, which is ended by a signal, never writes it.
 */
const {mkdirSync, readFileSync, renameSync, writeFileSync} = require('node:fs');
const {basename, join} = require('node:path');

// Each program and each command of laforge compiles other functions of the same chunks.
const words = process.argv.slice(2, 4).filter((word) => /^[a-z]{2,12}$/.test(word));
const program = basename(process.argv[1] ?? '', '.js');
const command = program === 'laforge' ? [program, ...words.slice(0, words[0] === 'step' ? 2 : 1)].join('-') : program;
const cache = join(__dirname, `cache-${process.version}`, command);
const unwritten = new Map();

/** Takes the place of a loader's `compileChunk`. */
exports.warm = (loader) => {
  const {compileChunk} = loader;
  loader.compileChunk = (filename, known) => {
    const cachedData = known ?? read(filename);
    const script = compileChunk(filename, cachedData);
    if (cachedData === undefined) unwritten.set(filename, script);
    return script;
  };
};

process.on('exit', write);
const {send} = process;
if (send !== undefined) {
  process.send = function (message, ...rest) {
    // A store's client has done what it was started for, and is ended as soon as that is known.
    if (message.number !== undefined) write();
    return send.call(this, message, ...rest);
  };
}

function read(filename) {
  try {
    return readFileSync(join(cache, basename(filename)));
  } catch {
    return undefined;
  }
}

function write() {
  // What other options of Node's have compiled they alone can use.
  if (unwritten.size === 0 || process.execArgv.length > 0) return;
  try {
    mkdirSync(cache, {recursive: true});
    for (const [filename, script] of unwritten) {
      const draft = join(cache, `${basename(filename)}.${process.pid}`);
      writeFileSync(draft, script.createCachedData());
      renameSync(draft, join(cache, basename(filename)));
    }
    unwritten.clear();
  } catch {
    // The next one writes it.
  }
}
