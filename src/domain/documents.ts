import {
  emptyOf,
  flag,
  freeObject,
  integer,
  type Kind,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  orElse,
  sha,
  sha256,
  text,
  textLike,
  uid,
  utf8,
  type ValueOf,
  WRONG,
} from './kinds.ts';

/*
 * The JSON documents of a step, each as a table of its fields. The table gives the type, both readers, the stored form
 * and the bounds. The keys are the contract with readers of steps.db and `--json`, hence snake_case; their order is
 * that of the stored JSON, which a row's digest covers. Unknown is null, never 0 or ''.
 *
 * Together the bounds keep every record below what a store accepts as one item (16 MiB), however its texts are escaped.
 */

/** A name, a ref or a URL: text of one line. */
export const name = text(4_096, {isName: true});
/** A command, or a step's script. */
const command = text(100_000);
export const sentence = text(4_000);
export const MOST_NOTES = 100;
export const notes: Kind<readonly string[]> = list(sentence, MOST_NOTES);
/** The most of a step's own commits that are named; all are counted. */
export const MOST_OWN_COMMITS = 100;

const word = text(1_000);
const figure = nullable(number(0));
const names = list(word, 100);

/** `agent_config_json`: how the agent was configured. Secrets are already redacted. */
export const AGENT_CONFIG_FIELDS = {
  name: nullable(word),
  command: nullable(command),
  model: nullable(word),
  max_tokens: nullable(number()),
  temperature: nullable(number()),
  system_prompt: nullable(text(250_000)),
  tools: list(text(500), 1_000),
  metadata: freeObject(250_000),
};
export const agentConfig = object(AGENT_CONFIG_FIELDS);
export type AgentConfig = ValueOf<typeof agentConfig>;

/** The share of one model in a usage. */
const modelUsage = object(
  {
    model: word,
    input_tokens: figure,
    cache_read_tokens: figure,
    cache_write_tokens: figure,
    output_tokens: figure,
    reasoning_tokens: figure,
    cost: figure,
  },
  {keepsNulls: true},
);
export type ModelUsage = ValueOf<typeof modelUsage>;

/** The most calls of a usage that are listed; the rest are added up by model. */
export const MOST_CALLS = 100;
const label = text(200);

/** A call to a model, or the sum of several. */
const listedCall = object({
  /** The agent and the kind of the record, such as `codex: rollout`. */
  source: label,
  model: label,
  /** The number of calls in these figures; null if unknown. */
  calls: nullable(integer(0)),
  input_tokens: figure,
  cache_read_tokens: figure,
  cache_write_tokens: figure,
  /** The part of the cache writes that is kept for an hour. */
  hour_write_tokens: figure,
  output_tokens: figure,
  reasoning_tokens: figure,
  /** A service tier with its own price: `fast`, `priority`, `flex`, `batch`; null for standard. */
  rate: nullable(label),
  /** The prompt length from which these prices apply; null for any. */
  above: figure,
  /** In USD, stated or estimated. */
  cost: figure,
});
export type ListedCall = ValueOf<typeof listedCall>;

/** The time of a call, in milliseconds since 1970. Only telemetry gets it: a record has no times of calls. */
export interface CallTime {
  /** Null where only its end is told. */
  readonly start: number | null;
  readonly end: number;
  /** Tells apart the subagents that made calls; null for the main conversation. */
  readonly subagent: string | null;
}

export type TimedCall = Omit<ListedCall, 'source' | 'calls' | 'hour_write_tokens' | 'rate' | 'above'> & CallTime;

/** The prices that a model's calls were estimated with, in USD per million tokens, including the factor of the rate. */
const usedPrice = object({
  model: label,
  rate: nullable(label),
  above: figure,
  list: label,
  input: number(0),
  cache_read: number(0),
  cache_write: number(0),
  cache_write_1h: number(0),
  output: number(0),
});
export type UsedPrice = ValueOf<typeof usedPrice>;

/**
 * The agent's own verdict on its run, which may differ from its exit code. `kind` is the same for all agents, `text` is
 * the agent's own word.
 */
