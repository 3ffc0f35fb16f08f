export const id = 2410;
export const ids = [2410,29];
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

/***/ 86045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eo: () => (/* binding */ claimKey),
/* harmony export */   HF: () => (/* binding */ outcomeRank),
/* harmony export */   PI: () => (/* binding */ mergeRecords),
/* harmony export */   UH: () => (/* binding */ sortStepUids),
/* harmony export */   c8: () => (/* binding */ foldOutcome),
/* harmony export */   l2: () => (/* binding */ strongerRollback),
/* harmony export */   r3: () => (/* binding */ orderUnsettled),
/* harmony export */   rE: () => (/* binding */ strongerStep)
/* harmony export */ });
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24140);

/**
 * Everything both sides know. Of two records of one uid the stronger stays, so the result is the same whatever the
 * order and grouping, and merging twice changes nothing.
 */
function mergeRecords(a, b) {
    return {
        steps: mergeByUid([...a.steps, ...b.steps].map(foldOutcome), (record) => record.draft.uid, strongerStep),
        stepClaims: mergeClaims(a.stepClaims, b.stepClaims),
        rollbacks: mergeByUid([...a.rollbacks, ...b.rollbacks].map(sortStepUids), (draft) => draft.uid, strongerRollback),
        rollbackClaims: mergeClaims(a.rollbackClaims, b.rollbackClaims),
    };
}
/**
 * The record of a step that stays when there are two: the one that says more about its end. Of two own finishes the one
 * that ended first, and what is still equal is decided by the text of the records.
 */
function strongerStep(a, b) {
    const order = outcomeRank(b) - outcomeRank(a) ||
        compareTexts(a.outcome?.endTime ?? '~', b.outcome?.endTime ?? '~') ||
        compareTexts(toText(a), toText(b));
    return order <= 0 ? a : b;
}
/** The record of a rollback that stays when two differ, which honest ones never do. */
function strongerRollback(a, b) {
    return compareTexts(toText(a), toText(b)) <= 0 ? a : b;
}
/**
 * How much a record says about its step's end: 3 its own run's finish; 2 `interrupted`, in the words of its own run,
 * which knows when; 1 `interrupted`, in those of a later run, which does not; 0 still running.
 */
function outcomeRank({ outcome }) {
    if (outcome === null)
        return 0;
    if (outcome.status !== 'interrupted')
        return 3;
    return outcome.endTime === null ? 1 : 2;
}
/** The record with what its outcome says in the place of what its draft said: the branch, and the agent's config. */
function foldOutcome(record) {
    if (record.outcome === null)
        return record;
    const agentConfig = record.outcome.agentConfig ?? record.draft.agentConfig;
    return {
        ...record,
        draft: { ...record.draft, branch: record.outcome.branch, agentConfig },
        outcome: { ...record.outcome, agentConfig },
    };
}
/** The rollback with its steps in the order of their uids, each once: they are a set. */
function sortStepUids(draft) {
    return { ...draft, stepUids: [...new Set(draft.stepUids)].sort(compareTexts) };
}
/**
 * The order in which records that hold no number are given new ones: by their earliest claim, or by when they were
 * created where they never made one.
 */
function orderUnsettled(unsettled, claimsByUid) {
    const firsts = [...unsettled].map(([uid, createdAt]) => {
        const [first] = [...(claimsByUid.get(uid) ?? [])].sort(_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .compareClaims */ .f);
        return first ?? { uid, number: 0, claimedAt: createdAt };
    });
    return firsts.sort(_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .compareClaims */ .f).map((claim) => claim.uid);
}
/** A claim as a key of a map: equal claims have equal keys. */
function claimKey(claim) {
    return `${claim.number} ${claim.uid} ${claim.claimedAt}`;
}
function mergeClaims(a, b) {
    return [...new Map([...a, ...b].map((claim) => [claimKey(claim), claim])).values()].sort(_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .compareClaims */ .f);
}
function mergeByUid(items, uidOf, stronger) {
    const byUid = new Map();
    for (const item of items) {
        const other = byUid.get(uidOf(item));
        byUid.set(uidOf(item), other === undefined ? item : stronger(other, item));
    }
    return [...byUid].sort(([a], [b]) => compareTexts(a, b)).map(([, item]) => item);
}
/** JSON with its keys in order, so that equal records have equal texts. */
function toText(value) {
    return JSON.stringify(value, (_key, inner) => typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareTexts(a, b)))
        : inner);
}
function compareTexts(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ }),

