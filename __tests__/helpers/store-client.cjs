const {enableCompileCache} = require('node:module');
const {join} = require('node:path');

/** The bundled client, compiled once: hundreds are started, and to compile it is a third of what a start costs. */
const build = join(__dirname, '../../build');
enableCompileCache(join(build, 'compile-cache'));
require(join(build, 'dist/store-client.js'));
