import type {AgentConfig} from '../domain/documents.ts';

/** What stands where a secret was. */
const REDACTED = '***';

/** Shorter ones would blot out ordinary words, and no token is that short. */
const SHORTEST_SECRET = 6;

/** A variable is named by whoever sets it, often for something else: `TOKEN_KIND=app`. */
const SECRET_VARIABLE = /(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY)/i;
const SHORTEST_VARIABLE = 8;

/** Words whose values are secrets; a plural such as `max_tokens` is a count. */
const SECRET_WORDS = [
  ...['token', 'auth_?token', 'bearer', 'secrets?', 'passw(?:or)?d', 'pwd', 'passphrase', 'authorization'],
  ...['(?:api|access|secret|private|signing|encryption|ssh)_?key', 'credentials?', 'cookies?'],
].join('|');
const SECRET_KEY = new RegExp(`(?:^|_)(?:${SECRET_WORDS})$`);
/** The same as it stands in a text: `API_KEY`, `api-key`. */
const SECRET_LABEL = `(?<![A-Za-z0-9])(?:${SECRET_WORDS.replaceAll('_?', '[_-]?')})`;
/** `$TOKEN` and `${{ secrets.TOKEN }}` are no secrets, and a scheme is not yet one. */
const NO_SECRET = String.raw`(?!["']?\$|(?:basic|bearer|token)[ \t])`;
const QUOTED = `"[^"]*"|'[^']*'`;
const WORD = String.raw`[^\s"',;&)]`;

/**
 * Tokens that are known by their shape. None begins in the middle of a run of its own characters where the whole run
 * would have to be read again, so a hostile text costs no more than its length. Bare hex digits are no such shape: a
 * commit SHA must stay.
 */
const SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]{0,40}PRIVATE KEY-----|[\s\S]*)/g,
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /(?<![A-Za-z0-9])gh[a-z]_[A-Za-z0-9_]{16,}(?:[.-][A-Za-z0-9_-]+)*/g,
  /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{16,}/g,
  /(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{8,}/g,
  /(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}/g,
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])/g,
  /(?<![A-Za-z0-9])(?:xox[a-z]|xapp)-[A-Za-z0-9-]{10,}/g,
  /(?<![A-Za-z0-9])AIza[0-9A-Za-z_-]{30,}/g,
  /(?<![A-Za-z0-9])gl[a-z]{2,5}-[A-Za-z0-9_.-]{16,}/g,
  /(?<![A-Za-z0-9])(?:npm|hf|gsk)_[A-Za-z0-9]{20,}/g,
  /(?<![A-Za-z0-9])(?:xai|pypi)-[A-Za-z0-9_-]{20,}/g,
];

/** Secrets known by what stands before them, which stays. */
const LABELLED: readonly RegExp[] = [
  // https://user:secret@host
  /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)[^\s/@"'$]+(?=@)/gi,
  new RegExp(
    String.raw`(\bauthorization["']?[ \t]*[:=][ \t]*["']?(?:(?:basic|bearer|token)[ \t]+)?)${NO_SECRET}[^\s"',;]+`,
    'gi',
  ),
  /(\bbearer[ \t]+)[A-Za-z0-9._~+/=-]{8,}/gi,
  // API_KEY=secret and --api-key secret
  new RegExp(`(${SECRET_LABEL}=)${NO_SECRET}(?:${QUOTED}|${WORD}+)`, 'gi'),
  new RegExp(String.raw`(--?[A-Za-z0-9-]{0,40}${SECRET_LABEL}[ \t]+)${NO_SECRET}(?:${QUOTED}|(?!-)${WORD}+)`, 'gi'),
  // "api_key": "secret"; without quotes it could be prose, so only what has a digit.
  new RegExp(
    String.raw`(${SECRET_LABEL}["']?[ \t]*:[ \t]*)${NO_SECRET}(?:${QUOTED}|(?=[^\s0-9]{0,200}[0-9])${WORD}{6,})`,
    'gi',
  ),
];

/** The text without the given secrets and without what reads as one. A commit SHA is never taken for one by its shape. */
export function redactText(text: string, secrets: readonly string[]): string {
  let result = text;
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  // The longest first: one may be the beginning of another.
  for (const secret of known.toSorted((a, b) => b.length - a.length)) result = result.replaceAll(secret, REDACTED);
  for (const shape of SHAPES) result = result.replaceAll(shape, REDACTED);
  for (const labelled of LABELLED) result = result.replaceAll(labelled, `$1${REDACTED}`);
  return result;
}

/** Values of variables whose names say that they are secrets. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) =>
    SECRET_VARIABLE.test(name) && value.length >= SHORTEST_VARIABLE ? [value] : [],
  );
}

/** A config as it may be recorded. */
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
 * A JSON value without secrets: what stands under a key that names one (`token`, `apiKey`, `DB_PASSWORD`), and what
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
  return SECRET_KEY.test(words.toLowerCase());
}

/** Everything below a secret's key goes; its structure, and that something is missing, stay. */
function blot(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blot);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blot(item)]));
  }
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? REDACTED : value;
}
