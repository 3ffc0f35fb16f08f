import type {AgentConfig} from '../domain/documents.ts';
import type {Findings, ModelShare, Verdict} from './agent-reader.ts';
import {hasFigures, NO_FIGURES} from './figures.ts';
import {addShares, sumCounts, sumFigures} from './model-shares.ts';

/** The facts about a run that go with its tokens. */
interface Known {
  readonly sessionId: string | null;
  /** The record that told of it. */
  readonly source: string;
  /** Names the part that is missing, as a clause without a full stop; null when nothing is. */
  readonly reason: string | null;
  readonly verdict?: Verdict | null;
  readonly config?: Partial<AgentConfig>;
}

export const NO_RECORD = 'it left no record of its tokens';

/** One call to a model; `isMain`: in the main conversation, not in a subagent's. */
export function oneCall(share: Omit<ModelShare, 'turns' | 'calls'>, isMain: boolean): ModelShare {
  return {...share, turns: isMain ? 1 : 0, calls: 1};
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
    turns: isKnown ? sumCounts(shares.map(({turns}) => turns)) : null,
    models,
    ...(shares.every(({calls}) => calls === 1) ? {calls: shares} : {}),
    sessionId: known.sessionId,
    cost: isPriced ? sumCounts(shares.map(({cost}) => cost)) : null,
    source: known.source,
    state: !isKnown ? 'unknown' : known.reason === null ? 'measured' : 'partial',
    reason: isKnown ? known.reason : NO_RECORD,
    verdict: known.verdict ?? null,
    config: {...(model === undefined ? {} : {model}), ...known.config},
  };
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
