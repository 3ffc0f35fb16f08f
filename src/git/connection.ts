import {GitError} from '../domain/errors.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import {asSentence} from '../domain/text.ts';
import type {Baseline, CapturedRemote} from './baseline.ts';
import {type Access, type CredentialSource, chooseAccess, type Login, settleAccess} from './credentials.ts';
import {missingCommits} from './plumbing.ts';
import {type PrivateCommand, type PrivateRepository, REMOTE_NAME} from './private-repository.ts';
import {COMMAND_LINE_ADVICE, explainReadFailure, JOB_ADVICE, type PushAdvice} from './refusals.ts';
import {repositoryFromUrl} from './remote-urls.ts';
import {type ConfigEntry, type GitOutput, lastWords} from './run-git.ts';

/** A command that reads objects, its input, and how its output is decoded. */
export type ReadCommand = Pick<PrivateCommand, 'args' | 'input' | 'encoding' | 'config' | 'env'>;

export interface FetchOptions {
  readonly depth?: number;
  /** Fetch this number of commits behind every shallow boundary. */
  readonly deepen?: number;
  /** Fetch commits alone, where the remote can leave out trees and files. */
  readonly commitsOnly?: boolean;
  /** Fetch commits and this number of tree levels, likewise. */
  readonly levels?: number;
  /** Also delete local refs that the remote no longer has. */
  readonly prune?: boolean;
  /** Do not tell the remote what is here: it would walk its history for that, to leave out little. */
  readonly silent?: boolean;
}

/** The captured remote with the credentials chosen for it. Each call is one git process in a private repository. */
export interface Connection {
  /** The advice to give when the remote refuses. */
  readonly advice: PushAdvice;
  /** Returns the output of `git ls-remote`. Throws GitError, whose code says whether the remote was reached. */
  list(args: readonly string[]): Promise<string>;
  /** Fetches SHAs or refs into a private repository; false when the remote lacks one of them. Throws GitError. */
  fetch(into: PrivateRepository, what: readonly string[], options: FetchOptions): Promise<boolean>;
  /** Runs git in a private repository and lets it fetch what it misses; every exit code is an answer. */
  read(from: PrivateRepository, command: ReadCommand): Promise<GitOutput>;
  /** Runs `git push`, or a dry run, with these options and refspecs; every exit code is an answer. */
  push(from: PrivateRepository, options: readonly string[], refspecs: readonly string[]): Promise<GitOutput>;
  wouldPush(from: PrivateRepository, options: readonly string[], refspecs: readonly string[]): Promise<GitOutput>;
  /** The access to a URL, with the credentials meant for it and no others. */
  accessTo(url: string): Promise<Access>;
  /** The access for reading the remote, for a git command that must run elsewhere. */
  readAccess(): Promise<Access>;
}

/** The greatest depth, which git itself sends for `--unshallow`. */
export const WHOLE_DEPTH = 2_147_483_647;

/** Ends an HTTP transfer that stalls for half a minute; the user's own settings come later and win. */
export const PATIENCE: readonly ConfigEntry[] = [
  {key: 'http.lowSpeedLimit', value: '1'},
  {key: 'http.lowSpeedTime', value: '30'},
];

/** The longest waits for a remote, whatever the protocol. */
export interface RemoteLimits {
  /** The limit of a question with a short answer. */
  readonly questionMs: number;
  /** The limit of a question after the remote has stalled: then it is first asked whether it is there at all. */
  readonly againMs: number;
  /** The limit of a transfer of objects, of any size. */
  readonly transferMs: number;
  /** A failure that took less than this is an answer, not a stall. */
  readonly stallMs: number;
}

export const REMOTE_LIMITS: RemoteLimits = {
  questionMs: 20_000,
  againMs: 10_000,
  transferMs: 600_000,
  stallMs: 5_000,
};

const GONE = /couldn't find remote ref|not our ref|no such remote ref/;
const SHA_REFUSED = /Server does not allow request for unadvertised object/;

