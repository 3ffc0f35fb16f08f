import {isSha, isUid, type Sha} from '../domain/identity.ts';
import type {Landed, LandedCommit} from '../domain/ports/commits.ts';
import {linesOf} from './plumbing.ts';
import type {PrivateRepository} from './private-repository.ts';
import {shownPath} from './raw-diff.ts';

/** The number of patches to make in one process. */
const PATCHES = 100;
/** As for diffs: no attribute or setting that an agent wrote runs a program or has an effect. */
const PLAIN = ['--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=none'];
const NO_PROGRAMS = [
  {key: 'blame.ignoreRevsFile', value: ''},
  {key: 'diff.external', value: ''},
];

/** Opens the reader of commits that have landed on a branch. It reads in the private repository. */
export function openLanded(repository: PrivateRepository): Landed {
  const patchIdsOf = async (patches: string) => {
    const {stdout} = await repository.git({
      args: ['patch-id', '--stable'],
      input: Buffer.from(patches, 'latin1'),
    });
    return new Map(linesOf(stdout).map((line) => [line.split(' ')[1] ?? '', line.split(' ', 1)[0] ?? '']));
  };
  return {
    commits: async (tip, since) => {
      const args = ['log', '-z', '--topo-order', `--since=${since}`, '--format=%H%x00%P%x00%ct%x00%B'];
      const {stdout} = await repository.git({args: [...args, '--end-of-options', tip]});
      const fields = stdout.split('\0');
      return Array.from({length: Math.floor(fields.length / FIELDS)}, (_, at) =>
        readCommit(fields.slice(at * FIELDS, (at + 1) * FIELDS)),
      );
    },

    patchIds: async (commits) => {
      const found = new Map<Sha, string>();
      for (let at = 0; at < commits.length; at += PATCHES) {
        const input = `${commits.slice(at, at + PATCHES).join('\n')}\n`;
        const args = ['diff-tree', '--stdin', '--root', '-p', ...PLAIN];
        const {stdout} = await repository.git({args, config: NO_PROGRAMS, input, encoding: 'latin1'});
        for (const [sha, id] of await patchIdsOf(stdout)) found.set(sha, id);
      }
      return found;
    },

    forkOf: async (tip, of) => {
      const args = ['merge-base', '--end-of-options', tip, of];
      return (await repository.git({args, allowExit: [1]})).stdout.trim() || null;
    },

    patchIdOf: async (from, to) => {
      const args = ['diff-tree', '-p', ...PLAIN, '--end-of-options', from, to];
      const {stdout} = await repository.git({args, config: NO_PROGRAMS, encoding: 'latin1'});
      const [id = null] = (await patchIdsOf(stdout)).values();
      return id;
    },

    renames: async (tip, since) => {
      const args = ['log', '-z', '--first-parent', '-m', '-M', '--diff-filter=R', '--name-status', '--format=%x00%H'];
      const options = [...PLAIN, `--since=${since}`, '--end-of-options', tip];
      const {stdout} = await repository.git({args: [...args, ...options], config: NO_PROGRAMS, encoding: 'latin1'});
      return readRenames(stdout.split('\0'));
    },

    linesOf: async (at, path, before) => {
      const range = before === null ? [at] : [`^${before}`, at];
      const args = ['blame', '--no-textconv', '--incremental', ...range, '--', path];
      const found = await repository.git({args, config: NO_PROGRAMS, allowExit: [128], encoding: 'latin1'});
      const lines = new Map<Sha, number>();
      if (found.exitCode !== 0) return lines;
      for (const [, sha = '', count = '0'] of found.stdout.matchAll(/^([0-9a-f]{40,64}) \d+ \d+ (\d+)$/gm)) {
        lines.set(sha, (lines.get(sha) ?? 0) + Number(count));
      }
      return lines;
    },
  };
}

/** Parses fields of `-z`: a commit is one field, a rename is its status and two names. */
function readRenames(fields: readonly string[]): ReadonlyMap<Sha, ReadonlyMap<string, string>> {
  const found = new Map<Sha, Map<string, string>>();
  let names = new Map<string, string>();
  for (let at = 0; at < fields.length; at++) {
    const field = (fields[at] ?? '').trim();
    if (isSha(field)) {
      names = new Map();
      found.set(field, names);
    } else if (/^R\d+$/.test(field)) {
      names.set(shownPath(fields[at + 1] ?? ''), shownPath(fields[at + 2] ?? ''));
      at += 2;
    }
  }
  return found;
}

const FIELDS = 4;

function readCommit([sha = '', parents = '', seconds = '', message = '']: readonly string[]): LandedCommit {
  const named = [...message.matchAll(/^[ *]*Laforge-Step-Uid: (\S+)\s*$/gm)].map(([, uid = '']) => uid);
  // A commit may claim any time.
  const time = new Date(Number(seconds) * 1000);
  return {
    sha,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    committedAt: (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString(),
    stepUids: named.filter(isUid),
  };
}
