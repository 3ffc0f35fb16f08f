import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {
  listRecordedRuns,
  type RecordedRun,
  readCcusage,
  readTruth,
  replay,
} from '../__tests__/helpers/recorded-runs.ts';
import type {TokenUsage} from '../src/domain/documents.ts';

/*
 * Writes the table of recorded runs into docs/usage.md: the tokens that were served, our reading, and ccusage's. The runs are
 * those of the tests, or those in the folder LAFORGE_RECORDED_RUNS.
 */

const DOCS = join(import.meta.dirname, '..', 'docs', 'usage.md');
const FIXTURES = join(import.meta.dirname, '..', '__tests__', 'fixtures', 'agents');
const [BEGIN, END] = ['<!-- recorded runs -->', '<!-- end of recorded runs -->'];

/** A run's row in the table, without the column of ccusage. */
export function tableRow(run: RecordedRun, usage: TokenUsage): string {
  const {total, cutOff} = readTruth(run);
  const reason = usage.reason == null ? '' : `: ${usage.reason}`;
  const served = cutOff === 0 ? count(total) : `${total} (+${cutOff})`;
  return `| ${run.name.replace('/', ' ')} | ${served} | ${count(usage.total_tokens)} | ${usage.state}${reason} |`;
}

/** Reads the rows of the page, by the run's name. */
export function readTable(): ReadonlyMap<string, string> {
  const text = readFileSync(DOCS, 'utf8');
  const rows = text.slice(text.indexOf(BEGIN), text.indexOf(END)).split('\n');
  return new Map(rows.filter((row) => /^\| [a-z-]+-\d/.test(row)).map((row) => [nameOf(row), row]));
}

function nameOf(row: string): string {
  return (row.split('|')[1] ?? '').trim().replace(' ', '/');
}

function count(value: number | null): string {
  return value === null ? '–' : String(value);
}

async function writeTable(): Promise<void> {
  const root = process.env.LAFORGE_RECORDED_RUNS ?? FIXTURES;
  const rows = ['| Run | Served | Ours | State | ccusage |', '| --- | ---: | ---: | --- | ---: |'];
  for (const run of listRecordedRuns(root)) {
    const {usage} = await replay(run);
    rows.push(`${tableRow(run, usage)} ${count(readCcusage(run))} |`);
  }
  const text = readFileSync(DOCS, 'utf8');
  const [start, end] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  writeFileSync(DOCS, `${text.slice(0, start)}\n\n${rows.join('\n')}\n\n${text.slice(end)}`);
}

if (import.meta.main) await writeTable();
