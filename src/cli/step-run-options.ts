import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Command} from 'commander';
import {checkEnvAllow} from '../agent/agent-env.ts';
import {secretsOf} from '../agent/redact.ts';
import {parseShell, type Shell} from '../agent/script.ts';
import {type DescribedAgent, describeAgent} from '../app/describe-agent.ts';
import {checkCommitTemplate, parseIdentity} from '../domain/commit-message.ts';
import type {Budget, Limits} from '../domain/documents.ts';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {parseBudgets, parseTokens, parseUsd, toLimits} from '../domain/limit-texts.ts';
import {ON_FAILURE, type OnFailure} from '../domain/ports/check.ts';
import type {Identity} from '../domain/ports/git.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {laforgeHome} from '../system/projects.ts';
import {TELEMETRY, type Telemetry} from '../usage/follow-run.ts';
import type {ModelPrices} from '../usage/prices/model-price.ts';
import {readOwnPrices} from '../usage/prices/own-prices.ts';
import {chooseUsageReader} from '../usage/registry.ts';
import type {UsageReader} from '../usage/usage-reader.ts';
import type {CliContext} from './context.ts';
import {branchOf, oneOf, parseMinutes} from './option-values.ts';
import type {HistoryOptions} from './place.ts';

/** The options as commander hands them over. */
export interface RawStepRunOptions extends HistoryOptions {
  readonly branch?: string;
  readonly agent: string;
  readonly telemetry: Telemetry;
  readonly prices?: string;
  readonly agentConfig?: string;
  readonly prompt?: string;
  readonly promptFile?: string;
  readonly recordPrompt: boolean;
  readonly timeoutMinutes?: number;
  readonly maxCostUsd?: number;
  readonly maxTokens?: number;
  readonly budget?: readonly Budget[];
  readonly budgetUnknown: 'warn' | 'stop';
  readonly check?: string;
  readonly checkTimeoutMinutes?: number;
  readonly onFailure: OnFailure;
  readonly commit: 'auto' | 'none';
  readonly commitMessage?: string;
  readonly commitAuthor?: Identity;
  /** True for a bare `--push`. */
  readonly push?: 'auto' | 'none' | true;
  readonly envAllow?: readonly string[];
  readonly workingDirectory?: string;
  readonly shareWorkTree?: boolean;
  readonly continueOnAgentError?: boolean;
  readonly requireRecord?: boolean;
  readonly quiet?: boolean;
}

/** The command that must succeed before the work is pushed. */
export interface StepCheck {
  readonly script: string;
  readonly shell: Shell;
  readonly timeoutMs: number;
  readonly onFailure: OnFailure;
}

/** Everything a user said about a step, checked. */
export interface StepRunOptions {
  readonly history: HistoryOptions;
  readonly argv: readonly string[];
  readonly directory: string;
  readonly branch: string | null;
  readonly usageReader: UsageReader;
  readonly telemetry: Telemetry;
  readonly prices: ModelPrices;
  /** What is recorded of the agent. */
  readonly agent: DescribedAgent;
  readonly prompt: string | null;
  readonly timeoutMs: number | null;
  readonly limits: Limits | null;
  /** Null without a check. */
  readonly check: StepCheck | null;
  readonly commit: 'auto' | 'none';
  readonly commitMessage: string | null;
  readonly commitAuthor: Identity | null;
  readonly push: 'auto' | 'none';
  readonly envAllow: readonly string[] | null;
  readonly shareWorkTree: boolean;
  readonly continueOnAgentError: boolean;
  readonly requireRecord: boolean;
  readonly quiet: boolean;
}

const CHECK_TIMEOUT_MS = 30 * 60_000;

