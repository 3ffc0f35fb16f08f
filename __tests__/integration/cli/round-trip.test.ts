import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {formatJson, formatNdjson, parseExport} from '../../../src/cli/export-format.ts';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import type {Ledger} from '../../../src/domain/ports/ledger.ts';
import {HIGHEST_NUMBER, type LedgerRecords, NO_RECORDS} from '../../../src/domain/records.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {importLaForge} from '../../../src/ledger/laforge-file.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {createGitPlace} from '../../helpers/git-place.ts';
import {aLaForgeStep, writeLaForgeFile} from '../../helpers/laforge-file.ts';
import {aDraft, anOutcome, anUndo, aRollback, tickingClock, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {someRecords} from '../../helpers/ledger-records.ts';
import {tries} from '../../helpers/soak.ts';
import {wholeRecords} from '../../helpers/whole-records.ts';

const FORMATS = {json: formatJson, ndjson: formatNdjson};

const place = ledgerFolder();
let ledgers = 0;

const newLedger = (): Ledger => place.ledger(`${++ledgers}.db`, {clock: tickingClock('2026-02-01T00:00:00.000Z')});
const exportAs = (ledger: Ledger, format: keyof typeof FORMATS) => [...FORMATS[format](ledger.contents())].join('');
/** Imports an export as the command does: with nothing of its own, and every field checked. */
const importInto = (ledger: Ledger, text: string) => ledger.merge(parseExport(text, 'x'));

/** Exported, imported or merged into an empty ledger, and exported again: the texts must be the same, the ledgers sound. */
function expectRoundTrip(ledger: Ledger): void {
  const merged = newLedger();
  merged.merge(ledger.records());
  expect(exportAs(merged, 'ndjson')).toBe(exportAs(ledger, 'ndjson'));
  for (const format of ['json', 'ndjson'] as const) {
    const text = exportAs(ledger, format);
    const again = newLedger();
    if (text !== '') importInto(again, text);
    expect(exportAs(again, format)).toBe(text);
    expect(again.listSteps()).toEqual(ledger.listSteps());
    expect(again.listRollbacks()).toEqual(ledger.listRollbacks());
    expect(verifyLedger(again.path)).toEqual([]);
  }
}

describe('a history that is exported, imported or merged, and exported again is the same, byte for byte', () => {
  test.each([
    ['with every field, odd texts and numbers', wholeRecords()],
    ['with contested numbers and claims of steps that are not there', someRecords()],
  ])('%s', (_, histories: fc.Arbitrary<LedgerRecords>) => {
    fc.assert(
      fc.property(histories, (records) => {
        const ledger = newLedger();
        ledger.merge(records);
        expectRoundTrip(ledger);
      }),
      {...tries(25), endOnFailure: true},
    );
  });

  test('after it was merged with another, in either order', () => {
    fc.assert(
      fc.property(someRecords(), someRecords(), (a, b) => {
        const [one, two] = [newLedger(), newLedger()];
        one.merge(a);
        two.merge(b);
        one.merge(two.records());
        expectRoundTrip(one);
      }),
      {...tries(5), endOnFailure: true},
    );
  });

  test('with metadata under a name that JavaScript has a use for', () => {
    const ledger = newLedger();
    const metadata: Record<string, unknown> = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
    ledger.createStep(aDraft(1, {agentConfig: {...EMPTY_AGENT_CONFIG, metadata}}));
    expect(exportAs(ledger, 'ndjson')).toContain('"__proto__":{"a":1}');
    expectRoundTrip(ledger);
  });

  test('with the highest number that can be claimed, as soon as any other', () => {
    const ledger = newLedger();
    ledger.createStep(aDraft(1));
    const claim = {uid: uidOf(1), number: HIGHEST_NUMBER, claimedAt: '2026-03-01T00:00:00.000Z'};
    ledger.merge({...NO_RECORDS, stepClaims: [claim]});
    expect([...ledger.contents().stepClaims].map(({number}) => number)).toEqual([1, HIGHEST_NUMBER]);
    expectRoundTrip(ledger);
  });

  test("with steps of LaForge's, inactive ones among them", () => {
    const file = place.file('laforge.db');
    writeLaForgeFile(file, [aLaForgeStep(1), aLaForgeStep(2, {active: 0}), aLaForgeStep(3)]);
    const ledger = newLedger();
    importLaForge(file, ledger);
    ledger.createStep(aDraft(9));
    expect(ledger.listRollbacks()).toHaveLength(1);
    expectRoundTrip(ledger);
  });

  test('out of the repository, with rollbacks and undos, into a file', async () => {
    const remote = await createGitPlace();
    try {
      const history = await (await remote.run()).open();
      for (const n of [1, 2, 3]) {
        await history.startStep(aDraft(n));
        if (n < 3) await history.finishStep(uidOf(n), anOutcome({notes: ['日本語\u0000']}));
      }
      const rollback = aRollback(9, [uidOf(2)]);
      await history.addRollback(rollback);
      await history.addRollback(anUndo(10, rollback));
      expect(await history.countSteps()).toBe(3);
      const stored = openLedger(history.dbPath ?? '', {clock: tickingClock(), readonly: true});
      expectRoundTrip(stored);
      stored.close();
    } finally {
      await remote.remove();
    }
  });
});
