import {badInput} from './errors.ts';
import {quote} from './identity.ts';

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
