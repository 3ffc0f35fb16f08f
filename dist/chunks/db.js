(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_migrations = require("./migrations.js");
let node_crypto = __late(() => require("node:crypto"));
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
// src/stores/postgres/logins.ts
const LOGIN_ROLES = [
	"writer",
	"reader",
	"auditor"
];
const DROPPED = 50;
async function createLogin(database, { role, repository, until }) {
	await dropExpired(database);
	const user = `laforge_${role}_${(0, node_crypto.randomBytes)(8).toString("hex")}`;
	const password = (0, node_crypto.randomBytes)(24).toString("base64url");
	const end = until === null ? "" : ` valid until '${until.toISOString()}'`;
	await database.query([
		`create role ${user} login password '${verifierOf(password)}'${end}`,
		`grant laforge_${role} to ${user}`,
		`alter role ${user} set statement_timeout = '30s'`,
		`alter role ${user} set idle_in_transaction_session_timeout = '60s'`
	].join(";\n"));
	if (repository !== null) await database.query("insert into laforge.grants (role_name, repository) values ($1, $2)", [user, repository]);
	return {
		user,
		password
	};
}
function parseRepository(text, what) {
	const name = text.toLowerCase();
	if (/^[^\s/*]+(?:\/[^\s/*]+){2,}$/.test(name) && name.length < 500) return name;
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Write host/owner/name, such as github.com/octo/repo.`);
}
async function dropExpired(database) {
	const rows = await database.query(`select rolname as name from pg_roles where rolname ~ '^laforge_(writer|reader|auditor)_[0-9a-f]{16}$'
      and rolvaliduntil < now() - interval '1 day' order by random() limit ${DROPPED}`);
	for (const { name } of rows) {
		await database.query("delete from laforge.grants where role_name = $1", [name]);
		const drop = `drop role if exists ${String(name)}`;
		const clear = `grant ${String(name)} to current_user;\ndrop owned by ${String(name)}`;
		await database.query(drop).catch(() => database.query(`${clear};\n${drop}`).catch(ignoreRefusal));
	}
}
function ignoreRefusal(error) {
	if (!(error instanceof require_action_post_help_run_steps.StoreError)) throw error;
}
const ITERATIONS = 4096;
function verifierOf(password) {
	const salt = (0, node_crypto.randomBytes)(16);
	const salted = (0, node_crypto.pbkdf2Sync)(password, salt, ITERATIONS, 32, "sha256");
	const key = (name) => (0, node_crypto.createHmac)("sha256", salted).update(name).digest();
	const stored = (0, node_crypto.createHash)("sha256").update(key("Client Key")).digest("base64");
	return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${stored}:${key("Server Key").toString("base64")}`;
}
const LIMIT_MS = 1e4;
const ALGORITHMS = ["RS256", "ES256"];
const TOLERANCE_S = 30;
async function repositoryOfToken(token, { issuer, audience }) {
	const url = parseIssuer(issuer);
	const { createRemoteJWKSet, jwtVerify } = await Promise.resolve().then(() => require("./webapi.js"));
	const { payload } = await jwtVerify(token, createRemoteJWKSet(await findKeys(url, issuer), { timeoutDuration: LIMIT_MS }), {
		issuer,
		audience,
		algorithms: ALGORITHMS,
		clockTolerance: TOLERANCE_S,
		requiredClaims: ["exp", "iat"]
	}).catch((error) => {
		const reason = error instanceof Error ? error.message : String(error);
		throw new require_action_post_help_run_steps.StoreError("unwritable", `The job's token does not hold: ${reason}.`);
	});
	const name = payload.repository ?? payload.project_path;
	if (typeof name !== "string") throw new require_action_post_help_run_steps.StoreError("unwritable", "The job's token names no repository.");
	return parseRepository(`${forgeOf(url)}/${name}`, "The repository of the token");
}
function forgeOf({ host, pathname }) {
	if (host === "token.actions.githubusercontent.com") return "github.com";
	if (host.startsWith("token.actions.")) return host.slice(14);
	return `${host}${pathname.replace(/\/+$/, "").replace(/\/(?:api\/actions|_services\/token)$/, "")}`;
}
function parseIssuer(issuer) {
	const url = URL.canParse(issuer) ? new URL(issuer) : null;
	const isSafe = url?.protocol === "https:" || url?.protocol === "http:" && url.hostname === "127.0.0.1";
	if (url !== null && isSafe) return url;
	throw require_action_post_help_run_steps.badInput(`--oidc-issuer is ${require_action_post_help_run_steps.quote(issuer)}. Write the address of an issuer, such as https://token.actions.githubusercontent.com.`);
}
async function findKeys(url, issuer) {
	const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
	try {
		const response = await fetch(address, {
			redirect: "error",
			signal: AbortSignal.timeout(LIMIT_MS)
		});
		const found = await response.json();
		const uri = require_action_help_run_steps.isObject(found) ? found.jwks_uri : null;
		if (response.ok && typeof uri === "string" && URL.canParse(uri) && new URL(uri).origin === url.origin) return new URL(uri);
	} catch (cause) {
		throw new require_action_post_help_run_steps.StoreError("unavailable", `The issuer of the job's token did not answer at ${address}.`, { cause });
	}
	throw new require_action_post_help_run_steps.StoreError("unavailable", `The issuer of the job's token does not say where its keys are, at ${address}.`);
}
// src/cli/db.ts
const NOT_SOUND = 1;
const HOUR_MS = 36e5;
const MOST_HOURS = 8784;
const JOB_HOURS = 6;
const MOST_TOKEN_CHARS = 64e3;
function defineMigrate(command, context) {
	command.addHelpText("after", MIGRATE).action(() => withDatabase(context, OWNER, async (database) => {
		const done = await require_migrations.migrate(database);
		if (done.length === 0) return require_help_run_steps.print(context, "The database is up to date.");
		require_help_run_steps.print(context, `The database has version ${done.at(-1)} of the schema now.`);
	}));
}
function defineCheck(command, context) {
	command.option("--json", "print {sound, findings} as one JSON object").addHelpText("after", CHECK).action(({ json }) => withDatabase(context, OWNER, async (database) => {
		const findings = await require_migrations.findFaults(database);
		if (json === true) require_help_run_steps.printJson(context, {
			sound: findings.length === 0,
			findings
		});
		else if (findings.length === 0) require_help_run_steps.print(context, "The database is complete.");
		else require_help_run_steps.print(context, ["The database is not complete:", ...findings.map((it) => `  - ${it}`)].join("\n"));
		if (findings.length > 0) context.exitWith(NOT_SOUND);
	}));
}
function defineToken(command, context) {
	command.option("--repository <name>", "host/owner/name (default: that of origin)").option("--role <role>", `what the login may do: ${LOGIN_ROLES.join(", ")}`, require_arguments.oneOf("--role", LOGIN_ROLES), "writer").option("--hours <number>", "end the login after this many hours (default: never)", parseHours).option("--oidc-issuer <url>", "take the repository from a job's OpenID Connect token of this issuer, read from stdin").option("--audience <name>", "with --oidc-issuer, the audience that the token must have (default: laforge)").option("--json", "print {url, user, role, repository, expires_at} as one JSON object").addHelpText("after", TOKEN).action((options) => makeToken(context, options));
}
async function makeToken(context, { role, json, ...options }) {
	if (options.audience !== void 0 && options.oidcIssuer === void 0) throw require_action_post_help_run_steps.badInput("--audience is given without --oidc-issuer. Add --oidc-issuer URL, or leave --audience out.");
	const repository = role === "auditor" ? null : await chooseRepository(context, options);
	const hours = options.hours ?? (options.oidcIssuer === void 0 ? void 0 : JOB_HOURS);
	if (role === "auditor" && options.repository !== void 0) throw require_action_post_help_run_steps.badInput("--role is auditor, who sees every repository. Leave --repository out.");
	if (role === "auditor" && options.oidcIssuer !== void 0) throw require_action_post_help_run_steps.badInput("--role is auditor, and a job sees only its own repository. Use writer or reader.");
	const until = hours === void 0 ? null : new Date(Date.now() + hours * HOUR_MS);
	const url = readUrl(context, OWNER);
	await withDatabase(context, OWNER, async (database) => {
		const { user, password } = await createLogin(database, {
			role,
			repository,
			until
		});
		const login = new URL(url);
		login.username = user;
		login.password = password;
		const expiresAt = until?.toISOString() ?? null;
		if (json === true) require_help_run_steps.printJson(context, {
			url: login.href,
			user,
			role,
			repository,
			expires_at: expiresAt
		});
		else {
			require_help_run_steps.print(context, login.href);
			require_help_run_steps.say(context, `this is a secret, shown once: ${user} may act as ${role} of ${repository ?? "all repositories"}.`);
		}
	});
}
async function chooseRepository(context, { repository: named, oidcIssuer: issuer, audience = "laforge" }) {
	if (issuer !== void 0) {
		if (named !== void 0) throw require_action_post_help_run_steps.badInput("Both --oidc-issuer and --repository are given. The token names the repository.");
		return await repositoryOfToken(await readToken(context), {
			issuer,
			audience
		});
	}
	if (named !== void 0) return parseRepository(named, "--repository");
	const name = await require_run_steps.withRepository(context, async (repository) => repository?.remote?.repository ?? null);
	if (name !== null) return name;
	throw require_action_post_help_run_steps.badInput("Nothing here says which repository is meant. Name it: --repository host/owner/name");
}
async function readToken({ streams: { stdin } }) {
	let text = "";
	for await (const chunk of stdin) {
		text += String(chunk);
		if (text.length > MOST_TOKEN_CHARS) throw require_action_post_help_run_steps.badInput("The text on stdin is too long for a token.");
	}
	if (text.trim() !== "") return text.trim();
	throw require_action_post_help_run_steps.badInput("stdin is empty. Give it the job's token: \u2026 | laforge db token --oidc-issuer URL");
}
function parseHours(text) {
	const hours = Number(text);
	if (Number.isFinite(hours) && hours > 0 && hours <= MOST_HOURS) return hours;
	throw require_action_post_help_run_steps.badInput(`--hours is "${text}". Give a number of hours up to ${MOST_HOURS}.`);
}
const OWNER = "of the role that owns the tables, or is to make them";
function readUrl({ env }, whose) {
	const found = require_action_run_steps.readDatabase(env);
	if (found !== null) return found.url;
	throw new require_action_post_help_run_steps.InputError("bad-environment", `${require_action_run_steps.DATABASE_VARIABLE} is not set. Set it to the connection string ${whose}.`);
}
async function withDatabase(context, whose, use) {
	const connection = require_migrations.parseConnection(readUrl(context, whose), require_action_run_steps.DATABASE_VARIABLE);
	const database = require_migrations.openDatabase(connection);
	try {
		await use(database);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.StoreError) || !isNotAllowed(error.cause)) throw error;
		throw new require_action_post_help_run_steps.InputError("bad-environment", `${require_action_run_steps.DATABASE_VARIABLE} is a login of ${connection.user}, who may not do this (${error.cause.message}). Set it to the connection string ${whose}.`, { cause: error });
	} finally {
		await database.rest();
	}
}
function isNotAllowed(cause) {
	return cause instanceof Error && "code" in cause && cause.code === "42501";
}
const MIGRATE = `
Makes the tables, policies and roles of the store postgres, or brings them to this version. The login needs the right to
make a schema and roles. It is the only thing that changes the schema: no step does.

Example:
  $ LAFORGE_DATABASE_URL=postgres://owner:\u2026@db.example.com/laforge?sslmode=verify-full laforge db migrate`;
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
exports.defineCheck = defineCheck;
exports.defineMigrate = defineMigrate;
exports.defineToken = defineToken;
exports.withDatabase = withDatabase;
});
