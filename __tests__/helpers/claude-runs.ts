import {type Files, parseLines, recorded, toLines} from './agent-run.ts';
import {add, type Served} from './served.ts';

export type ClaudeVersion = '1.0.123' | '2.0.71' | '2.1.197' | '2.1.330';

type Row = Readonly<Record<string, unknown>>;

/** Of 2.0.71 no run is recorded; it writes what 1.0.123 does, under its own number. */
const RECORDED = {'1.0.123': '1.0.123', '2.0.71': '1.0.123', '2.1.197': '2.1.197', '2.1.330': '2.1.330'} as const;
export const MODEL = 'claude-sonnet-4-5';
/** USD for a million tokens: input, writing to the cache, reading from it, output. */
const PRICE = [3, 3.75, 0.3, 15] as const;

/** Which model answered, in whose conversation, and what is odd about how it was recorded. */
export interface CallOptions {
  readonly id: string;
  readonly session: string;
  readonly model?: string;
  readonly isSidechain?: boolean;
  /** It calls a tool; else it is an answer. */
  readonly callsTool?: boolean;
  /** Copies have the output of the message's beginning, or the final one. */
  readonly outputs?: readonly ('placeholder' | 'final')[];
  /** As versions 1.0 copy it into the file of a session that goes on with it. */
  readonly isCopied?: boolean;
  /** What it was cut off in. */
  readonly isCut?: boolean;
  readonly hourWrite?: number;
}

/** What one version of Claude Code prints and writes, from records of that version. */
export function claudeOf(version: ClaudeVersion) {
  const {files, stdout} = recorded(`claude-${RECORDED[version]}/json`);
  const rows = parseLines(Object.entries(files).find(([name]) => name.endsWith('.jsonl'))?.[1] ?? '');
  const find = (type: string, text = '') =>
    rows.find((row) => row.type === type && JSON.stringify(row.message ?? '').includes(text)) ?? {};
  const [prompt, tool, said, costState] = [
    find('user'),
    find('user', '"tool_result"'),
    find('assistant'),
    find('cost-state'),
  ];
  const printed = JSON.parse(stdout);

  const place = (row: Row, session: string): Row => ({...row, version, sessionId: session, cwd: '$CWD'});

  const call = (served: Served, options: CallOptions): readonly Row[] => {
    const isOld = version.startsWith('1.') || version.startsWith('2.0');
    const outputs = options.outputs ?? (isOld ? ['placeholder', 'final'] : ['final', 'final', 'final']);
    return outputs.map((output, i) => {
      const message = (said.message ?? {}) as Row;
      const isLast = i === outputs.length - 1;
      const content =
        options.callsTool && isLast
          ? [{type: 'tool_use', id: 'toolu_1', name: 'Bash', input: {}}]
          : [{type: 'text', text: 'x'}];
      const stop =
        options.isCut || (isOld && output === 'placeholder') ? null : options.callsTool ? 'tool_use' : 'end_turn';
      const usage = apiUsage(served, options.hourWrite);
      return place(
        {
          ...said,
          isSidechain: options.isSidechain === true,
          uuid: `${options.id}-${i}`,
          requestId: options.isCopied ? undefined : `req_${options.id}`,
          ...(options.isCut ? {isAbortedMidStream: true} : {}),
          message: {
            ...message,
            id: options.id,
            model: options.model ?? MODEL,
            content,
            stop_reason: stop,
            usage: output === 'placeholder' ? {...usage, output_tokens: 2} : usage,
          },
        },
        options.session,
      );
    });
  };

  return {
    version,
    prompt: (session: string): Row => place(prompt, session),
    toolResult: (session: string): Row => place(tool, session),
    interruption: (session: string): Row =>
      place(
        {...prompt, message: {role: 'user', content: [{type: 'text', text: '[Request interrupted by user]'}]}},
        session,
      ),
    call,
    /** A whole conversation: each call but the last one has a tool that answers. */
    conversation: (session: string, calls: readonly Served[], name = 'm'): readonly Row[] => [
      place(prompt, session),
      ...calls.flatMap((served, i) => {
        const callsTool = i < calls.length - 1;
        const said = call(served, {id: `${name}${i}`, session, callsTool});
        return callsTool ? [...said, place(tool, session)] : said;
      }),
    ],
    costState: (session: string, usage: ModelUsages): Row => ({
      ...costState,
      sessionId: session,
      totalCostUSD: costOf(usage),
      modelUsage: toModelUsage(usage, version),
    }),
    /** `usage`: of the main conversation in this run; `models`: what `modelUsage` says. */
    result: (session: string, usage: Served, models: ModelUsages, more: Row = {}): Row => ({
      ...printed,
      session_id: session,
      usage: apiUsage(usage),
      modelUsage: toModelUsage(models, version),
      total_cost_usd: costOf(models),
      uuid: JSON.stringify([session, usage, models, more]),
      ...more,
    }),
    init: (session: string): Row => {
      const [init = {}] = parseLines(
        recorded(`claude-${RECORDED[version] === '2.1.197' ? '2.1.330' : RECORDED[version]}/stream-json`).stdout,
      );
      return {
        ...init,
        cwd: '$CWD',
        session_id: session,
        ...(version === '1.0.123' ? {} : {claude_code_version: version}),
      };
    },
    /** As it is printed: with the output of the message's beginning. */
    printed: (session: string, served: Served, options: Omit<CallOptions, 'session'>): readonly Row[] =>
      call(served, {...options, session}).map(({message, uuid, isSidechain}) => ({
        type: 'assistant',
        message: {...(message as Row), usage: {...apiUsage(served), output_tokens: 2}},
        parent_tool_use_id: isSidechain === true ? 'toolu_1' : null,
        session_id: session,
        uuid,
      })),
  };
}

/** What each model was asked. */
export type ModelUsages = Readonly<Record<string, Served>>;

/** What USD these calls cost at the price of the model; a helper's are as dear, which nothing depends on. */
export function costOf(usages: ModelUsages): number {
  const {input, write, read, output} = add(...Object.values(usages));
  const [inputPrice, writePrice, readPrice, outputPrice] = PRICE;
  return (input * inputPrice + write * writePrice + read * readPrice + output * outputPrice) / 1e6;
}

export function sessionFile(session: string): string {
  return `.claude/projects/-work-repo-repo/${session}.jsonl`;
}

export function sessionFiles(session: string, rows: readonly Row[], more: Files = {}): Files {
  return {[sessionFile(session)]: toLines(rows), ...more};
}

function toModelUsage(usages: ModelUsages, version: ClaudeVersion): Row {
  return Object.fromEntries(
    Object.entries(usages).map(([model, served]) => [
      model,
      {
        ...{inputTokens: served.input, outputTokens: served.output},
        ...{cacheReadInputTokens: served.read, cacheCreationInputTokens: served.write, webSearchRequests: 0},
        costUSD: costOf({[model]: served}),
        ...(version === '1.0.123' ? {} : {contextWindow: 200_000}),
        ...(version === '2.1.330' ? {thinkingTokens: served.reasoning} : {}),
      },
    ]),
  );
}

function apiUsage({input, write, read, output}: Served, hourWrite = 0): Row {
  return {
    ...{input_tokens: input, cache_creation_input_tokens: write, cache_read_input_tokens: read, output_tokens: output},
    cache_creation: {ephemeral_5m_input_tokens: write - hourWrite, ephemeral_1h_input_tokens: hourWrite},
  };
}
