import type {Baseline} from './baseline.ts';
import {isHttp, splitUrl} from './remote-urls.ts';
import type {ConfigEntry} from './run-git.ts';

/** Tokens that the user gave. They are sent to the host of `serverUrl` and to no other; null means none. */
export interface CredentialSource {
  /** Takes precedence over what checkout left configured. */
  readonly pushToken: string | null;
  /** Used where nothing else is configured for the remote. */
  readonly fallbackToken: string | null;
  /** `GITHUB_SERVER_URL`: the origin that tokens may be sent to. */
  readonly serverUrl: string | null;
}

/** The access to one URL: the settings that git needs on top of the captured ones. */
export interface Access {
  readonly url: string;
  readonly config: readonly ConfigEntry[];
  readonly env: Readonly<Record<string, string>>;
  /** The access to use when the configured credential helpers have no answer for this URL. */
  readonly withoutHelp?: Access;
}

/** A credential helper that answers from the environment: the secret is in no argv and no file. */
const HELPER =
  '!f() { test "$1" = get && printf \'username=%s\\npassword=%s\\n\' "$LAFORGE_GIT_USER" "$LAFORGE_GIT_PASSWORD"; }; f';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/**
 * Decides how to reach a URL: with the push token, else with what was configured for it, else with the fallback token.
 * The decision is made once, before the first request: a refusal never leads to another token.
 */
export function chooseAccess({config}: Baseline, url: string, credentials: CredentialSource): Access {
  const target = tokenTarget(url, credentials.serverUrl);
  if (target !== null && credentials.pushToken) return withToken(config, target, credentials.pushToken);
  const origin = originOf(url);
  if (origin === null) return {url, config, env: {}};
  if (hasHeader(config, url)) return {url, config: [...config, noRedirects(origin)], env: {}};
  const {username, password} = new URL(url);
  if (password !== '') return withLogin(config, url, {username: decode(username), password: decode(password)});
  if (target === null || !credentials.fallbackToken) return {url, config, env: {}};
  const fallback = withToken(config, target, credentials.fallbackToken);
  return hasHelper(config, url) ? {url, config, env: {}, withoutHelp: fallback} : fallback;
}

/**
 * Asks the configured helpers beforehand when the choice depends on them. Some machines have helpers that know nothing
 * (osxkeychain, manager), and git would tell them to store our token once it worked.
 */
export async function settleAccess(
  access: Access,
  askHelpers: (url: string) => Promise<Login | null>,
): Promise<Access> {
  if (access.withoutHelp === undefined) return access;
  const login = await askHelpers(access.url);
  return login === null ? access.withoutHelp : withLogin(access.config, access.url, login);
}

/**
 * Turns a basic Authorization header into a helper's answer: git-lfs would send the header along with the one that a
 * server issues for a single object, and two are refused.
 */
export function headerAsLogin(access: Access): Access {
  const header = access.config.findLast((entry) => isAuthorization(entry) && appliesTo(entry.key, access.url));
  const basic = /^\s*authorization\s*:\s*basic\s+(\S+)\s*$/i.exec(header?.value ?? '')?.[1];
  const [, username, password] = /^([^:]*):(.+)$/s.exec(Buffer.from(basic ?? '', 'base64').toString()) ?? [];
  if (username === undefined || password === undefined) return access;
  const others = access.config.filter((entry) => !isAuthorization(entry));
  const login = withLogin(others, access.url, {username, password});
  return {...login, env: {...access.env, ...login.env}};
}

/** Gives git a login by environment, even for a password in the URL: git passes the URL to a process as an argument. */
function withLogin(captured: readonly ConfigEntry[], url: string, login: Login): Access {
  const {origin, pathname} = new URL(url);
  const none = {key: 'credential.helper', value: ''};
  // For this origin alone: nothing else that asks for a password, such as a git-lfs store, gets one.
  const helper = {key: `credential.${origin}.helper`, value: HELPER};
  return {
    url: `${origin}${pathname}`,
    config: [...captured, none, helper, noRedirects(origin)],
    env: {LAFORGE_GIT_USER: login.username, LAFORGE_GIT_PASSWORD: login.password},
  };
}

function decode(text: string): string {
  return text.replace(/(%[0-9a-f]{2})+/gi, (escaped) => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString());
}

/** Leaves exactly one Authorization header: drops captured ones, and helpers, which git asks after a refusal. */
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

/** Forbids redirects: git would send the header along, even to another host. */
function noRedirects(origin: string): ConfigEntry {
  return {key: `http.${origin}/.followRedirects`, value: 'false'};
}

/** The https URL, without a user name, at which this remote may be shown a token; null when it is on another host. */
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

function isAuthorization(entry: ConfigEntry): boolean {
  return /^http\.(.*\.)?extraheader$/.test(entry.key) && /^\s*authorization\s*:/i.test(entry.value);
}

function hasHeader(config: readonly ConfigEntry[], url: string): boolean {
  return config.some((entry) => isAuthorization(entry) && appliesTo(entry.key, url));
}

/** True when a helper is configured for the URL. An empty value clears those before it, as in git. */
function hasHelper(config: readonly ConfigEntry[], url: string): boolean {
  const helpers = config.filter((entry) => /^credential\.(.*\.)?helper$/.test(entry.key) && appliesTo(entry.key, url));
  return (helpers.at(-1)?.value ?? '') !== '';
}

/** True when `http.<url>.name` or `credential.<url>.name` applies to a URL: the same origin, a path at or above it. */
function appliesTo(key: string, url: string): boolean {
  const scope = key.slice(key.indexOf('.') + 1, key.lastIndexOf('.') + 1).replace(/\.$/, '');
  if (scope === '') return true;
  if (scope.includes('*')) return true;
  if (!URL.canParse(scope)) return false;
  const [wanted, asked] = [new URL(scope), new URL(url)];
  const folder = wanted.pathname.endsWith('/') ? wanted.pathname : `${wanted.pathname}/`;
  return wanted.origin === asked.origin && `${asked.pathname}/`.startsWith(folder);
}
