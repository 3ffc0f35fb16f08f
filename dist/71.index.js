export const id = 71;
export const ids = [71];
export const modules = {

/***/ 97767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ listHeads),
/* harmony export */   y: () => (/* binding */ openHeads)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16327);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73288);
/* harmony import */ var _meta_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92927);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48190);






/** So many branches a file: with 256 files, what an append reads and writes has a bound, however many there are. */
const BUCKET_SIZE = 64;
const EMPTY = { complete: true, entries: [] };
/** Opens the heads of a tip; each file is read when it is asked for. */
function openHeads(objects, tip) {
    const buckets = new Map();
    const changed = new Set();
    const load = async (path) => {
        const known = buckets.get(path);
        if (known !== undefined)
            return known;
        const [file] = tip === null ? [null] : await objects.read([`${tip}:${path}`], _meta_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_FILE_BYTES */ .gZ);
        const bucket = file == null ? EMPTY : parseBucket(Buffer.from(file.content).toString('utf8'), path);
        buckets.set(path, bucket);
        return bucket;
    };
    return {
        latest: async (name) => {
            const { complete, entries } = await load(bucketFile(name));
            const found = entries.find((entry) => isSame(entry, name));
            if (found === undefined)
                return complete ? null : undefined;
            return { uid: found.uid, id: found.id };
        },
        set: async (name, head) => {
            const path = bucketFile(name);
            const { complete, entries } = await load(path);
            const others = entries.filter((entry) => !isSame(entry, name));
            const all = head === null ? others : [{ ...name, ...head }, ...others];
            buckets.set(path, { complete: complete && all.length <= BUCKET_SIZE, entries: all.slice(0, BUCKET_SIZE) });
            changed.add(path);
        },
        takeFiles: () => {
            const files = new Map([...changed].map((path) => [path, Buffer.from(formatBucket(buckets.get(path) ?? EMPTY))]));
            changed.clear();
            return files;
        },
    };
}
/** All branches that the files of a tip name. Throws StoreError on one that cannot be right. */
async function listHeads(objects, tip) {
    const [folder] = await objects.read([`${tip}:heads`], _meta_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_FILE_BYTES */ .gZ);
    const names = folder == null ? [] : [...(0,_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .parseTree */ .c)(folder.content, tip.length).keys()];
    const files = await objects.read(names.map((name) => `${tip}:heads/${name}`), names.length * _meta_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_FILE_BYTES */ .gZ);
    return files.flatMap((file, at) => file === null ? [] : parseBucket(Buffer.from(file.content).toString('utf8'), `heads/${names[at]}`).entries);
}
function bucketFile({ repository, branch }) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify([repository, branch]))
        .digest('hex');
    return `heads/${hash.slice(0, 2)}.json`;
}
function formatBucket({ complete, entries }) {
    const heads = entries.map(({ repository, branch, uid, id }) => ({ repository, branch, uid, id }));
    return `${JSON.stringify({ complete, heads })}\n`;
}
function parseBucket(text, path) {
    const source = `The history's ${path}`;
    const json = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .q)(text, source);
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(json) && typeof json.complete === 'boolean' && Array.isArray(json.heads)) {
        const { complete, heads } = json;
        if (heads.length <= BUCKET_SIZE && heads.every(isEntry))
            return { complete, entries: heads };
    }
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} is no list of the latest steps of branches.`);
}
function isEntry(value) {
    return ((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .G)(value) &&
        isTextOrNull(value.repository) &&
        isTextOrNull(value.branch) &&
        typeof value.uid === 'string' &&
        (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .isUid */ .hO)(value.uid) &&
        Number.isSafeInteger(value.id) &&
        Number(value.id) > 0);
}
function isTextOrNull(value) {
    return value === null || typeof value === 'string';
}
function isSame(a, b) {
    return a.repository === b.repository && a.branch === b.branch;
}


/***/ }),

/***/ 73288:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isObject),
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** JSON of anybody's. Throws StoreError naming `source`. */
function parseJson(text, source) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('damaged', `${source} is not JSON.`, { cause });
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 21161:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ openLocalLedger)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _ledger_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43579);
/* harmony import */ var _meta_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92927);
/* harmony import */ var _segments_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63692);
/* harmony import */ var _tip_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20253);






/** So many segments are read, checked and written at once. */
const SEGMENTS_AT_ONCE = 16;
function openLocalLedger(deps, path) {
    const { objects } = deps;
    let loaded = null;
    let guards = null;
    const loadAll = async (tip) => {
        loaded?.ledger.close();
        loaded = null;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { force: true });
        const ledger = await deps.openLedger(path);
        try {
            const numbers = { nextStep: 1, nextRollback: 1 };
            const count = (0,_meta_js__WEBPACK_IMPORTED_MODULE_3__/* .countSegments */ .CJ)(tip.meta);
            if (count > 0)
                await (0,_segments_js__WEBPACK_IMPORTED_MODULE_4__/* .fetchSegments */ .vR)(objects, tip);
            for (let from = 0; from < count; from += SEGMENTS_AT_ONCE) {
                const indexes = Array.from({ length: Math.min(SEGMENTS_AT_ONCE, count - from) }, (_, index) => from + index);
                await addRecords(deps, ledger, numbers, await (0,_segments_js__WEBPACK_IMPORTED_MODULE_4__/* .readSegments */ .lZ)(objects, tip, indexes));
            }
            await addRecords(deps, ledger, numbers, await (0,_tip_js__WEBPACK_IMPORTED_MODULE_5__/* .readLast */ .d)(objects, tip, tip.meta.records % tip.meta.segmentSize));
            checkNumbers(ledger, numbers, tip);
            return ledger;
        }
        catch (error) {
            ledger.close();
            throw error;
        }
    };
    const addNewer = async ({ ledger, tip: from }, to) => {
        const [base, ...commits] = await (0,_tip_js__WEBPACK_IMPORTED_MODULE_5__/* .readLast */ .d)(objects, to, to.meta.records - from.meta.records + 1);
        if (base?.sha !== from.sha) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', 'The history was rewritten while this run was going on.');
        }
        const { nextStep, nextRollback } = from.meta;
        const numbers = { nextStep, nextRollback };
        await addRecords(deps, ledger, numbers, commits);
        checkNumbers(ledger, numbers, to);
        return ledger;
    };
    return {
        get path() {
            return loaded?.ledger.path ?? null;
        },
        at: async (tip) => {
            if (loaded?.tip.sha === tip.sha)
                return loaded.ledger;
            const gap = loaded === null ? 0 : tip.meta.records - loaded.tip.meta.records;
            const ledger = loaded !== null && gap > 0 && gap < tip.meta.segmentSize ? await addNewer(loaded, tip) : await loadAll(tip);
            if (loaded?.ledger !== ledger)
                guards?.push((0,_ledger_history_js__WEBPACK_IMPORTED_MODULE_2__/* .guardLedger */ .Z)(ledger, false));
            loaded = { ledger, tip };
            return ledger;
        },
        guard: () => {
            // What is first asked for while the agent runs is guarded from then on.
            guards = loaded === null ? [] : [(0,_ledger_history_js__WEBPACK_IMPORTED_MODULE_2__/* .guardLedger */ .Z)(loaded.ledger, false)];
            return async () => {
                const looks = guards ?? [];
                guards = null;
                return (await Promise.all(looks.map((look) => look()))).flat();
            };
        },
        close: () => {
            loaded?.ledger.close();
            loaded = null;
        },
    };
}
/** Adds records in their order, after a look at what each may say at its place. */
async function addRecords({ parseRecords }, ledger, numbers, lines) {
    if (lines.length === 0)
        return;
    const source = `The history, records ${lines[0]?.n} to ${lines.at(-1)?.n},`;
    const records = await parseRecords(joinRecords(lines, source), source);
    numbers.nextStep = follow(records.stepClaims, numbers.nextStep, source);
    numbers.nextRollback = follow(records.rollbackClaims, numbers.nextRollback, source);
    checkParents(ledger, records.steps, source);
    ledger.merge(records);
}
/** Every number is claimed by the record whose turn it is: no claim can take one away. */
function follow(claims, next, source) {
    return claims.reduce((expected, { number }) => {
        if (number === expected)
            return expected + 1;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} cannot be right: one takes number ${number}, and ${expected} was next.`);
    }, next);
}
/** A parent stands before its child, so no step can be its own ancestor. */
function checkParents(ledger, steps, source) {
    const seen = new Set();
    for (const { draft, parentUid } of steps) {
        const isKnown = parentUid === null || seen.has(parentUid) || ledger.getStep({ kind: 'uid', prefix: parentUid }).kind !== 'unknown';
        if (!isKnown || parentUid === draft.uid) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} cannot be right: the parent of step ${draft.uid} is not before it.`);
        }
        seen.add(draft.uid);
    }
}
function checkNumbers(ledger, { nextStep, nextRollback }, { meta }) {
    const [latest] = ledger.listRollbacks({ limit: 1 });
    const areRight = nextStep === meta.nextStep &&
        nextRollback === meta.nextRollback &&
        ledger.countSteps() === nextStep - 1 &&
        (latest?.number ?? 0) === nextRollback - 1;
    if (areRight)
        return;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', 'The numbers of the steps in the history do not fit what its tip says of them.');
}
function joinRecords(lines, source) {
    const all = { steps: [], stepClaims: [], rollbacks: [], rollbackClaims: [] };
    for (const { n, records } of lines) {
        for (const key of ['steps', 'stepClaims', 'rollbacks', 'rollbackClaims']) {
            const items = records[key];
            if (!Array.isArray(items))
                throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} cannot be right: record ${n} has no list.`);
            for (const item of items)
                all[key].push(item);
        }
    }
    return all;
}


