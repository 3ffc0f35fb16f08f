import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {Ajv, type ValidateFunction} from 'ajv';

/**
 * GitHub's published description of its REST interface (`@octokit/openapi`), as far as a test needs it: 13 MB are read
 * when the first request comes, and an operation is compiled when it is first used.
 */
const DESCRIPTION = '@octokit/openapi/generated/api.github.com.json';

type Json = {readonly [key: string]: unknown};

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly validate: ValidateFunction;
  readonly type: unknown;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly body: ValidateFunction | null;
  readonly responses: ReadonlyMap<string, ValidateFunction | null>;
}

/** One request and its answer, as they went over the wire. `path` is the template: `/repos/{owner}/{repo}/…`. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

let description: Json | undefined;
const operations = new Map<string, Operation>();
const ajv = new Ajv({strict: false, validateSchema: false, allErrors: true, formats: formats()});

/** What in this exchange is not as GitHub describes it, one sentence each with the path of the fault; [] when all is. */
export function findViolations(exchange: Exchange): readonly string[] {
  const name = `${exchange.method.toUpperCase()} ${exchange.path}`;
  const operation = loadOperation(exchange.method, exchange.path);
  if (operation === undefined) return [`${name}: GitHub describes no such operation`];
  return [...requestFaults(operation, exchange), ...answerFaults(operation, exchange)].map((it) => `${name}: ${it}`);
}

/**
 * The smallest value that fits one of GitHub's schemas (its own examples where it has them), with `overrides` on top:
 * the fields a test does not care about.
 */
export function sampleOf(schemaName: string, overrides: Json = {}): Json {
  const sample = sampleValue({$ref: `#/components/schemas/${schemaName}`}, []);
  return {...(isObject(sample) ? sample : {}), ...overrides};
}

function requestFaults(operation: Operation, exchange: Exchange): readonly string[] {
  const faults: string[] = [];
  const known = new Set(operation.parameters.filter((it) => it.in === 'query').map((it) => it.name));
  for (const name of exchange.query.keys()) {
    if (!known.has(name)) faults.push(`request query ${name}: not a parameter of this operation`);
  }
  for (const parameter of operation.parameters.filter((it) => it.in !== 'header')) {
    const text = parameter.in === 'path' ? exchange.pathParameters[parameter.name] : exchange.query.get(parameter.name);
    if (text === undefined || text === null) {
      if (parameter.required) faults.push(`request ${parameter.in} ${parameter.name}: missing`);
    } else faults.push(...faultsOf(parameter.validate, coerce(text, parameter.type), `request ${parameter.name}`));
  }
  if (operation.body !== null) faults.push(...faultsOf(operation.body, exchange.body ?? {}, 'request body'));
  else if (exchange.body !== undefined) faults.push('request body: this operation takes none');
  return faults;
}

function answerFaults(operation: Operation, exchange: Exchange): readonly string[] {
  const validate = operation.responses.get(String(exchange.status));
  // Any operation may answer 401, 403 and the like in GitHub's common form, described or not.
  if (validate === undefined && exchange.status >= 400) {
    return faultsOf(compile({$ref: '#/components/schemas/basic-error'}), exchange.answer, 'response');
  }
  if (validate === undefined) return [`response status ${exchange.status}: not described`];
  if (validate === null) return exchange.answer === undefined ? [] : ['response body: none is described'];
  return faultsOf(validate, exchange.answer, `response ${exchange.status}`);
}

function faultsOf(validate: ValidateFunction, value: unknown, where: string): readonly string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, 20).map((it) => `${where}${it.instancePath} ${it.message}`);
}

