/**
 * The JSON documents a step carries. Their keys are the contract with readers of steps.db and of `--json`, so these
 * types are the documents themselves, snake_case and all. Unknown is null, never 0 or ''.
 */

/** `agent_config_json`: what was asked of the agent. Secrets are redacted before it gets here. */
export interface AgentConfig {
  readonly name: string | null;
  readonly command: string | null;
  readonly model: string | null;
  readonly max_tokens: number | null;
  readonly temperature: number | null;
  readonly system_prompt: string | null;
  readonly tools: readonly string[];
  readonly metadata: {readonly [key: string]: unknown};
}

/** How much of a usage is known: all of it, what a cut-off run left, or nothing. */
export type UsageState = 'measured' | 'partial' | 'unknown';

/**
 * `token_usage_json`: LaForge's four, then ours. Input, cache read, cache write and output are disjoint; prompt is the
 * first three, completion is output, total is all four; reasoning is a part of output. `cost` is USD.
 */
export interface TokenUsage {
  readonly prompt_tokens: number | null;
  readonly completion_tokens: number | null;
  readonly total_tokens: number | null;
  readonly cost: number | null;
  readonly input_tokens: number | null;
  readonly cache_read_tokens: number | null;
  readonly cache_write_tokens: number | null;
  readonly output_tokens: number | null;
  readonly reasoning_tokens: number | null;
  readonly turns: number | null;
  readonly models: readonly string[];
  readonly session_id: string | null;
  /** Where the figures came from, such as `LAFORGE_USAGE_FILE`. */
  readonly source: string | null;
  readonly state: UsageState;
  /** What is missing, when not all of it is measured. */
  readonly reason?: string | null;
  /** Two records that both should be whole, such as a final record and telemetry, and differ: by how much. */
  readonly disagreement?: string | null;
  /** True when the agent stated no cost, and `cost` was reckoned from `price_list`. */
  readonly cost_estimated?: boolean;
  /** The price list and its version. */
  readonly price_list?: string | null;
  /** Whose records these figures are from; several agents of one step are added up. */
  readonly agents?: readonly string[];
  /** Each model's share, helper models and subagents included; absent where no record tells. */
  readonly by_model?: readonly ModelUsage[];
  readonly verdict?: AgentVerdict | null;
}

/** One model's share of a usage. */
export interface ModelUsage {
  readonly model: string;
  readonly input_tokens: number | null;
  readonly cache_read_tokens: number | null;
  readonly cache_write_tokens: number | null;
  readonly output_tokens: number | null;
  readonly reasoning_tokens: number | null;
  readonly cost: number | null;
}

/** What an agent says of its own run, which its exit code need not: `kind` is the same for all, `text` its own word. */
export interface AgentVerdict {
  readonly kind: 'completed' | 'failed' | 'turn_limit' | 'budget' | 'aborted';
  readonly text: string | null;
}

/** `run_json`: where and why the step ran. */
export interface RunInfo {
  /** `github` in GitHub Actions, `local` elsewhere. */
  readonly ci: string;
  readonly workflow: string | null;
  readonly run_id: string | null;
  readonly attempt: number | null;
  readonly job: string | null;
  readonly job_backend_id: string | null;
  readonly actor: string | null;
  readonly event: string | null;
  readonly url: string | null;
  readonly pull_request: PullRequestInfo | null;
  /** The runner's name, as GitHub lists it with the job. */
  readonly runner?: string | null;
  /** Absent where nobody could tell from it later whether the step still runs. */
  readonly process?: ProcessInfo | null;
}

/** The process that records a step, so that its own machine can tell later whether it is still there. */
export interface ProcessInfo {
  readonly pid: number;
  /** When it began, in the kernel's ticks since the machine started: a later process of the same pid has another. */
  readonly started: number;
  /** The namespaces in which these two mean something. */
  readonly namespaces: string;
  /** This start of the machine, and the machine, as digests that name neither. */
  readonly boot: string;
  readonly machine: string | null;
}

export interface PullRequestInfo {
  readonly number: number;
  readonly head_ref: string | null;
  readonly head_sha: string | null;
  /** `owner/name`, lower case; another than the run's own means a fork. */
  readonly head_repository: string | null;
  readonly base_ref: string | null;
  readonly merge_sha: string | null;
}

/** One commit the step made by itself. */
export interface OwnCommit {
  readonly sha: string;
  readonly subject: string;
}

/** `changes_json`: what the step did to the branch. Own commits are newest first, at most 100; the count is of all. */
export interface Changes {
  readonly own_commits: readonly OwnCommit[];
  readonly own_commit_count: number;
  readonly files_changed: number;
  readonly insertions: number;
  readonly deletions: number;
}

/** `check_json`: how the check of a step's work ended. A step that had none, or did not come to it, has no document. */
export interface CheckResult {
  /** The script, secrets redacted. */
  readonly command: string;
  /** Its own; 124 for our timeout, 128+n for signal n. Only 0 lets the work pass. */
  readonly exit_code: number;
  readonly duration_ms: number;
  /** The last of what it printed, oldest first, without escapes and secrets; cut to what people read. */
  readonly last_lines: readonly string[];
}

/** `limits_json`: what was allowed when the step began, to itself and to the chain it belongs to. */
export interface Limits {
  readonly max_cost_usd: number | null;
  readonly max_tokens: number | null;
  readonly budgets: readonly Budget[];
  readonly budget_unknown: 'warn' | 'stop';
}

/** What all steps of one kind may use together: those of a UTC day, of a pull request, of a branch, or all. */
export interface Budget {
  readonly amount: number;
  readonly unit: 'usd' | 'tokens';
  readonly per: 'day' | 'pull_request' | 'branch' | 'project';
}

/** What a run used, and what the agent's own records tell of its configuration. */
export interface UsageReport {
  readonly usage: TokenUsage;
  readonly config: Partial<AgentConfig>;
}

export const UNKNOWN_USAGE: TokenUsage = {
  prompt_tokens: null,
  completion_tokens: null,
  total_tokens: null,
  cost: null,
  input_tokens: null,
  cache_read_tokens: null,
  cache_write_tokens: null,
  output_tokens: null,
  reasoning_tokens: null,
  turns: null,
  models: [],
  session_id: null,
  source: null,
  state: 'unknown',
};

export const EMPTY_AGENT_CONFIG: AgentConfig = {
  name: null,
  command: null,
  model: null,
  max_tokens: null,
  temperature: null,
  system_prompt: null,
  tools: [],
  metadata: {},
};
