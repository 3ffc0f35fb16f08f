import type {AgentConfig} from '../domain/documents.ts';
import type {Findings} from './agent-reader.ts';
import {addShares, sumCounts, sumFigures} from './model-shares.ts';

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
    sessionId: all.findLast(({sessionId}) => sessionId !== null)?.sessionId ?? null,
    cost: known.some(({cost}) => cost === null) ? null : sumCounts(known.map(({cost}) => cost)),
    source: [...new Set((known.length > 0 ? known : all).map(({source}) => source))].join(' + '),
    state: states.size > 1 ? 'partial' : (only?.state ?? 'unknown'),
    reason: all.find(({reason}) => reason !== null)?.reason ?? null,
    // Where one is asked after another has failed, the last one's word counts.
    verdict: all.findLast(({verdict}) => verdict !== null)?.verdict ?? null,
    config: mergeConfigs(all.map(({config}) => config)),
  };
}

/** The first that tells something. */
function mergeConfigs(configs: readonly Partial<AgentConfig>[]): Partial<AgentConfig> {
  const metadata = Object.assign({}, ...configs.map((config) => config.metadata ?? {}).reverse());
  return {...Object.assign({}, ...[...configs].reverse()), metadata};
}
