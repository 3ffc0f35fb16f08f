import childProcess, {type ChildProcess, type ForkOptions} from 'node:child_process';
import {EventEmitter} from 'node:events';
import {readFileSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import {createRequire, syncBuiltinESMExports} from 'node:module';
import {join} from 'node:path';
import {Script} from 'node:vm';
import {expect} from '@jest/globals';
import type {FromClient, ToClient} from '../../src/stores/client/client-process.ts';
import {warmBundle} from './warm-bundle.ts';

/*
 * Each of GitHub's clients is a process, up to four of them in a step, and most of its time is the start of Node and the
 * compilation of two megabytes. So a client is started as a process the first time in each test file, and after that its program
 * runs in the process of the test, with modules, variables, a working directory, an output and a channel of its own.
 */

const forkProcess = childProcess.fork;

/** From now on, where our code forks the program of the clients from the warm bundle, it gets such a client. */
export function runClientsHere(): void {
  if (childProcess.fork !== forkProcess) return;
  const fork = (script: string, args: readonly string[], options: ForkOptions) =>
    script === join(warmBundle(), 'store-client.js') ? new Client(script, options) : forkProcess(script, args, options);
  Object.assign(childProcess, {fork});
  syncBuiltinESMExports();
}

/** The clients that each test file has started as processes. */
const started = new Set<string>();

/** Looks like a child process to the code that forked it. */
class Client extends EventEmitter {
  readonly #script: string;
  readonly #options: ForkOptions;
  #child: ChildProcess | null = null;
  #here: ClientHere | null = null;

  constructor(script: string, options: ForkOptions) {
    super();
    this.#script = script;
    this.#options = options;
  }

  get connected(): boolean {
    return this.#child?.connected ?? this.#here?.isAlive ?? true;
  }

  get killed(): boolean {
    return this.#child?.killed ?? this.#here?.isKilled ?? false;
  }

  send(message: ToClient, done: (error: Error | null) => void): boolean {
    // The first message says which client it is.
    if ('prepare' in message) this.#start(message.prepare.client);
    if (this.#child !== null) return this.#child.send(message, done);
    this.#here?.receive(structuredClone(message));
    setImmediate(done, null);
    return true;
  }

  kill(signal: NodeJS.Signals): boolean {
    return this.#child?.kill(signal) ?? this.#here?.kill(signal) ?? false;
  }

  #start(client: string): void {
    const key = `${client} of ${expect.getState().testPath}`;
    const tell = (event: string, ...given: readonly unknown[]) => this.emit(event, ...given);
    if (started.has(key)) {
      this.#here = new ClientHere(this.#options, tell);
      return;
    }
    started.add(key);
    this.#child = forkProcess(this.#script, [], this.#options);
    for (const event of ['message', 'error', 'exit']) this.#child.on(event, (...given) => tell(event, ...given));
  }
}

/** The program of the clients in our process, as if in one of its own. */
class ClientHere {
  isAlive = true;
  isKilled = false;
  readonly #tell: (event: string, ...given: readonly unknown[]) => void;
  readonly #received = new EventEmitter();
  readonly #early: ToClient[] = [];
  /** What ends with a process. */
  readonly #held = new Set<() => void>();

  constructor({cwd, env}: ForkOptions, tell: (event: string, ...given: readonly unknown[]) => void) {
    this.#tell = tell;
    const own = this.#process(String(cwd), {...env});
    const ended = new AbortController();
    this.#hold(() => ended.abort());
    const {serveStoreClient} = loadBundle({
      globals: {
        process: own,
        setTimeout: this.#timer(setTimeout),
        setInterval: this.#timer(setInterval),
        fetch: (what: string, how?: RequestInit) => fetch(what, {signal: ended.signal, ...how}),
      },
      builtins: {process: own, http: this.#requests(http), https: this.#requests(https)},
    });
    void serveStoreClient?.();
  }

  receive(message: ToClient): void {
    // What comes before the program listens waits, as in a channel.
    if (this.#received.listenerCount('message') === 0) this.#early.push(message);
    else setImmediate(() => this.isKilled || this.#received.emit('message', message));
  }

  kill(signal: NodeJS.Signals): boolean {
    if (this.isKilled) return false;
    this.isKilled = true;
    for (const end of this.#held) end();
    setImmediate(() => {
      this.isAlive = false;
      this.#tell('exit', null, signal);
    });
    return true;
  }

  #process(cwd: string, env: NodeJS.ProcessEnv): object {
    return Object.create(process, {
      env: {value: env, writable: true},
      cwd: {value: () => cwd},
      stdout: {value: Object.create(process.stdout)},
      kill: {value: () => this.kill('SIGTERM')},
      on: {
        value: (event: string, listener: (message: ToClient) => void) => {
          this.#received.on(event, listener);
          if (event === 'message') for (const message of this.#early.splice(0)) this.receive(message);
        },
      },
      send: {
        value: (message: FromClient) => {
          const sent = structuredClone(message);
          setImmediate(() => this.isKilled || this.#tell('message', sent));
        },
      },
    });
  }

  #hold(end: () => void): void {
    if (this.isKilled) end();
    else this.#held.add(end);
  }

  #timer(start: typeof setTimeout | typeof setInterval) {
    return (...given: Parameters<typeof setTimeout>) => {
      const handle = start(...given);
      this.#hold(() => clearTimeout(handle));
      return handle;
    };
  }

  #requests(module: typeof http | typeof https) {
    const request = (...given: Parameters<typeof http.request>) => {
      const made = module.request(...given);
      this.#hold(() => made.destroy());
      return made;
    };
    return {...module, request};
  }
}

interface Surroundings {
  /** What the code finds under these names in place of the globals. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** What it finds in place of these builtin modules. */
  readonly builtins: Readonly<Record<string, unknown>>;
}

type Chunk = (...given: readonly unknown[]) => void;
type Exports = Readonly<Record<string, () => Promise<void>>>;

const require = createRequire(import.meta.url);
const compiled = new Map<string, Chunk>();

/** Loads the bundle, as its load-chunks.js does, into new modules with these surroundings. */
function loadBundle({globals, builtins}: Surroundings): Exports {
  const folder = join(warmBundle(), 'chunks');
  const modules = new Map<string, {readonly exports: Exports}>();
  const load = (id: string) => {
    if (!id.startsWith('./')) return builtins[id.replace(/^node:/, '')] ?? require(id);
    const known = modules.get(id);
    if (known !== undefined) return known.exports;
    const filename = join(folder, id);
    const chunk = compiled.get(filename) ?? compileChunk(filename, Object.keys(globals));
    compiled.set(filename, chunk);
    const module = {exports: {}};
    modules.set(id, module);
    chunk(module.exports, load, module, filename, folder, ...Object.values(globals));
    return module.exports;
  };
  return load('./index.js');
}

function compileChunk(filename: string, names: readonly string[]): Chunk {
  const code = readFileSync(filename, 'utf8').replace('__dirname)', `__dirname, ${names.join(', ')})`);
  return new Script(code, {filename}).runInThisContext();
}
