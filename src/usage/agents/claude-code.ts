import {basename, dirname, join} from 'node:path';
import type {Json} from '../../domain/json.ts';
import type {Findings, ModelShare, RunEnd, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, findNothing, findShares, firstReason, mergeFindings} from '../call-findings.ts';
import {type Figures, hasFigures, NO_FIGURES} from '../figures.ts';
import {describedBy, type Run, readPrinted, type Told, totalsOf} from '../follow-sessions.ts';
import {
  addShares,
  covers,
  isSame,
  NOTHING_USED,
  subtractBefore,
  sumCounts,
  sumFigures,
  toShare,
} from '../model-shares.ts';
import {readRecords} from '../read-records.ts';
import type {Session, SessionsRead} from '../session-facts.ts';
import {
  type ClaudeFact,
  type Message,
  mergeCopies,
  pickKept,
  pickPrinted,
  pickTold,
  readCostState,
  readMessage,
  type SessionEnd,
} from './claude-code/records.ts';

/** Text mode prints this at its limit of turns; older versions write nothing of it into the session file. */
const TURN_LIMIT = 'Error: Reached max turns';
const MARKS = ['"assistant"', '"user"', '"cost-state"', '"max_turns_reached"', '"compact_boundary"', '"api_error"'];
const REQUEST = '"api-request"';
/** A request that was kept with all that was sent is not worth the reading. */
const LONGEST_REQUEST = 64 * 1024;

/**
 * Claude Code. Best first:
 *
 * 1. the printed `result`: its `modelUsage` has subagents and helper models, its `usage` the main conversation alone;
 * 2. the `cost-state` at the end of the session file, less the one before the run;
 * 3. the calls in the session file and its subagents' files;
 * 4. the printed calls, which tell their input but not their output.
 */
export const claudeCode = describedBy<ClaudeFact>(
  // From 2.1.3 on `type` is not the first key of a result.
  {types: ['system/init', 'system/api_retry', 'result'], marks: ['"total_cost_usd":'], prefixes: [TURN_LIMIT]},
  ({env, home, isResuming}) => {
    const own = env.CLAUDE_CONFIG_DIR;
    const roots = own ? [own] : [join(home, '.claude'), join(home, '.config', 'claude')];
    const matches = (path: string) => path.endsWith('.jsonl');
    return {
      files: roots.map((root) => ({root: join(root, 'projects'), within: own || home, depth: 6, matches})),
      wants: (line) =>
        MARKS.some((mark) => line.includes(mark)) || (line.length < LONGEST_REQUEST && line.includes(REQUEST)),
      pick: pickKept,
      hasRequests: true,
      sessionOf: (name) => basename(name, '.jsonl'),
      // Copied messages have those of their own time.
      folderOf: (_name, facts) => facts.findLast(({folder}) => folder !== undefined)?.folder,
      pickPrinted,
      pickLine: (text) => (text.startsWith(TURN_LIMIT) ? {kind: 'turn_limit'} : undefined),
      keepsNone: '--no-session-persistence',
      tell: (told) => tellRuns(told, isResuming),
    };
  },
  {name: 'claude_code.api_request', pick: pickTold},
);

async function tellRuns({runs, loose, watched, end}: Told<ClaudeFact>, isResumed: boolean): Promise<Findings> {
  const found: Findings[] = [];
  const earlier: Kept[] = [];
  for (const run of runs) {
    const disk = run.disk && (await readKept(run.disk, {earlier, watched, isResumed}));
    if (disk !== undefined) earlier.push(disk);
    // One that stopped behind a tool's answer did so for that reason, where that is printed.
    const isLimited = loose.length > 0 && disk?.end === 'cut';
    found.push(await tellSession(run, isLimited ? {...disk, end: 'turn_limit'} : disk, end, isResumed));
  }
  return found.length > 0 ? mergeFindings(found) : findNothing('it printed no result and left no session file');
}

