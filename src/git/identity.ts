import type {ForgeName} from '../domain/forges.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {Identity} from '../domain/ports/work-tree.ts';
import {lastValue} from './baseline.ts';
import type {ConfigEntry} from './run-git.ts';

/** The author that each forge uses for a job's token. */
const BOTS: Readonly<Record<ForgeName, Identity>> = {
  GitHub: {name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com'},
  Gitea: {name: 'gitea-actions', email: 'teabot@gitea.io'},
  Forgejo: {name: 'forgejo-actions', email: 'noreply@forgejo.org'},
};

/** The committer when neither the user nor git's configuration names one. */
export function botOf(forge: ForgeName): Identity {
  return BOTS[forge];
}

export const BOT: Identity = BOTS.GitHub;

/** The author of our own commits: pins and records need no identity of the user's or the runner's. */
export const LAFORGE: Identity = {name: 'LaForge', email: 'laforge@users.noreply.github.com'};

/**
 * Finds the committer in git's own order: the environment, `committer.*`, `user.*`, and EMAIL for the address. Null
 * without a name or an address, where git itself would refuse or guess from the host name.
 */
export function configuredIdentity(config: readonly ConfigEntry[], environment: Environment): Identity | null {
  const name = clean(
    environment.GIT_COMMITTER_NAME || lastValue(config, 'committer.name') || lastValue(config, 'user.name'),
  );
  const email = clean(
    environment.GIT_COMMITTER_EMAIL ||
      lastValue(config, 'committer.email') ||
      lastValue(config, 'user.email') ||
      environment.EMAIL,
  );
  return name === '' || email === '' ? null : {name, email};
}

/** Cleans a name or an address as git does: removes the characters that delimit them. */
function clean(text: string | undefined): string {
  return (text ?? '').replace(/[<>\n\0]/g, '').replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, '');
}

/** Variables that make git commit as this person. */
export function identityEnvironment({name, email}: Identity): Readonly<Record<string, string>> {
  return {GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email};
}
