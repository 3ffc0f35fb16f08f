import {createHash} from 'node:crypto';
import {realpath} from 'node:fs/promises';
import {join} from 'node:path';
import {asArray, asObject, asText, type Json} from '../../domain/json.ts';
import type {ModelShare, Place} from '../agent-reader.ts';
import {type Figures, readCount} from '../figures.ts';
import {addShares, sumCounts, sumFigures} from '../model-shares.ts';
import {newestFiles} from '../newest-files.ts';
import {readBefore} from '../read-before.ts';
import {type Growth, readGrowths} from '../read-growth.ts';
import {readDocument} from '../read-records.ts';
import {ownSince, type RunTime, timeOf} from '../run-time.ts';
import {type ChangedFile, watchFiles} from '../session-files.ts';
import {readMessageTokens} from './gemini-tokens.ts';

/** The part of this run in the chat files of one session and its subagents. */
export interface GeminiChat {
  readonly sessionId: string | undefined;
  readonly figures: Figures;
  readonly total: number | null;
  readonly models: readonly ModelShare[];
  readonly turns: number;
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

interface Message {
  readonly id: string;
  readonly time: number | null;
  readonly model: string | undefined;
  readonly figures: Figures;
  readonly total: number | null;
  readonly hasHelpers: boolean;
  /** The number of tools it used. */
  readonly tools: number;
}

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
/** Searching and fetching ask a model by themselves, and so does an edit whose text is not found. */
const HELPER_TOOLS = ['google_web_search', 'web_fetch', 'replace'];
const WORKSPACE = 'Workspace Directories:';
const MARKS = ['"tokens"', '"projectHash"', '"$set"', WORKSPACE];

/** Watches the chat files: `tmp/<project>/chats/session-*`, and those of subagents in a folder named after the session. */
export async function watchGeminiChats(place: Place): Promise<(run: RunTime) => Promise<readonly GeminiChat[]>> {
  const within = place.env.GEMINI_CLI_HOME || place.home;
  const matches = (path: string) => /^[^/]+\/chats\/(?:session-[^/]+\.jsonl?|[^/]+\/[^/]+\.jsonl)$/.test(path);
  const files = await watchFiles(place, {root: join(within, '.gemini', 'tmp'), within, depth: 3, matches});

  // 0.12 to 0.30 keep one document a session; what it held before cannot be told from it afterwards.
  const idsBefore = await readBefore(files, isDocument, (document) => idsOf([pickFact(document)]));

  return async (run) => {
    const {files: changed, isAll} = newestFiles(await files.changed(run));
    const folders = [place.cwd, await realpath(place.cwd).catch(() => place.cwd)];
    const hashes = folders.map((folder) => createHash('sha256').update(folder).digest('hex'));
    const chats: (GeminiChat & {readonly root: string})[] = [];
    for (const {file, facts, isNew, isWhole, old} of await readChats(changed, idsBefore, run)) {
      const messages = new Map(facts.flatMap((fact) => fact.messages).map((message) => [message.id, message]));
      for (const id of old) messages.delete(id);
      const own = facts.find((fact) => fact.sessionId !== undefined)?.sessionId;
      const hash = facts.find((fact) => fact.projectHash !== undefined)?.projectHash;
      const workspace = facts.map((fact) => fact.workspace).join('');
      const parent = /\/chats\/([^/]+)\//.exec(file.name)?.[1];
      chats.push({
        ...sumMessages([...messages.values()], parent === undefined),
        isSummedUp: isSummedUp(facts),
        root: parent ?? own ?? file.name,
        sessionId: parent ?? own,
        isNew: isNew && old.size === 0,
        isHere: hashes.includes(hash ?? '') || folders.some((folder) => workspace.includes(`- ${folder}\n`)),
        isWhole: isWhole && isAll && !(isDocument(file.name) && mayLackCalls(messages.values())),
      });
    }
    const roots = new Set(chats.map((chat) => chat.root));
    return [...roots].map((root) => joinChats(chats.filter((chat) => chat.root === root)));
  };
}

interface ReadChat extends Pick<Growth<Fact>, 'file' | 'isNew' | 'isWhole'> {
  readonly facts: readonly Fact[];
  /** Messages that are older than the run. */
  readonly old: ReadonlySet<string>;
}

async function readChats(
  files: readonly ChangedFile[],
  idsBefore: ReadonlyMap<string, ReadonlySet<string>>,
  run: RunTime,
): Promise<readonly ReadChat[]> {
  const wants = (line: Buffer) => MARKS.some((mark) => line.includes(mark));
  const lines = await readGrowths(
    files.filter(({name}) => !isDocument(name)),
    wants,
    pickFact,
    run,
  );
  const documents = [];
  for (const file of files.filter(({name}) => isDocument(name))) {
    const document = asObject(await readDocument(file.path));
    documents.push({file, fact: pickFact(document ?? {}), isRead: document !== undefined});
  }
  const documentSince = ownSince(
    documents.flatMap(({fact}) => fact.messages.map(({time}) => time)),
    run,
  );
  return [
    // A session of the older kind that is resumed goes on in a file of the newer kind, with all it held.
    ...lines.map(({file, before, after, isNew, isWhole, since}) => ({
      ...{file, isNew, isWhole},
      facts: [...before.map((fact) => ({...fact, messages: []})), ...after],
      old: new Set([...idsOf(before), ...(idsBefore.get(file.name.slice(0, -1)) ?? []), ...olderThan(since, after)]),
    })),
    ...documents.map(({file, fact, isRead}) => ({
      ...{file, facts: [fact], isNew: file.isNew, isWhole: isRead && (file.isNew || idsBefore.has(file.name))},
      old: new Set([...(idsBefore.get(file.name) ?? []), ...olderThan(documentSince, [fact])]),
    })),
  ].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file));
}

