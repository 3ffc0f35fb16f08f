import {basename, dirname, join} from 'node:path';
import type {Place} from '../../agent-reader.ts';
import type {Growth} from '../../read-growth.ts';
import {readRecords} from '../../read-records.ts';
import type {RunTime} from '../../run-time.ts';
import {type ChangedFile, hasGrown, type SessionFiles, watchFiles} from '../../session-files.ts';
import {endOf, type Fact, isOld, type ModelRequest, readFacts, type SessionEnd} from './facts.ts';
import {type Account, type Message, mergeCopies, readCostState, readMessage} from './records.ts';

/** The part of one run in a session's files. */
export interface DiskSession {
  readonly id: string;
  readonly isNew: boolean;
  readonly cwd: string | null;
  readonly version: string | null;
  /** One for each call, subagents' too. */
  readonly messages: readonly Message[];
  /** Those of them that came after the last account. */
  readonly unaccounted: readonly Message[];
  /** Accounts that it may go on from: first the one before the run, then that of the session it was copied from. */
  readonly accountsBefore: readonly Account[];
  /** The cumulative account at the end of the run; versions before 2.1.3 keep none. */
  readonly account: Account | null;
  /** It began as a copy of another session. */
  readonly isCopy: boolean;
  /** The parameters of this run's calls. */
  readonly requests: readonly ModelRequest[];
  readonly end: SessionEnd;
  /** A model summed the conversation up, or a subagent's. */
  readonly isCompacted: boolean;
  /** A call broke off in the middle and was tried again; null where no call had to be tried again. */
  readonly isBroken: boolean | null;
  readonly isWhole: boolean;
}

/** The most older sessions, and bytes of them, that are searched for copied messages. */
const MOST_SOURCES = 200;
const MOST_SOURCE_BYTES = 256 * 1024 * 1024;

/** The session files below Claude Code's folders: `projects/<folder>/<session>.jsonl`, and those of its subagents. */
export async function watchClaudeFiles(place: Place): Promise<readonly SessionFiles[]> {
  const own = place.env.CLAUDE_CONFIG_DIR;
  const roots =
    own === undefined || own === ''
      ? [join(place.home, '.claude'), join(place.home, '.config', 'claude')].map((root) => ({root, within: place.home}))
      : [{root: own, within: own}];
  return Promise.all(
    roots.map(({root, within}) =>
      watchFiles(place, {
        root: join(root, 'projects'),
        within,
        depth: 6,
        matches: (path) => path.endsWith('.jsonl'),
      }),
    ),
  );
}

/**
 * The sessions that began or went on since the files were noted; and of the printed ones those that were there before and
 * of which nothing was kept (`--no-session-persistence`). `isResumed`: the command asks for an older one.
 */
export async function readSessions(
  watched: readonly SessionFiles[],
  {
    printedIds,
    isResumed,
    run,
  }: {
    readonly printedIds: readonly string[];
    readonly isResumed: boolean;
    readonly run: RunTime;
  },
): Promise<readonly DiskSession[]> {
  const sessions: DiskSession[] = [];
  for (const files of watched) {
    const changed = (await files.changed(run)).filter(hasGrown);
    const unchanged = unchangedFiles(files, printedIds).filter(({name}) => !changed.some((one) => one.name === name));
    const growths = await readFacts([...changed, ...unchanged], run);
    const subagents = growths.filter(isSubagent);
    const own = growths.filter((growth) => !isSubagent(growth));
    for (const growth of own)
      sessions.push(await readSession({growth, subagents, files, isResumed, earlier: sessions}));
  }
  return sessions;
}

function unchangedFiles(files: SessionFiles, ids: readonly string[]): readonly ChangedFile[] {
  return [...files.before].flatMap(([name, {path, size}]) =>
    ids.includes(basename(name, '.jsonl')) ? [{path, name, from: size, size, isNew: false}] : [],
  );
}

