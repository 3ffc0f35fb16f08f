import type {AgentConfig} from '../../domain/documents.ts';
import {asText, digText, type Json} from '../../domain/json.ts';
import {type Flags, hasOption, optionValue, optionValues} from '../agent-command.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, Place, RunEnd, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, findShares, mergeFindings, toConfig} from '../call-findings.ts';
import {type Chosen, chooseOwn, rootOf, withDoubt} from '../choose-sessions.ts';
import {type Figures, isSound, subtractFigures, totalOf} from '../figures.ts';
import {isSame, sumCounts, sumFigures} from '../model-shares.ts';
import {type Rollout, readCodexUsage, readRollouts, toRate, watchRollouts} from './codex/rollouts.ts';

/** In text mode it prints which thread it is, on stderr. */
const SESSION_LINE = 'session id: ';
/** Text mode prints no more of why it asks once again. */
const RETRY_LINE = 'ERROR: Reconnecting';

/**
 * Codex. Best first:
 *
 * 1. the printed `turn.completed`, the running total of its thread, less the total before the run; and the rollouts of
 *    the subagents, which it does not contain;
 * 2. the totals in the rollouts.
 *
 * Kinds of tokens that the first one does not tell, and the model, are always from the rollouts.
 */
export const codex: AgentReader = {
  wants: {
    types: ['thread.started', 'turn.started', 'turn.completed', 'turn.failed', 'error'],
    errorPrefixes: [SESSION_LINE, RETRY_LINE],
  },
  begin: async (place) => followRun(place, await watchRollouts(place)),
};

/** One thread as it was printed. */
interface Printed {
  readonly thread: string;
  /** Its turn began. */
  readonly isBegun: boolean;
  /** A call broke off in the middle, and was tried again. */
  readonly isBroken: boolean;
  readonly usage: Figures | null;
  readonly verdict: Verdict | null;
}

const MOST_THREADS = 1000;

function followRun(place: Place, watched: Awaited<ReturnType<typeof watchRollouts>>): AgentSession {
  const printed = new Map<string, Printed>();
  /** Threads that a line of text names, which is no proof that it is one of this agent. */
  const named = new Set<string>();
  let current: Printed | undefined;
  let hasReconnected = false;
  return {
    record: (record) => {
      const thread = record.type === 'thread.started' ? asText(record.thread_id) : undefined;
      if (thread !== undefined) {
        current = {usage: null, isBroken: false, ...printed.get(thread), thread, isBegun: false, verdict: null};
      } else if (current !== undefined) current = takeTurn(current, record);
      if (current !== undefined && printed.size < MOST_THREADS) printed.set(current.thread, current);
    },
    line: (text) => {
      hasReconnected ||= text.startsWith(RETRY_LINE);
      const [, thread] = /^session id: ([\da-f-]{36})$/.exec(text) ?? [];
      if (thread !== undefined && named.size < MOST_THREADS) named.add(thread);
    },
    finish: async (end) => {
      const rollouts = await readRollouts(watched, [...printed.keys()], end);
      const told = [...printed.keys(), ...rollouts.map(({thread}) => thread).filter((one) => named.has(one))];
      const {sessions: threads, doubt} = await chooseThreads(rollouts, [...new Set(told)], place, end);
      const found: Findings[] = [];
      for (const thread of threads) {
        const folder = rollouts.find((one) => one.thread === thread)?.cwd;
        const isOwn = (one: Rollout) =>
          rootIn(rollouts, one) === thread || (threads.length === 1 && isOrphan(one) && one.cwd === folder);
        const family = rollouts.filter(isOwn);
        const findings = await toFindings({
          thread,
          printed: printed.get(thread) ?? null,
          hasReconnected,
          family,
          place,
          end,
        });
        found.push({...findings, config: {...modelOf(place.starts), ...findings.config}});
      }
      if (found.length > 0) return withDoubt(mergeFindings(found), doubt);
      return end.isExpected ? {...UNKNOWN, sessionId: [...named].at(-1) ?? null} : null;
    },
  };
}

