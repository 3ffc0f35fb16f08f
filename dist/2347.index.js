export const id = 2347;
export const ids = [2347,8540,29];
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

/***/ 48540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkForeignLedger: () => (/* binding */ checkForeignLedger),
  findings: () => (/* binding */ findings),
  verifyLedger: () => (/* binding */ verifyLedger),
  withReadonly: () => (/* binding */ withReadonly)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/ledger/check-path.js
var check_path = __webpack_require__(4442);
// EXTERNAL MODULE: ./build/ledger/claims.js
var claims = __webpack_require__(65743);
// EXTERNAL MODULE: ./build/ledger/identify-file.js + 1 modules
var identify_file = __webpack_require__(91168);
// EXTERNAL MODULE: ./build/ledger/native-binding.js
var native_binding = __webpack_require__(70745);
// EXTERNAL MODULE: ./build/ledger/record-schemas.js
var record_schemas = __webpack_require__(92410);
// EXTERNAL MODULE: ./build/ledger/rollbacks.js
var rollbacks = __webpack_require__(38177);
// EXTERNAL MODULE: ./build/ledger/row-digest.js
var row_digest = __webpack_require__(22857);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(88532);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js
var schemas = __webpack_require__(55156);
;// CONCATENATED MODULE: ./build/ledger/row-schemas.js


const json = (schema) => record_schemas.text
    .transform((value, context) => {
    try {
        return JSON.parse(value);
    }
    catch {
        context.addIssue({ code: 'custom', message: 'is no JSON' });
        return core/* NEVER */.tm;
    }
})
    .pipe(schema)
    .nullable();
/** Files from before there were digests have none; whether it is right is looked at by itself. */
const digest = schemas["instanceof"](Buffer).nullable().optional();
/** A row of `steps` as a file from outside must have it. */
const stepRow = schemas.object({
    id: record_schemas.number,
    active: schemas.union([schemas.literal(0), schemas.literal(1)]),
    parent_step_id: record_schemas.number.nullable(),
    commit_sha_before: record_schemas.sha.nullable(),
    commit_sha_after: record_schemas.sha.nullable(),
    agent_config_json: json(record_schemas.agentConfig),
    start_time: record_schemas.timestamp,
    end_time: record_schemas.timestamp.nullable(),
    duration_ms: schemas.number().min(0).nullable(),
    token_usage_json: json(record_schemas.tokenUsage),
    exit_code: schemas.int().nullable(),
    project_id: record_schemas.name,
    created_at: record_schemas.timestamp,
    uid: record_schemas.uid,
    repository: record_schemas.name.nullable(),
    branch: record_schemas.name.nullable(),
    status: record_schemas.status,
    pushed: record_schemas.pushed.nullable(),
    pin_ref: record_schemas.name.nullable(),
    run_json: json(record_schemas.runInfo),
    changes_json: json(record_schemas.changes),
    notes_json: json(record_schemas.notes),
    // Files of version 2 and before do not have these.
    limits_json: json(record_schemas.limits).optional(),
    check_json: json(record_schemas.check).optional(),
    missing_parent_uid: record_schemas.uid.nullable(),
    claimed_at: record_schemas.timestamp.nullable(),
    digest,
});
/** A row of `rollbacks`. */
const rollbackRow = schemas.object({
    number: record_schemas.number,
    uid: record_schemas.uid,
    kind: record_schemas.rollbackKind,
    undoes: record_schemas.uid.nullable(),
    project_id: record_schemas.name,
    repository: record_schemas.name.nullable(),
    branch: record_schemas.name.nullable(),
    target_mode: record_schemas.targetMode.nullable(),
    target_step_uid: record_schemas.uid.nullable(),
    from_sha: record_schemas.sha.nullable(),
    to_sha: record_schemas.sha.nullable(),
    pin_ref: record_schemas.name.nullable(),
    actor: record_schemas.name.nullable(),
    reason: record_schemas.text.nullable(),
    run_json: json(record_schemas.runInfo),
    created_at: record_schemas.timestamp,
    claimed_at: record_schemas.timestamp.nullable(),
    digest,
});
const rollbackStepRow = schemas.object({ rollback: record_schemas.number, step_uid: record_schemas.uid });
const claimRow = schemas.object({
    kind: schemas["enum"](['step', 'rollback']),
    number: record_schemas.number,
    uid: record_schemas.uid,
    claimed_at: record_schemas.timestamp,
});

