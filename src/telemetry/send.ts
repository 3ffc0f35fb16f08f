import {createHmac} from 'node:crypto';
import {gzipSync} from 'node:zlib';
import type {Json} from '../domain/json.ts';
import type {Rollback} from '../domain/rollback.ts';
import {type Step, stepToJson} from '../domain/step.ts';
import type {SeenParts} from '../domain/step-status.ts';
import {resourceOf} from './attributes.ts';
import {stepMetrics} from './metrics.ts';
import {metricsRequest, tracesRequest} from './otlp-json.ts';
import {toProtobuf} from './otlp-protobuf.ts';
import {type Limits, post} from './post.ts';
import type {Endpoint, TelemetrySettings, Webhook} from './settings.ts';
import type {Attributes, ResourceSpans} from './signals.ts';
import {rollbackSpan, stepSpans} from './spans.ts';

/** The limits of sending a step. They are short, since the step is done and people wait. */
const LIMITS: Limits = {tries: 2, withinMs: 2000};

export interface StepSignals {
  readonly step: Step;
  /** Null if only the record is known. */
  readonly seen: SeenParts | null;
  /** The rollback that removed its work, if its check failed. */
  readonly rollback: Rollback | null;
  /** False if its trace is not sampled. */
  readonly isSampled: boolean;
}

/** Sends a step's spans and metrics. Resolves to the errors as sentences. */
export async function sendStep(settings: TelemetrySettings, told: StepSignals): Promise<readonly string[]> {
  const {step, seen, rollback, isSampled} = told;
  const resource = {...resourceOf(step), ...ofUser(settings)};
  const moves = rollback === null ? [] : [rollbackSpan(rollback, [step])];
  const spans = isSampled ? [...stepSpans(step, seen), ...moves] : [];
  const [traces, metrics] = await Promise.all([
    sendSpans(settings, spans.length === 0 ? [] : [{resource, spans}]),
    sendMetrics(settings, resource, step),
  ]);
  if (traces !== null && traces === metrics) return [`Traces and metrics ${traces}.`];
  return [...(traces === null ? [] : [`Traces ${traces}.`]), ...(metrics === null ? [] : [`Metrics ${metrics}.`])];
}

/** Sends a rollback, revert or undo. Resolves to the errors as sentences. */
export async function sendRollback(
  settings: TelemetrySettings,
  rollback: Rollback,
  covered: readonly Pick<Step, 'uid' | 'run'>[],
): Promise<readonly string[]> {
  const resource = {...resourceOf(rollback), ...ofUser(settings)};
  const problem = await sendSpans(settings, [{resource, spans: [rollbackSpan(rollback, covered)]}]);
  return problem === null ? [] : [`Traces ${problem}.`];
}

/** Sends spans. Resolves to the error as the end of a sentence about them; null on success. */
async function sendSpans(
  {traces}: TelemetrySettings,
  told: readonly ResourceSpans[],
  limits: Limits = LIMITS,
): Promise<string | null> {
  return traces === null || told.length === 0 ? null : await send(traces, tracesRequest(told), limits);
}

/** The limits of sending a history. They are longer, since only its sender waits. */
const HISTORY_LIMITS: Limits = {tries: 4, withinMs: 30_000};
const MOST_AT_ONCE = 200;

/** Sends a history in batches. Resolves to the number of spans sent, and the error that stopped it. */
export async function sendHistory(
  settings: TelemetrySettings,
  history: Iterable<ResourceSpans>,
): Promise<{readonly sent: number; readonly problem: string | null}> {
  let sent = 0;
  let batch: ResourceSpans[] = [];
  const flush = async (): Promise<string | null> => {
    const problem = await sendSpans(settings, batch, HISTORY_LIMITS);
    if (problem === null) sent += batch.reduce((sum, {spans}) => sum + spans.length, 0);
    batch = [];
    return problem === null ? null : `Traces ${problem}.`;
  };
  for (const {resource, spans} of history) {
    batch.push({resource: {...resource, ...ofUser(settings)}, spans});
    const problem = batch.length < MOST_AT_ONCE ? null : await flush();
    if (problem !== null) return {sent, problem};
  }
  const problem = await flush();
  return {sent, problem};
}

