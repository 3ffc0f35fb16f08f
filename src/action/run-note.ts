import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {isUid, type Uid} from '../domain/identity.ts';

/** The state by which post finds the folder of main's run. */
export const RUN_FOLDER_STATE = 'run-folder';

/** What main notes for post, in case main itself does not come to its end. */
export interface RunNote {
  readonly uid: Uid;
  /** Main was asked to stop. */
  readonly cancelled: boolean;
  /** The record is finished and published, or there is nothing that post could add to it. */
  readonly finished: boolean;
}

/** Writes the note in one piece: post finds the old one or the new one, whenever main is killed. */
export function writeRunNote(folder: string, note: RunNote): void {
  const path = join(folder, 'run.json');
  writeFileSync(`${path}.new`, JSON.stringify(note), {mode: 0o600});
  renameSync(`${path}.new`, path);
}

/** The note of a run folder; null when main never came to record a step, or when what is there is no note of ours. */
export function readRunNote(folder: string): RunNote | null {
  try {
    const note: unknown = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
    return isRunNote(note) ? note : null;
  } catch {
    return null;
  }
}

function isRunNote(note: unknown): note is RunNote {
  return (
    typeof note === 'object' &&
    note !== null &&
    'uid' in note &&
    typeof note.uid === 'string' &&
    isUid(note.uid) &&
    'cancelled' in note &&
    typeof note.cancelled === 'boolean' &&
    'finished' in note &&
    typeof note.finished === 'boolean'
  );
}
