import {GitError, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {stripEscapes} from '../domain/text.ts';
import {findProgram} from '../files/find-program.ts';
import {isFolder} from '../files/regular-file.ts';
import {environmentOf, type Owner} from './git-environment.ts';
import {type EndedProcess, runProcess} from './git-process.ts';
import {redactUrls} from './remote-urls.ts';

export type {ConfigEntry} from './git-environment.ts';

export interface GitCommand {
  /** `users` runs git as the user would type it; `captured` runs it with what was captured before the agent ran. */
  readonly as: Owner;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Set on top of the owner's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Written to git's standard input. Without it, standard input is closed at once. */
  readonly input?: string | Buffer;
  /** `latin1` keeps every byte of stdout: file names need not be UTF-8 and must go back to git unchanged. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Exit codes that are answers, not failures; with `any` the caller judges all of them. */
  readonly allowExit?: readonly number[] | 'any';
  /** For commands that talk to a remote: after this time git is ended, with exit code 128 and a message about it. */
  readonly limitMs?: number;
  /** More output than this is a GitError. Default: what fits into a string. */
  readonly maxBytes?: number;
}

export interface GitOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Precedes a filter's command when we start git. It is short, and removed from git's messages about a filter. */
export const FILTER_PREFIX = 'eval "$LAFORGE_FILTER"; ';

/** The time limit of a git that uses no remote. The filters of a big repository may take minutes. */
const LOCAL_LIMIT_MS = 900_000;
const LONGEST_OUTPUT = 500_000_000;

/**
 * Starts git: an argv array, no shell, no terminal, with limits of time and size. All git processes start here. Throws
 * GitError with git's own last words for an exit code that is neither 0 nor in `allowExit`, and InputError when git is
 * missing.
 */
export async function runGit(command: GitCommand): Promise<GitOutput> {
  const ended = await start(command);
  const output = {
    exitCode: ended.exitCode,
    stdout: ended.stdout.toString(command.encoding ?? 'utf8'),
    stderr: ended.stderr.toString('utf8'),
  };
  if (ended.stopped === 'limit' && command.limitMs !== undefined) {
    const seconds = command.limitMs / 1000;
    return checkExit(command, {
      ...output,
      exitCode: 128,
      stderr: `${output.stderr}\nfatal: no answer from the remote within ${seconds} seconds (timed out)`,
    });
  }
  // An error, not an exit code: a caller that reads exit codes as answers must not mistake this for one.
  if (ended.stopped !== null) throw new GitError('git-stopped', explainStop(command, ended.stopped));
  return checkExit(command, output);
}

function checkExit(command: GitCommand, output: GitOutput): GitOutput {
  if (output.exitCode === 0 || command.allowExit === 'any') return output;
  if (command.allowExit?.includes(output.exitCode)) return output;
  throw new GitError('git-failed', `${nameOf(command)} failed: ${lastWords(output)}`);
}

function explainStop(command: GitCommand, stopped: NonNullable<EndedProcess['stopped']>): string {
  const what = `${nameOf(command)} in ${command.cwd}`;
  if (stopped === 'size') return `${what} printed more than can be read.`;
  if (stopped === 'limit') return `${what} did not end within ${LOCAL_LIMIT_MS / 60_000} minutes, and was ended.`;
  return `${what} hung and was ended. Look for a named pipe in the place of a file: find . -type p`;
}

async function start(command: GitCommand): Promise<EndedProcess> {
  const env = environmentOf(command.as, command.env);
  const program = command.as.kind === 'users' ? (command.as.program ?? findGit()) : (command.as.programs.git ?? null);
  if (program === null) {
    throw new InputError('git-missing', 'There is no git on the PATH. Install git 2.31 or later.');
  }
  try {
    return await runProcess({
      program,
      args: command.args,
      cwd: command.cwd,
      env,
      input: command.input ?? '',
      limitMs: command.limitMs ?? LOCAL_LIMIT_MS,
      local: command.limitMs === undefined,
      maxBytes: command.maxBytes ?? LONGEST_OUTPUT,
    });
  } catch (cause) {
    const why = isFolder(command.cwd) ? 'could not be started' : 'has no folder to run in';
    throw new GitError('git-failed', `${nameOf(command)} ${why}: ${quote(command.cwd)}.`, {cause});
  }
}

let found: {readonly path: string; readonly git: string | null} | undefined;

/** Finds git on the PATH, once for each PATH. */
function findGit(): string | null {
  const path = process.env.PATH ?? '';
  if (found?.path !== path) found = {path, git: findProgram('git', path)};
  return found.git;
}

/** Makes the text of git or a remote safe to show: no escape sequences, control characters or credentials in URLs. */
export function plainText(text: string): string {
  const plain = stripEscapes(text.replaceAll('\r', '\n')).replace(/(?!\n)\p{Cc}/gu, ' ');
  const lines = plain.split('\n').map((line) => line.trimEnd());
  return redactUrls(lines.filter((line) => line !== '').join('\n'));
}

/** The lock of another git by which this one failed; null when something else did. */
export function lockOf({stderr}: Pick<GitOutput, 'stderr'>): string | null {
  return /Unable to create '([^'\n]+\.lock)': File exists/.exec(plainText(stderr))?.[1] ?? null;
}

/**
 * Returns the end of git's message on one line: from the first `fatal:` or `error:`, else its last lines. Another git's
 * lock has a sentence of its own.
 */
export function lastWords(output: GitOutput): string {
  const lock = lockOf(output);
  if (lock !== null)
    return `another git is at work here, or was killed, since ${lock} exists. Delete that file if none is at work.`;
  const said = (output.stderr || output.stdout.slice(-10_000)).replaceAll(FILTER_PREFIX, '');
  const lines = plainText(said).split('\n');
  const first = lines.findIndex((line) => /^(fatal|error): /.test(line));
  const words = (first < 0 ? lines.slice(-3) : lines.slice(first, first + 3)).join(' ').slice(0, 600);
  return words === '' ? `it ended with exit code ${output.exitCode} and said nothing.` : words;
}

function nameOf(command: GitCommand): string {
  const verb = command.args.find((argument) => !argument.startsWith('-'));
  return `git ${verb ?? ''}`.trim();
}
