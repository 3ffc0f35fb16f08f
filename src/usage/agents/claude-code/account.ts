import type {Findings, ModelShare} from '../../agent-reader.ts';
import {BROKE_OFF, oneCall} from '../../call-findings.ts';
import {type Figures, hasFigures, isSound} from '../../figures.ts';
import {addShares, isSame, NOTHING_USED, sumFigures} from '../../model-shares.ts';
import {hasPlaceholders, isOld} from './facts.ts';
import type {DiskSession} from './files.ts';
import {type Account, type Message, subtractAccount} from './records.ts';
import type {Printed} from './stream.ts';

/** All records of one session: printed, and on disk. */
export interface Told {
  readonly printed: Printed | null;
  readonly disk: DiskSession | null;
  /** The command asks for an older session. */
  readonly isResumed: boolean;
}

type Accounted = Pick<Findings, 'figures' | 'models' | 'calls' | 'cost' | 'source' | 'state' | 'reason'>;

const RESUMED = 'it went on with a session whose files are not there, so only its main conversation is known';
const COPIED = 'what the session it went on from had used is not certain';
const CUT = 'it was cut off in the middle of a call, whose output is not known';
/** They give what they find to a model of their own. */
const ASKING_TOOLS = ['WebSearch', 'WebFetch'];
const BESIDE = 'its session has calls that its totals lack, as where two processes go on with one session at once';

/** The best record there is, by the order that `claude-code.ts` gives. */
export function accountOf({printed, disk, isResumed}: Told, calls: readonly Message[]): Accounted {
  const isBroken = disk?.isBroken ?? printed?.isBroken ?? false;
  if (printed !== null && printed.results > 0) return withReason(fromResult(printed, disk, isResumed), isBroken);
  if (disk?.account != null) return withReason(fromCostState(disk, disk.account), isBroken);
  if (disk !== null && disk.messages.length > 0) return withReason(fromMessages(disk), isBroken);
  if (calls.length > 0) return fromPrintedCalls(calls);
  return {
    ...told([], null),
    ...{figures: sumFigures([]), source: 'none', state: 'unknown', reason: 'it left no record of its tokens'},
  };
}

/** Its account has the input of such a call at most, and of its output the placeholder that it began with. */
function withReason(accounted: Accounted, isBroken: boolean): Accounted {
  return isBroken && accounted.state === 'measured' ? {...accounted, ...stateOf(BROKE_OFF)} : accounted;
}

function fromResult(printed: Printed, disk: DiskSession | null, isResumed: boolean): Accounted {
  if (printed.added !== null) {
    return {...fromAccount(printed, printed.added), source: 'result.model_usage_since_last_result'};
  }
  if (isResumed && disk === null && !isSame(sumFigures(printed.last.models), printed.usage)) {
    return {...told([], null), source: 'result.usage', figures: printed.usage, ...stateOf(RESUMED)};
  }
  const {account, isProven} = thisRun(printed, disk);
  const accounted = fromAccount(printed, account);
  const isDoubtful = disk?.isCopy === true && disk.accountsBefore.length > 0 && !isProven;
  const reason = isDoubtful ? COPIED : lacksCalls(accounted.figures, disk) ? BESIDE : null;
  return reason !== null && accounted.state === 'measured' ? {...accounted, ...stateOf(reason)} : accounted;
}

function fromAccount(printed: Printed, account: Account): Accounted {
  return {
    ...told(account.models, account.cost),
    // Nothing was used, as after an authentication error; or a version that has no such key.
    ...(account.models.length > 0 ? {source: 'result.modelUsage'} : {source: 'result.usage', figures: printed.usage}),
    ...stateOf(printed.isCut ? CUT : printed.isLost ? BROKE_OFF : null),
  };
}

/**
 * From 2.1.3 on a result's account covers the whole session, also over processes; before, it covers its own process, and
 * goes on over the results of that one. The session files decide between these: the account counts that equals their calls.
 * Where they tell nothing, a result goes on that has at least what the main conversations of all results used.
 */
