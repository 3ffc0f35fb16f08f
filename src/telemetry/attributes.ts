import type {CallTime, ListedCall, ModelUsage, TimedCall, TokenUsage} from '../domain/documents.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step, StepStatus} from '../domain/step.ts';
import {namedAgentOf} from '../domain/usage-report.ts';
import {VERSION} from '../domain/version.ts';
import type {Attributes} from './signals.ts';

/*
 * Names follow OpenTelemetry where it has one: CI/CD and VCS from its semantic conventions 1.44, GenAI from their own
 * repository. All others are ours and start with `laforge.`. Attributes never contain the text of a prompt, command or note.
 */

/** The conventions' results of a task, by our status. */
const RESULTS: ReadonlyMap<StepStatus, string> = new Map([
  ['succeeded', 'success'],
  ['timed_out', 'timeout'],
  ['cancelled', 'cancellation'],
  ['interrupted', 'error'],
  ['refused', 'skip'],
]);

/** The result of a pipeline task. Other statuses count as failures. */
export function resultOf(status: StepStatus): string {
  return RESULTS.get(status) ?? 'failure';
}

/** The status if it is an error, else null. */
export function errorOf({status}: Pick<Step, 'status'>): string | null {
  return ['failure', 'error', 'timeout'].includes(resultOf(status)) ? status : null;
}

/** The resource: this program, its pipeline and repository. It has few distinct values, so that metrics can have it too. */
export function resourceOf({run, repository}: Pick<Step, 'run' | 'repository'>): Attributes {
  const [, owner = null, name = null] = /^[^/]+\/(.+)\/([^/]+)$/.exec(repository ?? '') ?? [];
  return {
    'service.name': 'laforge',
    'service.version': VERSION,
    'cicd.pipeline.name': run?.workflow ?? null,
    'vcs.repository.url.full': repository === null ? null : `https://${repository}`,
    'vcs.repository.name': name,
    'vcs.owner.name': owner,
    'vcs.provider.name': providerOfHost(repository),
  };
}

function providerOfHost(repository: string | null): string | null {
  const host = repository?.split('/')[0] ?? '';
  return /(?:^|\.)(github|gitlab|gitea|bitbucket)\./.exec(host)?.[1] ?? null;
}

/** The attributes of a run, which are in each span. */
function runAttributes({run}: Pick<Step, 'run'>): Attributes {
  return {
    'cicd.pipeline.run.id': run?.run_id ?? null,
    'cicd.pipeline.run.url.full': run?.url ?? null,
    'cicd.worker.name': run?.runner ?? null,
    'vcs.change.id': run?.pull_request == null ? null : String(run.pull_request.number),
  };
}

/** The attributes of a step, as a task of its pipeline. */
export function stepAttributes(step: Step): Attributes {
  const {changes, tokenUsage} = step;
  return {
    ...runAttributes(step),
    'cicd.pipeline.task.name': 'laforge.step',
    'cicd.pipeline.task.run.id': step.uid,
    'cicd.pipeline.task.run.url.full': step.run?.url ?? null,
    'cicd.pipeline.task.run.result': resultOf(step.status),
    'error.type': errorOf(step),
    'vcs.ref.head.name': step.branch,
    'vcs.ref.head.type': step.branch === null ? null : 'branch',
    'vcs.ref.head.revision': step.commitShaAfter,
    'vcs.ref.base.revision': step.commitShaBefore,
    'laforge.project.id': step.projectId,
    'laforge.step.id': step.id,
    'laforge.step.status': step.status,
    'laforge.step.replays': step.replays,
    'laforge.step.pushed': step.pushed,
    'laforge.changes.commits': changes?.own_commit_count ?? null,
    'laforge.changes.files': changes?.files_changed ?? null,
    'laforge.changes.insertions': changes?.insertions ?? null,
    'laforge.changes.deletions': changes?.deletions ?? null,
    ...costAttributes(tokenUsage),
  };
}

