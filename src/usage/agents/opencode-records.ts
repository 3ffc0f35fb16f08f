import {asObject, asText, dig, digText, type Json, parseObject} from '../../domain/json.ts';
import {addCounts, type Figures, readCost, readCount} from '../figures.ts';

/** One call of a model: a message of the assistant, or a printed step. */
export interface OpencodeCall {
  readonly messageId: string;
  readonly sessionId: string;
  /** The message of the user that it answers. */
  readonly promptId: string | undefined;
  readonly figures: Figures;
  readonly cost: number | null;
  readonly model: string | undefined;
  /** Milliseconds since 1970. */
  readonly created: number | null;
  /** It was answered to the end. */
  readonly isComplete: boolean;
  readonly finish: string | undefined;
  readonly error: string | undefined;
}

export interface OpencodeSession {
  readonly id: string;
  /** The session that started this one as a subagent. */
  readonly parentId: string | undefined;
  readonly folder: string | undefined;
  /** The version of opencode. */
  readonly version: string | undefined;
  readonly created: number | null;
  /** Its own totals since it began, without subagents'; newer versions keep them. */
  readonly totals: Figures;
  readonly cost: number | null;
}

/** The data of a message, as the database and the files of 1.0 have it; undefined for one of the user's. */
export function readMessage(messageId: string, sessionId: string, data: Json): OpencodeCall | undefined {
  const tokens = asObject(data.tokens);
  if (data.role !== 'assistant' || tokens === undefined) return undefined;
  return {
    messageId,
    sessionId,
    promptId: asText(data.parentID),
    figures: readTokens(tokens),
    cost: readCost(data.cost),
    model: asText(data.modelID),
    created: readCount(dig(data, 'time', 'created')),
    isComplete: typeof dig(data, 'time', 'completed') === 'number',
    finish: asText(data.finish),
    error: digText(data, 'error', 'name') ?? asText(data['error.name']),
  };
}

/** The row of a message as it was printed. */
export function readMessageRow(row: Json): OpencodeCall | undefined {
  const [id, sessionId, data] = [asText(row.id), asText(row.session_id), parseObject(asText(row.data) ?? '')];
  return id === undefined || sessionId === undefined || data === undefined
    ? undefined
    : readMessage(id, sessionId, data);
}

/** The `part` of a printed `step_finish`. */
export function readStep(part: Json): OpencodeCall | undefined {
  const [messageId, sessionId, tokens] = [asText(part.messageID), asText(part.sessionID), asObject(part.tokens)];
  if (messageId === undefined || sessionId === undefined || tokens === undefined) return undefined;
  const finish = asText(part.reason);
  const base = {
    messageId,
    sessionId,
    promptId: undefined,
    model: undefined,
    created: null,
    isComplete: true,
    finish,
    error: undefined,
  };
  return {...base, figures: readTokens(tokens), cost: readCost(part.cost)};
}

export function readSessionRow(row: Json): OpencodeSession | undefined {
  const id = asText(row.id);
  if (id === undefined) return undefined;
  const cache = {read: row.tokens_cache_read, write: row.tokens_cache_write};
  return {
    id,
    parentId: asText(row.parent_id),
    folder: asText(row.directory),
    version: asText(row.version),
    created: readCount(row.time_created),
    totals: readTokens({input: row.tokens_input, output: row.tokens_output, reasoning: row.tokens_reasoning, cache}),
    cost: readCost(row.cost),
  };
}

/** The file of a session of 1.0. */
export function readSessionFile(document: Json): OpencodeSession | undefined {
  const {id, parentID, directory, version} = document;
  return readSessionRow({id, parent_id: parentID, directory, version, time_created: dig(document, 'time', 'created')});
}

/** The cache stands beside the input, and the thoughts beside the output. */
function readTokens(tokens: Json): Figures {
  const [output, reasoning] = [readCount(tokens.output), readCount(tokens.reasoning)];
  return {
    input: readCount(tokens.input),
    cacheRead: readCount(dig(tokens, 'cache', 'read')),
    cacheWrite: readCount(dig(tokens, 'cache', 'write')),
    output: output === null ? null : addCounts(output, reasoning),
    reasoning,
  };
}
