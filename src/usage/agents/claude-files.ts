import {basename, dirname, join} from 'node:path';
import type {Place} from '../agent-reader.ts';
import {readCost} from '../figures.ts';
import {asArray, asObject, digText, type Json} from '../json.ts';
import {type Growth, readGrowth} from '../read-growth.ts';
import {readRecords} from '../read-records.ts';
import {type ChangedFile, hasGrown, type SessionFiles, watchFiles} from '../session-files.ts';
import {type Account, type Message, mergeCopies, readMessage, readModelUsage} from './claude-records.ts';

/** What a session's files tell of one run: what was added to them since it began. */
export interface DiskSession {
  readonly id: string;
  readonly isNew: boolean;
  readonly cwd: string | null;
  readonly version: string | null;
  /** One for each call, subagents' too. */
  readonly messages: readonly Message[];
  /** The cumulative account before the run, and at its end; versions before 2.1.3 keep none. */
  readonly accountBefore: Account | null;
  readonly account: Account | null;
  readonly end: SessionEnd;
  readonly isWhole: boolean;
}

/** How the main conversation ended: `cut` in the middle of something; `unanswered`: with a prompt, or a command of the CLI. */
export type SessionEnd = 'finished' | 'turn_limit' | 'api_error' | 'interrupted' | 'cut' | 'unanswered';

type Fact =
  | {readonly kind: 'message'; readonly message: Message; readonly origin: Origin}
  | {readonly kind: 'account'; readonly account: Account; readonly origin: null}
  | {readonly kind: 'prompt' | 'tool_result' | 'api_error' | 'turn_limit' | 'interrupted'; readonly origin: Origin};

interface Origin {
  readonly sessionId: string | null;
  readonly cwd: string | null;
  readonly version: string | null;
}

const MARKS = ['"type":"assistant"', '"type":"user"', '"type":"cost-state"', '"max_turns_reached"'];
/** How many older sessions of the folder are looked into for messages that were copied from them. */
const MOST_SOURCES = 20;

/** The session files below Claude Code's folders: `projects/<folder>/<session>.jsonl`, and those of its subagents. */
export async function watchClaudeFiles(place: Place): Promise<readonly SessionFiles[]> {
  const own = place.env.CLAUDE_CONFIG_DIR;
  const roots =
    own === undefined || own === ''
      ? [join(place.home, '.claude'), join(place.home, '.config', 'claude')].map((root) => ({root, within: place.home}))
      : [{root: own, within: own}];
  return Promise.all(
    roots.map(({root, within}) =>
      watchFiles({root: join(root, 'projects'), within, depth: 6, matches: (path) => path.endsWith('.jsonl')}),
    ),
  );
}

/** The sessions that began or went on since the files were noted. `isResumed`: the command asks for an older one. */
export async function readSessions(
  watched: readonly SessionFiles[],
  isResumed: boolean,
): Promise<readonly DiskSession[]> {
  const sessions: DiskSession[] = [];
  for (const files of watched) {
    const changed = (await files.changed()).filter(hasGrown);
    const subagents: Subagent[] = [];
    for (const file of changed.filter(isSubagent)) subagents.push({file, growth: await readFacts(file)});
    for (const file of changed.filter((one) => !isSubagent(one))) {
      sessions.push(await readSession({file, subagents, files, isResumed}));
    }
  }
  return sessions;
}

interface Subagent {
  readonly file: ChangedFile;
  readonly growth: Growth<Fact>;
}

async function readSession(given: {
  readonly file: ChangedFile;
  readonly subagents: readonly Subagent[];
  readonly files: SessionFiles;
  readonly isResumed: boolean;
}): Promise<DiskSession> {
  const {file, files, isResumed} = given;
  const id = basename(file.name, '.jsonl');
  const own = await readFacts(file);
  const subagents = given.subagents.filter((one) => parentOf(one) === id);
  const added = [...own.after, ...subagents.flatMap(({growth}) => growth.after)];
  const messages = mergeCopies(added.flatMap((fact) => (fact.kind === 'message' ? [fact.message] : [])));
  const mayHoldCopies = file.isNew && (isResumed || messages.some(({requestId}) => requestId === null));
  const old = mayHoldCopies ? await readOlderIds(file, files) : new Set();
  // The last one: copied messages have those of their own time.
  const origin = own.after.findLast((fact) => fact.origin !== null)?.origin ?? null;
  return {
    id,
    isNew: file.isNew,
    cwd: origin?.cwd ?? null,
    version: origin?.version ?? null,
    messages: messages.filter((message) => !old.has(message.id)),
    accountBefore: lastAccount(own.before),
    account: lastAccount(own.after),
    end: endOf(own.after, isOld(origin?.version ?? null)),
    isWhole: own.isWhole && subagents.every(({growth}) => growth.isWhole),
  };
}

