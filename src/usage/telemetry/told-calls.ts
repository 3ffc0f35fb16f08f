import {asArray, asObject, asText, dig, digText, type Json} from '../../domain/json.ts';
import type {ModelShare, ToldEvent} from '../agent-reader.ts';
import {readCount, totalOf} from '../figures.ts';
import {toName} from '../model-shares.ts';

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
  return [...logs.map(readLog), ...spans.map(readSpan)].flatMap(({names, moment, attributes}) => {
    const agent = agents.find(({told}) => names.includes(told.name));
    return agent === undefined ? [] : toCall(agent, attributes, moment);
  });
}

function readLog(record: Json) {
  const attributes = readAttributes(record.attributes);
  // Claude Code's `event.name` lacks the agent's, which stands in the body; later conventions have a field of its own.
  const names = [attributes['event.name'], digText(record, 'body', 'stringValue'), record.eventName];
  const kind = asText(attributes['event.kind']);
  return {
    names: names.map((name) => (kind === undefined ? name : `${name} ${kind}`)),
    moment: asText(attributes['event.timestamp']) ?? String(record.timeUnixNano),
    attributes,
  };
}

function readSpan({service, spanId, attributes: list}: Json) {
  const attributes = readAttributes(list);
  return {names: [`${service} ${attributes['gen_ai.operation.name']}`], moment: asText(spanId) ?? '', attributes};
}

/** A call is known by the id of its request, or else its moment, and by its figures: some gateways give several calls one id. */
function toCall({name, told}: ToldAgent, attributes: Json, moment: string): readonly ToldCall[] {
  const {id, session: named, call} = told.pick(attributes);
  if ((totalOf(call) ?? 0) === 0) return [];
  const [session, share] = [toName(named), {...call, model: toName(call.model) ?? ''}];
  return [{agent: name, id: JSON.stringify([toName(id) ?? moment, session, share]), session, share}];
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
