(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
let node_net = require("node:net");
let node_crypto = __late(() => require("node:crypto"));
let node_timers_promises = __late(() => require("node:timers/promises"));
let node_fs = require("node:fs");
// src/stores/postgres/database.ts
const DATABASE_LIMITS = {
	connectMs: 5e3,
	statementMs: 3e4
};
const TRIES$1 = [[/^(?:40001|40P01|53300|57P03)$/, 14], [/^(?:57P0[12]|08...|ECONNRESET|EPIPE|CLOSED)$/, 3]];
const LONGEST_WAIT_MS = 1500;
const IDLE_MS = 2e3;
const GOODBYE_MS = 1e3;
function openDatabase(connection, limits = DATABASE_LIMITS) {
	let client = null;
	const sockets = new WeakMap();
	let idle;
	let pending = 0;
	let busy = Promise.resolve();
	const connect = async () => {
		const { default: pg } = await Promise.resolve().then(() => require("./esm.js"));
		const { host, port, user, password, database } = connection;
		const socket = new node_net.Socket();
		const fresh = new pg.Client({
			stream: () => socket,
			host,
			port,
			user,
			database,
			password: () => password,
			ssl: tlsOptions(connection),
			application_name: "laforge",
			connectionTimeoutMillis: limits.connectMs,
			query_timeout: limits.statementMs
		});
		sockets.set(fresh, socket);
		fresh.on("error", () => drop(fresh));
		fresh.on("end", () => drop(fresh));
		await fresh.connect();
		return fresh;
	};
	const drop = (old) => {
		if (client === old) client = null;
	};
	const current = async () => {
		if (client !== null) return client;
		client = await connect();
		return client;
	};
	const end = async () => {
		clearTimeout(idle);
		const old = client;
		client = null;
		if (old === null) return;
		await require_action_run_steps.settleWithin(old.end().catch(() => {}), GOODBYE_MS, () => {});
		sockets.get(old)?.destroy();
	};
	const withClient = async (work) => {
		clearTimeout(idle);
		pending += 1;
		const turn = busy.then(() => runAlone(work));
		busy = turn.catch(() => {});
		try {
			return await turn;
		} finally {
			pending -= 1;
			if (pending === 0) idle = setTimeout(() => void end(), IDLE_MS);
		}
	};
	const runAlone = async (work) => {
		try {
			return await work(await current());
		} catch (error) {
			const { code } = readError(error);
			if (code === null || !/^[0-9A-Z]{5}$/.test(code) || code.startsWith("08") || code.startsWith("57P")) await end();
			throw error;
		}
	};
	const tryAgain = async (work) => {
		for (let tries = 1;; tries++) try {
			return await withClient(work);
		} catch (error) {
			const code = readError(error).code ?? "";
			const most = TRIES$1.find(([pattern]) => pattern.test(code))?.[1] ?? 1;
			if (tries >= most) throw explain(error, connection);
			await (0, node_timers_promises.setTimeout)(Math.random() * Math.min(LONGEST_WAIT_MS, 50 * 2 ** tries));
		}
	};
	const ask = async (it, sql, values = []) => (await it.query(sql, [...values])).rows ?? [];
	return {
		query: (sql, values) => tryAgain((it) => ask(it, sql, values)),
		rest: end
	};
}
function readError(error) {
	if (!(error instanceof Error)) return {
		code: null,
		message: String(error)
	};
	const first = error instanceof AggregateError ? error.errors[0] : error;
	const code = first instanceof Error && "code" in first ? first.code : void 0;
	const message = first instanceof Error ? first.message : error.message;
	if (typeof code === "string") return {
		code,
		message
	};
	return {
		code: /terminated|connection.*closed|not queryable/i.test(message) ? "CLOSED" : null,
		message
	};
}
function explain(error, connection) {
	const { code, message } = readError(error);
	const { host, port, database, user, password } = connection;
	const where = `The database ${database} at ${host}:${port}`;
	const said = (password === "" ? message : message.replaceAll(password, "***")).replace(/[.\s]*$/, "").slice(0, 300);
	const options = { cause: Object.assign(new Error(said), { code }) };
	const fail = (kind, says) => new require_action_post_help_run_steps.StoreError(kind, `${where} ${says}`, options);
	switch (code) {
		case "42P01":
		case "3F000": return fail("unreadable", "has no tables of LaForge. Run laforge db migrate once.");
		case "42501": return fail("unwritable", `does not let ${user} do this (${said}). laforge db token makes a role that may.`);
		case "28P01":
		case "28000": return fail("unavailable", `does not let ${user} in: ${said}. Its password is another one, or the login has ended, which the server does not tell apart: laforge db token makes a new one.`);
		default: return fail("unavailable", `did not answer: ${said}.`);
	}
}
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/i;
const IGNORED = [
	"application_name",
	"channel_binding",
	"connect_timeout",
	"pgbouncer",
	"target_session_attrs",
	"sslnegotiation"
];
function parseConnection(text, what) {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol) || url.hostname === "") throw wrong(what, "is no connection string. Write postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full");
	const host = decode(url.hostname, what).replace(/^\[(.*)\]$/, "$1");
	const [user, database] = [decode(url.username, what), decode(url.pathname.slice(1), what)];
	if (user === "") throw wrong(what, "names no user. Write postgres://USER:PASSWORD@HOST/DATABASE");
	if (database === "") throw wrong(what, `names no database at ${host}. Write it behind the host: ${host}/DATABASE`);
	for (const name of url.searchParams.keys()) if (![
		"sslmode",
		"sslrootcert",
		...IGNORED
	].includes(name)) throw wrong(what, `has the parameter ${require_action_post_help_run_steps.quote(name)}, which does not work here. Take it out`);
	const mode = url.searchParams.get("sslmode");
	const rootCertificate = url.searchParams.get("sslrootcert");
	const isLocal = LOOPBACK.test(host);
	if (mode !== "verify-full" && !isLocal) throw wrong(what, `${mode === null ? "has no sslmode" : `has sslmode=${require_action_post_help_run_steps.quote(mode)}`}, so anybody on the way to ${host} could read along. Write sslmode=verify-full`);
	return {
		host,
		port: url.port === "" ? 5432 : Number(url.port),
		user,
		password: decode(url.password, what),
		database,
		tls: mode === "verify-full" ? { ca: readCertificates(rootCertificate, what) } : null
	};
}
function tlsOptions({ host, tls }) {
	if (tls === null) return false;
	return {
		rejectUnauthorized: true,
		...tls.ca !== null && { ca: tls.ca },
		...(0, node_net.isIP)(host) !== 0 && { host }
	};
}
function readCertificates(file, what) {
	if (file === null || file === "system") return null;
	try {
		return (0, node_fs.readFileSync)(file, "utf8");
	} catch (cause) {
		const message = `${what} has sslrootcert=${require_action_post_help_run_steps.quote(file)}, which cannot be read. Name a file of PEM certificates.`;
		throw require_action_post_help_run_steps.badInput(message, { cause });
	}
}
function decode(text, what) {
	try {
		return decodeURIComponent(text);
	} catch {
		throw wrong(what, "has a % that begins no code of two digits. Write % itself as %25");
	}
}
function wrong(what, why) {
	return require_action_post_help_run_steps.badInput(`${what} ${why}.`);
}
// src/stores/postgres/rows.ts
const FIGURES = {
	part: "bigint",
	month: "bigint",
	started_at: "timestamptz",
	agent: "text",
	model: "text",
	team: "text",
	status: "text",
	steps: "bigint",
	succeeded: "bigint",
	without_cost: "bigint",
	without_tokens: "bigint",
	duration_ms: "bigint",
	cost_nano_usd: "bigint",
	tokens: "bigint"
};
const SUMMED = [
	"steps",
	"succeeded",
	"without_cost",
	"without_tokens",
	"duration_ms",
	"cost_nano_usd",
	"tokens"
];
const FIGURE_COLUMNS = Object.entries(FIGURES);
function stepRow(record, number, claimedAt, before) {
	return {
		kind: "step",
		uid: record.draft.uid,
		version: versionOf(record, before),
		number,
		claims: claimedAt !== null,
		branch: branchOf(record),
		figures: figuresSince(record, before),
		body: toBody(record, claimedAt)
	};
}
function toBody(record, claimedAt) {
	return JSON.stringify({
		record,
		...claimedAt === null ? {} : { claimed_at: claimedAt }
	});
}
const PLAIN_ROW = {
	version: 0,
	number: null,
	claims: false,
	branch: null,
	figures: []
};
function branchOf(record) {
	return columnText(require_action_run_steps.foldOutcome(record).draft.branch);
}
function versionOf(record, before) {
	const rank = require_action_run_steps.outcomeRank(record);
	if (before === null || require_action_run_steps.outcomeRank(before) < rank) return rank;
	return rank + 4 * Number.parseInt(digest(JSON.stringify(record)).slice(0, 12), 16);
}
function rollbackRow(draft, number, claimedAt) {
	return {
		...PLAIN_ROW,
		kind: "rollback",
		uid: draft.uid,
		number,
		claims: claimedAt !== null,
		branch: columnText(draft.branch),
		body: toBody(draft, claimedAt)
	};
}
function claimRow(kind, { uid, number, claimedAt }) {
	const version = Number.parseInt(digest(`${number} ${claimedAt}`).slice(0, 12), 16);
	const body = JSON.stringify({ claimed_at: claimedAt });
	return {
		...PLAIN_ROW,
		kind,
		uid,
		version,
		number,
		body
	};
}
function asideRow(setAside) {
	return {
		...PLAIN_ROW,
		kind: "aside",
		uid: digest(setAside.text),
		body: JSON.stringify(setAside)
	};
}
function rowsToRecords(rows) {
	return require_action_run_steps.concatRecords(rows.map(rowToRecords));
}
function strongestSteps(rows) {
	return require_action_run_steps.mergeRecords(require_action_run_steps.NO_RECORDS, rowsToRecords(rows)).steps;
}
function rowToRecords(row) {
	const { kind, uid, number, claim, body } = row;
	const text = typeof body === "string" ? body : "";
	const odd = (reason) => ({
		...require_action_run_steps.NO_RECORDS,
		setAside: [{
			text,
			reason: `row ${row.n}: ${reason}`
		}]
	});
	const json = require_action_help_run_steps.parseObject(text);
	if (json === void 0) return odd("is no JSON object");
	const claims = number === null ? [] : [{
		uid,
		number: Number(number),
		claimedAt: json.claimed_at
	}];
	const own = claim === null ? [] : claims;
	const read = (lists) => require_action_run_steps.parseLedgerRecords({
		...require_action_run_steps.NO_RECORDS,
		...lists
	}, `Row ${row.n}`);
	const records = (() => {
		switch (kind) {
			case "step": return read({
				steps: [json.record],
				stepClaims: own
			});
			case "rollback": return read({
				rollbacks: [json.record],
				rollbackClaims: own
			});
			case "step-claim": return read({ stepClaims: claims });
			case "rollback-claim": return read({ rollbackClaims: claims });
			case "aside": return {
				...require_action_run_steps.NO_RECORDS,
				setAside: [{
					text: String(json.text),
					reason: String(json.reason)
				}]
			};
			default: return odd(`has the kind ${JSON.stringify(kind)}`);
		}
	})();
	return [...records.steps.map(({ draft }) => draft.uid), ...records.rollbacks.map((it) => it.uid)].some((it) => it !== uid) ? odd("holds the record of another uid than it says") : records;
}
function figuresSince(record, before) {
	const [now, then] = [figuresOf(record), before === null ? null : figuresOf(before)];
	if (now === null || then === null) return now === null ? [] : [now];
	const taken = FIGURE_COLUMNS.map(([column]) => {
		const value = then[column];
		return [column, typeof value === "bigint" && column !== "month" ? -value : value];
	});
	return [now, {
		...Object.fromEntries(taken),
		part: 1n
	}];
}
const MOST_USD = 1e9;
function toNanoUsd(amount) {
	return BigInt(Math.round(Math.min(amount, MOST_USD) * 1e9));
}
function figuresOf(record) {
	const { draft, outcome } = require_action_run_steps.foldOutcome(record);
	if (outcome === null) return null;
	const usage = outcome.tokenUsage;
	const hasSpent = !require_action_run_steps.UNSPENT_STATUSES.includes(outcome.status);
	const isStep = hasSpent && draft.replays === null;
	const step = {
		...draft,
		...outcome
	};
	return {
		part: 0n,
		month: BigInt(draft.startTime.slice(0, 7).replace("-", "")),
		started_at: draft.startTime,
		agent: columnText(require_action_run_steps.agentOf(step)) ?? "",
		model: columnText(require_action_run_steps.modelsOf(step)) ?? "",
		team: columnText(require_action_run_steps.labelsOf(draft)?.team ?? null) ?? "",
		status: outcome.status,
		steps: BigInt(isStep),
		succeeded: BigInt(isStep && outcome.status === "succeeded"),
		without_cost: BigInt(hasSpent && usage?.cost == null),
		without_tokens: BigInt(hasSpent && usage?.total_tokens == null),
		duration_ms: BigInt(Math.round(outcome.durationMs ?? 0)),
		cost_nano_usd: toNanoUsd(usage?.cost ?? 0),
		tokens: BigInt(Math.round(usage?.total_tokens ?? 0))
	};
}
function columnText(text) {
	return text === null ? null : text.replaceAll("\0", "").toWellFormed().slice(0, 1e3);
}
function digest(text) {
	return (0, node_crypto.hash)("sha256", text).slice(0, 32);
}
// src/stores/postgres/migrations.ts
const OWNER = "substring(repository from '^[^/]+/[^/]+')";
const IS_OWN = "repository in (select g.repository from laforge.grants g where g.role_name = current_user)";
function ownRows(table, check = "", isOwn = IS_OWN) {
	return [
		`create policy read_own on laforge.${table} for select to laforge_writer, laforge_reader using (${isOwn})`,
		`create policy add_own on laforge.${table} for insert to laforge_writer with check (${isOwn}${check})`,
		`create policy read_all on laforge.${table} for select to laforge_auditor using (true)`
	];
}
function beginSums(table, condition) {
	return `insert into laforge.sums (repository, project, after, upto, part, month, started_at, agent, model, team, ${SUMMED.join(", ")})
      select distinct a.repository, a.project, -1, 0, 0, 0, timestamptz '1970-01-01T00:00:00Z', '', '', '', ${SUMMED.map(() => "0").join(", ")}
      from ${table} a where ${condition} on conflict do nothing`;
}
function addSums(condition) {
	const day = "date_trunc('day', f.started_at at time zone 'UTC') at time zone 'UTC'";
	return `insert into laforge.sums (repository, project, after, upto, part, month, started_at, agent, model, team, ${SUMMED.join(", ")})
      select f.repository, f.project, l.upto, l.next, row_number() over (partition by f.repository, f.project),
        f.month, ${day}, f.agent, f.model, f.team, ${SUMMED.map((column) => `sum(f.${column})`).join(", ")}
      from (select s.repository, s.project, max(s.upto) as upto, (select max(n.n) from laforge.figures n
          where n.repository = s.repository and n.project = s.project) as next
          from laforge.sums s where ${condition} group by s.repository, s.project) l
        join laforge.figures f on f.repository = l.repository and f.project = l.project and f.n > l.upto and f.n <= l.next
      group by f.repository, f.project, l.upto, l.next, f.month, ${day}, f.agent, f.model, f.team`;
}
function figuresAfter(sums) {
	return `select t.* from laforge.figures t where t.repository = ${sums}.repository and t.project = ${sums}.project
          and t.n > ${sums}.upto and ${Number.MAX_SAFE_INTEGER} > t.n offset 0`;
}
const TABLES_OWNER = "(select c.relowner from pg_catalog.pg_class c where c.oid = 'laforge.grants'::pg_catalog.regclass)";
const SEES_ORG = `pg_has_role(session_user, 'laforge_auditor', 'member') or pg_has_role(session_user, ${TABLES_OWNER}, 'member')
          or exists (select 1 from laforge.grants g where g.role_name = session_user
            and substring(g.repository, '^[^/]+/[^/]+') = org)`;
