import type {AgentConfig} from '../../domain/documents.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, Place, RunEnd, Verdict} from '../agent-reader.ts';
import {chooseSessions} from '../choose-sessions.ts';
import {type Figures, hasFigures, isSound, NO_FIGURES, subtractFigures} from '../figures.ts';
import {isSame} from '../growth-of-totals.ts';
import {asText, digText, type Json} from '../json.ts';
import {mergeFindings} from '../merge-findings.ts';
import {addShares, sumCounts, sumFigures} from '../model-shares.ts';
import {namesOneOf} from '../program-names.ts';
import {isInFolder} from '../run-folder.ts';
import {type Rollout, readCodexUsage, readRollouts, watchRollouts} from './codex-rollouts.ts';

/**
 * Codex. Best first:
 *
 * 1. the printed `turn.completed`, the running total of its thread, less the total before the run; and the rollouts of
 *    the subagents, which it does not contain;
 * 2. the totals in the rollouts.
 *
 * What kind of tokens the first one does not tell, and the model, are always from the rollouts.
 */
export const codex: AgentReader = {
  name: 'codex',
  recognises: (programs) => namesOneOf(programs, ['codex', '@openai/codex']),
  wants: {types: ['thread.started', 'turn.completed', 'turn.failed']},
  begin: async (place) => followRun(place, await watchRollouts(place)),
};

/** What was printed of one thread. */
interface Printed {
  readonly thread: string;
  readonly usage: Figures | null;
  readonly verdict: Verdict | null;
}

const MOST_THREADS = 1000;

function followRun(place: Place, watched: Awaited<ReturnType<typeof watchRollouts>>): AgentSession {
  const printed = new Map<string, Printed>();
  let current: Printed | undefined;
  return {
    record: (record) => {
      const thread = record.type === 'thread.started' ? asText(record.thread_id) : undefined;
      if (thread !== undefined) current = printed.get(thread) ?? {thread, usage: null, verdict: null};
      else if (current !== undefined) current = takeTurn(current, record);
      if (current !== undefined && printed.size < MOST_THREADS) printed.set(current.thread, current);
    },
    line: () => {},
    finish: async (end) => {
      const rollouts = await readRollouts(watched);
      const threads = await chooseThreads(rollouts, [...printed.keys()], place, end);
      const found: Findings[] = [];
      for (const thread of threads) {
        const family = rollouts.filter((one) => rootOf(one, rollouts) === thread);
        const told = await toFindings(thread, printed.get(thread) ?? null, family, end);
        found.push({...told, config: {...modelOf(place.words), ...told.config}});
      }
      if (found.length > 0) return mergeFindings(found);
      return end.isExpected ? {...UNKNOWN, source: 'none'} : null;
    },
  };
}

const UNKNOWN: Findings = {
  figures: NO_FIGURES,
  turns: null,
  models: [],
  sessionId: null,
  cost: null,
  source: 'rollout',
  state: 'unknown',
  reason: 'it left no record of its tokens',
  verdict: null,
  config: {},
};
const CUT = 'it was cut off, and a call that had begun is not in its records';

function takeTurn(printed: Printed, record: Json): Printed {
  if (record.type === 'turn.completed') {
    const usage = readCodexUsage(record.usage) ?? printed.usage;
    return {...printed, usage, verdict: {kind: 'completed', text: null}};
  }
  if (record.type !== 'turn.failed') return printed;
  return {...printed, verdict: {kind: 'failed', text: digText(record, 'error', 'message') ?? null}};
}

/** The thread that all of this was for: a subagent's parent, or that one's. */
function rootOf(rollout: Rollout, all: readonly Rollout[]): string {
  const seen = new Set<string>();
  let {thread, parent} = rollout;
  while (parent !== null && !seen.has(thread)) {
    seen.add(thread);
    const next = parent;
    thread = next;
    parent = all.find((one) => one.thread === next)?.parent ?? null;
  }
  return thread;
}

/** The main threads of this run: those that were printed, and those that were not. */
async function chooseThreads(
  rollouts: readonly Rollout[],
  printed: readonly string[],
  place: Place,
  {isExpected}: RunEnd,
): Promise<readonly string[]> {
  const roots = rollouts.filter((one) => one.thread !== '' && rootOf(one, rollouts) === one.thread);
  const others = await Promise.all(
    roots
      .filter(({thread}) => !printed.includes(thread))
      .map(async (root) => ({...root, isHere: await isInFolder(root.cwd ?? undefined, place.cwd)})),
  );
  const chosen = chooseSessions(others, {isExpected, isTold: printed.length > 0});
  return [...printed, ...chosen.map(({thread}) => thread)];
}

