export const id = 8472;
export const ids = [8472];
export const modules = {

/***/ 56046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ StoreError),
/* harmony export */   Uc: () => (/* binding */ describeError),
/* harmony export */   XS: () => (/* binding */ GitError),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   fk: () => (/* binding */ RefusedError)
/* harmony export */ });
/**
 * The four ways in which something of ours cannot go on. A message is one sentence or two: what failed, the value or
 * file, what to do. The agent's own failure is none of these: it is data in the step.
 */
class CodedError extends Error {
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.name = new.target.name;
    }
}
class InputError extends CodedError {
}
class RefusedError extends CodedError {
}
class StoreError extends CodedError {
}
class GitError extends CodedError {
}
/** What a person is told about anything that was thrown: the message, and the cause's where it adds something. */
function describeError(error) {
    if (!(error instanceof Error))
        return String(error);
    const cause = error.cause instanceof Error ? error.cause.message : undefined;
    return cause !== undefined && !error.message.includes(cause) ? `${error.message} (${cause})` : error.message;
}


/***/ }),

/***/ 22272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ RefusedArchive),
/* harmony export */   AB: () => (/* binding */ quoteName),
/* harmony export */   CI: () => (/* binding */ toUnpackingError),
/* harmony export */   Z7: () => (/* binding */ limitBytes),
/* harmony export */   rx: () => (/* binding */ writeSavedFile),
/* harmony export */   yD: () => (/* binding */ isSavedFile)
/* harmony export */ });
/* unused harmony export MAX_UNPACKED_BYTES */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _contains_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79186);
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59503);
/* harmony import */ var _read_saved_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34017);





/** Some 900,000 steps. What unpacks to more was made to fill a disk. */
const MAX_UNPACKED_BYTES = 1024 ** 3;
/** An archive whose content no run of ours can have saved. The message is a sentence's end: `it holds …`. */
class RefusedArchive extends Error {
}
/** What stopped unpacking: a fault of the archive's as RefusedArchive, one of this machine's (a full disk) as it is. */
function toUnpackingError(error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof RefusedArchive || /^E[A-Z0-9]+$/.test(code))
        return error;
    return new RefusedArchive(`it cannot be unpacked (${error instanceof Error ? error.message : String(error)}).`);
}
const SAVED_FILES = [_read_saved_js__WEBPACK_IMPORTED_MODULE_4__/* .LEDGER_FILE */ .t, _contains_js__WEBPACK_IMPORTED_MODULE_2__/* .CONTAINS_FILE */ .Rn, _fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .FRAGMENT_FILE */ .wN];
/** Whether a file is one that a save consists of; a later version may save others beside them. */
function isSavedFile(name) {
    return SAVED_FILES.includes(name);
}
/** A name as a sentence about an archive shows it. */
function quoteName(name) {
    return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}
/** Counts what comes out of an archive, and throws RefusedArchive when it is too much. */
function limitBytes(limit = MAX_UNPACKED_BYTES) {
    let total = 0;
    return (bytes) => {
        total += bytes;
        if (total > limit)
            throw new RefusedArchive(`it unpacks to more than ${limit} bytes.`);
    };
}
/** Writes one file of a save as a new file: nothing that is there, link or file, is written to. */
async function writeSavedFile(folder, name, chunks) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name), 'wx', 0o600);
    try {
        for await (const chunk of chunks)
            await file.writeFile(chunk);
    }
    finally {
        await file.close();
    }
}


/***/ }),

/***/ 98472:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  answerArtifactCall: () => (/* binding */ answerArtifactCall)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/artifact/lib/artifact.js + 84 modules
var artifact = __webpack_require__(77935);
// EXTERNAL MODULE: ./build/stores/archive/unpacking.js
var unpacking = __webpack_require__(22272);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/stores/archive/unzip.js




const DIRECTORY_END = { signature: 0x06054b50, size: 22, maxComment: 0xffff };
const DIRECTORY_ENTRY = { signature: 0x02014b50, size: 46 };
const LOCAL_HEADER = { signature: 0x04034b50, size: 30 };
const STORED = 0;
const DEFLATED = 8;
/** A save has two files. */
const MAX_DIRECTORY_BYTES = 64 * 1024;
/**
 * Unpacks the files of a save from a zip archive into `folder`; whatever else is in it is left there. Throws
 * RefusedArchive when it is no such archive, is damaged, or holds too much.
 */
