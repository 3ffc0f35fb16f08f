import type {Command} from 'commander';
import {checkSignedGiven, readTrust, type SignerOptions, type Trust} from '../app/trusted-signers.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type CliContext, createLog} from './context.ts';

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
export function checkSignedOption(options: SignerOptions & {readonly signed?: boolean}): void {
  checkSignedGiven(options, options.signed === true, nameOf);
}

/** Reads which signatures the options trust. Throws InputError if there are none or a file cannot be used. */
export function readTrustOptions(
  context: CliContext,
  options: SignerOptions,
  repository: Pick<Repository, 'remote'>,
): Trust {
  const {cwd, env} = context;
  return readTrust({cwd, env, nameOf, warn: createLog(context).warn}, options, repository);
}

function nameOf(name: string): string {
  return `--${name}`;
}
