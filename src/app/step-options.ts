import {resolve} from 'node:path';
import {checkEnvAllow, whyNoVariable} from '../agent/agent-env.ts';
import {parseShell, type Shell} from '../agent/script.ts';
import {checkCommitTemplate, parseIdentity} from '../domain/commit-message.ts';
import type {Limits} from '../domain/documents.ts';
import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {
  parseBudgets,
  parseFlag,
  parseLabels,
  parseMinutes,
  parseTokens,
  parseUsd,
  parseWord,
  readAll,
  splitNames,
  toLimits,
} from '../domain/option-values.ts';
import {ON_FAILURE, type OnFailure} from '../domain/ports/agent.ts';
import type {SigningKey} from '../domain/ports/commits.ts';
import {parseBranch} from '../domain/refs.ts';
import {readStart} from '../files/regular-file.ts';
import {TELEMETRY} from '../usage/follow-run.ts';
import {chooseUsageReader} from '../usage/registry.ts';

import type {UsedTemplate} from './step-template.ts';

/** The agent: a program with its arguments, or a script for a shell. */
export type StepCommand =
  | {readonly kind: 'program'; readonly argv: readonly string[]}
  | {readonly kind: 'script'; readonly text: string; readonly shell: Shell};

/** The script that must succeed before the work is pushed. */
export interface StepCheck {
  readonly script: string;
  readonly shell: Shell;
  readonly timeoutMs: number;
  readonly onFailure: OnFailure;
  /** True to run it before the agent, too. */
  readonly before: boolean;
}

/** The options of a step, validated. The action and the command line both produce them. */
export type StepOptions = ReturnType<typeof readStepOptions>;

interface GivenText {
  readonly text: string;
  /** The base folder of a relative path. */
  readonly folder: string;
  /** The input or option, as messages name it. */
  readonly what: string;
}

/** The raw options of a program, by the names of the action's inputs. */
interface GivenOptions {
  /** Returns null for an option that was not given. */
  readonly text: (name: string) => string | null;
  /** The name of an option in messages: `Input "push"` or `--push`. */
  readonly nameOf: (name: string) => string;
  /** Throws InputError. */
  readonly command: () => StepCommand;
  /** The shell of the check. Throws InputError. */
  readonly shell: () => Shell;
  readonly directory: string;
  /** The base folder of relative paths. */
  readonly folder: string;
  /** True when the repository's host can create commits for us. */
  readonly hasCommitHost?: boolean;
  readonly defaultPush: 'auto' | 'none';
  /** The template. `text` already returns its options as defaults. */
  readonly template?: UsedTemplate | null;
}

/** Names an option that a template gives, for messages. */
export function nameInTemplate({name}: Pick<UsedTemplate, 'name'>, option: string): string {
  return `${option} of the template ${quote(name)}`;
}

export const CHECK_TIMEOUT_MS = 30 * 60_000;

