import {badInput, StoreError} from '../../domain/errors.ts';
import {quote} from '../../domain/identity.ts';
import {isObject} from '../../domain/json.ts';
import {parseRepository} from './logins.ts';

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
