import {redactText} from '../agent/redact.ts';
import {parseShell} from '../agent/script.ts';
import {decide, type LaneKey, passesOf, shiftOf} from '../domain/compare-lanes.ts';
import type {Limits} from '../domain/documents.ts';
import {notReplayable} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {rateOf} from '../domain/report/figures.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {checkCommandOf, labelsOf, type Step, stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import type {Wording} from '../domain/wording.ts';
import type {ShownLane, ShownReplay} from '../render/terminal/replay.ts';
import {findPromptArgument} from '../usage/agents.ts';
import {chooseUsageReader} from '../usage/registry.ts';
import {type DescribedStep, describeStep, scriptDigest} from './describe-step.ts';
import {hasOther, isAsked, type OtherAgent, otherCommand, recordedCommand} from './replay-command.ts';
import {
  CHECK_TIMEOUT_MS,
  checkPrompt,
  defaultShell,
  type StepCheck,
  type StepCommand,
  type StepOptions,
  wordsOf,
} from './step-options.ts';
import type {UsedTemplate} from './step-template.ts';

/** The options of a replay, each already validated. */
export interface ReplayRequest extends OtherAgent {
  /** Replaces the recorded prompt in both lanes. */
  readonly prompt: string | null;
  readonly check: string | null;
  readonly checkTimeoutMs: number | null;
  readonly timeoutMs: number | null;
  readonly envAllow: readonly string[] | null;
  /** The front end's words for what to give. */
  readonly words: Wording;
}

/** One side of a replay: the same agent again, or the one to compare it with. */
export interface Lane {
  readonly name: 'same' | 'other';
  readonly options: Omit<StepOptions, 'directory' | 'limits'>;
  readonly described: DescribedStep;
  readonly key: LaneKey;
}

export interface ReplayLanes {
  /** Null when it is not wanted, for example because the record lacks the command. */
  readonly same: Lane | null;
  /** Null when the request changes nothing. */
  readonly other: Lane | null;
  readonly hasCheck: boolean;
  /** Warnings for a reader, one sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Plans the replay of a step. `wantsSame` is false when only the other lane should run. Throws InputError, and RefusedError
 * when the record lacks something the replay needs.
 */
export async function planReplay(
  step: Step,
  request: ReplayRequest,
  env: Environment,
  wantsSame: boolean,
  tokens: readonly (string | null)[] = [],
): Promise<ReplayLanes> {
  const remarks: string[] = [];
  const {words} = request;
  const isCompared = hasOther(request);
  const own = wantsSame || !isCompared ? recordedCommand(step, words) : null;
  const reader = chooseUsageReader(request.agent ?? 'auto', '--agent');
  const check = checkOf(step, request);
  if (check === null)
    remarks.push(
      `${capital(stepName(step))} has no check, so it is unknown which work is right. Give one with ${words.option('check')}.`,
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
      template: (name === 'other' ? request.template : null) ?? recordedTemplate(step, words),
      nameInTemplate: () => null,
    };
    const isRecorded = request.prompt === null && request.template?.options.has('prompt') !== true;
    checkPrompt(options, isRecorded ? `the prompt of ${stepName(step)}` : words.called('prompt'));
    const described = await describeStep({...options, directory: '.', limits: null}, env, tokens);
    const prompt = described.prompt?.sha256 ?? null;
    const key = {
      script: scriptDigest(command),
      prompt,
      check: check === null ? null : redactText(check.script, described.secrets),
    };
    const {command: line, metadata} = described.agentConfig;
    // The same agent has the config that the step was given, without what its own records added.
    const agentConfig = name === 'same' && step.agentConfig !== null && {...step.agentConfig, command: line, metadata};
    return {name, options, described: {...described, ...(agentConfig && {agentConfig})}, key};
  };
  const same = own === null ? null : await lane('same', own);
  const other = isCompared ? await lane('other', otherCommand(step, request)) : null;
  const given = (same ?? other)?.key.prompt ?? null;
  if (step.prompt !== null && given !== null && given !== step.prompt.sha256)
    remarks.push(`The prompt differs from that of ${stepName(step)}.`);
  const [asked, recorded] = [(same ?? other)?.key.check ?? null, checkCommandOf(step)];
  if (asked !== null && asked !== recorded)
    remarks.push(
      recorded === null
        ? `${capital(stepName(step))} itself had no check, so its own result is that of its agent.`
        : `The check differs from that of ${stepName(step)}, whose own result comes from ${JSON.stringify(recorded)}.`,
    );
  if (asked !== null && asked === step.checkBefore?.command && step.checkBefore.exit_code === 0)
    remarks.push(
      `The check passed before ${stepName(step)} as well, so a try that does nothing passes too. Use a stricter check (${words.called('check')}).`,
    );
  return {same, other, hasCheck: check !== null, remarks};
}

/** Variables that a replay sets. Its agents get them even if `envAllow` does not name them. */
const OWN_VARIABLES = ['GIT_CONFIG_*', 'GIT_TERMINAL_PROMPT', 'GIT_ASKPASS', 'LAFORGE_REPLAY'];

const SHOWN = 2_000;

/** Describes what a lane will run, for the user to approve: anybody who can write to the history can have written the command. */
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

