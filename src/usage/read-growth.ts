import {asObject, type Json} from '../domain/json.ts';
import type {Place} from './agent-reader.ts';
import {readDocument, readRecords} from './read-records.ts';
import {ownSince, type RunTime, timeOf} from './run-time.ts';
import {
  type ChangedFile,
  type FilePlace,
  hasGrown,
  newestFiles,
  type SessionFiles,
  watchFiles,
} from './session-files.ts';

/** The facts in a file of lines: those from before the run, and those of the run. */
export interface Growth<T> {
  readonly file: ChangedFile;
  readonly before: readonly T[];
  readonly after: readonly T[];
  /** It began in this run: it was not there, and nothing in it is older. */
  readonly isNew: boolean;
  readonly isWhole: boolean;
  /** Facts with an earlier time are older than the run. */
  readonly since: number;
}

/** More facts than any session has; a file made to fill the memory ends here. */
const MOST_FACTS = 200_000;

interface Timed<T> {
  readonly fact: T;
  readonly time: number | null;
}

/**
 * Picks facts from the lines of files, apart for what is older than the run: what stood there when it began, and what a
 * record's own time says is older, as in a session that the run restored, replaced or unpacked. A record without a time
 * has that of the one before it, or behind it at the beginning of a file. `pick` gives undefined for a record that tells none, and keeps what it gives small. Files
 * that only have older facts are left out. Never throws.
 */
export async function readGrowths<T>(
  files: readonly ChangedFile[],
  wants: (line: Buffer) => boolean,
  pick: (record: Json) => T | undefined,
  run: RunTime,
): Promise<readonly Growth<T>[]> {
  const read = [];
  for (const file of files) read.push(await readFile(file, wants, pick));
  const since = ownSince(
    (function* () {
      for (const {added} of read) for (const {time} of added) yield time;
    })(),
    run,
  );
  const isOwn = ({time}: Timed<T>) => time === null || time >= since;
  return read.flatMap(({file, before, added, isWhole}): readonly Growth<T>[] => {
    const after = added.filter(isOwn);
    const isOlder = after.length < added.length;
    if (isOlder && after.length === 0) return [];
    const older = [...before, ...added.filter((fact) => !isOwn(fact))].map(({fact}) => fact);
    return [{file, before: older, after: after.map(({fact}) => fact), isNew: file.isNew && !isOlder, isWhole, since}];
  });
}

/** Watches files of lines; afterwards reads the newest of those that grew, and tells if these are all. */
export async function watchLines<T>(
  place: Place,
  files: readonly FilePlace[],
  wants: (line: Buffer) => boolean,
  pick: (record: Json) => T | undefined,
): Promise<(run: RunTime) => Promise<{readonly growths: readonly Growth<T>[]; readonly isAll: boolean}>> {
  const watched = await Promise.all(files.map((one) => watchFiles(place, one)));
  return async (run) => {
    const changed = (await Promise.all(watched.map((one) => one.changed(run)))).flat();
    const newest = newestFiles(changed.filter(hasGrown));
    return {growths: await readGrowths(newest.files, wants, pick, run), isAll: newest.isAll};
  };
}

async function readFile<T>(file: ChangedFile, wants: (line: Buffer) => boolean, pick: (record: Json) => T | undefined) {
  const read = async (from: number) => {
    const facts: Timed<T>[] = [];
    let last: number | null = null;
    const {isWhole} = await readRecords(file.path, from, wants, (record) => {
      last = timeOf(record) ?? last;
      const fact = facts.length < MOST_FACTS ? pick(record) : undefined;
      if (fact !== undefined) facts.push({fact, time: last});
    });
    const first = facts.find(({time}) => time !== null)?.time ?? null;
    const timed = facts.map(({fact, time}) => ({fact, time: time ?? first}));
    return {facts: timed, isWhole: isWhole && facts.length < MOST_FACTS};
  };
  const {facts: added, isWhole} = await read(file.from);
  if (file.from === 0) return {file, before: [], added, isWhole};
  const all = await read(0);
  const before = all.facts.slice(0, Math.max(0, all.facts.length - added.length));
  return {file, before, added, isWhole: isWhole && all.isWhole};
}

/** A run that goes on with a session takes one of the last; the rest would make every run wait. */
const MOST_DOCUMENTS = 50;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads documents that a run may write anew: afterwards nobody could tell what they held before. Of many only the newest are
 * read. `pick` keeps little of each. Never throws.
 */
export async function readBefore<T>(
  files: SessionFiles,
  matches: (name: string) => boolean,
  pick: (document: Json) => T,
): Promise<ReadonlyMap<string, T>> {
  return (await files.recall('documents', () => readDocuments(files, matches, pick))) ?? new Map();
}

async function readDocuments<T>(
  files: SessionFiles,
  matches: (name: string) => boolean,
  pick: (document: Json) => T,
): Promise<ReadonlyMap<string, T>> {
  const found = [...files.before].filter(([name]) => matches(name));
  const facts = new Map<string, T>();
  let bytes = 0;
  for (const [name, {path, size}] of found.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs)) {
    bytes += size;
    if (facts.size >= MOST_DOCUMENTS || bytes > MOST_BYTES) break;
    facts.set(name, pick(asObject(await readDocument(path)) ?? {}));
  }
  return facts;
}
