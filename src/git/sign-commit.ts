import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {CommitToSign} from '../domain/ports/commits.ts';
import type {PrivateRepository} from './private-repository.ts';

/**
 * Makes a commit again with a signature by an ssh key, on top of these parents: its tree, people, dates and message are
 * those it has. The key lies in a file of ours only while git signs. Throws GitError.
 */
export async function signCommit(repository: PrivateRepository, {sha, parents, key}: CommitToSign): Promise<Sha> {
  const {header, message} = await readCommit(repository, sha);
  const field = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(header)?.[1] ?? '';
  const folder = mkdtempSync(join(repository.objectDirectory(), '..', 'signing-'));
  try {
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
    // Its own words would name the file of the key.
    if (output.exitCode !== 0) {
      throw new GitError(
        'git-failed',
        'git and ssh-keygen could not sign with it. It must be a private key of OpenSSH without a passphrase, and git 2.34 or newer.',
      );
    }
    return output.stdout.trim();
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Tells if a commit has a signature; whose it is is not looked at. */
export async function hasSignature(repository: PrivateRepository, sha: Sha): Promise<boolean> {
  return /^gpgsig(-sha256)? /m.test((await readCommit(repository, sha)).header);
}

/** A commit as it is stored, in latin1: one character a byte. */
async function readCommit(repository: PrivateRepository, sha: Sha) {
  const raw = (await repository.git({args: ['cat-file', 'commit', sha], encoding: 'latin1'})).stdout;
  const end = raw.indexOf('\n\n');
  return end < 0 ? {header: raw, message: ''} : {header: raw.slice(0, end), message: raw.slice(end + 2)};
}

/** The variables for `Name <mail> seconds zone`, as the bytes of a commit have it. */
function personOf(role: 'AUTHOR' | 'COMMITTER', line: string): Readonly<Record<string, string>> {
  const [, name = '', mail = '', date = ''] =
    /^(.*?) ?<([^>]*)> ?(.*)$/.exec(Buffer.from(line, 'latin1').toString()) ?? [];
  return {[`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: mail, [`GIT_${role}_DATE`]: `@${date}`};
}
