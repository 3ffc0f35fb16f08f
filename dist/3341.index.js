export const id = 3341;
export const ids = [3341,4308,5429,5656];
export const modules = {

/***/ 35102:
/***/ ((module) => {

function webpackEmptyContext(req) {
	var e = new Error("Cannot find module '" + req + "'");
	e.code = 'MODULE_NOT_FOUND';
	throw e;
}
webpackEmptyContext.keys = () => ([]);
webpackEmptyContext.resolve = webpackEmptyContext;
webpackEmptyContext.id = 35102;
module.exports = webpackEmptyContext;

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

/***/ 4442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ checkPath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _sqlite_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15656);




/** Refuses a path that cannot be a steps.db before SQLite touches it. A missing folder is an InputError naming it. */
function checkPath(path, { mayBeMissing, maxBytes }) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(path));
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('bad-input', `The folder ${folder} of ${path} does not exist. Create it, or name another file.`);
    }
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    if (stats === undefined) {
        if (mayBeMissing)
            return;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('unreadable', `There is no steps.db at ${path}. Look at the path.`);
    }
    if (!stats.isFile())
        throw (0,_sqlite_errors_js__WEBPACK_IMPORTED_MODULE_3__.notALedger)(path, 'it is no file');
    if (stats.size > maxBytes) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('unreadable', `${path} has ${stats.size} bytes, more than the ${maxBytes} that are read here.`);
    }
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

