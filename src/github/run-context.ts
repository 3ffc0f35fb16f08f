import type {PullRequestInfo} from '../domain/documents.ts';
import {forgeOf} from '../domain/forges.ts';
import {dig, parseJson} from '../domain/json.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {RunContext} from '../domain/workplace.ts';
import {parseEvent, type RunEvent} from './run-event.ts';

export type {RunContext} from '../domain/workplace.ts';

type Names = Readonly<Record<'server' | 'repository' | 'ref' | 'sha' | 'runId', string | null>>;

/**
 * Reads facts about this run from GitHub's variables and the event file. Never throws: a missing or malformed fact is null.
 * Outside GitHub Actions `ci` is `local` and all else is null.
 */
export function readRunContext(env: Environment, eventJson: string | null): RunContext {
  const isInJob = env.GITHUB_ACTIONS?.trim() === 'true' || Boolean(env.GITHUB_RUN_ID?.trim());
  const get = (name: string) => (isInJob && env[name]?.trim()) || null;
  const event = parseEvent(isInJob ? eventJson : null, readRepository(get('GITHUB_REPOSITORY')));
  const names: Names = {
    server: get('GITHUB_SERVER_URL')?.replace(/\/+$/, '') ?? null,
    repository: readRepository(get('GITHUB_REPOSITORY')),
    ref: get('GITHUB_REF'),
    sha: get('GITHUB_SHA'),
    // act numbers every run 1, so a killed run would be mistaken for this one.
    runId: get('ACT') === 'true' ? null : get('GITHUB_RUN_ID'),
  };
  const actor = get('GITHUB_ACTOR');
  // The runners of Gitea and Forgejo have it only in the event.
  const id = get('GITHUB_REPOSITORY_ID') ?? event.repositoryId;
  const repositoryId = id !== null && /^[1-9]\d{0,18}$/.test(id) ? id : null;
  const attempt = Number(get('GITHUB_RUN_ATTEMPT') ?? Number.NaN);
  return {
    run: {
      ci: isInJob ? forgeOf(env).toLowerCase() : 'local',
      workflow: get('GITHUB_WORKFLOW'),
      run_id: names.runId,
      attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
      job: get('GITHUB_JOB'),
      job_backend_id: readJobBackendId(get('ACTIONS_RUNTIME_TOKEN')),
      actor,
      event: get('GITHUB_EVENT_NAME'),
      url: runUrl(names),
      pull_request: readPullRequest(event, names),
      ...(event.commentId === null ? {} : {comment_id: event.commentId}),
      ...(repositoryId === null ? {} : {repository_id: repositoryId}),
    },
    serverUrl: names.server,
    apiUrl: get('GITHUB_API_URL')?.replace(/\/+$/, '') ?? null,
    repository: names.repository,
    ref: names.ref,
    refName: get('GITHUB_REF_NAME'),
    sha: names.sha,
    defaultBranch: event.defaultBranch,
    triggeringActor: get('GITHUB_TRIGGERING_ACTOR') ?? actor,
    // A stranger's pull request can trigger a run whose end triggers this one.
    initiator: event.before.actor ?? actor,
  };
}

/**
 * Reads the job's backend id from the scope `Actions.Results:<run>:<job>` of the runtime token. Nothing else tells matrix legs
 * apart, since they share GITHUB_JOB. The token is not verified; anything unexpected gives null.
 */
export function readJobBackendId(token: string | null): string | null {
  const payload = token?.split('.')[1];
  if (payload === undefined || !/^[A-Za-z0-9_-]+$/.test(payload)) return null;
  const scopes = dig(parseJson(Buffer.from(payload, 'base64url').toString('utf8')), 'scp');
  if (typeof scopes !== 'string') return null;
  const scope = scopes.split(' ').find((each) => each.startsWith('Actions.Results:'));
  return /^Actions\.Results:[\w-]{1,100}:([\w-]{1,100})$/.exec(scope ?? '')?.[1] ?? null;
}

/** Validates `owner/name`. When act finds no name it sets a path instead, which would not identify the repository elsewhere. */
function readRepository(text: string | null): string | null {
  return text !== null && /^[^/\s]+\/[^/\s]+$/.test(text) ? text : null;
}

/** The pull request that a run belongs to. For a comment or a merge queue only its number is known. */
function readPullRequest(
  {pullRequest, commentedOn, mergeGroupRef, before}: RunEvent,
  names: Names,
): PullRequestInfo | null {
  if (pullRequest !== null) {
    const isCheckedOut = names.ref === `refs/pull/${pullRequest.number}/merge`;
    return isCheckedOut ? {...pullRequest, merge_sha: names.sha} : pullRequest;
  }
  if (commentedOn !== null) return numberOnly(commentedOn);
  const [only, ...others] = before.pullRequests;
  // With several, none is certain.
  if (only !== undefined && others.length === 0) {
    return {...only, head_repository: before.headRepository, merge_sha: null};
  }
  const queued = /\/pr-([1-9]\d{0,9})-[0-9a-f]+$/.exec(mergeGroupRef ?? '');
  return queued === null ? null : numberOnly(Number(queued[1]));
}

function numberOnly(pullRequestNumber: number): PullRequestInfo {
  const nothing = {head_ref: null, head_sha: null, head_repository: null, base_ref: null, merge_sha: null};
  return {number: pullRequestNumber, ...nothing};
}

function runUrl({server, repository: name, runId}: Names): string | null {
  return server === null || name === null || runId === null ? null : `${server}/${name}/actions/runs/${runId}`;
}