function ofCatalog(sql) {
	return sql.replace(/ (=|<>|>=?) /g, " operator(pg_catalog.$1) ").replace(/\b(?:sum|count|max|array_agg|now|pg_has_role|substring)(?=\()/g, "pg_catalog.$&");
}
function spentFunction(figures) {
	return `function laforge.spent(org text, of_team text, since timestamptz, but text)
      returns table (steps numeric, cost numeric, tokens numeric, without_cost numeric, without_tokens numeric,
        running bigint, reserved_cost numeric, reserved_tokens numeric, open_cost bigint, open_tokens bigint)
      language sql stable security definer as $$${ofCatalog(`
        select used.*, reserved.* from (
            select coalesce(sum(f.steps), 0), coalesce(sum(f.cost_nano_usd), 0), coalesce(sum(f.tokens), 0),
              coalesce(sum(f.without_cost), 0), coalesce(sum(f.without_tokens), 0)
            from ${figures}) used,
          (select count(*), coalesce(sum(r.cost_nano_usd), 0), coalesce(sum(r.tokens), 0),
              count(*) filter (where r.cost_nano_usd is null), count(*) filter (where r.tokens is null)
            from laforge.reservations r where r.owner = org and (of_team is null or r.team = of_team)
              and (since is null or r.started_at >= since) and r.ends_at > now() and r.uid <> but
              and not exists (select 1 from laforge.records e where e.repository = r.repository
                and e.project = r.project and e.kind = 'step' and e.uid = r.uid and e.version > 0)) reserved
        where ${SEES_ORG}`)}
      $$`;
}
const MIGRATIONS = [
	[
		`create table laforge.grants (
      role_name text not null,
      repository text not null,
      created_at timestamptz not null default now(),
      primary key (role_name, repository)
    )`,
		`create table laforge.records (
      repository text not null,
      project text not null,
      n bigint not null check (n > 0),
      kind text not null,
      uid text not null,
      version bigint not null,
      number bigint check (number between 1 and 1000000000),
      claim bigint check (claim = number),
      branch text,
      body text not null check (length(body) < 4000000),
      written_at timestamptz not null default now(),
      written_by text not null default current_user,
      primary key (repository, project, n)
    )`,
		"create unique index records_claims on laforge.records (repository, project, kind, claim)",
		"create unique index records_uids on laforge.records (repository, project, kind, uid, version)",
		"create index records_branches on laforge.records (repository, project, branch, number)",
		`create table laforge.figures (
      repository text not null,
      project text not null,
      n bigint not null,
      part bigint not null,
      month bigint not null,
      started_at timestamptz not null,
      agent text not null,
      model text not null,
      status text not null,
      steps bigint not null,
      succeeded bigint not null,
      without_cost bigint not null,
      without_tokens bigint not null,
      duration_ms bigint not null,
      cost_nano_usd bigint not null,
      tokens bigint not null,
      primary key (repository, project, n, part)
    )`,
		"create index figures_months on laforge.figures (month, repository)",
		"alter table laforge.grants enable row level security",
		"alter table laforge.records enable row level security",
		"alter table laforge.figures enable row level security",
		`create policy own_grants on laforge.grants for select to laforge_writer, laforge_reader
      using (role_name = current_user)`,
		...ownRows("records", " and written_by = current_user and written_at = now()"),
		...ownRows("figures"),
		"grant usage on schema laforge to laforge_writer, laforge_reader, laforge_auditor",
		"grant select on laforge.migrations, laforge.grants, laforge.records, laforge.figures to laforge_writer, laforge_reader, laforge_auditor",
		"grant insert on laforge.records, laforge.figures to laforge_writer"
	],
	[
		"alter table laforge.figures add column team text not null default ''",
		`alter table laforge.figures add column owner text generated always as (${OWNER}) stored`,
		"create index figures_owners on laforge.figures (owner, started_at)",
		`create table laforge.reservations (
      repository text not null,
      project text not null,
      uid text not null,
      owner text generated always as (${OWNER}) stored,
      team text not null,
      started_at timestamptz not null,
      ends_at timestamptz not null,
      cost_nano_usd bigint check (cost_nano_usd >= 0),
      tokens bigint check (tokens >= 0),
      budgets jsonb not null check (length(budgets::text) < 20000),
      primary key (repository, project, uid)
    )`,
		"create index reservations_owners on laforge.reservations (owner, started_at)",
		"alter table laforge.reservations enable row level security",
		...ownRows("reservations"),
		"grant select on laforge.reservations to laforge_writer, laforge_reader, laforge_auditor",
		"grant insert on laforge.reservations to laforge_writer",
		`create ${spentFunction(`laforge.figures f where f.owner = org and (of_team is null or f.team = of_team)
              and (since is null or f.started_at >= since)`)}`,
		"revoke execute on function laforge.spent(text, text, timestamptz, text) from public",
		`grant execute on function laforge.spent(text, text, timestamptz, text)
      to laforge_writer, laforge_reader, laforge_auditor`
	],
	[
		"alter table laforge.reservations add column place bigint",
		"create unique index reservations_places on laforge.reservations (owner, place)",
		`create function laforge.last_place(org text) returns bigint
      language sql stable security definer as $$${ofCatalog(`
        select coalesce(max(r.place), 0) from laforge.reservations r where r.owner = org and (${SEES_ORG})`)}
      $$`,
		"revoke execute on function laforge.last_place(text) from public",
		"grant execute on function laforge.last_place(text) to laforge_writer, laforge_reader, laforge_auditor",
		"drop policy add_own on laforge.reservations",
		...ownRows("reservations", " and place = laforge.last_place(owner) + 1").slice(1, 2)
	],
	[
		`create table laforge.sums (
      repository text not null,
      project text not null,
      owner text generated always as (${OWNER}) stored,
      after bigint not null,
      upto bigint not null,
      part bigint not null,
      month bigint not null,
      started_at timestamptz not null,
      agent text not null,
      model text not null,
      team text not null,
      ${SUMMED.map((column) => `${column} numeric not null`).join(", ")},
      primary key (repository, project, after, part)
    )`,
		"create index sums_owners on laforge.sums (owner, team)",
		"create index sums_heads on laforge.sums (owner) where after = -1",
		"alter table laforge.sums enable row level security",
		...ownRows("sums"),
		"grant select on laforge.sums to laforge_writer, laforge_reader, laforge_auditor",
		"grant insert on laforge.sums to laforge_writer",
		...[beginSums("laforge.figures", "true"), addSums("true")],
		`create or replace ${spentFunction(`(
            select f.steps, f.cost_nano_usd, f.tokens, f.without_cost, f.without_tokens from laforge.figures f
            where since is not null and f.owner = org and (of_team is null or f.team = of_team) and f.started_at >= since
              and '9999-12-31' > f.started_at
          union all
            select s.steps, s.cost_nano_usd, s.tokens, s.without_cost, s.without_tokens from laforge.sums s
            where since is null and s.owner = org and (of_team is null or s.team = of_team)
          union all
            select f.steps, f.cost_nano_usd, f.tokens, f.without_cost, f.without_tokens
            from (select h.repository, h.project, (select l.upto from laforge.sums l where l.repository = h.repository
                and l.project = h.project order by l.after desc limit 1) as upto
                from laforge.sums h where since is null and h.owner = org and h.after = -1) l,
              lateral (${figuresAfter("l")}) f
            where of_team is null or f.team = of_team) f`)}`
	],
	[`create function laforge.own_repositories() returns text[] language sql stable as $$${ofCatalog("select array_agg(g.repository) from laforge.grants g where g.role_name = current_user")}$$`, ...[
		["records", " and written_by = current_user and written_at = now()"],
		["figures", ""],
		["reservations", " and place = laforge.last_place(owner) + 1"],
		["sums", ""]
	].flatMap(([table = "", check]) => [
		`drop policy read_own on laforge.${table}`,
		`drop policy add_own on laforge.${table}`,
		...ownRows(table, check, "repository = any (laforge.own_repositories())").slice(0, 2)
	])]
];
const GROUPS = [
	"laforge_writer",
	"laforge_reader",
	"laforge_auditor"
];
const TABLES = [
	"migrations",
	"grants",
	"records",
	"figures",
	"reservations",
	"sums"
];
async function readVersion(database) {
	const [there] = await database.query("select to_regclass('laforge.migrations') is not null as yes");
	if (there?.yes !== true) return 0;
	const [row] = await database.query("select max(version) as version from laforge.migrations");
	return Number(row?.version ?? 0);
}
async function migrate(database) {
	for (let tries = 1; tries < TRIES; tries++) try {
		return await migrateFromHere(database);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.StoreError) || error.code === "newer-ledger") throw error;
	}
	return await migrateFromHere(database);
}
const TRIES = MIGRATIONS.length + 4;
async function migrateFromHere(database) {
	const version = await readVersion(database);
	refuseNewer(version);
	const pending = MIGRATIONS.map((statements, index) => ({
		number: index + 1,
		statements
	})).slice(version);
	if (pending.length === 0) return [];
	for (const group of GROUPS) {
		const [known] = await database.query("select 1 from pg_roles where rolname = $1", [group]);
		if (known === void 0) await database.query(`create role ${group} nologin`);
	}
	await database.query("create schema if not exists laforge");
	await database.query("create table if not exists laforge.migrations (version bigint primary key, applied_at timestamptz not null default now())");
	for (const { number, statements } of pending) {
		const all = [...statements, `insert into laforge.migrations (version) values (${number})`].join(";\n");
		await database.query(all);
	}
	return pending.map(({ number }) => number);
}
async function findFaults(database) {
	const version = await readVersion(database);
	refuseNewer(version);
	if (version === 0) return ["There are no tables of LaForge. Run laforge db migrate."];
	const faults = [];
	if (version < MIGRATIONS.length) faults.push(`The schema is version ${version}, and this is for ${MIGRATIONS.length}. Run laforge db migrate.`);
	const statements = MIGRATIONS.slice(0, version).flat();
	const made = new Set(statements.flatMap((statement) => nameOf(statement) ?? []));
	const there = new Set((await database.query(OBJECTS)).map(({ name }) => String(name)));
	for (const name of [...made].filter((it) => !there.has(it))) {
		const call = name.startsWith("function ") ? `${name.slice(9)}(` : null;
		const mend = statements.filter((it) => nameOf(it) === name || call !== null && it.includes(call));
		faults.push(`The ${name} is missing. Run: ${(call === null ? mend.slice(-1) : mend).join("; ")}`);
	}
	for (const name of there) if (name.startsWith("policy ") && !made.has(name)) faults.push(`The ${name} is not LaForge's, and may show rows to others. Run: drop ${name}`);
	const tables = await database.query(`select c.relname as name, c.relrowsecurity as secured from pg_class c
      join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'laforge' and c.relkind in ('r', 'p')`);
	const secured = new Map(tables.map(({ name, secured }) => [name, secured]));
	for (const table of TABLES) if (!secured.has(table)) faults.push(`The table laforge.${table} is missing. Restore it from a backup.`);
	else if (table !== "migrations" && secured.get(table) !== true) faults.push(`The table laforge.${table} has no row-level security, so writers see each other. Run: alter table laforge.${table} enable row level security`);
	for (const table of [
		"records",
		"figures",
		"reservations",
		"sums"
	]) for (const right of [
		"update",
		"delete",
		"truncate"
	]) {
		const [row] = await database.query(`select case when has_table_privilege('public', to_regclass($2), $3) then 'public'
          else string_agg(rolname, ', ' order by rolname) end as roles from pg_roles
          where rolname = any($1) and has_table_privilege(rolname, to_regclass($2), $3)`, [
			GROUPS,
			`laforge.${table}`,
			right
		]);
		if (row?.roles == null) continue;
		const who = row.roles === "public" ? "Everybody (public)" : row.roles;
		faults.push(`${who} may ${right} laforge.${table}, whose rows must only grow. Run: revoke ${right} on laforge.${table} from ${row.roles}`);
	}
	const logins = await database.query(`select r.rolname as name from pg_roles r where (r.rolsuper or r.rolbypassrls)
      and exists (select 1 from pg_auth_members m join pg_roles g on g.oid = m.roleid
        where m.member = r.oid and g.rolname = any($1))`, [GROUPS]);
	for (const { name } of logins) faults.push(`${name} passes by row-level security. Give workflows a role of laforge db token.`);
	return faults;
}
const OBJECTS = `select 'index laforge.' || c.relname as name from pg_class c
    join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'laforge' and c.relkind in ('i', 'I')
  union all select 'policy ' || p.polname || ' on laforge.' || c.relname from pg_policy p
    join pg_class c on c.oid = p.polrelid join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'laforge'
  union all select 'function laforge.' || f.proname from pg_proc f
    join pg_namespace s on s.oid = f.pronamespace where s.nspname = 'laforge'`;
