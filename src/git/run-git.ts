import {AsyncLocalStorage} from 'node:async_hooks';
import {ChildProcess} from 'node:child_process';
import {subscribe} from 'node:diagnostics_channel';
import {basename} from 'node:path';
import {type ExecOutput, getExecOutput} from '@actions/exec';
import {GitError, InputError} from '../domain/errors.ts';
import {isRunnersOwn} from '../domain/runner-variables.ts';
import {stripEscapes} from '../domain/strip-escapes.ts';
import {findProgram} from './programs.ts';
import {redactUrls} from './repository-name.ts';

/** One setting of git: its full key as `git config --list` writes it, and its value. */
export interface ConfigEntry {
  readonly key: string;
  readonly value: string;
}

export interface GitCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Set on top of the cleaned environment. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Captured settings. With them (an empty list counts) no configuration file outside the repository is read, nor any
   * `GIT_CONFIG_*` of the environment; without them the user's own configuration applies as for any git command.
   */
  readonly config?: readonly ConfigEntry[];
  /** Given to git's standard input, which is closed at once otherwise. */
  readonly input?: string | Buffer;
  /** `latin1` keeps every byte of stdout: file names need not be UTF-8, and go back to git as they came. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Exit codes that are answers, not failures; `any` leaves all of them to the caller. */
  readonly allowExit?: readonly number[] | 'any';
  /** For what asks a remote: ended when it takes longer, with exit code 128 and a sentence that says so. */
  readonly limitMs?: number;
}

export interface GitOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What no configuration may change: nothing of the folder is executed, and nothing runs on behind our back. */
const HARDENING: readonly ConfigEntry[] = [
  {key: 'core.hooksPath', value: '/dev/null'},
  {key: 'core.fsmonitor', value: 'false'},
  {key: 'protocol.ext.allow', value: 'never'},
  // A graph is a file beside the objects that is believed in their place: an agent could write other parents into it.
  {key: 'core.commitGraph', value: 'false'},
  {key: 'gc.auto', value: '0'},
  {key: 'maintenance.auto', value: 'false'},
];

/** Variables of git that say how to reach a remote or where to look for a repository; every other one is left out. */
const KEPT =
  /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|PROXY_.*|HTTP_.*|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;

/**
 * Runs git with an argv array, silently, and gives its output. Any other exit code than 0 and those of `allowExit` is
 * a GitError with git's own last words; a missing git is an InputError.
 */
export async function runGit(command: GitCommand): Promise<GitOutput> {
  const output = await start(command);
  if (output.exitCode === 0 || command.allowExit === 'any') return output;
  if (command.allowExit?.includes(output.exitCode)) return output;
  throw new GitError('git-failed', `${nameOf(command)} failed: ${lastWords(output)}`);
}

async function start(command: GitCommand): Promise<ExecOutput> {
  const bytes: Buffer[] = [];
  const exec = () =>
    getExecOutput(findGit(process.env.PATH ?? ''), [...command.args], {
      cwd: command.cwd,
      env: environment(command),
      // Without any input @actions/exec leaves stdin open, and a git that reads it would wait for ever.
      input: Buffer.from(command.input ?? ''),
      silent: true,
      ignoreReturnCode: true,
      ...(command.encoding === 'latin1' && {listeners: {stdout: (chunk: Buffer) => void bytes.push(chunk)}}),
    });
  try {
    const output = await (command.limitMs === undefined ? exec() : runLimited(exec, command.limitMs));
    return command.encoding === 'latin1' ? {...output, stdout: Buffer.concat(bytes).toString('latin1')} : output;
  } catch (cause) {
    if (cause instanceof Error && cause.message.includes('Unable to locate executable file')) {
      throw new InputError('git-missing', 'There is no git on the PATH. Install git 2.31 or later.', {cause});
    }
    throw new GitError('git-failed', `${nameOf(command)} could not be started in ${command.cwd}.`, {cause});
  }
}

/** Told of the process that the command under way has started. */
const started = new AsyncLocalStorage<(child: ChildProcess) => void>();

