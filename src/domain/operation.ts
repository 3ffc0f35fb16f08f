import {RefusedError} from './errors.ts';
import type {Operation} from './ports/work-tree.ts';

/** Refuses to move a branch during an operation of git, since ending the operation would move the branch again. */
export function inOperation(branch: string, {name, workTree}: Operation): RefusedError {
  const where = workTree === null ? '' : ` in ${workTree}`;
  const end = name === 'bisect' ? 'git bisect reset' : `git ${name} --continue or git ${name} --abort`;
  return new RefusedError(
    'in-operation',
    `Cannot move ${branch}: ${withArticle(name)} of it is under way${where}. End it there first: ${end}.`,
  );
}

/** Adds the article: `a merge`, `an am`. */
export function withArticle(name: Operation['name']): string {
  return `${name === 'am' ? 'an' : 'a'} ${name}`;
}
