import {z} from 'zod';
import type {PullRequestInfo} from '../domain/documents.ts';
import {isSha} from '../domain/identity.ts';
import type {RunContext} from '../domain/workplace.ts';

export type {RunContext} from '../domain/workplace.ts';
export type Environment = Readonly<Record<string, string | undefined>>;

// An event is whatever a person, a bot or another program made of it: a part that is not as GitHub describes it counts
// as missing, and nothing here throws.
const text = z.string().min(1).max(1000).nullable().catch(null);
const sha = z.string().refine(isSha).nullable().catch(null);
const number = z.int().positive();
const repository = z.object({full_name: text}).nullable().catch(null);
const login = z.object({login: text}).nullable().catch(null);

const pullRequest = z.object({
  number,
  head: z.object({ref: text, sha, repo: repository}).nullable().catch(null),
  base: z.object({ref: text}).nullable().catch(null),
  merge_commit_sha: sha,
});

const eventSchema = z.object({
  repository: z.object({default_branch: text}).nullable().catch(null),
  pull_request: pullRequest.nullable().catch(null),
  issue: z
    .object({number, pull_request: z.looseObject({}).nullable().catch(null)})
    .nullable()
    .catch(null),
  merge_group: z.object({head_ref: text}).nullable().catch(null),
  workflow_run: z
    .object({
      actor: login,
      head_sha: sha,
      head_repository: repository,
      pull_requests: z.array(pullRequest).catch([]),
    })
    .nullable()
    .catch(null),
});

type Event = z.infer<typeof eventSchema>;
type Names = Readonly<Record<string, string | null>>;

/**
 * What this run says about itself, from the variables GitHub sets and the file GITHUB_EVENT_PATH. Never throws: what is
 * missing or malformed is null. Outside GitHub Actions `ci` is `local` and all else null.
 */
export function readRunContext(env: Environment, eventJson: string | null): RunContext {
  const get = (name: string) => env[name]?.trim() || null;
  if (get('GITHUB_ACTIONS') !== 'true' && get('GITHUB_RUN_ID') === null) return OUTSIDE_CI;
  const event = parseEvent(eventJson);
  const names: Names = {
    server: get('GITHUB_SERVER_URL')?.replace(/\/+$/, '') ?? null,
    repository: get('GITHUB_REPOSITORY'),
    ref: get('GITHUB_REF'),
    sha: get('GITHUB_SHA'),
    runId: get('GITHUB_RUN_ID'),
    event: get('GITHUB_EVENT_NAME'),
    actor: get('GITHUB_ACTOR'),
  };
  const attempt = Number(get('GITHUB_RUN_ATTEMPT') ?? Number.NaN);
  return {
    run: {
      ci: 'github',
      workflow: get('GITHUB_WORKFLOW'),
      run_id: names.runId ?? null,
      attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
      job: get('GITHUB_JOB'),
      job_backend_id: readJobBackendId(get('ACTIONS_RUNTIME_TOKEN')),
      actor: names.actor ?? null,
      event: names.event ?? null,
      url: runUrl(names),
      pull_request: readPullRequest(event, names),
    },
    serverUrl: names.server ?? null,
    apiUrl: get('GITHUB_API_URL')?.replace(/\/+$/, '') ?? null,
    repository: names.repository ?? null,
    ref: names.ref ?? null,
    refName: get('GITHUB_REF_NAME'),
    sha: names.sha ?? null,
    defaultBranch: event?.repository?.default_branch ?? null,
    triggeringActor: get('GITHUB_TRIGGERING_ACTOR') ?? names.actor ?? null,
    // A stranger's pull request can set off a run whose end sets off this one.
    initiator: event?.workflow_run?.actor?.login ?? names.actor ?? null,
  };
}

/**
 * The job's id within the run's backend, from the scope `Actions.Results:<run>:<job>` of the runtime token. It alone
 * tells the legs of a matrix apart, which share GITHUB_JOB. Only read, not verified; null on anything odd.
 */
export function readJobBackendId(token: string | null): string | null {
  const payload = token?.split('.')[1];
  if (payload === undefined || !/^[A-Za-z0-9_-]+$/.test(payload)) return null;
  const claims = z.object({scp: z.string()}).safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  const scope = claims.data?.scp.split(' ').find((each) => each.startsWith('Actions.Results:'));
  return /^Actions\.Results:[\w-]{1,100}:([\w-]{1,100})$/.exec(scope ?? '')?.[1] ?? null;
}

const OUTSIDE_CI: RunContext = {
  run: {
    ci: 'local',
    workflow: null,
    run_id: null,
    attempt: null,
    job: null,
    job_backend_id: null,
    actor: null,
    event: null,
    url: null,
    pull_request: null,
  },
  serverUrl: null,
  apiUrl: null,
  repository: null,
  ref: null,
  refName: null,
  sha: null,
  defaultBranch: null,
  triggeringActor: null,
  initiator: null,
};

function parseEvent(eventJson: string | null): Event | null {
  return eventSchema.safeParse(eventJson === null ? null : parseJson(eventJson)).data ?? null;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** The pull request a run belongs to; by a comment or in a merge queue its number is all that is known. */
function readPullRequest(event: Event | null, names: Names): PullRequestInfo | null {
  const direct = event?.pull_request;
  if (direct != null) {
    const merge = names.ref === `refs/pull/${direct.number}/merge` ? (names.sha ?? null) : direct.merge_commit_sha;
    return pullRequestInfo(direct, direct.head?.repo?.full_name ?? null, merge);
  }
  if (event?.issue?.pull_request != null) return numberOnly(event.issue.number);
  const run = event?.workflow_run;
  const [only, ...others] = run?.pull_requests ?? [];
  // GitHub lists here the pull requests whose head is a branch of this repository. Of several none is the run's.
  if (run != null && only !== undefined && others.length === 0) {
    return pullRequestInfo(only, run.head_repository?.full_name ?? null, null);
  }
  const queued = /\/pr-([1-9]\d{0,9})-[0-9a-f]+$/.exec(event?.merge_group?.head_ref ?? '');
  return queued === null ? null : numberOnly(Number(queued[1]));
}

function pullRequestInfo(
  found: z.infer<typeof pullRequest>,
  headRepository: string | null,
  mergeSha: string | null,
): PullRequestInfo {
  return {
    number: found.number,
    head_ref: found.head?.ref ?? null,
    head_sha: found.head?.sha ?? null,
    head_repository: headRepository?.toLowerCase() ?? null,
    base_ref: found.base?.ref ?? null,
    merge_sha: mergeSha,
  };
}

function numberOnly(pullRequestNumber: number): PullRequestInfo {
  return {
    number: pullRequestNumber,
    head_ref: null,
    head_sha: null,
    head_repository: null,
    base_ref: null,
    merge_sha: null,
  };
}

function runUrl({server, repository: name, runId}: Names): string | null {
  return server == null || name == null || runId == null ? null : `${server}/${name}/actions/runs/${runId}`;
}
