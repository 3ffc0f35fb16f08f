export const id = 9151;
export const ids = [9151,5522];
export const modules = {

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

/***/ 55427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ EMPTY_AGENT_CONFIG),
/* harmony export */   r: () => (/* binding */ UNKNOWN_USAGE)
/* harmony export */ });
/**
 * The JSON documents a step carries. Their keys are the contract with readers of steps.db and of `--json`, so these
 * types are the documents themselves, snake_case and all. Unknown is null, never 0 or ''.
 */
const UNKNOWN_USAGE = {
    prompt_tokens: null,
    completion_tokens: null,
    total_tokens: null,
    cost: null,
    input_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: null,
    output_tokens: null,
    reasoning_tokens: null,
    turns: null,
    models: [],
    session_id: null,
    source: null,
    state: 'unknown',
};
const EMPTY_AGENT_CONFIG = {
    name: null,
    command: null,
    model: null,
    max_tokens: null,
    temperature: null,
    system_prompt: null,
    tools: [],
    metadata: {},
};


/***/ }),

/***/ 42964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   importLaForge: () => (/* binding */ importLaForge)
/* harmony export */ });
/* harmony import */ var _check_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4442);
/* harmony import */ var _identify_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91168);
/* harmony import */ var _laforge_rows_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37354);
/* harmony import */ var _native_binding_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70745);
/* harmony import */ var _sqlite_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15656);





/** LaForge's files are small, and this one is read at once. */
const MAX_BYTES = 1024 ** 3;
/**
 * Adds the steps of a file that LaForge wrote, which stays as it is. Into an empty ledger they come with their numbers;
 * in one that has steps those keep theirs and the imported ones are given the next. Importing again adds what is new.
 */
function importLaForge(path, ledger) {
    (0,_check_path_js__WEBPACK_IMPORTED_MODULE_0__/* .checkPath */ .C)(path, { mayBeMissing: false, maxBytes: MAX_BYTES });
    const records = (0,_sqlite_errors_js__WEBPACK_IMPORTED_MODULE_4__.withStoreErrors)(path, () => {
        const db = (0,_native_binding_js__WEBPACK_IMPORTED_MODULE_3__.openDatabase)(path, { readonly: true, fileMustExist: true });
        try {
            db.pragma('trusted_schema = OFF');
            const { kind } = (0,_identify_file_js__WEBPACK_IMPORTED_MODULE_1__.identifyFile)(db, path);
            if (kind === 'empty')
                throw (0,_sqlite_errors_js__WEBPACK_IMPORTED_MODULE_4__.notALedger)(path, 'it is empty');
            if (kind === 'ledger')
                throw (0,_sqlite_errors_js__WEBPACK_IMPORTED_MODULE_4__.notALedger)(path, "it is one of ours already, for laforge merge, and not LaForge's");
            (0,_sqlite_errors_js__WEBPACK_IMPORTED_MODULE_4__.checkIntegrity)(db, path);
            return (0,_laforge_rows_js__WEBPACK_IMPORTED_MODULE_2__/* .readLaForgeRecords */ .r)(db, path);
        }
        finally {
            db.close();
        }
    });
    // LaForge's claims are older than ours and would take the numbers that commits and comments already name.
    return ledger.merge(ledger.countSteps() === 0 ? records : { ...records, stepClaims: [], rollbackClaims: [] });
}


/***/ }),

/***/ 37354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ readLaForgeRecords)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/domain/documents.js
var documents = __webpack_require__(55427);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/ledger/claims.js
var claims = __webpack_require__(65743);
// EXTERNAL MODULE: ./build/ledger/documents.js
var ledger_documents = __webpack_require__(46922);
;// CONCATENATED MODULE: ./build/ledger/go-time.js
const GO_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))? ?(Z|[+-]\d{2}:?\d{2})?(?: (?:[A-Z]{1,5}|[+-]\d{2,4}))?(?: m=[+-]\d+\.\d+)?$/;
/**
 * A time as Go and SQLite write it, in UTC and cut to milliseconds: `2025-10-18 08:30:15.123456789-07:00`, with `Z`,
 * with `+0000 UTC` and a monotonic suffix as Go's `String` has it, or without a zone, as SQLite's CURRENT_TIMESTAMP
 * writes UTC. Null for anything else.
 */
