import {badInput, type InputError} from '../errors.ts';
import {quote} from '../identity.ts';
import {isObject, type Json} from '../json.ts';
import {INPUT_KEYS, INPUT_NAME, OWN_KEYS, TEMPLATE_OPTIONS, templateOption} from './options.ts';

interface TemplateInput {
  readonly description: string | null;
  readonly required: boolean;
  readonly default: string | null;
  /** The only allowed values; null for any. */
  readonly options: readonly string[] | null;
  /** A pattern that must match the whole value. */
  readonly pattern: string | null;
}

export interface Template {
  readonly description: string | null;
  readonly inputs: ReadonlyMap<string, TemplateInput>;
  /** The texts for the action's inputs. */
  readonly options: ReadonlyMap<string, string>;
}

/** The placeholder of an input in a text. */
export const PLACE = /\$\{\{\s*inputs\.([A-Za-z][\w-]*)\s*\}\}/g;

/** Tells if a value matches a pattern; null if that takes too long. */
type Matches = (pattern: RegExp, value: string) => boolean | null;

/** The readable part of a template, and one error that names all its faults. */
export interface InspectedTemplate {
  readonly template: Template;
  readonly fault: InputError | null;
}

/** Reads a template and reports all faults. `where` is how messages name the file. */
export function inspectTemplate(value: unknown, where: string, matches: Matches): InspectedTemplate {
  const faults: string[] = [];
  if (!isObject(value)) {
    const fault = refusal(where, ['it has no keys: write options of the step, such as run: …']);
    return {template: {description: null, inputs: new Map(), options: new Map()}, fault};
  }
  const known = [...OWN_KEYS, ...Object.keys(TEMPLATE_OPTIONS)];
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length > 0)
    faults.push(
      `${listed(unknown)} ${unknown.length > 1 ? 'are no keys' : 'is no key'} of it. Use ${known.join(', ')}`,
    );
  const inputs = readInputs(value.inputs, faults, matches);
  const options = new Map<string, string>();
  for (const [name, given] of Object.entries(value)) {
    const text = templateOption(name) === undefined || given === null ? null : toText(name, given, faults);
    if (text === null) continue;
    checkPlaces(name, text, inputs, faults);
    options.set(name, text);
  }
  const folder = options.get('working-directory');
  if (folder !== undefined && leadsOut(folder))
    faults.push(`working-directory is ${quote(folder)}, which leads out of the work tree`);
  return {
    template: {description: textOf(value.description), inputs, options},
    fault: faults.length === 0 ? null : refusal(where, faults),
  };
}

function leadsOut(folder: string): boolean {
  let depth = 0;
  for (const name of folder.split(/[\\/]/)) {
    depth += name === '..' ? -1 : name === '' || name === '.' ? 0 : 1;
    if (depth < 0) return true;
  }
  return false;
}