// EXTERNAL MODULE: ./build/ledger/sqlite-errors.js
var sqlite_errors = __webpack_require__(15656);
// EXTERNAL MODULE: ./build/ledger/step-rows.js
var step_rows = __webpack_require__(15892);
;// CONCATENATED MODULE: ./build/ledger/inspect.js











/** A million steps with everything an agent may say about each. */
const MAX_BYTES = 8 * 1024 ** 3;
/** So many findings of one kind are told, not all of them. */
const FINDINGS_TOLD = 20;
/**
 * Checks a file from outside before it is trusted: size, kind, schema, pages and indexes, every field of every row,
 * numbers, parents and rollbacks. Throws StoreError with the first thing that is wrong. Hands back how much it holds.
 */
function checkForeignLedger(path, options = {}) {
    return withReadonly(path, options, (db) => {
        for (const finding of findings(db))
            throw (0,sqlite_errors.damaged)(path, finding);
        return { steps: count(db, 'steps'), rollbacks: count(db, 'rollbacks') };
    });
}
/** All that is wrong with a ledger, in words; empty where it is sound. Throws StoreError only if it cannot be read. */
function verifyLedger(path) {
    try {
        return withReadonly(path, {}, (db) => [...findings(db)]);
    }
    catch (error) {
        if (error instanceof errors/* StoreError */.AD && error.code !== 'unreadable' && error.code !== 'unavailable')
            return [error.message];
        throw error;
    }
}
/** Runs with a ledger of ours opened to be read and nothing else. Throws StoreError where the file is none. */
function withReadonly(path, { maxBytes = MAX_BYTES }, run) {
    (0,check_path/* checkPath */.C)(path, { mayBeMissing: false, maxBytes });
    let db;
    try {
        db = (0,native_binding.openDatabase)(path, { readonly: true, fileMustExist: true });
        db.pragma('trusted_schema = OFF');
        db.pragma('cell_size_check = ON');
        const { kind } = (0,identify_file.identifyFile)(db, path);
        if (kind !== 'ledger')
            throw (0,sqlite_errors.notALedger)(path, kind === 'empty' ? 'it is empty' : 'LaForge wrote it, import it first');
        return run(db);
    }
    catch (error) {
        throw (0,sqlite_errors.toStoreError)(path, error);
    }
    finally {
        db?.close();
    }
}
/** All that is wrong. With `uids`, the fields of other steps are left out: they are known to be another ledger's too. */
function* findings(db, uids) {
    const corruption = (0,sqlite_errors.findCorruption)(db);
    yield* corruption;
    // What stands in rows cannot be told while pages contradict each other.
    if (corruption.length > 0)
        return;
    const rows = [
        ...findBadRows(db, 'steps', 'id', stepRow, uids),
        ...findBadRows(db, 'rollbacks', 'number', rollbackRow),
        ...findBadRows(db, 'rollback_steps', 'rollback', rollbackStepRow),
        ...findBadRows(db, 'claims', 'number', claimRow),
    ];
    yield* rows;
    if (rows.length > 0)
        return;
    yield* findBadNumbers(db);
    yield* findBadLinks(db);
    if ((0,identify_file.readNumber)(db, 'user_version') >= 2)
        yield* findBadDigests(db, uids);
    const wrongActive = (0,rollbacks/* countWrongActive */.l1)(db);
    if (wrongActive > 0)
        yield `${wrongActive} steps are active or not, against what the rollbacks say`;
}
function* findBadRows(db, table, key, schema, uids) {
    let told = 0;
    const rows = db.prepare(`SELECT * FROM ${table} WHERE true ${amongUids('uid', uids)}`);
    for (const row of rows.iterate({ uids: JSON.stringify(uids ?? []) })) {
        const result = schema.safeParse(row);
        if (result.success)
            continue;
        yield `${table}, ${key} ${String(row[key])}, ${(0,record_schemas.describeIssue)(result.error)}`;
        if (++told === FINDINGS_TOLD)
            return;
    }
}
function* findBadNumbers(db) {
    for (const series of [claims/* STEP_NUMBERS */.Sj, claims/* ROLLBACK_NUMBERS */.YT]) {
        for (const { from, to } of (0,claims/* findUnsettledRows */.V7)(db, series).slice(0, FINDINGS_TOLD)) {
            yield `${series.kind} ${from.uid} has the number ${from.number}, and by the claims it is ${to?.number ?? "another step's"}`;
        }
        const twice = (0,claims/* countClaimsKeptTwice */.f_)(db, series);
        if (twice > 0)
            yield `${twice} claims on a ${series.kind}'s number are kept twice`;
    }
}
function* findBadLinks(db) {
    const unlinked = db
        .prepare('SELECT s.uid FROM steps s JOIN steps p ON p.uid = s.missing_parent_uid LIMIT 1')
        .pluck()
        .get();
    if (unlinked !== undefined)
        yield `step ${unlinked} is not linked to its parent, which is there`;
    const both = db
        .prepare('SELECT uid FROM steps WHERE missing_parent_uid IS NOT NULL AND parent_step_id IS NOT NULL LIMIT 1')
        .pluck()
        .get();
    if (both !== undefined)
        yield `step ${both} has two parents`;
    const [dangling] = db.prepare('PRAGMA foreign_key_check').all();
    if (dangling !== undefined)
        yield `${dangling.table}, row ${dangling.rowid}, points at a row that is not there`;
    const circular = findCircularParent(db);
    if (circular !== undefined)
        yield `step ${circular} is its own ancestor`;
}
function* findBadDigests(db, uids) {
    const rows = db.prepare(`SELECT * FROM (
       SELECT 'step ' || s.id FROM ${step_rows/* STEP_TABLES */.t6}
         WHERE s.digest IS NOT ${(0,row_digest/* digestOfStep */.Y_)((0,identify_file.readNumber)(db, 'user_version'))} ${amongUids('s.uid', uids)}
       UNION ALL SELECT 'rollback R' || r.number FROM rollbacks r WHERE r.digest IS NOT ${row_digest/* DIGEST_OF_ROLLBACK */.Ky}
     ) LIMIT ${FINDINGS_TOLD}`);
    for (const name of rows.pluck().all({ uids: JSON.stringify(uids ?? []) }))
        yield `the fields of ${name} do not match their digest`;
}
/** Narrows a condition down to these uids, the parameter `uids`; without any, not at all. */
function amongUids(column, uids) {
    return uids === undefined ? '' : `AND ${column} IN (SELECT value FROM json_each(@uids))`;
}
/** A step that is reached again by going from parent to parent. Each step is walked over once. */
function findCircularParent(db) {
    // A circle has a step whose parent's number is not below its own. In most histories there is none.
    const backward = db.prepare('SELECT 1 FROM steps WHERE parent_step_id >= id LIMIT 1').pluck().get();
    if (backward === undefined)
        return undefined;
    const links = db
        .prepare('SELECT id, parent_step_id FROM steps WHERE parent_step_id IS NOT NULL')
        .raw();
    const parents = new Map(links.iterate());
    const sound = new Set();
    for (const start of parents.keys()) {
        const path = new Set();
        let id = start;
        while (id !== undefined && !sound.has(id)) {
            if (path.has(id))
                return id;
            path.add(id);
            id = parents.get(id);
        }
        for (const step of path)
            sound.add(step);
    }
    return undefined;
}
function count(db, table) {
    return db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
}


