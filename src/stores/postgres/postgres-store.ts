import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {badInput, describeError, InputError, StoreError} from '../../domain/errors.ts';
import type {Repository} from '../../domain/ports/git.ts';
import type {Ledger, MergeReport} from '../../domain/ports/ledger.ts';
import type {HistoryCondition, Store} from '../../domain/ports/store.ts';
import {fragmentRef, ledgerRef} from '../../domain/refs.ts';
import {DATABASE_VARIABLE} from '../../domain/runner-variables.ts';
import {runWithin} from '../../domain/within.ts';
import {type Beside, type Fragment, readFragments} from '../pending/pending-writer.ts';
import {openRunRecords, type RunFolders} from '../pending/waiting-records.ts';
import {sha256} from '../reads.ts';
import type {StoreDeps, StoreRequest} from '../store-deps.ts';
import {type Database, openDatabase, parseConnection} from './database.ts';
import {HistoryRows} from './history-rows.ts';
import {importInto, openLoadedLedger} from './loaded-ledger.ts';
import {MIGRATIONS, readVersion} from './migrations.ts';
import {createPostgresHistory, POSTGRES_LIMITS} from './postgres-history.ts';
import {rowsToRecords} from './rows.ts';

type HistoryOptions = Pick<StoreRequest, 'slug' | 'database' | 'repository' | 'repositoryName'>;

/** The longest wait for records at the remote from when the database was down. */
const BESIDE_MS = 4_000;

/**
 * Keeps a history in a database that speaks Postgres' protocol. Throws InputError if the database or the repository is
 * not known.
 */
export function createPostgresStore(
  deps: StoreDeps,
  options: HistoryOptions & RunFolders & Pick<StoreRequest, 'mirror'>,
): Store {
  const {slug} = options;
  const {connection, repository} = findHistory(options);
  const remote = options.repository?.remote ?? null;
  const objects = options.repository?.objects ?? null;
  return {
    name: 'postgres',
    async open() {
      const warnings: string[] = [];
      const warn = (message: string) => void warnings.push(message);
      const began = Date.now();
      const database = openDatabase(connection);
      const rows = new HistoryRows(database, {repository, project: slug});
      const beside = remote === null || objects === null ? null : {remote, objects};
      const limitMs = deps.startTime?.leftMs('history') ?? POSTGRES_LIMITS.startMs;
      const [condition, fragments] = await Promise.all([
        look(database, rows, repository, limitMs),
        beside === null ? [] : lookBeside(beside.objects, slug, Math.min(BESIDE_MS, limitMs), warn),
      ]);
      const lookAgain = () => look(database, rows, repository, POSTGRES_LIMITS.startMs);
      const key = `postgres ${connection.host}:${connection.port}/${connection.database} ${repository} ${slug}`;
      const records = await openRunRecords(deps, options, key, warn);
      const mirror =
        options.mirror !== 'git' ? null : await openMirror(deps, rows, {slug, beside, folder: records.folder});
      const ownMs = Math.max(0, POSTGRES_LIMITS.startMs - (Date.now() - began));
      return createPostgresHistory(deps, {
        ...records,
        ...{database, rows, slug, beside, condition, lookAgain, mirror, warnings},
        fragments: condition.kind === 'unreadable' ? [] : fragments,
        startMs: () => deps.startTime?.leftMs('record') ?? ownMs,
      });
    },
  };
}

/** Returns a function that brings the repository's copy of a history up to date, and warns if it cannot. */
async function openMirror(
  deps: StoreDeps,
  rows: HistoryRows,
  {slug, beside, folder}: {readonly slug: string; readonly beside: Beside | null; readonly folder: string},
): Promise<() => Promise<void>> {
  const warn = (why: string) =>
    deps.warn?.(
      `The record is in the database, and its copy in the repository (mirror: git) is not up to date: ${why} The first run that can push to ${ledgerRef(slug)} completes it.`,
    );
  if (beside === null) return async () => warn('There is no remote.');
  const {createGitMirror} = await import('../git/mirror.ts');
  const rowsAfter = async (n: number, limit: number) =>
    (await rows.next(n, limit)).map((row) => ({
      kind: 'row' as const,
      n: Number(row.n),
      digest: sha256(JSON.stringify([row.kind, row.uid, row.version, row.number, row.body])),
      number: row.number === null ? null : Number(row.number),
      records: rowsToRecords([row]),
    }));
  const update = createGitMirror({...deps, ...beside}, {slug, folder, rowsAfter});
  return async () => {
    const why = await update();
    if (why !== null) warn(why);
  };
}

