import {RefusedError} from './errors.ts';
import type {Operation} from './ports/work-tree.ts';

/** The refusal to move a branch in the middle of something: ending that would put the branch elsewhere again. */
export function inOperation(branch: string, {name, workTree}: Operation): RefusedError {
  const where = workTree === null ? '' : ` in ${workTree}`;
  const end = name === 'bisect' ? 'git bisect reset' : `git ${name} --continue or git ${name} --abort`;
  return new RefusedError(
    'in-operation',
    `Cannot move ${branch}: ${withArticle(name)} of it is under way${where}. End it there first: ${end}.`,
  );
}

/** `a merge`, `an am`. */
export function withArticle(name: Operation['name']): string {
  return `${name === 'am' ? 'an' : 'a'} ${name}`;
}
