import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach} from '@jest/globals';
import type {Ledger} from '../../src/domain/ports/ledger.ts';
import {type LedgerOptions, openLedger} from '../../src/ledger/open-ledger.ts';
import {tickingClock} from './ledger.ts';

export type LedgerFolder = ReturnType<typeof ledgerFolder>;

/**
 * A folder of its own for each test, with ledgers in it; made on first use. After the test they are closed and it is gone.
 * Call it once at the top of a test file.
 */
export function ledgerFolder() {
  let made: string | undefined;
  const open: Ledger[] = [];
  const folder = () => {
    made ??= mkdtempSync(join(tmpdir(), 'laforge-ledger-'));
    return made;
  };
  const file = (name = 'steps.db') => join(folder(), name);
  afterEach(() => {
    for (const ledger of open.splice(0)) ledger.close();
    if (made !== undefined) rmSync(made, {recursive: true, force: true});
    made = undefined;
  });
  return {
    get folder() {
      return folder();
    },
    file,
    ledger: (name?: string, options: Partial<LedgerOptions> = {}): Ledger => {
      const ledger = openLedger(file(name), {clock: tickingClock(), ...options});
      open.push(ledger);
      return ledger;
    },
  };
}
