import {InputError} from './errors.ts';
import {quote} from './identity.ts';

/** The slug of a history that was given no project id, so that a renamed repository keeps its history. */
export const DEFAULT_SLUG = 'default';

const MAX_PROJECT_ID_LENGTH = 100;

/**
 * One path component for `text` that every file system, artifact name, cache key and git ref accepts: letters, digits,
 * `_`, `-` and a dot inside stay, any other byte is `=XX`. `slugToText` takes it back.
 */
export function textToSlug(text: string): string {
  let slug = '';
  const bytes = new TextEncoder().encode(text);
  bytes.forEach((byte, index) => {
    const char = String.fromCharCode(byte);
    // git refuses a dot at either end, two in a row, and an ending of ".lock".
    const innerDot =
      char === '.' && index > 0 && index < bytes.length - 1 && bytes[index - 1] !== 0x2e && !text.endsWith('.lock');
    slug += /[A-Za-z0-9_-]/.test(char) || innerDot ? char : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return slug;
}

/** The text that `textToSlug` made this slug from. */
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
 * The path components under which a project's own folder stands, one for each part between slashes. Throws InputError
 * on an empty part, on `.` and `..`, and on an id of more than 100 characters.
 */
export function projectPathParts(projectId: string, what: string): readonly string[] {
  return parseProjectId(projectId, what).split('/').map(textToSlug);
}

/** A project id. Throws InputError where it cannot name a history, naming the input or option it came from. */
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
    throw new InputError('bad-input', `${what} is ${quote(projectId)}, and ${reason}. Use a name such as owner/repo.`);
  }
  return projectId;
}
