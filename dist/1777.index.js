export const id = 1777;
export const ids = [1777];
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

/***/ 31777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  answerCacheCall: () => (/* binding */ answerCacheCall)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/cache.js + 91 modules
var cache = __webpack_require__(18091);
// EXTERNAL MODULE: ./build/stores/archive/unpacking.js
var unpacking = __webpack_require__(22272);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/stores/archive/untar.js





const BLOCK = 512;
/** What GNU tar and bsdtar write beside the files: attributes of the next one, or of all, and none that we need. */
const EXTENDED_HEADERS = 'xg';
/** GNU tar and the toolkit compress with windows up to this size. */
const ZSTD_WINDOW_LOG = 30;
/**
 * Unpacks the files of a save from a tar archive, compressed with zstd or gzip, into `folder`. Nothing else is ever
 * written: a member that is no plain file of the archive's own folder `root` (a link, a path that leads out of it)
 * throws RefusedArchive, as do damage and too much content.
 */
async function unpackTar(archive, root, folder, limit) {
    try {
        await unpackMembers(archive, root, folder, limit);
    }
    catch (error) {
        throw (0,unpacking/* toUnpackingError */.CI)(error);
    }
}
async function unpackMembers(archive, root, folder, limit) {
    const bytes = createByteReader(await decompress(archive), (0,unpacking/* limitBytes */.Z7)(limit));
    for (;;) {
        const header = await bytes.read(BLOCK);
        if (header.every((byte) => byte === 0))
            return;
        const member = parseHeader(header);
        const name = savedFileOf(member, root);
        const content = bytes.readChunks(member.size);
        if (name === null)
            for await (const _ of content)
                ;
        else
            await (0,unpacking/* writeSavedFile */.rx)(folder, name, content);
        await bytes.read((BLOCK - (member.size % BLOCK)) % BLOCK);
    }
}
/** The file of a save that a member is; null for one that may be there and is left out. */
function savedFileOf({ name, type, size }, root) {
    if (EXTENDED_HEADERS.includes(type))
        return null;
    if (type === '5' && size === 0 && (name === root || name === `${root}/`))
        return null;
    const [folder, file = '', ...deeper] = name.split('/');
    const isPlain = folder === root && file !== '' && file !== '.' && file !== '..' && deeper.length === 0;
    if (type === '0' && isPlain)
        return (0,unpacking/* isSavedFile */.yD)(file) ? file : null;
    throw new unpacking/* RefusedArchive */.$6(`it holds ${(0,unpacking/* quoteName */.AB)(name)}, which is no plain file in ${root}.`);
}
function parseHeader(header) {
    const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
    if (Number.parseInt(textAt(header, 148, 8), 8) !== sum)
        throw new Error('a header is not whole');
    const prefix = header.toString('latin1', 257, 262) === 'ustar' ? textAt(header, 345, 155) : '';
    const name = textAt(header, 0, 100);
    const size = textAt(header, 124, 12).trim();
    // Sizes that octal digits cannot tell are beyond the limit anyway.
    if (!/^[0-7]+$/.test(size))
        throw new unpacking/* RefusedArchive */.$6('it holds a file whose size no save has.');
    const type = header.toString('latin1', 156, 157);
    return {
        name: prefix === '' ? name : `${prefix}/${name}`,
        type: type === '\0' ? '0' : type,
        size: Number.parseInt(size, 8),
    };
}
function textAt(header, start, length) {
    const field = header.subarray(start, start + length);
    const end = field.indexOf(0);
    return field.toString('utf8', 0, end === -1 ? length : end);
}
async function decompress(archive) {
    const file = await (0,promises_.open)(archive);
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    await file.close();
    const isGzip = buffer[0] === 0x1f && buffer[1] === 0x8b;
    const options = { params: { [external_node_zlib_.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } };
    // What fails on the way destroys the last stream, and so shows where that is read.
    return (0,external_node_stream_.pipeline)((0,external_node_fs_.createReadStream)(archive), isGzip ? (0,external_node_zlib_.createGunzip)() : (0,external_node_zlib_.createZstdDecompress)(options), () => { });
}
/** Reads a stream in pieces of the sizes asked for. Throws where it ends before. */
function createByteReader(stream, count) {
    const chunks = stream[Symbol.asyncIterator]();
    let rest = Buffer.alloc(0);
    const fill = async () => {
        const next = await chunks.next();
        if (next.done === true || !Buffer.isBuffer(next.value))
            throw new Error('it ends too early');
        count(next.value.length);
        rest = next.value;
    };
    async function* readChunks(size) {
        for (let left = size; left > 0;) {
            if (rest.length === 0)
                await fill();
            const chunk = rest.subarray(0, left);
            rest = rest.subarray(chunk.length);
            left -= chunk.length;
            yield chunk;
        }
    }
    const read = async (size) => {
        const parts = [];
        for await (const chunk of readChunks(size))
            parts.push(chunk);
        return Buffer.concat(parts);
    };
    return { readChunks, read };
}

// EXTERNAL MODULE: ./build/stores/client/calls.js
var calls = __webpack_require__(30810);
;// CONCATENATED MODULE: ./build/stores/cache/client.js






/**
 * Runs one call of the cache client. It reads ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL (ACTIONS_CACHE_URL on a
 * server of one's own), ACTIONS_CACHE_SERVICE_V2, ACTIONS_CACHE_MODE and GITHUB_SERVER_URL from process.env; it looks
 * for files below the working directory, packs and unpacks below GITHUB_WORKSPACE and keeps archives in RUNNER_TEMP.
 * The path as it is written is part of an entry's identity, so it is relative, and all three are one private folder.
 */
async function answerCacheCall(call) {
    // As the system spells it: the client compares it with paths it finds, and links would make them differ.
    const folder = process.cwd();
    Object.assign(process.env, { GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder });
    if (call.kind === 'save-cache')
        return (0,calls/* answerWith */.R)(String(await (0,cache/* saveCache */.Io)([call.path], call.key, {}, true)));
    if (process.platform === 'win32')
        return (0,calls/* answerWith */.R)(await restore(call));
    const archive = (0,external_node_path_.join)(folder, 'archive');
    await keepArchivesPacked(folder, archive);
    const found = await restore(call);
    if (found === null)
        return (0,calls/* answerWith */.R)(null);
    const unpacked = (0,external_node_path_.join)(folder, call.path);
    await (0,promises_.mkdir)(unpacked);
    try {
        await unpackTar(archive, call.path, unpacked);
        return (0,calls/* answerWith */.R)(found);
    }
    catch (error) {
        await (0,promises_.rm)(unpacked, { recursive: true });
        if (error instanceof unpacking/* RefusedArchive */.$6)
            return { answer: found, refused: error.message };
        throw error;
    }
    finally {
        await (0,promises_.rm)(archive, { force: true });
    }
}
async function restore({ path, key }) {
    return (await (0,cache/* restoreCache */.P3)([path], key, [key], {}, true)) ?? null;
}
/**
 * Has the client find a program for unpacking that only hands the archive over. It would call `tar -P`, which follows
 * links and absolute paths, so that whoever can save a cache could write any file of this machine.
 */
async function keepArchivesPacked(folder, archive) {
    const programs = (0,external_node_path_.join)(folder, 'programs');
    await (0,promises_.mkdir)(programs, { recursive: true });
    // On macOS the client looks for GNU tar under a name of its own first.
    for (const name of ['tar', 'gtar']) {
        const script = '#!/bin/sh\n[ "$1" != -xf ] || exec ln -f "$2" "$LAFORGE_ARCHIVE"\n';
        await (0,promises_.writeFile)((0,external_node_path_.join)(programs, name), script, { mode: 0o700 });
    }
    process.env.LAFORGE_ARCHIVE = archive;
    const path = process.env.PATH ?? '';
    if (!path.startsWith(programs))
        process.env.PATH = `${programs}${external_node_path_.delimiter}${path}`;
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
