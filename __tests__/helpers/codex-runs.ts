import {type Files, toLines} from './agent-run.ts';
import {add, type Served} from './served.ts';

export type CodexVersion = '0.53.0' | '0.95.0' | '0.139.0' | '0.169.0';

type Row = Readonly<Record<string, unknown>>;

export const CODEX_MODEL = 'gpt-5.1-codex';

/** Who started a thread, and what it goes on from. */
export interface ThreadOptions {
  readonly parent?: string;
  /** Whose thread all of this is for; 0.169 tells it. */
  readonly root?: string;
  readonly forkedFrom?: string;
  readonly cwd?: string;
  /** A subagent's that does not tell whose. */
  readonly isOrphan?: boolean;
}

/** What one version of Codex prints and writes, in the shapes of the recorded runs. */
export function codexOf(version: CodexVersion) {
  const isNewest = version === '0.169.0';
  const writesTurns = isNewest || version === '0.139.0';
  const event = (type: string, more: Row = {}): Row => row('event_msg', {type, ...more});
  /** `total_token_usage` and the like: what the cache gave and took are parts of the input. */
  const usage = ({input, write, read, output, reasoning}: Served): Row => ({
    ...{input_tokens: input + write + read, cached_input_tokens: read},
    ...(isNewest ? {cache_write_input_tokens: write} : {}),
    ...{output_tokens: output, reasoning_output_tokens: reasoning, total_tokens: input + write + read + output},
  });
  const count = (total: Served, last: Served): Row =>
    event('token_count', {
      info: {total_token_usage: usage(total), last_token_usage: usage(last), model_context_window: 258_400},
      rate_limits: {primary: null, secondary: null},
    });
  const item = (payload: Row): Row => row('response_item', payload);
  const answer = item({type: 'message', role: 'assistant', content: [{type: 'output_text', text: 'Done.'}]});
  const toolCall = item({type: 'function_call', name: 'shell', arguments: '{}', call_id: 'c'});
  const toolResult = item({type: 'function_call_output', call_id: 'c', output: 'ok'});

  return {
    version,
    count,
    answer,
    toolCall,
    toolResult,
    meta: (thread: string, {parent, root, forkedFrom, isOrphan, cwd = '$CWD'}: ThreadOptions = {}): Row =>
      row('session_meta', {
        ...(isNewest ? {session_id: root ?? thread} : {}),
        id: thread,
        ...(forkedFrom === undefined ? {} : {forked_from_id: forkedFrom}),
        ...(parent === undefined ? {} : {parent_thread_id: parent}),
        ...{cwd, originator: 'codex_exec', cli_version: version},
        source: isOrphan
          ? {subagent: 'review'}
          : parent !== undefined && isNewest
            ? {subagent: {thread_spawn: {parent_thread_id: parent, depth: 1}}}
            : 'exec',
        base_instructions: {text: 'You are a coding agent. '.repeat(200)},
      }),
    context: (model = CODEX_MODEL): Row =>
      row('turn_context', {cwd: '$CWD', approval_policy: 'never', model, effort: 'medium', summary: 'auto'}),
    prompt: item({type: 'message', role: 'user', content: [{type: 'input_text', text: 'Create hello.txt.'}]}),
    /** Each call is known when it has ended, and counted when its tools have run. */
    usageRecord: (thread: string, total: Served, last: Served): readonly Row[] =>
      isNewest
        ? [
            row('token_usage_record', {
              thread_id: thread,
              response_id: 'r',
              usage: usage(last),
              thread_token_usage: usage(total),
            }),
          ]
        : [],
    begin: writesTurns ? [event('task_started', {turn_id: 't'})] : [],
    complete: writesTurns ? [event('task_complete', {turn_id: 't', last_agent_message: 'Done.'})] : [],
    failed: (message: string) => (writesTurns ? [event('task_complete', {turn_id: 't', error: {message}})] : []),
    aborted: writesTurns ? [event('turn_aborted', {turn_id: 't', reason: 'interrupted'})] : [],
    /** The calls of one turn, each but the last with a tool; totals go on from `before`. */
    calls(thread: string, calls: readonly Served[], before: Served = NOTHING): readonly Row[] {
      return calls.flatMap((served, i) => {
        const total = add(before, ...calls.slice(0, i + 1));
        const items = i < calls.length - 1 ? [toolCall, toolResult] : [answer];
        if (writesTurns) return [...this.usageRecord(thread, total, served), ...items, count(total, served)];
        // Twice each, and one that tells nothing.
        const repeated = event('token_count', {info: null, rate_limits: {primary: null, secondary: null}});
        return [
          ...(i === 0 ? [repeated] : [count(add(before, ...calls.slice(0, i)), served)]),
          count(total, served),
          ...items,
        ];
      });
    },
    turn(thread: string, calls: readonly Served[], before: Served = NOTHING): readonly Row[] {
      return [...this.begin, this.context(), this.prompt, ...this.calls(thread, calls, before), ...this.complete];
    },
    /** What is printed of a thread with these totals. */
    printed: (
      thread: string,
      total: Served,
      end: 'completed' | 'cut' | {readonly failed: string} = 'completed',
    ): string => {
      const {total_tokens: _, reasoning_output_tokens: reasoning, ...rest} = usage(total);
      const told = writesTurns ? {...rest, reasoning_output_tokens: reasoning} : rest;
      return toLines([
        {type: 'thread.started', thread_id: thread},
        {type: 'item.completed', item: {id: 'item_0', type: 'error', message: 'Model metadata not found.'}},
        {type: 'turn.started'},
        {type: 'error', message: 'Reconnecting... 1/1'},
        {type: 'item.completed', item: {id: 'item_1', type: 'agent_message', text: 'Done.'}},
        ...(end === 'completed' ? [{type: 'turn.completed', usage: told}] : []),
        ...(typeof end === 'object' ? [{type: 'turn.failed', error: {message: end.failed}}] : []),
      ]);
    },
    header: (thread: string): string =>
      `OpenAI Codex v${version}\n--------\nworkdir: $CWD\nmodel: ${CODEX_MODEL}\nsession id: ${thread}\n--------\n`,
  };
}

const NOTHING: Served = {input: 0, write: 0, read: 0, output: 0, reasoning: 0};

export function rolloutFile(thread: string, home = '.codex'): string {
  return `${home}/sessions/2026/11/22/rollout-2026-11-22T10-02-10-${thread}.jsonl`;
}

export function rolloutFiles(rollouts: Readonly<Record<string, readonly Row[]>>): Files {
  return Object.fromEntries(Object.entries(rollouts).map(([thread, rows]) => [rolloutFile(thread), toLines(rows)]));
}

function row(type: string, payload: Row): Row {
  return {timestamp: '2026-11-22T10:02:10.550Z', type, payload};
}
