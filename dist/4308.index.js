export const id = 4308;
export const ids = [4308];
export const modules = {

/***/ 35102:
/***/ ((module) => {

function webpackEmptyContext(req) {
	var e = new Error("Cannot find module '" + req + "'");
	e.code = 'MODULE_NOT_FOUND';
	throw e;
}
webpackEmptyContext.keys = () => ([]);
webpackEmptyContext.resolve = webpackEmptyContext;
webpackEmptyContext.id = 35102;
module.exports = webpackEmptyContext;

/***/ }),

/***/ 70745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findBundledAddon: () => (/* binding */ findBundledAddon),
/* harmony export */   openDatabase: () => (/* binding */ openDatabase)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98995);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73136);
/* harmony import */ var better_sqlite3__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4918);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22857);





/**
 * Opens a SQLite file, or the bytes of one in memory. In the published bundle the native addon lies in `prebuilds/` beside the bundle, where
 * better-sqlite3 cannot find it by itself, so it is loaded here and handed over.
 */
function openDatabase(path, options) {
    const db = loadDatabase(path, options);
    (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .defineRowDigest */ .EI)(db);
    return db;
}
function loadDatabase(path, options) {
    const addonPath = findBundledAddon();
    if (addonPath === undefined)
        return new better_sqlite3__WEBPACK_IMPORTED_MODULE_3__(path, options);
    // better-sqlite3 takes a loaded addon too, but its published types know a path alone.
    const nativeBinding = (0,node_module__WEBPACK_IMPORTED_MODULE_1__.createRequire)(import.meta.url)(addonPath);
    return new better_sqlite3__WEBPACK_IMPORTED_MODULE_3__(path, { ...options, nativeBinding });
}
/** The addon for this platform beside the file this code runs from; undefined where there is none. */
function findBundledAddon(moduleUrl = import.meta.url) {
    const system = isMusl() ? 'linuxmusl' : process.platform;
    const path = (0,node_url__WEBPACK_IMPORTED_MODULE_2__.fileURLToPath)(new URL(`prebuilds/${system}-${process.arch}.node`, moduleUrl));
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path) ? path : undefined;
}
/** Looks which C library is mapped into this process, as better-sqlite3's own lib/binding.js does. */
function isMusl() {
    if (process.platform !== 'linux')
        return false;
    try {
        const maps = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/self/maps', 'latin1');
        if (/\/ld-musl-[^/\s]*\.so/.test(maps))
            return true;
        if (/\/(?:ld-linux[^/\s]*|libc)\.so\.\d/.test(maps))
            return false;
    }
    catch {
        // No /proc: musl is told by its loader's own file.
    }
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(`/lib/ld-musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`);
}


/***/ }),

/***/ 22857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EI: () => (/* binding */ defineRowDigest),
/* harmony export */   Ky: () => (/* binding */ DIGEST_OF_ROLLBACK),
/* harmony export */   TW: () => (/* binding */ stepDigest),
/* harmony export */   Y_: () => (/* binding */ digestOfStep),
/* harmony export */   cy: () => (/* binding */ digestOfValues),
/* harmony export */   i8: () => (/* binding */ digestRows),
/* harmony export */   io: () => (/* binding */ checkIntact),
/* harmony export */   nV: () => (/* binding */ STEP_FIELDS),
/* harmony export */   w8: () => (/* binding */ DIGEST_OF_STEP),
/* harmony export */   zy: () => (/* binding */ ROLLBACK_FIELDS)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);


/*
 * Every row that is a record carries a digest of all its fields, its number and when that was claimed among them, so
 * that a bit that flips in a value is noticed as surely as one in a page's structure. Left out is what follows from
 * other rows: `active`, and the parent's number in place of its uid. Claims and the steps of a rollback need none: all
 * of their columns stand in an index as well, and SQLite's own check compares the two.
 */
