import {readFileSync} from 'node:fs';
import {isIP} from 'node:net';
import {badInput, type InputError} from '../../domain/errors.ts';
import {quote} from '../../domain/identity.ts';

/** The parts of a connection string. No message of ours contains the password. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /**
   * Null for loopback addresses, where nobody can listen in. `ca` holds the trusted certificates; null for the
   * system's.
   */
  readonly tls: {readonly ca: string | null} | null;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/i;
/** Parameters of other clients that have no effect here. */
const IGNORED = [
  'application_name',
  'channel_binding',
  'connect_timeout',
  'pgbouncer',
  'target_session_attrs',
  'sslnegotiation',
];

/**
 * Parses `postgres://user:password@host/database?sslmode=verify-full`. Throws InputError, naming `what` but never the
 * value, which is a secret.
 */
export function parseConnection(text: string, what: string): Connection {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol) || url.hostname === '') {
    throw wrong(what, 'is no connection string. Write postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full');
  }
  const host = decode(url.hostname, what).replace(/^\[(.*)\]$/, '$1');
  const [user, database] = [decode(url.username, what), decode(url.pathname.slice(1), what)];
  if (user === '') throw wrong(what, 'names no user. Write postgres://USER:PASSWORD@HOST/DATABASE');
  if (database === '') throw wrong(what, `names no database at ${host}. Write it behind the host: ${host}/DATABASE`);
  for (const name of url.searchParams.keys()) {
    if (!['sslmode', 'sslrootcert', ...IGNORED].includes(name))
      throw wrong(what, `has the parameter ${quote(name)}, which does not work here. Take it out`);
  }
  const mode = url.searchParams.get('sslmode');
  const rootCertificate = url.searchParams.get('sslrootcert');
  const isLocal = LOOPBACK.test(host);
  if (mode !== 'verify-full' && !isLocal) {
    const have = mode === null ? 'has no sslmode' : `has sslmode=${quote(mode)}`;
    throw wrong(what, `${have}, so anybody on the way to ${host} could read along. Write sslmode=verify-full`);
  }
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    user,
    password: decode(url.password, what),
    database,
    tls: mode === 'verify-full' ? {ca: readCertificates(rootCertificate, what)} : null,
  };
}

/** The TLS options for a host. Its name or address must be in the certificate. */
export function tlsOptions({host, tls}: Connection) {
  if (tls === null) return false;
  // node-postgres passes a host's name to TLS, but not an address.
  return {rejectUnauthorized: true, ...(tls.ca !== null && {ca: tls.ca}), ...(isIP(host) !== 0 && {host})};
}

function readCertificates(file: string | null, what: string): string | null {
  if (file === null || file === 'system') return null;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `${what} has sslrootcert=${quote(file)}, which cannot be read. Name a file of PEM certificates.`;
    throw badInput(message, {cause});
  }
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong(what, 'has a % that begins no code of two digits. Write % itself as %25');
  }
}

function wrong(what: string, why: string): InputError {
  return badInput(`${what} ${why}.`);
}
