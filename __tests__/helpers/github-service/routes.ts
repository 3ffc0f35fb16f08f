import type {Forge, World} from './world.ts';

/** What a handler is asked. `parameters` are those of the path. */
export interface RouteRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly world: World;
  /** Where this service answers, and where its blobs lie. */
  readonly urls: {readonly api: string; readonly blobs: string};
  /** Login of the token, in REST requests. */
  readonly login: string;
  /** What its token may do. */
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON; undefined sends none. */
  readonly body?: unknown;
  /** Sent as it is, in place of a body. */
  readonly content?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One operation of the REST interface. `path` is GitHub's own template, by which the exchange is checked against the
 * published description. A token needs one of `permissions` (`actions: read`).
 */
export interface RestRoute {
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  readonly path: string;
  /** Left out, every forge has it. */
  readonly forge?: Forge;
  readonly permissions: readonly string[];
  answer(request: RouteRequest): Reply | Promise<Reply>;
}

/** One method of a Twirp service, called by a job with its runtime token. */
export interface TwirpRoute {
  readonly service: string;
  readonly method: string;
  answer(request: TwirpRequest): Reply;
}

export interface TwirpRequest extends Pick<RouteRequest, 'world' | 'urls'> {
  readonly body: Readonly<Record<string, unknown>>;
  readonly runtimeToken: string;
}

/** An error as GitHub's REST interface words it. */
export function refuse(status: number, message: string): Reply {
  return {
    status,
    body: {message, documentation_url: 'https://docs.github.com/rest', status: String(status)},
  };
}

/** An error as Twirp words it. */
export function refuseTwirp(status: number, code: string, msg: string): Reply {
  return {status, body: {code, msg}};
}

/** One page of a listing, with the `Link` header that leads to the others. */
export function paginate<Item>(
  request: RouteRequest,
  path: string,
  items: readonly Item[],
): {readonly items: readonly Item[]; readonly headers: Readonly<Record<string, string>>} {
  const perPage =
    request.world.forge === 'github'
      ? Math.min(100, Number(request.query.get('per_page') ?? 30))
      : Math.min(50, Number(request.query.get('limit') ?? 30));
  const page = Number(request.query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = (number: number, rel: string) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(number));
    return `<${request.urls.api}${path}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: items.slice((page - 1) * perPage, page * perPage),
    headers: links.length > 0 ? {link: links.join(', ')} : {},
  };
}
