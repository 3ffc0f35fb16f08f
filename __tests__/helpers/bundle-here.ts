import {Console} from 'node:console';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import type {Script} from 'node:vm';
import {runHere} from './this-process.ts';
import {DIST, warmBundle} from './warm-bundle.ts';

const require = createRequire(import.meta.url);

interface Loader {
  compileChunk(filename: string): Script;
  loadChunks(folder: string, compile: (filename: string) => Script): Readonly<Record<string, () => Promise<void>>>;
}

/** What the chunks are compiled to, once in each process. The modules that they hold are new in each run. */
const compiled = new Map<string, Script>();

/** How a program of the bundle ended: its exit code, and what it printed. */
export interface BundleRun {
  readonly exitCode: number;
  readonly log: string;
}

/**
 * Runs an action's main or post in the process of the test: with modules, a stdout, signal handlers and an exit code of its own.
 * It saves the start of Node and the compilation of the bundle, two thirds of what a short step costs.
 */
export async function runBundleHere(program: string, cwd: string, env: NodeJS.ProcessEnv): Promise<BundleRun> {
  const loader: Loader = require(join(DIST, 'load-chunks.js'));
  const compile = (filename: string): Script => {
    const script = compiled.get(filename) ?? loader.compileChunk(filename);
    compiled.set(filename, script);
    return script;
  };
  const name = program.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return await runHere(cwd, env, async () => {
    const run = loader.loadChunks(join(warmBundle(), 'chunks'), compile)[`run${name.join('')}`];
    if (run === undefined) throw new Error(`The bundle has no program ${program}.`);
    const takeBack = lendProcess();
    const failed = await run().then(
      () => [],
      (error: unknown) => [error],
    );
    const ended = takeBack();
    for (const error of failed) throw error;
    return ended;
  });
}

/** Gives what a process has one of to the program that runs next, until it is taken back with what became of it. */
function lendProcess(): () => BundleRun {
  let log = '';
  const output = (): Writable => {
    const decoder = new StringDecoder('utf8');
    return new Writable({
      write: (chunk, _, done) => {
        log += decoder.write(chunk);
        done();
      },
    });
  };
  const lent = {stdout: output(), stderr: output()};
  const {exitCode} = process;
  const {console} = globalThis;
  const streams = Object.keys(lent).map(
    (name) => [name, Object.getOwnPropertyDescriptor(process, name) ?? {}] as const,
  );
  const listeners = new Map(process.eventNames().map((event) => [event, process.rawListeners(event)]));

  process.exitCode = undefined;
  globalThis.console = new Console(lent.stdout, lent.stderr);
  for (const [name, value] of Object.entries(lent)) Object.defineProperty(process, name, {value, configurable: true});
  return () => {
    const ended = {exitCode: Number(process.exitCode ?? 0), log};
    process.exitCode = exitCode;
    globalThis.console = console;
    for (const [name, descriptor] of streams) Object.defineProperty(process, name, descriptor);
    for (const event of process.eventNames()) {
      for (const listener of process.rawListeners(event)) {
        if (!listeners.get(event)?.includes(listener)) process.off(event, listener as () => void);
      }
    }
    return ended;
  };
}
