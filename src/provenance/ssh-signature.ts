import {spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {GitError} from '../domain/errors.ts';

/** By it a signature of ours is good for nothing else, such as a commit or a login. */
export const NAMESPACE = 'laforge-step';

/** The longest time that ssh-keygen may take: a key in an agent may ask a person. */
const MOST_MS = 10_000;
/** No honest answer comes near it. */
const MOST_ANSWER = 64 * 1024;

/** Whose signature it is, or why it is nobody's. */
export type Verified = {readonly principal: string} | {readonly wrong: string};

/** Signs a text with a private key of OpenSSH. Throws GitError. */
export async function signText(keyFile: string, text: string): Promise<string> {
  const {code, stdout} = await run(['-Y', 'sign', '-n', NAMESPACE, '-f', keyFile], text);
  if (code === 0 && stdout.startsWith('-----BEGIN SSH SIGNATURE-----')) return stdout;
  // Its own words would name the file of the key.
  throw new GitError(
    'git-failed',
    'ssh-keygen could not sign with the key. It must be a private key of OpenSSH without a passphrase, or one that ssh-agent holds.',
  );
}

/** Looks whose signature it is by a file of allowed signers (ssh-keygen(1), ALLOWED SIGNERS). Throws GitError. */
export async function verifyText(
  text: string | Uint8Array,
  signature: string,
  {allowedSigners, namespace}: {readonly allowedSigners: string; readonly namespace: string},
): Promise<Verified> {
  const folder = await mkdtemp(join(tmpdir(), 'laforge-signature-'));
  try {
    const file = join(folder, 'signature');
    await writeFile(file, signature, {mode: 0o600});
    const found = await run(['-Y', 'find-principals', '-s', file, '-f', allowedSigners], '');
    const principals = found.code === 0 ? found.stdout.split('\n').filter((it) => it !== '') : [];
    for (const principal of principals) {
      const args = ['-Y', 'verify', '-f', allowedSigners, '-I', principal, '-n', namespace, '-s', file];
      if ((await run(args, text)).code === 0) return {principal};
    }
    return {
      wrong:
        principals.length === 0
          ? 'its key is not among the allowed signers, or not any more'
          : `its signature does not fit, or its key may not sign for ${namespace}`,
    };
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

function run(
  args: readonly string[],
  input: string | Uint8Array,
): Promise<{readonly code: number | null; readonly stdout: string}> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh-keygen', args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: MOST_MS,
      env: {...process.env, SSH_ASKPASS_REQUIRE: 'never'},
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (stdout.length < MOST_ANSWER) stdout += chunk.toString('utf8');
    });
    child.on('error', (cause) => {
      const what = 'ssh-keygen could not be started. Install OpenSSH 8.2 or newer.';
      reject(new GitError('git-failed', what, {cause}));
    });
    child.on('close', (code) => resolve({code, stdout}));
    // It may end without reading all of it.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
