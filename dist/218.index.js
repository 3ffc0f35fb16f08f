export const id = 218;
export const ids = [218,2887];
export const modules = {

/***/ 22781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SH: () => (/* binding */ goneInWords),
/* harmony export */   TH: () => (/* binding */ parseDroppedMessage),
/* harmony export */   n2: () => (/* binding */ formatDroppedMessage),
/* harmony export */   zm: () => (/* binding */ droppedInWords)
/* harmony export */ });
/* unused harmony export parseDroppedRecord */
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _pin_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6978);


const MARKER = 'Laforge-Dropped-Pin-1: ';
const MAX_MESSAGE_LENGTH = 8_000_000;
/**
 * The message of the commit, without parent and files, that notes a dropped pin: a subject for people, what was dropped
 * as one line of JSON and, of a rollback's or an undo's pin, the record it carried.
 */
function formatDroppedMessage(dropped, draft) {
    const { ref, sha, actor, reason, at } = dropped;
    const lines = [`laforge: ${actor === null ? '' : `${oneLine(actor)} `}dropped the pin ${ref}`, ''];
    if (reason !== null)
        lines.push(`Reason: ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(reason)}`, '');
    lines.push(`${MARKER}${JSON.stringify({ ref, sha, actor, reason, at })}`);
    return [...lines, ...(draft === null ? [] : ['', ...(0,_pin_record_js__WEBPACK_IMPORTED_MODULE_1__/* .draftLines */ .h1)(draft)]), ''].join('\n');
}
/** Reads such a message back. Anybody who may push can write one: undefined where it does not fit the pin's ref. */
function parseDroppedMessage(message, pinRef) {
    if (message.length > MAX_MESSAGE_LENGTH)
        return undefined;
    const line = message.split('\n').find((one) => one.startsWith(MARKER));
    const json = line === undefined ? undefined : parseJson(line.slice(MARKER.length));
    if (json === undefined)
        return undefined;
    const { ref, sha, actor, reason, at } = json;
    if (ref !== pinRef || typeof sha !== 'string' || !(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isSha */ .HH)(sha))
        return undefined;
    if (!isTextOrNull(actor) || !isTextOrNull(reason))
        return undefined;
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at)))
        return undefined;
    return { ref, sha, actor, reason, at };
}
/** The record that the dropped pin had carried; undefined where there is none. */
function parseDroppedRecord(message) {
    return parsePinMessage(message);
}
/** `ada dropped it on 2026-11-26 (a key was in it)`, as the end of a sentence. */
function droppedInWords({ actor, reason, at }) {
    const why = reason === null ? '' : ` (${oneLine(reason)})`;
    return `${actor === null ? 'somebody' : oneLine(actor)} dropped it on ${at.slice(0, 10)}${why}`;
}
/** ` (gone: …)` for a pin that is no more, '' for one that is there, or of which nothing is known. */
function goneInWords(pin) {
    switch (pin?.kind) {
        case 'dropped':
            return ` (gone: ${droppedInWords(pin)})`;
        case 'gone':
            return ' (gone: it is neither at the remote nor here)';
        case 'kept':
        case 'unknown':
        case undefined:
            return '';
    }
}
function oneLine(text) {
    const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
    return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}
function parseJson(text) {
    try {
        const json = JSON.parse(text);
        return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
    }
    catch {
        return undefined;
    }
}
function isTextOrNull(value) {
    return value === null || typeof value === 'string';
}


/***/ }),

/***/ 6978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M$: () => (/* binding */ formatPinMessage),
/* harmony export */   h1: () => (/* binding */ draftLines),
/* harmony export */   i9: () => (/* binding */ parsePinMessage)
/* harmony export */ });
/* unused harmony export nameSteps */
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75799);


/** Stands alone on the line before the record. */
const MARKER = 'Laforge-Rollback-Record-1:';
/** Some two hundred thousand steps' uids; a longer message is not read. */
const MAX_MESSAGE_LENGTH = 8_000_000;
const STEPS_NAMED = 10;
/**
 * The message of the commit a pin points at: a subject and a few lines for people who meet it in `git log`, then the
 * record as one line of JSON, by which a rollback whose record was never published is found again.
 */
