import {fork} from 'node:child_process';
import {StoreError} from '../../domain/errors.ts';
import type {Environment} from '../../domain/ports/system.ts';
import {coversVariable, isRunnersOwn} from '../../domain/runner-variables.ts';
import type {ClientAnswer, ClientCall, FromClient, Preparation, ToClient} from './calls.ts';

/** The command that starts the process of GitHub's clients. */
export interface ClientOptions {
  /** The script whose main calls `serveClientCalls`. */
  readonly script: string;
  readonly env: Environment;
  /** Told every secret that must not show in the log. */
  readonly maskSecret: (secret: string) => void;
}

export interface ClientProcess {
  /** Throws StoreError when the client failed, or did not answer in time: then the process is ended. */
  call(call: ClientCall, limitMs: number): Promise<ClientAnswer>;
  /** False once it ends, or was told to. */
  isRunning(): boolean;
  /** Ends the process, whatever it does. Resolves when it is gone. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: ClientAnswer) => void;
  readonly reject: (error: StoreError) => void;
}

interface ClientStart extends Preparation {
  /** A private folder, in which the process runs. */
  readonly folder: string;
  /** Aborted when nobody waits for it any more: then it ends. */
  readonly signal?: AbortSignal;
}

/** Starts a process with one of GitHub's clients. It loads while the caller does other things. */
export function startClient(
  {script, env, maskSecret}: ClientOptions,
  {client, folder, variables, signal}: ClientStart,
): ClientProcess {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  const {boot, told} = divideVariables(env);
  const child = fork(script, [], {
    cwd: folder,
    env: boot,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', (message: FromClient) => {
    if ('secret' in message) return maskSecret(message.secret);
    const waiter = waiting.get(message.number);
    waiting.delete(message.number);
    if ('error' in message) waiter?.reject(new StoreError('unavailable', message.error));
    else waiter?.resolve(message);
  });
  const fail = (reason: string) => {
    for (const waiter of waiting.values()) waiter.reject(new StoreError('unavailable', reason));
    waiting.clear();
  };
  child.on('error', (error) => fail(`The client of GitHub's service could not be started: ${error.message}.`));
  child.on('exit', () => fail("The client of GitHub's service ended before it had answered."));
  const send = (message: ToClient) => {
    if (child.connected) child.send(message, () => {});
    else fail("The client of GitHub's service has ended.");
  };
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = () => {
    child.kill('SIGKILL');
    return gone;
  };
  if (signal?.aborted) void stop();
  signal?.addEventListener('abort', () => void stop());
  send({prepare: {client, variables: {...told, ...variables}}});

  return {
    isRunning: () => child.connected && !child.killed,
    stop,
    call: (call, limitMs) =>
      new Promise((resolve, reject) => {
        const number = ++calls;
        const timer = setTimeout(() => {
          fail(`GitHub's service did not answer within ${limitMs / 1000} seconds.`);
          void stop();
        }, limitMs);
        const settle =
          <Value>(then: (value: Value) => void) =>
          (value: Value) => {
            clearTimeout(timer);
            then(value);
          };
        waiting.set(number, {resolve: settle(resolve), reject: settle(reject)});
        send({number, call});
      }),
  };
}

/** The part of the environment with these names that is set. */
export function pickVariables(env: Environment, names: readonly string[]): Variables {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

/** The variables that a process needs to start. All else goes by message. */
const BOOT = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LC_*', 'LD_*', 'RUNNER_TRACKING_ID'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot', 'SystemDrive', 'windir', 'ComSpec'],
  ...['PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ProgramFiles'],
];

/**
 * The variables that the process starts with, and those that it is told: what stands in a process's environment at its
 * start can be read by every process of its user. Secrets of ours that it has no use for are in neither.
 */
function divideVariables(env: Environment): {readonly boot: Variables; readonly told: Variables} {
  const given = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !isWithheld(entry[0]),
  );
  const isBoot = ([name]: [string, string]) => BOOT.some((pattern) => coversVariable(pattern, name, true));
  return {
    boot: Object.fromEntries(given.filter(isBoot)),
    told: Object.fromEntries(given.filter((entry) => !isBoot(entry))),
  };
}

type Variables = Readonly<Record<string, string>>;

function isWithheld(name: string): boolean {
  const isOwn = isRunnersOwn(name) && !name.startsWith('ACTIONS_');
  return isOwn || /TOKEN|SECRET|PASSWORD|^NODE_OPTIONS$/i.test(name);
}
