import {answerCreateCommit} from './graphql-commits.ts';
import {sampleOf} from './openapi-check.ts';
import {paginate, type Reply, type RestRoute, type RouteRequest, refuse} from './routes.ts';
import type {TokenState, World} from './world.ts';

/** Pull requests of the repository, comments on them and who may do what, as far as the service remembers. */
export interface PullsState {
  readonly pulls: PullState[];
  readonly comments: CommentState[];
  readonly reactions: {readonly comment: number; readonly login: string; readonly content: string}[];
  /** By login; GitHub answers 404 for everybody else. */
  /** Bodies of the requests to merge once that is allowed. */
  readonly autoMerges: string[];
  /** The types of the rules that rulesets make for a branch. */
  readonly rules: Map<string, readonly string[]>;
  readonly permissions: Map<string, 'owner' | 'admin' | 'write' | 'read' | 'none'>;
}

export interface PullState {
  readonly number: number;
  readonly headRef: string;
  readonly headSha: string;
  /** `owner/name`. */
  readonly headRepository: string;
  readonly baseRef: string;
  state: 'open' | 'closed';
  locked: boolean;
  title?: string;
  text?: string;
}

export interface CommentState {
  readonly id: number;
  readonly pullRequest: number;
  readonly login: string;
  body: string;
}

const MAX_BODY_LENGTH = 65_536;
const states = new WeakMap<World, PullsState>();

/** The pull requests of a service. Tests read them, and put into them what has happened before. */
export function pullsOf(world: World): PullsState {
  const state = states.get(world) ?? {
    ...{pulls: [], comments: [], reactions: [], autoMerges: []},
    ...{rules: new Map(), permissions: new Map()},
  };
  states.set(world, state);
  return state;
}

/** An open pull request of a branch of the repository itself, unless said otherwise. */
export function addPull(world: World, pull: Partial<PullState> & {readonly number: number}): PullState {
  const {owner, name, defaultBranch} = world.repository;
  const state: PullState = {
    headRef: 'fix',
    headSha: 'b'.repeat(40),
    headRepository: `${owner}/${name}`,
    baseRef: defaultBranch,
    state: 'open',
    locked: false,
    ...pull,
  };
  pullsOf(world).pulls.push(state);
  return state;
}

/** A comment that somebody wrote. */
export function addComment(world: World, comment: Omit<CommentState, 'id'>): CommentState {
  const state = {id: world.nextId(), ...comment};
  pullsOf(world).comments.push(state);
  return state;
}

