import childProcess, {type ChildProcess, type ForkOptions} from 'node:child_process';
import {EventEmitter} from 'node:events';
import {readFileSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import {createRequire, syncBuiltinESMExports} from 'node:module';
import {join} from 'node:path';
import {Script} from 'node:vm';
import type {FromClient, Preparation, ToClient} from '../../src/stores/client/client-process.ts';
import {testFile} from './test-file.ts';
import {warmBundle} from './warm-bundle.ts';

/*
 * Each of GitHub's clients is a process, up to four of them in a step, and most of its time is the start of Node and the
 * compilation of two megabytes. So a client is started as a process the first time in each test file, and after that its program
 * runs in the process of the test, with modules, variables, a working directory, an output and a channel of its own.
 */

const forkProcess = childProcess.fork;

/** From now on, where our code forks the program of the clients from the warm bundle, a test gets such a client. */
export function runClientsHere(): void {
  if (testFile.path === null || childProcess.fork !== forkProcess) return;
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
    if ('prepare' in message) this.#start(message.prepare);
    if (this.#child !== null) return this.#child.send(message, done);
    this.#here?.receive(structuredClone(message));
    setImmediate(done, null);
    return true;
  }

  kill(signal: NodeJS.Signals): boolean {
    return this.#child?.kill(signal) ?? this.#here?.kill(signal) ?? false;
  }

  #start({client, variables}: Preparation): void {
    const key = `${client} of ${testFile.path}`;
    const tell = (event: string, ...given: readonly unknown[]) => this.emit(event, ...given);
    if (started.has(key)) {
      this.#here = new ClientHere(placeOf(client, variables), this.#options, tell);
      return;
    }
    started.add(key);
    this.#child = forkProcess(this.#script, [], this.#options);
    for (const event of ['message', 'error', 'exit']) this.#child.on(event, (...given) => tell(event, ...given));
  }
}

type Tell = (event: string, ...given: readonly unknown[]) => void;

/** The program of the clients in our process, as if in one of its own. */
class ClientHere {
  isAlive = true;
  isKilled = false;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly #tell: Tell;
  readonly #place: string;
  readonly #program: Program;
  /** What ends with a process: timers and requests. */
  readonly #held = new Set<() => void>();
  #unanswered = 0;
  #hasFailed = false;

  constructor(place: string, {cwd, env}: ForkOptions, tell: Tell) {
    this.#place = place;
    this.cwd = String(cwd);
    this.env = {...env};
    this.#tell = tell;
    this.#program = idle.get(place)?.pop() ?? new Program();
    this.#program.serve(this);
  }

  receive(message: ToClient): void {
    if ('number' in message) this.#unanswered++;
    setImmediate(() => this.isKilled || this.#program.receive(message));
  }

  send(message: FromClient): void {
    if ('number' in message) this.#unanswered--;
    if ('error' in message) this.#hasFailed = true;
    setImmediate(() => this.isKilled || this.#tell('message', message));
  }

  hold(end: () => void): void {
    if (this.isKilled) end();
    else this.#held.add(end);
  }

  kill(signal: NodeJS.Signals): boolean {
    if (this.isKilled) return false;
    this.isKilled = true;
    for (const end of this.#held) end();
    // One that is in the middle of something would go on with it in another's name.
    if (this.#unanswered === 0 && !this.#hasFailed)
      idle.set(this.#place, [...(idle.get(this.#place) ?? []), this.#program]);
    setImmediate(() => {
      this.isAlive = false;
      this.#tell('exit', null, signal);
    });
    return true;
  }
}

/** Programs whose client was stopped after it had answered. Their modules, which take 40 ms to load, serve the next one. */
const idle = new Map<string, Program[]>();

/** What programs are idle by: their modules keep the addresses that they found when they were loaded. */
function placeOf(client: string, variables: Preparation['variables']): string {
  const addresses = Object.entries(variables).filter(([, value]) => /^https?:/.test(value));
  const place = JSON.stringify([client, addresses.sort()]);
  // Another test has its services elsewhere.
  for (const other of idle.keys()) if (other !== place && other.startsWith(`["${client}"`)) idle.delete(other);
  return place;
}

/** The modules of a client's program, and the process that they find. */
class Program {
  #client: ClientHere | null = null;
  readonly #received = new EventEmitter();
  readonly #early: ToClient[] = [];
  readonly #process: {env: NodeJS.ProcessEnv};

  constructor() {
    const own = this.#createProcess();
    this.#process = own;
    const {serveStoreClient} = loadBundle({
      globals: {
        process: own,
        setTimeout: this.#timer(setTimeout),
        setInterval: this.#timer(setInterval),
        fetch: this.#fetch,
      },
      builtins: {process: own, http: this.#requests(http), https: this.#requests(https)},
    });
    void serveStoreClient?.();
  }

  serve(client: ClientHere): void {
    this.#client = client;
    this.#process.env = client.env;
  }

  receive(message: ToClient): void {
    // It listens as soon as it is loaded. What comes before that waits, as in a channel.
    if (this.#received.listenerCount('message') === 0) this.#early.push(message);
    else this.#received.emit('message', message);
  }

  #createProcess(): {env: NodeJS.ProcessEnv} {
    return Object.create(process, {
      env: {value: {}, writable: true},
      cwd: {value: () => this.#client?.cwd},
      stdout: {value: Object.create(process.stdout)},
      kill: {value: () => this.#client?.kill('SIGTERM')},
      on: {
        value: (event: string, listener: (message: ToClient) => void) => {
          this.#received.on(event, listener);
          for (const message of this.#early.splice(0)) this.receive(message);
        },
      },
      send: {value: (message: FromClient) => this.#client?.send(structuredClone(message))},
    });
  }

  #timer(start: typeof setTimeout | typeof setInterval) {
    return (...given: Parameters<typeof setTimeout>) => {
      const handle = start(...given);
      this.#client?.hold(() => clearTimeout(handle));
      return handle;
    };
  }

  readonly #fetch = (what: string, how?: RequestInit): Promise<Response> => {
    const ended = new AbortController();
    this.#client?.hold(() => ended.abort());
    return fetch(what, {signal: ended.signal, ...how});
  };

  #requests(module: typeof http | typeof https) {
    const request = (...given: Parameters<typeof http.request>) => {
      const made = module.request(...given);
      this.#client?.hold(() => made.destroy());
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
