import {basename, join, resolve} from 'node:path';
import {asObject, parseObject} from '../domain/json.ts';
import {readRegularFile} from '../files/regular-file.ts';

/** The programs that a command starts, as far as its text and the scripts it names tell. */
export interface CommandWords {
  /** Every program that is started, as often as it stands there. */
  readonly commands: readonly SimpleCommand[];
  /** Something in it may be started again and again. */
  readonly hasLoops: boolean;
  /** Nothing in it starts another program, as far as its text is read. */
  readonly isPlain: boolean;
  /** It goes to other folders. */
  readonly isMoving: boolean;
  /** Variables that it sets for what it starts, the last value of each, where that can be told. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One program with its own arguments, without what starts it (`sudo`, `timeout`, `npx`). */
export interface SimpleCommand {
  /** The program without its folder; of one in a package's folder the package as well. */
  readonly names: readonly string[];
  readonly args: readonly string[];
  /** It only starts others, or does nothing to files. */
  readonly isIdle?: boolean;
  /** It starts no other program. */
  readonly isPlain?: boolean;
}

const MOST_TEXT = 64 * 1024;
const MOST_SCRIPTS = 20;
const MOST_COMMANDS = 5_000;
const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'fish']);
/** Programs that start the one in their arguments, each with those of its options whose value is a word of its own. */
const WRAPPERS = readTable(`
  env -u --unset -C --chdir
  timeout -k --kill-after -s --signal
  gtimeout -k --kill-after -s --signal
  sudo -u -g -h -p -C -D -R -T -U --user --group --host --chdir
  doas -u -C
  xargs -I -n -P -L -d -a -E -s --max-args --max-procs
  npx -p --package
  bunx -p --package
  pnpx --package
  uvx --from --with -p
  nice -n --adjustment
  exec -a
  time -f -o
  stdbuf -i -o -e
  ionice -c -n -p
  caffeinate -t -w
  strace -o -e -p
  node -r --require
  nohup|command|builtin|eval|script|unbuffer|setsid|chronic|bun|deno|python|python3
  then|do|else|if|elif|while|until|!|{`);
/** Programs that start another one behind one of these words, if they start one at all. */
const RUNNERS = readTable(`
  npm exec x
  pnpm exec dlx
  yarn exec dlx
  bun x
  uv|poetry|pipenv|volta|op|doppler run
  mise exec x
  asdf exec`);
