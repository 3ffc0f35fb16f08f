export const id = 5271;
export const ids = [5271];
export const modules = {

/***/ 5271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exportToRecords: () => (/* binding */ exportToRecords),
/* harmony export */   formatJson: () => (/* binding */ formatJson),
/* harmony export */   formatNdjson: () => (/* binding */ formatNdjson)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81005);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75799);
/* harmony import */ var _stores_sealed_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32182);




/** The columns that a csv export begins with. */
const CSV_BEGINS = 'id,uid,active,status,';
const TYPES = ['step', 'rollback', 'step_claim', 'rollback_claim'];
/** One object: `{steps, rollbacks, step_claims, rollback_claims}`, with steps and rollbacks as `--json` has them. */
function formatJson(history) {
    const lists = Object.fromEntries(TYPES.map((type) => [`${type}s`, valuesOf(rowsOf(history), type)]));
    return `${JSON.stringify(lists, null, 2)}\n`;
}
/** One object a line, each with a `type` of `step`, `rollback`, `step_claim` or `rollback_claim`. */
function formatNdjson(history) {
    return rowsOf(history)
        .map(([type, value]) => `${JSON.stringify({ type, ...value })}\n`)
        .join('');
}
/**
 * Reads an export back, in either form, into what a ledger merges; every field is still to be checked. Throws
 * StoreError on a text that is neither.
 */
function exportToRecords(text, source) {
    const rows = parseJson(text) ?? parseNdjson(text);
    if (rows === undefined && text.startsWith(CSV_BEGINS)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('not-a-ledger', `${source} is an export as csv, which has the figures of the steps alone. Export as json or ndjson to import it.`);
    }
    if (rows === undefined) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('not-a-ledger', `${source} is neither a steps.db nor an export of one (json, ndjson). Name another file.`);
    }
    return {
        steps: valuesOf(rows, 'step').map(({ type: _, ...step }) => stepRecord((0,_stores_sealed_json_js__WEBPACK_IMPORTED_MODULE_1__/* .unseal */ .D)(step, source))),
        rollbacks: valuesOf(rows, 'rollback').map(({ type: _, ...rollback }) => rollbackDraft((0,_stores_sealed_json_js__WEBPACK_IMPORTED_MODULE_1__/* .unseal */ .D)(rollback, source))),
        stepClaims: valuesOf(rows, 'step_claim').map(claim),
        rollbackClaims: valuesOf(rows, 'rollback_claim').map(claim),
    };
}
function rowsOf({ steps, rollbacks, stepClaims, rollbackClaims }) {
    const claims = (type, list) => list.map(({ uid, number, claimedAt }) => [type, { uid, number, claimed_at: claimedAt }]);
    return [
        ...steps.map((step) => ['step', (0,_stores_sealed_json_js__WEBPACK_IMPORTED_MODULE_1__/* .seal */ .o)((0,_domain_step_js__WEBPACK_IMPORTED_MODULE_2__/* .stepToJson */ .g)(step))]),
        ...rollbacks.map((rollback) => ['rollback', (0,_stores_sealed_json_js__WEBPACK_IMPORTED_MODULE_1__/* .seal */ .o)((0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_3__/* .rollbackToJson */ .C)(rollback))]),
        ...claims('step_claim', stepClaims),
        ...claims('rollback_claim', rollbackClaims),
    ];
}
function valuesOf(rows, wanted) {
    return rows.filter(([type]) => type === wanted).map(([, value]) => value);
}
function parseJson(text) {
    const value = parseObject(text);
    if (value === undefined || !Array.isArray(value.steps))
        return undefined;
    return TYPES.flatMap((type) => {
        const list = value[`${type}s`] ?? [];
        return Array.isArray(list) ? list.filter(isObject).map((item) => [type, item]) : [];
    });
}
function parseNdjson(text) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const rows = [];
    for (const line of lines) {
        const value = parseObject(line);
        const type = TYPES.find((known) => known === value?.type);
        if (value === undefined || type === undefined)
            return undefined;
        rows.push([type, value]);
    }
    return rows.length === 0 ? undefined : rows;
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function stepRecord(step) {
    return {
        draft: {
            uid: step.uid,
            projectId: step.project_id,
            repository: step.repository,
            branch: step.branch,
            commitShaBefore: step.commit_sha_before,
            agentConfig: step.agent_config,
            run: step.run,
            startTime: step.start_time,
            limits: step.limits,
        },
        parentUid: step.parent_uid,
        createdAt: step.created_at,
        outcome: step.status === 'running'
            ? null
            : {
                status: step.status,
                branch: step.branch,
                commitShaAfter: step.commit_sha_after,
                agentConfig: step.agent_config,
                endTime: step.end_time,
                durationMs: step.duration_ms,
                tokenUsage: step.token_usage,
                exitCode: step.exit_code,
                pushed: step.pushed,
                pinRef: step.pin_ref,
                changes: step.changes,
                check: step.check,
                notes: step.notes,
            },
    };
}
function rollbackDraft(rollback) {
    const target = isObject(rollback.target) ? { mode: rollback.target.mode, stepUid: rollback.target.step_uid } : null;
    return {
        uid: rollback.uid,
        kind: rollback.kind,
        projectId: rollback.project_id,
        undoes: rollback.undoes,
        repository: rollback.repository,
        branch: rollback.branch,
        target,
        fromSha: rollback.from_sha,
        toSha: rollback.to_sha,
        pinRef: rollback.pin_ref,
        stepUids: rollback.step_uids,
        actor: rollback.actor,
        reason: rollback.reason,
        run: rollback.run,
        createdAt: rollback.created_at,
    };
}
function claim(value) {
    return { uid: value.uid, number: value.number, claimedAt: value.claimed_at };
}


