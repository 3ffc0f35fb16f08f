import type {SimpleCommand} from './command-words.ts';

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
