import {badInput, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';

/** The services that sign: at least one of log and clock says when. */
export interface SigstoreServices {
  readonly fulcioUrl: string;
  /** A Rekor, where everybody can see what was signed. */
  readonly rekorUrl: string | null;
  /** A timestamp authority (RFC 3161), which sees a digest alone. */
  readonly tsaUrl: string | null;
}

const PUBLIC_GOOD: SigstoreServices = {
  fulcioUrl: 'https://fulcio.sigstore.dev',
  rekorUrl: 'https://rekor.sigstore.dev',
  tsaUrl: null,
};

const VARIABLES = {fulcioUrl: 'LAFORGE_FULCIO_URL', rekorUrl: 'LAFORGE_REKOR_URL', tsaUrl: 'LAFORGE_TSA_URL'} as const;

/** The user's own Sigstore, by variables of the job; null where none is named. Throws InputError. */
export function readSigstoreServices(env: Environment): SigstoreServices | null {
  const read = (variable: string): string | null => {
    const value = env[variable] || null;
    if (value === null) return null;
    const url = URL.canParse(value) ? new URL(value) : null;
    const isPrivate = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
    // The job's proof of who it is goes there.
    if (isPrivate && url.username === '' && url.password === '') return value.replace(/\/+$/, '');
    // An address with a password is not repeated.
    const what = value.includes('@') ? 'has a password in it' : `is ${quote(value)}`;
    throw badInput(`${variable} ${what}. Use an address of https, without a password.`);
  };
  const fulcioUrl = read(VARIABLES.fulcioUrl);
  const [rekorUrl, tsaUrl] = [read(VARIABLES.rekorUrl), read(VARIABLES.tsaUrl)];
  if (fulcioUrl === null && rekorUrl === null && tsaUrl === null) return null;
  if (fulcioUrl !== null && (rekorUrl !== null || tsaUrl !== null)) return {fulcioUrl, rekorUrl, tsaUrl};
  throw new InputError(
    'bad-environment',
    `A Sigstore of your own is named by half. Set ${VARIABLES.fulcioUrl}, and ${VARIABLES.rekorUrl} or ${VARIABLES.tsaUrl}.`,
  );
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The services for a job: everybody's own for a public repository, whose log everybody reads; else GitHub's, which has no
 * log. Null where there are none.
 */
export function servicesFor(serverUrl: string, isPublic: boolean): SigstoreServices | null {
  const hostname = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : '';
  if (hostname === 'github.com' && isPublic) return PUBLIC_GOOD;
  if (hostname !== 'github.com' && !hostname.endsWith('.ghe.com')) return null;
  const host = hostname === 'github.com' ? 'githubapp.com' : hostname;
  return {fulcioUrl: `https://fulcio.${host}`, rekorUrl: null, tsaUrl: `https://timestamp.${host}`};
}
