import type {Command} from 'commander';
import {readDatabase} from '../app/create-store.ts';
import {badInput, InputError, StoreError} from '../domain/errors.ts';
import {DATABASE_VARIABLE} from '../domain/runner-variables.ts';
import {type Database, openDatabase, parseConnection} from '../stores/postgres/database.ts';
import {
  createLogin,
  LOGIN_ROLES,
  type LoginRole,
  parseRepository,
  repositoryOfToken,
} from '../stores/postgres/logins.ts';
import {findFaults, migrate} from '../stores/postgres/migrations.ts';
import {oneOf} from './arguments.ts';
import {type CliContext, print, printJson, say} from './context.ts';
import {withRepository} from './place.ts';

const NOT_SOUND = 1;
const HOUR_MS = 3_600_000;
const MOST_HOURS = 24 * 366;

interface TokenOptions {
  readonly repository?: string;
  readonly role: LoginRole;
  readonly hours?: number;
  readonly json?: boolean;
  readonly oidcIssuer?: string;
  readonly audience?: string;
}

/** The default lifetime of a job's login. */
const JOB_HOURS = 6;
/** The limit on a job's token, which is usually a few kilobytes. */
const MOST_TOKEN_CHARS = 64_000;

export function defineMigrate(command: Command, context: CliContext): void {
  command.addHelpText('after', MIGRATE).action(() =>
    withDatabase(context, OWNER, async (database) => {
      const done = await migrate(database);
      if (done.length === 0) return print(context, 'The database is up to date.');
      print(context, `The database has version ${done.at(-1)} of the schema now.`);
    }),
  );
}

export function defineCheck(command: Command, context: CliContext): void {
  command
    .option('--json', 'print {sound, findings} as one JSON object')
    .addHelpText('after', CHECK)
    .action(({json}: {readonly json?: boolean}) =>
      withDatabase(context, OWNER, async (database) => {
        const findings = await findFaults(database);
        if (json === true) printJson(context, {sound: findings.length === 0, findings});
        else if (findings.length === 0) print(context, 'The database is complete.');
        else print(context, ['The database is not complete:', ...findings.map((it) => `  - ${it}`)].join('\n'));
        if (findings.length > 0) context.exitWith(NOT_SOUND);
      }),
    );
}

export function defineToken(command: Command, context: CliContext): void {
  command
    .option('--repository <name>', 'host/owner/name (default: that of origin)')
    .option('--role <role>', `what the login may do: ${LOGIN_ROLES.join(', ')}`, oneOf('--role', LOGIN_ROLES), 'writer')
    .option('--hours <number>', 'end the login after this many hours (default: never)', parseHours)
    .option(
      '--oidc-issuer <url>',
      "take the repository from a job's OpenID Connect token of this issuer, read from stdin",
    )
    .option('--audience <name>', 'with --oidc-issuer, the audience that the token must have (default: laforge)')
    .option('--json', 'print {url, user, role, repository, expires_at} as one JSON object')
    .addHelpText('after', TOKEN)
    .action((options: TokenOptions) => makeToken(context, options));
}

async function makeToken(context: CliContext, {role, json, ...options}: TokenOptions): Promise<void> {
  if (options.audience !== undefined && options.oidcIssuer === undefined)
    throw badInput('--audience is given without --oidc-issuer. Add --oidc-issuer URL, or leave --audience out.');
  const repository = role === 'auditor' ? null : await chooseRepository(context, options);
  const hours = options.hours ?? (options.oidcIssuer === undefined ? undefined : JOB_HOURS);
  if (role === 'auditor' && options.repository !== undefined)
    throw badInput('--role is auditor, who sees every repository. Leave --repository out.');
  if (role === 'auditor' && options.oidcIssuer !== undefined)
    throw badInput('--role is auditor, and a job sees only its own repository. Use writer or reader.');
  const until = hours === undefined ? null : new Date(Date.now() + hours * HOUR_MS);
  const url = readUrl(context, OWNER);
  await withDatabase(context, OWNER, async (database) => {
    const {user, password} = await createLogin(database, {role, repository, until});
    const login = new URL(url);
    login.username = user;
    login.password = password;
    const expiresAt = until?.toISOString() ?? null;
    if (json === true) printJson(context, {url: login.href, user, role, repository, expires_at: expiresAt});
    else {
      print(context, login.href);
      say(context, `this is a secret, shown once: ${user} may act as ${role} of ${repository ?? 'all repositories'}.`);
    }
  });
}

