import {recorded, toLines} from './agent-run.ts';
import {add, type Served} from './served.ts';

export type QwenVersion = '0.8.2' | '0.24.4';

type Row = Readonly<Record<string, unknown>>;

export const QWEN_MODEL = 'qwen3-coder-plus';
export const USAGE_RECORD = '.qwen/usage_record.jsonl';

/** What one version of Qwen Code prints and writes, in the shapes of the recorded runs. Calls have no writing to the cache. */
export function qwenOf(version: QwenVersion) {
  const [init = {}] = JSON.parse(recorded('qwen-0.24.4/json').stdout) as readonly Row[];
  const usage = ({input, read, output}: Served): Row => ({
    ...{input_tokens: input + read, output_tokens: output, cache_read_input_tokens: read},
    total_tokens: input + read + output,
  });
  /** A message is two records: its text with 0 and 0, and the tool it calls with the numbers. */
  const said = (session: string, id: string, served: Served): readonly Row[] => [
    assistant(session, `${id}-text`, {input_tokens: 0, output_tokens: 0}),
    assistant(session, `${id}-tool`, usage(served)),
  ];
  const line = (session: string, type: string, more: Row): Row => ({
    ...{uuid: JSON.stringify(more), sessionId: session, timestamp: '2026-11-22T10:03:03.752Z', type},
    ...{cwd: '$CWD', version},
    ...more,
  });

  return {
    version,
    init: (session: string): Row => ({...init, session_id: session, cwd: '$CWD', qwen_code_version: version}),
    said,
    /** Of all of the session; the newer version's json tells the thoughts. */
    result: (session: string, total: Served, more: Row = {}): Row => ({
      ...{type: 'result', subtype: 'success', uuid: 'r', session_id: session, is_error: false, num_turns: 3},
      usage: usage(total),
      ...more,
    }),
    stats: (total: Served): Row => ({
      stats: {
        models: {
          [QWEN_MODEL]: {
            api: {totalRequests: 3},
            tokens: {
              ...{prompt: total.input + total.read, candidates: total.output, cached: total.read},
              ...{total: total.input + total.read + total.output, thoughts: total.reasoning},
            },
          },
        },
      },
    }),
    chatFile: (session: string): string =>
      version === '0.8.2'
        ? `.qwen/tmp/abc/chats/${session}.jsonl`
        : `.qwen/projects/-work-repo-repo/chats/${session}.jsonl`,
    /** Each call is there twice: as what the assistant said, and as telemetry. */
    chat: (session: string, calls: readonly Served[]): readonly Row[] => [
      line(session, 'user', {message: {role: 'user', parts: [{text: 'Create hello.txt'}]}}),
      ...calls.flatMap((served, i) => [
        line(session, 'system', {
          subtype: 'ui_telemetry',
          systemPayload: {
            uiEvent: {
              ...{'event.name': 'qwen-code.api_response', response_id: `r${i}`, model: QWEN_MODEL},
              ...{input_token_count: served.input + served.read, output_token_count: served.output},
              ...{cached_content_token_count: served.read, thoughts_token_count: served.reasoning},
              total_token_count: served.input + served.read + served.output,
            },
          },
        }),
        line(session, 'assistant', {
          ...{model: QWEN_MODEL, message: {role: 'model', parts: [{text: `x${i}`}]}},
          usageMetadata: {
            ...{promptTokenCount: served.input + served.read, candidatesTokenCount: served.output},
            ...{thoughtsTokenCount: served.reasoning, cachedContentTokenCount: served.read},
            totalTokenCount: served.input + served.read + served.output,
          },
        }),
      ]),
    ],
    usageLine: (session: string, calls: readonly Served[], project = '$CWD'): Row => {
      const {input, read, output, reasoning} = add(...calls);
      const model = {
        ...{requests: calls.length, inputTokens: input + read, outputTokens: output, cachedTokens: read},
        ...{thoughtsTokens: reasoning, totalTokens: input + read + output},
      };
      return {version: 1, sessionId: session, project, models: {[QWEN_MODEL]: model}};
    },
    /** `-o json` is one array. */
    json: (...records: readonly Row[]): string => `${JSON.stringify(records)}\n`,
    stream: (...records: readonly Row[]): string =>
      toLines([...records.slice(0, 1), {type: 'stream_event'}, ...records.slice(1)]),
  };
}

function assistant(session: string, id: string, usage: Row): Row {
  const message = {id, role: 'assistant', model: QWEN_MODEL, content: [], stop_reason: null, usage};
  return {type: 'assistant', uuid: id, session_id: session, parent_tool_use_id: null, message};
}