const UNKNOWN = findShares([], {sessionId: null, source: 'none', reason: null});
const CUT = 'it was cut off, and a call that had begun is not in its records';
const RESUMED = 'it went on with a thread whose rollout is not there, so what that had used before is in it';
/** Matches the message of a broken connection. An error of the API is an answer, and costs nothing. */
const BROKEN = /stream disconnected|timed? ?out|connection|network/i;

function takeTurn(printed: Printed, record: Json): Printed {
  if (record.type === 'turn.completed') {
    const usage = readCodexUsage(record.usage) ?? printed.usage;
    return {...printed, usage, verdict: {kind: 'completed', text: null}};
  }
  if (record.type === 'turn.started') return {...printed, isBegun: true};
  if (record.type === 'error' && BROKEN.test(digText(record, 'message') ?? '')) return {...printed, isBroken: true};
  if (record.type !== 'turn.failed') return printed;
  return {...printed, verdict: {kind: 'failed', text: digText(record, 'error', 'message') ?? null}};
}

/** The thread that all of this was for: a subagent's parent, or that one's. */
function rootIn(rollouts: readonly Rollout[], {thread}: Rollout): string {
  return rootOf(thread, (id) => rollouts.find((one) => one.thread === id)?.parent);
}

/** A subagent's thread that began meanwhile and does not tell whose it is. */
function isOrphan({isSubagent, parent, isNew}: Rollout): boolean {
  return isSubagent && parent === null && isNew;
}

/** The main threads of this run: those that were told, and those that were not. */
async function chooseThreads(
  rollouts: readonly Rollout[],
  told: readonly string[],
  place: Place,
  end: RunEnd,
): Promise<Chosen<string>> {
  const roots = rollouts.filter((one) => one.thread !== '' && rootIn(rollouts, one) === one.thread && !isOrphan(one));
  // Then those that changed are somebody else's.
  const keepsNone = end.starts === 1 && hasOption(place.starts, '--ephemeral');
  const others = roots
    .filter(({thread}) => !told.includes(thread) && !keepsNone)
    .map((root) => ({...root, folder: root.cwd}));
  const {sessions, doubt} = await chooseOwn(others, () => false, end, told.length);
  return {sessions: [...told, ...sessions.map(({thread}) => thread)], doubt};
}

async function toFindings(told: {
  readonly thread: string;
  readonly printed: Printed | null;
  readonly hasReconnected: boolean;
  readonly family: readonly Rollout[];
  readonly place: Place;
  readonly end: RunEnd;
}): Promise<Findings> {
  const {thread, printed, hasReconnected, family, place, end} = told;
  const root = family.find((one) => one.thread === thread);
  const subagents = family.filter((one) => one.thread !== thread);
  const own = ownShares(printed, root, place.starts);
  const isFinal = printed?.usage != null;
  const isResumed = place.isResuming && root === undefined;
  const sources = [...(isFinal ? ['turn.completed'] : []), ...(isFinal && subagents.length === 0 ? [] : ['rollout'])];
  const findings = findShares([...own, ...subagents.flatMap(({shares}) => shares)], {
    sessionId: thread,
    source: sources.join(' + '),
    reason: reasonOf({printed, hasReconnected, root, subagents, isSpawning: await spawns(family, end), isResumed}),
    verdict: printed?.verdict ?? verdictOnDisk(root, end) ?? (printed?.isBegun ? verdictOfCut(end) : null),
  });
  return {...findings, turns: sumCounts((root?.shares ?? []).map(({turns}) => turns)), config: configOf(root)};
}