/***/ }),

/***/ 92410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   agentConfig: () => (/* binding */ agentConfig),
/* harmony export */   changes: () => (/* binding */ changes),
/* harmony export */   check: () => (/* binding */ check),
/* harmony export */   describeIssue: () => (/* binding */ describeIssue),
/* harmony export */   limits: () => (/* binding */ limits),
/* harmony export */   name: () => (/* binding */ name),
/* harmony export */   notes: () => (/* binding */ notes),
/* harmony export */   number: () => (/* binding */ number),
/* harmony export */   parseLedgerRecords: () => (/* binding */ parseLedgerRecords),
/* harmony export */   parseRollbackDraft: () => (/* binding */ parseRollbackDraft),
/* harmony export */   pushed: () => (/* binding */ pushed),
/* harmony export */   rollbackKind: () => (/* binding */ rollbackKind),
/* harmony export */   runInfo: () => (/* binding */ runInfo),
/* harmony export */   sha: () => (/* binding */ sha),
/* harmony export */   status: () => (/* binding */ status),
/* harmony export */   targetMode: () => (/* binding */ targetMode),
/* harmony export */   text: () => (/* binding */ text),
/* harmony export */   timestamp: () => (/* binding */ timestamp),
/* harmony export */   tokenUsage: () => (/* binding */ tokenUsage),
/* harmony export */   uid: () => (/* binding */ uid)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55156);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65743);




/*
 * What records from outside must look like: from a downloaded file, a fragment, a commit message. Loading zod takes as
 * long as Node itself does to start, so this module is imported where such records are read and nowhere else.
 */
