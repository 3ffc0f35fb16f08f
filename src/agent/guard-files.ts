import {lstatSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {describeError} from '../domain/errors.ts';

/** A file that the runner reads: the variable that names it, and where it is. */
interface RunnersFile {
  readonly variable: string;
  readonly path: string;
}

/** The most bytes of a guarded file. The runner reads far less from them. */
const MAX_BYTES = 16 * 1024 * 1024;
const VARIABLES = ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'EVENT_PATH'].map((name) => `GITHUB_${name}`);

/** The files of this workflow step through which a process gives commands to the runner, and that of the event. */
export function runnersFiles(env: Readonly<Record<string, string | undefined>>): readonly RunnersFile[] {
  return VARIABLES.flatMap((variable) => {
    const path = env[variable];
    return path === undefined || path === '' ? [] : [{variable, path}];
  });
}

/**
 * Keeps files as they are now: an agent is not told of them and finds them all the same, in the runner's folder. The
 * answer is to be called when it has ended: it puts back what was changed and says so, one sentence each.
 */
export function guardFiles(files: readonly RunnersFile[]): () => readonly string[] {
  const kept = files.flatMap((file) => {
    const content = readSmall(file.path);
    return content === null ? [] : [{...file, content}];
  });
  return () => kept.flatMap(({variable, path, content}) => putBack(variable, path, content));
}

function putBack(variable: string, path: string, content: Buffer): readonly string[] {
  if (readSmall(path)?.equals(content) === true) return [];
  const what = `The agent changed the file of ${variable}, which the runner reads`;
  try {
    mkdirSync(dirname(path), {recursive: true});
    // In place where it is a file still: the runner may hold it open.
    if (lstatSync(path, {throwIfNoEntry: false})?.isFile() !== true) rmSync(path, {recursive: true, force: true});
    writeFileSync(path, content);
    return [`${what}, and it was put back.`];
  } catch (error) {
    return [`${what}, and it could not be put back: ${describeError(error)}`];
  }
}

/** Null for what is no file, cannot be read, or is larger than anything the runner takes. */
function readSmall(path: string): Buffer | null {
  try {
    if (!lstatSync(path).isFile() || statSync(path).size > MAX_BYTES) return null;
    return readFileSync(path);
  } catch {
    return null;
  }
}