/** The main thread's printed total, by model as far as its rollout tells. */
function ownShares(
  printed: Printed | null,
  root: Rollout | undefined,
  starts: readonly Flags[],
): readonly ModelShare[] {
  const shares = root?.shares ?? [];
  if (printed?.usage == null) return shares;
  const rest = root?.before == null ? printed.usage : subtractFigures(printed.usage, root.before);
  const used = isSound(rest) ? rest : printed.usage;
  const kept = sumFigures(shares);
  // What it printed may be of a run before the last one of this thread, which was cut off.
  if (isSame(used, kept) || (totalOf(kept) ?? 0) > (totalOf(used) ?? 0)) return shares;
  // Its rollout is not there (`--ephemeral`), or not all of it.
  const turns = sumCounts(shares.map((share) => share.turns));
  const rate = shares.at(-1)?.rate ?? toRate(settingOf(starts, 'service_tier'));
  return [{...used, rate, model: root?.model ?? modelOf(starts).model ?? '', turns, cost: null}];
}

/** Names what is missing; null for nothing. */
function reasonOf(told: {
  readonly printed: Printed | null;
  readonly hasReconnected: boolean;
  readonly root: Rollout | undefined;
  readonly subagents: readonly Rollout[];
  readonly isSpawning: boolean;
  readonly isResumed: boolean;
}): string | null {
  const {printed, hasReconnected, root, subagents, isSpawning, isResumed} = told;
  const isEnded = printed?.verdict != null || (root !== undefined && hasEnded(root));
  const isCut = !isEnded || (root !== undefined && hasEnded(root) && !subagents.every(hasEnded));
  const files = [...(root === undefined ? [] : [root]), ...subagents];
  const isBroken = BROKEN.test((printed?.verdict?.kind === 'failed' ? printed.verdict.text : root?.error) ?? '');
  const reasons = [
    [isCut, CUT],
    [isBroken || hasReconnected || printed?.isBroken === true, BROKE_OFF],
    [isResumed, RESUMED],
    [isSpawning, 'its subagents left no record'],
    [files.some((one) => one.lacksSummary), 'its conversation was compacted by a model, and that call is in no record'],
    [!files.every((one) => one.isWhole), 'a rollout could not be read as a whole'],
  ] as const;
  return reasons.find(([holds]) => holds)?.[1] ?? null;
}

/** True where it asked for subagents and no rollout is kept in which they would be. */
async function spawns(family: readonly Rollout[], end: RunEnd): Promise<boolean> {
  if (family.some(({isKept}) => isKept)) return false;
  let isSpawning = false;
  await end.readLog(
    (line) => {
      isSpawning ||= line.includes('"collab_tool_call"');
      return false;
    },
    () => {},
  );
  return isSpawning;
}

function hasEnded({end}: Rollout): boolean {
  return end === 'finished' || end === 'failed';
}

/** Takes the verdict from the rollout: text mode prints none. */
function verdictOnDisk(root: Rollout | undefined, end: RunEnd): Verdict | null {
  switch (root?.isKept === true ? root.end : undefined) {
    case undefined:
      return null;
    case 'finished':
      return {kind: 'completed', text: null};
    case 'failed':
      return {kind: 'failed', text: root?.error ?? null};
    case 'aborted':
      return {kind: 'aborted', text: null};
    case 'cut':
      return verdictOfCut(end);
  }
}

/** A program may have stopped it when it had what it wanted; then the exit code tells how the step ended. */
function verdictOfCut({exitCode}: RunEnd): Verdict | null {
  return exitCode === 0 ? null : {kind: 'aborted', text: null};
}

/** `--ephemeral` leaves no record of the model; the command may name it. */
function modelOf(starts: readonly Flags[]): Partial<AgentConfig> {
  const model = optionValue(starts, '-m', '--model') ?? settingOf(starts, 'model');
  return toConfig(model, {});
}

/** The last value that `-c key=value` gives, with or without TOML's quotes. */
function settingOf(starts: readonly Flags[], key: string): string | undefined {
  const setting = optionValues(starts, '-c', '--config').findLast((one) => one.startsWith(`${key}=`));
  return setting?.slice(key.length + 1).replace(/^(["'])(.*)\1$/, '$2');
}

function configOf(root: Rollout | undefined): Partial<AgentConfig> {
  if (root === undefined) return {};
  return {metadata: {}, ...toConfig(root.model, {agent_version: root.version, ...root.settings})};
}