function nameOf(statement) {
	const [, index] = /^create (?:unique )?index (\w+)/.exec(statement) ?? [];
	const [, rest] = /^create ((?:policy \w+ on|function) laforge\.\w+)/.exec(statement) ?? [];
	return index === void 0 ? rest ?? null : `index laforge.${index}`;
}
function refuseNewer(version) {
	if (version <= MIGRATIONS.length) return;
	throw new require_action_post_help_run_steps.StoreError("newer-ledger", `The database has version ${version} of the schema, and this version reads ${MIGRATIONS.length}. Use the newer version of LaForge.`);
}
Object.defineProperty(exports, "FIGURE_COLUMNS", {
	enumerable: true,
	get: function() {
		return FIGURE_COLUMNS;
	}
});
Object.defineProperty(exports, "MIGRATIONS", {
	enumerable: true,
	get: function() {
		return MIGRATIONS;
	}
});
Object.defineProperty(exports, "SUMMED", {
	enumerable: true,
	get: function() {
		return SUMMED;
	}
});
Object.defineProperty(exports, "TABLES_OWNER", {
	enumerable: true,
	get: function() {
		return TABLES_OWNER;
	}
});
Object.defineProperty(exports, "addSums", {
	enumerable: true,
	get: function() {
		return addSums;
	}
});
Object.defineProperty(exports, "asideRow", {
	enumerable: true,
	get: function() {
		return asideRow;
	}
});
Object.defineProperty(exports, "beginSums", {
	enumerable: true,
	get: function() {
		return beginSums;
	}
});
Object.defineProperty(exports, "branchOf", {
	enumerable: true,
	get: function() {
		return branchOf;
	}
});
Object.defineProperty(exports, "claimRow", {
	enumerable: true,
	get: function() {
		return claimRow;
	}
});
Object.defineProperty(exports, "columnText", {
	enumerable: true,
	get: function() {
		return columnText;
	}
});
Object.defineProperty(exports, "figuresAfter", {
	enumerable: true,
	get: function() {
		return figuresAfter;
	}
});
Object.defineProperty(exports, "findFaults", {
	enumerable: true,
	get: function() {
		return findFaults;
	}
});
Object.defineProperty(exports, "migrate", {
	enumerable: true,
	get: function() {
		return migrate;
	}
});
Object.defineProperty(exports, "openDatabase", {
	enumerable: true,
	get: function() {
		return openDatabase;
	}
});
Object.defineProperty(exports, "parseConnection", {
	enumerable: true,
	get: function() {
		return parseConnection;
	}
});
Object.defineProperty(exports, "readVersion", {
	enumerable: true,
	get: function() {
		return readVersion;
	}
});
Object.defineProperty(exports, "rollbackRow", {
	enumerable: true,
	get: function() {
		return rollbackRow;
	}
});
Object.defineProperty(exports, "rowsToRecords", {
	enumerable: true,
	get: function() {
		return rowsToRecords;
	}
});
Object.defineProperty(exports, "stepRow", {
	enumerable: true,
	get: function() {
		return stepRow;
	}
});
Object.defineProperty(exports, "strongestSteps", {
	enumerable: true,
	get: function() {
		return strongestSteps;
	}
});
Object.defineProperty(exports, "toNanoUsd", {
	enumerable: true,
	get: function() {
		return toNanoUsd;
	}
});
});
