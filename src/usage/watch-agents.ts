import {hash} from 'node:crypto';
import {resolve} from 'node:path';
import {UNKNOWN_USAGE, type UsageOfRun} from '../domain/documents.ts';
import {asObject, toSortedJson} from '../domain/json.ts';
import type {AgentSession, Findings, RunEnd, StreamName, ToldEvent, Wants} from './agent-reader.ts';
import type {Agent} from './agents.ts';
import {doubtOfKilled, mergeFindings, withDoubt} from './call-findings.ts';
import {type CommandWords, isResuming, namesFolder, namesOneOf, type SimpleCommand, startsOf} from './command-words.ts';
import {createLineScanner} from './line-scanner.ts';
import type {ModelPrices} from './prices/model-price.ts';
import {readRecords} from './read-records.ts';
import {withTestimony} from './telemetry/told-calls.ts';
import type {Witness} from './telemetry/witness.ts';
import {type Found, toTimedCalls, toTokenUsage} from './token-usage.ts';
import {collectTokenLines, TOKEN_LINES} from './told-records.ts';
import type {RunPlace, RunRecord, UsageWatch, WatchedFor} from './usage-reader.ts';

/** An agent that is looked for, and what the command and the user say of it. */
interface Watcher {
  readonly name: string;
  readonly wants: Wants;
  readonly session: AgentSession;
  readonly told: ToldEvent | undefined;
  readonly expectation: Pick<RunEnd, 'cwd' | 'isExpected' | 'isLate' | 'isOtherExpected' | 'isMoving' | 'starts'>;
}

/** Such as `CODEX_HOME` and `CLAUDE_CONFIG_DIR`. */
const FOLDER_VARIABLE = /(?:^|_)(?:HOME|DIR)$/;
/** The time after which an agent has begun its session. */
const YOUNG_MS = 15_000;
const NOTHING: UsageOfRun = {usage: UNKNOWN_USAGE, config: {}};

/**
 * Watches a run with the readers of all these agents at once. Those that find that their agent ran are added up; where
 * none has figures, LaForge's own lines count, and else those that were named say why there are none. Only the readers of
 * agents that were named look at the disk before the run; the others tell by times what is older than it.
 */
