import {isUtf8} from 'node:buffer';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {GitError, RefusedError} from '../domain/errors.ts';
import {quote, type Sha, shortSha} from '../domain/identity.ts';
import type {Commit, CommitToSign, PlainChanges, PlainRequest} from '../domain/ports/commits.ts';
import {describeObjects, diffTrees} from './plumbing.ts';
import {lendFolder, type PrivateRepository} from './private-repository.ts';
import {type Change, GITLINK, shownPath} from './raw-diff.ts';

/** A commit parsed from its bytes, with the whole message. */
export interface CommitObject extends Commit {
  readonly message: string;
}

/** The last second that a Date can hold: a commit may claim any time. */
const LAST_SECOND = 8_640_000_000_000;

/** Parses a commit object. Malformed fields come out empty; the parents are exactly the ones it names. */
export function parseCommitObject(sha: Sha, content: Uint8Array): CommitObject {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const end = bytes.indexOf('\n\n');
  const header = bytes.subarray(0, end < 0 ? bytes.length : end);
  const encoding = /^encoding (.+)$/m.exec(header.toString('latin1'))?.[1];
  const decode = decoderOf(encoding);
  const lines = decode(header).split('\n');
  const field = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const [message = ''] = end < 0 ? [] : decode(bytes.subarray(end + 2)).split('\0', 1);
  return {
    sha,
    parents: parseParents(header.toString('latin1')),
    authorName: parsePerson(field('author')).name,
    committedAt: new Date(parsePerson(field('committer')).seconds * 1000).toISOString(),
    subject: subjectOf(message),
    message,
  };
}

/** Parses the parents in a commit's header: as git reads them, the lines right below its tree. */
export function parseParents(header: string): readonly Sha[] {
  const parents: Sha[] = [];
  let at = header.indexOf('\n') + 1;
  while (at > 0 && header.startsWith('parent ', at)) {
    const end = header.indexOf('\n', at);
    parents.push(header.slice(at + 'parent '.length, end < 0 ? header.length : end));
    at = end + 1;
  }
  return parents;
}

function decoderOf(encoding: string | undefined): (bytes: Uint8Array) => string {
  const utf8 = new TextDecoder();
  if (encoding === undefined) return (bytes) => utf8.decode(bytes);
  try {
    const decoder = new TextDecoder(encoding);
    return (bytes) => decoder.decode(bytes);
  } catch {
    return (bytes) => utf8.decode(bytes);
  }
}

/** Parses `Name <mail> seconds zone`. */
function parsePerson(line: string): {readonly name: string; readonly seconds: number} {
  const open = line.indexOf('<');
  const close = line.indexOf('>', open);
  if (open < 0 || close < 0) return {name: '', seconds: 0};
  const [time] = line
    .slice(line.lastIndexOf('>') + 1)
    .trim()
    .split(' ', 1);
  return {
    name: line.slice(0, open).trim(),
    seconds: Math.max(-LAST_SECOND, Math.min(Number(time) || 0, LAST_SECOND)),
  };
}

/** Returns the first paragraph as one line, like `git log --format=%s`. */
function subjectOf(message: string): string {
  const words: string[] = [];
  let at = 0;
  while (at < message.length) {
    const end = message.indexOf('\n', at);
    const line = message.slice(at, end < 0 ? message.length : end).trimEnd();
    if (line === '' && words.length > 0) break;
    if (line !== '') words.push(line);
    if (end < 0) break;
    at = end + 1;
  }
  return words.join(' ');
}

/**
 * Makes a commit again on top of these parents, signed with an ssh key; its tree, people, dates and message stay. The
 * key is in a file of ours only while git signs. Throws GitError.
 */
