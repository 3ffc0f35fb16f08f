import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {processInfo} from '../domain/documents.ts';
import {RefusedError} from '../domain/errors.ts';
import {isUid, quote, type Uid} from '../domain/identity.ts';
import {parseJson} from '../domain/json.ts';
import {
  anyText,
  integer,
  nullable,
  number,
  object,
  Reading,
  uid as uidKind,
  type ValueOf,
  WRONG,
} from '../domain/kinds.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {replaceFile, withPlainFile} from '../files/regular-file.ts';
import {quietly} from './folders.ts';
import {describeProcess, isUnderWay} from './process-info.ts';

/** A step's entry in the list of steps that are running in a work tree. */
export interface Presence {
  /** True if another step has run here at the same time, so that nobody can tell whose a commit is. */
  isShared(): boolean;
  /** Records the agent's process, so that a later step finds it even if we were killed. */
  noteAgent(agent: AgentTrace | null): void;
  leave(): void;
}

/** The leader of an agent's process group, and its start time. */
type AgentTrace = NonNullable<Entry['agent']>;

interface EnterRequest {
  /** The git folder of the work tree, which holds the entries. */
  readonly gitDir: string;
  readonly uid: Uid;
  /** Allows another step to run at the same time. */
  readonly share: boolean;
  /** The step whose agent started this one. Both may run at once. */
  readonly within: string | undefined;
  /** Finds the processes of a step's agent that still run. */
  readonly findAgent: (agent: AgentTrace | null, uid: Uid) => readonly {readonly pid: number; readonly name: string}[];
  /** The alternative to waiting, as the end of a sentence. */
  readonly advice: string;
}

const BEAT_MS = 3_000;
/** The age up to which an entry counts as running if its process cannot be checked. */
const FRESH_MS = 15_000;
const MOST_BYTES = 4_096;
const MOST_ENTRIES = 100;

/**
 * Lists a step as running in its work tree. Throws RefusedError if another step runs there, because each would commit the
 * other's files and claim its commits, or if the agent of a killed step still runs: somebody may be waiting for it, so we do
 * not end it. An entry is void once its process and its agent are gone. Anybody can write to the folder, so entries decide
 * nothing else, and a step that cannot write one runs without.
 */
export function enterWorkTree({gitDir, uid, share, within, findAgent, advice}: EnterRequest): Presence {
  const folder = join(gitDir, 'laforge', 'steps');
  const file = join(folder, uid);
  const own: Entry = {uid, at: Date.now(), process: describeProcess({}), pid: process.pid, agent: null};
  try {
    makeFolder(gitDir, folder);
    writeFileSync(file, JSON.stringify(own), {flag: 'wx', mode: 0o644});
  } catch {
    return {isShared: () => false, noteAgent: () => {}, leave: () => {}};
  }
  const leave = () => rmSync(file, {force: true});
  const others = readEntries(folder, new Set([uid, within]), findAgent);
  const before = others.find((entry) => entry.at < own.at || (entry.at === own.at && entry.uid < uid));
  if (before !== undefined && !share) {
    leave();
    throw new RefusedError('wrong-place', `The agent was not started: ${describeRunning(before, advice)}.`);
  }
  // Tell the steps that were here first, by a file beside their entries.
  for (const {uid: other} of others) {
    quietly(() => writeFileSync(join(folder, `${other}.shared`), '', {flag: 'wx'}));
  }
  const beat = setInterval(() => quietly(() => utimesSync(file, new Date(), new Date())), BEAT_MS).unref();
  process.once('exit', leave);
  return {
    isShared: () => others.length > 0 || statSync(`${file}.shared`, {throwIfNoEntry: false}) !== undefined,
    // Atomically, since another step may be reading it.
    noteAgent: (agent) => quietly(() => replaceFile(file, JSON.stringify({...own, agent}), 0o644)),
    leave: () => {
      clearInterval(beat);
      process.off('exit', leave);
      leave();
      rmSync(`${file}.shared`, {force: true, recursive: true});
    },
  };
}

/** Describes the steps that are running in a work tree, each as a sentence without its full stop. */
export function listStepsUnderWay({
  gitDir,
  within,
  findAgent,
}: Pick<EnterRequest, 'gitDir' | 'within' | 'findAgent'>): readonly string[] {
  const folder = join(gitDir, 'laforge', 'steps');
  return existsSync(folder)
    ? readEntries(folder, new Set([within]), findAgent).map((other) => describeRunning(other, ''))
    : [];
}

/** Makes the folder with the git folder's mode: users who share the repository must see our entries and add their own. */
function makeFolder(gitDir: string, folder: string): void {
  const made = mkdirSync(folder, {recursive: true});
  if (made === undefined) return;
  const {mode} = statSync(gitDir);
  chmodSync(made, mode & 0o7777);
  chmodSync(folder, mode & 0o7777);
}

const entry = object({
  uid: uidKind,
  at: number(),
  pid: integer(),
  process: nullable(processInfo),
  agent: nullable(object({pid: integer(), started: anyText})),
});
type Entry = ValueOf<typeof entry>;

/** The entry of a running step. `agent` lists its agent's processes when only they are left. */
type Other = Omit<Entry, 'agent'> & {readonly agent: ReturnType<EnterRequest['findAgent']>};

function describeRunning({pid, agent}: Other, advice: string): string {
  const more = advice === '' ? '' : `, ${advice}`;
  if (agent.length === 0) {
    return `a step is running in this work tree (process ${pid}), and its work could not be told from what is done here meanwhile. Wait for it to end${more}`;
  }
  const named = agent.slice(0, 3).map(({pid: one, name}) => `${quote(name)} (${one})`);
  const kill = quoteForShell(['kill', ...agent.map(({pid: one}) => String(one))]);
  return `the agent of a step whose laforge was killed still runs in this work tree, ${named.join(', ')}, and its work could not be told from what is done here meanwhile. Wait for it to end${more === '' ? ' or' : ','} end it with ${kill}${more}`;
}

/** Reads the entries of running steps, and deletes those of steps that are gone. */
function readEntries(
  folder: string,
  own: ReadonlySet<string | undefined>,
  findAgent: EnterRequest['findAgent'],
): readonly Other[] {
  const names = readdirSync(folder)
    .filter((name) => isUid(name) && !own.has(name))
    .slice(0, MOST_ENTRIES);
  return names.flatMap((name) => {
    const file = join(folder, name);
    const found = readEntry(file, name);
    if (found !== null && (isUnderWay(found.process) ?? isFresh(file))) return [{...found, agent: []}];
    const agent = found === null ? [] : findAgent(found.agent, name);
    if (found !== null && agent.length > 0) return [{...found, agent}];
    for (const rest of [file, `${file}.shared`]) rmSync(rest, {force: true, recursive: true});
    return [];
  });
}

function readEntry(path: string, uid: Uid): Entry | null {
  return withPlainFile(path, (file, size) => {
    if (size > MOST_BYTES) return null;
    const found = entry.read(parseJson(readFileSync(file, 'utf8')), new Reading(true));
    return found === WRONG || found.uid !== uid ? null : found;
  });
}

/** Checks that an entry was touched lately. A date in the future does not count. */
function isFresh(file: string): boolean {
  const stat = statSync(file, {throwIfNoEntry: false});
  return stat !== undefined && Math.abs(Date.now() - stat.mtimeMs) < FRESH_MS;
}
