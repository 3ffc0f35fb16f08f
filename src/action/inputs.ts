import {resolve} from 'node:path';
import {getInput, setSecret} from '@actions/core';
import {checkEnvAllow} from '../agent/agent-env.ts';
import {parseShell} from '../agent/script.ts';
import type {ReplayRequest} from '../app/plan-replay.ts';
import {hasOther} from '../app/replay-command.ts';
import {CHECK_TIMEOUT_MS, readStepOptions, type StepCommand, type StepOptions} from '../app/step-options.ts';
import type {UsedTemplate} from '../app/step-template.ts';
import {InputError} from '../domain/errors.ts';
import {parseRollbackRef, parseStepRef, quote, type StepRef} from '../domain/identity.ts';
import {
  parseConfidence,
  parseFlag,
  parseMinutes,
  parseUsd,
  parseWholeNumber,
  parseWord,
  type Readers,
  readAll,
  splitNames,
} from '../domain/option-values.ts';
import {STORE_NAMES, type StoreName} from '../domain/ports/store.ts';
import {parseBranch} from '../domain/refs.ts';
import {parsePeriod} from '../domain/report/period.ts';
import {REPORT_DIMENSIONS} from '../domain/report/report.ts';
import {parseNamedSteps} from '../domain/revert-plan.ts';
import {MOVE_MODES, type MoveMode} from '../domain/rollback.ts';
import {parseProjectId} from '../domain/slug.ts';
import {CODE_MODES, type CompareWith, parseCompareWith} from '../domain/step-comparison.ts';
import {templateOption} from '../domain/template/options.ts';
import {defaultStore} from '../stores/github-services.ts';
import {type FoundSettings, readTelemetrySettings, readWebhook, type Webhook} from '../telemetry/settings.ts';
import type {ProposalOptions} from '../usecases/rollback/carry-out-move.ts';
import type {Reverted} from '../usecases/rollback/revert-steps.ts';

/** Inputs that every action of ours has. */
export interface CommonInputs {
  readonly projectId: string | null;
  readonly store: StoreName;
  /** A notice that names the chosen store, when the user named none and it is not the usual one. */
  readonly storeNotice: string | null;
  readonly storePath: string | null;
  /** The connection string of the store `postgres`, a secret. */
  readonly storeUrl: string | null;
  readonly retentionDays: number | null;
  readonly githubToken: string | null;
  readonly pushToken: string | null;
  /** The page of a trace, with `{trace-id}` in it. */
  readonly traceUrl: string | null;
}

/** Inputs of the actions that have something to tell. */
export interface TellingInputs {
  readonly otlp: FoundSettings;
  /** The job's own check run, as the runner tells it. */
  readonly jobCheckRunId: string | null;
}

export interface StepInputs extends CommonInputs, TellingInputs {
  readonly options: StepOptions;
  readonly comment: 'auto' | 'none';
  /** The place where what the agent printed is kept beyond the job. */
  readonly keepLog: 'artifact' | 'none';
  /** The step that the comment compares this one with; null for none. */
  readonly compareWith: CompareWith | null;
  readonly webhook: Webhook | null;
  /** The name of the check run to write; null for none. */
  readonly checkRun: string | null;
}

/** The way to take steps back: by moving the branch, by commits on top of it, or by proposing those. */
interface RevertInputs {
  readonly how: MoveMode;
  readonly proposal: ProposalOptions;
}

/** The inputs that name a template. */
export interface TemplateInputs {
  readonly name: string;
  /** JSON or YAML. */
  readonly inputs: string | null;
  /** The folder whose work tree may have it. */
  readonly directory: string;
}

/** The template that the inputs name; null where they name none. Throws InputError. */
export function readTemplateNames(): TemplateInputs | null {
  const [name, inputs] = [text('template'), text('template-inputs')];
  if (name !== null) return {name, inputs, directory: directoryOf(text('working-directory'))};
  if (inputs === null) return null;
  throw new InputError('bad-input', 'Input "template-inputs" is given without "template". Name the template too.');
}

