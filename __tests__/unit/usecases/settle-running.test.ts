import {expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';
import type {RunInfo} from '../../../src/domain/documents.ts';
import type {RunningStep} from '../../../src/domain/ports/store.ts';
import type {RunProof} from '../../../src/domain/ports/system.ts';
import {markInterrupted, type SettleDeps} from '../../../src/usecases/mark-interrupted.ts';
import {uidOf} from '../../helpers/ledger.ts';

const RUN: RunInfo = {
  ...{ci: 'github', workflow: null, run_id: '7', attempt: 1, job: 'agent', job_backend_id: null, actor: null},
  ...{event: null, url: null, pull_request: null},
};
const aStep = (n: number, run: Partial<RunInfo> | null): RunningStep => ({
  uid: uidOf(n),
  id: n,
  run: run && {...RUN, ...run},
});

/** A history that notes everything it is told, and proofs that say what they are given to say. */
function settle(running: readonly RunningStep[], proofs: readonly RunProof[], limitMs?: number) {
  const said: string[] = [];
  const noted = new Map<string, string>();
  const history = {
    listRunning: async () => running,
    interruptSteps: async (notes) => {
      for (const [uid, note] of notes) noted.set(uid, note);
      return [...notes.keys()];
    },
  } satisfies SettleDeps['history'];
  const deps = {history, proofs, inform: (message: string) => void said.push(message), words: WORDINGS.cli};
  const done = markInterrupted(deps, {own: RUN, ...(limitMs === undefined ? {} : {limitMs})});
  return done.then(() => ({said, noted: [...noted]}));
}
const over: RunProof = {proveOver: async ({run_id}) => `run ${run_id} is over.`};
const silent: RunProof = {proveOver: async () => null};

test("steps of other runs that are proven to be over are noted, each with the first proof; this job's own are not asked about", async () => {
  const running = [
    aStep(1, {run_id: '5'}),
    aStep(2, {}),
    aStep(3, {attempt: 2}),
    aStep(4, {job: 'other'}),
    aStep(5, {run_id: null}),
    aStep(6, null),
  ];
  const {said, noted} = await settle(running, [silent, over, {proveOver: async () => 'never asked'}]);
  expect(noted).toEqual([
    [uidOf(1), 'run 5 is over.'],
    [uidOf(3), 'run 7 is over.'],
    [uidOf(4), 'run 7 is over.'],
    [uidOf(5), 'run null is over.'],
  ]);
  expect(said[0]).toBe(
    'Step 1 was interrupted: run 5 is over. laforge step info 1 has the commands that show what it left.',
  );
});

test('where nothing is proven, nothing is noted', async () => {
  expect(await settle([aStep(1, {run_id: '5'})], [silent])).toEqual({said: [], noted: []});
});

test('a proof that never comes is not waited for, and what others prove meanwhile counts', async () => {
  const slow: RunProof = {
    proveOver: ({run_id}) => (run_id === '5' ? new Promise(() => {}) : Promise.resolve('it is over.')),
  };
  const {noted} = await settle([aStep(1, {run_id: '5'}), aStep(2, {run_id: '6'})], [slow], 4_000);
  expect(noted).toEqual([[uidOf(2), 'it is over.']]);
});

test('without time left nobody is asked', async () => {
  const asked: RunProof = {proveOver: () => Promise.reject(new Error('It was asked.'))};
  expect(await settle([aStep(1, {run_id: '5'})], [asked], 0)).toEqual({said: [], noted: []});
});

test('a history that fails is no failure of the step that waits', async () => {
  const fail = () => Promise.reject(new Error('no'));
  const deps = {history: {listRunning: fail, interruptSteps: fail}, proofs: [over], inform: fail, words: WORDINGS.cli};
  await expect(markInterrupted(deps, {own: RUN})).resolves.toBeUndefined();
});