function formatPinMessage(draft, steps) {
    const from = (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(draft.fromSha);
    const to = (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(draft.toSha);
    const names = steps.length === 0 ? '' : ` (${nameSteps(steps)})`;
    const lines = [`laforge: ${draft.kind} of ${draft.branch ?? ''} from ${from} to ${to}${names}`, ''];
    if (draft.kind === 'rollback')
        lines.push(`Keeps the commits that left the branch: git log ${to}..${from}`);
    else
        lines.push(`Takes back the rollback ${draft.undoes ?? ''}.`);
    // Quoted, it is one line: nothing a person wrote as a reason can pass for the marker below.
    if (draft.reason !== null)
        lines.push(`Reason: ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(draft.reason)}`);
    return [...lines, '', ...draftLines(draft), ''].join('\n');
}
/** The last two lines of a message that carries a record. */
function draftLines(draft) {
    return [MARKER, JSON.stringify(draftToJson(draft))];
}
/** `steps 14, 15`, with a count instead of the names beyond the tenth. */
function nameSteps(steps) {
    if (steps.length === 0)
        return 'no steps';
    const [only] = steps;
    if (steps.length === 1 && only !== undefined)
        return (0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .stepName */ .u)(only);
    const names = steps.slice(0, STEPS_NAMED).map(({ id, uid }) => (id === null ? uid : String(id)));
    const rest = steps.length - names.length;
    return `steps ${names.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
/**
 * Reads the record out of a pin's commit message. Anybody who may push can write such a message, so anything odd - a
 * second marker, a missing or unknown key, a value of another shape - makes it undefined.
 */
function parsePinMessage(message) {
    if (message.length > MAX_MESSAGE_LENGTH)
        return undefined;
    const lines = message.trimEnd().split('\n');
    if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER)
        return undefined;
    let json;
    try {
        json = JSON.parse(lines.at(-1) ?? '');
    }
    catch {
        return undefined;
    }
    return isObject(json) ? jsonToDraft(json) : undefined;
}
function draftToJson(draft) {
    return {
        uid: draft.uid,
        kind: draft.kind,
        project_id: draft.projectId,
        undoes: draft.undoes,
        repository: draft.repository,
        branch: draft.branch,
        target: draft.target === null ? null : { mode: draft.target.mode, step_uid: draft.target.stepUid },
        from_sha: draft.fromSha,
        to_sha: draft.toSha,
        pin_ref: draft.pinRef,
        step_uids: draft.stepUids,
        actor: draft.actor,
        reason: draft.reason,
        run: draft.run,
        created_at: draft.createdAt,
    };
}
const DRAFT_KEYS = 'uid kind project_id undoes repository branch target from_sha to_sha pin_ref step_uids actor reason run created_at';
const RUN_KEYS = 'ci workflow run_id attempt job job_backend_id actor event url pull_request';
const PULL_REQUEST_KEYS = 'number head_ref head_sha head_repository base_ref merge_sha';
function jsonToDraft(json) {
    const { uid, kind, undoes, repository, branch, from_sha, to_sha, pin_ref, step_uids, actor, reason, created_at } = json;
    const target = readTarget(json.target);
    const run = readRun(json.run);
    const sound = hasKeys(json, DRAFT_KEYS) &&
        isUidText(uid) &&
        (kind === 'undo' ? isUidText(undoes) : kind === 'rollback' && undoes === null) &&
        target !== undefined &&
        (kind === 'undo') === (target === null) &&
        run !== undefined;
    if (!sound || (kind !== 'undo' && kind !== 'rollback'))
        return undefined;
    if (!isText(json.project_id) || !isTextOrNull(repository) || !isText(branch) || branch === '' || !isText(pin_ref))
        return undefined;
    if (!isShaText(from_sha) || !isShaText(to_sha) || !isUidList(step_uids))
        return undefined;
    if (!isTextOrNull(actor) || !isTextOrNull(reason) || !isTimestamp(created_at))
        return undefined;
    return {
        uid,
        kind,
        projectId: json.project_id,
        undoes: isUidText(undoes) ? undoes : null,
        repository,
        branch,
        target,
        fromSha: from_sha,
        toSha: to_sha,
        pinRef: pin_ref,
        stepUids: step_uids,
        actor,
        reason,
        run,
        createdAt: created_at,
    };
}
function readTarget(json) {
    if (json === null)
        return null;
    if (!isObject(json) || !hasKeys(json, 'mode step_uid') || !isUidText(json.step_uid))
        return undefined;
    return json.mode === 'to' || json.mode === 'before' ? { mode: json.mode, stepUid: json.step_uid } : undefined;
}
function readRun(json) {
    if (json === null)
        return null;
    if (!isObject(json) || !hasKeys(json, RUN_KEYS))
        return undefined;
    const { ci, workflow, run_id, attempt, job, job_backend_id, actor, event, url } = json;
    const pull_request = readPullRequest(json.pull_request);
    if (!isText(ci) || !isTextOrNull(workflow) || !isTextOrNull(run_id) || !isCountOrNull(attempt))
        return undefined;
    if (!isTextOrNull(job) || !isTextOrNull(job_backend_id) || !isTextOrNull(actor) || !isTextOrNull(event))
        return undefined;
    if (!isTextOrNull(url) || pull_request === undefined)
        return undefined;
    return { ci, workflow, run_id, attempt, job, job_backend_id, actor, event, url, pull_request };
}
function readPullRequest(json) {
    if (json === null)
        return null;
    if (!isObject(json) || !hasKeys(json, PULL_REQUEST_KEYS))
        return undefined;
    const { number, head_ref, head_sha, head_repository, base_ref, merge_sha } = json;
    if (!isCountOrNull(number) || number === null || !isTextOrNull(head_ref) || !isTextOrNull(head_sha))
        return undefined;
    if (!isTextOrNull(head_repository) || !isTextOrNull(base_ref) || !isTextOrNull(merge_sha))
        return undefined;
    return { number, head_ref, head_sha, head_repository, base_ref, merge_sha };
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function hasKeys(json, keys) {
    return Object.keys(json).sort().join(' ') === keys.split(' ').sort().join(' ');
}
function isText(value) {
    return typeof value === 'string';
}
function isTextOrNull(value) {
    return value === null || isText(value);
}
function isCountOrNull(value) {
    return value === null || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
}
function isUidText(value) {
    return typeof value === 'string' && (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isUid */ .hO)(value);
}
function isShaText(value) {
    return typeof value === 'string' && (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isSha */ .HH)(value);
}
function isTimestamp(value) {
    return (typeof value === 'string' &&
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
        !Number.isNaN(Date.parse(value)));
}
function isUidList(value) {
    return Array.isArray(value) && value.every(isUidText) && new Set(value).size === value.length;
}


/***/ }),

/***/ 90281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fk: () => (/* binding */ droppedPrefix),
/* harmony export */   Ly: () => (/* binding */ stepPinRef),
/* harmony export */   QX: () => (/* binding */ pinPrefix),
/* harmony export */   Sz: () => (/* binding */ rollbackOfDropped),
/* harmony export */   TH: () => (/* binding */ rollbackPinRef),
/* harmony export */   _Z: () => (/* binding */ droppedRef),
/* harmony export */   hk: () => (/* binding */ checkOfPin),
/* harmony export */   jU: () => (/* binding */ checkPinRef),
/* harmony export */   pv: () => (/* binding */ rollbackOfPin),
/* harmony export */   rA: () => (/* binding */ pinPatterns),
/* harmony export */   zJ: () => (/* binding */ stepOfPin)
/* harmony export */ });
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);

const PINS = 'refs/laforge/pins';
const DROPPED = 'refs/laforge/dropped';
const STEP = 'step-';
const CHECK = 'check-';
/** What every pin of one history's refs begin with; with `*` behind it, the pattern that lists them. */
function pinPrefix(slug) {
    return `${PINS}/${slug}/`;
}
/** The patterns that list the pins of one history, and the notes of those that were dropped. */
function pinPatterns(slug) {
    return [`${pinPrefix(slug)}*`, `${droppedPrefix(slug)}*`];
}
/** Keeps what a rollback displaced, or what an undo moved away from, and carries its record. */
function rollbackPinRef(slug, uid) {
    return `${pinPrefix(slug)}${uid}`;
}
/** Keeps a step's work that its branch could not take. */
function stepPinRef(slug, uid) {
    return `${pinPrefix(slug)}${STEP}${uid}`;
}
/** Keeps, in the work tree's own repository alone, what the check of a step changed and was put back. */
function checkPinRef(slug, uid) {
    return `${pinPrefix(slug)}${CHECK}${uid}`;
}
/** The rollback or undo whose pin this ref is; undefined for a step's pin and for anything else. */
function rollbackOfPin(ref, slug) {
    return uidBehind(ref, pinPrefix(slug));
}
/** The step whose pin this ref is; undefined for anything else. */
function stepOfPin(ref, slug) {
    return uidBehind(ref, `${pinPrefix(slug)}${STEP}`);
}
/** The step whose check left what this pin keeps; undefined for anything else. */
function checkOfPin(ref, slug) {
    return uidBehind(ref, `${pinPrefix(slug)}${CHECK}`);
}
/** What the refs that note dropped pins of one history begin with. */
function droppedPrefix(slug) {
    return `${DROPPED}/${slug}/`;
}
/** The note of who dropped a pin, when and why: it is set where the pin was taken away, and keeps no commit of it. */
function droppedRef(pinRef) {
    return pinRef.replace(PINS, DROPPED);
}
/** The rollback or undo whose pin was dropped, by the ref of the note. */
function rollbackOfDropped(ref, slug) {
    return uidBehind(ref, droppedPrefix(slug));
}
function uidBehind(ref, prefix) {
    const uid = ref.startsWith(prefix) ? ref.slice(prefix.length) : '';
    return (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isUid */ .hO)(uid) ? uid : undefined;
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

/***/ 90358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ waitWithin)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** The promise, or a StoreError once the time is up, naming what was waited for. What is under way is not ended. */
async function waitWithin(promise, limitMs, what) {
    let timer;
    const late = new Promise((_, reject) => {
        const seconds = Number((limitMs / 1000).toPrecision(2));
        const giveUp = () => reject(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unavailable', `${what} was not there within ${seconds} seconds.`));
        timer = setTimeout(giveUp, limitMs);
    });
    try {
        return await Promise.race([promise, late]);
    }
    finally {
        clearTimeout(timer);
    }
}


/***/ }),

/***/ 2887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ findDroppedPin),
/* harmony export */   findPinStates: () => (/* binding */ findPinStates)
/* harmony export */ });
/* harmony import */ var _domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22781);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90281);



/** Looks what became of pins that records name, by their refs: here first, and at the remote for those that are not. */
async function findPinStates(repository, pinRefs) {
    const localRefs = await repository.localRefs('refs/laforge/');
    const wanted = pinRefs.filter((ref) => !localRefs.has(ref));
    const states = new Map(pinRefs.map((ref) => [ref, { kind: 'kept' }]));
    try {
        const asked = wanted.flatMap((ref) => [ref, (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .droppedRef */ ._Z)(ref)]);
        const remoteRefs = asked.length === 0 ? null : ((await repository.remote?.refs(asked)) ?? null);
        for (const ref of wanted) {
            if (remoteRefs?.has(ref))
                continue;
            const dropped = await findDroppedPin(repository, { remoteRefs, localRefs }, ref);
            states.set(ref, dropped === null ? { kind: 'gone' } : { kind: 'dropped', ...dropped });
        }
    }
    catch (error) {
        if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .GitError */ .XS))
            throw error;
        for (const ref of wanted)
            states.set(ref, { kind: 'unknown' });
    }
    return states;
}
/** Who dropped a pin, when and why, by the note at the remote or else here; null where there is none that fits. */
async function findDroppedPin(repository, { remoteRefs, localRefs }, pinRef) {
    const ref = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .droppedRef */ ._Z)(pinRef);
    const atRemote = remoteRefs?.get(ref);
    if (atRemote !== undefined)
        await repository.remote?.fetch([atRemote], 1);
    const sha = atRemote ?? localRefs.get(ref);
    if (sha === undefined)
        return null;
    return (0,_domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDroppedMessage */ .TH)((await repository.commitMessage(sha)) ?? '', pinRef) ?? null;
}


/***/ }),

/***/ 81169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j$: () => (/* binding */ headsOf),
/* harmony export */   mo: () => (/* binding */ HEADS),
/* harmony export */   pF: () => (/* binding */ lookBeforeStart)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);
/* harmony import */ var _domain_wait_within_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90358);



const NOTHING = { heads: new Map(), refs: new Map(), unreached: null };
const HEADS = 'refs/heads/';
/**
 * One look at the remote before an agent is paid for: refuses when the branch has moved on (a re-run of an old
 * attempt, say) or when this token may not push, since the work could not reach its branch. A remote that is down now
 * may be there when the agent has ended, so that stops nobody.
 */
async function lookBeforeStart(remote, head, target) {
    if (remote === null)
        return NOTHING;
    const within = (answer) => (0,_domain_wait_within_js__WEBPACK_IMPORTED_MODULE_2__/* .waitWithin */ .r)(answer, target.startTime.leftMs('remote'), 'An answer of the remote');
    let refs;
    try {
        refs = await within(remote.refs([`${HEADS}*`, ...target.pins]));
    }
    catch (error) {
        if (!isDown(error))
            throw error;
        return { heads: null, refs: new Map(), unreached: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error) };
    }
    const heads = headsOf(refs);
    if (head.sha === null)
        return { heads, refs, unreached: null };
    const tip = (target.branch === null ? null : heads.get(target.branch)) ?? null;
    if (target.branch !== null && tip !== null && tip !== head.sha)
        throw movedOn(target.branch, tip, head.sha, target.wording);
    const ref = target.branch === null ? target.pinRef : `${HEADS}${target.branch}`;
    try {
        const probe = await within(remote.probe([{ ref, to: head.sha, expected: tip }]));
        if (probe.kind === 'refused' && probe.code === 'no-permission') {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('no-permission', `${probe.explanation} With ${target.wording.pushNone} the agent runs without pushing.`);
        }
    }
    catch (error) {
        if (!isDown(error))
            throw error;
    }
    return { heads, refs, unreached: null };
}
/** What says nothing of the remote but that it did not answer. */
function isDown(error) {
    return error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD || (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS && error.code === 'remote-unreachable');
}
/** Branch tips by short name out of refs by full name. */
function headsOf(refs) {
    return new Map([...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(HEADS.length), sha]));
}
function movedOn(branch, tip, head, wording) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('branch-moved', `The agent was not started: ${branch} is at ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(tip)} at the remote, but ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(head)} is checked out, so its work ` +
        `could not be pushed. Check out the branch as it is now, push what is only here, or use ${wording.pushNone}.`);
}


/***/ }),

/***/ 30218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   verifyShas: () => (/* binding */ verifyShas)
/* harmony export */ });
/* harmony import */ var _domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22781);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16327);
/* harmony import */ var _domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90281);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(81005);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75799);
/* harmony import */ var _find_dropped_pin_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2887);
/* harmony import */ var _look_before_start_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(81169);








const NAMED = 5;
const FINDINGS_TOLD = 20;
/**
 * Asks git for every commit and pin that the records of this repository name. What is not here may be known to the remote,
 * which is asked for that alone, with one look at its refs and one fetch of commits; a shallow clone is left as it is.
 */
async function verifyShas(repository, slug, history) {
    const own = repository.remote?.repository ?? null;
    const steps = history.steps.filter((step) => step.repository === own);
    const rollbacks = history.rollbacks.filter((rollback) => rollback.repository === own);
    const named = [...steps.flatMap(shasOfStep), ...rollbacks.flatMap(shasOfRollback)];
    if (named.length === 0)
        return { findings: [], remarks: [], commitsKnown: 0, commitsUnknown: 0 };
    const remarks = [];
    const shas = [...new Set(named.map(({ sha }) => sha))];
    const pins = pinsOf(steps, rollbacks);
    const here = await repository.kindsOf(shas, null);
    const localRefs = await repository.localRefs('refs/laforge/');
    const isAllHere = shas.every((sha) => here.has(sha)) && pins.every(({ ref }) => localRefs.has(ref));
    const refs = {
        remoteRefs: isAllHere ? null : await lookAtRemote(repository, slug, remarks),
        localRefs,
    };
    const isShallow = await repository.isShallow();
    const kinds = await completeKinds(repository, refs, here, shas, remarks);
    const findings = named.flatMap(({ sha, of }) => {
        const kind = kinds.get(sha);
        return kind === undefined || kind === 'commit' ? [] : [`${of} is ${sha}, which is a ${kind} and no commit`];
    });
    const unknown = new Map(named
        .filter(({ sha }) => !kinds.has(sha))
        .map((one) => [one.sha, one])
        .reverse());
    if (unknown.size > 0)
        remarks.push(unknownInWords([...unknown.values()].reverse(), isShallow, refs.remoteRefs !== null));
    for (const pin of pins) {
        const state = await stateOf(repository, refs, pin.ref);
        if (state.kind === 'missing')
            (pin.isNeeded ? findings : remarks).push(`${pin.of}: its pin ${pin.ref} ${state.words}`);
        if (state.kind === 'explained')
            remarks.push(`${pin.of}: its pin ${pin.ref} ${state.words}`);
    }
    const commitsKnown = new Set(named.map(({ sha }) => sha)).size - unknown.size;
    return { findings: findings.slice(0, FINDINGS_TOLD), remarks, commitsKnown, commitsUnknown: unknown.size };
}
function shasOfStep(step) {
    const name = (0,_domain_step_js__WEBPACK_IMPORTED_MODULE_6__/* .stepName */ .u)(step);
    return [
        ...nameSha(step.commitShaBefore, `commit_sha_before of ${name}`),
        ...nameSha(step.commitShaAfter, `commit_sha_after of ${name}`),
    ];
}
function shasOfRollback(rollback) {
    const name = (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__/* .rollbackName */ .O)(rollback);
    return [...nameSha(rollback.fromSha, `from_sha of ${name}`), ...nameSha(rollback.toSha, `to_sha of ${name}`)];
}
function nameSha(sha, of) {
    return sha === null ? [] : [{ sha, of }];
}
async function lookAtRemote({ remote }, slug, remarks) {
    if (remote === null)
        return null;
    try {
        return await remote.refs([`${_look_before_start_js__WEBPACK_IMPORTED_MODULE_5__/* .HEADS */ .mo}*`, 'refs/tags/*', ...(0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_3__/* .pinPatterns */ .rA)(slug)]);
    }
    catch (error) {
        if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .GitError */ .XS))
            throw error;
        remarks.push(`the remote could not be asked: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
        return null;
    }
}
/** What is not here the remote may have. */
async function completeKinds(repository, { remoteRefs }, here, shas, remarks) {
    const tips = new Set(remoteRefs?.values());
    const missing = shas.filter((sha) => !here.has(sha));
    if (missing.length === 0 || remoteRefs === null)
        return here;
    // What is the tip of a ref there need not be fetched to be known.
    const advertised = missing.filter((sha) => tips.has(sha)).map((sha) => [sha, 'commit']);
    try {
        return new Map([...here, ...(await repository.kindsOf(missing, [...tips])), ...advertised]);
    }
    catch (error) {
        if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .GitError */ .XS))
            throw error;
        remarks.push(`the history at the remote could not be fetched: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
        return new Map([...here, ...advertised]);
    }
}
function unknownInWords(unknown, isShallow, hasRemote) {
    const some = unknown.slice(0, NAMED).map(({ sha, of }) => `${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .shortSha */ .Fu)(sha)} (${of})`);
    const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
    const count = `${unknown.length} ${unknown.length === 1 ? 'commit is' : 'commits are'} not known here`;
    const why = isShallow
        ? 'this clone is shallow'
        : hasRemote
            ? 'no branch, tag or pin at the remote leads there either, as after a squashed merge'
            : 'nothing here leads there any more';
    return `${count}, ${why}: ${some.join(', ')}${more}`;
}
function pinsOf(steps, rollbacks) {
    const ofSteps = steps.flatMap(({ pinRef, pushed, ...step }) => pinRef === null ? [] : [{ ref: pinRef, of: (0,_domain_step_js__WEBPACK_IMPORTED_MODULE_6__/* .stepName */ .u)(step), isNeeded: pushed === 'pinned' }]);
    const ofRollbacks = rollbacks.flatMap((rollback) => {
        const { pinRef, kind, undoneBy } = rollback;
        const isNeeded = kind === 'rollback' && undoneBy === null;
        return pinRef === null ? [] : [{ ref: pinRef, of: (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__/* .rollbackName */ .O)(rollback), isNeeded }];
    });
    return [...ofSteps, ...ofRollbacks];
}
async function stateOf(repository, refs, pin) {
    if (refs.remoteRefs?.has(pin) || refs.localRefs.has(pin))
        return { kind: 'there' };
    const dropped = await (0,_find_dropped_pin_js__WEBPACK_IMPORTED_MODULE_4__/* .findDroppedPin */ .R)(repository, refs, pin);
    if (dropped !== null)
        return { kind: 'explained', words: `is gone: ${(0,_domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__/* .droppedInWords */ .zm)(dropped)}` };
    if (repository.remote !== null && refs.remoteRefs === null)
        return { kind: 'explained', words: 'is not known here' };
    const where = repository.remote === null ? 'is not here' : 'is neither at the remote nor here';
    return { kind: 'missing', words: `${where}, and no note tells who took it away` };
}


/***/ })

};
