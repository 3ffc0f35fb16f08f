import type {AgentConfig} from '../domain/documents.ts';
import {asObject, type Json} from '../domain/json.ts';
import type {ModelShare, Place, Verdict} from './agent-reader.ts';
import {readDatabase, type TableQuery} from './database-rows.ts';
import {readDocument, readRecords} from './read-records.ts';
import {DOUBT_MS, ownSince, type RunTime, timeOf} from './run-time.ts';
import {
  type ChangedFile,
  type FilePlace,
  hasGrown,
  newestFiles,
  type SessionFiles,
  watchFiles,
} from './session-files.ts';

/**
 * The facts of one record of a run, printed or kept. A fact that the record does not have is undefined. Plain, small
 * data.
 */
export interface Fact {
  readonly session?: string | undefined;
  /** The session that this one was started for, as a subagent's. */
  readonly parent?: string | undefined;
  readonly folder?: string | undefined;
  readonly version?: string | undefined;
  readonly model?: string | undefined;
  /** When the session began, and when this was written where the record's own time is not what counts. */
  readonly created?: number | null | undefined;
  readonly at?: number | null | undefined;
  /** When its line was written, and the one before it where that says what a model was asked. */
  readonly written?: {readonly at: number; readonly after: number | null};
  /** The session of a subagent that it is in. */
  readonly subagent?: string | undefined;
  /** One call. The last fact with the same id counts; without an id each one is another call. */
  readonly call?: ModelShare | undefined;
  readonly id?: string | undefined;
  /** All that the session has used so far; printed, what the run has, or the session. */
  readonly total?: readonly ModelShare[] | undefined;
  /** A name that calls give their model, and the model's own. */
  readonly alias?: readonly [name: string, model: string] | undefined;
  readonly verdict?: Verdict | undefined;
  readonly config?: Partial<AgentConfig>;
  /** Names something that was used and left no record, as a clause without a full stop. */
  readonly gap?: string | undefined;
  /** Printed by others as well: only a session of its id, or the command, shows that it is this agent's. */
  readonly isHint?: boolean | undefined;
}

/** A file's facts: those from before the run, and those of the run. */
export interface Growth<F> {
  readonly file: ChangedFile;
  readonly before: readonly F[];
  readonly after: readonly F[];
  /** It began in this run: it was not there, and nothing in it is older. */
  readonly isNew: boolean;
  readonly isWhole: boolean;
}

/** One session with its subagents', as far as it changed. */
export interface Session<F> extends Omit<Growth<F>, 'file'> {
  readonly id: string;
  /** Its files, the main conversation's first. */
  readonly parts: readonly (Growth<F> & {readonly id: string})[];
  readonly folder: string | undefined;
}

/** The place of an agent's records, and how to read one. */
export interface FactFiles<F> {
  readonly files: readonly FilePlace[];
  /** Decides by its bytes if a line may matter. */
  readonly wants: (line: Buffer) => boolean;
  /** Reads a line, or a document. */
  readonly pick: (record: Json, fileName: string) => F | readonly F[] | undefined;
  /** The file is one JSON document, which is written anew. All others are lines. */
  readonly isDocument?: (fileName: string) => boolean;
  /** The other files are SQLite databases, with the log beside each: `pick` is shown the rows of these tables, `kind` is the table's name. */
  readonly database?: {
    readonly queries: readonly TableQuery[];
    /**
     * The queries to read before a run, unless the file is too large; then the times of its rows tell what is older.
     */
    readonly queriesBefore?: readonly TableQuery[];
    readonly mostBytes: number;
    readonly mostBytesBefore: number;
  };
  /** The line before that of a call says what the model was asked, so that the call began when that was written. */
  readonly hasRequests?: boolean;
  /** The id of the fact that a document is, which is written once and not read before a run. */
  readonly idOf?: (fileName: string) => string | undefined;
  /** The file has facts of many sessions. It makes a session of those it has a total of; the others it only completes. */
  readonly isShared?: (fileName: string) => boolean;
  /** Its records have no times: a session of which nothing tells when it began may be older, where that is likely. */
  readonly isTimeless?: boolean;
  /** The session and folder that a file belongs to, where its facts do not say so. */
  readonly sessionOf: (fileName: string) => string;
  readonly folderOf?: (fileName: string, facts: readonly F[]) => string | undefined;
}

export interface SessionsRead<F> {
  readonly sessions: readonly Session<F>[];
  readonly watched: readonly SessionFiles[];
}

/** More facts than any session has; a file made to fill the memory ends here. */
const MOST_FACTS = 200_000;

interface Timed<F> {
  readonly fact: F;
  readonly time: number | null;
}

interface Read<F> {
  readonly file: ChangedFile;
  readonly before: readonly F[];
  readonly added: readonly Timed<F>[];
  readonly isWhole: boolean;
  /** Its content before the run is not known. */
  readonly isUntold?: boolean;
}

