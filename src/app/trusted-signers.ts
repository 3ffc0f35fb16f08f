import {join, resolve} from 'node:path';
import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {capital} from '../domain/text.ts';
import {readRegularFile} from '../files/regular-file.ts';
import {statGiven} from '../system/given-path.ts';
import {laforgeHome} from '../system/projects.ts';
import type {Belief, Keys} from './statements.ts';

/** The options that decide which signatures are trusted. */
export interface SignerOptions {
  readonly allowedSigners?: string | undefined;
  readonly identity?: string | undefined;
  readonly issuer?: string | undefined;
  readonly trustedRoot?: string | undefined;
  readonly offline?: boolean;
}

/** The place and the program that the options were given to. */
interface TrustPlace {
  /** The folder that paths are relative to. */
  readonly cwd: string;
  readonly env: Environment;
  /** Names an option in the middle of a sentence. */
  readonly nameOf: (name: string) => string;
  readonly warn: (message: string) => void;
}

/** Throws InputError if options say which signatures to trust, and nothing says to check them. */
export function checkSignedGiven(options: SignerOptions, isSigned: boolean, nameOf: TrustPlace['nameOf']): void {
  if (isSigned) return;
  const {allowedSigners, identity, issuer, trustedRoot} = options;
  const given = Object.entries({
    'allowed-signers': allowedSigners,
    identity,
    issuer,
    'trusted-root': trustedRoot,
  }).find(([, value]) => value !== undefined);
  if (given === undefined) return;
  const message = `${capital(nameOf(given[0]))} is given without ${nameOf('signed')}, which checks signatures. Add ${nameOf('signed')}.`;
  throw badInput(message);
}

export interface Trust {
  readonly keys: Keys;
  readonly belief: Belief;
  readonly isOffline: boolean;
}

/** Reads which signatures a user trusts. Throws InputError if there are none or a file cannot be used. */
export function readTrust(place: TrustPlace, options: SignerOptions, {remote}: Pick<Repository, 'remote'>): Trust {
  const {cwd, env, nameOf, warn} = place;
  const {identity = null, issuer = null, trustedRoot, offline: isOffline = false} = options;
  const allowedSigners = allowedSignersOf(place, options);
  // Without the repository's name, we cannot tell which workflows are its own.
  if (allowedSigners === null && identity === null && remote?.repository == null)
    throw badInput(
      `${capital(nameOf('allowed-signers'))} is missing. Name a file with the trusted keys, or a workflow with ${nameOf('identity')}.`,
    );
  const rootName = capital(nameOf('trusted-root'));
  const path = trustedRoot === undefined ? null : resolve(cwd, trustedRoot);
  if (path !== null && statGiven(path, `${rootName} is ${quote(trustedRoot ?? '')}`)?.isFile() !== true)
    throw badInput(`${rootName} is ${quote(trustedRoot ?? '')}, and there is no such file.`);
  const readRoots = async () => {
    const {readTrustedRoots, publicGoodRoot} = await import('../provenance/sigstore-verify.ts');
    if (path !== null) return readTrustedRoots(path, `${rootName} is ${quote(trustedRoot ?? '')}`);
    const cachePath = join(laforgeHome(env), 'cache', 'sigstore');
    const {root, isOld} = await publicGoodRoot({cachePath, isOffline});
    if (isOld) warn("Sigstore's newest roots could not be fetched; the built-in ones are used.");
    return [root];
  };
  let roots: ReturnType<typeof readRoots> | undefined;
  const verifyBundles: Keys['verifyBundles'] = async (bundles) => {
    const {verifyBundles: verify} = await import('../provenance/sigstore-verify.ts');
    roots ??= readRoots();
    return await verify(await roots, bundles);
  };
  return {keys: {allowedSigners, verifyBundles}, belief: {identity, issuer}, isOffline};
}

function allowedSignersOf({cwd, nameOf}: TrustPlace, {allowedSigners: name}: SignerOptions): string | null {
  if (name === undefined) return null;
  const path = resolve(cwd, name);
  const subject = `${capital(nameOf('allowed-signers'))} is ${quote(name)}`;
  const wrong = (why: string) => badInput(`${subject}, ${why}`);
  if (statGiven(path, subject)?.isFile() !== true) throw wrong('and there is no such file.');
  const lines = readRegularFile(path)?.toString('utf8').split('\n');
  if (lines === undefined) throw wrong('which cannot be read. Give this user access to it, or name another file.');
  // A line has names, optional settings, and a key.
  if (lines.some((line) => /^[^#\s].*\s(?:ssh|ecdsa|sk)-\S+\s+\S/.test(line))) return path;
  throw wrong('which has no line such as: ci@example.com ssh-ed25519 AAAA…');
}