async function sendMetrics(
  {metrics, temporality}: TelemetrySettings,
  resource: Attributes,
  step: Step,
): Promise<string | null> {
  if (metrics === null) return null;
  const start = Date.parse(step.startTime);
  const measured = {
    start,
    end: Math.max(start + 1, Date.parse(step.endTime ?? step.startTime)),
    metrics: stepMetrics(step),
  };
  // With cumulative temporality each step counts from zero, so give each its own instance, or it would look like a counter reset.
  const whole = temporality === 'cumulative' ? {...resource, 'service.instance.id': step.uid} : resource;
  return await send(metrics, metricsRequest(whole, measured, temporality), LIMITS);
}

/** The user's own resource attributes, which override ours. */
function ofUser({serviceName, resource}: TelemetrySettings): Attributes {
  return {...resource, ...(serviceName !== null && {'service.name': serviceName})};
}

async function send(endpoint: Endpoint, request: object, limits: Limits): Promise<string | null> {
  const {url, protocol, isZipped, certificate} = endpoint;
  const plain = protocol === 'http/json' ? Buffer.from(JSON.stringify(request)) : toProtobuf(request);
  const headers = {
    'user-agent': 'laforge',
    ...endpoint.headers,
    'content-type': protocol === 'http/json' ? 'application/json' : 'application/x-protobuf',
    ...(isZipped && {'content-encoding': 'gzip'}),
  };
  const answer = await post({url, headers, body: isZipped ? gzipSync(plain) : plain, certificate}, limits);
  if (typeof answer === 'string') return `were not sent: ${answer}`;
  const rejected = protocol === 'http/json' ? countRejected(answer.body) : 0;
  return rejected === 0 ? null : `were taken by ${url.host}, but ${rejected} of them rejected`;
}

/** Reads from a JSON answer how many spans or points were rejected. */
function countRejected(body: string): number {
  return Number(/"rejected(?:Spans|DataPoints)"\s*:\s*"?(\d{1,9})/.exec(body)?.[1] ?? 0);
}

/** The limits of a post to a webhook, which may wake up a program first. */
const WEBHOOK_LIMITS: Limits = {tries: 3, withinMs: 5000};

/**
 * Posts an ended step as a CloudEvent in binary mode. Its id is the step's uid, so that receivers can drop repeats. Resolves to
 * an error as a sentence; null on success. Never rejects.
 */
export async function sendWebhook({url, secret}: Webhook, step: Step): Promise<string | null> {
  const body = Buffer.from(JSON.stringify(withoutTask(step)));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'laforge',
    'ce-specversion': '1.0',
    'ce-type': 'laforge.step.finished',
    'ce-source': `laforge:${encodeURIComponent(step.projectId)}`,
    'ce-id': step.uid,
    ...(step.endTime !== null && {'ce-time': step.endTime}),
    ...(secret !== null && {
      'x-laforge-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    }),
  };
  const answer = await post({url, headers, body}, WEBHOOK_LIMITS);
  return typeof answer === 'string' ? `The step could not be posted to the webhook: ${answer}.` : null;
}

/** A step's JSON without its prompt, and without fields that often contain it. */
function withoutTask(step: Step): Json {
  const {agentConfig, prompt, changes, check, checkBefore} = step;
  return stepToJson({
    ...step,
    agentConfig: agentConfig && {...agentConfig, command: null, system_prompt: null, metadata: {}},
    prompt: prompt && {...prompt, text: null},
    // The subject of our own commits is the first line of the prompt.
    changes: changes && {...changes, own_commits: changes.own_commits.map(({sha}) => ({sha, subject: ''}))},
    check: check && {...check, last_lines: []},
    checkBefore: checkBefore && {...checkBefore, last_lines: []},
  });
}
