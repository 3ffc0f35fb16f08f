import type {AgentCommand} from './agent-command.ts';
import type {AgentReader} from './agent-reader.ts';

/** An agent whose records can be read. */
export interface Agent {
  /** The name by which a user chooses it, and the record calls it. */
  readonly name: string;
  /** The names and options that start it. */
  readonly command: AgentCommand;
  /** Loads its reader, which takes time, and so is done where there is a reason to look for this agent. */
  readonly load: () => Promise<AgentReader>;
}

const OPENCODE_OPTIONS = words('-m --model -s --session --agent --format --title --prompt --attach -f');
const OPENCODE_RESUMING = words('-c --continue -s --session');
const OPENCODE_PROMPT = {options: ['--prompt'], behind: ['run']};
const GEMINI_OPTIONS = words('-m --model -p --prompt -i -o --output-format -e --extensions -r --resume').concat(
  words('--approval-mode --include-directories --allowed-tools'),
);

/** Every agent whose records can be read: one row here, and one file below `agents/`. */
export const AGENTS: readonly Agent[] = [
  {
    name: 'claude-code',
    command: {
      names: ['claude', '@anthropic-ai/claude-code', 'claude-code'],
      withValue: words(
        '--model --fallback-model --append-system-prompt --system-prompt --output-format --agents',
      ).concat(
        words('--input-format --max-turns --max-budget-usd --settings --mcp-config --permission-mode --add-dir'),
        words('--allowedTools --allowed-tools --disallowedTools --disallowed-tools --tools --session-id --json-schema'),
        words('--effort --agent --betas --permission-prompt-tool -n'),
      ),
      resuming: words('-c -r --continue --resume --fork-session --from-pr'),
      prompt: {options: ['-p', '--print'], behind: []},
    },
    load: async () => (await import('./agents/claude-code.ts')).claudeCode,
  },
  {
    name: 'codex',
    command: {
      names: ['codex', '@openai/codex'],
      withValue: words(
        '-m --model -c --config -p --profile -s --sandbox -a --ask-for-approval -C --cd -i --image',
      ).concat(words('-o --output-last-message --output-schema --color --add-dir --local-provider --enable --disable')),
      resuming: ['resume', 'fork'],
      prompt: {behind: ['exec', 'e']},
    },
    load: async () => (await import('./agents/codex.ts')).codex,
  },
  {
    name: 'gemini-cli',
    command: {
      names: ['gemini', '@google/gemini-cli'],
      withValue: [...GEMINI_OPTIONS, '--allowed-mcp-server-names'],
      resuming: words('-r --resume'),
      prompt: {options: words('-p --prompt -i --prompt-interactive'), behind: []},
    },
    load: async () => (await import('./agents/gemini-cli.ts')).geminiCli,
  },
  {
    name: 'qwen-code',
    command: {
      names: ['qwen', '@qwen-code/qwen-code'],
      withValue: [...GEMINI_OPTIONS, '--auth-type', '--max-session-turns'],
      resuming: words('-c -r --continue --resume'),
      prompt: {options: words('-p --prompt -i --prompt-interactive'), behind: []},
    },
    load: async () => (await import('./agents/qwen-code.ts')).qwenCode,
  },
  {
    name: 'opencode',
    command: {
      names: ['opencode', 'opencode-ai'],
      withValue: OPENCODE_OPTIONS,
      resuming: OPENCODE_RESUMING,
      prompt: OPENCODE_PROMPT,
    },
    load: async () => (await import('./agents/opencode.ts')).opencode,
  },
  {
    name: 'copilot-cli',
    command: {
      names: ['copilot', '@github/copilot'],
      withValue: words('-p --prompt --model --agent --add-dir --log-dir --allow-tool --deny-tool'),
      resuming: words('--continue --resume'),
      prompt: {options: words('-p --prompt -i --interactive')},
    },
    load: async () => (await import('./agents/copilot-cli.ts')).copilotCli,
  },
  {
    name: 'cline',
    command: {
      names: ['cline'],
      withValue: words('-m --model -P --provider -T --taskId -c --cwd --config -t --timeout'),
      resuming: words('-T --taskId --continue --resume'),
      prompt: {behind: words('task t new n')},
    },
    load: async () => (await import('./agents/cline.ts')).cline,
  },
  {
    name: 'continue',
    command: {
      names: ['cn', '@continuedev/cli'],
      withValue: words('--config --model --agent --rule --mcp --allow --ask --exclude --format'),
      resuming: words('--resume --fork'),
      prompt: {options: ['-p', '--print'], behind: []},
    },
    load: async () => (await import('./agents/continue.ts')).continueCli,
  },
  {
    name: 'pi',
    command: {
      names: ['pi', '@earendil-works/pi-coding-agent', '@mariozechner/pi-coding-agent'],
      withValue: words('--mode --provider --model --session --session-dir --tools --thinking --models'),
      resuming: words('-c --continue -r --resume --session --fork'),
      prompt: {options: ['-p', '--print'], behind: []},
    },
    load: async () => (await import('./agents/pi.ts')).pi,
  },
  {
    name: 'kilo',
    command: {
      names: ['kilo', 'kilocode', '@kilocode/cli'],
      withValue: OPENCODE_OPTIONS,
      resuming: OPENCODE_RESUMING,
      prompt: OPENCODE_PROMPT,
    },
    load: async () => (await import('./agents/opencode.ts')).kilo,
  },
  {
    name: 'kimi',
    command: {
      names: ['kimi', 'kimi-code', '@moonshot-ai/kimi-code'],
      withValue: words('-p --print -m --model -S --session -r --resume --output-format --add-dir'),
      resuming: words('-c --continue -r --resume -S --session'),
      prompt: {options: words('-p --prompt --print'), behind: []},
    },
    load: async () => (await import('./agents/kimi.ts')).kimi,
  },
  {
    name: 'cursor',
    command: {
      // By now it is called `agent` as well, but so are many scripts: that one is told by what it prints.
      names: ['cursor-agent'],
      withValue: words('--output-format --model -m --api-key -a --resume -H --header --mode'),
      resuming: words('--resume --continue'),
      prompt: {options: ['-p', '--print'], behind: ['agent']},
    },
    load: async () => (await import('./agents/cursor.ts')).cursor,
  },
  {
    name: 'goose',
    command: {
      names: ['goose'],
      withValue: words(
        '-t --text -i --instructions --recipe -n --name --session-id --path --output-format --provider',
      ).concat(words('--model --max-turns --params --system --with-builtin')),
      resuming: words('-r --resume'),
      prompt: {options: ['-t', '--text']},
    },
    load: async () => (await import('./agents/goose.ts')).goose,
  },
  {
    name: 'amp',
    command: {
      names: ['amp', '@sourcegraph/amp', '@ampcode/cli'],
      withValue: words('-x --execute -m --mode'),
      prompt: {options: ['-x', '--execute']},
    },
    load: async () => (await import('./agents/amp.ts')).amp,
  },
  {
    name: 'aider',
    command: {
      names: ['aider', 'aider-chat'],
      withValue: words('--analytics-log --model -m --message -f --message-file --file --read'),
      prompt: {options: words('-m --message --msg')},
    },
    load: async () => (await import('./agents/aider.ts')).aider,
  },
];

function words(text: string): readonly string[] {
  return text.split(' ');
}
