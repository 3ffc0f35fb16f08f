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
