import {realpath} from 'node:fs/promises';
import {basename, dirname, isAbsolute, join, sep} from 'node:path';
import type {Json} from '../domain/json.ts';
import type {
  AgentReader,
  AgentSession,
  Findings,
  ModelShare,
  Place,
  RunEnd,
  StreamName,
  ToldEvent,
  Verdict,
} from './agent-reader.ts';
import {findShares, firstReason, mergeFindings, toConfig, withDoubt} from './call-findings.ts';
import {hasOption} from './command-words.ts';
import {type Fact, type FactFiles, type Session, type SessionsRead, watchSessions} from './session-facts.ts';

/** One session of a run: what was printed of it, and what its files tell. */
export interface Run<F> {
  readonly id: string | null;
  readonly printed: readonly F[];
  readonly disk: Session<F> | undefined;
}

/** All that is known of a run of an agent. */
export interface Told<F> extends Pick<SessionsRead<F>, 'watched'> {
  /** Its sessions; none where it left and printed nothing that names one. */
  readonly runs: readonly Run<F>[];
  /** Those that no run is by itself: of subagents that do not tell whose they are. */
  readonly apart: readonly Session<F>[];
  /** Sessions that a line of text named, kept or not. */
  readonly named: readonly string[];
  /** Printed facts that name no session. */
  readonly loose: readonly F[];
  readonly end: RunEnd;
}

/** An agent, described: what it prints and keeps, and what that comes to. */
export interface Description<F extends Fact> extends Partial<FactFiles<F>> {
  /** A printed fact without a session is of the one that was printed last. */
  readonly pickPrinted?: (record: Json, stream: StreamName) => F | undefined;
  /** A session that a line of text names counts where it is kept: anything may print such a line. */
  readonly pickLine?: (text: string) => F | undefined;
  readonly isApart?: (session: Session<F>) => boolean;
  /** True if another agent, which the command names, may have printed the records. */
  readonly mayBeOther?: boolean;
  /** The option with which it keeps nothing; the sessions that changed are then somebody else's. */
  readonly keepsNone?: string;
  readonly tell: (told: Told<F>) => Findings | Promise<Findings>;
}

/** More records than any run prints that matter. */
const MOST_PRINTED = 100_000;
/** More sessions than a step starts, and records with a configuration, which may be long. */
const MOST_SESSIONS = 1000;

/** Follows one run of the agent. */
async function followSessions<F extends Fact>(place: Place, description: Description<F>): Promise<AgentSession> {
  const {pickPrinted, pickLine, isApart = () => false, mayBeOther = false, keepsNone, tell} = description;
  const {files = [], wants = () => false, pick = () => undefined, sessionOf = (name) => name} = description;
  const read = await watchSessions(place, {...description, files, wants, pick, sessionOf});
  const printed: F[] = [];
  const named = new Set<string>();
  let last: string | undefined;
  let configs = 0;
  const take = (fact: F) => {
    if (fact.config !== undefined) configs += 1;
    if (printed.length < MOST_PRINTED && configs <= MOST_SESSIONS) printed.push(fact);
  };
  return {
    record: (record, stream) => {
      const fact = pickPrinted?.(record, stream);
      if (fact === undefined) return;
      last = fact.session ?? last;
      take({...fact, session: last});
    },
    line: (text) => {
      const fact = pickLine?.(text);
      if (fact?.session !== undefined && named.size < MOST_SESSIONS) named.add(fact.session);
      else if (fact !== undefined) take({...fact, isHint: true});
    },
    finish: async (end) => {
      const shown = [...new Set(printed.flatMap(({session}) => session ?? []))].slice(0, MOST_SESSIONS);
      const {sessions: all, watched} = await read(end, shown);
      const sessions = all.filter((session) => !isApart(session));
      const apart = all.filter(isApart);
      const kept = new Set(sessions.map(({id}) => id));
      const sure = new Set(printed.flatMap(({session, isHint}) => (isHint ? [] : (session ?? []))));
      const isSure = (id: string) =>
        end.isExpected || kept.has(id) || (sure.has(id) && !(mayBeOther && end.isOtherExpected));
      const ids = new Set([...shown.filter(isSure), ...[...named].filter((id) => kept.has(id))]);
      const loose = printed.filter(({session}) => session === undefined);
      const isExpected = end.isExpected || loose.some(({isHint}) => !isHint);
      const isNone = keepsNone !== undefined && end.starts === 1 && hasOption(place.starts, keepsNone);
      const maybe = isNone ? sessions.filter(({id}) => ids.has(id)) : sessions;
      const {sessions: own, doubt} = await chooseOwn(maybe, ({id}) => ids.has(id), {...end, isExpected}, ids.size);
      if (own.length === 0 && ids.size === 0 && !isExpected) return null;
      const runs = [...new Set([...ids, ...own.map(({id}) => id)])].map((id) => ({
        id,
        printed: printed.filter(({session}) => session === id),
        disk: own.find((session) => session.id === id),
      }));
      return withDoubt(await tell({runs, apart, named: [...named], loose, watched, end}), doubt);
    },
  };
}

