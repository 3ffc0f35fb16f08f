import {realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve, sep} from 'node:path';
import {findAgentOfStep} from '../agent/step-processes.ts';
import {notReplayable} from '../domain/errors.ts';
import {quote, type Sha, type Uid} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {openGit} from '../git/open.ts';
import {systemUids} from '../system/clock-and-uids.ts';
import {enterWorkTree, type Presence} from '../system/steps-under-way.ts';

/** The work tree of a try, which is a separate repository. */
interface ReplayPlace {
  readonly folder: string;
  readonly repository: Repository;
  readonly presence: Presence;
  /** Copies the commits made there into the user's repository, or into the private one that pushes. */
  readonly bringBack: (after: Sha) => Promise<void>;
}

/** Calls `use` with a work tree at the commit a step started from. It has no remote, branch or hooks. */
export async function inReplayPlace<Result>(
  repository: Repository,
  {start, keepsIn, uid}: {readonly start: Sha; readonly keepsIn: 'own' | 'private'; readonly uid: Uid},
  use: (place: ReplayPlace) => Promise<Result>,
): Promise<Result> {
  const scratch = repository.makeScratch();
  const bundle = join(tmpdir(), `laforge-replay-${systemUids.next()}.bundle`);
  try {
    await scratch.checkOut(start);
    const own = await openGit().open(scratch.folder);
    try {
      const bringBack = async (after: Sha) => {
        await own.bundle(start, after, 'refs/laforge/replay', bundle);
        await repository.unbundle(bundle, keepsIn);
      };
      const {gitDir} = own;
      const alone = {share: false, within: undefined, findAgent: findAgentOfStep, advice: ''};
      const presence = enterWorkTree({gitDir, uid, ...alone});
      try {
        return await use({folder: scratch.folder, repository: own, presence, bringBack});
      } finally {
        presence.leave();
      }
    } finally {
      await own.close();
    }
  } finally {
    scratch.remove();
    rmSync(bundle, {force: true});
  }
}

/**
 * The folder in a work tree that a record names. Throws RefusedError if it is missing or outside the work tree: records are
 * not trusted, and the folder may be a link.
 */
export function folderIn(top: string, directory: string | null): string {
  const inside = realpathSync(top);
  try {
    const folder = realpathSync(resolve(inside, directory ?? '.'));
    if (folder === inside || folder.startsWith(inside + sep)) return folder;
  } catch {
    // Missing, for example because it was never committed.
  }
  throw notReplayable(
    `The step ran in the folder ${quote(directory ?? '.')}, which is not in the work tree of its commit.`,
  );
}

/** Variables that would let a program push, or would point it at another repository. */
const TAKEN =
  /^(?:GIT_(?!AUTHOR_|COMMITTER_).*|SSH_AUTH_SOCK|SSH_ASKPASS|(?:GH|GITHUB|GITEA|GITLAB|FORGEJO|BITBUCKET)_(?:.*_)?TOKEN|CI_JOB_TOKEN)$/;

/** Git settings that leave it without credentials. An empty value clears a list setting. */
const NO_CREDENTIALS: readonly (readonly [string, string])[] = [
  ['credential.helper', ''],
  ['http.extraHeader', ''],
  ['core.sshCommand', 'false'],
  ['protocol.file.allow', 'never'],
  ['commit.gpgSign', 'false'],
];

/** The environment of a try: the user's, without anything that would let git push from the work tree. */
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