/***/ 65743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BC: () => (/* binding */ HIGHEST_NUMBER),
/* harmony export */   Kj: () => (/* binding */ mergeClaims),
/* harmony export */   Pt: () => (/* binding */ nextNumber),
/* harmony export */   Sj: () => (/* binding */ STEP_NUMBERS),
/* harmony export */   V7: () => (/* binding */ findUnsettledRows),
/* harmony export */   YF: () => (/* binding */ claimantsOf),
/* harmony export */   YT: () => (/* binding */ ROLLBACK_NUMBERS),
/* harmony export */   c9: () => (/* binding */ prepareClaimReaders),
/* harmony export */   f_: () => (/* binding */ countClaimsKeptTwice)
/* harmony export */ });
/* harmony import */ var _domain_claims_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24140);
/* harmony import */ var _domain_merge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86045);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22857);



const STEP_NUMBERS = { table: 'steps', number: 'id', kind: 'step' };
const ROLLBACK_NUMBERS = { table: 'rollbacks', number: 'number', kind: 'rollback' };
/** No honest history comes near it; a number above it is refused in files from outside. */
const HIGHEST_NUMBER = 1_000_000_000;
/** One more than the highest number ever claimed. */
function nextNumber(db, { table, number, kind }) {
    const highest = db.prepare(`SELECT max((SELECT coalesce(max(${number}), 0) FROM ${table}),
                (SELECT coalesce(max(number), 0) FROM claims WHERE kind = ?))`);
    return (highest.pluck().get(kind) ?? 0) + 1;
}
/** All claims on a number, or of a uid: the one that holds stands in the row, the others in `claims`. */
function prepareClaimReaders(db, { table, number, kind }) {
    const rowClaim = `SELECT uid, ${number} AS number, coalesce(claimed_at, created_at) AS claimedAt FROM ${table}`;
    const otherClaim = `SELECT uid, number, claimed_at AS claimedAt FROM claims WHERE kind = '${kind}'`;
    const onNumber = db.prepare(`${rowClaim} WHERE ${number} = ? UNION ALL ${otherClaim} AND number = ?`);
    const ofUid = db.prepare(`${rowClaim} WHERE uid = ? UNION ALL ${otherClaim} AND uid = ?`);
    const held = db.prepare(`${rowClaim} WHERE uid = ?`);
    return {
        onNumber: (value) => onNumber.all(value, value),
        ofUid: (uid) => ofUid.all(uid, uid),
        held: (uid) => held.get(uid),
    };
}
/** The uids that ever claimed a number, its owner first. */
function claimantsOf(db, series, number) {
    const claims = prepareClaimReaders(db, series).onNumber(number);
    const { contested, held } = (0,_domain_claims_js__WEBPACK_IMPORTED_MODULE_1__/* .settleClaims */ .Z)(claims);
    return contested.get(number) ?? [...held.keys()];
}
/**
 * Adds claims, settles every number they touch, gives what holds none the next number, and moves the rows that hold
 * another number by it. `added` are the uids that get a row after this, with the time they were created at.
 */