/***/ }),

/***/ 92927:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ segmentFile),
/* harmony export */   By: () => (/* binding */ parseMeta),
/* harmony export */   CJ: () => (/* binding */ countSegments),
/* harmony export */   Q: () => (/* binding */ EMPTY_META),
/* harmony export */   fg: () => (/* binding */ META_FILE),
/* harmony export */   gZ: () => (/* binding */ MAX_FILE_BYTES),
/* harmony export */   qU: () => (/* binding */ RECENT_ROLLBACKS),
/* harmony export */   sG: () => (/* binding */ segmentFolder),
/* harmony export */   zw: () => (/* binding */ formatMeta)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73288);
/* harmony import */ var _running_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(22947);




const META_FILE = 'meta.json';
/** No honest file of an append comes near it. */
const MAX_FILE_BYTES = 256 * 1024;
/** So many rollbacks are kept in mind. */
const RECENT_ROLLBACKS = 64;
const FORMAT = 1;
const SEGMENT_SIZE = 256;
/** How many segments stand in one folder: an append rewrites the list of one. */
const FOLDER_SIZE = 256;
const HIGHEST = 1_000_000_000;
/** What a history begins with. */
const EMPTY_META = {
    records: 0,
    segmentSize: SEGMENT_SIZE,
    nextStep: 1,
    nextRollback: 1,
    recentRollbacks: [],
    running: [],
};
function formatMeta(meta) {
    const { records, segmentSize, nextStep, nextRollback, recentRollbacks, running } = meta;
    return `${JSON.stringify({
        format: FORMAT,
        records,
        segment_size: segmentSize,
        next_step: nextStep,
        next_rollback: nextRollback,
        recent_rollbacks: recentRollbacks,
        running,
    })}\n`;
}
/** Reads `meta.json`, every field checked. Throws StoreError naming `source`. */
function parseMeta(text, source) {
    const json = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .q)(text, source);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(json))
        throw damaged(source, 'it is no object');
    if (json.format !== FORMAT) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('newer-ledger', `${source} has format ${JSON.stringify(json.format)?.slice(0, 40)}, and this version reads ${FORMAT}. Use the newer version of the action.`);
    }
    const whole = (key, least, most = HIGHEST) => {
        const value = json[key];
        if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)
            return value;
        throw damaged(source, `${key} is no number from ${least} to ${most}`);
    };
    const recent = json.recent_rollbacks;
    if (!Array.isArray(recent) || recent.length > RECENT_ROLLBACKS)
        throw damaged(source, 'recent_rollbacks is no list');
    return {
        records: whole('records', 1),
        segmentSize: whole('segment_size', 2, 4096),
        nextStep: whole('next_step', 1),
        nextRollback: whole('next_rollback', 1),
        recentRollbacks: recent.filter((it) => typeof it === 'string' && (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .isUid */ .hO)(it)),
        running: (0,_running_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRunning */ .j)(json.running),
    };
}
/** How many whole segments there are. */
function countSegments({ records, segmentSize }) {
    return Math.floor(records / segmentSize);
}
/** The folder of a segment. */
function segmentFolder(index) {
    return `segments/${Math.floor(index / FOLDER_SIZE)}`;
}
/** The file of a segment, counted from 0: it is written once and never changes. */
function segmentFile(index) {
    return `${segmentFolder(index)}/${index}.ndjson.gz`;
}
function damaged(source, why) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('damaged', `${source} cannot be right: ${why}.`);
}