/** Tells of each session by itself, and adds them up. */
export function tellEach<F>(
  tellOne: (run: Run<F>, told: Told<F>) => Findings | Promise<Findings>,
): (told: Told<F>) => Promise<Findings> {
  return async (told) => {
    const runs: readonly Run<F>[] = told.runs.length > 0 ? told.runs : [{id: null, printed: [], disk: undefined}];
    const found: Findings[] = [];
    for (const run of runs) found.push(await tellOne(run, told));
    return mergeFindings(found);
  };
}

/** The calls of the facts: the last with the same id counts. */
export function callsOf(facts: readonly Fact[]): readonly ModelShare[] {
  const calls = new Map<unknown, ModelShare>();
  for (const fact of facts) if (fact.call !== undefined) calls.set(fact.id ?? fact, withTime(fact.call, fact));
  return [...calls.values()];
}

/** Adds the time to a call: its own, else that of its record, by which it had ended. */
export function withTime(call: ModelShare, {at, written, subagent}: Fact): ModelShare {
  const end = at ?? written?.at;
  const time = call.time ?? (end === undefined ? undefined : {start: written?.after ?? null, end});
  return time === undefined ? call : {...call, time: {...time, subagent: subagent ?? null}};
}

export function totalsOf(facts: readonly Fact[]): readonly (readonly ModelShare[])[] {
  return facts.flatMap(({total}) => (total === undefined ? [] : [total]));
}

/** Tells if one of these texts was printed. */
export async function hasPrinted({readLog}: RunEnd, texts: readonly string[]): Promise<boolean> {
  let has = false;
  await readLog(
    (line) => {
      has ||= texts.some((text) => line.includes(text));
      return false;
    },
    () => {},
  );
  return has;
}

/** Reads printed records once more, those of lines with all of these texts: of a run that left nothing better. */
export async function readPrinted<Found>(
  {readLog}: RunEnd,
  texts: readonly string[],
  pick: (record: Json) => Found | undefined,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  await readLog(
    (line) => texts.every((text) => line.includes(text)),
    (record) => {
      const one = found.length < MOST_PRINTED ? pick(record) : undefined;
      if (one !== undefined) found.push(one);
    },
  );
  return found;
}

/** Says what is missing where the records have every call that has ended. */
export function cutOff({exitCode}: RunEnd, verdict: Verdict | null): string | null {
  const isEnded = verdict?.kind === 'completed' || exitCode === 0;
  return isEnded ? null : 'it was cut off, and a call that had begun is not recorded';
}

/** Tells of an agent that records each call, in the files of its sessions, on stdout, or in both. */
export function tellCalls(words: {
  /** The names of the records, in files and on stdout. */
  readonly sources: {readonly file: string; readonly printed: string};
  /** Names the calls that these records always lack, or lack when the run did not end by itself; null for none. */
  readonly missing: (end: RunEnd, verdict: Verdict | null) => string | null;
}): (told: Told<Fact>) => Findings {
  return ({runs, loose, end}) => {
    const kept = runs.flatMap(({disk}) => disk?.after ?? []);
    const printed = [...loose, ...runs.flatMap((run) => run.printed)];
    const isKept = kept.some(({call}) => call !== undefined);
    const all = [...printed, ...kept];
    const names = new Map(all.flatMap(({alias}) => (alias === undefined ? [] : [alias])));
    // A file has a call as it ended. A printed call without an id cannot be told from it.
    const counted = isKept ? [...printed.filter(({id}) => id !== undefined), ...kept] : printed;
    const verdict = all.findLast((fact) => fact.verdict !== undefined)?.verdict ?? null;
    const isWhole = runs.every(({disk}) => disk?.isWhole !== false);
    return findShares(
      callsOf(counted).map((call) => ({...call, model: names.get(call.model) ?? call.model})),
      {
        sessionId: (runs.findLast(({disk}) => disk !== undefined) ?? runs.at(-1))?.id ?? null,
        source: isKept ? words.sources.file : words.sources.printed,
        reason:
          words.missing(end, verdict) ??
          all.find(({gap}) => gap !== undefined)?.gap ??
          firstReason([!isWhole, 'its session could not be read as a whole']),
        verdict,
        config: toConfig(null, {agent_version: all.findLast((fact) => fact.version !== undefined)?.version}),
      },
    );
  };
}

