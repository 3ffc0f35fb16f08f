import type {CallTime} from '../../../domain/documents.ts';
import type {ModelShare} from '../../agent-reader.ts';
import {oneCall} from '../../call-findings.ts';
import {type Figures, isSound, subtractFigures} from '../../figures.ts';
import {isSame} from '../../model-shares.ts';
import {readRecords} from '../../read-records.ts';
import type {Growth} from '../../session-facts.ts';
import {hasGrown} from '../../session-files.ts';
import {type CodexFact, isMarked, pickKept} from './records.ts';

/** The part of this run in one rollout file, which is a thread's. */
export type Rollout = Awaited<ReturnType<typeof readRollout>>;

/** `files`: all there are, in one of which the history of a thread may be that this one goes on from. */
export async function readRollout(
  {file, before: older, after: newer, isWhole}: Growth<CodexFact>,
  files: readonly {readonly name: string; readonly path: string}[],
) {
  // A thread that goes on from another has that one's records of its totals in it.
  const isOwn = ({thread}: CodexFact) => thread === undefined || file.name.includes(thread);
  const [before, after] = [older.filter(isOwn), newer.filter(isOwn)];
  const all = [...before, ...after];
  // A thread that goes on from another's history has that one's meta in it too, as the second.
  const meta = all.find(({kind}) => kind === 'meta');
  const settings = after.findLast(({kind}) => kind === 'model') ?? all.findLast(({kind}) => kind === 'model');
  const start = await totalBefore(before, after, meta, files);
  const answers = new Set(after.flatMap(({kind, answer}) => (kind === 'total' ? (answer ?? []) : [])));
  return {
    thread: meta?.session ?? '',
    /** This run wrote to it. */
    isKept: hasGrown(file),
    ...{version: meta?.version, model: settings?.model, settings: settings?.settings ?? {}},
    /** The running total before the run, null when there was none. */
    before: start,
    /** The calls of this run; empty when none has ended. */
    shares: sharesOf(before, after, start, meta),
    ...endOf(after),
    /** A model summed the conversation up, and that call is in no record. */
    lacksSummary: after.some(({kind, answer}) => kind === 'compacted' && !answers.has(answer ?? '')),
    isWhole,
  };
}

/**
 * The running total at the beginning: what stood there before the run, or, in the file of a thread that goes on from
 * another's history, what was copied from that one.
 */
async function totalBefore(
  before: readonly CodexFact[],
  after: readonly CodexFact[],
  meta: CodexFact | undefined,
  files: readonly {readonly name: string; readonly path: string}[],
): Promise<Figures | null> {
  const own = totalsOf(before).at(-1);
  if (own !== undefined) return own;
  const source = meta?.source;
  const file = files.find(
    ({name}) => source !== undefined && source !== meta?.session && name.endsWith(`${source}.jsonl`),
  );
  if (file === undefined) return null;
  const facts: CodexFact[] = [];
  const isTotal = (line: Buffer) => isMarked(line, ['"token_count"']);
  await readRecords(file.path, 0, isTotal, (record) => facts.push(pickKept(record) ?? {}));
  const [totals, copied] = [totalsOf(after), totalsOf(facts)];
  let same = 0;
  while (same < totals.length && isSameTotal(totals[same], copied[same])) same += 1;
  return totals[same - 1] ?? null;
}

/** Every total is written twice or more, and once again after an interruption: only another one is a call. */
function totalsOf(facts: readonly CodexFact[]): readonly Figures[] {
  const totals = facts.flatMap(({figures}) => figures ?? []);
  return [...new Map(totals.map((total) => [keyOf(total), total])).values()];
}

function keyOf({input, cacheRead, cacheWrite, output}: Figures): string {
  return [input, cacheRead, cacheWrite, output].join();
}

function isSameTotal(a: Figures | null | undefined, b: Figures | undefined): boolean {
  return a != null && b !== undefined && isSame(a, b);
}

/** The calls since `before`, each with the model that was asked. */
function sharesOf(
  older: readonly CodexFact[],
  after: readonly CodexFact[],
  before: Figures | null,
  meta: CodexFact | undefined,
): readonly ModelShare[] {
  const shares: ModelShare[] = [];
  const seen = new Set(before === null ? [] : [keyOf(before)]);
  let last = before;
  // Totals may come before the first word on the model of a run that goes on.
  let model = [...after, ...older.toReversed()].find(({kind}) => kind === 'model')?.model;
  let rate = older.findLast(({kind}) => kind === 'tier')?.rate ?? null;
  const add = (figures: Figures, time: CallTime | undefined, isMain = true) =>
    shares.push(oneCall({...figures, rate, model: model ?? 'unknown', cost: null, ...(time && {time})}, isMain));
  const lanes = new Set(older.flatMap(({lane}) => lane ?? []));
  const summaries = new Set(after.flatMap(({kind, answer}) => (kind === 'compacted' ? [answer] : [])));
  // A total that was there before, or was copied, is not of this run.
  let isOwn = !after.some(({figures}) => isSameTotal(before, figures));
  const subagent = meta?.isSubagent === true ? (meta.session ?? null) : null;
  let asked: number | null = null;
  let answering: CallTime | undefined;
  for (const {kind, figures: total, used, answer, written, ...fact} of after) {
    // The items of an answer are written as they come, and its total then, or when its tools have run.
    if (kind === 'item' && written !== undefined) {
      if (fact.isAsked) asked = written.at;
      else answering = {start: answering?.start ?? asked, end: written.at, subagent};
    }
    if (kind === 'model') model = fact.model;
    if (kind === 'tier') rate = fact.rate ?? null;
    if (total === undefined) continue;
    const time = answering ?? (written && {start: null, end: written.at, subagent});
    answering = undefined;
    if (!isOwn) isOwn = isSameTotal(before, total);
    else if (isSameTotal(before, total) || seen.has(keyOf(total))) {
      // The call that sums a conversation up is added to no total.
      if (answer !== undefined && used !== undefined && summaries.delete(answer)) add(used, time, false);
    } else {
      const added = last === null ? total : subtractFigures(total, last);
      // Two processes of one thread each go on from a total of their own, and a model with a limit of its own has another.
      const isNext = used !== undefined && seen.has(keyOf(subtractFigures(total, used)));
      const isOther = used !== undefined && fact.lane !== undefined && lanes.size > 0 && !lanes.has(fact.lane);
      // Totals that fall go on from less: what they add is the call.
      add(isNext || isOther ? used : isSound(added) ? added : (used ?? total), time);
      if (fact.lane !== undefined) lanes.add(fact.lane);
      seen.add(keyOf(total));
      last = total;
    }
  }
  return shares;
}

/**
 * The end of the thread; `cut`: it does not say. Before 0.1 there is no `task_complete`: a run that ended has an answer
 * as its last item.
 */
function endOf(facts: readonly CodexFact[]) {
  const last = facts.findLast(({kind}) => kind === 'complete' || kind === 'aborted' || kind === 'started');
  const error = last?.error ?? null;
  if (last?.kind === 'complete') return {end: error === null ? ('finished' as const) : ('failed' as const), error};
  if (last?.kind === 'aborted') return {end: 'aborted' as const, error};
  const isAnswered = last === undefined && facts.findLast(({kind}) => kind === 'item')?.isAnswer === true;
  return {end: isAnswered ? ('finished' as const) : ('cut' as const), error};
}