/**
 * Watches an agent's files, and reads afterwards the sessions in those that changed, apart for what is older than the run:
 * what stood there when it began, and what a record's own time says is older, as in a session that the run restored, replaced
 * or unpacked. A record without a time has that of the one before it, or behind it at the beginning of a file. A file that
 * only has older facts is left out; those of `printed` sessions are read even if nothing was added. Never throws.
 */
export async function watchSessions<F extends Fact>(
  place: Place,
  spec: FactFiles<F>,
): Promise<(run: RunTime, printed?: readonly string[]) => Promise<SessionsRead<F>>> {
  const {files, isDocument = () => false} = spec;
  const watched = await Promise.all(files.map((one) => watchFiles(place, one)));
  const noted = await Promise.all(watched.map((one) => noteBefore(one, spec)));
  const rowsBefore = (files: SessionFiles, path: string) => {
    const wasThere = [...files.before.values()].some((file) => pathOf(file.path) === path);
    return place.isLate || !wasThere ? [] : noted[watched.indexOf(files)]?.get(path);
  };
  return async (run, printed = []) => {
    const read: Read<F>[] = [];
    let isAll = true;
    for (const [i, one] of watched.entries()) {
      const all = await one.changed(run);
      const isRead = (file: ChangedFile) => isDocument(file.name) || isDatabase(file, spec) || hasGrown(file);
      const changed = newestFiles(all.filter(isRead));
      isAll &&= changed.isAll;
      const files = changed.files.filter((file) => !isDatabase(file, spec));
      for (const file of [...files, ...unchangedFiles(one, printed, all)])
        read.push(await readFile(file, spec, noted[i]));
      const databases = changed.files.filter((file) => isDatabase(file, spec)).map(({path}) => pathOf(path));
      for (const path of new Set(databases)) read.push(await readRows(path, spec, rowsBefore(one, path)));
    }
    read.push(...unchangedDocuments(read, watched, noted, spec));
    const isUntold = read.some((one) => one.isUntold);
    const since = ownSince(timesOf(read), isUntold ? {...run, isLate: true, isUnderOther: false} : run);
    const ids = watched.flatMap(({before}) => [...before.keys()].flatMap((name) => spec.idOf?.(name) ?? []));
    const known = new Set([...ids, ...read.flatMap(({before}) => before.flatMap(({id}) => id ?? []))]);
    const growths = read.flatMap((file) => splitAt(since, file, known));
    const isOlder = (created: number | null | undefined) =>
      created == null
        ? spec.isTimeless === true && (place.isResuming || place.isLate)
        : created < (Number.isFinite(since) ? since : run.startTime - DOUBT_MS);
    const sessions = joinGrowths(bySession(growths, printed, spec), isOlder, spec);
    // Any of them may have a part that could not be read.
    return {sessions: isAll ? sessions : sessions.map((one) => ({...one, isWhole: false})), watched};
  };
}

function* timesOf(read: readonly Read<unknown>[]) {
  for (const {added} of read) for (const {time} of added) yield time;
}

/** Files of sessions that were printed, and to which nothing was added. */
function unchangedFiles(files: SessionFiles, ids: readonly string[], changed: readonly ChangedFile[]) {
  return [...files.before].flatMap(([name, {path, size}]): readonly ChangedFile[] => {
    const isNamed = ids.some((id) => name.endsWith(`${id}.jsonl`)) && !changed.some((file) => file.name === name);
    return isNamed ? [{path, name, from: size, size, isNew: false}] : [];
  });
}

/** Documents beside those that changed, of the same sessions. */
function unchangedDocuments<F>(
  read: readonly Read<F>[],
  watched: readonly SessionFiles[],
  noted: readonly (ReadonlyMap<string, readonly F[]> | undefined)[],
  {sessionOf, isShared, isDocument}: FactFiles<F>,
): readonly Read<F>[] {
  const ids = new Set(read.filter(({file}) => isDocument?.(file.name)).map(({file}) => sessionOf(file.name)));
  return watched.flatMap(({before}, i) =>
    [...before].flatMap(([name, {path, size}]): readonly Read<F>[] => {
      const facts = noted[i]?.get(stemOf(name));
      const isOther = ids.has(sessionOf(name)) && !isShared?.(name) && !read.some(({file}) => file.name === name);
      const file = {path, name, from: size, size, isNew: false};
      return facts !== undefined && isOther ? [{file, before: facts, added: [], isWhole: true}] : [];
    }),
  );
}

