import {createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import {existsSync, rmSync} from 'node:fs';
import {basename, join} from 'node:path';
import {getState, saveState} from '@actions/core';
import type {UsedTemplate} from '../app/step-template.ts';
import {describeError} from '../domain/errors.ts';
import {isUid, type Uid} from '../domain/identity.ts';
import type {RepositoryMark} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {readRegularFile, replaceFile} from '../files/regular-file.ts';
import type {SigstoreServices} from '../provenance/sigstore-settings.ts';
import type {StepProgress} from '../usecases/step/step-progress.ts';
import {runAction} from './log.ts';

/** The state that main hands to post through the runner. */
export interface RunState {
  readonly folder: string;
  readonly uid: Uid;
  /** Post has the same key as main. Some runners give each process its own token. */
  readonly hasKey: boolean;
  /** Main completed, and its record is in the store. */
  readonly isFinished: boolean;
}

const FOLDER = 'run-folder';
const UID = 'step-uid';
const KEY = 'key-id';
const FINISHED = 'finished';

let ownKey: string | null = null;

/**
 * The key with which our processes of a job seal the files they write for each other: the runner's token for its services,
 * which no agent gets. Without one, a random key that only this process has. An input's token would not do: the agent may
 * have it too, from `env:` or from what checkout left in .git/config.
 */
export function jobKey(env: Environment): string {
  ownKey ??= randomBytes(32).toString('hex');
  return env.ACTIONS_RUNTIME_TOKEN || ownKey;
}

/** Saves for post that there is nothing left to do. */
export function saveFinished(key: string, uid: Uid): void {
  saveState(FINISHED, finishedSeal(key, uid));
}

/** Reads the state that main saved; null if no step began. */
function readRunState(key: string): RunState | null {
  const [folder, uid, finished] = [getState(FOLDER), getState(UID), getState(FINISHED)];
  if (folder === '' || !isUid(uid)) return null;
  const hasKey = isSame(getState(KEY), keyId(key));
  // Without the key the seal cannot be verified, so its presence has to do.
  return {folder, uid, hasKey, isFinished: hasKey ? isSame(finished, finishedSeal(key, uid)) : finished !== ''};
}

/** Runs post. Nearly every main completes, so what finishes a step is loaded only when it is needed. */
export function afterMain(load: () => Promise<(state: RunState, key: string) => Promise<void>>): Promise<void> {
  return runAction(async () => {
    const key = jobKey(process.env);
    const state = readRunState(key);
    if (state !== null && !state.isFinished) await (await load())(state, key);
  });
}

function keyId(key: string): string {
  return hmac(key, 'key');
}

function finishedSeal(key: string, uid: Uid): string {
  return hmac(key, `finished ${uid}`);
}

/** The note that main leaves for post in case main is killed. */
export interface RunNote {
  readonly uid: Uid;
  /** Main was asked to stop. */
  readonly cancelled: boolean;
  /** A fork's run, whose step is not recorded. */
  readonly isFork: boolean;
  /** The summary and the comment have been written. */
  readonly told: boolean;
  /** Post has nothing to do: the record is finished and published, and everything is reported. */
  readonly finished: boolean;
  readonly repository: RepositoryMark;
  /** Noted because post cannot read it again: an agent may have changed it. */
  readonly template: UsedTemplate | null;
  /** The user's own signing services, read before the agent ran; null for the default ones. */
  readonly sigstore: SigstoreServices | null;
  /** Null before the agent runs, and on systems where processes cannot be marked. */
  readonly agentProcess: {readonly pid: number; readonly started: string} | null;
  /** Null until just before the step is recorded. */
  readonly progress: StepProgress | null;
}

/** `changed`: somebody else wrote or removed the note, which main always writes before its agent starts. */
type FoundNote =
  | {readonly kind: 'finished'}
  | {readonly kind: 'unfinished'; readonly note: RunNote}
  | {readonly kind: 'changed'};

interface NoteWriter {
  /** Changes the note atomically: whenever main is killed, post finds the old or the new one. */
  update(part: Partial<RunNote>): void;
}

/** Leaves for post where a run that begins has its folder, and its note. An agent that kills main can change both. */
export function noteRun(
  {folder, key, signal}: {readonly folder: string; readonly key: string; readonly signal: AbortSignal},
  run: Pick<RunNote, 'uid' | 'isFork' | 'repository' | 'template' | 'sigstore'>,
  warn: (message: string) => void,
): NoteWriter {
  saveState(FOLDER, folder);
  saveState(UID, run.uid);
  saveState(KEY, keyId(key));
  const rest = {cancelled: signal.aborted, told: false, finished: false, agentProcess: null, progress: null};
  const note = beginRunNote(folder, key, {...run, ...rest}, warn);
  signal.addEventListener('abort', () => note.update({cancelled: true}));
  return note;
}

/**
 * Starts the note in a run folder, sealed with a key that the agent does not have. If it cannot be written (a full disk), one
 * warning is enough: it is needed only if main is killed.
 */
export function beginRunNote(folder: string, key: string, note: RunNote, warn: (message: string) => void): NoteWriter {
  let current = note;
  let hasWarned = false;
  const room = keepRoom(folder);
  const write = () => {
    try {
      room.whereNeeded(() => writeNote(folder, key, current));
    } catch (error) {
      if (!hasWarned) warn(`If this job is killed, its step cannot be finished: ${describeError(error)}`);
      hasWarned = true;
    }
  };
  write();
  return {
    update: (part) => {
      current = {...current, ...part};
      write();
    },
  };
}

/** Disk space to reserve. The note is small, and matters most when an agent has filled the disk. */
const ROOM_BYTES = 256 * 1024;

/** Reserves disk space, which is freed for a write that would fail without it. */
function keepRoom(folder: string): {whereNeeded(write: () => void): void} {
  const file = join(folder, 'run.json.room');
  try {
    replaceFile(file, Buffer.alloc(ROOM_BYTES, 1));
  } catch {
    // The disk is already full; the write reports it.
  }
  return {
    whereNeeded: (write) => {
      try {
        write();
      } catch (error) {
        if (!existsSync(file)) throw error;
        rmSync(file, {force: true});
        write();
      }
    },
  };
}

/** Reads the note of a run folder. Its seal says that main wrote it, which is this program too, so no field is checked. */
export function readRunNote(folder: string, key: string): FoundNote {
  const content = readSealed(noteFile(folder), key);
  if (content === null) return {kind: 'changed'};
  const note: RunNote = JSON.parse(content.toString());
  if (note.finished) return {kind: 'finished'};
  const {template, progress} = note;
  const start = progress && {...progress.start, heads: progress.start.heads && new Map(progress.start.heads)};
  return {
    kind: 'unfinished',
    note: {
      ...note,
      template: template && {...template, options: new Map(template.options)},
      progress: progress && start && {...progress, start},
    },
  };
}

/** Writes maps as their entries, which are what a map is made of again. What only a clone that lasts has is left out. */
function writeNote(folder: string, key: string, {template, progress, ...note}: RunNote): void {
  const start = progress && {
    ...{...progress.start, tags: undefined, localRefs: undefined},
    heads: progress.start.heads && [...progress.start.heads],
  };
  const text = JSON.stringify({
    ...note,
    template: template && {...template, options: [...template.options]},
    progress: progress && {...progress, start},
  });
  writeSealed(noteFile(folder), key, Buffer.from(text));
}

function noteFile(folder: string): string {
  return join(folder, 'run.json');
}

const SEAL_LENGTH = 64;

/** Writes a sealed file atomically. An agent can change the file, but cannot forge its seal. */
export function writeSealed(path: string, key: string, content: Uint8Array): void {
  replaceFile(path, Buffer.concat([Buffer.from(sealOf(path, key, content)), content]), 0o600);
}

/** Reads a sealed file; null if it is missing or was changed. */
export function readSealed(path: string, key: string): Buffer | null {
  const bytes = readRegularFile(path);
  if (bytes === null) return null;
  const content = bytes.subarray(SEAL_LENGTH);
  return isSame(bytes.toString('latin1', 0, SEAL_LENGTH), sealOf(path, key, content)) ? content : null;
}

/** Computes a seal. It covers the file's name, so that one of our files cannot pass for another. */
function sealOf(path: string, key: string, content: Uint8Array): string {
  return hmac(key, `${basename(path)}\n`, content);
}

function hmac(key: string, ...parts: readonly (string | Uint8Array)[]): string {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest('hex');
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
