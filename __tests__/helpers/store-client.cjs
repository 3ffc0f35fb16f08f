const {enableCompileCache, flushCompileCache} = require('node:module');
const {join} = require('node:path');

/** The bundled client, compiled once: hundreds are started, and to compile it is a third of what a start costs. */
const build = join(__dirname, '../../build');
enableCompileCache(join(build, 'compile-cache'));
// It is ended by a signal, and by itself Node writes the cache at an exit: so it is written once all is loaded.
process.on('message', () => setTimeout(flushCompileCache, 300).unref());
require(join(build, 'dist/store-client.js'));