const MAX_NAME = 4_096;
const MAX_TEXT = 1_000_000;
const MAX_ITEMS = 10_000;
const MAX_STEPS = 1_000_000;
const TIMESTAMP = /^\d{4}-(?:0\d|1[0-2])-[0-3]\d[T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const uid = zod__WEBPACK_IMPORTED_MODULE_3__.string().refine(_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .isUid */ .hO, 'is no UUIDv7');
const sha = zod__WEBPACK_IMPORTED_MODULE_3__.string().refine(_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .isSha */ .HH, 'is no full commit SHA');
const timestamp = zod__WEBPACK_IMPORTED_MODULE_3__.string().regex(TIMESTAMP, 'is no UTC time with milliseconds');
const number = zod__WEBPACK_IMPORTED_MODULE_3__.int().min(1).max(_claims_js__WEBPACK_IMPORTED_MODULE_2__/* .HIGHEST_NUMBER */ .BC);
const name = zod__WEBPACK_IMPORTED_MODULE_3__.string().max(MAX_NAME);
const text = zod__WEBPACK_IMPORTED_MODULE_3__.string().max(MAX_TEXT);
const status = zod__WEBPACK_IMPORTED_MODULE_3__.string().regex(/^[a-z][a-z_]{0,39}$/, 'is no status');
const pushed = zod__WEBPACK_IMPORTED_MODULE_3__["enum"](['pushed', 'unchanged', 'pinned', 'bundled', 'none']);
const notes = zod__WEBPACK_IMPORTED_MODULE_3__.array(text).max(MAX_ITEMS);
const rollbackKind = zod__WEBPACK_IMPORTED_MODULE_3__["enum"](['rollback', 'undo']);
const targetMode = zod__WEBPACK_IMPORTED_MODULE_3__["enum"](['to', 'before']);
const optional = (schema) => schema.nullable().default(null);
const figure = optional(zod__WEBPACK_IMPORTED_MODULE_3__.number().min(0));
/** Not as a record of zod's, which leaves out a key named `__proto__`. */
const metadata = zod__WEBPACK_IMPORTED_MODULE_3__.custom((value) => typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((key) => key.length <= MAX_NAME), 'is no object with names of a few words');
const agentConfig = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    name: optional(text),
    command: optional(text),
    model: optional(text),
    max_tokens: optional(zod__WEBPACK_IMPORTED_MODULE_3__.number()),
    temperature: optional(zod__WEBPACK_IMPORTED_MODULE_3__.number()),
    system_prompt: optional(text),
    tools: zod__WEBPACK_IMPORTED_MODULE_3__.array(text).max(MAX_ITEMS).default([]),
    metadata: metadata.default({}),
});
const tokenUsage = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    prompt_tokens: figure,
    completion_tokens: figure,
    total_tokens: figure,
    cost: figure,
    input_tokens: figure,
    cache_read_tokens: figure,
    cache_write_tokens: figure,
    output_tokens: figure,
    reasoning_tokens: figure,
    turns: figure,
    models: zod__WEBPACK_IMPORTED_MODULE_3__.array(text).max(MAX_ITEMS).default([]),
    session_id: optional(text),
    source: optional(text),
    state: zod__WEBPACK_IMPORTED_MODULE_3__["enum"](['measured', 'partial', 'unknown']),
    reason: text.nullable().optional(),
    cost_estimated: zod__WEBPACK_IMPORTED_MODULE_3__.boolean().optional(),
    price_list: text.nullable().optional(),
    agents: zod__WEBPACK_IMPORTED_MODULE_3__.array(text).max(MAX_ITEMS).optional(),
    by_model: zod__WEBPACK_IMPORTED_MODULE_3__.array(zod__WEBPACK_IMPORTED_MODULE_3__.object({
        model: text,
        input_tokens: figure,
        cache_read_tokens: figure,
        cache_write_tokens: figure,
        output_tokens: figure,
        reasoning_tokens: figure,
        cost: figure,
    }))
        .max(MAX_ITEMS)
        .optional(),
    verdict: zod__WEBPACK_IMPORTED_MODULE_3__.object({ kind: zod__WEBPACK_IMPORTED_MODULE_3__["enum"](['completed', 'failed', 'turn_limit', 'budget', 'aborted']), text: optional(text) })
        .nullable()
        .optional(),
});
const runInfo = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    ci: name,
    workflow: optional(text),
    run_id: optional(name),
    attempt: optional(zod__WEBPACK_IMPORTED_MODULE_3__.int()),
    job: optional(text),
    job_backend_id: optional(name),
    actor: optional(name),
    event: optional(name),
    url: optional(name),
    pull_request: optional(zod__WEBPACK_IMPORTED_MODULE_3__.object({
        number,
        head_ref: optional(name),
        head_sha: optional(sha),
        head_repository: optional(name),
        base_ref: optional(name),
        merge_sha: optional(sha),
    })),
    runner: name.nullable().optional(),
    process: zod__WEBPACK_IMPORTED_MODULE_3__.object({
        pid: zod__WEBPACK_IMPORTED_MODULE_3__.int().min(1),
        started: zod__WEBPACK_IMPORTED_MODULE_3__.int().min(1),
        namespaces: name,
        boot: name,
        machine: optional(name),
    })
        .nullable()
        .optional(),
});
const changes = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    own_commits: zod__WEBPACK_IMPORTED_MODULE_3__.array(zod__WEBPACK_IMPORTED_MODULE_3__.object({ sha, subject: text })).max(MAX_ITEMS),
    own_commit_count: zod__WEBPACK_IMPORTED_MODULE_3__.int().min(0),
    files_changed: zod__WEBPACK_IMPORTED_MODULE_3__.int().min(0),
    insertions: zod__WEBPACK_IMPORTED_MODULE_3__.int().min(0),
    deletions: zod__WEBPACK_IMPORTED_MODULE_3__.int().min(0),
});
const check = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    command: text,
    exit_code: zod__WEBPACK_IMPORTED_MODULE_3__.int(),
    duration_ms: zod__WEBPACK_IMPORTED_MODULE_3__.number().min(0),
    last_lines: notes,
});
const limits = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    max_cost_usd: figure,
    max_tokens: figure,
    budgets: zod__WEBPACK_IMPORTED_MODULE_3__.array(zod__WEBPACK_IMPORTED_MODULE_3__.object({
        amount: zod__WEBPACK_IMPORTED_MODULE_3__.number().min(0),
        unit: zod__WEBPACK_IMPORTED_MODULE_3__["enum"](['usd', 'tokens']),
        per: zod__WEBPACK_IMPORTED_MODULE_3__["enum"](['day', 'pull_request', 'branch', 'project']),
    }))
        .max(MAX_ITEMS)
        .default([]),
    budget_unknown: zod__WEBPACK_IMPORTED_MODULE_3__["enum"](['warn', 'stop']).default('warn'),
});
const stepRecord = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    draft: zod__WEBPACK_IMPORTED_MODULE_3__.object({
        uid,
        projectId: name,
        repository: name.nullable(),
        branch: name.nullable(),
        commitShaBefore: sha.nullable(),
        agentConfig: agentConfig.nullable(),
        run: runInfo.nullable(),
        startTime: timestamp,
        // Records from before there were limits do not have the key.
        limits: optional(limits),
    }),
    parentUid: uid.nullable(),
    createdAt: timestamp,
    outcome: zod__WEBPACK_IMPORTED_MODULE_3__.object({
        status: status.refine((value) => value !== 'running', 'is no way to end'),
        branch: name.nullable(),
        commitShaAfter: sha.nullable(),
        agentConfig: agentConfig.nullable(),
        endTime: timestamp.nullable(),
        durationMs: zod__WEBPACK_IMPORTED_MODULE_3__.number().min(0).nullable(),
        tokenUsage: tokenUsage.nullable(),
        exitCode: zod__WEBPACK_IMPORTED_MODULE_3__.int().nullable(),
        pushed: pushed.nullable(),
        pinRef: name.nullable(),
        changes: changes.nullable(),
        // Records from before there were checks do not have the key.
        check: optional(check),
        notes,
    })
        .nullable(),
});
const rollbackDraft = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    uid,
    kind: rollbackKind,
    projectId: name,
    undoes: uid.nullable(),
    repository: name.nullable(),
    branch: name.nullable(),
    target: zod__WEBPACK_IMPORTED_MODULE_3__.object({ mode: targetMode, stepUid: uid }).nullable(),
    fromSha: sha.nullable(),
    toSha: sha.nullable(),
    pinRef: name.nullable(),
    stepUids: zod__WEBPACK_IMPORTED_MODULE_3__.array(uid).max(MAX_STEPS),
    actor: name.nullable(),
    reason: text.nullable(),
    run: runInfo.nullable(),
    createdAt: timestamp,
});
const claims = zod__WEBPACK_IMPORTED_MODULE_3__.array(zod__WEBPACK_IMPORTED_MODULE_3__.object({ uid, number, claimedAt: timestamp })).max(4 * MAX_STEPS);
const ledgerRecords = zod__WEBPACK_IMPORTED_MODULE_3__.object({
    steps: zod__WEBPACK_IMPORTED_MODULE_3__.array(stepRecord).max(MAX_STEPS),
    stepClaims: claims,
    rollbacks: zod__WEBPACK_IMPORTED_MODULE_3__.array(rollbackDraft).max(MAX_STEPS),
    rollbackClaims: claims,
});
/** Records that came as JSON, every field checked. Throws StoreError naming `source` and the field. */
function parseLedgerRecords(value, source) {
    return parse(ledgerRecords, value, source);
}
/** A rollback's record that came as JSON, every field checked. Throws StoreError naming `source` and the field. */
function parseRollbackDraft(value, source) {
    return parse(rollbackDraft, value, source);
}
/** The first thing that is wrong, as `field: reason`. */
function describeIssue(error) {
    const [issue] = error.issues;
    return issue === undefined ? 'unreadable' : `${issue.path.join('.') || 'the value'}: ${issue.message}`;
}
function parse(schema, value, source) {
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('damaged', `${source} holds a record that cannot be right (${describeIssue(result.error)}). It was left out.`, { cause: result.error });
}


