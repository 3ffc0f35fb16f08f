import {getInput} from '@actions/core';
import {parseBranch} from '../domain/branch-name.ts';
import {checkCommitTemplate, parseIdentity} from '../domain/commit-message.ts';
import type {Limits} from '../domain/documents.ts';
import {InputError} from '../domain/errors.ts';
import {parseRollbackRef, parseStepRef, quote, type RollbackRef, type StepRef} from '../domain/identity.ts';
import {parseBudgets, parseTokens, parseUsd, toLimits} from '../domain/limit-texts.ts';
import {ON_FAILURE, type OnFailure} from '../domain/ports/check.ts';
import type {Identity} from '../domain/ports/git.ts';
import {STORE_NAMES, type StoreName} from '../domain/ports/store.ts';
import {checkProjectId} from '../domain/slug.ts';
import {defaultStore} from '../stores/github-services.ts';
import {TELEMETRY, type Telemetry} from '../usage/follow-run.ts';

/** Inputs that every action of ours has. */
export interface CommonInputs {
  readonly projectId: string | null;
  readonly store: StoreName;
  /** A notice that names the chosen store, when the user named none and it is not the usual one. */
  readonly storeNotice: string | null;
  readonly storePath: string | null;
  readonly retentionDays: number | null;
  readonly githubToken: string | null;
  readonly pushToken: string | null;
}

export interface StepInputs extends CommonInputs {
  readonly run: string;
  readonly shell: string;
  readonly workingDirectory: string;
  readonly branch: string | null;
  readonly agent: string;
  readonly telemetry: Telemetry;
  readonly prices: string | null;
  readonly agentConfig: string | null;
  readonly prompt: string | null;
  readonly recordPrompt: boolean;
  readonly timeoutMs: number | null;
  /** Null where none is set. */
  readonly limits: Limits | null;
  readonly check: string | null;
  readonly checkTimeoutMs: number;
  readonly onFailure: OnFailure;
  readonly commit: 'auto' | 'none';
  readonly commitMessage: string | null;
  readonly commitAuthor: Identity | null;
  readonly push: 'auto' | 'none';
  readonly envAllow: readonly string[] | null;
  readonly continueOnAgentError: boolean;
  readonly comment: 'auto' | 'none';
  readonly requireRecord: boolean;
}

export interface RollbackInputs extends CommonInputs {
  readonly mode: 'to' | 'before';
  readonly step: StepRef;
  readonly branch: string | null;
  readonly reason: string | null;
  readonly dryRun: boolean;
  readonly allowDiscard: boolean;
}

export interface UndoInputs extends CommonInputs {
  readonly rollback: RollbackRef | null;
  readonly branch: string | null;
  readonly reason: string | null;
  readonly dryRun: boolean;
}

export interface ReportInputs extends CommonInputs {
  readonly pullRequest: number | null;
  readonly comment: 'auto' | 'none';
}

/** As action.yml has it. */
const CHECK_TIMEOUT_MS = 30 * 60_000;

/** Reads and checks every input of the step action. Throws InputError, naming each bad input, its value and what to do. */
export function readStepInputs(): StepInputs {
  return readAll<StepInputs>({
    ...COMMON,
    run: () => {
      const run = text('run');
      if (run !== null) return run;
      throw new InputError('bad-input', 'Input "run" is missing. Give it the shell script that runs the agent.');
    },
    shell: () => text('shell') ?? 'bash',
    workingDirectory: () => text('working-directory') ?? '.',
    branch,
    agent: () => text('agent') ?? 'auto',
    prices: () => text('prices'),
    telemetry: () => oneOf('telemetry', TELEMETRY, 'none'),
    agentConfig: () => text('agent-config'),
    prompt: () => text('prompt'),
    recordPrompt: () => flag('record-prompt', true),
    timeoutMs: () => minutes('timeout-minutes'),
    limits: readLimits,
    check: () => text('check'),
    checkTimeoutMs: () => minutes('check-timeout-minutes') ?? CHECK_TIMEOUT_MS,
    onFailure: () => oneOf('on-failure', ON_FAILURE, 'rollback'),
    commit: () => oneOf('commit', ['auto', 'none'], 'auto'),
    commitMessage: () => {
      const message = text('commit-message');
      if (message !== null) checkCommitTemplate(message, 'Input "commit-message"');
      return message;
    },
    commitAuthor: () => {
      const author = text('commit-author');
      return author === null ? null : parseIdentity(author, 'Input "commit-author"');
    },
    push: () => oneOf('push', ['auto', 'none'], 'auto'),
    envAllow: () => words('env-allow'),
    continueOnAgentError: () => flag('continue-on-agent-error'),
    comment: () => oneOf('comment', ['auto', 'none'], 'auto'),
    requireRecord: () => flag('require-record'),
  });
}