/** Opens a connection to the captured remote. Nothing is sent before the first call. */
export function openConnection(
  baseline: Baseline,
  remote: CapturedRemote,
  repository: PrivateRepository,
  credentials: CredentialSource,
  limits: RemoteLimits = REMOTE_LIMITS,
): Connection {
  const advice = {...(credentials.serverUrl === null ? COMMAND_LINE_ADVICE : JOB_ADVICE), remote: remote.name};
  const accesses = new Map<string, Promise<Access>>();
  const accessTo = (url: string): Promise<Access> => {
    const chosen = () =>
      settleAccess(chooseAccess(baseline, url, credentials), (asked) => askHelpers(repository, asked));
    const access = accesses.get(url) ?? chosen();
    accesses.set(url, access);
    return access;
  };
  let hasStalled = false;
  const runWithin = async (limitMs: number, url: string, where: PrivateRepository, command: ReadCommand) => {
    const access = await accessTo(url);
    const began = Date.now();
    const output = await where.git({
      ...command,
      settings: [...PATIENCE, ...access.config, {key: `remote.${REMOTE_NAME}.url`, value: access.url}],
      env: {...access.env, ...command.env},
      allowExit: 'any',
      limitMs,
    });
    hasStalled = output.exitCode !== 0 && Date.now() - began >= limits.stallMs;
    return output;
  };
  const ask = (url: string, args: readonly string[]) =>
    runWithin(hasStalled ? limits.againMs : limits.questionMs, url, repository, {args: ['ls-remote', ...args]});
  const run = async (url: string, where: PrivateRepository, command: ReadCommand, limitMs = limits.transferMs) => {
    if (hasStalled) {
      const isThere = await ask(url, ['--', REMOTE_NAME, 'HEAD']);
      if (isThere.exitCode !== 0) return isThere;
    }
    return await runWithin(limitMs, url, where, command);
  };
  const readFrom = readUrl(remote);

  const list = async (args: readonly string[]): Promise<string> => {
    const output = await ask(readFrom, args);
    if (output.exitCode !== 0) throw readFailure(output, advice);
    return output.stdout;
  };

  const fetch = async (into: PrivateRepository, what: readonly string[], options: FetchOptions): Promise<boolean> => {
    const args = [...(options.silent ? SILENT : []), 'fetch', ...FETCH, ...fetchOptions(options)];
    const output = await run(readFrom, into, {args, input: refspecs(what)});
    if (output.exitCode === 0) return true;
    if (SHA_REFUSED.test(output.stderr)) return await fetchEverything(into, what, options);
    if (GONE.test(output.stderr)) return false;
    throw readFailure(output, advice);
  };

  /** Fetches everything in full depth from a server that serves no commit by its SHA, then checks what came. */
  const fetchEverything = async (into: PrivateRepository, what: readonly string[], options: FetchOptions) => {
    const all = [
      '+refs/heads/*:refs/all/heads/*',
      '+refs/tags/*:refs/all/tags/*',
      '+refs/laforge/*:refs/all/laforge/*',
    ];
    const depth = fetchOptions({commitsOnly: options.commitsOnly ?? false, depth: WHOLE_DEPTH});
    const output = await run(readFrom, into, {args: ['fetch', ...FETCH, ...depth], input: `${all.join('\n')}\n`});
    if (output.exitCode !== 0) throw readFailure(output, advice);
    return (await missingCommits(into.git, what.filter(isSha))).length === 0;
  };

  return {
    advice,
    list,
    fetch,
    accessTo,
    readAccess: () => accessTo(readFrom),
    // git fetches what it misses from the remote that we gave it.
    read: async (from, command) =>
      await run(readFrom, from, {...command, env: {...command.env, GIT_NO_LAZY_FETCH: '0'}}),
    push: async (from, options, specs) =>
      await run(remote.pushUrl, from, {args: ['push', ...options, '--', REMOTE_NAME, ...specs]}),
    wouldPush: async (from, options, specs) => {
      const args = ['push', '--dry-run', ...options, '--', REMOTE_NAME, ...specs];
      return await run(remote.pushUrl, from, {args}, limits.questionMs);
    },
  };
}

async function askHelpers(repository: PrivateRepository, url: string): Promise<Login | null> {
  const output = await repository.git({
    args: ['credential', 'fill'],
    input: `url=${url}\n\n`,
    env: {GIT_ASKPASS: '', SSH_ASKPASS: '', GCM_INTERACTIVE: 'never'},
    allowExit: 'any',
  });
  const username = /^username=(.*)$/m.exec(output.stdout)?.[1];
  const password = /^password=(.*)$/m.exec(output.stdout)?.[1];
  return output.exitCode === 0 && username !== undefined && password ? {username, password} : null;
}

