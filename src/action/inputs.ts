import {resolve} from 'node:path';
import {getInput, setSecret} from '@actions/core';
import {checkEnvAllow} from '../agent/agent-env.ts';
import {parseShell} from '../agent/script.ts';
import type {ReplayRequest} from '../app/plan-replay.ts';
import {hasOther} from '../app/replay-command.ts';
import {CHECK_TIMEOUT_MS, nameInTemplate, readStepOptions, type StepCommand} from '../app/step-options.ts';
import type {UsedTemplate} from '../app/step-template.ts';
import {checkSignedGiven, type SignerOptions} from '../app/trusted-signers.ts';
import {WORDINGS} from '../app/wordings.ts';
import {badInput} from '../domain/errors.ts';
import {parseProjectId, parseRollbackRef, parseStepRef, quote, type StepRef} from '../domain/identity.ts';
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
import {MIRROR_NAMES, STORE_NAMES} from '../domain/ports/store.ts';
import {parseBranch} from '../domain/refs.ts';
import {parsePeriod} from '../domain/report/period.ts';
import {REPORT_DIMENSIONS} from '../domain/report/report.ts';
import {parseNamedSteps} from '../domain/revert-plan.ts';
import {MOVE_MODES, type MoveMode} from '../domain/rollback.ts';
import {CODE_MODES, type CompareWith, parseCompareWith} from '../domain/step-comparison.ts';
import {templateOption} from '../domain/template/options.ts';
import {defaultStore} from '../stores/github-services.ts';
import {readTelemetrySettings, readWebhook} from '../telemetry/settings.ts';
import type {ProposalOptions} from '../usecases/rollback/carry-out-move.ts';
import type {Reverted} from '../usecases/rollback/revert-steps.ts';

type ReadBy<All extends Readers<object>> = {
  readonly [Key in keyof All]: All[Key] extends () => infer Value ? Value : never;
};

/** The inputs that all our actions share. */
const COMMON = {
  projectId: () => given('project-id', parseProjectId),
  store: () => word('store', STORE_NAMES, defaultStore(process.env).name),
  /** A notice that names the store, if the user chose none and it is not the usual one. */
  storeNotice: () => (text('store') === null ? defaultStore(process.env).notice : null),
  storePath: () => text('store-path'),
  /** The connection string of the store `postgres`, a secret. */
  storeUrl: () => {
    const url = text('store-url');
    if (url !== null) setSecret(url);
    return url;
  },
  /** The place of a copy of the history; null for none. Only the manifests of actions that record have the input. */
  mirror: () => given('mirror', (value, what) => parseWord(value, MIRROR_NAMES, what)),
  retentionDays: () => wholeNumber('retention-days'),
  githubToken: () => text('github-token'),
  pushToken: () => text('push-token'),
  /** The address of a trace's page, containing `{trace-id}`. */
  traceUrl: () => {
    const url = text('otel-trace-url');
    if (url === null || (/^https?:\/\/[^\s]+$/i.test(url) && url.includes('{trace-id}'))) return url;
    const advice = 'Write an address with {trace-id} in it, such as https://jaeger.example.com/trace/{trace-id}';
    throw badInput(`Input "otel-trace-url" is ${quote(url)}. ${advice}.`);
  },
};
export type CommonInputs = ReadBy<typeof COMMON>;

/** The inputs of actions that send telemetry. */
const TELEMETRY_INPUTS = {
  otlp: () =>
    readTelemetrySettings(
      {endpoint: text('otlp-endpoint'), headers: text('otlp-headers'), protocol: text('otlp-protocol'), nameOf},
      process.env,
    ),
  /** The id of the job's own check run, from the runner. */
  jobCheckRunId: () => text('job-check-run-id'),
};
export type TelemetryInputs = ReadBy<typeof TELEMETRY_INPUTS>;

/** The inputs that name a template. */
export interface TemplateInputs {
  readonly name: string;
  /** JSON or YAML. */
  readonly inputs: string | null;
  /** A folder in the work tree that contains the templates. */
  readonly directory: string;
}

/** Reads the inputs that name a template; null if they name none. Throws InputError. */
export function readTemplateNames(): TemplateInputs | null {
  const [name, inputs] = [text('template'), text('template-inputs')];
  if (name !== null) return {name, inputs, directory: directoryOf(text('working-directory'))};
  if (inputs === null) return null;
  throw badInput('Input "template-inputs" is given without "template". Name the template too.');
}