async function chooseRepository(
  context: CliContext,
  {repository: named, oidcIssuer: issuer, audience = 'laforge'}: Omit<TokenOptions, 'role'>,
): Promise<string> {
  if (issuer !== undefined) {
    if (named !== undefined)
      throw badInput('Both --oidc-issuer and --repository are given. The token names the repository.');
    return await repositoryOfToken(await readToken(context), {issuer, audience});
  }
  if (named !== undefined) return parseRepository(named, '--repository');
  const name = await withRepository(context, async (repository) => repository?.remote?.repository ?? null);
  if (name !== null) return name;
  throw badInput('Nothing here says which repository is meant. Name it: --repository host/owner/name');
}

/** Reads a job's OpenID Connect token from stdin. */
async function readToken({streams: {stdin}}: CliContext): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > MOST_TOKEN_CHARS) throw badInput('The text on stdin is too long for a token.');
  }
  if (text.trim() !== '') return text.trim();
  throw badInput("stdin is empty. Give it the job's token: … | laforge db token --oidc-issuer URL");
}

function parseHours(text: string): number {
  const hours = Number(text);
  if (Number.isFinite(hours) && hours > 0 && hours <= MOST_HOURS) return hours;
  throw badInput(`--hours is "${text}". Give a number of hours up to ${MOST_HOURS}.`);
}

/** Completes the sentence "Set it to the connection string …". */
const OWNER = 'of the role that owns the tables, or is to make them';

function readUrl({env}: CliContext, whose: string): string {
  const found = readDatabase(env);
  if (found !== null) return found.url;
  throw new InputError('bad-environment', `${DATABASE_VARIABLE} is not set. Set it to the connection string ${whose}.`);
}

/** Calls `use` with the database of LAFORGE_DATABASE_URL. Throws InputError if it is not set, or needs another login. */
export async function withDatabase(
  context: CliContext,
  whose: string,
  use: (database: Database) => Promise<void>,
): Promise<void> {
  const connection = parseConnection(readUrl(context, whose), DATABASE_VARIABLE);
  const database = openDatabase(connection);
  try {
    await use(database);
  } catch (error) {
    if (!(error instanceof StoreError) || !isNotAllowed(error.cause)) throw error;
    throw new InputError(
      'bad-environment',
      `${DATABASE_VARIABLE} is a login of ${connection.user}, who may not do this (${error.cause.message}). Set it to the connection string ${whose}.`,
      {cause: error},
    );
  } finally {
    await database.rest();
  }
}

function isNotAllowed(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && cause.code === '42501';
}

const MIGRATE = `
Makes the tables, policies and roles of the store postgres, or brings them to this version. The login needs the right to
make a schema and roles. It is the only thing that changes the schema: no step does.

Example:
  $ LAFORGE_DATABASE_URL=postgres://owner:…@db.example.com/laforge?sslmode=verify-full laforge db migrate`;

const CHECK = `
Exit status: 0 if the database is complete, 1 if it is not.

Example:
  $ laforge db check`;

const TOKEN = `
Prints a connection string for one repository. A writer adds to its histories and reads them; a reader reads them; an
auditor reads those of all. No login made here can change or delete a record. Logins that ended more than a day ago are
dropped on the way.

Examples:
  $ laforge db token --repository github.com/octo/repo | gh secret set LAFORGE_STORE_URL --repo octo/repo
  $ laforge db token --role auditor --hours 8
  $ laforge db token --oidc-issuer https://token.actions.githubusercontent.com < job-token

The last example is for a service of your own that jobs send their tokens to. The repository is read from the token, which
is verified with the issuer's keys. Such a login ends after 6 hours unless --hours says otherwise.`;