/***/ }),

/***/ 38177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ projectActive),
/* harmony export */   DQ: () => (/* binding */ stepsTouchedBy),
/* harmony export */   DZ: () => (/* binding */ removeRollback),
/* harmony export */   M3: () => (/* binding */ addRollback),
/* harmony export */   Rs: () => (/* binding */ prepareRollbackInsert),
/* harmony export */   SL: () => (/* binding */ prepareFindDamaged),
/* harmony export */   Xy: () => (/* binding */ prepareFindRollback),
/* harmony export */   a5: () => (/* binding */ findRollback),
/* harmony export */   l1: () => (/* binding */ countWrongActive),
/* harmony export */   wQ: () => (/* binding */ listRollbacks),
/* harmony export */   xP: () => (/* binding */ rollbackToDraft)
/* harmony export */ });
/* harmony import */ var _domain_merge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86045);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65743);
/* harmony import */ var _documents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46922);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22857);




const ROLLBACK_COLUMNS = `r.number, r.uid, r.kind, r.undoes, r.project_id, r.repository, r.branch, r.target_mode,
  r.target_step_uid, r.from_sha, r.to_sha, r.pin_ref, r.actor, r.reason, r.run_json, r.created_at,
  (SELECT u.uid FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' ORDER BY u.created_at, u.uid LIMIT 1) AS undone_by,
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number) AS step_uids,
  r.digest IS ${_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .DIGEST_OF_ROLLBACK */ .Ky} AS intact`;