/** The attributes of the agent's run, by GenAI's conventions for invoking an agent. */
export function agentAttributes(step: Step): Attributes {
  const {agentConfig, tokenUsage} = step;
  const model = agentConfig?.model ?? tokenUsage?.models[0] ?? null;
  return {
    'gen_ai.operation.name': 'invoke_agent',
    'gen_ai.agent.name': namedAgentOf(step),
    'gen_ai.provider.name': model === null ? null : providerOfModel(model),
    'gen_ai.request.model': model,
    'gen_ai.request.max_tokens': whole(agentConfig?.max_tokens ?? null),
    'gen_ai.request.temperature': agentConfig?.temperature == null ? null : {double: agentConfig.temperature},
    'gen_ai.conversation.id': tokenUsage?.session_id ?? null,
    'process.exit.code': step.exitCode,
    'error.type': errorOfAgent(step),
    ...(tokenUsage === null ? {} : tokenAttributes(tokenUsage)),
    ...costAttributes(tokenUsage),
    'laforge.usage.state': tokenUsage?.state ?? null,
    'laforge.turns': whole(tokenUsage?.turns ?? null),
  };
}

/** The error of the agent's run. A failed check is not one. */
export function errorOfAgent(step: Pick<Step, 'status'>): string | null {
  return step.status === 'check_failed' ? null : errorOf(step);
}

/** The attributes of one call to a model, or of the sum of several. */
export function callAttributes(call: Pick<ListedCall, 'calls'> & Omit<TimedCall, keyof CallTime>): Attributes {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': providerOfModel(call.model),
    'gen_ai.request.model': call.model,
    'laforge.calls': call.calls,
    ...tokenAttributes(call),
    'laforge.cost.usd': call.cost === null ? null : {double: call.cost},
  };
}

type Figures = Pick<
  ModelUsage,
  'input_tokens' | 'cache_read_tokens' | 'cache_write_tokens' | 'output_tokens' | 'reasoning_tokens'
>;

/** Counts tokens by the conventions, where cache reads and writes are part of the input. */
export function countTokens(figures: Figures) {
  const {input_tokens: input, cache_read_tokens: read, cache_write_tokens: write} = figures;
  return {
    input_tokens: input === null ? null : input + (read ?? 0) + (write ?? 0),
    'cache_read.input_tokens': read,
    'cache_write.input_tokens': write,
    output_tokens: figures.output_tokens,
    'reasoning.output_tokens': figures.reasoning_tokens,
  } as const;
}

function tokenAttributes(figures: Figures): Attributes {
  return Object.fromEntries(
    Object.entries(countTokens(figures)).map(([name, count]) => [`gen_ai.usage.${name}`, whole(count)]),
  );
}

function costAttributes(usage: TokenUsage | null): Attributes {
  if (usage === null || usage.cost === null) return {};
  return {'laforge.cost.usd': {double: usage.cost}, 'laforge.cost.estimated': usage.cost_estimated === true};
}

/** Rounds a number that must be an integer, since a record may have any number. */
function whole(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

const PROVIDERS: readonly (readonly [RegExp, string])[] = [
  [/claude/, 'anthropic'],
  [/^(?:gpt|chatgpt|codex|o\d)/, 'openai'],
  [/gemini/, 'gcp.gen_ai'],
  [/^grok/, 'x_ai'],
  [/^deepseek/, 'deepseek'],
  [/mistral|^codestral|^devstral/, 'mistral_ai'],
  [/^kimi|^moonshot/, 'moonshot_ai'],
];

/** Guesses the provider from the model's name, since records have nothing better; `unknown` if the name does not tell. */
export function providerOfModel(model: string): string {
  const name = model.toLowerCase().replace(/^.*\//, '');
  return PROVIDERS.find(([pattern]) => pattern.test(name))?.[1] ?? 'unknown';
}

export function rollbackAttributes(rollback: Rollback): Attributes {
  return {
    ...runAttributes(rollback),
    'vcs.ref.head.name': rollback.branch,
    'vcs.ref.head.type': rollback.branch === null ? null : 'branch',
    'vcs.ref.head.revision': rollback.toSha,
    'vcs.ref.base.revision': rollback.fromSha,
    'laforge.project.id': rollback.projectId,
    'laforge.rollback.uid': rollback.uid,
    'laforge.rollback.number': rollback.number,
    'laforge.rollback.steps': rollback.stepUids.length,
  };
}