/***/ 46922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BU: () => (/* binding */ readLimits),
/* harmony export */   DF: () => (/* binding */ readTokenUsage),
/* harmony export */   Jd: () => (/* binding */ writeAgentConfig),
/* harmony export */   QB: () => (/* binding */ writeLimits),
/* harmony export */   QF: () => (/* binding */ writeTokenUsage),
/* harmony export */   Ru: () => (/* binding */ writeNotes),
/* harmony export */   St: () => (/* binding */ readChanges),
/* harmony export */   WT: () => (/* binding */ readNotes),
/* harmony export */   a4: () => (/* binding */ readAgentConfig),
/* harmony export */   ac: () => (/* binding */ writeCheck),
/* harmony export */   jc: () => (/* binding */ readCheck),
/* harmony export */   mN: () => (/* binding */ readRunInfo),
/* harmony export */   nX: () => (/* binding */ writeRunInfo),
/* harmony export */   vB: () => (/* binding */ writeChanges)
/* harmony export */ });
function readAgentConfig(text) {
    const json = parseObject(text);
    return json && toAgentConfig(json);
}
/** LaForge's documents, which have just the first four figures, are read as well. */
function readTokenUsage(text) {
    const json = parseObject(text);
    return json && toTokenUsage(json);
}
function readRunInfo(text) {
    const json = parseObject(text);
    return json && toRunInfo(json);
}
function readChanges(text) {
    const json = parseObject(text);
    return json && toChanges(json);
}
function readCheck(text) {
    const json = parseObject(text);
    return json && toCheck(json);
}
function readLimits(text) {
    const json = parseObject(text);
    return json && toLimits(json);
}
function readNotes(text) {
    return toTexts(parseJson(text));
}
/** The document as it is stored: known keys alone, without those that are null. */
function writeAgentConfig(config) {
    return config && writeObject(toAgentConfig({ ...config }));
}
function writeTokenUsage(usage) {
    return usage && writeObject(toTokenUsage({ ...usage }));
}
function writeRunInfo(run) {
    if (run === null)
        return null;
    const { pull_request, ...rest } = toRunInfo({ ...run });
    return writeObject({ ...rest, pull_request: pull_request && withoutNulls(pull_request) });
}
function writeChanges(changes) {
    return changes && writeObject(toChanges({ ...changes }));
}
function writeCheck(check) {
    return check && JSON.stringify(toCheck({ ...check }));
}
function writeLimits(limits) {
    return limits && writeObject(toLimits({ ...limits }));
}
function writeNotes(notes) {
    return notes.length === 0 ? null : JSON.stringify(notes);
}
function toAgentConfig(json) {
    return {
        name: toText(json.name),
        command: toText(json.command),
        model: toText(json.model),
        max_tokens: toNumber(json.max_tokens),
        temperature: toNumber(json.temperature),
        system_prompt: toText(json.system_prompt),
        tools: toTexts(json.tools),
        metadata: toObject(json.metadata) ?? {},
    };
}
function toTokenUsage(json) {
    const usage = {
        prompt_tokens: toNumber(json.prompt_tokens),
        completion_tokens: toNumber(json.completion_tokens),
        total_tokens: toNumber(json.total_tokens),
        cost: toNumber(json.cost),
        input_tokens: toNumber(json.input_tokens),
        cache_read_tokens: toNumber(json.cache_read_tokens),
        cache_write_tokens: toNumber(json.cache_write_tokens),
        output_tokens: toNumber(json.output_tokens),
        reasoning_tokens: toNumber(json.reasoning_tokens),
        turns: toNumber(json.turns),
        models: toTexts(json.models),
        session_id: toText(json.session_id),
        source: toText(json.source),
        ...toUsageDetails(json),
    };
    const { state } = json;
    if (state === 'measured' || state === 'partial' || state === 'unknown')
        return { ...usage, state };
    return { ...usage, state: usage.total_tokens === null && usage.prompt_tokens === null ? 'unknown' : 'measured' };
}
/** What only newer records have: a key that is missing stays so. */
function toUsageDetails(json) {
    const [reason, priceList, agents] = [toText(json.reason), toText(json.price_list), toTexts(json.agents)];
    const shares = (Array.isArray(json.by_model) ? json.by_model : []).flatMap((item) => toModelUsage(item));
    const verdict = toVerdict(toObject(json.verdict));
    return {
        ...(reason === null ? {} : { reason }),
        ...(typeof json.cost_estimated === 'boolean' ? { cost_estimated: json.cost_estimated } : {}),
        ...(priceList === null ? {} : { price_list: priceList }),
        ...(agents.length === 0 ? {} : { agents }),
        ...(shares.length === 0 ? {} : { by_model: shares }),
        ...(verdict === null ? {} : { verdict }),
    };
}
function toModelUsage(value) {
    const json = toObject(value);
    const model = toText(json?.model);
    if (json === null || model === null)
        return [];
    return [
        {
            model,
            input_tokens: toNumber(json.input_tokens),
            cache_read_tokens: toNumber(json.cache_read_tokens),
            cache_write_tokens: toNumber(json.cache_write_tokens),
            output_tokens: toNumber(json.output_tokens),
            reasoning_tokens: toNumber(json.reasoning_tokens),
            cost: toNumber(json.cost),
        },
    ];
}
function toVerdict(json) {
    const kinds = ['completed', 'failed', 'turn_limit', 'budget', 'aborted'];
    const kind = kinds.find((one) => one === json?.kind);
    return kind === undefined ? null : { kind, text: toText(json?.text) };
}
function toRunInfo(json) {
    const pullRequest = toObject(json.pull_request);
    return {
        ci: toText(json.ci) ?? 'unknown',
        workflow: toText(json.workflow),
        run_id: toText(json.run_id),
        attempt: toNumber(json.attempt),
        job: toText(json.job),
        job_backend_id: toText(json.job_backend_id),
        actor: toText(json.actor),
        event: toText(json.event),
        url: toText(json.url),
        pull_request: pullRequest && toPullRequest(pullRequest),
        ...toRunDetails(json),
    };
}
/** What only newer records have: a key that is missing stays so. */
function toRunDetails(json) {
    const runner = toText(json.runner);
    const info = toObject(json.process);
    const process = info && toProcess(info);
    return { ...(runner === null ? {} : { runner }), ...(process === null ? {} : { process }) };
}
function toProcess(json) {
    const [pid, started] = [toNumber(json.pid), toNumber(json.started)];
    const [namespaces, boot] = [toText(json.namespaces), toText(json.boot)];
    if (pid === null || started === null || namespaces === null || boot === null)
        return null;
    return { pid, started, namespaces, boot, machine: toText(json.machine) };
}
function toPullRequest(json) {
    const number = toNumber(json.number);
    if (number === null)
        return null;
    return {
        number,
        head_ref: toText(json.head_ref),
        head_sha: toText(json.head_sha),
        head_repository: toText(json.head_repository),
        base_ref: toText(json.base_ref),
        merge_sha: toText(json.merge_sha),
    };
}
function toChanges(json) {
    const commits = Array.isArray(json.own_commits) ? json.own_commits : [];
    const ownCommits = commits.flatMap((item) => {
        const commit = toObject(item);
        const sha = toText(commit?.sha);
        return sha === null ? [] : [{ sha, subject: toText(commit?.subject) ?? '' }];
    });
    return {
        own_commits: ownCommits,
        own_commit_count: toNumber(json.own_commit_count) ?? ownCommits.length,
        files_changed: toNumber(json.files_changed) ?? 0,
        insertions: toNumber(json.insertions) ?? 0,
        deletions: toNumber(json.deletions) ?? 0,
    };
}
/** Without an exit code it says nothing. */
function toCheck(json) {
    const exitCode = toNumber(json.exit_code);
    if (exitCode === null)
        return null;
    return {
        command: toText(json.command) ?? '',
        exit_code: exitCode,
        duration_ms: toNumber(json.duration_ms) ?? 0,
        last_lines: toTexts(json.last_lines),
    };
}
function toLimits(json) {
    const budgets = (Array.isArray(json.budgets) ? json.budgets : []).flatMap((item) => toBudget(item));
    return {
        max_cost_usd: toNumber(json.max_cost_usd),
        max_tokens: toNumber(json.max_tokens),
        budgets,
        budget_unknown: json.budget_unknown === 'stop' ? 'stop' : 'warn',
    };
}
function toBudget(value) {
    const json = toObject(value);
    const amount = toNumber(json?.amount);
    const unit = ['usd', 'tokens'].find((one) => one === json?.unit);
    const per = ['day', 'pull_request', 'branch', 'project'].find((one) => one === json?.per);
    return amount === null || unit === undefined || per === undefined ? [] : [{ amount, unit, per }];
}
function parseJson(text) {
    if (text === null)
        return null;
    try {
        return JSON.parse(text);
    }
    catch {
        return null;
    }
}
function parseObject(text) {
    return toObject(parseJson(text));
}
function writeObject(document) {
    return JSON.stringify(withoutNulls(document));
}
function withoutNulls(document) {
    return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null));
}
function toObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
function toText(value) {
    return typeof value === 'string' ? value : null;
}
function toNumber(value) {
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
function toTexts(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}


/***/ }),

