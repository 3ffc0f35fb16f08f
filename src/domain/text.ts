const ESC = '\u001b';
/**
 * The escape sequences for a terminal's cursor and colours (ECMA-48), longest kind first: titles, links and other
 * strings, where an unfinished one ends with its line; cursor and colours; the rest.
 */
const ESCAPES: readonly RegExp[] = [
  new RegExp(
    `(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u009c${ESC}\n]*(?:[\u0007\u009c]|${ESC}\\\\)?`,
    'g',
  ),
  new RegExp(`(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]?`, 'g'),
  new RegExp(`${ESC}[ -/]*[0-~]?`, 'g'),
];

/**
 * Removes escape sequences; other control characters stay. Takes linear time, unlike Node's stripVTControlCharacters,
 * which needs seconds for 64 KB of `ESC ]`.
 */
export function stripEscapes(text: string): string {
  return ESCAPES.reduce((plain, escapes) => plain.replaceAll(escapes, ''), text);
}

/** Cuts a text to a number of whole characters, the last of which is `…` if something was cut. */
export function cutText(text: string, most: number): string {
  // A text has at most as many characters as UTF-16 units, and at least half as many.
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, 2 * most + 2));
  if (characters.length <= most) return text;
  const kept = characters.slice(0, Math.max(0, most - 1)).join('');
  return `${kept.trimEnd()}…`;
}

/** Capitalises the first letter, so that a phrase can begin a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Adds the article: `a merge`, `an am`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Lists the first names, with `…` if there are more. */
export function nameSome(names: readonly string[], most: number): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ' …' : ''}`;
}

/** Lists the first items by name and counts the rest: `a, b and 3 more`. */
export function nameFirst<Item>(items: readonly Item[], most: number, name: (item: Item) => string): string {
  const named = items.slice(0, most).map(name).join(', ');
  return items.length > most ? `${named} and ${items.length - most} more` : named;
}

/** Lists items in words: `a`, `a and b`, `a, b and c`. */
export function listInWords(items: readonly string[]): string {
  return joinFilled([items.slice(0, -1).join(', '), items.at(-1) ?? ''], ' and ');
}

/** Orders texts by their UTF-16 units, the same on every machine. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Joins the parts that are not empty. */
export function joinFilled(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator);
}

/** Ends a text as a sentence, once: a quotation that ends, and a message's code after its full stop, end it too. */
export function asSentence(text: string): string {
  const words = text.trimEnd();
  return /[.!?…]["'”)]*(?: \(LF\d{3}\))?$/.test(words) ? words : `${words}.`;
}

const MOST_NAMES = 3;

/**
 * Suggests the names that somebody who typed `name` may have meant, nearest first: a few letters apart, or with the
 * same last part.
 */
export function nearNames(name: string, names: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  const most = Math.max(wanted.length < 4 ? 1 : 2, Math.floor(wanted.length / 4));
  return names
    .map((other) => ({other, apart: distance(wanted, other.toLowerCase())}))
    .filter(({other, apart}) => apart <= most || lastPart(other) === lastPart(name))
    .sort((a, b) => a.apart - b.apart)
    .slice(0, MOST_NAMES)
    .map(({other}) => other);
}

function lastPart(name: string): string {
  return name.toLowerCase().slice(name.lastIndexOf('/') + 1);
}

/** The edit distance: how many letters to add, remove or change to turn one word into the other. */
function distance(one: string, other: string): number {
  let above = Array.from({length: other.length + 1}, (_, at) => at);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (let at = 0; at < other.length; at++) {
      const changed = (above[at] ?? 0) + (other[at] === letter ? 0 : 1);
      line.push(Math.min(changed, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