async function unpackZip(archive, folder, limit) {
    const file = await (0,promises_.open)(archive);
    try {
        const entries = (await readDirectory(file)).filter((it) => (0,unpacking/* isSavedFile */.yD)(it.name));
        const count = (0,unpacking/* limitBytes */.Z7)(limit);
        const names = new Set();
        for (const entry of entries) {
            if (names.has(entry.name))
                throw new unpacking/* RefusedArchive */.$6(`it holds ${(0,unpacking/* quoteName */.AB)(entry.name)} twice.`);
            names.add(entry.name);
            await (0,unpacking/* writeSavedFile */.rx)(folder, entry.name, readEntry(file, entry, count));
        }
    }
    catch (error) {
        throw (0,unpacking/* toUnpackingError */.CI)(error);
    }
    finally {
        await file.close();
    }
}
async function readDirectory(file) {
    const { size } = await file.stat();
    const tail = await readAt(file, Math.max(0, size - DIRECTORY_END.size - DIRECTORY_END.maxComment), size);
    const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (at === -1 || tail.length - at < DIRECTORY_END.size)
        throw new unpacking/* RefusedArchive */.$6('it is no zip archive.');
    const start = tail.readUInt32LE(at + 16);
    const directory = await readAt(file, start, Math.min(start + tail.readUInt32LE(at + 12), start + MAX_DIRECTORY_BYTES));
    const entries = [];
    for (let offset = 0; offset + DIRECTORY_ENTRY.size <= directory.length;) {
        if (directory.readUInt32LE(offset) !== DIRECTORY_ENTRY.signature)
            break;
        const nameEnd = offset + DIRECTORY_ENTRY.size + directory.readUInt16LE(offset + 28);
        entries.push({
            name: directory.toString('utf8', offset + DIRECTORY_ENTRY.size, nameEnd),
            method: directory.readUInt16LE(offset + 10),
            crc: directory.readUInt32LE(offset + 16),
            packed: directory.readUInt32LE(offset + 20),
            size: directory.readUInt32LE(offset + 24),
            offset: directory.readUInt32LE(offset + 42),
        });
        offset = nameEnd + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
    }
    if (entries.length !== tail.readUInt16LE(at + 10))
        throw new unpacking/* RefusedArchive */.$6('its directory is not whole.');
    return entries;
}
async function* readEntry(file, entry, count) {
    const header = await readAt(file, entry.offset, entry.offset + LOCAL_HEADER.size);
    if (header.length < LOCAL_HEADER.size || header.readUInt32LE(0) !== LOCAL_HEADER.signature) {
        throw new unpacking/* RefusedArchive */.$6(`${(0,unpacking/* quoteName */.AB)(entry.name)} is not where its directory says.`);
    }
    const start = entry.offset + LOCAL_HEADER.size + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = readRange(file, start, start + entry.packed);
    if (entry.method !== STORED && entry.method !== DEFLATED)
        throw new unpacking/* RefusedArchive */.$6(`its packing ${entry.method} is not known.`);
    let crc = 0;
    let size = 0;
    for await (const chunk of entry.method === STORED ? packed : (0,external_node_stream_.pipeline)(packed, (0,external_node_zlib_.createInflateRaw)(), () => { })) {
        count(chunk.length);
        crc = (0,external_node_zlib_.crc32)(chunk, crc);
        size += chunk.length;
        yield chunk;
    }
    if (crc !== entry.crc || size !== entry.size)
        throw new unpacking/* RefusedArchive */.$6(`${(0,unpacking/* quoteName */.AB)(entry.name)} is not whole.`);
}
async function* readRange(file, start, end) {
    const step = 1024 * 1024;
    for (let at = start; at < end; at += step)
        yield readAt(file, at, Math.min(end, at + step));
}
/** The bytes from `start` to `end`, or to where the file ends. */
async function readAt(file, start, end) {
    const wanted = Math.max(0, end - start);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, start);
    return buffer.subarray(0, bytesRead);
}

// EXTERNAL MODULE: ./build/stores/client/calls.js
var calls = __webpack_require__(30810);
;// CONCATENATED MODULE: ./build/stores/artifact/client.js