function readLimits(): Limits | null {
  const [cost, tokens, budget] = [text('max-cost-usd'), text('max-tokens'), text('budget')];
  return toLimits(
    readAll<Limits>({
      max_cost_usd: () => (cost === null ? null : parseUsd(cost, 'Input "max-cost-usd"')),
      max_tokens: () => (tokens === null ? null : parseTokens(tokens, 'Input "max-tokens"')),
      budgets: () => (budget === null ? [] : parseBudgets(budget, 'Input "budget"')),
      budget_unknown: () => oneOf('budget-unknown', ['warn', 'stop'], 'warn'),
    }),
  );
}

export function readRollbackInputs(): RollbackInputs {
  const to = text('to-step');
  const before = text('before-step');
  return readAll<RollbackInputs>({
    ...COMMON,
    mode: () => (to === null ? 'before' : 'to'),
    step: () => {
      if (to !== null && before === null) return parseStepRef(to, 'Input "to-step"');
      if (to === null && before !== null) return parseStepRef(before, 'Input "before-step"');
      const have =
        to === null ? 'Neither "to-step" nor "before-step" is given' : 'Both "to-step" and "before-step" are given';
      throw new InputError(
        'bad-input',
        `${have}. Give exactly one: to-step keeps that step, before-step undoes it too.`,
      );
    },
    branch,
    reason: () => text('reason'),
    dryRun: () => flag('dry-run'),
    allowDiscard: () => flag('allow-discard'),
  });
}

export function readUndoInputs(): UndoInputs {
  return readAll<UndoInputs>({
    ...COMMON,
    rollback: () => {
      const rollback = text('rollback-id');
      return rollback === null ? null : parseRollbackRef(rollback, 'Input "rollback-id"');
    },
    branch,
    reason: () => text('reason'),
    dryRun: () => flag('dry-run'),
  });
}

export function readReportInputs(): ReportInputs {
  return readAll<ReportInputs>({
    ...COMMON,
    pullRequest: () => wholeNumber('pull-request'),
    comment: () => oneOf('comment', ['auto', 'none'], 'auto'),
  });
}

/** How each input is read, by the key it goes to. */
type Readers<Inputs> = {readonly [Key in keyof Inputs]: () => Inputs[Key]};

const COMMON: Readers<CommonInputs> = {
  projectId: () => {
    const projectId = text('project-id');
    if (projectId !== null) checkProjectId(projectId, 'Input "project-id"');
    return projectId;
  },
  store: () => oneOf('store', STORE_NAMES, defaultStore(process.env).name),
  storeNotice: () => (text('store') === null ? defaultStore(process.env).notice : null),
  storePath: () => text('store-path'),
  retentionDays: () => wholeNumber('retention-days'),
  githubToken: () => text('github-token'),
  pushToken: () => text('push-token'),
};

/** Reads each input; then all that cannot be used are told at once, so that nobody has to mend them run by run. */
function readAll<Inputs extends object>(readers: Readers<Inputs>): Inputs {
  const faults: InputError[] = [];
  const values = Object.entries<() => unknown>(readers).map(([key, read]) => {
    try {
      return [key, read()];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
      return [key, undefined];
    }
  });
  const [fault, ...others] = faults;
  if (fault === undefined) return Object.fromEntries(values);
  if (others.length === 0) throw fault;
  throw new InputError(fault.code, faults.map(({message}) => message).join(' '));
}

/** An input's text; null when it is empty, since the runner hands an input that was not given on as ''. */
function text(name: string): string | null {
  const value = getInput(name);
  return value === '' ? null : value;
}

function branch(): string | null {
  const name = text('branch');
  return name === null ? null : parseBranch(name, 'Input "branch"');
}

function oneOf<Value extends string>(name: string, allowed: readonly Value[], fallback: Value): Value {
  const value = text(name);
  if (value === null) return fallback;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new InputError('bad-input', `Input "${name}" is ${quote(value)}. Use one of: ${allowed.join(', ')}.`);
  }
  return found;
}

function flag(name: string, usual = false): boolean {
  return oneOf(name, ['true', 'false'], usual ? 'true' : 'false') === 'true';
}

function wholeNumber(name: string): number | null {
  const value = text(name);
  if (value === null) return null;
  if (!/^[1-9][0-9]{0,8}$/.test(value)) {
    throw new InputError('bad-input', `Input "${name}" is ${quote(value)}. Use a whole number from 1.`);
  }
  return Number(value);
}

function minutes(name: string): number | null {
  const value = text(name);
  if (value === null) return null;
  const number = /^[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : 0;
  // A timer of Node's holds 2^31 - 1 ms, some 24 days.
  if (number <= 0 || number > 35_000) {
    throw new InputError(
      'bad-input',
      `Input "${name}" is ${quote(value)}. Use a number of minutes above 0, such as 30.`,
    );
  }
  return Math.round(number * 60_000);
}

/** Names separated by commas, blanks or lines. */
function words(name: string): readonly string[] | null {
  const value = text(name);
  return value === null ? null : value.split(/[\s,]+/).filter((word) => word !== '');
}