function thisRun(
  {last, sum, usage, results}: Printed,
  disk: DiskSession | null,
): {readonly account: Account; readonly isProven: boolean} {
  const goesOn = results === 1 || covers(sumFigures(last.models), usage);
  const before = disk?.accountsBefore ?? [];
  const rests = before.map((old) => subtractAccount(last, old));
  // Of processes side by side each goes on from there by itself.
  const apart = before.map((old) =>
    Array.from({length: results}).reduce<Account>((rest) => subtractAccount(rest, old), sum),
  );
  const goingOn = [...rests, last, ...(results > 1 ? apart : [])].filter(({models}) => isSound(sumFigures(models)));
  const candidates = goesOn ? [...goingOn, sum] : [sum, ...goingOn];
  const used = usedOnDisk(disk);
  const proven = used !== null ? candidates.find(({models}) => isSame(sumFigures(models), used)) : undefined;
  return {account: proven ?? candidates[0] ?? last, isProven: proven !== undefined};
}

/** Adds up the calls in the session's files; null where those have none, or too little of them. */
function usedOnDisk(disk: DiskSession | null): Figures | null {
  if (disk === null || disk.messages.length === 0 || isOld(disk.version)) return null;
  return sumFigures(disk.messages.map(({figures}) => figures));
}

function lacksCalls(figures: Figures, disk: DiskSession | null): boolean {
  const used = usedOnDisk(disk);
  return used !== null && !covers(figures, used);
}

function covers(all: Figures, part: Figures): boolean {
  return (['input', 'cacheRead', 'cacheWrite', 'output'] as const).every((key) => (all[key] ?? 0) >= (part[key] ?? 0));
}

/** The beginning of a call that was cut off may stand behind it. */
function fromCostState(disk: DiskSession, account: Account): Accounted {
  const [before] = disk.accountsBefore;
  const rest = before === undefined ? account : subtractAccount(account, before);
  const more = sharesOf(disk.unaccounted);
  const reason =
    more.length > 0
      ? CUT
      : isCut(disk)
        ? 'it was cut off, and a call that had begun is not in its records'
        : lacksCalls(sumFigures(rest.models), disk)
          ? BESIDE
          : wholeness(disk);
  return {
    ...told([...rest.models, ...more], more.length > 0 ? null : rest.cost),
    source: more.length > 0 ? 'cost-state + session file' : 'cost-state',
    ...stateOf(reason),
  };
}

function fromMessages(disk: DiskSession): Accounted {
  const isBegun = disk.messages.some(({stopReason}) => stopReason === null);
  const reason = isOld(disk.version)
    ? 'its session file lacks calls of helper models, and the output of some calls'
    : isBegun && hasPlaceholders(disk.version)
      ? 'its session file has only the beginning of the output of some calls'
      : isCut(disk)
        ? CUT
        : (askedElsewhere(disk) ?? wholeness(disk));
  return {...told(sharesOf(disk.messages), null), source: 'session file', ...stateOf(reason)};
}

/** Names the calls that no session file has. */
function askedElsewhere({messages, isCompacted}: DiskSession): string | null {
  if (isCompacted) return 'its conversation was compacted by a model, and that call is in no record';
  const asks = messages.some(({tools}) => tools.some((tool) => ASKING_TOOLS.includes(tool)));
  return asks ? 'its searches asked a model, and those calls are in no record' : null;
}

function fromPrintedCalls(calls: readonly Message[]): Accounted {
  return {
    ...told(sharesOf(calls), null),
    source: 'printed calls',
    ...stateOf('it printed no result, and its output is recorded nowhere'),
  };
}

/** A cost of 0 for tokens is that of a model that it has no price for. */
function told(
  shares: readonly ModelShare[],
  cost: number | null,
): Pick<Findings, 'figures' | 'models' | 'calls' | 'cost'> {
  const figures = sumFigures(shares);
  const isFree = cost === 0 && !isSame(figures, NOTHING_USED);
  const calls = shares.every((share) => share.calls === 1) ? {calls: shares} : {};
  return {figures, models: addShares(shares), ...calls, cost: isFree ? null : cost};
}

function stateOf(reason: string | null): Pick<Findings, 'state' | 'reason'> {
  return {state: reason === null ? 'measured' : 'partial', reason};
}

function isCut({end}: DiskSession): boolean {
  return end === 'cut' || end === 'interrupted' || end === 'unanswered';
}

function wholeness({isWhole}: DiskSession): string | null {
  return isWhole ? null : 'its session file could not be read as a whole';
}

/** One share a call. */
function sharesOf(messages: readonly Message[]): readonly ModelShare[] {
  return messages.flatMap(({model, figures, hourWrite, rate, isMain, others}) => [
    ...(hasFigures(figures)
      ? [oneCall({...figures, hourWrite, rate, model: model ?? 'unknown', cost: null}, isMain)]
      : []),
    ...others,
  ]);
}
