export const id = 8932;
export const ids = [8932];
export const modules = {

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

/***/ 58932:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   settleRunning: () => (/* binding */ settleRunning)
/* harmony export */ });
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75799);

/** Steps that are looked at, the newest ones. */
const LOOKED_AT = 64;
/** For asking, and again for noting. */
const LIMIT_MS = 3_000;
/**
 * Steps of other runs that are on record as running, and whose run is proven to be over, are on record as interrupted
 * from here on. Never throws, and takes a few seconds at most: what could not be proven or noted now is left to the next
 * run.
 */
async function settleRunning({ history, proofs, inform }, request) {
    const deadline = Date.now() + (request.limitMs ?? Number.POSITIVE_INFINITY);
    const leftMs = () => Math.min(LIMIT_MS, deadline - Date.now());
    try {
        if (leftMs() <= 0)
            return;
        const running = (await history.listRunning(LOOKED_AT)).filter((step) => !isOwn(step, request.own));
        // Half of the time for asking: what is proven by then must still be noted.
        const proven = await prove(running, proofs, Math.min(LIMIT_MS, (deadline - Date.now()) / 2));
        if (proven.size === 0 || leftMs() <= 0)
            return;
        const noted = new Set(await history.interruptSteps(proven, leftMs()));
        for (const step of running.filter(({ uid }) => noted.has(uid))) {
            inform(`${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step).replace(/^s/, 'S')} was interrupted: ${proven.get(step.uid)}`);
        }
    }
    catch {
        // They stay on record as running, which is what is known of them.
    }
}
/** A job's other steps, and those of the legs of its matrix, have a post of their own. */
function isOwn({ run }, own) {
    if (run?.run_id == null || own === null)
        return false;
    return run.run_id === own.run_id && run.attempt === own.attempt && run.job === own.job;
}
/** What is proven within a time, by uid. */
async function prove(running, proofs, withinMs) {
    const proven = new Map();
    if (running.length === 0 || withinMs <= 0)
        return proven;
    const signal = AbortSignal.timeout(withinMs);
    const late = new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    const all = running.map(async ({ uid, run }) => {
        for (const proof of run === null ? [] : proofs) {
            if (run === null || proven.has(uid))
                return;
            const why = await proof.proveOver(run, signal);
            if (why !== null && !signal.aborted)
                proven.set(uid, why);
        }
    });
    await Promise.race([Promise.all(all), late]);
    return new Map(proven);
}


/***/ })

};