/***/ 91168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findSchemaDifference: () => (/* binding */ findSchemaDifference),
  identifyFile: () => (/* binding */ identifyFile),
  readNumber: () => (/* binding */ readNumber),
  readSchema: () => (/* binding */ readSchema)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
;// CONCATENATED MODULE: ./build/ledger/laforge-schema.js
/** The columns of LaForge's own table. Some files have `agent_config_name` in place of `agent_config_json`. */
const COLUMNS = [
    'id',
    'active',
    'parent_step_id',
    'commit_sha_before',
    'commit_sha_after',
    'start_time',
    'end_time',
    'duration_ms',
    'token_usage_json',
    'exit_code',
    'project_id',
    'created_at',
];
const CONFIG_COLUMNS = ['agent_config_json', 'agent_config_name'];
/** What keeps a file from being one that LaForge wrote: its one table `steps` and plain indexes on it, nothing else. */
function checkLaForgeTable(db, objects) {
    const strange = objects.find((object) => object.tbl_name !== 'steps' ||
        (object.type !== 'table' && object.type !== 'index') ||
        /^\s*CREATE\s+VIRTUAL/i.test(object.sql ?? ''));
    if (strange !== undefined)
        return `it has the ${strange.type} ${strange.name}`;
    const columns = db.pragma('table_xinfo(steps)');
    const found = Array.isArray(columns) ? columns.filter(isColumnInfo) : [];
    const generated = found.find((column) => column.hidden !== 0);
    if (generated !== undefined)
        return `its column ${generated.name} is computed`;
    const names = new Set(found.map((column) => column.name));
    const absent = COLUMNS.find((name) => !names.has(name));
    if (absent !== undefined)
        return `its table steps has no column ${absent}`;
    const configs = CONFIG_COLUMNS.filter((name) => names.has(name));
    if (configs.length === 0)
        return 'its table steps has no column agent_config_json';
    const extra = [...names].find((name) => !COLUMNS.includes(name) && !CONFIG_COLUMNS.includes(name));
    return extra && `its table steps has the column ${extra}`;
}
function isColumnInfo(value) {
    return (typeof value === 'object' &&
        value !== null &&
        'name' in value &&
        typeof value.name === 'string' &&
        'hidden' in value &&
        typeof value.hidden === 'number');
}

