import {readFile, stat} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import {asObject, parseObject} from './json.ts';

/** What a command starts, as far as its text and the scripts it names tell. */
export interface CommandWords {
  /** Names of programs without their folders, and of packages as `npx` takes them. */
  readonly programs: readonly string[];
  /** Every word, for flags. */
  readonly words: readonly string[];
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
const INTERPRETERS = new Set(['node', 'bun', 'deno', 'python', 'python3']);

/**
 * Reads a command: a script's text, or a program and its arguments. Scripts of the shell, of package.json and of a
 * Makefile that it starts are looked into as well. A guess that a program is started does no harm; it only makes us
 * look for its records. Never throws.
 */
export async function readCommand(command: string | readonly string[], cwd: string): Promise<CommandWords> {
  const programs = new Set<string>();
  const words: string[] = [];
  let scripts = 0;

  const readText = async (text: string): Promise<void> => {
    for (const line of splitCommands(text.slice(0, MOST_TEXT))) await readWords(line);
  };
  const readWords = async (line: readonly string[]): Promise<void> => {
    if (words.length > MOST_WORDS) return;
    words.push(...line);
    await readProgram(line);
  };
  const readProgram = async (line: readonly string[]): Promise<void> => {
    const start = line.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    const [first, ...args] = start === -1 ? [] : line.slice(start);
    if (first === undefined) return;
    const name = basename(first);
    for (const program of namesOf(first)) programs.add(program);
    if (SHELLS.has(name)) return readShell(args);
    if (INTERPRETERS.has(name)) return readProgram(withoutOptions(args));
    if (WRAPPERS.has(name)) {
      for (const inner of args.filter((arg) => arg.includes(' '))) await readText(inner);
      return readProgram(withoutOptions(args));
    }
    if (PACKAGE_MANAGERS.has(name)) return readPackageScript(withoutOptions(args));
    if (name === 'make') return readScript(join(cwd, 'Makefile'));
    if (first.includes('/')) return readScript(resolve(cwd, first));
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
  return {programs: [...programs], words};
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
    if (separator !== undefined) {
      endWord();
      commands.push([]);
    } else if (space !== undefined || redirect !== undefined) endWord();
    else word = (word ?? '') + (single ?? double ?? escaped ?? plain ?? all);
  }
  endWord();
  return commands.filter((words) => words.length > 0);
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
