import {join} from 'node:path';
import {describeError, GitError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Landed} from '../domain/ports/commits.ts';
import type {Diffs} from '../domain/ports/diffs.ts';
import type {Git, Repository, RepositoryMark} from '../domain/ports/git.ts';
import type {ObjectStore, Remote} from '../domain/ports/remote.ts';
import type {Environment} from '../domain/ports/system.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {archiveChanged} from './archive-files.ts';
import {type Baseline, captureBaseline, listConfig, parseConfig, readConfig, type WorkTreeConfig} from './baseline.ts';
import {openCommits} from './checked-commits.ts';
import {holdCheckout} from './checkout-guard.ts';
import {readCloneState, readCommitTraces} from './clone-traces.ts';
import {type Connection, openConnection, type RemoteLimits} from './connection.ts';
import type {CredentialSource} from './credentials.ts';
import {configuredPager, openDiffs} from './diffs.ts';
import {captureEnvironment, USERS_GIT, type UsersGit} from './git-environment.ts';
import {findPlainWorkTree} from './git-files.ts';
import {
  findDirtyFiles,
  findKeepers,
  findPlacesBesideHead,
  findUnreached,
  isBranchName,
  listRefs,
  otherWorkTreesWith,
  readHead,
  updateLocalRefs,
} from './head.ts';
import {type History, openHistory} from './history.ts';
import {configuredIdentity} from './identity.ts';
import {openLanded} from './landed.ts';
import {commitLeftovers, countLeftovers} from './leftovers.ts';
import {openLfs} from './lfs.ts';
import {
  confirmsPlace,
  type GitFolders,
  gitOf,
  type Location,
  locateMark,
  locateWorkTree,
  markRepository,
  settingsOfMark,
} from './locate.ts';
import {openObjects} from './objects.ts';
import {findLock, findOperation, whyUnwritable} from './operations.ts';
import {openPrivateRepository} from './private-repository.ts';
import {makeScratch, openPrivateWorkTree} from './private-work-tree.ts';
import {shownPath} from './raw-diff.ts';
import {openRemote} from './remote.ts';
import {changedRemotes} from './remote-urls.ts';
import {finishLocalReset, noteFilesThatStay, resetLocalBranch} from './reset-branch.ts';
import {findGone, takeSnapshot} from './snapshot.ts';
import {readStashes} from './stash-list.ts';
import {commitStashes} from './stashes.ts';
import {submodulesOf} from './submodules.ts';
import {leaveNewBranch, notePush, switchToBranch} from './switch-branch.ts';

interface GitOptions {
  /** Tokens for the remote. Without them git uses what is configured. */
  readonly credentials?: CredentialSource;
  /** The environment to read git's identity from. Default: the process's own. */
  readonly environment?: Environment;
  /** Tells which variables the agent is given. Default: all. Later git commands get those and what git needs. */
  readonly isGiven?: (name: string) => boolean;
  /** A secret for marks, unknown to the agent and the same in every process of a job. Empty when there is none. */
  readonly markKey?: string;
  /** The folder for private repositories. Default: RUNNER_TEMP or the system's. */
  readonly temporaryDirectory?: string;
  /** Called with each temporary folder that is made: private repositories, and work trees apart. */
  readonly onFolder?: (folder: string) => void;
}

const NO_CREDENTIALS: CredentialSource = {pushToken: null, fallbackToken: null, serverUrl: null};

export function openGit(options: GitOptions = {}): Git {
  return {open: (directory, mark) => openRepository(options, directory, mark)};
}

