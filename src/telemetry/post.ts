import {readFileSync} from 'node:fs';
import {type IncomingHttpHeaders, request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import {setTimeout as delay} from 'node:timers/promises';
import {errnoCode} from '../domain/errors.ts';

interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The file of a certificate authority to trust. */
  readonly certificate?: string | null;
}

/** The limits of a post, including its retries. */
export interface Limits {
  readonly tries: number;
  readonly withinMs: number;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Statuses after which a retry may succeed. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);
const FIRST_PAUSE_MS = 200;
const MOST_ANSWER_BYTES = 64 * 1024;

/**
 * Posts, and retries if that may help. Resolves to the answer's text, or to the error as the end of a sentence, which names only
 * the host, since an address may contain a secret. Never rejects. Redirects are not followed, since the headers are for this
 * host only.
 */
export async function post(given: Post, {tries, withinMs}: Limits): Promise<{readonly body: string} | string> {
  const {host} = given.url;
  const signal = AbortSignal.timeout(withinMs);
  const end = Date.now() + withinMs;
  let pause = FIRST_PAUSE_MS;
  for (let left = tries; ; left--, pause *= 2) {
    const answer = await send(given, signal).catch((error: unknown) => reasonOf(error, signal, withinMs));
    if (typeof answer !== 'string' && answer.status >= 200 && answer.status < 300) return {body: answer.body};
    const wait = typeof answer === 'string' ? pause : (retryAfterMs(answer) ?? pause);
    const isPassing = typeof answer === 'string' || PASSING.has(answer.status);
    if (!isPassing || left <= 1 || signal.aborted || Date.now() + wait >= end) {
      return typeof answer === 'string' ? `${host} ${answer}` : `${host} answered ${answer.status}`;
    }
    await delay(wait);
  }
}

function send({url, headers, body, certificate}: Post, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: {...headers, 'content-length': body.length},
      signal,
      ...(certificate != null && {ca: readFileSync(certificate)}),
    };
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= MOST_ANSWER_BYTES) chunks.push(chunk);
        else request.destroy(new Error('its answer is too long'));
      });
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({status: response.statusCode ?? 0, headers: response.headers, body: text});
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function reasonOf(error: unknown, signal: AbortSignal, withinMs: number): string {
  if (signal.aborted) return `did not answer within ${withinMs / 1000} seconds`;
  const code = errnoCode(error);
  // Leave the error's message out: it may contain the address, or text from the other side.
  return `could not be reached${code === undefined ? '' : ` (${code})`}`;
}

function retryAfterMs({headers}: Answer): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
