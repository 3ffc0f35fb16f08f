export const id = 29;
export const ids = [29];
export const modules = {

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