/**
 * Runs one call of the artifact client. It reads ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL, GITHUB_SERVER_URL,
 * GITHUB_API_URL and GITHUB_RETENTION_DAYS from process.env.
 */
async function answerArtifactCall(call) {
    const client = new artifact/* DefaultArtifactClient */.t9();
    if (call.kind === 'upload-artifact') {
        const { id } = await client.uploadArtifact(call.name, [...call.files], call.folder, {
            ...(call.retentionDays === null ? {} : { retentionDays: call.retentionDays }),
            // A steps.db is text and padding: the highest level takes no time that shows.
            compressionLevel: 9,
        });
        return (0,calls/* answerWith */.R)(id === undefined ? null : String(id));
    }
    if (call.kind === 'find-artifact') {
        const { artifacts } = await client.listArtifacts();
        return (0,calls/* answerWith */.R)(artifacts.some((it) => call.names.includes(it.name)) ? 'there' : 'none');
    }
    if (call.kind === 'delete-artifact')
        return (0,calls/* answerWith */.R)(await deleteArtifact(client, call));
    try {
        // Not unpacked by the client, which would write all there is before it had looked at the digest.
        const packed = (0,external_node_path_.join)(call.folder, 'packed');
        await (0,promises_.mkdir)(packed, { recursive: true });
        const { digestMismatch } = await client.downloadArtifact(call.id, {
            path: packed,
            skipDecompress: true,
            ...(call.digest === null ? {} : { expectedHash: call.digest }),
            // The run is not looked at by a download; the client's type wants one.
            findBy: { token: call.token, repositoryOwner: call.owner, repositoryName: call.repository, workflowRunId: 0 },
        });
        if (digestMismatch === true)
            return (0,calls/* answerWith */.R)('other');
        for (const name of await (0,promises_.readdir)(packed))
            await unpackZip((0,external_node_path_.join)(packed, name), call.folder);
        await (0,promises_.rm)(packed, { recursive: true });
        return (0,calls/* answerWith */.R)('same');
    }
    catch (error) {
        if (statusOf(error) === 410)
            return (0,calls/* answerWith */.R)('expired');
        if (statusOf(error) === 404)
            return (0,calls/* answerWith */.R)('gone');
        if (error instanceof unpacking/* RefusedArchive */.$6)
            return { answer: null, refused: error.message };
        throw error;
    }
}
async function deleteArtifact(client, { name, ifThere }) {
    if (ifThere !== null) {
        const { artifacts } = await client.listArtifacts();
        if (!artifacts.some((it) => it.name === ifThere))
            return 'kept';
    }
    await client.deleteArtifact(name);
    return 'deleted';
}
function statusOf(error) {
    return error instanceof Error && 'status' in error ? error.status : undefined;
}


/***/ }),

/***/ 30810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ answerWith)
/* harmony export */ });
function answerWith(answer) {
    return { answer, refused: null };
}


/***/ }),

/***/ 79186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rn: () => (/* binding */ CONTAINS_FILE),
/* harmony export */   _M: () => (/* binding */ readContains),
/* harmony export */   v0: () => (/* binding */ formatContains)
/* harmony export */ });
/* unused harmony export parseContains */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);

/** Beside steps.db in every snapshot: what has been merged into it, so that nobody downloads that again. */
const CONTAINS_FILE = 'contains.json';
const VERSION = 1;
const MAX_BYTES = 4 * 1024 * 1024;
const NOTHING = { saves: [], openRuns: [] };
function formatContains({ saves, openRuns }) {
    return `${JSON.stringify({ version: VERSION, saves, open_runs: openRuns })}\n`;
}
/** What a file says it contains. One that is missing or malformed contains nothing: then more is downloaded, not less. */
async function readContains(path) {
    try {
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path)).size > MAX_BYTES)
            return NOTHING;
        return parseContains(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8'));
    }
    catch {
        return NOTHING;
    }
}
/** See `readContains`. */
function parseContains(text) {
    try {
        const value = JSON.parse(text);
        if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== VERSION) {
            return NOTHING;
        }
        return {
            saves: 'saves' in value ? list(value.saves).filter((it) => typeof it === 'string') : [],
            openRuns: 'open_runs' in value ? list(value.open_runs).filter(isRunId) : [],
        };
    }
    catch {
        return NOTHING;
    }
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function isRunId(value) {
    return Number.isSafeInteger(value) && Number(value) > 0;
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
