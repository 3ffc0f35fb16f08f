import {createHash, createHmac, pbkdf2Sync, randomBytes} from 'node:crypto';
import {badInput, StoreError} from '../../domain/errors.ts';
import {quote} from '../../domain/identity.ts';
import {isObject} from '../../domain/json.ts';
import type {Database} from './database.ts';

export const LOGIN_ROLES = ['writer', 'reader', 'auditor'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

interface LoginRequest {
  readonly role: LoginRole;
  /** The repository that it can see, `host/owner/name`; null for an auditor, who sees all. */
  readonly repository: string | null;
  /** The expiry; null for never. */
  readonly until: Date | null;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** The most expired logins that are dropped at once. */
const DROPPED = 50;

/**
 * Creates a login with the permissions of its role in one repository and none elsewhere. The password is generated here
 * and the server gets only a verifier, so that no statement log contains it.
 */
export async function createLogin(database: Database, {role, repository, until}: LoginRequest): Promise<Login> {
  await dropExpired(database);
  const user = `laforge_${role}_${randomBytes(8).toString('hex')}`;
  const password = randomBytes(24).toString('base64url');
  const end = until === null ? '' : ` valid until '${until.toISOString()}'`;
  // Only names and texts of ours: nothing in them can end a literal.
  await database.query(
    [
      `create role ${user} login password '${verifierOf(password)}'${end}`,
      `grant laforge_${role} to ${user}`,
      `alter role ${user} set statement_timeout = '30s'`,
      `alter role ${user} set idle_in_transaction_session_timeout = '60s'`,
    ].join(';\n'),
  );
  if (repository !== null) {
    await database.query('insert into laforge.grants (role_name, repository) values ($1, $2)', [user, repository]);
  }
  return {user, password};
}

/** Parses `host/owner/name`, as histories are identified. Throws InputError for anything else. */
export function parseRepository(text: string, what: string): string {
  const name = text.toLowerCase();
  if (/^[^\s/*]+(?:\/[^\s/*]+){2,}$/.test(name) && name.length < 500) return name;
  throw badInput(`${what} is ${quote(text)}. Write host/owner/name, such as github.com/octo/repo.`);
}

/**
 * Drops expired logins. One that owns or was granted something outside of our tables cannot be dropped, but that must
 * not prevent a new login: it can no longer log in, and the random order lets the others be dropped.
 */
async function dropExpired(database: Database): Promise<void> {
  const rows = await database.query(
    `select rolname as name from pg_roles where rolname ~ '^laforge_(writer|reader|auditor)_[0-9a-f]{16}$'
      and rolvaliduntil < now() - interval '1 day' order by random() limit ${DROPPED}`,
  );
  for (const {name} of rows) {
    await database.query('delete from laforge.grants where role_name = $1', [name]);
    const drop = `drop role if exists ${String(name)}`;
    // What a login left behind may be dropped by its members alone, unless they are superusers.
    const clear = `grant ${String(name)} to current_user;\ndrop owned by ${String(name)}`;
    await database.query(drop).catch(() => database.query(`${clear};\n${drop}`).catch(ignoreRefusal));
  }
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof StoreError)) throw error;
}

const ITERATIONS = 4096;

/** The verifier with which a server checks a password by SCRAM-SHA-256 (RFC 5803). Nobody can log in with it. */
function verifierOf(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}

/** The issuer of a job's token, and the audience that the token must be for. */
interface TokenIssuer {
  /** For example `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  readonly audience: string;
}

/** An issuer's answers are small, so they should come fast. */
const LIMIT_MS = 10_000;
const ALGORITHMS = ['RS256', 'ES256'];
/** Allows for differing clocks. */
const TOLERANCE_S = 30;

/**
 * Verifies a job's OpenID Connect token and returns its repository, `host/owner/name`. Throws InputError for an invalid
 * issuer, and StoreError if the token is not valid. No message contains the token, which is a secret while it is valid.
 */
export async function repositoryOfToken(token: string, {issuer, audience}: TokenIssuer): Promise<string> {
  const url = parseIssuer(issuer);
  const {createRemoteJWKSet, jwtVerify} = await import('jose');
  const keys = createRemoteJWKSet(await findKeys(url, issuer), {timeoutDuration: LIMIT_MS});
  const {payload} = await jwtVerify(token, keys, {
    ...{issuer, audience, algorithms: ALGORITHMS, clockTolerance: TOLERANCE_S},
    requiredClaims: ['exp', 'iat'],
  }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError('unwritable', `The job's token does not hold: ${reason}.`);
  });
  // GitHub, Gitea and Forgejo use `repository`; GitLab uses the path of the project.
  const name = payload.repository ?? payload.project_path;
  if (typeof name !== 'string') throw new StoreError('unwritable', "The job's token names no repository.");
  return parseRepository(`${forgeOf(url)}/${name}`, 'The repository of the token');
}

/**
 * The forge's address in its repositories' names, with its base path. GitHub's tokens come from a separate host, where
 * a path names an enterprise; GitHub Enterprise Server and Forgejo have the issuer below their own address.
 */
function forgeOf({host, pathname}: URL): string {
  if (host === 'token.actions.githubusercontent.com') return 'github.com';
  if (host.startsWith('token.actions.')) return host.slice('token.actions.'.length);
  return `${host}${pathname.replace(/\/+$/, '').replace(/\/(?:api\/actions|_services\/token)$/, '')}`;
}

function parseIssuer(issuer: string): URL {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
  if (url !== null && isSafe) return url;
  const example = 'https://token.actions.githubusercontent.com';
  throw badInput(`--oidc-issuer is ${quote(issuer)}. Write the address of an issuer, such as ${example}.`);
}

/** Finds the address of the issuer's keys, which must be on its own host. */
async function findKeys(url: URL, issuer: string): Promise<URL> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, {redirect: 'error', signal: AbortSignal.timeout(LIMIT_MS)});
    const found: unknown = await response.json();
    const uri = isObject(found) ? found.jwks_uri : null;
    if (response.ok && typeof uri === 'string' && URL.canParse(uri) && new URL(uri).origin === url.origin) {
      return new URL(uri);
    }
  } catch (cause) {
    throw new StoreError('unavailable', `The issuer of the job's token did not answer at ${address}.`, {cause});
  }
  throw new StoreError('unavailable', `The issuer of the job's token does not say where its keys are, at ${address}.`);
}
