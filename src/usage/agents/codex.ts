import {basename, join} from 'node:path';
import type {Findings, ModelShare, Place, RunEnd, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, findNothing, findShares, firstReason, mergeFindings, toConfig} from '../call-findings.ts';
import {type Flags, optionValue, optionValues} from '../command-words.ts';
import {isSound, subtractFigures, totalOf} from '../figures.ts';
import {describedBy, hasPrinted, type Run, type Told} from '../follow-sessions.ts';
import {isSame, sumCounts, sumFigures} from '../model-shares.ts';
import {ownFolder} from '../session-files.ts';
import {BROKEN, type CodexFact, isMarked, pickKept, pickPrinted, pickTold, toRate} from './codex/records.ts';
import {type Rollout, readRollout} from './codex/rollouts.ts';

/** In text mode it prints which thread it is, on stderr. */
const SESSION_LINE = 'session id: ';
/** Text mode prints no more of why it asks once again. */
const RETRY_LINE = 'ERROR: Reconnecting';

/**
 * Codex. Best first:
 *
 * 1. the printed `turn.completed`, the running total of its thread, less the total before the run; and the rollouts of
 *    the subagents, which it does not contain;
 * 2. the totals in the rollouts, `sessions/YYYY/MM/DD/rollout-<time>-<thread>.jsonl`, one of each thread.
 *
 * Kinds of tokens that the first one does not tell, and the model, are always from the rollouts.
 */
export const codex = describedBy<CodexFact>(
  {
    types: ['thread.started', 'turn.started', 'turn.completed', 'turn.failed', 'error'],
    errorPrefixes: [SESSION_LINE, RETRY_LINE],
  },
  (place) => {
    const {root, within} = ownFolder(place, 'CODEX_HOME', '.codex');
    const matches = (path: string) => /(^|\/)rollout-[^/]*\.jsonl$/.test(path);
    return {
      files: [{root: join(root, 'sessions'), within, depth: 4, matches}],
      wants: isMarked,
      pick: pickKept,
      sessionOf: (name) => basename(name),
      // A subagent's thread that began meanwhile, and does not tell whose it is.
      isApart: ({parts: [main]}) => {
        const meta = [...(main?.before ?? []), ...(main?.after ?? [])].find(({kind}) => kind === 'meta');
        return meta === undefined || (meta.isSubagent === true && meta.parent === undefined);
      },
      pickPrinted,
      pickLine: (text) => {
        const [, session] = /^session id: ([\da-f-]{36})$/.exec(text) ?? [];
        return text.startsWith(RETRY_LINE) ? {isRetry: true} : {session};
      },
      keepsNone: '--ephemeral',
      tell: (told) => tellThreads(told, place),
    };
  },
  {name: 'codex.sse_event response.completed', pick: pickTold},
);

async function tellThreads(told: Told<CodexFact>, {starts, isResuming}: Place): Promise<Findings> {
  const found: Findings[] = [];
  for (const run of told.runs) {
    const findings = await tellThread(run, told, starts, isResuming);
    found.push({...findings, config: {...modelOf(starts), ...findings.config}});
  }
  return found.length > 0 ? mergeFindings(found) : {...findNothing(), sessionId: told.named.at(-1) ?? null};
}

const CUT = 'it was cut off, and a call that had begun is not in its records';

