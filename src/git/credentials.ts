import type {Baseline} from './baseline.ts';
import {splitUrl} from './repository-name.ts';
import type {ConfigEntry} from './run-git.ts';

/** Tokens the user gave. They go to the host of `serverUrl` and to no other; null means there is none. */
export interface CredentialSource {
  /** Goes before whatever checkout left configured. */
  readonly pushToken: string | null;
  /** Used where nothing else is configured for the remote. */
  readonly fallbackToken: string | null;
  /** `GITHUB_SERVER_URL`: the origin that tokens may be sent to. */
  readonly serverUrl: string | null;
}

/** How one URL is reached: what git needs for it on top of the captured settings. */
export interface Access {
  readonly url: string;
  readonly config: readonly ConfigEntry[];
  readonly env: Readonly<Record<string, string>>;
}

/** Where a credential helper of ours finds its token, so that it is in no argv and no file. */
const HELPER_VARIABLE = 'LAFORGE_GIT_TOKEN';
const HELPER = `!f() { test "$1" = get && printf 'username=x-access-token\\npassword=%s\\n' "$${HELPER_VARIABLE}"; }; f`;

/**
 * Decides how a URL is reached: with the push token, else with what was configured for it, else with the fallback
 * token. It is one decision, made before the first request: a refusal is never answered with another token.
 */
export function chooseAccess(baseline: Baseline, url: string, credentials: CredentialSource): Access {
  const target = tokenTarget(url, credentials.serverUrl);
  if (target !== null && credentials.pushToken) return withToken(baseline.config, target, credentials.pushToken);
  const origin = originOf(url);
  if (origin !== null && hasHeader(baseline.config, url)) {
    return {url, config: [...baseline.config, noRedirects(origin)], env: {}};
  }
  const untouched: Access = {url, config: baseline.config, env: {}};
  if (target === null || origin === null || !credentials.fallbackToken || hasPassword(url)) return untouched;
  if (!hasHelper(baseline.config, url)) return withToken(baseline.config, target, credentials.fallbackToken);
  // Machines come with helpers that know nothing (osxkeychain, manager): git asks ours when they had no answer.
  return {
    url,
    config: [...baseline.config, {key: `credential.${origin}.helper`, value: HELPER}, noRedirects(origin)],
    env: {[HELPER_VARIABLE]: credentials.fallbackToken},
  };
}

/** Exactly one Authorization header: the captured ones go, and so do helpers, which git asks after a refusal. */
function withToken(captured: readonly ConfigEntry[], target: string, token: string): Access {
  const origin = originOf(target) ?? target;
  const header = `http.${origin}/.extraheader`;
  const secret = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    url: target,
    config: [
      ...captured.filter((entry) => !isAuthorization(entry)),
      {key: header, value: `AUTHORIZATION: basic ${secret}`},
      {key: 'credential.helper', value: ''},
      noRedirects(origin),
    ],
    env: {GIT_ASKPASS: '', SSH_ASKPASS: ''},
  };
}

/** git would send a header along a redirect, also to another host. */
function noRedirects(origin: string): ConfigEntry {
  return {key: `http.${origin}/.followRedirects`, value: 'false'};
}

/** The https URL, without user name, at which a token may be shown for this remote; null when it is another host. */
function tokenTarget(url: string, serverUrl: string | null): string | null {
  const remote = splitUrl(url);
  if (serverUrl === null || !URL.canParse(serverUrl) || remote === null) return null;
  const server = new URL(serverUrl);
  const path = remote.path.replace(/^\/+/, '');
  if (isHttp(url)) return originOf(url) === server.origin ? `${server.origin}/${path}` : null;
  return remote.host.replace(/:\d+$/, '') === server.hostname ? `${server.origin}/${path}` : null;
}

function originOf(url: string): string | null {
  return isHttp(url) && URL.canParse(url) ? new URL(url).origin : null;
}

function isHttp(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function hasPassword(url: string): boolean {
  return URL.canParse(url) && new URL(url).password !== '';
}

function isAuthorization(entry: ConfigEntry): boolean {
  return /^http\.(.*\.)?extraheader$/.test(entry.key) && /^\s*authorization\s*:/i.test(entry.value);
}

function hasHeader(config: readonly ConfigEntry[], url: string): boolean {
  return config.some((entry) => isAuthorization(entry) && appliesTo(entry.key, url));
}

/** An empty value forgets the helpers before it, as in git. */
function hasHelper(config: readonly ConfigEntry[], url: string): boolean {
  const helpers = config.filter((entry) => /^credential\.(.*\.)?helper$/.test(entry.key) && appliesTo(entry.key, url));
  return (helpers.at(-1)?.value ?? '') !== '';
}

/** Whether `http.<url>.name` or `credential.<url>.name` is meant for this URL: the same origin, and a path above it. */
function appliesTo(key: string, url: string): boolean {
  const scope = key.slice(key.indexOf('.') + 1, key.lastIndexOf('.') + 1).replace(/\.$/, '');
  if (scope === '') return true;
  if (scope.includes('*')) return true;
  if (!URL.canParse(scope)) return false;
  const [wanted, asked] = [new URL(scope), new URL(url)];
  const folder = wanted.pathname.endsWith('/') ? wanted.pathname : `${wanted.pathname}/`;
  return wanted.origin === asked.origin && `${asked.pathname}/`.startsWith(folder);
}
