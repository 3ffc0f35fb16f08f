export const id = 4841;
export const ids = [4841];
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

/***/ 27394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ fetchCommits)
/* harmony export */ });
/**
 * Brings commits of the remote here: with their history or, where the clone is shallow, with `depth` of it, since what
 * is asked next deepens as far as it must. False when the remote no longer has one of them.
 */
async function fetchCommits(repository, shas, depth) {
    const { remote } = repository;
    if (remote === null)
        return false;
    return (await repository.isShallow()) ? await remote.fetch(shas, depth) : await remote.fetch(shas);
}


/***/ }),

/***/ 94841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ pinnedCommit),
/* harmony export */   KF: () => (/* binding */ reconcileLocalPins),
/* harmony export */   UH: () => (/* binding */ localPins),
/* harmony export */   uD: () => (/* binding */ PIN_DEPTH),
/* harmony export */   x1: () => (/* binding */ reconcilePins),
/* harmony export */   xo: () => (/* binding */ findUnrecorded)
/* harmony export */ });
/* harmony import */ var _domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22781);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16327);
/* harmony import */ var _domain_pin_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6978);
/* harmony import */ var _domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90281);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31310);
/* harmony import */ var _domain_wait_within_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(90358);
/* harmony import */ var _fetch_commits_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27394);








/** What waits to be recorded is recent; the others are of an earlier generation, or odd, and not worth fetching again. */
const PINS_READ = 50;
/** A pin and the commit it keeps. */
const PIN_DEPTH = 2;
/**
 * Records the rollbacks and undos that a run before this one carried out but could not publish. Never throws: what
 * could not be read or recorded now, in a limited time, is left for the next run, with a warning.
 */
async function reconcilePins(context, limitMs) {
    const recorded = [];
    try {
        const drafts = await (0,_domain_wait_within_js__WEBPACK_IMPORTED_MODULE_6__/* .waitWithin */ .r)(findUnrecorded(context), limitMs, 'What their pins say');
        for (const draft of drafts)
            recorded.push(await context.history.addRollback(draft));
    }
    catch (error) {
        context.warn(`Rollbacks that are not on record yet could not be recorded now: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
    }
    return recorded;
}
/**
 * The same of those that moved branches of this repository alone. Where one was stopped before the files of its branch
 * had followed, they do now. Never throws.
 */
async function reconcileLocalPins(context, limitMs) {
    try {
        const refs = await localPins(context.repository, context.slug);
        const latest = (await reconcilePins({ ...context, refs, place: 'local' }, limitMs)).at(-1);
        if (latest?.branch == null || latest.fromSha === null || latest.toSha === null)
            return;
        const { branch, fromSha, toSha, kind } = latest;
        if (await context.repository.finishReset(branch, fromSha, toSha)) {
            const what = kind === 'rollback' ? 'a rollback' : 'an undo';
            context.warn(`${branch} was moved to ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .shortSha */ .Fu)(toSha)} by ${what} that was stopped before the files had followed. Now they have.`);
        }
    }
    catch (error) {
        context.warn(`The pins of this repository could not be read: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
    }
}
/**
 * The rollbacks and undos that pins tell of and the history does not have, oldest first, as far as git and the history
 * confirm them. Anybody who may push can make a pin: one that is odd is left out, with one warning for all of them.
 * Pins of steps that the history no longer has belong to an earlier generation of it and are passed over in silence.
 */