async function tellThread(
  {id, printed, disk}: Run<CodexFact>,
  {runs, apart, loose, watched, end}: Told<CodexFact>,
  starts: readonly Flags[],
  isResuming: boolean,
): Promise<Findings> {
  const adopted =
    runs.length === 1
      ? apart.filter(({isNew, folder}) => isNew && folder !== undefined && folder === disk?.folder)
      : [];
  const parts = [...(disk?.parts ?? []), ...adopted.flatMap((session) => session.parts)];
  const older = watched.flatMap(({before}) => [...before].map(([name, {path}]) => ({name, path})));
  const files = [...runs.flatMap((run) => run.disk?.parts ?? []).map(({file}) => file), ...older];
  const family: Rollout[] = [];
  for (const part of parts) family.push(await readRollout(part, files));
  const root = family.find(({thread}) => thread === id);
  const subagents = family.filter((one) => one !== root);

  const turn = printed.slice(printed.findLastIndex(({kind}) => kind === 'thread'));
  const told = turn.findLast(({verdict}) => verdict !== undefined)?.verdict;
  const total = printed.findLast((fact) => fact.figures !== undefined)?.figures;
  // No rollout is kept that could have them.
  const isUnkept = !family.some(({isKept}) => isKept);
  const isEnded = told !== undefined || (root !== undefined && hasEnded(root));
  const failure = told?.kind === 'failed' ? told.text : root?.error;
  const isBroken = BROKEN.test(failure ?? '') || [...printed, ...loose].some(({isRetry}) => isRetry);
  const sources = [
    ...(total === undefined ? [] : ['turn.completed']),
    ...(total !== undefined && subagents.length === 0 ? [] : ['rollout']),
  ];
  const shares = [...ownShares(total, root, starts), ...subagents.flatMap((one) => one.shares)];
  return findShares(shares, {
    sessionId: id,
    timed: family.flatMap((one) => one.shares),
    source: sources.join(' + '),
    reason: firstReason(
      [!isEnded || (root !== undefined && hasEnded(root) && !subagents.every(hasEnded)), CUT],
      [isBroken, BROKE_OFF],
      [
        isResuming && root === undefined,
        'it went on with a thread whose rollout is not there, so what that had used before is in it',
      ],
      [isUnkept && (await hasPrinted(end, ['"collab_tool_call"'])), 'its subagents left no record'],
      [
        family.some(({lacksSummary}) => lacksSummary),
        'its conversation was compacted by a model, and that call is in no record',
      ],
      [disk?.isWhole === false || !family.every(({isWhole}) => isWhole), 'a rollout could not be read as a whole'],
    ),
    verdict: told ?? verdictOnDisk(root, end) ?? (turn.some(({kind}) => kind === 'started') ? verdictOfCut(end) : null),
    turns: sumCounts((root?.shares ?? []).map(({turns}) => turns)),
    config:
      root === undefined
        ? {}
        : {metadata: {}, ...toConfig(root.model, {agent_version: root.version, ...root.settings})},
  });
}

/** The main thread's printed total, by model as far as its rollout tells. */
function ownShares(
  total: CodexFact['figures'],
  root: Rollout | undefined,
  starts: readonly Flags[],
): readonly ModelShare[] {
  const shares = root?.shares ?? [];
  if (total === undefined) return shares;
  const rest = root?.before == null ? total : subtractFigures(total, root.before);
  const used = isSound(rest) ? rest : total;
  const kept = sumFigures(shares);
  // The printed total may be of an earlier run of this thread, which was cut off.
  if (isSame(used, kept) || (totalOf(kept) ?? 0) > (totalOf(used) ?? 0)) return shares;
  // Its rollout is not there (`--ephemeral`), or not all of it.
  const turns = sumCounts(shares.map((share) => share.turns));
  const rate = shares.at(-1)?.rate ?? toRate(settingOf(starts, 'service_tier'));
  return [{...used, rate, model: root?.model ?? modelOf(starts).model ?? '', turns, cost: null}];
}

function hasEnded({end}: Rollout): boolean {
  return end === 'finished' || end === 'failed';
}

/** Takes the verdict from the rollout: text mode prints none. */
function verdictOnDisk(root: Rollout | undefined, end: RunEnd): Verdict | null {
  if (root?.isKept !== true) return null;
  if (root.end === 'finished') return {kind: 'completed', text: null};
  if (root.end === 'failed') return {kind: 'failed', text: root.error};
  return root.end === 'aborted' ? {kind: 'aborted', text: null} : verdictOfCut(end);
}

/** A program may have stopped it when it had what it wanted; then the exit code tells how the step ended. */
function verdictOfCut({exitCode}: RunEnd): Verdict | null {
  return exitCode === 0 ? null : {kind: 'aborted', text: null};
}

/** `--ephemeral` leaves no record of the model; the command may name it. */
function modelOf(starts: readonly Flags[]): Findings['config'] {
  return toConfig(optionValue(starts, '-m', '--model') ?? settingOf(starts, 'model'), {});
}

/** The last value that `-c key=value` gives, with or without TOML's quotes. */
function settingOf(starts: readonly Flags[], key: string): string | undefined {
  const setting = optionValues(starts, '-c', '--config').findLast((one) => one.startsWith(`${key}=`));
  return setting?.slice(key.length + 1).replace(/^(["'])(.*)\1$/, '$2');
}
