export const id = 4168;
export const ids = [4168,2248,2819];
export const modules = {

/***/ 14213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createFallbackHistory: () => (/* binding */ createFallbackHistory),
/* harmony export */   createPlaceStore: () => (/* binding */ createPlaceStore),
/* harmony export */   storeDeps: () => (/* binding */ storeDeps)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _ledger_open_ledger_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93304);
/* harmony import */ var _stores_fragment_history_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98282);
/* harmony import */ var _system_system_clock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2248);
/* harmony import */ var _system_uids_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(817);
/* harmony import */ var _foreign_ledger_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(12819);









/** What every store of the command line is given. */
function storeDeps() {
    return {
        openLedger: (path) => (0,_ledger_open_ledger_js__WEBPACK_IMPORTED_MODULE_4__.openLedger)(path, { clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_6__.systemClock }),
        checkLedger: async (path) => (await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(8540)]).then(__webpack_require__.bind(__webpack_require__, 48540))).checkForeignLedger(path),
        parseRecords: async (value, source) => (await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(29)]).then(__webpack_require__.bind(__webpack_require__, 92410))).parseLedgerRecords(value, source),
        uids: _system_uids_js__WEBPACK_IMPORTED_MODULE_7__/* .systemUids */ .Z,
        clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_6__.systemClock,
    };
}
/**
 * The store of a place, its code loaded only when it is wanted; `startTime` where a command waits for it before it runs.
 * Throws InputError on one that can never work on a command line.
 */
async function createPlaceStore(place, purpose, startTime) {
    const deps = { ...storeDeps(), ...(startTime !== undefined && { startTime }) };
    switch (place.storeName) {
        case 'file': {
            const { createFileStore } = await __webpack_require__.e(/* import() */ 4626).then(__webpack_require__.bind(__webpack_require__, 94626));
            return createFileStore({
                ...deps,
                openLedger: async (path) => (0,_ledger_open_ledger_js__WEBPACK_IMPORTED_MODULE_4__.openLedger)(path, { clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_6__.systemClock, readonly: purpose === 'read' && (await (0,_foreign_ledger_js__WEBPACK_IMPORTED_MODULE_8__.isLaForgeFile)(path)) }),
            }, { path: place.dbPath, create: purpose === 'record' });
        }
        case 'git': {
            const { createGitStore } = await Promise.all(/* import() */[__webpack_require__.e(71), __webpack_require__.e(9852)]).then(__webpack_require__.bind(__webpack_require__, 9636));
            return createGitStore(deps, { slug: place.slug, repository: place.repository, folder: null });
        }
        default:
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `The store is "${place.storeName}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`);
    }
}
/**
 * The history of one run alone, for when its own cannot take it: the record is written to the system's temporary
 * folder, since whatever is wrong with the other place must not matter here, and at the end put beside the ledger,
 * where the next run finds it.
 */
function createFallbackHistory(place, uid) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), `laforge-record-${uid}.json`);
    return (reason) => (0,_stores_fragment_history_js__WEBPACK_IMPORTED_MODULE_5__/* .createFragmentHistory */ .B)({
        condition: { kind: 'unreadable', reason },
        file,
        publish: async () => {
            const where = `${place.dbPath}.record-${uid}.json`;
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.copyFile)(file, where);
                return { kind: 'fragment', where, reason };
            }
            catch (error) {
                return { kind: 'kept', where: file, reason: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error) };
            }
        },
    });
}


/***/ }),

