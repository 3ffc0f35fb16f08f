import {hash} from 'node:crypto';
import {relative, sep} from 'node:path';
import {commonVariables, givenVariables} from '../agent/agent-env.ts';
import {digestInstructions} from '../agent/instruction-files.ts';
import {recordPrompt, redactText, secretsOf, spellingsOf} from '../agent/redact.ts';
import {type AgentConfig, EMPTY_AGENT_CONFIG, type Prompt, type Setup, type StepTemplate} from '../domain/documents.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {laforgeHome} from '../system/projects.ts';
import {findPromptArgument} from '../usage/agents.ts';
import type {ModelPrices} from '../usage/prices/model-price.ts';
import {readOwnPrices} from '../usage/prices/own-prices.ts';
import {type StepCommand, type StepOptions, wordsOf} from './step-options.ts';

/** A step's description, made before anything changes. */
export interface DescribedStep {
  /** The agent's config and command as they are recorded, without secrets. */
  readonly agentConfig: AgentConfig;
  readonly prompt: Prompt | null;
  /** The step's template, with secrets removed from its inputs. */
  readonly template: StepTemplate | null;
  /** Every value that must stay out of the record. */
  readonly secrets: readonly string[];
  readonly prices: ModelPrices;
}

/**
 * Reads the files that the options name, and describes the agent by its config, command and prompt. `tokens` are secrets in
 * addition to those in the environment. Throws InputError.
 */
export async function describeStep(
  options: StepOptions,
  env: Environment,
  tokens: readonly (string | null)[] = [],
): Promise<DescribedStep> {
  const {command, directory, recordsPrompt} = options;
  const asked = options.prompt ?? (await findPromptArgument(wordsOf(command), directory));
  const hidden = asked === null || recordsPrompt ? [] : spellingsOf(asked);
  const secrets = [...tokens.filter((token) => token !== null), ...secretsOf(env), ...hidden];
  return {
    agentConfig: await describeAgent(options, redactText(toLine(command, hidden), secrets), secrets),
    prompt: asked === null ? null : recordPrompt(asked, {secrets, keepsText: recordsPrompt}),
    template: describeTemplate(options, secrets),
    secrets,
    prices: await readPrices(options, env),
  };
}

/** Describes the template. The values of its inputs are recorded only if the prompt is, because they are part of it. */
function describeTemplate({template, recordsPrompt}: StepOptions, secrets: readonly string[]): StepTemplate | null {
  if (template === null) return null;
  const {name, blob, inputs} = template;
  const toRecord = (value: string) => (recordsPrompt ? redactText(value, secrets) : null);
  return {name, blob, inputs: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, toRecord(value)]))};
}

/** Reads the user's own prices. Throws InputError when the option, or the file in the user's folder, cannot be read. */
export function readPrices({prices}: StepOptions, env: Environment): Promise<ModelPrices> {
  return readOwnPrices({...(prices ?? {text: null, folder: '', what: ''}), home: laforgeHome(env)});
}

async function describeAgent(
  {agentConfig}: StepOptions,
  command: string,
  secrets: readonly string[],
): Promise<AgentConfig> {
  if (agentConfig === null) return {...EMPTY_AGENT_CONFIG, command};
  // Loaded late: few steps have a config, and the YAML parser is slow to load.
  const {readAgentConfig} = await import('../agent/agent-config.ts');
  const given = await readAgentConfig({...agentConfig, secrets});
  return {...given, command: given.command ?? command};
}

/** The command as one shell line. Words are redacted before they are quoted, since quoting could disguise a hidden value. */
function toLine(command: StepCommand, hidden: readonly string[]): string {
  if (command.kind === 'script') return command.text;
  const {argv} = command;
  return quoteForShell(hidden.length === 0 ? argv : argv.map((word) => redactText(word, hidden)));
}

export function scriptDigest(command: StepCommand): string {
  return hash('sha256', JSON.stringify(wordsOf(command)), 'hex');
}

/** Describes the agent's surroundings: instruction files, platform, variables, submodules. */
export async function describeSetup(
  repository: Pick<Repository, 'root' | 'head' | 'submodulesOf'>,
  {command, directory, envAllow, check}: Pick<StepOptions, 'command' | 'directory' | 'envAllow' | 'check'>,
  env: Environment,
  secrets: readonly string[],
): Promise<Setup> {
  const [isGiven, isCommon] = [givenVariables(envAllow, env), commonVariables(env)];
  const {sha} = await repository.head();
  return {
    script_sha256: scriptDigest(command),
    shell: command.kind === 'script' ? command.shell.name : null,
    directory: relative(repository.root, directory).split(sep).join('/') || '.',
    instructions: digestInstructions(repository.root, directory),
    platform: `${process.platform} ${process.arch}`,
    image: env.ImageOS ?? null,
    image_version: env.ImageVersion ?? null,
    env: Object.keys(env)
      .filter((name) => env[name] !== undefined && isGiven(name) && !isCommon(name))
      .sort(),
    submodules: sha === null ? [] : await repository.submodulesOf(sha).catch(() => []),
    ...(check === null ? {} : {check: redactText(check.script, secrets)}),
  };
}
