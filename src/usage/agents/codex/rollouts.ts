import {join} from 'node:path';
import {asObject, asText, dig, digText, type Json} from '../../../domain/json.ts';
import type {ModelShare, Place} from '../../agent-reader.ts';
import {oneCall} from '../../call-findings.ts';
import {type FigureKeys, type Figures, isSound, readFigures, subtractFigures} from '../../figures.ts';
import {isSame} from '../../model-shares.ts';
import {type Growth, readGrowths} from '../../read-growth.ts';
import {readRecords} from '../../read-records.ts';
import type {RunTime} from '../../run-time.ts';
import {type ChangedFile, hasGrown, ownFolder, type SessionFiles, watchFiles} from '../../session-files.ts';

/** The part of this run in one rollout file, which is a thread's. */
export interface Rollout {
  readonly thread: string;
  /** The thread that a subagent's thread was started for, over however many others. */
  readonly parent: string | null;
  /** A subagent's thread; some do not tell whose. */
  readonly isSubagent: boolean;
  readonly isNew: boolean;
  /** This run wrote to it. */
  readonly isKept: boolean;
  readonly cwd: string | null;
  readonly version: string | null;
  readonly model: string | null;
  readonly settings: Settings;
  /** The running total before the run, null when there was none. */
  readonly before: Figures | null;
  /** The calls of this run; empty when none has ended. */
  readonly shares: readonly ModelShare[];
  /** `cut`: it does not say how it ended. */
  readonly end: 'finished' | 'failed' | 'aborted' | 'cut';
  /** The error in the record's own words. */
  readonly error: string | null;
  /** A model summed the conversation up, and that call is in no record. */
  readonly lacksSummary: boolean;
  readonly isWhole: boolean;
}

type Settings = Readonly<Record<string, string | undefined>>;

type Fact =
  | {readonly kind: 'meta'; readonly meta: Meta}
  | {readonly kind: 'model'; readonly model: string | null; readonly settings: Settings}
  | {readonly kind: 'tier'; readonly rate: string | null}
  | Total
  | {readonly kind: 'compacted'; readonly answer: string | null}
  | {readonly kind: 'item'; readonly isAnswer: boolean}
  | {readonly kind: 'started' | 'complete' | 'aborted'; readonly error: string | null};

/** A running total, and the call that it was written after. */
interface Total {
  readonly kind: 'total';
  readonly total: Figures;
  readonly call: Figures | null;
  readonly thread: string | null;
  /** The API's id of that call's answer; from 0.154 on. */
  readonly answer: string | null;
}

interface Meta {
  readonly id: string;
  readonly parent: string | null;
  readonly isSubagent: boolean;
  /** The thread whose history this file may begin with. */
  readonly source: string | null;
  readonly cwd: string | null;
  readonly version: string | null;
}

const MARKS = ['"session_meta"', '"turn_context"', '"token_count"', '"token_usage_record"', '"task_', '"turn_'].concat([
  '"response_item"',
  '"thread_settings_applied"',
  '"compacted"',
]);
const KEYS: FigureKeys = {
  ...{input: 'input_tokens', cacheRead: 'cached_input_tokens', cacheWrite: 'cache_write_input_tokens'},
  ...{output: 'output_tokens', reasoning: 'reasoning_output_tokens'},
};
/** A record's kind stands at its beginning, or at its end. */
const EDGE = 1000;
const NO_META: Meta = {id: '', parent: null, isSubagent: false, source: null, cwd: null, version: null};

/** Codex keeps `sessions/YYYY/MM/DD/rollout-<time>-<thread>.jsonl`, for the threads of subagents too. */
export function watchRollouts(place: Place): Promise<SessionFiles> {
  const {root, within} = ownFolder(place, 'CODEX_HOME', '.codex');
  const matches = (path: string) => /(^|\/)rollout-[^/]*\.jsonl$/.test(path);
  return watchFiles(place, {root: join(root, 'sessions'), within, depth: 4, matches});
}

/**
 * The threads that this run began, or went on with; and of the printed ones those that were there before and of which
 * nothing was kept (`--ephemeral`). Never throws.
 */
export async function readRollouts(
  files: SessionFiles,
  printed: readonly string[],
  run: RunTime,
): Promise<readonly Rollout[]> {
  const changed = (await files.changed(run)).filter(hasGrown);
  const unchanged = [...files.before].flatMap(([name, {path, size}]): readonly ChangedFile[] => {
    const isKept = changed.some((file) => file.name === name) || !printed.some((id) => name.endsWith(`${id}.jsonl`));
    return isKept ? [] : [{path, name, from: size, size, isNew: false}];
  });
  const rollouts: Rollout[] = [];
  for (const growth of await readGrowths([...changed, ...unchanged], wants, readFact, run)) {
    rollouts.push(await readRollout(withoutOthers(growth), files, run));
  }
  return rollouts;
}

/** `usage` and `total_token_usage`: input contains what the cache gave and took, output contains the reasoning. */
export function readCodexUsage(value: unknown): Figures | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  const figures = readFigures(usage, KEYS, 'whole');
  // Before 0.169 the parts of the input are what was cached and the rest: nothing is written at a price of its own.
  return {...figures, cacheWrite: figures.cacheWrite ?? 0};
}

