import type {
  AgentConfig,
  AgentVerdict,
  Budget,
  Changes,
  CheckResult,
  Limits,
  ModelUsage,
  OwnCommit,
  ProcessInfo,
  PullRequestInfo,
  RunInfo,
  TokenUsage,
} from '../domain/documents.ts';

/*
 * The JSON documents of steps.db. Reading is tolerant: unknown keys are left out, what is missing or of another type is
 * null. It is written by hand and not with zod, which alone would double the start of every command (35 ms).
 */

type Json = Readonly<Record<string, unknown>>;

export function readAgentConfig(text: string | null): AgentConfig | null {
  const json = parseObject(text);
  return json && toAgentConfig(json);
}

/** LaForge's documents, which have just the first four figures, are read as well. */
export function readTokenUsage(text: string | null): TokenUsage | null {
  const json = parseObject(text);
  return json && toTokenUsage(json);
}

export function readRunInfo(text: string | null): RunInfo | null {
  const json = parseObject(text);
  return json && toRunInfo(json);
}

export function readChanges(text: string | null): Changes | null {
  const json = parseObject(text);
  return json && toChanges(json);
}

export function readCheck(text: string | null): CheckResult | null {
  const json = parseObject(text);
  return json && toCheck(json);
}

export function readLimits(text: string | null): Limits | null {
  const json = parseObject(text);
  return json && toLimits(json);
}

export function readNotes(text: string | null): readonly string[] {
  return toTexts(parseJson(text));
}

/** The document as it is stored: known keys alone, without those that are null. */
export function writeAgentConfig(config: AgentConfig | null): string | null {
  return config && writeObject(toAgentConfig({...config}));
}

export function writeTokenUsage(usage: TokenUsage | null): string | null {
  return usage && writeObject(toTokenUsage({...usage}));
}

export function writeRunInfo(run: RunInfo | null): string | null {
  if (run === null) return null;
  const {pull_request, ...rest} = toRunInfo({...run});
  return writeObject({...rest, pull_request: pull_request && withoutNulls(pull_request)});
}

export function writeChanges(changes: Changes | null): string | null {
  return changes && writeObject(toChanges({...changes}));
}

export function writeCheck(check: CheckResult | null): string | null {
  return check && JSON.stringify(toCheck({...check}));
}

export function writeLimits(limits: Limits | null): string | null {
  return limits && writeObject(toLimits({...limits}));
}

export function writeNotes(notes: readonly string[]): string | null {
  return notes.length === 0 ? null : JSON.stringify(notes);
}

function toAgentConfig(json: Json): AgentConfig {
  return {
    name: toText(json.name),
    command: toText(json.command),
    model: toText(json.model),
    max_tokens: toNumber(json.max_tokens),
    temperature: toNumber(json.temperature),
    system_prompt: toText(json.system_prompt),
    tools: toTexts(json.tools),
    metadata: toObject(json.metadata) ?? {},
  };
}

function toTokenUsage(json: Json): TokenUsage {
  const usage = {
    prompt_tokens: toNumber(json.prompt_tokens),
    completion_tokens: toNumber(json.completion_tokens),
    total_tokens: toNumber(json.total_tokens),
    cost: toNumber(json.cost),
    input_tokens: toNumber(json.input_tokens),
    cache_read_tokens: toNumber(json.cache_read_tokens),
    cache_write_tokens: toNumber(json.cache_write_tokens),
    output_tokens: toNumber(json.output_tokens),
    reasoning_tokens: toNumber(json.reasoning_tokens),
    turns: toNumber(json.turns),
    models: toTexts(json.models),
    session_id: toText(json.session_id),
    source: toText(json.source),
    ...toUsageDetails(json),
  };
  const {state} = json;
  if (state === 'measured' || state === 'partial' || state === 'unknown') return {...usage, state};
  return {...usage, state: usage.total_tokens === null && usage.prompt_tokens === null ? 'unknown' : 'measured'};
}

/** What only newer records have: a key that is missing stays so. */
function toUsageDetails(json: Json): Partial<TokenUsage> {
  const [reason, priceList, agents] = [toText(json.reason), toText(json.price_list), toTexts(json.agents)];
  const disagreement = toText(json.disagreement);
  const shares = (Array.isArray(json.by_model) ? json.by_model : []).flatMap((item: unknown) => toModelUsage(item));
  const verdict = toVerdict(toObject(json.verdict));
  return {
    ...(reason === null ? {} : {reason}),
    ...(disagreement === null ? {} : {disagreement}),
    ...(typeof json.cost_estimated === 'boolean' ? {cost_estimated: json.cost_estimated} : {}),
    ...(priceList === null ? {} : {price_list: priceList}),
    ...(agents.length === 0 ? {} : {agents}),
    ...(shares.length === 0 ? {} : {by_model: shares}),
    ...(verdict === null ? {} : {verdict}),
  };
}

