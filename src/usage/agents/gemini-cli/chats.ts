import {createHash} from 'node:crypto';
import {realpath} from 'node:fs/promises';
import {join} from 'node:path';
import {asArray, asObject, asText, dig, digText, type Json} from '../../../domain/json.ts';
import type {ModelShare, Place} from '../../agent-reader.ts';
import {addCounts, type Figures, readCount, readFigures} from '../../figures.ts';
import {addShares, sumCounts} from '../../model-shares.ts';
import {type Growth, readBefore, readGrowths} from '../../read-growth.ts';
import {readDocument} from '../../read-records.ts';
import {ownSince, type RunTime, timeOf} from '../../run-time.ts';
import {type ChangedFile, newestFiles, watchFiles} from '../../session-files.ts';

/** The facts in a final record or a chat. */
export interface Totals {
  /** By model; a share without a model's name is of all. */
  readonly shares: readonly ModelShare[];
  /** Everything, as the record adds it up. */
  readonly total: number | null;
  readonly turns: number | null;
}

/** The part of this run in the chat files of one session and its subagents. */
export interface Chat extends Totals {
  readonly sessionId: string | undefined;
  /** A tool of the kind that asks a model by itself was used, which is in no chat. */
  readonly hasHelpers: boolean;
  /** A model summed the conversation up, which is in no chat. */
  readonly isSummedUp: boolean;
  /** The session began in this run. */
  readonly isNew: boolean;
  /** It belongs to the folder of the run. */
  readonly isHere: boolean;
  readonly isWhole: boolean;
}

export const ASKING_TOOLS = ['web_fetch', 'google_web_search'];
/** An edit whose text is not found asks a model too. */
const HELPER_TOOLS = [...ASKING_TOOLS, 'replace'];

interface Message {
  readonly id: string;
  readonly time: number | null;
  readonly share: ModelShare;
  readonly total: number | null;
  /** The names of the tools it used. */
  readonly tools: readonly string[];
}

/** A line of a chat, or a document. */
interface Fact {
  readonly sessionId: string | undefined;
  readonly projectHash: string | undefined;
  /** The folders that the model was told it works in. */
  readonly workspace: string;
  /** All messages are written anew. */
  readonly isRewrite: boolean;
  readonly messages: readonly Message[];
}

const LONGEST_WORKSPACE = 10_000;
const WORKSPACE = 'Workspace Directories:';
const MARKS = ['"tokens"', '"projectHash"', '"$set"', WORKSPACE];

/** Watches the chat files: `tmp/<project>/chats/session-*`, and those of subagents in a folder named after the session. */
export async function watchChats(place: Place): Promise<(run: RunTime) => Promise<readonly Chat[]>> {
  const within = place.env.GEMINI_CLI_HOME || place.home;
  const matches = (path: string) => /^[^/]+\/chats\/(?:session-[^/]+\.jsonl?|[^/]+\/[^/]+\.jsonl)$/.test(path);
  const files = await watchFiles(place, {root: join(within, '.gemini', 'tmp'), within, depth: 3, matches});
  // 0.12 to 0.30 keep one document a session; what it held before cannot be told from it afterwards.
  const idsBefore = await readBefore(files, isDocument, (document) => idsOf([pickFact(document)]));
  return async (run) => {
    const {files: changed, isAll} = newestFiles(await files.changed(run));
    const folders = [place.cwd, await realpath(place.cwd).catch(() => place.cwd)];
    const hashes = folders.map((folder) => createHash('sha256').update(folder).digest('hex'));
    const chats = (await readFiles(changed, idsBefore, run)).map(({file, facts, isNew, isWhole, old}) => {
      const byId = new Map(facts.flatMap((fact) => fact.messages).map((message) => [message.id, message]));
      for (const id of old) byId.delete(id);
      const messages = [...byId.values()];
      const own = facts.find((fact) => fact.sessionId !== undefined)?.sessionId;
      const hash = facts.find((fact) => fact.projectHash !== undefined)?.projectHash;
      const workspace = facts.map((fact) => fact.workspace).join('');
      const parent = /\/chats\/([^/]+)\//.exec(file.name)?.[1];
      // In the older files a call that answers with a tool alone is added to the message before it, and its tokens are lost.
      const mayLackCalls = isDocument(file.name) && messages.some(({tools}) => tools.length > 1);
      return {
        root: parent ?? own ?? file.name,
        sessionId: parent ?? own,
        shares: messages.map(({share}) => share),
        total: sumCounts(messages.map(({total}) => total)),
        turns: parent === undefined ? messages.length : 0,
        hasHelpers: messages.some(({tools}) => tools.some((tool) => HELPER_TOOLS.includes(tool))),
        isSummedUp: isSummedUp(facts),
        isNew: isNew && old.size === 0,
        isHere: hashes.includes(hash ?? '') || folders.some((folder) => workspace.includes(`- ${folder}\n`)),
        isWhole: isWhole && isAll && !mayLackCalls,
      };
    });
    const roots = new Set(chats.map((chat) => chat.root));
    return [...roots].map((root) => joinChats(chats.filter((chat) => chat.root === root)));
  };
}

