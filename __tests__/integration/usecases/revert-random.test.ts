import {execFileSync} from 'node:child_process';
import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {RefusedError} from '../../../src/domain/errors.ts';
import type {Repository} from '../../../src/domain/ports/git.ts';
import {UNKNOWN_DRAFT, UNKNOWN_OUTCOME} from '../../../src/domain/step.ts';
import {prepareRevert} from '../../../src/usecases/rollback/revert-steps.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aUid, someChanges} from '../../helpers/history-builders.ts';
import {ON_REMOTE, type RecordedBranch, recordedBranches} from '../../helpers/recorded-branch.ts';
import {bySize, tries} from '../../helpers/soak.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

/** Places in one long file, far enough from each other not to touch, and files of one line. */
const PLACES = ['long 0', 'long 1', 'long 2', 'a file', 'b é.txt', 'dir/c'];
type State = ReadonlyMap<string, string | null>;
interface Made {
  readonly isStep: boolean;
  readonly changes: readonly (readonly [place: string, value: string | null])[];
}

const anyCommit: fc.Arbitrary<Made> = fc.record({
  isStep: fc.boolean(),
  changes: fc.uniqueArray(
    fc.constantFrom(...PLACES).chain((place) => {
      const value = place.startsWith('long') ? fc.constantFrom('1', '2', '3') : fc.constantFrom(null, '1', '2', '3');
      return fc.tuple(fc.constant(place), value);
    }),
    {minLength: 1, maxLength: 3, selector: ([place]) => place},
  ),
});

function filesOf(state: State): ReadonlyMap<string, string | null> {
  const long = PLACES.filter((place) => place.startsWith('long')).flatMap((place) => [
    `${place}: ${state.get(place)}`,
    ...['x', 'y', 'z', 'w'].map((filler) => `${filler} of ${place}`),
  ]);
  const others = PLACES.filter((place) => !place.startsWith('long')).map(
    (place) => [place, state.get(place) ?? null] as const,
  );
  return new Map([['long', long.join('\n')], ...others]);
}

/** The commits on top of main, under a branch of their own, by one process. */
function importCommits(directory: string, branch: string, states: readonly State[]): readonly string[] {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  // Each file says which it is: what has the bytes of another that is gone is that one renamed, to git and to us.
  const stream = states.map((state, index) => {
    const files = [...filesOf(state)].map(([path, content]) =>
      content === null ? `D "${path}"\n` : `M 100644 inline "${path}"\n${data(`${path}: ${content}\n`)}`,
    );
    const from = index === 0 ? 'from refs/heads/main^0\n' : '';
    return `commit refs/heads/${branch}\ncommitter A <a@b.test> ${1_767_000_000 + index} +0000\n${data(`c${index}`)}${from}${files.join('')}\n`;
  });
  const options = {cwd: directory, input: stream.join(''), encoding: 'utf8'} as const;
  execFileSync('git', ['fast-import', '--quiet', '--force'], options);
  const listed = execFileSync('git', ['rev-list', '--reverse', `main..${branch}`], {cwd: directory, encoding: 'utf8'});
  return listed.trim().split('\n');
}

/** What every place has once the steps are taken back one by one, newest first; null where that conflicts. */
function expected(states: readonly State[], taken: readonly number[]): State | null {
  const now = new Map(states.at(-1));
  for (const index of taken) {
    for (const place of PLACES) {
      const [before, after] = [states[index - 1]?.get(place) ?? null, states[index]?.get(place) ?? null];
      if (before === after || now.get(place) === before) continue;
      if (now.get(place) !== after) return null;
      now.set(place, before);
    }
  }
  return now;
}

async function check(
  branch: RecordedBranch,
  repository: Repository,
  {run, made, pick}: {readonly run: number; readonly made: readonly Made[]; readonly pick: number},
): Promise<void> {
  const states: State[] = [new Map(PLACES.map((place) => [place, place.startsWith('long') ? '0' : null]))];
  for (const {changes} of made) states.push(new Map([...(states.at(-1) ?? []), ...changes]));
  const name = `r${run}`;
  const shas = importCommits(branch.work, name, states);
  const stepOf = new Map<number, number>();
  for (const [index, {isStep}] of made.entries()) {
    if (!isStep) continue;
    const [before = null, after = null] = [shas[index], shas[index + 1]];
    const uid = aUid(run * 100 + index);
    const draft = {...UNKNOWN_DRAFT, uid, projectId: 'acme/widgets', branch: name, commitShaBefore: before};
    const {id} = branch.ledger.createStep({...draft, startTime: '2026-01-01T00:00:00.000Z'});
    const outcome = {...UNKNOWN_OUTCOME, status: 'succeeded' as const, branch: name, commitShaAfter: after};
    const changes = someChanges(after ?? '');
    branch.ledger.updateStep(uid, {...outcome, endTime: '2026-01-01T00:01:00.000Z', changes, notes: []});
    if (id !== null) stepOf.set(index + 1, id);
  }
  const indexes = [...stepOf.keys()];
  const first = indexes[pick % indexes.length];
  if (first === undefined) return;
  const last = indexes[Math.min(indexes.length - 1, indexes.indexOf(first) + (pick % 3))] ?? first;
  const taken = indexes.filter((index) => index >= first && index <= last).reverse();
  const wanted = expected(states, taken);
  const ref = (index: number) => ({kind: 'id' as const, id: stepOf.get(index) ?? 0});
  const of = {kind: 'steps' as const, first: ref(first), last: ref(last)};
  const isIdle = wanted !== null && PLACES.every((place) => wanted.get(place) === states.at(-1)?.get(place));

  const asked = prepareRevert(await branch.deps({repository}), {
    ...ON_REMOTE,
    ...{of, squash: pick % 2 === 0, where: 'local'},
  });
  if (wanted === null || isIdle) {
    const error = await asked.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({code: isIdle ? 'not-reversible' : 'revert-conflict'});
    return;
  }
  const {plan} = await asked;
  const [without = ''] = importCommits(branch.work, `${name}-wanted`, [wanted]);
  expect(await repository.treeOf(plan.to)).toBe(await repository.treeOf(without));
}

test('leaves the tree that the history without those steps would have, whatever the history', async () => {
  const branch = await recordedBranch();
  const repository = await branch.open();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyCommit, {minLength: 1, maxLength: 8}), fc.nat(100), async (made, pick) => {
      await check(branch, repository, {run: ++run, made, pick});
    }),
    {...tries(500), numRuns: bySize({gate: 8, soak: 500}), endOnFailure: true},
  );
}, 1_800_000);
