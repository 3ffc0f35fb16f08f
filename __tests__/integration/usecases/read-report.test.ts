import {expect, test} from '@jest/globals';
import {openDatabase} from '../../../src/ledger/database.ts';
import {createReader, readWithMissing} from '../../../src/stores/reads.ts';
import {readReport} from '../../../src/usecases/read-report.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {aDraft, anOutcome} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();
const REQUEST = {
  ...{period: {since: null, until: null}, branch: null, merges: null},
  now: new Date('2026-02-01T00:00:00.000Z'),
};

/** A steps.db with this many steps. */
function write(count: number) {
  const ledger = place.ledger();
  for (let n = 1; n <= count; n++) {
    const {uid} = ledger.createStep(aDraft(n));
    ledger.updateStep(uid, anOutcome());
  }
  return ledger;
}

test('counts the steps that are on record behind many that still wait', async () => {
  const ledger = write(50);
  const waiting = Array.from({length: 70}, (_, at) => ({...aStep({id: 1000 + at}), id: null}));
  const missing: Parameters<typeof readWithMissing>[1] = ({beforeId, limit} = {}) =>
    beforeId === undefined ? waiting.slice(0, limit) : [];
  const reader = createReader(async (ask) => ask(readWithMissing(ledger, missing)));
  const shown: (number | null)[] = [];
  const {report} = await readReport(reader, {...REQUEST, onSteps: (steps) => shown.push(...steps.map(({id}) => id))});
  expect(report.total.usage.steps).toBe(120);
  expect(shown.filter((id) => id === null)).toHaveLength(70);
  expect(shown.filter((id) => id !== null)).toEqual(Array.from({length: 50}, (_, at) => 50 - at));
});

test('counts the steps before many in a row that cannot be read', async () => {
  write(150).close();
  const db = openDatabase(place.file());
  db.exec('UPDATE steps SET exit_code = 77 WHERE id BETWEEN 21 AND 140');
  db.close();
  const ledger = place.ledger();
  const reader = createReader(async (ask) => ask(readWithMissing(ledger, () => [])));
  expect((await readReport(reader, REQUEST)).report.total.usage.steps).toBe(30);
});
