import {usageToSpent} from '../domain/budget.ts';
import {UNKNOWN_USAGE, type UsageReport} from '../domain/documents.ts';
import type {AgentReader, AgentSession, RunEnd, StreamName} from './agent-reader.ts';
import {readCommand} from './command-words.ts';
import {collectTokenLines, TOKEN_LINES} from './laforge-lines.ts';
import {createLineScanner} from './line-scanner.ts';
import {mergeFindings} from './merge-findings.ts';
import {readRecords} from './read-records.ts';
import {spentAtLeast} from './spent-at-least.ts';
import {type Found, toTokenUsage} from './token-usage.ts';
import type {RunPlace, RunRecord, UsageWatch} from './usage-reader.ts';

/** A reader that looks on, and whether the command or the user names its agent. */
interface Watcher {
  readonly reader: AgentReader;
  readonly session: AgentSession;
  readonly isExpected: boolean;
}

const NOTHING: UsageReport = {usage: UNKNOWN_USAGE, config: {}};

/**
 * Watches a run with all of these readers at once. Those that find that their agent ran are added up; where none has
 * figures, LaForge's own lines count, and else those that were named say why there are none. `isChosen`: the user named
 * the agent.
 */
export async function watchAgents(
  readers: readonly AgentReader[],
  place: RunPlace,
  {isChosen, withLines}: {readonly isChosen: boolean; readonly withLines: boolean},
): Promise<UsageWatch> {
  const {programs, words} = await readCommand(place.command, place.cwd);
  const begun = readers.map(async (reader): Promise<readonly Watcher[]> => {
    const session = await attempt(() => reader.begin({...place, words}));
    const isExpected = isChosen || reader.recognises(programs);
    return session === undefined ? [] : [{reader, session, isExpected}];
  });
  const watchers = (await Promise.all(begun)).flat();
  const lines = collectTokenLines();
  const wants = [...readers.map((reader) => reader.wants), ...(withLines ? [TOKEN_LINES] : [])];
  const scan = (stream: StreamName) =>
    createLineScanner(wants, {
      record: (record) => {
        for (const {session} of watchers) tryTo(() => session.record(record, stream));
        lines.record(record);
      },
      line: (text) => {
        for (const {session} of watchers) tryTo(() => session.line(text, stream));
        lines.line(text);
      },
    });
  const scanners = {stdout: scan('stdout'), stderr: scan('stderr')};
  return {
    observe: (chunk, stream) =>
      tryTo(() => scanners[stream].push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    read: async (run) => {
      for (const scanner of Object.values(scanners)) tryTo(() => scanner.end());
      const report = (await attempt(() => readAll(watchers, run))) ?? NOTHING;
      const told = withLines ? lines.usage() : UNKNOWN_USAGE;
      return report.usage.state === 'unknown' && told.state !== 'unknown' ? {...report, usage: told} : report;
    },
    soFar: async (run) => {
      const found = (await findAll(watchers, {...run, exitCode: null}, true)).filter(isKnown);
      if (found.length === 0) return usageToSpent(withLines ? lines.usage() : UNKNOWN_USAGE);
      return spentAtLeast(
        found.map(({findings}) => findings),
        new Date(run.endTime),
      );
    },
  };
}

async function findAll(watchers: readonly Watcher[], run: RunRecord, isRunning: boolean): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const {reader, session, isExpected} of watchers) {
    const findings = await attempt(() => session.finish(endOf(run, {isExpected, isRunning})));
    if (findings != null) found.push({agent: reader.name, findings});
  }
  return found;
}

async function readAll(watchers: readonly Watcher[], run: RunRecord): Promise<UsageReport> {
  const found = await findAll(watchers, run, false);
  const known = found.filter(isKnown);
  const counted = known.length > 0 ? known : found;
  if (counted.length === 0) return NOTHING;
  const [only] = counted;
  const {config} = mergeFindings(counted.map(({findings}) => findings));
  const name = counted.length === 1 && only !== undefined ? only.agent : null;
  return {
    usage: await toTokenUsage(counted, new Date(run.endTime)),
    config: name === null ? config : {name, ...config},
  };
}

function isKnown({findings}: Found): boolean {
  return findings.state !== 'unknown';
}

function endOf(
  {logFile, exitCode, startTime, endTime}: RunRecord,
  state: Pick<RunEnd, 'isExpected' | 'isRunning'>,
): RunEnd {
  const readLog: RunEnd['readLog'] = (wants, show) => readRecords(logFile, 0, wants, show);
  return {...state, exitCode, startTime, endTime, readLog};
}

/** A reader that fails has not read anything; the others and the run's record must not notice. */
async function attempt<Result>(effect: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await effect();
  } catch {
    return undefined;
  }
}

function tryTo(effect: () => void): void {
  try {
    effect();
  } catch {
    // The same, while it runs.
  }
}
