import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {Ajv, type ValidateFunction} from 'ajv';

/**
 * GitHub's published description of its REST interface (`@octokit/openapi`). It has 13 MB, so what a test needs of it is
 * kept in a file of its own, with all that it refers to, and compiled when it is first used.
 */
const require = createRequire(import.meta.url);
const DESCRIPTION = '@octokit/openapi/generated/api.github.com.json';
const PARTS = join(
  import.meta.dirname,
  '../../../node_modules/.cache/laforge-openapi',
  require('@octokit/openapi/package.json').version,
);

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
  /** Schema of the body by status; null where it has none. */
  readonly responses: ReadonlyMap<string, Json | null>;
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

/** What the parts that were read refer to, by `#/components/…`. */
const components = new Map<string, unknown>();
const operations = new Map<string, Operation>();
const validators = new Map<Json, ValidateFunction>();
const ajv = new Ajv({
  strict: false,
  validateSchema: false,
  allErrors: true,
  inlineRefs: false,
  code: {optimize: false},
  formats: formats(),
});
const BASIC_ERROR = {$ref: '#/components/schemas/basic-error'};

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
  const schema = {$ref: `#/components/schemas/${schemaName}`};
  readPart(schemaName, () => schema);
  const sample = sampleValue(schema, []);
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
  const schema = operation.responses.get(String(exchange.status));
  // Any operation may answer 401, 403 and the like in GitHub's common form, described or not.
  if (schema === undefined && exchange.status >= 400) {
    readPart('basic-error', () => BASIC_ERROR);
    return faultsOf(compile(BASIC_ERROR), exchange.answer, 'response');
  }
  if (schema === undefined) return [`response status ${exchange.status}: not described`];
  if (schema === null) return exchange.answer === undefined ? [] : ['response body: none is described'];
  return faultsOf(compile(schema), exchange.answer, `response ${exchange.status}`);
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
  const found = readPart(key, (all) => at(all, ['paths', path, method.toLowerCase()]));
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

function toResponse([status, value]: [string, unknown]): [string, Json | null] {
  const schema = at(resolve(value), ['content', 'application/json', 'schema']);
  return [status, isObject(schema) ? schema : null];
}

function compile(schema: Json): ValidateFunction {
  const compiled = validators.get(schema) ?? compileAnew(schema);
  validators.set(schema, compiled);
  return compiled;
}

function compileAnew(schema: Json): ValidateFunction {
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

/** A part of the description, from its file; the first time from the whole of it. */
function readPart(key: string, find: (all: unknown) => unknown): unknown {
  const path = join(PARTS, `${encodeURIComponent(key)}.json`);
  if (!existsSync(path)) {
    const all: unknown = JSON.parse(readFileSync(require.resolve(DESCRIPTION), 'utf8'));
    const refs: Record<string, unknown> = {};
    const part = find(all);
    collectRefs(part, all, refs);
    mkdirSync(PARTS, {recursive: true});
    writeFileSync(`${path}.${process.pid}`, JSON.stringify({part: part ?? null, refs}));
    renameSync(`${path}.${process.pid}`, path);
  }
  const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
  for (const [ref, value] of Object.entries(at(read, ['refs']) ?? {})) {
    if (!components.has(ref)) components.set(ref, value);
  }
  return at(read, ['part']);
}

/** Brings along what a value refers to, by name, and what that refers to. */
function collectRefs(value: unknown, all: unknown, refs: Record<string, unknown>): void {
  if (Array.isArray(value)) for (const it of value) collectRefs(it, all, refs);
  if (!isObject(value)) return;
  const {$ref} = value;
  if (typeof $ref === 'string' && !($ref in refs)) {
    refs[$ref] = at(all, $ref.slice(2).split('/'));
    collectRefs(refs[$ref], all, refs);
  }
  for (const [key, it] of Object.entries(value)) if (key !== 'examples') collectRefs(it, all, refs);
}

function resolve(value: unknown): Json {
  if (!isObject(value)) return {};
  return typeof value.$ref === 'string' ? resolve(components.get(value.$ref)) : value;
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
