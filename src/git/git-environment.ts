import type {Environment} from '../domain/ports/system.ts';
import {isRunnersOwn} from '../domain/runner-variables.ts';

/** One setting of git: its full key as `git config --list` writes it, and its value. */
export interface ConfigEntry {
  readonly key: string;
  readonly value: string;
}

/** A setting with the scope that it is of, as `git config --show-scope` names it. */
export interface ScopedEntry extends ConfigEntry {
  readonly scope: string;
}

/** Programs by the names under which git, or one that it starts, looks for them on the PATH, and where they are. */
export type Programs = Readonly<Record<string, string>>;

/** The user's git, before an agent runs: their configuration of every scope, their variables, in the folder they are in. */
export interface UsersGit {
  readonly kind: 'users';
  /** The git that another process found on the PATH before an agent ran; otherwise it is looked for. */
  readonly program?: string;
}

/**
 * git as it was captured before an agent ran: no configuration is read but these entries and that of the git folder it
 * is led to, nothing is fetched that nobody asked for, and it has no variable that the agent had not but what git needs.
 */
interface CapturedGit extends GitAtStart {
  readonly config: readonly ConfigEntry[];
  /** Settings of ours, which go before the hardening too. */
  readonly own?: readonly ConfigEntry[];
}

/** The parts of git's environment that are the same for all commands after an agent. */
export interface GitAtStart {
  readonly kind: 'captured';
  /** The environment of `captureEnvironment`. */
  readonly environment: Environment;
  readonly programs: Programs;
}

export type Owner = UsersGit | CapturedGit;

export const USERS_GIT: UsersGit = {kind: 'users'};

/** Settings that no configuration may change: nothing of the folder is executed, and nothing runs on behind our back. */
const HARDENING: readonly ConfigEntry[] = [
  {key: 'core.hooksPath', value: '/dev/null'},
  {key: 'core.fsmonitor', value: 'false'},
  {key: 'protocol.ext.allow', value: 'never'},
  // A graph is a file beside the objects that is believed in their place: an agent could write other parents into it.
  {key: 'core.commitGraph', value: 'false'},
  // git asks a repository whose objects are borrowed for its refs, and clears the settings above for that.
  {key: 'core.alternateRefsCommand', value: 'true'},
  {key: 'gc.auto', value: '0'},
  {key: 'maintenance.auto', value: 'false'},
];

/** Variables for every process of git, whoever's it is. */
const ALWAYS: Environment = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  // A global `trace2.*` would write down commands and variables, where an agent says.
  GIT_TRACE2: '0',
  GIT_TRACE2_EVENT: '0',
  GIT_TRACE2_PERF: '0',
};

/** Variables of git that say how to reach a remote, how filters work and where to look for a repository. */
const ANYWHERE =
  /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|PROXY_.*|HTTP_.*|EXEC_PATH|ALLOW_PROTOCOL|ATTR_NOSYSTEM|LFS_.*|CRYPT_.*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;
/** Those that only the user's git follows: they are in what is captured. */
const USERS = /^GIT_(DIR|WORK_TREE|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS))$/;

/** Variables that git and its programs cannot do without, whatever the agent was allowed to see. */
const NEEDED = new RegExp(
  `^(${[
    ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LANGUAGE', 'LC_.*'],
    ...['XDG_.*', 'SSH_.*', 'GNUPGHOME', 'GPG_.*', 'KRB5.*', 'DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'WAYLAND_DISPLAY'],
    ...['(https?|all|no|ftp)_proxy', 'SSL_CERT_(FILE|DIR)', 'CURL_CA_BUNDLE', 'RUNNER_TRACKING_ID'],
    ...[
      'SYSTEM(ROOT|DRIVE)',
      'WINDIR',
      'COMSPEC',
      'PATHEXT',
      'OS',
      'USER(NAME|PROFILE|DOMAIN)',
      'HOME(DRIVE|PATH|SHARE)',
    ],
    ...['(LOCAL)?APPDATA', 'PROGRAM(DATA|FILES.*|W6432)', 'COMMONPROGRAM.*', 'MSYS.*', 'PROCESSOR_.*', 'NUMBER_OF_.*'],
  ].join('|')})$`,
  'i',
);

/** The variables for git after an agent that was given those of which `isGiven` is true. */
export function captureEnvironment(env: Environment, isGiven: (name: string) => boolean): Environment {
  const kept = Object.entries(env).filter(([name]) =>
    name.startsWith('GIT_') ? ANYWHERE.test(name) : !isRunnersOwn(name) && (NEEDED.test(name) || isGiven(name)),
  );
  return Object.fromEntries(kept);
}

/** The whole environment of one git process. Settings go by it, never by argv: every user of the machine can read an argv. */
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
 * Messages are parsed, so they must be git's own English; all else of the locale stays the user's, whose filters may
 * work by it. LC_ALL would be above both, so each category gets what it stands for.
 */
function inEnglish({LC_ALL: all, LANGUAGE: _, ...env}: Environment): Environment {
  const categories = all ? CATEGORIES.map((name) => [`LC_${name}`, all]) : [];
  return {...env, ...Object.fromEntries(categories), LC_MESSAGES: 'C'};
}
