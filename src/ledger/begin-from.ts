import {randomUUID} from 'node:crypto';
import {chmodSync, copyFileSync, linkSync, renameSync, rmSync} from 'node:fs';
import {errnoCode} from '../domain/errors.ts';
import type {MergeReport} from '../domain/ports/ledger.ts';
import type {Clock} from '../domain/ports/system.ts';
import {checkPath} from './check-path.ts';
import {admitLedger, withReadonly} from './inspect.ts';
import {damaged, findCorruption} from './sqlite-errors.ts';

/**
 * Begins a ledger with all that another file holds, and with what `add` adds. The file is copied and checked as a whole,
 * since of a long history the records would not fit into memory. The ledger appears when it is complete.
 */
export async function beginFrom(
  source: string,
  target: string,
  clock: Clock,
  add: (draft: string) => Promise<MergeReport>,
): Promise<MergeReport> {
  checkPath(target, {mayBeMissing: true, maxBytes: Number.POSITIVE_INFINITY});
  const draft = `${target}.new-${randomUUID()}`;
  try {
    withReadonly(source, {}, (db) =>
      db.read(() => {
        // Within a reading, in which no process changes the file.
        for (const finding of findCorruption(db)) throw damaged(source, finding);
        copyFileSync(source, draft);
      }),
    );
    // A source that may only be read is no reason for a target that may.
    chmodSync(draft, 0o666 & ~process.umask());
    const {steps, rollbacks} = admitLedger(draft, clock);
    const report = await add(draft);
    const setAside = withReadonly(draft, {}, (db) => db.value<number>('SELECT count(*) FROM set_aside'));
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

/** Never over a file that has come to be there meanwhile, where files can be linked. */
function moveInto(draft: string, target: string): void {
  try {
    linkSync(draft, target);
  } catch (error) {
    if (errnoCode(error) === 'EEXIST') throw error;
    renameSync(draft, target);
  }
}
