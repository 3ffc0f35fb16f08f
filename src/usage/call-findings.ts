import type {AgentConfig} from '../domain/documents.ts';
import type {Findings, ModelShare, Verdict} from './agent-reader.ts';
import {hasFigures, NO_FIGURES, totalOf} from './figures.ts';
import {addShares, sumCounts, sumFigures} from './model-shares.ts';

/** The facts about a run that go with its tokens. */
interface Known {
  readonly sessionId: string | null;
  /** The record that told of it. */
  readonly source: string;
  /** Names the part that is missing, as a clause without a full stop; null when nothing is. */
  readonly reason: string | null;
  readonly verdict?: Verdict | null | undefined;
  readonly config?: Partial<AgentConfig>;
  /** The number of calls in the main conversation, where the shares do not tell. */
  readonly turns?: number | null;
  /** The calls with their times, where the shares are not these. */
  readonly timed?: readonly ModelShare[] | undefined;
}

/** An answer of the API with an HTTP status costs nothing; a call that breaks off without one may have cost anything. */
export const BROKE_OFF = 'a call broke off without an answer, and not all that it used is known';

const NO_RECORD = 'it left no record of its tokens';

/** One call to a model; `isMain`: in the main conversation, not in a subagent's. */
export function oneCall(share: Omit<ModelShare, 'turns' | 'calls'>, isMain: boolean): ModelShare {
  return {...share, turns: isMain ? 1 : 0, calls: 1};
}

/** A cost of 0 for tokens is that of a model without a price, or a subscription pays it, unless the model is free by its name. */
export function statedCost(share: ModelShare): ModelShare {
  const isUnpriced = share.cost === 0 && (totalOf(share) ?? 0) > 0 && !/[-:]free$/.test(share.model);
  return isUnpriced ? {...share, cost: null} : share;
}

/** Findings from what a run used, call by call or in sums of several; unknown where there is none. */
export function findShares(shares: readonly ModelShare[], known: Known): Findings {
  const figures = sumFigures(shares);
  const isKnown = hasFigures(figures);
  const isPriced = isKnown && shares.every(({cost}) => cost !== null);
  const models = addShares(shares).filter(({model}) => model !== '');
  const model = models[0]?.model;
  return {
    figures: isKnown ? figures : NO_FIGURES,
    turns: known.turns === undefined ? (isKnown ? sumCounts(shares.map(({turns}) => turns)) : null) : known.turns,
    models,
    ...(shares.every(({calls}) => calls === 1) ? {calls: shares} : {}),
    timed: known.timed ?? shares,
    sessionId: known.sessionId,
    cost: isPriced ? sumCounts(shares.map(({cost}) => cost)) : null,
    source: known.source,
    state: !isKnown ? 'unknown' : known.reason === null ? 'measured' : 'partial',
    reason: isKnown ? known.reason : NO_RECORD,
    verdict: known.verdict ?? null,
    config: {...(model === undefined ? {} : {model}), ...known.config},
  };
}

/** Findings of a run of which nothing is known, and why. */
export function findNothing(reason = NO_RECORD): Findings {
  return {...findShares([], {sessionId: null, source: 'none', reason: null}), reason};
}

/** The text of the first that holds; null where none does. */
export function firstReason(
  ...reasons: readonly (readonly [holds: boolean | undefined, text: string])[]
): string | null {
  return reasons.find(([holds]) => holds)?.[1] ?? null;
}

/** A configuration of what is known: the model, the program's version, and other facts by their names. */
export function toConfig(
  model: string | null | undefined,
  facts: Readonly<Record<string, string | null | undefined>>,
): Partial<AgentConfig> {
  const metadata = Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null));
  const isEmpty = Object.keys(metadata).length === 0;
  return {...(model == null ? {} : {model}), ...(isEmpty ? {} : {metadata})};
}

/** Adds up the sessions or the agents of one step. Throws on none. */
export function mergeFindings(all: readonly Findings[]): Findings {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  const states = new Set(all.map(({state}) => state));
  const known = all.filter(({state}) => state !== 'unknown');
  return {
    figures: sumFigures(all.map(({figures}) => figures)),
    // A sum without one of them would pass for the whole.
    turns: known.some(({turns}) => turns === null) ? null : sumCounts(known.map(({turns}) => turns)),
    models: addShares(all.flatMap(({models}) => models)),
    ...(known.every(({calls}) => calls !== undefined) ? {calls: known.flatMap(({calls}) => calls ?? [])} : {}),
    timed: all.flatMap(({timed}) => timed ?? []),
    sessionId: all.findLast(({sessionId}) => sessionId !== null)?.sessionId ?? null,
    cost: known.some(({cost}) => cost === null) ? null : sumCounts(known.map(({cost}) => cost)),
    source: [...new Set((known.length > 0 ? known : all).map(({source}) => source))].join(' + '),
    state: states.size > 1 ? 'partial' : (only?.state ?? 'unknown'),
    reason: all.find(({reason}) => reason !== null)?.reason ?? null,
    // If an agent is asked after another has failed, the last word counts.
    verdict: all.findLast(({verdict}) => verdict !== null)?.verdict ?? null,
    config: mergeConfigs(all.map(({config}) => config)),
  };
}

/** The first that tells something. */
function mergeConfigs(configs: readonly Partial<AgentConfig>[]): Partial<AgentConfig> {
  const metadata = Object.assign({}, ...configs.map((config) => config.metadata ?? {}).reverse());
  return {...Object.assign({}, ...[...configs].reverse()), metadata};
}

/** Says so where it is not certain that the sessions are those of the run. */
export function withDoubt(findings: Findings, doubt: string | null): Findings {
  return doubt !== null && findings.state === 'measured' ? {...findings, state: 'partial', reason: doubt} : findings;
}

/** The doubt about a run that was ended amid its work: by a signal, by ours at the end of its time, or by `timeout`. */
export function doubtOfKilled({exitCode, isRunning}: {exitCode: number | null; isRunning?: boolean}): string | null {
  const isKilled = exitCode === null || exitCode === 124 || exitCode > 128;
  return isKilled && isRunning !== true ? 'it was killed, and a call that had begun may not be in its records' : null;
}