async function runLimited(exec: () => Promise<ExecOutput>, limitMs: number): Promise<ExecOutput> {
  let isOver = false;
  let child: ChildProcess | undefined;
  const end = () => {
    isOver = true;
    child?.kill();
    // What git has started for the connection holds these too, and is not ended with it.
    child?.stdout?.destroy();
    child?.stderr?.destroy();
  };
  const timer = setTimeout(end, limitMs);
  try {
    const output = await started.run((it) => {
      child = it;
      if (isOver) end();
    }, exec);
    if (!isOver) return output;
    const stderr = `${output.stderr}\nfatal: no answer from the remote within ${limitMs / 1000} seconds (timed out)`;
    return {...output, exitCode: 128, stderr};
  } finally {
    clearTimeout(timer);
  }
}

let found: {readonly path: string; readonly git: string} | undefined;

/**
 * The git of this PATH as a command line, found once. @actions/exec would ask every folder of the PATH for each single
 * command, which takes longer than the command, and after an agent ran might find another. What must be found by itself,
 * or not at all, is left to it.
 */
function findGit(path: string): string {
  if (found?.path !== path) {
    const git = findProgram('git', path);
    found = {path, git: git === null || git.includes('"') ? 'git' : `"${git}"`};
  }
  return found.git;
}

/** Has this process use the git that another process found before an agent ran. */
export function useGit(file: string): void {
  found = {path: process.env.PATH ?? '', git: `"${file}"`};
}

// @actions/exec keeps the process from us, and two things want it: the end of a git that takes too long, and one that
// ends before it has read its input, which must fail as itself: a broken pipe without a listener would end our own.
subscribe('child_process', (message) => {
  if (typeof message !== 'object' || message === null || !('process' in message)) return;
  const {process: child} = message;
  if (!(child instanceof ChildProcess)) return;
  const tell = started.getStore();
  child.once('spawn', () => {
    tell?.(child);
    if (/^git(\.exe)?$/i.test(basename(child.spawnfile))) child.stdin?.on('error', () => {});
  });
});

/** Settings go by `GIT_CONFIG_COUNT` (git 2.31), never by argv: every user of the machine can read an argv. */
function environment(command: GitCommand): Record<string, string> {
  const env: Record<string, string> = {};
  const own: ConfigEntry[] = [];
  for (const [name, value] of Object.entries(process.env)) {
    // Helpers and filters that git starts have no use for them, and others could read them from git's own environment.
    if (value === undefined || isRunnersOwn(name)) continue;
    if (!name.startsWith('GIT_') || KEPT.test(name)) env[name] = value;
    else if (command.config === undefined && /^GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)$/.test(name)) env[name] = value;
  }
  if (command.config === undefined) own.push(...environmentConfig());
  else Object.assign(env, {GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1'});
  const entries = [...own, ...(command.config ?? []), ...HARDENING];
  for (const [index, entry] of entries.entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = entry.key;
    env[`GIT_CONFIG_VALUE_${index}`] = entry.value;
  }
  return {
    ...env,
    GIT_CONFIG_COUNT: String(entries.length),
    // Messages are parsed, so they must be git's own English.
    LC_ALL: 'C',
    LANGUAGE: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    ...command.env,
  };
}

function environmentConfig(): readonly ConfigEntry[] {
  const count = Number(process.env.GIT_CONFIG_COUNT ?? 0);
  const entries: ConfigEntry[] = [];
  for (let index = 0; index < count; index++) {
    const key = process.env[`GIT_CONFIG_KEY_${index}`];
    if (key !== undefined) entries.push({key, value: process.env[`GIT_CONFIG_VALUE_${index}`] ?? ''});
  }
  return entries;
}

/** Text of git or a remote as people may see it: no escape sequences or control characters, no credentials in URLs. */
export function plainText(text: string): string {
  const plain = stripEscapes(text.replaceAll('\r', '\n')).replace(/(?!\n)\p{Cc}/gu, ' ');
  const lines = plain.split('\n').map((line) => line.trimEnd());
  return redactUrls(lines.filter((line) => line !== '').join('\n'));
}

/** The end of what git said, on one line: what stands after the first `fatal:` or `error:`, else its last lines. */
export function lastWords(output: GitOutput): string {
  const lines = plainText(output.stderr || output.stdout).split('\n');
  const first = lines.findIndex((line) => /^(fatal|error): /.test(line));
  const words = (first < 0 ? lines.slice(-3) : lines.slice(first, first + 3)).join(' ').slice(0, 600);
  return words === '' ? `it ended with exit code ${output.exitCode} and said nothing.` : words;
}

function nameOf(command: GitCommand): string {
  const verb = command.args.find((argument) => !argument.startsWith('-'));
  return `git ${verb ?? ''}`.trim();
}