/** A placeholder for post when it cannot know the template. */
const UNKNOWN_TEMPLATE: UsedTemplate = {name: '', blob: '', inputs: {}, options: new Map([['run', '']])};

/** Reads the step's inputs in post when its template is unknown. */
export function readStepInputsLate(): StepInputs {
  return readStepInputs(text('template') === null ? null : UNKNOWN_TEMPLATE);
}

export type StepInputs = ReturnType<typeof readStepInputs>;

/**
 * Reads and validates every input of the step action. A template replaces inputs that have their default value. Throws an
 * InputError that names each bad input, its value and what to do.
 */
export function readStepInputs(template: UsedTemplate | null) {
  const fromTemplate = (name: string) => {
    const own = text(name);
    const isUsual = own === null || own === templateOption(name)?.usual;
    return isUsual ? (template?.options.get(name) ?? null) : null;
  };
  const option = (name: string) => fromTemplate(name) ?? text(name);
  for (const line of (text('ssh-signing-key') ?? '').split(/\r?\n/)) if (line.length > 8) setSecret(line);
  const shell = () => parseShell(option('shell') ?? 'bash', nameOf('shell'));
  const directory = directoryOf(option('working-directory'));
  const command = (): StepCommand => {
    const script = option('run');
    if (script !== null) return {kind: 'script', text: script, shell: shell()};
    const orTemplate = template === null ? '' : ` Template ${quote(template.name)} has none either.`;
    throw badInput(`Input "run" is missing. Give it the shell script that runs the agent.${orTemplate}`);
  };
  return readAll({
    ...COMMON,
    ...TELEMETRY_INPUTS,
    options: () =>
      readStepOptions({
        text: option,
        nameOf: (name) =>
          template === null || fromTemplate(name) === null ? nameOf(name) : nameInTemplate(template, name),
        command,
        shell,
        directory,
        folder: directory,
        hasCommitHost: true,
        defaultPush: 'auto',
        template,
      }),
    comment,
    /** The place to keep the agent's output after the job. */
    keepLog: () => word('keep-log', ['artifact', 'none'], 'none'),
    /** The step to compare this one with in the comment. */
    compareWith,
    webhook: () => readWebhook(text('webhook-url'), text('webhook-secret')),
    checkRun: () => text('check-run'),
    attest: () => flag('attest'),
  });
}

/** The secrets among the inputs, which must stay out of the record. */
export function inputSecrets(inputs: StepInputs): readonly (string | null)[] {
  const {githubToken, pushToken, storeUrl, otlp, webhook} = inputs;
  const ofWebhook = [webhook?.secret ?? null, webhook?.url.href ?? null];
  return [githubToken, pushToken, storeUrl, ...(otlp.settings?.secrets ?? []), ...ofWebhook];
}

export function readRollbackInputs() {
  return readAll({
    ...MOVING,
    squash: () => flag('squash'),
    how: (): MoveMode => (text('revert-steps') === null ? word('mode', MOVE_MODES, 'reset') : 'revert'),
    of: (): Reverted => {
      const [to, before, steps] = [text('to-step'), text('before-step'), text('revert-steps')];
      const [only, ...more] = [to, before, steps].filter((given) => given !== null);
      if (only === undefined || more.length > 0) {
        const have = only === undefined ? 'None' : 'More than one';
        throw badInput(
          `${have} of "to-step", "before-step" and "revert-steps" is given. Give exactly one: to-step keeps that step, before-step undoes it too, revert-steps takes just those back.`,
        );
      }
      if (steps !== null) return {kind: 'steps', ...parseNamedSteps(steps, nameOf('revert-steps'))};
      const mode = to === null ? 'before' : 'to';
      return {kind: 'rollback', mode, step: parseStepRef(only, `Input "${mode}-step"`)};
    },
    allowDiscard: () => flag('allow-discard'),
    /** The signatures to demand; null for none. */
    signed: (): SignerOptions | null => {
      const names = ['allowed-signers', 'identity', 'issuer', 'trusted-root'] as const;
      const [allowedSigners, identity, issuer, trustedRoot] = names.map((name) => text(name) ?? undefined);
      const signers = {allowedSigners, identity, issuer, trustedRoot};
      const isSigned = flag('signed');
      checkSignedGiven(signers, isSigned, nameInSentence);
      return isSigned ? signers : null;
    },
  });
}

/** Names an input in the middle of a sentence. */
export function nameInSentence(name: string): string {
  return `input "${name}"`;
}