/** The place holder in a process that comes late and cannot know the template. */
const UNKNOWN_TEMPLATE: UsedTemplate = {name: '', blob: '', inputs: {}, options: new Map([['run', '']])};

/** The inputs for who finishes a step of which nobody knows the template. */
export function readStepInputsLate(): StepInputs {
  return readStepInputs(text('template') === null ? null : UNKNOWN_TEMPLATE);
}

/**
 * Reads and checks every input of the step action; a template goes over an input that stands at its default. Throws
 * InputError, naming each bad input, its value and what to do.
 */
export function readStepInputs(template: UsedTemplate | null): StepInputs {
  const option = (name: string) => {
    const [own, ofTemplate] = [text(name), template?.options.get(name)];
    const isUsual = own === null || own === templateOption(name)?.usual;
    return ofTemplate !== undefined && isUsual ? ofTemplate : own;
  };
  for (const line of (text('ssh-signing-key') ?? '').split(/\r?\n/)) if (line.length > 8) setSecret(line);
  const shell = () => parseShell(option('shell') ?? 'bash', nameOf('shell'));
  const directory = directoryOf(option('working-directory'));
  const command = (): StepCommand => {
    const script = option('run');
    if (script !== null) return {kind: 'script', text: script, shell: shell()};
    const orTemplate = template === null ? '' : ` Template ${quote(template.name)} has none either.`;
    throw new InputError(
      'bad-input',
      `Input "run" is missing. Give it the shell script that runs the agent.${orTemplate}`,
    );
  };
  return readAll<StepInputs>({
    ...COMMON,
    ...TELLING,
    options: () =>
      readStepOptions({
        text: option,
        nameOf,
        command,
        shell,
        directory,
        folder: directory,
        hasCommitHost: true,
        usualPush: 'auto',
        template,
      }),
    comment,
    keepLog: () => word('keep-log', ['artifact', 'none'], 'none'),
    compareWith,
    webhook: () => readWebhook(text('webhook-url'), text('webhook-secret')),
    checkRun: () => text('check-run'),
  });
}

/** What the inputs hold that must stay out of the record. */
export function inputSecrets({
  githubToken,
  pushToken,
  storeUrl,
  otlp,
  webhook,
}: StepInputs): readonly (string | null)[] {
  const ofWebhook = [webhook?.secret ?? null, webhook?.url.href ?? null];
  return [githubToken, pushToken, storeUrl, ...(otlp.settings?.secrets ?? []), ...ofWebhook];
}

export function readRollbackInputs() {
  return readAll({
    ...COMMON,
    ...TELLING,
    ...REVERTING,
    squash: () => flag('squash'),
    how: () => (text('revert-steps') === null ? word('mode', MOVE_MODES, 'reset') : 'revert'),
    /** The steps that are taken back. */
    of: (): Reverted => {
      const [to, before, steps] = [text('to-step'), text('before-step'), text('revert-steps')];
      const [only, ...more] = [to, before, steps].filter((given) => given !== null);
      if (only === undefined || more.length > 0) {
        const have = only === undefined ? 'None' : 'More than one';
        throw new InputError(
          'bad-input',
          `${have} of "to-step", "before-step" and "revert-steps" is given. Give exactly one: to-step keeps that step, before-step undoes it too, revert-steps takes just those back.`,
        );
      }
      if (steps !== null) return {kind: 'steps', ...parseNamedSteps(steps, nameOf('revert-steps'))};
      const mode = to === null ? 'before' : 'to';
      return {kind: 'rollback', mode, step: parseStepRef(only, `Input "${mode}-step"`)};
    },
    branch,
    reason: () => text('reason'),
    dryRun: () => flag('dry-run'),
    allowDiscard: () => flag('allow-discard'),
  });
}

export function readUndoInputs() {
  return readAll({
    ...COMMON,
    ...TELLING,
    ...REVERTING,
    how: () => word('mode', MOVE_MODES, 'auto'),
    rollback: () => given('rollback-id', parseRollbackRef),
    branch,
    reason: () => text('reason'),
    dryRun: () => flag('dry-run'),
  });
}