function mergeClaims(db, series, claims, added, now) {
    const readers = prepareClaimReaders(db, series);
    // 1. whose number can change: who is added, who makes a claim, and who ever claimed a number that is claimed now
    const rivals = claims.flatMap((claim) => readers.onNumber(claim.number));
    const concerned = new Set([...added.keys(), ...[...claims, ...rivals].map((claim) => claim.uid)]);
    // 2. who of them holds what
    const { held, pool } = settleFor(readers, concerned, claims);
    // 3. the next numbers for those with a row that hold none
    const rows = new Map([...concerned].map((uid) => [uid, readers.held(uid)]));
    const claimsByUid = groupByUid(pool);
    const unsettled = new Map();
    for (const [uid, row] of rows) {
        const since = row?.claimedAt ?? added.get(uid);
        if (since !== undefined && !held.has(uid))
            unsettled.set(uid, since);
    }
    const highest = pool.reduce((most, claim) => Math.max(most, claim.number), 0);
    let next = Math.max(nextNumber(db, series), highest + 1);
    const settled = new Map(held);
    for (const uid of (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .orderUnsettled */ .r3)(unsettled, claimsByUid)) {
        settled.set(uid, { uid, number: next++, claimedAt: now });
    }
    // 4. rows that hold another claim now, then all claims that hold nothing
    const changed = [...rows].flatMap(([uid, from]) => {
        const to = settled.get(uid);
        return from === undefined || to === undefined || (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .claimKey */ .Eo)(from) === (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .claimKey */ .Eo)(to) ? [] : [{ from, to }];
    });
    moveRows(db, series, changed);
    const hasRow = (uid) => added.has(uid) || rows.get(uid) !== undefined;
    storeOthers(db, series, concerned, claimsByUid, (uid) => (hasRow(uid) ? settled.get(uid) : undefined));
    return { added: new Map([...settled].filter(([uid]) => added.has(uid))), changed };
}
/** The uids with a row whose number is not the one that all claims settle, with what it should be. */
function findUnsettledRows(db, series) {
    const { table, number, kind } = series;
    const readers = prepareClaimReaders(db, series);
    // A row is right by itself unless a claim beside it has its number or its uid.
    const concerned = db
        .prepare(`SELECT uid FROM claims WHERE kind = @kind
       UNION SELECT t.uid FROM claims c JOIN ${table} t ON t.${number} = c.number WHERE c.kind = @kind`)
        .pluck()
        .all({ kind });
    const { held } = settleFor(readers, concerned, []);
    return concerned.flatMap((uid) => {
        const from = readers.held(uid);
        const to = held.get(uid);
        return from === undefined || (to !== undefined && (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .claimKey */ .Eo)(to) === (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .claimKey */ .Eo)(from)) ? [] : [{ from, to }];
    });
}
/** How many claims stand in `claims` although a row holds its number by them. */
function countClaimsKeptTwice(db, { table, number, kind }) {
    const count = db.prepare(`SELECT count(*) FROM claims c JOIN ${table} t ON t.uid = c.uid AND t.${number} = c.number
     WHERE c.kind = ? AND c.claimed_at = coalesce(t.claimed_at, t.created_at)`);
    return count.pluck().get(kind) ?? 0;
}
/** Settles these uids from all claims of theirs and all claims on the numbers those name, which is all that counts. */
function settleFor(readers, uids, claims) {
    const pool = new Map(claims.map((claim) => [(0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .claimKey */ .Eo)(claim), claim]));
    const addToPool = (claim) => pool.set((0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .claimKey */ .Eo)(claim), claim);
    for (const uid of uids)
        readers.ofUid(uid).forEach(addToPool);
    for (const number of new Set([...pool.values()].map((claim) => claim.number))) {
        readers.onNumber(number).forEach(addToPool);
    }
    return { held: (0,_domain_claims_js__WEBPACK_IMPORTED_MODULE_1__/* .settleClaims */ .Z)(pool.values()).held, pool: [...pool.values()] };
}
function moveRows(db, { table, number }, changed) {
    const move = db.prepare(`UPDATE ${table} SET ${number} = ? WHERE ${number} = ?`);
    const claim = db.prepare(`UPDATE ${table} SET claimed_at = nullif(?, created_at) WHERE uid = ?`);
    const moved = changed.filter(({ from, to }) => from.number !== to.number);
    // By way of negative numbers, since a row's new number may still be another row's old one.
    for (const { from } of moved)
        move.run(-from.number, from.number);
    for (const { from, to } of moved)
        move.run(to.number, -from.number);
    for (const { to } of changed)
        claim.run(to.claimedAt, to.uid);
    const digest = db.prepare((0,_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestRows */ .i8)(table, 'WHERE uid = ?'));
    for (const { to } of changed)
        digest.run(to.uid);
}
function storeOthers(db, { kind }, uids, claimsByUid, heldBy) {
    const insert = db.prepare('INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?)');
    const remove = db.prepare('DELETE FROM claims WHERE kind = ? AND number = ? AND uid = ? AND claimed_at = ?');
    for (const uid of uids) {
        const held = heldBy(uid);
        if (held !== undefined)
            remove.run(kind, held.number, uid, held.claimedAt);
        for (const claim of claimsByUid.get(uid) ?? []) {
            if (held === undefined || (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .claimKey */ .Eo)(claim) !== (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .claimKey */ .Eo)(held))
                insert.run(kind, claim.number, uid, claim.claimedAt);
        }
    }
}
function groupByUid(claims) {
    const groups = new Map();
    for (const claim of claims) {
        const group = groups.get(claim.uid);
        if (group === undefined)
            groups.set(claim.uid, [claim]);
        else
            group.push(claim);
    }
    return groups;
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

/***/ 22857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EI: () => (/* binding */ defineRowDigest),
/* harmony export */   Ky: () => (/* binding */ DIGEST_OF_ROLLBACK),
/* harmony export */   TW: () => (/* binding */ stepDigest),
/* harmony export */   Y_: () => (/* binding */ digestOfStep),
/* harmony export */   cy: () => (/* binding */ digestOfValues),
/* harmony export */   i8: () => (/* binding */ digestRows),
/* harmony export */   io: () => (/* binding */ checkIntact),
/* harmony export */   nV: () => (/* binding */ STEP_FIELDS),
/* harmony export */   w8: () => (/* binding */ DIGEST_OF_STEP),
/* harmony export */   zy: () => (/* binding */ ROLLBACK_FIELDS)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);