export function readUndoInputs() {
  return readAll({
    ...MOVING,
    how: () => word('mode', MOVE_MODES, 'auto'),
    rollback: () => given('rollback-id', parseRollbackRef),
  });
}

/** Reads only the inputs that all actions share, when they are needed before the others. */
export function readCommonInputs(): CommonInputs {
  return readAll(COMMON);
}

export function readReportInputs() {
  return readAll({
    ...COMMON,
    pullRequest: () => wholeNumber('pull-request'),
    comment,
    /** The step to compare the latest one with in the comment. */
    compareWith,
    period: () => {
      const end = (name: string) => ({text: text(name), what: nameOf(name)});
      return parsePeriod({since: end('since'), until: end('until')}, new Date());
    },
    /** The only table of groups to show; null for the default ones. */
    by: () => given('by', (value, what) => parseWord(value, REPORT_DIMENSIONS, what)),
    /** The branch to look for merged pull requests on; null to skip them. */
    base: () => text('base'),
    /** The file to write the page to, as given; null for no page. */
    html: () => {
      const file = text('html');
      // The artifact gets the file's name, which with this ending cannot be that of a saved history.
      if (file === null || /[^/\\]\.html$/.test(file)) return file;
      throw badInput(`Input "html" is ${quote(file)}. Name a file that ends with .html.`);
    },
  });
}

export function readCompareInputs() {
  return readAll({
    ...COMMON,
    /** Null means the latest of the branch or pull request. */
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
    ...TELEMETRY_INPUTS,
    /** The commands that may spend money. */
    allow: () => splitNames(text('allow') ?? '').map((name) => parseWord(name, ['replay'], nameOf('allow'))),
    /** The limit on what all tries of one comment may cost. */
    maxCostUsd: () => given('max-cost-usd', parseUsd),
  });
  if (inputs.allow.length === 0 || inputs.maxCostUsd !== null) return inputs;
  throw badInput('Input "allow" is given without "max-cost-usd". Say what a comment may cost at most.');
}

export type BisectInputs = ReturnType<typeof readBisectInputs>;

export function readBisectInputs() {
  return readAll({
    ...COMMON,
    check: () => {
      const script = text('check');
      if (script !== null) return script;
      throw badInput('Input "check" is missing. Give it the script that tells good from bad.');
    },
    checkTimeoutMs: () => given('check-timeout-minutes', parseMinutes) ?? CHECK_TIMEOUT_MS,
    branch,
    good: () => stepRef('good'),
    bad: () => stepRef('bad'),
    /** Null means the check is never wrong. */
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
      words: () => WORDINGS.action,
    });
  return readAll({
    ...COMMON,
    step: () => {
      const step = stepRef('step');
      if (step !== null) return step;
      throw badInput('Input "step" is missing. Name the step to run again by its number or uid.');
    },
    request,
    /** The lane to try; null runs nothing and only shows the recorded tries. */
    lane: () => {
      const isCompared = hasOther({command: run, template, model: text('model'), agent: text('agent')});
      const lane = word('lane', ['same', 'other', 'none'], isCompared ? 'other' : 'same');
      if (lane === 'other' && !isCompared)
        throw badInput('Input "lane" is "other", and none of "run", "template", "agent" and "model" says what it is.');
      return lane === 'none' ? null : lane;
    },
    /** The number of recorded tries at which no more are made; null always makes one. */
    times: () => wholeNumber('times'),
    maxCostUsd: () => given('max-cost-usd', parseUsd),
  });
}

/** The default number of tests of a bisect: each may take as long as a whole job. */
const MOST_TESTS = 20;

/** The inputs that the actions rollback and undo share. */
const MOVING = {
  ...COMMON,
  ...TELEMETRY_INPUTS,
  branch,
  reason: () => text('reason'),
  dryRun: () => flag('dry-run'),
  proposal: (): ProposalOptions => {
    const ways = {auto: 'auto', always: 'propose', never: 'push'} as const;
    const way = ways[word('pull-request', ['auto', 'always', 'never'], 'auto')];
    return {way, autoMerge: flag('auto-merge')};
  },
};

function directoryOf(folder: string | null): string {
  return resolve(process.env.GITHUB_WORKSPACE || '.', folder ?? '.');
}

/** Reads an input; null when it is empty, since the runner passes '' for an input that was not given. */
function text(name: string): string | null {
  const value = getInput(name);
  return value === '' ? null : value;
}

/** Reads an input with a parser, which gets the value and the input's name for messages; null when it is empty. */
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
