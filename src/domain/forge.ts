/** The forge that a job belongs to, as sentences name it. */
export type Forge = 'GitHub' | 'Gitea' | 'Forgejo';

/** Reads it from the variables that a runner sets: Gitea's and Forgejo's set GitHub's too, and one of their own. */
export function forgeOf(env: Readonly<Record<string, string | undefined>>): Forge {
  if (env.FORGEJO_ACTIONS === 'true') return 'Forgejo';
  return env.GITEA_ACTIONS === 'true' ? 'Gitea' : 'GitHub';
}
