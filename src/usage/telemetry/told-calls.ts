import {asArray, asObject, asText, dig, digText, type Json} from '../../domain/json.ts';
import type {ModelShare} from '../agent-reader.ts';
import {oneCall} from '../call-findings.ts';
import {
  addCounts,
  type FigureKeys,
  type Figures,
  hasFigures,
  readCost,
  readCount,
  readFigures,
  subtractCounts,
} from '../figures.ts';
import {toName} from '../model-shares.ts';

/** One call of a model, as an agent's telemetry tells it. Figures and names, and nothing else of what was sent. */
export interface ToldCall {
  /** The reader's name. */
  readonly agent: string;
  /** The same in every copy of this call: agents send a batch again when they saw no answer. */
  readonly id: string;
  readonly session: string | null;
  readonly share: ModelShare;
}

/** The calls in one OTLP export request. */
export interface Told {
  readonly calls: readonly ToldCall[];
  /** The agents that had a call fail without any answer. */
  readonly lost: readonly string[];
}

type Read = (attributes: Json) => Omit<ToldCall, 'agent' | 'id'> & {readonly id: string | null};

interface Row {
  readonly agent: string;
  readonly read: Read;
}

/** The event that each answered call leaves, by its name; of Codex's streams by their kind as well. */
const EVENTS: Readonly<Record<string, Row>> = {
  'claude_code.api_request': {agent: 'claude-code', read: readClaude},
  'codex.sse_event response.completed': {agent: 'codex', read: readCodex},
  'gemini_cli.api_response': {agent: 'gemini-cli', read: readGemini},
  'qwen-code.api_response': {agent: 'qwen-code', read: readQwen},
};

/** The same for agents that send spans, by the service and the operation. */
const SPANS: Readonly<Record<string, Row>> = {
  'github-copilot chat': {agent: 'copilot-cli', read: readCopilot},
};

/** The event of a failed call. An answer with an HTTP status costs nothing; a connection that broke may have cost anything. */
const FAILURES: Readonly<Record<string, string>> = {
  'claude_code.api_error': 'claude-code',
  'gemini_cli.api_error': 'gemini-cli',
  'qwen-code.api_error': 'qwen-code',
};

const CLAUDE_KEYS: FigureKeys = {
  ...{input: 'input_tokens', cacheRead: 'cache_read_tokens', cacheWrite: 'cache_creation_tokens'},
  output: 'output_tokens',
};
const CODEX_KEYS = {
  ...{input: 'input_token_count', cacheRead: 'cached_token_count', cacheWrite: 'cache_write_token_count'},
  ...{output: 'output_token_count', reasoning: 'reasoning_token_count'},
};
const GOOGLE_KEYS: FigureKeys = {
  ...{input: 'input_token_count', cacheRead: 'cached_content_token_count'},
  ...{output: 'output_token_count', reasoning: 'thoughts_token_count'},
};
const OWN_KEYS: FigureKeys = {
  ...{input: 'input', cacheRead: 'cacheRead', cacheWrite: 'cacheWrite', output: 'output', reasoning: 'reasoning'},
};

/** Reads one OTLP export request in JSON. Never throws. */
export function readTold(request: unknown): Told {
  const records = each(dig(request, 'resourceLogs')).flatMap((resource) =>
    each(resource.scopeLogs).flatMap((scope) => each(scope.logRecords)),
  );
  const told = records.map(readRecord);
  return {
    calls: [...told.flatMap(({calls}) => calls), ...each(dig(request, 'resourceSpans')).flatMap(readSpans)],
    lost: [...new Set(told.flatMap(({lost}) => lost))],
  };
}

function readRecord(record: Json): Told {
  const attributes = readAttributes(record.attributes);
  // Claude Code's `event.name` lacks the agent's, which stands in the body; later conventions have a field of its own.
  const names = [attributes['event.name'], digText(record, 'body', 'stringValue'), record.eventName];
  const kind = asText(attributes['event.kind']);
  const row = names.map((name) => find(EVENTS, kind === undefined ? name : `${name} ${kind}`)).find((one) => one);
  const failed = names.map((name) => find(FAILURES, name)).find((one) => one);
  const status = count(attributes.status_code);
  return {
    calls: toCalls(row, attributes, asText(attributes['event.timestamp']) ?? String(record.timeUnixNano)),
    lost: failed === undefined || (status !== null && status >= 400) ? [] : [failed],
  };
}

function readSpans(resource: Json): readonly ToldCall[] {
  const service = readAttributes(dig(resource, 'resource', 'attributes'))['service.name'];
  return each(resource.scopeSpans)
    .flatMap((scope) => each(scope.spans))
    .flatMap((span) => {
      const attributes = readAttributes(span.attributes);
      const row = find(SPANS, `${service} ${attributes['gen_ai.operation.name']}`);
      return toCalls(row, attributes, asText(span.spanId) ?? '');
    });
}

/**
 * A call is known by the id of its request, or else its moment, and by its figures: some gateways give several calls one
 * id. Codex tells the end of each answer twice, once without figures, and Copilot CLI sends a span of a call that was cut
 * off.
 */
