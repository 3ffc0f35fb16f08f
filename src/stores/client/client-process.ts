import {fork} from 'node:child_process';
import {StoreError} from '../../domain/errors.ts';
import type {Environment} from '../../domain/ports/system.ts';
import {coversVariable, isRunnersOwn} from '../../domain/runner-variables.ts';

/** Files of one folder that become one artifact. */
export interface Upload {
  readonly name: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly retentionDays: number | null;
  /** True to upload the single file unpacked, so that a browser can open it; the artifact then has the file's name. */
  readonly asItIs: boolean;
}

/** The calls that a separate process makes to GitHub's clients. Every answer is a short text or null. */
export type ArtifactCall =
  /** Answers with the artifact's id. */
  | ({readonly kind: 'upload-artifact'} & Upload)
  /**
   * Unpacks the files of a save. Answers `same`; `other` if the archive's digest is not `digest`, and then unpacks
   * nothing; `expired` or `gone` if GitHub no longer has it.
   */
  | {
      readonly kind: 'download-artifact';
      readonly id: number;
      readonly folder: string;
      readonly digest: string | null;
      readonly token: string;
      readonly owner: string;
      readonly repository: string;
    }
  /** Answers `there` if this run has an artifact with one of these names, else `none`. */
  | {readonly kind: 'find-artifact'; readonly names: readonly string[]}
  | {readonly kind: 'delete-artifact'; readonly name: string};

export type CacheCall =
  /** Answers with the key that was found; null if none was found or anything went wrong. */
  | {readonly kind: 'restore-cache'; readonly path: string; readonly key: string}
  /** Answers with the entry's id; -1 if anything went wrong. */
  | {readonly kind: 'save-cache'; readonly path: string; readonly key: string};

export type ClientCall = ArtifactCall | CacheCall;

export interface ClientAnswer {
  readonly answer: string | null;
  /** The complaints that the client printed. */
  readonly said: readonly string[];
  /** The reason why a download is no save of ours and was not unpacked; null if it is one. */
  readonly refused: string | null;
}

export type Outcome = Pick<ClientAnswer, 'answer'> & Partial<Pick<ClientAnswer, 'refused'>>;

/** The first message: the client to load, and the variables it needs. */
export interface Preparation {
  readonly client: 'artifact' | 'cache';
  readonly variables: Readonly<Record<string, string>>;
}

export type ToClient = {readonly prepare: Preparation} | {readonly number: number; readonly call: ClientCall};

export type FromClient =
  | {readonly secret: string}
  | ({readonly number: number} & ClientAnswer)
  | {readonly number: number; readonly error: string};

/** The script and environment of the process with GitHub's clients. */
export interface ClientOptions {
  /** A script whose main calls `serveClientCalls`. */
  readonly script: string;
  readonly env: Environment;
  /** Receives every secret that must not appear in the log. */
  readonly maskSecret: (secret: string) => void;
}

export interface ClientProcess {
  /** Throws StoreError if the client fails or does not answer in time; the process is then stopped. */
  call(call: ClientCall, limitMs: number): Promise<ClientAnswer>;
  /** False once the process has ended or is being stopped. */
  isRunning(): boolean;
  /** Kills the process and resolves when it is gone. */
  stop(): Promise<void>;
}

interface ClientStart extends Preparation {
  /** A private working directory for the process. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/** Starts a process with one of GitHub's clients, which loads while the caller does other things. */
export function startClient(
  {script, env, maskSecret}: ClientOptions,
  {client, folder, variables, signal}: ClientStart,
): ClientProcess {
  const waiting = new Map<number, PromiseWithResolvers<ClientAnswer>>();
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
    call: async (call, limitMs) => {
      const number = ++calls;
      const waiter = Promise.withResolvers<ClientAnswer>();
      waiting.set(number, waiter);
      const timer = setTimeout(() => {
        fail(`GitHub's service did not answer within ${limitMs / 1000} seconds.`);
        void stop();
      }, limitMs);
      send({number, call});
      try {
        return await waiter.promise;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

export function pickVariables(env: Environment, names: readonly string[]): Variables {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

/** The variables that a process needs to start. All others are sent by message. */
const BOOT = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LC_*', 'LD_*', 'RUNNER_TRACKING_ID'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot', 'SystemDrive', 'windir', 'ComSpec'],
  ...['PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ProgramFiles'],
];

/**
 * Splits the variables into those for the process's environment and those sent to it by message, because any process of
 * the same user can read the initial environment. Leaves out secrets of ours that it does not need.
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
