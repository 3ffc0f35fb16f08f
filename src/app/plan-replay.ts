import {redactText} from '../agent/redact.ts';
import {parseShell} from '../agent/script.ts';
import type {LaneKey} from '../domain/compare-lanes.ts';
import type {AgentConfig, Limits} from '../domain/documents.ts';
import {RefusedError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {labelsOf, type Step, stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {findPromptArgument} from '../usage/prompt-argument.ts';
import {chooseUsageReader} from '../usage/registry.ts';
import {type DescribedStep, describeStep, scriptDigest} from './describe-step.ts';
import {hasOther, isAsked, otherCommand, recordedCommand} from './replay-command.ts';
import {
  CHECK_TIMEOUT_MS,
  type StepCheck,
  type StepCommand,
  type StepOptions,
  usualShell,
  wordsOf,
} from './step-options.ts';
import type {UsedTemplate} from './step-template.ts';

/** The options that a user gives a replay, checked for themselves. */
export interface ReplayRequest {
  /** The command of the other lane; null for none. */
  readonly command: StepCommand | null;
  readonly template: UsedTemplate | null;
  /** Replaces the model that the command names. */
  readonly model: string | null;
  /** The agent by whose records usage is read, of the other lane where there is one; named alone, it is that lane's agent. */
  readonly agent: string | null;
  /** In place of the recorded one, for both lanes. */
  readonly prompt: string | null;
  readonly check: string | null;
  readonly checkTimeoutMs: number | null;
  readonly timeoutMs: number | null;
  readonly envAllow: readonly string[] | null;
}

/** The same agent again, or the one that it is compared with. */
export interface Lane {
  readonly name: 'same' | 'other';
  readonly options: Omit<StepOptions, 'directory' | 'limits'>;
  readonly described: DescribedStep;
  readonly key: LaneKey;
}

export interface ReplayLanes {
  /** Null where nobody wants it, and it may not be had. */
  readonly same: Lane | null;
  /** Null where nothing was to be another. */
  readonly other: Lane | null;
  readonly hasCheck: boolean;
  /** Warnings for a reader, one sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Plans the run of a step that is run again. Throws RefusedError where that cannot be had from its record, and InputError.
 * `wantsSame` is false where only another lane is to run.
 */
export async function planReplay(
  step: Step,
  request: ReplayRequest,
  env: Environment,
  wantsSame: boolean,
  tokens: readonly (string | null)[] = [],
): Promise<ReplayLanes> {
  const remarks: string[] = [];
  const isCompared = hasOther(request);
  const own = wantsSame || !isCompared ? recordedCommand(step) : null;
  const reader = chooseUsageReader(request.agent ?? 'auto', '--agent');
  const check = checkOf(step, request);
  if (check === null)
    remarks.push(
      `${capital(stepName(step))} has no check, so nothing tells which work is right: give one with --check.`,
    );
  const lane = async (name: Lane['name'], command: StepCommand): Promise<Lane> => {
    const options = {
      command,
      branch: null,
      usageReader: name === 'same' && isCompared ? chooseUsageReader('auto', '--agent') : reader,
      telemetry: 'none' as const,
      prices: null,
      agentConfig: null,
      prompt: await promptFor(step, name === 'other' ? request : {...request, template: null}, command),
      recordsPrompt: true,
      timeoutMs: request.timeoutMs,
      labels: labelsOf(step),
      check,
      commit: 'auto' as const,
      commitMessage: null,
      commitAuthor: null,
      signing: null,
      push: 'none' as const,
      envAllow: request.envAllow === null ? null : [...request.envAllow, ...OWN_VARIABLES],
      continueOnAgentError: false,
      requireRecord: false,
      template: (name === 'other' ? request.template : null) ?? recordedTemplate(step),
    };
    const described = await describeStep({...options, directory: '.', limits: null}, env, tokens);
    const prompt = described.prompt?.sha256 ?? null;
    const key = {
      script: scriptDigest(command),
      prompt,
      check: check === null ? null : redactText(check.script, described.secrets),
    };
    const agentConfig = name === 'same' ? sameConfig(step, described.agentConfig) : described.agentConfig;
    return {name, options, described: {...described, agentConfig}, key};
  };
  const same = own === null ? null : await lane('same', own);
  const other = isCompared ? await lane('other', otherCommand(step, request)) : null;
  const given = (same ?? other)?.key.prompt ?? null;
  if (step.prompt !== null && given !== null && given !== step.prompt.sha256)
    remarks.push(`The prompt is another one than that of ${stepName(step)}.`);
  const [asked, recorded] = [(same ?? other)?.key.check ?? null, step.check?.command ?? null];
  if (asked !== null && asked !== recorded)
    remarks.push(
      recorded === null
        ? `${capital(stepName(step))} itself had no check, so its own result is that of its agent.`
        : `The check is another one than that of ${stepName(step)}, whose own result is that of ${JSON.stringify(recorded)}.`,
    );
  return {same, other, hasCheck: check !== null, remarks};
}

/** The variables that a replay sets, which its agents have whatever else they may see. */
const OWN_VARIABLES = ['GIT_CONFIG_*', 'GIT_TERMINAL_PROMPT', 'GIT_ASKPASS', 'LAFORGE_REPLAY'];

/** More of a command is not shown; a record that long was hardly written by hand. */
const SHOWN = 2_000;

/** Shows the whole of what a lane runs, so that whoever says yes knows: a record may be anybody's who can write to the history. */
export function laneInWords({options}: Lane): readonly string[] {
  const show = (text: string) =>
    text.length > SHOWN
      ? `${JSON.stringify(text.slice(0, SHOWN))} and ${text.length - SHOWN} characters more`
      : JSON.stringify(text);
  const {command, check} = options;
  const line =
    command.kind === 'script'
      ? `${show(command.text)} by ${show(command.shell.name)}`
      : show(quoteForShell(command.argv));
  return [`runs ${line}`, ...(check === null ? [] : [`checked by ${show(check.script)}`])];
}

/** The most that one try may use: its share of all, else what the step itself was allowed. */
export function limitsOfTry(step: Step, share: number | null): Limits | null {
  const {max_cost_usd: cost = null, max_tokens: tokens = null} = step.limits ?? {};
  if (share === null && cost === null && tokens === null) return null;
  return {max_cost_usd: share ?? cost, max_tokens: tokens, budgets: [], budget_unknown: 'warn'};
}

/** The inputs that its script found in variables. Its options have been used. */
function recordedTemplate(step: Step): UsedTemplate | null {
  const {template} = step;
  if (template === null) return null;
  const entries = Object.entries(template.inputs).map(([name, value]) => {
    if (typeof value === 'string' && !value.includes('***')) return [name, value] as const;
    throw refusal(
      `The input ${quote(name)} of ${stepName(step)}'s template was recorded without its secrets, or not at all. Name the template and its inputs, and say --baseline 0.`,
    );
  });
  return {...template, inputs: Object.fromEntries(entries), options: new Map()};
}

/** The prompt to hand over; null where the command has it, or nobody knows of one. */
async function promptFor(step: Step, request: ReplayRequest, command: StepCommand): Promise<string | null> {
  const {prompt, template} = request;
  const inCommand = await findPromptArgument(wordsOf(command), '.');
  if (prompt !== null) {
    if (inCommand === null) return prompt;
    throw refusal(
      'The command has its prompt in it, so --prompt would not reach the agent. Give the whole command behind --.',
    );
  }
  const ofTemplate = template?.options.get('prompt') ?? null;
  if (ofTemplate !== null) return ofTemplate;
  if (inCommand !== null) return null;
  if (step.prompt === null) {
    if (!isAsked(request)) return null;
    throw refusal(`What ${stepName(step)} was asked is not on record. Give it with --prompt-file.`);
  }
  if (step.prompt.text === null)
    throw refusal(`The prompt of ${stepName(step)} was not recorded. Give it with --prompt-file.`);
  if (step.prompt.altered === true)
    throw refusal(
      `The prompt of ${stepName(step)} was recorded without its secrets, or cut, so it is not the same. Give it with --prompt-file.`,
    );
  return step.prompt.text;
}

function checkOf(step: Step, {check, checkTimeoutMs}: ReplayRequest): StepCheck | null {
  const recorded = step.check?.command ?? null;
  const script = check ?? recorded;
  if (script === null || script === '') return null;
  if (check === null && (script.includes('***') || script.endsWith('…')))
    throw refusal(`The check of ${stepName(step)} was recorded without its secrets, or cut. Give it with --check.`);
  const shell = step.setup?.shell ?? null;
  return {
    script,
    shell: check !== null || shell === null ? usualShell('--check') : parseShell(shell, 'The recorded shell'),
    timeoutMs: checkTimeoutMs ?? CHECK_TIMEOUT_MS,
    onFailure: 'keep',
  };
}

/** The config that was asked of the agent then, without what its own records told of that run. */
function sameConfig({agentConfig}: Step, now: AgentConfig): AgentConfig {
  return agentConfig === null ? now : {...agentConfig, command: now.command, metadata: now.metadata};
}

function refusal(message: string): RefusedError {
  return new RefusedError('not-replayable', message);
}
