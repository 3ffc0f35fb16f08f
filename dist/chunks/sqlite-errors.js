const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_errors = require("./errors.js");
// src/ledger/sqlite-errors.ts
var sqlite_errors_exports = require_rolldown_runtime.__exportAll({
	checkIntegrity: () => checkIntegrity,
	damaged: () => damaged,
	findCorruption: () => findCorruption,
	notALedger: () => notALedger,
	toStoreError: () => toStoreError,
	unreadable: () => unreadable,
	withStoreErrors: () => withStoreErrors
});
function withStoreErrors(path, run) {
	try {
		return run();
	} catch (error) {
		throw toStoreError(path, error);
	}
}
function toStoreError(path, error) {
	const code = sqliteCode(error);
	if (code === void 0 || /^SQLITE_(CONSTRAINT|MISUSE)/.test(code)) return error;
	const options = { cause: error };
	if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) return new require_errors.StoreError("unavailable", `${path} is locked: another process has been writing to it for too long. Try again when it has ended.`, options);
	if (code === "SQLITE_NOTADB") return notALedger(path, "it is no SQLite file", options);
	if (/^SQLITE_(CORRUPT|ERROR|SCHEMA|FORMAT)/.test(code)) return damaged(path, error instanceof Error ? error.message : code, options);
	if (/^SQLITE_(READONLY|FULL|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|LOCK))/.test(code)) return new require_errors.StoreError("unwritable", `${path} could not be written (${code}). Look at the free space and the permissions of the file and its folder.`, options);
	return new require_errors.StoreError("unreadable", `${path} could not be read (${code}). Look at the permissions of the file and its folder.`, options);
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
function sqliteCode(error) {
	if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
	return typeof error.code === "string" && error.code.startsWith("SQLITE_") ? error.code : void 0;
}
Object.defineProperty(exports, "checkIntegrity", {
	enumerable: true,
	get: function() {
		return checkIntegrity;
	}
});
Object.defineProperty(exports, "damaged", {
	enumerable: true,
	get: function() {
		return damaged;
	}
});
Object.defineProperty(exports, "findCorruption", {
	enumerable: true,
	get: function() {
		return findCorruption;
	}
});
Object.defineProperty(exports, "notALedger", {
	enumerable: true,
	get: function() {
		return notALedger;
	}
});
Object.defineProperty(exports, "sqlite_errors_exports", {
	enumerable: true,
	get: function() {
		return sqlite_errors_exports;
	}
});
Object.defineProperty(exports, "toStoreError", {
	enumerable: true,
	get: function() {
		return toStoreError;
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
