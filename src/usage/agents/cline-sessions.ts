import {join} from 'node:path';
import {asArray, asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {ModelShare, Place} from '../agent-reader.ts';
import {readCost, readCount, subtractCounts} from '../figures.ts';
import {addShares} from '../model-shares.ts';
import {newestFiles} from '../newest-files.ts';
import {readBefore} from '../read-before.ts';
import {readDocument} from '../read-records.ts';
import {isInFolder} from '../run-folder.ts';
import {ownSince, type RunTime, timeOf} from '../run-time.ts';
import {type ChangedFile, watchFiles} from '../session-files.ts';

/** One session on disk. */
export interface ClineSession {
  readonly id: string;
  readonly model: string | undefined;
  /** The version of Cline. */
  readonly version: string | undefined;
  /** `running` where it was killed. */
  readonly status: string | undefined;
  /** The totals that it holds when a run has ended; none where the run was killed. */
  readonly totals: ModelShare | undefined;
  /** The totals that it held before this run. */
  readonly totalsBefore: ModelShare | undefined;
  /** The calls its messages tell: those of earlier runs, and those of this one. */
  readonly callsBefore: readonly ModelShare[];
  readonly calls: readonly ModelShare[];
  readonly isNew: boolean;
  readonly isHere: boolean;
  /** False: what the session held before is not known. */
  readonly isWhole: boolean;
}

interface Message {
  readonly id: string;
  readonly time: number | null;
  readonly share: ModelShare;
}

interface Fact {
  readonly head: Json;
  readonly messages: readonly Message[];
}

const MESSAGES = '.messages.json';

/** Watches `<session>/<session>.json`, which has the totals, and the messages beside it. */
export async function watchClineSessions(place: Place): Promise<(run: RunTime) => Promise<readonly ClineSession[]>> {
  const {env, home, cwd} = place;
  const data = env.CLINE_DATA_DIR || join(env.CLINE_DIR || join(home, '.cline'), 'data');
  const named = env.CLINE_SESSION_DATA_DIR || env.CLINE_DATA_DIR || env.CLINE_DIR;
  const matches = (path: string) => /^[^/]+\/[^/]+\.json$/.test(path);
  const root = env.CLINE_SESSION_DATA_DIR || join(data, 'sessions');
  const files = await watchFiles(place, {root, within: named || home, depth: 1, matches});
  const before = await readBefore(files, matches, pickFact);
  return async (run) => {
    const {files: changed} = newestFiles(await files.changed(run));
    const ids = new Set(changed.map((file) => idOf(file.name)));
    const sessions = [];
    for (const id of ids) sessions.push(await readSession(id, changed, {before, cwd, run}));
    return sessions;
  };
}

async function readSession(
  id: string,
  changed: readonly ChangedFile[],
  {before, cwd, run}: {readonly before: ReadonlyMap<string, Fact>; readonly cwd: string; readonly run: RunTime},
): Promise<ClineSession> {
  const [headName, messagesName] = [`${id}/${id}.json`, `${id}/${id}${MESSAGES}`];
  const own = changed.filter((file) => file.name === headName || file.name === messagesName);
  const facts: Fact[] = [];
  for (const file of own) facts.push(pickFact(asObject(await readDocument(file.path)) ?? {}));
  const [headBefore, messagesBefore] = [before.get(headName), before.get(messagesName)];
  const head = facts.find((fact) => fact.head.session_id !== undefined)?.head ?? headBefore?.head ?? {};
  const found = facts.flatMap((fact) => fact.messages);
  const since = ownSince(
    found.map(({time}) => time),
    run,
  );
  const older = found.filter(({time}) => time !== null && time < since);
  const old = new Map([...(messagesBefore?.messages ?? []), ...older].map((message) => [message.id, message.share]));
  const added = found.filter((message) => !old.has(message.id));
  const model = asText(head.model);
  return {
    id: asText(head.session_id) ?? id,
    model,
    version: asText(head.version),
    status: asText(head.status),
    totals: readTotals(head, model),
    totalsBefore: headBefore === undefined ? undefined : readTotals(headBefore.head, model),
    callsBefore: addShares([...old.values()]),
    calls: addShares(added.map((message) => message.share)),
    isNew: own.every((file) => file.isNew) && old.size === 0,
    isHere: await isInFolder(asText(head.cwd), cwd),
    isWhole: facts.length === own.length && own.every((file) => file.isNew || before.has(file.name)),
  };
}

function pickFact(document: Json): Fact {
  const {session_id, status, model, cwd} = document;
  const metadata = digObject(document, 'metadata');
  const version = dig(metadata, 'sessionHistoryOrigin', 'version');
  const usage = {aggregateUsage: metadata?.aggregateUsage, usage: metadata?.usage, version};
  return {head: {session_id, status, model, cwd, ...usage}, messages: asArray(document.messages).flatMap(pickMessage)};
}

function pickMessage(value: unknown): readonly Message[] {
  const message = asObject(value);
  const [id, metrics] = [asText(message?.id), asObject(message?.metrics)];
  if (id === undefined || metrics === undefined) return [];
  const model = digText(message, 'modelInfo', 'id') ?? '';
  return [{id, time: timeOf(message ?? {}), share: {...readClineUsage(metrics, metrics.cost), model, turns: 1}}];
}

function readTotals(head: Json, model: string | undefined): ModelShare | undefined {
  const usage = asObject(head.aggregateUsage) ?? asObject(head.usage);
  return usage === undefined ? undefined : {...readClineUsage(usage, usage.totalCost), model: model ?? ''};
}

/**
 * The input includes cache reads and writes, with Anthropic's models too. Thoughts are not told. A cost of 0 for tokens is
 * that of a model without a price in its list.
 */
export function readClineUsage(usage: Json, statedCost: unknown): ModelShare {
  const [cacheRead, cacheWrite] = [readCount(usage.cacheReadTokens), readCount(usage.cacheWriteTokens)];
  const [input, output, cost] = [readCount(usage.inputTokens), readCount(usage.outputTokens), readCost(statedCost)];
  return {
    input: subtractCounts(input, cacheRead, cacheWrite),
    cacheRead,
    cacheWrite,
    output,
    reasoning: null,
    model: '',
    turns: null,
    cost: cost === 0 && (input !== 0 || output !== 0) ? null : cost,
  };
}

function idOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}
