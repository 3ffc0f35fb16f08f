import child_process from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import {syncBuiltinESMExports} from 'node:module';
import {DatabaseSync, StatementSync} from 'node:sqlite';

/*
 * Loaded before a program of ours (`node --import hook.ts step.js`): counts what the program does that others can see
 * afterwards, writes each down before it is done, and at the one that is asked for kills the program in place of doing
 * it. An effect: a process begins, or has ended; a call that changes files; a statement of SQLite that writes; a request
 * goes out, or its answer has come. The process that a store's client runs in is counted by itself, and dies with its
 * parent.
 */

const {KILL_LOG = '', KILL_AT = '', KILL_NAME = '', KILL_PROCESS = '', KILL_AS = 'main'} = process.env;
const isTarget = KILL_PROCESS === KILL_AS;
const killAt = Number(KILL_AT);
const killName = KILL_NAME === '' ? null : new RegExp(KILL_NAME);
const log = fs.openSync(KILL_LOG, 'a');
const write = fs.writeSync;
const kill = process.kill.bind(process);
let count = 0;
let clients = 0;

function effect(name: string): void {
  count += 1;
  write(log, `${JSON.stringify({process: KILL_AS, n: count, name})}\n`);
  if (!isTarget || (killName === null ? count !== killAt : !killName.test(name))) return;
  if (KILL_AS !== 'main') kill(process.ppid, 'SIGKILL');
  kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

let depth = 0;

/** Calls `before` with the arguments, each time a method of an object is called, and not by another that is watched. */
function watch(object: object, name: string, before: (self: unknown, args: unknown[]) => void): void {
  const original: Method | undefined = Reflect.get(object, name);
  if (typeof original !== 'function') return;
  const watched: Method = function (...args) {
    if (depth === 0) before(this, args);
    depth += 1;
    try {
      return Reflect.apply(original, this, args);
    } finally {
      depth -= 1;
    }
  };
  Object.setPrototypeOf(watched, original);
  Object.defineProperties(watched, Object.getOwnPropertyDescriptors(original));
  Reflect.set(object, name, watched);
}

// Files. What is written to a stream is the agent's log alone, whose pieces are a matter of chance.
const CHANGES = ['writeFile', 'appendFile', 'mkdir', 'mkdtemp', 'unlink', 'rm', 'rmdir', 'truncate', 'chmod', 'utimes'];
/** Of these the second argument is what changes. */
const WITH_SOURCE = ['rename', 'copyFile', 'cp', 'symlink', 'link'];
for (const call of [...CHANGES, ...WITH_SOURCE]) {
  const before = (_: unknown, args: unknown[]) => {
    const changed = WITH_SOURCE.includes(call) ? args[1] : args[0];
    // A recursive removal calls itself for what lies below, by buffers.
    if (typeof changed !== 'string' || isPrivate(changed)) return;
    const texts = args.slice(0, 2).filter((arg) => typeof arg === 'string');
    effect(`${call} ${texts.map(shorten).join(' → ')}`);
  };
  watch(fs, `${call}Sync`, before);
  watch(fs, call, before);
  watch(fs.promises, call, before);
}

// Processes.
watch(child_process.ChildProcess.prototype, 'spawn', (self, [options]) => {
  if (!isObject(options) || !Array.isArray(options.args) || !(self instanceof child_process.ChildProcess)) return;
  const {args, envPairs} = options;
  // The guard of a git that is slow by chance.
  if (args.includes('guard')) return;
  const command = nameCommand(args.map(String));
  effect(`start of ${command}`);
  if (args.some((arg) => String(arg).endsWith('store-client.js')) && Array.isArray(envPairs)) {
    clients += 1;
    args.splice(1, 0, '--import', import.meta.url);
    const told = {KILL_LOG, KILL_AT, KILL_NAME, KILL_PROCESS, KILL_AS: `client ${clients}`};
    envPairs.push(...Object.entries(told).map(([name, value]) => `${name}=${value}`));
  }
  self.prependOnceListener('exit', () => effect(`end of ${command}`));
});
for (const call of ['spawnSync', 'execFileSync', 'execSync']) {
  watch(child_process, call, (_, args) => effect(`${call} ${shorten(String(args[0]))}`));
}

// Requests.
for (const [library, scheme] of [
  [http, 'http'],
  [https, 'https'],
] as const) {
  const original = library.request;
  const watched: Method = function (...args) {
    const name = `${scheme} request`;
    effect(`${name} before it is sent`);
    const request: unknown = Reflect.apply(original, this, args);
    if (request instanceof http.ClientRequest) {
      const what = `${request.method} ${request.path.split('?')[0]}`;
      request.prependOnceListener('response', () => effect(`answer to ${what}`));
    }
    return request;
  };
  Reflect.set(library, 'request', watched);
}
const {fetch} = globalThis;
globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const what = `${init?.method ?? 'GET'} ${url.pathname}`;
  effect(`request ${what}`);
  const response = await fetch(input, init);
  effect(`answer to ${what}`);
  return response;
};

// SQLite.
let isReading = false;
for (const {prototype} of [DatabaseSync, StatementSync]) {
  for (const call of ['run', 'get', 'all', 'exec']) {
    watch(prototype, call, (self, args) => {
      const source = call === 'exec' ? args[0] : isObject(self) ? self.sourceSQL : '';
      const sql = String(source).trim();
      if (/^begin/i.test(sql)) isReading = !/immediate/i.test(sql);
      if (!isReading && !/^(select|pragma|with|explain)\b/i.test(sql)) effect(`SQLite: ${shorten(sql).slice(0, 60)}`);
    });
  }
}

syncBuiltinESMExports();

function nameCommand(args: readonly string[]): string {
  const name = args[0]?.split('/').at(-1) ?? '';
  return [name, ...args.slice(1)]
    .join(' ')
    .replace(/[0-9a-f]{40}/g, (sha) => sha.slice(0, 8))
    .slice(0, 160);
}

function shorten(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 100);
}

/** A repository that a program makes for itself alone, under a new name each time: what a kill leaves of it nobody reads. */
function isPrivate(path: string): boolean {
  return path.includes('/laforge-git-');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}