const RUNNER_OPTIONS = ['-p', '--package', '--with'];
const PACKAGE_MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);
/** Programs that read an argument as a shell's text; what another one is given with spaces in it may be a prompt. */
const TEXT_READERS = new Set(['eval', 'script', 'watch', 'su', 'env', 'npx']);
/** Words that repeat what follows them, or let it be called by another name. */
const LOOPS = new Set(['for', 'while', 'until', 'xargs', 'parallel', 'function', 'watch', 'seq']);
const GOES = new Set(['cd', 'pushd']);
/** Programs that start no other one, whatever their arguments are. */
const PLAIN = new Set(
  `true false : test [ exit set unset shift read return break continue wait umask cd pwd echo printf cat head tail wc sort
    grep jq tee ls cp mv rm ln mkdir rmdir touch date sleep`.split(/\s+/),
);
const COPIES = new Set(['cat', 'cp', 'echo', 'grep', 'jq', 'ln', 'mv', 'printf', 'tee']);
/** Programs whose arguments set variables. */
const SETTERS = new Set(['export', 'env', 'declare', 'readonly', 'local']);
/** A document within a script, which is no command, unless a shell is to read it. */
const HERE_DOCUMENT = /^(?!.*\b(?:ba|da|z|k)?sh\b[^|;]*<<)(.*<<-?\s*(['"]?)(\w+)\2.*)\n(?:.*\n)*?\s*\3$/gm;

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
  const commands: SimpleCommand[] = [];
  const settings: Record<string, string> = Object.create(null);
  let scripts = 0;
  let hasLoops = false;
  let isMoving = false;
  let isPlain = true;

  const readText = async (text: string): Promise<void> => {
    const script = text.slice(0, MOST_TEXT).replace(HERE_DOCUMENT, '$1');
    isPlain &&= text.length <= MOST_TEXT;
    hasLoops ||= /\(\)\s*\{/.test(script);
    for (const line of splitCommands(script)) await readProgram(line);
  };
  const readProgram = async (line: readonly string[]): Promise<void> => {
    if (commands.length > MOST_COMMANDS) return;
    const isSetting = (word: string) => /^[A-Za-z_]\w*=/.test(word);
    const start = line.findIndex((word) => !isSetting(word));
    const [first, ...args] = start === -1 ? [] : line.slice(start);
    const set = start === -1 ? line : line.slice(0, start);
    for (const word of set) takeSetting(word);
    if (first === undefined) return;
    const name = basename(first);
    hasLoops ||= LOOPS.has(name);
    isMoving ||= GOES.has(name);
    isPlain &&= PLAIN.has(name) && commands.length < MOST_COMMANDS;
    if (SETTERS.has(name)) for (const word of args.filter(isSetting)) takeSetting(word);
    commands.push({names: namesOf(first), args, isIdle: isIdle(name), isPlain: PLAIN.has(name)});
    if (SHELLS.has(name)) return readShell(args);
    if (TEXT_READERS.has(name)) for (const inner of args.filter((arg) => arg.includes(' '))) await readText(inner);
    const runs = RUNNERS.get(name) ?? [];
    const at = args.findIndex((arg) => runs.includes(arg));
    if (at !== -1 && args.slice(0, at).every((arg) => arg.startsWith('-'))) {
      return readProgram(withoutOptions(args.slice(at + 1), RUNNER_OPTIONS));
    }
    const withValue = WRAPPERS.get(name);
    if (withValue !== undefined && !(PACKAGE_MANAGERS.has(name) && args[0] === 'run')) {
      isMoving ||= args.includes('-C') || args.includes('--chdir');
      return readProgram(withoutOptions(args, withValue));
    }
    if (PACKAGE_MANAGERS.has(name)) return readPackageScript(withoutOptions(args, []));
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
    if (flag !== -1) return readText(args.slice(flag + 1).find((arg) => !/^-/.test(arg)) ?? '');
    const script = args.find((arg) => !arg.startsWith('-'));
    if (script !== undefined) await readScript(resolve(cwd, script));
  };
  const readPackageScript = async ([first, ...rest]: readonly string[]): Promise<void> => {
    const name = first === 'run' || first === 'run-script' ? rest[0] : first;
    const text = readRegularFile(join(cwd, 'package.json'), MOST_TEXT)?.toString() ?? '';
    const script = asObject(parseObject(text)?.scripts)?.[name ?? ''];
    if (typeof script === 'string' && ++scripts <= MOST_SCRIPTS) await readText(script);
  };
  const readScript = async (path: string): Promise<void> => {
    if (++scripts > MOST_SCRIPTS) return;
    const text = readRegularFile(path, MOST_TEXT)?.toString();
    // A binary, or a script of another language.
    if (text === undefined || text.includes('\0') || /^#!(?!.*sh\b)/.test(text)) return;
    await readText(text);
  };

  if (typeof command === 'string') await readText(command);
  else await readProgram(command);
  return {commands, hasLoops, isPlain, isMoving, settings};
}

function isIdle(name: string): boolean {
  const isStarter = [SHELLS, WRAPPERS, RUNNERS, SETTERS].some((names) => names.has(name));
  return isStarter || (PLAIN.has(name) && !COPIES.has(name));
}

/** Each line has names, separated by `|`, and what belongs to each of them. */
function readTable(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = text.trim().split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [names = '', ...words] = line.trim().split(' ');
      return names.split('|').map((name) => [name, words] as const);
    }),
  );
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

/** Skips a wrapper's options with their values, its settings of variables and its durations: the program comes next. */
function withoutOptions(args: readonly string[], withValue: readonly string[]): readonly string[] {
  const isValue = (i: number) => withValue.includes(args[i - 1] ?? '-');
  const isBefore = (arg: string, i: number) => isValue(i) || /^(-.*|\d+(\.\d+)?[smhd]?|\w+=.*)$/s.test(arg);
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
  /** The next word is a file of a redirection, and no argument. */
  let isFile = false;
  const endWord = () => {
    if (word === undefined) return;
    if (!isFile) commands.at(-1)?.push(word);
    isFile = false;
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
      isFile = false;
      commands.push([]);
    } else if (space !== undefined) endWord();
    else if (redirect !== undefined) {
      // The 2 of `2>errors.txt` is no argument either.
      if (/^\d+$/.test(word ?? '')) word = undefined;
      endWord();
      // A shell reads its script from there, as if it were named to it.
      isFile = !(redirect === '<' && SHELLS.has(basename(commands.at(-1)?.[0] ?? '')));
    } else word = (word ?? '') + (single ?? unquoted(double) ?? escaped ?? plain ?? all);
  }
  endWord();
  return [...commands, ...inner.flatMap(splitCommands)].filter((words) => words.length > 0);
}

/** The text between double quotes, as a shell reads it. */
function unquoted(quoted: string | undefined): string | undefined {
  return quoted?.replace(/\\(?:\n|(["\\$`]))/g, '$1');
}
