import type {Git, Repository, RepositoryMark} from '../domain/ports/git.ts';
import {captureBaseline, listConfig, readConfig, type WorkTreeConfig} from './baseline.ts';
import {openBranchSource} from './branch-source.ts';
import {connect} from './connect.ts';
import type {CredentialSource} from './credentials.ts';
import {countChanges} from './diff-stat.ts';
import {isBranchName, isShallow, listDirtyPaths, listRefs, readHead} from './head.ts';
import {holdCheckout} from './held-checkout.ts';
import {configuredIdentity} from './identity.ts';
import {commitLeftovers} from './leftovers.ts';
import {findKeepers, updateLocalRefs} from './local-refs.ts';
import {type Location, locateWorkTree} from './locate.ts';
import {locateMark, markRepository, settingsOfMark} from './mark.ts';
import {openPrivateWorkTree} from './private-work-tree.ts';
import {finishLocalReset, resetLocalBranch} from './reset-branch.ts';
import {useGit} from './run-git.ts';
import {takeSnapshot} from './snapshot.ts';
import {commitStashes} from './stashes.ts';
import {switchToBranch} from './switch-branch.ts';
import {otherWorkTreesWith} from './worktrees.ts';

export interface GitOptions {
  /** Tokens for the remote; without them git has what is configured. */
  readonly credentials?: CredentialSource;
  /** Where git's identity may come from beside its configuration; the process's own by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** For marks: what an agent does not know, the same in every process of a job. Empty where there is no such thing. */
  readonly markKey?: string;
  /** Where private repositories are made; RUNNER_TEMP or the system's folder by default. */
  readonly temporaryDirectory?: string;
}

const NO_CREDENTIALS: CredentialSource = {pushToken: null, fallbackToken: null, serverUrl: null};

/** The git port over the git binary. */
export function openGit(options: GitOptions = {}): Git {
  return {open: (directory, mark) => openRepository(options, directory, mark)};
}

async function openRepository(options: GitOptions, directory: string, mark?: RepositoryMark): Promise<Repository> {
  const {credentials = NO_CREDENTIALS, environment = process.env, markKey = '', temporaryDirectory} = options;
  const {location, config} = mark === undefined ? await look(directory) : await lookAgain(mark, markKey);
  const {root, commonDir} = location;
  const baseline = captureBaseline(root, config, mark?.programs);
  const {privateRepository, connection, remote, objects, history} = connect({
    baseline,
    root,
    commonDir,
    credentials,
    ...(temporaryDirectory !== undefined && {temporaryDirectory}),
  });
  const source =
    remote === null || connection === null ? null : openBranchSource(location, baseline, remote, connection);
  const files = openPrivateWorkTree(location, baseline, privateRepository);
  const identity = configuredIdentity(baseline.config, environment);

  return {
    ...location,
    ...history,
    remote,
    objects,
    identity,
    // Made where somebody wants it: nobody does on a command line.
    get mark() {
      return mark ?? markRepository(location, [...config.entries, ...config.lfsEntries], baseline.programs, markKey);
    },
    settings: baseline.settings,
    head: () => readHead(location),
    isShallow: async () => isShallow(commonDir),
    isBranchName: (name) => isBranchName(location, name),
    switchTo: (branch) => switchToBranch({location, source, isAncestor: history.isAncestor}, branch),
    snapshot: () => takeSnapshot(location, files),
    commitLeftovers: (request) => commitLeftovers({location, baseline, files, identity, remote}, request),
    commitStashes: (request, onto) => commitStashes({location, baseline, files, identity, remote}, request, onto),
    holdCheckout: () => holdCheckout({location, baseline, files}),
    diffStat: (from, to) => countChanges(privateRepository, baseline.objectFormat, from, to),
    dirtyPaths: () => listDirtyPaths(location),
    otherWorkTreesWith: (branch) => otherWorkTreesWith(root, branch),
    localRefs: (prefix) => listRefs(location, prefix),
    updateLocalRefs: (updates) => updateLocalRefs(location, updates),
    keepersOf: (shas) => findKeepers(location, shas),
    resetBranch: (branch, from, to, pin) => resetLocalBranch(location, privateRepository, {branch, from, to, pin}),
    finishReset: (branch, from, to) => finishLocalReset(location, {branch, from, to}),
    close: async () => privateRepository.remove(),
  };
}

interface Found {
  readonly location: Location;
  readonly config: WorkTreeConfig;
}

async function look(directory: string): Promise<Found> {
  // Asked for at once; where there is no work tree, its absence is what people must hear of.
  const listing = listConfig(directory);
  listing.catch(() => {});
  const location = await locateWorkTree(directory);
  return {location, config: await readConfig(location.root, listing)};
}

async function lookAgain(mark: RepositoryMark, key: string): Promise<Found> {
  if (mark.programs.git !== undefined) useGit(mark.programs.git);
  const location = locateMark(mark);
  const {entries, lfsEntries} = await readConfig(location.root);
  const known = (list: WorkTreeConfig['entries']) => settingsOfMark(list, mark, key);
  return {location, config: {entries: known(entries), lfsEntries: known(lfsEntries)}};
}
