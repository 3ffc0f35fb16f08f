import type {AgentConfig} from '../domain/documents.ts';
import type {Findings, ModelShare, Verdict} from './agent-reader.ts';
import {hasFigures, NO_FIGURES} from './figures.ts';
import {addShares, sumCounts, sumFigures} from './model-shares.ts';

/** What a reader knows of a run, beside its calls. */
interface Known {
  readonly sessionId: string | null;
  /** Which record told of the calls. */
  readonly source: string;
  /** What is missing, in a clause without a full stop; null when nothing is. */
  readonly reason: string | null;
  readonly verdict?: Verdict | null;
  readonly config?: Partial<AgentConfig>;
  /** False: what the agent states to have cost something cannot be taken for a cost. */
  readonly isPriced?: boolean;
}

export const NO_RECORD = 'it left no record of its tokens';

/** One call to a model; `isMain`: in the main conversation, not in a subagent's. */
export function oneCall(share: Omit<ModelShare, 'turns' | 'calls'>, isMain: boolean): ModelShare {
  return {...share, turns: isMain ? 1 : 0, calls: 1};
}

/** Findings from the single calls of a run; unknown where there are none. */
export function findCalls(calls: readonly ModelShare[], known: Known): Findings {
  const figures = sumFigures(calls);
  const isKnown = hasFigures(figures);
  const isPriced = known.isPriced !== false && isKnown && calls.every(({cost}) => cost !== null);
  const models = addShares(calls).filter(({model}) => model !== '');
  const model = models[0]?.model;
  return {
    figures: isKnown ? figures : NO_FIGURES,
    turns: isKnown ? sumCounts(calls.map(({turns}) => turns)) : null,
    models,
    calls,
    sessionId: known.sessionId,
    cost: isPriced ? sumCounts(calls.map(({cost}) => cost)) : null,
    source: known.source,
    state: !isKnown ? 'unknown' : known.reason === null ? 'measured' : 'partial',
    reason: isKnown ? known.reason : NO_RECORD,
    verdict: known.verdict ?? null,
    config: {...(model === undefined ? {} : {model}), ...known.config},
  };
}
