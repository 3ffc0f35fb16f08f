import {type IncomingHttpHeaders, type OutgoingHttpHeaders, request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import {setTimeout as delay} from 'node:timers/promises';

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
      const over = new AbortController();
      const late = delay(ANSWER_MS, say(200, null), {signal: over.signal}).catch(() => say(200, null));
      return await Promise.race([answer, late]).finally(() => over.abort());
    },
    drain: async () => {
      const over = new AbortController();
      await Promise.race([Promise.all(open), delay(DRAIN_MS, undefined, {signal: over.signal}).catch(() => {})]);
      over.abort();
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