async function findUnrecorded(context) {
    const { history, slug, refs, warn } = context;
    // A history that could not be read does not tell what it has.
    if (history.condition.kind === 'unreadable')
        return [];
    const pins = listPins(refs, slug);
    if (pins.length === 0)
        return [];
    const unrecorded = new Set(await history.findUnrecorded(pins.map(({ uid }) => uid)));
    if (unrecorded.size === 0)
        return [];
    const known = await history.listRollbacks();
    const unknown = pins.filter(({ uid }) => unrecorded.has(uid)).sort((a, b) => (a.uid < b.uid ? -1 : 1));
    const waiting = unknown.slice(-PINS_READ);
    await fetchPins(context, waiting.map(({ sha }) => sha));
    const odd = [];
    const sound = [];
    for (const pin of waiting) {
        const draft = await readPin(context, pin);
        const answer = draft === undefined ? 'odd' : await checkPin(context, pin, draft, [...known, ...sound]);
        if (answer === 'odd')
            odd.push(pin.ref);
        else if (answer === 'sound' && draft !== undefined)
            sound.push(draft);
    }
    const happened = [];
    const undone = new Set();
    for (const draft of sound.toReversed()) {
        const later = [...known, ...sound].filter(({ uid, branch }) => uid > draft.uid && branch === draft.branch);
        const settled = draft.kind === 'undo' ? later.some(({ kind }) => kind === 'rollback') : undone.has(draft.uid);
        if (settled || (await branchAgrees(context, draft))) {
            happened.unshift(draft);
            if (draft.undoes !== null)
                undone.add(draft.undoes);
        }
        else
            odd.push(draft.pinRef ?? draft.uid);
    }
    if (odd.length > 0) {
        warn(`${odd.length === 1 ? 'A pin was' : `${odd.length} pins were`} not taken for a rollback, because git and the history do not bear out what it says: ` +
            `${odd.slice(0, 3).join(', ')}${odd.length > 3 ? ' …' : ''}. Delete it if nobody needs what it keeps.`);
    }
    return happened;
}
function listPins(refs, slug) {
    return [...refs].flatMap(([ref, sha]) => {
        const uid = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .rollbackOfPin */ .pv)(ref, slug);
        if (uid !== undefined)
            return [{ ref, sha, uid, isDropped: false }];
        const dropped = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .rollbackOfDropped */ .Sz)(ref, slug);
        if (dropped === undefined || refs.has((0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .rollbackPinRef */ .TH)(slug, dropped)))
            return [];
        return [{ ref, sha, uid: dropped, isDropped: true }];
    });
}
/** All at once; one by one when one of them has vanished meanwhile. */
async function fetchPins({ repository, place }, shas) {
    if (place === 'local' || shas.length === 0 || (await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_7__/* .fetchCommits */ .B)(repository, shas, PIN_DEPTH)))
        return;
    for (const sha of shas)
        await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_7__/* .fetchCommits */ .B)(repository, [sha], PIN_DEPTH);
}
/** What a pin's commit says, when it is well formed and of this very ref and history. */
async function readPin({ repository, slug }, { sha, uid, isDropped }) {
    const message = (await repository.commitMessage(sha)) ?? '';
    if (isDropped && (0,_domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDroppedMessage */ .TH)(message, (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .rollbackPinRef */ .TH)(slug, uid)) === undefined)
        return undefined;
    const draft = (0,_domain_pin_record_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePinMessage */ .i9)(message);
    if (draft === undefined || draft.uid !== uid || draft.pinRef !== (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .rollbackPinRef */ .TH)(slug, uid))
        return undefined;
    return slug === _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .DEFAULT_SLUG */ .kp || draft.projectId === (0,_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .slugToText */ .K0)(slug) ? draft : undefined;
}
/** The commit that a pin keeps: its one parent. */
async function pinnedCommit(repository, pin) {
    const { commits } = await repository.commits(null, pin, 1);
    const parents = commits[0]?.parents ?? [];
    return parents.length === 1 ? parents[0] : undefined;
}
async function checkPin(context, pin, draft, known) {
    const { repository } = context;
    const { branch, fromSha, toSha } = draft;
    const answer = draft.kind === 'undo' ? checkUndo(draft, known) : await checkSteps(context, draft);
    if (answer !== 'sound' || branch === null || fromSha === null || toSha === null)
        return answer;
    const [older, newer] = draft.kind === 'undo' ? [fromSha, toSha] : [toSha, fromSha];
    if (!(await repository.isBranchName(branch)))
        return 'odd';
    // What it kept is gone on purpose, so git has nothing to say to it.
    if (pin.isDropped)
        return 'sound';
    const isBorneOut = (await pinnedCommit(repository, pin.sha)) === fromSha && (await repository.isAncestor(older, newer)) === 'yes';
    return isBorneOut ? 'sound' : 'odd';
}
function checkUndo(undo, known) {
    const undone = known.find(({ uid }) => uid === undo.undoes);
    if (undone === undefined)
        return 'earlier-generation';
    const isMirror = undone.kind === 'rollback' &&
        undone.branch === undo.branch &&
        undone.fromSha === undo.toSha &&
        undone.toSha === undo.fromSha &&
        undone.stepUids.length === undo.stepUids.length &&
        undone.stepUids.every((uid) => undo.stepUids.includes(uid));
    return isMirror ? 'sound' : 'odd';
}
/** A rollback covers steps of its branch, and others only when commits of theirs were displaced with it. */
async function checkSteps({ repository, history }, draft) {
    const { target, stepUids, branch, fromSha, toSha } = draft;
    const uids = target === null ? stepUids : [target.stepUid, ...stepUids];
    const lookups = await Promise.all(uids.map((uid) => history.findStep({ kind: 'uid', prefix: uid })));
    const steps = lookups.flatMap((lookup) => (lookup.kind === 'found' ? [lookup.value] : []));
    if (steps.length === 0)
        return 'earlier-generation';
    if (steps.length < uids.length || fromSha === null || toSha === null)
        return 'odd';
    const strangers = steps.filter((step) => step.branch !== null && step.branch !== branch);
    if (strangers.length === 0)
        return 'sound';
    if ((await repository.isAncestor(toSha, fromSha)) !== 'yes')
        return 'odd';
    const { commits } = await repository.commits(toSha, fromSha);
    const displaced = new Set(commits.map(({ sha }) => sha));
    return strangers.every((step) => step.changes?.own_commits.some(({ sha }) => displaced.has(sha))) ? 'sound' : 'odd';
}
/**
 * Whether the branch is as the last thing that happened to it says. On hosts without atomic pushes a pin can be there
 * for a move that never came; then, as after a person's own reset, the branch still has what the rollback displaced.
 */
async function branchAgrees({ repository, refs, place }, draft) {
    const { branch, fromSha, toSha } = draft;
    if (branch === null || fromSha === null || toSha === null)
        return false;
    const ref = `refs/heads/${branch}`;
    const tip = place === 'local' ? await repository.resolve(ref) : refs.get(ref);
    if (tip === undefined || tip === null || fromSha === toSha)
        return true;
    if (place !== 'local')
        await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_7__/* .fetchCommits */ .B)(repository, [tip], 1);
    return draft.kind === 'rollback'
        ? (await repository.isAncestor(fromSha, tip)) !== 'yes'
        : (await repository.isAncestor(toSha, tip)) === 'yes';
}
/** The local refs that a reconciliation in the work tree's own repository looks at. */
async function localPins(repository, slug) {
    return new Map([
        ...(await repository.localRefs((0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .pinPrefix */ .QX)(slug))),
        ...(await repository.localRefs((0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_4__/* .droppedPrefix */ .Fk)(slug))),
    ]);
}


/***/ })

};
