import type {Sha} from '../domain/identity.ts';
import type {Commit} from '../domain/ports/commits.ts';

/** A commit as its bytes say it, with the whole message. */
export interface CommitObject extends Commit {
  readonly message: string;
}

/** The last second that a Date can hold: a commit may claim any time at all. */
const LAST_SECOND = 8_640_000_000_000;

/** Reads the bytes of a commit object. Odd fields come out empty; the parents are exactly what stands there. */
export function parseCommitObject(sha: Sha, content: Uint8Array): CommitObject {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const end = bytes.indexOf('\n\n');
  const header = bytes.subarray(0, end < 0 ? bytes.length : end);
  const encoding = /^encoding (.+)$/m.exec(header.toString('latin1'))?.[1];
  const decode = decoderOf(encoding);
  const lines = decode(header).split('\n');
  const field = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const committer = parsePerson(field('committer'));
  const [message = ''] = end < 0 ? [] : decode(bytes.subarray(end + 2)).split('\0', 1);
  return {
    sha,
    parents: parseParents(header.toString('latin1')),
    authorName: parsePerson(field('author')).name,
    committerName: committer.name,
    committerEmail: committer.email,
    committedAt: new Date(committer.seconds * 1000).toISOString(),
    subject: subjectOf(message),
    message,
  };
}

/** The parents that the header of a commit names: they stand right below its tree, as git reads them. */
export function parseParents(header: string): readonly Sha[] {
  const parents: Sha[] = [];
  let at = header.indexOf('\n') + 1;
  while (at > 0 && header.startsWith('parent ', at)) {
    const end = header.indexOf('\n', at);
    parents.push(header.slice(at + 'parent '.length, end < 0 ? header.length : end));
    at = end + 1;
  }
  return parents;
}

function decoderOf(encoding: string | undefined): (bytes: Uint8Array) => string {
  const utf8 = new TextDecoder();
  if (encoding === undefined) return (bytes) => utf8.decode(bytes);
  try {
    const decoder = new TextDecoder(encoding);
    return (bytes) => decoder.decode(bytes);
  } catch {
    return (bytes) => utf8.decode(bytes);
  }
}

/** `Name <mail> seconds zone`. */
function parsePerson(line: string): {readonly name: string; readonly email: string; readonly seconds: number} {
  const open = line.indexOf('<');
  const close = line.indexOf('>', open);
  if (open < 0 || close < 0) return {name: '', email: '', seconds: 0};
  const seconds =
    Number(
      line
        .slice(line.lastIndexOf('>') + 1)
        .trim()
        .split(' ', 1)[0],
    ) || 0;
  return {
    name: line.slice(0, open).trim(),
    email: line.slice(open + 1, close),
    seconds: Math.max(-LAST_SECOND, Math.min(seconds, LAST_SECOND)),
  };
}

/** The first paragraph as one line, as `git log --format=%s` gives it. */
function subjectOf(message: string): string {
  const words: string[] = [];
  let at = 0;
  while (at < message.length) {
    const end = message.indexOf('\n', at);
    const line = message.slice(at, end < 0 ? message.length : end).trimEnd();
    if (line === '' && words.length > 0) break;
    if (line !== '') words.push(line);
    if (end < 0) break;
    at = end + 1;
  }
  return words.join(' ');
}
