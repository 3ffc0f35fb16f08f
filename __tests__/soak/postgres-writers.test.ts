import {expect, test} from '@jest/globals';
import {createLogin} from '../../src/stores/postgres/logins.ts';
import {createPostgresStore} from '../../src/stores/postgres/postgres-store.ts';
import {aDraft, anOutcome, uidOf} from '../helpers/ledger.ts';
import {findPostgres, hasPooler, NO_POSTGRES, startPooler, startPostgres} from '../helpers/postgres.ts';
import {bySize} from '../helpers/soak.ts';
import {realStoreDeps} from '../helpers/store-places.ts';

const isThere = findPostgres() !== null && hasPooler();
if (!isThere) console.warn(`The writers of the store postgres at once are ${NO_POSTGRES}.`);
const size = bySize({gate: {writers: 12, steps: 3}, soak: {writers: 200, steps: 20}});

// More connections than the server has places for, as runners of an organisation have: a pooler hands them on.
(isThere ? test : test.skip)(
  'writers at once in one project lose no step, and its numbers have no gaps',
  async () => {
    const {writers, steps} = size;
    const server = await startPostgres();
    const pooler = await startPooler(server);
    const repositoryName = 'github.com/octo/repo';
    try {
      const login = await createLogin(server.owner, {role: 'writer', repository: repositoryName, until: null});
      const database = {url: server.url({...login, port: pooler.port}), what: 'The connection string'};
      const history = {slug: 'default', repository: null, repositoryName, folder: null, database};
      const open = () => createPostgresStore(realStoreDeps(), history).open();
      const write = async (writer: number) => {
        for (let step = 0; step < steps; step++) {
          const n = writer * steps + step + 1;
          const history = await open();
          await history.startStep(aDraft(n, {branch: `b${writer % 7}`}));
          await history.finishStep(uidOf(n), anOutcome({branch: `b${writer % 7}`}));
          expect(await history.publish()).toEqual({kind: 'published'});
          await history.close();
        }
      };
      await Promise.all(Array.from({length: writers}, (_, writer) => write(writer)));
      const reader = await open();
      const all = await reader.listSteps();
      await reader.close();
      expect(all.map(({id}) => id)).toEqual(Array.from({length: writers * steps}, (_, n) => writers * steps - n));
      expect(all.every(({status}) => status === 'succeeded')).toBe(true);
      // The parent of each is the latest of its branch before it.
      const latest = new Map<string | null, number | null>();
      for (const {id, branch, parentStepId} of all.toReversed()) {
        expect([id, parentStepId]).toEqual([id, latest.get(branch) ?? null]);
        latest.set(branch, id);
      }
    } finally {
      await pooler.stop();
      await server.stop();
    }
  },
  1_800_000,
);
