import {recordPrompt, spellingsOf} from '../agent/recorded-prompt.ts';
import {redactText} from '../agent/redact.ts';
import {type AgentConfig, EMPTY_AGENT_CONFIG, type Prompt} from '../domain/documents.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {findPromptArgument} from '../usage/prompt-argument.ts';

export interface AgentRequested {
  /** A script's text, or a program and its arguments. */
  readonly command: string | readonly string[];
  readonly directory: string;
  /** Null where the user gave none; then the command may have one. */
  readonly prompt: string | null;
  /** False: of the prompt only the digest is recorded. */
  readonly recordsPrompt: boolean;
  /** JSON or YAML, or the path of such a file below `folder`; `what` is the input or option that has it. */
  readonly config: {readonly text: string | null; readonly folder: string; readonly what: string};
  /** Values that must never be recorded. */
  readonly secrets: readonly string[];
}

/** What is recorded of an agent before it runs. */
export interface DescribedAgent {
  readonly agentConfig: AgentConfig;
  readonly prompt: Prompt | null;
  /** All that must stay out of the record of the run. */
  readonly secrets: readonly string[];
}

/** Describes an agent by its config, its command and what it is asked, without secrets. Throws InputError. */
export async function describeAgent(requested: AgentRequested): Promise<DescribedAgent> {
  const {command, directory, recordsPrompt, config} = requested;
  const asked = requested.prompt ?? (await findPromptArgument(command, directory));
  const hidden = asked === null || recordsPrompt ? [] : spellingsOf(asked);
  const secrets = [...requested.secrets, ...hidden];
  const shown = redactText(typeof command === 'string' ? command : toLine(command, hidden), secrets);
  const prompt = asked === null ? null : recordPrompt(asked, {secrets, keepsText: recordsPrompt});
  if (config.text === null) return {agentConfig: {...EMPTY_AGENT_CONFIG, command: shown}, prompt, secrets};
  // Seldom given, and YAML takes its time.
  const {readAgentConfig} = await import('../agent/agent-config.ts');
  const given = await readAgentConfig({text: config.text, folder: config.folder, secrets, what: config.what});
  return {agentConfig: {...given, command: given.command ?? shown}, prompt, secrets};
}

/** The command as it is typed. What is hidden goes before quotes are put around it. */
function toLine(command: readonly string[], hidden: readonly string[]): string {
  return quoteForShell(hidden.length === 0 ? command : command.map((word) => redactText(word, hidden)));
}
