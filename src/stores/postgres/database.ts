import {readFileSync} from 'node:fs';
import {isIP, Socket} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import type {Client} from 'pg';
import {badInput, type InputError, StoreError} from '../../domain/errors.ts';
import {quote} from '../../domain/identity.ts';
import {settleWithin} from '../../domain/within.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A database as stores use it. Every statement is independent, so a pooler may give each another session. */
export interface Database {
  /**
   * Runs one statement, and retries when the server asks for it. A statement may have run although its answer was lost,
   * so it must do nothing the second time. Throws StoreError.
   */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Closes the connection; the next statement opens another. */
  rest(): Promise<void>;
}

/** The longest waits for a connection and for the answer to a statement. */
const DATABASE_LIMITS = {connectMs: 5_000, statementMs: 30_000};

/**
 * Errors after which a statement is retried, and how often. With the waits in between, the longest series takes ten
 * seconds.
 */
const TRIES: readonly (readonly [RegExp, number])[] = [
  // A lost race, a deadlock, no free session, or a server that is starting.
  [/^(?:40001|40P01|53300|57P03)$/, 14],
  // A connection that broke or was closed by the server.
  [/^(?:57P0[12]|08...|ECONNRESET|EPIPE|CLOSED)$/, 3],
];
const LONGEST_WAIT_MS = 1_500;
/** An idle connection is closed after this time, since servers and poolers have few of them. */
const IDLE_MS = 2_000;
const GOODBYE_MS = 1_000;

/**
 * A database from its connection string. Connects at the first statement. Uses no named prepared statements and no
 * session settings, so a pooler in transaction mode may be in between.
 */
export function openDatabase(connection: Connection, limits = DATABASE_LIMITS): Database {
  let client: Client | null = null;
  const sockets = new WeakMap<Client, Socket>();
  let idle: NodeJS.Timeout | undefined;
  let pending = 0;
  /** The connection takes one statement at a time. */
  let busy: Promise<unknown> = Promise.resolve();

  const connect = async (): Promise<Client> => {
    // Loaded only here, so that starts without this store cost nothing.
    const {default: pg} = await import('pg');
    const {host, port, user, password, database} = connection;
    const socket = new Socket();
    const fresh = new pg.Client({
      stream: () => socket,
      ...{host, port, user, database},
      // A function, since an empty string would be replaced by PGPASSWORD, which may belong to another server.
      password: () => password,
      ssl: tlsOptions(connection),
      application_name: 'laforge',
      connectionTimeoutMillis: limits.connectMs,
      query_timeout: limits.statementMs,
    });
    sockets.set(fresh, socket);
    // The waiting statement reports a broken connection; an idle one is reopened.
    fresh.on('error', () => drop(fresh));
    fresh.on('end', () => drop(fresh));
    await fresh.connect();
    return fresh;
  };
  const drop = (old: Client | null) => {
    if (client === old) client = null;
  };
  const current = async (): Promise<Client> => {
    if (client !== null) return client;
    client = await connect();
    return client;
  };
  const end = async () => {
    clearTimeout(idle);
    const old = client;
    client = null;
    if (old === null) return;
    // A server that hangs does not say goodbye, and must not delay the end of a step.
    await settleWithin(
      old.end().catch(() => {}),
      GOODBYE_MS,
      () => {},
    );
    sockets.get(old)?.destroy();
  };
  /** Runs with the connection in turn. It is closed after it has been idle for a while. */
  const withClient = async <Result>(work: (client: Client) => Promise<Result>): Promise<Result> => {
    clearTimeout(idle);
    pending += 1;
    const turn = busy.then(() => runAlone(work));
    busy = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      pending -= 1;
      if (pending === 0) {
        idle = setTimeout(() => void end(), IDLE_MS);
      }
    }
  };
  const runAlone = async <Result>(work: (client: Client) => Promise<Result>): Promise<Result> => {
    try {
      return await work(await current());
    } catch (error) {
      const {code} = readError(error);
      // After a timeout or a broken connection the next answer may belong to an earlier statement.
      if (code === null || !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('08') || code.startsWith('57P')) {
        await end();
      }
      throw error;
    }
  };

  const tryAgain = async <Result>(work: (client: Client) => Promise<Result>): Promise<Result> => {
    for (let tries = 1; ; tries++) {
      try {
        return await withClient(work);
      } catch (error) {
        const code = readError(error).code ?? '';
        const most = TRIES.find(([pattern]) => pattern.test(code))?.[1] ?? 1;
        if (tries >= most) throw explain(error, connection);
        await wait(Math.random() * Math.min(LONGEST_WAIT_MS, 50 * 2 ** tries));
      }
    }
  };
  // Several statements in one text, such as migrations, return no rows.
  const ask = async (it: Client, sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await it.query(sql, [...values])).rows ?? [];

  return {
    query: (sql, values) => tryAgain((it) => ask(it, sql, values)),
    rest: end,
  };
}

