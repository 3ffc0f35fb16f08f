import {asArray, asObject, asText, dig, digText, type Json} from '../../domain/json.ts';
import type {Findings, ModelShare, ToldEvent} from '../agent-reader.ts';
import {findShares} from '../call-findings.ts';
import {isSound, readCount, totalOf} from '../figures.ts';
import {covers, toName} from '../model-shares.ts';
import {toCallTime, toTime} from '../run-time.ts';

/** One call of a model, as an agent's telemetry tells it. Figures and names, and nothing else of what was sent. */
export interface ToldCall {
  /** The reader's name. */
  readonly agent: string;
  /** The same in every copy of this call: agents send a batch again when they saw no answer. */
  readonly id: string;
  readonly session: string | null;
  readonly share: ModelShare;
}

/** An agent that is listened to. */
export interface ToldAgent {
  readonly name: string;
  readonly told: ToldEvent;
}

/** Reads the calls in one OTLP export request in JSON. Never throws. */
export function readTold(request: unknown, agents: readonly ToldAgent[]): readonly ToldCall[] {
  const logs = each(dig(request, 'resourceLogs')).flatMap((resource) =>
    each(resource.scopeLogs).flatMap((scope) => each(scope.logRecords)),
  );
  const spans = each(dig(request, 'resourceSpans')).flatMap((resource) => {
    const service = readAttributes(dig(resource, 'resource', 'attributes'))['service.name'];
    return each(resource.scopeSpans).flatMap((scope) => each(scope.spans).map((span) => ({...span, service})));
  });
  return [...logs.map(readLog), ...spans.map(readSpan)].flatMap((told) => {
    const agent = agents.find((one) => told.names.includes(one.told.name));
    return agent === undefined ? [] : toCall(agent, told);
  });
}

/** What is sent of one event. */
interface Told extends Pick<ModelShare, 'time'> {
  readonly names: readonly unknown[];
  readonly moment: string;
  readonly attributes: Json;
}

function readLog(record: Json): Told {
  const attributes = readAttributes(record.attributes);
  // Claude Code's `event.name` lacks the agent's, which stands in the body; later conventions have a field of its own.
  const names = [attributes['event.name'], digText(record, 'body', 'stringValue'), record.eventName];
  const kind = asText(attributes['event.kind']);
  return {
    names: names.map((name) => (kind === undefined ? name : `${name} ${kind}`)),
    moment: asText(attributes['event.timestamp']) ?? String(record.timeUnixNano),
    ...toCallTime(null, toTime(attributes['event.timestamp']) ?? fromNano(record.timeUnixNano)),
    attributes,
  };
}

function readSpan({service, spanId, attributes: list, startTimeUnixNano: start, endTimeUnixNano: end}: Json): Told {
  const attributes = readAttributes(list);
  const names = [`${service} ${attributes['gen_ai.operation.name']}`];
  return {names, moment: asText(spanId) ?? '', ...toCallTime(fromNano(start), fromNano(end)), attributes};
}

function fromNano(value: unknown): number | null {
  return toTime(Number(value) / 1e6);
}

/** A call is known by the id of its request, or else its moment, and by its figures: some gateways give several calls one id. */
function toCall({name, told}: ToldAgent, {attributes, moment, time}: Told): readonly ToldCall[] {
  const {id, session: named, call} = told.pick(attributes);
  if ((totalOf(call) ?? 0) === 0) return [];
  const [session, share] = [toName(named), {...call, model: toName(call.model) ?? ''}];
  const key = JSON.stringify([toName(id) ?? moment, session, share]);
  return [{agent: name, id: key, session, share: {...share, ...(time && {time})}}];
}

/** An OTLP list of attributes, its plain values alone. Integers may be written as texts. */
function readAttributes(list: unknown): Json {
  const attributes: Record<string, unknown> = Object.create(null);
  for (const {key, value} of each(list)) {
    const integer = dig(value, 'intValue');
    const count = typeof integer === 'string' && /^\d{1,15}$/.test(integer) ? Number(integer) : integer;
    const told = count === undefined ? undefined : readCount(count);
    const plain = told ?? dig(value, 'stringValue') ?? dig(value, 'doubleValue') ?? dig(value, 'boolValue');
    if (typeof key === 'string' && plain !== undefined) attributes[key] = plain;
  }
  return attributes;
}

function each(list: unknown): readonly Json[] {
  return asArray(list)
    .map(asObject)
    .filter((one) => one !== undefined);
}

/**
 * A call that broke off and was tried again is charged, and neither Claude Code nor Codex sends it; nor does Claude Code send the
 * one that took it over its own budget, nor any agent the one amid which it was killed.
 */
const UNSENT = 'a call that broke off or was cut off is not in its telemetry';

/**
 * An agent's records, with the calls that it told by telemetry as a second witness. A record may lack calls, and a post may
 * be lost, but neither makes a call up: so what was told counts where it has all that the records have and more. It is
 * never known to be whole, so it makes no figure exact, and less of it says nothing against the records.
 */
export function withTestimony(records: Findings | null, calls: readonly ToldCall[]): Findings | null {
  if (calls.length === 0) return records;
  const told = findTold(calls, records);
  if (records === null || records.state === 'unknown') return told;
  if (!isSound(told.figures) || covers(records.figures, told.figures)) return records;
  const best = covers(told.figures, records.figures) ? told : records;
  return records.state === 'measured' ? {...best, disagreement: describe(records, told)} : best;
}

/** Findings from telemetry, completed with the records' session, verdict and configuration. */
function findTold(calls: readonly ToldCall[], records: Findings | null): Findings {
  const findings = findShares(
    calls.map(({share}) => share),
    {
      sessionId: records?.sessionId ?? calls.find(({session}) => session !== null)?.session ?? null,
      source: 'telemetry',
      reason: records?.state === 'partial' ? records.reason : UNSENT,
      verdict: records?.verdict ?? null,
      ...(records === null ? {} : {config: records.config}),
    },
  );
  return {...findings, turns: records?.turns ?? findings.turns};
}

function describe(records: Findings, told: Findings): string {
  const [byRecords, byTelemetry] = [records, told].map(({figures}) => totalOf(figures));
  return `${records.source} has ${byRecords} tokens, telemetry ${byTelemetry}`;
}
