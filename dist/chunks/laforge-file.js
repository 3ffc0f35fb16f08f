const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_fs = require("node:fs");
const require_errors = require("./errors.js");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
const require_identify_file = require("./identify-file.js");
const require_records = require("./records.js");
const require_step = require("./step.js");
const require_identity = require("./identity.js");
const require_merge = require("./merge.js");
const require_rollback = require("./rollback.js");
const require_repository_key = require("./repository-key.js");
const require_usage_report = require("./usage-report.js");
const require_usage_totals = require("./usage-totals.js");
// src/ledger/check-path.ts
const SIDECARS = [
	"-journal",
	"-wal",
	"-shm"
];
const SQLITE_MAGIC = Buffer.from("SQLite format 3\0", "latin1");
const SMALLEST_BYTES = 512;
function checkPath(path, { mayBeMissing, maxBytes }) {
	const folder = (0, node_path.dirname)((0, node_path.resolve)(path));
	if (!(0, node_fs.existsSync)(folder)) throw new require_errors.InputError("bad-input", `The folder ${folder} of ${path} does not exist. Create it, or name another file.`);
	const stats = (0, node_fs.statSync)(path, { throwIfNoEntry: false });
	if (stats === void 0) {
		if (mayBeMissing) return;
		throw new require_errors.StoreError("unreadable", `There is no steps.db at ${path}. Look at the path.`);
	}
	if (!stats.isFile()) throw require_identify_file.notALedger(path, "it is no file");
	if (stats.size < SMALLEST_BYTES && isBeginningOfSqliteFile((0, node_fs.readFileSync)(path))) throw new require_errors.StoreError("damaged", `${path} has ${stats.size} bytes, and a history never has so few: it was emptied or cut. Put an earlier copy in its place, or remove it to begin a new history.`);
	if (stats.size > maxBytes) throw new require_errors.StoreError("unreadable", `${path} has ${stats.size} bytes, more than the ${maxBytes} that are read here.`);
	clearSidecars((0, node_fs.realpathSync)(path));
}
function clearSidecars(path) {
	for (const suffix of SIDECARS) {
		const sidecar = `${path}${suffix}`;
		const stat = (0, node_fs.lstatSync)(sidecar, { throwIfNoEntry: false });
		if (stat === void 0 || stat.isFile()) continue;
		if (stat.isDirectory()) (0, node_fs.renameSync)(sidecar, `${sidecar}.set-aside-${(0, node_crypto.randomUUID)()}`);
		else (0, node_fs.rmSync)(sidecar, { force: true });
	}
}
function isBeginningOfSqliteFile(bytes) {
	const most = Math.min(bytes.length, SQLITE_MAGIC.length);
	return bytes.subarray(0, most).equals(SQLITE_MAGIC.subarray(0, most));
}
// src/ledger/laforge-rows.ts
const EPOCH = "1970-01-01T00:00:00.000Z";
function readLaForgeRecords(db, path) {
	const rows = db.prepare("SELECT * FROM steps ORDER BY id").all();
	const uidsById = new Map(rows.map((row) => [checkNumber(row.id, path), rowToUid(row)]));
	const steps = rows.map((row) => rowToRecord(row, uidsById));
	const inactive = steps.filter((_, index) => rows[index]?.active === 0);
	const rollbacks = inactive.length === 0 ? [] : [toRollback(inactive)];
	return {
		steps,
		stepClaims: steps.map(({ draft: { uid }, createdAt }, index) => ({
			uid,
			number: checkNumber(rows[index]?.id, path),
			claimedAt: createdAt
		})),
		rollbacks,
		rollbackClaims: rollbacks.map(({ uid, createdAt }) => ({
			uid,
			number: 1,
			claimedAt: createdAt
		}))
	};
}
function rowToRecord(row, uidsById) {
	const endTime = goTimeToTimestamp(row.end_time);
	const exitCode = toNumber(row.exit_code);
	const agentConfig = toAgentConfig(row);
	return {
		draft: {
			...require_step.UNKNOWN_DRAFT,
			uid: rowToUid(row),
			projectId: toText(row.project_id) ?? "",
			commitShaBefore: toSha(row.commit_sha_before),
			agentConfig,
			startTime: goTimeToTimestamp(row.start_time) ?? rowToCreatedAt(row)
		},
		parentUid: uidsById.get(Number(row.parent_step_id)) ?? null,
		createdAt: rowToCreatedAt(row),
		outcome: {
			...require_step.UNKNOWN_OUTCOME,
			status: exitCode === null ? "interrupted" : exitCode === 0 ? "succeeded" : "failed",
			commitShaAfter: toSha(row.commit_sha_after),
			agentConfig,
			endTime,
			durationMs: endTime === null ? null : toNumber(row.duration_ms),
			tokenUsage: toTokenUsage(row),
			exitCode,
			notes: []
		}
	};
}
function toRollback(inactive) {
	const stepUids = inactive.map((record) => record.draft.uid).sort();
	const createdAt = inactive.map((record) => record.createdAt).sort().at(-1) ?? EPOCH;
	return {
		uid: toUid(createdAt, ["rollback", ...stepUids]),
		kind: "rollback",
		projectId: inactive[0]?.draft.projectId ?? "",
		undoes: null,
		repository: null,
		branch: null,
		target: null,
		fromSha: null,
		toSha: null,
		pinRef: null,
		stepUids,
		actor: null,
		reason: "Inactive in the file that LaForge wrote.",
		run: null,
		createdAt
	};
}
function toAgentConfig(row) {
	const config = require_step.fromStored(require_step.agentConfig, toText(row.agent_config_json));
	if (config !== null) return config;
	const name = toText(row.agent_config_name);
	return name === null || name === "" ? null : {
		...require_step.EMPTY_AGENT_CONFIG,
		name
	};
}
function toTokenUsage(row) {
	const usage = require_step.fromStored(require_step.tokenUsage, toText(row.token_usage_json));
	if (usage === null) return null;
	const { prompt_tokens, completion_tokens, total_tokens, cost } = usage;
	if (!prompt_tokens && !completion_tokens && !total_tokens && !cost) return require_step.UNKNOWN_USAGE;
	return {
		...usage,
		cost: cost === 0 ? null : cost
	};
}
function rowToCreatedAt(row) {
	return [
		row.created_at,
		row.start_time,
		row.end_time
	].map(goTimeToTimestamp).find((time) => time !== null) ?? EPOCH;
}
function rowToUid(row) {
	return toUid(rowToCreatedAt(row), [
		row.project_id,
		row.id,
		row.start_time,
		row.created_at
	]);
}
function toUid(time, parts) {
	const hash = (0, node_crypto.createHash)("sha256").update(JSON.stringify(parts)).digest("hex");
	const milliseconds = Math.max(0, Date.parse(time)).toString(16).padStart(12, "0");
	const variant = (Number.parseInt(hash.slice(3, 4), 16) & 3 | 8).toString(16);
	return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
function checkNumber(value, path) {
	if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= 1e9) return value;
	throw require_identify_file.damaged(path, `a step's id is ${String(value)}`);
}
function toSha(value) {
	return typeof value === "string" && require_identity.isSha(value) ? value : null;
}
function toText(value) {
	return typeof value === "string" ? value : null;
}
function toNumber(value) {
	return typeof value === "number" && Number.isFinite(value) ? value : null;
}
const GO_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))? ?(Z|[+-]\d{2}:?\d{2})?(?: (?:[A-Z]{1,5}|[+-]\d{2,4}))?(?: m=[+-]\d+\.\d+)?$/;
function goTimeToTimestamp(value) {
	const match = typeof value === "string" ? GO_TIME.exec(value) : null;
	if (match === null) return null;
	const [, date, time, fraction = "", zone = "Z"] = match;
	const offset = zone.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2");
	const parsed = new Date(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
	return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}
// src/ledger/claims.ts
const STEP_NUMBERS = {
	table: "steps",
	number: "id",
	kind: "step"
};
const ROLLBACK_NUMBERS = {
	table: "rollbacks",
	number: "number",
	kind: "rollback"
};
function nextNumber(db, { table, number, kind }) {
	return (db.prepare(`SELECT max((SELECT coalesce(max(${number}), 0) FROM ${table}),
                (SELECT coalesce(max(number), 0) FROM claims WHERE kind = ?))`).pluck().get(kind) ?? 0) + 1;
}
function prepareClaimReaders(db, { table, number, kind }) {
	const rowClaim = `SELECT uid, ${number} AS number, coalesce(claimed_at, created_at) AS claimedAt FROM ${table}`;
	const otherClaim = `SELECT uid, number, claimed_at AS claimedAt FROM claims WHERE kind = '${kind}'`;
	const onNumber = db.prepare(`${rowClaim} WHERE ${number} = ? UNION ALL ${otherClaim} AND number = ?`);
	const ofUid = db.prepare(`${rowClaim} WHERE uid = ? UNION ALL ${otherClaim} AND uid = ?`);
	const held = db.prepare(`${rowClaim} WHERE uid = ?`);
	return {
		onNumber: (value) => onNumber.all(value, value),
		ofUid: (uid) => ofUid.all(uid, uid),
		held: (uid) => held.get(uid)
	};
}
function claimantsOf(db, series, number) {
	const claims = prepareClaimReaders(db, series).onNumber(number);
	const { contested, held } = require_records.settleClaims(claims);
	return contested.get(number) ?? [...held.keys()];
}
function mergeClaims(db, series, claims, added, now) {
	const readers = prepareClaimReaders(db, series);
	const rivals = claims.flatMap((claim) => readers.onNumber(claim.number));
	const concerned = new Set([...added.keys(), ...[...claims, ...rivals].map((claim) => claim.uid)]);
	const { held, pool } = settleFor(readers, concerned, claims);
	const rows = new Map([...concerned].map((uid) => [uid, readers.held(uid)]));
	const claimsByUid = groupByUid(pool);
	const unsettled = new Map();
	for (const [uid, row] of rows) {
		const since = row?.claimedAt ?? added.get(uid);
		if (since !== void 0 && !held.has(uid)) unsettled.set(uid, since);
	}
	const highest = pool.reduce((most, claim) => Math.max(most, claim.number), 0);
	let next = Math.max(nextNumber(db, series), highest + 1);
	const settled = new Map(held);
	for (const uid of require_merge.orderUnsettled(unsettled, claimsByUid)) settled.set(uid, {
		uid,
		number: next++,
		claimedAt: now
	});
	const changed = [...rows].flatMap(([uid, from]) => {
		const to = settled.get(uid);
		return from === void 0 || to === void 0 || require_merge.claimKey(from) === require_merge.claimKey(to) ? [] : [{
			from,
			to
		}];
	});
	moveRows(db, series, changed);
	const hasRow = (uid) => added.has(uid) || rows.get(uid) !== void 0;
	storeOthers(db, series, concerned, claimsByUid, (uid) => hasRow(uid) ? settled.get(uid) : void 0);
	return {
		added: new Map([...settled].filter(([uid]) => added.has(uid))),
		changed
	};
}
function findUnsettledRows(db, series) {
	const { table, number, kind } = series;
	const readers = prepareClaimReaders(db, series);
	const concerned = db.prepare(`SELECT uid FROM claims WHERE kind = @kind
       UNION SELECT t.uid FROM claims c JOIN ${table} t ON t.${number} = c.number WHERE c.kind = @kind`).pluck().all({ kind });
	const { held } = settleFor(readers, concerned, []);
	return concerned.flatMap((uid) => {
		const from = readers.held(uid);
		const to = held.get(uid);
		return from === void 0 || to !== void 0 && require_merge.claimKey(to) === require_merge.claimKey(from) ? [] : [{
			from,
			to
		}];
	});
}
function countClaimsKeptTwice(db, { table, number, kind }) {
	return db.prepare(`SELECT count(*) FROM claims c JOIN ${table} t ON t.uid = c.uid AND t.${number} = c.number
     WHERE c.kind = ? AND c.claimed_at = coalesce(t.claimed_at, t.created_at)`).pluck().get(kind) ?? 0;
}
function settleFor(readers, uids, claims) {
	const pool = new Map(claims.map((claim) => [require_merge.claimKey(claim), claim]));
	const addToPool = (claim) => pool.set(require_merge.claimKey(claim), claim);
	for (const uid of uids) readers.ofUid(uid).forEach(addToPool);
	for (const number of new Set([...pool.values()].map((claim) => claim.number))) readers.onNumber(number).forEach(addToPool);
	return {
		held: require_records.settleClaims(pool.values()).held,
		pool: [...pool.values()]
	};
}
function moveRows(db, { table, number }, changed) {
	const move = db.prepare(`UPDATE ${table} SET ${number} = ? WHERE ${number} = ?`);
	const claim = db.prepare(`UPDATE ${table} SET claimed_at = nullif(?, created_at) WHERE uid = ?`);
	const moved = changed.filter(({ from, to }) => from.number !== to.number);
	for (const { from } of moved) move.run(-from.number, from.number);
	for (const { from, to } of moved) move.run(to.number, -from.number);
	for (const { to } of changed) claim.run(to.claimedAt, to.uid);
	const digest = db.prepare(require_identify_file.digestRows(table, "WHERE uid = ?"));
	for (const { to } of changed) digest.run(to.uid);
}
function storeOthers(db, { kind }, uids, claimsByUid, heldBy) {
	const insert = db.prepare("INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?)");
	const remove = db.prepare("DELETE FROM claims WHERE kind = ? AND number = ? AND uid = ? AND claimed_at = ?");
	for (const uid of uids) {
		const held = heldBy(uid);
		if (held !== void 0) remove.run(kind, held.number, uid, held.claimedAt);
		for (const claim of claimsByUid.get(uid) ?? []) if (held === void 0 || require_merge.claimKey(claim) !== require_merge.claimKey(held)) insert.run(kind, claim.number, uid, claim.claimedAt);
	}
}
function groupByUid(claims) {
	const groups = new Map();
	for (const claim of claims) {
		const group = groups.get(claim.uid);
		if (group === void 0) groups.set(claim.uid, [claim]);
		else group.push(claim);
	}
	return groups;
}
// src/ledger/rollbacks.ts
const hasHappened = (it) => `(${it}.kind NOT IN ('revert', 'undo') OR ${it}.to_sha IS NOT NULL OR ${it}.branch IS NULL
  OR EXISTS (SELECT 1 FROM rollbacks a WHERE a.undoes = ${it}.uid AND a.kind = 'applied'))`;
const ROLLBACK_COLUMNS = `r.number, ${require_identify_file.ROLLBACK_RECORD_COLUMNS.map((column) => `r.${column}`).join(", ")},
  (SELECT u.uid FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' AND ${hasHappened("u")}
    ORDER BY u.created_at, u.uid LIMIT 1) AS undone_by,
  NOT ${hasHappened("r")} AS is_proposed,
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number) AS step_uids,
  r.digest IS ${require_identify_file.DIGEST_OF_ROLLBACK} AS intact`;
const IS_UNCOVERED = `NOT EXISTS (SELECT 1 FROM rollback_steps c JOIN rollbacks r ON r.number = c.rollback
  WHERE c.step_uid = s.uid AND r.kind IN ('rollback', 'revert') AND ${hasHappened("r")}
    AND NOT EXISTS (SELECT 1 FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' AND ${hasHappened("u")}))`;
const IS_ACTIVE = `(s.replays IS NULL AND ${IS_UNCOVERED})`;
function addRollback(db, draft, now) {
	const existing = findRollback(db, draft.uid);
	if (existing !== void 0) return existing;
	prepareRollbackInsert(db)(draft, nextNumber(db, ROLLBACK_NUMBERS), now);
	projectActive(db, stepsTouchedBy(db, [draft]));
	const added = findRollback(db, draft.uid);
	if (added === void 0) throw new Error(`Rollback ${draft.uid} is not there right after it was written.`);
	return added;
}
function prepareRollbackInsert(db) {
	const insert = db.prepare(`INSERT INTO rollbacks (number, claimed_at, ${require_identify_file.ROLLBACK_RECORD_COLUMNS.join(", ")})
     VALUES (@number, nullif(@claimed_at, @created_at), ${require_identify_file.ROLLBACK_RECORD_COLUMNS.map((column) => `@${column}`).join(", ")})`);
	const cover = db.prepare("INSERT INTO rollback_steps (rollback, step_uid) SELECT ?, value FROM json_each(?)");
	const digest = db.prepare(require_identify_file.digestRows("rollbacks", "WHERE number = ?"));
	return (draft, number, claimedAt) => {
		const sorted = require_merge.sortStepUids(draft);
		insert.run({
			...draftToColumns(sorted),
			number,
			claimed_at: claimedAt
		});
		cover.run(number, JSON.stringify(sorted.stepUids));
		digest.run(number);
	};
}
function removeRollback(db, uid) {
	const claimedAt = db.prepare("DELETE FROM rollbacks WHERE uid = ? RETURNING coalesce(claimed_at, created_at)").pluck().get(uid);
	if (claimedAt === void 0) throw new Error(`There is no rollback ${uid} to take out.`);
	return claimedAt;
}
function stepsTouchedBy(db, drafts) {
	const undone = db.prepare(`SELECT step_uid FROM rollback_steps JOIN rollbacks ON number = rollback WHERE uid = ?`).pluck();
	return drafts.flatMap((draft) => [...draft.stepUids, ...draft.undoes === null ? [] : undone.all(draft.undoes)]);
}
function projectActive(db, uids) {
	if (uids.length === 0) return;
	db.prepare(`UPDATE steps AS s SET active = ${IS_ACTIVE}
     WHERE s.uid IN (SELECT value FROM json_each(?)) AND s.active <> ${IS_ACTIVE}`).run(JSON.stringify(uids));
}
function countWrongActive(db, hasReplays) {
	const isActive = hasReplays ? IS_ACTIVE : IS_UNCOVERED;
	return db.prepare(`SELECT count(*) FROM steps s WHERE s.active <> ${isActive}`).pluck().get() ?? 0;
}
function findRollback(db, uid) {
	return prepareFindRollback(db)(uid);
}
function prepareFindRollback(db) {
	const find = selectRollbacks(db, "WHERE r.uid = @uid");
	return (uid) => {
		const row = find.get({ uid });
		return row && (rowToRollback(row) ?? require_identify_file.unreadable(`rollback R${row.number}`));
	};
}
function prepareFindDamaged(db) {
	const find = db.prepare(`SELECT number FROM rollbacks r WHERE uid = ? AND digest IS NOT ${require_identify_file.DIGEST_OF_ROLLBACK}`).pluck();
	return (uid) => find.get(uid);
}
function selectRollbacks(db, rest = "") {
	return db.prepare(`SELECT ${ROLLBACK_COLUMNS} FROM rollbacks r ${rest}`);
}
function listRollbacks(db, filter, leaveOut = () => {}) {
	const conditions = [filter.branch !== void 0 && "r.branch = @branch", filter.repository !== void 0 && "r.repository IS @repository"].filter((condition) => condition !== false);
	return selectRollbacks(db, `${conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`} ORDER BY r.number DESC LIMIT @limit`).all({
		...filter,
		limit: filter.limit ?? -1
	}).flatMap((row) => rowToRollback(row) ?? leaveOut(`R${row.number}`) ?? []);
}
function draftToColumns(draft) {
	const { target, run, ...fields } = require_records.boundRollback(draft);
	const values = fields;
	const columns = require_rollback.ROLLBACK_FIELD_LIST.flatMap(({ key, columns: [column] }) => column === void 0 ? [] : [[column, values[key]]]);
	return {
		...Object.fromEntries(columns),
		target_mode: target?.mode ?? null,
		target_step_uid: target?.stepUid ?? null,
		run_json: run && require_step.toStored(require_step.runInfo, run)
	};
}
function rowToRollback(row) {
	const draft = row.intact === 1 ? readDraft(row, new require_step.Reading(false)) : void 0;
	return draft && {
		...draft,
		number: row.number,
		undoneBy: row.undone_by,
		isProposed: row.is_proposed === 1
	};
}
function readDraft(row, reading) {
	const { target_mode: mode, target_step_uid: stepUid, step_uids: stepUids, run_json: run } = row;
	const fields = require_rollback.ROLLBACK_FIELD_LIST.map(({ key, columns: [column = ""] }) => [key, row[column]]);
	const found = require_rollback.rollbackDraft.read({
		...Object.fromEntries(fields),
		target: mode === null && stepUid === null ? null : {
			mode,
			stepUid
		},
		stepUids: typeof stepUids === "string" ? stepUids.split(" ") : [],
		run: typeof run === "string" ? require_step.parseJson(run) ?? run : run
	}, reading);
	return found === require_step.WRONG ? void 0 : found;
}
// src/ledger/steps.ts
const PAGE = 1e3;
function insertSteps(db, steps) {
	const insert = db.prepare(`INSERT INTO steps (id, active, claimed_at, parent_step_id, missing_parent_uid, digest, ${require_identify_file.STEP_RECORD_COLUMNS.join(", ")})
     SELECT @id, @replays IS NULL, @claimed_at, parent.id, CASE WHEN parent.id IS NULL THEN @parent_uid END,
       ${require_identify_file.stepDigest(parameter, "@id", "@claimed_at", "@parent_uid")}, ${require_identify_file.STEP_RECORD_COLUMNS.map(parameter).join(", ")}
     FROM (SELECT 1) LEFT JOIN steps parent ON parent.uid = @parent_uid`);
	const count = new require_identify_file.UsageCount();
	for (const { record, id, claimedAt } of steps) {
		const columns = require_identify_file.recordToColumns(record);
		insert.run({
			...columns,
			id,
			claimed_at: claimedAt === record.createdAt ? null : claimedAt,
			parent_uid: record.parentUid
		});
		countColumns(count, columns);
	}
	count.store(db);
}
function countColumns(count, columns) {
	const step = require_identify_file.readFields(columns, new require_step.Reading(false));
	if (step !== void 0) count.add(step);
}
function prepareRewrite(db) {
	const parent = "(SELECT p.id FROM steps p WHERE p.uid = @parent_uid)";
	const claimedAt = "nullif(coalesce(@claimed_at, claimed_at, created_at), @created_at)";
	const update = db.prepare(`UPDATE steps SET claimed_at = ${claimedAt}, digest = ${require_identify_file.stepDigest(parameter, "id", claimedAt, "@parent_uid")},
       parent_step_id = ${parent}, missing_parent_uid = CASE WHEN ${parent} IS NULL THEN @parent_uid END,
       ${require_identify_file.STEP_RECORD_COLUMNS.map((name) => `${name} = @${name}`).join(", ")} WHERE uid = @uid`);
	return (record, known, claimedAt) => {
		const columns = require_identify_file.recordToColumns(record);
		update.run({
			...columns,
			parent_uid: record.parentUid,
			claimed_at: claimedAt ?? null
		});
		if (known === void 0) return require_identify_file.rebuildUsageTotals(db);
		const count = new require_identify_file.UsageCount();
		count.take(require_records.recordToFields(known));
		countColumns(count, columns);
		count.store(db);
	};
}
function createStep(db, draft, now) {
	const existing = findStep(db, draft.uid);
	if (existing !== void 0) return existing;
	insertSteps(db, [{
		record: {
			draft,
			parentUid: (draft.replays === null ? latestActiveStep(db, require_repository_key.repositoryKey(draft), draft.branch) : void 0)?.uid ?? null,
			createdAt: now,
			outcome: null
		},
		id: nextNumber(db, STEP_NUMBERS),
		claimedAt: now
	}]);
	return findStep(db, draft.uid) ?? missing(draft.uid);
}
function finishStep(db, uid, outcome) {
	const record = findRecord(db, uid);
	if (record === void 0) return void 0;
	const finished = {
		...record,
		outcome
	};
	if (require_merge.outcomeRank(finished) > require_merge.outcomeRank(record)) prepareRewrite(db)(finished, record);
	return findStep(db, uid);
}
function findStep(db, uid) {
	const row = findRow(db, uid);
	return row && (require_identify_file.rowToStep(row) ?? require_identify_file.unreadable(`step ${row.id}`));
}
function findRecord(db, uid) {
	const row = findRow(db, uid);
	return row && (require_identify_file.rowToRecord(row) ?? require_identify_file.unreadable(`step ${row.id}`));
}
function findRow(db, uid) {
	return prepareFindRow(db)(uid);
}
function prepareFindRow(db) {
	const find = db.prepare(`SELECT ${require_identify_file.STEP_COLUMNS} FROM ${require_identify_file.STEP_TABLES} WHERE s.uid = ?`);
	return (uid) => find.get(uid);
}
function latestActiveStep(db, repository, branch) {
	const rows = db.prepare(`SELECT ${require_identify_file.STEP_COLUMNS} FROM ${require_identify_file.STEP_TABLES}
     WHERE s.branch IS @branch AND s.active = 1${repository === void 0 ? "" : ` AND ${ofRepository("s.")}`} ORDER BY s.id DESC`);
	for (const row of rows.iterate({
		branch,
		...repository === void 0 ? {} : repositoryParameters(repository)
	})) {
		const step = require_identify_file.rowToStep(row);
		if (step !== void 0) return step;
	}
}
function listSteps(db, filter, leaveOut = () => {}) {
	const limit = filter.limit ?? -1;
	const ids = (filter.branch !== void 0 && filter.active === void 0 ? [{
		...filter,
		active: true
	}, {
		...filter,
		active: false
	}] : [filter]).map((arm) => `SELECT * FROM (SELECT id FROM steps${where(arm)} ORDER BY id DESC LIMIT @limit)`);
	return db.prepare(`SELECT ${require_identify_file.STEP_COLUMNS} FROM ${require_identify_file.STEP_TABLES} WHERE s.id IN (${ids.join(" UNION ALL ")}) ORDER BY s.id DESC LIMIT @limit`).all({
		...parameters(filter),
		limit
	}).flatMap((row) => require_identify_file.rowToStep(row) ?? leaveOut(`step ${row.id}`) ?? []);
}
function countSteps(db, { active, ...filter }) {
	const totals = require_identify_file.toTotalsFilter(filter);
	if (totals === void 0 || filter.startedSince !== void 0) return countRows(db, {
		active,
		...filter
	});
	const inactive = active === void 0 ? 0 : countRows(db, {
		...filter,
		active: false
	});
	if (active === false) return inactive;
	return require_identify_file.readTotals(db, totals).entries - inactive;
}
function countRows(db, filter) {
	return db.prepare(`SELECT count(*) FROM steps${where(filter)}`).pluck().get(parameters(filter)) ?? 0;
}
function sumUsage(db, filter) {
	const fromTotals = require_identify_file.toTotalsFilter(filter);
	return fromTotals === void 0 ? sumRows(db, filter) : require_identify_file.readTotals(db, fromTotals).usage;
}
function reportUsage(db, filter) {
	const fromTotals = require_identify_file.toTotalsFilter(filter);
	if (fromTotals !== void 0) return require_identify_file.readUsageReport(db, fromTotals);
	const report = require_usage_report.createUsageReport();
	let beforeId;
	for (;;) {
		const page = listSteps(db, {
			...filter,
			limit: PAGE,
			...beforeId === void 0 ? {} : { beforeId }
		});
		report.add(page);
		beforeId = page.at(-1)?.id ?? void 0;
		if (page.length === 0 || beforeId === void 0) return report.report();
	}
}
function sumRows(db, filter) {
	const usage = "CASE WHEN json_valid(token_usage_json) THEN token_usage_json END";
	const known = (key) => `sum(json_extract(${usage}, '$.${key}'))`;
	const unspent = require_usage_totals.UNSPENT_STATUSES.map((status) => `'${status}'`).join(", ");
	const conditions = where(filter);
	return db.prepare(`SELECT count(*) AS steps, sum(duration_ms) AS durationMs,
         count(*) - count(json_extract(${usage}, '$.total_tokens')) AS withoutTokens,
         count(*) FILTER (WHERE json_extract(${usage}, '$.state') = 'partial') AS partial,
         count(*) - count(json_extract(${usage}, '$.cost')) AS withoutCost,
         ${known("input_tokens")} AS inputTokens, ${known("cache_read_tokens")} AS cacheReadTokens,
         ${known("cache_write_tokens")} AS cacheWriteTokens, ${known("output_tokens")} AS outputTokens,
         ${known("reasoning_tokens")} AS reasoningTokens, ${known("total_tokens")} AS totalTokens,
         ${known("cost")} AS costUsd,
         ${known("cost")} FILTER (WHERE json_extract(${usage}, '$.cost_estimated')) AS estimatedUsd
       FROM steps${conditions}${conditions === "" ? " WHERE" : " AND"} status NOT IN (${unspent})`).get(parameters(filter)) ?? require_usage_totals.NO_USAGE;
}
function where(filter) {
	const conditions = [
		filter.branch !== void 0 && "branch = @branch",
		filter.repository !== void 0 && ofRepository(""),
		filter.active !== void 0 && `active = ${filter.active ? 1 : 0}`,
		filter.status !== void 0 && (filter.status === "succeeded" ? `status = 'succeeded'` : `status = @status AND status <> 'succeeded'`),
		filter.pullRequest !== void 0 && "pull_request = @pullRequest",
		filter.endedSince !== void 0 && "end_time >= @endedSince",
		filter.startedSince !== void 0 && "start_time >= @startedSince",
		filter.beforeId !== void 0 && "id < @beforeId"
	].filter((condition) => condition !== false);
	return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}
function ofRepository(table) {
	const id = `CASE WHEN json_valid(${table}run_json) THEN json_extract(${table}run_json, '$.repository_id') END`;
	return `CASE WHEN ${`substr(${table}repository, 1, instr(${table}repository, '/') - 1)`} IS @host AND @host IS NOT NULL AND ${id} IS NOT NULL
    THEN ${id} = @repositoryId ELSE ${table}repository IS @repository END`;
}
function repositoryParameters(key) {
	return {
		...key,
		host: require_repository_key.hostOfId(key)
	};
}
function parameters({ repository, ...filter }) {
	return {
		...filter,
		...repository === void 0 ? {} : repositoryParameters(repository)
	};
}
function parameter(column) {
	return `@${column}`;
}
function missing(uid) {
	throw new Error(`Step ${uid} is not there right after it was written.`);
}
// src/ledger/merge.ts
function mergeIntoLedger(db, incoming, now) {
	const all = require_merge.mergeRecords(incoming, require_records.NO_RECORDS);
	const present = findPresent(db, all);
	const records = withoutKnown(db, all, present);
	const { added, finished } = mergeSteps(db, records.steps, present, all.stepClaims);
	const numbers = mergeClaims(db, STEP_NUMBERS, records.stepClaims, createdAtByUid(added), now);
	insertNumbered(db, added, numbers);
	const rollbacks = mergeRollbacks(db, {
		...records,
		knownClaims: all.rollbackClaims
	}, now);
	const setAside = keepSetAside(db, all.setAside ?? []);
	projectActive(db, [...added.map((record) => record.draft.uid), ...stepsTouchedBy(db, rollbacks.touched)]);
	if (all.steps.length > 0 && all.steps.length >= countSteps(db, {})) require_identify_file.rebuildUsageTotals(db);
	return {
		stepsAdded: added.length,
		stepsFinished: finished,
		rollbacksAdded: rollbacks.added.length,
		setAside,
		renumbered: listRenumbered(all.stepClaims, added.map(({ draft }) => draft.uid), numbers),
		renumberedRollbacks: listRenumbered(all.rollbackClaims, rollbacks.added.map(({ uid }) => uid), rollbacks.numbers)
	};
}
function mergeSteps(db, records, present, claims) {
	const rewrite = prepareRewrite(db);
	const findRow = prepareFindRow(db);
	const added = [];
	let finished = 0;
	for (const record of records) {
		const row = present.has(record.draft.uid) ? findRow(record.draft.uid) : void 0;
		if (row === void 0) {
			added.push(record);
			continue;
		}
		const readable = require_identify_file.rowToRecord(row);
		if (readable === void 0) {
			rewrite(record, void 0, claimTime(claims, record.draft.uid, row.id));
			if (record.outcome !== null) finished++;
			continue;
		}
		const known = require_records.foldOutcome(readable);
		if (require_merge.strongerStep(known, record) === record) {
			rewrite(record, readable);
			if (require_merge.outcomeRank(record) > require_merge.outcomeRank(known)) finished++;
		}
	}
	return {
		added,
		finished
	};
}
function insertNumbered(db, added, numbers) {
	insertSteps(db, added.map((record) => {
		const claim = numbers.added.get(record.draft.uid);
		if (claim === void 0) throw new Error(`Step ${record.draft.uid} has no number after all were settled.`);
		return {
			record,
			id: claim.number,
			claimedAt: claim.claimedAt
		};
	}));
	db.exec(`UPDATE steps AS s SET parent_step_id = p.id, missing_parent_uid = NULL
    FROM steps p WHERE s.missing_parent_uid IS NOT NULL AND p.uid = s.missing_parent_uid`);
}
function keepSetAside(db, records) {
	const insert = db.prepare("INSERT OR IGNORE INTO set_aside (record, reason) VALUES (?, ?)");
	return records.reduce((count, { text, reason }) => count + insert.run(text, reason), 0);
}
function claimTime(claims, uid, number) {
	const [first] = claims.filter((claim) => claim.uid === uid && claim.number === number).sort(require_records.compareClaims);
	return first?.claimedAt;
}
function mergeRollbacks(db, records, now) {
	const insert = prepareRollbackInsert(db);
	const findDamagedRollback = prepareFindDamaged(db);
	const findRollback = prepareFindRollback(db);
	const added = [];
	const touched = [];
	for (const draft of records.rollbacks) {
		const damaged = findDamagedRollback(draft.uid);
		const known = damaged === void 0 ? findRollback(draft.uid) : void 0;
		if (damaged !== void 0) {
			touched.push(draft);
			const claimedAt = removeRollback(db, draft.uid);
			insert(draft, damaged, claimTime(records.knownClaims, draft.uid, damaged) ?? claimedAt);
		} else if (known === void 0) added.push(draft);
		else if (require_merge.strongerRollback(require_rollback.rollbackToDraft(known), draft) === draft) {
			touched.push(known, draft);
			const claimedAt = removeRollback(db, draft.uid);
			insert(draft, known.number, claimedAt);
		}
	}
	const numbers = mergeClaims(db, ROLLBACK_NUMBERS, records.rollbackClaims, createdAtByUid(added), now);
	for (const draft of added) {
		const claim = numbers.added.get(draft.uid);
		if (claim === void 0) throw new Error(`Rollback ${draft.uid} has no number after all were settled.`);
		insert(draft, claim.number, claim.claimedAt);
	}
	return {
		added,
		numbers,
		touched: [...touched, ...added]
	};
}
function createdAtByUid(records) {
	return new Map(records.map((record) => ["draft" in record ? record.draft.uid : record.uid, record.createdAt]));
}
function listRenumbered(claims, added, numbers) {
	const arrivals = new Set(added);
	const wanted = new Set(claims.flatMap(({ uid, number }) => arrivals.has(uid) ? [number] : []));
	const alone = require_records.settleClaims(claims.filter(({ number }) => wanted.has(number))).held;
	const moved = numbers.changed.map(({ from, to }) => ({
		uid: to.uid,
		from: from.number,
		to: to.number
	}));
	const arrived = added.flatMap((uid) => {
		const to = numbers.added.get(uid)?.number;
		return to === void 0 ? [] : [{
			uid,
			from: alone.get(uid)?.number ?? null,
			to
		}];
	});
	return [...moved, ...arrived].filter(({ from, to }) => from !== to);
}
function withoutKnown(db, records, present) {
	const isKnownStep = prepareStepTest(db);
	const isKnownStepClaim = prepareClaimTest(db, STEP_NUMBERS);
	const isKnownRollbackClaim = prepareClaimTest(db, ROLLBACK_NUMBERS);
	return {
		...records,
		steps: records.steps.filter((record) => !present.has(record.draft.uid) || !isKnownStep(record)),
		stepClaims: records.stepClaims.filter((claim) => !isKnownStepClaim(claim)),
		rollbackClaims: records.rollbackClaims.filter((claim) => !isKnownRollbackClaim(claim))
	};
}
function findPresent(db, records) {
	const uids = JSON.stringify(records.steps.map(({ draft }) => draft.uid));
	const find = db.prepare("SELECT uid FROM steps WHERE uid IN (SELECT value FROM json_each(?))").pluck();
	return new Set(find.all(uids));
}
function prepareStepTest(db) {
	const fields = require_identify_file.STEP_RECORD_COLUMNS.map((name) => `s.${name}`).join(", ");
	const select = db.prepare(`SELECT s.digest, s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid), ${fields} FROM ${require_identify_file.STEP_TABLES} WHERE s.uid = ?`).raw();
	return (record) => {
		const [digest, ...row] = select.get(record.draft.uid) ?? [];
		if (row.length === 0) return false;
		const [parentUid, ...values] = row.slice(2);
		const columns = require_identify_file.recordToColumns(record);
		return parentUid === record.parentUid && require_identify_file.STEP_RECORD_COLUMNS.every((name, at) => columns[name] === values[at]) && digest instanceof Uint8Array && require_identify_file.digestOfValues(row).equals(digest);
	};
}
function prepareClaimTest(db, { table, number, kind }) {
	const held = db.prepare(`SELECT 1 FROM ${table} WHERE uid = ? AND ${number} = ? AND coalesce(claimed_at, created_at) = ?`).pluck();
	const other = db.prepare(`SELECT 1 FROM claims WHERE kind = '${kind}' AND uid = ? AND number = ? AND claimed_at = ?`).pluck();
	return ({ uid, number: claimed, claimedAt }) => held.get(uid, claimed, claimedAt) !== void 0 || other.get(uid, claimed, claimedAt) !== void 0;
}
// src/ledger/laforge-file.ts
var laforge_file_exports = require_rolldown_runtime.__exportAll({ importLaForge: () => importLaForge });
function takeOverLaForgeFile(db, path, now, stillLaForge) {
	require_identify_file.checkIntegrity(db, path);
	db.exec("PRAGMA foreign_keys = OFF");
	const file = (0, node_fs.openSync)(path, "r");
	try {
		db.write(() => {
			if (!stillLaForge()) return;
			const records = readLaForgeRecords(db, path);
			keepCopy(path, (0, node_fs.readFileSync)(file));
			db.exec("DROP TABLE steps");
			require_identify_file.migrate(db, 0);
			mergeIntoLedger(db, records, now);
		});
	} finally {
		(0, node_fs.closeSync)(file);
	}
	db.exec("PRAGMA foreign_keys = ON");
}
function readLaForgeIntoMemory(db, path, now) {
	require_identify_file.checkIntegrity(db, path);
	const memory = require_identify_file.openDatabase(":memory:");
	require_identify_file.migrate(memory, 0);
	mergeIntoLedger(memory, readLaForgeRecords(db, path), now);
	db.close();
	return memory;
}
function keepCopy(path, bytes) {
	const mode = (0, node_fs.statSync)(path).mode & 511;
	for (let index = 1; index < 1e3; index++) {
		const copyPath = `${path}.laforge-backup${index === 1 ? "" : `-${index}`}`;
		try {
			const file = (0, node_fs.openSync)(copyPath, "wx", mode);
			try {
				for (let written = 0; written < bytes.length;) written += (0, node_fs.writeSync)(file, bytes, written);
				(0, node_fs.fsyncSync)(file);
			} finally {
				(0, node_fs.closeSync)(file);
			}
			return;
		} catch (error) {
			if (require_errors.errnoCode(error) !== "EEXIST") throw new require_errors.StoreError("unwritable", `${path} was written by LaForge and is copied to ${copyPath} before it is changed, but that copy could not be written. Look at the free space and the permissions of the folder.`, { cause: error });
		}
	}
	throw new require_errors.StoreError("unwritable", `${path} has a thousand copies beside it already. Move some of them away.`);
}
const MAX_BYTES = 1024 ** 3;
function importLaForge(path, ledger) {
	checkPath(path, {
		mayBeMissing: false,
		maxBytes: MAX_BYTES
	});
	const records = require_identify_file.withStoreErrors(path, () => {
		const db = require_identify_file.openDatabase(path, { readonly: true });
		try {
			const { kind } = require_identify_file.identifyFile(db, path);
			if (kind === "empty") throw require_identify_file.notALedger(path, "it is empty");
			if (kind === "ledger") throw require_identify_file.notALedger(path, "it is one of ours already, for laforge merge, and not LaForge's");
			require_identify_file.checkIntegrity(db, path);
			return readLaForgeRecords(db, path);
		} finally {
			db.close();
		}
	});
	return ledger.merge(ledger.countSteps() === 0 ? records : {
		...records,
		stepClaims: [],
		rollbackClaims: []
	});
}
Object.defineProperty(exports, "ROLLBACK_NUMBERS", {
	enumerable: true,
	get: function() {
		return ROLLBACK_NUMBERS;
	}
});
Object.defineProperty(exports, "SIDECARS", {
	enumerable: true,
	get: function() {
		return SIDECARS;
	}
});
Object.defineProperty(exports, "STEP_NUMBERS", {
	enumerable: true,
	get: function() {
		return STEP_NUMBERS;
	}
});
Object.defineProperty(exports, "addRollback", {
	enumerable: true,
	get: function() {
		return addRollback;
	}
});
Object.defineProperty(exports, "checkPath", {
	enumerable: true,
	get: function() {
		return checkPath;
	}
});
Object.defineProperty(exports, "claimantsOf", {
	enumerable: true,
	get: function() {
		return claimantsOf;
	}
});
Object.defineProperty(exports, "clearSidecars", {
	enumerable: true,
	get: function() {
		return clearSidecars;
	}
});
Object.defineProperty(exports, "countClaimsKeptTwice", {
	enumerable: true,
	get: function() {
		return countClaimsKeptTwice;
	}
});
Object.defineProperty(exports, "countSteps", {
	enumerable: true,
	get: function() {
		return countSteps;
	}
});
Object.defineProperty(exports, "countWrongActive", {
	enumerable: true,
	get: function() {
		return countWrongActive;
	}
});
Object.defineProperty(exports, "createStep", {
	enumerable: true,
	get: function() {
		return createStep;
	}
});
Object.defineProperty(exports, "findRollback", {
	enumerable: true,
	get: function() {
		return findRollback;
	}
});
Object.defineProperty(exports, "findStep", {
	enumerable: true,
	get: function() {
		return findStep;
	}
});
Object.defineProperty(exports, "findUnsettledRows", {
	enumerable: true,
	get: function() {
		return findUnsettledRows;
	}
});
Object.defineProperty(exports, "finishStep", {
	enumerable: true,
	get: function() {
		return finishStep;
	}
});
Object.defineProperty(exports, "laforge_file_exports", {
	enumerable: true,
	get: function() {
		return laforge_file_exports;
	}
});
Object.defineProperty(exports, "latestActiveStep", {
	enumerable: true,
	get: function() {
		return latestActiveStep;
	}
});
Object.defineProperty(exports, "listRollbacks", {
	enumerable: true,
	get: function() {
		return listRollbacks;
	}
});
Object.defineProperty(exports, "listSteps", {
	enumerable: true,
	get: function() {
		return listSteps;
	}
});
Object.defineProperty(exports, "mergeIntoLedger", {
	enumerable: true,
	get: function() {
		return mergeIntoLedger;
	}
});
Object.defineProperty(exports, "nextNumber", {
	enumerable: true,
	get: function() {
		return nextNumber;
	}
});
Object.defineProperty(exports, "prepareClaimReaders", {
	enumerable: true,
	get: function() {
		return prepareClaimReaders;
	}
});
Object.defineProperty(exports, "prepareFindRow", {
	enumerable: true,
	get: function() {
		return prepareFindRow;
	}
});
Object.defineProperty(exports, "readDraft", {
	enumerable: true,
	get: function() {
		return readDraft;
	}
});
Object.defineProperty(exports, "readLaForgeIntoMemory", {
	enumerable: true,
	get: function() {
		return readLaForgeIntoMemory;
	}
});
Object.defineProperty(exports, "reportUsage", {
	enumerable: true,
	get: function() {
		return reportUsage;
	}
});
Object.defineProperty(exports, "selectRollbacks", {
	enumerable: true,
	get: function() {
		return selectRollbacks;
	}
});
Object.defineProperty(exports, "sumUsage", {
	enumerable: true,
	get: function() {
		return sumUsage;
	}
});
Object.defineProperty(exports, "takeOverLaForgeFile", {
	enumerable: true,
	get: function() {
		return takeOverLaForgeFile;
	}
});