/***/ }),

/***/ 81005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ rollbackToJson),
/* harmony export */   O: () => (/* binding */ rollbackName)
/* harmony export */ });
/** How a rollback is named in a sentence: `R2`, or by its uid while it has no settled number. */
function rollbackName(rollback) {
    return rollback.number === null ? rollback.uid : `R${rollback.number}`;
}
/** The documented JSON shape of a rollback or an undo. */
function rollbackToJson(rollback) {
    return {
        number: rollback.number,
        uid: rollback.uid,
        kind: rollback.kind,
        undoes: rollback.undoes,
        undone_by: rollback.undoneBy,
        project_id: rollback.projectId,
        repository: rollback.repository,
        branch: rollback.branch,
        target: rollback.target === null ? null : { mode: rollback.target.mode, step_uid: rollback.target.stepUid },
        from_sha: rollback.fromSha,
        to_sha: rollback.toSha,
        pin_ref: rollback.pinRef,
        step_uids: rollback.stepUids,
        actor: rollback.actor,
        reason: rollback.reason,
        run: rollback.run,
        created_at: rollback.createdAt,
    };
}


/***/ }),

/***/ 75799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ stepToJson),
/* harmony export */   u: () => (/* binding */ stepName)
/* harmony export */ });
/** How a step is named in a sentence: `step 3`, or by its uid while it has no settled number. */
function stepName(step) {
    return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}
/**
 * The documented JSON shape of a step: the columns of steps.db by their names, the JSON documents parsed and named
 * without `_json`. Used by `--json`, the output `step` and exports.
 */
function stepToJson(step) {
    return {
        id: step.id,
        uid: step.uid,
        active: step.active,
        parent_step_id: step.parentStepId,
        parent_uid: step.parentUid,
        project_id: step.projectId,
        repository: step.repository,
        branch: step.branch,
        status: step.status,
        commit_sha_before: step.commitShaBefore,
        commit_sha_after: step.commitShaAfter,
        pushed: step.pushed,
        pin_ref: step.pinRef,
        exit_code: step.exitCode,
        start_time: step.startTime,
        end_time: step.endTime,
        duration_ms: step.durationMs,
        agent_config: step.agentConfig,
        token_usage: step.tokenUsage,
        run: step.run,
        limits: step.limits,
        changes: step.changes,
        check: step.check,
        notes: step.notes,
        created_at: step.createdAt,
    };
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
