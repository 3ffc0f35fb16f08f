import {describeError, InputError} from '../domain/errors.ts';

/** JSON, and what is not JSON as YAML, whose messages name the line. Neither message quotes the text: it may hold a secret. */
export async function parseText(text: string, where: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return await parseYaml(text, where);
  }
}

/** Reads YAML; with `asTexts` every scalar is the text that it is written as. Throws InputError that names the line. */
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
  // The library reads each level by a call of its own, until there is no room for more.
  if (error?.code === 'RESOURCE_EXHAUSTION') throw tooDeep(where);
  if (error !== undefined) {
    const {line, col} = lines.linePos(error.pos[0]);
    throw new InputError(
      'bad-input',
      `${where} is neither JSON nor YAML: line ${line}, column ${col}: ${error.message.replace(/\.$/, '')}. Correct that line.`,
    );
  }
  try {
    // The library's own limit on aliases keeps a few lines from growing into gigabytes.
    return document.toJS({maxAliasCount: 100});
  } catch (cause) {
    if (cause instanceof RangeError) throw tooDeep(where, cause);
    throw new InputError('bad-input', `${where} cannot be used: ${describeError(cause)}. Write it without aliases.`, {
      cause,
    });
  }
}

const MAX_DEPTH = 32;

/** Refuses what is nested too deeply, also a YAML alias that contains itself. */
export function checkDepth(value: unknown, where: string, depth = MAX_DEPTH): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0) throw tooDeep(where);
  for (const item of Object.values(value)) checkDepth(item, where, depth - 1);
}

function tooDeep(where: string, cause?: unknown): InputError {
  return new InputError('bad-input', `${where} is nested deeper than ${MAX_DEPTH} levels. Make it flatter.`, {cause});
}