interface ReadFile extends Pick<Growth<Fact>, 'file' | 'isNew' | 'isWhole'> {
  readonly facts: readonly Fact[];
  /** Messages that are older than the run. */
  readonly old: ReadonlySet<string>;
}

async function readFiles(
  files: readonly ChangedFile[],
  idsBefore: ReadonlyMap<string, ReadonlySet<string>>,
  run: RunTime,
): Promise<readonly ReadFile[]> {
  const wants = (line: Buffer) => MARKS.some((mark) => line.includes(mark));
  const ofLines = files.filter(({name}) => !isDocument(name));
  const lines = await readGrowths(ofLines, wants, pickFact, run);
  const documents = [];
  for (const file of files.filter(({name}) => isDocument(name))) {
    const document = asObject(await readDocument(file.path));
    documents.push({file, fact: pickFact(document ?? {}), isRead: document !== undefined});
  }
  const times = documents.flatMap(({fact}) => fact.messages.map(({time}) => time));
  const documentSince = ownSince(times, run);
  return [
    // A session of the older kind that is resumed goes on in a file of the newer kind, with all it held.
    ...lines.map(({file, before, after, isNew, isWhole, since}) => ({
      ...{file, isNew, isWhole},
      facts: [...before.map((fact) => ({...fact, messages: []})), ...after],
      old: new Set([...idsOf(before), ...(idsBefore.get(file.name.slice(0, -1)) ?? []), ...idsOf(after, since)]),
    })),
    ...documents.map(({file, fact, isRead}) => ({
      ...{file, facts: [fact], isNew: file.isNew, isWhole: isRead && (file.isNew || idsBefore.has(file.name))},
      old: new Set([...(idsBefore.get(file.name) ?? []), ...idsOf([fact], documentSince)]),
    })),
  ].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file));
}

/** The messages that a line or a document tells: itself, or those under `messages` or `$set.messages`. */
function pickFact(record: Json): Fact {
  const rewritten = dig(record, '$set', 'messages');
  const listed = [record.messages, rewritten].flatMap(asArray);
  return {
    sessionId: asText(record.sessionId),
    projectHash: asText(record.projectHash),
    workspace: listed.map(readWorkspace).join(''),
    isRewrite: rewritten !== undefined,
    messages: [record, ...listed].flatMap(pickMessage),
  };
}

/** Newer versions begin a session with a message that names the folders, one a line. */
function readWorkspace(value: unknown): string {
  const text = digText(asArray(dig(value, 'content'))[0], 'text') ?? '';
  const start = text.indexOf(WORKSPACE);
  return start === -1 ? '' : text.slice(start, start + LONGEST_WORKSPACE);
}

/** Subagents, compressions and rewinds leave the tokens of a message what they are: they were used. */
function pickMessage(value: unknown): readonly Message[] {
  const message = asObject(value);
  const [id, tokens] = [asText(message?.id), asObject(message?.tokens)];
  if (message?.type !== 'gemini' || id === undefined || tokens === undefined) return [];
  const model = asText(message.model);
  const share = {...readTokens(tokens, 'input', 'output'), model: model ?? '', turns: model ? 1 : null, cost: null};
  const tools = asArray(message.toolCalls).map((call) => digText(call, 'name') ?? '');
  return [{id, time: timeOf(message), share, total: readCount(tokens.total), tools}];
}

/** A model sums up a conversation that has become too long: then all messages are written anew amid the run. */
function isSummedUp(facts: readonly Fact[]): boolean {
  const first = facts.findIndex(({messages, isRewrite}) => messages.length > 0 && !isRewrite);
  return first !== -1 && facts.slice(first).some(({isRewrite}) => isRewrite);
}

/** The messages of all this, or those that are older than a time. */
function idsOf(facts: readonly Fact[], before = Number.POSITIVE_INFINITY): ReadonlySet<string> {
  const messages = facts.flatMap((fact) => fact.messages);
  const isOlder = ({time}: Message) => before === Number.POSITIVE_INFINITY || (time !== null && time < before);
  return new Set(messages.filter(isOlder).map(({id}) => id));
}

function joinChats(chats: readonly Chat[]): Chat {
  return {
    sessionId: chats[0]?.sessionId,
    shares: addShares(chats.flatMap((chat) => chat.shares)),
    total: sumCounts(chats.map((chat) => chat.total)),
    turns: sumCounts(chats.map((chat) => chat.turns)),
    hasHelpers: chats.some((chat) => chat.hasHelpers),
    isSummedUp: chats.some((chat) => chat.isSummedUp),
    isNew: chats.some((chat) => chat.isNew),
    isHere: chats.some((chat) => chat.isHere),
    isWhole: chats.every((chat) => chat.isWhole),
  };
}

function isDocument(name: string): boolean {
  return name.endsWith('.json');
}

/** The prompt includes what came from cache but not a tool's own prompt; the candidates do not include the thoughts. */
export function readTokens(tokens: Json, input: string, output: string): Figures {
  const told = readFigures(tokens, {input, cacheRead: 'cached', output, reasoning: 'thoughts'}, 'whole');
  return {
    ...told,
    input: told.input === null ? null : addCounts(told.input, readCount(tokens.tool)),
    // The API has no price for writing to the cache, and no count.
    cacheWrite: 0,
    output: told.output === null ? null : addCounts(told.output, told.reasoning),
  };
}
