import type {Environment} from '../domain/ports/system.ts';
import {coveredBy, isRunnersOwn} from '../domain/runner-variables.ts';

/** One git setting: its full key as `git config --list` writes it, and its value. */
export interface ConfigEntry {
  readonly key: string;
  readonly value: string;
}

/** A setting with its scope, as `git config --show-scope` names it. */
export interface ScopedEntry extends ConfigEntry {
  readonly scope: string;
}

/** The files of programs, by the names under which git or its children look for them on the PATH. */
export type Programs = Readonly<Record<string, string>>;

/** The user's git, before the agent runs: with all their configuration and variables, in their folder. */
export interface UsersGit {
  readonly kind: 'users';
  /** The git that another process found on the PATH before the agent ran. Default: look for it. */
  readonly program?: string;
}

/**
 * git as captured before the agent ran. It reads these entries and the configuration of the git folder that it is
 * pointed to, and no other. It fetches nothing unasked, and has only the agent's variables and those that git needs.
 */
interface CapturedGit extends GitAtStart {
  readonly config: readonly ConfigEntry[];
  /** Settings of ours, which override even the hardening. */
  readonly own?: readonly ConfigEntry[];
}

/** The parts of git's environment that all commands after the agent share. */
export interface GitAtStart {
  readonly kind: 'captured';
  /** The environment of `captureEnvironment`. */
  readonly environment: Environment;
  readonly programs: Programs;
}

export type Owner = UsersGit | CapturedGit;

export const USERS_GIT: UsersGit = {kind: 'users'};

/** Settings that no configuration may change: nothing in the folder is executed, and nothing keeps running unseen. */
export const HARDENING: readonly ConfigEntry[] = [
  {key: 'core.hooksPath', value: '/dev/null'},
  {key: 'core.fsmonitor', value: 'false'},
  {key: 'protocol.ext.allow', value: 'never'},
  // git trusts a commit graph in place of the objects: an agent could write other parents into it.
  {key: 'core.commitGraph', value: 'false'},
  // git asks a repository that it borrows objects from for its refs, and drops the settings above for that.
  {key: 'core.alternateRefsCommand', value: 'true'},
  {key: 'gc.auto', value: '0'},
  {key: 'maintenance.auto', value: 'false'},
];

/** Variables of every git process, the user's and ours. */
const ALWAYS: Environment = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  // A global `trace2.*` would write commands and variables to a place of the agent's choice.
  GIT_TRACE2: '0',
  GIT_TRACE2_EVENT: '0',
  GIT_TRACE2_PERF: '0',
};

/** Variables of git that say how to reach a remote, how filters work and where to look for a repository. */
const ANYWHERE =
  /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|PROXY_.*|HTTP_.*|EXEC_PATH|ALLOW_PROTOCOL|ATTR_NOSYSTEM|LFS_.*|CRYPT_.*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;
/** Variables that only the user's git follows: their effect is part of what was captured. */
const USERS = /^GIT_(DIR|WORK_TREE|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS))$/;

/** Variables that git and its programs cannot do without, whatever the agent was allowed to see. */
const isNeeded = coveredBy(
  [
    ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LANGUAGE', 'LC_*'],
    ...['XDG_*', 'SSH_*', 'GNUPGHOME', 'GPG_*', 'KRB5*', 'DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'WAYLAND_DISPLAY'],
    ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'FTP_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
    ...['CURL_CA_BUNDLE', 'RUNNER_TRACKING_ID', 'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'OS'],
    ...['USERNAME', 'USERPROFILE', 'USERDOMAIN', 'HOMEDRIVE', 'HOMEPATH', 'HOMESHARE', 'LOCALAPPDATA', 'APPDATA'],
    ...['PROGRAMDATA', 'PROGRAMFILES*', 'PROGRAMW6432', 'COMMONPROGRAM*', 'MSYS*', 'PROCESSOR_*', 'NUMBER_OF_*'],
  ],
  true,
);

/** Captures the variables for git after the agent: those that the agent is given and those that git needs. */
export function captureEnvironment(env: Environment, isGiven: (name: string) => boolean): Environment {
  const kept = Object.entries(env).filter(([name]) =>
    name.startsWith('GIT_') ? ANYWHERE.test(name) : !isRunnersOwn(name) && (isNeeded(name) || isGiven(name)),
  );
  return Object.fromEntries(kept);
}

/** Builds the environment of one git process. It carries the settings, because every user can read argv. */
export function environmentOf(owner: Owner, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [variables, settings] = owner.kind === 'users' ? usersOwn(process.env) : capturedOf(owner);
  const entries = [...settings, ...HARDENING, ...(owner.kind === 'captured' ? (owner.own ?? []) : [])];
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries({...inEnglish(variables), ...ALWAYS, ...more})) {
    if (value !== undefined) env[name] = value;
  }
  for (const [index, {key, value}] of entries.entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return {...env, GIT_CONFIG_COUNT: String(entries.length)};
}

function usersOwn(env: Environment): readonly [Environment, readonly ConfigEntry[]] {
  const kept = Object.entries(env).filter(([name]) =>
    name.startsWith('GIT_') ? ANYWHERE.test(name) || USERS.test(name) : !isRunnersOwn(name),
  );
  return [Object.fromEntries(kept), environmentConfig(env)];
}

function capturedOf({environment, config}: CapturedGit): readonly [Environment, readonly ConfigEntry[]] {
  const fixed = {GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_NO_LAZY_FETCH: '1'};
  return [{...environment, ...fixed}, config];
}

function environmentConfig(env: Environment): readonly ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  for (let index = 0; index < Number(env.GIT_CONFIG_COUNT ?? 0); index++) {
    const key = env[`GIT_CONFIG_KEY_${index}`];
    if (key !== undefined) entries.push({key, value: env[`GIT_CONFIG_VALUE_${index}`] ?? ''});
  }
  return entries;
}

const CATEGORIES = ['CTYPE', 'NUMERIC', 'TIME', 'COLLATE', 'MONETARY', 'PAPER', 'NAME', 'ADDRESS', 'MEASUREMENT'];

/**
 * Makes git's messages English, since they are parsed. The rest of the locale stays the user's, whose filters may
 * depend on it. LC_ALL would override LC_MESSAGES, so it is replaced by each category that it stands for.
 */
function inEnglish({LC_ALL: all, LANGUAGE: _, ...env}: Environment): Environment {
  const categories = all ? CATEGORIES.map((name) => [`LC_${name}`, all]) : [];
  return {...env, ...Object.fromEntries(categories), LC_MESSAGES: 'C'};
}
