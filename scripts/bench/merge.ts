import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openDatabase} from '../../src/ledger/database.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {findCorruption} from '../../src/ledger/sqlite-errors.ts';
import {systemClock} from '../../src/system/clock-and-uids.ts';
import {fillLedger, recordsOf} from './ledger.ts';
import {type BenchRow, benchRow, median} from './rows.ts';

const STEPS = 100_000;
const OWN = 1_000;
const ROUNDS = 5;
/** The limit on the merge, as a multiple of the time that SQLite takes to check one file's pages (half a second). */
const LIMIT = 8;
/** A module that makes the measured program print its peak memory on stderr. */
const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>process._rawDebug("peak "+process.resourceUsage().maxRSS))';

/** Measures `laforge merge` of two ledgers that share most steps, each with some of its own. */
export async function benchMerge(dist: string): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'laforge-bench-merge-'));
  const file = (name: string) => join(folder, `${name}.db`);
  try {
    writeTwo(file('ours'), file('theirs'));
    const merges: number[] = [];
    const checks: number[] = [];
    let peak = 0;
    for (let round = 0; round < ROUNDS; round++) {
      copyFileSync(file('ours'), file('target'));
      checks.push(timeCheck(file('theirs')));
      const began = performance.now();
      peak = Math.max(peak, mergeFiles(dist, file('target'), file('theirs')));
      merges.push(performance.now() - began);
    }
    const name = `laforge merge: two ledgers of ${STEPS.toLocaleString('en-US')} steps, each with ${OWN.toLocaleString('en-US')} of its own`;
    return [
      benchRow({name, value: median(merges), unit: 'ms', yardstick: median(checks), limit: LIMIT}),
      benchRow({name: `${name}: peak memory`, value: peak, unit: 'bytes'}),
    ];
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

function writeTwo(ours: string, theirs: string): void {
  const common = openLedger(ours, {clock: systemClock});
  fillLedger(common, STEPS);
  common.close();
  copyFileSync(ours, theirs);
  for (const [path, from] of [
    [ours, 2 * STEPS],
    [theirs, 3 * STEPS],
  ] as const) {
    const ledger = openLedger(path, {clock: systemClock});
    ledger.merge(recordsOf(from, from + OWN - 1));
    ledger.close();
  }
}

function timeCheck(path: string): number {
  const db = openDatabase(path, {readonly: true});
  const began = performance.now();
  findCorruption(db);
  const took = performance.now() - began;
  db.close();
  return took;
}

/** Runs the program, and returns its peak memory in bytes. */
function mergeFiles(dist: string, target: string, source: string): number {
  const program = ['--import', TELL_MEMORY, join(dist, 'laforge.js')];
  const {stdout, stderr} = spawnSync(process.execPath, [...program, 'merge', target, source, '--json'], {
    encoding: 'utf8',
  });
  const peak = /^peak (\d+)$/m.exec(stderr)?.[1];
  if (peak === undefined || !stdout.includes(`"steps_added": ${OWN}`)) throw new Error(`No merge: ${stdout}${stderr}`);
  return Number(peak) * 1024;
}
