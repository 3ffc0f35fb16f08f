import {execFile} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {promisify} from 'node:util';
import {describe, expect, test} from '@jest/globals';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {aLaForgeStep, writeLaForgeFile} from '../../helpers/laforge-file.ts';
import {uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';

const place = ledgerFolder();

const STEPS_EACH = 15;

/** Starts node processes that open the same file at once and each write steps of their own to it. */
async function writeFrom(processes: number): Promise<void> {
  const helper = new URL('../../helpers/ledger.ts', import.meta.url).href;
  const ledger = new URL('../../../src/ledger/open-ledger.ts', import.meta.url).href;
  const script = place.file('write.ts');
  writeFileSync(
    script,
    `import {aDraft, anOutcome, uidOf} from ${JSON.stringify(helper)};
     import {openLedger} from ${JSON.stringify(ledger)};
     const first = Number(process.argv[2]);
     const ledger = openLedger(process.argv[3], {clock: {now: () => new Date()}, busyTimeoutMs: 30_000});
     for (let n = first; n < first + ${STEPS_EACH}; n++) {
       ledger.createStep(aDraft(n));
       ledger.updateStep(uidOf(n), anOutcome());
     }
     ledger.close();`,
  );
  const run = promisify(execFile);
  await Promise.all(
    Array.from({length: processes}, (_, index) =>
      run(process.execPath, [script, String(1 + index * STEPS_EACH), place.file()], {timeout: 50_000}),
    ),
  );
}

describe('processes that write to one file at once', () => {
  test('lose nothing: every step is there, finished, under a number of its own', async () => {
    await writeFrom(2);
    const steps = place.ledger('steps.db', {readonly: true}).listSteps();
    expect(steps.map((step) => step.id)).toEqual(
      Array.from({length: 2 * STEPS_EACH}, (_, index) => 2 * STEPS_EACH - index),
    );
    expect(new Set(steps.map((step) => step.uid))).toEqual(
      new Set(Array.from({length: 2 * STEPS_EACH}, (_, index) => uidOf(index + 1))),
    );
    expect(steps.every((step) => step.status === 'succeeded')).toBe(true);
    expect(verifyLedger(place.file())).toEqual([]);
  });

  test('take over a file of LaForge once', async () => {
    writeLaForgeFile(place.file(), [aLaForgeStep(1), aLaForgeStep(2)]);
    await writeFrom(2);
    expect(place.ledger().countSteps()).toBe(2 + 2 * STEPS_EACH);
    expect(verifyLedger(place.file())).toEqual([]);
  });
});
