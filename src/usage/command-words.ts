import {readFile, stat} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import {asObject, parseObject} from './json.ts';

/** What a command starts, as far as its text and the scripts it names tell. */
export interface CommandWords {
  /** Names of programs without their folders, and of packages as `npx` takes them; each as often as it stands there. */
  readonly programs: readonly string[];
  /** Every word, for flags. */
  readonly words: readonly string[];
  /** Something in it may be started again and again. */
  readonly hasLoops: boolean;
  /** It goes to other folders. */
  readonly isMoving: boolean;
  /** Variables that it sets for what it starts, the last value of each, where that can be told. */
  readonly settings: Readonly<Record<string, string>>;
}

const MOST_TEXT = 64 * 1024;
const MOST_SCRIPTS = 20;
const MOST_WORDS = 20_000;
const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'fish']);
/** Programs that start the one in their arguments. */
const WRAPPERS = new Set(
  [
    'env',
    'timeout',
    'gtimeout',
    'nice',
    'nohup',
    'time',
    'stdbuf',
    'sudo',
    'doas',
    'exec',
    'command',
    'builtin',
    'eval',
  ]
    .concat([
      'xargs',
      'script',
      'unbuffer',
      'setsid',
      'ionice',
      'caffeinate',
      'then',
      'do',
      'else',
      'if',
      'while',
      'until',
    ])
    .concat(['!', '{', 'npx', 'bunx', 'pnpx', 'uvx', 'dlx', 'exec', 'x']),
);
/** Options of theirs whose value is a word of its own; that of `npx -p` is a package, whose program follows. */
const WITH_VALUE = new Set(['-u', '-k', '-s', '-n', '-p', '-C', '-S', '-I', '-L', '-P', '--package', '--signal']);
const PACKAGE_MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);
/** Programs that read an argument as a shell's text; what another one is given with spaces in it may be a prompt. */
const TEXT_READERS = new Set(['eval', 'script', 'watch', 'su']);
/** Words that repeat what follows them, or let it be called by another name. */
const LOOPS = new Set(['for', 'while', 'until', 'xargs', 'parallel', 'function', 'watch', 'seq']);
/** A program that goes to a folder, and options of those that are started for one. */
const MOVES = new Set(['cd', 'pushd', '-C', '--cd', '--cwd', '--dir', '--directory', '--chdir', '--worktree', '-w']);
/** Programs whose arguments set variables. */
const SETTERS = new Set(['export', 'env', 'declare', 'readonly', 'local']);
const INTERPRETERS = new Set(['node', 'bun', 'deno', 'python', 'python3']);

/**
 * Reads a command: a script's text, or a program and its arguments. Scripts of the shell, of package.json and of a
 * Makefile that it starts are looked into as well. A guess that a program is started does no harm; it only makes us
 * look for its records. Never throws.
 */
