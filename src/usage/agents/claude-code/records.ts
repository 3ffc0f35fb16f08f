import {asArray, asObject, digText, type Json} from '../../../domain/json.ts';
import type {ModelShare} from '../../agent-reader.ts';
import {oneCall} from '../../call-findings.ts';
import {
  API_KEYS,
  type FigureKeys,
  type Figures,
  maxFigures,
  readCost,
  readCount,
  readFigures,
  subtractCounts,
  subtractFigures,
} from '../../figures.ts';

/** Claude Code's own account of its use, by model and in all. */
export interface Account {
  readonly models: readonly ModelShare[];
  readonly cost: number | null;
}

const ACCOUNT_KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadInputTokens', cacheWrite: 'cacheCreationInputTokens'},
  ...{output: 'outputTokens', reasoning: 'thinkingTokens'},
};
/** A model that no model is: the CLI's own error messages carry its name. */
const SYNTHETIC = '<synthetic>';

/** The `cost-state` at the end of a session file: all of the session since it began. */
export function readCostState(record: Json): Account {
  return readAccount(record.modelUsage, record.hasUnknownModelCost === true ? null : record.totalCostUSD);
}

/** A sum with a model in it that it has no price for, as it says itself, is no cost. */
export function readAccount(modelUsage: unknown, cost: unknown): Account {
  const isGuess = Object.values(asObject(modelUsage) ?? {}).some(isUnpriced);
  return {models: readModelUsage(modelUsage), cost: isGuess ? null : readCost(cost)};
}

function isUnpriced(usage: unknown): boolean {
  return digText(usage, 'costBasis') === 'unknown';
}

/** `modelUsage`: helper models and subagents included. Input is without what the cache gave or took. */
export function readModelUsage(value: unknown): readonly ModelShare[] {
  return Object.entries(asObject(value) ?? {}).flatMap(([model, item]): ModelShare[] => {
    const usage = asObject(item);
    if (usage === undefined || model === SYNTHETIC) return [];
    return [
      {
        ...readFigures(usage, ACCOUNT_KEYS, 'rest'),
        model,
        hourWrite: readCount(usage.cacheCreationEphemeral1hInputTokens),
        turns: null,
        cost: isUnpriced(usage) ? null : readCost(usage.costUSD),
      },
    ];
  });
}

/** `usage` as the API gives it. */
export function readApiUsage(usage: Json): Figures {
  return readFigures(usage, API_KEYS, 'rest');
}

/** Subtracts an earlier account from one that goes on over several runs. */
export function subtractAccount(now: Account, before: Account): Account {
  const models = now.models.map((share): ModelShare => {
    const old = before.models.find(({model}) => model === share.model);
    if (old === undefined) return share;
    const hourWrite = subtractCounts(share.hourWrite ?? null, old.hourWrite ?? null);
    return {...share, ...subtractFigures(share, old), hourWrite, cost: subtractCost(share.cost, old.cost)};
  });
  return {models: models.filter(hasAny), cost: subtractCost(now.cost, before.cost)};
}

/** One call to a model as a session file or the stream tells of it; of several copies each may know more. */
export interface Message {
  readonly id: string;
  readonly model: string | null;
  /** In the main conversation, not in a subagent's. */
  readonly isMain: boolean;
  readonly figures: Figures;
  /** The part of what was written to the cache that is kept for an hour. */
  readonly hourWrite: number | null;
  /** Why it stopped; null while it was still being written. */
  readonly stopReason: string | null;
  /** Copies made for a resumed session have none, in old versions. */
  readonly requestId: string | null;
  /** The tools it calls, by name. */
  readonly tools: readonly string[];
  /** At which speed or service tier it was answered; null for the standard ones. */
  readonly rate: string | null;
  /** Other calls that its answer took at the API, such as an advisor's, which are not in its own figures. */
  readonly others: readonly ModelShare[];
}

/** The message of an `assistant` record; undefined when no model wrote it. */
export function readMessage(record: Json): Message | undefined {
  const message = asObject(record.message);
  const id = digText(message, 'id');
  const usage = asObject(message?.usage);
  if (message === undefined || id === undefined || usage === undefined || message.model === SYNTHETIC) return undefined;
  return {
    id,
    model: digText(message, 'model') ?? null,
    isMain: record.isSidechain !== true && (record.parent_tool_use_id ?? null) === null,
    figures: readApiUsage(usage),
    hourWrite: readCount(asObject(usage.cache_creation)?.ephemeral_1h_input_tokens),
    stopReason: digText(message, 'stop_reason') ?? null,
    requestId: digText(record, 'requestId') ?? null,
    tools: asArray(message.content).flatMap((item) => digText(item, 'name') ?? []),
    rate: readRate(usage),
    others: asArray(usage.iterations).flatMap((item) => readIteration(item, digText(message, 'model') ?? '')),
  };
}

/** `us`: the answer was made in the United States alone, as the user asked. */
function readRate({speed, service_tier: tier, inference_geo: geo}: Json): string | null {
  const rate = speed === 'fast' ? speed : tier === 'priority' || tier === 'batch' ? tier : null;
  return [rate, geo === 'us' ? geo : null].filter((one) => one !== null).join('+') || null;
}

/** The iterations of type `message` add up to the message itself. */
function readIteration(value: unknown, model: string): readonly ModelShare[] {
  const usage = asObject(value);
  if (usage === undefined || usage.type === undefined || usage.type === 'message') return [];
  const hourWrite = readCount(asObject(usage.cache_creation)?.ephemeral_1h_input_tokens);
  return [oneCall({...readApiUsage(usage), hourWrite, model: digText(usage, 'model') ?? model, cost: null}, false)];
}

/** A message comes once for each block of its content, and older versions write some copies before its end. */
export function mergeCopies(copies: readonly Message[]): readonly Message[] {
  const messages = new Map<string, Message>();
  for (const message of copies) {
    const other = messages.get(message.id);
    messages.set(message.id, {
      ...message,
      others: message.others.length > 0 ? message.others : (other?.others ?? []),
      figures: other === undefined ? message.figures : maxFigures(other.figures, message.figures),
      hourWrite: message.hourWrite ?? other?.hourWrite ?? null,
      stopReason: message.stopReason ?? other?.stopReason ?? null,
      requestId: message.requestId ?? other?.requestId ?? null,
    });
  }
  return [...messages.values()];
}

/** Null where either is unknown. */
function subtractCost(now: number | null, before: number | null): number | null {
  if (before === null) return null;
  const left = subtractCounts(now, before);
  // A difference of sums of fractions of a cent has rounding errors far behind the point.
  return left === null || Number.isNaN(left) ? left : Number(left.toFixed(10));
}

function hasAny(figures: Figures): boolean {
  return [figures.input, figures.cacheRead, figures.cacheWrite, figures.output].some((count) => count !== 0);
}
