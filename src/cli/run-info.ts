import {userInfo} from 'node:os';
import type {PullRequestInfo, RunInfo} from '../domain/documents.ts';
import {isSha} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';
import {headBranch} from '../domain/workplace.ts';
import {readRunContext} from '../github/run-context.ts';
import {readEvent} from '../github/run-event.ts';

/** Describes the run and actor of a command: the CI's job, else the user of this machine. */
export function describeRun(env: Environment): RunInfo {
  const {run} = readRunContext(env, readEvent(env.GITHUB_EVENT_PATH));
  if (run.ci !== 'local') return run;
  const job = readCiJob(env);
  if (job === null) return {...run, actor: userName()};
  const {name: ci, title: _title, branch: _branch, ...facts} = job;
  return {ci, ...facts};
}

/**
 * The branch that a job is for. Records use it for the detached HEAD that most CIs check out. It is `<owner>:<ref>` for a
 * fork's pull request, and null for a tag and outside CI. `repository` is `host/owner/name` of the remote.
 */
export function branchOfJob(env: Environment, run: RunInfo, repository: string | null): string | null {
  const {pull_request: pullRequest} = run;
  if (pullRequest === null) return readCiJob(env)?.branch ?? null;
  const own = repository?.split('/').slice(1).join('/') ?? null;
  return pullRequest.head_repository === null ? pullRequest.head_ref : headBranch(pullRequest, own);
}

/** True in the job of any CI: those that are not known by name set `CI`, as all of them do. */
export function isInJob(env: Environment, {ci}: Pick<RunInfo, 'ci'>): boolean {
  return ci !== 'local' || ['true', '1'].includes(env.CI?.trim().toLowerCase() ?? '');
}

/** The user's name; null for a user id without an entry, as in some containers. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** The facts of a job; null if the CI does not provide them. */
interface JobFacts extends Omit<RunInfo, 'ci'> {
  /** The pushed branch; null for a tag. */
  readonly branch: string | null;
}

/** Returns the first of these variables that is set and not empty. */
type Get = (...names: readonly string[]) => string | null;

interface CiSystem {
  /** Its name in `run_json.ci`. */
  readonly name: string;
  /** Its name in sentences. */
  readonly title: string;
  /** A variable that is set in every job of this CI. */
  readonly marker: string;
  readonly read: (get: Get) => JobFacts;
}

