import {createHmac, timingSafeEqual} from 'node:crypto';
import {existsSync, rmSync} from 'node:fs';
import {basename, join} from 'node:path';
import {describeError} from '../domain/errors.ts';
import {readRegularFile, replaceFile} from '../files/regular-file.ts';
import type {RunNote} from './run-note-schema.ts';

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

/** Reads the note of a run folder. */
export async function readRunNote(folder: string, key: string): Promise<FoundNote> {
  const content = readSealed(noteFile(folder), key);
  if (content === null) return {kind: 'changed'};
  const value: unknown = JSON.parse(content.toString());
  // Nearly every run is finished, so the full parser, which is slow to load, is not needed.
  if (isFinished(value)) return {kind: 'finished'};
  const {parseRunNote} = await import('./run-note-schema.ts');
  return {kind: 'unfinished', note: parseRunNote(value)};
}

function writeNote(folder: string, key: string, {progress, ...note}: RunNote): void {
  const start = progress && {
    ...progress.start,
    tags: undefined,
    heads: progress.start.heads && [...progress.start.heads],
  };
  const template = note.template && {...note.template, options: [...note.template.options]};
  const text = JSON.stringify({...note, template, progress: progress && {...progress, start}});
  writeSealed(noteFile(folder), key, Buffer.from(text));
}

function noteFile(folder: string): string {
  return join(folder, 'run.json');
}

function isFinished(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'finished' in value && value.finished === true;
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
