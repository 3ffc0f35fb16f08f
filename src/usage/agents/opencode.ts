import {asObject, asText, dig, digText} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, RunEnd, Verdict} from '../agent-reader.ts';
import {findShares, oneCall, toConfig} from '../call-findings.ts';
import {chooseOwn, rootOf, withDoubt} from '../choose-sessions.ts';
import {addFigures, type Figures, subtractCounts, subtractFigures, totalOf} from '../figures.ts';
import {sumCounts} from '../model-shares.ts';
import type {RunTime} from '../run-time.ts';
import {type OpencodeCall, type OpencodeDisk, readStep, watchOpencode} from './opencode/disk.ts';

/**
 * opencode. It has no final record, so its calls are added up:
 *
 * 1. the messages on disk (a database since 1.2, files before), which name the model, and alone have the calls of
 *    subagents, whose sessions name the one that started them;
 * 2. the printed `step_finish` of messages the disk does not tell;
 * 3. what the totals of a session have grown by, where neither tells of its calls.
 *
 * The calls that give a session its title, and in 1.0 sum it up, are recorded nowhere, so that no run is known in full.
 */
export const opencode = createOpencodeReader('opencode');

/** Kilo is made of opencode: it prints the same records, and keeps the same ones under its own name. */
export const kilo = createOpencodeReader('kilo');

function createOpencodeReader(name: string): AgentReader {
  return {
    wants: {types: ['step_start', 'step_finish', 'error']},
    begin: async (place) => followRun(await watchOpencode(place, name), name === 'opencode'),
  };
}

const MOST_STEPS = 100_000;
const MOST_SESSIONS = 1000;
const NO_TITLES = 'its calls that make titles are recorded nowhere';
const CUT_OFF = `${NO_TITLES}, nor is one that was cut off`;

/** `isUsual`: who prints such records is this agent, unless the command names another one or the disk says otherwise. */
function followRun(readDisk: (run: RunTime) => Promise<OpencodeDisk>, isUsual: boolean): AgentSession {
  const printed = new Set<string>();
  const steps = new Map<string, OpencodeCall>();
  let verdict: Verdict | null = null;
  return {
    record: (record) => {
      const sessionId = asText(record.sessionID);
      const part = asObject(record.part);
      // Others print errors too, but not with such an id.
      if (sessionId?.startsWith('ses_') !== true) return;
      if (record.type === 'error') verdict = {kind: 'failed', text: digText(record, 'error', 'name') ?? null};
      else if (part === undefined) return;
      if (printed.size < MOST_SESSIONS) printed.add(sessionId);
      const step = record.type === 'step_finish' && part !== undefined ? readStep(part) : undefined;
      if (step === undefined) return;
      if (steps.size < MOST_STEPS) steps.set(asText(dig(part, 'id')) ?? `${steps.size}`, step);
      verdict = step.finish === 'stop' ? {kind: 'completed', text: step.finish} : null;
    },
    finish: async (end) => {
      const disk = await readDisk(end);
      const isOwn = (id: string) => end.isExpected || disk.sessions.has(id) || (isUsual && !end.isOtherExpected);
      const {roots, doubt} = await chooseRoots(disk, new Set([...printed].filter(isOwn)), end);
      if (roots.size === 0 && !end.isExpected) return null;
      const calls = joinCalls(
        disk,
        [...steps.values()].filter(({sessionId}) => roots.has(sessionId)),
        roots,
      );
      const grown = growth(disk, roots, calls);
      const findings = {...toFindings(calls, grown, roots), verdict: verdict ?? lastWord(calls, roots)};
      const version = [...roots].map((id) => disk.sessions.get(id)?.version).find((one) => one !== undefined);
      const config = {...findings.config, ...toConfig(null, {agent_version: version})};
      return withDoubt({...findings, config}, doubt);
    },
  };
}

/** The main sessions of this run: those that were printed, and those that were not. */
async function chooseRoots(
  disk: OpencodeDisk,
  printed: ReadonlySet<string>,
  end: RunEnd,
): Promise<{readonly roots: ReadonlySet<string>; readonly doubt: string | null}> {
  const newest = disk.calls.toSorted((a, b) => (b.created ?? 0) - (a.created ?? 0));
  const touched = [...new Set(newest.map((call) => rootIn(disk, call.sessionId)))].reverse();
  const described = touched.map((id) => {
    const isNew = !disk.sessionsBefore.has(id) && (disk.sessions.get(id)?.created ?? disk.since) >= disk.since;
    return {id, isNew, folder: disk.sessions.get(id)?.folder};
  });
  const {sessions, doubt} = await chooseOwn(described, ({id}) => printed.has(id), end, printed.size);
  return {roots: new Set([...printed, ...sessions.map(({id}) => id)]), doubt};
}

