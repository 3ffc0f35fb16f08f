import type {Findings, ModelShare} from './agent-reader.ts';
import {findShares, firstReason} from './call-findings.ts';
import type {Told} from './follow-sessions.ts';
import type {Fact} from './session-facts.ts';

const UNTOLD = 'it printed no result with its tokens, and keeps none';

/** Tells of an agent that prints its tokens in the last record of a run alone, and keeps none. */
export function tellResults({runs}: Told<Fact>): Findings {
  const results = runs.flatMap(({printed}) => printed.filter(({verdict}) => verdict !== undefined));
  const models = new Map(
    runs.map(({id, printed}) => [id, printed.findLast(({model}) => model !== undefined)?.model ?? '']),
  );
  const shares = results.flatMap(({session = '', total = []}): readonly ModelShare[] =>
    total.map((share) => ({...share, model: models.get(session) ?? ''})),
  );
  const model = models.get(results.at(-1)?.session ?? '');
  const findings = findShares(shares, {
    sessionId: results.at(-1)?.session ?? null,
    source: 'result.usage',
    reason: firstReason(
      [shares.some(mayHoldCache), 'whether its input contains what came from the cache is not published'],
      [shares.length < results.length, UNTOLD],
    ),
    verdict: results.at(-1)?.verdict,
    config: model ? {model} : {},
  });
  return findings.state === 'unknown' ? {...findings, reason: UNTOLD} : findings;
}

/** Where more came from the cache than was put in, it cannot be a part of it. */
function mayHoldCache({input, cacheRead, cacheWrite}: ModelShare): boolean {
  const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
  return cached > 0 && (input ?? 0) >= cached;
}