async function readRollout(growth: Growth<Fact>, files: SessionFiles, run: RunTime): Promise<Rollout> {
  const all = [...growth.before, ...growth.after];
  // A thread that goes on from another's history has that one's meta in it too, as the second.
  const meta = all.find((fact) => fact.kind === 'meta')?.meta ?? NO_META;
  const settings =
    growth.after.findLast((fact) => fact.kind === 'model') ?? all.findLast((fact) => fact.kind === 'model');
  const before = await totalBefore(growth, meta, files, run);
  return {
    thread: meta.id,
    parent: meta.parent,
    isSubagent: meta.isSubagent,
    isNew: growth.isNew,
    isKept: hasGrown(growth.file),
    cwd: meta.cwd,
    version: meta.version,
    model: settings?.model ?? null,
    settings: settings?.settings ?? {},
    before,
    shares: sharesOf(growth, before),
    ...endOf(growth.after),
    lacksSummary: growth.after.some((fact) => fact.kind === 'compacted' && !isRecorded(fact.answer, growth.after)),
    isWhole: growth.isWhole,
  };
}

/** Without what another thread's records say of that one's totals, which a thread that goes on from it has in it. */
function withoutOthers(growth: Growth<Fact>): Growth<Fact> {
  const {name} = growth.file;
  const isOwn = (fact: Fact) => fact.kind !== 'total' || fact.thread === null || name.includes(fact.thread);
  return {...growth, before: growth.before.filter(isOwn), after: growth.after.filter(isOwn)};
}

function isRecorded(answer: string | null, facts: readonly Fact[]): boolean {
  return answer !== null && facts.some((fact) => fact.kind === 'total' && fact.answer === answer);
}

function wants(line: Buffer): boolean {
  // What an item says is of no use, and most of the file; only its kind is.
  return hasAtEdge(line, MARKS);
}

function hasAtEdge(line: Buffer, marks: readonly string[]): boolean {
  const edges = line.length > 2 * EDGE ? [line.subarray(0, EDGE), line.subarray(-EDGE)] : [line];
  return edges.some((edge) => marks.some((mark) => edge.includes(mark)));
}

function readFact(record: Json): Fact | undefined {
  const payload = asObject(record.payload);
  if (payload === undefined) return undefined;
  const kind = asText(payload.type);
  switch (record.type) {
    case 'session_meta':
      return {kind: 'meta', meta: readMeta(payload)};
    case 'turn_context':
      return {kind: 'model', model: asText(payload.model) ?? null, settings: pickSettings(payload)};
    case 'compacted':
      return {kind: 'compacted', answer: asText(payload.compaction_response_id) ?? null};
    case 'response_item':
      return {kind: 'item', isAnswer: kind === 'message' && payload.role === 'assistant'};
    case 'token_usage_record': {
      // From 0.169 on, as soon as a call has ended; the count of the event comes when its tools have run.
      const total = readCodexUsage(payload.thread_token_usage);
      const call = readCodexUsage(payload.usage) ?? null;
      const [thread, answer] = [asText(payload.thread_id) ?? null, asText(payload.response_id) ?? null];
      return total === undefined ? undefined : {kind: 'total', total, call, thread, answer};
    }
    case 'event_msg':
      if (kind === 'token_count') {
        const total = readCodexUsage(dig(payload, 'info', 'total_token_usage'));
        const call = readCodexUsage(dig(payload, 'info', 'last_token_usage')) ?? null;
        return total === undefined ? undefined : {kind: 'total', total, call, thread: null, answer: null};
      }
      if (kind === 'thread_settings_applied') {
        return {kind: 'tier', rate: toRate(digText(payload, 'thread_settings', 'service_tier'))};
      }
      if (kind === 'task_started' || kind === 'turn_started') return {kind: 'started', error: null};
      if (kind === 'turn_aborted') return {kind: 'aborted', error: asText(payload.reason) ?? null};
      if (kind !== 'task_complete' && kind !== 'turn_complete') return undefined;
      return {kind: 'complete', error: digText(payload, 'error', 'message') ?? null};
    default:
      return undefined;
  }
}

function readMeta(payload: Json): Meta {
  const id = asText(payload.id) ?? '';
  const root = asText(payload.session_id);
  const spawned = digText(payload, 'source', 'subagent', 'thread_spawn', 'parent_thread_id');
  const parent = asText(payload.parent_thread_id) ?? spawned ?? (root === id ? undefined : root);
  return {
    id,
    parent: parent ?? null,
    isSubagent:
      parent !== undefined || payload.thread_source === 'subagent' || dig(payload, 'source', 'subagent') !== undefined,
    source: asText(payload.forked_from_id) ?? parent ?? null,
    cwd: asText(payload.cwd) ?? null,
    version: asText(payload.cli_version) ?? null,
  };
}

function pickSettings(payload: Json): Settings {
  return {
    approval_policy: asText(payload.approval_policy),
    sandbox: digText(payload, 'sandbox_policy', 'type') ?? digText(payload, 'sandbox_policy', 'mode'),
    reasoning_effort: asText(payload.effort),
  };
}

