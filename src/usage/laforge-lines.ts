import type {AgentReader, AgentSession, Findings} from './agent-reader.ts';
import {type Figures, readCost, readCount} from './figures.ts';
import {asObject, asText, type Json} from './json.ts';
import {addShares, sumCounts, sumFigures} from './model-shares.ts';

/** One line of LaForge's: it tells a prompt and a completion, and how long neither was kept. */
interface Told {
  readonly figures: Figures;
  readonly cost: number | null;
  readonly model: string | null;
}

const JSON_LINE = '{"token_usage"';
const TEXT_LINE = 'TOKEN_USAGE:';
const MOST_LINES = 100_000;

/**
 * LaForge's own lines, which any script can print: `{"token_usage": {"prompt_tokens": 12, "completion_tokens": 3}}` and
 * `TOKEN_USAGE: prompt_tokens=12 completion_tokens=3 cost=0.01 model=…`. Several are added up. They count only where
 * no agent's own records do.
 */
export const laforgeLines: AgentReader = {
  name: 'laforge-lines',
  recognises: () => false,
  isFallback: true,
  wants: {types: [], prefixes: [JSON_LINE, TEXT_LINE]},
  begin: async () => collectLines(),
};

function collectLines(): AgentSession {
  const told: Told[] = [];
  let isWhole = true;
  const take = (usage: Json) => {
    if (told.length < MOST_LINES) told.push(readLine(usage));
    else isWhole = false;
  };
  return {
    record: (record) => {
      const usage = asObject(record.token_usage);
      if (usage !== undefined) take(usage);
    },
    line: (text) => {
      if (!text.startsWith(TEXT_LINE)) return;
      const pairs = [...text.slice(TEXT_LINE.length).matchAll(/([a-z_]+)=([^\s,;]+)/g)];
      if (pairs.length > 0) take(Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, toValue(value)])));
    },
    finish: async () => (told.length === 0 ? null : toFindings(told, isWhole)),
  };
}

/** A number stays a number, also one that cannot be used. */
function toValue(text: string): unknown {
  return /^-?\d/.test(text) ? Number(text) : text;
}

function readLine(usage: Json): Told {
  const [prompt, completion, total] = [usage.prompt_tokens, usage.completion_tokens, usage.total_tokens].map(readCount);
  const [read, write] = [usage.cache_read_tokens, usage.cache_write_tokens].map(readCount);
  const input = readCount(usage.input_tokens);
  const isWhole = total == null || prompt == null || completion == null || total === prompt + completion;
  return {
    figures: {
      input: input ?? (isWhole ? (prompt ?? null) : Number.NaN),
      cacheRead: read ?? null,
      cacheWrite: write ?? null,
      output: readCount(usage.output_tokens) ?? completion ?? null,
      reasoning: readCount(usage.reasoning_tokens),
    },
    cost: readCost(usage.cost),
    model: asText(usage.model) ?? null,
  };
}

function toFindings(told: readonly Told[], isWhole: boolean): Findings {
  const figures = sumFigures(told.map((one) => one.figures));
  const isKnown = told.every((one) => one.figures.input !== null && one.figures.output !== null);
  const shares = told.flatMap(({figures: share, cost, model}) =>
    model === null ? [] : [{...share, model, turns: null, cost}],
  );
  const model = told.findLast((one) => one.model !== null)?.model;
  return {
    figures,
    turns: null,
    models: shares.length === told.length ? addShares(shares) : [],
    sessionId: null,
    cost: told.every(({cost}) => cost !== null) ? sumCounts(told.map(({cost}) => cost)) : null,
    source: 'token usage lines',
    state: isWhole && isKnown ? 'measured' : 'partial',
    reason: isWhole && isKnown ? null : 'not every line tells its prompt and its completion',
    verdict: null,
    config: model == null ? {} : {model},
  };
}
