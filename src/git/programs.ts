import {mkdirSync, readlinkSync, rmSync, symlinkSync} from 'node:fs';
import {delimiter, isAbsolute, join} from 'node:path';
import {findProgram} from '../files/find-program.ts';
import type {ConfigEntry, Programs} from './git-environment.ts';

/** Programs that git and git-lfs start themselves. */
const ALWAYS = ['git', 'git-lfs', 'ssh', 'gpg', 'gpgsm', 'ssh-keygen'];
/** Configuration keys whose value is a command, and the variables that do the same. */
const COMMANDS = new RegExp(
  `^(${['filter\\..*\\.(clean|smudge|process)', 'core\\.(sshcommand|askpass)', 'credential\\.(.*\\.)?helper'].join('|')}|${[
    'gpg\\.(.*\\.)?program',
    'remote\\..*\\.(uploadpack|receivepack|vcs)',
    'lfs\\.customtransfer\\..*\\.path',
    'lfs\\.extension\\..*\\.(clean|smudge)',
  ].join('|')})$`,
);
const VARIABLES = ['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_ASKPASS', 'SSH_ASKPASS'];

/**
 * Finds the programs that git may start. Call it before the agent runs: an agent can put programs of the same names
 * into a folder that comes first on the PATH, such as ~/.local/bin.
 */
export function findPrograms(config: readonly ConfigEntry[]): Programs {
  const commands = [
    ...config.filter(({key}) => COMMANDS.test(key)).map(({key, value}) => commandOf(key, value)),
    ...VARIABLES.map((name) => process.env[name] ?? ''),
  ];
  const words = commands.map((command) => /^[\w.+-]+/.exec(command)?.[0] ?? '');
  const names = new Set([...ALWAYS, ...words.filter((word) => word !== '')]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const file = findProgram(name, process.env.PATH ?? '');
      return file === null ? [] : [[name, file]];
    }),
  );
}

/** A credential helper without an exclamation mark or a path is a git command of its own. So is a remote's protocol. */
function commandOf(key: string, value: string): string {
  if (key.endsWith('.vcs')) return `git-remote-${value}`;
  if (!key.startsWith('credential.')) return value.trimStart();
  return value.startsWith('!') ? value.slice(1).trimStart() : `git-credential-${value}`;
}

/**
 * Returns a PATH that leads to these programs. Where it would not, it begins with a folder of links to them. The links are checked at each
 * use, because a process that the agent left running could replace them. Windows lets only some users make links, so
 * the PATH stays as it is there.
 */
export function pathWith(programs: Programs, folder: string, path: string): string {
  if (process.platform === 'win32') return path;
  // Usually the PATH still leads to them. A relative folder in it would be looked for in the work tree.
  const isSame = ([name, file]: readonly [string, string]) => findProgram(name, path) === file;
  if (path.split(delimiter).every(isAbsolute) && Object.entries(programs).every(isSame)) return path;
  mkdirSync(folder, {recursive: true});
  for (const [name, file] of Object.entries(programs)) {
    const link = join(folder, name);
    if (targetOf(link) === file) continue;
    rmSync(link, {recursive: true, force: true});
    symlinkSync(file, link);
  }
  return `${folder}${delimiter}${path}`;
}

function targetOf(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch {
    return null;
  }
}