function goTimeToTimestamp(value) {
    const match = typeof value === 'string' ? GO_TIME.exec(value) : null;
    if (match === null)
        return null;
    const [, date, time, fraction = '', zone = 'Z'] = match;
    const offset = zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
    const parsed = new Date(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
    return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}

// EXTERNAL MODULE: ./build/ledger/sqlite-errors.js
var sqlite_errors = __webpack_require__(15656);
;// CONCATENATED MODULE: ./build/ledger/laforge-rows.js







const EPOCH = '1970-01-01T00:00:00.000Z';
/**
 * The records that a file LaForge wrote stands for. Two machines that import the same row make the same record of it:
 * its uid is made from the project, the number and the times LaForge gave it. The inactive steps are one rollback
 * without branch or SHAs, since LaForge kept no more of it.
 */
function readLaForgeRecords(db, path) {
    const rows = db.prepare('SELECT * FROM steps ORDER BY id').all();
    const uidsById = new Map(rows.map((row) => [checkNumber(row.id, path), rowToUid(row)]));
    const steps = rows.map((row) => rowToRecord(row, uidsById));
    const inactive = steps.filter((_, index) => rows[index]?.active === 0);
    const rollbacks = inactive.length === 0 ? [] : [toRollback(inactive)];
    return {
        steps,
        stepClaims: steps.map(({ draft: { uid }, createdAt }, index) => ({
            uid,
            number: checkNumber(rows[index]?.id, path),
            claimedAt: createdAt,
        })),
        rollbacks,
        rollbackClaims: rollbacks.map(({ uid, createdAt }) => ({ uid, number: 1, claimedAt: createdAt })),
    };
}
function rowToRecord(row, uidsById) {
    const endTime = goTimeToTimestamp(row.end_time);
    const exitCode = toNumber(row.exit_code);
    const agentConfig = toAgentConfig(row);
    return {
        draft: {
            uid: rowToUid(row),
            projectId: toText(row.project_id) ?? '',
            repository: null,
            branch: null,
            commitShaBefore: toSha(row.commit_sha_before),
            agentConfig,
            run: null,
            startTime: goTimeToTimestamp(row.start_time) ?? rowToCreatedAt(row),
            limits: null,
        },
        parentUid: uidsById.get(Number(row.parent_step_id)) ?? null,
        createdAt: rowToCreatedAt(row),
        outcome: {
            // Without an exit code nobody knows how it ended, and no process of ours will still say so: not `running`.
            // Should LaForge finish it after all, importing again brings the finish, which wins over `interrupted`.
            status: exitCode === null ? 'interrupted' : exitCode === 0 ? 'succeeded' : 'failed',
            branch: null,
            commitShaAfter: toSha(row.commit_sha_after),
            agentConfig,
            endTime,
            durationMs: endTime === null ? null : toNumber(row.duration_ms),
            tokenUsage: toTokenUsage(row),
            exitCode,
            pushed: null,
            pinRef: null,
            changes: null,
            check: null,
            notes: [],
        },
    };
}
function toRollback(inactive) {
    const stepUids = inactive.map((record) => record.draft.uid).sort();
    const createdAt = inactive
        .map((record) => record.createdAt)
        .sort()
        .at(-1) ?? EPOCH;
    return {
        uid: toUid(createdAt, ['rollback', ...stepUids]),
        kind: 'rollback',
        projectId: inactive[0]?.draft.projectId ?? '',
        undoes: null,
        repository: null,
        branch: null,
        target: null,
        fromSha: null,
        toSha: null,
        pinRef: null,
        stepUids,
        actor: null,
        reason: 'Inactive in the file that LaForge wrote.',
        run: null,
        createdAt,
    };
}
function toAgentConfig(row) {
    const config = (0,ledger_documents/* readAgentConfig */.a4)(toText(row.agent_config_json));
    if (config !== null)
        return config;
    const name = toText(row.agent_config_name);
    return name === null || name === '' ? null : { ...documents/* EMPTY_AGENT_CONFIG */.l, name };
}
/** LaForge writes 0 for what it does not know: a usage of nothing but zeros was never measured. */
function toTokenUsage(row) {
    const usage = (0,ledger_documents/* readTokenUsage */.DF)(toText(row.token_usage_json));
    if (usage === null)
        return null;
    const { prompt_tokens, completion_tokens, total_tokens, cost } = usage;
    if (!prompt_tokens && !completion_tokens && !total_tokens && !cost)
        return documents/* UNKNOWN_USAGE */.r;
    return { ...usage, cost: cost === 0 ? null : cost };
}
function rowToCreatedAt(row) {
    return [row.created_at, row.start_time, row.end_time].map(goTimeToTimestamp).find((time) => time !== null) ?? EPOCH;
}
function rowToUid(row) {
    return toUid(rowToCreatedAt(row), [row.project_id, row.id, row.start_time, row.created_at]);
}
/** A UUIDv7 of that time whose random part is a hash, so that the same parts always make the same uid. */
function toUid(time, parts) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex');
    const milliseconds = Math.max(0, Date.parse(time)).toString(16).padStart(12, '0');
    const variant = ((Number.parseInt(hash.slice(3, 4), 16) & 3) | 8).toString(16);
    return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
function checkNumber(value, path) {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= claims/* HIGHEST_NUMBER */.BC)
        return value;
    throw (0,sqlite_errors.damaged)(path, `a step's id is ${String(value)}`);
}
function toSha(value) {
    return typeof value === 'string' && (0,identity/* isSha */.HH)(value) ? value : null;
}
function toText(value) {
    return typeof value === 'string' ? value : null;
}
function toNumber(value) {
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
}


/***/ })

};