/***/ }),

/***/ 91698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseLine),
/* harmony export */   IL: () => (/* binding */ formatLine),
/* harmony export */   L5: () => (/* binding */ parseCommit),
/* harmony export */   hw: () => (/* binding */ formatMessage),
/* harmony export */   xR: () => (/* binding */ MAX_RECORD_BYTES)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73288);


/** A larger record is neither written nor read. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;
const VERSION = 1;
const NOTHING = { steps: [], stepClaims: [], rollbacks: [], rollbackClaims: [] };
/** The record as one line of JSON. Nothing in it can move a terminal's cursor or end the line. */
function formatLine(n, records) {
    const said = Object.fromEntries(Object.entries(records).filter(([, items]) => items.length > 0));
    const line = JSON.stringify({ laforge: VERSION, n, records: said }).replace(/[\u007f-\u009f\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
    if (Buffer.byteLength(line) <= MAX_RECORD_BYTES)
        return line;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unwritable', `The record has more than ${MAX_RECORD_BYTES} bytes, too many for the store git.`);
}
/** Reads a record's line. What it records is checked by whoever uses it. Throws StoreError naming `source`. */
function parseLine(line, source) {
    const json = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .q)(line, source);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(json) || !(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(json.records) || typeof json.n !== 'number' || !Number.isSafeInteger(json.n)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('damaged', `${source} is not a record of LaForge's.`);
    }
    if (json.laforge !== VERSION) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('newer-ledger', `${source} has format ${JSON.stringify(json.laforge)?.slice(0, 40)}, and this version reads ${VERSION}. Use the newer version of the action.`);
    }
    return { n: json.n, records: { ...NOTHING, ...json.records }, line };
}
/** The message of a commit: a subject for people, and the record. */
function formatMessage(subject, line) {
    return `${oneLine(subject)}\n\n${line}\n`;
}
/** Reads a commit object of a history. Throws StoreError naming it. */
function parseCommit(object) {
    const source = `The commit ${object.sha}`;
    const text = Buffer.from(object.content).toString('utf8');
    const end = text.indexOf('\n\n');
    const body = text.indexOf('\n\n', end + 2);
    if (object.type !== 'commit' || end < 0 || body < 0) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('damaged', `${source} is not a record of LaForge's.`);
    }
    const header = text.slice(0, end).split('\n');
    const parents = header.flatMap((field) => (field.startsWith('parent ') ? [field.slice('parent '.length)] : []));
    const line = text.slice(body + 2).trimEnd();
    return { ...parseLine(line, source), parents };
}
/** Text of anybody's as a subject: on one line, without control characters, and not too long. */
function oneLine(text) {
    const plain = text.replace(/\p{Cc}+/gu, ' ').trim();
    const chars = [...plain];
    return chars.length > 120 ? `${chars.slice(0, 119).join('')}…` : plain;
}


