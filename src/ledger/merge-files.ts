import {randomUUID} from 'node:crypto';
import {chmodSync, copyFileSync, linkSync, renameSync, rmSync} from 'node:fs';
import {errnoCode} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {MergeReport} from '../domain/ports/ledger.ts';
import type {Clock} from '../domain/ports/system.ts';
import type {Claim, LedgerRecords} from '../domain/records.ts';
import {rollbackToDraft} from '../domain/rollback.ts';
import {checkPath} from './check-path.ts';
import {type NumberSeries, ROLLBACK_NUMBERS, STEP_NUMBERS, selectClaims} from './claims.ts';
import type {Database} from './database.ts';
import {readNumber} from './identify-file.ts';
import {admitLedger, rowFindings, withReadonly} from './inspect.ts';
import {readClaims, readRecordsOf} from './records.ts';
import {listRollbacks} from './rollbacks.ts';
import {STEP_RECORD_COLUMNS} from './row-digest.ts';
import {SCHEMA_VERSION} from './schema.ts';
import {checkIntegrity} from './sqlite-errors.ts';

/**
 * Begins a ledger with the contents of another file and what `add` adds. The file is copied and checked as a whole,
 * since the records of a long history would not fit into memory. The ledger appears only once it is complete.
 */
export async function beginFrom<Report extends MergeReport>(
  source: string,
  target: string,
  clock: Clock,
  add: (draft: string) => Promise<Report>,
): Promise<Report> {
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

/**
 * Reads the records of a foreign file that another ledger lacks or has differently. Two histories are mostly the same,
 * and comparing rows in SQLite takes a fraction of reading and merging them. Checks everything that it returns, as well
 * as the file's pages, numbers and links. Undefined if the two cannot be compared: one has an older format or an
 * invalid record, or SQLite cannot read it. Throws StoreError for damaged pages.
 */
export function readDifference(path: string, ledgerPath: string): LedgerRecords | undefined {
  return withReadonly(path, (db) => {
    if (readNumber(db, 'user_version') !== SCHEMA_VERSION) return undefined;
    const uids = compareWith(db, ledgerPath);
    if (uids === undefined) return undefined;
    checkIntegrity(db, path);
    // Invalid records are set aside when the whole file is read.
    if (rowFindings(db, uids).next().done !== true) return undefined;
    if (db.value('SELECT 1 FROM main.set_aside LIMIT 1') !== undefined) return undefined;
    // If the steps are the same and the totals differ, one file is damaged. Only merging a whole copy repairs that.
    const areAsMany = db.value('SELECT (SELECT count(*) FROM main.steps) = (SELECT count(*) FROM other.steps)');
    if (uids.length === 0 && areAsMany === 1 && !haveSameTotals(db)) return undefined;
    const {steps, stepClaims} = readRecordsOf(db, uids);
    return {
      steps,
      stepClaims: [...stepClaims, ...contestedClaims(db, STEP_NUMBERS)],
      rollbacks: listRollbacks(db, {}).map(rollbackToDraft),
      rollbackClaims: readClaims(db, ROLLBACK_NUMBERS),
    };
  });
}

/**
 * The uids of the steps that another ledger lacks or has differently. Undefined if that ledger cannot be compared;
 * whoever opens it reports the fault.
 */
function compareWith(db: Database, ledgerPath: string): readonly Uid[] | undefined {
  try {
    db.attach(ledgerPath, 'other');
    const version = db.value('PRAGMA other.user_version');
    return version === SCHEMA_VERSION ? differingSteps(db) : undefined;
  } catch {
    return undefined;
  }
}

function haveSameTotals(db: Database): boolean {
  const [ours, theirs] = ['main', 'other'].map((name) => `SELECT * FROM ${name}.usage_totals`);
  const differing = `SELECT * FROM (${ours} EXCEPT ${theirs}) UNION ALL SELECT * FROM (${theirs} EXCEPT ${ours}) LIMIT 1`;
  return db.get(differing) === undefined;
}

function differingSteps(db: Database): readonly Uid[] {
  const columns = ['id', 'claimed_at', 'digest', ...STEP_RECORD_COLUMNS];
  const same = columns.map((name) => `s.${name} IS o.${name}`).join(' AND ');
  return db.values<Uid>(
    `SELECT s.uid FROM main.steps s LEFT JOIN main.steps p ON p.id = s.parent_step_id
       LEFT JOIN other.steps o ON o.uid = s.uid LEFT JOIN other.steps q ON q.id = o.parent_step_id
     WHERE NOT (${same} AND coalesce(p.uid, s.missing_parent_uid) IS coalesce(q.uid, o.missing_parent_uid))`,
  );
}

/** All claims on contested numbers, and all claims that do not hold. */
function contestedClaims(db: Database, series: NumberSeries): readonly Claim[] {
  const isContested = (number: string) => `${number} IN (SELECT number FROM claims WHERE kind = '${series.kind}')`;
  return db.all<Claim>(selectClaims(series, isContested));
}
