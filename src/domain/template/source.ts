import {badInput, type InputError} from '../errors.ts';
import {quote} from '../identity.ts';
import {isAnybodys, type RunContext} from '../workplace.ts';

/** The folder of the work tree that holds templates, each as `<name>.yml`. */
export const TEMPLATE_FOLDER = '.laforge/steps';

/** The path of a template in its repository. Throws InputError, naming `what`, for a name that could lead elsewhere. */
export function templatePath(name: string, what: string): string {
  if (isTemplateName(name)) return `${TEMPLATE_FOLDER}/${name}.yml`;
  throw badInput(
    `${what} is ${quote(name)}, which is no name of a template. Use letters, digits, -, _ and dots inside, such as fix.`,
  );
}

export function isTemplateName(name: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/.test(name) && !name.includes('..');
}

/**
 * The branch to read templates from, which whoever caused the run cannot have changed: the default branch for events
 * that anybody can cause, the base for a pull request; null for the checked-out files. Throws InputError if the branch
 * is not known.
 */
export function templateBranch(context: Pick<RunContext, 'run' | 'defaultBranch'>): string | null {
  const {event, pull_request: pullRequest} = context.run;
  if (isAnybodys(event)) {
    if (context.defaultBranch !== null) return context.defaultBranch;
    throw unknown(`under ${event} it is read from the default branch, and the event does not name that`);
  }
  if (pullRequest === null) {
    if (event?.startsWith('pull_request') !== true) return null;
    throw unknown(`under ${event} it is read from the base of the pull request, and the event does not name one`);
  }
  if (pullRequest.base_ref !== null) return pullRequest.base_ref;
  throw unknown(`it is read from the base of pull request #${pullRequest.number}, and the event does not name that`);
}

function unknown(why: string): InputError {
  return badInput(`The template cannot be read: ${why}. Write its options as inputs instead.`);
}