/** A step is active while no rollback that is not undone covers it. `s` is the step. */
const IS_ACTIVE = `NOT EXISTS (SELECT 1 FROM rollback_steps c JOIN rollbacks r ON r.number = c.rollback
  WHERE c.step_uid = s.uid AND r.kind = 'rollback'
    AND NOT EXISTS (SELECT 1 FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo'))`;
function addRollback(db, draft, now) {
    const existing = findRollback(db, draft.uid);
    if (existing !== undefined)
        return existing;
    prepareRollbackInsert(db)(draft, (0,_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .nextNumber */ .Pt)(db, _claims_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLLBACK_NUMBERS */ .YT), now);
    projectActive(db, stepsTouchedBy(db, [draft]));
    const added = findRollback(db, draft.uid);
    if (added === undefined)
        throw new Error(`Rollback ${draft.uid} is not there right after it was written.`);
    return added;
}
/** Inserts rollbacks with numbers already settled. */
function prepareRollbackInsert(db) {
    const insert = db.prepare(`INSERT INTO rollbacks (number, uid, kind, undoes, project_id, repository, branch, target_mode, target_step_uid,
       from_sha, to_sha, pin_ref, actor, reason, run_json, created_at, claimed_at)
     VALUES (@number, @uid, @kind, @undoes, @projectId, @repository, @branch, @targetMode, @targetStepUid,
       @fromSha, @toSha, @pinRef, @actor, @reason, @runJson, @createdAt, nullif(@claimedAt, @createdAt))`);
    const cover = db.prepare('INSERT INTO rollback_steps (rollback, step_uid) SELECT ?, value FROM json_each(?)');
    const digest = db.prepare((0,_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestRows */ .i8)('rollbacks', 'WHERE number = ?'));
    return (draft, number, claimedAt) => {
        const { target, run, stepUids, ...columns } = (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .sortStepUids */ .UH)(draft);
        insert.run({
            ...columns,
            number,
            claimedAt,
            targetMode: target?.mode ?? null,
            targetStepUid: target?.stepUid ?? null,
            runJson: (0,_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .writeRunInfo */ .nX)(run),
        });
        cover.run(number, JSON.stringify(stepUids));
        digest.run(number);
    };
}
/** Takes a rollback out, so that it can be inserted anew, and hands back when its number was claimed. */
function removeRollback(db, uid) {
    const claimedAt = db
        .prepare('DELETE FROM rollbacks WHERE uid = ? RETURNING coalesce(claimed_at, created_at)')
        .pluck()
        .get(uid);
    if (claimedAt === undefined)
        throw new Error(`There is no rollback ${uid} to take out.`);
    return claimedAt;
}
/** The steps whose `active` these rollbacks decide: those they cover, and those that a rollback they undo covers. */
function stepsTouchedBy(db, drafts) {
    const undone = db
        .prepare(`SELECT step_uid FROM rollback_steps JOIN rollbacks ON number = rollback WHERE uid = ?`)
        .pluck();
    return drafts.flatMap((draft) => [...draft.stepUids, ...(draft.undoes === null ? [] : undone.all(draft.undoes))]);
}
/** Sets `active` of these steps to what the rollbacks say. */
function projectActive(db, uids) {
    if (uids.length === 0)
        return;
    db.prepare(`UPDATE steps AS s SET active = ${IS_ACTIVE}
     WHERE s.uid IN (SELECT value FROM json_each(?)) AND s.active <> ${IS_ACTIVE}`).run(JSON.stringify(uids));
}
/** How many steps have another `active` than the rollbacks say. */
function countWrongActive(db) {
    return db.prepare(`SELECT count(*) FROM steps s WHERE s.active <> ${IS_ACTIVE}`).pluck().get() ?? 0;
}
function findRollback(db, uid) {
    return prepareFindRollback(db)(uid);
}
function prepareFindRollback(db) {
    const find = db.prepare(`SELECT ${ROLLBACK_COLUMNS} FROM rollbacks r WHERE r.uid = ?`);
    return (uid) => {
        const row = find.get(uid);
        return row && rowToRollback(row);
    };
}
/** Finds the number of a rollback that is not as it was written; undefined where it is, or is not here. */
function prepareFindDamaged(db) {
    const find = db
        .prepare(`SELECT number FROM rollbacks r WHERE uid = ? AND digest IS NOT ${_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .DIGEST_OF_ROLLBACK */ .Ky}`)
        .pluck();
    return (uid) => find.get(uid);
}
function listRollbacks(db, filter) {
    const conditions = [
        filter.branch !== undefined && 'r.branch = @branch',
        filter.repository !== undefined && 'r.repository IS @repository',
    ].filter((condition) => condition !== false);
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    return db
        .prepare(`SELECT ${ROLLBACK_COLUMNS} FROM rollbacks r ${where} ORDER BY r.number DESC LIMIT @limit`)
        .all({ ...filter, limit: filter.limit ?? -1 })
        .map(rowToRollback);
}
/** What a rollback's record is made of, without what a ledger tells about it. */
function rollbackToDraft({ number: _number, undoneBy: _undoneBy, ...draft }) {
    return draft;
}
/** Throws StoreError when the row is not as it was written. */
function rowToRollback(row) {
    (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .checkIntact */ .io)(row, `rollback R${row.number}`);
    return {
        number: row.number,
        uid: row.uid,
        kind: row.kind === 'undo' ? 'undo' : 'rollback',
        undoes: row.undoes,
        undoneBy: row.undone_by,
        projectId: row.project_id,
        repository: row.repository,
        branch: row.branch,
        target: row.target_step_uid === null
            ? null
            : { mode: row.target_mode === 'before' ? 'before' : 'to', stepUid: row.target_step_uid },
        fromSha: row.from_sha,
        toSha: row.to_sha,
        pinRef: row.pin_ref,
        stepUids: row.step_uids?.split(' ') ?? [],
        actor: row.actor,
        reason: row.reason,
        run: (0,_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .readRunInfo */ .mN)(row.run_json),
        createdAt: row.created_at,
    };
}


