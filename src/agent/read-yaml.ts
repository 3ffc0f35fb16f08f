import {badInput, describeError, type InputError} from '../domain/errors.ts';

/** Parses JSON, else YAML, whose errors name the line. Messages do not quote the text, since it may contain a secret. */
export async function parseText(text: string, where: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return await parseYaml(text, where);
  }
}

/** Parses YAML. With `asTexts` every scalar stays a string, as written. Throws an InputError that names the line. */
export async function parseYaml(text: string, where: string, asTexts = false): Promise<unknown> {
  const {LineCounter, parseDocument} = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
    ...(asTexts && {schema: 'failsafe' as const}),
  });
  const [error] = [...document.errors, ...document.warnings.filter(({code}) => code === 'TAG_RESOLVE_FAILED')];
  // The library recurses for each level, until the stack is full.
  if (error?.code === 'RESOURCE_EXHAUSTION') throw tooDeep(where);
  if (error !== undefined) {
    const {line, col} = lines.linePos(error.pos[0]);
    throw badInput(
      `${where} is neither JSON nor YAML: line ${line}, column ${col}: ${error.message.replace(/\.$/, '')}. Correct that line.`,
    );
  }
  try {
    // Limit aliases, which could expand a few lines to gigabytes.
    return document.toJS({maxAliasCount: 100});
  } catch (cause) {
    if (cause instanceof RangeError) throw tooDeep(where, cause);
    throw badInput(`${where} cannot be used: ${describeError(cause)}. Write it without aliases.`, {
      cause,
    });
  }
}

/** A text that a YAML comment ended, though its writer may not have meant one. */
interface CutText {
  readonly key: string;
  readonly line: number;
  readonly comment: string;
}

/**
 * Finds the texts under these keys that a comment may have cut short: its `#` is written as in `#12`, or a quotation mark
 * before it is still open.
 */
export async function findCutTexts(text: string, keys: readonly string[]): Promise<readonly CutText[]> {
  const {LineCounter, isMap, isScalar, parseDocument} = await import('yaml');
  const lineCounter = new LineCounter();
  const {contents} = parseDocument(text, {lineCounter, prettyErrors: false, stringKeys: true, logLevel: 'error'});
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({key, value}) => {
    if (!isScalar(key) || !keys.includes(String(key.value)) || !isScalar(value) || value.type !== 'PLAIN') return [];
    const end = value.range?.[1] ?? text.length;
    const [, comment] = /^[ \t]+(#.*)/.exec(text.slice(end)) ?? [];
    const isOpen = ['"', "'"].some((mark) => String(value.value).split(mark).length % 2 === 0);
    if (comment === undefined || !(isOpen || /^#[^\s#]/.test(comment))) return [];
    return [{key: String(key.value), line: lineCounter.linePos(end).line, comment}];
  });
}

const MAX_DEPTH = 32;

/** Throws InputError for a value that is nested too deeply, including a YAML alias that contains itself. */
export function checkDepth(value: unknown, where: string, depth = MAX_DEPTH): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0) throw tooDeep(where);
  for (const item of Object.values(value)) checkDepth(item, where, depth - 1);
}

function tooDeep(where: string, cause?: unknown): InputError {
  return badInput(`${where} is nested deeper than ${MAX_DEPTH} levels. Make it flatter.`, {cause});
}
