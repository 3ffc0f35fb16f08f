import type {PullRequestInfo} from '../domain/documents.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import {dig, isObject, parseJson} from '../domain/json.ts';
import {readRegularFile} from '../files/regular-file.ts';

/** A comment on a pull request, from its event. */
export interface CommentEvent {
  readonly id: number;
  readonly pullRequest: number;
  /** Empty if the event names nobody. */
  readonly author: string;
  readonly isBot: boolean;
  /** False if it was edited or deleted. */
  readonly isNew: boolean;
  /** The beginning of its text. */
  readonly body: string;
}

/** A run that ended, from the event `workflow_run`. */
export interface EndedRun {
  readonly branch: string;
  readonly sha: Sha;
  readonly hasFailed: boolean;
  /** `owner/name` in lower case of the repository whose code it ran. */
  readonly headRepository: string;
}

/** The facts we use from the event that triggered a run. A missing or malformed fact is null. */
export interface RunEvent {
  readonly defaultBranch: string | null;
  /** The forge's id of the run's repository. */
  readonly repositoryId: string | null;
  readonly pullRequest: PullRequestInfo | null;
  /** The number of the pull request that was commented on. */
  readonly commentedOn: number | null;
  readonly commentId: number | null;
  readonly mergeGroupRef: string | null;
  /** The run whose end triggered this one. */
  readonly before: {
    readonly actor: string | null;
    readonly headRepository: string | null;
    /** The pull requests whose head is a branch of this repository. */
    readonly pullRequests: readonly PullRequestInfo[];
  };
}

/*
 * Parsed by hand, because loading a schema library would be the longest part of the action's start. Events are not trusted: a
 * part that is not as GitHub documents it counts as missing.
 */

const LONGEST_TEXT = 1000;

/**
 * Parses the text of the event file. Never throws. `repository` is the current name of the run's repository: a re-run has the
 * original event, with the name of that time.
 */
export function parseEvent(json: string | null, repository: string | null): RunEvent {
  const event = json === null ? null : parseJson(json);
  const run = dig(event, 'workflow_run');
  const own = {id: readNumber(event, 'repository', 'id'), name: repository?.toLowerCase() ?? null};
  const readPullRequest = (value: unknown) => pullRequestOf(value, own);
  const listed = dig(run, 'pull_requests');
  const pullRequests = (Array.isArray(listed) ? listed : []).map(readPullRequest);
  const isComment = isObject(dig(event, 'issue', 'pull_request'));
  return {
    defaultBranch: readText(event, 'repository', 'default_branch'),
    repositoryId: readNumber(event, 'repository', 'id')?.toString() ?? null,
    pullRequest: readPullRequest(dig(event, 'pull_request')),
    commentedOn: isComment ? readNumber(event, 'issue', 'number') : null,
    commentId: isComment ? readNumber(event, 'comment', 'id') : null,
    mergeGroupRef: readText(event, 'merge_group', 'head_ref'),
    before: {
      actor: readText(run, 'actor', 'login'),
      headRepository: nameOf(dig(run, 'head_repository'), own),
      // If one entry is malformed, ignore the whole list.
      pullRequests: pullRequests.every((one) => one !== null) ? pullRequests : [],
    },
  };
}

/** Reads an event's comment; null if it is not about a comment on a pull request. Never throws. */
export function parseComment(json: string | null): CommentEvent | null {
  const event = json === null ? null : parseJson(json);
  const {commentedOn: pullRequest, commentId: id} = parseEvent(json, null);
  const body = dig(event, 'comment', 'body');
  if (pullRequest === null || id === null || typeof body !== 'string') return null;
  const author = readText(event, 'comment', 'user', 'login') ?? '';
  return {
    ...{id, pullRequest, author},
    isBot: dig(event, 'comment', 'user', 'type') === 'Bot' || author.endsWith('[bot]'),
    isNew: dig(event, 'action') === 'created',
    body: body.slice(0, LONGEST_TEXT),
  };
}

/** Reads the ended run that an event is about; null if there is none. Never throws. */
export function parseEndedRun(json: string | null, repository: string | null): EndedRun | null {
  const event = json === null ? null : parseJson(json);
  const run = dig(event, 'workflow_run');
  const branch = readText(run, 'head_branch');
  const sha = readSha(run, 'head_sha');
  const {headRepository} = parseEvent(json, repository).before;
  if (branch === null || sha === null || headRepository === null) return null;
  return {branch, sha, headRepository, hasFailed: dig(run, 'conclusion') === 'failure'};
}

interface OwnRepository {
  readonly id: number | null;
  readonly name: string | null;
}

/** `owner/name` in lower case of a repository in the event, with the current name for the run's own. */
function nameOf(value: unknown, own: OwnRepository): string | null {
  const isOwn = own.id !== null && readNumber(value, 'id') === own.id;
  return (isOwn ? own.name : null) ?? readText(value, 'full_name')?.toLowerCase() ?? null;
}

/** Reads a pull request; null without a number. */
function pullRequestOf(value: unknown, own: OwnRepository): PullRequestInfo | null {
  const number = readNumber(value, 'number');
  if (number === null) return null;
  return {
    number,
    head_ref: readText(value, 'head', 'ref'),
    head_sha: readSha(value, 'head', 'sha'),
    head_repository: nameOf(dig(value, 'head', 'repo'), own),
    base_ref: readText(value, 'base', 'ref'),
    merge_sha: readSha(value, 'merge_commit_sha'),
  };
}

function readText(value: unknown, ...path: readonly string[]): string | null {
  const text = dig(value, ...path);
  return typeof text === 'string' && text !== '' && text.length <= LONGEST_TEXT ? text : null;
}

function readSha(value: unknown, ...path: readonly string[]): string | null {
  const sha = readText(value, ...path);
  return sha !== null && isSha(sha) ? sha : null;
}

function readNumber(value: unknown, ...path: readonly string[]): number | null {
  const number = dig(value, ...path);
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** Reads the file at GITHUB_EVENT_PATH; null if there is none. */
export function readEvent(path: string | undefined): string | null {
  if (path === undefined || path === '') return null;
  // An unreadable event counts as missing, and then the stricter rules apply.
  return readRegularFile(path)?.toString('utf8') ?? null;
}
