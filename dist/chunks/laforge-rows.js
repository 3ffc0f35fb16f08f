const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_documents = require("./documents.js");
const require_step = require("./step.js");
require("./records.js");
const require_identify_file = require("./identify-file.js");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/ledger/check-path.ts
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
	const config = require_documents.fromStored(require_documents.agentConfig, toText(row.agent_config_json));
	if (config !== null) return config;
	const name = toText(row.agent_config_name);
	return name === null || name === "" ? null : {
		...require_documents.EMPTY_AGENT_CONFIG,
		name
	};
}
function toTokenUsage(row) {
	const usage = require_documents.fromStored(require_documents.tokenUsage, toText(row.token_usage_json));
	if (usage === null) return null;
	const { prompt_tokens, completion_tokens, total_tokens, cost } = usage;
	if (!prompt_tokens && !completion_tokens && !total_tokens && !cost) return require_documents.UNKNOWN_USAGE;
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
Object.defineProperty(exports, "checkPath", {
	enumerable: true,
	get: function() {
		return checkPath;
	}
});
Object.defineProperty(exports, "readLaForgeRecords", {
	enumerable: true,
	get: function() {
		return readLaForgeRecords;
	}
});
