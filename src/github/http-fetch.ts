import {type IncomingMessage, request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import {buffer} from 'node:stream/consumers';

/** The fetch options that GitHub's client uses. */
interface Request {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** With `manual` a redirect is the answer: whoever asks looks at where it leads. */
  readonly redirect?: string;
  readonly signal?: AbortSignal;
}

/** The parts of the response that GitHub's client reads. */
interface Answer {
  readonly status: number;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  text(): Promise<string>;
  arrayBuffer(): Promise<Uint8Array>;
}

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Replaces fetch, since loading Node's own or that of @actions/github takes longer than the rest of a short request. Follows
 * redirects as fetch does, and does not send the token to another host.
 */
export async function fetchOverHttp(url: string, request: Request): Promise<Answer> {
  let at = new URL(url);
  for (let left = MOST_REDIRECTS; ; left--) {
    const isSameHost = at.origin === new URL(url).origin;
    const response = await send(at, isSameHost ? request : {...request, headers: withoutToken(request.headers)});
    const bytes = await buffer(response).catch((error: unknown) => Promise.reject(reasonOf(error, request)));
    const {statusCode = 0, headers} = response;
    const isRedirect = REDIRECTS.includes(statusCode) && request.redirect !== 'manual';
    if (!isRedirect || headers.location === undefined) return toAnswer(response, at, bytes);
    const next = new URL(headers.location, at);
    // Only 307 and 308 repeat a request that is not a GET. GitHub's client would take the page for what was written.
    if (request.method !== 'GET' && statusCode < 307)
      throw new Error(`${at.origin} sent ${request.method} on to ${next.origin}`);
    if (left === 0) throw new Error(`it was redirected more than ${MOST_REDIRECTS} times`);
    at = next;
  }
}

function send(url: URL, request: Request): Promise<IncomingMessage> {
  const {body, ...options} = request;
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve);
    sent.on('error', (error) => reject(reasonOf(error, request)));
    sent.end(body);
  });
}

/** The reason for an abort if there was one, since it says more than the error. */
function reasonOf(error: unknown, {signal}: Request): unknown {
  return signal?.aborted === true ? signal.reason : error;
}

function withoutToken(headers: Request['headers']): Request['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}

function toAnswer({statusCode = 0, headers}: IncomingMessage, url: URL, bytes: Buffer): Answer {
  return {
    status: statusCode,
    url: url.href,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    text: async () => bytes.toString('utf8'),
    arrayBuffer: async () => bytes,
  };
}