function olderThan(since: number, facts: readonly Fact[]): readonly string[] {
  const messages = facts.flatMap((fact) => fact.messages);
  return messages.filter(({time}) => time !== null && time < since).map(({id}) => id);
}

/** The messages that a line or a document tells: itself, or those under `messages` or `$set.messages`. */
function pickFact(record: Json): Fact {
  const listed = [record.messages, asObject(record.$set)?.messages].flatMap(asArray);
  return {
    sessionId: asText(record.sessionId),
    projectHash: asText(record.projectHash),
    workspace: listed.map(readWorkspace).join(''),
    isRewrite: asObject(record.$set)?.messages !== undefined,
    messages: [record, ...listed].flatMap(pickMessage),
  };
}

/** Newer versions begin a session with a message that names the folders, one a line. */
function readWorkspace(value: unknown): string {
  const text = asText(asObject(asArray(asObject(value)?.content)[0])?.text) ?? '';
  const start = text.indexOf(WORKSPACE);
  return start === -1 ? '' : text.slice(start, start + LONGEST_WORKSPACE);
}

/** Subagents, compressions and rewinds leave the tokens of a message what they are: they were used. */
function pickMessage(value: unknown): readonly Message[] {
  const message = asObject(value);
  const [id, tokens] = [asText(message?.id), asObject(message?.tokens)];
  if (message?.type !== 'gemini' || id === undefined || tokens === undefined) return [];
  const tools = asArray(message.toolCalls).map((call) => asText(asObject(call)?.name) ?? '');
  const hasHelpers = tools.some((tool) => HELPER_TOOLS.includes(tool));
  const figures = readMessageTokens(tokens);
  return [
    {
      ...{id, time: timeOf(message), model: asText(message.model), figures, total: readCount(tokens.total), hasHelpers},
      tools: tools.length,
    },
  ];
}

/** A model sums up a conversation that has become too long: then all messages are written anew amid the run. */
function isSummedUp(facts: readonly Fact[]): boolean {
  const first = facts.findIndex(({messages, isRewrite}) => messages.length > 0 && !isRewrite);
  return first !== -1 && facts.slice(first).some(({isRewrite}) => isRewrite);
}

/** A call that answers with a tool alone is added to the message before it in the older files, and its tokens are lost. */
function mayLackCalls(messages: Iterable<Message>): boolean {
  return [...messages].some(({tools}) => tools > 1);
}

function idsOf(facts: readonly Fact[]): ReadonlySet<string> {
  return new Set(facts.flatMap((fact) => fact.messages.map((message) => message.id)));
}

function sumMessages(messages: readonly Message[], isMain: boolean) {
  const turns = isMain ? messages.length : 0;
  const shares = messages.flatMap(({model, figures}) =>
    model === undefined ? [] : [{...figures, model, turns: 1, cost: null}],
  );
  return {
    figures: sumFigures(messages.map((message) => message.figures)),
    total: sumCounts(messages.map((message) => message.total)),
    models: addShares(shares),
    turns,
    hasHelpers: messages.some((message) => message.hasHelpers),
  };
}

function joinChats(chats: readonly GeminiChat[]): GeminiChat {
  return {
    sessionId: chats[0]?.sessionId,
    figures: sumFigures(chats.map((chat) => chat.figures)),
    total: sumCounts(chats.map((chat) => chat.total)),
    models: addShares(chats.flatMap((chat) => chat.models)),
    turns: chats.reduce((sum, chat) => sum + chat.turns, 0),
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