/** Pull requests, their comments and permissions as REST tells them. */
export const restPullRoutes: readonly RestRoute[] = [
  {
    method: 'get',
    path: '/user',
    permissions: [],
    // The token of an app or of a job stands for no user.
    answer: ({login}) =>
      login.endsWith('[bot]')
        ? refuse(403, 'Resource not accessible by integration')
        : {status: 200, body: sampleOf('private-user', {login})},
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    permissions: ['pull-requests: read'],
    answer: (request) => {
      const pull = findPull(request, request.parameters.pull_number);
      return pull === undefined
        ? refuse(404, 'Not Found')
        : {status: 200, body: sampleOf('pull-request', toPull(request, pull))};
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/pulls',
    permissions: ['pull-requests: read'],
    answer: (request) => {
      const wanted = request.query.get('state') ?? 'open';
      // Gitea knows no such filter.
      const head = request.world.forge === 'github' ? request.query.get('head') : null;
      const found = pullsOf(request.world)
        .pulls.filter((pull) => wanted === 'all' || pull.state === wanted)
        // GitHub ignores a head that is not user:branch.
        .filter((pull) => head?.includes(':') !== true || head === `${ownerOf(pull)}:${pull.headRef}`)
        .toSorted((a, b) => b.number - a.number);
      const page = paginate(request, `/repos/${fullName(request.world)}/pulls`, found);
      const body = page.items.map((pull) => sampleOf('pull-request-simple', toPull(request, pull)));
      return {status: 200, headers: page.headers, body};
    },
  },
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/pulls',
    permissions: ['pull-requests: write'],
    answer: (request) => {
      const {head, base, title, body} = fieldsOf(request.body);
      const pull = addPull(request.world, {
        ...{number: request.world.nextId(), headRef: head ?? '', baseRef: base ?? ''},
        ...{title: title ?? '', text: body ?? ''},
      });
      return {status: 201, body: sampleOf('pull-request', toPull(request, pull))};
    },
  },
  {
    method: 'patch',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    permissions: ['pull-requests: write'],
    answer: (request) => {
      const pull = findPull(request, request.parameters.pull_number);
      if (pull === undefined) return refuse(404, 'Not Found');
      const {title, body, state} = fieldsOf(request.body);
      if (state === 'open' || state === 'closed') pull.state = state;
      if (title !== undefined) Object.assign(pull, {title, text: body});
      return {status: 200, body: sampleOf('pull-request', toPull(request, pull))};
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/branches/{branch}',
    permissions: ['contents: read'],
    answer: ({world, parameters}) => ({
      status: 200,
      body: sampleOf('branch-with-protection', {
        name: parameters.branch,
        protected: pullsOf(world).rules.has(parameters.branch ?? ''),
      }),
    }),
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/rules/branches/{branch}',
    permissions: ['metadata: read', 'contents: read'],
    answer: ({world, parameters}) => {
      const rules = pullsOf(world).rules.get(parameters.branch ?? '') ?? [];
      return {status: 200, body: rules.map((type) => ({type}))};
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    permissions: [],
    answer: (request) => {
      const login = request.parameters.username ?? '';
      if (request.world.forge === 'gitea' && permissionOf(request) !== 'admin') return refuse(403, ONLY_ADMINS);
      const permission = pullsOf(request.world).permissions.get(login);
      if (permission === undefined) return refuse(404, `${login} is not a user`);
      return {status: 200, body: {permission, role_name: permission, user: null}};
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}',
    permissions: [],
    answer: ({world, permissions: granted}) => {
      const push = granted.contents === 'write';
      const permissions = {admin: false, push, pull: true};
      return {
        status: 200,
        body: sampleOf('full-repository', {
          full_name: `${world.repository.owner}/${world.repository.name}`,
          permissions,
        }),
      };
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/assignees',
    forge: 'gitea',
    permissions: [],
    answer: ({world}) => {
      const writers = [...pullsOf(world).permissions].filter(([, it]) => it !== 'read' && it !== 'none');
      return {status: 200, body: writers.map(([login]) => ({login}))};
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    permissions: ['issues: read', 'pull-requests: read'],
    answer: (request) => {
      if (findPull(request, request.parameters.issue_number) === undefined) return refuse(404, 'Not Found');
      const number = Number(request.parameters.issue_number);
      const found = pullsOf(request.world)
        .comments.filter((comment) => comment.pullRequest === number)
        .toSorted((a, b) => a.id - b.id);
      // Gitea has no pages here: whatever is asked for, all of them come, and no header says so.
      if (request.world.forge === 'gitea') return {status: 200, body: found.map((it) => toComment(request, it))};
      const page = paginate(request, `/repos/${fullName(request.world)}/issues/${number}/comments`, found);
      return {status: 200, headers: page.headers, body: page.items.map((comment) => toComment(request, comment))};
    },
  },
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    permissions: ['issues: write', 'pull-requests: write'],
    answer: (request) => {
      const pull = findPull(request, request.parameters.issue_number);
      if (pull === undefined) return refuse(404, 'Not Found');
      if (pull.locked) return refuse(403, 'Unable to create comment because issue is locked.');
      return saveBody(request, (body) => {
        const comment = addComment(request.world, {pullRequest: pull.number, login: request.login, body});
        return {status: 201, headers: {location: commentUrl(request, comment)}, body: toComment(request, comment)};
      });
    },
  },
  {
    method: 'patch',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    permissions: ['issues: write', 'pull-requests: write'],
    answer: (request) => {
      const comment = pullsOf(request.world).comments.find(({id}) => String(id) === request.parameters.comment_id);
      if (comment === undefined) return refuse(404, 'Not Found');
      return saveBody(request, (body) => {
        // Who may write to the repository may edit anybody's comment.
        comment.body = body;
        return {status: 200, body: toComment(request, comment)};
      });
    },
  },
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    permissions: ['issues: write', 'pull-requests: write'],
    answer: ({world, login, body, parameters}) => {
      const id = Number(parameters.comment_id);
      const {comments, reactions} = pullsOf(world);
      if (!comments.some((comment) => comment.id === id)) return refuse(404, 'Not Found');
      const content = typeof body === 'object' && body !== null && 'content' in body ? String(body.content) : '';
      const reaction = {comment: id, login, content};
      const isThere = reactions.some((it) => it.comment === id && it.login === login && it.content === content);
      if (!isThere) reactions.push(reaction);
      return {status: isThere ? 200 : 201, body: sampleOf('reaction', {content})};
    },
  },
];

/** GraphQL's viewer, which unlike `GET /user` answers every kind of token, and what else is asked of it. */
export function answerGraphql(world: World, token: TokenState, body: unknown): Reply {
  const {login} = token;
  const query = typeof body === 'object' && body !== null && 'query' in body ? String(body.query) : '';
  if (query.includes('enablePullRequestAutoMerge')) {
    pullsOf(world).autoMerges.push(JSON.stringify(body));
    return {status: 200, body: {data: {enablePullRequestAutoMerge: {clientMutationId: null}}}};
  }
  if (query.includes('createCommitOnBranch')) return answerCreateCommit(world, token, body);
  if (query.includes('__type(name: "CreateCommitOnBranchInput")')) {
    return {status: 200, body: {data: {__type: {name: 'CreateCommitOnBranchInput'}}}};
  }
  return query.replaceAll(/\s+/g, '') === 'query{viewer{login}}'
    ? {status: 200, body: {data: {viewer: {login}}}}
    : {status: 200, body: {errors: [{message: `this service cannot answer ${query}`}]}};
}

const ONLY_ADMINS =
  'Only admins can query all permissions, repo admins can query all repo permissions, collaborators can query only their own';

/** What the login of the token may do: a job's token is nobody's, whatever its permissions. */
function permissionOf({world, login}: RouteRequest): string | undefined {
  const permission = pullsOf(world).permissions.get(login);
  return permission === 'owner' ? 'admin' : permission;
}

function fieldsOf(body: unknown): Readonly<Record<string, string | undefined>> {
  return typeof body === 'object' && body !== null ? {...body} : {};
}

function saveBody({body}: RouteRequest, save: (body: string) => Reply): Reply {
  const text = typeof body === 'object' && body !== null && 'body' in body ? String(body.body) : '';
  if (text.length <= MAX_BODY_LENGTH) return save(text);
  const message = 'Validation Failed';
  const errors = [
    {
      resource: 'IssueComment',
      code: 'unprocessable',
      field: 'data',
      message: 'body is too long (maximum is 65536 characters)',
    },
  ];
  return {status: 422, body: {message, errors, documentation_url: 'https://docs.github.com/rest'}};
}

function findPull({world}: RouteRequest, number: string | undefined): PullState | undefined {
  return pullsOf(world).pulls.find((pull) => String(pull.number) === number);
}

function toPull(request: RouteRequest, pull: PullState) {
  const user = sampleOf('simple-user', {login: ownerOf(pull)});
  const repo = sampleOf('repository', {full_name: pull.headRepository, owner: user});
  return {
    id: 5000 + pull.number,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    head: {label: `${ownerOf(pull)}:${pull.headRef}`, ref: pull.headRef, sha: pull.headSha, repo, user},
    base: {
      label: pull.baseRef,
      ref: pull.baseRef,
      sha: 'a'.repeat(40),
      repo: sampleOf('repository', {full_name: fullName(request.world)}),
      user,
    },
  };
}

function toComment(request: RouteRequest, comment: CommentState) {
  return sampleOf('issue-comment', {
    id: comment.id,
    body: comment.body,
    user: sampleOf('simple-user', {login: comment.login, type: comment.login.endsWith('[bot]') ? 'Bot' : 'User'}),
    html_url: commentUrl(request, comment),
  });
}

function commentUrl({world}: RouteRequest, {pullRequest, id}: CommentState): string {
  return `https://github.com/${fullName(world)}/pull/${pullRequest}#issuecomment-${id}`;
}

function fullName({repository}: World): string {
  return `${repository.owner}/${repository.name}`;
}

function ownerOf(pull: PullState): string {
  return pull.headRepository.split('/')[0] ?? '';
}