function readError(error: unknown): {readonly code: string | null; readonly message: string} {
  if (!(error instanceof Error)) return {code: null, message: String(error)};
  // Thrown after trying several addresses of one host.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code: unknown = first instanceof Error && 'code' in first ? first.code : undefined;
  const message = first instanceof Error ? first.message : error.message;
  if (typeof code === 'string') return {code, message};
  return {code: /terminated|connection.*closed|not queryable/i.test(message) ? 'CLOSED' : null, message};
}

/** Explains an error in a sentence or two, with what to do if known. Never contains the password. */
function explain(error: unknown, connection: Connection): StoreError {
  const {code, message} = readError(error);
  const {host, port, database, user, password} = connection;
  const where = `The database ${database} at ${host}:${port}`;
  const said = (password === '' ? message : message.replaceAll(password, '***')).replace(/[.\s]*$/, '').slice(0, 300);
  // Keep only the code: other properties of the error may contain values of the statement.
  const options = {cause: Object.assign(new Error(said), {code})};
  const fail = (kind: StoreError['code'], says: string) => new StoreError(kind, `${where} ${says}`, options);
  switch (code) {
    case '42P01':
    case '3F000':
      return fail('unreadable', 'has no tables of LaForge. Run laforge db migrate once.');
    case '42501':
      return fail('unwritable', `does not let ${user} do this (${said}). laforge db token makes a role that may.`);
    case '28P01':
    case '28000':
      return fail(
        'unavailable',
        `does not let ${user} in: ${said}. Its password is another one, or the login has ended, which the server does not tell apart: laforge db token makes a new one.`,
      );
    default:
      return fail('unavailable', `did not answer: ${said}.`);
  }
}

/** The parts of a connection string. No message of ours contains the password. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /**
   * Null for loopback addresses, where nobody can listen in. `ca` holds the trusted certificates; null for the
   * system's.
   */
  readonly tls: {readonly ca: string | null} | null;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/i;
/** Parameters of other clients that have no effect here. */
const IGNORED = [
  'application_name',
  'channel_binding',
  'connect_timeout',
  'pgbouncer',
  'target_session_attrs',
  'sslnegotiation',
];

/**
 * Parses `postgres://user:password@host/database?sslmode=verify-full`. Throws InputError, naming `what` but never the
 * value, which is a secret.
 */
export function parseConnection(text: string, what: string): Connection {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol) || url.hostname === '') {
    throw wrong(what, 'is no connection string. Write postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full');
  }
  const host = decode(url.hostname, what).replace(/^\[(.*)\]$/, '$1');
  const [user, database] = [decode(url.username, what), decode(url.pathname.slice(1), what)];
  if (user === '') throw wrong(what, 'names no user. Write postgres://USER:PASSWORD@HOST/DATABASE');
  if (database === '') throw wrong(what, `names no database at ${host}. Write it behind the host: ${host}/DATABASE`);
  for (const name of url.searchParams.keys()) {
    if (!['sslmode', 'sslrootcert', ...IGNORED].includes(name))
      throw wrong(what, `has the parameter ${quote(name)}, which does not work here. Take it out`);
  }
  const mode = url.searchParams.get('sslmode');
  const rootCertificate = url.searchParams.get('sslrootcert');
  const isLocal = LOOPBACK.test(host);
  if (mode !== 'verify-full' && !isLocal) {
    const have = mode === null ? 'has no sslmode' : `has sslmode=${quote(mode)}`;
    throw wrong(what, `${have}, so anybody on the way to ${host} could read along. Write sslmode=verify-full`);
  }
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    user,
    password: decode(url.password, what),
    database,
    tls: mode === 'verify-full' ? {ca: readCertificates(rootCertificate, what)} : null,
  };
}

/** The TLS options for a host. Its name or address must be in the certificate. */
export function tlsOptions({host, tls}: Connection) {
  if (tls === null) return false;
  // node-postgres passes a host's name to TLS, but not an address.
  return {rejectUnauthorized: true, ...(tls.ca !== null && {ca: tls.ca}), ...(isIP(host) !== 0 && {host})};
}

function readCertificates(file: string | null, what: string): string | null {
  if (file === null || file === 'system') return null;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `${what} has sslrootcert=${quote(file)}, which cannot be read. Name a file of PEM certificates.`;
    throw badInput(message, {cause});
  }
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong(what, 'has a % that begins no code of two digits. Write % itself as %25');
  }
}

function wrong(what: string, why: string): InputError {
  return badInput(`${what} ${why}.`);
}
