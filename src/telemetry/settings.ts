import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {parseWord} from '../domain/option-values.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {Temporality} from './signals.ts';

const PROTOCOLS = ['http/protobuf', 'http/json'] as const;
type Protocol = (typeof PROTOCOLS)[number];
type Headers = Readonly<Record<string, string>>;

export interface Endpoint {
  readonly url: URL;
  readonly headers: Headers;
  readonly protocol: Protocol;
  readonly isZipped: boolean;
  /** The file of the user's own certificate authority. */
  readonly certificate: string | null;
}

export interface TelemetrySettings {
  /** Null if this signal is not sent. */
  readonly traces: Endpoint | null;
  readonly metrics: Endpoint | null;
  readonly temporality: Temporality;
  readonly serviceName: string | null;
  /** OTEL_RESOURCE_ATTRIBUTES. */
  readonly resource: Headers;
  /** Secrets from the headers, which must stay out of records. */
  readonly secrets: readonly string[];
}

/** The settings, or null. `problem` says why the environment's variables cannot be used. */
export interface FoundSettings {
  readonly settings: TelemetrySettings | null;
  readonly problem: string | null;
}

/** The inputs, null if not given. */
interface GivenSettings {
  readonly endpoint: string | null;
  readonly headers: string | null;
  readonly protocol: string | null;
  readonly nameOf: (name: string) => string;
}

const NONE: FoundSettings = {settings: null, problem: null};

/**
 * Reads where telemetry goes, from the inputs or else from OpenTelemetry's variables. A bad input throws InputError. A bad
 * variable is only reported in `problem`, since it may be meant for other programs.
 */
export function readTelemetrySettings(given: GivenSettings, env: Environment): FoundSettings {
  const {nameOf} = given;
  const base = given.endpoint === null ? null : parseUrl(given.endpoint);
  if (given.endpoint !== null && base === null) {
    const what = `${nameOf('otlp-endpoint')} is ${quote(given.endpoint)}`;
    throw badInput(`${what}. Use an address such as https://otel.example.com:4318.`);
  }
  const protocol = given.protocol === null ? null : parseWord(given.protocol, PROTOCOLS, nameOf('otlp-protocol'));
  const headers = given.headers === null ? null : parsePairs(given.headers);
  if (given.headers !== null && headers === null) {
    throw badInput(`${nameOf('otlp-headers')} has no name=value. Write name=value,name2=value2.`);
  }
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') return NONE;
  // The other variables belong to the endpoint in the variables.
  const variables = base === null ? env : {};
  const read = (signal: 'TRACES' | 'METRICS'): Endpoint | string | null => {
    if (env[`OTEL_${signal}_EXPORTER`]?.trim() === 'none') return null;
    const variable = (name: string) =>
      variables[`OTEL_EXPORTER_OTLP_${signal}_${name}`] || variables[`OTEL_EXPORTER_OTLP_${name}`] || null;
    const own = variables[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] || null;
    const all = base === null ? env.OTEL_EXPORTER_OTLP_ENDPOINT || null : null;
    if (base === null && own === null && all === null) return null;
    const shared = base ?? (all === null ? null : parseUrl(all));
    const url = own === null ? shared && below(shared, `v1/${signal.toLowerCase()}`) : parseUrl(own);
    if (url === null) return `the endpoint ${quote(own ?? all ?? '')} is not an http or https address`;
    const spoken = protocol ?? variable('PROTOCOL') ?? 'http/protobuf';
    const known = PROTOCOLS.find((one) => one === spoken);
    if (known === undefined) return `OTEL_EXPORTER_OTLP_PROTOCOL is ${quote(spoken)}. Use ${PROTOCOLS.join(' or ')}`;
    return {
      url,
      headers: headers ?? parsePairs(variable('HEADERS') ?? '') ?? {},
      protocol: known,
      isZipped: variable('COMPRESSION') === 'gzip',
      certificate: variable('CERTIFICATE'),
    };
  };
  const [traces, metrics] = [read('TRACES'), read('METRICS')];
  const problem = [traces, metrics].find((one) => typeof one === 'string');
  if (typeof problem === 'string') return {settings: null, problem: `No telemetry is sent: ${problem}.`};
  if (typeof traces === 'string' || typeof metrics === 'string' || (traces === null && metrics === null)) return NONE;
  const values = [traces, metrics].flatMap((one) => Object.values(one?.headers ?? {}));
  const settings: TelemetrySettings = {
    traces,
    metrics,
    temporality:
      env.OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE?.toLowerCase() === 'cumulative' ? 'cumulative' : 'delta',
    serviceName: env.OTEL_SERVICE_NAME || null,
    resource: parsePairs(env.OTEL_RESOURCE_ATTRIBUTES ?? '') ?? {},
    secrets: [...new Set(values.flatMap((value) => value.split(' ')))].filter(isSecret),
  };
  return {settings, problem: null};
}

/** Reads where telemetry goes from the variables only. */
export function readTelemetryVariables(env: Environment): FoundSettings {
  return readTelemetrySettings({endpoint: null, headers: null, protocol: null, nameOf: (name) => name}, env);
}

function parseUrl(text: string): URL | null {
  const url = URL.parse(text.trim());
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : null;
}

function below(url: URL, path: string): URL {
  const found = new URL(url);
  found.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`;
  return found;
}

/** Parses `name=value` pairs separated by commas or line ends, percent-encoded as in W3C baggage; null if one is malformed. */
function parsePairs(text: string): Headers | null {
  const pairs = text
    .split(/[,\n]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => /^([^=\s]+)\s*=\s*(.*)$/.exec(pair));
  const found: (readonly [string, string])[] = [];
  for (const [, name, value] of pairs.map((pair) => pair ?? [])) {
    if (name === undefined || value === undefined) return null;
    found.push([decode(name), decode(value)]);
  }
  return Object.fromEntries(found);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Guesses whether a word of a header's value is a key or token, unlike the name of a tenant or data set. */
function isSecret(value: string): boolean {
  return value.length >= 8 && /\d/.test(value);
}

/** An address to post steps to, as JSON. */
export interface Webhook {
  /** The address, which may itself be a secret. */
  readonly url: URL;
  /** Null if posts are not signed. */
  readonly secret: string | null;
}

/** Reads the webhook's inputs; null without any. Throws InputError, which never shows the address. */
export function readWebhook(url: string | null, secret: string | null): Webhook | null {
  if (url === null && secret === null) return null;
  if (url === null) {
    throw badInput('Input "webhook-secret" is given without "webhook-url". Give both, or neither.');
  }
  const found = parseUrl(url);
  if (found !== null) return {url: found, secret};
  throw badInput('Input "webhook-url" is not an address. Use one that begins with https://.');
}
