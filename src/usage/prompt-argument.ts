import {type AgentCommand, namesOneOf, startsOf} from './agent-command.ts';
import {AGENTS} from './agents.ts';
import {readCommand, type SimpleCommand} from './command-words.ts';

/**
 * The prompt that a command gives its agent as an argument. Null where it starts no agent that we know, or several with
 * different prompts, and where the shell makes the prompt (`"$PROMPT"`). Never throws.
 */
export async function findPromptArgument(command: string | readonly string[], cwd: string): Promise<string | null> {
  const {commands} = await readCommand(command, cwd);
  const prompts = new Set(
    AGENTS.flatMap((agent) =>
      commands
        .filter(({names}) => namesOneOf(names, agent.command.names))
        .flatMap((simple) => promptOf(agent.command, simple) ?? []),
    ),
  );
  const [prompt] = prompts;
  if (prompts.size !== 1 || prompt === undefined || prompt.trim() === '') return null;
  // No shell reads the arguments of the command itself.
  const isLiteral = typeof command !== 'string' && command.includes(prompt);
  return isLiteral || !/[$`]/.test(prompt) ? prompt : null;
}

function promptOf(agent: AgentCommand, simple: SimpleCommand): string | undefined {
  const {options = [], behind} = agent.prompt;
  const ofOption = valueOfOption(options, simple.args);
  if (ofOption !== undefined || behind === undefined) return ofOption;

  const words = startsOf(agent, [simple]).flatMap((start) => start.words);
  const first = words.findIndex((word) => !behind.includes(word));
  const [word, ...others] = first === -1 ? [] : words.slice(first);
  // `-` is standard input.
  if (word === undefined || word === '-' || others.length > 0) return undefined;
  // One word where no prompt was announced is a subcommand: `claude doctor`.
  const isAnnounced = first > 0 || simple.args.some((arg) => options.includes(arg));
  return isAnnounced || /\s/.test(word) ? word : undefined;
}

/** The last `-p text` or `--prompt=text`. An option stands behind a `-p` that only says that there is a prompt. */
function valueOfOption(options: readonly string[], args: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  const before = end === -1 ? args : args.slice(0, end);
  const values = before.flatMap((arg, index) => {
    const next = before[index + 1];
    if (options.includes(arg)) return next === undefined || next.startsWith('-') ? [] : [next];
    const option = options.find((name) => name.startsWith('--') && arg.startsWith(`${name}=`));
    return option === undefined ? [] : [arg.slice(option.length + 1)];
  });
  return values.at(-1);
}
