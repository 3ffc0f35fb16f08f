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
  text,
  textLike,
  uid,
  utf8,
  type ValueOf,
  WRONG,
} from './kinds.ts';

/*
 * The JSON documents that a step carries, each as a table of its fields. From it come the type, both readers, what is
 * stored and its bounds. The keys are the contract with readers of steps.db and of `--json`, so they are snake_case;
 * their order is that of the stored JSON, which a row's digest covers. Unknown is null, never 0 or ''.
 *
 * Together the bounds keep every record below what a store takes as one (16 MiB), however its texts are escaped.
 */

/** A name, a ref, a URL: what stands in one line. */
export const name = text(4_096, {isName: true});
/** A command, or the script of a step. */
const command = text(100_000);
/** A sentence for people. */
export const sentence = text(4_000);
/** The most notes in one record. */
export const MOST_NOTES = 100;
export const notes: Kind<readonly string[]> = list(sentence, MOST_NOTES);
/** The most of a step's own commits that are named; all are counted. */
export const MOST_OWN_COMMITS = 100;

const word = text(1_000);
const figure = nullable(number(0));
const names = list(word, 100);

/** `agent_config_json`: what was asked of the agent. Secrets are redacted before it gets here. */
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

/** One model's share of a usage. */
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

/** The most calls of a usage that are listed; the others are added up by model. */
export const MOST_CALLS = 100;
const label = text(200);

/** A call to a model, or several of which only the sum is listed. */
const listedCall = object({
  /** The agent and the kind of the record, such as `codex: rollout`. */
  source: label,
  model: label,
  /** The number of calls in these figures; null when no record tells. */
  calls: nullable(integer(0)),
  input_tokens: figure,
  cache_read_tokens: figure,
  cache_write_tokens: figure,
  /** The part of what was written to the cache that is kept for an hour. */
  hour_write_tokens: figure,
  output_tokens: figure,
  reasoning_tokens: figure,
  /** A service with a price of its own: `fast`, `priority`, `flex`, `batch`; null is standard. */
  rate: nullable(label),
  /** The length of a prompt from which its prices hold; null for any. */
  above: figure,
  /** USD, stated or estimated. */
  cost: figure,
});
export type ListedCall = ValueOf<typeof listedCall>;

/** The prices of a model that calls were estimated by, in USD per million tokens, the rate's factor in them. */
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

/** The agent's own verdict on its run, which may differ from its exit code: `kind` is the same for all, `text` its own word. */
const verdict = object(
  {kind: oneOf('completed', 'failed', 'turn_limit', 'budget', 'aborted'), text: nullable(sentence)},
  {keepsNulls: true},
);
export type AgentVerdict = ValueOf<typeof verdict>;

/** The known part of a usage: all of it, the records of a cut-off run, or nothing. */
const usageState = oneOf('measured', 'partial', 'unknown');
export type UsageState = ValueOf<typeof usageState>;

/**
 * `token_usage_json`: LaForge's four, then ours. Input, cache read, cache write and output are disjoint; prompt is the
 * first three, completion is output, total is all four; reasoning is a part of output. `cost` is USD.
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
  /** Says what is missing, when not all of it is measured. */
  reason: optional(sentence),
  /** Two records that both should be whole, such as a final record and telemetry, and differ: by how much. */
  disagreement: optional(sentence),
  /** True when the agent stated no cost, and `cost` was reckoned from `price_list`. */
  cost_estimated: orElse<boolean | undefined>(flag, () => undefined),
  /** The price list and its version. */
  price_list: optional(word),
  /** The agents whose records these figures are from. Several agents of one step are added up. */
  agents: optional(names),
  /** Each model's share, helper models and subagents included; absent where no record tells. */
  by_model: optional(list(modelUsage, 100)),
  verdict: optional(verdict),
  // LaForge's documents have no state.
  state: orElse(usageState, ({total_tokens, prompt_tokens}) =>
    total_tokens === null && prompt_tokens === null ? 'unknown' : 'measured',
  ),
  /** True where the average length of several calls stood for each one's own, and could have mattered to `cost`. */
  cost_average: orElse<boolean | undefined>(flag, () => undefined),
  /** The calls that the figures are the sum of, as far as records tell them. */
  calls: optional(list(listedCall, MOST_CALLS)),
  /** The prices that `cost` was estimated by. */
  prices: optional(list(usedPrice, MOST_CALLS)),
});
export type TokenUsage = ValueOf<typeof tokenUsage>;

