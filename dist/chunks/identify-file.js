const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_errors = require("./errors.js");
let node_path = require("node:path");
let node_crypto = require("node:crypto");
const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
const require_usage_report = require("./usage-report.js");
const require_records = require("./records.js");
// src/ledger/row-digest.ts
const FUNCTION = "row_digest";
const STEP_FUNCTION = "step_digest";
const DIGEST_BYTES = 16;
const STEP_RECORD_COLUMNS = stepColumnsOf(Number.POSITIVE_INFINITY);
const ROLLBACK_RECORD_COLUMNS = require_rollback.ROLLBACK_FIELD_LIST.flatMap(({ columns }) => columns);
function stepDigest(field, id, claimedAt, parentUid, fields = STEP_RECORD_COLUMNS) {
	return `${STEP_FUNCTION}(${[
		id,
		claimedAt,
		parentUid,
		...fields.map(field)
	].join(", ")})`;
}
function digestOfStep$1(version) {
	return stepDigest((column) => `s.${column}`, "s.id", "s.claimed_at", "coalesce(p.uid, s.missing_parent_uid)", stepColumnsOf(version));
}
function digestOfRollback(schema = "main") {
	const columns = ROLLBACK_RECORD_COLUMNS.map((column) => `r.${column}`).join(", ");
	return `${FUNCTION}(r.number, r.claimed_at, ${columns},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM ${schema}.rollback_steps WHERE rollback = r.number))`;
}
const DIGEST_OF_ROLLBACK = digestOfRollback();
function digestRows(table, where = "", version = Number.POSITIVE_INFINITY) {
	return table === "steps" ? `UPDATE steps AS t SET digest = (SELECT ${digestOfStep$1(version)} FROM steps s LEFT JOIN steps p ON p.id = s.parent_step_id WHERE s.id = t.id) ${where}` : `UPDATE rollbacks AS t SET digest = (SELECT ${DIGEST_OF_ROLLBACK} FROM rollbacks r WHERE r.number = t.number) ${where}`;
}
const SQL_FUNCTIONS = {
	[FUNCTION]: digestOf,
	[STEP_FUNCTION]: digestOfValues
};
function stepColumnsOf(version) {
	return require_step.STEP_FIELD_LIST.filter(({ since = 0 }) => since <= version).map(({ column }) => column);
}
function digestOfValues(values) {
	return digestOf(withoutNullsAtEnd(values));
}
function createStepDigester() {
	let before = [];
	let texts = [];
	return (all) => {
		const values = withoutNullsAtEnd(all);
		texts = values.map((value, index) => before[index] === value && index < texts.length ? texts[index] ?? "" : isBlob(value) ? toText(value) : JSON.stringify(value));
		before = values;
		return digestOfText(`[${texts.join(",")}]`);
	};
}
function withoutNullsAtEnd(values) {
	return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}