/**
 * Adds a ledger's records, or what an import makes of them, to a history. Throws InputError if the database or the
 * repository is not known, and StoreError if the database refuses.
 */
export async function importIntoDatabase<Report extends MergeReport>(
  deps: StoreDeps,
  options: HistoryOptions,
  addTo: (ledger: Ledger) => Report,
): Promise<Report> {
  const {connection, repository} = findHistory(options);
  const database = openDatabase(connection);
  const rows = new HistoryRows(database, {repository, project: options.slug});
  const folder = await mkdtemp(join(tmpdir(), 'laforge-import-'));
  const loaded = openLoadedLedger(deps, rows, folder);
  try {
    const condition = await look(database, rows, repository, POSTGRES_LIMITS.startMs);
    if (condition.kind === 'unreadable') throw new StoreError('unreadable', condition.reason);
    return await importInto(rows, loaded, addTo);
  } finally {
    await loaded.forget();
    await database.rest();
    await rm(folder, {recursive: true, force: true});
  }
}

/** The login of a connection string if it may not add records; null if it may. Throws StoreError. */
export async function findReadOnlyLogin({url, what}: {readonly url: string; readonly what: string}) {
  const connection = parseConnection(url, what);
  const database = openDatabase(connection);
  try {
    const [row] = await database.query("select has_table_privilege('laforge.records', 'insert') as may");
    return row?.may === true ? null : connection.user;
  } finally {
    await database.rest();
  }
}

/** Finds the database and the repository of a history. Throws InputError if either is not known. */
function findHistory(options: HistoryOptions) {
  if (options.database == null) {
    throw badInput(
      `The store is "postgres", and nothing says where it is. Give the connection string: input "store-url", or the variable ${DATABASE_VARIABLE}.`,
    );
  }
  const connection = parseConnection(options.database.url, options.database.what);
  const repository = options.repository?.remote?.repository ?? options.repositoryName ?? null;
  if (repository === null) {
    throw new InputError(
      'bad-environment',
      'The store is "postgres", which keeps histories by their repositories, and nothing here says host/owner/name. Add a remote as origin.',
    );
  }
  return {connection, repository};
}

async function look(
  database: Database,
  rows: HistoryRows,
  repository: string,
  limitMs: number,
): Promise<HistoryCondition> {
  try {
    return await runWithin(limitMs, 'The database', async () => {
      const version = await readVersion(database);
      if (version !== MIGRATIONS.length) throw otherVersion(version);
      // Without permission, an existing history looks like a missing one.
      if (!(await rows.isOurs())) {
        const advice = `Make one that may: laforge db token --repository ${repository}`;
        throw new StoreError('unreadable', `This role may not see the histories of ${repository}. ${advice}`);
      }
      return (await rows.count()) === 0 ? {kind: 'empty'} : {kind: 'found'};
    });
  } catch (error) {
    // Any failure makes the history unreadable; the agent still runs.
    return {kind: 'unreadable', reason: describeError(error)};
  }
}

function otherVersion(version: number): StoreError {
  if (version === 0)
    return new StoreError('unreadable', 'The database has no tables of LaForge. Run laforge db migrate.');
  const what = `The database has version ${version} of the schema, and this version reads ${MIGRATIONS.length}.`;
  const advice = version < MIGRATIONS.length ? 'Run laforge db migrate.' : 'Use the newer version of the action.';
  return new StoreError('newer-ledger', `${what} ${advice}`);
}

/** Reads the records that runs put at the remote while the database was down. Empty if that takes too long. */
async function lookBeside(
  objects: NonNullable<Repository['objects']>,
  slug: string,
  limitMs: number,
  warn: (message: string) => void,
): Promise<readonly Fragment[]> {
  try {
    return await runWithin(limitMs, 'The remote', async () =>
      readFragments(objects, slug, await objects.fetchTips([fragmentRef(slug, '*')]), warn),
    );
  } catch {
    // They stay there for the next run.
    return [];
  }
}
