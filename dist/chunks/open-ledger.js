const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
const require_laforge_file = require("./laforge-file.js");
const require_identify_file = require("./identify-file.js");
const require_errors = require("./errors.js");
let node_os = require("node:os");
let node_path = require("node:path");
const require_records = require("./records.js");
let node_util = require("node:util");
const require_step = require("./step.js");
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
		stepClaims: readClaims$1(db, require_laforge_file.STEP_NUMBERS),
		rollbackClaims: readClaims$1(db, require_laforge_file.ROLLBACK_NUMBERS)
	};
	return collect(rows.iterate(), require_laforge_file.selectRollbacks(db).iterate({}), claims, kept);
}
function readRecordsOf(db, uids) {
	const wanted = [...new Set(uids)];
	const claimsOf = (series) => wanted.flatMap(require_laforge_file.prepareClaimReaders(db, series).ofUid);
	const findRow = require_laforge_file.prepareFindRow(db);
	const findRollback = require_laforge_file.selectRollbacks(db, "WHERE r.uid = @uid");
	return collect(wanted.flatMap((one) => findRow(one) ?? []), wanted.flatMap((one) => findRollback.all({ uid: one })), {
		stepClaims: claimsOf(require_laforge_file.STEP_NUMBERS),
		rollbackClaims: claimsOf(require_laforge_file.ROLLBACK_NUMBERS)
	});
}
function readOdd(db, uids) {
	const kept = readSetAside(db);
	const findRow = require_laforge_file.prepareFindRow(db);
	return collect(uids.flatMap((one) => findRow(one) ?? []), require_laforge_file.selectRollbacks(db).iterate({}), {
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
		const reading = new require_step.Reading(true);
		const found = read?.(row, reading);
		if (found !== void 0) return [found];
		const text = require_identify_file.toText({
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
		const reading = new require_step.Reading(true);
		const found = require_records.claim.read(value, reading);
		if (found !== require_step.WRONG) return [found];
		setAside.push({
			text: JSON.stringify(value),
			reason: reading.wrong ?? "is no claim"
		});
		return [];
	};
	const records = {
		steps: Array.from(steps, (row) => readRow(row, require_identify_file.isIntact(row) ? rowToRecordStrictly : null)).flat(),
		stepClaims: claims.stepClaims.flatMap(readClaim),
		rollbacks: Array.from(rollbacks, (row) => readRow(row, row.intact === 1 ? require_laforge_file.readDraft : null)).flat(),
		rollbackClaims: claims.rollbackClaims.flatMap(readClaim)
	};
	return setAside.length === 0 ? records : {
		...records,
		setAside
	};
}
function rowToRecordStrictly(row, reading) {
	const fields = require_identify_file.readFields(row, reading);
	const parentUid = require_step.nullable(require_step.uid).read(row.parent_uid, reading);
	return fields === void 0 || parentUid === require_step.WRONG ? void 0 : require_records.fieldsToRecord(fields, parentUid);
}
// src/ledger/contents.ts
const PAGE = 1e3;
function readContents(read) {
	const oddSteps = [];
	const oddClaims = [];
	return {
		steps: readSteps(read, oddSteps),
		rollbacks: later(() => read((db) => require_laforge_file.listRollbacks(db, {})).toReversed()),
		stepClaims: readClaims(read, require_laforge_file.STEP_NUMBERS, oddClaims),
		rollbackClaims: readClaims(read, require_laforge_file.ROLLBACK_NUMBERS, oddClaims),
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
	const end = read((db) => require_laforge_file.nextNumber(db, series));
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
			const reading = new require_step.Reading(true);
			const found = require_records.claim.read(value, reading);
			if (found !== require_step.WRONG) yield found;
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
			if (!isSameFile(now, stats) || require_laforge_file.SIDECARS.some((it) => (0, node_fs.lstatSync)(target + it, { throwIfNoEntry: false }))) return "changed";
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
			for (const it of require_laforge_file.SIDECARS) (0, node_fs.rmSync)(target + it, {
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
		return this.#write((db) => require_laforge_file.createStep(db, draft, this.#now()));
	}
	updateStep(uid, outcome) {
		const step = this.#write((db) => require_laforge_file.finishStep(db, uid, outcome));
		if (step !== void 0) return step;
		throw new require_errors.StoreError("unwritable", `${this.path} has no step ${uid}, so how it ended was not recorded.`);
	}
	getStep(ref) {
		return this.#read((db) => {
			const find = (uid) => require_laforge_file.findStep(db, uid);
			return ref.kind === "id" ? lookUpNumber(db, require_laforge_file.STEP_NUMBERS, ref.id, find) : lookUpPrefix(db, require_laforge_file.STEP_NUMBERS, ref.prefix, find);
		});
	}
	getLatestActiveStep(repository, branch) {
		return this.#read((db) => require_laforge_file.latestActiveStep(db, repository, branch));
	}
	listSteps(filter = {}) {
		return this.#read((db) => require_laforge_file.listSteps(db, filter, this.#leaveOut));
	}
	countSteps(filter = {}) {
		return this.#read((db) => require_laforge_file.countSteps(db, filter));
	}
	sumUsage(filter = {}) {
		return this.#read((db) => require_laforge_file.sumUsage(db, filter));
	}
	reportUsage(filter = {}) {
		return this.#read((db) => require_laforge_file.reportUsage(db, filter));
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
		return this.#write((db) => require_laforge_file.addRollback(db, draft, this.#now()));
	}
	getRollback(ref) {
		return this.#read((db) => {
			const find = (uid) => require_laforge_file.findRollback(db, uid);
			return ref.kind === "number" ? lookUpNumber(db, require_laforge_file.ROLLBACK_NUMBERS, ref.number, find) : lookUpPrefix(db, require_laforge_file.ROLLBACK_NUMBERS, ref.prefix, find);
		});
	}
	listRollbacks(filter = {}) {
		return this.#read((db) => require_laforge_file.listRollbacks(db, filter, this.#leaveOut));
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
		return this.#write((db) => require_laforge_file.mergeIntoLedger(db, records, this.#now()));
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
			require_laforge_file.clearSidecars(copy.target);
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
	const uids = require_laforge_file.claimantsOf(db, series, number);
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
	require_laforge_file.checkPath(path, {
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
		if (found.kind === "laforge") return require_laforge_file.readLaForgeIntoMemory(db, path, now);
		db.close();
		return readOlderIntoMemory(path, found.kind === "ledger" ? found.version : 0);
	}
	if (found.kind === "laforge") {
		require_laforge_file.takeOverLaForgeFile(db, path, now, () => require_identify_file.identifyFile(db, path).kind === "laforge");
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
Object.defineProperty(exports, "readClaims", {
	enumerable: true,
	get: function() {
		return readClaims$1;
	}
});
Object.defineProperty(exports, "readRecordsOf", {
	enumerable: true,
	get: function() {
		return readRecordsOf;
	}
});
