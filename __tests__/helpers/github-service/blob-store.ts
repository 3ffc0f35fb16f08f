import type {IncomingHttpHeaders} from 'node:http';
import type {Reply} from './routes.ts';
import type {World} from './world.ts';

export interface BlobRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly content: Buffer;
}

/**
 * Answers as an Azure blob store does to a URL that carries its signature: blocks and block lists, whole blobs, reads.
 * A token of GitHub's is refused.
 */
export function answerBlobRequest(world: World, {method, url, headers, content}: BlobRequest): Reply {
  const blob = world.blobs.get(url.pathname.split('/').at(-1) ?? '');
  if (headers.authorization !== undefined || blob === undefined || url.searchParams.get('sig') !== blob.signature) {
    return fail(403, 'AuthenticationFailed');
  }
  const comp = url.searchParams.get('comp');
  if (method === 'PUT' && comp === 'block') {
    blob.blocks.set(url.searchParams.get('blockid') ?? '', content);
    return succeed(201);
  }
  if (method === 'PUT') {
    const ids = [...content.toString('latin1').matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)].map((it) => it[1] ?? '');
    if (comp === 'blocklist' && ids.some((it) => !blob.blocks.has(it))) return fail(400, 'InvalidBlockList');
    blob.content =
      comp === 'blocklist' ? Buffer.concat(ids.map((it) => blob.blocks.get(it) ?? Buffer.alloc(0))) : content;
    blob.contentType = String(headers['x-ms-blob-content-type'] ?? 'application/octet-stream');
    return succeed(201, {'last-modified': new Date().toUTCString()});
  }
  if (blob.content === null) return fail(404, 'BlobNotFound');
  const length = {'content-type': blob.contentType, 'content-length': String(blob.content.length)};
  return {...succeed(200, length), content: method === 'HEAD' ? Buffer.alloc(0) : blob.content};
}

function succeed(status: number, headers: Record<string, string> = {}): Reply {
  return {status, headers: {'x-ms-request-id': 'blob', 'x-ms-version': '2026-04-06', etag: '"blob"', ...headers}};
}

function fail(status: number, code: string): Reply {
  return {status, headers: {'x-ms-request-id': 'blob', 'x-ms-error-code': code}};
}
