import type {Environment} from './ports/system.ts';
import {GITLAB_VARIABLE} from './runner-variables.ts';

/** The forges with GitHub's API and actions. Sentences use these names; `run_json.ci` has them in lower case. */
export type ForgeName = 'GitHub' | 'Gitea' | 'Forgejo';

/** Detects the forge from the runner's variables. Gitea and Forgejo set GitHub's and one of their own. */
export function forgeOf(env: Environment): ForgeName {
  if (env.FORGEJO_ACTIONS === 'true') return 'Forgejo';
  return env.GITEA_ACTIONS === 'true' ? 'Gitea' : 'GitHub';
}

/** A service of a forge or CI that a step can use. */
type Service = 'comment' | 'checks' | 'artifacts' | 'oidc' | 'summary';

/** `message` says what does it, or what to write instead. */
interface Ability {
  readonly works: boolean;
  readonly message: string;
}

/** What the forge or CI of a job does for steps, by its name in `run_json.ci`. */
export function abilitiesOf(ci: string, env: Environment): Readonly<Record<Service, Ability>> {
  return (TABLE[ci] ?? OTHER_CI)(env);
}

const yes = (message: string): Ability => ({works: true, message});
const no = (message: string): Ability => ({works: false, message});
const SIGN_BY_KEY = 'Sign steps with a key: laforge step run --attest KEY.';

/** On Gitea and Forgejo alike. */
const OF_GITEA = {
  comment: yes(
    'the action writes it on the pull request, and laforge ci comment with a token in GH_TOKEN ("permissions: pull-requests: write")',
  ),
  checks: yes('the input check-run writes a commit status ("permissions: statuses: write")'),
  artifacts: no('Pages, logs and bundles are kept, and no history, which store: git keeps.'),
};

/** The job's proof of who it is, on forges with actions. */
function oidc(env: Environment, advice: string): Ability {
  return env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN
    ? yes('the job has a token, by which attest: true signs steps')
    : no(advice);
}

const TABLE: Readonly<Record<string, (env: Environment) => Readonly<Record<Service, Ability>>>> = {
  github: (env) => ({
    comment: OF_GITEA.comment,
    checks: yes('the input check-run writes a check run ("permissions: checks: write")'),
    artifacts: whyNoArtifacts(env) === null ? yes('histories, pages and logs can be kept there') : OF_GITEA.artifacts,
    oidc: oidc(env, 'To sign steps with attest: true, give the job "permissions: id-token: write".'),
    summary: yes("the action writes it on the run's page"),
  }),
  gitea: (env) => ({
    ...OF_GITEA,
    oidc: oidc(env, `Gitea gives jobs no token to sign with. ${SIGN_BY_KEY}`),
    summary: no('Gitea 1.26 shows none: read the comment, the log or laforge steps.'),
  }),
  forgejo: (env) => ({
    ...OF_GITEA,
    oidc: oidc(
      env,
      'Write "enable-openid-connect: true" in the workflow, and name your own Sigstore, to sign steps with attest: true.',
    ),
    summary: no('Forgejo shows none: read the comment, the log or laforge steps.'),
  }),
  gitlab: (env) => ({
    comment: env[GITLAB_VARIABLE]
      ? yes('laforge ci comment writes the note on the merge request')
      : no(
          `Give a job of its own a project access token in ${GITLAB_VARIABLE}; laforge ci comment writes the note then.`,
        ),
    checks: no('The job itself is the check on the merge request: it fails when the step does.'),
    artifacts: no("The component keeps the report's page and the outputs, and no history, which --store git keeps."),
    oidc: no(SIGN_BY_KEY),
    summary: no('The page under the merge request takes its place: artifacts: expose_as.'),
  }),
};

const OTHER_CI = (): Readonly<Record<Service, Ability>> => ({
  comment: no('Nothing writes one: laforge report --md prints what it would tell.'),
  checks: no('The job itself is the check: laforge step run exits as the agent and its check do.'),
  artifacts: no(
    "laforge report -o report.html makes a page for the CI's own artifacts. --store git keeps the history.",
  ),
  oidc: no(SIGN_BY_KEY),
  summary: no('laforge steps and laforge report print the same.'),
});

/**
 * Explains why no run can find a history that another saved as an artifact here; null if one can. Gitea accepts uploads and
 * answers all calls, yet a second save under one name replaces the first, and its list does not say whose code made an
 * artifact. The client itself refuses other servers by name.
 */
export function whyNoArtifacts(env: Environment): string | null {
  const url = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const host = URL.canParse(url) ? new URL(url).hostname : url;
  const other = otherService(env);
  if (other !== null) return `the artifacts of ${other} are no place for one`;
  return /^github\.com$|\.ghe\.com$|\.localhost$/i.test(host) ? null : `${host} has no such service`;
}

/** A service that imitates GitHub's, from the variable that its runner sets. */
export function otherService(env: Environment): string | null {
  const forge = forgeOf(env);
  if (forge !== 'GitHub') return forge;
  return env.ACT === 'true' ? 'act' : null;
}