/** Puts the options of `step run` onto its command. */
export function defineStepRunOptions(command: Command): void {
  command
    .usage('[options] -- <command...>')
    .argument('[command...]', 'the agent: any program and its arguments, behind --; no shell reads them')
    .option(
      '--branch <name>',
      'the branch to work on: fetched and checked out, or made from HEAD (default: as it is)',
      branchOf,
    )
    .option('-C, --working-directory <folder>', 'where the agent runs, in a git work tree (default: here)')
    .option('--prompt <text>', 'given to the agent in the file LAFORGE_PROMPT_FILE, and as LAFORGE_PROMPT up to 100 KB')
    .option('--prompt-file <file>', 'a file that has the prompt, in place of --prompt')
    .option('--no-record-prompt', 'record the digest of the prompt and not its text')
    .option('--agent <name>', "whose output to read for tokens and cost: auto, none, or an agent's name", 'auto')
    .option(
      '--telemetry <mode>',
      'auto: have an agent that can tell of its calls itself, on this machine alone; none',
      oneOf('--telemetry', TELEMETRY),
      'none',
    )
    .option(
      '--prices <text-or-file>',
      'JSON or YAML, or a file with it: your own prices (default: ~/.laforge/prices.yml)',
    )
    .option('--agent-config <text-or-file>', 'JSON or YAML, or a file with it: recorded with the step')
    .option(
      '--timeout-minutes <number>',
      'then the agent and all its processes are ended',
      parseMinutes('--timeout-minutes'),
    )
    .option('--max-cost-usd <amount>', 'then too, once it is seen to have cost so much', (text) =>
      parseUsd(text, '--max-cost-usd'),
    )
    .option('--max-tokens <number>', 'the same for all its tokens, such as 500000 or 2M', (text) =>
      parseTokens(text, '--max-tokens'),
    )
    .option(
      '--budget <budget>',
      'what all steps may use, such as "20 USD per day", "2M tokens per branch"; may be given again',
      (text, before: readonly Budget[] = []) => [...before, ...parseBudgets(text, '--budget')],
    )
    .option(
      '--budget-unknown <mode>',
      'where it is not known what was used: warn, or stop and run nothing',
      oneOf('--budget-unknown', ['warn', 'stop']),
      'warn',
    )
    .option('--check <script>', 'run by sh -e once the work is committed; the branch has the work only if it succeeds')
    .option(
      '--check-timeout-minutes <number>',
      'then the check is ended, and has failed (default: 30)',
      parseMinutes('--check-timeout-minutes'),
    )
    .option(
      '--on-failure <mode>',
      'when the check fails: rollback puts the branch back to where the step found it; keep leaves it',
      oneOf('--on-failure', ON_FAILURE),
      'rollback',
    )
    .option(
      '--commit <mode>',
      'auto: commit what the agent leaves uncommitted; none',
      oneOf('--commit', ['auto', 'none']),
      'auto',
    )
    .option('--commit-message <template>', 'its message; {step-id}, {agent}, {branch} and {prompt} are filled in')
    .option('--commit-author <author>', '"Name <mail>" of that commit, and for the agent where git has none', (text) =>
      parseIdentity(text, '--commit-author'),
    )
    .option(
      '--push [mode]',
      'auto: push the work to its branch at origin, never forced; none (default: none)',
      oneOf('--push', ['auto', 'none']),
    )
    .option(
      '--env-allow <names>',
      'the only variables the agent sees, with commas between; * at the end is any',
      splitNames,
    )
    .option('--share-work-tree', "go on where another step is under way; commits made meanwhile are nobody's")
    .option('--continue-on-agent-error', "push a failed agent's work all the same")
    .option('--require-record', 'fail when the record could not be published')
    .option('-q, --quiet', 'say nothing but warnings')
    .addHelpText('after', EXAMPLES);
}

