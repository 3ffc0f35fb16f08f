const {readFileSync} = require('node:fs');
const vm = require('node:vm');

/**
 * Loads the bundle in a folder and returns the exports of its index. It replaces Node's require, which searches the disk for each
 * of some eighty chunks although their paths are known; that takes a seventh of a short step's time.
 */
exports.loadChunks = (folder, compile = (filename) => exports.compileChunk(filename)) => {
  const modules = new Map();
  const load = (id) => {
    if (!id.startsWith('./')) return require(id);
    const name = id.slice(2);
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const filename = `${folder}/${name}`;
    // Compile before registering the module: if that fails, it must fail the next time too, and not return an empty module.
    const run = compile(filename, name).runInThisContext();
    const module = {exports: {}};
    modules.set(name, module);
    run(module.exports, load, module, filename, folder);
    return module.exports;
  };
  return load('./index.js');
};

/** A chunk is stored as a function: wrapping it here would copy its text twice. */
exports.compileChunk = (filename, cachedData) =>
  new vm.Script(readFileSync(filename, 'utf8'), {
    filename,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