function rootIn({sessions}: OpencodeDisk, id: string): string {
  return rootOf(id, (one) => sessions.get(one)?.parentId);
}

/** The calls of these sessions and their subagents, each once. */
function joinCalls(
  disk: OpencodeDisk,
  steps: readonly OpencodeCall[],
  roots: ReadonlySet<string>,
): readonly OpencodeCall[] {
  const byMessage = new Map<string, OpencodeCall>();
  for (const step of steps) {
    const other = byMessage.get(step.messageId);
    if (other === undefined) byMessage.set(step.messageId, step);
    else {
      const figures = addFigures(other.figures, step.figures);
      byMessage.set(step.messageId, {...step, figures, cost: sumCounts([other.cost, step.cost])});
    }
  }
  const starts = new Map([...roots].map((root) => [root, startOf(root, disk, byMessage)]));
  for (const call of disk.calls) {
    const root = rootIn(disk, call.sessionId);
    const began = root === call.sessionId ? call.created : (disk.sessions.get(call.sessionId)?.created ?? null);
    if (!roots.has(root) || (began ?? Number.POSITIVE_INFINITY) < (starts.get(root) ?? 0)) continue;
    const step = byMessage.get(call.messageId);
    // A message that was killed between its step and its end is told in full by the step.
    const isStep = step !== undefined && (totalOf(step.figures) ?? 0) > (totalOf(call.figures) ?? 0);
    byMessage.set(call.messageId, isStep ? {...call, figures: step.figures, cost: step.cost} : call);
  }
  return [...byMessage.values()];
}

/**
 * When a session's first answer to the prompt of this run began, where a printed step shows which prompt that was. What
 * is older belongs to earlier runs, also where their session was not yet there when this one began (a restored cache).
 */
function startOf(root: string, disk: OpencodeDisk, steps: ReadonlyMap<string, OpencodeCall>): number | undefined {
  const own = disk.calls.filter((call) => call.sessionId === root && call.created !== null);
  const prompts = new Set(own.flatMap((call) => (steps.has(call.messageId) ? [call.promptId] : [])));
  const answers = own.flatMap((call) => (prompts.has(call.promptId) ? [call.created ?? 0] : []));
  return answers.length === 0 ? undefined : answers.reduce((a, b) => Math.min(a, b));
}

/** The growth of those sessions' totals of which no call is known. */
function growth(disk: OpencodeDisk, roots: ReadonlySet<string>, calls: readonly OpencodeCall[]): readonly ModelShare[] {
  if (!disk.isBeforeKnown) return [];
  const told = new Set(calls.map((call) => call.sessionId));
  return [...disk.sessions.values()].flatMap((session): ModelShare[] => {
    if (told.has(session.id) || !roots.has(rootIn(disk, session.id))) return [];
    const before = disk.sessionsBefore.get(session.id);
    const figures: Figures = before === undefined ? session.totals : subtractFigures(session.totals, before.totals);
    if ((totalOf(figures) ?? 0) === 0) return [];
    const cost = subtractCounts(session.cost, before?.cost ?? null);
    return [{...figures, model: '', turns: null, cost: cost === 0 ? null : cost}];
  });
}

function toFindings(
  calls: readonly OpencodeCall[],
  grown: readonly ModelShare[],
  roots: ReadonlySet<string>,
): Findings {
  const used = calls.filter((call) => (totalOf(call.figures) ?? 0) !== 0);
  const shares = used.map((call): ModelShare => {
    // It states 0 for a model that is not in its list of prices, and for one that is free.
    const cost = call.cost === 0 && !/[-:]free$/.test(call.model ?? '') ? null : call.cost;
    return oneCall({...call.figures, model: call.model ?? '', cost}, roots.has(call.sessionId));
  });
  const isCut = calls.some((call) => !call.isComplete);
  return findShares([...shares, ...grown], {
    sessionId: [...roots].at(-1) ?? null,
    source: 'messages',
    reason: isCut ? CUT_OFF : NO_TITLES,
  });
}

/** Takes the verdict from the last message of the main conversation. */
function lastWord(calls: readonly OpencodeCall[], roots: ReadonlySet<string>): Verdict | null {
  const own = calls.filter((call) => roots.has(call.sessionId));
  const last = own.toSorted((a, b) => (a.created ?? 0) - (b.created ?? 0)).at(-1);
  if (last?.error !== undefined)
    return {kind: last.error === 'MessageAbortedError' ? 'aborted' : 'failed', text: last.error};
  return last?.isComplete === true && last.finish === 'stop' ? {kind: 'completed', text: last.finish} : null;
}