/** Versions before 2.1 record neither all calls of helper models nor, reliably, how a message ended. */
export function isOld(version: string | null): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major < 2 || (major === 2 && minor < 1);
}

function isSubagent({name}: ChangedFile): boolean {
  return basename(name).startsWith('agent-');
}

/** `<session>/subagents/agent-*.jsonl` since 2.1; in 2.0 it lay beside the session, whose id its records carry. */
function parentOf({file, growth}: Subagent): string | null {
  const [, session] = /([^/]+)\/subagents\//.exec(file.name) ?? [];
  return session ?? growth.after.find((fact) => fact.origin !== null)?.origin?.sessionId ?? null;
}

function readFacts(file: ChangedFile): Promise<Growth<Fact>> {
  return readGrowth(file, (line) => MARKS.some((mark) => line.includes(mark)), readFact);
}

function readFact(record: Json): Fact | undefined {
  if (record.type === 'cost-state') {
    const account = {models: readModelUsage(record.modelUsage), cost: readCost(record.totalCostUSD)};
    return {kind: 'account', account, origin: null};
  }
  const origin = {
    sessionId: digText(record, 'sessionId') ?? null,
    cwd: digText(record, 'cwd') ?? null,
    version: digText(record, 'version') ?? null,
  };
  if (asObject(record.attachment)?.type === 'max_turns_reached') return {kind: 'turn_limit', origin};
  if (record.type === 'assistant') {
    const message = readMessage(record);
    if (message !== undefined) return {kind: 'message', message, origin};
    return record.isApiErrorMessage === true ? {kind: 'api_error', origin} : undefined;
  }
  if (record.type !== 'user' || record.isMeta === true || record.isSidechain === true) return undefined;
  const content = asArray(asObject(record.message)?.content);
  const isInterrupted = content.some(
    (item) => digText(item, 'text')?.startsWith('[Request interrupted by user') === true,
  );
  const isResult = content.some((item) => digText(item, 'type') === 'tool_result');
  return {kind: isInterrupted ? 'interrupted' : isResult ? 'tool_result' : 'prompt', origin};
}

/** Versions 1.0 copy the messages of a session that is resumed into the file of a new one. */
async function readOlderIds(file: ChangedFile, files: SessionFiles): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const folder = dirname(file.name);
  const sources = [...files.before].filter(([name]) => dirname(name) === folder).slice(0, MOST_SOURCES);
  for (const [, {path}] of sources) {
    const isMessage = (line: Buffer) => line.includes('"type":"assistant"');
    await readRecords(path, 0, isMessage, (record) => {
      const id = readMessage(record)?.id;
      if (id !== undefined) ids.add(id);
    });
  }
  return ids;
}

function lastAccount(facts: readonly Fact[]): Account | null {
  return facts.findLast((fact) => fact.kind === 'account')?.account ?? null;
}

function endOf(facts: readonly Fact[], wasOld: boolean): SessionEnd {
  const last = facts.findLast((fact) => fact.kind !== 'account' && !(fact.kind === 'message' && !fact.message.isMain));
  if (last === undefined || last.kind === 'account' || last.kind === 'prompt') return 'unanswered';
  const asked = facts.findLast((fact) => fact.kind === 'message' && fact.message.isMain);
  // An answer by a schema is given with this tool, and nothing is asked after it.
  const isAnswer = asked?.kind === 'message' && asked.message.tools.includes('StructuredOutput');
  if (last.kind === 'tool_result') return isAnswer ? 'finished' : 'cut';
  if (last.kind !== 'message') return last.kind;
  const {stopReason} = last.message;
  if (stopReason === null) return wasOld ? 'finished' : 'cut';
  return stopReason === 'tool_use' && !isAnswer ? 'cut' : 'finished';
}
