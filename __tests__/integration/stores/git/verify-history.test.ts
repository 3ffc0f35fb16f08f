import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {gunzipSync, gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {fragmentRef} from '../../../../src/domain/refs.ts';
import {verifyLedger} from '../../../../src/ledger/inspect.ts';
import {type VerifiedHistory, verifyGitHistory} from '../../../../src/stores/git/verify-history.ts';
import {fillHistory} from '../../../helpers/git-fill.ts';
import {createGitPlace, type GitPlace, LEDGER_REF} from '../../../helpers/git-place.ts';
import {aDraft, anOutcome, anUndo, aRollback, uidOf} from '../../../helpers/ledger.ts';
import {realStoreDeps} from '../../../helpers/store-places.ts';

const EVE = {
  GIT_AUTHOR_NAME: 'Eve',
  GIT_AUTHOR_EMAIL: 'eve@example.com',
  GIT_COMMITTER_NAME: 'Eve',
  GIT_COMMITTER_EMAIL: 'eve@example.com',
};

let place: GitPlace;
beforeEach(async () => {
  place = await createGitPlace();
});
afterEach(() => place.remove());

const verify = async (): Promise<VerifiedHistory | null> => {
  const {repository} = await place.run();
  if (repository.objects === null) throw new Error('There is no remote.');
  return await verifyGitHistory(
    {...realStoreDeps(), objects: repository.objects, remote: {name: 'origin', fetchFrom: 'origin'}},
    'default',
    place.root,
  );
};
const message = () => `${place.atRemote('log', '-1', '--format=%B', LEDGER_REF)}\n`;
const fileOfTip = (path: string) => place.atRemote('show', `${LEDGER_REF}:${path}`);
const git = (args: readonly string[], input: string | Uint8Array = '') =>
  execFileSync('git', args, {
    cwd: place.bare,
    input,
    encoding: 'utf8',
    env: {...process.env, GIT_INDEX_FILE: join(place.root, 'index'), ...EVE},
  }).trim();
/** Writes the tip anew, with the same message, parent and files but these. */
const rewriteTip = (files: Readonly<Record<string, string | Uint8Array | null>>) => {
  git(['read-tree', LEDGER_REF]);
  for (const [path, content] of Object.entries(files)) {
    if (content === null) {
      git(['update-index', '--index-info'], `0 ${'0'.repeat(40)}\t${path}\n`);
      continue;
    }
    const blob = git(['hash-object', '-w', '--stdin'], content);
    git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`]);
  }
  const parent = place.atRemote('rev-parse', `${LEDGER_REF}^`);
  place.atRemote('update-ref', LEDGER_REF, git(['commit-tree', '-p', parent, git(['write-tree'])], message()));
};

describe('a history in the repository', () => {
  test('that its own writers made is sound, whatever happened in it', async () => {
    const history = await (await place.run()).open();
    for (const n of [1, 2, 3]) {
      await history.startStep(aDraft(n, {branch: n === 3 ? 'topic' : 'main'}));
      await history.finishStep(uidOf(n), anOutcome({branch: n === 3 ? null : 'main'}));
    }
    const rollback = aRollback(9, [uidOf(2), uidOf(3)]);
    await history.addRollback(rollback);
    await history.addRollback(anUndo(10, rollback));
    await history.addRollback(aRollback(11, [uidOf(1)]));
    const found = await verify();
    expect(found).toMatchObject({findings: [], records: 9, waiting: 0});
    expect(verifyLedger(found?.ledgerPath ?? '')).toEqual([]);
  });

  test('with segments is sound, and a record that waits beside it is told', async () => {
    await fillHistory((await place.run()).repository, 520);
    place.atRemote('update-ref', fragmentRef('default', uidOf(7)), 'main');
    expect(await verify()).toMatchObject({findings: [], records: 520, waiting: 1});
  });

  test('that is not there is not told to be sound', async () => {
    expect(await verify()).toBeNull();
  });
});

describe('a history that somebody wrote by hand', () => {
  test('with another segment than its commits make is found out', async () => {
    await fillHistory((await place.run()).repository, 300);
    const bodies = place.atRemote('log', '--reverse', '--format=%b%x00', LEDGER_REF).split('\0');
    const lines = bodies.slice(0, 256).map((body) => body.trim());
    lines[6] = (lines[6] ?? '').replace('"branch":"main"', '"branch":"mine"');
    const segment = gzipSync(`${lines.join('\n')}\n`);
    expect(gunzipSync(segment).toString()).toContain('"mine"');
    rewriteTip({'segments/0/0.ndjson.gz': segment});
    expect((await verify())?.findings).toEqual(['segment 0 says of record 7 what its commit does not say']);
  });

  test('with a segment too many, or one too few, is found out', async () => {
    await fillHistory((await place.run()).repository, 256);
    rewriteTip({'segments/0/7.ndjson.gz': 'x'});
    expect((await verify())?.findings).toEqual(['the tip has a segment 7.ndjson.gz, which belongs to no records']);
  });

  test('whose tip tells another latest step of a branch is found out', async () => {
    await fillHistory((await place.run()).repository, 3);
    const [bucket = ''] = place.atRemote('ls-tree', '--name-only', LEDGER_REF, 'branches/').split('\n');
    rewriteTip({[bucket]: fileOfTip(bucket).replace(uidOf(3), uidOf(2)).replace('"id":3', '"id":2')});
    expect((await verify())?.findings).toEqual([
      "the latest active step of main is step 3, and the tip's heads say step 2",
    ]);
  });

  test('that began with heads by the names of repositories is sound, and goes on from its latest steps', async () => {
    const {repository} = await place.run();
    await fillHistory(repository, 3, (n) => ({branch: n === 3 ? 'topic' : 'main'}));
    const now = place.atRemote('ls-tree', '-r', '--name-only', LEDGER_REF, 'branches/').split('\n');
    const older = {repository: 'github.com/octo/repo', branch: 'main', uid: uidOf(2), id: 2};
    rewriteTip({
      ...Object.fromEntries(now.map((path) => [path, null])),
      'heads/00.json': `${JSON.stringify({complete: true, heads: [older]})}\n`,
    });
    expect((await verify())?.findings).toEqual([]);
    const history = await (await place.run()).open();
    expect(await history.startStep(aDraft(4, {branch: 'main'}))).toMatchObject({id: 4, parentStepId: 2});
    expect(await history.startStep(aDraft(5, {branch: 'topic'}))).toMatchObject({id: 5, parentStepId: 3});
    expect(await history.startStep(aDraft(6, {branch: 'main'}))).toMatchObject({id: 6, parentStepId: 4});
    expect((await verify())?.findings).toEqual([]);
  });

  test('whose tip names other rollbacks, or counts other numbers, is found out', async () => {
    const history = await (await place.run()).open();
    await history.startStep(aDraft(1));
    await history.addRollback(aRollback(9, [uidOf(1)]));
    const meta = fileOfTip('meta.json');
    rewriteTip({'meta.json': meta.replace(uidOf(9), uidOf(8))});
    expect((await verify())?.findings).toEqual(["the tip's meta.json names other recent rollbacks than the records"]);
    rewriteTip({'meta.json': meta.replace('"next_step":2', '"next_step":5')});
    expect((await verify())?.findings).toEqual([expect.stringMatching(/numbers of the steps .* do not fit/)]);
  });

  test('whose chain begins with something else is found out', async () => {
    await fillHistory((await place.run()).repository, 3);
    const graft = (n: number, parent: string): string => {
      const sha = place.atRemote('rev-list', '--reverse', LEDGER_REF).split('\n')[n - 1] ?? '';
      const text = `${place.atRemote('log', '-1', '--format=%B', sha)}\n`;
      return place.forge(text, {'meta.json': place.atRemote('show', `${sha}:meta.json`)}, parent);
    };
    const tip = place.atRemote('rev-parse', LEDGER_REF);
    const main = place.atRemote('rev-parse', 'main');
    const second = graft(2, main);
    place.atRemote('update-ref', LEDGER_REF, tip);
    graft(3, second);
    expect((await verify())?.findings).toEqual([
      expect.stringMatching(/is not a record of LaForge's|is record/),
      expect.stringMatching(/the latest active step of main is step 3/),
    ]);
  });
});
