/**
 * Measures speed and size, prints a table and writes it to build/bench.json. Every figure with a limit is a ratio to a
 * yardstick of the same run, so that it does not depend on the machine. Missed limits are named. It exits with 1 if one is
 * missed by more than a tenth, which is the noise of a busy machine.
 *
 * npm run bench [-- [--quick] [<folder of a bundle>]]
 *
 * `--quick` skips measurements that take minutes: histories of 1,000,000 steps, the git store, a gigabyte of agent output.
 * Without a folder it builds the bundle first.
 */
import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {benchGitStore} from './bench/git-store.ts';
import {benchHistoryMoves} from './bench/history-moves.ts';
import {benchLedger} from './bench/ledger.ts';
import {ledgerRows} from './bench/ledger-rows.ts';
import {benchLongHistory} from './bench/long-history.ts';
import {benchMerge} from './bench/merge.ts';
import {benchPostgres} from './bench/postgres.ts';
import {type BenchRow, isMissedByFar, missedLimits, rowsToTable} from './bench/rows.ts';
import {benchStartUp} from './bench/start-up.ts';
import {benchStatements} from './bench/statements.ts';
import {storeRows} from './bench/store-rows.ts';
import {benchStores} from './bench/stores.ts';
import {benchUsage} from './bench/usage.ts';

const root = join(import.meta.dirname, '..');
const {values, positionals} = parseArgs({options: {quick: {type: 'boolean', default: false}}, allowPositionals: true});
const dist = positionals[0] === undefined ? buildBundle() : resolve(positionals[0]);

const parts = [
  () => benchStartUp(dist),
  async () => storeRows(await benchStores()),
  async () => ledgerRows(await benchLedger(values.quick ? [10, 1_000, 100_000] : undefined)),
  () => benchHistoryMoves(dist),
  () => benchMerge(dist),
  () => benchStatements(dist),
  () => benchPostgres(values.quick ? [1_000, 20_000] : undefined),
  ...(values.quick ? [] : [() => benchLongHistory(dist), benchGitStore, benchUsage]),
];

const rows: BenchRow[] = [];
for (const measure of parts) {
  const part = await measure();
  rows.push(...part);
  console.log(`\n${rowsToTable(part)}`);
}
console.log(`\n${missedLimits(rows).join('\n') || 'All limits hold.'}`);
const file = join(root, 'build/bench.json');
mkdirSync(join(root, 'build'), {recursive: true});
const machine = {node: process.version, platform: `${process.platform}-${process.arch}`};
writeFileSync(file, `${JSON.stringify({...machine, rows}, null, 2)}\n`);
console.log(`Written to ${file}.`);
process.exitCode = rows.some(isMissedByFar) ? 1 : 0;

function buildBundle(): string {
  execFileSync(process.execPath, [join(root, 'scripts/build.ts'), 'build/dist'], {stdio: 'inherit'});
  return join(root, 'build/dist');
}