/***/ 12819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   importerOf: () => (/* binding */ importerOf),
/* harmony export */   isLaForgeFile: () => (/* binding */ isLaForgeFile),
/* harmony export */   readForeignLedger: () => (/* binding */ readForeignLedger)
/* harmony export */ });
/** The records of a steps.db from outside, after every field of it was checked. Throws StoreError. */
async function readForeignLedger(path) {
    const [{ checkForeignLedger }, { openLedger }, { systemClock }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5156), __webpack_require__.e(3341), __webpack_require__.e(2347)]).then(__webpack_require__.bind(__webpack_require__, 48540)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(5522)]).then(__webpack_require__.bind(__webpack_require__, 93304)),
        __webpack_require__.e(/* import() */ 2248).then(__webpack_require__.bind(__webpack_require__, 2248)),
    ]);
    checkForeignLedger(path);
    const ledger = openLedger(path, { clock: systemClock, readonly: true });
    try {
        return ledger.records();
    }
    finally {
        ledger.close();
    }
}
/** How to add what a steps.db from outside holds, of ours or LaForge's, to a ledger. Throws StoreError. */
async function importerOf(path) {
    if (await isLaForgeFile(path)) {
        const { importLaForge } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(9151)]).then(__webpack_require__.bind(__webpack_require__, 42964));
        return (ledger) => importLaForge(path, ledger);
    }
    const records = await readForeignLedger(path);
    return (ledger) => ledger.merge(records);
}
/** Whether LaForge wrote the file. Throws StoreError on one that is no history at all. */
async function isLaForgeFile(path) {
    const [{ openDatabase }, { identifyFile }, { withStoreErrors }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(4308)]).then(__webpack_require__.bind(__webpack_require__, 70745)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5429)]).then(__webpack_require__.bind(__webpack_require__, 91168)),
        __webpack_require__.e(/* import() */ 5656).then(__webpack_require__.bind(__webpack_require__, 15656)),
    ]);
    return withStoreErrors(path, () => {
        const db = openDatabase(path, { readonly: true, fileMustExist: true });
        try {
            db.pragma('trusted_schema = OFF');
            return identifyFile(db, path).kind === 'laforge';
        }
        finally {
            db.close();
        }
    });
}


/***/ }),

/***/ 24140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ settleClaims),
/* harmony export */   f: () => (/* binding */ compareClaims)
/* harmony export */ });
/** Earlier first: by time, then by uid, then by number. A total order over distinct claims. */
function compareClaims(a, b) {
    return compare(a.claimedAt, b.claimedAt) || compare(a.uid, b.uid) || a.number - b.number;
}
/**
 * Settles numbers from claims. A number belongs to its earliest claim, and a uid's number is its earliest claim that
 * holds, so the result is a function of the set of claims, whatever the order they came in.
 */
function settleClaims(claims) {
    const ordered = [...claims].sort(compareClaims);
    const owners = new Map();
    const held = new Map();
    const seen = new Set();
    let highest = 0;
    for (const claim of ordered) {
        seen.add(claim.uid);
        highest = Math.max(highest, claim.number);
        const owner = owners.get(claim.number);
        if (owner === undefined) {
            owners.set(claim.number, [claim.uid]);
            if (!held.has(claim.uid))
                held.set(claim.uid, claim);
        }
        else if (!owner.includes(claim.uid))
            owner.push(claim.uid);
    }
    return {
        held,
        contested: new Map([...owners].filter(([, uids]) => uids.length > 1)),
        unsettled: [...seen].filter((uid) => !held.has(uid)),
        highest,
    };
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ }),

/***/ 98282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ createFragmentHistory)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12248);
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59503);
/* harmony import */ var _records_view_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83703);




/** The history of a run that could not read its own: it knows what this run adds, and settles no numbers. */
function createFragmentHistory({ condition, file, publish, ...options }) {
    const steps = [...(options.records?.steps ?? [])];
    const rollbacks = [...(options.records?.rollbacks ?? [])];
    const records = { steps, rollbacks, stepClaims: [], rollbackClaims: [] };
    let unpublished = steps.length + rollbacks.length > 0;
    const save = async () => {
        unpublished = true;
        try {
            await (0,_fragment_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFragment */ ._)(file, records);
        }
        catch (error) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unwritable', `The record could not be written to ${file}.`, { cause: error });
        }
    };
    const stepOf = (uid) => {
        const found = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records), uid);
        if (found.kind === 'found')
            return found.value;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unreadable', `Step ${uid} was not begun in this history.`);
    };
    return {
        condition,
        dbPath: null,
        warnings: options.warnings ?? [],
        latestActiveStep: async (repository, branch) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, { repository, active: true }).find((step) => step.branch === branch),
        findStep: async (ref) => ref.kind === 'uid' ? (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records), ref.prefix) : { kind: 'unknown' },
        listSteps: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, filter),
        countSteps: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, filter).length,
        sumUsage: async (filter) => (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .totalsOf */ .vA)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, filter)),
        findRollback: async (ref) => ref.kind === 'uid' ? (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToRollbacks */ .VM)(records), ref.prefix) : { kind: 'unknown' },
        listRollbacks: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToRollbacks */ .VM)(records, filter),
        async startStep(draft) {
            if (!steps.some((it) => it.draft.uid === draft.uid)) {
                const [parent] = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, { repository: draft.repository, active: true }).filter((it) => it.branch === draft.branch);
                steps.push({ draft, parentUid: parent?.uid ?? null, createdAt: draft.startTime, outcome: null });
                await save();
            }
            return stepOf(draft.uid);
        },
        async finishStep(uid, outcome) {
            const index = steps.findIndex((it) => it.draft.uid === uid);
            const record = steps[index];
            if (record?.outcome === null) {
                steps[index] = { ...record, outcome };
                await save();
            }
            return stepOf(uid);
        },
        async addRollback(draft) {
            if (!rollbacks.some((it) => it.uid === draft.uid)) {
                rollbacks.push(draft);
                await save();
            }
            const found = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToRollbacks */ .VM)(records), draft.uid);
            return found.kind === 'found' ? found.value : { ...draft, number: null, undoneBy: null };
        },
        pushWith: (_changes, push) => push([]),
        findUnrecorded: async (uids) => uids.filter((uid) => !rollbacks.some((it) => it.uid === uid)),
        listRunning: async () => [],
        interruptSteps: async () => [],
        async publish() {
            if (!unpublished)
                return { kind: 'published' };
            const publication = await publish();
            if (publication.kind !== 'kept')
                unpublished = false;
            return publication;
        },
        // The file is written anew from what is known here.
        guard: async () => async () => [],
        close: async () => { },
    };
}


