export const id = 546;
export const ids = [546];
export const modules = {

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

/***/ 95718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verifyGitHistory: () => (/* binding */ verifyGitHistory)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_ledger_refs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25711);
/* harmony import */ var _read_saved_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34017);
/* harmony import */ var _heads_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(97767);
/* harmony import */ var _local_ledger_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21161);
/* harmony import */ var _meta_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92927);
/* harmony import */ var _record_line_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(91698);
/* harmony import */ var _segments_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(63692);
/* harmony import */ var _tip_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(20253);










/** So many commits are read at once. */
const AT_ONCE = 2_000;
const MAX_BYTES = 256 * 1024 * 1024;
/** So many findings of one kind are told, not all of them. */
const FINDINGS_TOLD = 20;
/**
 * Checks a history at the remote whole: that its commits are one chain with a record each, that each segment holds the
 * very lines of its commits, that numbers, heads and recent rollbacks are what follows from the records. Null where there
 * is no history. Throws GitError when the remote does not answer.
 */
async function verifyGitHistory(deps, slug, folder) {
    const { objects } = deps;
    const tips = await objects.fetchTips([(0,_domain_ledger_refs_js__WEBPACK_IMPORTED_MODULE_9__/* .ledgerRef */ .DH)(slug), (0,_domain_ledger_refs_js__WEBPACK_IMPORTED_MODULE_9__/* .fragmentRef */ .oG)(slug, '*')]);
    const sha = tips.get((0,_domain_ledger_refs_js__WEBPACK_IMPORTED_MODULE_9__/* .ledgerRef */ .DH)(slug));
    if (sha === undefined)
        return null;
    const waiting = tips.size - 1;
    const findings = [];
    let tip = null;
    let ledgerPath = null;
    const local = (0,_local_ledger_js__WEBPACK_IMPORTED_MODULE_4__/* .openLocalLedger */ .L)(deps, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, _read_saved_js__WEBPACK_IMPORTED_MODULE_2__/* .LEDGER_FILE */ .t));
    try {
        tip = await (0,_tip_js__WEBPACK_IMPORTED_MODULE_8__/* .readTip */ .a)(objects, sha);
        await findInChain(objects, tip, findings);
        const ledger = await local.at(tip);
        ledgerPath = ledger.path;
        await findInHeads(objects, tip, ledger, findings);
        findInRecent(tip, ledger, findings);
    }
    catch (error) {
        if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD))
            throw error;
        findings.push(error.message);
    }
    finally {
        local.close();
    }
    return { findings, ledgerPath, records: tip?.meta.records ?? 0, waiting };
}
/** Walks the commits from the first to the last, and compares each segment with the messages it was made of. */
async function findInChain(objects, tip, findings) {
    const { records, segmentSize } = tip.meta;
    const shas = (await objects.commitsFrom(tip.sha, records + 1)).toReversed();
    if (shas.length !== records) {
        findings.push(`${shas.length} commits lead to ${tip.sha}, and its meta.json counts ${records}`);
        return;
    }
    const segments = (0,_meta_js__WEBPACK_IMPORTED_MODULE_5__/* .countSegments */ .CJ)(tip.meta);
    await findInFolders(objects, tip, segments, findings);
    if (segments > 0)
        await (0,_segments_js__WEBPACK_IMPORTED_MODULE_7__/* .fetchSegments */ .vR)(objects, tip);
    let parent = null;
    let lines = [];
    for (let from = 0; from < records; from += AT_ONCE) {
        const some = shas.slice(from, from + AT_ONCE);
        const found = await objects.read(some, MAX_BYTES);
        for (const [index, object] of found.entries()) {
            const n = from + index + 1;
            if (object === null) {
                findings.push(`record ${n}, the commit ${some[index]}, cannot be read`);
                return;
            }
            const commit = (0,_record_line_js__WEBPACK_IMPORTED_MODULE_6__/* .parseCommit */ .L5)(object);
            if (commit.n !== n)
                findings.push(`the commit ${object.sha} is record ${commit.n} in place of ${n}`);
            if (commit.parents.join(' ') !== (parent ?? ''))
                findings.push(`record ${n} does not follow record ${n - 1} alone`);
            if (findings.length >= FINDINGS_TOLD)
                return;
            parent = object.sha;
            lines.push(commit.line);
            if (n % segmentSize !== 0)
                continue;
            await compareSegment(objects, tip, n / segmentSize - 1, lines, findings);
            lines = [];
        }
    }
}
async function compareSegment(objects, tip, index, lines, findings) {
    const records = await (0,_segments_js__WEBPACK_IMPORTED_MODULE_7__/* .readSegments */ .lZ)(objects, tip, [index]);
    const differing = records.findIndex(({ line }, at) => line !== lines[at]);
    if (differing < 0)
        return;
    const n = index * tip.meta.segmentSize + differing + 1;
    findings.push(`segment ${index} says of record ${n} what its commit does not say`);
}
async function findInFolders(objects, tip, segments, findings) {
    const expected = new Set(Array.from({ length: segments }, (_, index) => `${index}.ndjson.gz`));
    const found = await (0,_segments_js__WEBPACK_IMPORTED_MODULE_7__/* .listSegments */ .Bz)(objects, tip);
    const odd = found.find((name) => !expected.delete(name));
    if (odd !== undefined)
        findings.push(`the tip has a segment ${odd}, which belongs to no records`);
    const [missing] = expected;
    if (missing !== undefined)
        findings.push(`the tip has lost the segment ${missing}`);
}
async function findInHeads(objects, tip, ledger, findings) {
    const heads = (0,_heads_js__WEBPACK_IMPORTED_MODULE_3__/* .openHeads */ .y)(objects, tip.sha);
    const branches = new Map();
    const keep = ({ repository, branch }) => branches.set(JSON.stringify([repository, branch]), { repository, branch });
    for (const step of ledger.listSteps())
        keep(step);
    for (const head of await (0,_heads_js__WEBPACK_IMPORTED_MODULE_3__/* .listHeads */ .Y)(objects, tip.sha))
        keep(head);
    for (const name of branches.values()) {
        const said = await heads.latest(name);
        if (said === undefined)
            continue;
        const step = ledger.getLatestActiveStep(name.repository, name.branch);
        if ((said?.uid ?? null) === (step?.uid ?? null) && (said?.id ?? null) === (step?.id ?? null))
            continue;
        const is = step === undefined ? 'none' : `step ${step.id}`;
        findings.push(`the latest active step of ${name.branch ?? 'no branch'} is ${is}, and the tip's heads say ${said === null ? 'none' : `step ${said.id}`}`);
        if (findings.length >= FINDINGS_TOLD)
            return;
    }
}
function findInRecent(tip, ledger, findings) {
    const recent = ledger
        .listRollbacks({ limit: _meta_js__WEBPACK_IMPORTED_MODULE_5__/* .RECENT_ROLLBACKS */ .qU })
        .map(({ uid }) => uid)
        .toReversed();
    if (recent.join(' ') === tip.meta.recentRollbacks.join(' '))
        return;
    findings.push("the tip's meta.json names other recent rollbacks than the records");
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


/***/ })

};
