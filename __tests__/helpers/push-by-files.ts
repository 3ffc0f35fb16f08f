import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {inflateSync} from 'node:zlib';

/** The branch that is checked out, as the file of HEAD says it; null where none is, or HEAD is elsewhere. */
export function branchByFile(work: string): string | null {
  return /^ref: refs\/heads\/(.+)\n$/.exec(read(join(work, '.git/HEAD')) ?? '')?.[1] ?? null;
}

/**
 * Does what `git push origin HEAD:refs/heads/<branch>` does, which takes seven processes, where all that it needs stands in
 * plain files and nothing could refuse or change the push: to a new or an older branch of a bare repository on this machine.
 * False, with nothing at the remote changed that anybody sees, in all other cases.
 */
export function pushByFiles(work: string, branch: string): boolean {
  const remote = plainOrigin(join(work, '.git/config'));
  if (remote === null || existsSync(join(remote, 'packed-refs'))) return false;
  const tip = tipOf(work);
  const before = read(join(remote, 'refs/heads', branch))?.trim() ?? null;
  if (tip === null) return false;
  try {
    const found = copyObjects(join(work, '.git/objects'), join(remote, 'objects'), tip);
    if (before !== null && !found.has(before)) return false;
  } catch {
    // An object stands in a pack, or is no file at all.
    return false;
  }
  for (const ref of [join(remote, 'refs/heads', branch), join(work, '.git/refs/remotes/origin', branch)]) {
    mkdirSync(dirname(ref), {recursive: true});
    writeFileSync(ref, `${tip}\n`);
  }
  return true;
}

/** The folder of the remote, where neither repository has settings or hooks that a push obeys. */
function plainOrigin(config: string): string | null {
  const settings = read(config) ?? '';
  const [, remote] =
    /^\[remote "origin"\]\n\turl = (\/.*)\n\tfetch = \+refs\/heads\/\*:refs\/remotes\/origin\/\*\n/m.exec(settings) ??
    [];
  if (remote === undefined || /pushurl|pushdefault|insteadof|include|hookspath|push =|mirror/i.test(settings))
    return null;
  const theirs = read(join(remote, 'config'));
  if (theirs === null || /deny|hiderefs|hookspath|fsck|include/i.test(theirs)) return null;
  return [join(remote, 'hooks'), join(dirname(config), 'hooks'), join(dirname(config), 'shallow')].some(existsSync)
    ? null
    : remote;
}

function tipOf(work: string): string | null {
  const branch = branchByFile(work);
  const file = branch === null ? 'HEAD' : `refs/heads/${branch}`;
  return /^([0-9a-f]{40})\n$/.exec(read(join(work, '.git', file)) ?? '')?.[1] ?? null;
}

/** Copies a commit with all that it needs and that is not there. Returns what of it was there already. */
function copyObjects(from: string, to: string, tip: string): ReadonlySet<string> {
  const found = new Set<string>();
  const copy = (sha: string): void => {
    const path = join(sha.slice(0, 2), sha.slice(2));
    if (existsSync(join(to, path))) {
      found.add(sha);
      return;
    }
    const object = readFileSync(join(from, path));
    // As git does: what an object names is there before it.
    for (const named of namedIn(inflateSync(object))) copy(named);
    mkdirSync(dirname(join(to, path)), {recursive: true});
    writeFileSync(join(to, path), object, {mode: 0o444});
  };
  copy(tip);
  return found;
}

/** The objects that a commit or a tree names. */
function namedIn(object: Buffer): readonly string[] {
  const body = object.subarray(object.indexOf(0) + 1);
  const kind = object.toString('latin1', 0, object.indexOf(' '));
  if (kind === 'commit') {
    const [head = ''] = body.toString('utf8').split('\n\n', 1);
    return [...head.matchAll(/^(?:tree|parent) ([0-9a-f]{40})$/gm)].map(([, sha = '']) => sha);
  }
  const named: string[] = [];
  if (kind !== 'tree') return named;
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(0, at);
    named.push(body.toString('hex', end + 1, end + 21));
    at = end + 21;
  }
  return named;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
