import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';
import {GitError} from '../domain/errors.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import type {NewCommit, ObjectStore} from '../domain/ports/remote.ts';
import {walkBelow} from '../files/regular-file.ts';
import {type Connection, FETCH_ALONE, type ReadCommand, readOrThrow, SILENT} from './connection.ts';
import {LAFORGE} from './identity.ts';
import {gitAt, gitOf, type Location} from './locate.ts';
import {describeObjects, hasCommit, linesOf, readObjects, toLines} from './plumbing.ts';
import {type PrivateRepository, REMOTE_NAME} from './private-repository.ts';

/** Keeps the remote's refs here: `refs/x/y` as `refs/tips/x/y`. */
const TIPS = 'refs/tips/';
/** Tree levels to fetch of a tip: its top, and the entries of the folders in it. */
const LEVELS = 2;

/** Fetches objects as git itself does on demand: without a ref, and without telling the remote what is here. */
const FETCH_FILES = [...SILENT, 'fetch', ...FETCH_ALONE, '--filter=blob:none', '--stdin', REMOTE_NAME];

/**
 * Opens the objects of a private repository that has few of the remote's: git fetches missing ones when they are read.
 * A remote that cannot filter sends everything of a tip at once.
 */
export function openObjects(connection: Connection, repository: PrivateRepository): ObjectStore {
  // Made at first use, like every private repository.
  const here = () => repository.forObjects();
  const read = async (command: ReadCommand) => await readOrThrow(connection, here(), command);

  const listCommits = async (tip: Sha, count: number): Promise<readonly Sha[]> => {
    const args = ['rev-list', '--first-parent', `--max-count=${count}`, '--end-of-options', tip, '--'];
    const {exitCode, stdout} = await here().git({args, allowExit: [128]});
    return exitCode === 0 ? linesOf(stdout) : [];
  };

  return {
    fetchTips: async (refs) => {
      const specs = refs.map((ref) => `+${ref}:${TIPS}${ref.slice('refs/'.length)}`);
      if (!(await connection.fetch(here(), specs, {depth: 1, levels: LEVELS, prune: true, silent: true})))
        return new Map();
      return readTips(join(here().objectDirectory(), '..', TIPS));
    },

    commitsFrom: async (tip, count) => {
      const present = await listCommits(tip, count);
      if (present.length === count) return present;
      await connection.fetch(here(), [tip], {depth: count, commitsOnly: true, silent: true});
      return await listCommits(tip, count);
    },

    fetchFiles: async (shas) => {
      if (shas.length > 0) await read({args: FETCH_FILES, input: toLines(shas)});
    },

    read: async (names, maxBytes) => {
      if (names.length === 0) return [];
      const wanted = await describeObjects(read, names);
      let bytes = 0;
      for (const [index, one] of wanted.entries()) {
        bytes += one?.size ?? 0;
        if (bytes <= maxBytes) continue;
        const what = `${names[index]} has ${one?.size} bytes`;
        throw new GitError('git-failed', `${what}, and no more than ${maxBytes} are read there.`);
      }
      const shas = [...new Set(wanted.flatMap((one) => one?.sha ?? []))];
      const objects = await readObjects(read, shas);
      return wanted.map((one) => (one === null ? null : (objects.get(one.sha) ?? null)));
    },

    write: async (parent, commits) => {
      const output = await here().git({
        args: ['fast-import', '--quiet', '--force'],
        // One pack a call, without a second process to unpack it.
        config: [{key: 'fastimport.unpackLimit', value: '1'}],
        input: formatImport(parent, commits),
      });
      const shas = output.stdout.split('\n').filter(isSha);
      if (shas.length === commits.length) return shas;
      throw new GitError('git-failed', `git fast-import wrote ${shas.length} of ${commits.length} commits.`);
    },
  };
}

/** Reads the refs under a folder. Each is in a file of its own, since nobody packs this repository. */
function readTips(folder: string): ReadonlyMap<string, Sha> {
  const files = existsSync(folder) ? [...walkBelow(folder)].filter((file) => file.isFile()) : [];
  const tips = files.flatMap((file) => {
    const path = join(file.parentPath, file.name);
    const sha = readFileSync(path, 'utf8').trim();
    return isSha(sha) ? [[`refs/${relative(folder, path).replaceAll(sep, '/')}`, sha] as const] : [];
  });
  return new Map(tips);
}

/** Formats commits as a stream for `git fast-import`, which prints their SHAs. */
function formatImport(parent: Sha | null, commits: readonly NewCommit[]): Buffer {
  const parts: (string | Uint8Array)[] = [];
  const data = (content: Uint8Array) => parts.push(`data ${content.length}\n`, content, '\n');
  for (const [index, {message, at, files}] of commits.entries()) {
    const seconds = Math.floor(at.getTime() / 1000);
    parts.push(`commit refs/made\nmark :${index + 1}\n`);
    parts.push(`committer ${LAFORGE.name} <${LAFORGE.email}> ${seconds} +0000\n`);
    data(Buffer.from(message));
    if (index === 0 && parent !== null) parts.push(`from ${parent}\n`);
    for (const [path, content] of files) {
      parts.push(`M 100644 inline ${path}\n`);
      data(content);
    }
    parts.push(`get-mark :${index + 1}\n`);
  }
  parts.push('done\n');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

/**
 * Copies a commit from our private repository into the user's: a shallow clone lacks the target of a reset. The shallow
 * boundaries come along, so nothing points to a missing commit.
 */
export async function bringCommit(location: Location, sha: Sha): Promise<void> {
  const {repository} = location;
  if (await hasCommit(gitOf(location), sha)) return;
  const ref = `refs/brought/${sha}`;
  await repository.git({args: ['update-ref', ref, sha]});
  const source = dirname(repository.objectDirectory());
  await gitAt(location, {args: ['fetch', ...FETCH_ALONE, '--update-shallow', '--', source, ref]});
}
