import {mkdtempSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {NO_CHANGES} from '../../../../src/domain/documents.ts';
import {fragmentRef} from '../../../../src/domain/refs.ts';
import {EMPTY_META, formatMeta, type Meta} from '../../../../src/stores/git/meta.ts';
import {formatLine, formatMessage} from '../../../../src/stores/git/tip.ts';
import {verifyGitHistory} from '../../../../src/stores/git/verify-history.ts';
import {fillHistory} from '../../../helpers/git-fill.ts';
import {createGitPlace, type GitPlace, LEDGER_REF} from '../../../helpers/git-place.ts';
import {aDraft, anOutcome, aRollback, shaOf, uidOf} from '../../../helpers/ledger.ts';
import {realStoreDeps} from '../../../helpers/store-places.ts';

// Anybody who may push can write these.
let place: GitPlace;
beforeEach(async () => {
  place = await createGitPlace();
});
afterEach(() => place.remove());

const metaOf = (changes: Partial<Meta>) => ({
  'meta.json': formatMeta({...EMPTY_META, records: 1, nextStep: 2, ...changes}),
});
const claim = (n: number, number: number) => ({uid: uidOf(n), number, claimedAt: '2020-01-01T00:00:00.000Z'});
const record = (n: number, parent: number | null = null) => ({
  draft: aDraft(n),
  parentUid: parent === null ? null : uidOf(parent),
  createdAt: '2026-01-01T00:00:00.000Z',
  outcome: null,
});
const message = (n: number, records: Parameters<typeof formatLine>[1]) =>
  formatMessage('A record', formatLine(n, records));
const firstStep = message(1, {steps: [record(1)], stepClaims: [claim(1, 1)]});
const open = async () => await (await place.run()).open();

describe('a history whose tip cannot be right', () => {
  const tips: readonly [string, string, Record<string, string | Uint8Array>, RegExp][] = [
    ['has no file of ours', firstStep, {'a.txt': 'x'}, /has no meta\.json/],
    ['is not JSON', firstStep, {'meta.json': '{"format":1,'}, /it is no JSON object/],
    ['is no object', firstStep, {'meta.json': '[]'}, /it is no JSON object/],
    ['is of a newer format', firstStep, {'meta.json': '{"format":2}'}, /has format 2, and this version reads 1/],
    ['has a negative number', firstStep, metaOf({nextStep: -5}), /next_step is no number from 1/],
    ['has a number beyond all', firstStep, metaOf({records: 2 ** 60}), /records is no number/],
    ['has no segment size', firstStep, metaOf({segmentSize: 0}), /segment_size is no number/],
    ['is too large', firstStep, {'meta.json': ' '.repeat(300_000)}, /meta\.json has 300000 bytes/],
    ['has far too much', firstStep, {'meta.json': Buffer.alloc(20_000_000)}, /no more than \d+ are read/],
    ['counts other records', firstStep, metaOf({records: 7}), /is record 1, and its meta\.json counts 7/],
  ];

  test.each(tips)(
    'is unreadable where it %s, with the reason, and the step runs all the same',
    async (_, text, files, why) => {
      place.forge(text, files);
      const history = await open();
      expect(history.condition).toEqual({kind: 'unreadable', reason: expect.stringMatching(why)});
      expect(await history.startStep(aDraft(5))).toMatchObject({id: null, status: 'running'});
      expect(await history.finishStep(uidOf(5), anOutcome())).toMatchObject({id: null, status: 'succeeded'});
      expect(await history.publish()).toEqual({
        kind: 'fragment',
        where: expect.any(String),
        reason: expect.stringMatching(why),
      });
    },
  );

  test('is unreadable where its first record follows another', async () => {
    place.forge(firstStep, metaOf({}), place.atRemote('rev-parse', 'main'));
    expect((await open()).condition).toMatchObject({reason: expect.stringMatching(/record 1 follows 1 others/)});
  });
});

describe('a history with a record that cannot be right', () => {
  const append = (text: string, n: number, meta: Partial<Meta>) => {
    const parent = place.atRemote('rev-parse', LEDGER_REF);
    place.forge(text, metaOf({records: n, ...meta}), parent);
  };
  const next = async (n: number, records: Parameters<typeof formatLine>[1], meta: Partial<Meta>) => {
    append(message(n, records), n, meta);
    return (await open()).listSteps();
  };
  beforeEach(async () => {
    await fillHistory((await place.run()).repository, 2);
  });

  const odd: readonly (readonly [string, string, RegExp])[] = [
    [
      'takes a number that is held',
      message(3, {steps: [record(7)], stepClaims: [claim(7, 1)]}),
      /takes number 1, and 3/,
    ],
    ['takes a number far above', message(3, {steps: [record(7)], stepClaims: [claim(7, 900)]}), /takes number 900/],
    ['takes two numbers', message(3, {steps: [record(7)], stepClaims: [claim(7, 3), claim(7, 4)]}), /takes 2 numbers/],
    ['has no number', message(3, {steps: [record(7)]}), /has no number/],
    ['is its own parent', message(3, {steps: [record(7, 7)], stepClaims: [claim(7, 3)]}), /is not before its child/],
    [
      'has a field that is not what it should be',
      message(3, {
        steps: [{...record(7), draft: aDraft(7, {commitShaBefore: '$(touch /tmp/x)'})}],
        stepClaims: [claim(7, 3)],
      }),
      /commit_sha_before: is no full commit SHA/,
    ],
    ['says nothing', 'Just words\n', /is not a record of LaForge's/],
    ['says no record', 'Words\n\n{"a":1}\n', /is not a record of LaForge's/],
    [
      'is of a later version',
      'Words\n\n{"laforge":9,"n":3,"records":{}}\n',
      /has format .*9.*, and this version reads 1/,
    ],
  ];

  test.each(odd)(
    'is read without one that %s, which verify names and which stays, and goes on',
    async (_, text, why) => {
      append(text, 3, {nextStep: 4});
      const history = await open();
      expect(history.condition).toEqual({kind: 'found'});
      expect((await history.listSteps()).map(({id}) => id)).toEqual([2, 1]);
      expect(await history.startStep(aDraft(9))).toMatchObject({id: 4});
      const after = await open();
      expect((await after.listSteps()).map(({id}) => id)).toEqual([4, 2, 1]);
      const {objects} = (await place.run()).repository;
      if (objects === null) throw new Error('The place has a remote.');
      const found = await verifyGitHistory(
        {...realStoreDeps(), objects, remote: {name: 'origin', fetchFrom: 'origin'}},
        'default',
        mkdtempSync(join(place.root, 'verify-')),
      );
      expect(found?.findings).toContainEqual(expect.stringMatching(why));
      expect(place.atRemote('log', '-1', '--format=%B', `${LEDGER_REF}~1`).trim()).toBe(text.trim());
    },
  );

  test('is read with a step whose parent was left out', async () => {
    append('Just words\n', 3, {nextStep: 4});
    const steps = await next(4, {steps: [record(8, 7)], stepClaims: [claim(8, 4)]}, {nextStep: 5});
    expect(steps.map(({id, parentUid}) => [id, parentUid])).toEqual([
      [4, uidOf(7)],
      [2, expect.anything()],
      [1, null],
    ]);
  });

  test('is read with one whose subject is a megabyte, cut', async () => {
    const outcome = anOutcome({
      changes: {...NO_CHANGES, own_commits: [{sha: shaOf(1), subject: 's'.repeat(1_100_000)}]},
    });
    const [step] = await next(3, {steps: [{...record(7), outcome}], stepClaims: [claim(7, 3)]}, {nextStep: 4});
    expect(step?.changes?.own_commits[0]?.subject).toHaveLength(1_000);
  });

  test('is not read where the next numbers are others than its tip says', async () => {
    const sound = {steps: [record(7)], stepClaims: [claim(7, 3)]};
    await expect(next(3, sound, {nextStep: 40})).rejects.toThrow(/do not fit/);
  });

  test('is not read where records are missing between', async () => {
    const sound = {steps: [record(7)], stepClaims: [claim(7, 3)]};
    await expect(next(9, sound, {nextStep: 4})).rejects.toThrow(/records should lead to it|is record 2 in place of 8/);
  });

  test('is not read on where it was rewritten meanwhile', async () => {
    const history = await open();
    await history.listSteps();
    const first = place.atRemote('rev-parse', `${LEDGER_REF}~1`);
    place.forge(message(2, {steps: [record(8)], stepClaims: [claim(8, 2)]}), metaOf({records: 2, nextStep: 3}), first);
    const other = await open();
    await other.startStep(aDraft(9));
    await history.startStep(aDraft(10));
    await expect(history.listSteps()).rejects.toThrow(/rewritten/);
  });
});

describe('a history with a segment that cannot be right', () => {
  const withSegment = async (content: Uint8Array) => {
    const {repository} = await place.run();
    await fillHistory(repository, 257);
    const parent = place.atRemote('rev-parse', LEDGER_REF);
    const files = {...metaOf({records: 258, nextStep: 259}), 'segments/0/0.ndjson.gz': content};
    place.forge(message(258, {steps: [record(258)], stepClaims: [claim(258, 258)]}), files, parent);
    return (await open()).listSteps();
  };

  test.each<[string, () => Uint8Array, RegExp]>([
    ['is not packed', () => Buffer.from('plain'), /cannot be unpacked/],
    ['unpacks to gigabytes', () => gzipSync(Buffer.alloc(420_000_000)), /cannot be unpacked/],
    ['is empty', () => gzipSync(''), /does not hold the records that belong there/],
    ['has records of elsewhere', () => gzipSync(`${formatLine(900, {})}\n`.repeat(256)), /does not hold the records/],
    ['has words in it', () => gzipSync('words\n'), /does not hold the records that belong there/],
  ])('is not read where it %s', async (_, content, why) => {
    await expect(withSegment(content())).rejects.toThrow(why);
  });
});

test('a record beside the history is left alone where it cannot be right, and its claims are not taken over', async () => {
  const {repository} = await place.run();
  await fillHistory(repository, 1);
  const good = place.atRemote('rev-parse', LEDGER_REF);
  const beside = (n: number, text: string) => {
    const sha = place.forge(text, {'x.txt': 'x'});
    place.atRemote('update-ref', fragmentRef('default', uidOf(n)), sha);
  };
  beside(0x51, 'Words\n');
  beside(0x52, message(0, {steps: [{...record(0x52), createdAt: 'yesterday'}]}));
  beside(
    0x53,
    message(0, {steps: [record(0x53)], stepClaims: [claim(0x53, 1)], rollbacks: [aRollback(0x54, [uidOf(0x53)])]}),
  );
  place.atRemote('update-ref', LEDGER_REF, good);
  const history = await open();
  expect(history.warnings).toHaveLength(2);
  expect(await history.startStep(aDraft(3))).toMatchObject({id: 3, parentUid: uidOf(1)});
  expect((await history.listSteps()).map((step) => [step.id, step.uid, step.active])).toEqual([
    [3, uidOf(3), true],
    [2, uidOf(0x53), false],
    [1, uidOf(1), true],
  ]);
  expect(place.atRemote('for-each-ref', '--format=%(refname)', 'refs/laforge/fragments').split('\n')).toHaveLength(2);
});
