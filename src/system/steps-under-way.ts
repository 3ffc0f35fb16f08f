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
import type {ProcessInfo} from '../domain/documents.ts';
import {RefusedError} from '../domain/errors.ts';
import {isUid, quote, type Uid} from '../domain/identity.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {withPlainFile} from '../files/regular-file.ts';
import {replaceFile} from '../files/replace-file.ts';
import {describeProcess, isUnderWay} from './process-info.ts';

/** A step's entry among those that are under way in a work tree. */
export interface Presence {
  /** True when another step was under way here at any time since: then nobody can tell whose a commit is. */
  isShared(): boolean;
  /** Notes the agent as it was told by `markAgent`, for who comes when our own process is gone and the agent is not. */
  noteAgent(agent: AgentTrace | null): void;
  leave(): void;
}

/** The leader of an agent's processes, and when it began. */
interface AgentTrace {
  readonly pid: number;
  readonly started: string;
}

interface EnterRequest {
  /** The git folder of the work tree, where the entries lie. */
  readonly gitDir: string;
  readonly uid: Uid;
  /** Go on beside another step. */
  readonly share: boolean;
  /** The step that this one is a part of, where its agent has started us: both may be there. */
  readonly within: string | undefined;
  /** The processes of a step's agent that are still there. */
  readonly findAgent: (agent: AgentTrace | null, uid: Uid) => readonly {readonly pid: number; readonly name: string}[];
  /** The alternative to waiting, as the end of a sentence. */
  readonly advice: string;
}

const BEAT_MS = 3_000;
/** The age up to which an entry counts whose process cannot be looked for. */
const FRESH_MS = 15_000;
const MOST_BYTES = 4_096;
const MOST_ENTRIES = 100;

/**
 * Enters a step into the work tree it works in. Throws RefusedError where another one is under way there, which would
 * commit this one's files and take its commits for its own, or where the agent of one that was killed is still at work:
 * somebody may wait for it, so it is not for us to end. An entry dies with its process and its agent; anybody can write
 * there, so nothing but this one question rests on it, and where no entry can be made the step goes on without.
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
    throw new RefusedError('wrong-place', `The agent was not started: ${whoIsThere(before)}, ${advice}.`);
  }
  // Those that were first learn of it by what lies beside their entry.
  for (const {uid: other} of others) writeQuietly(join(folder, `${other}.shared`));
  const beat = setInterval(() => touch(file), BEAT_MS).unref();
  process.once('exit', leave);
  return {
    isShared: () => others.length > 0 || statSync(`${file}.shared`, {throwIfNoEntry: false}) !== undefined,
    noteAgent: (agent) => rewrite(file, {...own, agent}),
    leave: () => {
      clearInterval(beat);
      process.off('exit', leave);
      leave();
      rmSync(`${file}.shared`, {force: true, recursive: true});
    },
  };
}

/** The steps that are under way in a work tree, each in words and without an end of the sentence. */
export function listStepsUnderWay({
  gitDir,
  within,
  findAgent,
}: Pick<EnterRequest, 'gitDir' | 'within' | 'findAgent'>): readonly string[] {
  const folder = join(gitDir, 'laforge', 'steps');
  return existsSync(folder) ? readEntries(folder, new Set([within]), findAgent).map(whoIsThere) : [];
}

/** As open as the git folder, which a group may share: its other users have to find our entries and make their own. */
function makeFolder(gitDir: string, folder: string): void {
  const made = mkdirSync(folder, {recursive: true});
  if (made === undefined) return;
  const {mode} = statSync(gitDir);
  chmodSync(made, mode & 0o7777);
  chmodSync(folder, mode & 0o7777);
}

interface Entry {
  readonly uid: Uid;
  readonly at: number;
  readonly pid: number;
  readonly process: ProcessInfo | null;
  readonly agent: AgentTrace | null;
}

/** The entry of a step that is under way; `agent` has its processes where nothing but they is left of it. */
type Other = Omit<Entry, 'agent'> & {readonly agent: ReturnType<EnterRequest['findAgent']>};

function whoIsThere({pid, agent}: Other): string {
  if (agent.length === 0) {
    return `a step is under way in this work tree (process ${pid}), and neither could tell whose the work is. Wait for its end`;
  }
  const named = agent.slice(0, 3).map(({pid: one, name}) => `${quote(name)} (${one})`);
  const kill = quoteForShell(['kill', ...agent.map(({pid: one}) => String(one))]);
  return `the agent of a step whose laforge was killed is still at work in this work tree, ${named.join(', ')}, and what it does would be taken for this one's. Wait for its end, end it with ${kill}`;
}

/** Entries of steps that are under way, as far as can be told; what is left of others is cleared away. */
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
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isEntry(value) && value.uid === uid ? {...value, agent: agentOf(value)} : null;
  });
}

function isEntry(value: unknown): value is Omit<Entry, 'agent'> {
  if (typeof value !== 'object' || value === null || !('uid' in value && 'at' in value && 'pid' in value)) return false;
  if (typeof value.at !== 'number' || typeof value.pid !== 'number' || typeof value.uid !== 'string') return false;
  return 'process' in value && (value.process === null || isProcessInfo(value.process));
}

function agentOf(entry: object): AgentTrace | null {
  const agent: unknown = Reflect.get(entry, 'agent');
  if (typeof agent !== 'object' || agent === null || !('pid' in agent && 'started' in agent)) return null;
  const {pid, started} = agent;
  return Number.isSafeInteger(pid) && typeof pid === 'number' && typeof started === 'string' ? {pid, started} : null;
}

function isProcessInfo(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string, type: string) => typeof Reflect.get(value, name) === type;
  return has('pid', 'number') && has('started', 'number') && has('namespaces', 'string') && has('boot', 'string');
}

/** A date in the future is nobody's who is at work. */
function isFresh(file: string): boolean {
  const stat = statSync(file, {throwIfNoEntry: false});
  return stat !== undefined && Math.abs(Date.now() - stat.mtimeMs) < FRESH_MS;
}

/** In one move, since another step may be reading it. */
function rewrite(file: string, entry: Entry): void {
  try {
    replaceFile(file, JSON.stringify(entry), 0o644);
  } catch {
    // Then nobody can be told of the agent.
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // It was taken away, and then nothing rests on it.
  }
}

function writeQuietly(file: string): void {
  try {
    writeFileSync(file, '', {flag: 'wx'});
  } catch {
    // It is there, or cannot be.
  }
}