/** CI systems other than GitHub Actions, with the variables that their documentation lists. */
const CI_SYSTEMS: readonly CiSystem[] = [
  {
    name: 'gitlab',
    title: 'GitLab CI/CD',
    marker: 'GITLAB_CI',
    read: (get) => {
      // Set only in a merged results pipeline, whose own commit is the merge.
      const sourceSha = get('CI_MERGE_REQUEST_SOURCE_BRANCH_SHA');
      const ownSha = get('CI_COMMIT_SHA');
      return {
        workflow: get('CI_PIPELINE_NAME'),
        run_id: get('CI_PIPELINE_ID'),
        attempt: null,
        job: get('CI_JOB_NAME'),
        job_backend_id: get('CI_JOB_ID'),
        actor: get('GITLAB_USER_LOGIN'),
        event: get('CI_PIPELINE_SOURCE'),
        url: get('CI_JOB_URL'),
        branch: get('CI_COMMIT_BRANCH'),
        pull_request: pullRequest(get('CI_MERGE_REQUEST_IID'), {
          head_ref: get('CI_MERGE_REQUEST_SOURCE_BRANCH_NAME'),
          head_sha: sourceSha ?? ownSha,
          head_repository: get('CI_MERGE_REQUEST_SOURCE_PROJECT_PATH')?.toLowerCase() ?? null,
          base_ref: get('CI_MERGE_REQUEST_TARGET_BRANCH_NAME'),
          merge_sha: sourceSha === null ? null : ownSha,
        }),
      };
    },
  },
  {
    name: 'buildkite',
    title: 'Buildkite',
    marker: 'BUILDKITE',
    read: (get) => ({
      workflow: get('BUILDKITE_PIPELINE_SLUG'),
      run_id: get('BUILDKITE_BUILD_ID'),
      // Counts retries, so the first attempt is 0.
      attempt: wholeNumber(get('BUILDKITE_RETRY_COUNT'), 1),
      job: get('BUILDKITE_LABEL', 'BUILDKITE_STEP_KEY'),
      job_backend_id: get('BUILDKITE_JOB_ID'),
      actor: get('BUILDKITE_BUILD_CREATOR'),
      event: get('BUILDKITE_SOURCE'),
      url: get('BUILDKITE_BUILD_URL'),
      branch: get('BUILDKITE_BRANCH'),
      pull_request: pullRequest(get('BUILDKITE_PULL_REQUEST'), {
        head_ref: get('BUILDKITE_BRANCH'),
        head_sha: get('BUILDKITE_COMMIT'),
        base_ref: get('BUILDKITE_PULL_REQUEST_BASE_BRANCH'),
      }),
    }),
  },
  {
    name: 'circleci',
    title: 'CircleCI',
    marker: 'CIRCLECI',
    read: (get) => ({
      workflow: null,
      run_id: get('CIRCLE_WORKFLOW_ID'),
      attempt: null,
      job: get('CIRCLE_JOB'),
      job_backend_id: get('CIRCLE_WORKFLOW_JOB_ID'),
      actor: get('CIRCLE_USERNAME'),
      event: null,
      url: get('CIRCLE_BUILD_URL'),
      branch: get('CIRCLE_BRANCH'),
      pull_request: pullRequest(get('CIRCLE_PR_NUMBER', 'CIRCLE_PULL_REQUEST'), {
        head_ref: get('CIRCLE_BRANCH'),
        head_sha: get('CIRCLE_SHA1'),
      }),
    }),
  },
  {
    name: 'azure',
    title: 'Azure Pipelines',
    marker: 'TF_BUILD',
    read: (get) => ({
      workflow: get('BUILD_DEFINITIONNAME'),
      run_id: get('BUILD_BUILDID'),
      attempt: wholeNumber(get('SYSTEM_JOBATTEMPT')),
      job: get('SYSTEM_JOBDISPLAYNAME', 'AGENT_JOBNAME'),
      job_backend_id: get('SYSTEM_JOBID'),
      actor: get('BUILD_REQUESTEDFOR'),
      event: get('BUILD_REASON'),
      url: azureUrl(get('SYSTEM_COLLECTIONURI'), get('SYSTEM_TEAMPROJECT'), get('BUILD_BUILDID')),
      branch: get('BUILD_SOURCEBRANCH'),
      // For a GitHub pull request, use its number; the id is Azure's own.
      pull_request: pullRequest(get('SYSTEM_PULLREQUEST_PULLREQUESTNUMBER', 'SYSTEM_PULLREQUEST_PULLREQUESTID'), {
        head_ref: get('SYSTEM_PULLREQUEST_ISFORK') === 'True' ? null : get('SYSTEM_PULLREQUEST_SOURCEBRANCH'),
        head_sha: get('SYSTEM_PULLREQUEST_SOURCECOMMITID'),
        base_ref: get('SYSTEM_PULLREQUEST_TARGETBRANCH'),
      }),
    }),
  },
  {
    name: 'jenkins',
    title: 'Jenkins',
    marker: 'JENKINS_URL',
    read: (get) => ({
      workflow: get('JOB_NAME'),
      run_id: get('BUILD_NUMBER'),
      attempt: null,
      job: get('STAGE_NAME'),
      job_backend_id: null,
      actor: get('BUILD_USER_ID', 'CHANGE_AUTHOR'),
      event: null,
      url: get('BUILD_URL'),
      branch: get('BRANCH_NAME', 'GIT_LOCAL_BRANCH'),
      pull_request: pullRequest(get('CHANGE_ID'), {
        head_ref: get('CHANGE_FORK') === null ? get('CHANGE_BRANCH') : null,
        base_ref: get('CHANGE_TARGET'),
      }),
    }),
  },
];

type CiJob = Pick<CiSystem, 'name' | 'title'> & JobFacts;

/** Reads the facts of the current job; null outside these CIs. Never throws. */
export function readCiJob(env: Environment): CiJob | null {
  const get: Get = (...names) => names.map((name) => env[name]?.trim() ?? '').find((value) => value !== '') ?? null;
  const system = CI_SYSTEMS.find(({marker}) => get(marker) !== null);
  if (system === undefined) return null;
  const facts = system.read(get);
  return {name: system.name, title: system.title, ...facts, branch: branchName(facts.branch)};
}

/**
 * Builds a pull request. `number` may be a number, the end of a URL, or `false`, which Buildkite sets without a pull request.
 * The caller leaves out the `head_ref` of an unnamed fork, since this repository may have another branch of that name.
 */
function pullRequest(number: string | null, told: Partial<PullRequestInfo>): PullRequestInfo | null {
  const digits = /(?:^|\/)([1-9]\d{0,9})$/.exec(number ?? '')?.[1];
  if (digits === undefined) return null;
  const sha = (text: string | null | undefined) => (text != null && isSha(text) ? text : null);
  return {
    number: Number(digits),
    head_ref: branchName(told.head_ref),
    head_sha: sha(told.head_sha),
    head_repository: told.head_repository ?? null,
    base_ref: branchName(told.base_ref),
    merge_sha: sha(told.merge_sha),
  };
}

/** Shortens `refs/heads/main` to `main`. Null for names that are not branches here: `refs/tags/v1`, `pull/7`, `owner:main`. */
function branchName(text: string | null | undefined): string | null {
  const name = text?.replace(/^refs\/heads\//, '') ?? null;
  return name === null || /^(?:refs|pull)\/|:/.test(name) ? null : name;
}

function wholeNumber(text: string | null, add = 0): number | null {
  return /^\d{1,6}$/.test(text ?? '') ? Number(text) + add : null;
}

function azureUrl(collection: string | null, project: string | null, id: string | null): string | null {
  if (collection === null || project === null || id === null) return null;
  const query = `buildId=${encodeURIComponent(id)}`;
  return `${collection.replace(/\/*$/, '')}/${encodeURIComponent(project)}/_build/results?${query}`;
}