const verdict = object(
  {kind: oneOf('completed', 'failed', 'turn_limit', 'budget', 'aborted'), text: nullable(sentence)},
  {keepsNulls: true},
);
export type AgentVerdict = ValueOf<typeof verdict>;

/** The known part of a usage: all of it, the records of a run that was cut off, or nothing. */
const usageState = oneOf('measured', 'partial', 'unknown');
export type UsageState = ValueOf<typeof usageState>;

/**
 * `token_usage_json`: LaForge's four fields, then ours. Input, cache read, cache write and output are disjoint. Prompt
 * is the first three, completion is output, total is all four; reasoning is a part of output. `cost` is in USD.
 */
export const tokenUsage = object({
  prompt_tokens: figure,
  completion_tokens: figure,
  total_tokens: figure,
  cost: figure,
  input_tokens: figure,
  cache_read_tokens: figure,
  cache_write_tokens: figure,
  output_tokens: figure,
  reasoning_tokens: figure,
  turns: figure,
  models: names,
  session_id: nullable(word),
  /** The source of the figures, such as `LAFORGE_USAGE_FILE`. */
  source: nullable(word),
  /** Explains what is missing, if not everything was measured. */
  reason: optional(sentence),
  /** By how much two complete records differ, such as a final record and telemetry. */
  disagreement: optional(sentence),
  /** True if the agent stated no cost and `cost` was estimated from `price_list`. */
  cost_estimated: orElse<boolean | undefined>(flag, () => undefined),
  /** The price list and its version. */
  price_list: optional(word),
  /** The agents whose records the figures come from. Several agents of one step are added up. */
  agents: optional(names),
  /** Each model's share, including helper models and subagents; absent if no record tells. */
  by_model: optional(list(modelUsage, 100)),
  verdict: optional(verdict),
  // LaForge's own documents have no state.
  state: orElse(usageState, ({total_tokens, prompt_tokens}) =>
    total_tokens === null && prompt_tokens === null ? 'unknown' : 'measured',
  ),
  /** True if the average length of several calls replaced each call's own length in a way that may affect `cost`. */
  cost_average: orElse<boolean | undefined>(flag, () => undefined),
  /** The calls that add up to the figures, as far as records show them. */
  calls: optional(list(listedCall, MOST_CALLS)),
  /** The prices that `cost` was estimated with. */
  prices: optional(list(usedPrice, MOST_CALLS)),
});
export type TokenUsage = ValueOf<typeof tokenUsage>;

const pullRequest = object({
  number: integer(1),
  head_ref: nullable(name),
  head_sha: nullable(sha),
  /** `owner/name`, lower case; a fork if it differs from the run's repository. */
  head_repository: nullable(name),
  base_ref: nullable(name),
  merge_sha: nullable(sha),
});
export type PullRequestInfo = ValueOf<typeof pullRequest>;

/** The process that records a step. Its machine can tell later whether the process still runs. */
export const processInfo = object(
  {
    pid: integer(1),
    /** Its start time in kernel ticks since boot. A later process with the same pid has another one. */
    started: integer(1),
    /** The namespaces in which these two are valid. */
    namespaces: name,
    /** The boot and the machine, as digests that reveal neither. */
    boot: name,
    machine: nullable(name),
  },
  {keepsNulls: true},
);
export type ProcessInfo = ValueOf<typeof processInfo>;

const hex = (digits: number) =>
  textLike<string>(`is no id of ${digits} hex digits`, (id) => id.length === digits && /^(?!0*$)[0-9a-f]+$/.test(id));

/** The trace that a run belongs to, with the ids of the W3C trace context. */
const runTrace = object({trace_id: hex(32), parent_span_id: nullable(hex(16))}, {keepsNulls: true});
export type RunTrace = ValueOf<typeof runTrace>;

