import type {ServerResponse} from 'node:http';
import type {LoggedRequest} from './request-log.ts';
import {type Reply, refuse, refuseTwirp} from './routes.ts';

/**
 * What a service in trouble does to a request. The first ones refuse it. The others come after it was done: the answer
 * breaks off, is cut short, or is another one by a bit.
 */
export const FAULTS = [
  '401',
  '403 with a rate limit',
  '404',
  '409',
  '429',
  '500',
  '503',
  'hang',
  'reset',
  'truncate',
  'garble',
] as const;
export type Fault = (typeof FAULTS)[number];

const REFUSALS: Readonly<Record<string, readonly [status: number, headers: Readonly<Record<string, string>>, string]>> =
  {
    '401': [401, {}, 'Bad credentials'],
    '403 with a rate limit': [403, {'x-ratelimit-remaining': '0', 'retry-after': '60'}, 'API rate limit exceeded'],
    '404': [404, {}, 'Not Found'],
    '409': [409, {}, 'Conflict'],
    '429': [429, {'retry-after': '30'}, 'Too many requests'],
    '500': [500, {}, 'Server Error'],
    '503': [503, {}, 'Service unavailable'],
  };

/** The answer in place of the service's own; never, where it hangs; undefined for faults that come later. */
export function answerFault(fault: Fault, kind: LoggedRequest['kind']): Reply | undefined | Promise<undefined> {
  if (fault === 'hang') return new Promise(() => {});
  const refusal = REFUSALS[fault];
  if (refusal === undefined) return undefined;
  const [status, headers, message] = refusal;
  const {body} = kind === 'twirp' ? refuseTwirp(status, 'fault', message) : refuse(status, message);
  return {status, headers, ...(kind === 'blob' ? {} : {body})};
}

/** Sends an answer as the fault leaves it. */
export function sendFaulty(fault: Fault | undefined, response: ServerResponse, status: number, body: Buffer): void {
  const half = body.subarray(0, body.length >> 1);
  switch (fault) {
    case 'reset':
      response.writeHead(status, {'content-length': String(body.length)});
      response.write(half, () => response.socket?.destroy());
      return;
    case 'truncate':
      response.writeHead(status, {'content-length': String(half.length)});
      response.end(half);
      return;
    case 'garble': {
      const other = Buffer.from(body);
      const middle = other.length >> 1;
      if (other.length > 0) other[middle] = (other[middle] ?? 0) ^ 1;
      response.writeHead(status, {'content-length': String(other.length)});
      response.end(other);
      return;
    }
    default:
      response.writeHead(status);
      response.end(body);
  }
}