function coerce(text: string, type: unknown): unknown {
  if (type === 'integer' || type === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function loadOperation(method: string, path: string): Operation | undefined {
  const key = `${method.toLowerCase()} ${path}`;
  const cached = operations.get(key);
  if (cached !== undefined) return cached;
  const item = at(load(), ['paths', path]);
  const found = at(item, [method.toLowerCase()]);
  if (!isObject(found)) return undefined;
  const operation: Operation = {
    parameters: list(found.parameters).map(toParameter),
    body: toBody(found.requestBody),
    responses: new Map(Object.entries(isObject(found.responses) ? found.responses : {}).map(toResponse)),
  };
  operations.set(key, operation);
  return operation;
}

function toParameter(value: unknown): Parameter {
  const it = resolve(value);
  const where = it.in === 'path' || it.in === 'query' ? it.in : 'header';
  const schema = resolve(it.schema);
  return {
    name: String(it.name),
    in: where,
    required: it.required === true,
    validate: compile(schema),
    type: schema.type,
  };
}

function toBody(value: unknown): ValidateFunction | null {
  const schema = at(value, ['content', 'application/json', 'schema']);
  return isObject(schema) ? compile(schema) : null;
}

function toResponse([status, value]: [string, unknown]): [string, ValidateFunction | null] {
  const schema = at(resolve(value), ['content', 'application/json', 'schema']);
  return [status, isObject(schema) ? compile(schema) : null];
}

function compile(schema: Json): ValidateFunction {
  const defs: Record<string, unknown> = {};
  const main = convert(schema, defs);
  return ajv.compile({...(isObject(main) ? main : {}), $defs: defs});
}

/** An OpenAPI 3.0 schema as JSON Schema: `nullable` spelled out, references brought along. */
function convert(schema: unknown, defs: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((it) => convert(it, defs));
  if (!isObject(schema)) return schema;
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice(2).replaceAll('/', '.');
    if (!(name in defs)) {
      defs[name] = true;
      defs[name] = convert(resolve(schema), defs);
    }
    return {$ref: `#/$defs/${name}`};
  }
  const plain = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !['nullable', 'example', 'examples', 'description', 'discriminator', 'default'].includes(key))
      .map(([key, value]) =>
        key === 'properties' && isObject(value)
          ? [key, Object.fromEntries(Object.entries(value).map(([name, it]) => [name, convert(it, defs)]))]
          : [key, convert(value, defs)],
      ),
  );
  return schema.nullable === true ? {anyOf: [plain, {type: 'null'}]} : plain;
}

function sampleValue(value: unknown, seen: readonly string[]): unknown {
  const ref = isObject(value) && typeof value.$ref === 'string' ? value.$ref : undefined;
  const schema = resolve(value);
  if (schema.nullable === true || (ref !== undefined && seen.includes(ref))) return null;
  const path = ref === undefined ? seen : [...seen, ref];
  const [alternative] = [...list(schema.oneOf), ...list(schema.anyOf)];
  if (alternative !== undefined) return sampleValue(alternative, path);
  if (Array.isArray(schema.allOf)) {
    return Object.assign({}, ...schema.allOf.map((it) => sampleValue(it, path)));
  }
  if (isObject(schema.properties)) {
    const {properties} = schema;
    return Object.fromEntries(list(schema.required).map((key) => [key, sampleValue(properties[String(key)], path)]));
  }
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.type === 'array') return [];
  if (schema.type === 'object') return {};
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return schema.example ?? 1;
  if (schema.format === 'date-time') return '2026-01-01T00:00:00Z';
  if (schema.format === 'uri') return 'https://api.github.com/sample';
  return typeof schema.example === 'string' ? schema.example : 'sample';
}

function load(): Json {
  if (description === undefined) {
    const parsed: unknown = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(DESCRIPTION), 'utf8'));
    description = isObject(parsed) ? parsed : {};
  }
  return description;
}

function resolve(value: unknown): Json {
  if (!isObject(value)) return {};
  return typeof value.$ref === 'string' ? resolve(at(load(), value.$ref.slice(2).split('/'))) : value;
}

function at(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((it, key) => (isObject(it) ? it[key] : undefined), value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function formats(): Record<string, RegExp | true> {
  return {
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    date: /^\d{4}-\d\d-\d\d$/,
    uri: /^[a-z][a-z0-9+.-]*:\/\/\S+$/i,
    email: /@/,
    'uri-template': true,
    int32: true,
    int64: true,
    double: true,
    binary: true,
    timestamp: true,
    'repo.nwo': true,
  };
}
