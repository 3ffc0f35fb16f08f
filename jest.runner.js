import {createRequire, enableCompileCache, flushCompileCache, registerHooks} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import circus from 'jest-circus/runner';
import './__tests__/helpers/isolate.ts';
import {testFile} from './__tests__/helpers/test-file.ts';

/*
 * Runs each test file as Node runs any program: Node takes the types out, and a worker loads a module once for all its test
 * files. Jest's own loader would read, compile and warm up every module again for each of them.
 */

enableCompileCache(join(import.meta.dirname, 'node_modules/.cache/laforge-tests'));
// Tests get from this module what they ask of Jest.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? {url: import.meta.url, shortCircuit: true} : next(specifier, context),
});

const require = createRequire(import.meta.url);
const BETWEEN_FILES = {console: globalThis.console, env: {...process.env}};

/** What Jest gives to the test file that runs now. The helpers outlive the file that loaded them first. */
let given = {};
const forward = (name) =>
  new Proxy(() => {}, {
    apply: (_, self, args) => Reflect.apply(given[name], self, args),
    get: (_, key) => given[name][key],
  });
export const afterAll = forward('afterAll');
export const afterEach = forward('afterEach');
export const beforeAll = forward('beforeAll');
export const beforeEach = forward('beforeEach');
export const describe = forward('describe');
export const expect = forward('expect');
export const jest = forward('jest');
export const test = forward('test');

/** Has Circus, Jest's own runner of tests, load the file through Node. */
export default async function runTestFile(globalConfig, config, environment, _runtime, testPath, send) {
  const runtime = {
    // Circus keeps the tests and hooks of the file it was loaded for.
    requireInternalModule: (path) => {
      delete require.cache[path];
      globalThis[Symbol.for('EVENT_HANDLERS')] = undefined;
      return require(path);
    },
    requireModule: require,
    setGlobalsForRuntime: (globals) => {
      given = {...globals, jest: environment.moduleMocker};
    },
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => import(pathToFileURL(path).href),
    enterTestCode: () => {},
    leaveTestCode: () => {},
  };
  const heard = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, process.rawListeners(signal)]);
  globalThis.console = environment.global.console;
  Object.assign(globalThis, config.globals);
  testFile.path = testPath;
  try {
    return await circus.default(globalConfig, config, environment, runtime, testPath, send);
  } finally {
    // A worker that has grown too large is ended by a signal. An action's code, called by a test, would have it live on.
    flushCompileCache();
    for (const [signal, before] of heard)
      for (const listener of process.rawListeners(signal))
        if (!before.includes(listener)) process.off(signal, listener);
    globalThis.console = BETWEEN_FILES.console;
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, BETWEEN_FILES.env);
  }
}