/** The settings of a fetch that does not tell the remote what is here. */
export const SILENT = ['-c', 'fetch.negotiationAlgorithm=noop'];

/** The options of every fetch: it brings objects and the refs that are asked for, and does nothing else. */
export const FETCH_ALONE = [
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-auto-maintenance',
];
const FETCH = [...FETCH_ALONE, '--no-show-forced-updates', '--stdin'];

function fetchOptions({depth, deepen, commitsOnly, levels, prune}: FetchOptions): readonly string[] {
  return [
    ...(depth === undefined ? [] : [`--depth=${depth}`]),
    ...(deepen === undefined ? [] : [`--deepen=${deepen}`]),
    ...(commitsOnly ? ['--filter=tree:0'] : levels === undefined ? [] : [`--filter=tree:${levels}`]),
    ...(prune ? ['--prune'] : []),
    REMOTE_NAME,
  ];
}

/** Gives each commit a ref of ours, which tells the next fetch that it is here. */
function refspecs(what: readonly string[]): string {
  return `${what.map((one) => (isSha(one) ? `+${one}:refs/fetched/${one}` : one)).join('\n')}\n`;
}

/**
 * Chooses the URL to read from. A lease comes from what is read, so it must be the repository that is pushed to: when
 * the push URL is another repository (a fork), that one is read.
 */
export function readUrl(remote: CapturedRemote): string {
  const [fetched, pushed] = [repositoryFromUrl(remote.fetchUrl), repositoryFromUrl(remote.pushUrl)];
  return fetched !== null && fetched === pushed ? remote.fetchUrl : remote.pushUrl;
}

/** A command failed because an object is missing, which a partial clone can fetch. */
const MISSING_OBJECT = /unable to read|missing blob|bad object|could not fetch|lazy fetching disabled|unable to load/i;

const LACKS_OBJECTS =
  'This clone lacks objects that were needed, as a partial clone does: git fetch --refetch --no-filter gets them all.';

/** Runs a command in a private repository, and again with what it misses fetched. Throws GitError. */
export async function readCompletely(
  repository: PrivateRepository,
  connection: Connection | null,
  command: ReadCommand,
): Promise<string> {
  const output = await repository.git({...command, allowExit: 'any'});
  if (output.exitCode === 0) return output.stdout;
  const isMissing = MISSING_OBJECT.test(output.stderr);
  if (!isMissing || connection === null) {
    const failure = `git ${command.args[0]} failed: ${lastWords(output)}`;
    throw new GitError('git-failed', isMissing ? `${asSentence(failure)} ${LACKS_OBJECTS}` : failure);
  }
  try {
    return (await readOrThrow(connection, repository.forObjects(), command)).stdout;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new GitError(error.code, `${asSentence(error.message)} ${LACKS_OBJECTS}`, {cause: error});
  }
}

/** Lets git fetch what it misses in a private repository. Throws GitError. */
export async function readOrThrow(
  connection: Connection,
  from: PrivateRepository,
  command: ReadCommand,
): Promise<GitOutput> {
  const output = await connection.read(from, command);
  if (output.exitCode !== 0) throw readFailure(output, connection.advice);
  return output;
}

/** Makes the GitError for a command that could not read from the remote. */
export function readFailure(output: GitOutput, advice: PushAdvice): GitError {
  const {unreachable, explanation} = explainReadFailure(output.stderr, advice);
  return new GitError(unreachable ? 'remote-unreachable' : 'git-failed', explanation);
}

/** Fetches the whole history of these tips, commits without files, into a repository for history alone. */
export async function completeHistory(
  connection: Connection,
  history: PrivateRepository,
  tips: readonly Sha[],
): Promise<void> {
  const isCut = history.shallowBoundaries().size > 0;
  const wanted = isCut ? tips : await missingCommits(history.git, tips);
  const depth = isCut ? {depth: WHOLE_DEPTH} : {};
  // The fetch fails when one commit has vanished; then each is fetched by itself.
  if (wanted.length > 0 && !(await connection.fetch(history, wanted, {...depth, commitsOnly: true}))) {
    for (const tip of wanted) await connection.fetch(history, [tip], {...depth, commitsOnly: true});
  }
}
