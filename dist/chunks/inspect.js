(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/ledger/inspect.ts
const MAX_BYTES = 8 * 1024 ** 3;
const FINDINGS_TOLD = 20;
const number = require_action_help_run_steps.integer(1, require_action_run_steps.HIGHEST_NUMBER);
const stepPlace = require_action_help_run_steps.object({
	id: number,
	active: require_action_help_run_steps.integer(0, 1),
	parent_step_id: require_action_help_run_steps.nullable(number),
	missing_parent_uid: require_action_help_run_steps.nullable(require_action_help_run_steps.uid),
	claimed_at: require_action_help_run_steps.nullable(require_action_help_run_steps.timestamp)
});
const rollbackPlace = require_action_help_run_steps.object({
	number,
	claimed_at: require_action_help_run_steps.nullable(require_action_help_run_steps.timestamp)
});
const coveredStep = require_action_help_run_steps.object({
	rollback: number,
	step_uid: require_action_help_run_steps.uid
});
const claimRow = require_action_help_run_steps.object({
	kind: require_action_help_run_steps.oneOf("step", "rollback"),
	number,
	uid: require_action_help_run_steps.uid,
	claimed_at: require_action_help_run_steps.timestamp
});
function admitLedger(path, clock) {
	if (!withReadonly(path, (db) => {
		require_action_run_steps.checkIntegrity(db, path);
		return rowFindings(db).next().done === true;
	})) rewrite(path, clock);
	return withReadonly(path, (db) => ({
		steps: count(db, "steps"),
		rollbacks: count(db, "rollbacks")
	}));
}
function readForeignLedger(path, clock) {
	withReadonly(path, (db) => require_action_run_steps.checkIntegrity(db, path));
	const ledger = require_action_run_steps.openLedger(path, {
		clock,
		readonly: true
	});
	try {
		return withoutCircles(ledger.records());
	} finally {
		ledger.close();
	}
}
function verifyLedger(path) {
	try {
		return withReadonly(path, (db) => {
			const corruption = require_action_run_steps.findCorruption(db);
			if (corruption.length > 0) return corruption;
			const cuts = [];
			return [
				...rowFindings(db, void 0, cuts),
				...cuts,
				...setAsideFindings(db)
			];
		});
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.StoreError)) throw error;
		if (error.code === "damaged" || error.code === "not-a-ledger" && saysItIsOurs(path)) return [error.message];
		throw error;
	}
}
function saysItIsOurs(path) {
	if ((0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
	try {
		return require_action_run_steps.withDatabase(path, { readonly: true }, (db) => require_action_run_steps.readNumber(db, "application_id") === require_action_run_steps.APPLICATION_ID);
	} catch {
		return false;
	}
}
function withReadonly(path, run) {
	require_action_run_steps.checkPath(path, false, MAX_BYTES);
	return require_action_run_steps.withStoreErrors(path, () => require_action_run_steps.withDatabase(path, { readonly: true }, (db) => {
		db.exec("PRAGMA cell_size_check = ON");
		const { kind } = require_action_run_steps.identifyFile(db, path);
		if (kind === "ledger") return run(db);
		throw require_action_run_steps.notALedger(path, kind === "empty" ? "it is empty" : "LaForge wrote it, import it first");
	}));
}
function rewrite(path, clock) {
	const records = readForeignLedger(path, clock);
	const anew = `${path}.anew`;
	(0, node_fs.rmSync)(anew, { force: true });
	const ledger = require_action_run_steps.openLedger(anew, { clock });
	try {
		ledger.merge(records);
	} finally {
		ledger.close();
	}
	(0, node_fs.renameSync)(anew, path);
}
function withoutCircles(records) {
	const parents = new Map(records.steps.map(({ draft, parentUid }) => [draft.uid, parentUid ?? void 0]));
	const circular = new Set(findCircles(parents));
	if (circular.size === 0) return records;
	const setAside = records.steps.filter(({ draft }) => circular.has(draft.uid)).map((record) => ({
		text: JSON.stringify(record),
		reason: "parent_uid: is its own ancestor"
	}));
	return {
		...records,
		steps: records.steps.filter(({ draft }) => !circular.has(draft.uid)),
		setAside: [...records.setAside ?? [], ...setAside]
	};
}
const REPLAYS_SINCE = 7;
function* rowFindings(db, uids, cuts = []) {
	const version = require_action_run_steps.readNumber(db, "user_version");
	const totals = new require_action_run_steps.UsageCount();
	const countFields = (row, reading) => {
		const step = require_action_run_steps.readFields(row, reading);
		if (step !== void 0 && version >= 12) totals.add(step);
	};
	const rows = [
		...findBadRows(db, "steps", "id", [stepPlace.read, countFields], cuts, uids),
		...findBadRows(db, "rollbacks", "number", [rollbackPlace.read, require_action_run_steps.readDraft], cuts),
		...findBadRows(db, "rollback_steps", "rollback", [coveredStep.read], cuts),
		...findBadRows(db, "claims", "number", [claimRow.read], cuts)
	];
	yield* rows;
	if (rows.length > 0) return;
	yield* findBadNumbers(db);
	yield* findBadLinks(db);
	const odd = version >= 2 ? [...findBadDigests(db, uids)] : [];
	yield* odd;
	const difference = version >= 12 && uids === void 0 && odd.length === 0 ? totals.findDifference(db) : void 0;
	if (difference !== void 0) yield difference;
	const wrongActive = require_action_run_steps.countWrongActive(db, version >= REPLAYS_SINCE);
	if (wrongActive > 0) yield `${wrongActive} steps are active or not, against what the rollbacks say`;
}
function* setAsideFindings(db) {
	if (require_action_run_steps.readNumber(db, "user_version") < 4) return;
	const rows = db.all(`SELECT reason, record AS text FROM set_aside LIMIT ${FINDINGS_TOLD}`);
	for (const { reason, text } of rows) {
		const uid = /"uid":\s*"([0-9a-f-]{36})"/.exec(text)?.[1];
		yield `a record ${uid === void 0 ? "" : `of ${uid} `}cannot be used and is kept as it is (${reason})`;
	}
}
function* findBadRows(db, table, key, readers, cuts, uids) {
	let told = 0;
	const sql = `SELECT * FROM ${table} WHERE true ${amongUids("uid", uids)}`;
	for (const row of db.iterate(sql, { uids: JSON.stringify(uids ?? []) })) {
		const reading = new require_action_help_run_steps.Reading(true);
		for (const read of readers) read(row, reading);
		const name = `${table}, ${key} ${String(row[key])}`;
		for (const cut of reading.cuts.slice(0, FINDINGS_TOLD - cuts.length)) cuts.push(`${name}, is too long: ${cut}`);
		if (reading.wrong === null) continue;
		yield `${name}, ${reading.wrong}`;
		if (++told === FINDINGS_TOLD) return;
	}
}
function* findBadNumbers(db) {
	for (const series of [require_action_run_steps.STEP_NUMBERS, require_action_run_steps.ROLLBACK_NUMBERS]) {
		for (const { from, to } of require_action_run_steps.findUnsettledRows(db, series).slice(0, FINDINGS_TOLD)) yield `${series.kind} ${from.uid} has the number ${from.number}, and by the claims it is ${to?.number ?? "another step's"}`;
		const twice = require_action_run_steps.countClaimsKeptTwice(db, series);
		if (twice > 0) yield `${twice} claims on a ${series.kind}'s number are kept twice`;
	}
}
function* findBadLinks(db) {
	const unlinked = db.value("SELECT s.uid FROM steps s JOIN steps p ON p.uid = s.missing_parent_uid LIMIT 1");
	if (unlinked !== void 0) yield `step ${unlinked} is not linked to its parent, which is there`;
	const both = db.value("SELECT uid FROM steps WHERE missing_parent_uid IS NOT NULL AND parent_step_id IS NOT NULL LIMIT 1");
	if (both !== void 0) yield `step ${both} has two parents`;
	const [dangling] = db.all("PRAGMA foreign_key_check");
	if (dangling !== void 0) yield `${dangling.table}, row ${dangling.rowid}, points at a row that is not there`;
	const circular = findCircularParent(db);
	if (circular !== void 0) yield `step ${circular} is its own ancestor`;
}
function* findBadDigests(db, uids) {
	const version = require_action_run_steps.readNumber(db, "user_version");
	const rows = db.iterate(`SELECT 'step ' || s.id AS name, s.digest IS ${require_action_run_steps.digestOfStep(version)} AS isIntact
       FROM ${require_action_run_steps.STEP_TABLES} WHERE true ${amongUids("s.uid", uids)}
     UNION ALL SELECT 'rollback R' || r.number, r.digest IS ${require_action_run_steps.digestOfRollback("main", version)} FROM rollbacks r`, { uids: JSON.stringify(uids ?? []) });
	let told = 0;
	for (const { name, isIntact } of rows) {
		if (isIntact === 1) continue;
		yield `the fields of ${name} do not match their digest`;
		if (++told === FINDINGS_TOLD) return;
	}
}
function amongUids(column, uids) {
	return uids === void 0 ? "" : `AND ${column} IN (SELECT value FROM json_each(@uids))`;
}
function findCircularParent(db) {
	if (db.value("SELECT 1 FROM steps WHERE parent_step_id >= id LIMIT 1") === void 0) return void 0;
	const parents = new Map();
	for (const { id, parent } of db.iterate("SELECT id, parent_step_id AS parent FROM steps WHERE parent_step_id IS NOT NULL")) parents.set(id, parent);
	const [first] = findCircles(parents);
	return first;
}
function* findCircles(parents) {
	const sound = new Set();
	for (const start of parents.keys()) {
		const path = new Set();
		let key = start;
		while (key !== void 0 && !sound.has(key)) {
			if (path.has(key)) {
				yield key;
				break;
			}
			path.add(key);
			key = parents.get(key);
		}
		for (const one of path) sound.add(one);
	}
}
function count(db, table) {
	return db.value(`SELECT count(*) FROM ${table}`) ?? 0;
}
exports.admitLedger = admitLedger;
exports.readForeignLedger = readForeignLedger;
exports.rowFindings = rowFindings;
exports.verifyLedger = verifyLedger;
exports.withReadonly = withReadonly;
});