// EXTERNAL MODULE: ./build/ledger/native-binding.js
var native_binding = __webpack_require__(70745);
// EXTERNAL MODULE: ./build/ledger/schema.js
var schema = __webpack_require__(94885);
// EXTERNAL MODULE: ./build/ledger/sqlite-errors.js
var sqlite_errors = __webpack_require__(15656);
;// CONCATENATED MODULE: ./build/ledger/identify-file.js





/**
 * LaForge makes these indexes in every steps.db it opens, so also in one of ours that it has read. They are plain
 * columns and do no harm.
 */
const LAFORGE_INDEX = /^CREATE INDEX idx_steps_(project_id|active|parent_step_id|created_at) ON steps\(\1\)$/;
/**
 * Throws StoreError, saying why, on a file that is neither empty nor a ledger of ours or of LaForge's. One look at one
 * state of it: another process may be making it a ledger at this very moment.
 */
function identifyFile(db, path) {
    return db.transaction(() => identify(db, path))();
}
function identify(db, path) {
    const applicationId = readNumber(db, 'application_id');
    const version = readNumber(db, 'user_version');
    const objects = readSchema(db);
    if (applicationId === schema/* APPLICATION_ID */.j4) {
        if (version > schema/* SCHEMA_VERSION */.f$)
            throw newerLedger(path, version);
        const wrong = findSchemaDifference(objects, version);
        if (wrong !== undefined)
            throw (0,sqlite_errors.notALedger)(path, `its schema is not a ledger's (${wrong})`);
        return { kind: 'ledger', version };
    }
    if (applicationId !== 0)
        throw (0,sqlite_errors.notALedger)(path, 'it is the SQLite file of another program');
    if (objects.length === 0)
        return { kind: 'empty' };
    const wrong = checkLaForgeTable(db, objects);
    if (wrong !== undefined)
        throw (0,sqlite_errors.notALedger)(path, `it is a SQLite file of another kind (${wrong})`);
    return { kind: 'laforge' };
}
/** The first object that a ledger of this version should have and has not, or has and should not; undefined if none. */
function findSchemaDifference(objects, version) {
    const expected = new Map(schemaOfVersion(version).map((object) => [object.name, object]));
    for (const object of objects) {
        if (object.sql !== null && LAFORGE_INDEX.test(object.sql))
            continue;
        const twin = expected.get(object.name);
        expected.delete(object.name);
        if (twin?.sql !== object.sql || twin.type !== object.type)
            return `${object.type} ${object.name} is not ours`;
    }
    const [absent] = expected.values();
    return absent && `${absent.type} ${absent.name} is missing`;
}
/** Tables, indexes, views and triggers, without those SQLite keeps for itself. */
function readSchema(db) {
    return db
        .prepare(`SELECT type, name, tbl_name, sql FROM sqlite_schema
       WHERE name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') AND NOT (type = 'index' AND sql IS NULL)`)
        .all();
}
function readNumber(db, pragma) {
    return Number(db.pragma(pragma, { simple: true }));
}
function schemaOfVersion(version) {
    const db = (0,native_binding.openDatabase)(':memory:', {});
    try {
        for (const statements of schema/* MIGRATIONS */.ox.slice(0, version))
            for (const sql of statements)
                db.exec(sql);
        return readSchema(db);
    }
    finally {
        db.close();
    }
}
function newerLedger(path, version) {
    return new errors/* StoreError */.AD('newer-ledger', `${path} was written by a newer version: its format is ${version}, and this one reads up to ${schema/* SCHEMA_VERSION */.f$}. Use the newer version of the action or of laforge.`);
}


/***/ }),

/***/ 70745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findBundledAddon: () => (/* binding */ findBundledAddon),
/* harmony export */   openDatabase: () => (/* binding */ openDatabase)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98995);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73136);
/* harmony import */ var better_sqlite3__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4918);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22857);





/**
 * Opens a SQLite file, or the bytes of one in memory. In the published bundle the native addon lies in `prebuilds/` beside the bundle, where
 * better-sqlite3 cannot find it by itself, so it is loaded here and handed over.
 */
