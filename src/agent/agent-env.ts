import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {Identity} from '../domain/ports/work-tree.ts';
import {coversVariable, RUNNERS_OWN} from '../domain/runner-variables.ts';
import {inputVariable} from '../domain/template/parse.ts';

export interface AgentEnvRequest {
  /** The environment we were started with. */
  readonly env: Environment;
  /** Names that `checkEnvAllow` passed; null lets everything through but the runner's own. */
  readonly allow: readonly string[] | null;
  /** Null while no ledger has settled it. */
  readonly stepId: number | null;
  readonly stepUid: string;
  readonly projectId: string;
  readonly usageFile: string;
  readonly promptFile: string | null;
  readonly prompt: string | null;
  /** The inputs of the step's template, by name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The identity the agent commits with; null when git has its own. */
  readonly identity: Identity | null;
  /** The span that the agent's own belong below; null leaves the user's. */
  readonly traceparent?: string | null;
  readonly platform?: NodeJS.Platform;
}

/**
 * The variables that a program needs to run at all, and git's identity. RUNNER_TRACKING_ID lets the runner find and end what is left
 * at the end of the job.
 */
const ALWAYS: readonly string[] = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LANGUAGE', 'LC_*'],
  ...['RUNNER_TRACKING_ID', 'GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL'],
  ...['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'OS', 'USERNAME', 'USERPROFILE', 'HOMEDRIVE'],
  ...['HOMEPATH', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432'],
  ...['CommonProgramFiles', 'PROCESSOR_ARCHITECTURE', 'NUMBER_OF_PROCESSORS'],
];

/** Set for this step or not at all: those of a step that we run in must not pass for ours. */
const OURS: readonly string[] = [
  ...['LAFORGE_STEP_ID', 'LAFORGE_STEP_UID', 'LAFORGE_PROJECT_ID'],
  ...['LAFORGE_USAGE_FILE', 'LAFORGE_PROMPT_FILE', 'LAFORGE_PROMPT', 'LAFORGE_INPUT_*'],
];

/** Linux refuses a single variable of 128 KiB and more. */
const LONGEST_PROMPT_BYTES = 100 * 1024;

/**
 * The names a user allows, checked: each a variable, or the beginning of some with `*` at the end. Throws InputError,
 * naming `what` (the input or option), on one that could only ever mean the runner's own.
 */
export function checkEnvAllow(names: readonly string[], what: string): readonly string[] {
  for (const name of names) {
    if (!/^[^\s=*,]*\*?$/.test(name) || name === '') {
      const advice = 'Write variables by their names, with * only at the end';
      throw new InputError('bad-input', `${what} has ${quote(name)}, which is no name of a variable. ${advice}.`);
    }
    if (RUNNERS_OWN.some((own) => coversVariable(own, name, process.platform === 'win32'))) {
      const reason = "which is the runner's own and never reaches the agent";
      throw new InputError('bad-input', `${what} has ${quote(name)}, ${reason}. Take it out of the list.`);
    }
  }
  return names;
}

/**
 * The agent's environment, built here alone. Nothing of the runner's own is ever in it, whatever is allowed; a token
 * that the user gives the action by `env:` is the user's own choice and stays.
 */
export function buildAgentEnv(request: AgentEnvRequest): Record<string, string> {
  const isGiven = givenVariables(request.allow, request.env, request.platform);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.env)) {
    if (value !== undefined && isGiven(name)) env[name] = value;
  }
  return {...identityVariables(request.identity), ...env, ...stepVariables(request)};
}

/**
 * The endpoint of OpenTelemetry, with its headers. By it alone some agents begin to send, opencode and Gemini CLI the
 * whole prompt, and whoever sets it in a job may mean our own posts, or those of tests.
 */
const ENDPOINTS = ['OTEL_EXPORTER_OTLP_*'];
/** Variables that have an agent send on purpose. */
const AGENTS_TELEMETRY = /^(?:OTEL_(?:TRACES|METRICS|LOGS)_EXPORTER|CLAUDE_CODE_ENABLE_TELEMETRY|COPILOT_OTEL_\w+)$/i;

/** The variables of our environment that the agent is given, when these names are allowed. */
export function givenVariables(
  allow: readonly string[] | null,
  env: AgentEnvRequest['env'],
  platform: NodeJS.Platform = process.platform,
): (name: string) => boolean {
  const matches = (patterns: readonly string[], name: string) =>
    patterns.some((one) => coversVariable(one, name, platform === 'win32'));
  const agentSends = Object.entries(env).some(([name, value]) => AGENTS_TELEMETRY.test(name) && value);
  return (name) =>
    !matches(RUNNERS_OWN, name) &&
    (allow !== null || agentSends || !matches(ENDPOINTS, name)) &&
    !matches(OURS, name) &&
    (allow === null || matches(ALWAYS, name) || matches(allow, name));
}

/** Those that every program has, or every job of GitHub's: that an agent had them tells nothing. */
export function isCommonVariable(name: string): boolean {
  const common = [...ALWAYS, 'GITHUB_*', 'RUNNER_*', 'GIT_*', 'LAFORGE_*', '_', 'PWD', 'OLDPWD', 'SHLVL', 'CI'];
  return common.some((one) => coversVariable(one, name, process.platform === 'win32'));
}

function stepVariables(request: AgentEnvRequest): Record<string, string> {
  const {prompt, promptFile} = request;
  const fits = prompt !== null && Buffer.byteLength(prompt) <= LONGEST_PROMPT_BYTES && !prompt.includes('\0');
  return {
    LAFORGE_STEP_ID: request.stepId === null ? '' : String(request.stepId),
    LAFORGE_STEP_UID: request.stepUid,
    LAFORGE_PROJECT_ID: request.projectId,
    LAFORGE_USAGE_FILE: request.usageFile,
    ...(request.traceparent == null ? {} : {TRACEPARENT: request.traceparent}),
    ...(promptFile === null ? {} : {LAFORGE_PROMPT_FILE: promptFile}),
    ...(fits ? {LAFORGE_PROMPT: prompt} : {}),
    ...Object.fromEntries(Object.entries(request.inputs ?? {}).map(([name, value]) => [inputVariable(name), value])),
  };
}

function identityVariables(identity: Identity | null): Record<string, string> {
  if (identity === null) return {};
  return {
    GIT_AUTHOR_NAME: identity.name,
    GIT_AUTHOR_EMAIL: identity.email,
    GIT_COMMITTER_NAME: identity.name,
    GIT_COMMITTER_EMAIL: identity.email,
  };
}
