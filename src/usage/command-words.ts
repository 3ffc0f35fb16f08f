import {join, resolve} from 'node:path';
import {asObject, parseObject} from '../domain/json.ts';
import {
  isSetting,
  isStarter,
  MOST_DEPTH,
  namesOf,
  PACKAGE_MANAGERS,
  PLAIN,
  programName,
  SETTERS,
  SHELLS,
  splitCommands,
  startedBy,
  withoutHereDocuments,
  withoutOptions,
} from '../domain/shell-words.ts';
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
/** Words that repeat what follows them, or let it be called by another name. */
const LOOPS = new Set(['for', 'while', 'until', 'xargs', 'parallel', 'function', 'watch', 'seq']);
const GOES = new Set(['cd', 'pushd']);
const COPIES = new Set(['cat', 'cp', 'echo', 'grep', 'jq', 'ln', 'mv', 'printf', 'tee']);
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
    const script = withoutHereDocuments(text.slice(0, MOST_TEXT));
    isPlain &&= text.length <= MOST_TEXT;
    hasLoops ||= /\(\)\s*\{/.test(script);
    for (const line of splitCommands(script)) await readProgram(line);
  };
  const readProgram = async (line: readonly string[], depth = 0): Promise<void> => {
    if (commands.length > MOST_COMMANDS || depth > MOST_DEPTH) return;
    const start = line.findIndex((word) => !isSetting(word));
    const [first, ...args] = start === -1 ? [] : line.slice(start);
    const set = start === -1 ? line : line.slice(0, start);
    for (const word of set) takeSetting(word);
    if (first === undefined) return;
    const name = programName(first);
    hasLoops ||= LOOPS.has(name);
    isMoving ||= GOES.has(name);
    isPlain &&= PLAIN.has(name) && commands.length < MOST_COMMANDS;
    if (SETTERS.has(name)) for (const word of args.filter(isSetting)) takeSetting(word);
    commands.push({names: namesOf(first), args, isIdle: isIdle(name), isPlain: PLAIN.has(name)});
    const {texts, program} = startedBy([first, ...args]);
    for (const inner of texts) await readText(inner);
    isMoving ||= program !== null && !SHELLS.has(name) && (args.includes('-C') || args.includes('--chdir'));
    if (SHELLS.has(name)) return program === null ? undefined : readScript(resolve(cwd, program[0] ?? ''));
    if (program !== null) return readProgram(program, depth + 1);
    if (PACKAGE_MANAGERS.has(name)) return readPackageScript(withoutOptions(args, []));
    if (name === 'make') return readScript(join(cwd, 'Makefile'));
    if (first.includes('/')) return readScript(resolve(cwd, first));
  };
  const takeSetting = (word: string): void => {
    const at = word.indexOf('=');
    const value = expand(word.slice(at + 1), {...env, ...settings});
    if (value !== undefined) settings[word.slice(0, at)] = value;
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
  return isStarter(name) || SETTERS.has(name) || (PLAIN.has(name) && !COPIES.has(name));
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

/** The names and options that start an agent on a command line. */
export interface AgentCommand {
  /** Its programs without their folders, and its packages as `npx` takes them. */
  readonly names: readonly string[];
  /** Its options whose value may be the next word: `-m`, `--model`. All others stand alone. */
  readonly withValue?: readonly string[];
  /** Its options and subcommands that go on with an older session. */
  readonly resuming?: readonly string[];
  /** The place of its prompt. */
  readonly prompt: PromptPlace;
}

interface PromptPlace {
  /** Options in whose value, or behind which, it stands: `-p`. */
  readonly options?: readonly string[];
  /** Subcommands behind which it is the only word: `exec`. Absent where no word by itself is a prompt. */
  readonly behind?: readonly string[];
}

/** The arguments of one start of an agent. */
export interface Flags {
  /** Each option with its values, the last one last; '' where it has none. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** The other arguments: subcommands, and the prompt. */
  readonly words: readonly string[];
}

/** Options of agents that say in which folder to work. */
const FOLDER_OPTIONS = ['-C', '-w', '--cd', '--cwd', '--dir', '--directory', '--worktree'];

/** Reads the options of each simple command that starts this agent, in whatever version of its package. */
export function startsOf(agent: AgentCommand, commands: readonly SimpleCommand[]): readonly Flags[] {
  return commands.filter(({names}) => namesOneOf(names, agent.names)).map(({args}) => readFlags(args, agent));
}

export function namesOneOf(words: readonly string[], names: readonly string[]): boolean {
  return words.some((word) => names.includes(word.replace(/(?<=[^/])@[^@/]*$/, '')));
}

/** Tells if one of the starts has one of the options. */
export function hasOption(starts: readonly Flags[], ...names: readonly string[]): boolean {
  return starts.some(({options}) => names.some((name) => options.has(name)));
}

/** The last value that a start gives to one of the options; undefined where none does, or the shell is to make it. */
export function optionValue(starts: readonly Flags[], ...names: readonly string[]): string | undefined {
  return optionValues(starts, ...names).at(-1);
}

export function optionValues(starts: readonly Flags[], ...names: readonly string[]): readonly string[] {
  const values = starts.flatMap(({options}) => names.flatMap((name) => options.get(name) ?? []));
  return values.filter((value) => value !== '' && !/[$`]/.test(value));
}

/** Tells if one of the starts asks for an older session. */
export function isResuming(starts: readonly Flags[], {resuming = []}: AgentCommand): boolean {
  // A subcommand is one of the first words: `codex exec resume`.
  return (
    hasOption(starts, ...resuming) || starts.some(({words}) => words.slice(0, 2).some((w) => resuming.includes(w)))
  );
}

export function namesFolder(starts: readonly Flags[]): boolean {
  return hasOption(starts, ...FOLDER_OPTIONS);
}

/** Takes `--model x`, `--model=x`, `-m x`, `-mx`, `-m=x` and several letters in one word apart; `--` ends the options. */
function readFlags(args: readonly string[], {withValue = []}: AgentCommand): Flags {
  const options = new Map<string, string[]>();
  const words: string[] = [];
  const add = (name: string, value: string) => options.set(name, [...(options.get(name) ?? []), value]);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      words.push(...args.slice(i + 1));
      break;
    }
    const [, long, longText] = /^(--[^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (long !== undefined) add(long, longText ?? (withValue.includes(long) ? (args[++i] ?? '') : ''));
    else if (!/^-[^-]/.test(arg)) words.push(arg);
    else {
      for (let at = 1; at < arg.length; at++) {
        const [name, rest] = [`-${arg[at]}`, arg.slice(at + 1)];
        if (withValue.includes(name)) add(name, rest === '' ? (args[++i] ?? '') : rest.replace(/^=/, ''));
        else if (rest.startsWith('=')) add(name, rest.slice(1));
        else {
          add(name, '');
          continue;
        }
        break;
      }
    }
  }
  return {options, words};
}