function openDatabase(path, options) {
    const db = loadDatabase(path, options);
    (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .defineRowDigest */ .EI)(db);
    return db;
}
function loadDatabase(path, options) {
    const addonPath = findBundledAddon();
    if (addonPath === undefined)
        return new better_sqlite3__WEBPACK_IMPORTED_MODULE_3__(path, options);
    // better-sqlite3 takes a loaded addon too, but its published types know a path alone.
    const nativeBinding = (0,node_module__WEBPACK_IMPORTED_MODULE_1__.createRequire)(import.meta.url)(addonPath);
    return new better_sqlite3__WEBPACK_IMPORTED_MODULE_3__(path, { ...options, nativeBinding });
}
/** The addon for this platform beside the file this code runs from; undefined where there is none. */
function findBundledAddon(moduleUrl = import.meta.url) {
    const system = isMusl() ? 'linuxmusl' : process.platform;
    const path = (0,node_url__WEBPACK_IMPORTED_MODULE_2__.fileURLToPath)(new URL(`prebuilds/${system}-${process.arch}.node`, moduleUrl));
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path) ? path : undefined;
}
/** Looks which C library is mapped into this process, as better-sqlite3's own lib/binding.js does. */
function isMusl() {
    if (process.platform !== 'linux')
        return false;
    try {
        const maps = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/self/maps', 'latin1');
        if (/\/ld-musl-[^/\s]*\.so/.test(maps))
            return true;
        if (/\/(?:ld-linux[^/\s]*|libc)\.so\.\d/.test(maps))
            return false;
    }
    catch {
        // No /proc: musl is told by its loader's own file.
    }
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(`/lib/ld-musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`);
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


/***/ }),

/***/ 94885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _r: () => (/* binding */ migrate),
/* harmony export */   f$: () => (/* binding */ SCHEMA_VERSION),
/* harmony export */   j4: () => (/* binding */ APPLICATION_ID),
/* harmony export */   ox: () => (/* binding */ MIGRATIONS)
/* harmony export */ });
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22857);

/** `Lafg`, in the header of every file of ours, so that no other SQLite file is taken for one. */
const APPLICATION_ID = 0x4c616667;
/**
 * The statements that lead from each version to the next; `user_version` is how many have run. A published one never
 * changes. Steps begin with LaForge's own columns. What is not obvious:
 * - `active` and `parent_step_id` are projections: of the rollbacks, and of the parent's uid, which is kept in
 *   `missing_parent_uid` for as long as this file does not have the parent.
 * - A row's number with `claimed_at` is the claim that holds it (NULL: claimed when it was created). All other claims
 *   ever made are in `claims`.
 */
const MIGRATIONS = [
    [
        `CREATE TABLE steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  active BOOLEAN NOT NULL DEFAULT 1,
  parent_step_id INTEGER REFERENCES steps(id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  commit_sha_before TEXT,
  commit_sha_after TEXT,
  agent_config_json TEXT,
  start_time TIMESTAMP,
  end_time TIMESTAMP,
  duration_ms INTEGER,
  token_usage_json TEXT,
  exit_code INTEGER,
  project_id TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  repository TEXT,
  branch TEXT,
  status TEXT NOT NULL,
  pushed TEXT,
  pin_ref TEXT,
  run_json TEXT,
  changes_json TEXT,
  notes_json TEXT,
  missing_parent_uid TEXT,
  claimed_at TEXT,
  pull_request INTEGER GENERATED ALWAYS AS (json_extract(run_json, '$.pull_request.number')) VIRTUAL
)`,
        'CREATE INDEX steps_of_branch ON steps(branch, repository, active)',
        'CREATE INDEX steps_of_parent ON steps(parent_step_id)',
        'CREATE INDEX steps_of_pull_request ON steps(pull_request) WHERE pull_request IS NOT NULL',
        `CREATE INDEX steps_not_succeeded ON steps(status) WHERE status <> 'succeeded'`,
        'CREATE INDEX steps_without_parent ON steps(missing_parent_uid) WHERE missing_parent_uid IS NOT NULL',
        `CREATE TABLE rollbacks (
  number INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  undoes TEXT,
  project_id TEXT NOT NULL,
  repository TEXT,
  branch TEXT,
  target_mode TEXT,
  target_step_uid TEXT,
  from_sha TEXT,
  to_sha TEXT,
  pin_ref TEXT,
  actor TEXT,
  reason TEXT,
  run_json TEXT,
  created_at TEXT NOT NULL,
  claimed_at TEXT
) STRICT`,
        'CREATE INDEX rollbacks_undone ON rollbacks(undoes) WHERE undoes IS NOT NULL',
        `CREATE TABLE rollback_steps (
  rollback INTEGER NOT NULL REFERENCES rollbacks(number) ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  step_uid TEXT NOT NULL,
  PRIMARY KEY (rollback, step_uid)
) STRICT, WITHOUT ROWID`,
        'CREATE INDEX rollbacks_of_step ON rollback_steps(step_uid)',
        `CREATE TABLE claims (
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  uid TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  PRIMARY KEY (kind, number, uid, claimed_at)
) STRICT, WITHOUT ROWID`,
        'CREATE INDEX claims_of_uid ON claims(kind, uid)',
    ],
    // 2: each record carries a digest of its fields.
    [
        'ALTER TABLE steps ADD COLUMN digest BLOB',
        'ALTER TABLE rollbacks ADD COLUMN digest BLOB',
        (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestRows */ .i8)('steps', '', 2),
        (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestRows */ .i8)('rollbacks', '', 2),
    ],
    // 3: what a step was allowed to use, and how the check of its work ended.
    ['ALTER TABLE steps ADD COLUMN limits_json TEXT', 'ALTER TABLE steps ADD COLUMN check_json TEXT'],
];
const SCHEMA_VERSION = MIGRATIONS.length;
/** Brings a database from one version to the newest. To be called inside a transaction. */
function migrate(db, from) {
    if (from >= SCHEMA_VERSION)
        return;
    for (const statements of MIGRATIONS.slice(from))
        for (const sql of statements)
            db.exec(sql);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
}


