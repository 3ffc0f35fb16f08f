import {join} from 'node:path';
import {asObject, asText, digObject, type Json} from '../../domain/json.ts';
import type {ModelShare, Place} from '../agent-reader.ts';
import {totalOf} from '../figures.ts';
import {newestFiles} from '../newest-files.ts';
import {type Growth, readGrowths} from '../read-growth.ts';
import {isInFolder} from '../run-folder.ts';
import type {RunTime} from '../run-time.ts';
import {type ChangedFile, watchFiles} from '../session-files.ts';
import {type QwenTotals, readApiResponse, readUsageLine, readUsageMetadata, toTotals} from './qwen-tokens.ts';

/** One session on disk. */
export interface QwenSession {
  readonly id: string;
  /** The whole session's totals at the end of this run: a run that ended by itself writes them. */
  readonly total: QwenTotals | undefined;
  /** The session's totals when this run began. */
  readonly before: QwenTotals | undefined;
  /** True where `before` is complete: a chat lacks the calls in the background. */
  readonly isBeforeWhole: boolean;
  /** The calls of this run that its chat tells. */
  readonly calls: QwenTotals | undefined;
  /** Calls of the main conversation in this run; null without a chat. */
  readonly turns: number | null;
  readonly isNew: boolean;
  readonly isHere: boolean;
}

interface UsageLine {
  readonly id: string;
  readonly project: string | undefined;
  readonly totals: QwenTotals;
}

interface ChatLine {
  readonly id: string | undefined;
  readonly cwd: string | undefined;
  readonly kind: 'assistant' | 'response' | 'other';
  readonly share: ModelShare | undefined;
}

const USAGE_FILE = 'usage_record.jsonl';

/**
 * Watches `usage_record.jsonl`, whose lines hold the totals of a session since it began, one for each run that ended by
 * itself, and the chats, which hold each call twice: as what the assistant said, and as telemetry. Old versions have the
 * chats alone.
 */
export async function watchQwenFiles(place: Place): Promise<(run: RunTime) => Promise<readonly QwenSession[]>> {
  const {env, home, cwd} = place;
  const named = env.QWEN_RUNTIME_DIR || env.QWEN_HOME;
  const root = named || join(home, '.qwen');
  const matches = (path: string) => path === USAGE_FILE || /^(?:projects|tmp)\/[^/]+\/chats\/[^/]+\.jsonl$/.test(path);
  const files = await watchFiles(place, {root, within: named || home, depth: 3, matches});
  return async (run) => {
    const changed = await files.changed(run);
    const usageFile = changed.find((file) => file.name === USAGE_FILE);
    const lines = usageFile === undefined ? NO_LINES : await readUsageFile(usageFile, run);
    const {files: chatFiles} = newestFiles(changed.filter((file) => file !== usageFile));
    const chats = (await readGrowths(chatFiles, () => true, pickChatLine, run)).map(toChat);
    const withoutChat = [...lines.after.values()].filter((line) => !chats.some((chat) => chat.id === line.id));
    const noChat = {before: undefined, calls: undefined, turns: null};
    const all = [
      ...chats,
      ...withoutChat.map(({id, project}) => ({...noChat, id, cwd: project, isNew: !lines.before.has(id)})),
    ];
    return Promise.all(
      all.map(async (session) => ({
        ...session,
        total: lines.after.get(session.id)?.totals,
        before: greater(lines.before.get(session.id)?.totals, session.before),
        isBeforeWhole: session.before === undefined || lines.before.has(session.id),
        isHere: await isInFolder(session.cwd, cwd),
      })),
    );
  };
}

const NO_LINES = {before: new Map<string, UsageLine>(), after: new Map<string, UsageLine>()};

/** The last line of each session counts: it has the ones before in it. */
async function readUsageFile(file: ChangedFile, run: RunTime): Promise<typeof NO_LINES> {
  const [growth] = await readGrowths([file], () => true, pickUsageLine, run);
  const {before, after} = growth ?? {before: [], after: []};
  const byId = (lines: readonly UsageLine[]) => new Map(lines.map((line) => [line.id, line]));
  return {before: byId(before), after: byId(after)};
}

function pickUsageLine(record: Json): UsageLine | undefined {
  const [id, models] = [asText(record.sessionId), asObject(record.models)];
  if (id === undefined || models === undefined) return undefined;
  return {id, project: asText(record.project), totals: readUsageLine(models)};
}

function toChat({file, before, after, isNew}: Growth<ChatLine>) {
  const all = [...before, ...after];
  const nameId = file.name.slice(file.name.lastIndexOf('/') + 1, -'.jsonl'.length);
  return {
    id: all.find((line) => line.id !== undefined)?.id ?? nameId,
    cwd: all.find((line) => line.cwd !== undefined)?.cwd,
    before: sumLines(before),
    calls: sumLines(after),
    turns: after.filter((line) => line.kind === 'assistant').length,
    isNew,
  };
}

function pickChatLine(record: Json): ChatLine {
  const [event, usage] = [digObject(record, 'systemPayload', 'uiEvent'), asObject(record.usageMetadata)];
  const base = {id: asText(record.sessionId), cwd: asText(record.cwd)};
  const toShare = (figures: ReturnType<typeof readApiResponse>, model: unknown) => {
    return {...figures, model: asText(model) ?? '', turns: null, cost: null};
  };
  if (record.type === 'assistant' && usage !== undefined) {
    return {...base, kind: 'assistant', share: toShare(readUsageMetadata(usage), record.model)};
  }
  if (event !== undefined && asText(event['event.name'])?.endsWith('.api_response') === true) {
    return {...base, kind: 'response', share: toShare(readApiResponse(event), event.model)};
  }
  return {...base, kind: 'other', share: undefined};
}

/** Telemetry tells the calls of subagents too, where it is written. */
function sumLines(lines: readonly ChatLine[]): QwenTotals | undefined {
  const sum = (kind: ChatLine['kind']) => {
    const shares = lines.flatMap((line) => (line.kind === kind && line.share !== undefined ? [line.share] : []));
    return shares.length === 0 ? undefined : toTotals(shares);
  };
  return greater(sum('response'), sum('assistant'));
}

export function greater(a: QwenTotals | undefined, b: QwenTotals | undefined): QwenTotals | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return (totalOf(b.figures) ?? 0) > (totalOf(a.figures) ?? 0) ? b : a;
}
