import {hash} from 'node:crypto';
import {closeSync, openSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {
  type AgentConfig,
  agentConfig,
  EMPTY_AGENT_CONFIG,
  type TokenUsage,
  tokenUsage,
  UNKNOWN_USAGE,
} from '../domain/documents.ts';
import {errnoCode, StoreError} from '../domain/errors.ts';
import {isSha, type Timestamp, type Uid} from '../domain/identity.ts';
import {fromStored} from '../domain/kinds.ts';
import type {Ledger, MergeReport} from '../domain/ports/ledger.ts';
import {HIGHEST_NUMBER, type LedgerRecords, type StepRecord} from '../domain/records.ts';
import type {RollbackDraft} from '../domain/rollback.ts';
import {UNKNOWN_DRAFT, UNKNOWN_OUTCOME} from '../domain/step.ts';
import {checkPath} from './check-path.ts';
import {type Database, openDatabase, withDatabase} from './database.ts';
import {identifyFile} from './identify-file.ts';
import {mergeIntoLedger} from './merge.ts';
import {migrate} from './schema.ts';
import {checkIntegrity, damaged, notALedger, withStoreErrors} from './sqlite-errors.ts';

/**
 * Converts a LaForge file to one of ours in one transaction, and keeps a copy beside it. The numbers stay the same.
 * `stillLaForge` is asked again once the file is locked, since another process may have converted it meanwhile.
 */
export function takeOverLaForgeFile(db: Database, path: string, now: Timestamp, stillLaForge: () => boolean): void {
  checkIntegrity(db, path);
  // Otherwise dropping the old table would delete its rows one by one and check each.
  db.exec('PRAGMA foreign_keys = OFF');
  // Closed only after the transaction, since closing a file releases all locks of this process on it (POSIX).
  const file = openSync(path, 'r');
  try {
    db.write(() => {
      if (!stillLaForge()) return;
      const records = readLaForgeRecords(db, path);
      keepCopy(path, readFileSync(file));
      db.exec('DROP TABLE steps');
      migrate(db, 0);
      mergeIntoLedger(db, records, now);
    });
  } finally {
    closeSync(file);
  }
  db.exec('PRAGMA foreign_keys = ON');
}

/** Reads a LaForge file into a ledger in memory, for readers that must not change the file. */
export function readLaForgeIntoMemory(db: Database, path: string, now: Timestamp): Database {
  checkIntegrity(db, path);
  const memory = openDatabase(':memory:');
  migrate(memory, 0);
  mergeIntoLedger(memory, readLaForgeRecords(db, path), now);
  db.close();
  return memory;
}

function keepCopy(path: string, bytes: Buffer): void {
  const mode = statSync(path).mode & 0o777;
  for (let index = 1; index < 1000; index++) {
    const copyPath = `${path}.laforge-backup${index === 1 ? '' : `-${index}`}`;
    try {
      writeFileSync(copyPath, bytes, {flag: 'wx', mode, flush: true});
      return;
    } catch (error) {
      if (errnoCode(error) !== 'EEXIST') {
        throw new StoreError(
          'unwritable',
          `${path} was written by LaForge and is copied to ${copyPath} before it is changed, but that copy could not be written. Look at the free space and the permissions of the folder.`,
          {cause: error},
        );
      }
    }
  }
  throw new StoreError('unwritable', `${path} has a thousand copies beside it already. Move some of them away.`);
}

/** LaForge's files are small, and this one is read at once. */
const MAX_BYTES = 1024 ** 3;

/**
 * Imports the steps of a LaForge file, which stays unchanged. In an empty ledger they keep their numbers; otherwise the
 * ledger's steps keep theirs and the imported ones get the next. Importing again adds only what is new.
 */
export function importLaForge(path: string, ledger: Ledger): MergeReport {
  checkPath(path, false, MAX_BYTES);
  const records = withStoreErrors(path, () =>
    withDatabase(path, {readonly: true}, (db) => {
      const {kind} = identifyFile(db, path);
      if (kind === 'empty') throw notALedger(path, 'it is empty');
      if (kind === 'ledger') throw notALedger(path, "it is one of ours already, for laforge merge, and not LaForge's");
      checkIntegrity(db, path);
      return readLaForgeRecords(db, path);
    }),
  );
  // LaForge's claims are older than ours and would win numbers that commits and comments already mention.
  return ledger.merge(ledger.countSteps() === 0 ? records : {...records, stepClaims: [], rollbackClaims: []});
}

type LaForgeRow = Readonly<Record<string, unknown>>;

const EPOCH = '1970-01-01T00:00:00.000Z';

/**
 * Converts the rows of a LaForge file to records. Two machines that import the same row make the same record: its uid
 * is derived from LaForge's project, number and times. The inactive steps become one rollback without branch or SHAs,
 * since LaForge recorded no more.
 */
function readLaForgeRecords(db: Database, path: string): LedgerRecords {
  const rows = db.all<LaForgeRow>('SELECT * FROM steps ORDER BY id');
  const uidsById = new Map(rows.map((row) => [checkNumber(row.id, path), rowToUid(row)]));
  const steps = rows.map((row) => rowToRecord(row, uidsById));
  const inactive = steps.filter((_, index) => rows[index]?.active === 0);
  const rollbacks = inactive.length === 0 ? [] : [toRollback(inactive)];
  return {
    steps,
    stepClaims: steps.map(({draft: {uid}, createdAt}, index) => ({
      uid,
      number: checkNumber(rows[index]?.id, path),
      claimedAt: createdAt,
    })),
    rollbacks,
    rollbackClaims: rollbacks.map(({uid, createdAt}) => ({uid, number: 1, claimedAt: createdAt})),
  };
}

function rowToRecord(row: LaForgeRow, uidsById: ReadonlyMap<number, Uid>): StepRecord {
  const endTime = goTimeToTimestamp(row.end_time);
  const exitCode = toNumber(row.exit_code);
  const agentConfig = toAgentConfig(row);
  return {
    draft: {
      ...UNKNOWN_DRAFT,
      uid: rowToUid(row),
      projectId: toText(row.project_id) ?? '',
      commitShaBefore: toSha(row.commit_sha_before),
      agentConfig,
      startTime: goTimeToTimestamp(row.start_time) ?? rowToCreatedAt(row),
    },
    parentUid: uidsById.get(Number(row.parent_step_id)) ?? null,
    createdAt: rowToCreatedAt(row),
    outcome: {
      ...UNKNOWN_OUTCOME,
      // Without an exit code nobody knows how the step ended, and no process of ours will report it, so it is not
      // `running`. If LaForge finishes it after all, importing again brings the finish, which wins over `interrupted`.
      status: exitCode === null ? 'interrupted' : exitCode === 0 ? 'succeeded' : 'failed',
      commitShaAfter: toSha(row.commit_sha_after),
      agentConfig,
      endTime,
      durationMs: endTime === null ? null : toNumber(row.duration_ms),
      tokenUsage: toTokenUsage(row),
      exitCode,
      notes: [],
    },
  };
}

function toRollback(inactive: readonly StepRecord[]): RollbackDraft {
  const stepUids = inactive.map((record) => record.draft.uid).sort();
  const createdAt =
    inactive
      .map((record) => record.createdAt)
      .sort()
      .at(-1) ?? EPOCH;
  return {
    uid: toUid(createdAt, ['rollback', ...stepUids]),
    kind: 'rollback',
    projectId: inactive[0]?.draft.projectId ?? '',
    undoes: null,
    repository: null,
    branch: null,
    target: null,
    fromSha: null,
    toSha: null,
    pinRef: null,
    stepUids,
    chain: null,
    actor: null,
    reason: 'Inactive in the file that LaForge wrote.',
    run: null,
    createdAt,
  };
}

function toAgentConfig(row: LaForgeRow): AgentConfig | null {
  const config = fromStored(agentConfig, toText(row.agent_config_json));
  if (config !== null) return config;
  const name = toText(row.agent_config_name);
  return name === null || name === '' ? null : {...EMPTY_AGENT_CONFIG, name};
}

/** LaForge writes 0 for unknown values, so a usage of only zeros was never measured. */
function toTokenUsage(row: LaForgeRow): TokenUsage | null {
  const usage = fromStored(tokenUsage, toText(row.token_usage_json));
  if (usage === null) return null;
  const {prompt_tokens, completion_tokens, total_tokens, cost} = usage;
  if (!prompt_tokens && !completion_tokens && !total_tokens && !cost) return UNKNOWN_USAGE;
  return {...usage, cost: cost === 0 ? null : cost};
}

function rowToCreatedAt(row: LaForgeRow): Timestamp {
  return [row.created_at, row.start_time, row.end_time].map(goTimeToTimestamp).find((time) => time !== null) ?? EPOCH;
}

function rowToUid(row: LaForgeRow): Uid {
  return toUid(rowToCreatedAt(row), [row.project_id, row.id, row.start_time, row.created_at]);
}

/** A UUIDv7 with this time whose random part is a hash, so that the same parts always give the same uid. */
function toUid(time: Timestamp, parts: readonly unknown[]): Uid {
  const digest = hash('sha256', JSON.stringify(parts));
  const milliseconds = Math.max(0, Date.parse(time)).toString(16).padStart(12, '0');
  const variant = ((Number.parseInt(digest.slice(3, 4), 16) & 3) | 8).toString(16);
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}

function checkNumber(value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= HIGHEST_NUMBER) return value;
  throw damaged(path, `a step's id is ${String(value)}`);
}

function toSha(value: unknown): string | null {
  return typeof value === 'string' && isSha(value) ? value : null;
}

function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

const GO_TIME =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))? ?(Z|[+-]\d{2}:?\d{2})?(?: (?:[A-Z]{1,5}|[+-]\d{2,4}))?(?: m=[+-]\d+\.\d+)?$/;

/**
 * Parses a time as Go and SQLite write it, to UTC and cut to milliseconds: `2025-10-18 08:30:15.123456789-07:00`, with
 * `Z`, with `+0000 UTC` and a monotonic suffix like Go's `String`, or without a zone like SQLite's CURRENT_TIMESTAMP in
 * UTC. Null for anything else.
 */
function goTimeToTimestamp(value: unknown): Timestamp | null {
  const match = typeof value === 'string' ? GO_TIME.exec(value) : null;
  if (match === null) return null;
  const [, date, time, fraction = '', zone = 'Z'] = match;
  const offset = zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const parsed = new Date(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
  return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}
