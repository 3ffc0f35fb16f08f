import type {AgentConfig} from '../../domain/documents.ts';
import {asArray, asText} from '../../domain/json.ts';
import {hasOption} from '../agent-command.ts';
import type {AgentReader, AgentSession, Findings, Place, RunEnd, Verdict} from '../agent-reader.ts';
import {findShares, mergeFindings, toConfig} from '../call-findings.ts';
import {type Chosen, chooseOwn, withDoubt} from '../choose-sessions.ts';
import {accountOf, type Told} from './claude-code/account.ts';
import {type DiskSession, readSessions, watchClaudeFiles} from './claude-code/files.ts';
import {type Message, mergeCopies, readMessage} from './claude-code/records.ts';
import {collectSessions, type Printed} from './claude-code/stream.ts';

/** Text mode prints this at its limit of turns; older versions write nothing of it into the session file. */
const TURN_LIMIT = 'Error: Reached max turns';

/**
 * Claude Code. Best first (`claude-code/account.ts`):
 *
 * 1. the printed `result`: its `modelUsage` has subagents and helper models, its `usage` the main conversation alone;
 * 2. the `cost-state` at the end of the session file, less the one before the run;
 * 3. the calls in the session file and its subagents' files;
 * 4. the printed calls, which tell their input but not their output.
 */
export const claudeCode: AgentReader = {
  // From 2.1.3 on `type` is not the first key of a result.
  wants: {types: ['system/init', 'system/api_retry', 'result'], marks: ['"total_cost_usd":'], prefixes: [TURN_LIMIT]},
  begin: async (place) => followRun(place, await watchClaudeFiles(place)),
};

function followRun(place: Place, watched: Awaited<ReturnType<typeof watchClaudeFiles>>): AgentSession {
  const printed = collectSessions();
  let isLimited = false;
  return {
    record: printed.take,
    line: (text) => {
      isLimited ||= text.startsWith(TURN_LIMIT);
    },
    finish: async (end) => {
      const isResumed = place.isResuming;
      const printedIds = printed.all().map(({id}) => id);
      const all = await readSessions(watched, {printedIds, isResumed, run: end});
      const {sessions: onDisk, doubt} = await matchSessions(all, printedIds, place, end);
      const ids = [...new Set([...printed.all(), ...onDisk].map(({id}) => id))];
      const found: Findings[] = [];
      for (const id of ids) {
        const session = {
          printed: printed.all().find((one) => one.id === id) ?? null,
          disk: toLimited(onDisk.find((one) => one.id === id) ?? null, isLimited),
          isResumed,
        };
        const calls = await readPrintedCalls(id, session, end);
        found.push(toFindings(id, session, end.isRunning ? calls : calls.map(withoutOutput), end.exitCode));
      }
      if (found.length > 0) return withDoubt(mergeFindings(found), doubt);
      return end.isExpected ? UNKNOWN : null;
    },
  };
}

/** One that stopped behind a tool's answer did so for that reason, where that is printed. */
function toLimited(disk: DiskSession | null, isLimited: boolean): DiskSession | null {
  return isLimited && disk?.end === 'cut' ? {...disk, end: 'turn_limit'} : disk;
}

const UNKNOWN: Findings = {
  ...findShares([], {sessionId: null, source: 'none', reason: null}),
  reason: 'it printed no result and left no session file',
};

/** Chooses among the sessions whose files changed: the printed ones, and those of the run that printed nothing. */
async function matchSessions(
  sessions: readonly DiskSession[],
  printedIds: readonly string[],
  place: Place,
  end: RunEnd,
): Promise<Chosen<DiskSession>> {
  const isPrinted = ({id}: DiskSession) => printedIds.includes(id);
  // Then those that changed are somebody else's.
  const keepsNone = end.starts === 1 && hasOption(place.starts, '--no-session-persistence');
  const kept = sessions.filter((session) => isPrinted(session) || !keepsNone);
  const described = kept.map((session) => ({...session, folder: session.cwd}));
  return chooseOwn(described, isPrinted, end, printedIds.length);
}

/** The calls a session printed, where nothing better is known of them. */
async function readPrintedCalls(
  id: string,
  {printed, disk}: {readonly printed: Printed | null; readonly disk: DiskSession | null},
  end: RunEnd,
): Promise<readonly Message[]> {
  const isKnown = (disk?.messages.length ?? 0) > 0;
  if (printed === null || isKnown || (printed.init === null && printed.results > 0)) return [];
  const messages: Message[] = [];
  await end.readLog(
    (line) => line.includes('"assistant"') && line.includes(id),
    (record) => {
      const message = record.session_id === id ? readMessage(record) : undefined;
      if (message !== undefined) messages.push(message);
    },
  );
  return mergeCopies(messages);
}

/** A printed message is as it began: its output is a placeholder, below what it comes to. */
function withoutOutput(call: Message): Message {
  return {...call, figures: {...call.figures, output: null, reasoning: null}};
}

function toFindings(id: string, told: Told, calls: readonly Message[], exitCode: number | null): Findings {
  const {printed, disk} = told;
  const account = accountOf(told, calls);
  const turns = countTurns(told, calls);
  const model =
    asText(printed?.init?.model) ?? disk?.messages.find(({isMain}) => isMain)?.model ?? account.models[0]?.model;
  return {
    ...account,
    turns,
    sessionId: id,
    verdict: printed?.verdict ?? verdictOnDisk(disk, exitCode),
    config: configOf(printed, disk, model ?? null),
  };
}

/** Text mode prints none, and one that is interrupted may end with 0. */
function verdictOnDisk(disk: DiskSession | null, exitCode: number | null): Verdict | null {
  switch (disk?.end) {
    case undefined:
    case 'unanswered':
      return null;
    case 'finished':
      return {kind: 'completed', text: null};
    case 'turn_limit':
      return {kind: 'turn_limit', text: 'max_turns_reached'};
    case 'api_error':
      return {kind: 'failed', text: 'API error'};
    case 'interrupted':
      return {kind: 'aborted', text: null};
    // A program of its user may have stopped it when it had what it wanted; then the exit code tells.
    case 'cut':
      return exitCode === 0 ? null : {kind: 'aborted', text: null};
  }
}

function configOf(printed: Printed | null, disk: DiskSession | null, model: string | null): Partial<AgentConfig> {
  const init = printed?.init ?? {};
  const version = asText(init.version) ?? disk?.version ?? null;
  const permissionMode = asText(init.permissionMode);
  const tools = asArray(init.tools).filter((tool) => typeof tool === 'string');
  // The main conversation's, as far as its model tells.
  const request = disk?.requests.findLast((one) => one.model === model);
  return {
    ...{metadata: {}, ...toConfig(model, {agent_version: version, permission_mode: permissionMode})},
    ...(request?.maxTokens == null ? {} : {max_tokens: request.maxTokens}),
    ...(request?.temperature == null ? {} : {temperature: request.temperature}),
    ...(tools.length === 0 ? {} : {tools}),
  };
}

/** `turns` of a result is right only for a run that came to its end; the calls themselves are better. */
function countTurns({printed, disk}: Told, calls: readonly Message[]): number | null {
  const main = [...(disk?.messages ?? []), ...calls].filter(({isMain}) => isMain).length;
  if (main > 0) return main;
  const turns = printed?.turns ?? null;
  return turns === null || Number.isNaN(turns) ? null : turns;
}
