import {randomUUID} from 'node:crypto';
import {chmodSync, copyFileSync, linkSync, renameSync, rmSync} from 'node:fs';
import {errnoCode} from '../domain/errors.ts';
import type {MergeReport} from '../domain/ports/ledger.ts';
import type {Clock} from '../domain/ports/system.ts';
import {checkPath} from './check-path.ts';
import {admitLedger, withReadonly} from './inspect.ts';
import {checkIntegrity} from './sqlite-errors.ts';

/**
 * Begins a ledger with the contents of another file and what `add` adds. The file is copied and checked as a whole,
 * since the records of a long history would not fit into memory. The ledger appears only once it is complete.
 */
export async function beginFrom(
  source: string,
  target: string,
  clock: Clock,
  add: (draft: string) => Promise<MergeReport>,
): Promise<MergeReport> {
  checkPath(target, true);
  const draft = `${target}.new-${randomUUID()}`;
  try {
    withReadonly(source, (db) =>
      db.read(() => {
        // During a read transaction, so that no process changes the file.
        checkIntegrity(db, source);
        copyFileSync(source, draft);
      }),
    );
    // A read-only source must not make the target read-only.
    chmodSync(draft, 0o666 & ~process.umask());
    const {steps, rollbacks} = admitLedger(draft, clock);
    const report = await add(draft);
    const setAside = withReadonly(draft, (db) => db.value<number>('SELECT count(*) FROM set_aside'));
    moveInto(draft, target);
    return {
      ...report,
      stepsAdded: steps + report.stepsAdded,
      rollbacksAdded: rollbacks + report.rollbacksAdded,
      setAside: setAside ?? 0,
    };
  } finally {
    rmSync(draft, {force: true});
  }
}

/** Links the file, where files can be linked, so that a file which has appeared meanwhile is not overwritten. */
function moveInto(draft: string, target: string): void {
  try {
    linkSync(draft, target);
  } catch (error) {
    if (errnoCode(error) === 'EEXIST') throw error;
    renameSync(draft, target);
  }
}
