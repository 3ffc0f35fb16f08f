import type {Sha} from '../../domain/identity.ts';

/** Parses a git tree into SHAs by name. Each entry is `<mode> <name>`, NUL, and the SHA in bytes. */
export function parseTree(content: Uint8Array, shaDigits: number): ReadonlyMap<string, Sha> {
  const bytes = Buffer.from(content);
  const entries = new Map<string, Sha>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, at);
    if (space < 0 || end < space) break;
    const next = end + 1 + shaDigits / 2;
    entries.set(bytes.toString('utf8', space + 1, end), bytes.toString('hex', end + 1, next));
    at = next;
  }
  return entries;
}
