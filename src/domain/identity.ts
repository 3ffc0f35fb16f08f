import {badInput} from './errors.ts';

/** A UUIDv7: the permanent identity of a step, a rollback or an undo. */
export type Uid = string;
/** A full commit SHA, 40 (SHA-1) or 64 (SHA-256) lower-case hex digits. */
export type Sha = string;
/** UTC ISO-8601 with milliseconds, as `Date.toISOString` writes it. */
export type Timestamp = string;

/** A user's name for a step: a number (`3`, `S3`), or its uid or the first eight or more characters of it. */
export type StepRef = {readonly kind: 'id'; readonly id: number} | {readonly kind: 'uid'; readonly prefix: string};
/** A user's name for a rollback or an undo: `R2`, or its uid or the first eight or more characters of it. */
export type RollbackRef =
  | {readonly kind: 'number'; readonly number: number}
  | {readonly kind: 'uid'; readonly prefix: string};

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UID_PREFIX = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/;
const STEP_NUMBER = /^[sS]?([1-9][0-9]{0,14})$/;
const ROLLBACK_NUMBER = /^[rR]([1-9][0-9]{0,14})$/;

export function isSha(text: string): boolean {
  return SHA.test(text);
}

export function isUid(text: string): boolean {
  return UID.test(text);
}

/** The time when a uid was made, which its first 48 bits say. */
export function uidTime(uid: Uid): Timestamp {
  return new Date(Number.parseInt(uid.slice(0, 8) + uid.slice(9, 13), 16)).toISOString();
}

/**
 * Parses a user's name for a step. A number never begins with 0, while a UUIDv7 of our time always does, so digits
 * alone are never ambiguous. Throws InputError, naming `what` (the input or option), for anything else.
 */
export function parseStepRef(text: string, what: string): StepRef {
  const number = STEP_NUMBER.exec(text);
  if (number?.[1] !== undefined) return {kind: 'id', id: Number(number[1])};
  if (UID_PREFIX.test(text.toLowerCase())) return {kind: 'uid', prefix: text.toLowerCase()};
  throw badInput(
    `${what} is ${quote(text)}, which names no step. Use a step's number (3 or S3), or its uid or the first 8 or more characters of it.`,
  );
}

/** True if a lone positional argument is a step's number. */
export function looksLikeStepNumber(text: string): boolean {
  return STEP_NUMBER.test(text);
}

/**
 * Parses a user's name for a rollback. Gives a step's number a message of its own: undo takes back rollbacks, not
 * steps.
 */
export function parseRollbackRef(text: string, what: string): RollbackRef {
  const number = ROLLBACK_NUMBER.exec(text);
  if (number?.[1] !== undefined) return {kind: 'number', number: Number(number[1])};
  if (looksLikeStepNumber(text)) {
    throw badInput(
      `${what} is ${quote(text)}, which is a step's number. Undo takes back a rollback: name it as R${text.replace(/^[sS]/, '')}, or by its uid.`,
    );
  }
  if (UID_PREFIX.test(text.toLowerCase())) return {kind: 'uid', prefix: text.toLowerCase()};
  throw badInput(
    `${what} is ${quote(text)}, which names no rollback. Use its number (R2), or its uid or the first 8 or more characters of it.`,
  );
}

/** Quotes a user's value for a message: cut at 80 characters, control characters escaped. */
export function quote(value: string): string {
  const cut = value.length > 80 ? `${value.slice(0, 79)}…` : value;
  return JSON.stringify(cut);
}

/** The first eight characters of a SHA; '' for null. */
export function shortSha(sha: Sha | null): string {
  return sha === null ? '' : sha.slice(0, 8);
}

/** Names a commit: `4f2c91ab "tidy"`, or by its SHA alone if its subject is unknown. */
export function nameCommit(sha: Sha, subject: string | undefined): string {
  return `${shortSha(sha)}${subject === undefined ? '' : ` ${quote(subject)}`}`;
}

/** The slug of a history without a project id, so that a renamed repository keeps its history. */
export const DEFAULT_SLUG = 'default';

const MAX_PROJECT_ID_LENGTH = 100;

/**
 * Encodes `text` as one path component that every file system, artifact name, cache key and git ref accepts: letters,
 * digits, `_`, `-` and inner dots stay, any other byte becomes `=XX`. `slugToText` decodes it.
 */
export function textToSlug(text: string): string {
  let slug = '';
  const bytes = new TextEncoder().encode(text);
  bytes.forEach((byte, index) => {
    const char = String.fromCharCode(byte);
    // git refuses a dot at either end, two in a row, and the ending ".lock".
    const innerDot =
      char === '.' && index > 0 && index < bytes.length - 1 && bytes[index - 1] !== 0x2e && !text.endsWith('.lock');
    slug += /[A-Za-z0-9_-]/.test(char) || innerDot ? char : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return slug;
}

export function slugToText(slug: string): string {
  const bytes: number[] = [];
  for (let i = 0; i < slug.length; i++) {
    if (slug[i] === '=') {
      bytes.push(Number.parseInt(slug.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(slug.charCodeAt(i));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/**
 * The path components of a project's folder, one for each part between slashes. Throws InputError for an empty part,
 * for `.` and `..`, and for an id of more than 100 characters.
 */
export function projectPathParts(projectId: string, what: string): readonly string[] {
  return parseProjectId(projectId, what).split('/').map(textToSlug);
}

/** Checks a project id. Throws InputError, naming the input or option, if it cannot name a history. */
export function parseProjectId(projectId: string, what: string): string {
  const reason =
    projectId.length > MAX_PROJECT_ID_LENGTH
      ? `it is longer than ${MAX_PROJECT_ID_LENGTH} characters`
      : projectId.split('/').some((part) => part === '' || part === '.' || part === '..')
        ? 'a part between its slashes is empty, "." or ".."'
        : [...projectId].some((char) => char < ' ' || char === '\u007f')
          ? 'it has a control character'
          : undefined;
  if (reason !== undefined) {
    throw badInput(`${what} is ${quote(projectId)}, and ${reason}. Use a name such as owner/repo.`);
  }
  return projectId;
}
