import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describeError} from '../domain/errors.ts';
import {replaceFile} from '../files/replace-file.ts';
import type {RunNote} from './run-note-schema.ts';
import {readSealed, writeSealed} from './sealed-file.ts';

/** `changed`: somebody else wrote it, or took it away. Main writes one before its agent starts. */
type FoundNote =
  | {readonly kind: 'finished'}
  | {readonly kind: 'unfinished'; readonly note: RunNote}
  | {readonly kind: 'changed'};

interface NoteWriter {
  /** Changes the note, in one piece: whenever main is killed, post finds the old one or the new one. */
  update(part: Partial<RunNote>): void;
}

/**
 * Begins the note of a run folder, sealed under a key that the agent does not have. A note that cannot be written (a full
 * disk) is worth one warning: it is needed only when main is killed.
 */
export function beginRunNote(folder: string, key: string, note: RunNote, warn: (message: string) => void): NoteWriter {
  let current = note;
  let hasWarned = false;
  const room = keepRoom(folder);
  const write = () => {
    try {
      room.whereNeeded(() => writeNote(folder, key, current));
    } catch (error) {
      if (!hasWarned) warn(`Should this job be killed, its step could not be finished: ${describeError(error)}`);
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

/** The note is most needed where an agent has filled the disk, and is small. */
const ROOM_BYTES = 256 * 1024;

/** Keeps some room on the disk, which is given up for a write that fails without it. */
function keepRoom(folder: string): {whereNeeded(write: () => void): void} {
  const file = join(folder, 'run.json.room');
  try {
    replaceFile(file, Buffer.alloc(ROOM_BYTES, 1));
  } catch {
    // A disk that is full already: the write says so.
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
  // Nearly every run: what checks the rest takes long to load.
  if (isFinished(value)) return {kind: 'finished'};
  const {parseRunNote} = await import('./run-note-schema.ts');
  return {kind: 'unfinished', note: parseRunNote(value)};
}

function writeNote(folder: string, key: string, {progress, ...note}: RunNote): void {
  const start = progress && {...progress.start, heads: progress.start.heads && [...progress.start.heads]};
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
