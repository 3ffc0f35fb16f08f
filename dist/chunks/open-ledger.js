const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
const require_laforge_rows = require("./laforge-rows.js");
const require_identify_file = require("./identify-file.js");
const require_errors = require("./errors.js");
const require_records = require("./records.js");
const require_documents = require("./documents.js");
const require_rollback = require("./rollback.js");
const require_usage_report = require("./usage-report.js");
const require_usage_totals = require("./usage-totals.js");
let node_os = require("node:os");
let node_path = require("node:path");
let node_util = require("node:util");
// src/domain/merge.ts
function mergeRecords(a, b) {
	return {
		steps: mergeByUid([...a.steps, ...b.steps].map(require_records.foldOutcome), (record) => record.draft.uid, strongerStep),
		stepClaims: mergeClaims$1(a.stepClaims, b.stepClaims),
		rollbacks: mergeByUid([...a.rollbacks, ...b.rollbacks].map(sortStepUids), (draft) => draft.uid, strongerRollback),
		rollbackClaims: mergeClaims$1(a.rollbackClaims, b.rollbackClaims),
		...mergeSetAside([...a.setAside ?? [], ...b.setAside ?? []])
	};
}
function mergeSetAside(all) {
	if (all.length === 0) return {};
	return { setAside: [...new Map(all.map((it) => [it.text, it])).values()].sort((a, b) => compareTexts(a.text, b.text)) };
}
function strongerStep(a, b) {
	return (outcomeRank(b) - outcomeRank(a) || compareTexts(a.outcome?.endTime ?? "~", b.outcome?.endTime ?? "~") || compareTexts(require_documents.toSortedJson(a), require_documents.toSortedJson(b))) <= 0 ? a : b;
}
function strongerRollback(a, b) {
	return compareTexts(require_documents.toSortedJson(a), require_documents.toSortedJson(b)) <= 0 ? a : b;
}
function outcomeRank({ outcome }) {
	if (outcome === null) return 0;
	if (outcome.status !== "interrupted") return 3;
	return outcome.endTime === null ? 1 : 2;
}
function sortStepUids(draft) {
	return {
		...draft,
		stepUids: [...new Set(draft.stepUids)].sort(compareTexts)
	};
}
function orderUnsettled(unsettled, claimsByUid) {
	return [...unsettled].map(([uid, createdAt]) => {
		const [first] = [...claimsByUid.get(uid) ?? []].sort(require_records.compareClaims);
		return first ?? {
			uid,
			number: 0,
			claimedAt: createdAt
		};
	}).sort(require_records.compareClaims).map((claim) => claim.uid);
}
function claimKey(claim) {
	return `${claim.number} ${claim.uid} ${claim.claimedAt}`;
}
function mergeClaims$1(a, b) {
	return [...new Map([...a, ...b].map((claim) => [claimKey(claim), claim])).values()].sort(require_records.compareClaims);
}
function mergeByUid(items, uidOf, stronger) {
	const byUid = new Map();
	for (const item of items) {
		const other = byUid.get(uidOf(item));
		byUid.set(uidOf(item), other === void 0 ? item : stronger(other, item));
	}
	return [...byUid].sort(([a], [b]) => compareTexts(a, b)).map(([, item]) => item);
}
function compareTexts(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
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
	for (const uid of orderUnsettled(unsettled, claimsByUid)) settled.set(uid, {
		uid,
		number: next++,
		claimedAt: now
	});
	const changed = [...rows].flatMap(([uid, from]) => {
		const to = settled.get(uid);
		return from === void 0 || to === void 0 || claimKey(from) === claimKey(to) ? [] : [{
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
		return from === void 0 || to !== void 0 && claimKey(to) === claimKey(from) ? [] : [{
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
	const pool = new Map(claims.map((claim) => [claimKey(claim), claim]));
	const addToPool = (claim) => pool.set(claimKey(claim), claim);
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
		for (const claim of claimsByUid.get(uid) ?? []) if (held === void 0 || claimKey(claim) !== claimKey(held)) insert.run(kind, claim.number, uid, claim.claimedAt);
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
		const sorted = sortStepUids(draft);
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
		run_json: run && require_documents.toStored(require_documents.runInfo, run)
	};
}
function rowToRollback(row) {
	const draft = row.intact === 1 ? readDraft(row, new require_documents.Reading(false)) : void 0;
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
		run: typeof run === "string" ? require_documents.parseJson(run) ?? run : run
	}, reading);
	return found === require_documents.WRONG ? void 0 : found;
}
// src/ledger/steps.ts
const PAGE$1 = 1e3;
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
	const step = require_identify_file.readFields(columns, new require_documents.Reading(false));
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
			parentUid: (draft.replays === null ? latestActiveStep(db, draft.repository, draft.branch) : void 0)?.uid ?? null,
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
	if (outcomeRank(finished) > outcomeRank(record)) prepareRewrite(db)(finished, record);
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
     WHERE s.branch IS ? AND s.repository IS ? AND s.active = 1 ORDER BY s.id DESC`);
	for (const row of rows.iterate(branch, repository)) {
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
		...filter,
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
	return db.prepare(`SELECT count(*) FROM steps${where(filter)}`).pluck().get({ ...filter }) ?? 0;
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
			limit: PAGE$1,
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
       FROM steps${conditions}${conditions === "" ? " WHERE" : " AND"} status NOT IN (${unspent})`).get({ ...filter }) ?? require_usage_totals.NO_USAGE;
}
function where(filter) {
	const conditions = [
		filter.branch !== void 0 && "branch = @branch",
		filter.repository !== void 0 && "repository IS @repository",
		filter.active !== void 0 && `active = ${filter.active ? 1 : 0}`,
		filter.status !== void 0 && (filter.status === "succeeded" ? `status = 'succeeded'` : `status = @status AND status <> 'succeeded'`),
		filter.pullRequest !== void 0 && "pull_request = @pullRequest",
		filter.endedSince !== void 0 && "end_time >= @endedSince",
		filter.startedSince !== void 0 && "start_time >= @startedSince",
		filter.beforeId !== void 0 && "id < @beforeId"
	].filter((condition) => condition !== false);
	return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}
function parameter(column) {
	return `@${column}`;
}
function missing(uid) {
	throw new Error(`Step ${uid} is not there right after it was written.`);
}
// src/ledger/merge.ts
function mergeIntoLedger(db, incoming, now) {
	const all = mergeRecords(incoming, require_records.NO_RECORDS);
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
		if (strongerStep(known, record) === record) {
			rewrite(record, readable);
			if (outcomeRank(record) > outcomeRank(known)) finished++;
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
		else if (strongerRollback(require_rollback.rollbackToDraft(known), draft) === draft) {
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
function takeOverLaForgeFile(db, path, now, stillLaForge) {
	require_identify_file.checkIntegrity(db, path);
	db.exec("PRAGMA foreign_keys = OFF");
	const file = (0, node_fs.openSync)(path, "r");
	try {
		db.write(() => {
			if (!stillLaForge()) return;
			const records = require_laforge_rows.readLaForgeRecords(db, path);
			keepCopy$1(path, (0, node_fs.readFileSync)(file));
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
	mergeIntoLedger(memory, require_laforge_rows.readLaForgeRecords(db, path), now);
	db.close();
	return memory;
}
function keepCopy$1(path, bytes) {
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
			if (!isExisting(error)) throw new require_errors.StoreError("unwritable", `${path} was written by LaForge and is copied to ${copyPath} before it is changed, but that copy could not be written. Look at the free space and the permissions of the folder.`, { cause: error });
		}
	}
	throw new require_errors.StoreError("unwritable", `${path} has a thousand copies beside it already. Move some of them away.`);
}
function isExisting(error) {
	return typeof error === "object" && error !== null && "code" in error && error.code === "EEXIST";
}
// src/ledger/kept-bytes.ts
const CHUNK_BYTES$1 = 1048576;
function keepInMemory(path) {
	const bytes = readWhole(path);
	return {
		start: () => {},
		read: () => bytes,
		stop: () => {},
		close: () => {}
	};
}
function keepInFile(path) {
	let copy;
	let copying;
	let then;
	return {
		start: (hold) => {
			const name = `${path}.copy-${(0, node_crypto.randomUUID)()}`;
			const release = hold();
			const isShared = shareBlocks(path, name);
			release();
			const file = (0, node_fs.openSync)(name, isShared ? "r" : "wx+");
			copy = file;
			(0, node_fs.unlinkSync)(name);
			const note = () => {
				then = (0, node_fs.fstatSync)(file, { bigint: true });
			};
			if (isShared) return note();
			copying = copyInBackground(path, file, hold);
			copying.whole.then(note, () => {});
		},
		read: () => {
			if (copy === void 0 || then === void 0) throw require_identify_file.damaged(path, "no copy of it was finished before it was changed");
			const now = (0, node_fs.fstatSync)(copy, { bigint: true });
			if (now.size !== then.size || now.ctimeNs !== then.ctimeNs || now.mtimeNs !== then.mtimeNs) throw require_identify_file.damaged(path, "its copy was changed too");
			return readAll(copy, Number(then.size));
		},
		stop: () => copying?.stop(),
		close: () => {
			const close = () => copy !== void 0 && (0, node_fs.closeSync)(copy);
			copying?.stop();
			if (copying === void 0) close();
			else copying.whole.then(close, close);
		}
	};
}
function shareBlocks(path, name) {
	try {
		(0, node_fs.copyFileSync)(path, name, node_fs.constants.COPYFILE_EXCL | node_fs.constants.COPYFILE_FICLONE_FORCE);
		return true;
	} catch {
		(0, node_fs.rmSync)(name, { force: true });
		return false;
	}
}
function copyInBackground(path, copy, hold) {
	const then = (0, node_fs.statSync)(path, { bigint: true });
	let isStopped = false;
	let release = hold();
	const letOthers = () => {
		release?.();
		release = void 0;
	};
	const run = async () => {
		const file = (0, node_fs.openSync)(path, "r");
		try {
			const buffer = Buffer.alloc(CHUNK_BYTES$1);
			for (let at = 0, got = -1; got !== 0; at += got) {
				if (isStopped) throw new Error("The copy was given up.");
				({bytesRead: got} = await (0, node_util.promisify)(node_fs.read)(file, buffer, 0, CHUNK_BYTES$1, at));
				if (got > 0) await (0, node_util.promisify)(node_fs.write)(copy, buffer, 0, got, at);
			}
			const now = (0, node_fs.statSync)(path, { bigint: true });
			if (now.ino !== then.ino || now.size !== then.size || now.ctimeNs !== then.ctimeNs) throw new Error("The file was changed while it was copied.");
		} finally {
			(0, node_fs.closeSync)(file);
			letOthers();
		}
	};
	return {
		whole: run(),
		stop: () => {
			isStopped = true;
			letOthers();
		}
	};
}
function readWhole(path) {
	const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | (node_fs.constants.O_NONBLOCK ?? 0));
	try {
		return readAll(file, (0, node_fs.fstatSync)(file).size);
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function readAll(file, size) {
	const bytes = Buffer.alloc(size);
	for (let at = 0, got = -1; at < size && got !== 0; at += got) got = (0, node_fs.readSync)(file, bytes, at, Math.min(CHUNK_BYTES$1, size - at), at);
	return bytes;
}
// src/ledger/compare-ledgers.ts
const START = [
	"project_id",
	"repository",
	"commit_sha_before",
	"start_time",
	"run_json",
	"created_at"
];
const parentOf = (step, schema) => `coalesce((SELECT uid FROM ${schema}.steps WHERE id = ${step}.parent_step_id), ${step}.missing_parent_uid)`;
const areSame = (columns) => columns.map((column) => `n.${column} IS b.${column}`).join(" AND ");
const isWhole = `n.digest IS ${require_identify_file.stepDigest((column) => `n.${column}`, "n.id", "n.claimed_at", parentOf("n", "now"))}`;
const wasOver = `b.status NOT IN ('running', 'interrupted')`;
const isSame = `CASE WHEN ${wasOver} THEN ${areSame(require_identify_file.STEP_RECORD_COLUMNS)} AND ${parentOf("n", "now")} IS ${parentOf("b", "main")}
  ELSE ${areSame(START)} END`;
const hasDigest = `CASE WHEN ${wasOver} AND n.id = b.id AND n.claimed_at IS b.claimed_at
  THEN n.digest IS b.digest ELSE ${isWhole} END`;
const rollbacksOf = (schema) => `SELECT ${require_identify_file.ROLLBACK_RECORD_COLUMNS.join(", ")},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM ${schema}.rollback_steps s WHERE s.rollback = r.number)
  FROM ${schema}.rollbacks r`;
const claimsOf = (schema) => `SELECT kind, number, uid, claimed_at FROM ${schema}.claims
  UNION SELECT 'step', id, uid, coalesce(claimed_at, created_at) FROM ${schema}.steps
  UNION SELECT 'rollback', number, uid, coalesce(claimed_at, created_at) FROM ${schema}.rollbacks`;
const LOST = `SELECT
  (SELECT count(*) FROM main.steps b LEFT JOIN now.steps n ON n.uid = b.uid
     WHERE n.uid IS NULL OR NOT (${isSame}) OR NOT (${hasDigest}))
  + (SELECT count(*) FROM (${rollbacksOf("main")} EXCEPT ${rollbacksOf("now")}))
  + (SELECT count(*) FROM (SELECT * FROM (${claimsOf("main")}) EXCEPT SELECT * FROM (${claimsOf("now")})))`;
const isWholeRollback = `r.digest IS ${require_identify_file.digestOfRollback("now")}`;
const ADDED = `SELECT n.uid FROM now.steps n LEFT JOIN main.steps b ON b.uid = n.uid
    WHERE (b.uid IS NULL OR (NOT ${wasOver} AND n.status <> b.status AND ${areSame(START)})) AND ${isWhole}
  UNION SELECT uid FROM now.rollbacks r WHERE uid NOT IN (SELECT uid FROM main.rollbacks) AND ${isWholeRollback}`;
const ODD = `SELECT
  (SELECT count(*) FROM now.steps n WHERE n.uid NOT IN (SELECT uid FROM main.steps) AND NOT (${isWhole}))
  + (SELECT count(*) FROM now.rollbacks r WHERE r.uid NOT IN (SELECT uid FROM main.rollbacks) AND NOT (${isWholeRollback}))
  + (SELECT count(*) FROM now.claims WHERE number NOT BETWEEN 1 AND ${require_records.HIGHEST_NUMBER} OR length(uid) <> 36)
  + (SELECT count(*) FROM (SELECT record FROM now.set_aside EXCEPT SELECT record FROM main.set_aside))`;
function compareLedgers(before, path) {
	return withPrivateFile(before, (copy) => {
		const db = require_identify_file.openDatabase(copy, { readonly: true });
		try {
			db.attach(path, "now");
			const [finding] = db.prepare("PRAGMA now.integrity_check(1)").pluck().all();
			if (finding !== "ok") throw new Error(finding);
			return {
				lost: db.prepare(LOST).pluck().get() ?? 0,
				odd: db.prepare(ODD).pluck().get() ?? 0,
				added: db.prepare(ADDED).pluck().all()
			};
		} finally {
			db.close();
		}
	});
}
function withPrivateFile(bytes, run) {
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-before-"));
	try {
		const path = (0, node_path.join)(folder, "steps.db");
		(0, node_fs.writeFileSync)(path, bytes, { mode: 384 });
		const result = run(path);
		if (!readWhole(path).equals(bytes)) throw new Error(`${path} was changed while it was read.`);
		return result;
	} finally {
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
	}
}
// src/ledger/records.ts
function readRecords(db) {
	const rows = db.prepare(`SELECT ${require_identify_file.STEP_COLUMNS} FROM ${require_identify_file.STEP_TABLES} ORDER BY s.uid`);
	const kept = readSetAside(db);
	const claims = {
		stepClaims: readClaims$1(db, STEP_NUMBERS),
		rollbackClaims: readClaims$1(db, ROLLBACK_NUMBERS)
	};
	return collect(rows.iterate(), selectRollbacks(db).iterate({}), claims, kept);
}
function readRecordsOf(db, uids) {
	const wanted = [...new Set(uids)];
	const claimsOf = (series) => wanted.flatMap(prepareClaimReaders(db, series).ofUid);
	const findRow = prepareFindRow(db);
	const findRollback = selectRollbacks(db, "WHERE r.uid = @uid");
	return collect(wanted.flatMap((one) => findRow(one) ?? []), wanted.flatMap((one) => findRollback.all({ uid: one })), {
		stepClaims: claimsOf(STEP_NUMBERS),
		rollbackClaims: claimsOf(ROLLBACK_NUMBERS)
	});
}
function readOdd(db, uids) {
	const kept = readSetAside(db);
	const findRow = prepareFindRow(db);
	return collect(uids.flatMap((one) => findRow(one) ?? []), selectRollbacks(db).iterate({}), {
		stepClaims: [],
		rollbackClaims: []
	}, kept).setAside ?? [];
}
function readSetAside(db) {
	return db.prepare("SELECT record AS text, reason FROM set_aside ORDER BY record").all();
}
function readClaims$1(db, { table, number, kind }) {
	return db.prepare(`SELECT uid, ${number} AS number, coalesce(claimed_at, created_at) AS claimedAt FROM ${table}
       UNION ALL SELECT uid, number, claimed_at FROM claims WHERE kind = ?`).all(kind);
}
function collect(steps, rollbacks, claims, kept = []) {
	const setAside = [...kept];
	const readRow = (row, read) => {
		const reading = new require_documents.Reading(true);
		const found = read?.(row, reading);
		if (found !== void 0) return [found];
		const text = JSON.stringify({
			...row,
			digest: void 0
		});
		setAside.push({
			text,
			reason: reading.wrong ?? "its fields do not match their digest"
		});
		return [];
	};
	const readClaim = (value) => {
		const reading = new require_documents.Reading(true);
		const found = require_records.claim.read(value, reading);
		if (found !== require_documents.WRONG) return [found];
		setAside.push({
			text: JSON.stringify(value),
			reason: reading.wrong ?? "is no claim"
		});
		return [];
	};
	const records = {
		steps: Array.from(steps, (row) => readRow(row, require_identify_file.isIntact(row) ? rowToRecordStrictly : null)).flat(),
		stepClaims: claims.stepClaims.flatMap(readClaim),
		rollbacks: Array.from(rollbacks, (row) => readRow(row, row.intact === 1 ? readDraft : null)).flat(),
		rollbackClaims: claims.rollbackClaims.flatMap(readClaim)
	};
	return setAside.length === 0 ? records : {
		...records,
		setAside
	};
}
function rowToRecordStrictly(row, reading) {
	const fields = require_identify_file.readFields(row, reading);
	const parentUid = require_documents.nullable(require_documents.uid).read(row.parent_uid, reading);
	return fields === void 0 || parentUid === require_documents.WRONG ? void 0 : require_records.fieldsToRecord(fields, parentUid);
}
// src/ledger/contents.ts
const PAGE = 250;
function readContents(read) {
	const oddSteps = [];
	const oddClaims = [];
	return {
		steps: readSteps(read, oddSteps),
		rollbacks: later(() => read((db) => listRollbacks(db, {})).toReversed()),
		stepClaims: readClaims(read, STEP_NUMBERS, oddClaims),
		rollbackClaims: readClaims(read, ROLLBACK_NUMBERS, oddClaims),
		setAside: later(() => [...read((db) => readOdd(db, oddSteps)), ...oddClaims])
	};
}
function* later(list) {
	yield* list();
}
function* readSteps(read, odd) {
	for (let after = Number.MIN_SAFE_INTEGER;;) {
		const rows = read((db) => db.prepare(`SELECT ${require_identify_file.STEP_COLUMNS} FROM ${require_identify_file.STEP_TABLES} WHERE s.id > ? ORDER BY s.id LIMIT ?`).all(after, PAGE));
		for (const row of rows) {
			const step = require_identify_file.rowToStep(row);
			if (step === void 0) odd.push(String(row.uid));
			else yield step;
		}
		const last = rows.at(-1);
		if (last === void 0) return;
		after = last.id;
	}
}
function* readClaims(read, series, odd) {
	const { table, number, kind } = series;
	const end = read((db) => nextNumber(db, series));
	for (let from = 0; from < end; from += PAGE) {
		const claims = read((db) => db.prepare(`SELECT uid, ${number} AS number, coalesce(claimed_at, created_at) AS claimedAt FROM ${table}
             WHERE ${number} >= @from AND ${number} < @to
           UNION ALL SELECT uid, number, claimed_at FROM claims
             WHERE kind = '${kind}' AND number >= @from AND number < @to
           ORDER BY 2, 3, 1`).all({
			from,
			to: from + PAGE
		}));
		for (const value of claims) {
			const reading = new require_documents.Reading(true);
			const found = require_records.claim.read(value, reading);
			if (found !== require_documents.WRONG) yield found;
			else odd.push({
				text: JSON.stringify(value),
				reason: reading.wrong ?? "is no claim"
			});
		}
	}
}
// src/ledger/file-copy.ts
const CHUNK_BYTES = 1048576;
const IN_MEMORY_BYTES = 16777216;
const SIDECARS = [
	"-journal",
	"-wal",
	"-shm"
];
function keepCopy(path) {
	const target = (0, node_fs.realpathSync)(path);
	const stats = (0, node_fs.statSync)(target, { bigint: true });
	const isSmall = stats.size <= IN_MEMORY_BYTES;
	const kept = isSmall ? keepInMemory(target) : keepInFile(target);
	const look = () => (0, node_fs.lstatSync)(target, {
		bigint: true,
		throwIfNoEntry: false
	});
	return {
		target,
		start: kept.start,
		read: kept.read,
		stop: kept.stop,
		close: kept.close,
		change: () => {
			const now = look();
			if (now === void 0) return "deleted";
			if (!isSameFile(now, stats) || SIDECARS.some((it) => (0, node_fs.lstatSync)(target + it, { throwIfNoEntry: false }))) return "changed";
			return (isSmall ? readWhole(target).equals(kept.read()) : now.ctimeNs === stats.ctimeNs && now.mtimeNs === stats.mtimeNs) ? null : "changed";
		},
		mayHaveGrown: () => {
			const now = look();
			return now?.isFile() === true && now.size <= stats.size * 2n + BigInt(4 * IN_MEMORY_BYTES);
		},
		moveAside: () => {
			if (look() === void 0) return null;
			const aside = `${target}.set-aside-${(0, node_crypto.randomUUID)()}`;
			(0, node_fs.renameSync)(target, aside);
			return aside;
		},
		putBack: () => {
			const bytes = kept.read();
			const name = `${target}.new-${(0, node_crypto.randomUUID)()}`;
			(0, node_fs.mkdirSync)((0, node_path.dirname)(target), { recursive: true });
			const file = (0, node_fs.openSync)(name, "wx", Number(stats.mode & 511n));
			try {
				for (let at = 0; at < bytes.length; at += CHUNK_BYTES) (0, node_fs.writeSync)(file, bytes.subarray(at, at + CHUNK_BYTES));
				(0, node_fs.fsyncSync)(file);
			} finally {
				(0, node_fs.closeSync)(file);
			}
			for (const it of SIDECARS) (0, node_fs.rmSync)(target + it, {
				recursive: true,
				force: true
			});
			if (look()?.isDirectory()) (0, node_fs.rmSync)(target, { recursive: true });
			(0, node_fs.renameSync)(name, target);
		}
	};
}
function isSameFile(now, then) {
	return now.isFile() && now.dev === then.dev && now.ino === then.ino && now.size === then.size;
}
// src/ledger/sqlite-ledger.ts
var SqliteLedger = class {
	path;
	#db;
	#clock;
	#reopen;
	#refusal = null;
	#leftOut = new Set();
	#leaveOut = (name) => {
		this.#leftOut.add(name);
	};
	#copies = new Set();
	constructor(path, db, clock, reopen) {
		this.path = path;
		this.#db = db;
		this.#clock = clock;
		this.#reopen = reopen;
	}
	createStep(draft) {
		return this.#write((db) => createStep(db, draft, this.#now()));
	}
	updateStep(uid, outcome) {
		const step = this.#write((db) => finishStep(db, uid, outcome));
		if (step !== void 0) return step;
		throw new require_errors.StoreError("unwritable", `${this.path} has no step ${uid}, so how it ended was not recorded.`);
	}
	getStep(ref) {
		return this.#read((db) => {
			const find = (uid) => findStep(db, uid);
			return ref.kind === "id" ? lookUpNumber(db, STEP_NUMBERS, ref.id, find) : lookUpPrefix(db, STEP_NUMBERS, ref.prefix, find);
		});
	}
	getLatestActiveStep(repository, branch) {
		return this.#read((db) => latestActiveStep(db, repository, branch));
	}
	listSteps(filter = {}) {
		return this.#read((db) => listSteps(db, filter, this.#leaveOut));
	}
	countSteps(filter = {}) {
		return this.#read((db) => countSteps(db, filter));
	}
	sumUsage(filter = {}) {
		return this.#read((db) => sumUsage(db, filter));
	}
	reportUsage(filter = {}) {
		return this.#read((db) => reportUsage(db, filter));
	}
	deactivateSteps(uids, draft) {
		return this.addRollback({
			...draft,
			kind: "rollback",
			undoes: null,
			repository: null,
			branch: null,
			target: null,
			fromSha: null,
			toSha: null,
			pinRef: null,
			stepUids: uids,
			run: null
		});
	}
	addRollback(draft) {
		return this.#write((db) => addRollback(db, draft, this.#now()));
	}
	getRollback(ref) {
		return this.#read((db) => {
			const find = (uid) => findRollback(db, uid);
			return ref.kind === "number" ? lookUpNumber(db, ROLLBACK_NUMBERS, ref.number, find) : lookUpPrefix(db, ROLLBACK_NUMBERS, ref.prefix, find);
		});
	}
	listRollbacks(filter = {}) {
		return this.#read((db) => listRollbacks(db, filter, this.#leaveOut));
	}
	countLeftOut() {
		const setAside = this.#read((db) => db.prepare("SELECT count(*) FROM set_aside").pluck().get());
		return this.#leftOut.size + (setAside ?? 0);
	}
	records(uids) {
		return this.#read((db) => uids === void 0 ? readRecords(db) : readRecordsOf(db, uids));
	}
	contents() {
		return readContents((run) => this.#read(run));
	}
	merge(records) {
		return this.#write((db) => mergeIntoLedger(db, records, this.#now()));
	}
	guard() {
		const copy = this.#read((db) => {
			require_identify_file.readNumber(db, "user_version");
			return keepCopy(this.path);
		});
		copy.start(() => holdReading(this.path));
		this.#copies.add(copy);
		return { restore: (isShared) => require_identify_file.withStoreErrors(this.path, () => {
			this.#copies.delete(copy);
			copy.stop();
			try {
				return this.#restore(copy, isShared);
			} catch (error) {
				this.#refusal = error;
				throw error;
			} finally {
				copy.close();
			}
		}) };
	}
	#restore(copy, isShared) {
		const change = copy.change();
		if (change === null) return null;
		const others = isShared ? this.#lookAtOthers(copy) : null;
		if (others === "nothing-lost") return null;
		copy.read();
		this.#db.close();
		const aside = isShared && others?.isOurs !== true ? copy.moveAside() : null;
		try {
			copy.putBack();
		} finally {
			this.#db = this.#reopen();
		}
		if (others !== null) this.merge(others.added);
		const kept = aside === null ? "" : ` What lay there instead is kept as ${aside}.`;
		return `${this.path} was ${change} while the agent ran, and was put back as it was.${kept}`;
	}
	#lookAtOthers(copy) {
		if (!copy.mayHaveGrown()) return null;
		this.#db.close();
		try {
			this.#db = this.#reopen();
			const growth = compareLedgers(copy.read(), copy.target);
			const { setAside, ...added } = readRecordsOf(this.#db, growth.added);
			const isOurs = growth.odd === 0 && setAside === void 0;
			return growth.lost === 0 && isOurs ? "nothing-lost" : {
				added,
				isOurs
			};
		} catch {
			return null;
		}
	}
	close() {
		this.#stopCopies();
		require_identify_file.withStoreErrors(this.path, () => this.#db.close());
	}
	#now() {
		return this.#clock.now().toISOString();
	}
	#read(run) {
		this.#checkUsable();
		return require_identify_file.withStoreErrors(this.path, () => this.#db.read(() => run(this.#db)));
	}
	#write(run) {
		this.#checkUsable();
		this.#stopCopies();
		return require_identify_file.withStoreErrors(this.path, () => this.#db.write(() => run(this.#db)));
	}
	#stopCopies() {
		for (const copy of this.#copies) copy.stop();
	}
	#checkUsable() {
		if (this.#refusal !== null) throw this.#refusal;
	}
};
function holdReading(path) {
	const db = require_identify_file.openDatabase(path, { readonly: true });
	db.exec("BEGIN");
	require_identify_file.readNumber(db, "user_version");
	return () => db.close();
}
const AMBIGUOUS_NAMED = 10;
function lookUpNumber(db, series, number, find) {
	const uids = claimantsOf(db, series, number);
	const value = uids[0] === void 0 ? void 0 : find(uids[0]);
	if (value === void 0) return { kind: "unknown" };
	return uids.length > 1 ? {
		kind: "contested",
		value,
		uids
	} : {
		kind: "found",
		value
	};
}
function lookUpPrefix(db, { table }, prefix, find) {
	const uids = db.prepare(`SELECT uid FROM ${table} WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?`).pluck().all(prefix, `${prefix}g`, AMBIGUOUS_NAMED);
	const [uid] = uids;
	const value = uid === void 0 ? void 0 : find(uid);
	if (value === void 0) return { kind: "unknown" };
	return uids.length > 1 ? {
		kind: "ambiguous",
		uids
	} : {
		kind: "found",
		value
	};
}
// src/ledger/open-ledger.ts
var open_ledger_exports = require_rolldown_runtime.__exportAll({ openLedger: () => openLedger });
const BUSY_TIMEOUT_MS = 1e4;
const CHECKED_BYTES = 16777216;
function openLedger(path, options) {
	const { clock, readonly = false, create = !readonly, maxBytes = Number.POSITIVE_INFINITY } = options;
	require_laforge_rows.checkPath(path, {
		mayBeMissing: create,
		maxBytes
	});
	const open = () => {
		const db = require_identify_file.openDatabase(path, {
			readonly,
			busyTimeoutMs: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS
		});
		try {
			if (!readonly) configure(db);
			return prepareFile(db, path, {
				readonly,
				create,
				clock
			});
		} catch (error) {
			db.close();
			throw error;
		}
	};
	return require_identify_file.withStoreErrors(path, () => {
		if (create && !(0, node_fs.existsSync)(path)) begin(path);
		return new SqliteLedger(path, open(), clock, open);
	});
}
function begin(path) {
	const draft = `${path}.new-${(0, node_crypto.randomUUID)()}`;
	try {
		const db = require_identify_file.openDatabase(draft);
		try {
			configure(db);
			db.write(() => require_identify_file.migrate(db, 0));
		} finally {
			db.close();
		}
		(0, node_fs.linkSync)(draft, path);
	} catch (error) {
		if (typeof error !== "object" || error === null || !("syscall" in error)) throw error;
	} finally {
		(0, node_fs.rmSync)(draft, { force: true });
	}
}
function configure(db) {
	db.exec("PRAGMA synchronous = EXTRA");
}
function prepareFile(db, path, { readonly, create, clock }) {
	const found = require_identify_file.identifyFile(db, path);
	if (found.kind === "empty" && !create) throw require_identify_file.notALedger(path, "it is empty");
	if (found.kind !== "empty" && (0, node_fs.statSync)(path).size <= CHECKED_BYTES) require_identify_file.checkIntegrity(db, path);
	if (!readonly) db.exec("PRAGMA journal_mode = DELETE");
	if (found.kind === "ledger" && found.version === require_identify_file.SCHEMA_VERSION) return db;
	const now = clock.now().toISOString();
	if (readonly) {
		if (found.kind === "laforge") return readLaForgeIntoMemory(db, path, now);
		db.close();
		return readOlderIntoMemory(path, found.kind === "ledger" ? found.version : 0);
	}
	if (found.kind === "laforge") {
		takeOverLaForgeFile(db, path, now, () => require_identify_file.identifyFile(db, path).kind === "laforge");
		return db;
	}
	db.write(() => {
		const locked = require_identify_file.identifyFile(db, path);
		require_identify_file.migrate(db, locked.kind === "ledger" ? locked.version : 0);
	});
	return db;
}
function readOlderIntoMemory(path, version) {
	const memory = require_identify_file.createInMemory(version);
	memory.exec("PRAGMA foreign_keys = OFF");
	memory.attach(path, "older");
	memory.write(() => {
		const tables = memory.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL`);
		const columnsOf = memory.prepare("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0");
		for (const table of tables.pluck().all().filter((name) => !name.startsWith("sqlite_"))) {
			const columns = columnsOf.pluck().all(table).join(", ");
			memory.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM older.${table}`);
		}
		require_identify_file.migrate(memory, version);
	});
	memory.exec("DETACH older; PRAGMA foreign_keys = ON");
	return memory;
}
Object.defineProperty(exports, "ROLLBACK_NUMBERS", {
	enumerable: true,
	get: function() {
		return ROLLBACK_NUMBERS;
	}
});
Object.defineProperty(exports, "STEP_NUMBERS", {
	enumerable: true,
	get: function() {
		return STEP_NUMBERS;
	}
});
Object.defineProperty(exports, "countClaimsKeptTwice", {
	enumerable: true,
	get: function() {
		return countClaimsKeptTwice;
	}
});
Object.defineProperty(exports, "countWrongActive", {
	enumerable: true,
	get: function() {
		return countWrongActive;
	}
});
Object.defineProperty(exports, "findUnsettledRows", {
	enumerable: true,
	get: function() {
		return findUnsettledRows;
	}
});
Object.defineProperty(exports, "listRollbacks", {
	enumerable: true,
	get: function() {
		return listRollbacks;
	}
});
Object.defineProperty(exports, "openLedger", {
	enumerable: true,
	get: function() {
		return openLedger;
	}
});
Object.defineProperty(exports, "open_ledger_exports", {
	enumerable: true,
	get: function() {
		return open_ledger_exports;
	}
});
Object.defineProperty(exports, "outcomeRank", {
	enumerable: true,
	get: function() {
		return outcomeRank;
	}
});
Object.defineProperty(exports, "readClaims", {
	enumerable: true,
	get: function() {
		return readClaims$1;
	}
});
Object.defineProperty(exports, "readDraft", {
	enumerable: true,
	get: function() {
		return readDraft;
	}
});
Object.defineProperty(exports, "readRecordsOf", {
	enumerable: true,
	get: function() {
		return readRecordsOf;
	}
});
