import {copyFileSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Scratch} from '../domain/ports/diffs.ts';
import {type Connection, readCompletely} from './connection.ts';
import type {Location} from './locate.ts';
import {makeGitFolder} from './private-repository.ts';
import {filterCommands} from './private-work-tree.ts';

/**
 * Makes a separate work tree. Our own git works on it from the private repository, so no program that runs in the
 * folder can misdirect it. For those programs the folder is a repository of its own, with HEAD at the commit.
 */
export function makeScratch(location: Location, connection: Connection | null, parent = tmpdir()): Scratch {
  const {commonDir, baseline, repository} = location;
  const top = realpathSync(mkdtempSync(join(parent, 'laforge-scratch-')));
  const [folder, index] = [join(top, 'work'), join(top, 'index')];
  const own = join(folder, '.git');
  const objects = [repository.objectDirectory(), join(commonDir, 'objects')];
  makeGitFolder(own, {objects, objectFormat: baseline.objectFormat, bare: false});
  const boundaries = repository.shallowBoundaries();
  // A shallow clone lacks the commits behind these, and git must not look for them.
  if (boundaries.size > 0) writeFileSync(join(own, 'shallow'), `${[...boundaries].join('\n')}\n`);
  const filters = filterCommands(location);
  const git = async (args: readonly string[]): Promise<string> => {
    const {config, env} = filters;
    const command = {args, config, env: {...env, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index}};
    return await readCompletely(repository, connection, command);
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