/***/ }),

/***/ 59503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bk: () => (/* binding */ readFragment),
/* harmony export */   _: () => (/* binding */ writeFragment),
/* harmony export */   wN: () => (/* binding */ FRAGMENT_FILE)
/* harmony export */ });
/* unused harmony exports formatFragment, parseFragment */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _sealed_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(32182);




/**
 * A fragment: the records of one run that could not read its history, as a file of their own. They have no numbers,
 * since numbers follow from all records; whoever merges them gives them the next free ones.
 */
const FRAGMENT_FILE = 'record.json';
const FORMAT = 'laforge-fragment';
const VERSION = 1;
/** One run makes a few records; each may carry its agent's whole configuration. */
const MAX_BYTES = 16 * 1024 * 1024;
/** The text of a fragment's file. */
function formatFragment(records) {
    const [steps, rollbacks] = [records.steps.map(_sealed_json_js__WEBPACK_IMPORTED_MODULE_3__/* .seal */ .o), records.rollbacks.map(_sealed_json_js__WEBPACK_IMPORTED_MODULE_3__/* .seal */ .o)];
    return `${JSON.stringify({ format: FORMAT, version: VERSION, records: { steps, rollbacks } }, null, 1)}\n`;
}
/** Reads the text of a fragment, every field of it checked. Throws StoreError, naming `source`. */
async function parseFragment(text, source, { parseRecords }) {
    const value = parseJson(text, source);
    if (!isObject(value) || value.format !== FORMAT || !isObject(value.records)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('damaged', `${source} is not a record of LaForge's.`);
    }
    if (value.version !== VERSION) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('newer-ledger', `${source} has format ${JSON.stringify(value.version)}, and this version reads ${VERSION}. Use the newer version of the action.`);
    }
    const unsealAll = (list) => {
        if (!Array.isArray(list))
            return list;
        return list.map((it) => (isObject(it) ? (0,_sealed_json_js__WEBPACK_IMPORTED_MODULE_3__/* .unseal */ .D)(it, source) : it));
    };
    const { steps, rollbacks } = value.records;
    // Claims in a fragment would let one file take numbers away from all others.
    return parseRecords({ steps: unsealAll(steps), rollbacks: unsealAll(rollbacks), stepClaims: [], rollbackClaims: [] }, source);
}
/** Reads a fragment's file. Throws StoreError, naming `source`. */
async function readFragment(path, source, deps) {
    const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
    if (size > MAX_BYTES)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('damaged', `${source} has ${size} bytes, too many for a record.`);
    return parseFragment(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8'), source, deps);
}
/** Writes a fragment's file whole or not at all. */
async function writeFragment(path, records) {
    // An agent may have taken the folder away.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${path}.new`, formatFragment(records));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${path}.new`, path);
}
function parseJson(text, source) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('damaged', `${source} is not JSON.`, { cause: error });
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}


/***/ }),