export async function signCommit(repository: PrivateRepository, {sha, parents, key}: CommitToSign): Promise<Sha> {
  const {header, message} = await readCommit(repository, sha);
  const field = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(header)?.[1] ?? '';
  return await lendFolder(repository, async (folder) => {
    const file = key.kind === 'file' ? key.path : join(folder, 'key');
    if (key.kind === 'text') writeFileSync(file, `${key.text.replaceAll('\r', '').trim()}\n`, {mode: 0o600});
    const output = await repository.git({
      args: ['commit-tree', '-S', ...parents.flatMap((parent) => ['-p', parent]), field('tree')],
      config: [
        {key: 'gpg.format', value: 'ssh'},
        {key: 'user.signingkey', value: file},
        {key: 'i18n.commitEncoding', value: field('encoding') || 'UTF-8'},
      ],
      env: {...personOf('AUTHOR', field('author')), ...personOf('COMMITTER', field('committer'))},
      input: Buffer.from(message, 'latin1'),
      allowExit: 'any',
    });
    // git's own message would name the key's file.
    if (output.exitCode !== 0) {
      throw new GitError(
        'git-failed',
        'git and ssh-keygen could not sign with it. It must be a private key of OpenSSH without a passphrase, and git 2.34 or newer.',
      );
    }
    return output.stdout.trim();
  });
}

/** True when a commit has a signature; it is not verified. */
export async function hasSignature(repository: PrivateRepository, sha: Sha): Promise<boolean> {
  return /^gpgsig(-sha256)? /m.test((await readCommit(repository, sha)).header);
}

/** The signature of a commit and the bytes that it signs: the whole commit without the signature field. */
export async function signatureOf(
  repository: PrivateRepository,
  sha: Sha,
): Promise<{readonly text: Uint8Array; readonly signature: string} | null> {
  const {header, message} = await readCommit(repository, sha);
  const field = /^gpgsig(?:-sha256)? (.*(?:\n .*)*)\n?/m;
  const [, lines] = field.exec(header) ?? [];
  if (lines === undefined) return null;
  const text = `${header.replace(field, '').trimEnd()}\n\n${message}`;
  return {text: Buffer.from(text, 'latin1'), signature: `${lines.replaceAll('\n ', '\n')}\n`};
}

/** Reads a commit as it is stored, in latin1: one character a byte. */
async function readCommit(repository: PrivateRepository, sha: Sha) {
  const raw = (await repository.git({args: ['cat-file', 'commit', sha], encoding: 'latin1'})).stdout;
  const end = raw.indexOf('\n\n');
  return end < 0 ? {header: raw, message: ''} : {header: raw.slice(0, end), message: raw.slice(end + 2)};
}

/** Turns `Name <mail> seconds zone`, in latin1, into git's variables for that person. */
function personOf(role: 'AUTHOR' | 'COMMITTER', line: string): Readonly<Record<string, string>> {
  const [, name = '', mail = '', date = ''] =
    /^(.*?) ?<([^>]*)> ?(.*)$/.exec(Buffer.from(line, 'latin1').toString()) ?? [];
  return {[`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: mail, [`GIT_${role}_DATE`]: `@${date}`};
}

const FILE = '100644';

/** Reads a commit's changes as regular files written or deleted. Throws RefusedError for any other change. */
export async function readPlainChanges(
  repository: PrivateRepository,
  {commit, parent, maxBytes}: PlainRequest,
): Promise<PlainChanges> {
  const refuse = (path: string, why: string): never => {
    throw new RefusedError('push-refused', `${quote(shownPath(path))} in ${shortSha(commit)} ${why}`);
  };
  const written = new Map<string, Sha>();
  const deleted: string[] = [];
  for (const change of await diffTrees(repository.git, parent, commit)) {
    const why = isUtf8(Buffer.from(change.path, 'latin1')) ? whyNotPlain(change) : 'has a name that is not UTF-8';
    if (why !== null) refuse(change.path, why);
    if (change.after === null) deleted.push(shownPath(change.path));
    else written.set(shownPath(change.path), change.after.sha);
  }

  // A partial clone lacks some of the objects.
  const sizes = await describeObjects(repository.git, [...written.values()]);
  let total = 0;
  for (const [index, path] of [...written.keys()].entries()) {
    total += sizes[index]?.size ?? 0;
    if (total <= maxBytes) continue;
    refuse(Buffer.from(path).toString('latin1'), `brings its changes over ${maxBytes / 1_000_000} MB`);
  }
  return {written, deleted};
}

/** The reason why a change is not just a regular file written or deleted; null when it is. */
function whyNotPlain({before, after}: Change): string | null {
  if (before?.mode === GITLINK || after?.mode === GITLINK) return 'is a submodule';
  if (after === null || (after.mode === FILE && (before === null || before.mode === FILE))) return null;
  if (after.mode === '120000') return 'is a symlink';
  return after.mode === FILE ? 'changes its mode' : 'is executable';
}
