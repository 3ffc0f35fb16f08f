import {existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import type {PushResult} from '../domain/ports/remote.ts';
import {type Baseline, type CapturedRemote, usesFilter} from './baseline.ts';
import type {Connection} from './connection.ts';
import {type Access, headerAsLogin} from './credentials.ts';
import {describeObjects, linesOf, readObjects, toLines} from './plumbing.ts';
import {type PrivateRepository, REMOTE_NAME} from './private-repository.ts';
import {lfsStorage} from './private-work-tree.ts';
import {isHttp} from './remote-urls.ts';
import {type ConfigEntry, type GitOutput, plainText} from './run-git.ts';

interface LfsPlace {
  readonly baseline: Baseline;
  /** The git folder common to all worktrees, where git-lfs keeps the objects that it made. */
  readonly commonDir: string;
  readonly repository: PrivateRepository;
  readonly connection: Connection;
}

/** Uploads the Git LFS objects of commits to the remote's LFS server, like git-lfs's own pre-push hook. */
export interface LfsUploads {
  /** Uploads what these commits point to and the tips do not. Null on success, otherwise the push's result. */
  upload(commits: readonly Sha[], tips: readonly Sha[]): Promise<PushResult | null>;
}

/**
 * Makes git-lfs try a server that stalls (for 30 seconds each time) four times; its retries multiply, and its default
 * is 81. The user's own settings come later and win.
 */
const PATIENCE: readonly ConfigEntry[] = [{key: 'lfs.transfer.maxRetries', value: '1'}];
/** When the server answers 422, the upload fails but git-lfs exits with 0. */
const FAILED_SILENTLY = /^info: Uploading failed/m;
/** The ids that fit into the shortest command line, Windows'. Older git-lfs cannot read them from its input. */
const IDS_AT_ONCE = 400;

/**
 * Opens Git LFS uploads; null when git-lfs was not configured when the repository was opened. git-lfs runs in the
 * private repository, where only the captured .lfsconfig counts: a bare repository reads it from HEAD, and ours has no
 * commit. Objects that are not in the user's storage are left to the remote, which has them or refuses the push.
 */
export function openLfs(place: LfsPlace, remote: CapturedRemote): LfsUploads | null {
  const {baseline, commonDir, repository, connection} = place;
  if (!usesFilter(baseline.config, 'lfs')) return null;
  const objects = join(lfsStorage(baseline, commonDir).value, 'objects');

  return {
    upload: async (commits, tips) => {
      const ids = await findLfsPointers(repository, commits, tips);
      const here = ids.filter((id) => existsSync(join(objects, id.slice(0, 2), id.slice(2, 4), id)));
      if (here.length === 0) return null;
      const {access, server} = await chooseServer(connection, remote);
      lendObjects(repository, objects);
      for (let at = 0; at < here.length; at += IDS_AT_ONCE) {
        const output = await repository.git({
          args: ['lfs', 'push', '--object-id', REMOTE_NAME, ...here.slice(at, at + IDS_AT_ONCE)],
          settings: [...PATIENCE, ...access.config.filter(({key}) => key !== 'lfs.storage'), ...server],
          env: access.env,
          allowExit: 'any',
        });
        if (output.exitCode !== 0 || FAILED_SILENTLY.test(output.stderr)) return explainFailure(output);
      }
      return null;
    },
  };
}

interface Server {
  readonly access: Access;
  readonly server: readonly ConfigEntry[];
}

/** Chooses the access to the LFS server, and the settings that override any other server. */
async function chooseServer(connection: Connection, remote: CapturedRemote): Promise<Server> {
  const chosen = await connection.accessTo(remote.lfsUrl ?? remote.pushUrl);
  const access = isHttp(chosen.url) ? headerAsLogin(chosen) : chosen;
  const settings = [{key: `remote.${REMOTE_NAME}.url`, value: access.url}];
  // For a path git-lfs copies files, and over ssh it asks for the server: a URL of ours would prevent both.
  if (!isHttp(access.url) && remote.lfsUrl === null) return {access, server: settings};
  const url = remote.lfsUrl !== null && isHttp(remote.lfsUrl) ? access.url : ofRepository(access.url);
  const hasLogin = Object.hasOwn(access.env, 'LAFORGE_GIT_PASSWORD');
  return {
    access,
    server: [
      ...settings,
      {key: 'lfs.url', value: url},
      {key: 'lfs.pushUrl', value: url},
      ...(hasLogin ? [{key: `lfs.${url}.access`, value: 'basic'}] : []),
    ],
  };
}

/** The URL of a repository's LFS server, by the Git LFS discovery specification. */
function ofRepository(url: string): string {
  if (!isHttp(url)) return url;
  const path = url.replace(/\/+$/, '');
  return `${path}${path.endsWith('.git') ? '' : '.git'}/info/lfs`;
}

/** Gives git-lfs the user's objects alone. A file blocks its log folder: it would log the whole environment. */
function lendObjects(repository: PrivateRepository, objects: string): void {
  const storage = join(dirname(repository.objectDirectory()), 'lfs');
  rmSync(storage, {recursive: true, force: true});
  mkdirSync(storage);
  symlinkSync(objects, join(storage, 'objects'), 'junction');
  writeFileSync(join(storage, 'logs'), '');
}

function explainFailure(output: GitOutput): PushResult {
  const words = lfsWords(output);
  const reason = /'lfs' is not a git command/.test(output.stderr)
    ? 'git-lfs is configured, and there is none on the PATH. Install it (https://git-lfs.com)'
    : `${words.slice(-3).join(' ').slice(0, 600).replace(/\.$/, '')}. Make uploads to that server possible`;
  return {
    kind: 'refused',
    code: 'other',
    ref: null,
    explanation: `The Git LFS objects of these commits could not be uploaded: ${reason}, then push again.`,
  };
}

/** The lines of git-lfs's messages, without progress, signed query strings and the environment in a panic. */
function lfsWords({stdout, stderr, exitCode}: GitOutput): readonly string[] {
  const [said = ''] = stderr.split('Unable to log panic to ');
  const text = plainText(said.trim() === '' ? stdout : said).replace(/(https?:\/\/[^\s?]+)\?\S*/g, '$1');
  const lines = text.split('\n').map((line) => line.replace(/^info: */, ''));
  const words = new Set(lines.filter((line) => line !== '' && !/^(Uploading LFS objects|hint|warning):/.test(line)));
  return words.size > 0 ? [...words] : [`git lfs push ended with exit code ${exitCode} and said nothing.`];
}

/** The size limit of a pointer in git-lfs. */
const POINTER_SIZE = 1024;
/** A pointer, by the Git LFS specification; extensions precede the object's id. */
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\S+ \S+\n)*oid sha256:([0-9a-f]{64})\nsize \d+\n/;

/**
 * Finds the ids of the Git LFS objects that commits point to and the tips, which the remote has, do not. Skips tips
 * that are not here and what a partial clone has left out. Throws GitError.
 */
async function findLfsPointers(
  repository: PrivateRepository,
  commits: readonly Sha[],
  tips: readonly Sha[],
): Promise<readonly string[]> {
  const objects = await repository.git({
    args: [
      ...['rev-list', '--objects', '--no-object-names', `--filter=blob:limit=${POINTER_SIZE}`],
      ...['--ignore-missing', '--missing=allow-any', '--stdin'],
    ],
    input: toLines([...commits, ...tips.map((tip) => `^${tip}`)]),
  });
  const found = await describeObjects(repository.git, linesOf(objects.stdout));
  const blobs = found.flatMap((one) => (one?.type === 'blob' ? [one.sha] : []));
  const contents = [...(await readObjects(repository.git, blobs)).values()];
  return [
    ...new Set(contents.flatMap(({content}) => POINTER.exec(Buffer.from(content).toString('latin1'))?.[1] ?? [])),
  ];
}
