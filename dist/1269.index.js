export const id = 1269;
export const ids = [1269,986,2248];
export const modules = {

/***/ 58284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ runFolderAt),
/* harmony export */   k: () => (/* binding */ createRunFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** Makes a new folder under `parent` (RUNNER_TEMP, the system's temp folder) and writes the prompt into it. */
async function createRunFolder(parent, prompt) {
    // mkdtemp makes it with mode 0700, under a name nobody could have taken before.
    const path = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, 'laforge-'));
    const folder = runFolderAt(path, prompt !== null);
    if (prompt !== null && folder.promptFile !== null) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(folder.promptFile, prompt, { flag: 'wx', mode: 0o600 });
    }
    return folder;
}
/** The folder that an earlier process of the run made. */
function runFolderAt(path, hasPrompt) {
    return {
        path,
        logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'agent.log'),
        checkLogFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'check.log'),
        usageFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'usage.json'),
        promptFile: hasPrompt ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'prompt.txt') : null,
    };
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

/***/ 95646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ interruptedOutcome),
/* harmony export */   z: () => (/* binding */ hasSaidItsEnd)
/* harmony export */ });
/**
 * How a step ended whose run is over without having said so. Nobody saw when: by that any word of the step's own run,
 * however late, is told from this one and wins. `note` says what proves it.
 */
function interruptedOutcome(step, note) {
    return {
        status: 'interrupted',
        branch: step.branch,
        commitShaAfter: null,
        agentConfig: step.agentConfig,
        endTime: null,
        durationMs: null,
        tokenUsage: null,
        exitCode: null,
        pushed: null,
        pinRef: null,
        changes: null,
        check: null,
        notes: [`It never said how it ended: ${note}`],
    };
}
/** Whether a step's own run has said how it ended: not while it runs, and not where another run had to find out. */
function hasSaidItsEnd({ status, endTime }) {
    return status === 'interrupted' ? endTime !== null : status !== 'running';
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

/***/ 43579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ guardLedger),
/* harmony export */   e: () => (/* binding */ createLedgerHistory)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_interruption_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95646);


/** Guards a ledger's file, as a history does. */
function guardLedger(ledger, isShared) {
    const failed = (error) => [`${ledger.path} could not be guarded against changes: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`];
    try {
        const guard = ledger.guard();
        return async () => {
            try {
                const sentence = guard.restore(isShared);
                return sentence === null ? [] : [sentence];
            }
            catch (error) {
                return failed(error);
            }
        };
    }
    catch (error) {
        return async () => failed(error);
    }
}
/** The history that a local ledger holds: all is answered from it, and `publish` moves the whole file. */
function createLedgerHistory({ ledger, condition, warnings, publish, isShared, ...options }) {
    let unpublished = options.unpublished;
    const change = async (run) => {
        unpublished = true;
        return run();
    };
    return {
        condition,
        dbPath: ledger.path,
        warnings,
        latestActiveStep: async (repository, branch) => ledger.getLatestActiveStep(repository, branch),
        findStep: async (ref) => ledger.getStep(ref),
        listSteps: async (filter) => ledger.listSteps(filter),
        countSteps: async (filter) => ledger.countSteps(filter),
        sumUsage: async (filter) => ledger.sumUsage(filter),
        findRollback: async (ref) => ledger.getRollback(ref),
        listRollbacks: async (filter) => ledger.listRollbacks(filter),
        startStep: (draft) => change(() => ledger.createStep(draft)),
        finishStep: (uid, outcome) => change(() => ledger.updateStep(uid, outcome)),
        addRollback: (draft) => change(() => ledger.addRollback(draft)),
        pushWith: (_changes, push) => push([]),
        findUnrecorded: async (uids) => uids.filter((uid) => ledger.getRollback({ kind: 'uid', prefix: uid }).kind === 'unknown'),
        listRunning: async (limit) => ledger.listSteps({ status: 'running', limit }),
        interruptSteps: async (notes) => {
            const running = ledger.listSteps({ status: 'running' }).filter(({ uid }) => notes.has(uid));
            for (const step of running) {
                await change(() => ledger.updateStep(step.uid, (0,_domain_interruption_js__WEBPACK_IMPORTED_MODULE_1__/* .interruptedOutcome */ .B)(step, notes.get(step.uid) ?? '')));
            }
            return running.map(({ uid }) => uid);
        },
        async publish() {
            if (!unpublished)
                return { kind: 'published' };
            const publication = await publish();
            if (publication.kind === 'published')
                unpublished = false;
            return publication;
        },
        guard: async () => guardLedger(ledger, isShared),
        close: async () => ledger.close(),
    };
}


