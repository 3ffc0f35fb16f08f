import {resolve} from 'node:path';
import {usageToSpent} from '../domain/budget.ts';
import {UNKNOWN_USAGE, type UsageReport} from '../domain/documents.ts';
import {namesFolder, startsOf} from './agent-command.ts';
import type {AgentReader, AgentSession, RunEnd, StreamName, Wants} from './agent-reader.ts';
import {readCommand} from './command-words.ts';
import {estimateTold} from './estimate-told.ts';
import {collectTokenLines, TOKEN_LINES} from './laforge-lines.ts';
import {createLineScanner} from './line-scanner.ts';
import {mergeFindings} from './merge-findings.ts';
import type {ModelPrices} from './prices/model-price.ts';
import {readRecords} from './read-records.ts';
import {tellShownTwice} from './shown-twice.ts';
import {spentAtLeast} from './spent-at-least.ts';
import {withTestimony} from './telemetry/second-witness.ts';
import type {Witness} from './telemetry/witness.ts';
import {type Found, toTokenUsage} from './token-usage.ts';
import type {RunPlace, RunRecord, UsageWatch} from './usage-reader.ts';

/** A reader that looks on, and what the command and the user say of its agent. */
interface Watcher {
  readonly reader: AgentReader;
  readonly session: AgentSession;
  readonly expectation: Pick<RunEnd, 'isExpected' | 'isOtherExpected' | 'isMoving' | 'starts'>;
}

/** Such as `CODEX_HOME` and `CLAUDE_CONFIG_DIR`. */
const FOLDER_VARIABLE = /(?:^|_)(?:HOME|DIR)$/;
/** By then an agent has begun its session. */
const YOUNG_MS = 15_000;
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
  const {commands, hasLoops, isMoving, settings} = await readCommand(place.command, place.cwd, place.env);
  const {home = place.home, env} = resolveFolders({...place.env, ...settings}, place.cwd, settings.HOME);
  const isAnyNamed = readers.some((reader) => startsOf(reader.command, commands).length > 0);
  const begun = readers.map(async (reader): Promise<readonly Watcher[]> => {
    const starts = startsOf(reader.command, commands);
    const session = await attempt(() => reader.begin({home, cwd: place.cwd, env, starts, before: place.before}));
    const expectation = {
      isExpected: isChosen || starts.length > 0,
      isOtherExpected: starts.length === 0 && isAnyNamed,
      isMoving: isChosen || isMoving || namesFolder(starts),
      starts: hasLoops || starts.length === 0 ? Number.POSITIVE_INFINITY : starts.length,
    };
    return session === undefined ? [] : [{reader, session, expectation}];
  });
  const watchers = (await Promise.all(begun)).flat();
  const agents = watchers.filter(({expectation}) => expectation.isExpected).map(({reader}) => reader.name);
  const at = {agents, command: place.command, env, home, cwd: place.cwd};
  const witness = agents.length === 0 ? null : ((await attempt(async () => await place.callWitness?.(at))) ?? null);
  const prices = place.prices ?? {};
  const lines = collectTokenLines();
  const wants = [...readers.map((reader) => reader.wants), ...(withLines ? [TOKEN_LINES] : [])];
  const isShownTwice = tellShownTwice();
  const scan = (stream: StreamName) =>
    createLineScanner(stream === 'stdout' ? wants : wants.map(withErrorPrefixes), {
      record: (record) => {
        if (isShownTwice(record, stream)) return;
        for (const {session} of watchers) tryTo(() => session.record(record, stream));
        lines.record(record);
      },
      line: (text) => {
        if (isShownTwice(text, stream)) return;
        for (const {session} of watchers) tryTo(() => session.line(text, stream));
        lines.line(text);
      },
    });
  const scanners = {stdout: scan('stdout'), stderr: scan('stderr')};
  const readLines = async (endTime: number) =>
    withLines ? await estimateTold(lines.usage(), new Date(endTime), prices) : UNKNOWN_USAGE;
  return {
    ...(witness === null ? {} : {variables: witness.variables, news: witness.news}),
    observe: (chunk, stream) =>
      tryTo(() => scanners[stream].push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    read: async (run) => {
      for (const scanner of Object.values(scanners)) tryTo(() => scanner.end());
      await witness?.close();
      const report = (await attempt(() => readAll(watchers, witness, run, prices))) ?? NOTHING;
      if (report.usage.state !== 'unknown') return report;
      const told = await readLines(run.endTime);
      return told.state === 'unknown' ? report : {...report, usage: told};
    },
    soFar: async (run) => {
      const found = (await findAll(watchers, witness, {...run, exitCode: null}, true)).filter(isKnown);
      if (found.length === 0) return usageToSpent(await readLines(run.endTime));
      return spentAtLeast(
        found.map(({findings}) => findings),
        new Date(run.endTime),
        prices,
      );
    },
  };
}

async function findAll(
  watchers: readonly Watcher[],
  witness: Witness | null,
  run: RunRecord,
  isRunning: boolean,
): Promise<readonly Found[]> {
  const isYoung = isRunning && run.endTime - run.startTime < YOUNG_MS;
  const found: Found[] = [];
  for (const {reader, session, expectation} of watchers) {
    const records = await attempt(() => session.finish({...endOf(run), ...expectation, isRunning, isYoung}));
    const told = witness?.testimony(reader.name);
    const findings = told === undefined ? records : withTestimony(records ?? null, {...told, exitCode: run.exitCode});
    if (findings != null) found.push({agent: reader.name, findings});
  }
  // Of two that claim one session the later counts: it prints the records of the other, and has it on disk.
  const id = ({findings}: Found) => findings.sessionId;
  return found.filter((one, i) => id(one) === null || !found.slice(i + 1).some((other) => id(other) === id(one)));
}

async function readAll(
  watchers: readonly Watcher[],
  witness: Witness | null,
  run: RunRecord,
  prices: ModelPrices,
): Promise<UsageReport> {
  const found = await findAll(watchers, witness, run, false);
  const known = found.filter(isKnown);
  const counted = known.length > 0 ? known : found;
  if (counted.length === 0) return NOTHING;
  const [only] = counted;
  const {config} = mergeFindings(counted.map(({findings}) => findings));
  const name = counted.length === 1 && only !== undefined ? only.agent : null;
  return {
    usage: await toTokenUsage(counted, new Date(run.endTime), prices),
    config: name === null ? config : {name, ...config},
  };
}

function isKnown({findings}: Found): boolean {
  return findings.state !== 'unknown';
}

function endOf({
  logFile,
  exitCode,
  startTime,
  endTime,
}: RunRecord): Omit<RunEnd, 'isRunning' | 'isYoung' | keyof Watcher['expectation']> {
  const readLog: RunEnd['readLog'] = (wants, show) => readRecords(logFile, 0, wants, show);
  return {exitCode, startTime, endTime, readLog};
}

function withErrorPrefixes(want: Wants): Wants {
  return {...want, prefixes: [...(want.prefixes ?? []), ...(want.errorPrefixes ?? [])]};
}

/** A folder that a variable names is taken from the run's own folder on. */
function resolveFolders(
  env: RunPlace['env'],
  cwd: string,
  home: string | undefined,
): Pick<RunPlace, 'env'> & {readonly home?: string} {
  const folders = Object.entries(env).map(([name, value]) => {
    return [name, value && FOLDER_VARIABLE.test(name) ? resolve(cwd, value) : value] as const;
  });
  return {env: Object.fromEntries(folders), ...(home ? {home: resolve(cwd, home)} : {})};
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