/** Shared files and databases apart by session, that of the newest call last. */
function bySession<F extends Fact>(growths: readonly Growth<F>[], printed: readonly string[], spec: FactFiles<F>) {
  const {isShared = () => false, sessionOf} = spec;
  const isMixed = ({file}: Growth<F>) => isShared(file.name) || isDatabase(file, spec);
  const [shared, own] = [true, false].map((is) => growths.filter((growth) => isMixed(growth) === is));
  const ids = new Set(own?.map(({before, after, file}) => idOf([...before, ...after]) ?? sessionOf(file.name)));
  const parts = (shared ?? []).flatMap((growth) => {
    const [old, added] = [growth.before, growth.after].map((all) => Map.groupBy(all, ({session = ''}) => session));
    return [...new Set([...(old?.keys() ?? []), ...(added?.keys() ?? [])])].flatMap((id): readonly Growth<F>[] => {
      const [before, after] = [old?.get(id) ?? [], added?.get(id) ?? []];
      // Beside the session's own files it tells nothing of whether it is new.
      const isNew = ids.has(id) || before.length === 0;
      const isTold = after.some(({total, call, parent}) => (total ?? call ?? parent) !== undefined);
      return ids.has(id) || isTold || printed.includes(id) ? [{...growth, before, after, isNew}] : [];
    });
  });
  const newest = new Map(parts.map((part) => [part, part.after.reduce((time, {at}) => Math.max(time, at ?? 0), 0)]));
  parts.sort((a, b) => (newest.get(a) ?? 0) - (newest.get(b) ?? 0));
  return [...(own ?? []), ...parts];
}

function idOf(facts: readonly Fact[]): string | undefined {
  return facts.find(({session}) => session !== undefined)?.session;
}

function splitAt<F extends Fact>(
  since: number,
  {file, before, added, isWhole}: Read<F>,
  known: ReadonlySet<string>,
): readonly Growth<F>[] {
  const isOwn = ({fact: {id}, time}: Timed<F>) => (time === null || time >= since) && !known.has(id ?? '');
  const after = added.filter(isOwn).map(({fact}) => fact);
  const isOlder = after.length < added.length;
  if (isOlder && after.length === 0) return [];
  const older = [...before, ...added.filter((one) => !isOwn(one)).map(({fact}) => fact)];
  return [{file, before: older, after, isNew: file.isNew && !isOlder, isWhole}];
}

async function readFile<F extends Fact>(
  file: ChangedFile,
  {wants, pick, isDocument, hasRequests = false}: FactFiles<F>,
  noted: ReadonlyMap<string, readonly F[]> | undefined,
): Promise<Read<F>> {
  const before = noted?.get(stemOf(file.name));
  if (isDocument?.(file.name) === true) {
    const document = await readObject(file.path);
    const facts = listOf(document && pick(document, file.name));
    const isWhole = document !== undefined && (file.isNew || before !== undefined);
    return {file, before: before ?? [], added: facts.map((fact) => ({fact, time: fact.at ?? null})), isWhole};
  }
  const read = async (from: number) => {
    const facts: Timed<F>[] = [];
    let last: number | null = null;
    const {isWhole} = await readRecords(file.path, from, wants, (record) => {
      const after = hasRequests ? last : null;
      last = timeOf(record) ?? last;
      if (facts.length >= MOST_FACTS) return;
      for (const fact of listOf(pick(record, file.name))) {
        const written = last === null ? {} : {written: {at: last, after}};
        facts.push({fact: {...fact, ...written}, time: fact.at ?? last});
      }
    });
    const first = facts.find(({time}) => time !== null)?.time ?? null;
    const timed = facts.map(({fact, time}) => ({fact, time: time ?? first}));
    return {facts: timed, isWhole: isWhole && facts.length < MOST_FACTS};
  };
  const {facts: added, isWhole} = await read(file.from);
  if (file.from === 0) return {file, before: before ?? [], added, isWhole};
  const all = await read(0);
  const older = all.facts.slice(0, Math.max(0, all.facts.length - added.length)).map(({fact}) => fact);
  return {file, before: [...(before ?? []), ...older], added, isWhole: isWhole && all.isWhole};
}

function isDatabase<F>({name}: ChangedFile, {database, isDocument}: FactFiles<F>): boolean {
  return database !== undefined && isDocument?.(name) !== true;
}

/** The database of a file, which may be its log. */
function pathOf(path: string): string {
  return path.replace(/-wal$/, '');
}

/** The rows of a database, oldest first. Those that stood there as they are and have no id are of before. */
async function readRows<F extends Fact>(
  path: string,
  {database, pick}: FactFiles<F>,
  before: readonly F[] | undefined,
): Promise<Read<F>> {
  const file = {path, name: path, from: 0, size: 0, isNew: true};
  const read = database && (await readDatabase(path, database.mostBytes, database.queries));
  const facts = Object.values(read?.rows ?? {}).flatMap((rows) => rows.flatMap((row) => listOf(pick(row, ''))));
  const isUntold = before === undefined;
  const old = new Set(before?.filter(({id}) => id === undefined).map((fact) => JSON.stringify(fact)));
  const isOld = (fact: F) =>
    fact.id === undefined && fact.call === undefined && (isUntold || old.has(JSON.stringify(fact)));
  const added = facts.filter((fact) => !isOld(fact)).map((fact) => ({fact, time: fact.at ?? null}));
  added.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  return {file, before: [...(before ?? []), ...facts.filter(isOld)], added, isWhole: read?.isWhole === true, isUntold};
}