/**
 * The running total at the beginning: what stood there before the run, or, in the file of a thread that goes on from
 * another's history, what was copied from that one.
 */
async function totalBefore(
  growth: Growth<Fact>,
  {id, source}: Meta,
  files: SessionFiles,
  run: RunTime,
): Promise<Figures | null> {
  const own = totalsOf(growth.before).at(-1);
  if (own !== undefined) return own;
  if (source === null || source === id) return null;
  const copied = await readSourceTotals(source, files, run);
  const totals = totalsOf(growth.after);
  let same = 0;
  while (same < totals.length && isSameTotal(totals[same], copied[same])) same += 1;
  return totals[same - 1] ?? null;
}

async function readSourceTotals(thread: string, files: SessionFiles, run: RunTime): Promise<readonly Figures[]> {
  const changed = (await files.changed(run)).map(({name, path}) => [name, {path}] as const);
  const [, file] = [...changed, ...files.before].find(([name]) => name.endsWith(`${thread}.jsonl`)) ?? [];
  if (file === undefined) return [];
  const facts: Fact[] = [];
  const isTotal = (line: Buffer) => hasAtEdge(line, ['"token_count"']);
  await readRecords(file.path, 0, isTotal, (record) => {
    const fact = readFact(record);
    if (fact !== undefined) facts.push(fact);
  });
  return totalsOf(facts);
}

/** Every total is written twice or more, and once again after an interruption: only another one is a call. */
function totalsOf(facts: readonly Fact[]): readonly Figures[] {
  const totals = facts.flatMap((fact) => (fact.kind === 'total' ? [fact.total] : []));
  return [...new Map(totals.map((total) => [keyOf(total), total])).values()];
}

function keyOf({input, cacheRead, cacheWrite, output}: Figures): string {
  return [input, cacheRead, cacheWrite, output].join();
}

function isSameTotal(a: Figures | undefined, b: Figures | undefined): boolean {
  return a !== undefined && b !== undefined && isSame(a, b);
}

/** Its fast mode is what the API calls priority. */
export function toRate(tier: string | undefined): string | null {
  if (tier === 'fast' || tier === 'priority') return 'priority';
  return tier === 'flex' ? tier : null;
}

/** The calls since `before`, each with the model that was asked. */
function sharesOf({before: older, after}: Growth<Fact>, before: Figures | null): readonly ModelShare[] {
  const shares: ModelShare[] = [];
  const seen = new Set(before === null ? [] : [keyOf(before)]);
  let last = before;
  // Totals may come before the first word on the model of a run that goes on.
  let model = [...after, ...older.toReversed()].find((fact) => fact.kind === 'model')?.model ?? null;
  let rate = older.findLast((fact) => fact.kind === 'tier')?.rate ?? null;
  const summaries = new Set(after.flatMap((fact) => (fact.kind === 'compacted' ? [fact.answer] : [])));
  // A total that was there before, or was copied, is not of this run.
  let isOwn = before === null || !after.some((fact) => fact.kind === 'total' && isSameTotal(before, fact.total));
  for (const fact of after) {
    if (fact.kind === 'model') model = fact.model;
    if (fact.kind === 'tier') rate = fact.rate;
    if (fact.kind !== 'total') continue;
    if (!isOwn) {
      isOwn = isSameTotal(before ?? undefined, fact.total);
      continue;
    }
    if (isSameTotal(before ?? undefined, fact.total) || seen.has(keyOf(fact.total))) {
      // The call that sums a conversation up is added to no total.
      if (fact.answer === null || fact.call === null || !summaries.delete(fact.answer)) continue;
      shares.push(oneCall({...fact.call, rate, model: model ?? 'unknown', cost: null}, false));
      continue;
    }
    const added = last === null ? fact.total : subtractFigures(fact.total, last);
    // Two processes of one thread each go on from a total of their own.
    const isNext = fact.call !== null && seen.has(keyOf(subtractFigures(fact.total, fact.call)));
    // Totals that fall have begun anew.
    const used = isNext && fact.call !== null ? fact.call : isSound(added) ? added : fact.total;
    shares.push(oneCall({...used, rate, model: model ?? 'unknown', cost: null}, true));
    seen.add(keyOf(fact.total));
    last = fact.total;
  }
  return shares;
}

/** Versions before 0.1 write no `task_complete`: there a run that ended has an answer as its last item. */
function endOf(facts: readonly Fact[]): Pick<Rollout, 'end' | 'error'> {
  const last = facts.findLast(({kind}) => kind === 'complete' || kind === 'aborted' || kind === 'started');
  if (last?.kind === 'complete') return {end: last.error === null ? 'finished' : 'failed', error: last.error};
  if (last?.kind === 'aborted') return {end: 'aborted', error: null};
  if (last?.kind === 'started') return {end: 'cut', error: null};
  const item = facts.findLast((fact) => fact.kind === 'item');
  return {end: item?.isAnswer === true ? 'finished' : 'cut', error: null};
}