async function tellSession(run: Run<ClaudeFact>, disk: Kept | undefined, end: RunEnd, isResumed: boolean) {
  const {id, printed} = run;
  const said = (disk?.messages.length ?? 0) > 0 ? [] : await readPrintedCalls(run, end);
  const init = printed.findLast(({kind}) => kind === 'init')?.config;
  const results = [
    ...new Map(printed.flatMap((one) => (one.kind === 'result' ? [[one.id ?? one, one]] : []))).values(),
  ];
  const retries = disk?.retries ?? [];
  const isBroken = (retries.length > 0 ? retries : printed.map(({isRetry}) => isRetry)).includes('broken');
  const {reason, shares, source} = accountOf(results, disk, end.isRunning ? said : said.map(withoutOutput), isResumed);
  const main = [...(disk?.messages ?? []), ...said].filter(({isMain}) => isMain);
  const turns = sumCounts(results.map((one) => one.turns ?? null));
  const findings = findShares(shares, {
    sessionId: id,
    source,
    // An account has the input of a call that broke off at most, and of its output the placeholder that it began with.
    reason: reason ?? firstReason([isBroken && source !== 'printed calls', BROKE_OFF]),
    verdict: results.at(-1)?.verdict ?? verdictOnDisk(disk?.end, end.exitCode),
    turns: main.length > 0 ? main.length : Number.isNaN(turns) ? null : turns,
    timed: shareOf(disk?.messages ?? []),
  });
  const model = init?.model ?? disk?.messages.find(({isMain}) => isMain)?.share.model ?? findings.models[0]?.model;
  // The main conversation's, as far as its model tells.
  const request = disk?.requests.findLast((one) => one?.model === model);
  const metadata = {...(disk?.version === undefined ? {} : {agent_version: disk.version}), ...init?.metadata};
  // A cost of 0 for tokens is that of a model that it has no price for.
  const isFree = findings.cost === 0 && !isSame(findings.figures, NOTHING_USED);
  return {
    ...findings,
    cost: isFree ? null : findings.cost,
    config: {...request, ...init, metadata, ...(model === undefined ? {} : {model})},
  };
}

/** The calls a session printed, where nothing better is known of them. */
async function readPrintedCalls({id, printed}: Run<ClaudeFact>, end: RunEnd): Promise<readonly Message[]> {
  const isInit = printed.some(({kind}) => kind === 'init');
  if (id === null || printed.length === 0 || (!isInit && printed.some(({kind}) => kind === 'result'))) return [];
  const pick = (record: Json) => (record.session_id === id ? readMessage(record) : undefined);
  return mergeCopies(await readPrinted(end, ['"assistant"', id], pick));
}

/** A printed message is as it began: its output is a placeholder, below what it comes to. */
function withoutOutput(call: Message): Message {
  return {...call, share: {...call.share, output: null, reasoning: null}};
}

/** Text mode prints none, and one that is interrupted may end with 0. */
function verdictOnDisk(end: SessionEnd | undefined, exitCode: number | null): Verdict | null {
  if (end === 'finished') return {kind: 'completed', text: null};
  if (end === 'turn_limit') return {kind: 'turn_limit', text: 'max_turns_reached'};
  if (end === 'api_error') return {kind: 'failed', text: 'API error'};
  // A program of its user may have stopped it when it had what it wanted; then the exit code tells.
  return end === 'interrupted' || (end === 'cut' && exitCode !== 0) ? {kind: 'aborted', text: null} : null;
}

interface Account {
  readonly shares: readonly ModelShare[];
  readonly source: string;
  readonly reason: string | null;
}

const CUT = 'it was cut off in the middle of a call, whose output is not known';
const BESIDE = 'its session has calls that its totals lack, as where two processes go on with one session at once';
/** They give what they find to a model of their own. */
const ASKING_TOOLS = ['WebSearch', 'WebFetch'];

