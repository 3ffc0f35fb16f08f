import type {Json} from '../domain/json.ts';
import type {AgentSession, Findings, ModelShare, Verdict} from './agent-reader.ts';
import {findShares} from './call-findings.ts';
import type {Figures} from './figures.ts';

/** A printed record: the model at the beginning of a run, or what it used at its end. */
export interface ResultFact {
  readonly session: string;
  readonly model?: string | undefined;
  /** The result of a run has one. */
  readonly verdict?: Verdict;
  readonly figures?: Figures | undefined;
}

const MOST_RUNS = 1000;
const UNTOLD = 'it printed no result with its tokens, and keeps none';
const MAY_HOLD_CACHE = 'whether its input contains what came from the cache is not published';

/** Follows an agent that tells its tokens in the last record it prints, and keeps none. A result with figures is evidence of it. */
export function followResults(pick: (record: Json) => ResultFact | undefined): AgentSession {
  const models = new Map<string, string>();
  const runs: ResultFact[] = [];
  return {
    record: (record) => {
      const fact = pick(record);
      if (fact === undefined || runs.length >= MOST_RUNS || models.size >= MOST_RUNS) return;
      if (fact.model !== undefined) models.set(fact.session, fact.model);
      if (fact.verdict !== undefined) runs.push(fact);
    },
    finish: async ({isExpected}) => {
      const own = isExpected ? runs : runs.filter(({figures}) => figures !== undefined);
      return own.length === 0 && !isExpected ? null : toFindings(own, models);
    },
  };
}

function toFindings(runs: readonly ResultFact[], models: ReadonlyMap<string, string>): Findings {
  const shares = runs.flatMap(({session, figures}): ModelShare[] =>
    figures === undefined ? [] : [{...figures, model: models.get(session) ?? '', turns: null, cost: null}],
  );
  const findings = findShares(shares, {
    sessionId: runs.at(-1)?.session ?? null,
    source: 'result.usage',
    reason: shares.some(mayHoldCache) ? MAY_HOLD_CACHE : shares.length < runs.length ? UNTOLD : null,
    verdict: runs.at(-1)?.verdict ?? null,
  });
  const model = models.get(runs.at(-1)?.session ?? '');
  const config = model ? {...findings.config, model} : findings.config;
  return {...findings, config, reason: findings.state === 'unknown' ? UNTOLD : findings.reason};
}

/** Where more came from the cache than was put in, it cannot be a part of it. */
function mayHoldCache({input, cacheRead, cacheWrite}: ModelShare): boolean {
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  return cached > 0 && (input ?? 0) >= cached;
}