/** `run_json`: where and why the step ran. */
export const runInfo = object({
  /** The CI: `github`, `gitea`, `forgejo`, `gitlab`, `buildkite`, `circleci`, `azure`, `jenkins`; else `local`. */
  ci: orElse(name, () => 'unknown'),
  workflow: nullable(name),
  run_id: nullable(name),
  attempt: nullable(integer()),
  job: nullable(name),
  job_backend_id: nullable(name),
  actor: nullable(name),
  event: nullable(name),
  url: nullable(name),
  /** The runner's name, as GitHub lists it with the job. */
  runner: optional(name),
  /** Absent if it could not prove later whether the step still runs. */
  process: optional(processInfo),
  pull_request: nullable(pullRequest),
  /** The forge's id of the comment that started the run. A command in it is carried out once. */
  comment_id: optional(integer(1)),
  /** Absent if no telemetry was sent. */
  trace: optional(runTrace),
  /** The forge's id of the step's repository, which survives a rename and a transfer; absent if unknown. */
  repository_id: optional(text(100, {isName: true})),
  /** The digest of the remote's address, if that names no repository, such as a path. */
  remote_sha256: optional(sha256),
});
export type RunInfo = ValueOf<typeof runInfo>;

const ownCommit = object({
  sha,
  subject: orElse(word, () => ''),
  /** The agent's commit, if it was made again with a signature. */
  replaces: optional(sha),
});
export type OwnCommit = ValueOf<typeof ownCommit>;

/** A commit that appeared while the step ran but is not the step's own, and why. The set of reasons is open. */
const foreignCommit = object({sha, subject: orElse(word, () => ''), reason: orElse(word, () => '')});
export type ForeignCommit = ValueOf<typeof foreignCommit>;

/** Null if nothing could be counted because contents are missing, as in a partial clone. */
const count = nullable(integer(0));

/** `changes_json`: what the step did to the branch. Commits are newest first; each count covers all of them. */
export const changes = object({
  own_commits: list(ownCommit, MOST_OWN_COMMITS),
  own_commit_count: orElse(integer(0), ({own_commits}) => (Array.isArray(own_commits) ? own_commits.length : 0)),
  foreign_commits: optional(list(foreignCommit, MOST_OWN_COMMITS)),
  foreign_commit_count: optional(integer(0)),
  files_changed: count,
  insertions: count,
  deletions: count,
  /** The files that the agent changed and `commit: none` left uncommitted. */
  files_uncommitted: optional(integer(1)),
});
export type Changes = ValueOf<typeof changes>;

/**
 * `check_json`: the result of the check on a step's work. A step without a check, or one that never got there, has
 * none.
 */
export const check = object({
  /** The script, with secrets redacted. */
  command: orElse(command, () => ''),
  /** The check's own exit code; 124 for our timeout, 128+n for signal n. Only 0 lets the work pass. */
  exit_code: integer(),
  duration_ms: orElse(number(0), () => 0),
  /** The end of the output, oldest line first, without escapes and secrets. */
  last_lines: list(sentence, 100),
});
export type CheckResult = ValueOf<typeof check>;

/** The most that several steps may use together, of a part of the project or of many repositories. */
const budget = object({
  amount: number(0),
  unit: oneOf('usd', 'tokens'),
  per: oneOf(
    ...(['day', 'pull_request', 'branch', 'project'] as const),
    ...(['organisation', 'organisation_day', 'organisation_month', 'team', 'team_day', 'team_month'] as const),
  ),
});
export type Budget = ValueOf<typeof budget>;

/** `limits_json`: the limits when the step began, of its own and of the budgets it counts toward. */
export const limits = object({
  max_cost_usd: figure,
  max_tokens: figure,
  budgets: list(budget, 100),
  budget_unknown: orElse(oneOf('warn', 'stop'), () => 'warn'),
});
export type Limits = ValueOf<typeof limits>;

/** A longer prompt is cut. */
export const MOST_PROMPT_BYTES = 64 * 1024;

const promptFields = object(
  {
    /** The text without secrets; null if only the digest is recorded. */
    text: nullable(utf8(MOST_PROMPT_BYTES)),
    /** The digest of the whole prompt as given. */
    sha256,
    bytes: integer(0),
    /** True if the text is not the whole prompt: secrets were removed, or it was too long. */
    altered: orElse<boolean | undefined>(flag, () => undefined),
  },
  {keepsNulls: true},
);
export type Prompt = ValueOf<typeof promptFields>;