/***/ }),

/***/ 15656:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkIntegrity: () => (/* binding */ checkIntegrity),
/* harmony export */   damaged: () => (/* binding */ damaged),
/* harmony export */   findCorruption: () => (/* binding */ findCorruption),
/* harmony export */   notALedger: () => (/* binding */ notALedger),
/* harmony export */   toStoreError: () => (/* binding */ toStoreError),
/* harmony export */   withStoreErrors: () => (/* binding */ withStoreErrors)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** Runs what touches a ledger's file and tells a failure of SQLite's as a StoreError that names the file. */
function withStoreErrors(path, run) {
    try {
        return run();
    }
    catch (error) {
        throw toStoreError(path, error);
    }
}
/** An error of SQLite's in words, with what to do; any other error is handed back as it is. */
function toStoreError(path, error) {
    const code = sqliteCode(error);
    // A constraint that fails is a mistake of ours and no fault of the file.
    if (code === undefined || /^SQLITE_(CONSTRAINT|MISUSE)/.test(code))
        return error;
    const options = { cause: error };
    if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) {
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unavailable', `${path} is locked: another process has been writing to it for too long. Try again when it has ended.`, options);
    }
    if (code === 'SQLITE_NOTADB')
        return notALedger(path, 'it is no SQLite file', options);
    if (/^SQLITE_(CORRUPT|ERROR|SCHEMA|FORMAT)/.test(code)) {
        return damaged(path, error instanceof Error ? error.message : code, options);
    }
    if (/^SQLITE_(READONLY|FULL|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|LOCK))/.test(code)) {
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unwritable', `${path} could not be written (${code}). Look at the free space and the permissions of the file and its folder.`, options);
    }
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unreadable', `${path} could not be read (${code}). Look at the permissions of the file and its folder.`, options);
}
function notALedger(path, reason, options) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('not-a-ledger', `${path} is not a steps.db: ${reason}. Name another file, or move this one away to begin a new history.`, options);
}
function damaged(path, reason, options) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('damaged', `${path} is damaged (${reason}). Nothing was changed; put an earlier copy in its place.`, options);
}
/** Refuses a file whose pages or indexes contradict each other. For files that others wrote: it reads all of them. */
function checkIntegrity(db, path) {
    const [finding] = findCorruption(db);
    if (finding !== undefined)
        throw damaged(path, finding);
}
/** What SQLite's own check of pages and indexes says; empty where all is sound. */
function findCorruption(db) {
    const rows = db.prepare('PRAGMA integrity_check(20)').pluck().all();
    return rows.filter((row) => row !== 'ok');
}
// Not by `instanceof`: the addon keeps the class of the first module instance that loaded it in this process.
function sqliteCode(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return undefined;
    return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}


/***/ })

};