/*
 * Every row that is a record carries a digest of all its fields, its number and when that was claimed among them, so
 * that a bit that flips in a value is noticed as surely as one in a page's structure. Left out is what follows from
 * other rows: `active`, and the parent's number in place of its uid. Claims and the steps of a rollback need none: all
 * of their columns stand in an index as well, and SQLite's own check compares the two.
 */
/** The SQL function that digests values: 16 bytes, which find what chance does. Nothing stops who forges a file. */
const FUNCTION = 'row_digest';
/** The same, without the NULLs at the end: a row from before a field was added keeps its digest. */
const STEP_FUNCTION = 'step_digest';
const DIGEST_BYTES = 16;
/** The fields of a step's record, by their columns, in version 2. Each has a parent, by its uid, beside them. */
const FIRST_STEP_FIELDS = [
    'uid',
    'project_id',
    'repository',
    'branch',
    'status',
    'commit_sha_before',
    'commit_sha_after',
    'agent_config_json',
    'run_json',
    'start_time',
    'end_time',
    'duration_ms',
    'token_usage_json',
    'exit_code',
    'pushed',
    'pin_ref',
    'changes_json',
    'notes_json',
    'created_at',
];
/** Fields that a later version of the schema added, in the order they go into a digest, after one that is never NULL. */
const LATER_STEP_FIELDS = [
    { since: 3, column: 'limits_json' },
    { since: 3, column: 'check_json' },
];
const STEP_FIELDS = stepFieldsOf(Number.POSITIVE_INFINITY);
const ROLLBACK_FIELDS = [
    'uid',
    'kind',
    'undoes',
    'project_id',
    'repository',
    'branch',
    'target_mode',
    'target_step_uid',
    'from_sha',
    'to_sha',
    'pin_ref',
    'actor',
    'reason',
    'run_json',
    'created_at',
];
/** The digest of a step whose fields, number, claim and parent these expressions are. */
function stepDigest(field, id, claimedAt, parentUid, fields = STEP_FIELDS) {
    return `${STEP_FUNCTION}(${[id, claimedAt, parentUid, ...fields.map(field)].join(', ')})`;
}
/** The digest that the step `s` with the parent `p` should have, in a file of this version. */
function digestOfStep(version) {
    const parentUid = 'coalesce(p.uid, s.missing_parent_uid)';
    return stepDigest((column) => `s.${column}`, 's.id', 's.claimed_at', parentUid, stepFieldsOf(version));
}
const DIGEST_OF_STEP = digestOfStep(Number.POSITIVE_INFINITY);
/** The digest that the rollback `r` should have. */
const DIGEST_OF_ROLLBACK = `${FUNCTION}(r.number, r.claimed_at, ${ROLLBACK_FIELDS.map((column) => `r.${column}`).join(', ')},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number))`;
/** Gives rows the digests they should have: of these uids, or all. The version is that of the file. */
function digestRows(table, where = '', version = Number.POSITIVE_INFINITY) {
    return table === 'steps'
        ? `UPDATE steps AS t SET digest = (SELECT ${digestOfStep(version)} FROM steps s LEFT JOIN steps p ON p.id = s.parent_step_id WHERE s.id = t.id) ${where}`
        : `UPDATE rollbacks AS t SET digest = (SELECT ${DIGEST_OF_ROLLBACK} FROM rollbacks r WHERE r.number = t.number) ${where}`;
}
/** Makes the digest known to a connection's SQL. */
function defineRowDigest(db) {
    db.function(FUNCTION, { varargs: true, deterministic: true }, (...values) => digestOf(values));
    db.function(STEP_FUNCTION, { varargs: true, deterministic: true }, (...values) => digestOfValues(values));
}
/** Throws StoreError, naming the row, when it is not as it was written. */
function checkIntact(row, name) {
    if (row.intact === 1)
        return;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `The record of ${name} is damaged: its fields do not match their digest. Merge an earlier copy of this steps.db into it with laforge merge, or put that in its place.`);
}
function stepFieldsOf(version) {
    const later = LATER_STEP_FIELDS.filter(({ since }) => since <= version);
    return [...FIRST_STEP_FIELDS, ...later.map(({ column }) => column)];
}
/** The digest of a step's values in the order of `stepDigest`. */
function digestOfValues(values) {
    return digestOf(values.slice(0, values.findLastIndex((value) => value !== null) + 1));
}
function digestOf(values) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', JSON.stringify(values), 'buffer').subarray(0, DIGEST_BYTES);
}


/***/ })

};