/***/ }),

/***/ 15892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ rowToStep),
/* harmony export */   PK: () => (/* binding */ STEP_COLUMNS),
/* harmony export */   Rf: () => (/* binding */ rowToRecord),
/* harmony export */   qE: () => (/* binding */ recordToColumns),
/* harmony export */   t6: () => (/* binding */ STEP_TABLES)
/* harmony export */ });
/* harmony import */ var _documents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46922);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22857);


/** What to select from `STEP_TABLES` for a `StepRow`. */
const STEP_COLUMNS = `s.id, s.active, s.parent_step_id, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  s.commit_sha_before, s.commit_sha_after, s.agent_config_json, s.start_time, s.end_time, s.duration_ms,
  s.token_usage_json, s.exit_code, s.project_id, s.created_at, s.uid, s.repository, s.branch, s.status, s.pushed,
  s.pin_ref, s.run_json, s.changes_json, s.notes_json, s.limits_json, s.check_json,
  s.digest IS ${_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .DIGEST_OF_STEP */ .w8} AS intact`;
/** The steps `s`, each with its parent `p`. */
const STEP_TABLES = 'steps s LEFT JOIN steps p ON p.id = s.parent_step_id';
/** Throws StoreError when the row is not as it was written. */
function rowToStep(row) {
    (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .checkIntact */ .io)(row, `step ${row.id}`);
    return {
        uid: row.uid,
        id: row.id,
        active: row.active === 1,
        parentStepId: row.parent_step_id,
        parentUid: row.parent_uid,
        projectId: row.project_id,
        repository: row.repository,
        branch: row.branch,
        status: row.status,
        commitShaBefore: row.commit_sha_before,
        commitShaAfter: row.commit_sha_after,
        agentConfig: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readAgentConfig */ .a4)(row.agent_config_json),
        run: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readRunInfo */ .mN)(row.run_json),
        startTime: row.start_time,
        limits: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readLimits */ .BU)(row.limits_json),
        endTime: row.end_time,
        durationMs: row.duration_ms,
        tokenUsage: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readTokenUsage */ .DF)(row.token_usage_json),
        exitCode: row.exit_code,
        pushed: toPushed(row.pushed),
        pinRef: row.pin_ref,
        changes: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readChanges */ .St)(row.changes_json),
        check: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readCheck */ .jc)(row.check_json),
        notes: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readNotes */ .WT)(row.notes_json),
        createdAt: row.created_at,
    };
}
function rowToRecord(row) {
    const step = rowToStep(row);
    const { uid, projectId, repository, branch, commitShaBefore, agentConfig, run, startTime, limits } = step;
    const { status, commitShaAfter, endTime, durationMs, tokenUsage, exitCode, pushed, pinRef, changes, check, notes } = step;
    return {
        draft: { uid, projectId, repository, branch, commitShaBefore, agentConfig, run, startTime, limits },
        parentUid: step.parentUid,
        createdAt: step.createdAt,
        outcome: status === 'running'
            ? null
            : {
                status,
                branch,
                commitShaAfter,
                agentConfig,
                endTime,
                durationMs,
                tokenUsage,
                exitCode,
                pushed,
                pinRef,
                changes,
                check,
                notes,
            },
    };
}
/** The columns of `steps` that a record fills, by their names. The outcome's word counts where both have one. */
function recordToColumns({ draft, createdAt, outcome }) {
    return {
        uid: draft.uid,
        project_id: draft.projectId,
        repository: draft.repository,
        branch: outcome === null ? draft.branch : outcome.branch,
        status: outcome?.status ?? 'running',
        commit_sha_before: draft.commitShaBefore,
        commit_sha_after: outcome?.commitShaAfter ?? null,
        agent_config_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeAgentConfig */ .Jd)(outcome?.agentConfig ?? draft.agentConfig),
        run_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeRunInfo */ .nX)(draft.run),
        start_time: draft.startTime,
        end_time: outcome?.endTime ?? null,
        duration_ms: outcome?.durationMs ?? null,
        token_usage_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeTokenUsage */ .QF)(outcome?.tokenUsage ?? null),
        exit_code: outcome?.exitCode ?? null,
        pushed: outcome?.pushed ?? null,
        pin_ref: outcome?.pinRef ?? null,
        changes_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeChanges */ .vB)(outcome?.changes ?? null),
        check_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeCheck */ .ac)(outcome?.check ?? null),
        notes_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeNotes */ .Ru)(outcome?.notes ?? []),
        limits_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeLimits */ .QB)(draft.limits),
        created_at: createdAt,
    };
}
function toPushed(text) {
    switch (text) {
        case 'pushed':
        case 'unchanged':
        case 'pinned':
        case 'bundled':
        case 'none':
            return text;
        default:
            return null;
    }
}


/***/ })

};