export async function watchAgents(
  {agents, isChosen, withLines}: WatchedFor,
  place: RunPlace,
  {commands, hasLoops, isMoving, isPlain, settings}: CommandWords,
): Promise<UsageWatch> {
  const {home = place.home, env} = resolveFolders({...place.env, ...settings}, place.cwd, settings.HOME);
  const isAnyNamed = agents.some(({command}) => startsOf(command, commands).length > 0);
  /** True if everything left on disk, also by other agents, is this command's doing. */
  const isAlone = commands.every((one) => one.isIdle || agents.some(isStartedBy(one)));
  const begun = agents.map(async ({name, command, load}): Promise<readonly Watcher[]> => {
    const starts = startsOf(command, commands);
    const isExpected = isChosen || starts.length > 0;
    const noted = isExpected ? {before: place.before} : {};
    const where = {home, cwd: place.cwd, env, starts, isResuming: isResuming(starts, command), ...noted};
    const reader = await attempt(load);
    const session = await attempt(async () => await reader?.begin({...where, isLate: !isExpected}));
    const expectation = {
      cwd: place.cwd,
      isExpected,
      isLate: !isExpected,
      isOtherExpected: starts.length === 0 && isAnyNamed,
      isMoving: isChosen || isMoving || namesFolder(starts),
      starts: hasLoops || starts.length === 0 ? Number.POSITIVE_INFINITY : starts.length,
    };
    if (reader === undefined || session === undefined) return [];
    return [{name, wants: reader.wants, told: reader.told, session, expectation}];
  });
  const watchers = (await Promise.all(begun)).flat();
  const telling = watchers.flatMap(({name, told, expectation}) =>
    expectation.isExpected && told !== undefined ? [{name, told}] : [],
  );
  const isOnlyPlain = commands.every((one) => one.isPlain || one.isIdle || agents.some(isStartedBy(one)));
  const at = {agents: telling, isAlone: isOnlyPlain, command: place.command, env, home, cwd: place.cwd};
  const witness = telling.length === 0 ? null : ((await attempt(async () => await place.callWitness?.(at))) ?? null);
  const prices = place.prices ?? {};
  const lines = collectTokenLines();
  const wants = [...watchers.map((watcher) => watcher.wants), ...(withLines ? [TOKEN_LINES] : [])];
  const isShownTwice = tellShownTwice();
  let hasPrinted = false;
  const scan = (stream: StreamName) => {
    const show = <Shown>(shown: Shown, toSession: (session: AgentSession) => void, toLines: (shown: Shown) => void) => {
      if (isShownTwice(shown, stream)) return;
      hasPrinted = true;
      for (const {session} of watchers) tryTo(() => toSession(session));
      toLines(shown);
    };
    const ofErrors =
      stream === 'stdout' ? [] : wants.map(({errorPrefixes}) => ({types: [], prefixes: errorPrefixes ?? []}));
    return createLineScanner([...wants, ...ofErrors], {
      record: (record) => show(record, (session) => session.record(record, stream), lines.record),
      line: (text) => show(text, (session) => session.line?.(text, stream), lines.line),
    });
  };
  const scanners = {stdout: scan('stdout'), stderr: scan('stderr')};
  const readLines = async (run: RunRecord) => {
    const told = withLines ? lines.findings() : null;
    if (told === null) return UNKNOWN_USAGE;
    return await toTokenUsage([{agent: null, findings: withDoubt(told, doubtOfKilled(run))}], run, prices);
  };
  /** Those that may have something to tell. */
  const witnesses = () => watchers.filter(({expectation}) => expectation.isExpected || hasPrinted || !isPlain);
  return {
    ...(witness === null ? {} : {variables: witness.variables, news: witness.news}),
    observe: (chunk, stream) =>
      tryTo(() => scanners[stream].push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    read: async (run) => {
      if (run.isRunning !== true) {
        for (const scanner of Object.values(scanners)) tryTo(() => scanner.end());
        await witness?.close();
      }
      const report = (await attempt(() => readAll({watchers: witnesses(), witness, isAlone}, run, prices))) ?? NOTHING;
      if (report.usage.state !== 'unknown') return report;
      const told = await readLines(run);
      const notes = withLines ? lines.notes(place.redact ?? ((text) => text)) : [];
      return {...report, ...(told.state === 'unknown' ? {} : {usage: told}), ...(notes.length > 0 && {notes})};
    },
  };
}

function isStartedBy({names}: SimpleCommand) {
  return ({command}: Agent) => namesOneOf(names, command.names);
}

interface Witnesses {
  readonly watchers: readonly Watcher[];
  readonly witness: Witness | null;
  /** Nothing but the named agents can have brought files along. */
  readonly isAlone: boolean;
}

async function findAll({watchers, witness, isAlone}: Witnesses, run: RunRecord): Promise<readonly Found[]> {
  const {logFile, exitCode, startTime, endTime, isRunning = false} = run;
  const readLog: RunEnd['readLog'] = (wants, show) => readRecords(logFile, 0, wants, show);
  const isYoung = isRunning && endTime - startTime < YOUNG_MS;
  const found: Found[] = [];
  // The named ones first: whether they ran decides about the others.
  const inOrder = watchers.toSorted((a, b) => Number(b.expectation.isExpected) - Number(a.expectation.isExpected));
  for (const {name, session, expectation} of inOrder) {
    const isUnderOther = isAlone && expectation.isOtherExpected && found.some(isKnown);
    const end = {...{exitCode, startTime, endTime, readLog}, ...expectation, isRunning, isYoung, isUnderOther};
    const records = await attempt(() => session.finish(end));
    const findings = withTestimony(records ?? null, witness?.testimony(name) ?? []);
    if (findings == null) continue;
    found.push({agent: name, findings: hasLastWord(findings) ? findings : withDoubt(findings, doubtOfKilled(run))});
  }
  const placeOf = ({agent}: Found) => watchers.findIndex(({name}) => name === agent);
  found.sort((a, b) => placeOf(a) - placeOf(b));
  // If two agents claim one session, the later counts: it prints the records of the other, and has it on disk.
  const id = ({findings}: Found) => findings.sessionId;
  return found.filter((one, i) => id(one) === null || !found.slice(i + 1).some((other) => id(other) === id(one)));
}

async function readAll(all: Witnesses, run: RunRecord, prices: ModelPrices): Promise<UsageOfRun> {
  const found = await findAll(all, run);
  const known = found.filter(isKnown);
  const counted = known.length > 0 ? known : found;
  if (counted.length === 0) return NOTHING;
  const [only] = counted;
  const {config} = mergeFindings(counted.map(({findings}) => findings));
  const name = counted.length === 1 && only !== undefined ? only.agent : null;
  return {
    usage: await toTokenUsage(counted, run, prices),
    timedCalls: toTimedCalls(counted),
    config: name === null ? config : {name, ...config},
  };
}

/** Some agents write their totals also when a signal ends them amid a call. */
function hasLastWord({verdict}: Findings): boolean {
  return verdict !== null && verdict.kind !== 'aborted';
}

function isKnown({findings}: Found): boolean {
  return findings.state !== 'unknown';
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

/** More records than any run prints that have to be told apart. */
const MOST_KEPT = 10_000;
/** A record this long has ids or times in it, so that one just like it is the same record. */
const LONG = 300;
const IDS = ['session_id', 'sessionId', 'uuid'];

/**
 * Tells whether something was shown before. A record with an id, or a long one, counts once, whether `tee`, `cat` or `jq` shows it again. A
 * short one without an id may be printed twice on purpose, so only what came on the other stream (`tee /dev/stderr`) is a repetition.
 */
export function tellShownTwice(): (shown: unknown, stream: StreamName) => boolean {
  const counts = new Map<string, {stdout: number; stderr: number}>();
  return (shown, stream) => {
    const {key, isSame} = keyOf(shown);
    const known = counts.get(key);
    if (key === '' || (known === undefined && counts.size >= MOST_KEPT)) return false;
    if (known !== undefined && isSame) return true;
    const count = known ?? {stdout: 0, stderr: 0};
    counts.set(key, count);
    count[stream] += 1;
    return count[stream] <= count[stream === 'stdout' ? 'stderr' : 'stdout'];
  };
}

/** The key is the same in whatever order `jq -S` puts the keys; empty for what is nested too deep to be written again. */
function keyOf(shown: unknown): {readonly key: string; readonly isSame: boolean} {
  try {
    const text = toSortedJson(shown);
    return {
      key: hash('sha1', text, 'base64'),
      isSame: text.length >= LONG || IDS.some((id) => asObject(shown)?.[id] !== undefined),
    };
  } catch {
    return {key: '', isSame: false};
  }
}