async function readSession(given: {
  readonly growth: Growth<Fact>;
  readonly subagents: readonly Growth<Fact>[];
  readonly files: SessionFiles;
  readonly isResumed: boolean;
  /** Other sessions of this run, which it may be a copy of. */
  readonly earlier: readonly DiskSession[];
}): Promise<DiskSession> {
  const {growth: own, files, isResumed, earlier} = given;
  const id = basename(own.file.name, '.jsonl');
  const subagents = given.subagents.filter((one) => parentOf(one) === id);
  // The last one: copied messages have those of their own time.
  const origin = [...own.before, ...own.after].findLast((fact) => fact.origin !== null)?.origin ?? null;
  const read = (facts: readonly Fact[]) =>
    mergeCopies(facts.flatMap((fact) => (fact.kind === 'message' ? [fact.message] : [])));
  const messages = read([...own.after, ...subagents.flatMap(({after}) => after)]);
  const mayHoldCopies = own.isNew && (isResumed || messages.some(({requestId}) => requestId === null));
  const source =
    sourceAmong(earlier, messages) ?? (mayHoldCopies ? await readSource(own.file, files, messages) : NO_SOURCE);
  const isOwn = ({id: message, requestId}: Message) =>
    !source.ids.has(message) && !(isOld(origin?.version ?? null) && mayHoldCopies && isCopied(requestId, messages));
  const added = messages.filter(isOwn);
  const facts = [own, ...subagents].flatMap(({after}) => after);
  const retries = facts.flatMap((fact) => (fact.kind === 'retry' ? [fact.isBroken] : []));
  const lastAt = own.after.findLastIndex((fact) => fact.kind === 'account');
  const accounted = new Set(read(own.after.slice(0, lastAt + 1)).map((message) => message.id));
  return {
    id,
    isNew: own.isNew,
    cwd: origin?.cwd ?? null,
    version: origin?.version ?? null,
    messages: added,
    unaccounted: read(own.after.slice(lastAt + 1)).filter((one) => isOwn(one) && !accounted.has(one.id)),
    accountsBefore: [...lastOf(accountsOf(own.before)), ...source.accounts],
    account: accountsOf(own.after).at(-1) ?? null,
    isCopy: source.ids.size > 0,
    requests: own.after.flatMap((fact) => (fact.kind === 'request' ? [fact.request] : [])),
    isCompacted: facts.some(({kind}) => kind === 'compacted'),
    isBroken: retries.length === 0 ? null : retries.includes(true),
    end: endOf(own.after, isOld(origin?.version ?? null)),
    isWhole: own.isWhole && subagents.every(({isWhole}) => isWhole),
  };
}

/** The messages that versions 1.0 copy have lost their request's id, where the others have one. */
function isCopied(requestId: string | null, messages: readonly Message[]): boolean {
  return requestId === null && messages.some((message) => message.requestId !== null);
}

function accountsOf(facts: readonly Fact[]): readonly Account[] {
  return facts.flatMap((fact) => (fact.kind === 'account' ? [fact.account] : []));
}

function lastOf<T>(all: readonly T[]): readonly T[] {
  return all.slice(-1);
}

function isSubagent({file}: Growth<Fact>): boolean {
  return basename(file.name).startsWith('agent-');
}

/** `<session>/subagents/agent-*.jsonl` since 2.1; in 2.0 it lay beside the session, whose id its records carry. */
function parentOf({file, after}: Growth<Fact>): string | null {
  const [, session] = /([^/]+)\/subagents\//.exec(file.name) ?? [];
  return session ?? after.find((fact) => fact.origin !== null)?.origin?.sessionId ?? null;
}

/** The messages and accounts that a copied session took over. */
interface Source {
  readonly ids: ReadonlySet<string>;
  readonly accounts: readonly Account[];
}

const NO_SOURCE: Source = {ids: new Set(), accounts: []};

/** The same where that one is of this run as well, as after `--fork-session`. */
function sourceAmong(earlier: readonly DiskSession[], [first]: readonly Message[]): Source | undefined {
  const ids = new Set(earlier.flatMap(({messages}) => messages.map(({id}) => id)));
  if (first === undefined || !ids.has(first.id)) return undefined;
  return {ids, accounts: earlier.flatMap(({account}) => account ?? []).reverse()};
}

/** The older session, of the same folder and the newest first, that has the first of these messages in it. */
async function readSource(file: ChangedFile, files: SessionFiles, messages: readonly Message[]): Promise<Source> {
  const [first] = messages;
  const folder = dirname(file.name);
  const older = [...files.before].filter(([name]) => dirname(name) === folder);
  let bytes = 0;
  for (const [, {path, size}] of older.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs).slice(0, MOST_SOURCES)) {
    bytes += size;
    if (first === undefined || bytes > MOST_SOURCE_BYTES) break;
    const ids = new Set<string>();
    let account: Account | undefined;
    const wants = (line: Buffer) => line.includes('"assistant"') || line.includes('"cost-state"');
    await readRecords(path, 0, wants, (record) => {
      if (record.type === 'cost-state') account = readCostState(record);
      else ids.add(readMessage(record)?.id ?? '');
    });
    if (ids.has(first.id)) return {ids, accounts: account === undefined ? [] : [account]};
  }
  return NO_SOURCE;
}
