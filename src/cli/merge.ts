import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Command} from 'commander';
import {badInput} from '../domain/errors.ts';
import type {MergeReport} from '../domain/ports/ledger.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {findProject, ledgerPath} from '../system/projects.ts';
import {type CliContext, print, printJson} from './context.ts';
import {describeMerge, mergeToJson, readForeign} from './foreign-ledger.ts';
import {withProgress} from './terminal.ts';

interface MergeOptions {
  readonly project?: string;
  readonly json?: boolean;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] <target> <source...>')
    .argument(
      '<files...>',
      'steps.db files: the others are merged into the first one; with --project, all of them are sources',
    )
    .option('--project <id>', 'merge into the file of this project')
    .option('--json', 'print what was added as one JSON object')
    .addHelpText('after', EXAMPLES);
  command.action((files: string[], options: MergeOptions) => mergeFiles(context, files, options));
}

async function mergeFiles(context: CliContext, files: readonly string[], options: MergeOptions): Promise<void> {
  const paths = files.map((file) => resolve(context.cwd, file));
  const target =
    options.project === undefined ? paths[0] : ledgerPath(findProject(options.project, context.env, '--project'));
  const sources = options.project === undefined ? paths.slice(1) : paths;
  if (target === undefined || sources.length === 0) {
    throw badInput('No source to merge from is given. Name it after the target: laforge merge TARGET SOURCE');
  }
  if (sources.includes(target)) {
    throw badInput(`${target} is both target and source. Name two files.`);
  }
  const report = await withProgress(context, `merging into ${target}`, () => mergeAll(target, sources), {
    blocking: true,
  });
  if (options.json === true) printJson(context, mergeToJson(target, report));
  else print(context, describeMerge(target, report, quoteForShell(['laforge', 'verify', target])));
}

/** Merges all sources or none: each is read before the target changes, so a damaged one stops the merge. */
async function mergeAll(target: string, sources: readonly string[]): Promise<MergeReport> {
  if (existsSync(target)) return mergeInto(target, sources);
  const [first = '', ...others] = sources;
  const [{beginFrom}, {systemClock}] = await Promise.all([
    import('../ledger/begin-from.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  return beginFrom(first, target, systemClock, (draft) => mergeInto(draft, others));
}

async function mergeInto(target: string, sources: readonly string[]): Promise<MergeReport> {
  const [{openLedger}, {readDifference}, {systemClock}] = await Promise.all([
    import('../ledger/open-ledger.ts'),
    import('../ledger/difference.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  const records: LedgerRecords[] = [];
  for (const source of sources) {
    const difference = existsSync(target) ? readDifference(source, target) : undefined;
    records.push(difference ?? (await readForeign(source)));
  }
  const ledger = openLedger(target, {clock: systemClock});
  try {
    const reports = records.map((some) => ledger.merge(some));
    return {
      stepsAdded: sum(reports.map(({stepsAdded}) => stepsAdded)),
      stepsFinished: sum(reports.map(({stepsFinished}) => stepsFinished)),
      rollbacksAdded: sum(reports.map(({rollbacksAdded}) => rollbacksAdded)),
      setAside: sum(reports.map(({setAside}) => setAside)),
      renumbered: reports.flatMap(({renumbered}) => renumbered),
      renumberedRollbacks: reports.flatMap(({renumberedRollbacks}) => renumberedRollbacks),
    };
  } finally {
    ledger.close();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const EXAMPLES = `
Brings together what parallel runs or several machines recorded: the target gets every step and rollback that it does
not have. The order does not matter, and merging again changes nothing. When two steps claimed one number, the earlier
one keeps it and the other gets the next free number, which is printed. For LaForge's own files use laforge import.

Examples:
  $ laforge merge steps.db other/steps.db
  $ laforge merge --project acme/app downloaded/*.db`;