/** Checks what a user said, before anything has changed. Throws InputError. */
export async function readStepRunOptions(
  context: CliContext,
  argv: readonly string[],
  raw: RawStepRunOptions,
): Promise<StepRunOptions> {
  checkCommand(context.argv, argv);
  if (raw.commitMessage !== undefined) checkCommitTemplate(raw.commitMessage, '--commit-message');
  if (raw.envAllow !== undefined) checkEnvAllow(raw.envAllow, '--env-allow');
  const directory = resolve(context.cwd, raw.workingDirectory ?? '.');
  const prompt = readPrompt(context, raw);
  return {
    history: {
      ...(raw.project === undefined ? {} : {project: raw.project}),
      ...(raw.db === undefined ? {} : {db: raw.db}),
      ...(raw.store === undefined ? {} : {store: raw.store}),
    },
    argv,
    directory,
    branch: raw.branch ?? null,
    usageReader: chooseUsageReader(raw.agent, '--agent'),
    telemetry: raw.telemetry,
    prices: await readOwnPrices({
      text: raw.prices ?? null,
      folder: context.cwd,
      home: laforgeHome(context.env),
      what: '--prices',
    }),
    agent: await describeAgent({
      command: argv,
      directory,
      prompt,
      recordsPrompt: raw.recordPrompt,
      config: {text: raw.agentConfig ?? null, folder: context.cwd, what: '--agent-config'},
      secrets: secretsOf(context.env),
    }),
    prompt,
    timeoutMs: raw.timeoutMinutes ?? null,
    limits: toLimits({
      max_cost_usd: raw.maxCostUsd ?? null,
      max_tokens: raw.maxTokens ?? null,
      budgets: raw.budget ?? [],
      budget_unknown: raw.budgetUnknown,
    }),
    check: readCheck(raw),
    commit: raw.commit,
    commitMessage: raw.commitMessage ?? null,
    commitAuthor: raw.commitAuthor ?? null,
    push: raw.push === true ? 'auto' : (raw.push ?? 'none'),
    envAllow: raw.envAllow ?? null,
    shareWorkTree: raw.shareWorkTree === true,
    continueOnAgentError: raw.continueOnAgentError === true,
    requireRecord: raw.requireRecord === true,
    quiet: raw.quiet === true,
  };
}

function readCheck({check, checkTimeoutMinutes, onFailure}: RawStepRunOptions): StepCheck | null {
  if (check === undefined) return null;
  if (check.trim() === '') {
    throw new InputError('bad-input', '--check is empty. Give it a shell script such as "npm test", or leave it out.');
  }
  // The platform's own: sh is where git is, but not on every PATH of Windows.
  const shell = parseShell(process.platform === 'win32' ? 'cmd' : 'sh', '--check');
  return {script: check, shell, timeoutMs: checkTimeoutMinutes ?? CHECK_TIMEOUT_MS, onFailure};
}

/** The command must stand behind `--`: an option of the agent's must never be taken for one of ours, nor the reverse. */
function checkCommand(line: readonly string[], argv: readonly string[]): void {
  const [first] = argv;
  if (first === undefined || first === '') {
    throw new InputError(
      'bad-input',
      'No command to run is given. Write it behind --: laforge step run -- claude -p "…"',
    );
  }
  if (line.at(-argv.length - 1) !== '--') {
    throw new InputError(
      'bad-input',
      `${quote(first)} stands before --. Write the command behind it: laforge step run -- ${quoteForShell([first ?? ''])}`,
    );
  }
}

function readPrompt(context: CliContext, {prompt, promptFile}: RawStepRunOptions): string | null {
  if (promptFile === undefined) return prompt ?? null;
  if (prompt !== undefined) {
    throw new InputError('bad-input', 'Both --prompt and --prompt-file are given. Give one of them.');
  }
  try {
    return readFileSync(resolve(context.cwd, promptFile), 'utf8');
  } catch (cause) {
    throw new InputError(
      'bad-input',
      `--prompt-file is ${quote(promptFile)}, which cannot be read. Name a text file.`,
      {cause},
    );
  }
}

function splitNames(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}

const EXAMPLES = `
Runs the command in the work tree, with stdin, stdout and stderr as they are, and records it as the next step: HEAD
before and after, its commits and changes, how it ended, how long it took, what it cost. What it leaves uncommitted is
committed; what lay there before it is not. Nothing is pushed unless --push says so. The exit status is the command's
own, and 1 when the work did not pass its --check. What we say ourselves goes to stderr, what the agent and the check
printed is also kept in log files (laforge step info).

The agent sees LAFORGE_STEP_ID, LAFORGE_STEP_UID and LAFORGE_PROJECT_ID, and may write what it used to the file
LAFORGE_USAGE_FILE, as JSON: {"input_tokens": 1200, "output_tokens": 300, "cost": 0.02, "model": "…"}.

Examples:
  $ laforge step run -- claude -p "fix the failing test"
  $ laforge step run --branch agent/fix --push -- codex exec "fix the failing test"
  $ laforge step run --max-cost-usd 2.50 --budget "20 USD per day" -- claude -p "fix the failing test"
  $ laforge step run --check 'npm test' -- claude -p "fix the failing test"
  $ laforge step run --timeout-minutes 30 --prompt-file task.md -- sh -c 'my-agent < "$LAFORGE_PROMPT_FILE"'
  $ echo "a task" | laforge step run -- my-agent --from-stdin`;