/***/ }),

/***/ 22947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ runningAfter),
/* harmony export */   j: () => (/* binding */ parseRunning)
/* harmony export */ });
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73288);


/** So many of them are kept in mind, the newest ones: an append reads and writes them all. */
const KEPT = 32;
const MAX_ENTRY_CHARS = 2_000;
/** The list once a record of a step is added: it begins to run, or it does so no more. */
function runningAfter(running, { draft: { uid, run }, outcome }, { id, n }) {
    const others = running.filter((entry) => entry.uid !== uid);
    if (outcome !== null)
        return others;
    const entry = { uid, id, n, run: run && factsOf(run) };
    return JSON.stringify(entry).length > MAX_ENTRY_CHARS ? others : [...others, entry].slice(-KEPT);
}
/** Reads the list. What is malformed is left out: then nobody looks whether it has ended. */
function parseRunning(value) {
    return Array.isArray(value) ? value.flatMap(parseEntry).slice(-KEPT) : [];
}
function parseEntry(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value) || typeof value.uid !== 'string' || !(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isUid */ .hO)(value.uid))
        return [];
    const { uid, id, n, run } = value;
    if (!isCount(id) || !isCount(n))
        return [];
    return [{ uid, id, n, run: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(run) ? parseRun(run) : null }];
}
/** Of a run what tells whether it is over. */
function factsOf({ ci, run_id, attempt, job, url, runner, process }) {
    return { ci, run_id, attempt, job, url, ...(runner == null ? {} : { runner }), ...(process == null ? {} : { process }) };
}
function parseRun({ ci, run_id, attempt, job, url, runner, process }) {
    return {
        ci: toText(ci) ?? 'unknown',
        run_id: toText(run_id),
        attempt: isCount(attempt) ? attempt : null,
        job: toText(job),
        url: toText(url),
        runner: toText(runner),
        process: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(process) ? parseProcess(process) : null,
    };
}
function parseProcess({ pid, started, namespaces, boot, machine }) {
    if (!isCount(pid) || !isCount(started) || typeof namespaces !== 'string' || typeof boot !== 'string')
        return null;
    return { pid, started, namespaces, boot, machine: toText(machine) };
}
function isCount(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
function toText(value) {
    return typeof value === 'string' ? value : null;
}


/***/ }),

