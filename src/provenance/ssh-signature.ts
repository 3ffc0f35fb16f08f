import {spawn} from 'node:child_process';
import {createPublicKey, hash, verify} from 'node:crypto';
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
type VerifiedKey = {readonly principal: string} | {readonly wrong: string};

/** Looks whose signature of a text one is. Throws GitError. */
export type VerifyText = (text: string | Uint8Array, signature: string) => Promise<VerifiedKey>;

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

interface Allowed {
  /** A file of allowed signers (ssh-keygen(1), ALLOWED SIGNERS). */
  readonly allowedSigners: string;
  readonly namespace: string;
}

/**
 * Verifies signatures by a file of allowed signers. Who may sign what is ssh-keygen's to say: it is asked about the first
 * signature of each key, in two processes of 10 ms. Whether a further one of the same key fits its text is worked out
 * here, which takes half a millisecond; of what does not fit, and of all keys but Ed25519, ssh-keygen is asked.
 */
export function createVerifyText(allowed: Allowed): VerifyText {
  const principals = new Map<string, string>();
  return async (text, signature) => {
    const parsed = parseSignature(signature);
    const known = parsed === null ? undefined : principals.get(parsed.key.toString('base64'));
    if (parsed !== null && known !== undefined && fits(parsed, text, allowed.namespace)) return {principal: known};
    const by = await askKeygen(text, signature, allowed);
    if (parsed !== null && 'principal' in by) principals.set(parsed.key.toString('base64'), by.principal);
    return by;
  };
}

async function askKeygen(
  text: string | Uint8Array,
  signature: string,
  {allowedSigners, namespace}: Allowed,
): Promise<VerifiedKey> {
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

const MAGIC = 'SSHSIG';
const ARMOR = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n*$/;
const HASHES = ['sha256', 'sha512'] as const;
/** What stands before the 32 bytes of such a key in DER (RFC 8410). */
const ED25519_DER = Buffer.from('302a300506032b6570032100', 'hex');

interface ParsedSignature {
  readonly key: Buffer;
  readonly namespace: Buffer;
  readonly reserved: Buffer;
  readonly hashName: Buffer;
  readonly signature: Buffer;
}

/** The parts of a signature as PROTOCOL.sshsig of OpenSSH has them; null where they are not those. */
function parseSignature(armored: string): ParsedSignature | null {
  const bytes = Buffer.from(ARMOR.exec(armored)?.[1] ?? '', 'base64');
  if (bytes.subarray(0, 6).toString('latin1') !== MAGIC || bytes.length < 10 || bytes.readUInt32BE(6) !== 1)
    return null;
  const [key, namespace, reserved, hashName, signature, ...rest] = readStrings(bytes.subarray(10)) ?? [];
  if (!key || !namespace || !reserved || !hashName || !signature || rest.length > 0) return null;
  return {key, namespace, reserved, hashName, signature};
}

/** True where an Ed25519 signature is of this text for this namespace. */
function fits(parsed: ParsedSignature, text: string | Uint8Array, namespace: string): boolean {
  const [type, raw, ...more] = readStrings(parsed.key) ?? [];
  const [kind, signature, ...others] = readStrings(parsed.signature) ?? [];
  const hashName = HASHES.find((name) => name === parsed.hashName.toString('latin1'));
  if (type?.toString('latin1') !== 'ssh-ed25519' || raw?.length !== 32 || more.length > 0) return false;
  if (kind?.toString('latin1') !== 'ssh-ed25519' || signature?.length !== 64 || others.length > 0) return false;
  if (hashName === undefined || parsed.namespace.toString('utf8') !== namespace) return false;
  const parts = [parsed.namespace, parsed.reserved, parsed.hashName, hash(hashName, text, 'buffer')];
  const signed = Buffer.concat([Buffer.from(MAGIC), ...parts.flatMap((part) => [lengthOf(part), part])]);
  const key = createPublicKey({key: Buffer.concat([ED25519_DER, raw]), format: 'der', type: 'spki'});
  return verify(null, signed, key, signature);
}

/** Strings as ssh writes them, each behind its length; null where the bytes are no such. */
function readStrings(bytes: Buffer): readonly Buffer[] | null {
  const strings: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) return null;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    strings.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return strings;
}

function lengthOf({length}: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
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