const pullRequest = object({
  number: integer(1),
  head_ref: nullable(name),
  head_sha: nullable(sha),
  /** `owner/name`, lower case; another than the run's own means a fork. */
  head_repository: nullable(name),
  base_ref: nullable(name),
  merge_sha: nullable(sha),
});
export type PullRequestInfo = ValueOf<typeof pullRequest>;

/** The process that records a step, so that its own machine can tell later whether it is still there. */
const processInfo = object(
  {
    pid: integer(1),
    /** Its start, in the kernel's ticks since the machine started. A later process of the same pid has another one. */
    started: integer(1),
    /** The namespaces in which these two mean something. */
    namespaces: name,
    /** This start of the machine, and the machine, as digests that name neither. */
    boot: name,
    machine: nullable(name),
  },
  {keepsNulls: true},
);
export type ProcessInfo = ValueOf<typeof processInfo>;

const hex = (digits: number) =>
  textLike<string>(`is no id of ${digits} hex digits`, (id) => id.length === digits && /^(?!0*$)[0-9a-f]+$/.test(id));

/** The trace that a run belongs to, by the ids of W3C's trace context. */
const runTrace = object({trace_id: hex(32), parent_span_id: nullable(hex(16))}, {keepsNulls: true});
export type RunTrace = ValueOf<typeof runTrace>;

/** `run_json`: where and why the step ran. */
export const runInfo = object({
  /** The CI: `github`, `gitea`, `forgejo`, `gitlab`, `buildkite`, `circleci`, `azure` or `jenkins`; `local` elsewhere. */
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
  /** Absent where nobody could tell from it later whether the step still runs. */
  process: optional(processInfo),
  pull_request: nullable(pullRequest),
  /** The comment that started the run, by its id at the forge. A command in it is carried out once. */
  comment_id: optional(integer(1)),
  /** Absent where no telemetry was sent. */
  trace: optional(runTrace),
  /** The id of the step's repository, which a rename and a transfer leave as it is; absent where nobody told it. */
  repository_id: optional(text(100, {isName: true})),
});
export type RunInfo = ValueOf<typeof runInfo>;

/** One commit the step made by itself. */
const ownCommit = object({
  sha,
  subject: orElse(word, () => ''),
  /** The commit that the agent made, where it was made again with a signature. */
  replaces: optional(sha),
});
export type OwnCommit = ValueOf<typeof ownCommit>;

/** One commit that came while the step ran, and why it is not taken for the step's own: an open set of words. */
const foreignCommit = object({sha, subject: orElse(word, () => ''), reason: orElse(word, () => '')});
export type ForeignCommit = ValueOf<typeof foreignCommit>;

/** Null where contents are missing, as in a partial clone, and nothing could be counted. */
const count = nullable(integer(0));

/** `changes_json`: what the step did to the branch. Commits are newest first; each count is of all. */
export const changes = object({
  own_commits: list(ownCommit, MOST_OWN_COMMITS),
  own_commit_count: orElse(integer(0), ({own_commits}) => (Array.isArray(own_commits) ? own_commits.length : 0)),
  foreign_commits: optional(list(foreignCommit, MOST_OWN_COMMITS)),
  foreign_commit_count: optional(integer(0)),
  files_changed: count,
  insertions: count,
  deletions: count,
});
export type Changes = ValueOf<typeof changes>;

/** `check_json`: how the check of a step's work ended. A step that had none, or did not come to it, has no document. */
export const check = object({
  /** The script, secrets redacted. */
  command: orElse(command, () => ''),
  /** Its own; 124 for our timeout, 128+n for signal n. Only 0 lets the work pass. */
  exit_code: integer(),
  duration_ms: orElse(number(0), () => 0),
  /** The last of what it printed, oldest first, without escapes and secrets. */
  last_lines: list(sentence, 100),
});
export type CheckResult = ValueOf<typeof check>;

/** The most that the steps of a part of the project may use together, or those of many repositories. */
const budget = object({
  amount: number(0),
  unit: oneOf('usd', 'tokens'),
  per: oneOf(
    ...(['day', 'pull_request', 'branch', 'project'] as const),
    ...(['organisation', 'organisation_day', 'organisation_month', 'team', 'team_day', 'team_month'] as const),
  ),
});
export type Budget = ValueOf<typeof budget>;

