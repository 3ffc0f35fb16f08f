import type {World} from '../github-service/world.ts';

/** Keeps what a service remembers now; the function that comes back has it remember just that again. */
export function saveWorld(world: World): () => void {
  const {tokens, runs, jobs, artifacts, caches, blobs} = world;
  const maps = [tokens, runs, jobs, blobs] as const;
  const kept = structuredClone({maps: maps.map((map) => [...map]), artifacts, caches});
  return () => {
    const copy = structuredClone(kept);
    maps.forEach((map: Map<unknown, unknown>, index) => {
      map.clear();
      for (const [key, value] of copy.maps[index] ?? []) map.set(key, value);
    });
    artifacts.splice(0, artifacts.length, ...copy.artifacts);
    caches.splice(0, caches.length, ...copy.caches);
  };
}