function toCalls(row: Row | undefined, attributes: Json, moment: string): readonly ToldCall[] {
  if (row === undefined) return [];
  const {id, ...call} = row.read(attributes);
  if (!hasFigures(call.share)) return [];
  return [{...call, agent: row.agent, id: JSON.stringify([id ?? moment, call.session, call.share])}];
}

function readClaude(told: Json): ReturnType<Read> {
  const asked = asText(told.query_source) ?? '';
  const share = {
    hourWrite: readCount(told.cache_creation_1h_tokens),
    rate: told.speed === 'normal' ? null : toName(told.speed),
  };
  const isMain = asked === 'sdk' || asked.startsWith('repl_main_thread');
  const call = readCall(told, {figures: readFigures(told, CLAUDE_KEYS, 'rest'), isMain, cost: readCost(told.cost_usd)});
  return {...call, id: toName(told.request_id), share: {...call.share, ...share}};
}

/** The input includes cache reads and writes. Some figures are texts. */
function readCodex(told: Json): ReturnType<Read> {
  const counts = Object.fromEntries(Object.values(CODEX_KEYS).map((key) => [key, count(told[key])]));
  const figures = readFigures(counts, CODEX_KEYS, 'whole');
  // Versions before 0.169 know no writing to the cache.
  const cacheWrite = figures.cacheWrite ?? (figures.cacheRead === null ? null : 0);
  return {
    ...readCall(told, {figures: {...figures, cacheWrite}, isMain: null}),
    session: toName(told['conversation.id']),
  };
}

/** The input contains what came from cache, and the prompts of tools stand beside it; thoughts beside the output. */
function readGemini(told: Json): ReturnType<Read> {
  const {input, output: visible, ...others} = readFigures(told, GOOGLE_KEYS, 'whole');
  const [prompt, tools] = [readCount(told.input_token_count), readCount(told.tool_token_count)];
  const figures = {
    ...{...others, cacheWrite: 0, input: input === null ? null : addCounts(input, tools)},
    output:
      visible === null
        ? subtractCounts(readCount(told.total_token_count), prompt, tools)
        : addCounts(visible, others.reasoning),
  };
  return readCall(told, {figures, isMain: told.role === undefined ? null : told.role === 'main'});
}

/** As Gemini's, but the output contains the thoughts. */
function readQwen(told: Json): ReturnType<Read> {
  const figures = {...readFigures(told, GOOGLE_KEYS, 'whole'), cacheWrite: 0};
  const isMain = told.subagent_name === undefined || told.subagent_name === '';
  return {...readCall(told, {figures, isMain}), id: toName(told.response_id)};
}

/** The names of the GenAI conventions, old and new: the input contains the cache, the output the reasoning. */
function readCopilot(told: Json): ReturnType<Read> {
  const usage = (name: string) => told[`gen_ai.usage.${name}`];
  const counts = {
    ...{input: usage('input_tokens'), output: usage('output_tokens'), reasoning: usage('reasoning.output_tokens')},
    cacheRead: usage('cache_read.input_tokens') ?? 0,
    cacheWrite: usage('cache_write.input_tokens') ?? usage('cache_creation.input_tokens') ?? 0,
  };
  const model = told['gen_ai.response.model'] ?? told['gen_ai.request.model'];
  return {
    ...readCall({model}, {figures: readFigures(counts, OWN_KEYS, 'whole'), isMain: null}),
    ...{id: toName(told['gen_ai.response.id']), session: toName(told['gen_ai.conversation.id'])},
  };
}

/** `isMain`: the main conversation asked, not a subagent or a helper model; null where that is not told. */
function readCall(
  told: Json,
  {
    figures,
    isMain,
    cost = null,
  }: {readonly figures: Figures; readonly isMain: boolean | null; readonly cost?: number | null},
): ReturnType<Read> {
  const call = oneCall({...figures, model: toName(told.model) ?? '', cost}, isMain === true);
  return {id: null, session: toName(told['session.id']), share: isMain === null ? {...call, turns: null} : call};
}

/** A count that may be written as a text, as OTLP writes large numbers and Codex some of its figures. */
function count(value: unknown): number | null {
  return readCount(typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value);
}

/** An OTLP list of attributes, its plain values alone. */
function readAttributes(list: unknown): Json {
  const attributes: Record<string, unknown> = Object.create(null);
  for (const {key, value} of each(list)) {
    const integer = dig(value, 'intValue');
    const plain = integer === undefined ? undefined : (count(integer) ?? undefined);
    const told = plain ?? dig(value, 'stringValue') ?? dig(value, 'doubleValue') ?? dig(value, 'boolValue');
    if (typeof key === 'string' && told !== undefined) attributes[key] = told;
  }
  return attributes;
}

function find<Row>(rows: Readonly<Record<string, Row>>, name: unknown): Row | undefined {
  return typeof name === 'string' && Object.hasOwn(rows, name) ? rows[name] : undefined;
}

function each(list: unknown): readonly Json[] {
  return asArray(list)
    .map(asObject)
    .filter((one) => one !== undefined);
}