/***/ }),

/***/ 82894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ mergeIntoLedger)
/* harmony export */ });
/**
 * Merges what other runs saved into a ledger. Hands back a sentence for each step that has another number by it: people
 * may have read the old one.
 */
function mergeIntoLedger(ledger, others) {
    const numbers = new Map();
    for (const records of others) {
        for (const { uid, from, to } of ledger.merge(records).renumbered) {
            const known = numbers.get(uid);
            if (known !== undefined)
                known.to = to;
            else if (from !== null)
                numbers.set(uid, { from, to });
        }
    }
    return [...numbers]
        .filter(([, { from, to }]) => from !== to)
        .map(([uid, { from, to }]) => `Step ${from} is step ${to} now: a parallel run had taken that number first (uid ${uid}).`);
}


/***/ }),

/***/ 34017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readSaved),
/* harmony export */   t: () => (/* binding */ LEDGER_FILE)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59503);




const LEDGER_FILE = 'steps.db';
const JOURNALS = ['-journal', '-wal', '-shm'];
/**
 * Checks what was unpacked into a folder before anything of it is used. Throws StoreError when it may be good and can
 * not be read here: a newer format, a disk that is full.
 */
async function readSaved(folder, source, deps) {
    try {
        const ledger = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, LEDGER_FILE);
        if (await isFile(ledger)) {
            // SQLite would take a journal that came along for what a crash left, and change the file by it after the check.
            for (const journal of JOURNALS)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(`${ledger}${journal}`, { recursive: true, force: true });
            await deps.checkLedger(ledger);
            return { kind: 'snapshot', path: ledger };
        }
        const fragment = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .FRAGMENT_FILE */ .wN);
        if (await isFile(fragment))
            return { kind: 'fragment', records: await (0,_fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .readFragment */ .Bk)(fragment, source, deps) };
        return { kind: 'refused', reason: `it holds neither ${LEDGER_FILE} nor ${_fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .FRAGMENT_FILE */ .wN}.` };
    }
    catch (error) {
        if (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD && (error.code === 'not-a-ledger' || error.code === 'damaged')) {
            return { kind: 'refused', reason: error.message };
        }
        throw error;
    }
}
/** A link is no file here: what it leads to was not saved by us. */
async function isFile(path) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path)).isFile();
    }
    catch {
        return false;
    }
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

/***/ 86251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HN: () => (/* binding */ TIME_LIMITS),
/* harmony export */   T9: () => (/* binding */ runWithin)
/* harmony export */ });
/* unused harmony export waitWithin */
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

const TIME_LIMITS = {
    restoreMs: 10_000,
    restoreBesideMs: 6_000,
    publishMs: 60_000,
    runningMs: 20_000,
    discardMs: 5_000,
};
/** The promise, or a StoreError once the time is up, naming what was waited for. What is under way is not ended. */
async function waitWithin(promise, limitMs, what) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unavailable', `${what} was not there within ${limitMs / 1000} seconds.`)), limitMs);
    });
    try {
        return await Promise.race([promise, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** As `waitWithin`; and the signal is aborted in every end, for whatever is still under way. */
async function runWithin(limitMs, what, run) {
    const ending = new AbortController();
    try {
        return await waitWithin(run(ending.signal), limitMs, what);
    }
    finally {
        ending.abort();
    }
}


/***/ }),

/***/ 30986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   describeProcess: () => (/* binding */ describeProcess),
/* harmony export */   identifyRun: () => (/* binding */ identifyRun),
/* harmony export */   processProof: () => (/* binding */ processProof)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);



