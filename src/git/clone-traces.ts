import {lstatSync} from 'node:fs';
import {join} from 'node:path';
import {isSha, type Sha} from '../domain/identity.ts';
import type {CloneState, CommitTraces} from '../domain/ports/work-tree.ts';
import {readRegularFile, walkBelow} from '../files/regular-file.ts';
import {readRefFiles} from './git-files.ts';
import {gitAt, type Location} from './locate.ts';
import {gitFolders, namesIn, readEnd} from './operations.ts';

/** File systems keep times less exactly than the clock. */
const CLOCK_SLACK_MS = 2_000;
/** A commit on top of HEAD may claim to be this much older than HEAD. */
const DATE_SLACK_S = 86_400;
/** Refs such as MERGE_HEAD, which git keeps beside all others during a merge, a rebase or a fetch. */
const PSEUDO_REF = /^[A-Z][A-Z_]*$/;

/**
 * Notes, before the agent runs, every commit that the clone knows: by its refs, its reflogs, and what a merge or a
 * fetch has left. The result stays in our process, since an agent can change all of these.
 */
export async function readCloneState(location: Location, head: Sha | null): Promise<CloneState> {
  const list = async (...args: readonly string[]) => {
    const command = ['rev-list', '--timestamp', ...args, '--all', '--reflog'];
    const output = await gitAt(location, {args: command, allowExit: 'any'});
    return new Map(
      output.stdout.split('\n').flatMap((line) => {
        const [seconds = '', sha = ''] = line.split(' ');
        return isSha(sha) ? [[sha, Number(seconds)] as const] : [];
      }),
    );
  };
  const tips = knowsOnly(location, head) ? new Map([[head, 0]]) : await list('--no-walk=unsorted');
  // A commit much older than HEAD is not on top of it.
  const oldest = (tips.get(head ?? '') ?? 0) - DATE_SLACK_S;
  const isAhead = head !== null && [...tips].some(([sha, seconds]) => sha !== head && seconds >= oldest);
  const folders = gitFolders(location);
  return {
    tips: [...new Set([...tips.keys(), ...folders.flatMap(pseudoRefs)])],
    beyondHead: isAhead ? [...(await list(`^${head}`, `--since=${oldest}`)).keys()] : [],
    gitFolders: folders,
    fetchHeads: fetchHeads(folders),
    takenAt: Date.now(),
  };
}

/** The number of reflogs, and the size of each, up to which they are read instead of asking git. */
const FEW_LOGS = 200;
const MOST_LOG_BYTES = 64 * 1024;

