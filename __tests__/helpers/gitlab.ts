import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach} from '@jest/globals';

export interface GitlabNote {
  readonly id: number;
  body: string;
  readonly author: {readonly username: string};
}

/**
 * The operations that we use, as GitLab publishes them (doc/api/openapi/openapi_v3.yaml of 2026): the path, the names and
 * values of its query, the keys of its body.
 */
const OPERATIONS: readonly {
  readonly method: string;
  readonly path: RegExp;
  readonly query?: Readonly<Record<string, RegExp>>;
  readonly body?: readonly string[];
}[] = [
  {method: 'GET', path: /^\/api\/v4\/user$/},
  {
    method: 'GET',
    path: /^\/api\/v4\/projects\/[^/]+\/merge_requests\/\d+\/notes$/,
    query: {
      order_by: /^(created_at|updated_at)$/,
      sort: /^(asc|desc)$/,
      activity_filter: /^(all_notes|only_comments|only_activity)$/,
      page: /^\d+$/,
      per_page: /^\d+$/,
    },
  },
  {method: 'POST', path: /^\/api\/v4\/projects\/[^/]+\/merge_requests\/\d+\/notes$/, body: ['body']},
  {method: 'PUT', path: /^\/api\/v4\/projects\/[^/]+\/merge_requests\/\d+\/notes\/\d+$/, body: ['body']},
  {
    method: 'GET',
    path: /^\/api\/v4\/projects\/[^/]+\/merge_requests$/,
    query: {state: /^(opened|closed|locked|merged|all)$/, source_branch: /./, per_page: /^\d+$/},
  },
];

export interface GitlabServer {
  /** CI_API_V4_URL. */
  readonly apiUrl: string;
  readonly notes: GitlabNote[];
  /** The open merge requests. */
  readonly open: {
    readonly iid: number;
    readonly source_branch: string;
    readonly source_project_id: number;
    readonly target_project_id: number;
  }[];
  /** `GET /user`, and what else was asked for, in order. */
  readonly asked: string[];
  /** Requests that GitLab does not publish, or without the token. */
  readonly wrong: string[];
  /** Answers the next requests with these statuses. */
  readonly failing: number[];
}

export const GITLAB_TOKEN = 'glpat-canary-of-the-tests';

/** GitLabs on loopback with one merge request. Call it once at the top of a test file; each test's are closed with it. */
export function gitlabServers(): () => Promise<GitlabServer> {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });
  return async () => {
    const state = {
      notes: [] as GitlabNote[],
      open: [] as GitlabServer['open'],
      asked: [] as string[],
      wrong: [] as string[],
      failing: [] as number[],
    };
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://gitlab');
        const name = `${request.method} ${url.pathname.replace(/^.*(?=\/(?:user|notes|merge_requests$))/, '')}`;
        state.asked.push(name);
        const text = Buffer.concat(chunks).toString();
        const body = text === '' ? {} : JSON.parse(text);
        const operation = OPERATIONS.find(({method, path}) => method === request.method && path.test(url.pathname));
        const isQueryRight = [...url.searchParams].every(
          ([key, value]) => operation?.query?.[key]?.test(value) === true,
        );
        const isBodyRight = Object.keys(body).every((key) => operation?.body?.includes(key) === true);
        if (operation === undefined || !isQueryRight || !isBodyRight) state.wrong.push(`${name}${url.search} ${text}`);
        const answer = (status: number, json: unknown) =>
          response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(json));
        const failure = state.failing.shift();
        if (failure !== undefined) return answer(failure, {message: 'no'});
        if (request.headers['private-token'] !== GITLAB_TOKEN) return answer(401, {message: '401 Unauthorized'});
        if (name === 'GET /user') return answer(200, {id: 7, username: 'project_1_bot'});
        if (request.method === 'PUT') {
          const note = state.notes.find(({id}) => url.pathname.endsWith(`/${id}`));
          if (note === undefined) return answer(404, {message: '404 Not found'});
          note.body = body.body;
          return answer(200, note);
        }
        if (request.method === 'POST') {
          const note = {id: state.notes.length + 1, body: body.body, author: {username: 'project_1_bot'}};
          state.notes.push(note);
          return answer(201, note);
        }
        const size = Number(url.searchParams.get('per_page'));
        if (url.pathname.endsWith('/merge_requests')) {
          const branch = url.searchParams.get('source_branch');
          return answer(
            200,
            state.open.filter((it) => it.source_branch === branch),
          );
        }
        const page = Number(url.searchParams.get('page'));
        return answer(200, state.notes.slice((page - 1) * size, page * size));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return {...state, apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`};
  };
}
