export const id = 2013;
export const ids = [2013];
export const modules = {

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

/***/ 7873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   aU: () => (/* binding */ orThrow)
/* harmony export */ });
/* unused harmony export isRefusal */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

function refuse(code, message) {
    return { kind: 'refused', code, message };
}
/** The value, or the refusal thrown. */
function orThrow(answer) {
    if (isRefusal(answer))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk(answer.code, answer.message);
    return answer;
}
function isRefusal(answer) {
    return answer.kind === 'refused';
}


/***/ }),

/***/ 42565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ isLaterStep),
/* harmony export */   Av: () => (/* binding */ isOfBranch),
/* harmony export */   II: () => (/* binding */ planRollback)
/* harmony export */ });
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7873);
/* harmony import */ var _rollback_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90119);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75799);




const COMMITS_NAMED = 5;
/** Plans the reset of a branch to where a step ended or began. Changes nothing; every rule that says no is in the answer. */
function planRollback(facts) {
    const { target, tip } = facts;
    const { branch } = target;
    if (tip === null)
        return branchGone(facts);
    const refusal = notInHistory(facts);
    if (refusal !== undefined)
        return refusal;
    if (!facts.displaced.complete) {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-confirmed', `Cannot tell which commits leave ${branch}: the history between ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(target.sha)} and ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(tip)} is cut off here. ` +
            'Check out with fetch-depth: 0.');
    }
    const displaced = facts.displaced.commits.map((commit) => ({ commit, fate: fateOf(commit, facts) }));
    const discarded = displaced.filter(({ fate }) => fate.kind === 'discarded').map(({ commit }) => commit);
    if (discarded.length > 0 && !facts.allowDiscard)
        return wouldDiscard(facts, discarded);
    const goes = stepsThatGo(facts, displaced);
    if (tip === target.sha && goes.length === 0) {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `Nothing to roll back: ${branch} is at ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)}, and no later step of it is active.`);
    }
    return {
        kind: 'plan',
        mode: target.mode,
        step: target.step,
        branch,
        from: tip,
        to: target.sha,
        goes,
        stays: facts.steps.find((step) => step.active && isOfBranch(step, facts) && !goes.includes(step)) ?? null,
        displaced,
        warnings: warningsOf(facts, goes, displaced),
    };
}
/** True when a step is of the branch that moves. One without branch and repository (LaForge's) is when git finds it there. */
function isOfBranch(step, facts) {
    const { target, repositories, displaced } = facts;
    if (step.uid === target.step.uid)
        return true;
    if (step.branch !== null)
        return step.branch === target.branch && repositories.has(step.repository);
    if (target.step.branch !== null || step.repository !== null)
        return false;
    return step.commitShaAfter === target.sha || displaced.commits.some(({ sha }) => sha === step.commitShaAfter);
}
/** Later by number; by uid, which begins with the time, where one has no settled number. */
function isLaterStep(step, than) {
    return step.id !== null && than.id !== null ? step.id > than.id : step.uid > than.uid;
}
function stepsThatGo(facts, displaced) {
    const { target } = facts;
    const displacedOwners = new Set(displaced.flatMap(({ fate }) => (fate.kind === 'own' ? [fate.step.uid] : [])));
    return facts.steps.filter((step) => {
        if (!step.active)
            return false;
        if (step.uid === target.step.uid)
            return target.mode === 'before';
        return displacedOwners.has(step.uid) || (isOfBranch(step, facts) && isLaterStep(step, target.step));
    });
}
function fateOf(commit, facts) {
    const step = facts.owners.get(commit.sha);
    const branches = facts.elsewhere.get(commit.sha) ?? [];
    if (step !== undefined && (isOfBranch(step, facts) || branches.length === 0))
        return { kind: 'own', step };
    return branches.length === 0 ? { kind: 'discarded' } : { kind: 'elsewhere', branches };
}
function branchGone({ target, place }) {
    const { branch } = target;
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('branch-gone', place === 'remote'
        ? `${branch} is no longer at the remote, so there is nothing to reset. Push it again first if it is wanted: git push origin ${target.sha}:refs/heads/${branch}`
        : `There is no local branch ${branch}. Check it out first.`);
}
function notInHistory({ target, tip, ancestry, reached, place }) {
    const { step, branch } = target;
    const recordedElsewhere = step.pushed === 'pinned' || step.pushed === 'bundled' || step.pushed === 'none';
    if (place === 'remote' && recordedElsewhere && reached === 'no') {
        const where = step.pushed === 'pinned' && step.pinRef !== null ? `: its work is kept at ${step.pinRef}` : '';
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .capital */ .Nx)((0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .stepName */ .u)(step))} was never pushed to ${branch}${where}. Name a step that was.`);
    }
    switch (ancestry) {
        case 'yes':
            return undefined;
        case 'no':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-an-ancestor', `Cannot reset ${branch} to ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)}: it is not in the history of its tip ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(tip)}. ` +
                'The branch was rewritten since, or the step is of another repository; name another step.');
        case 'unknown':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-an-ancestor', `Cannot tell whether ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)} is in the history of ${branch}: this clone is shallow and could not be deepened. ` +
                'Check out with fetch-depth: 0.');
    }
}
function wouldDiscard({ target, wording }, commits) {
    const many = commits.length > 1;
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('would-discard', `Cannot roll back ${target.branch} to ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)}: ${commits.length} commit${many ? 's' : ''} that no step made would go, ` +
        `${nameCommits(commits)}. Move ${many ? 'them' : 'it'} to another branch first, or say ${wording.allowDiscard} (${many ? 'they stay' : 'it stays'} pinned).`);
}
function warningsOf(facts, goes, displaced) {
    const { target } = facts;
    const discarded = displaced.filter(({ fate }) => fate.kind === 'discarded').map(({ commit }) => commit);
    const warnings = [];
    for (const step of goes) {
        if (step.status === 'running') {
            warnings.push(`${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .capital */ .Nx)((0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .stepName */ .u)(step))} is still running; it goes too, and what it does next will not reach ${target.branch}.`);
        }
        else if (step.uid !== target.step.uid && !isLaterStep(step, target.step)) {
            warnings.push(`${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .capital */ .Nx)((0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .stepName */ .u)(step))} goes too: commits of its own are above ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)}.`);
        }
        else if (step.branch !== null && step.branch !== target.branch) {
            warnings.push(`${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .capital */ .Nx)((0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .stepName */ .u)(step))} of ${step.branch} goes too: its commits are nowhere else.`);
        }
    }
    if (discarded.length > 0) {
        warnings.push(`Commits that no step made go too and stay pinned: ${nameCommits(discarded)}.`);
    }
    const elsewhere = displaced.filter(({ fate }) => fate.kind === 'elsewhere');
    const branches = new Set(elsewhere.flatMap(({ fate }) => (fate.kind === 'elsewhere' ? fate.branches : [])));
    if (elsewhere.length > 0) {
        const named = nameCommits(elsewhere.map(({ commit }) => commit));
        warnings.push(`Other remote branches (${[...branches].slice(0, COMMITS_NAMED).join(', ')}) keep commits that leave ${target.branch}: ${named}.`);
    }
    return warnings;
}
function nameCommits(commits) {
    const named = commits.slice(0, COMMITS_NAMED).map(({ sha, subject }) => `${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(sha)} ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(subject)}`);
    const rest = commits.length - named.length;
    return rest === 0 ? named.join(', ') : `${named.join(', ')} and ${rest} more`;
}


/***/ }),

/***/ 90119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L_: () => (/* binding */ findRollbackTarget),
/* harmony export */   Nx: () => (/* binding */ capital),
/* harmony export */   je: () => (/* binding */ targetName)
/* harmony export */ });
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7873);
/* harmony import */ var _rollback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81005);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75799);




/**
 * The step, branch and commit that a rollback asks for. A step without a branch, as LaForge's own files have them, is
 * taken for the branch that was named: git has the last word, since the commit must be in that branch's history.
 */
function findRollbackTarget(facts) {
    const found = theStep(facts);
    if (found.kind === 'refused')
        return found;
    const step = found.value;
    const { mode, wording } = facts;
    const name = capital((0,_step_js__WEBPACK_IMPORTED_MODULE_2__/* .stepName */ .u)(step));
    if (!step.active)
        return inactive(name, facts.deactivatedBy, wording);
    if (step.status === 'running') {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} is still running. Wait until it has ended, or cancel its job.`);
    }
    if (step.status === 'interrupted') {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} was interrupted: its job died and nobody knows where it left its branch. Name a step before it.`);
    }
    const branch = facts.branch ?? step.branch;
    if (branch === null) {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} ran on no branch. Say with ${wording.branch} which one to roll back.`);
    }
    if (step.branch !== null && step.branch !== branch) {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} belongs to the branch ${step.branch}, not to ${branch}. Leave ${wording.branch} out, or name a step of ${branch}.`);
    }
    const sha = mode === 'to' ? step.commitShaAfter : step.commitShaBefore;
    if (sha === null)
        return noCommit(name, mode);
    return { kind: 'target', mode, step, branch, sha };
}
function theStep({ ref, lookup, condition, wording }) {
    const asked = ref.kind === 'id' ? `step ${ref.id}` : `step ${ref.prefix}`;
    switch (lookup.kind) {
        case 'found':
            return lookup;
        case 'unknown':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('unknown-step', `There is no ${asked}: ${whyUnknown(condition, wording)}.`);
        case 'ambiguous':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('contested-id', `${capital(asked)} could be any of ${lookup.uids.join(', ')}. Give more characters of the uid.`);
        case 'contested':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('contested-id', `${capital(asked)} is a number that ${lookup.uids.length} steps have claimed: ${lookup.uids.join(' and ')}. ` +
                'Name the one you mean by its uid.');
    }
}
function whyUnknown(condition, wording) {
    switch (condition.kind) {
        case 'found':
            return `the history does not have it; ${wording.listSteps}`;
        case 'empty':
            return 'the history is empty, so check the project and the store';
        case 'expired':
            return `the history expired${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}, so its steps can no longer be named`;
        case 'unreadable':
            return `the history could not be read (${condition.reason.replace(/\.$/, '')}), so try again later`;
    }
}
function inactive(name, by, wording) {
    if (by === undefined)
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} is inactive. Name an active step.`);
    const rollback = (0,_rollback_js__WEBPACK_IMPORTED_MODULE_3__/* .rollbackName */ .O)(by);
    const way = by.branch === null
        ? 'That moved no branch and cannot be taken back, so name an active step.'
        : `Take that back first with ${wording.undo(rollback)}, or name an active step.`;
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} was rolled back by ${rollback} on ${by.createdAt.slice(0, 10)}. ${way}`);
}
function noCommit(name, mode) {
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', mode === 'before'
        ? `${name} began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.`
        : `${name} left no commit on record, so there is nothing to go back to. Name another step.`);
}
/** How a commit that a step stands for is named in a sentence. */
function targetName({ mode, step, sha }) {
    return `${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(sha)}, where ${(0,_step_js__WEBPACK_IMPORTED_MODULE_2__/* .stepName */ .u)(step)} ${mode === 'to' ? 'ended' : 'began'}`;
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
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

/***/ 81169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j$: () => (/* binding */ headsOf),
/* harmony export */   mo: () => (/* binding */ HEADS),
/* harmony export */   pF: () => (/* binding */ lookBeforeStart)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


const NOTHING = { heads: new Map(), refs: new Map() };
const HEADS = 'refs/heads/';
/**
 * One look at the remote before an agent is paid for: refuses when the branch has moved on (a re-run of an old
 * attempt, say) or when this token may not push, since the work could not reach its branch.
 */
async function lookBeforeStart(remote, head, target) {
    if (remote === null)
        return NOTHING;
    const refs = await remote.refs([`${HEADS}*`, ...target.pins]);
    const heads = headsOf(refs);
    if (head.sha === null)
        return { heads, refs };
    const tip = (target.branch === null ? null : heads.get(target.branch)) ?? null;
    if (target.branch !== null && tip !== null && tip !== head.sha)
        throw movedOn(target.branch, tip, head.sha, target.wording);
    const ref = target.branch === null ? target.pinRef : `${HEADS}${target.branch}`;
    const probe = await remote.probe([{ ref, to: head.sha, expected: tip }]);
    if (probe.kind === 'refused' && probe.code === 'no-permission') {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('no-permission', `${probe.explanation} With ${target.wording.pushNone} the agent runs without pushing.`);
    }
    return { heads, refs };
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

/***/ 94841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ pinnedCommit),
/* harmony export */   UH: () => (/* binding */ localPins),
/* harmony export */   uD: () => (/* binding */ PIN_DEPTH),
/* harmony export */   x1: () => (/* binding */ reconcilePins),
/* harmony export */   xo: () => (/* binding */ findUnrecorded)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_pin_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6978);
/* harmony import */ var _domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90281);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(31310);
/* harmony import */ var _fetch_commits_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27394);





/** What waits to be recorded is recent; the others are of an earlier generation, or odd, and not worth fetching again. */
const PINS_READ = 50;
/** A pin and the commit it keeps. */
const PIN_DEPTH = 2;
/**
 * Records the rollbacks and undos that a run before this one carried out but could not publish. Never throws: what
 * could not be read or recorded now is left for the next run, with a warning.
 */
async function reconcilePins(context) {
    const recorded = [];
    try {
        for (const draft of await findUnrecorded(context))
            recorded.push(await context.history.addRollback(draft));
    }
    catch (error) {
        context.warn(`Rollbacks that are not on record yet could not be recorded now: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
    }
    return recorded;
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
        const uid = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .rollbackOfPin */ .pv)(ref, slug);
        if (uid !== undefined)
            return [{ ref, sha, uid, isDropped: false }];
        const dropped = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .rollbackOfDropped */ .Sz)(ref, slug);
        if (dropped === undefined || refs.has((0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .rollbackPinRef */ .TH)(slug, dropped)))
            return [];
        return [{ ref, sha, uid: dropped, isDropped: true }];
    });
}
/** All at once; one by one when one of them has vanished meanwhile. */
async function fetchPins({ repository, place }, shas) {
    if (place === 'local' || shas.length === 0 || (await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_4__/* .fetchCommits */ .B)(repository, shas, PIN_DEPTH)))
        return;
    for (const sha of shas)
        await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_4__/* .fetchCommits */ .B)(repository, [sha], PIN_DEPTH);
}
/** What a pin's commit says, when it is well formed and of this very ref and history. */
async function readPin({ repository, slug }, { sha, uid }) {
    const draft = (0,_domain_pin_record_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePinMessage */ .i9)((await repository.commitMessage(sha)) ?? '');
    if (draft === undefined || draft.uid !== uid || draft.pinRef !== (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .rollbackPinRef */ .TH)(slug, uid))
        return undefined;
    return slug === _domain_slug_js__WEBPACK_IMPORTED_MODULE_3__/* .DEFAULT_SLUG */ .kp || draft.projectId === (0,_domain_slug_js__WEBPACK_IMPORTED_MODULE_3__/* .slugToText */ .K0)(slug) ? draft : undefined;
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
        await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_4__/* .fetchCommits */ .B)(repository, [tip], 1);
    return draft.kind === 'rollback'
        ? (await repository.isAncestor(fromSha, tip)) !== 'yes'
        : (await repository.isAncestor(toSha, tip)) === 'yes';
}
/** The local refs that a reconciliation in the work tree's own repository looks at. */
async function localPins(repository, slug) {
    return new Map([
        ...(await repository.localRefs((0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .pinPrefix */ .QX)(slug))),
        ...(await repository.localRefs((0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .droppedPrefix */ .Fk)(slug))),
    ]);
}


/***/ })

};
