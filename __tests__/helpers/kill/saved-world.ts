import {pullsOf} from '../github-service/routes-pulls.ts';
import type {World} from '../github-service/world.ts';

/** Keeps what a service remembers now; the function that comes back has it remember just that again. */
export function saveWorld(world: World): () => void {
  const {tokens, runs, jobs, artifacts, caches, blobs} = world;
  const maps = [tokens, runs, jobs, blobs] as const;
  const {pulls, comments, reactions, autoMerges} = pullsOf(world);
  const lists: readonly unknown[][] = [artifacts, caches, pulls, comments, reactions, autoMerges];
  const kept = structuredClone({maps: maps.map((map) => [...map]), lists});
  return () => {
    const copy = structuredClone(kept);
    maps.forEach((map: Map<unknown, unknown>, index) => {
      map.clear();
      for (const [key, value] of copy.maps[index] ?? []) map.set(key, value);
    });
    lists.forEach((list, index) => {
      list.splice(0, list.length, ...(copy.lists[index] ?? []));
    });
  };
}