function toModelUsage(value: unknown): readonly ModelUsage[] {
  const json = toObject(value);
  const model = toText(json?.model);
  if (json === null || model === null) return [];
  return [
    {
      model,
      input_tokens: toNumber(json.input_tokens),
      cache_read_tokens: toNumber(json.cache_read_tokens),
      cache_write_tokens: toNumber(json.cache_write_tokens),
      output_tokens: toNumber(json.output_tokens),
      reasoning_tokens: toNumber(json.reasoning_tokens),
      cost: toNumber(json.cost),
    },
  ];
}

function toVerdict(json: Json | null): AgentVerdict | null {
  const kinds = ['completed', 'failed', 'turn_limit', 'budget', 'aborted'] as const;
  const kind = kinds.find((one) => one === json?.kind);
  return kind === undefined ? null : {kind, text: toText(json?.text)};
}

function toRunInfo(json: Json): RunInfo {
  const pullRequest = toObject(json.pull_request);
  return {
    ci: toText(json.ci) ?? 'unknown',
    workflow: toText(json.workflow),
    run_id: toText(json.run_id),
    attempt: toNumber(json.attempt),
    job: toText(json.job),
    job_backend_id: toText(json.job_backend_id),
    actor: toText(json.actor),
    event: toText(json.event),
    url: toText(json.url),
    pull_request: pullRequest && toPullRequest(pullRequest),
    ...toRunDetails(json),
  };
}

/** What only newer records have: a key that is missing stays so. */
function toRunDetails(json: Json): Pick<RunInfo, 'runner' | 'process'> {
  const runner = toText(json.runner);
  const info = toObject(json.process);
  const process = info && toProcess(info);
  return {...(runner === null ? {} : {runner}), ...(process === null ? {} : {process})};
}

function toProcess(json: Json): ProcessInfo | null {
  const [pid, started] = [toNumber(json.pid), toNumber(json.started)];
  const [namespaces, boot] = [toText(json.namespaces), toText(json.boot)];
  if (pid === null || started === null || namespaces === null || boot === null) return null;
  return {pid, started, namespaces, boot, machine: toText(json.machine)};
}

function toPullRequest(json: Json): PullRequestInfo | null {
  const number = toNumber(json.number);
  if (number === null) return null;
  return {
    number,
    head_ref: toText(json.head_ref),
    head_sha: toText(json.head_sha),
    head_repository: toText(json.head_repository),
    base_ref: toText(json.base_ref),
    merge_sha: toText(json.merge_sha),
  };
}

function toChanges(json: Json): Changes {
  const commits = Array.isArray(json.own_commits) ? json.own_commits : [];
  const ownCommits = commits.flatMap((item: unknown): OwnCommit[] => {
    const commit = toObject(item);
    const sha = toText(commit?.sha);
    return sha === null ? [] : [{sha, subject: toText(commit?.subject) ?? ''}];
  });
  return {
    own_commits: ownCommits,
    own_commit_count: toNumber(json.own_commit_count) ?? ownCommits.length,
    files_changed: toNumber(json.files_changed) ?? 0,
    insertions: toNumber(json.insertions) ?? 0,
    deletions: toNumber(json.deletions) ?? 0,
  };
}

/** Without an exit code it says nothing. */
function toCheck(json: Json): CheckResult | null {
  const exitCode = toNumber(json.exit_code);
  if (exitCode === null) return null;
  return {
    command: toText(json.command) ?? '',
    exit_code: exitCode,
    duration_ms: toNumber(json.duration_ms) ?? 0,
    last_lines: toTexts(json.last_lines),
  };
}

function toLimits(json: Json): Limits {
  const budgets = (Array.isArray(json.budgets) ? json.budgets : []).flatMap((item: unknown) => toBudget(item));
  return {
    max_cost_usd: toNumber(json.max_cost_usd),
    max_tokens: toNumber(json.max_tokens),
    budgets,
    budget_unknown: json.budget_unknown === 'stop' ? 'stop' : 'warn',
  };
}

function toBudget(value: unknown): readonly Budget[] {
  const json = toObject(value);
  const amount = toNumber(json?.amount);
  const unit = (['usd', 'tokens'] as const).find((one) => one === json?.unit);
  const per = (['day', 'pull_request', 'branch', 'project'] as const).find((one) => one === json?.per);
  return amount === null || unit === undefined || per === undefined ? [] : [{amount, unit, per}];
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parseObject(text: string | null): Json | null {
  return toObject(parseJson(text));
}

function writeObject(document: object): string {
  return JSON.stringify(withoutNulls(document));
}

function withoutNulls(document: object): object {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null));
}

function toObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : null;
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function toTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item: unknown) => typeof item === 'string') : [];
}