/** An agent that is read so. */
export function describedBy<F extends Fact>(
  wants: AgentReader['wants'],
  describe: (place: Place) => Description<F> | Promise<Description<F>>,
  told?: ToldEvent,
): AgentReader {
  return {wants, begin: async (place) => followSessions(place, await describe(place)), ...(told && {told})};
}

interface Described {
  /** It began in this run. */
  readonly isNew: boolean;
  /** It belongs to the folder of the run. */
  readonly isHere: boolean;
}

interface Chosen<S> {
  readonly sessions: readonly S[];
  /** Why they may not be those of the run; null where they are. */
  readonly doubt: string | null;
}

const NONE: Chosen<never> = {sessions: [], doubt: null};
const MORE = 'more of its sessions began meanwhile than the command starts';

/**
 * Chooses the run's own among the sessions that changed while the agent ran (oldest change first) and that nothing printed
 * names: a user's other sessions go on in the same folders meanwhile. `told`: the number of its runs that something else
 * tells of already.
 */
export function chooseSessions<S extends Described>(
  sessions: readonly S[],
  {isExpected, isMoving, isYoung, starts}: Pick<RunEnd, 'isExpected' | 'isMoving' | 'isYoung' | 'starts'>,
  told: number,
): Chosen<S> {
  const here = sessions.filter((session) => session.isHere);
  const begun = here.filter((session) => session.isNew);
  if (begun.length > 0) return takeLast(begun, starts - told);
  if (!isExpected || told > 0) return NONE;
  // A run goes on with one session. One that began in another folder is that of a command that goes there.
  if (here.length === 1 && !isYoung) return {sessions: here, doubt: null};
  const away = sessions.filter((session) => session.isNew);
  if (away.length > 0) return takeLast(away, starts);
  return isMoving && !isYoung && sessions.length === 1 ? {sessions, doubt: null} : NONE;
}

/** Those that were printed, and of the others (oldest change first) the run's own, by the folder that their records name. */
async function chooseOwn<S extends {readonly isNew: boolean; readonly folder: string | null | undefined}>(
  sessions: readonly S[],
  isPrinted: (session: S) => boolean,
  end: RunEnd,
  told: number,
): Promise<Chosen<S>> {
  const others = sessions.filter((session) => !isPrinted(session));
  const described = others.map(async (session) => {
    return {session, isNew: session.isNew, isHere: await isInFolder(session.folder, end.cwd)};
  });
  const {sessions: silent, doubt} = chooseSessions(await Promise.all(described), end, told);
  return {sessions: [...sessions.filter(isPrinted), ...silent.map(({session}) => session)], doubt};
}

/** Takes the last ones. If more began than were started, some belong to somebody else, or an agent started another. */
function takeLast<S>(sessions: readonly S[], most: number): Chosen<S> {
  if (sessions.length <= most) return {sessions, doubt: null};
  return {sessions: most > 0 ? sessions.slice(-most) : [], doubt: MORE};
}

const LONGEST_PATH = 4096;

/** Tells if a folder that a record names is the run's own, or below it. */
async function isInFolder(recorded: string | null | undefined, cwd: string): Promise<boolean> {
  if (recorded == null || !isAbsolute(recorded) || recorded.length > LONGEST_PATH) return false;
  const [folder, bound] = [await resolve(recorded), await resolve(cwd)];
  return folder === bound || folder.startsWith(bound.endsWith(sep) ? bound : bound + sep);
}

/** A name for the folder without links in it; of one that is gone, as far as it is there. */
async function resolve(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(await resolve(parent), basename(folder));
  }
}