/** The best record there is. */
function accountOf(
  results: readonly ClaudeFact[],
  disk: Kept | undefined,
  said: readonly Message[],
  isResumed: boolean,
): Account {
  if (results.length > 0) return fromResults(results, disk, isResumed);
  if (disk?.account !== undefined) return fromCostState(disk, disk.account);
  if (disk !== undefined && disk.messages.length > 0) return fromMessages(disk);
  const reason = 'it printed no result, and its output is recorded nowhere';
  return {shares: sharesOf(said), source: said.length > 0 ? 'printed calls' : 'none', reason};
}

/**
 * From 2.1.3 on a result's account covers the whole session, also over processes; before, it covers its own process, and
 * goes on over the results of that one. The session files decide between these: the account counts that equals their calls.
 * Where they tell nothing, a result goes on that has at least what the main conversations of all results used.
 */
function fromResults(results: readonly ClaudeFact[], disk: Kept | undefined, isResumed: boolean): Account {
  const usage = results.map((one) => one.usage ?? NO_FIGURES).reduce((sum, one) => sumFigures([sum, one]));
  const added = results.map((one) => one.added);
  const last = results.at(-1);
  const own = firstReason([last?.isCut, CUT], [last?.gap !== undefined, BROKE_OFF]);
  if (added.every((one) => one !== undefined))
    return {...orUsage(addShares(added.flat()), usage, 'result.model_usage_since_last_result'), reason: own};
  const totals = totalsOf(results);
  const [final = []] = totals.slice(-1);
  if (isResumed && disk === undefined && !isSame(sumFigures(final), usage)) {
    const reason = 'it went on with a session whose files are not there, so only its main conversation is known';
    return {...orUsage([], usage, 'result.usage'), reason};
  }
  const before = disk?.accountsBefore ?? [];
  const used = usedOnDisk(disk);
  const proven = used === null ? undefined : subtractBefore(totals, [...before, []], used);
  const goesOn = totals.length === 1 || covers(sumFigures(final), usage);
  const likely = goesOn ? subtractBefore([final], [...before, []], []).shares : addShares(totals.flat());
  const shares = proven?.isProven ? proven.shares : likely;
  const isDoubtful = disk?.isCopy === true && before.length > 0 && !proven?.isProven;
  return {
    ...orUsage(shares, usage, 'result.modelUsage'),
    reason:
      own ??
      firstReason(
        [isDoubtful, 'what the session it went on from had used is not certain'],
        [lacksCalls(shares.length > 0 ? sumFigures(shares) : usage, disk), BESIDE],
      ),
  };
}

/** Without a named model nothing was used, as after an authentication error, or the version has no such key. */
function orUsage(shares: readonly ModelShare[], usage: Figures, source: string): Pick<Account, 'shares' | 'source'> {
  if (shares.length > 0) return {shares, source};
  return {shares: [toShare(usage)], source: 'result.usage'};
}

/** Adds up the calls in the session's files; null where those have none, or too little of them. */
function usedOnDisk(disk: Kept | undefined): readonly ModelShare[] | null {
  return disk === undefined || disk.messages.length === 0 || isBefore(disk.version, 2, 1)
    ? null
    : shareOf(disk.messages);
}

function shareOf(messages: readonly Message[]): readonly ModelShare[] {
  return messages.map(({share}) => share);
}

function lacksCalls(figures: Figures, disk: Kept | undefined): boolean {
  const used = usedOnDisk(disk);
  return used !== null && !covers(figures, sumFigures(used));
}

/** The beginning of a call that was cut off may stand behind it. */
function fromCostState(disk: Kept, account: readonly ModelShare[]): Account {
  const rest = subtractBefore([account], [disk.accountsBefore[0] ?? []], []).shares;
  const more = sharesOf(disk.unaccounted);
  return {
    shares: [...rest, ...more],
    source: more.length > 0 ? 'cost-state + session file' : 'cost-state',
    reason: firstReason(
      [more.length > 0, CUT],
      [isCut(disk), 'it was cut off, and a call that had begun is not in its records'],
      [lacksCalls(sumFigures(rest), disk), BESIDE],
      [!disk.isWhole, 'its session file could not be read as a whole'],
    ),
  };
}

