import {resolve} from 'node:path';
import type {AgentConfig} from '../domain/documents.ts';
import {badInput, type InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {isObject} from '../domain/json.ts';
import {anyObject, integer, list, nullable, number, object, Reading, text, WRONG} from '../domain/kinds.ts';
import {hasNoFile, looksLikePath, readRegularFile} from '../files/regular-file.ts';
import {checkDepth, parseText} from './read-yaml.ts';
import {redactConfig} from './redact.ts';

interface AgentConfigRequest {
  /** JSON or YAML, or the path of a file with either. */
  readonly text: string;
  /** The base folder of relative paths. */
  readonly folder: string;
  /** Values that must never be recorded, such as the tokens of this run. */
  readonly secrets: readonly string[];
  /** The input or option, as messages name it. */
  readonly what: string;
}

const MAX_BYTES = 1024 * 1024;

/**
 * Reads the agent's config and redacts its secrets. Unknown keys go under `metadata`. Throws an InputError that names the
 * input and the line or key.
 */
export async function readAgentConfig(request: AgentConfigRequest): Promise<AgentConfig> {
  const {what} = request;
  const isPath = looksLikePath(request.text);
  const written = isPath ? readConfigFile(request) : request.text;
  const where = isPath ? `${what} (the file ${quote(request.text.trim())})` : what;
  if (Buffer.byteLength(written) > MAX_BYTES) throw tooLarge(where);
  const parsed = await parseText(written, where);
  checkDepth(parsed, where);
  const config = redactConfig(checkConfig(parsed, where), request.secrets);
  // YAML aliases can make it larger than its text.
  if (Buffer.byteLength(JSON.stringify(config)) > MAX_BYTES) throw tooLarge(where);
  return config;
}

function readConfigFile({text, folder, what}: AgentConfigRequest): string {
  const name = text.trim();
  const advice = 'Give the path of a JSON or YAML file, or the text itself';
  const content = readRegularFile(resolve(folder, name), MAX_BYTES);
  if (content !== null) return content.toString('utf8');
  const reason = hasNoFile(resolve(folder, name))
    ? `there is no such file in ${quote(folder)}`
    : 'it is not a file of at most 1 MB that can be read';
  throw badInput(`${what} is ${quote(name)}, and ${reason}. ${advice}.`);
}

/** Unlimited: a cut could split a secret before redaction sees it. */
const anyText = text(Number.MAX_SAFE_INTEGER);
const GIVEN = {
  name: nullable(anyText),
  command: nullable(anyText),
  model: nullable(anyText),
  max_tokens: nullable(integer(0)),
  temperature: nullable(number()),
  system_prompt: nullable(anyText),
  tools: nullable(list(anyText, Number.MAX_SAFE_INTEGER)),
  metadata: nullable(anyObject),
};

function checkConfig(value: unknown, where: string): AgentConfig {
  if (!isObject(value)) {
    throw badInput(`${where} has no keys. Write keys and their values, such as model: opus.`);
  }
  const reading = new Reading(true);
  const given = object(GIVEN).read(value, reading);
  if (given === WRONG) {
    const [key, reason] = reading.wrong?.split(/: (.*)/s) ?? [];
    throw badInput(`${where}: the key ${quote(key ?? '')} ${reason ?? 'is malformed'}. Correct it.`);
  }
  const unknown = Object.entries(value).filter(([key]) => !Object.hasOwn(GIVEN, key));
  return {
    ...given,
    tools: given.tools ?? [],
    metadata: {...Object.fromEntries(unknown), ...given.metadata},
  };
}

function tooLarge(where: string): InputError {
  return badInput(`${where} is larger than 1 MB. Keep it to what describes the agent.`);
}
