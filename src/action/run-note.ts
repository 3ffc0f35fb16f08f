import {createHmac, timingSafeEqual} from 'node:crypto';
import {existsSync, rmSync} from 'node:fs';
import {basename, join} from 'node:path';
import type {UsedTemplate} from '../app/step-template.ts';
import {describeError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {RepositoryMark} from '../domain/ports/git.ts';
import {readRegularFile, replaceFile} from '../files/regular-file.ts';
import type {SigstoreServices} from '../provenance/sigstore-settings.ts';
import type {StepProgress} from '../usecases/step/step-progress.ts';

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
    ...{...progress.start, tags: undefined, localRefs: undefined, stashes: undefined},
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
  replaceFile(path, Buffer.concat([sealOf(path, key, content), content]), 0o600);
}

/** Reads a sealed file; null if it is missing or was changed. */
export function readSealed(path: string, key: string): Buffer | null {
  const bytes = readRegularFile(path);
  if (bytes === null) return null;
  const content = bytes.subarray(SEAL_LENGTH);
  const seal = bytes.subarray(0, SEAL_LENGTH);
  return seal.length === SEAL_LENGTH && timingSafeEqual(seal, sealOf(path, key, content)) ? content : null;
}

/** Computes a seal. It covers the file's name, so that one of our files cannot pass for another. */
function sealOf(path: string, key: string, content: Uint8Array): Buffer {
  return Buffer.from(
    createHmac('sha256', key)
      .update(`${basename(path)}\n`)
      .update(content)
      .digest('hex'),
  );
}
