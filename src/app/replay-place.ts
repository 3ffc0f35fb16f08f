import {realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve, sep} from 'node:path';
import {RefusedError} from '../domain/errors.ts';
import {quote, type Sha} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {openGit} from '../git/open.ts';
import {systemUids} from '../system/clock-and-uids.ts';

/** The work tree of a try: a repository by itself. */
interface ReplayPlace {
  readonly folder: string;
  readonly repository: Repository;
  /** Adds what was committed there to the objects of the user's repository, or to those that are pushed from. */
  readonly bringBack: (after: Sha) => Promise<void>;
}

/** Runs with a work tree that has no remote, no branch and no hook, at the commit that a step began from. */
export async function inReplayPlace<Result>(
  repository: Repository,
  {start, keepsIn}: {readonly start: Sha; readonly keepsIn: 'own' | 'private'},
  use: (place: ReplayPlace) => Promise<Result>,
): Promise<Result> {
  const scratch = repository.makeScratch();
  const bundle = join(tmpdir(), `laforge-replay-${systemUids.next()}.bundle`);
  try {
    await scratch.checkOut(start);
    const own = await openGit({credentials: NO_TOKENS}).open(scratch.folder);
    try {
      const bringBack = async (after: Sha) => {
        await own.bundle(start, after, 'refs/laforge/replay', bundle);
        await repository.unbundle(bundle, keepsIn);
      };
      return await use({folder: scratch.folder, repository: own, bringBack});
    } finally {
      await own.close();
    }
  } finally {
    scratch.remove();
    rmSync(bundle, {force: true});
  }
}

const NO_TOKENS = {pushToken: null, fallbackToken: null, serverUrl: null};

/**
 * The folder of a work tree that a record names. Throws RefusedError where it is not there, or is outside: a record may be
 * anybody's, and a link may stand in the way.
 */
export function folderIn(top: string, directory: string | null): string {
  const inside = realpathSync(top);
  try {
    const folder = realpathSync(resolve(inside, directory ?? '.'));
    if (folder === inside || folder.startsWith(inside + sep)) return folder;
  } catch {
    // It was not committed, say.
  }
  throw new RefusedError(
    'not-replayable',
    `The step ran in the folder ${quote(directory ?? '.')}, which is not in the work tree of its commit.`,
  );
}

/** Variables with which a program could push somewhere, or be led to another repository. */
const TAKEN =
  /^(?:GIT_(?!AUTHOR_|COMMITTER_).*|SSH_AUTH_SOCK|SSH_ASKPASS|(?:GH|GITHUB|GITEA|GITLAB|FORGEJO|BITBUCKET)_(?:.*_)?TOKEN|CI_JOB_TOKEN)$/;

/** The settings of git by which it has no credentials, whoever asks: a list is emptied by its empty entry. */
const NO_CREDENTIALS: readonly (readonly [string, string])[] = [
  ['credential.helper', ''],
  ['http.extraHeader', ''],
  ['core.sshCommand', 'false'],
  ['protocol.file.allow', 'never'],
  ['commit.gpgSign', 'false'],
];

/** The environment of a try: that of the user, without what could carry its work out of the work tree by git. */
export function replayEnvironment(env: Environment): Environment {
  const kept = Object.entries(env).filter(([name]) => !TAKEN.test(name));
  const settings = NO_CREDENTIALS.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(settings),
    GIT_CONFIG_COUNT: String(NO_CREDENTIALS.length),
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    LAFORGE_REPLAY: '1',
  };
}
