import {randomBytes} from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestHttp,
  type ServerResponse,
} from 'node:http';
import {request as requestHttps} from 'node:https';
import {setTimeout as delay} from 'node:timers/promises';
import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import {dig} from '../../domain/json.ts';
import {settleWithin} from '../../domain/within.ts';

/** A listener on this machine alone, at a port and a path that nobody can guess. */
export interface Listener {
  /** `http://127.0.0.1:<port>/<secret>`; what is posted below it is shown to `take`. */
  readonly address: string;
  /** Waits a moment for posts that are under way, then ends. Never rejects. */
  close(): Promise<void>;
}

/** A post that is longer is not read; all the posts of a run together are read up to the second. */
const LONGEST_POST = 4 * 1024 * 1024;
const LONGEST_RUN = 64 * 1024 * 1024;
/** The limit that collectors have for one post. A collector behind us gets also the posts that are too long for us. */
const LONGEST_RELAYED = 20 * 1024 * 1024;
const CONNECTIONS = 64;
const POST_MS = 10_000;
const UNDER_WAY_MS = 500;
const ACCEPTED: Answer = {status: 200, headers: {'content-type': 'application/json'}, body: Buffer.from('{}')};

/**
 * Listens for posts of telemetry in JSON. `take` is shown each request that could be parsed and must not throw; nothing
 * else is kept of it. A post whose path `isRelayed` goes on as it came, whatever it is, and its sender gets that answer.
 */
export async function listen(
  take: (request: unknown) => void,
  {relay, isRelayed}: {readonly relay: Relay; readonly isRelayed: (path: string) => boolean},
): Promise<Listener> {
  const secret = `/${randomBytes(24).toString('base64url')}`;
  let readBytes = 0;
  const read = async (request: IncomingMessage, body: Buffer): Promise<'read' | 'too much' | 'unreadable'> => {
    if (!isJson(request)) return 'unreadable';
    readBytes += body.length;
    if (body.length > LONGEST_POST || readBytes > LONGEST_RUN) return 'too much';
    try {
      const text = request.headers['content-encoding'] === 'gzip' ? await unzip(body, LIMITS) : body;
      readBytes += text === body ? 0 : text.length;
      take(JSON.parse(text.toString()));
      return 'read';
    } catch (error) {
      return dig(error, 'code') === 'ERR_BUFFER_TOO_LARGE' ? 'too much' : 'unreadable';
    }
  };
  const serve = async (request: IncomingMessage): Promise<Answer> => {
    if (!request.url?.startsWith(`${secret}/`)) return refuse(404);
    if (request.method !== 'POST') return refuse(405);
    const path = request.url.slice(secret.length);
    const goesOn = isRelayed(path);
    if (!goesOn && !isJson(request)) return refuse(415);
    const body = await readBody(request, goesOn ? LONGEST_RELAYED : LONGEST_POST);
    const was = body === null ? 'too much' : await read(request, body);
    if (goesOn && body !== null) return await relay.send({path, headers: request.headers, body});
    return was === 'read' ? ACCEPTED : refuse(was === 'too much' ? 413 : 400);
  };
  let underWay = 0;
  const server = createServer(
    {requestTimeout: POST_MS, headersTimeout: POST_MS, maxHeaderSize: 16_384},
    (request, response) => {
      underWay += 1;
      request.on('error', () => {});
      serve(request)
        .catch(() => refuse(400))
        .then((answer) => reply(request, response, answer))
        .finally(() => {
          underWay -= 1;
        });
    },
  );
  server.maxConnections = CONNECTIONS;
  server.on('clientError', (_error, socket) => socket.destroy());
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  // A late post must not keep us running.
  server.unref();
  return {
    address: `http://127.0.0.1:${port}${secret}`,
    close: async () => {
      const end = performance.now() + UNDER_WAY_MS;
      while (underWay > 0 && performance.now() < end) await delay(10);
      server.close();
      server.closeAllConnections();
      await relay.drain();
    },
  };
}

function isJson({headers}: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** Resolves to null for a longer body, whose rest is let pass. */
function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('close', () => reject(new Error('The sender has gone.')));
  });
}

/** A post that unpacks to more fails with ERR_BUFFER_TOO_LARGE. */
const LIMITS = {maxOutputLength: LONGEST_POST};
const unzip = promisify<Buffer, typeof LIMITS, Buffer>(gunzip);

function refuse(status: number): Answer {
  return {status, headers: {}, body: Buffer.alloc(0)};
}

/** Ends the connection of a request that was not read to its end: nothing more can come over it. */
function reply(request: IncomingMessage, response: ServerResponse, {status, headers, body}: Answer): void {
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, headers).end(body, () => {
    if (!request.complete) request.destroy();
  });
}

interface Post {
  /** Such as `/v1/logs`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** The address that a user's own telemetry goes on to. */
export interface Relay {
  /** The target's answer, or one of ours where that takes too long. Never rejects. */
  send(post: Post): Promise<Answer>;
  /** Waits a moment for what the target has not answered yet, and ends the rest. Never rejects. */
  drain(): Promise<void>;
}

/** An agent that waits for its telemetry at its end waits no longer than this. */
const ANSWER_MS = 1000;
const LONGEST_MS = 10_000;
const DRAIN_MS = 2000;
const MOST_BYTES = 32 * 1024 * 1024;
const LONGEST_ANSWER = 1024 * 1024;
/** These headers belong to the connection, not to the message. */
const HOP_BY_HOP = ['connection', 'host', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect', 'content-length'];

/** Sends posts on, unchanged, to where `toTarget` says; null there is nobody's. */
export function createRelay(toTarget: (path: string) => URL | null): Relay {
  const ended = new AbortController();
  const open = new Set<Promise<unknown>>();
  let bytes = 0;
  return {
    send: async ({path, headers, body}) => {
      const target = toTarget(path);
      if (target === null) return say(404, 'Nothing is sent on from here.');
      // Senders try again later after this one.
      if (bytes + body.length > MOST_BYTES) return say(503, 'Too much waits for the endpoint.');
      bytes += body.length;
      const answer = post(target, {path, headers, body}, ended.signal).catch(() =>
        // And not after this one, which would hold up the agent's end.
        say(500, `${target.host} could not be reached.`),
      );
      open.add(answer);
      answer.finally(() => {
        bytes -= body.length;
        open.delete(answer);
      });
      return await settleWithin(answer, ANSWER_MS, () => say(200, null));
    },
    drain: async () => {
      await settleWithin(Promise.all(open), DRAIN_MS, () => {});
      ended.abort();
    },
  };
}

/** One request. Redirections are handed back: what the headers hold is for this target alone. */
function post(target: URL, {headers, body}: Post, signal: AbortSignal): Promise<Answer> {
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  return new Promise((resolve, reject) => {
    const request = send(
      target,
      {
        method: 'POST',
        headers: {...Object.fromEntries(kept), 'content-length': body.length},
        signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length <= LONGEST_ANSWER) chunks.push(chunk);
          else request.destroy(new Error('The answer is too long.'));
        });
        response.on('error', reject);
        response.on('end', () => {
          const back = Object.entries(response.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
          resolve({status: response.statusCode ?? 500, headers: Object.fromEntries(back), body: Buffer.concat(chunks)});
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** An answer of our own, in the words of the protocol. */
function say(status: number, message: string | null): Answer {
  const body = Buffer.from(JSON.stringify(message === null ? {} : {message}));
  return {status, headers: {'content-type': 'application/json'}, body};
}