/** `prompt_json`: the agent's prompt. */
export const prompt: Kind<Prompt> = {
  ...promptFields,
  read: (value, reading) => {
    const cuts = reading.cuts.length;
    const found = promptFields.read(value, reading);
    return found !== WRONG && reading.cuts.length > cuts ? {...found, altered: true} : found;
  },
};

/** The most variables, instruction files and submodules that are named. */
const MOST_NAMED = 300;

/**
 * `setup_json`: the agent's surroundings and inputs besides its prompt. A later run compares them to tell what changed.
 */
export const setup = object({
  /** The digest of the script, or of the words of the command, as it ran. */
  script_sha256: nullable(sha256),
  /** The program that ran the script; null if the command is a program with arguments. */
  shell: nullable(word),
  /** The folder it ran in, from the top of the work tree. */
  directory: nullable(name),
  /** Files and folders of the work tree with instructions for agents, and the digests of their contents. */
  instructions: list(object({path: name, sha256}), MOST_NAMED),
  /** The system, such as `linux x64`. */
  platform: nullable(word),
  /** The runner's image, and its version. */
  image: nullable(word),
  image_version: nullable(word),
  /** The names of the agent's variables, except those that every program has. */
  env: list(word, MOST_NAMED),
  submodules: list(object({path: name, sha}), MOST_NAMED),
  /** The script of the check, even if the work never got there; null if the step has none. */
  check: optional(command),
});
export type Setup = ValueOf<typeof setup>;

/** The most records that one record names; the next one names the rest. */
export const MOST_SEEN = 64;

/** A record that another one saw: its uid, its number then, and the digest of its contents. */
const seen = object({
  uid,
  sha256,
  number: nullable(integer(1)),
  /** True if it had ended. */
  ended: orElse<boolean | undefined>(flag, () => undefined),
});
export type Seen = ValueOf<typeof seen>;

/**
 * `chain_json`: the records that this one saw and that none before it had named. Null in records from before chains.
 */
export const chain = object({seen: list(seen, MOST_SEEN)}, {keepsNulls: true});
export type Chain = ValueOf<typeof chain>;

/** `template_json`: the template that a step was made from, its blob, and its inputs. */
export const template = object({
  name,
  blob: sha,
  /** Values by name; secrets are redacted. */
  inputs: freeObject(50_000),
});
export type StepTemplate = ValueOf<typeof template>;

/** `labels_json`: the user's own labels, which group steps of many repositories, such as `team`. */
export const labels = freeObject(5_000);
export type Labels = {readonly [name: string]: string};

/** The usage of a run, and the agent's configuration according to its own records. */
export interface UsageOfRun {
  readonly usage: TokenUsage;
  readonly config: Partial<AgentConfig>;
  /** Remarks on its records, one sentence each. */
  readonly notes?: readonly string[] | null | undefined;
  /** The calls whose times its records tell. */
  readonly timedCalls?: readonly TimedCall[];
}

export const UNKNOWN_USAGE = emptyOf(tokenUsage);

/** The usage of a step whose agent never started. */
export const NO_AGENT_USAGE: TokenUsage = {
  ...UNKNOWN_USAGE,
  ...{prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, cost: 0, turns: 0},
  ...{input_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0, output_tokens: 0, reasoning_tokens: 0},
  ...{source: 'the agent never started', state: 'measured'},
};

export const EMPTY_AGENT_CONFIG = emptyOf(agentConfig);

export const NO_CHANGES: Changes = {...emptyOf(changes), files_changed: 0, insertions: 0, deletions: 0};

/** Completes the given config from the agent's own records. What was given wins. */
export function completeConfig(given: AgentConfig, told: Partial<AgentConfig>): AgentConfig {
  const isKnown = (value: unknown) => value != null && !(Array.isArray(value) && value.length === 0);
  const known = (config: object) => Object.fromEntries(Object.entries(config).filter(([, value]) => isKnown(value)));
  const metadata = {...told.metadata, ...given.metadata};
  return {...EMPTY_AGENT_CONFIG, ...known(told), ...known(given), metadata};
}