function fromMessages(disk: Kept): Account {
  const isBegun = disk.messages.some(({stopReason}) => stopReason === null);
  const asks = disk.messages.some(({tools}) => tools.some((tool) => ASKING_TOOLS.includes(tool)));
  const reason = firstReason(
    // Versions before 2.1 record neither all calls of helper models nor, reliably, how a message ended.
    [isBefore(disk.version, 2, 1), 'its session file lacks calls of helper models, and the output of some calls'],
    [
      isBegun && isBefore(disk.version, 2, 1, 61),
      'its session file has only the beginning of the output of some calls',
    ],
    [isCut(disk), CUT],
    [disk.isCompacted, 'its conversation was compacted by a model, and that call is in no record'],
    [asks, 'its searches asked a model, and those calls are in no record'],
    [!disk.isWhole, 'its session file could not be read as a whole'],
  );
  return {shares: sharesOf(disk.messages), source: 'session file', reason};
}

function isCut({end}: Kept): boolean {
  return end === 'cut' || end === 'interrupted' || end === 'prompt';
}

/** One share a call. */
function sharesOf(messages: readonly Message[]): readonly ModelShare[] {
  return messages.flatMap(({share, others}) => [...(hasFigures(share) ? [share] : []), ...others]);
}

function isBefore(version: string | undefined, ...than: readonly number[]): boolean {
  const parts = (version ?? '').split('.').map(Number);
  const at = than.findIndex((part, i) => (parts[i] ?? 0) !== part);
  return at !== -1 && (parts[at] ?? 0) < (than[at] ?? 0);
}

/** The part of one run in a session's files. */
type Kept = Awaited<ReturnType<typeof readKept>>;

async function readKept(
  session: Session<ClaudeFact>,
  from: {
    readonly earlier: readonly Earlier[];
    readonly watched: SessionsRead<ClaudeFact>['watched'];
    readonly isResumed: boolean;
  },
) {
  const {id, before, after, isNew, isWhole, parts} = session;
  const own = parts.filter((part) => part.id === id).flatMap((part) => part.after);
  const version = [...before, ...own].findLast((fact) => fact.version !== undefined)?.version;
  const all = readMessages(after);
  const isOld = isBefore(version, 2, 1);
  const mayHoldCopies = isNew && (from.isResumed || all.some(({requestId}) => requestId === null));
  const source = await findSource(session, all, mayHoldCopies, from);
  // The messages that versions 1.0 copy have lost their request's id, where the others have one.
  const hasIds = isOld && mayHoldCopies && all.some(({requestId}) => requestId !== null);
  const isOwn = (message: Message) => !source.ids.has(message.id) && !(hasIds && message.requestId === null);
  const lastAt = own.findLastIndex(({total}) => total !== undefined);
  const accounted = new Set(readMessages(own.slice(0, lastAt + 1)).map((message) => message.id));
  const end: SessionEnd = endOf(own, isOld);
  return {
    version,
    /** One for each call, subagents' too; and those of them that came after the last account. */
    messages: all.filter(isOwn),
    unaccounted: readMessages(own.slice(lastAt + 1)).filter((one) => isOwn(one) && !accounted.has(one.id)),
    /** Accounts that it may go on from: first the one before the run, then that of the session it was copied from. */
    accountsBefore: [...totalsOf(before).slice(-1), ...source.accounts],
    account: totalsOf(own).at(-1),
    isCopy: source.ids.size > 0,
    requests: own.flatMap(({kind, config}) => (kind === 'request' ? [config] : [])),
    /** A model summed the conversation up, or a subagent's. */
    isCompacted: after.some(({kind}) => kind === 'compacted'),
    retries: after.flatMap(({isRetry}) => isRetry ?? []),
    end,
    isWhole,
  };
}