/** What the initial pid namespace of every Linux is named (PROC_PID_INIT_INO): outside of containers. */
const OUTSIDE_CONTAINERS = 'pid:[4026531836]';
/**
 * This process, as its own machine can find it again. Null where that cannot be told: on other systems than Linux, and
 * on a runner of GitHub's, whose machine nobody meets again while others look just like it.
 */
function describeProcess(env) {
    if (env.GITHUB_ACTIONS === 'true' && env.RUNNER_ENVIRONMENT !== 'self-hosted')
        return null;
    const boot = readLine('/proc/sys/kernel/random/boot_id');
    const namespaces = readNamespaces();
    const stat = readStat(process.pid);
    if (boot === null || namespaces === null || stat === null)
        return null;
    const machine = readLine('/etc/machine-id');
    return {
        pid: process.pid,
        started: stat.started,
        namespaces,
        boot: digest(boot),
        machine: machine === null ? null : digest(`${machine} ${(0,node_os__WEBPACK_IMPORTED_MODULE_2__.hostname)()}`),
    };
}
/** A run with what it can be found by later: its runner, as GitHub calls it, and this process. */
function identifyRun(run, env) {
    const runner = env.RUNNER_NAME?.trim() || null;
    const info = describeProcess(env);
    return { ...run, ...(runner === null ? {} : { runner }), ...(info === null ? {} : { process: info }) };
}
/**
 * What this machine knows of processes that ran on it: one is gone when the machine has started again since, or when in
 * the same namespaces its pid is nobody's, or that of a process which began at another time.
 */
const processProof = {
    proveOver: async ({ process: info }) => (info == null ? null : proveGone(info)),
};
function proveGone(info) {
    const here = describeProcess({});
    if (here === null)
        return null;
    if (here.boot !== info.boot) {
        // A container may be started anew, by the same name and from the same image, on any machine at any time.
        const isSameMachine = info.machine !== null && info.machine === here.machine && isOutside(info) && isOutside(here);
        return isSameMachine ? 'the machine it ran on has started again since.' : null;
    }
    if (info.namespaces !== here.namespaces || !isGone(info))
        return null;
    return `its process (${info.pid}) is gone from the machine it ran on.`;
}
function isOutside({ namespaces }) {
    return namespaces.startsWith(`${OUTSIDE_CONTAINERS} `);
}
function isGone({ pid, started }) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        // Of other users' processes /proc may say nothing (hidepid), but a signal still tells whether they are there.
        if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH')
            return true;
    }
    const stat = readStat(pid);
    return stat !== null && (stat.started !== started || stat.isDead);
}
/** Fields 3 and 22 of proc(5)'s stat. The name before them may hold spaces and parentheses of its own. */
function readStat(pid) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const started = Number(fields[19]);
        return Number.isSafeInteger(started) && started > 0
            ? { started, isDead: fields[0] === 'Z' || fields[0] === 'X' }
            : null;
    }
    catch {
        return null;
    }
}
/** Null also where /proc is another namespace's: what it says of a pid is of somebody else then. */
function readNamespaces() {
    try {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self') !== String(process.pid))
            return null;
        return `${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self/ns/pid')} ${readOptionalLink('/proc/self/ns/time')}`;
    }
    catch {
        return null;
    }
}
/** Kernels before 5.6 have no time namespaces. */
function readOptionalLink(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)(path);
    }
    catch {
        return 'time:[]';
    }
}
function readLine(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8').trim() || null;
    }
    catch {
        return null;
    }
}
/** As machine-id(5) asks for: what leaves the machine is made from its id, and does not tell it. */
function digest(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', 'laforge').update(text).digest('hex').slice(0, 32);
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


/***/ })

};
