import {afterAll, describe, expect, test} from '@jest/globals';
import {eachAtOnce} from '../helpers/at-once.ts';
import {canMeet, type FaultyStore, listRequests, meetFaults, writePast} from '../helpers/faulty-run.ts';
import {FAULTS} from '../helpers/github-service/faults.ts';
import {GATE_SEED, sample} from '../helpers/soak.ts';

/* Each request of a run, with each fault. A run on a healthy service tells which requests there are. */

const AT_ONCE = 5;
const PASTS = {artifact: await writePast('artifact'), cache: await writePast('cache')};
afterAll(() => Promise.all(Object.values(PASTS).map((place) => place.remove())));

const REQUESTS = {artifact: await listRequests(PASTS.artifact), cache: await listRequests(PASTS.cache)};

test('a run on a healthy service makes requests of these kinds', () => {
  const kinds = (name: FaultyStore) => REQUESTS[name].map(([part, request]) => `${part}: ${request}`).sort();
  expect(kinds('artifact')).toEqual([
    'end: POST CreateArtifact',
    'end: POST DeleteArtifact',
    'end: POST FinalizeArtifact',
    'end: POST ListArtifacts',
    'end: PUT blob&comp=block',
    'end: PUT blob&comp=blocklist',
    'restore: GET /repos/octo/demo/actions/artifacts/N/zip',
    'restore: GET /repos/octo/demo/actions/artifacts?…laforge-default',
    'restore: GET /repos/octo/demo/actions/artifacts?…laforge.running-default',
    'restore: GET /repos/octo/demo/actions/runs/N',
    'restore: GET /repos/octo/demo/actions/runs/N/artifacts?…',
    'restore: GET blob',
    'start: POST CreateArtifact',
    'start: POST FinalizeArtifact',
    'start: PUT blob&comp=block',
    'start: PUT blob&comp=blocklist',
  ]);
  expect(kinds('cache')).toEqual([
    'end: POST CreateCacheEntry',
    'end: POST FinalizeCacheEntryUpload',
    'end: PUT blob',
    'restore: GET /repos/octo/demo/actions/caches?…',
    'restore: GET blob',
    'restore: POST GetCacheEntryDownloadURL',
    'start: POST CreateCacheEntry',
    'start: POST FinalizeCacheEntryUpload',
    'start: PUT blob',
  ]);
});

describe.each(['artifact', 'cache'] as const)(`the store %s loses and invents nothing (seed ${GATE_SEED})`, (name) => {
  test.each(sample(REQUESTS[name], {gate: 1}))(
    '%s: %s, whatever is wrong with it',
    async (part, request) => {
      const faults = sample(
        FAULTS.filter((fault) => canMeet(request, fault)),
        {gate: 2},
      );
      const troubles = await eachAtOnce(faults, AT_ONCE, async (fault) => {
        try {
          await meetFaults(PASTS[name], [[part, request, fault]]);
          return [];
        } catch (error) {
          return [`${fault}: ${error instanceof Error ? error.message : String(error)}`];
        }
      });
      expect(troubles.flat()).toEqual([]);
    },
    600_000,
  );
});
