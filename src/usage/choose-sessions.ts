import {realpath} from 'node:fs/promises';
import {basename, dirname, isAbsolute, join, sep} from 'node:path';
import type {Findings, RunEnd} from './agent-reader.ts';

interface Session {
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
export function chooseSessions<S extends Session>(
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
export async function chooseOwn<S extends {readonly isNew: boolean; readonly folder: string | null | undefined}>(
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

/** The session that this one was started for, over however many others. */
export function rootOf(id: string, parentOf: (id: string) => string | null | undefined): string {
  const seen = new Set([id]);
  let root = id;
  for (let parent = parentOf(root); parent != null && !seen.has(parent); parent = parentOf(root)) {
    seen.add(parent);
    root = parent;
  }
  return root;
}

/** Takes the last ones. If more began than were started, some belong to somebody else, or an agent started another. */
function takeLast<S>(sessions: readonly S[], most: number): Chosen<S> {
  if (sessions.length <= most) return {sessions, doubt: null};
  return {sessions: most > 0 ? sessions.slice(-most) : [], doubt: MORE};
}

/** Says so where it is not certain that the sessions are those of the run. */
export function withDoubt(findings: Findings, doubt: string | null): Findings {
  return doubt !== null && findings.state === 'measured' ? {...findings, state: 'partial', reason: doubt} : findings;
}

/** The doubt about a run that was ended amid its work: by a signal, by ours at the end of its time, or by `timeout`. */
export function doubtOfKilled({exitCode, isRunning}: {exitCode: number | null; isRunning?: boolean}): string | null {
  const isKilled = exitCode === null || exitCode === 124 || exitCode > 128;
  return isKilled && isRunning !== true ? 'it was killed, and a call that had begun may not be in its records' : null;
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