/** The inputs that all actions have, for what must be known before the others. */
export function readCommonInputs(): CommonInputs {
  return readAll<CommonInputs>({...COMMON});
}

export function readReportInputs() {
  return readAll({
    ...COMMON,
    pullRequest: () => wholeNumber('pull-request'),
    comment,
    /** The step that the comment compares the latest one with; null for none. */
    compareWith,
    period: () => {
      const end = (name: string) => ({text: text(name), what: nameOf(name)});
      return parsePeriod({since: end('since'), until: end('until')}, new Date());
    },
    /** The one table of groups that is wanted; null for those that people want. */
    by: () => given('by', (value, what) => parseWord(value, REPORT_DIMENSIONS, what)),
    /** The branch that pull requests are looked for on; null for none. */
    base: () => text('base'),
    /** The file that the page is written to, as it was named; null for no page. */
    html: () => {
      const file = text('html');
      // The artifact has the name of the file, and so none that a save of a history can have.
      if (file === null || /[^/\\]\.html$/.test(file)) return file;
      throw new InputError('bad-input', `Input "html" is ${quote(file)}. Name a file that ends with .html.`);
    },
  });
}

export function readCompareInputs() {
  return readAll({
    ...COMMON,
    /** Null for the latest of the branch or pull request. */
    step: () => stepRef('step'),
    compareWith: () => compareWith() ?? 'previous',
    code: () => given('code', (value, what) => parseWord(value, CODE_MODES, what)),
    branch,
    pullRequest: () => wholeNumber('pull-request'),
    comment,
  });
}

export type CommandInputs = ReturnType<typeof readCommandInputs>;

export function readCommandInputs() {
  const inputs = readAll({
    ...COMMON,
    ...TELLING,
    /** The commands that spend money and are carried out. */
    allow: () => splitNames(text('allow') ?? '').map((name) => parseWord(name, ['replay'], nameOf('allow'))),
    /** The most that the tries of one comment may cost together. */
    maxCostUsd: () => given('max-cost-usd', parseUsd),
  });
  if (inputs.allow.length === 0 || inputs.maxCostUsd !== null) return inputs;
  throw new InputError(
    'bad-input',
    'Input "allow" is given without "max-cost-usd". Say what a comment may cost at most.',
  );
}

export type BisectInputs = ReturnType<typeof readBisectInputs>;

export function readBisectInputs() {
  return readAll({
    ...COMMON,
    check: () => {
      const script = text('check');
      if (script !== null) return script;
      throw new InputError('bad-input', 'Input "check" is missing. Give it the script that tells good from bad.');
    },
    checkTimeoutMs: () => given('check-timeout-minutes', parseMinutes) ?? CHECK_TIMEOUT_MS,
    branch,
    good: () => stepRef('good'),
    bad: () => stepRef('bad'),
    /** Null for a check that is never wrong. */
    confidence: () => {
      const confidence = parseConfidence(text('confidence') ?? '0.95', nameOf('confidence'));
      return flag('flaky') ? confidence : null;
    },
    maxTests: () => wholeNumber('max-tests') ?? MOST_TESTS,
    pullRequest: () => wholeNumber('pull-request'),
    comment,
  });
}

export type ReplayInputs = ReturnType<typeof readReplayInputs>;

