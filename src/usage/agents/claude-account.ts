import type {Findings, ModelShare} from '../agent-reader.ts';
import {type Figures, hasFigures, isSound} from '../figures.ts';
import {isSame} from '../growth-of-totals.ts';
import {addShares, sumFigures} from '../model-shares.ts';
import {type DiskSession, isOld} from './claude-files.ts';
import {type Account, type Message, subtractAccount} from './claude-records.ts';
import type {Printed} from './claude-stream.ts';

/** What is known of one session: what it printed, and what it left. */
export interface Told {
  readonly printed: Printed | null;
  readonly disk: DiskSession | null;
  /** The command asks for an older session. */
  readonly isResumed: boolean;
}

type Accounted = Pick<Findings, 'figures' | 'models' | 'cost' | 'source' | 'state' | 'reason'>;

const RESUMED = 'it went on with a session whose files are not there, so only its main conversation is known';
const CUT = 'it was cut off in the middle of a call, whose output is not known';

/** The best record there is, by the order that `claude-code.ts` gives. */
export function accountOf({printed, disk, isResumed}: Told, calls: readonly Message[]): Accounted {
  if (printed !== null && printed.results > 0) return fromResult(printed, disk, isResumed);
  if (disk?.account != null) return fromCostState(disk, disk.account);
  if (disk !== null && disk.messages.length > 0) return fromMessages(disk);
  if (calls.length > 0) return fromPrintedCalls(calls);
  return {
    ...told([], null),
    ...{figures: sumFigures([]), source: 'none', state: 'unknown', reason: 'it left no record of its tokens'},
  };
}

function fromResult(printed: Printed, disk: DiskSession | null, isResumed: boolean): Accounted {
  const account = printed.added ?? thisRun(printed, disk);
  if (isResumed && disk === null && printed.added === null && !isSame(sumFigures(account.models), printed.usage)) {
    return {...told([], null), source: 'result.usage', figures: printed.usage, ...stateOf(RESUMED)};
  }
  const source = printed.added === null ? 'result.modelUsage' : 'result.model_usage_since_last_result';
  const isWhole = account.models.length > 0;
  return {
    ...told(account.models, account.cost),
    // Nothing was used, as after an authentication error; or a version that has no such key.
    ...(isWhole ? {source} : {source: 'result.usage', figures: printed.usage}),
    ...stateOf(printed.isCut ? CUT : null),
  };
}

/**
 * From 2.1.3 on what a result tells goes on over the session, also over processes; before, it is of its own process. One
 * that goes on has at least what the main conversations of all results used.
 */
function thisRun({last, sum, usage, results}: Printed, disk: DiskSession | null): Account {
  const isRunning = results === 1 || covers(sumFigures(last.models), usage);
  if (!isRunning) return sum;
  const before = disk?.accountBefore ?? null;
  const rest = before === null ? last : subtractAccount(last, before);
  return isSound(sumFigures(rest.models)) ? rest : last;
}

function covers(all: Figures, part: Figures): boolean {
  return (['input', 'cacheRead', 'cacheWrite', 'output'] as const).every((key) => (all[key] ?? 0) >= (part[key] ?? 0));
}

function fromCostState(disk: DiskSession, account: Account): Accounted {
  const rest = disk.accountBefore === null ? account : subtractAccount(account, disk.accountBefore);
  return {
    ...told(rest.models, rest.cost),
    source: 'cost-state',
    ...stateOf(isCut(disk) ? 'it was cut off, and a call that had begun is not in its records' : wholeness(disk)),
  };
}

function fromMessages(disk: DiskSession): Accounted {
  const reason = isOld(disk.version)
    ? 'its session file lacks calls of helper models, and the output of some calls'
    : isCut(disk)
      ? CUT
      : wholeness(disk);
  return {...told(sharesOf(disk.messages), null), source: 'session file', ...stateOf(reason)};
}

function fromPrintedCalls(calls: readonly Message[]): Accounted {
  return {
    ...told(sharesOf(calls), null),
    source: 'printed calls',
    ...stateOf('it printed no result, and its output is recorded nowhere'),
  };
}

function told(models: readonly ModelShare[], cost: number | null): Pick<Findings, 'figures' | 'models' | 'cost'> {
  return {figures: sumFigures(models), models, cost};
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

function sharesOf(messages: readonly Message[]): readonly ModelShare[] {
  return addShares(
    messages
      .filter(({figures}) => hasFigures(figures))
      .map(({model, figures, isMain}) => ({
        ...figures,
        model: model ?? 'unknown',
        turns: isMain ? 1 : null,
        cost: null,
      })),
  );
}
