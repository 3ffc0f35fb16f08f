import type {Markup} from './escape.ts';

/** Parts with an empty line between, the empty ones left out. */
export function sections(parts: readonly Markup[]): Markup {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Markdown to unfold by a click; '' without any. */
export function folded(title: Markup, content: Markup): Markup {
  return content === '' ? '' : `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

/** A list; '' without items. */
export function list(items: readonly Markup[]): Markup {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A list with a title above it; '' without items. */
export function titledList(title: string, items: readonly Markup[]): Markup {
  return items.length === 0 ? '' : sections([`**${title}**`, list(items)]);
}

/** A list of names and values, those with an empty value left out. */
export function factList(facts: readonly (readonly [name: string, value: Markup])[]): Markup {
  return list(facts.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`));
}
