import type {AgentReader} from './agent-reader.ts';
import {type AgentCommand, namesOneOf, readCommand, type SimpleCommand, startsOf} from './command-words.ts';

/** An agent whose records can be read. */
export interface Agent {
  /** The name by which a user chooses it, and the record calls it. */
  readonly name: string;
  /** The names and options that start it. */
  readonly command: AgentCommand;
  /** The script that asks it `$LAFORGE_PROMPT` where nobody is there to answer it, and lets it change files; `{model}` is where its model is named. Absent where that is not known. */
  readonly asked?: string;
  /** Loads its reader, which takes time, and so is done where there is a reason to look for this agent. */
  readonly load: () => Promise<AgentReader>;
}

/** A row: words of its command, each key as `AgentCommand` describes it. */
interface Row {
  readonly names: string;
  readonly withValue: string;
  readonly resuming?: string;
  /** The options of its prompt, and the subcommands behind which it stands; '' where any lone word may be one. */
  readonly prompt: {readonly options?: string; readonly behind?: string};
  readonly asked?: string;
}

const OPENCODE = {
  withValue: '-m --model -s --session --agent --format --title --prompt --attach -f',
  resuming: '-c --continue -s --session',
  prompt: {options: '--prompt', behind: 'run'},
};
const GEMINI_OPTIONS = `-m --model -p --prompt -i -o --output-format -e --extensions -r --resume --approval-mode
  --include-directories --allowed-tools`;
const GEMINI_PROMPT = {options: '-p --prompt -i --prompt-interactive', behind: ''};
const PRINT = {options: '-p --print', behind: ''};