function readMessages(facts: readonly ClaudeFact[]): readonly Message[] {
  return mergeCopies(
    facts.flatMap(({message, written, subagent = null}) => {
      if (message === undefined || written === undefined) return message ?? [];
      const time = {start: written.after, end: written.at, subagent};
      return [{...message, share: {...message.share, time}}];
    }),
  );
}

/** Tells from these facts how the main conversation ended. */
function endOf(facts: readonly ClaudeFact[], wasOld: boolean): SessionEnd {
  const isEvent = ({kind, message, isRetry}: ClaudeFact) =>
    kind !== undefined && kind !== 'compacted' && kind !== 'request' && !isRetry && message?.isMain !== false;
  const last = facts.findLast(isEvent);
  const asked = facts.findLast(({message}) => message?.isMain)?.message;
  // An answer by a schema is given with this tool, and nothing is asked after it.
  const isAnswer = asked?.tools.includes('StructuredOutput') === true;
  if (last?.kind === 'tool_result') return isAnswer ? 'finished' : 'cut';
  if (last?.message === undefined) return (last?.kind ?? 'prompt') as SessionEnd;
  const {stopReason, tools} = last.message;
  // Older versions write some messages without why they stopped; one that calls a tool is not the last.
  if (stopReason === null) return wasOld && tools.length === 0 ? 'finished' : 'cut';
  return (stopReason === 'tool_use' || tools.length > 0) && !isAnswer ? 'cut' : 'finished';
}

/** The messages and accounts that a copied session took over. */
interface Source {
  readonly ids: ReadonlySet<string>;
  readonly accounts: readonly (readonly ModelShare[])[];
}

/** Another session of this run. */
interface Earlier {
  readonly messages: readonly Message[];
  readonly account: readonly ModelShare[] | undefined;
}

const NO_SOURCE: Source = {ids: new Set(), accounts: []};
/** The most older sessions, and bytes of them, that are searched for copied messages. */
const MOST_SOURCES = 200;
const MOST_SOURCE_BYTES = 256 * 1024 * 1024;

/**
 * The session that has the first of these messages in it: one of this run, as after `--fork-session`, or an older one of the
 * same folder, the newest first.
 */
async function findSource(
  {parts}: Session<ClaudeFact>,
  [first]: readonly Message[],
  mayHoldCopies: boolean,
  {earlier, watched}: {readonly earlier: readonly Earlier[]; readonly watched: SessionsRead<ClaudeFact>['watched']},
): Promise<Source> {
  const known = new Set(earlier.flatMap(({messages}) => messages.map(({id}) => id)));
  if (first === undefined) return NO_SOURCE;
  if (known.has(first.id))
    return {ids: known, accounts: earlier.flatMap(({account}) => (account ? [account] : [])).reverse()};
  if (!mayHoldCopies) return NO_SOURCE;
  const folder = dirname(parts[0]?.file.path ?? '');
  const older = watched.flatMap(({before}) => [...before.values()]).filter(({path}) => dirname(path) === folder);
  let bytes = 0;
  for (const {path, size} of older.sort((a, b) => b.mtimeMs - a.mtimeMs).slice(0, MOST_SOURCES)) {
    bytes += size;
    if (bytes > MOST_SOURCE_BYTES) break;
    const ids = new Set<string>();
    let account: readonly ModelShare[] | undefined;
    const wants = (line: Buffer) => line.includes('"assistant"') || line.includes('"cost-state"');
    await readRecords(path, 0, wants, (record) => {
      if (record.type === 'cost-state') account = readCostState(record);
      else ids.add(readMessage(record)?.id ?? '');
    });
    if (ids.has(first.id)) return {ids, accounts: account === undefined ? [] : [account]};
  }
  return NO_SOURCE;
}
