import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {connect, createServer, type Server, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Database, openDatabase, parseConnection} from '../../src/stores/postgres/database.ts';
import {migrate} from '../../src/stores/postgres/migrations.ts';
import {eventually} from './gate.ts';

/** A real server with a data folder and a user of its own, on loopback. */
export interface PostgresServer {
  readonly port: number;
  /** The file of its certificate, for `localhost` alone. It is its own authority. */
  readonly certificate: string;
  /** The connection string of the owner, who is a superuser. */
  readonly ownerUrl: string;
  /** The string of another login, or through another port. */
  url(login?: {
    readonly user?: string;
    readonly password?: string;
    readonly host?: string;
    readonly port?: number;
    readonly database?: string;
  }): string;
  /** Statements as the owner. */
  readonly owner: Database;
  /** Lines that the server wrote to its log. */
  readonly log: string[];
  stop(): Promise<void>;
}

/** The folder of `initdb` and `postgres`: that of LAFORGE_TEST_POSTGRES, else the newest; null where they are not installed. */
export function findPostgres(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const {LAFORGE_TEST_POSTGRES: given, PATH = ''} = process.env;
  if (given) return given;
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...PATH.split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}

/** Said once where tests are left out. */
export const NO_POSTGRES = 'left out, since PostgreSQL is not installed here (apt-get install postgresql)';

/** Starts a server with the schema of LaForge. `settings` are of postgresql.conf. */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === null) throw new Error('PostgreSQL is not installed here.');
  const root = mkdtempSync(join(tmpdir(), 'laforge-postgres-'));
  const data = join(root, 'data');
  const user = serverUser();
  mkdirSync(data, {mode: 0o700});
  const password = randomBytes(12).toString('hex');
  writeFileSync(join(root, 'password'), password);
  const [certificate, key] = makeCertificate(root);
  if (user !== null) for (const path of [root, data, join(root, 'password'), key]) chownSync(path, user.uid, user.gid);
  const as = user ?? {};
  const options = ['--no-sync', '--auth=scram-sha-256', '--username=owner', `--pwfile=${join(root, 'password')}`];
  execFileSync(join(programs, 'initdb'), [...options, '--locale=C.UTF-8', '--encoding=UTF8', '-D', data], {
    ...as,
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await freePort();
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'off',
    ssl: 'on',
    ssl_cert_file: certificate,
    ssl_key_file: key,
    shared_buffers: '32MB',
    ...settings,
  };
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {...as, cwd: root, stdio: ['ignore', 'ignore', 'pipe']},
  );
  const log: string[] = [];
  server.stderr?.setEncoding('utf8').on('data', (text: string) => log.push(...text.split('\n')));
  const url: PostgresServer['url'] = (login = {}) => {
    const {user: name = 'owner', password: secret = password, port: at = port, database = 'postgres'} = login;
    return `postgres://${name}:${secret}@${login.host ?? '127.0.0.1'}:${at}/${database}`;
  };
  await eventually(() => log.some((line) => /ready to accept connections/.test(line)));
  const owner = databaseAt(url());
  await migrate(owner);
  return {
    port,
    certificate,
    ownerUrl: url(),
    url,
    owner,
    log,
    async stop() {
      await owner.rest();
      await ended(server);
      rmSync(root, {recursive: true, force: true});
    },
  };
}

/** Makes a certificate for `localhost` that is its own authority. Returns its file and that of its key. */
export function makeCertificate(folder: string): readonly [string, string] {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', certificate, ...name], {stdio: 'ignore'});
  chmodSync(key, 0o600);
  return [certificate, key];
}

/** A database as the store opens it. */
export function databaseAt(url: string): Database {
  return openDatabase(parseConnection(url, 'the connection string'));
}

/** A way to a server that can be cut off. */
export interface Wire {
  readonly port: number;
  cut(): void;
  /** Cuts it off when so many pieces have come through, in either direction. */
  cutAfter(pieces: number): void;
  /** Lets nothing through any more, and ends nothing. */
  freeze(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openWire(to: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let isFrozen = false;
  let piecesLeft = Number.POSITIVE_INFINITY;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  const pass = (from: Socket, to: Socket) =>
    from
      .on('data', () => {
        if (--piecesLeft < 0) cut();
      })
      .pipe(to);
  const server: Server = createServer((socket) => {
    const there = connect(to, '127.0.0.1');
    for (const end of [socket, there]) {
      sockets.add(end);
      end.on('close', () => sockets.delete(end)).on('error', () => {});
    }
    if (isCut) return void socket.destroy();
    if (isFrozen) return;
    pass(socket, there);
    pass(there, socket);
    socket.on('close', () => there.destroy());
    there.on('close', () => socket.destroy());
  });
  const port = await listen(server);
  return {
    port,
    cut,
    cutAfter(pieces) {
      piecesLeft = pieces;
    },
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend() {
      isCut = false;
      isFrozen = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A port that nobody has just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** PostgreSQL refuses to run as root: then it is `nobody`, who is everywhere. */
function serverUser(): {readonly uid: number; readonly gid: number} | null {
  if (process.getuid?.() !== 0) return null;
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], {encoding: 'utf8'}));
  return {uid: id('-u'), gid: id('-g')};
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  // Without waiting for the connections that are open.
  server.kill('SIGINT');
  await exit;
}

/** True when pgbouncer is installed. */
export function hasPooler(): boolean {
  return findPostgres() !== null && existsSync(POOLER);
}

const POOLER = '/usr/sbin/pgbouncer';

/** A real pooler in transaction mode before a server: each statement may run in another session. */
export async function startPooler(server: PostgresServer): Promise<{readonly port: number; stop(): Promise<void>}> {
  const root = mkdtempSync(join(tmpdir(), 'laforge-pooler-'));
  const user = serverUser();
  const port = await freePort();
  const {password} = new URL(server.ownerUrl);
  const settings = {
    ...{listen_addr: '127.0.0.1', listen_port: port, unix_socket_dir: '', pool_mode: 'transaction'},
    ...{auth_type: 'scram-sha-256', auth_file: join(root, 'users'), auth_user: 'owner', max_client_conn: 400},
    ...{auth_query: 'select usename, passwd from pg_shadow where usename = $1', default_pool_size: 2},
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  const databases = `[databases]\n* = host=127.0.0.1 port=${server.port}\n`;
  writeFileSync(join(root, 'pooler.ini'), `${databases}[pgbouncer]\n${lines.join('\n')}\n`);
  writeFileSync(join(root, 'users'), `"owner" "${password}"\n`);
  if (user !== null)
    for (const path of [root, ...readdirSync(root).map((it) => join(root, it))]) chownSync(path, user.uid, user.gid);
  const pooler = spawn(POOLER, [join(root, 'pooler.ini')], {...user, cwd: root, stdio: ['ignore', 'ignore', 'pipe']});
  let log = '';
  pooler.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  await eventually(() => /process up/.test(log));
  return {
    port,
    async stop() {
      await ended(pooler);
      rmSync(root, {recursive: true, force: true});
    },
  };
}
