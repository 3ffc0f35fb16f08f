export const id = 5656;
export const ids = [5656];
export const modules = {

/***/ 15656:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkIntegrity: () => (/* binding */ checkIntegrity),
/* harmony export */   damaged: () => (/* binding */ damaged),
/* harmony export */   findCorruption: () => (/* binding */ findCorruption),
/* harmony export */   notALedger: () => (/* binding */ notALedger),
/* harmony export */   toStoreError: () => (/* binding */ toStoreError),
/* harmony export */   withStoreErrors: () => (/* binding */ withStoreErrors)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** Runs what touches a ledger's file and tells a failure of SQLite's as a StoreError that names the file. */
function withStoreErrors(path, run) {
    try {
        return run();
    }
    catch (error) {
        throw toStoreError(path, error);
    }
}
/** An error of SQLite's in words, with what to do; any other error is handed back as it is. */
function toStoreError(path, error) {
    const code = sqliteCode(error);
    // A constraint that fails is a mistake of ours and no fault of the file.
    if (code === undefined || /^SQLITE_(CONSTRAINT|MISUSE)/.test(code))
        return error;
    const options = { cause: error };
    if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) {
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unavailable', `${path} is locked: another process has been writing to it for too long. Try again when it has ended.`, options);
    }
    if (code === 'SQLITE_NOTADB')
        return notALedger(path, 'it is no SQLite file', options);
    if (/^SQLITE_(CORRUPT|ERROR|SCHEMA|FORMAT)/.test(code)) {
        return damaged(path, error instanceof Error ? error.message : code, options);
    }
    if (/^SQLITE_(READONLY|FULL|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|LOCK))/.test(code)) {
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unwritable', `${path} could not be written (${code}). Look at the free space and the permissions of the file and its folder.`, options);
    }
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unreadable', `${path} could not be read (${code}). Look at the permissions of the file and its folder.`, options);
}
function notALedger(path, reason, options) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('not-a-ledger', `${path} is not a steps.db: ${reason}. Name another file, or move this one away to begin a new history.`, options);
}
function damaged(path, reason, options) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('damaged', `${path} is damaged (${reason}). Nothing was changed; put an earlier copy in its place.`, options);
}
/** Refuses a file whose pages or indexes contradict each other. For files that others wrote: it reads all of them. */
function checkIntegrity(db, path) {
    const [finding] = findCorruption(db);
    if (finding !== undefined)
        throw damaged(path, finding);
}
/** What SQLite's own check of pages and indexes says; empty where all is sound. */
function findCorruption(db) {
    const rows = db.prepare('PRAGMA integrity_check(20)').pluck().all();
    return rows.filter((row) => row !== 'ok');
}
// Not by `instanceof`: the addon keeps the class of the first module instance that loaded it in this process.
function sqliteCode(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return undefined;
    return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}


/***/ })

};
