import {expect, test} from '@jest/globals';
import {leftOf} from '../../src/domain/budget.ts';
import type {Budget} from '../../src/domain/documents.ts';
import {createLogin} from '../../src/stores/postgres/logins.ts';
import {createPostgresStore} from '../../src/stores/postgres/postgres-store.ts';
import {aDraft, anOutcome, uidOf} from '../helpers/ledger.ts';
import {findPostgres, hasPooler, NO_POSTGRES, openWire, startPooler, startPostgres} from '../helpers/postgres.ts';
import {bySize} from '../helpers/soak.ts';
import {realStoreDeps} from '../helpers/store-places.ts';
import {aUsage} from '../helpers/usages.ts';

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

// Each step costs all that it may, and every third runner is cut off somewhere while its step begins.
(isThere ? test : test.skip)(
  'writers at once at the edge of a budget use all of it and no more, though some of their runners die',
  async () => {
    const {writers} = size;
    const server = await startPostgres();
    const pooler = await startPooler(server);
    const budget: Budget = {amount: writers, unit: 'usd', per: 'organisation'};
    const limits = {max_cost_usd: 1, max_tokens: null, budgets: [budget], budget_unknown: 'warn' as const};
    const today = new Date().toISOString();
    let uids = 0;
    const openOf = (repositoryName: string, port: number) => {
      const database = {url: server.url({port}), what: 'The connection string'};
      const place = {slug: 'default', repository: null, repositoryName, folder: null, database};
      return createPostgresStore(realStoreDeps(), place).open();
    };
    try {
      let used = 0;
      /** Begins and ends steps until one is refused, or its runner dies. */
      const write = async (writer: number, cutAfter: number | null) => {
        const repositoryName = `github.com/octo/r${writer % 5}`;
        const wire = await openWire(pooler.port);
        if (cutAfter !== null) wire.cutAfter(cutAfter);
        try {
          for (let isOpen = true; isOpen; ) {
            const history = await openOf(repositoryName, wire.port);
            const uid = uidOf(++uids);
            const step = await history.startStep(aDraft(1, {uid, branch: `b${writer}`, startTime: today, limits}));
            const facts = step.id === null ? null : await history.shared?.countFor(step, budget).catch(() => null);
            isOpen = cutAfter === null && facts != null && leftOf(facts) > 0;
            if (isOpen) {
              await history.finishStep(uid, anOutcome({tokenUsage: aUsage([900, 0, 0, 100], {cost: 1})}));
              used += 1;
            } else if (cutAfter === null) await history.finishStep(uid, anOutcome({status: 'refused'}));
            await history.close();
          }
        } finally {
          await wire.close();
        }
      };
      const running = async () => {
        const counts = [];
        for (let n = 0; n < 5; n++) {
          const history = await openOf(`github.com/octo/r${n}`, server.port);
          const left = await history.listRunning(writers);
          await history.interruptSteps(new Map(left.map(({uid}) => [uid, 'its run is over'])), 60_000);
          counts.push(left.length);
          const ids = (await history.listSteps()).map(({id}) => Number(id));
          expect(ids).toEqual(ids.map((_, index) => ids.length - index));
          await history.close();
        }
        return counts.reduce((sum, it) => sum + it, 0);
      };
      // What is used and reserved together never falls: the end of a step is counted as its reservation goes.
      const held: number[] = [];
      let isWriting = true;
      const watch = async () => {
        const sum = "select cost + reserved_cost as held from laforge.spent('github.com/octo', null, null, '')";
        while (isWriting) held.push(...(await server.owner.query(sum)).map((row) => Number(row.held) / 1e9));
      };
      await Promise.all([
        watch(),
        Promise.all(
          Array.from({length: writers}, (_, n) => write(n, n % 3 === 2 ? Math.round((n * 60) / writers) : null)),
        ).finally(() => {
          isWriting = false;
        }),
      ]);
      expect(held).toEqual(held.toSorted((a, b) => a - b));
      expect(held.at(-1)).toBeLessThanOrEqual(writers);
      const orphans = `select count(*) from laforge.reservations r where not exists (select 1 from laforge.records s
        where s.repository = r.repository and s.project = r.project and s.uid = r.uid and s.version = 0)`;
      expect(await server.owner.query(orphans)).toEqual([{count: '0'}]);
      // What the dead reserved is free again, and used by the next.
      expect(used).toBeLessThanOrEqual(writers);
      const dead = await running();
      await Promise.all(Array.from({length: 5}, (_, n) => write(n, null)));
      expect([used, dead > 0]).toEqual([writers, true]);
      expect(await running()).toBe(0);
    } finally {
      await pooler.stop();
      await server.stop();
    }
  },
  1_800_000,
);
