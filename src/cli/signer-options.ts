import {readFileSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import type {Command} from 'commander';
import type {Belief} from '../app/check-signed.ts';
import type {Keys} from '../app/read-signed.ts';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {laforgeHome} from '../system/projects.ts';
import {type CliContext, say} from './context.ts';

/** The options that decide which signatures are trusted. */
export interface SignerOptions {
  readonly allowedSigners?: string;
  readonly identity?: string;
  readonly issuer?: string;
  readonly trustedRoot?: string;
  readonly offline?: boolean;
}

/** Adds the options that decide which signatures are trusted. */
export function addSignerOptions(command: Command): void {
  command
    .option('--allowed-signers <file>', 'the trusted keys, in the format of ssh-keygen(1)')
    .option(
      '--identity <name>',
      'trust only statements about steps by this signer: a name in that file, the address of a workflow with or without its ref, or of a repository',
    )
    .option('--issuer <url>', "trust only workflows that this issuer vouches for (default: the repository's forge)")
    .option(
      '--trusted-root <file>',
      "check workflows against these roots (default: those of Sigstore's public service)",
    )
    .option('--offline', 'use only the statements in this repository and the built-in roots; make no requests');
}

/** Adds --signed and its options, which refuse a move unless signatures prove what it undoes. */
export function addSignedOption(command: Command): void {
  command.option('--signed', 'refuse unless trusted signatures prove all that is undone (laforge verify --signed)');
  addSignerOptions(command);
}

/** Throws InputError if options say which signatures to trust, but --signed is missing. */
export function checkSignedGiven(options: SignerOptions & {readonly signed?: boolean}): void {
  if (options.signed === true) return;
  const {allowedSigners, identity, issuer, trustedRoot} = options;
  const given = Object.entries({
    '--allowed-signers': allowedSigners,
    '--identity': identity,
    '--issuer': issuer,
    '--trusted-root': trustedRoot,
  }).find(([, value]) => value !== undefined);
  if (given !== undefined)
    throw new InputError('bad-input', `${given[0]} is given without --signed, which checks signatures. Add --signed.`);
}

/** The signatures that a user trusts. */
export interface Trust {
  readonly keys: Keys;
  readonly belief: Belief;
  readonly isOffline: boolean;
}

/** Reads which signatures a user trusts. Throws InputError if there are none or a file cannot be used. */
export function readTrust(context: CliContext, options: SignerOptions, {remote}: Pick<Repository, 'remote'>): Trust {
  const {identity = null, issuer = null, trustedRoot, offline: isOffline = false} = options;
  const allowedSigners = allowedSignersOf(context, options);
  // Without the repository's name, we cannot tell which workflows are its own.
  if (allowedSigners === null && identity === null && remote?.repository == null)
    throw new InputError(
      'bad-input',
      '--allowed-signers is missing. Name a file with the trusted keys, or a workflow with --identity.',
    );
  const path = trustedRoot === undefined ? null : resolve(context.cwd, trustedRoot);
  if (path !== null && statSync(path, {throwIfNoEntry: false})?.isFile() !== true)
    throw new InputError('bad-input', `--trusted-root is ${quote(trustedRoot ?? '')}, and there is no such file.`);
  const openBundles: Keys['openBundles'] = async () => {
    const [{createVerifyBundle}, {readTrustedRoots, publicGoodRoot}] = await Promise.all([
      import('../provenance/sigstore-verify.ts'),
      import('../provenance/trusted-roots.ts'),
    ]);
    if (path !== null) return createVerifyBundle(readTrustedRoots(path, trustedRoot ?? ''));
    const cachePath = join(laforgeHome(context.env), 'cache', 'sigstore');
    const {root, isOld} = await publicGoodRoot({cachePath, isOffline});
    if (isOld) say(context, "warning: Sigstore's newest roots could not be fetched; the built-in ones are used.");
    return createVerifyBundle([root]);
  };
  return {keys: {allowedSigners, openBundles}, belief: {identity, issuer}, isOffline};
}

function allowedSignersOf({cwd}: CliContext, {allowedSigners: name}: SignerOptions): string | null {
  if (name === undefined) return null;
  const path = resolve(cwd, name);
  const wrong = (why: string) => new InputError('bad-input', `--allowed-signers is ${quote(name)}, ${why}`);
  if (statSync(path, {throwIfNoEntry: false})?.isFile() !== true) throw wrong('and there is no such file.');
  const lines = readFileSync(path, 'utf8').split('\n');
  // A line has names, optional settings, and a key.
  if (lines.some((line) => /^[^#\s].*\s(?:ssh|ecdsa|sk)-\S+\s+\S/.test(line))) return path;
  throw wrong('which has no line such as: ci@example.com ssh-ed25519 AAAA…');
}
