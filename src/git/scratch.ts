import {copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {GitError} from '../domain/errors.ts';
import type {Scratch} from '../domain/ports/diffs.ts';
import {lastValue} from './baseline.ts';
import {type Connection, isMissingObject, type ReadCommand, readFailure} from './connection.ts';
import {filterCommands} from './filter-commands.ts';
import type {Location} from './locate.ts';
import {lastWords} from './run-git.ts';

/**
 * Makes a separate work tree. Our own git works on it from the private repository, so no program that runs in the
 * folder can misdirect it. For those programs the folder is a repository of its own, with HEAD at the commit.
 */
export function makeScratch(location: Location, connection: Connection | null, parent = tmpdir()): Scratch {
  const {commonDir, baseline, repository} = location;
  const top = realpathSync(mkdtempSync(join(parent, 'laforge-scratch-')));
  const [folder, index] = [join(top, 'work'), join(top, 'index')];
  const own = join(folder, '.git');
  makeRepository(own, [repository.objectDirectory(), join(commonDir, 'objects')], baseline.objectFormat);
  const boundaries = repository.shallowBoundaries();
  // A shallow clone lacks the commits behind these, and git must not look for them.
  if (boundaries.size > 0) writeFileSync(join(own, 'shallow'), `${[...boundaries].join('\n')}\n`);
  const filters = filterCommands(location);
  const storage = resolve(commonDir, lastValue(baseline.config, 'lfs.storage') ?? 'lfs');

  const git = async (args: readonly string[]): Promise<string> => {
    const command: ReadCommand = {
      args,
      config: [...filters.config, {key: 'lfs.storage', value: storage}],
      env: {...filters.env, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index},
    };
    const output = await repository.git({...command, allowExit: 'any'});
    if (output.exitCode === 0) return output.stdout;
    if (connection === null || !isMissingObject(output)) {
      throw new GitError('git-failed', `git ${args[0]} failed: ${lastWords(output)}`);
    }
    const fetched = await connection.read(repository.forObjects(), command);
    if (fetched.exitCode !== 0) throw readFailure(fetched, connection.advice);
    return fetched.stdout;
  };

  return {
    folder,
    checkOut: async (commit) => {
      await git(['read-tree', '--reset', '-u', '--end-of-options', commit]);
      await git(['clean', '-fdq']);
      writeFileSync(join(own, 'HEAD'), `${commit}\n`);
      copyFileSync(index, join(own, 'index'));
    },
    treeOf: async (commit) => (await git(['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`])).trim(),
    remove: () => rmSync(top, {recursive: true, force: true, maxRetries: 3}),
  };
}

/** Not `git init`, which would copy templates, including hooks. */
function makeRepository(folder: string, objects: readonly string[], format: 'sha1' | 'sha256'): void {
  mkdirSync(join(folder, 'objects', 'info'), {recursive: true});
  mkdirSync(join(folder, 'refs', 'heads'), {recursive: true});
  const lines = objects.map((path) => (path.includes('\n') ? JSON.stringify(path) : path));
  writeFileSync(join(folder, 'objects', 'info', 'alternates'), `${lines.join('\n')}\n`);
  const extensions = format === 'sha256' ? ['[extensions]', '\tobjectFormat = sha256'] : [];
  const config = ['[core]', '\trepositoryFormatVersion = 1', '\tbare = false', ...extensions];
  writeFileSync(join(folder, 'config'), `${config.join('\n')}\n`);
}