async function toFindings(
  thread: string,
  printed: Printed | null,
  family: readonly Rollout[],
  end: RunEnd,
): Promise<Findings> {
  const root = family.find((one) => one.thread === thread);
  const subagents = family.filter((one) => one.thread !== thread);
  const own = ownShares(printed, root);
  const models = addShares([...own, ...subagents.flatMap(({shares}) => shares)]);
  const figures = sumFigures(models);
  const isFinal = printed?.usage != null;
  const state = hasFigures(figures)
    ? stateOf({printed, root, subagents, isSpawning: await spawns(family, end)})
    : UNKNOWN;
  return {
    ...UNKNOWN,
    figures,
    turns: sumCounts((root?.shares ?? []).map(({turns}) => turns)),
    models: models.filter(({model}) => model !== ''),
    sessionId: thread,
    source: [...(isFinal ? ['turn.completed'] : []), ...(isFinal && subagents.length === 0 ? [] : ['rollout'])].join(
      ' + ',
    ),
    state: state.state,
    reason: state.reason,
    verdict: printed?.verdict ?? verdictOnDisk(root),
    config: configOf(root),
  };
}

/** What the main thread used: what it printed, by model as far as its rollout tells. */
function ownShares(printed: Printed | null, root: Rollout | undefined): readonly ModelShare[] {
  const shares = root?.shares ?? [];
  if (printed?.usage == null) return shares;
  const rest = root?.before == null ? printed.usage : subtractFigures(printed.usage, root.before);
  const used = isSound(rest) ? rest : printed.usage;
  if (isSame(used, sumFigures(shares))) return shares;
  // Its rollout is not there (`--ephemeral`), or not all of it.
  const turns = sumCounts(shares.map((share) => share.turns));
  return [{...used, model: root?.model ?? '', turns, cost: null}];
}

function stateOf(told: {
  readonly printed: Printed | null;
  readonly root: Rollout | undefined;
  readonly subagents: readonly Rollout[];
  readonly isSpawning: boolean;
}): Pick<Findings, 'state' | 'reason'> {
  const {printed, root, subagents, isSpawning} = told;
  const isEnded = printed?.verdict != null || (root !== undefined && root.end !== 'cut');
  const isCut = !isEnded || (root?.end !== 'cut' && subagents.some(({end}) => end === 'cut'));
  const files = [...(root === undefined ? [] : [root]), ...subagents];
  const isWhole = files.every((one) => one.isWhole);
  const reason = isCut
    ? CUT
    : isSpawning
      ? 'its subagents left no record'
      : isWhole
        ? null
        : 'a rollout could not be read as a whole';
  return {state: reason === null ? 'measured' : 'partial', reason};
}

/** Whether it asked for subagents although no rollout is kept, in which they would be. */
async function spawns(family: readonly Rollout[], end: RunEnd): Promise<boolean> {
  if (family.length > 0) return false;
  let isSpawning = false;
  await end.readLog(
    (line) => {
      isSpawning ||= line.includes('"type":"collab_tool_call"');
      return false;
    },
    () => {},
  );
  return isSpawning;
}

/** In text mode nothing is printed of it, and versions before 0.169 exit with 0 after SIGTERM. */
function verdictOnDisk(root: Rollout | undefined): Verdict | null {
  switch (root?.end) {
    case undefined:
      return null;
    case 'finished':
      return {kind: 'completed', text: null};
    case 'failed':
      return {kind: 'failed', text: root.error};
    case 'cut':
      return {kind: 'aborted', text: null};
  }
}

/** `--ephemeral` leaves no record of the model; the command may name it. */
function modelOf(words: readonly string[]): Partial<AgentConfig> {
  const flag = words.findIndex((word) => word === '-m' || word === '--model');
  const model = flag === -1 ? undefined : words[flag + 1];
  return model === undefined || model.startsWith('$') ? {} : {model};
}

function configOf(root: Rollout | undefined): Partial<AgentConfig> {
  if (root === undefined) return {};
  const version = root.version === null ? {} : {agent_version: root.version};
  return {...(root.model === null ? {} : {model: root.model}), metadata: {...version, ...root.settings}};
}