/***/ 83703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VM: () => (/* binding */ recordsToRollbacks),
/* harmony export */   jQ: () => (/* binding */ findByPrefix),
/* harmony export */   nm: () => (/* binding */ recordsToSteps)
/* harmony export */ });
/** What records tell by themselves, without a ledger: no numbers, newest first. */
function recordsToSteps(records, filter = {}) {
    return records.steps
        .map((record) => recordToStep(record, records))
        .filter((step) => matches(step, filter))
        .reverse()
        .slice(0, filter.limit);
}
/** The rollbacks among the records, newest first. */
function recordsToRollbacks(records, filter = {}) {
    return records.rollbacks
        .map((draft) => ({ ...draft, number: null, undoneBy: undoOf(draft, records)?.uid ?? null }))
        .filter((rollback) => filter.branch === undefined || rollback.branch === filter.branch)
        .filter((rollback) => filter.repository === undefined || rollback.repository === filter.repository)
        .reverse()
        .slice(0, filter.limit);
}
/** What the beginning of a uid stands for. */
function findByPrefix(all, prefix) {
    const found = all.filter((it) => it.uid.startsWith(prefix));
    const [value] = found;
    if (value === undefined)
        return { kind: 'unknown' };
    return found.length > 1 ? { kind: 'ambiguous', uids: found.map((it) => it.uid) } : { kind: 'found', value };
}
function recordToStep({ draft, parentUid, createdAt, outcome }, records) {
    return {
        ...draft,
        id: null,
        active: !records.rollbacks.some((it) => it.kind === 'rollback' && it.stepUids.includes(draft.uid) && undoOf(it, records) === undefined),
        parentStepId: null,
        parentUid,
        branch: outcome === null ? draft.branch : outcome.branch,
        agentConfig: outcome?.agentConfig ?? draft.agentConfig,
        status: outcome?.status ?? 'running',
        commitShaAfter: outcome?.commitShaAfter ?? null,
        endTime: outcome?.endTime ?? null,
        durationMs: outcome?.durationMs ?? null,
        tokenUsage: outcome?.tokenUsage ?? null,
        exitCode: outcome?.exitCode ?? null,
        pushed: outcome?.pushed ?? null,
        pinRef: outcome?.pinRef ?? null,
        changes: outcome?.changes ?? null,
        check: outcome?.check ?? null,
        notes: outcome?.notes ?? [],
        createdAt,
    };
}
function undoOf(draft, records) {
    return records.rollbacks.find((it) => it.kind === 'undo' && it.undoes === draft.uid);
}
function matches(step, filter) {
    return ((filter.repository === undefined || step.repository === filter.repository) &&
        (filter.branch === undefined || step.branch === filter.branch) &&
        (filter.active === undefined || step.active === filter.active) &&
        (filter.status === undefined || step.status === filter.status) &&
        (filter.pullRequest === undefined || step.run?.pull_request?.number === filter.pullRequest) &&
        (filter.endedSince === undefined || (step.endTime !== null && step.endTime >= filter.endedSince)) &&
        (filter.startedSince === undefined || step.startTime >= filter.startedSince) &&
        (filter.beforeId === undefined || (step.id !== null && step.id < filter.beforeId)));
}


/***/ }),

/***/ 32182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ unseal),
/* harmony export */   o: () => (/* binding */ seal)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);


const DIGEST_LENGTH = 32;
/** A record as JSON with a digest of all its other fields, so that one that was changed by chance is noticed. */
function seal(record) {
    return { ...record, digest: digestOf({ ...record }) };
}
/**
 * The record without its digest, which must be right. One without a digest, written by hand, is taken as it is. Throws
 * StoreError naming `source`.
 */