function digestOf(values) {
	return digestOfText(values.some(isBlob) ? toText(values) : JSON.stringify(values));
}
function digestOfText(json) {
	return (0, node_crypto.hash)("sha256", json, "buffer").subarray(0, DIGEST_BYTES);
}
function isBlob(value) {
	return value instanceof Uint8Array;
}
function toText(value) {
	return JSON.stringify(value, (_key, one) => isBlob(one) ? {
		blob_bytes: one.length,
		sha256: (0, node_crypto.hash)("sha256", one)
	} : one);
}
// src/ledger/database.ts
const BUSY_TIMEOUT_MS = 5e3;
const CACHE = -16e3;
const { DatabaseSync: Sqlite } = loadWithoutWarning();
function openDatabase(path, options = {}) {
	return new Database(path, options);
}
var Database = class {
	#sqlite;
	#isInTransaction = false;
	#isOpen = true;
	constructor(path, { readonly = false, busyTimeoutMs = BUSY_TIMEOUT_MS }) {
		this.#sqlite = new Sqlite(toFilePath(path), { readOnly: readonly });
		const options = {
			varargs: true,
			deterministic: true,
			useBigIntArguments: true
		};
		for (const [name, run] of Object.entries(SQL_FUNCTIONS)) this.#sqlite.function(name, options, (...values) => run(values.map(toNumber)));
		try {
			this.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}; PRAGMA trusted_schema = OFF; PRAGMA cache_size = ${CACHE}`);
		} catch (error) {
			this.close();
			throw error;
		}
	}
	exec(sql) {
		this.#sqlite.exec(sql);
	}
	prepare(sql) {
		return new Statement(this.#sqlite.prepare(sql), sql);
	}
	attach(path, name) {
		this.prepare(`ATTACH ? AS ${name}`).run(toFilePath(path));
	}
	read(run) {
		return this.#transact("BEGIN", run);
	}
	write(run) {
		return this.#transact("BEGIN IMMEDIATE", run);
	}
	close() {
		if (this.#isOpen) this.#sqlite.close();
		this.#isOpen = false;
	}
	#transact(begin, run) {
		if (this.#isInTransaction) return run();
		this.exec(begin);
		this.#isInTransaction = true;
		try {
			const result = run();
			this.exec("COMMIT");
			return result;
		} catch (error) {
			this.#rollBack();
			throw error;
		} finally {
			this.#isInTransaction = false;
		}
	}
	#rollBack() {
		try {
			this.exec("ROLLBACK");
		} catch {}
	}
};
var Statement = class {
	#statement;
	#names;
	#columns;
	#hasLists;
	#shape = (row) => row;
	constructor(statement, sql) {
		statement.setReadBigInts(true);
		this.#hasLists = typeof statement.columns === "function" && typeof statement.setReturnArrays === "function";
		if (this.#hasLists) statement.setReturnArrays(true);
		this.#statement = statement;
		this.#names = [...new Set(sql.match(/(?<=@)\w+/g))];
	}
	pluck() {
		this.#shape = (row, [only = ""]) => row[only];
		return this;
	}
	raw() {
		this.#shape = (row, columns) => columns.map((name) => row[name]);
		return this;
	}
	run(...parameters) {
		return Number(this.#statement.run(...this.#bind(parameters)).changes);
	}
	get(...parameters) {
		const row = this.#statement.get(...this.#bind(parameters));
		return row && this.#read(row);
	}
	all(...parameters) {
		return this.#statement.all(...this.#bind(parameters)).map((row) => this.#read(row));
	}
	*iterate(...parameters) {
		for (const row of this.#statement.iterate(...this.#bind(parameters))) yield this.#read(row);
	}
	#read(found) {
		this.#columns ??= this.#hasLists ? this.#statement.columns().map(({ name }) => name) : Object.keys(found);
		const row = {};
		if (Array.isArray(found)) for (const [index, name] of this.#columns.entries()) row[name] = toNumber(found[index]);
		else for (const name of this.#columns) row[name] = toNumber(Reflect.get(found, name));
		return this.#shape(row, this.#columns);
	}
	#bind(parameters) {
		const [named] = parameters;
		if (typeof named !== "object" || named === null || ArrayBuffer.isView(named)) return [{}, ...parameters.map(toInput)];
		return [Object.fromEntries(this.#names.map((name) => [name, toInput(Reflect.get(named, name))]))];
	}
};
function toInput(value) {
	if (typeof value === "string") return value.includes("\0") ? value.replaceAll("\0", "�") : value;
	if (value === null || typeof value === "number" || value instanceof Uint8Array) return value;
	throw new TypeError(`SQLite has no value for ${String(value)}.`);
}
function toNumber(value) {
	return typeof value === "bigint" ? Number(value) : value;
}
function toFilePath(path) {
	return path === ":memory:" ? path : (0, node_path.resolve)(path);
}
function loadWithoutWarning() {
	const { emitWarning } = process;
	process.emitWarning = () => {};
	try {
		return process.getBuiltinModule("node:sqlite");
	} finally {
		process.emitWarning = emitWarning;
	}
}
// src/ledger/step-rows.ts
const STEP_COLUMNS = `s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  ${require_step.STEP_FIELD_LIST.map(({ column }) => `s.${column}`).join(", ")}, s.active, s.parent_step_id, s.digest`;
const DIGESTED = [
	"id",
	"claimed_at",
	"parent_uid",
	...require_step.STEP_FIELD_LIST.map(({ column }) => column)
];
const STEP_TABLES = "steps s LEFT JOIN steps p ON p.id = s.parent_step_id";
const COLUMNS$1 = require_step.STEP_FIELD_LIST.map(({ key, column, kind }) => ({
	key,
	column,
	kind,
	isJson: column.endsWith("_json")
}));
const storedFields = require_step.object({
	...Object.fromEntries(COLUMNS$1.map(({ key, kind, isJson }) => [key, isJson ? storedDocument(kind) : kind])),
	status: require_step.anyStatus
});
function storedDocument(kind) {
	let lastText;
	let last;
	const read = (stored, reading) => {
		if (stored === lastText && stored !== void 0) return last;
		const found = kind.read(typeof stored === "string" ? require_step.parseJson(stored) ?? stored : stored, reading);
		if (typeof stored === "string" && found !== require_step.WRONG && reading.isClean) {
			lastText = stored;
			last = found;
		}
		return found;
	};
	return {
		...kind,
		read
	};
}
const digestOfStep = createStepDigester();
function isIntact(row) {
	const { digest } = row;
	return digest instanceof Uint8Array && digestOfStep(DIGESTED.map((name) => row[name])).equals(digest);
}
function rowToStep(row) {
	const fields = isIntact(row) ? readFields(row, new require_step.Reading(false)) : void 0;
	return fields && {
		...fields,
		id: row.id,
		active: row.active === 1,
		parentStepId: row.parent_step_id,
		parentUid: row.parent_uid
	};
}
function rowToRecord(row) {
	const fields = isIntact(row) ? readFields(row, new require_step.Reading(false)) : void 0;
	return fields && require_records.fieldsToRecord(fields, row.parent_uid);
}
function readFields(row, reading) {
	const found = {};
	for (const { key, column } of COLUMNS$1) found[key] = row[column] ?? void 0;
	const fields = storedFields.read(found, reading);
	return fields === require_step.WRONG ? void 0 : fields;
}
function recordToColumns(record) {
	const fields = { ...require_records.recordToFields(record) };
	const columns = {};
	for (const { key, column, kind, isJson } of COLUMNS$1) {
		const value = fields[key];
		const found = isJson ? require_step.toStored(kind, value) : kind.read(value, new require_step.Reading(false));
		columns[column] = found === require_step.WRONG ? value : found;
	}
	return columns;
}
// src/ledger/usage-totals.ts
const SUMS = {
	duration_ms: "durationMs",
	input_tokens: "inputTokens",
	cache_read_tokens: "cacheReadTokens",
	cache_write_tokens: "cacheWriteTokens",
	output_tokens: "outputTokens",
	reasoning_tokens: "reasoningTokens",
	total_tokens: "totalTokens",
	cost: "costUsd",
	estimated_cost: "estimatedUsd"
};
const SUM_COLUMNS = Object.keys(SUMS);
const FIGURES = [
	"entries",
	"steps",
	"partial",
	...SUM_COLUMNS.flatMap((name) => [name, `known_${name}`])
];
const KEYS = [
	"dimension",
	"day",
	"branch",
	"name"
];
const CREATE_USAGE_TOTALS = `CREATE TABLE usage_totals (
  ${KEYS.map((name) => `${name} TEXT NOT NULL`).join(",\n  ")},
  ${FIGURES.map((name) => `${name} REAL NOT NULL`).join(",\n  ")},
  PRIMARY KEY (${KEYS.join(", ")})
) STRICT, WITHOUT ROWID`;
var UsageCount = class {
	#entries = new Map();
	add(step) {
		this.#count(step, 1);
	}
	take(step) {
		this.#count(step, -1);
	}
	store(db) {
		if (this.#entries.size === 0) return;
		const columns = [...KEYS, ...FIGURES];
		const upsert = db.prepare(`INSERT INTO usage_totals (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT DO UPDATE SET ${FIGURES.map((name) => `${name} = ${name} + excluded.${name}`).join(", ")}`);
		for (const { keys, figures } of this.#entries.values()) {
			upsert.run(...keys, ...figures);
			if ((figures[0] ?? 0) < 0) dropEmpty(db, keys);
		}
		this.#entries.clear();
	}
	findDifference(db) {
		const rows = db.prepare(`SELECT ${[...KEYS, ...FIGURES].join(", ")} FROM usage_totals`).raw();
		let found = 0;
		for (const row of rows.iterate()) {
			found++;
			if (this.#entries.get(JSON.stringify(row.slice(0, KEYS.length)))?.figures.every((figure, index) => isNearly(figure, Number(row[KEYS.length + index]))) !== true) return `the totals of ${row.slice(0, KEYS.length).join(" ")} are not those of its steps`;
		}
		return found === this.#entries.size ? void 0 : "totals of some steps are missing";
	}
	#count(step, sign) {
		const use = require_usage_report.useOf(step);
		const day = step.startTime.slice(0, 10);
		const to = (dimension, name, usage) => {
			const keys = [
				dimension,
				day,
				JSON.stringify(step.branch),
				JSON.stringify(name)
			];
			const key = JSON.stringify(keys);
			const entry = this.#entries.get(key) ?? {
				keys,
				figures: FIGURES.map(() => 0)
			};
			this.#entries.set(key, entry);
			for (const [index, figure] of toFigures(usage).entries()) entry.figures[index] = (entry.figures[index] ?? 0) + sign * figure;
		};
		to("all", null, use?.usage ?? null);
		if (use === null) return;
		to("agent", use.agent, use.usage);
		for (const { name, usage } of use.models) to("model", name, usage);
	}
};
function dropEmpty(db, keys) {
	const isOfKeys = KEYS.map((name) => `${name} = ?`).join(" AND ");
	db.prepare(`DELETE FROM usage_totals WHERE entries = 0 AND ${isOfKeys}`).run(...keys);
}
function toFigures(usage) {
	if (usage === null) return [1];
	const sums = SUM_COLUMNS.flatMap((name) => [usage[SUMS[name]] ?? 0, usage[SUMS[name]] === null ? 0 : 1]);
	return [
		1,
		usage.steps,
		usage.partial,
		...sums
	];
}
function isNearly(a, b) {
	return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
}
function rebuildUsageTotals(db) {
	db.exec("DELETE FROM usage_totals");
	const count = new UsageCount();
	for (const row of db.prepare("SELECT * FROM steps").iterate()) {
		const step = readFields(row, new require_step.Reading(false));
		if (step !== void 0) count.add(step);
	}
	count.store(db);
}
function toTotalsFilter({ limit: _, ...filter }) {
	const { branch, startedSince, ...others } = filter;
	if (Object.values(others).some((value) => value !== void 0)) return void 0;
	return startedSince === void 0 || startedSince.endsWith("T00:00:00.000Z") ? filter : void 0;
}
function readTotals(db, filter) {
	const [found] = readGroups(db, "all", "'null'", filter);
	return {
		entries: found?.entries ?? 0,
		usage: found?.usage ?? toTotals({})
	};
}
function readUsageReport(db, filter) {
	const groups = (dimension, name) => readGroups(db, dimension, name, filter).flatMap(({ entries: _, ...group }) => group.usage.steps > 0 ? [group] : []);
	return require_usage_report.usageReportOf(readTotals(db, filter).usage, {
		day: groups("all", "json_quote(day)"),
		branch: groups("all", "branch"),
		agent: groups("agent", "name"),
		model: groups("model", "name")
	});
}
function readGroups(db, dimension, name, { branch, startedSince }) {
	const conditions = [
		"dimension = @dimension",
		...branch === void 0 ? [] : ["branch = json_quote(@branch)"],
		...startedSince === void 0 ? [] : ["day >= substr(@startedSince, 1, 10)"]
	];
	return db.prepare(`SELECT ${name} AS name, ${FIGURES.map((figure) => `sum(${figure}) AS ${figure}`).join(", ")}
     FROM usage_totals WHERE ${conditions.join(" AND ")} GROUP BY 1`).all({
		dimension,
		branch,
		startedSince
	}).map((row) => ({
		name: JSON.parse(String(row.name)),
		entries: Number(row.entries),
		usage: toTotals(row)
	}));
}
function toTotals(row) {
	const figure = (name) => Number(row[name] ?? 0);
	const sum = (name) => figure(`known_${name}`) > 0 ? figure(name) : null;
	const steps = figure("steps");
	return {
		steps,
		durationMs: sum("duration_ms"),
		withoutTokens: steps - figure("known_total_tokens"),
		partial: figure("partial"),
		withoutCost: steps - figure("known_cost"),
		inputTokens: sum("input_tokens"),
		cacheReadTokens: sum("cache_read_tokens"),
		cacheWriteTokens: sum("cache_write_tokens"),
		outputTokens: sum("output_tokens"),
		reasoningTokens: sum("reasoning_tokens"),
		totalTokens: sum("total_tokens"),
		costUsd: sum("cost"),
		estimatedUsd: sum("estimated_cost")
	};
}
// src/ledger/schema.ts
const APPLICATION_ID = 0x4c616667;
const BROUGHT = {
	1: [
		`CREATE TABLE steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  active BOOLEAN NOT NULL DEFAULT 1,
  parent_step_id INTEGER REFERENCES steps(id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  commit_sha_before TEXT,
  commit_sha_after TEXT,
  agent_config_json TEXT,
  start_time TIMESTAMP,
  end_time TIMESTAMP,
  duration_ms INTEGER,
  token_usage_json TEXT,
  exit_code INTEGER,
  project_id TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  repository TEXT,
  branch TEXT,
  status TEXT NOT NULL,
  pushed TEXT,
  pin_ref TEXT,
  run_json TEXT,
  changes_json TEXT,
  notes_json TEXT,
  missing_parent_uid TEXT,
  claimed_at TEXT,
  pull_request INTEGER GENERATED ALWAYS AS (json_extract(run_json, '$.pull_request.number')) VIRTUAL
)`,
		"CREATE INDEX steps_of_branch ON steps(branch, repository, active)",
		"CREATE INDEX steps_of_parent ON steps(parent_step_id)",
		"CREATE INDEX steps_of_pull_request ON steps(pull_request) WHERE pull_request IS NOT NULL",
		`CREATE INDEX steps_not_succeeded ON steps(status) WHERE status <> 'succeeded'`,
		"CREATE INDEX steps_without_parent ON steps(missing_parent_uid) WHERE missing_parent_uid IS NOT NULL",
		`CREATE TABLE rollbacks (
  number INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  undoes TEXT,
  project_id TEXT NOT NULL,
  repository TEXT,
  branch TEXT,
  target_mode TEXT,
  target_step_uid TEXT,
  from_sha TEXT,
  to_sha TEXT,
  pin_ref TEXT,
  actor TEXT,
  reason TEXT,
  run_json TEXT,
  created_at TEXT NOT NULL,
  claimed_at TEXT
) STRICT`,
		"CREATE INDEX rollbacks_undone ON rollbacks(undoes) WHERE undoes IS NOT NULL",
		`CREATE TABLE rollback_steps (
  rollback INTEGER NOT NULL REFERENCES rollbacks(number) ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  step_uid TEXT NOT NULL,
  PRIMARY KEY (rollback, step_uid)
) STRICT, WITHOUT ROWID`,
		"CREATE INDEX rollbacks_of_step ON rollback_steps(step_uid)",
		`CREATE TABLE claims (
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  uid TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  PRIMARY KEY (kind, number, uid, claimed_at)
) STRICT, WITHOUT ROWID`,
		"CREATE INDEX claims_of_uid ON claims(kind, uid)"
	],
	2: [
		"ALTER TABLE steps ADD COLUMN digest BLOB",
		"ALTER TABLE rollbacks ADD COLUMN digest BLOB",
		digestRows("steps", "", 2),
		digestRows("rollbacks", "", 2)
	],
	4: ["CREATE TABLE set_aside (record TEXT NOT NULL UNIQUE, reason TEXT NOT NULL) STRICT"],
	6: [CREATE_USAGE_TOTALS, "CREATE INDEX steps_inactive ON steps(branch) WHERE active = 0"],
	8: ["DROP INDEX steps_of_branch", "CREATE INDEX steps_of_branch ON steps(branch, active)"]
};
const SCHEMA_VERSION = Math.max(...Object.keys(BROUGHT).map(Number), ...require_step.STEP_FIELD_LIST.map(({ since = 0 }) => since));
const MIGRATIONS = Array.from({ length: SCHEMA_VERSION }, (_, before) => [...require_step.STEP_FIELD_LIST.filter(({ since }) => since === before + 1).map(({ column }) => `ALTER TABLE steps ADD COLUMN ${column} TEXT`), ...BROUGHT[before + 1] ?? []]);
function createInMemory(version) {
	const db = openDatabase(":memory:");
	for (const statements of MIGRATIONS.slice(0, version)) for (const sql of statements) db.exec(sql);
	return db;
}
function migrate(db, from) {
	if (from >= SCHEMA_VERSION) return;
	for (const statements of MIGRATIONS.slice(from)) for (const sql of statements) db.exec(sql);
	if (from > 0 && from < 6) rebuildUsageTotals(db);
	db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
}
// src/ledger/sqlite-errors.ts
const OURS = new Set([19, 21]);
const LOCKED = new Set([
	5,
	6,
	15
]);
const NO_SQLITE_FILE = 26;
const DAMAGED = new Set([
	1,
	11,
	17,
	24
]);
const UNWRITABLE = new Set([
	8,
	13,
	778,
	1034,
	1290,
	1546,
	2570,
	3850
]);
function withStoreErrors(path, run) {
	try {
		return run();
	} catch (error) {
		throw toStoreError(path, error);
	}
}
function toStoreError(path, error) {
	if (!isSqliteError(error)) return error;
	const { errcode, errstr } = error;
	const code = errcode & 255;
	if (OURS.has(code)) return error;
	const options = { cause: error };
	if (LOCKED.has(code)) return new require_errors.StoreError("unavailable", `${path} is locked: another process has been writing to it for too long. Try again when it has ended.`, options);
	if (code === NO_SQLITE_FILE) return notALedger(path, "it is no SQLite file", options);
	if (DAMAGED.has(code)) return damaged(path, error.message, options);
	if (UNWRITABLE.has(code) || UNWRITABLE.has(errcode)) return new require_errors.StoreError("unwritable", `${path} could not be written (${errstr}). Look at the free space and the permissions of the file and its folder.`, options);
	return new require_errors.StoreError("unreadable", `${path} could not be read (${errstr}). Look at the permissions of the file and its folder.`, options);
}
function notALedger(path, reason, options) {
	return new require_errors.StoreError("not-a-ledger", `${path} is not a steps.db: ${reason}. Name another file, or move this one away to begin a new history.`, options);
}
function damaged(path, reason, options) {
	return new require_errors.StoreError("damaged", `${path} is damaged (${reason}). Nothing was changed; put an earlier copy in its place.`, options);
}
function unreadable(name) {
	throw new require_errors.StoreError("damaged", `The record of ${name} is damaged: its fields do not match their digest. Merge an earlier copy of this steps.db into it with laforge merge, or put that in its place.`);
}
function checkIntegrity(db, path) {
	const [finding] = findCorruption(db);
	if (finding !== void 0) throw damaged(path, finding);
}
function findCorruption(db) {
	return db.prepare("PRAGMA integrity_check(20)").pluck().all().filter((row) => row !== "ok");
}
function isSqliteError(error) {
	return require_errors.errnoCode(error) === "ERR_SQLITE_ERROR";
}
// src/ledger/identify-file.ts
var identify_file_exports = require_rolldown_runtime.__exportAll({ isLaForgeFile: () => isLaForgeFile });
const LAFORGE_INDEX = /^CREATE INDEX idx_steps_(project_id|active|parent_step_id|created_at) ON steps\(\1\)$/;
function identifyFile(db, path) {
	return db.read(() => identify(db, path));
}
function isLaForgeFile(path) {
	return withStoreErrors(path, () => {
		const db = openDatabase(path, { readonly: true });
		try {
			return identifyFile(db, path).kind === "laforge";
		} finally {
			db.close();
		}
	});
}
function identify(db, path) {
	const applicationId = readNumber(db, "application_id");
	const version = readNumber(db, "user_version");
	const objects = readSchema(db);
	if (applicationId === 0x4c616667) {
		if (version > SCHEMA_VERSION) throw newerLedger(path, version);
		const wrong = findSchemaDifference(objects, version);
		if (wrong !== void 0) throw notALedger(path, `its schema is not a ledger's (${wrong})`);
		return {
			kind: "ledger",
			version
		};
	}
	if (applicationId !== 0) throw notALedger(path, "it is the SQLite file of another program");
	if (objects.length === 0) return { kind: "empty" };
	const wrong = checkLaForgeTable(db, objects);
	if (wrong !== void 0) throw notALedger(path, `it is a SQLite file of another kind (${wrong})`);
	return { kind: "laforge" };
}
function findSchemaDifference(objects, version) {
	const expected = new Map(schemaOfVersion(version).map((object) => [object.name, object]));
	for (const object of objects) {
		if (object.sql !== null && LAFORGE_INDEX.test(object.sql)) continue;
		const twin = expected.get(object.name);
		expected.delete(object.name);
		if (twin?.sql !== object.sql || twin.type !== object.type) return `${object.type} ${object.name} is not ours`;
	}
	const [absent] = expected.values();
	return absent && `${absent.type} ${absent.name} is missing`;
}
function readSchema(db) {
	return db.prepare(`SELECT type, name, tbl_name, sql FROM sqlite_schema
       WHERE name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') AND NOT (type = 'index' AND sql IS NULL)`).all();
}
function readNumber(db, pragma) {
	return db.prepare(`PRAGMA ${pragma}`).pluck().get() ?? 0;
}
function schemaOfVersion(version) {
	const db = createInMemory(version);
	try {
		return readSchema(db);
	} finally {
		db.close();
	}
}
function newerLedger(path, version) {
	return new require_errors.StoreError("newer-ledger", `${path} was written by a newer version: its format is ${version}, and this one reads up to ${SCHEMA_VERSION}. Use the newer version of the action or of laforge.`);
}
const COLUMNS = [
	"id",
	"active",
	"parent_step_id",
	"commit_sha_before",
	"commit_sha_after",
	"start_time",
	"end_time",
	"duration_ms",
	"token_usage_json",
	"exit_code",
	"project_id",
	"created_at"
];
const CONFIG_COLUMNS = ["agent_config_json", "agent_config_name"];
function checkLaForgeTable(db, objects) {
	const strange = objects.find((object) => object.tbl_name !== "steps" || object.type !== "table" && object.type !== "index" || /^\s*CREATE\s+VIRTUAL/i.test(object.sql ?? ""));
	if (strange !== void 0) return `it has the ${strange.type} ${strange.name}`;
	const found = db.prepare("PRAGMA table_xinfo(steps)").all();
	const generated = found.find((column) => column.hidden !== 0);
	if (generated !== void 0) return `its column ${generated.name} is computed`;
	const names = new Set(found.map((column) => column.name));
	const absent = COLUMNS.find((name) => !names.has(name));
	if (absent !== void 0) return `its table steps has no column ${absent}`;
	if (CONFIG_COLUMNS.filter((name) => names.has(name)).length === 0) return "its table steps has no column agent_config_json";
	const extra = [...names].find((name) => !COLUMNS.includes(name) && !CONFIG_COLUMNS.includes(name));
	return extra && `its table steps has the column ${extra}`;
}
Object.defineProperty(exports, "DIGEST_OF_ROLLBACK", {
	enumerable: true,
	get: function() {
		return DIGEST_OF_ROLLBACK;
	}
});
Object.defineProperty(exports, "ROLLBACK_RECORD_COLUMNS", {
	enumerable: true,
	get: function() {
		return ROLLBACK_RECORD_COLUMNS;
	}
});
Object.defineProperty(exports, "SCHEMA_VERSION", {
	enumerable: true,
	get: function() {
		return SCHEMA_VERSION;
	}
});
Object.defineProperty(exports, "STEP_COLUMNS", {
	enumerable: true,
	get: function() {
		return STEP_COLUMNS;
	}
});
Object.defineProperty(exports, "STEP_RECORD_COLUMNS", {
	enumerable: true,
	get: function() {
		return STEP_RECORD_COLUMNS;
	}
});
Object.defineProperty(exports, "STEP_TABLES", {
	enumerable: true,
	get: function() {
		return STEP_TABLES;
	}
});
Object.defineProperty(exports, "UsageCount", {
	enumerable: true,
	get: function() {
		return UsageCount;
	}
});
Object.defineProperty(exports, "checkIntegrity", {
	enumerable: true,
	get: function() {
		return checkIntegrity;
	}
});
Object.defineProperty(exports, "createInMemory", {
	enumerable: true,
	get: function() {
		return createInMemory;
	}
});
Object.defineProperty(exports, "damaged", {
	enumerable: true,
	get: function() {
		return damaged;
	}
});
Object.defineProperty(exports, "digestOfRollback", {
	enumerable: true,
	get: function() {
		return digestOfRollback;
	}
});
Object.defineProperty(exports, "digestOfStep", {
	enumerable: true,
	get: function() {
		return digestOfStep$1;
	}
});
Object.defineProperty(exports, "digestOfValues", {
	enumerable: true,
	get: function() {
		return digestOfValues;
	}
});
Object.defineProperty(exports, "digestRows", {
	enumerable: true,
	get: function() {
		return digestRows;
	}
});
Object.defineProperty(exports, "findCorruption", {
	enumerable: true,
	get: function() {
		return findCorruption;
	}
});
Object.defineProperty(exports, "identifyFile", {
	enumerable: true,
	get: function() {
		return identifyFile;
	}
});
Object.defineProperty(exports, "identify_file_exports", {
	enumerable: true,
	get: function() {
		return identify_file_exports;
	}
});
Object.defineProperty(exports, "isIntact", {
	enumerable: true,
	get: function() {
		return isIntact;
	}
});
Object.defineProperty(exports, "isLaForgeFile", {
	enumerable: true,
	get: function() {
		return isLaForgeFile;
	}
});
Object.defineProperty(exports, "migrate", {
	enumerable: true,
	get: function() {
		return migrate;
	}
});
Object.defineProperty(exports, "notALedger", {
	enumerable: true,
	get: function() {
		return notALedger;
	}
});
Object.defineProperty(exports, "openDatabase", {
	enumerable: true,
	get: function() {
		return openDatabase;
	}
});
Object.defineProperty(exports, "readFields", {
	enumerable: true,
	get: function() {
		return readFields;
	}
});
Object.defineProperty(exports, "readNumber", {
	enumerable: true,
	get: function() {
		return readNumber;
	}
});
Object.defineProperty(exports, "readTotals", {
	enumerable: true,
	get: function() {
		return readTotals;
	}
});
Object.defineProperty(exports, "readUsageReport", {
	enumerable: true,
	get: function() {
		return readUsageReport;
	}
});
Object.defineProperty(exports, "rebuildUsageTotals", {
	enumerable: true,
	get: function() {
		return rebuildUsageTotals;
	}
});
Object.defineProperty(exports, "recordToColumns", {
	enumerable: true,
	get: function() {
		return recordToColumns;
	}
});
Object.defineProperty(exports, "rowToRecord", {
	enumerable: true,
	get: function() {
		return rowToRecord;
	}
});
Object.defineProperty(exports, "rowToStep", {
	enumerable: true,
	get: function() {
		return rowToStep;
	}
});
Object.defineProperty(exports, "stepDigest", {
	enumerable: true,
	get: function() {
		return stepDigest;
	}
});
Object.defineProperty(exports, "toStoreError", {
	enumerable: true,
	get: function() {
		return toStoreError;
	}
});
Object.defineProperty(exports, "toText", {
	enumerable: true,
	get: function() {
		return toText;
	}
});
Object.defineProperty(exports, "toTotalsFilter", {
	enumerable: true,
	get: function() {
		return toTotalsFilter;
	}
});
Object.defineProperty(exports, "unreadable", {
	enumerable: true,
	get: function() {
		return unreadable;
	}
});
Object.defineProperty(exports, "withStoreErrors", {
	enumerable: true,
	get: function() {
		return withStoreErrors;
	}
});
