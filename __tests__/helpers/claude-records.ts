import {randomUUID} from 'node:crypto';

/** Tokens of one call: input, cache write, cache read, output. */
export type Call = readonly [input: number, write: number, read: number, output: number];

export const SESSION = '11111111-2222-4333-8444-555555555555';
export const FILE = `.claude/projects/-work-repo/${SESSION}.jsonl`;
const MODEL = 'claude-sonnet-4-5';

/** What Claude Code 2.1.330 writes for one call: a copy of the message for each block of its content. */
export function assistant(id: string, call: Call, more: object = {}): object {
  const {stop = 'end_turn', copyOf = {}, ...record} = {stop: 'end_turn', copyOf: {}, ...more};
  const message = {
    id,
    role: 'assistant',
    model: MODEL,
    content: [],
    stop_reason: stop,
    usage: apiUsage(call),
    ...copyOf,
  };
  return {
    type: 'assistant',
    isSidechain: false,
    message,
    requestId: `req_${id}`,
    ...{cwd: '$CWD', sessionId: SESSION, version: '2.1.330', uuid: randomUUID()},
    ...record,
  };
}

export function toolResult(): object {
  const message = {role: 'user', content: [{type: 'tool_result', content: 'ok'}]};
  return {type: 'user', message, cwd: '$CWD', sessionId: SESSION, version: '2.1.330'};
}

export function costState(call: Call, cost: number): object {
  return {type: 'cost-state', sessionId: SESSION, totalCostUSD: cost, modelUsage: {[MODEL]: modelUsage(call, cost)}};
}

export function result(call: Call, cost: number, more: object = {}): object {
  return {
    type: 'result',
    subtype: 'success',
    is_error: false,
    num_turns: 1,
    session_id: SESSION,
    total_cost_usd: cost,
    usage: apiUsage(call),
    modelUsage: {[MODEL]: modelUsage(call, cost)},
    uuid: randomUUID(),
    ...more,
  };
}

export function modelUsage([input, write, read, output]: Call, cost: number): object {
  return {
    ...{inputTokens: input, outputTokens: output, cacheReadInputTokens: read, cacheCreationInputTokens: write},
    ...{costUSD: cost, contextWindow: 200_000, thinkingTokens: 0},
  };
}

export function apiUsage([input, write, read, output]: Call): object {
  return {
    ...{input_tokens: input, cache_creation_input_tokens: write},
    ...{cache_read_input_tokens: read, output_tokens: output},
  };
}

/** A call's tokens as the findings tell them. */
export function figures([input, write, read, output]: Call) {
  return {input, cacheWrite: write, cacheRead: read, output};
}