/** The variable in which a script finds an input. */
export function inputVariable(name: string): string {
  return `LAFORGE_INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** Explains why a value is not allowed for an input; null if it is. */
function faultOfValue(
  value: string,
  {options, pattern}: Omit<TemplateInput, 'description'>,
  matches: Matches,
): string | null {
  if (value.includes('\0')) return 'has a NUL character, which no script can be given';
  if (value.length > LONGEST_VALUE) return `has ${value.length} characters, and ${LONGEST_VALUE} are the most`;
  if (options !== null && !options.includes(value)) return `is none of ${options.join(', ')}`;
  const isMatch = pattern === null || matches(new RegExp(`^(?:${pattern})$`, 'u'), value);
  if (isMatch === null) return `is not told in a second to match ${pattern}, which repeats what it repeats`;
  return isMatch ? null : `does not match ${pattern}`;
}

/** Linux refuses a single variable of 128 KiB or more. */
const LONGEST_VALUE = 30_000;

function readInputs(value: unknown, faults: string[], matches: Matches): ReadonlyMap<string, TemplateInput> {
  const inputs = new Map<string, TemplateInput>();
  if (value === undefined || value === null) return inputs;
  if (!isObject(value)) {
    faults.push('inputs has no keys: write name: {description: …}');
    return inputs;
  }
  const variables = new Map<string, string>();
  for (const [name, given] of Object.entries(value)) {
    const variable = inputVariable(name);
    const other = variables.get(variable);
    if (!INPUT_NAME.test(name)) faults.push(`${quote(name)} is no name of an input: use letters, digits, - and _`);
    else if (other !== undefined) faults.push(`the inputs ${other} and ${name} would both be ${variable}`);
    variables.set(variable, name);
    inputs.set(name, readInput(name, given ?? {}, faults, matches));
  }
  return inputs;
}

function readInput(name: string, given: unknown, faults: string[], matches: Matches): TemplateInput {
  const say = (what: string) => faults.push(`the input ${name} ${what}`);
  const keys: Json = isObject(given) ? given : {};
  if (!isObject(given)) say(`is no object: write ${name}: {description: …}`);
  const unknown = Object.keys(keys).filter((key) => !INPUT_KEYS.some((one) => one === key));
  if (unknown.length > 0) say(`has ${listed(unknown)}. Use ${INPUT_KEYS.join(', ')}`);
  if (keys.required !== undefined && typeof keys.required !== 'boolean') say('is required: true or false');
  const options = Array.isArray(keys.options) ? keys.options.map(textOf) : null;
  if (keys.options !== undefined && (options === null || options.length === 0 || options.includes(null)))
    say('has options that are no list of texts');
  const input = {
    description: textOf(keys.description),
    required: keys.required === true,
    default: textOf(keys.default),
    options: options === null ? null : options.filter((one) => one !== null),
    pattern: textOf(keys.pattern),
  };
  if (keys.default !== undefined && input.default === null) say('has a default that is no text');
  if (input.pattern !== null && !isPattern(input.pattern)) {
    say(`has the pattern ${quote(input.pattern)}, which is no regular expression`);
    return {...input, pattern: null};
  }
  const fault = input.default === null ? null : faultOfValue(input.default, input, matches);
  if (fault !== null) say(`has a default that ${fault}`);
  return input;
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Converts an option to the text of the action's input. Adds a fault and returns null if it is of the wrong kind. */
function toText(name: string, given: unknown, faults: string[]): string | null {
  const kind = templateOption(name)?.kind;
  if (kind === 'flag') {
    if (given === true || given === false) return String(given);
    faults.push(`${name} is neither true nor false`);
    return null;
  }
  if (kind === 'document' && isObject(given)) return JSON.stringify(given);
  if (kind === 'list' && Array.isArray(given) && given.every((one) => typeof one === 'string')) return given.join('\n');
  const text = textOf(given);
  if (text === null) faults.push(`${name} is no text${kind === 'number' ? ' and no number' : ''}`);
  return text;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** Only text may have placeholders: in a script, an input would run as code of whoever gives it. */
function checkPlaces(name: string, text: string, inputs: ReadonlyMap<string, TemplateInput>, faults: string[]): void {
  if (templateOption(name)?.isFilled !== true) {
    if (!text.includes('${{')) return;
    const [, input = 'name'] = new RegExp(PLACE.source).exec(text) ?? [];
    faults.push(
      `${name} has \${{, and only prompt and commit-message are filled in: a script finds an input in $${inputVariable(input)}`,
    );
    return;
  }
  const unknown = [...text.matchAll(PLACE)].map(([, input = '']) => input).filter((input) => !inputs.has(input));
  if (unknown.length > 0) faults.push(`${name} has the input ${listed(unknown)}, which inputs does not declare`);
  if (text.replace(PLACE, '').includes('${{'))
    faults.push(`${name} has \${{ that begins no \${{ inputs.name }}, and nothing else is filled in`);
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].map((name) => quote(name)).join(', ');
}

function refusal(where: string, faults: readonly string[]): InputError {
  return badInput(`${where} is no template of a step: ${faults.join('; ')}.`);
}

/** A template with its inputs filled in, ready for a step. */
export interface FilledTemplate {
  /** The value of every input that the template declares. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly options: ReadonlyMap<string, string>;
}

/**
 * Fills the given inputs, and the defaults of the others, into the prompt and the commit message. Values are plain
 * text: placeholders inside them are not filled in. Throws InputError, naming each input that is missing, unknown or
 * wrong.
 */
export function fillTemplate(
  template: Template,
  given: ReadonlyMap<string, string>,
  {
    name,
    inputOption,
    matches,
  }: {readonly name: string; readonly inputOption: (name: string) => string; readonly matches: Matches},
): FilledTemplate {
  const faults: string[] = [];
  const known = [...template.inputs.keys()];
  for (const input of given.keys()) {
    if (known.includes(input)) continue;
    const has = known.length === 0 ? 'It has none' : `It has ${known.join(', ')}`;
    faults.push(`Template ${quote(name)} has no input ${quote(input)}. ${has}.`);
  }
  const inputs: Record<string, string> = {};
  for (const [input, declared] of template.inputs) {
    const value = given.get(input) ?? declared.default;
    if (value === null && declared.required) {
      const what = declared.description === null ? '' : ` (${declared.description})`;
      faults.push(`Template ${quote(name)} needs the input ${quote(input)}${what}. Give it: ${inputOption(input)}.`);
    }
    const fault = value === null ? null : faultOfValue(value, declared, matches);
    if (fault !== null) faults.push(`Input ${quote(input)} of template ${quote(name)} ${fault}. Give another value.`);
    inputs[input] = value ?? '';
  }
  if (faults.length > 0) throw badInput(faults.join(' '));
  const options = new Map(template.options);
  const fill = (option: string, toText: (value: string) => string) => {
    const text = options.get(option);
    const filled = text?.replace(PLACE, (_place, input: string) => toText(inputs[input] ?? ''));
    if (filled !== undefined) options.set(option, filled);
  };
  fill('prompt', (value) => value);
  fill('commit-message', toMessage);
  return {inputs, options};
}

/** Makes a value one line of a message, so that it cannot add a trailer, and escapes its names in braces. */
function toMessage(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .replace(/\{([a-z-]+)\}/g, '{{$1}}');
}