/***/ 63692:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bz: () => (/* binding */ listSegments),
/* harmony export */   fn: () => (/* binding */ packSegment),
/* harmony export */   lZ: () => (/* binding */ readSegments),
/* harmony export */   vR: () => (/* binding */ fetchSegments)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _meta_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92927);
/* harmony import */ var _record_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91698);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48190);





/** What segments may have in all when they are read together, packed and unpacked. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_FOLDER_BYTES = 1024 * 1024;
/** The file of a segment. */
function packSegment(lines) {
    return (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gzipSync)(`${lines.join('\n')}\n`, { level: 9 });
}
/** Brings all segments of a tip here, with few requests. */
async function fetchSegments(objects, tip) {
    const count = (0,_meta_js__WEBPACK_IMPORTED_MODULE_2__/* .countSegments */ .CJ)(tip.meta);
    const folders = new Set(Array.from({ length: count }, (_, index) => `${tip.sha}:${(0,_meta_js__WEBPACK_IMPORTED_MODULE_2__/* .segmentFolder */ .sG)(index)}`));
    const trees = await objects.read([...folders], MAX_FOLDER_BYTES);
    const files = trees.flatMap((tree) => (tree === null ? [] : [...(0,_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .parseTree */ .c)(tree.content, tip.sha.length).values()]));
    await objects.fetchFiles(files);
}
/** The names of all files in the folders of segments. */
async function listSegments(objects, tip) {
    const namesIn = async (folders) => {
        const names = folders.map((folder) => `${tip.sha}:${folder}`);
        const trees = await objects.read(names, MAX_FOLDER_BYTES * folders.length);
        return trees.map((tree) => (tree === null ? [] : [...(0,_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .parseTree */ .c)(tree.content, tip.sha.length).keys()]));
    };
    const [folders = []] = await namesIn(['segments']);
    return (await namesIn(folders.map((folder) => `segments/${folder}`))).flat();
}
/** The records of some segments, in their order. Throws StoreError where they are not what their tip says. */
async function readSegments(objects, tip, indexes) {
    const paths = indexes.map(_meta_js__WEBPACK_IMPORTED_MODULE_2__/* .segmentFile */ .AX);
    const files = await objects.read(paths.map((path) => `${tip.sha}:${path}`), MAX_BYTES);
    return files.flatMap((file, at) => {
        const path = paths[at] ?? '';
        if (file === null)
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `The history has lost ${path}.`);
        const lines = unpack(file.content, path).split('\n');
        const first = (indexes[at] ?? 0) * tip.meta.segmentSize + 1;
        const records = lines.slice(0, -1).map((line, index) => (0,_record_line_js__WEBPACK_IMPORTED_MODULE_3__/* .parseLine */ .A)(line, `Line ${index + 1} of ${path}`));
        if (records.length === tip.meta.segmentSize && records.every(({ n }, index) => n === first + index))
            return records;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `The history's ${path} does not hold the records that belong there.`);
    });
}
function unpack(content, path) {
    try {
        return (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gunzipSync)(content, { maxOutputLength: MAX_BYTES }).toString('utf8');
    }
    catch (cause) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `The history's ${path} cannot be unpacked.`, { cause });
    }
}