async function openRepository(options: GitOptions, directory: string, mark?: RepositoryMark): Promise<Repository> {
  const {credentials = NO_CREDENTIALS, environment = process.env, markKey = '', temporaryDirectory, onFolder} = options;
  const {place, config} = mark === undefined ? await look(directory) : await lookAgain(mark, markKey);
  const baseline = captureBaseline(config, {
    ...place,
    environment: captureEnvironment(process.env, options.isGiven ?? (() => true)),
    ...(mark !== undefined && {programs: mark.programs, filterFiles: mark.filterFiles}),
  });
  const {location, connection, remote, objects, history, diffs, landed} = connect({
    baseline,
    place,
    credentials,
    ...(temporaryDirectory !== undefined && {temporaryDirectory}),
    ...(onFolder !== undefined && {onFolder}),
  });
  const files = openPrivateWorkTree(location);
  const identity = configuredIdentity(baseline.config, environment);
  const readSettings = () => readRegularFile(join(place.commonDir, 'config'));
  let settingsBefore: Buffer | null = null;

  return {
    ...place,
    ...history,
    remote,
    objects,
    diffs,
    landed,
    pager: configuredPager(baseline.entries),
    identity,
    // Made on demand: the command line needs none.
    get mark() {
      return mark ?? markRepository(place, [...config.entries, ...config.lfsEntries], baseline, markKey);
    },
    settings: baseline.settings,
    head: () => readHead(location),
    findLock: () => findLock(location),
    whyUnwritable: () => whyUnwritable(location),
    isBranchName: (name) => isBranchName(location, name),
    switchTo: (branch) => switchToBranch({location, remote, connection, isAncestor: history.isAncestor}, branch),
    leaveNewBranch: (branch, back) => leaveNewBranch(location, branch, back),
    cloneState: async () => await readCloneState(location, (await readHead(location)).sha),
    placesBesideHead: (since) => findPlacesBesideHead(location, since),
    commitTraces: (since, until) => readCommitTraces(location, since, until),
    snapshot: () => {
      baseline.filters.note();
      settingsBefore = readSettings();
      return takeSnapshot(files);
    },
    commitLeftovers: (request) => commitLeftovers({files, identity, remote}, request),
    countLeftovers: (request) => countLeftovers(files, request),
    archiveChanged: (since, request) => archiveChanged(location, since, request),
    commitStashes: (request, onto) => commitStashes({files, identity, remote}, request, onto),
    stashes: () => readStashes(location),
    noteFilesThatStay: (since) => noteFilesThatStay(files, since),
    findGone: (request) => findGone(files, request),
    changedRemotes: async (branch) => {
      const now = readSettings();
      if (settingsBefore === null || now === null || now.equals(settingsBefore)) return [];
      const others = baseline.entries.filter(({scope}) => scope !== 'local');
      const read = async (text: Buffer) => [...others, ...(await parseConfig(gitOf(location), text))];
      const before = await read(settingsBefore);
      const after = await read(now).catch((cause: unknown) => {
        const file = quote(join(place.commonDir, 'config'));
        throw new GitError(
          'git-failed',
          `The agent left ${file} as git cannot read it, so git works here no more. Mend it: ${describeError(cause)}`,
          {cause},
        );
      });
      return changedRemotes(before, after, {root: place.root, branch});
    },
    holdCheckout: () => holdCheckout(files),
    submodulesOf: (commit) => submodulesOf(files, commit),
    dirtyPaths: async () => (await findDirtyFiles(location)).dirty.map(shownPath),
    otherWorkTreesWith: (branch) => otherWorkTreesWith(location, branch),
    operationOn: (branch) => findOperation(location, branch),
    localRefs: (prefix) => listRefs(location, prefix),
    updateLocalRefs: (updates) => updateLocalRefs(location, updates),
    notePush: (branch, to) => notePush(location, branch, to),
    findUnreached: (shas) => findUnreached(location, shas),
    keepersOf: (shas) => findKeepers(location, shas),
    resetBranch: (branch, from, to, pin) => resetLocalBranch(location, {branch, from, to, pin}),
    finishReset: (branch, from, to) => finishLocalReset(location, {branch, from, to}),
    makeScratch: () => makeScratch(location, connection, options),
    close: async () => location.repository.remove(),
  };
}

interface Found {
  readonly place: GitFolders;
  readonly config: WorkTreeConfig;
}

async function look(directory: string): Promise<Found> {
  // Started early to save time. Where there is no work tree, people must hear of that, not of this failure.
  const listing = listConfig(directory);
  listing.catch(() => {});
  const plain = findPlainWorkTree(directory);
  const isConfirmed = plain !== null && (await listing.then(confirmsPlace, () => false));
  const place = isConfirmed ? plain : await locateWorkTree(directory);
  return {place, config: await readConfig(place.root, listing)};
}

async function lookAgain(mark: RepositoryMark, key: string): Promise<Found> {
  const place = locateMark(mark);
  const {git} = mark.programs;
  const as: UsersGit = git === undefined ? USERS_GIT : {...USERS_GIT, program: git};
  const {entries, lfsEntries} = await readConfig(place.root, listConfig(place.root, as));
  const known = (list: WorkTreeConfig['entries']) => settingsOfMark(list, mark, key);
  return {place, config: {entries: known(entries), lfsEntries: known(lfsEntries)}};
}

interface ConnectRequest {
  readonly baseline: Baseline;
  readonly place: GitFolders;
  readonly credentials: CredentialSource;
  /** The folder for the private repository. Default: the runner's or the system's temporary one. */
  readonly temporaryDirectory?: string;
  readonly onFolder?: (folder: string) => void;
  readonly limits?: RemoteLimits;
}

export interface Connected {
  readonly location: Location;
  readonly connection: Connection | null;
  readonly remote: Remote | null;
  readonly objects: ObjectStore | null;
  readonly history: History;
  readonly diffs: Diffs;
  readonly landed: Landed;
}

/** Wires up everything that works in the private repository. Starts no process and writes nothing yet. */
export function connect(request: ConnectRequest): Connected {
  const {baseline, credentials, limits, place, temporaryDirectory, onFolder} = request;
  const {commonDir} = place;
  const repository = openPrivateRepository({
    baseline,
    commonDir,
    ...(temporaryDirectory !== undefined && {temporaryDirectory}),
    ...(onFolder !== undefined && {onFolder}),
  });
  const commits = openCommits(repository);
  const location = {...place, baseline, repository};
  const captured = baseline.remote;
  const connection = captured === null ? null : openConnection(baseline, captured, repository, credentials, limits);
  return {
    location,
    connection,
    remote:
      captured === null || connection === null
        ? null
        : openRemote(
            captured,
            {repository, commits, connection},
            openLfs({commonDir, baseline, repository, connection}, captured),
          ),
    objects: connection === null ? null : openObjects(connection, repository),
    history: openHistory({location, commits, connection}),
    diffs: openDiffs(repository, connection, baseline),
    landed: openLanded(repository),
  };
}
