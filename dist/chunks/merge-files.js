(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_fs = require("node:fs");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_inspect = require("./inspect.js");
// src/ledger/merge-files.ts
async function beginFrom(source, target, clock, add) {
	require_action_run_steps.checkPath(target, true);
	const draft = `${target}.new-${(0, node_crypto.randomUUID)()}`;
	try {
		require_inspect.withReadonly(source, (db) => db.read(() => {
			require_action_run_steps.checkIntegrity(db, source);
			(0, node_fs.copyFileSync)(source, draft);
		}));
		(0, node_fs.chmodSync)(draft, 438 & ~process.umask());
		const { steps, rollbacks } = require_inspect.admitLedger(draft, clock);
		const report = await add(draft);
		const setAside = require_inspect.withReadonly(draft, (db) => db.value("SELECT count(*) FROM set_aside"));
		moveInto(draft, target);
		return {
			...report,
			stepsAdded: steps + report.stepsAdded,
			rollbacksAdded: rollbacks + report.rollbacksAdded,
			setAside: setAside ?? 0
		};
	} finally {
		(0, node_fs.rmSync)(draft, { force: true });
	}
}
function moveInto(draft, target) {
	try {
		(0, node_fs.linkSync)(draft, target);
	} catch (error) {
		if (require_action_post_help_run_steps.errnoCode(error) === "EEXIST") throw error;
		(0, node_fs.renameSync)(draft, target);
	}
}
function readDifference(path, ledgerPath) {
	return require_inspect.withReadonly(path, (db) => {
		if (require_action_run_steps.readNumber(db, "user_version") !== require_action_run_steps.SCHEMA_VERSION) return void 0;
		const uids = compareWith(db, ledgerPath);
		if (uids === void 0) return void 0;
		require_action_run_steps.checkIntegrity(db, path);
		if (require_inspect.rowFindings(db, uids).next().done !== true) return void 0;
		if (db.value("SELECT 1 FROM main.set_aside LIMIT 1") !== void 0) return void 0;
		const areAsMany = db.value("SELECT (SELECT count(*) FROM main.steps) = (SELECT count(*) FROM other.steps)");
		if (uids.length === 0 && areAsMany === 1 && !haveSameTotals(db)) return void 0;
		const { steps, stepClaims } = require_action_run_steps.readRecordsOf(db, uids);
		return {
			steps,
			stepClaims: [...stepClaims, ...contestedClaims(db, require_action_run_steps.STEP_NUMBERS)],
			rollbacks: require_action_run_steps.listRollbacks(db, {}).map(require_action_run_steps.rollbackToDraft),
			rollbackClaims: require_action_run_steps.readClaims(db, require_action_run_steps.ROLLBACK_NUMBERS)
		};
	});
}
function compareWith(db, ledgerPath) {
	try {
		db.attach(ledgerPath, "other");
		return db.value("PRAGMA other.user_version") === require_action_run_steps.SCHEMA_VERSION ? differingSteps(db) : void 0;
	} catch {
		return;
	}
}
function haveSameTotals(db) {
	const [ours, theirs] = ["main", "other"].map((name) => `SELECT * FROM ${name}.usage_totals`);
	const differing = `SELECT * FROM (${ours} EXCEPT ${theirs}) UNION ALL SELECT * FROM (${theirs} EXCEPT ${ours}) LIMIT 1`;
	return db.get(differing) === void 0;
}
function differingSteps(db) {
	const same = [
		"id",
		"claimed_at",
		"digest",
		...require_action_run_steps.STEP_RECORD_COLUMNS
	].map((name) => `s.${name} IS o.${name}`).join(" AND ");
	return db.values(`SELECT s.uid FROM main.steps s LEFT JOIN main.steps p ON p.id = s.parent_step_id
       LEFT JOIN other.steps o ON o.uid = s.uid LEFT JOIN other.steps q ON q.id = o.parent_step_id
     WHERE NOT (${same} AND coalesce(p.uid, s.missing_parent_uid) IS coalesce(q.uid, o.missing_parent_uid))`);
}
function contestedClaims(db, series) {
	const isContested = (number) => `${number} IN (SELECT number FROM claims WHERE kind = '${series.kind}')`;
	return db.all(require_action_run_steps.selectClaims(series, isContested));
}
exports.beginFrom = beginFrom;
exports.readDifference = readDifference;
});
