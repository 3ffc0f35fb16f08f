import {createHash} from 'node:crypto';
import {toLines} from './agent-run.ts';
import {add, type Served} from './served.ts';

export type GeminiVersion = '0.12.0' | '0.30.0' | '0.61.0';

type Row = Readonly<Record<string, unknown>>;

export const GEMINI_MODEL = 'gemini-2.5-pro';

/** What one version of Gemini CLI prints and writes, in the shapes of the recorded runs. Calls have no writing to the cache. */
export function geminiOf(version: GeminiVersion) {
  const isOldest = version === '0.12.0';
  const isNewest = version === '0.61.0';
  const message = (id: string, {input, read, output, reasoning}: Served, more: Row = {}): Row => ({
    ...{id, timestamp: '2026-11-22T10:03:46.654Z', type: 'gemini', content: 'x', thoughts: []},
    tokens: {
      ...{input: input + read, output: output - reasoning, cached: read, thoughts: reasoning, tool: 0},
      total: input + read + output,
    },
    model: GEMINI_MODEL,
    ...more,
  });
  const user = (id: string): Row => ({
    id,
    timestamp: '2026-11-22T10:03:46.385Z',
    type: 'user',
    content: 'Create hello.txt',
  });
  const toolCalls = [{id: 'c', name: 'write_file', args: {}, status: 'success'}];

  return {
    version,
    message,
    /** The chat file's name below the home; `$HASH` is that of the run's folder. */
    file: (session: string): string => {
      const folder = isNewest ? 'repo' : '$HASH';
      return `.gemini/tmp/${folder}/chats/session-2026-11-22T09-54-${session.slice(0, 8)}.json${isNewest ? 'l' : ''}`;
    },
    /** Its content: newer versions write each message once without and once with its tools, between other lines. */
    chat: (session: string, cwd: string, calls: readonly Served[], more: readonly Row[] = []): string => {
      const projectHash = createHash('sha256').update(cwd).digest('hex');
      const head = {
        sessionId: session,
        projectHash,
        startTime: '2026-11-22T09:54:40.182Z',
        lastUpdated: '2026-11-22T09:54:41Z',
      };
      const said = calls.map((served, i) => message(`m${i}`, served));
      if (!isNewest) {
        const messages = said.flatMap((one, i) => [user(`u${i}`), i < calls.length - 1 ? {...one, toolCalls} : one]);
        return JSON.stringify({...head, messages: [...messages, ...more]}, null, 2);
      }
      const workspace = `<session_context>\n- **Workspace Directories:**\n  - ${cwd}\n- **Directory Structure:**\n`;
      const context = {id: 'w', type: 'user', content: [{text: workspace}]};
      const lines = said.flatMap((one) => [one, {$set: {lastUpdated: 'now'}}, {...one, toolCalls}]);
      return toLines([{...head, kind: 'main'}, {$set: {messages: [context]}}, user('u'), ...lines, ...more]);
    },
    json: (session: string, models: Readonly<Record<string, readonly Served[]>>): string =>
      `${JSON.stringify(
        {
          ...(isOldest ? {} : {session_id: session}),
          response: 'Done.',
          stats: {
            models: Object.fromEntries(Object.entries(models).map(([name, calls]) => [name, statsOf(calls, version)])),
          },
        },
        null,
        2,
      )}\n`,
    stream: (session: string, models: Readonly<Record<string, readonly Served[]>>, status = 'success'): string =>
      toLines([
        {type: 'init', timestamp: 't', session_id: session, model: GEMINI_MODEL},
        {type: 'message', timestamp: 't', role: 'assistant', content: 'Done', delta: true},
        {
          ...{type: 'result', timestamp: 't', status},
          stats: {
            ...streamStats(add(...Object.values(models).flat()), version),
            ...(isNewest
              ? {
                  models: Object.fromEntries(
                    Object.entries(models).map(([name, calls]) => [name, streamStats(add(...calls), version)]),
                  ),
                }
              : {}),
          },
        },
      ]),
    /** What `-o json` prints on stderr when it fails, among lines of its log. */
    error: (session: string, type: string, code: number): string => {
      const error = {...(isOldest ? {} : {session_id: session}), error: {type, message: 'x', code}};
      const text = JSON.stringify(error, null, 2);
      return `YOLO mode is enabled.\nError when talking to Gemini API {"error":{"code":${code}}}\n${text}\n[ERROR] ${text}\n`;
    },
  };
}

function statsOf(calls: readonly Served[], version: GeminiVersion): Row {
  const {input, read, output, reasoning} = add(...calls);
  const tokens = {
    ...(version === '0.12.0' ? {} : {input}),
    ...{prompt: input + read, candidates: output - reasoning, total: input + read + output, cached: read},
    ...{thoughts: reasoning, tool: 0},
  };
  const api = {totalRequests: calls.length, totalErrors: 0, totalLatencyMs: 400};
  return {api, tokens, ...(version === '0.61.0' ? {roles: {main: {...api, tokens}}} : {})};
}

function streamStats({input, read, output, reasoning}: Served, version: GeminiVersion): Row {
  return {
    ...{total_tokens: input + read + output, input_tokens: input + read, output_tokens: output - reasoning},
    ...(version === '0.12.0' ? {} : {cached: read, input}),
  };
}
