import {paginate, type RestRoute} from './routes.ts';

/** Caches as REST lists them: keys and scopes, never contents. */
export const restCacheRoutes: readonly RestRoute[] = [
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/actions/caches',
    forge: 'github',
    permissions: ['actions: read'],
    answer: (request) => {
      const key = request.query.get('key') ?? '';
      const ref = request.query.get('ref');
      const {owner, name} = request.world.repository;
      const found = request.world.caches.filter(
        (it) => it.finalized && it.key.startsWith(key) && (ref === null || it.ref === ref),
      );
      const page = paginate(request, `/repos/${owner}/${name}/actions/caches`, found);
      return {
        status: 200,
        headers: page.headers,
        body: {
          total_count: found.length,
          actions_caches: page.items.map((it) => ({
            id: it.id,
            ref: it.ref,
            key: it.key,
            version: it.version,
            last_accessed_at: it.createdAt,
            created_at: it.createdAt,
            size_in_bytes: it.size,
          })),
        },
      };
    },
  },
];