function joinGrowths<F extends Fact>(
  growths: readonly Growth<F>[],
  isOlder: (created: number | null | undefined) => boolean,
  {sessionOf, folderOf}: FactFiles<F>,
): readonly Session<F>[] {
  const parts = growths.map((growth) => {
    const facts = [...growth.before, ...growth.after];
    const {name} = growth.file;
    const folder = facts.find((fact) => fact.folder !== undefined)?.folder;
    return {
      ...growth,
      id: idOf(facts) ?? sessionOf(name),
      parent: facts.find(({parent}) => parent !== undefined)?.parent,
      folder: folderOf?.(name, facts) ?? folder,
    };
  });
  const parents = new Map(parts.flatMap(({id, parent}) => (parent === undefined ? [] : [[id, parent]])));
  const byRoot = Map.groupBy(parts, ({id}) => rootOf(id, (one) => parents.get(one)));
  return [...byRoot].map(([id, all]) => {
    const main = all.filter((part) => part.id === id);
    const own = [...main, ...all.filter((part) => part.id !== id).map(ofSubagent)];
    // Nothing else may tell that a session which the run restored is older.
    const created = own
      .flatMap(({before, after}) => [...before, ...after])
      .find((fact) => fact.created != null)?.created;
    return {
      id,
      parts: own,
      before: own.flatMap(({before}) => before),
      after: own.flatMap(({after}) => after),
      isNew: (main.length > 0 ? main : own).every(({isNew}) => isNew) && !isOlder(created),
      folder: own.find(({folder}) => folder !== undefined)?.folder,
      isWhole: own.every(({isWhole}) => isWhole),
    };
  });
}

/** The session that this one was started for, over however many others. */
function rootOf(id: string, parentOf: (id: string) => string | null | undefined): string {
  const seen = new Set([id]);
  let root = id;
  for (let parent = parentOf(root); parent != null && !seen.has(parent); parent = parentOf(root)) {
    seen.add(parent);
    root = parent;
  }
  return root;
}

function ofSubagent<F extends Fact, Part extends Growth<F> & {readonly id: string}>(part: Part) {
  return {...part, after: part.after.map((fact) => ({...fact, subagent: part.id}))};
}

/** A run that goes on with a session takes one of the last; the rest would make every run wait. */
const MOST_DOCUMENTS = 50;
const MOST_BYTES = 64 * 1024 * 1024;

/** The facts of documents and databases that a run may write anew: afterwards nobody could tell what they held before. */
async function noteBefore<F extends Fact>(files: SessionFiles, spec: FactFiles<F>) {
  const {pick, isDocument, idOf, database} = spec;
  const look = async () => {
    const facts = new Map<string, readonly F[]>();
    const isKept = (name: string) => isDocument?.(name) === true && idOf === undefined;
    let bytes = 0;
    for (const [name, {path, size}] of [...files.before].sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs)) {
      if (!isKept(name)) continue;
      bytes += size;
      if (facts.size >= MOST_DOCUMENTS || bytes > MOST_BYTES) break;
      facts.set(stemOf(name), listOf(pick((await readObject(path)) ?? {}, name)));
    }
    if (database === undefined) return facts;
    const {queries, queriesBefore = queries, mostBytesBefore} = database;
    const databases = [...files.before]
      .filter(([name]) => isDocument?.(name) !== true)
      .map(([, {path}]) => pathOf(path));
    for (const path of new Set(databases)) {
      const read = await readDatabase(path, mostBytesBefore, queriesBefore);
      const rows = Object.values(read?.rows ?? {}).flat();
      if (read?.isWhole === true)
        facts.set(
          path,
          rows.flatMap((row) => listOf(pick(row, ''))),
        );
    }
    return facts;
  };
  if (isDocument === undefined && database === undefined) return undefined;
  return await files.recall('facts', look);
}

/** A document that is a list has it under `list`. */
async function readObject(path: string): Promise<Json | undefined> {
  const document = await readDocument(path);
  return Array.isArray(document) ? {list: document} : asObject(document);
}

/** A document may go on in a file of lines of the same name. */
function stemOf(name: string): string {
  return name.replace(/\.jsonl?$/, '');
}

function listOf<T>(facts: T | readonly T[] | undefined): readonly T[] {
  return facts === undefined ? [] : ([facts].flat() as readonly T[]);
}