/***/ }),

/***/ 20253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readTip),
/* harmony export */   d: () => (/* binding */ readLast)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _meta_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92927);
/* harmony import */ var _record_line_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91698);



/** Reads a tip that has been fetched. Throws StoreError, saying why, on one that no writer of ours has made. */
async function readTip(objects, sha) {
    const [commit, file] = await objects.read([sha, `${sha}:${_meta_js__WEBPACK_IMPORTED_MODULE_1__/* .META_FILE */ .fg}`], _record_line_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_RECORD_BYTES */ .xR);
    if (commit == null || file == null)
        throw notAHistory(sha, `it has no ${_meta_js__WEBPACK_IMPORTED_MODULE_1__/* .META_FILE */ .fg}`);
    if (file.content.length > _meta_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_FILE_BYTES */ .gZ)
        throw notAHistory(sha, `its ${_meta_js__WEBPACK_IMPORTED_MODULE_1__/* .META_FILE */ .fg} has ${file.content.length} bytes`);
    const meta = (0,_meta_js__WEBPACK_IMPORTED_MODULE_1__/* .parseMeta */ .By)(Buffer.from(file.content).toString('utf8'), `The history's ${_meta_js__WEBPACK_IMPORTED_MODULE_1__/* .META_FILE */ .fg}`);
    const { n, parents } = (0,_record_line_js__WEBPACK_IMPORTED_MODULE_2__/* .parseCommit */ .L5)(commit);
    if (n !== meta.records)
        throw notAHistory(sha, `it is record ${n}, and its ${_meta_js__WEBPACK_IMPORTED_MODULE_1__/* .META_FILE */ .fg} counts ${meta.records}`);
    if (parents.length !== (n === 1 ? 0 : 1))
        throw notAHistory(sha, `record ${n} follows ${parents.length} others`);
    return { sha, meta };
}
/** The last records down from a tip, oldest first, each with its commit. Throws StoreError when they do not follow each other. */
async function readLast(objects, tip, count) {
    if (count === 0)
        return [];
    const shas = await objects.commitsFrom(tip.sha, count);
    if (shas.length < count) {
        throw notAHistory(tip.sha, `${count} records should lead to it, and there are ${shas.length}`);
    }
    const found = await objects.read(shas, _record_line_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_RECORD_BYTES */ .xR);
    const commits = found.map((object, index) => {
        if (object === null)
            throw notAHistory(tip.sha, `${shas[index]} is missing`);
        const commit = (0,_record_line_js__WEBPACK_IMPORTED_MODULE_2__/* .parseCommit */ .L5)(object);
        const expected = tip.meta.records - index;
        if (commit.n !== expected)
            throw notAHistory(tip.sha, `${object.sha} is record ${commit.n} in place of ${expected}`);
        return { ...commit, sha: object.sha };
    });
    return commits.reverse();
}
function notAHistory(sha, why) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('damaged', `The history at ${sha.slice(0, 12)} cannot be right: ${why}.`);
}


/***/ }),

/***/ 48190:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ parseTree)
/* harmony export */ });
/** The names in a git tree and what they stand for: each entry is `<mode> <name>`, NUL, and the SHA in bytes. */
function parseTree(content, shaDigits) {
    const bytes = Buffer.from(content);
    const entries = new Map();
    for (let at = 0; at < bytes.length;) {
        const space = bytes.indexOf(0x20, at);
        const end = bytes.indexOf(0, at);
        if (space < 0 || end < space)
            break;
        const next = end + 1 + shaDigits / 2;
        entries.set(bytes.toString('utf8', space + 1, end), bytes.toString('hex', end + 1, next));
        at = next;
    }
    return entries;
}


/***/ })

};