/** `limits_json`: what was allowed when the step began, to itself and to the chain it belongs to. */
export const limits = object({
  max_cost_usd: figure,
  max_tokens: figure,
  budgets: list(budget, 100),
  budget_unknown: orElse(oneOf('warn', 'stop'), () => 'warn'),
});
export type Limits = ValueOf<typeof limits>;

/** A longer prompt is cut. */
export const MOST_PROMPT_BYTES = 64 * 1024;

const sha256 = textLike<string>('is no SHA-256', (digest) => /^[0-9a-f]{64}$/.test(digest));

const promptFields = object(
  {
    /** The text without secrets; null where only the digest is recorded. */
    text: nullable(utf8(MOST_PROMPT_BYTES)),
    /** The digest of the whole prompt, as it was given. */
    sha256,
    bytes: integer(0),
    /** True where the text is not the whole prompt: it had secrets, or was too long. */
    altered: orElse<boolean | undefined>(flag, () => undefined),
  },
  {keepsNulls: true},
);
export type Prompt = ValueOf<typeof promptFields>;

/** `prompt_json`: the prompt of the agent. */
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

/** `setup_json`: what the agent found, and was given, beside its prompt: by it a later run tells what is another now. */
export const setup = object({
  /** The digest of the script, or of the command's words, as it was run. */
  script_sha256: nullable(sha256),
  /** The program that the script was for; null where the command is a program with its arguments. */
  shell: nullable(word),
  /** The folder it ran in, from the top of the work tree. */
  directory: nullable(name),
  /** Files and folders of the work tree that tell agents how to work, with the digests of their contents. */
  instructions: list(object({path: name, sha256}), MOST_NAMED),
  /** The system, such as `linux x64`. */
  platform: nullable(word),
  /** The runner's image, and its version. */
  image: nullable(word),
  image_version: nullable(word),
  /** The names of the variables that the agent had, without those that every program has. */
  env: list(word, MOST_NAMED),
  submodules: list(object({path: name, sha}), MOST_NAMED),
  /** The script of its check, which its work may never have come to; null where none was given. */
  check: optional(command),
});
export type Setup = ValueOf<typeof setup>;

/** The most records that one names: what it leaves is named by the next. */
export const MOST_SEEN = 64;

/** A record that another one saw: by its uid and the number it had, with the digest of what it said. */
const seen = object({
  uid,
  sha256,
  number: nullable(integer(1)),
  /** True where it had ended. */
  ended: orElse<boolean | undefined>(flag, () => undefined),
});
export type Seen = ValueOf<typeof seen>;

/** `chain_json`: the records that this one saw, and that none before it named. Null in those of before it was recorded. */
export const chain = object({seen: list(seen, MOST_SEEN)}, {keepsNulls: true});
export type Chain = ValueOf<typeof chain>;

/** `template_json`: the template that a step was made from, by its name and its blob, and the inputs it was given. */
export const template = object({
  name,
  blob: sha,
  /** Values by name; secrets are redacted. */
  inputs: freeObject(50_000),
});
export type StepTemplate = ValueOf<typeof template>;

/** `labels_json`: words of the user's own by which steps of many repositories are told apart, such as `team`. */
export const labels = freeObject(5_000);
export type Labels = {readonly [name: string]: string};

/** The usage of a run, and the configuration as the agent's own records tell it. */
export interface UsageReport {
  readonly usage: TokenUsage;
  readonly config: Partial<AgentConfig>;
}

/** A run of which nothing is known but that it is one. */
export const UNKNOWN_RUN = emptyOf(runInfo);

export const UNKNOWN_USAGE = emptyOf(tokenUsage);

export const EMPTY_AGENT_CONFIG = emptyOf(agentConfig);

export const NO_CHANGES: Changes = {...emptyOf(changes), files_changed: 0, insertions: 0, deletions: 0};

/** The config that was given, completed by what the agent's own records tell. What was given wins. */
export function completeConfig(given: AgentConfig, told: Partial<AgentConfig>): AgentConfig {
  return {
    name: given.name ?? told.name ?? null,
    command: given.command ?? told.command ?? null,
    model: given.model ?? told.model ?? null,
    max_tokens: given.max_tokens ?? told.max_tokens ?? null,
    temperature: given.temperature ?? told.temperature ?? null,
    system_prompt: given.system_prompt ?? told.system_prompt ?? null,
    tools: given.tools.length > 0 ? given.tools : (told.tools ?? []),
    metadata: {...told.metadata, ...given.metadata},
  };
}
