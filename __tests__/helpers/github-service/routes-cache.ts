import {refuseTwirp, type TwirpRequest, type TwirpRoute} from './routes.ts';
import {blobUrl} from './routes-artifacts.ts';
import {addBlob, type CacheState} from './world.ts';

const SERVICE = 'github.actions.results.api.v1.CacheService';

/** What a job's cache client talks to: see `@actions/cache`, version 2 of the service. */
export const cacheRoutes: readonly TwirpRoute[] = [
  {service: SERVICE, method: 'CreateCacheEntry', answer: createEntry},
  {service: SERVICE, method: 'FinalizeCacheEntryUpload', answer: finalizeEntry},
  {service: SERVICE, method: 'GetCacheEntryDownloadURL', answer: findEntry},
];

function createEntry(request: TwirpRequest) {
  const job = request.world.jobs.get(request.runtimeToken);
  if (job === undefined) return refuseTwirp(401, 'unauthenticated', 'no session for this token');
  const {key, version} = request.body;
  const ref = job.cacheScopes.write;
  if (ref === null) {
    return {status: 200, body: {ok: false, message: 'cache write denied: this run has a read-only token'}};
  }
  if (request.world.caches.some((it) => it.key === key && it.version === version && it.ref === ref)) {
    return {status: 200, body: {ok: false, message: 'cache entry already exists'}};
  }
  const blobId = addBlob(request.world);
  request.world.caches.push({
    id: request.world.nextId(),
    key: String(key),
    version: String(version),
    ref,
    blobId,
    createdAt: new Date().toISOString(),
    finalized: false,
    size: 0,
  });
  return {status: 200, body: {ok: true, signed_upload_url: blobUrl(request, blobId)}};
}

function finalizeEntry(request: TwirpRequest) {
  const {key, version, size_bytes: size} = request.body;
  const entry = request.world.caches.find((it) => it.key === key && it.version === version && !it.finalized);
  const content = entry && request.world.blobs.get(entry.blobId)?.content;
  if (entry === undefined || !content || String(content.length) !== size) {
    return {status: 200, body: {ok: false, message: 'the upload is not whole'}};
  }
  entry.finalized = true;
  entry.size = content.length;
  return {status: 200, body: {ok: true, entry_id: String(entry.id)}};
}

/** Scope by scope, in each the exact key, then what begins with a key, the newest of those. */
function findEntry(request: TwirpRequest) {
  const job = request.world.jobs.get(request.runtimeToken);
  if (job === undefined) return refuseTwirp(401, 'unauthenticated', 'no session for this token');
  if (job.cacheScopes.read.length === 0) {
    return refuseTwirp(403, 'permission_denied', 'cache read denied: this run may read no cache');
  }
  const {key, version, restore_keys: restoreKeys} = request.body;
  const keys = [String(key), ...(Array.isArray(restoreKeys) ? restoreKeys.map(String) : [])];
  for (const ref of job.cacheScopes.read) {
    const entries = request.world.caches.filter((it) => it.finalized && it.ref === ref && it.version === version);
    const found = keys.map((it) => newestMatch(entries, it)).find((it) => it !== undefined);
    if (found !== undefined) {
      return {
        status: 200,
        body: {ok: true, signed_download_url: blobUrl(request, found.blobId), matched_key: found.key},
      };
    }
  }
  return {status: 200, body: {ok: false}};
}

function newestMatch(entries: readonly CacheState[], key: string): CacheState | undefined {
  return entries.find((it) => it.key === key) ?? entries.findLast((it) => it.key.startsWith(key));
}