function unseal(sealed, source) {
    const { digest, ...record } = sealed;
    if (digest === undefined || digest === digestOf(record))
        return record;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} holds a record whose fields do not match its digest. It was changed after it was written; take another copy, or delete its "digest" if the change was meant.`);
}
function digestOf(record) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(toText(record)).digest('hex').slice(0, DIGEST_LENGTH);
}
/** JSON with its keys in order, so that equal records have equal texts. */
function toText(value) {
    return JSON.stringify(value, (_key, inner) => typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner);
}


/***/ }),

/***/ 2248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   systemClock: () => (/* binding */ systemClock)
/* harmony export */ });
/** The machine's clock. */
const systemClock = { now: () => new Date() };


/***/ }),

/***/ 817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ systemUids)
/* harmony export */ });
/* harmony import */ var uuid__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63935);

/** Version 7 UUIDs: in one process each sorts after the one before, also within a millisecond. */
const systemUids = { next: () => (0,uuid__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)() };


/***/ }),

/***/ 63935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ dist_node_v7)
});

// UNUSED EXPORTS: updateV7State

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/rng.js
const rnds8 = new Uint8Array(16);
function rng() {
    return crypto.getRandomValues(rnds8);
}

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/stringify.js

const byteToHex = [];
for (let i = 0; i < 256; ++i) {
    byteToHex.push((i + 0x100).toString(16).slice(1));
}
function unsafeStringify(arr, offset = 0) {
    return (byteToHex[arr[offset + 0]] +
        byteToHex[arr[offset + 1]] +
        byteToHex[arr[offset + 2]] +
        byteToHex[arr[offset + 3]] +
        '-' +
        byteToHex[arr[offset + 4]] +
        byteToHex[arr[offset + 5]] +
        '-' +
        byteToHex[arr[offset + 6]] +
        byteToHex[arr[offset + 7]] +
        '-' +
        byteToHex[arr[offset + 8]] +
        byteToHex[arr[offset + 9]] +
        '-' +
        byteToHex[arr[offset + 10]] +
        byteToHex[arr[offset + 11]] +
        byteToHex[arr[offset + 12]] +
        byteToHex[arr[offset + 13]] +
        byteToHex[arr[offset + 14]] +
        byteToHex[arr[offset + 15]]).toLowerCase();
}
function stringify(arr, offset = 0) {
    const uuid = unsafeStringify(arr, offset);
    if (!validate(uuid)) {
        throw TypeError('Stringified UUID is invalid');
    }
    return uuid;
}
/* harmony default export */ const dist_node_stringify = ((/* unused pure expression or super */ null && (stringify)));

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/v7.js


const _state = {};
function v7(options, buf, offset) {
    let bytes;
    if (options) {
        bytes = v7Bytes(options.random ?? options.rng?.() ?? rng(), options.msecs, options.seq, buf, offset);
    }
    else {
        const now = Date.now();
        const rnds = rng();
        updateV7State(_state, now, rnds);
        bytes = v7Bytes(rnds, _state.msecs, _state.seq, buf, offset);
    }
    return buf ?? unsafeStringify(bytes);
}
function updateV7State(state, now, rnds) {
    state.msecs ??= -Infinity;
    state.seq ??= 0;
    if (now > state.msecs) {
        state.seq = v7Sequence(rnds);
        state.msecs = now;
    }
    else {
        state.seq = (state.seq + 1) | 0;
        if (state.seq === 0) {
            state.msecs++;
        }
    }
    return state;
}
function v7Bytes(rnds, msecs, seq, buf, offset = 0) {
    if (rnds.length < 16) {
        throw new Error('Random bytes length must be >= 16');
    }
    if (!buf) {
        buf = new Uint8Array(16);
        offset = 0;
    }
    else {
        if (offset < 0 || offset + 16 > buf.length) {
            throw new RangeError(`UUID byte range ${offset}:${offset + 15} is out of buffer bounds`);
        }
    }
    msecs ??= Date.now();
    seq ??= v7Sequence(rnds);
    buf[offset++] = (msecs / 0x10000000000) & 0xff;
    buf[offset++] = (msecs / 0x100000000) & 0xff;
    buf[offset++] = (msecs / 0x1000000) & 0xff;
    buf[offset++] = (msecs / 0x10000) & 0xff;
    buf[offset++] = (msecs / 0x100) & 0xff;
    buf[offset++] = msecs & 0xff;
    buf[offset++] = 0x70 | ((seq >>> 28) & 0x0f);
    buf[offset++] = (seq >>> 20) & 0xff;
    buf[offset++] = 0x80 | ((seq >>> 14) & 0x3f);
    buf[offset++] = (seq >>> 6) & 0xff;
    buf[offset++] = ((seq << 2) & 0xff) | (rnds[10] & 0x03);
    buf[offset++] = rnds[11];
    buf[offset++] = rnds[12];
    buf[offset++] = rnds[13];
    buf[offset++] = rnds[14];
    buf[offset++] = rnds[15];
    return buf;
}
function v7Sequence(rnds) {
    return ((rnds[6] & 0x7f) << 24) | (rnds[7] << 16) | (rnds[8] << 8) | rnds[9];
}
/* harmony default export */ const dist_node_v7 = (v7);


/***/ })

};