/** The SQL function that digests values: 16 bytes, which find what chance does. Nothing stops who forges a file. */
const FUNCTION = 'row_digest';
/** The same, without the NULLs at the end: a row from before a field was added keeps its digest. */
const STEP_FUNCTION = 'step_digest';
const DIGEST_BYTES = 16;
/** The fields of a step's record, by their columns, in version 2. Each has a parent, by its uid, beside them. */
const FIRST_STEP_FIELDS = [
    'uid',
    'project_id',
    'repository',
    'branch',
    'status',
    'commit_sha_before',
    'commit_sha_after',
    'agent_config_json',
    'run_json',
    'start_time',
    'end_time',
    'duration_ms',
    'token_usage_json',
    'exit_code',
    'pushed',
    'pin_ref',
    'changes_json',
    'notes_json',
    'created_at',
];
/** Fields that a later version of the schema added, in the order they go into a digest, after one that is never NULL. */
const LATER_STEP_FIELDS = [
    { since: 3, column: 'limits_json' },
    { since: 3, column: 'check_json' },
];
const STEP_FIELDS = stepFieldsOf(Number.POSITIVE_INFINITY);
const ROLLBACK_FIELDS = [
    'uid',
    'kind',
    'undoes',
    'project_id',
    'repository',
    'branch',
    'target_mode',
    'target_step_uid',
    'from_sha',
    'to_sha',
    'pin_ref',
    'actor',
    'reason',
    'run_json',
    'created_at',
];
/** The digest of a step whose fields, number, claim and parent these expressions are. */
function stepDigest(field, id, claimedAt, parentUid, fields = STEP_FIELDS) {
    return `${STEP_FUNCTION}(${[id, claimedAt, parentUid, ...fields.map(field)].join(', ')})`;
}
/** The digest that the step `s` with the parent `p` should have, in a file of this version. */
function digestOfStep(version) {
    const parentUid = 'coalesce(p.uid, s.missing_parent_uid)';
    return stepDigest((column) => `s.${column}`, 's.id', 's.claimed_at', parentUid, stepFieldsOf(version));
}
const DIGEST_OF_STEP = digestOfStep(Number.POSITIVE_INFINITY);
/** The digest that the rollback `r` should have. */
const DIGEST_OF_ROLLBACK = `${FUNCTION}(r.number, r.claimed_at, ${ROLLBACK_FIELDS.map((column) => `r.${column}`).join(', ')},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number))`;
/** Gives rows the digests they should have: of these uids, or all. The version is that of the file. */
function digestRows(table, where = '', version = Number.POSITIVE_INFINITY) {
    return table === 'steps'
        ? `UPDATE steps AS t SET digest = (SELECT ${digestOfStep(version)} FROM steps s LEFT JOIN steps p ON p.id = s.parent_step_id WHERE s.id = t.id) ${where}`
        : `UPDATE rollbacks AS t SET digest = (SELECT ${DIGEST_OF_ROLLBACK} FROM rollbacks r WHERE r.number = t.number) ${where}`;
}
/** Makes the digest known to a connection's SQL. */
function defineRowDigest(db) {
    db.function(FUNCTION, { varargs: true, deterministic: true }, (...values) => digestOf(values));
    db.function(STEP_FUNCTION, { varargs: true, deterministic: true }, (...values) => digestOfValues(values));
}
/** Throws StoreError, naming the row, when it is not as it was written. */
function checkIntact(row, name) {
    if (row.intact === 1)
        return;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `The record of ${name} is damaged: its fields do not match their digest. Merge an earlier copy of this steps.db into it with laforge merge, or put that in its place.`);
}
function stepFieldsOf(version) {
    const later = LATER_STEP_FIELDS.filter(({ since }) => since <= version);
    return [...FIRST_STEP_FIELDS, ...later.map(({ column }) => column)];
}
/** The digest of a step's values in the order of `stepDigest`. */
function digestOfValues(values) {
    return digestOf(values.slice(0, values.findLastIndex((value) => value !== null) + 1));
}
function digestOf(values) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', JSON.stringify(values), 'buffer').subarray(0, DIGEST_BYTES);
}


/***/ })

};
