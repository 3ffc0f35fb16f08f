import {copyFileSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {readRunNote} from '../../../src/action/run-note.ts';
import {chooseImporter} from '../../../src/cli/merge.ts';
import {mergeRecords} from '../../../src/domain/merge.ts';
import {parseDroppedMessage, parsePinMessage} from '../../../src/domain/pin-messages.ts';
import {type LedgerRecords, NO_RECORDS, parseLedgerRecords} from '../../../src/domain/records.ts';
import type {RollbackDraft} from '../../../src/domain/rollback.ts';
import {STEP_FIELD_LIST} from '../../../src/domain/step.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {parseFragment} from '../../../src/stores/fragment.ts';
import {parseCommit} from '../../../src/stores/git/tip.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

/*
 * Every format a history was ever written in, as version 3 of steps.db wrote it. The fixtures were made once and are
 * never made anew: what people have must stay readable, and its digests must stay right.
 */

const FIXTURES = join(import.meta.dirname, '../../fixtures/formats');
const read = (name: string) => readFileSync(join(FIXTURES, name), 'utf8');
/** The records that all fixtures hold, in one form. */
const golden = mergeRecords(JSON.parse(read('records.json')), NO_RECORDS);

const place = ledgerFolder();

test('a steps.db of version 3 is sound, and has the records it always had', () => {
  copyFileSync(join(FIXTURES, 'steps-3.db'), place.file());

  expect(verifyLedger(place.file())).toEqual([]);
  expect(normal(place.ledger().records())).toEqual(normal(golden));
  expect(verifyLedger(place.file())).toEqual([]);
});

test('the same records have the same digests today', () => {
  place.ledger().merge(golden);

  expect(digestsOf(place.file())).toEqual(digestsOf(join(FIXTURES, 'steps-3.db')));
});

test.each(['export.ndjson', 'export.json'])('%s can be imported, with nothing lost', async (name) => {
  const ledger = place.ledger();
  (await chooseImporter(join(FIXTURES, name), false))(ledger);

  expect(normal(ledger.records())).toEqual(normal(golden));
});

test('the commits of a history in git are read', () => {
  const messages: readonly string[] = JSON.parse(read('git-records.json'));
  const ledger = place.ledger();
  for (const message of messages) {
    const content = Buffer.from(`tree ${'0'.repeat(40)}\nauthor a <a> 0 +0000\n\n${message}`);
    const {records} = parseCommit({sha: '0'.repeat(40), type: 'commit', content});
    ledger.merge(parseLedgerRecords(records, 'a commit'));
  }

  expect(normal({...ledger.records(), stepClaims: []})).toEqual(normal({...golden, stepClaims: []}));
});

test('a fragment is read', async () => {
  const records = await parseFragment(read('fragment.json'), 'it');

  expect(normal(records)).toEqual(normal({...golden, stepClaims: [], rollbackClaims: []}));
});

test('the messages of pins are read', () => {
  const messages: {readonly rollback: string; readonly undo: string; readonly dropped: string} = JSON.parse(
    read('pin-messages.json'),
  );
  const [rollback, undo] = golden.rollbacks.map((draft) => ({...draft, chain: null})) as [RollbackDraft, RollbackDraft];

  expect(parsePinMessage(messages.rollback)).toEqual(rollback);
  expect(parsePinMessage(messages.undo)).toEqual(undo);
  expect(parsePinMessage(messages.dropped)).toEqual(rollback);
  expect(parseDroppedMessage(messages.dropped, rollback.pinRef ?? '')).toEqual({
    ref: rollback.pinRef,
    sha: `00000009${'f'.repeat(32)}`,
    actor: 'ada',
    reason: 'a key\nwas in it',
    at: '2026-02-01T00:00:00.000Z',
  });
});

test('the sealed note of a run is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laforge-note-'));
  try {
    copyFileSync(join(FIXTURES, 'run.json'), join(folder, 'run.json'));
    const found = readRunNote(folder, 'a golden key');

    expect(found).toMatchObject({
      kind: 'unfinished',
      note: {
        progress: {
          start: {heads: new Map([['refs/heads/main', `00000001${'f'.repeat(32)}`]])},
          agent: {ending: 'exited', exitCode: 0, durationMs: 5000, notes: ['a note']},
          used: {usage: golden.steps[0]?.outcome?.tokenUsage, config: {model: 'claude-opus', max_tokens: null}},
          checked: {status: 'succeeded', result: golden.steps[0]?.outcome?.check},
        },
      },
    });
  } finally {
    rmSync(folder, {recursive: true});
  }
});

/** As JSON has it, which knows no undefined, and fields that version 3 did not have left out where they are null. */
function normal(records: LedgerRecords): unknown {
  const isNew = (key: string, value: unknown) => value === null && NEW_FIELDS.has(key);
  return JSON.parse(
    JSON.stringify(mergeRecords(records, NO_RECORDS), (key, value) => (isNew(key, value) ? undefined : value)),
  );
}

const NEW_FIELDS = new Set(STEP_FIELD_LIST.filter(({since = 0}) => since > 3).map(({key}) => key));

function digestsOf(path: string): unknown {
  const db = openDatabase(path, {readonly: true});
  try {
    return [
      db.all('SELECT uid, id, hex(digest) FROM steps ORDER BY uid'),
      db.all('SELECT uid, number, hex(digest) FROM rollbacks ORDER BY uid'),
    ];
  } finally {
    db.close();
  }
}
