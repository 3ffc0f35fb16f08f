import {createHash} from 'node:crypto';
import {type AgentConfig, MOST_PROMPT_BYTES, type Prompt} from '../domain/documents.ts';
import type {Environment} from '../domain/ports/system.ts';
import {GITLEAKS_RULES} from './gitleaks-rules.ts';
import {LABELLED, SECRET_NAME, TOKENS} from './secret-shapes.ts';

/** Replaces a secret. */
const REDACTED = '***';

/** Shorter values would redact ordinary words, and no token is that short. */
const SHORTEST_SECRET = 6;
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/**
 * Names of variables that hold secrets. The names also match harmless variables such as `TOKEN_KIND=app`, so short values
 * and paths do not count.
 */
const SECRET_VARIABLE =
  /TOKEN|SECRET|PASSW(?:OR)?D|PASSPHRASE|CREDENTIAL|API_?KEY|(?:^|_)(?:PASS|CREDS|PAT|DSN|WEBHOOK(?:_URL)?)$|_PWD(?:_|$)|^PWD_|(?<!CACHE|PUBLIC|PRIMARY|SORT)_KEY(?:_?[0-9]{1,2})?$/i;
const SHORTEST_VARIABLE = 8;

/** Compiled rules of gitleaks. Most texts contain no keyword, so most rules are never compiled. */
const patterns = new Map<string, RegExp>();

/**
 * Redacts the given secrets and everything that looks like one. A bare commit SHA never counts as a secret. A value with a
 * label such as "password" always does, whatever it looks like.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  let result = text;
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  // Longest first: one secret may be a prefix of another.
  for (const secret of known.toSorted((a, b) => b.length - a.length)) result = result.replaceAll(secret, REDACTED);
  const words = result.toLowerCase();
  const hasOne = (keywords: readonly string[]) => keywords.some((keyword) => words.includes(keyword));
  for (const [keywords, token] of TOKENS) if (hasOne(keywords)) result = result.replaceAll(token, REDACTED);
  for (const [id, keywords, source, flags = ''] of GITLEAKS_RULES) {
    if (!hasOne(keywords)) continue;
    const pattern = patterns.get(id) ?? new RegExp(source, `g${flags}`);
    patterns.set(id, pattern);
    result = result.replaceAll(pattern, redactMatch);
  }
  for (const [keywords, labelled] of LABELLED) {
    if (hasOne(keywords)) result = result.replaceAll(labelled, `$1${REDACTED}`);
  }
  return result;
}

/** Redacts the group that a rule marks as the secret, unless it is a SHA or has no digit, as words of prose do. */
function redactMatch(match: string, ...rest: readonly unknown[]): string {
  const groups = rest.slice(
    0,
    rest.findIndex((argument) => typeof argument === 'number'),
  );
  const secret = groups.find((group) => typeof group === 'string' && group !== '') ?? match;
  if (typeof secret !== 'string' || SHA.test(secret) || !/[0-9]/.test(secret)) return match;
  return match.replaceAll(secret, REDACTED);
}

/** The values of variables that are secrets by their names. */
export function secretsOf(env: Environment): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) =>
    SECRET_VARIABLE.test(name) && value.length >= SHORTEST_VARIABLE && !/^[.~]?\//.test(value) ? [value] : [],
  );
}

/** Redacts a config before it is recorded. */
export function redactConfig(config: AgentConfig, secrets: readonly string[]): AgentConfig {
  const clean = (text: string | null) => (text === null ? null : redactText(text, secrets));
  return {
    ...config,
    name: clean(config.name),
    command: clean(config.command),
    model: clean(config.model),
    system_prompt: clean(config.system_prompt),
    tools: config.tools.map((tool) => redactText(tool, secrets)),
    metadata: redactObject(config.metadata, secrets),
  };
}

/**
 * Redacts a JSON value: everything under a key that names a secret (`token`, `apiKey`, `DB_PASSWORD`), and whatever
 * `redactText` finds in the other strings, keys included.
 */
export function redactValue(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, secrets));
  return typeof value === 'object' && value !== null ? redactObject(value, secrets) : value;
}

function redactObject(value: object, secrets: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key, secrets),
      isSecretKey(key) ? blot(item) : redactValue(item, secrets),
    ]),
  );
}

function isSecretKey(key: string): boolean {
  const words = key.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2').replace(/[^A-Za-z0-9]+/g, '_');
  return SECRET_NAME.test(words.toLowerCase());
}

/** Redacts everything below a secret's key, but keeps its structure. */
function blot(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blot);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blot(item)]));
  }
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? REDACTED : value;
}

/** The limit on how much of a prompt is searched for secrets, far more than is recorded. */
const MOST_READ = 16 * MOST_PROMPT_BYTES;

/** Builds the record of a prompt: its redacted text, or only its digest. The digest covers the whole prompt. */
export function recordPrompt(
  prompt: string,
  {secrets, keepsText}: {readonly secrets: readonly string[]; readonly keepsText: boolean},
): Prompt {
  const text = keepsText ? redactText(prompt.slice(0, MOST_READ), secrets) : null;
  return {
    text,
    sha256: createHash('sha256').update(prompt).digest('hex'),
    bytes: Buffer.byteLength(prompt),
    ...(text !== null && text !== prompt && {altered: true}),
  };
}

/** The spellings of a prompt in a command, to redact there: verbatim, and escaped for either kind of quotes. */
export function spellingsOf(prompt: string): readonly string[] {
  return [prompt, prompt.replaceAll(/["\\]/g, '\\$&'), prompt.replaceAll("'", "'\\''")];
}