export function readReplayInputs(template: UsedTemplate | null) {
  const run = text('run');
  const shell = () => parseShell(text('shell') ?? 'bash', nameOf('shell'));
  const request = () =>
    readAll<ReplayRequest>({
      command: () => (run === null ? null : {kind: 'script', text: run, shell: shell()}),
      template: () => template,
      model: () => text('model'),
      agent: () => text('agent'),
      prompt: () => text('prompt'),
      check: () => text('check'),
      checkTimeoutMs: () => given('check-timeout-minutes', parseMinutes),
      timeoutMs: () => given('timeout-minutes', parseMinutes),
      envAllow: () => given('env-allow', (value, what) => checkEnvAllow(splitNames(value), what)),
    });
  return readAll({
    ...COMMON,
    step: () => {
      const step = stepRef('step');
      if (step !== null) return step;
      throw new InputError('bad-input', 'Input "step" is missing. Name the step to run again by its number or uid.');
    },
    request,
    /** The lane to try; null to run nothing, and show what is on record. */
    lane: () => {
      const isCompared = hasOther({command: run, template, model: text('model'), agent: text('agent')});
      const lane = word('lane', ['same', 'other', 'none'], isCompared ? 'other' : 'same');
      if (lane === 'other' && !isCompared)
        throw new InputError(
          'bad-input',
          'Input "lane" is "other", and none of "run", "template", "agent" and "model" says what it is.',
        );
      return lane === 'none' ? null : lane;
    },
    /** The tries on record at which no further one is made; null to make one whatever there is. */
    times: () => wholeNumber('times'),
    maxCostUsd: () => given('max-cost-usd', parseUsd),
  });
}

/** Tests that a job makes unless it says otherwise: each may take as long as a job of its own. */
const MOST_TESTS = 20;

const REVERTING: Readers<Omit<RevertInputs, 'how'>> = {
  proposal: () => {
    const ways = {auto: 'auto', always: 'propose', never: 'push'} as const;
    const way = ways[word('pull-request', ['auto', 'always', 'never'], 'auto')];
    return {way, autoMerge: flag('auto-merge')};
  },
};

const COMMON: Readers<CommonInputs> = {
  projectId: () => given('project-id', parseProjectId),
  store: () => word('store', STORE_NAMES, defaultStore(process.env).name),
  storeNotice: () => (text('store') === null ? defaultStore(process.env).notice : null),
  storePath: () => text('store-path'),
  storeUrl: () => {
    const url = text('store-url');
    if (url !== null) setSecret(url);
    return url;
  },
  retentionDays: () => wholeNumber('retention-days'),
  githubToken: () => text('github-token'),
  pushToken: () => text('push-token'),
  traceUrl: () => {
    const url = text('otel-trace-url');
    if (url === null || (/^https?:\/\/[^\s]+$/i.test(url) && url.includes('{trace-id}'))) return url;
    const advice = 'Write an address with {trace-id} in it, such as https://jaeger.example.com/trace/{trace-id}';
    throw new InputError('bad-input', `Input "otel-trace-url" is ${quote(url)}. ${advice}.`);
  },
};

const TELLING: Readers<TellingInputs> = {
  otlp: () =>
    readTelemetrySettings(
      {endpoint: text('otlp-endpoint'), headers: text('otlp-headers'), protocol: text('otlp-protocol'), nameOf},
      process.env,
    ),
  jobCheckRunId: () => text('job-check-run-id'),
};

function directoryOf(folder: string | null): string {
  return resolve(process.env.GITHUB_WORKSPACE || '.', folder ?? '.');
}

/** An input's text; null when it is empty, since the runner hands an input that was not given on as ''. */
function text(name: string): string | null {
  const value = getInput(name);
  return value === '' ? null : value;
}

/** An input that is read by a parser, which takes the value and what to call it; null when it is empty. */
function given<Value>(name: string, parse: (value: string, what: string) => Value): Value | null {
  const value = text(name);
  return value === null ? null : parse(value, nameOf(name));
}

function branch(): string | null {
  return given('branch', parseBranch);
}

function comment(): 'auto' | 'none' {
  return word('comment', ['auto', 'none'], 'auto');
}

function compareWith(): CompareWith | null {
  return given('compare-with', parseCompareWith);
}

function stepRef(name: string): StepRef | null {
  return given(name, parseStepRef);
}

function word<Word extends string>(name: string, words: readonly Word[], usual: Word): Word {
  return given(name, (value, what) => parseWord(value, words, what)) ?? usual;
}

function flag(name: string): boolean {
  return given(name, parseFlag) ?? false;
}

function wholeNumber(name: string): number | null {
  return given(name, parseWholeNumber);
}

function nameOf(name: string): string {
  return `Input "${name}"`;
}
