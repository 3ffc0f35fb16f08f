import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {Identity} from '../domain/ports/work-tree.ts';
import {coveredBy, coversVariable, RUNNERS_OWN} from '../domain/runner-variables.ts';
import {inputVariable} from '../domain/template/parse.ts';

export interface AgentEnvRequest {
  /** Our own environment. */
  readonly env: Environment;
  /** Names that passed `checkEnvAllow`; null allows everything except the runner's own variables. */
  readonly allow: readonly string[] | null;
  /** Null until the history has settled it. */
  readonly stepId: number | null;
  readonly stepUid: string;
  readonly projectId: string;
  readonly usageFile: string;
  readonly promptFile: string | null;
  readonly prompt: string | null;
  /** The inputs of the step's template, by name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The identity that the agent commits with; null when git has one configured. */
  readonly identity: Identity | null;
  /** The parent span for the agent's own; null leaves the user's. */
  readonly traceparent?: string | null;
  readonly platform?: NodeJS.Platform;
}

/**
 * Variables that programs need to run at all, and git's identity. RUNNER_TRACKING_ID lets the runner find and end leftover
 * processes when the job ends.
 */
const ALWAYS: readonly string[] = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LANGUAGE', 'LC_*'],
  ...['RUNNER_TRACKING_ID', 'GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL'],
  ...['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'OS', 'USERNAME', 'USERPROFILE', 'HOMEDRIVE'],
  ...['HOMEPATH', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432'],
  ...['CommonProgramFiles', 'PROCESSOR_ARCHITECTURE', 'NUMBER_OF_PROCESSORS'],
];

/** Variables that we set for each step. They are never inherited: an outer step's values would pass for this one's. */
const OURS: readonly string[] = [
  ...['LAFORGE_STEP_ID', 'LAFORGE_STEP_UID', 'LAFORGE_PROJECT_ID'],
  ...['LAFORGE_USAGE_FILE', 'LAFORGE_PROMPT_FILE', 'LAFORGE_PROMPT', 'LAFORGE_INPUT_*'],
];

/** Linux limits a single variable to 128 KiB. */
const LONGEST_PROMPT_BYTES = 100 * 1024;

/** Says why LAFORGE_PROMPT cannot hold a prompt; null when it can. */
export function whyNoVariable(prompt: string): string | null {
  if (prompt.includes('\0')) return 'has a NUL character, which no variable can hold';
  const bytes = Buffer.byteLength(prompt);
  if (bytes <= LONGEST_PROMPT_BYTES) return null;
  return `has ${bytes} bytes, and a variable may have no more than ${LONGEST_PROMPT_BYTES}`;
}

/**
 * Validates the names that a user allows: each is a variable, or a prefix that ends in `*`. Throws an InputError that names
 * `what` (the input or option) for a name that could only match the runner's own variables.
 */
export function checkEnvAllow(names: readonly string[], what: string): readonly string[] {
  for (const name of names) {
    if (!/^[^\s=*,]*\*?$/.test(name) || name === '') {
      const advice = 'Write variables by their names, with * only at the end';
      throw badInput(`${what} has ${quote(name)}, which is not the name of a variable. ${advice}.`);
    }
    if (RUNNERS_OWN.some((own) => coversVariable(own, name, process.platform === 'win32'))) {
      const reason = "which is the runner's own and never reaches the agent";
      throw badInput(`${what} has ${quote(name)}, ${reason}. Take it out of the list.`);
    }
  }
  return names;
}

/**
 * Builds the agent's environment; nothing else does. The runner's own variables are never in it, whatever is allowed. A
 * token that the user passes to the action with `env:` stays, since that is the user's choice.
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
 * OpenTelemetry's endpoint and headers. These alone make some agents send telemetry (opencode and Gemini CLI send the whole
 * prompt), while a job may set them for us or for its tests.
 */
const ENDPOINTS = ['OTEL_EXPORTER_OTLP_*'];
/** Variables that turn on an agent's telemetry explicitly. */
const AGENTS_TELEMETRY = /^(?:OTEL_(?:TRACES|METRICS|LOGS)_EXPORTER|CLAUDE_CODE_ENABLE_TELEMETRY|COPILOT_OTEL_\w+)$/i;

/** Returns a predicate for the variables of our environment that the agent gets, given the allowed names. */
export function givenVariables(
  allow: readonly string[] | null,
  env: AgentEnvRequest['env'],
  platform: NodeJS.Platform = process.platform,
): (name: string) => boolean {
  const agentSends = Object.entries(env).some(([name, value]) => AGENTS_TELEMETRY.test(name) && value);
  const endpoints = allow !== null || agentSends ? [] : ENDPOINTS;
  const isKeptBack = coveredBy([...RUNNERS_OWN, ...OURS, ...endpoints], platform === 'win32');
  const isAllowed = coveredBy(allow === null ? ['*'] : [...ALWAYS, ...allow], platform === 'win32');
  return (name) => !isKeptBack(name) && isAllowed(name);
}

/**
 * The variables that a CI system sets by itself, by one that it always sets. They describe the run, which the record
 * has; no agent elsewhere can have them, so they are not what it needs to run again.
 */
const SET_BY_CI: readonly (readonly [mark: string, ...patterns: string[]])[] = [
  ['GITHUB_ACTIONS', 'GITEA_*', 'FORGEJO_*', 'ImageOS', 'ImageVersion', 'AGENT_TOOLSDIRECTORY'],
  ['GITLAB_CI', 'CI_*', 'GITLAB_CI', 'GITLAB_FEATURES', 'GITLAB_USER_*', 'GITLAB_ENVIRONMENT_NAME', 'FF_*'],
  ['BUILDKITE', 'BUILDKITE', 'BUILDKITE_*'],
  ['CIRCLECI', 'CIRCLECI', 'CIRCLE_*'],
  ['TF_BUILD', 'TF_BUILD', 'AGENT_*', 'BUILD_*', 'PIPELINE_*', 'TASK_*', 'ENDPOINT_URL_*', 'ImageOS', 'ImageVersion'],
  [
    'JENKINS_URL',
    ...['JENKINS_*', 'HUDSON_*', 'BUILD_*', 'JOB_*', 'NODE_NAME', 'NODE_LABELS', 'STAGE_NAME'],
    ...['EXECUTOR_NUMBER', 'RUN_DISPLAY_URL', 'RUN_ARTIFACTS_DISPLAY_URL', 'RUN_CHANGES_DISPLAY_URL'],
    ...['RUN_TESTS_DISPLAY_URL', 'WORKSPACE', 'WORKSPACE_TMP'],
  ],
];

/** Returns a function that tells if a variable is one that every program or every job has, and not worth recording. */
export function commonVariables(env: AgentEnvRequest['env']): (name: string) => boolean {
  const ofCi = SET_BY_CI.flatMap(([mark, ...patterns]) => (env[mark] === undefined ? [] : patterns));
  const everywhere = ['GITHUB_*', 'RUNNER_*', 'GIT_*', 'LAFORGE_*', '_', 'PWD', 'OLDPWD', 'SHLVL', 'CI'];
  return coveredBy([...ALWAYS, ...everywhere, ...ofCi], process.platform === 'win32');
}

function stepVariables(request: AgentEnvRequest): Record<string, string> {
  const {prompt, promptFile} = request;
  return {
    LAFORGE_STEP_ID: request.stepId === null ? '' : String(request.stepId),
    LAFORGE_STEP_UID: request.stepUid,
    LAFORGE_PROJECT_ID: request.projectId,
    LAFORGE_USAGE_FILE: request.usageFile,
    ...(request.traceparent == null ? {} : {TRACEPARENT: request.traceparent}),
    ...(promptFile === null ? {} : {LAFORGE_PROMPT_FILE: promptFile}),
    ...(prompt === null || whyNoVariable(prompt) !== null ? {} : {LAFORGE_PROMPT: prompt}),
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
