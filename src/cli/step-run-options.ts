import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {type Command, Option} from 'commander';
import {parseShell} from '../agent/script.ts';
import {
  defaultShell,
  nameInTemplate,
  readStepOptions,
  type StepCommand,
  type StepOptions,
} from '../app/step-options.ts';
import {topOf, type UsedTemplate} from '../app/step-template.ts';
import {badInput, RefusedError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {isAnybodys} from '../domain/workplace.ts';
import {readStart} from '../files/regular-file.ts';
import {statGiven} from '../system/given-path.ts';
import {type CliContext, createLog} from './context.ts';
import {addHistoryOptions, addMirrorOption, type HistoryOptions} from './place.ts';

/** The options of `step run`, validated. */
export interface StepRunOptions {
  readonly history: HistoryOptions;
  readonly step: StepOptions;
  readonly shareWorkTree: boolean;
  /** The private key to sign a statement about the step with. */
  readonly attest: string | null;
  readonly quiet: boolean;
}

/** The options from commander, by their names in camel case. */
export type RawOptions = HistoryOptions & Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export function defineStepRunOptions(command: Command): void {
  command
    .usage('[options] -- <command...>')
    .argument('[command...]', 'the agent: any program and its arguments, written after --; no shell reads them')
    .option(
      '--template <name>',
      'take what is not given here from the template .laforge/steps/<name>.yml (laforge template list)',
    )
    .option('--input <name=value>', 'an input of the template; may be given several times', severalTimes)
    .option(
      '--branch <name>',
      'work on this branch: it is fetched and checked out, or made from HEAD (default: the checked-out one)',
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
      'auto',
    )
    .option(
      '--prices <text-or-file>',
      'estimate costs from your own prices, given as JSON, YAML or such a file (default: ~/.laforge/prices.yml)',
    )
    .option(
      '--agent-config <text-or-file>',
      'record this configuration of the agent, given as JSON, YAML or such a file',
    )
    .option('--timeout-minutes <number>', 'end the agent and all its processes after this many minutes')
    .option('--max-cost-usd <amount>', 'end the agent once it is seen to have cost this many US dollars')
    .option(
      '--max-tokens <number>',
      'end the agent once it is seen to have used this many tokens, such as 500000 or 2M',
    )
    .option(
      '--budget <budget>',
      'refuse the step when all steps together have used this, such as "20 USD per day" or "2M tokens per branch"; may be given several times',
      severalTimes,
    )
    .option(
      '--budget-unknown <mode>',
      'when it is not known how much of a budget is used: warn and go on, or stop and run nothing',
      'warn',
    )
    .option(
      '--labels <labels>',
      'record these labels of your own, as name=value separated by commas, such as team=payments',
    )
    .option(
      '--check <script>',
      'run this script with sh -e once the work is committed; the branch keeps the work only if it succeeds',
    )
    .option('--check-timeout-minutes <number>', 'end the check after this many minutes, which fails it (default: 30)')
    .option(
      '--check-before',
      'also run the check before the agent and record its result; the agent runs whatever the result',
    )
    .option(
      '--on-failure <mode>',
      'when the check fails, rollback: put the branch back to where the step found it; keep: leave it',
      'rollback',
    )
    .option('--commit <mode>', 'auto: commit what the agent leaves uncommitted; none: leave it', 'auto')
    .option(
      '--commit-message <template>',
      'the message of the commit of --commit auto; {step-id}, {step-uid}, {agent}, {branch} and {prompt} are filled in',
    )
    .option(
      '--commit-author <author>',
      'the author of the commit of --commit auto, as "Name <mail>"; also of the agent\'s commits if git has none',
    )
    .option(
      '--commit-signing <how>',
      'ssh: sign the commits of the step before they are pushed; none: do not sign',
      'none',
    )
    .option('--ssh-signing-key <file>', 'the private key for --commit-signing ssh, without a passphrase')
    .option(
      '--attest <key-file>',
      'sign a statement of what the step did with this private key (docs/proven-history.md)',
    )
    .addOption(
      new Option(
        '--push [mode]',
        'auto (or no value): push the work to its branch at origin, never forced; none: push nothing (default: none)',
      ).preset('auto'),
    )
    .option(
      '--env-allow <names>',
      'let the agent see only these variables, separated by commas; NAME* allows all that begin with NAME',
    )
    .option(
      '--share-work-tree',
      'run even if another step is running in this work tree; commits made meanwhile belong to neither',
    )
    .option('--continue-on-agent-error', 'push the work even if the agent failed')
    .option('--require-record', 'exit with 1 if the record could not be published')
    .option('-q, --quiet', 'print only our warnings');
  addMirrorOption(command);
  addHistoryOptions(command, EXAMPLES);
}

/** Collects the values of an option that may be given several times. */
export function severalTimes(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/**
 * Validates the options before anything changes. `raw` is without defaults, so that a template can replace them. Throws
 * InputError.
 */
export async function readStepRunOptions(
  context: CliContext,
  argv: readonly string[],
  raw: RawOptions,
): Promise<StepRunOptions> {
  const template = await readTemplateOptions(context, raw);
  const run = template?.options.get('run');
  if (run === undefined || argv.length > 0) checkCommand(context.argv, argv);
  // An unset shell variable must not remove a limit.
  if (textOf(raw.budget)?.trim() === '')
    throw badInput('--budget is empty. Give it an amount, such as "20 USD per day", or leave it out.');
  const prompt = readPrompt(context, raw);
  const text = (name: string) =>
    (name === 'prompt' ? prompt : textOf(raw[camelCase(name)])) ?? template?.options.get(name) ?? null;
  const shellName = template?.options.get('shell');
  const shell = (what: string) => (shellName === undefined ? defaultShell(what) : parseShell(shellName, '--template'));
  const command = (): StepCommand =>
    run === undefined || argv.length > 0
      ? {kind: 'program', argv}
      : {kind: 'script', text: run, shell: shell('--template')};
  return {
    history: raw,
    step: readStepOptions({
      text,
      nameOf: (name) => {
        if (name === 'prompt' && prompt !== null) return promptOption(raw);
        const isGiven = raw[camelCase(name)] !== undefined || template?.options.has(name) !== true;
        return isGiven ? `--${name}` : nameInTemplate(template, name);
      },
      command,
      shell: () => shell('--check'),
      directory: directoryOf(context, raw, template),
      folder: context.cwd,
      defaultPush: 'none',
      template,
    }),
    shareWorkTree: raw.shareWorkTree === true,
    quiet: raw.quiet === true,
    attest: keyFileOf(context, textOf(raw.attest)),
  };
}

function keyFileOf(context: CliContext, name: string | null): string | null {
  if (name === null) return null;
  const path = resolve(context.cwd, name);
  const file = statGiven(path, `--attest is ${quote(name)}`);
  const wrong = (why: string) => badInput(`--attest is ${quote(name)}, ${why}`);
  if (file?.isFile() !== true) throw wrong('and there is no such file. Name an OpenSSH private key.');
  const text = readStart(path, MOST_KEY_CHARS)?.toString('latin1');
  if (text === undefined) throw wrong('which cannot be read. Give this user access to it, or name another key.');
  // A public key will do: ssh-agent may hold its private key.
  const isPrivate = text.includes('PRIVATE KEY-----');
  if (!isPrivate && !/^(?:ssh|ecdsa|sk)-/.test(text)) throw wrong('which is not an OpenSSH key. Name a private key.');
  if (isPrivate && process.platform !== 'win32' && file.uid === process.getuid?.() && (file.mode & 0o077) !== 0) {
    throw wrong(
      `which others may read, and ssh-keygen signs with no such key. Run: ${quoteForShell(['chmod', '600', name])}`,
    );
  }
  return path;
}

const MOST_KEY_CHARS = 100_000;

/** The agent's folder. A template's is relative to the top of the work tree. */
function directoryOf(context: CliContext, raw: RawOptions, template: UsedTemplate | null): string {
  const folder = template?.options.get('working-directory');
  if (folder === undefined || raw.workingDirectory !== undefined)
    return resolve(context.cwd, textOf(raw.workingDirectory) ?? '.');
  return resolve(topOf(context.cwd), folder);
}

/** Reads the template of `--template` with its `--input`s; null without one. Throws InputError and RefusedError. */
export async function readTemplateOptions(context: CliContext, raw: RawOptions): Promise<UsedTemplate | null> {
  const name = textOf(raw.template);
  const inputs = Array.isArray(raw.input) ? raw.input : [];
  if (name === null) {
    if (inputs.length === 0) return null;
    throw badInput('--input is given without --template. Name the template that the input is of.');
  }
  refuseStrangers(context);
  const {findTemplate, useTemplate} = await import('../app/step-template.ts');
  const folder = resolve(context.cwd, textOf(raw.workingDirectory) ?? '.');
  const found = findTemplate(topOf(folder), name, '--template');
  const {warn} = createLog(context);
  return await useTemplate(found, readInputs(inputs), {inputOption: (input) => `--input ${input}=…`, warn});
}

/** Refuses templates in jobs of strangers: the work tree may be by somebody who must not decide what runs. */
function refuseStrangers({env}: CliContext): void {
  const {GITHUB_ACTIONS: isJob, GITHUB_EVENT_NAME: event = null} = env;
  if (isJob !== 'true' || !(isAnybodys(event) || event?.startsWith('pull_request') === true)) return;
  throw new RefusedError(
    'wrong-place',
    `--template reads the work tree, and under ${event} that may be anybody's. Use the action with its input template, which reads the base branch.`,
  );
}

function readInputs(texts: readonly unknown[]): ReadonlyMap<string, string> {
  const inputs = new Map<string, string>();
  for (const [name, value] of texts.map(readInput)) {
    if (inputs.has(name)) throw badInput(`--input ${name}=… is given twice. Give each input one value.`);
    inputs.set(name, value);
  }
  return inputs;
}

function readInput(text: unknown): readonly [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(String(text)) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw badInput(`--input is ${quote(String(text))}. Write it as name=value, such as issue=12.`);
}

/** Converts an option's value to the text that an action's input would have. */
function textOf(value: RawOptions[string]): string | null {
  if (value === undefined) return null;
  return typeof value === 'object' ? value.join('\n') : String(value);
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
}

/** Requires `--` before the command, so that the agent's options and ours cannot be confused. */
function checkCommand(line: readonly string[], argv: readonly string[]): void {
  const [first] = argv;
  if (first === undefined || first === '') {
    throw badInput('No command to run is given. Write it after --: laforge step run -- claude -p "…"');
  }
  if (line.at(-argv.length - 1) !== '--') {
    throw badInput(
      `${quote(first)} comes before --. Write the command after it: laforge step run -- ${quoteForShell(argv)}`,
    );
  }
}

/** The option that the prompt comes from. */
export function promptOption(raw: RawOptions): string {
  return raw.promptFile === undefined ? '--prompt' : '--prompt-file';
}

/** Reads the prompt from `--prompt` or `--prompt-file`. Throws InputError. */
export function readPrompt(context: CliContext, raw: RawOptions): string | null {
  const [prompt, file] = [textOf(raw.prompt), textOf(raw.promptFile)];
  if (file === null) return prompt;
  if (prompt !== null) {
    throw badInput('Both --prompt and --prompt-file are given. Give one of them.');
  }
  try {
    return readFileSync(resolve(context.cwd, file), 'utf8');
  } catch (cause) {
    throw badInput(`--prompt-file is ${quote(file)}, which cannot be read. Name a text file.`, {
      cause,
    });
  }
}

const EXAMPLES = `
Runs the command in the work tree and records it as the next step: its prompt, HEAD before and after, its commits and
changes, how it ended, how long it took, and what it cost. The command has our stdin, stdout and stderr. Changes that it
leaves uncommitted are committed; changes that were there before are not. Nothing is pushed without --push. Our own
messages go to stderr. The output of the agent and the check is also kept in log files, which laforge step info names.

The agent sees LAFORGE_STEP_ID, LAFORGE_STEP_UID and LAFORGE_PROJECT_ID. It may report its usage as JSON in the file
LAFORGE_USAGE_FILE: {"input_tokens": 1200, "output_tokens": 300, "cost": 0.02, "model": "…"}.

With OTEL_EXPORTER_OTLP_ENDPOINT the step is also sent there; OpenTelemetry's other variables count too.

Exit status: the command's own (124 after --timeout-minutes, 127 if there is no such program, 126 if it cannot be run,
128+n for signal n); 1 if it exited with 0 but its own record or its --check says that it failed, its work could not be
committed or did not reach the branch with --push, or its record was not published with --require-record; 2 for a usage
error; 75 if a budget refused the step; 130, 143 or 129 if step run itself got SIGINT, SIGTERM or SIGHUP (not
under nohup).

Examples:
  $ laforge step run -- claude -p "fix the failing test"
  $ laforge step run --branch agent/fix --push -- codex exec "fix the failing test"
  $ laforge step run --max-cost-usd 2.50 --budget "20 USD per day" -- claude -p "fix the failing test"
  $ laforge step run --check 'npm test' -- claude -p "fix the failing test"
  $ laforge step run --template fix --input issue=12
  $ laforge step run --timeout-minutes 30 --prompt-file task.md -- sh -c 'my-agent < "$LAFORGE_PROMPT_FILE"'
  $ echo "a task" | laforge step run -- my-agent --from-stdin`;