/** Every agent whose records can be read: one row here, and one file below `agents/`. */
export const AGENTS: readonly Agent[] = [
  agent('claude-code', async () => (await import('./agents/claude-code.ts')).claudeCode, {
    names: 'claude @anthropic-ai/claude-code claude-code',
    asked: 'claude -p --permission-mode acceptEdits{model} -- "$LAFORGE_PROMPT"',
    withValue: `--model --fallback-model --append-system-prompt --system-prompt --output-format --agents --input-format
      --max-turns --max-budget-usd --settings --mcp-config --permission-mode --add-dir --allowedTools --allowed-tools
      --disallowedTools --disallowed-tools --tools --session-id --json-schema --effort --agent --betas
      --permission-prompt-tool -n`,
    resuming: '-c -r --continue --resume --fork-session --from-pr',
    prompt: PRINT,
  }),
  agent('codex', async () => (await import('./agents/codex.ts')).codex, {
    names: 'codex @openai/codex',
    asked: 'codex exec -s workspace-write{model} -- "$LAFORGE_PROMPT"',
    withValue: `-m --model -c --config -p --profile -s --sandbox -a --ask-for-approval -C --cd -i --image -o
      --output-last-message --output-schema --color --add-dir --local-provider --enable --disable`,
    resuming: 'resume fork',
    prompt: {behind: 'exec e'},
  }),
  agent('gemini-cli', async () => (await import('./agents/gemini-cli.ts')).geminiCli, {
    names: 'gemini @google/gemini-cli',
    asked: 'GEMINI_CLI_TRUST_WORKSPACE=true gemini --approval-mode auto_edit{model} --prompt="$LAFORGE_PROMPT"',
    withValue: `${GEMINI_OPTIONS} --allowed-mcp-server-names`,
    resuming: '-r --resume',
    prompt: GEMINI_PROMPT,
  }),
  agent('qwen-code', async () => (await import('./agents/qwen-code.ts')).qwenCode, {
    names: 'qwen @qwen-code/qwen-code',
    asked: 'qwen --approval-mode auto-edit{model} --prompt="$LAFORGE_PROMPT"',
    withValue: `${GEMINI_OPTIONS} --auth-type --max-session-turns`,
    resuming: '-c -r --continue --resume',
    prompt: GEMINI_PROMPT,
  }),
  agent('opencode', async () => (await import('./agents/opencode.ts')).opencode, {
    ...OPENCODE,
    names: 'opencode opencode-ai',
    asked: 'opencode run{model} -- "$LAFORGE_PROMPT"',
  }),
  agent('copilot-cli', async () => (await import('./agents/copilot-cli.ts')).copilotCli, {
    names: 'copilot @github/copilot',
    asked: 'copilot --allow-tool=write{model} --prompt="$LAFORGE_PROMPT"',
    withValue: '-p --prompt --model --agent --add-dir --log-dir --allow-tool --deny-tool',
    resuming: '--continue --resume',
    prompt: {options: '-p --prompt -i --interactive'},
  }),
  agent('cline', async () => (await import('./agents/cline.ts')).cline, {
    names: 'cline',
    withValue: '-m --model -P --provider -T --taskId -c --cwd --config -t --timeout',
    resuming: '-T --taskId --continue --resume',
    prompt: {behind: 'task t new n'},
  }),
  agent('continue', async () => (await import('./agents/continue.ts')).continueCli, {
    names: 'cn @continuedev/cli',
    withValue: '--config --model --agent --rule --mcp --allow --ask --exclude --format',
    resuming: '--resume --fork',
    prompt: PRINT,
  }),
  agent('pi', async () => (await import('./agents/pi.ts')).pi, {
    names: 'pi @earendil-works/pi-coding-agent @mariozechner/pi-coding-agent',
    withValue: '--mode --provider --model --session --session-dir --tools --thinking --models',
    resuming: '-c --continue -r --resume --session --fork',
    prompt: PRINT,
  }),
  agent('kilo', async () => (await import('./agents/opencode.ts')).kilo, {
    ...OPENCODE,
    names: 'kilo kilocode @kilocode/cli',
  }),
  agent('kimi', async () => (await import('./agents/kimi.ts')).kimi, {
    names: 'kimi kimi-code @moonshot-ai/kimi-code',
    withValue: '-p --print -m --model -S --session -r --resume --output-format --add-dir',
    resuming: '-c --continue -r --resume -S --session',
    prompt: {options: '-p --prompt --print', behind: ''},
  }),
  agent('cursor', async () => (await import('./agents/results-alone.ts')).cursor, {
    // By now it is called `agent` as well, but so are many scripts: that one is told by what it prints.
    names: 'cursor-agent',
    withValue: '--output-format --model -m --api-key -a --resume -H --header --mode',
    resuming: '--resume --continue',
    prompt: {options: '-p --print', behind: 'agent'},
  }),
  agent('goose', async () => (await import('./agents/goose.ts')).goose, {
    names: 'goose',
    withValue: `-t --text -i --instructions --recipe -n --name --session-id --path --output-format --provider --model
      --max-turns --params --system --with-builtin`,
    resuming: '-r --resume',
    prompt: {options: '-t --text'},
  }),
  agent('amp', async () => (await import('./agents/amp.ts')).amp, {
    names: 'amp @sourcegraph/amp @ampcode/cli',
    withValue: '-x --execute -m --mode',
    prompt: {options: '-x --execute'},
  }),
  agent('antigravity', async () => (await import('./agents/results-alone.ts')).antigravity, {
    names: 'agy antigravity-cli',
    withValue:
      '-p --print --prompt --model --output-format --json-schema --add-dir --print-timeout --conversation --log-file',
    resuming: '-c --continue --conversation',
    prompt: {options: '-p --print --prompt'},
  }),
  agent('aider', async () => (await import('./agents/aider.ts')).aider, {
    names: 'aider aider-chat',
    withValue: '--analytics-log --model -m --message -f --message-file --file --read',
    prompt: {options: '-m --message --msg'},
  }),
];

function agent(name: string, load: Agent['load'], {asked, ...row}: Row): Agent {
  const {names, withValue, resuming = '', prompt} = row;
  const {options = '', behind} = prompt;
  const place = {options: words(options), ...(behind === undefined ? {} : {behind: words(behind)})};
  return {
    name,
    load,
    ...(asked !== undefined && {asked}),
    command: {names: words(names), withValue: words(withValue), resuming: words(resuming), prompt: place},
  };
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

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
