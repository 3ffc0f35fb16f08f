import {readFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {openDatabase} from '../../../src/ledger/database.ts';
import {aDraft, anOutcome, aRollback, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {createGithubPlace, type GithubPlace, saveFiles} from '../../helpers/store-places.ts';

const files = ledgerFolder();
let place: GithubPlace;
afterEach(() => place.remove());

/** A steps.db as somebody makes it by hand, who knows our format and not our digests. */
function forged(sql: string): Buffer {
  const ledger = files.ledger();
  for (const n of [1, 2]) {
    ledger.createStep(aDraft(n));
    ledger.updateStep(uidOf(n), anOutcome());
  }
  ledger.addRollback(aRollback(50, [uidOf(2)]));
  ledger.close();
  const db = openDatabase(files.file());
  db.exec('PRAGMA foreign_keys = OFF');
  db.exec(sql);
  db.close();
  return readFileSync(files.file());
}

const FORGERIES = [
  ['another schema', 'ALTER TABLE steps ADD COLUMN evil TEXT', /its schema is not a ledger's/],
  ['a table of its own', 'CREATE TABLE evil (x)', /its schema is not a ledger's/],
  ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON steps BEGIN DELETE FROM steps; END', /trigger t is not ours/],
  [
    'a view in place of a table',
    'ALTER TABLE claims RENAME TO c; CREATE VIEW claims AS SELECT * FROM c',
    /is not ours/,
  ],
  ['a newer version', 'PRAGMA user_version = 99', /newer version/],
] as const;

/** The uids of the steps that are left of the two, once the odd records are set aside. */
const ODD_RECORDS = [
  ['a huge number', 'UPDATE steps SET id = 1 << 60 WHERE id = 2', [1]],
  ['a negative number', 'UPDATE steps SET id = -2 WHERE id = 2', [1]],
  [
    'a claim on a huge number',
    `INSERT INTO claims VALUES ('step', 1 << 60, '${uidOf(9)}', '2020-01-01T00:00:00.000Z')`,
    [2, 1],
  ],
  ['a cycle of parents', 'UPDATE steps SET parent_step_id = 2 WHERE id = 1', [2]],
  ['what is no SHA', `UPDATE steps SET commit_sha_after = '--upload-pack=x' WHERE id = 1`, [2]],
  ['a step that says something else', 'UPDATE steps SET exit_code = 1 WHERE id = 1', [2]],
] as const;

describe.each(['artifact', 'cache'] as const)('a save of the store %s that somebody made by hand', (name) => {
  beforeEach(async () => {
    place = await createGithubPlace(name);
  });

  // What is in a save is looked at by the same code for both.
  test.each(FORGERIES.filter((_, index) => name === 'artifact' || index % 4 === 2))(
    'with %s is refused with the reason, and the run goes on by itself',
    async (_what, sql, reason) => {
      const saved = name === 'artifact' ? 'laforge-default' : 'laforge/default/zzz';
      await saveFiles(place, saved, {'steps.db': forged(sql)});
      const history = await (await place.run()).open();
      expect(history.condition).toMatchObject({kind: 'unreadable', reason: expect.stringMatching(reason)});
      await history.startStep(aDraft(3));
      expect(await history.finishStep(uidOf(3), anOutcome())).toMatchObject({id: null, status: 'succeeded'});
      expect(await history.publish()).toMatchObject({kind: 'fragment'});
    },
  );

  test.each(ODD_RECORDS.filter((_, index) => name === 'artifact' || index % 5 === 1))(
    'with %s loses that record alone, and the history goes on',
    async (_what, sql, left) => {
      const saved = name === 'artifact' ? 'laforge-default' : 'laforge/default/zzz';
      await saveFiles(place, saved, {'steps.db': forged(sql)});
      const history = await (await place.run()).open();
      expect(history.condition).toEqual({kind: 'found'});
      expect((await history.listSteps()).map(({uid}) => uid)).toEqual(left.map((n) => uidOf(n)));
      const {id} = await history.startStep(aDraft(3));
      expect(id).toBeLessThan(4);
      expect(await history.finishStep(uidOf(3), anOutcome())).toMatchObject({id, status: 'succeeded'});
      expect(await history.publish()).toEqual({kind: 'published'});
    },
  );
});
