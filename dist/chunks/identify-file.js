const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_errors = require("./errors.js");
const require_native_binding = require("./native-binding.js");
const require_sqlite_errors = require("./sqlite-errors.js");
// src/ledger/laforge-schema.ts
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
	const columns = db.pragma("table_xinfo(steps)");
	const found = Array.isArray(columns) ? columns.filter(isColumnInfo) : [];
	const generated = found.find((column) => column.hidden !== 0);
	if (generated !== void 0) return `its column ${generated.name} is computed`;
	const names = new Set(found.map((column) => column.name));
	const absent = COLUMNS.find((name) => !names.has(name));
	if (absent !== void 0) return `its table steps has no column ${absent}`;
	if (CONFIG_COLUMNS.filter((name) => names.has(name)).length === 0) return "its table steps has no column agent_config_json";
	const extra = [...names].find((name) => !COLUMNS.includes(name) && !CONFIG_COLUMNS.includes(name));
	return extra && `its table steps has the column ${extra}`;
}
function isColumnInfo(value) {
	return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" && "hidden" in value && typeof value.hidden === "number";
}
// src/ledger/schema.ts
const APPLICATION_ID = 0x4c616667;
const MIGRATIONS = [
	[
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
	[
		"ALTER TABLE steps ADD COLUMN digest BLOB",
		"ALTER TABLE rollbacks ADD COLUMN digest BLOB",
		require_native_binding.digestRows("steps", "", 2),
		require_native_binding.digestRows("rollbacks", "", 2)
	],
	["ALTER TABLE steps ADD COLUMN limits_json TEXT", "ALTER TABLE steps ADD COLUMN check_json TEXT"],
	["CREATE TABLE set_aside (record TEXT NOT NULL UNIQUE, reason TEXT NOT NULL) STRICT"]
];
const SCHEMA_VERSION = MIGRATIONS.length;
function migrate(db, from) {
	if (from >= SCHEMA_VERSION) return;
	for (const statements of MIGRATIONS.slice(from)) for (const sql of statements) db.exec(sql);
	db.pragma(`application_id = ${APPLICATION_ID}`);
	db.pragma(`user_version = ${SCHEMA_VERSION}`);
}
// src/ledger/identify-file.ts
var identify_file_exports = require_rolldown_runtime.__exportAll({
	findSchemaDifference: () => findSchemaDifference,
	identifyFile: () => identifyFile,
	readNumber: () => readNumber,
	readSchema: () => readSchema
});
const LAFORGE_INDEX = /^CREATE INDEX idx_steps_(project_id|active|parent_step_id|created_at) ON steps\(\1\)$/;
function identifyFile(db, path) {
	return db.transaction(() => identify(db, path))();
}
function identify(db, path) {
	const applicationId = readNumber(db, "application_id");
	const version = readNumber(db, "user_version");
	const objects = readSchema(db);
	if (applicationId === 0x4c616667) {
		if (version > SCHEMA_VERSION) throw newerLedger(path, version);
		const wrong = findSchemaDifference(objects, version);
		if (wrong !== void 0) throw require_sqlite_errors.notALedger(path, `its schema is not a ledger's (${wrong})`);
		return {
			kind: "ledger",
			version
		};
	}
	if (applicationId !== 0) throw require_sqlite_errors.notALedger(path, "it is the SQLite file of another program");
	if (objects.length === 0) return { kind: "empty" };
	const wrong = checkLaForgeTable(db, objects);
	if (wrong !== void 0) throw require_sqlite_errors.notALedger(path, `it is a SQLite file of another kind (${wrong})`);
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
	return Number(db.pragma(pragma, { simple: true }));
}
function schemaOfVersion(version) {
	const db = require_native_binding.openDatabase(":memory:", {});
	try {
		for (const statements of MIGRATIONS.slice(0, version)) for (const sql of statements) db.exec(sql);
		return readSchema(db);
	} finally {
		db.close();
	}
}
function newerLedger(path, version) {
	return new require_errors.StoreError("newer-ledger", `${path} was written by a newer version: its format is ${version}, and this one reads up to ${SCHEMA_VERSION}. Use the newer version of the action or of laforge.`);
}
Object.defineProperty(exports, "SCHEMA_VERSION", {
	enumerable: true,
	get: function() {
		return SCHEMA_VERSION;
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
Object.defineProperty(exports, "migrate", {
	enumerable: true,
	get: function() {
		return migrate;
	}
});
Object.defineProperty(exports, "readNumber", {
	enumerable: true,
	get: function() {
		return readNumber;
	}
});