/** The limits of one try: its share of the total, else the step's own limits. */
export function limitsOfTry(step: Step, share: number | null): Limits | null {
  const {max_cost_usd: cost = null, max_tokens: tokens = null} = step.limits ?? {};
  if (share === null && cost === null && tokens === null) return null;
  return {max_cost_usd: share ?? cost, max_tokens: tokens, budgets: [], budget_unknown: 'warn'};
}

/** The recorded template with its inputs, which the script reads from variables. Its options are already in the command. */
function recordedTemplate(step: Step, {otherAlone}: Wording): UsedTemplate | null {
  const {template} = step;
  if (template === null) return null;
  const entries = Object.entries(template.inputs).map(([name, value]) => {
    if (typeof value === 'string' && !value.includes('***')) return [name, value] as const;
    throw notReplayable(
      `The input ${quote(name)} of ${stepName(step)}'s template was recorded without its secrets, or not at all. Name the template and its inputs, and use ${otherAlone}.`,
    );
  });
  return {...template, inputs: Object.fromEntries(entries), options: new Map()};
}

/** The prompt to pass to the agent; null when the command contains it, or there is none. */
async function promptFor(step: Step, request: ReplayRequest, command: StepCommand): Promise<string | null> {
  const {prompt, template, words} = request;
  const inCommand = await findPromptArgument(wordsOf(command), '.');
  if (prompt !== null) {
    if (inCommand === null) return prompt;
    throw notReplayable(
      `The command has its prompt in it, so another prompt would not reach the agent. Give the whole command ${words.newCommand}.`,
    );
  }
  const ofTemplate = template?.options.get('prompt') ?? null;
  if (ofTemplate !== null) return ofTemplate;
  if (inCommand !== null) return null;
  if (step.prompt === null) {
    if (!isAsked(request)) return null;
    throw notReplayable(`The prompt of ${stepName(step)} is not on record. Give it with ${words.option('prompt')}.`);
  }
  if (step.prompt.text === null)
    throw notReplayable(`The prompt of ${stepName(step)} was not recorded. Give it with ${words.option('prompt')}.`);
  if (step.prompt.altered === true)
    throw notReplayable(
      `The prompt of ${stepName(step)} was recorded without its secrets, or cut, so it is not the same. Give it with ${words.option('prompt')}.`,
    );
  return step.prompt.text;
}

function checkOf(step: Step, {check, checkTimeoutMs, words}: ReplayRequest): StepCheck | null {
  const recorded = checkCommandOf(step);
  const script = check ?? recorded;
  if (script === null || script === '') return null;
  if (check === null && (script.includes('***') || script.endsWith('…')))
    throw notReplayable(
      `The check of ${stepName(step)} was recorded without its secrets, or cut. Give it with ${words.option('check')}.`,
    );
  const shell = step.setup?.shell ?? null;
  return {
    script,
    shell: check !== null || shell === null ? defaultShell('--check') : parseShell(shell, 'The recorded shell'),
    timeoutMs: checkTimeoutMs ?? CHECK_TIMEOUT_MS,
    onFailure: 'keep',
    before: false,
  };
}

/** Compares the tries of a step: how many passed, and whether their files are the same as far as the repository has them. */
export async function resultOf(
  repository: Pick<Repository, 'makeScratch'> | null,
  step: Step,
  lanes: ReplayLanes,
  done: ReadonlyMap<Lane['name'], readonly Step[]>,
): Promise<ShownReplay> {
  const [same, other] = [done.get('same') ?? [], done.get('other') ?? []];
  const scratch = repository?.makeScratch() ?? null;
  try {
    const ends = [step, ...same, ...other].flatMap(({commitShaAfter}) => commitShaAfter ?? []);
    const trees = await scratch?.treesOf(ends).catch(() => undefined);
    const shown = (name: ShownLane['name'], steps: readonly Step[]): ShownLane => {
      const tries = steps.map((one) => ({step: one, tree: trees?.get(one.commitShaAfter ?? '') ?? null}));
      const passes = passesOf(steps);
      return {name, tries, passes, rate: rateOf(passes.passed, passes.of)};
    };
    return {
      lanes: [
        shown('observed', [step]),
        ...(lanes.same === null ? [] : [shown('same', same)]),
        ...(lanes.other === null ? [] : [shown('other', other)]),
      ],
      verdict: lanes.other === null ? null : decide(passesOf(same), passesOf(other), lanes.hasCheck),
      shifts:
        lanes.other === null || lanes.same === null
          ? null
          : {costUsd: shiftOf(costsOf(same), costsOf(other)), durationMs: shiftOf(timesOf(same), timesOf(other))},
    };
  } finally {
    scratch?.remove();
  }
}

/** The costs that were fully measured. A lower bound would make a lane look cheap. */
function costsOf(steps: readonly Step[]): readonly number[] {
  return steps.flatMap(({tokenUsage}) =>
    tokenUsage?.state === 'measured' && tokenUsage.cost !== null ? [tokenUsage.cost] : [],
  );
}

function timesOf(steps: readonly Step[]): readonly number[] {
  return steps.flatMap(({durationMs}) => durationMs ?? []);
}
