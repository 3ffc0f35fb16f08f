import type {Ledger, MergeReport} from '../domain/ports/ledger.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {plural} from '../render/terminal/figures.ts';

/** Reads the records of a foreign steps.db and checks every field. Malformed records are set aside. Throws StoreError. */
export async function readForeign(path: string): Promise<LedgerRecords> {
  const [{readForeignLedger}, {systemClock}] = await Promise.all([
    import('../ledger/inspect.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  return readForeignLedger(path, systemClock);
}

/** Returns a function that adds a foreign steps.db, ours or LaForge's, to a ledger. Throws StoreError. */
export async function importerOf(path: string): Promise<(ledger: Ledger) => MergeReport> {
  const {isLaForgeFile} = await import('../ledger/identify-file.ts');
  if (isLaForgeFile(path)) {
    const {importLaForge} = await import('../ledger/laforge-file.ts');
    return (ledger) => importLaForge(path, ledger);
  }
  const records = await readForeign(path);
  return (ledger) => ledger.merge(records);
}

const RENUMBERED_SHOWN = 10;

/** Describes what a merge added, and names the steps and rollbacks whose numbers changed. */
export function describeMerge(path: string, report: MergeReport, verify: string): string {
  const {stepsAdded, stepsFinished, rollbacksAdded, renumbered, renumberedRollbacks, setAside} = report;
  const parts = [
    ...(stepsAdded > 0 ? [`${plural(stepsAdded, 'step')} added`] : []),
    ...(stepsFinished > 0 ? [`${plural(stepsFinished, 'running step')} finished`] : []),
    ...(rollbacksAdded > 0 ? [`${plural(rollbacksAdded, 'rollback')} added`] : []),
  ];
  const moved = [
    ...renumbered.map((one) => ({...one, name: 'step '})),
    ...renumberedRollbacks.map((one) => ({...one, name: 'R'})),
  ].filter(({from}) => from !== null);
  const lines = moved
    .slice(0, RENUMBERED_SHOWN)
    .map(({uid, from, to, name}) => `  ${name}${from} is now ${name}${to} (${uid})`);
  const more =
    moved.length > RENUMBERED_SHOWN ? [`  and ${moved.length - RENUMBERED_SHOWN} more have another number now`] : [];
  const odd =
    setAside > 0
      ? [
          `  ${plural(setAside, 'record')} could not be read and ${setAside === 1 ? 'is' : 'are'} kept aside: ${verify} names what is wrong`,
        ]
      : [];
  return [`${path}: ${parts.length === 0 ? 'nothing new' : parts.join(', ')}.`, ...lines, ...more, ...odd].join('\n');
}

/** Formats the result of a merge as its documented JSON. */
export function mergeToJson(path: string, report: MergeReport): Record<string, unknown> {
  return {
    path,
    steps_added: report.stepsAdded,
    steps_finished: report.stepsFinished,
    rollbacks_added: report.rollbacksAdded,
    set_aside: report.setAside,
    renumbered: report.renumbered,
    renumbered_rollbacks: report.renumberedRollbacks,
  };
}