/** True if all refs and reflogs name this commit and no other, as in a job's fresh checkout. False in doubt. */
function knowsOnly(location: Location, head: Sha | null): head is Sha {
  const logs = join(location.commonDir, 'logs');
  if (head === null) return false;
  const refs = gitFolders(location).length === 1 ? readRefFiles(location, 'refs/') : null;
  if (refs === null || ![...refs.values()].every((sha) => sha === head)) return false;
  const ofHead = new RegExp(`^(?:(?:0+|${head}) ${head} .*\\n)*$`);
  try {
    let entries = 0;
    for (const entry of walkBelow(logs)) {
      if (++entries > FEW_LOGS) return false;
      const path = join(entry.parentPath, entry.name);
      if (!entry.isDirectory() && !ofHead.test(readRegularFile(path, MOST_LOG_BYTES)?.toString('latin1') ?? ' '))
        return false;
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads how commits have come into the clone since then: made by a command here, fetched, or pushed. It reads only
 * files that the agent could have written, so the result is worth as much as an honest agent's word.
 */
export function readCommitTraces(location: Location, since: CloneState, until: Date | null): CommitTraces {
  const traces = {
    made: new Set<Sha>(),
    madeElsewhere: new Set<Sha>(),
    madeLater: new Set<Sha>(),
    fetched: new Set<Sha>(),
    pushed: new Set<Sha>(),
  };
  const known = new Set(since.tips);
  const fetch = (sha: Sha) => void (known.has(sha) || traces.fetched.add(sha));
  const folders = gitFolders(location);
  const files = [
    ...folders.map((folder) => ({path: join(folder, 'logs', 'HEAD'), isOthers: isOthers(folder, location, since)})),
    ...logsBelow(join(location.commonDir, 'logs', 'refs')).map((path) => ({path, isOthers: false})),
  ];
  const isRemotes = (path: string) => path.startsWith(join(location.commonDir, 'logs', 'refs', 'remotes'));
  for (const {path, isOthers: isOther} of files) {
    if (!hasChanged(path, since.takenAt)) continue;
    for (const {sha, seconds, message} of parseReflog(readEnd(path))) {
      if (isRemotes(path) && message === 'update by push') traces.pushed.add(sha);
      else if (isRemotes(path) || fetches(message)) fetch(sha);
      else if (creates(message)) {
        if (isOther) traces.madeElsewhere.add(sha);
        else if (until !== null && seconds * 1000 > until.getTime()) traces.madeLater.add(sha);
        else traces.made.add(sha);
      }
    }
  }
  const now = fetchHeads(folders);
  const hasFetched = now.some((one) => !since.fetchHeads.includes(one));
  if (hasFetched) for (const folder of folders) shasOf(join(folder, 'FETCH_HEAD')).forEach(fetch);
  return {...traces, hasFetched: hasFetched || traces.fetched.size > 0};
}

/** True for another work tree that existed before the step: somebody else may be at work in it. */
function isOthers(folder: string, {gitDir}: Location, {gitFolders: known}: CloneState): boolean {
  return folder !== gitDir && known.includes(folder);
}

function pseudoRefs(folder: string): readonly Sha[] {
  return namesIn(folder)
    .filter((name) => PSEUDO_REF.test(name))
    .flatMap((name) => shasOf(join(folder, name)));
}

/** Identifies the state of each FETCH_HEAD: git rewrites the file at every fetch, and nobody can set its ctime. */
function fetchHeads(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => {
    const stat = lstatSync(join(folder, 'FETCH_HEAD'), {throwIfNoEntry: false});
    return stat === undefined ? [] : [`${folder} ${stat.ino} ${stat.size} ${stat.ctimeMs}`];
  });
}

function shasOf(path: string): readonly Sha[] {
  return readEnd(path)
    .split('\n')
    .map((line) => line.split('\t', 1)[0] ?? '')
    .filter(isSha);
}

function logsBelow(folder: string): readonly string[] {
  try {
    const files = [...walkBelow(folder)].filter((entry) => entry.isFile());
    return files.map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

function hasChanged(path: string, sinceMs: number): boolean {
  const stat = lstatSync(path, {throwIfNoEntry: false});
  return stat !== undefined && stat.ctimeMs >= sinceMs - CLOCK_SLACK_MS;
}

interface ReflogEntry {
  readonly sha: Sha;
  readonly seconds: number;
  readonly message: string;
}

/** Parses lines of the form `<old> <new> <name> <mail> <seconds> <zone>\t<message>`. */
export function parseReflog(text: string): readonly ReflogEntry[] {
  return text.split('\n').flatMap((line) => {
    const tab = line.indexOf('\t');
    const fields = (tab < 0 ? line : line.slice(0, tab)).split(' ');
    const [, sha = ''] = fields;
    return isSha(sha) ? [{sha, seconds: Number(fields.at(-2)) || 0, message: tab < 0 ? '' : line.slice(tab + 1)}] : [];
  });
}

/**
 * Reflog messages of commands that make a commit: `commit (amend): …`, `rebase (pick): …`, `pull (pick): …`,
 * `cherry-pick: …`, `merge topic: Merge made by …`. The last pattern is ours, for commits of an agent's leftovers.
 */
const CREATES = [
  /^commit( \([a-z-]+\))?: /,
  /^(rebase|pull)\b.* \((pick|reword|edit|squash|fixup|merge|continue)\): /,
  /^(cherry-pick|revert|am): /,
  /^(merge|pull)\b.*: Merge made by /,
  /^(merge|pull)\b.*: In-index merge$/,
  /^laforge: commit /,
];
/** The command moved to a commit that existed already. */
const FAST_FORWARD = /: fast-forward$/i;
const FETCHES = [/^(fetch|clone)\b/, /^pull\b.*: fast-forward$/i, /^pull\b.* \(start\): /, /\bFETCH_HEAD\b/];

/** Messages that end in the subject of the commit, unlike those of merges. */
const SUBJECT = /^(?:commit(?: \([a-z-]+\))?|cherry-pick|am|(?:rebase|pull)\b.* \((?:pick|reword|edit)\)): (.+)$/;
const MOST_SUBJECT_BYTES = 64 * 1024;

/** The subject of HEAD's commit, if the reflog tells it: a process to read the commit itself would cost each step time. */
export function subjectInReflog({gitDir}: Location, head: Sha): string | null {
  const entries = parseReflog(readEnd(join(gitDir, 'logs', 'HEAD'), MOST_SUBJECT_BYTES));
  const subjects = entries.flatMap(({sha, message}) => (sha === head ? (SUBJECT.exec(message)?.[1] ?? []) : []));
  return subjects.at(-1) ?? null;
}

/** True when a command made the commit of this reflog entry. */
function creates(message: string): boolean {
  return (
    CREATES.some((pattern) => pattern.test(message)) && (message.startsWith('commit') || !FAST_FORWARD.test(message))
  );
}

/** True when the commit of this reflog entry came from elsewhere. */
function fetches(message: string): boolean {
  return !creates(message) && FETCHES.some((pattern) => pattern.test(message));
}
