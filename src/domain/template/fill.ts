import {badInput} from '../errors.ts';
import {quote} from '../identity.ts';
import {faultOfValue, type Matches, PLACE, type Template} from './parse.ts';

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
