export const id = 8540;
export const ids = [8540,29];
export const modules = {

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


/***/ })

};