/** Reads and validates the options of a step, before anything changes. Throws an InputError that names each bad one. */
export function readStepOptions(given: GivenOptions) {
  const {text, nameOf} = given;
  const read = <Value>(name: string, parse: (text: string, what: string) => Value): Value | null => {
    const value = text(name);
    return value === null ? null : parse(value, nameOf(name));
  };
  const word = <const Words extends readonly string[]>(name: string, words: Words, usual: Words[number]) =>
    read(name, (value, what) => parseWord<Words[number]>(value, words, what)) ?? usual;
  const flag = (name: string, usual: boolean) => read(name, parseFlag) ?? usual;
  const file = (name: string) => read(name, (value, what) => ({text: value, folder: given.folder, what}));
  const options = readAll({
    command: given.command,
    directory: () => given.directory,
    branch: () => read('branch', parseBranch),
    usageReader: () => chooseUsageReader(text('agent') ?? 'auto', nameOf('agent')),
    telemetry: () => word('telemetry', TELEMETRY, 'auto'),
    /** JSON, YAML or the path of a file. */
    prices: () => file('prices'),
    agentConfig: () => file('agent-config'),
    prompt: () => text('prompt'),
    recordsPrompt: () => flag('record-prompt', true),
    timeoutMs: () => read('timeout-minutes', parseMinutes),
    limits: () =>
      toLimits(
        readAll<Limits>({
          max_cost_usd: () => read('max-cost-usd', parseUsd),
          max_tokens: () => read('max-tokens', parseTokens),
          budgets: () => read('budget', parseBudgets) ?? [],
          budget_unknown: () => word('budget-unknown', ['warn', 'stop'], 'warn'),
        }),
      ),
    labels: () => read('labels', parseLabels),
    check: (): StepCheck | null => {
      const {script, ...rest} = readAll<Omit<StepCheck, 'script' | 'shell'> & {readonly script: string | null}>({
        script: () => read('check', checkScript),
        timeoutMs: () => read('check-timeout-minutes', parseMinutes) ?? CHECK_TIMEOUT_MS,
        onFailure: () => word('on-failure', ON_FAILURE, 'rollback'),
        before: () => flag('check-before', false),
      });
      if (script === null && rest.before) {
        throw badInput(`${nameOf('check-before')} is "true", and there is no check. Add a check, or leave it out.`);
      }
      return script === null ? null : {script, shell: given.shell(), ...rest};
    },
    commit: () => word('commit', ['auto', 'none'], 'auto'),
    commitMessage: () => read('commit-message', checkCommitTemplate),
    commitAuthor: () => read('commit-author', parseIdentity),
    /** Signs commits with a key, or has the host recreate them signed; null leaves them unsigned. */
    signing: (): SigningKey | {readonly kind: 'host'} | null => {
      const signing = word('commit-signing', ['none', 'ssh', 'api'], 'none');
      const key = readSigningKey(signing, file('ssh-signing-key'), nameOf);
      if (signing !== 'api') return key;
      if (given.hasCommitHost === true && text('push') !== 'none') return {kind: 'host'};
      const [why, advice] =
        given.hasCommitHost === true
          ? ['the host makes such commits in the repository, where nothing may be pushed', 'Leave push out, or use ssh']
          : ['only the action has the token of a job', 'Use ssh'];
      throw badInput(`${nameOf('commit-signing')} is "api", and ${why}. ${advice}.`);
    },
    push: () => word('push', ['auto', 'none'], given.defaultPush),
    envAllow: () => read('env-allow', (value, what) => checkEnvAllow(splitNames(value), what)),
    continueOnAgentError: () => flag('continue-on-agent-error', false),
    requireRecord: () => flag('require-record', false),
    /** The template that provided some of these options. */
    template: () => given.template ?? null,
    /** Names an option that the template provided; null for others. */
    nameInTemplate: () => (name: string) => {
      const named = given.template == null ? null : nameInTemplate(given.template, name);
      return named === nameOf(name) ? named : null;
    },
  });
  checkPrompt(options, nameOf('prompt'));
  return options;
}

/**
 * Refuses a prompt that LAFORGE_PROMPT cannot hold if the command reads that variable and never the file: the agent would
 * be paid for an empty prompt. Throws InputError, naming `what`.
 */
export function checkPrompt({prompt, command}: Pick<StepOptions, 'prompt' | 'command'>, what: string): void {
  const why = prompt === null ? null : whyNoVariable(prompt);
  const words = [wordsOf(command)].flat().join('\n');
  if (why === null || !words.includes('LAFORGE_PROMPT') || words.includes('LAFORGE_PROMPT_FILE')) return;
  const advice = 'Let the command read it from the file, as in: my-agent < "$LAFORGE_PROMPT_FILE"';
  throw badInput(`${what} ${why}, so LAFORGE_PROMPT, which the command uses, would be empty. ${advice}.`);
}

function readSigningKey(
  signing: 'none' | 'ssh' | 'api',
  key: GivenText | null,
  nameOf: (name: string) => string,
): SigningKey | null {
  if (signing !== 'ssh') {
    if (key === null) return null;
    const message = `${key.what} is given, and ${nameOf('commit-signing')} is not "ssh". Use ssh, or leave the key out.`;
    throw badInput(message);
  }
  if (key === null) {
    const message = `${nameOf('commit-signing')} is "ssh" without a key. Give ${nameOf('ssh-signing-key')} a private key, or its file.`;
    throw badInput(message);
  }
  if (key.text.includes('PRIVATE KEY-----')) return {kind: 'text', text: key.text};
  const path = resolve(key.folder, key.text);
  if (readStart(path, 1) !== null) return {kind: 'file', path};
  // Do not print the value: it may be a badly pasted key.
  throw badInput(`${key.what} is neither a private key nor a file that can be read. Give one of them.`);
}

function checkScript(script: string, what: string): string {
  if (script.trim() !== '') return script;
  throw badInput(`${what} is empty. Give it a shell script such as "npm test", or leave it out.`);
}

/** The default shell for scripts. On Windows that is cmd, because sh may not be on PATH there. */
export function defaultShell(what: string): Shell {
  return parseShell(process.platform === 'win32' ? 'cmd' : 'sh', what);
}

/** The text of a script, or the words of a program call. */
export function wordsOf(command: StepCommand): string | readonly string[] {
  return command.kind === 'script' ? command.text : command.argv;
}
