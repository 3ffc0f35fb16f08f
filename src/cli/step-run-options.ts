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
    .argument('[command...]', 'the agent: any program and its arguments, written behind --; no shell reads them')
    .option(
      '--branch <name>',
      'work on this branch: it is fetched and checked out, or made from HEAD (default: the checked-out one)',
      branchOf,
    )
    .option(
      '-C, --working-directory <folder>',
      'run the agent in this folder of a git work tree (default: the current one)',
    )
    .option(
      '--prompt <text>',
      'give this text to the agent in the file LAFORGE_PROMPT_FILE, and up to 100 KB as LAFORGE_PROMPT; record it',
    )
    .option('--prompt-file <file>', 'take the prompt from this file')
    .option('--no-record-prompt', 'record the digest of the prompt without its text')
    .option(
      '--agent <name>',
      "read tokens and cost from this agent's output: auto (any known agent), none, or an agent's name",
      'auto',
    )
    .option(
      '--telemetry <mode>',
      'auto: let agents that can report each call report it to us, on this machine only; none: leave them alone',
      oneOf('--telemetry', TELEMETRY),
      'none',
    )
    .option(
      '--prices <text-or-file>',
      'estimate costs by your own prices, given as JSON, YAML or such a file (default: ~/.laforge/prices.yml)',
    )
    .option(
      '--agent-config <text-or-file>',
      'record this configuration of the agent, given as JSON, YAML or such a file',
    )
    .option(
      '--timeout-minutes <number>',
      'end the agent and all its processes after this many minutes',
      parseMinutes('--timeout-minutes'),
    )
    .option('--max-cost-usd <amount>', 'end the agent once it is seen to have cost this many US dollars', (text) =>
      parseUsd(text, '--max-cost-usd'),
    )
    .option(
      '--max-tokens <number>',
      'end the agent once it is seen to have used this many tokens, such as 500000 or 2M',
      (text) => parseTokens(text, '--max-tokens'),
    )
    .option(
      '--budget <budget>',
      'refuse the step when all steps together have used this, such as "20 USD per day" or "2M tokens per branch"; may be given several times',
      (text, before: readonly Budget[] = []) => [...before, ...parseBudgets(text, '--budget')],
    )
    .option(
      '--budget-unknown <mode>',
      'when it is not known how much of a budget is used: warn and go on, or stop and run nothing',
      oneOf('--budget-unknown', ['warn', 'stop']),
      'warn',
    )
    .option(
      '--check <script>',
      'run this script by sh -e once the work is committed; the branch keeps the work only if it succeeds',
    )
    .option(
      '--check-timeout-minutes <number>',
      'end the check after this many minutes, which fails it (default: 30)',
      parseMinutes('--check-timeout-minutes'),
    )
    .option(
      '--on-failure <mode>',
      'when the check fails, rollback: put the branch back to where the step found it; keep: leave it',
      oneOf('--on-failure', ON_FAILURE),
      'rollback',
    )
    .option(
      '--commit <mode>',
      'auto: commit what the agent leaves uncommitted; none: leave it',
      oneOf('--commit', ['auto', 'none']),
      'auto',
    )
    .option(
      '--commit-message <template>',
      'the message of that commit, with {step-id}, {step-uid}, {agent}, {branch} and {prompt} filled in',
    )
    .option(
      '--commit-author <author>',
      'the author of that commit as "Name <mail>"; the agent gets it too where git has none',
      (text) => parseIdentity(text, '--commit-author'),
    )
    .option(
      '--push [mode]',
      'auto (or no value): push the work to its branch at origin, never forced; none: push nothing (default: none)',
      oneOf('--push', ['auto', 'none']),
    )
    .option(
      '--env-allow <names>',
      'let the agent see only these variables, separated by commas; NAME* stands for all that begin so',
      splitNames,
    )
    .option(
      '--share-work-tree',
      'run although another step is under way in this work tree; commits made meanwhile belong to neither',
    )
    .option('--continue-on-agent-error', 'push the work also when the agent failed')
    .option('--require-record', 'exit with 1 when the record could not be published')
    .option('-q, --quiet', 'print only warnings of ours')
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
Runs the command in the work tree and records it as the next step: what it was asked, HEAD before and after, its
commits and changes, how it ended, how long it took, and what it cost. The command has our stdin, stdout and stderr. What
it leaves uncommitted is committed; what lay there before is not. Nothing is pushed without --push. Our own messages go
to stderr. What the agent and the check print is also kept in log files, which laforge step info names.

The agent sees LAFORGE_STEP_ID, LAFORGE_STEP_UID and LAFORGE_PROJECT_ID. It may write what it used as JSON to the file
LAFORGE_USAGE_FILE: {"input_tokens": 1200, "output_tokens": 300, "cost": 0.02, "model": "…"}.

Exit status: the command's own (124 after --timeout-minutes, 127 when there is no such program, 128+n for signal n); 1
when it exited with 0 but failed by its own record or its --check, its work missed the branch of --push, or its record
was not published with --require-record; 2 for a usage error; 75 when a budget refused the step; 130, 143 or 129 when
step run itself got SIGINT, SIGTERM or SIGHUP.

Examples:
  $ laforge step run -- claude -p "fix the failing test"
  $ laforge step run --branch agent/fix --push -- codex exec "fix the failing test"
  $ laforge step run --max-cost-usd 2.50 --budget "20 USD per day" -- claude -p "fix the failing test"
  $ laforge step run --check 'npm test' -- claude -p "fix the failing test"
  $ laforge step run --timeout-minutes 30 --prompt-file task.md -- sh -c 'my-agent < "$LAFORGE_PROMPT_FILE"'
  $ echo "a task" | laforge step run -- my-agent --from-stdin`;