export async function readCommand(
  command: string | readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<CommandWords> {
  const programs: string[] = [];
  const words: string[] = [];
  const settings: Record<string, string> = Object.create(null);
  let scripts = 0;
  let hasFunctions = false;

  const readText = async (text: string): Promise<void> => {
    hasFunctions ||= /\(\)\s*\{/.test(text);
    for (const line of splitCommands(text.slice(0, MOST_TEXT))) await readWords(line);
  };
  const readWords = async (line: readonly string[]): Promise<void> => {
    if (words.length > MOST_WORDS) return;
    words.push(...line);
    await readProgram(line);
  };
  const readProgram = async (line: readonly string[]): Promise<void> => {
    const isSetting = (word: string) => /^[A-Za-z_]\w*=/.test(word);
    const start = line.findIndex((word) => !isSetting(word));
    const [first, ...args] = start === -1 ? [] : line.slice(start);
    const set = start === -1 ? line : line.slice(0, start);
    for (const word of set) takeSetting(word);
    if (first === undefined) return;
    const name = basename(first);
    if (SETTERS.has(name)) for (const word of args.filter(isSetting)) takeSetting(word);
    programs.push(...namesOf(first));
    if (SHELLS.has(name)) return readShell(args);
    if (INTERPRETERS.has(name)) return readProgram(withoutOptions(args));
    if (TEXT_READERS.has(name)) for (const inner of args.filter((arg) => arg.includes(' '))) await readText(inner);
    if (WRAPPERS.has(name)) return readProgram(withoutOptions(args));
    if (PACKAGE_MANAGERS.has(name)) return readPackageScript(withoutOptions(args));
    if (name === 'make') return readScript(join(cwd, 'Makefile'));
    if (first.includes('/')) return readScript(resolve(cwd, first));
  };
  const takeSetting = (word: string): void => {
    const at = word.indexOf('=');
    const value = expand(word.slice(at + 1), {...env, ...settings});
    if (value !== undefined) settings[word.slice(0, at)] = value;
  };
  const readShell = async (args: readonly string[]): Promise<void> => {
    const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
    if (flag !== -1) return readText(args[flag + 1] ?? '');
    const script = args.find((arg) => !arg.startsWith('-'));
    if (script !== undefined) await readScript(resolve(cwd, script));
  };
  const readPackageScript = async ([first, ...rest]: readonly string[]): Promise<void> => {
    if (first === 'exec' || first === 'dlx' || first === 'x') return readProgram(withoutOptions(rest));
    const name = first === 'run' || first === 'run-script' ? rest[0] : first;
    const text = await readStart(join(cwd, 'package.json'));
    const script = asObject(parseObject(text ?? '')?.scripts)?.[name ?? ''];
    if (typeof script === 'string' && ++scripts <= MOST_SCRIPTS) await readText(script);
  };
  const readScript = async (path: string): Promise<void> => {
    if (++scripts > MOST_SCRIPTS) return;
    const text = await readStart(path);
    // A binary, or a script of another language.
    if (text === undefined || text.includes('\0') || /^#!(?!.*sh\b)/.test(text)) return;
    await readText(text);
  };

  if (typeof command === 'string') await readText(command);
  else await readWords(command);
  const hasLoops = hasFunctions || words.some((word) => LOOPS.has(word));
  return {programs, words, hasLoops, isMoving: words.some((word) => MOVES.has(word.replace(/=.*/s, ''))), settings};
}

/** A word with the variables in it that are known; undefined where one is not, or a command is to be run for it. */
function expand(word: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  let isKnown = true;
  const value = word
    .replace(/^~(?=\/|$)/, '$HOME')
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (_all, inBraces?: string, bare?: string) => {
      const known = env[inBraces ?? bare ?? ''];
      isKnown &&= known !== undefined;
      return known ?? '';
    });
  return isKnown && !/[$`]/.test(value) ? value : undefined;
}

/** A program in a package's folder is that package too: `node_modules/@openai/codex/bin/codex.js`. */
function namesOf(word: string): readonly string[] {
  const [, scoped] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(word) ?? [];
  const isPackage = /^@[^/]+\/[^/]+$/.test(word);
  return [isPackage ? word : basename(word), ...(scoped === undefined ? [] : [scoped])];
}

/** What a wrapper starts: behind its options, its settings of variables, and its durations. */
function withoutOptions(args: readonly string[]): readonly string[] {
  const isBefore = (arg: string, i: number) =>
    /^(-.*|\d+(\.\d+)?[smhd]?|\w+=.*)$/s.test(arg) || WITH_VALUE.has(args[i - 1] ?? '');
  const start = args.findIndex((arg, i) => !isBefore(arg, i));
  return start === -1 ? [] : args.slice(start);
}

/** The simple commands of a shell's text, as words without their quotes. What a shell would expand stays as it is. */
function splitCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  const token =
    /\\\n|#[^\n]*|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([;&|()\n`]+|\$\()|([<>]+&?)|(\s+)|([^\s'"\\;&|()<>`#$]+|[\s\S])/gy;
  /** Commands in double quotes. */
  const inner: string[] = [];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (const match of text.matchAll(token)) {
    const [all, single, double, escaped, separator, redirect, space, plain] = match;
    // Only at the beginning of a word does a # begin a comment.
    if (all.startsWith('#') && word === undefined) continue;
    if (all === '\\\n') continue;
    if (double !== undefined) inner.push(...[...double.matchAll(/\$\(([^()]+)\)/g)].map(([, command = '']) => command));
    if (separator !== undefined) {
      // What a command is to be run for is not known.
      if (word !== undefined && /[$`]/.test(separator)) word += '$';
      endWord();
      commands.push([]);
    } else if (space !== undefined || redirect !== undefined) endWord();
    else word = (word ?? '') + (single ?? double ?? escaped ?? plain ?? all);
  }
  endWord();
  return [...commands, ...inner.flatMap(splitCommands)].filter((words) => words.length > 0);
}

async function readStart(path: string): Promise<string | undefined> {
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > MOST_TEXT) return undefined;
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
