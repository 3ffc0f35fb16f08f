import type {Json} from '../domain/json.ts';
import type {AgentSession, ModelShare, Place, RunEnd, StreamName, Verdict} from './agent-reader.ts';
import {findShares, toConfig} from './call-findings.ts';
import {chooseOwn, withDoubt} from './choose-sessions.ts';
import {type Growth, watchLines} from './read-growth.ts';
import type {FilePlace} from './session-files.ts';

/** One record, printed or in a session's file. Fields that it lacks are undefined. */
export interface CallFact {
  readonly session?: string | undefined;
  readonly folder?: string | undefined;
  readonly version?: string | undefined;
  /** One call. The last fact with the same id counts; without an id each one is another call. */
  readonly call?: ModelShare | undefined;
  readonly id?: string | undefined;
  /** A name that calls give their model, and the model's own. */
  readonly alias?: readonly [name: string, model: string] | undefined;
  readonly verdict?: Verdict | undefined;
  /** Names something that asked a model and left no record of the call, as a clause without a full stop. */
  readonly gap?: string | undefined;
}

/** An agent that records each call in a line, in the files of its sessions, on stdout, or in both. */
interface CallRecords {
  readonly files: readonly FilePlace[];
  /** Decides by its bytes if a line of a file may matter. */
  readonly wants: (line: Buffer) => boolean;
  /** Read a record of a file, and a printed one; undefined where it tells nothing, or is another agent's. */
  readonly pick: (record: Json) => CallFact | undefined;
  readonly pickPrinted: (record: Json, stream: StreamName) => CallFact | undefined;
  /** The folder that a file's session belongs to, where its records do not say so. */
  readonly folderOf?: (fileName: string) => string | undefined;
  /** The session that a file belongs to, where its records do not say so; subagents' files belong to the main one. */
  readonly sessionOf: (fileName: string) => string;
  /** The names of the records, in files and on stdout. */
  readonly sources: {readonly file: string; readonly printed: string};
  /** Names the calls that these records always lack, or lack when the run did not end by itself; null for none. */
  readonly missing: (end: RunEnd, verdict: Verdict | null) => string | null;
}

/** Says what is missing where the records have every call that has ended. */
export function cutOff({exitCode}: RunEnd, verdict: Verdict | null): string | null {
  const isEnded = verdict?.kind === 'completed' || exitCode === 0;
  return isEnded ? null : 'it was cut off, and a call that had begun is not recorded';
}

interface Session {
  readonly id: string;
  readonly isNew: boolean;
  readonly folder: string | undefined;
  readonly isWhole: boolean;
  readonly facts: readonly CallFact[];
}

const MOST_PRINTED = 100_000;

/** Follows one run of such an agent: the calls in its session's files, and those it printed and did not keep. */
export async function followCalls(place: Place, records: CallRecords): Promise<AgentSession> {
  const readLines = await watchLines(place, records.files, records.wants, records.pick);
  const printed: CallFact[] = [];
  return {
    record: (record, stream) => {
      const fact = printed.length < MOST_PRINTED ? records.pickPrinted(record, stream) : undefined;
      if (fact !== undefined) printed.push(fact);
    },
    finish: async (end) => {
      const {growths, isAll} = await readLines(end);
      const sessions = joinSessions(growths, records);
      const ids = new Set(printed.flatMap(({session}) => session ?? []));
      const {sessions: own, doubt} = await chooseOwn(sessions, ({id}) => ids.has(id), end, ids.size);
      if (own.length === 0 && printed.length === 0 && !end.isExpected) return null;
      return withDoubt(toFindings({own, printed, records, end, isAll}), doubt);
    },
  };
}

function joinSessions(growths: readonly Growth<CallFact>[], {sessionOf, folderOf}: CallRecords): readonly Session[] {
  const sessions = new Map<string, Session>();
  for (const {file, before, after, isNew, isWhole} of growths) {
    const all = [...before, ...after];
    const id = all.find(({session}) => session !== undefined)?.session ?? sessionOf(file.name);
    const folder = all.find((fact) => fact.folder !== undefined)?.folder ?? folderOf?.(file.name);
    const other = sessions.get(id);
    sessions.set(id, {
      id,
      isNew: isNew && other?.isNew !== false,
      folder: other?.folder ?? folder,
      isWhole: isWhole && other?.isWhole !== false,
      facts: [...(other?.facts ?? []), ...after],
    });
  }
  return [...sessions.values()];
}

function toFindings(told: {
  readonly own: readonly Session[];
  readonly printed: readonly CallFact[];
  readonly records: CallRecords;
  readonly end: RunEnd;
  readonly isAll: boolean;
}) {
  const {own, printed, records, end, isAll} = told;
  const kept = own.flatMap(({facts}) => facts);
  const all = [...printed, ...kept];
  const calls = new Map<unknown, ModelShare>();
  // What a file tells of a call is what it came to; a printed one without an id cannot be told from it.
  const counted = kept.some(({call}) => call !== undefined) ? all.filter(({id}) => id !== undefined) : all;
  const names = new Map(all.flatMap(({alias}) => (alias === undefined ? [] : [alias])));
  for (const fact of [...counted, ...kept]) {
    const {call} = fact;
    if (call !== undefined) calls.set(fact.id ?? fact, {...call, model: names.get(call.model) ?? call.model});
  }
  const verdict = all.findLast((fact) => fact.verdict !== undefined)?.verdict ?? null;
  const version = all.findLast((fact) => fact.version !== undefined)?.version;
  const isWhole = isAll && own.every((session) => session.isWhole);
  return findShares([...calls.values()], {
    sessionId: own.at(-1)?.id ?? printed.findLast(({session}) => session !== undefined)?.session ?? null,
    source: kept.some(({call}) => call !== undefined) ? records.sources.file : records.sources.printed,
    reason:
      records.missing(end, verdict) ??
      all.find(({gap}) => gap !== undefined)?.gap ??
      (isWhole ? null : 'its session could not be read as a whole'),
    verdict,
    config: toConfig(null, {agent_version: version}),
  });
}
