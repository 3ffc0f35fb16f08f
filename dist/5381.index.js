export const id = 5381;
export const ids = [5381];
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

/***/ 57173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ WORDINGS)
/* harmony export */ });
const WORDINGS = {
    action: {
        toStep: (step) => `to-step: ${step}`,
        beforeStep: (step) => `before-step: ${step}`,
        undo: (rollback) => `the undo action and rollback-id: ${rollback}`,
        branch: 'the input "branch"',
        allowDiscard: 'allow-discard: true',
        planAgain: 'look at the plan again with dry-run: true',
        listSteps: 'the job summary of a step or of the report action lists them',
        pushIsAuto: 'Input "push" is "auto"',
        pushNone: 'push: none',
        timeLimit: 'timeout-minutes',
        budget: 'the input "budget"',
        maxCostUsd: 'max-cost-usd',
        maxTokens: 'max-tokens',
        budgetUnknownWarn: 'budget-unknown: warn',
        checkTimeLimit: 'check-timeout-minutes',
    },
    cli: {
        toStep: (step) => `laforge step rollback ${step}`,
        beforeStep: (step) => `laforge step rollback ${step} --before`,
        undo: (rollback) => `laforge step undo ${rollback}`,
        branch: '--branch',
        allowDiscard: '--allow-discard',
        planAgain: 'run the command again to see the plan as it is now',
        listSteps: 'laforge steps lists them',
        pushIsAuto: '--push is given',
        pushNone: '--push none',
        timeLimit: '--timeout-minutes',
        budget: '--budget',
        maxCostUsd: '--max-cost-usd',
        maxTokens: '--max-tokens',
        budgetUnknownWarn: '--budget-unknown warn',
        checkTimeLimit: '--check-timeout-minutes',
    },
};


/***/ }),

/***/ 71923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ moveBranch)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);
/* harmony import */ var _local_move_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36402);



/** Moves what is to be moved and says what became of the local branch. Throws when the branch that leads did not move. */
async function moveBranch(deps, move) {
    const { repository, history } = deps;
    const { branch, remote, local, changes } = move;
    const pinOf = async (from) => ({
        ref: move.pinRef,
        sha: await repository.createPinCommit(from, move.pinMessage(from)),
    });
    const pin = await pinOf(move.from);
    const moveLocal = async () => {
        if (local.kind !== 'move')
            return;
        const { from, to } = local;
        await repository.resetBranch(branch, from, to, from === move.from ? pin : await pinOf(from));
    };
    if (remote === null) {
        await moveLocal();
        if (move.keepAt != null)
            await keepPin(deps, move.keepAt, pin, changes);
        return local;
    }
    const moving = { ...move, pin };
    const result = await history.pushWith(changes, (along) => pushMove(remote, moving, along));
    if (result.kind === 'refused')
        throw await refusal(remote, moving, result);
    return await (0,_local_move_js__WEBPACK_IMPORTED_MODULE_2__/* .followRemote */ .wI)(local, moveLocal);
}
/** Keeps a pin at the remote too, with the record that it carries. The branch has moved, so a failure is only said. */
async function keepPin({ history, log }, remote, { ref, sha }, changes) {
    const failed = (reason) => log.warn(`The pin ${ref} could not be pushed, so an undo can only happen here: ${reason}`);
    try {
        const update = { ref, to: sha, expected: null };
        const result = await history.pushWith(changes, (along) => remote.push([update, ...along], { atomic: along.length > 0 }));
        if (result.kind !== 'pushed')
            failed(result.explanation);
    }
    catch (error) {
        failed((0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error));
    }
}
/**
 * Moves the branch and sets its pin in one atomic push, `along` with them, or the pin first where the host has none; what
 * goes along cannot go then. Throws GitError when the remote cannot be reached to tell.
 */
async function pushMove(remote, move, along) {
    const { branch, from, to, pin } = move;
    const pinUpdate = { ref: pin.ref, to: pin.sha, expected: null };
    const branchUpdate = { ref: `refs/heads/${branch}`, to, expected: from };
    const all = [branchUpdate, pinUpdate, ...along];
    const result = await settle(remote, move, 'pin', await remote.push(all, { atomic: true }));
    if (result.kind === 'pushed' || result.code !== 'no-atomic' || along.length > 0)
        return result;
    const pinned = await settle(remote, move, 'pin', await remote.push([pinUpdate], { atomic: false }));
    if (pinned.kind === 'refused')
        return pinned;
    const moved = await settle(remote, move, 'branch', await remote.push([branchUpdate], { atomic: false }));
    if (moved.kind === 'pushed')
        return moved;
    // The pin says that the branch was moved. Where it cannot be taken away again, whoever reads it compares.
    await remote.push([{ ref: pin.ref, to: null, expected: pin.sha }], { atomic: false });
    return moved;
}
/** A push whose answer was lost may have arrived all the same: the ref it set tells, the pin's if it set both. */
async function settle(remote, { branch, from, to, pin }, witness, result) {
    if (result.kind !== 'unreachable')
        return result;
    const ref = `refs/heads/${branch}`;
    const unknown = `${result.explanation} Whether ${branch} was moved from ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(from)} to ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(to)} is not known; if it was, the next run finds ${pin.ref} and records it.`;
    let refs;
    try {
        refs = await remote.refs([ref, pin.ref]);
    }
    catch (error) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS('remote-unreachable', unknown, { cause: error });
    }
    const arrived = witness === 'pin' ? refs.get(pin.ref) === pin.sha : refs.get(ref) === to;
    if (arrived)
        return { kind: 'pushed' };
    const still = witness === 'pin' || refs.get(ref) === from;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS('remote-unreachable', still ? `${result.explanation} Nothing has moved: ${branch} is as it was.` : unknown);
}
async function refusal(remote, { branch, from, wording }, result) {
    if (result.code !== 'moved') {
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk(result.code === 'no-permission' ? 'no-permission' : 'push-refused', `Cannot move ${branch}: ${result.explanation}`);
    }
    const ref = `refs/heads/${branch}`;
    const tip = (await remote.refs([ref])).get(ref);
    if (tip === undefined)
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('branch-gone', `Cannot move ${branch}: somebody deleted it at the remote meanwhile.`);
    if (tip === from)
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('push-refused', `Cannot move ${branch}: ${result.explanation}`);
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('branch-moved', `Cannot move ${branch}: its tip is now ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(tip)}, not ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(from)} as planned. Somebody pushed meanwhile; ${wording.planAgain}.`);
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

/***/ 78577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ keepRollback),
/* harmony export */   f: () => (/* binding */ changesOf)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81005);


/** What a branch move adds to a history: first what earlier runs could not, then itself. */
function changesOf(unrecorded, draft) {
    return [...unrecorded, draft].map((it) => ({ kind: 'rollback', draft: it }));
}
/**
 * Records a branch move that has happened, after those that earlier runs could not, and publishes. Never throws: the
 * move is done and its pin carries the record, so what failed here is a warning and the next run makes it good.
 */
async function keepRollback({ history, log }, draft, unrecorded) {
    let rollback = { ...draft, number: null, undoneBy: null };
    const failed = (reason, publication) => {
        const warning = `${draft.branch ?? 'The branch'} was moved, but ${rollback.number === null ? `the ${draft.kind}` : (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .rollbackName */ .O)(rollback)} could not be recorded: ` +
            `${reason.replace(/\.$/, '')}. Its pin ${draft.pinRef ?? ''} carries the record, and the next run adds it.`;
        log.warn(warning);
        return { rollback, recorded: false, publication, warnings: [warning] };
    };
    try {
        for (const earlier of unrecorded)
            await history.addRollback(earlier);
        rollback = await history.addRollback(draft);
    }
    catch (error) {
        return failed((0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error), null);
    }
    const publication = await history.publish();
    switch (publication.kind) {
        case 'published':
            return { rollback, recorded: true, publication, warnings: [] };
        case 'fragment': {
            const warning = `The record of ${(0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .rollbackName */ .O)(rollback)} stands by itself in ${publication.where} until a run can read the history: ${publication.reason}`;
            log.warn(warning);
            return { rollback, recorded: true, publication, warnings: [warning] };
        }
        case 'kept':
            return failed(publication.reason, publication);
    }
}


/***/ }),

/***/ 36402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wc: () => (/* binding */ planLocalReset),
/* harmony export */   XR: () => (/* binding */ sayLeft),
/* harmony export */   wI: () => (/* binding */ followRemote)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);
/* harmony import */ var _look_before_start_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81169);



/** What the local branch does when the remote one goes back: it follows where that is a way back for it too. */
async function planLocalReset(repository, branch, to) {
    const from = await repository.resolve(`${_look_before_start_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADS */ .mo}${branch}`);
    if (from === null || from === to)
        return { kind: 'none' };
    if ((await repository.isAncestor(to, from)) === 'yes')
        return { kind: 'move', from, to };
    const reason = `it is at ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(from)}, which does not build on ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(to)}. Bring it there yourself when you need it.`;
    return { kind: 'left', reason };
}
/** Moves the local branch after the remote one. That has moved by now, so one that cannot follow is only said. */
async function followRemote(local, move) {
    if (local.kind !== 'move')
        return local;
    try {
        await move();
        return local;
    }
    catch (error) {
        return { kind: 'left', reason: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error) };
    }
}
/** Warns of a local branch that was left where it is, and gives the warning back. */
function sayLeft(log, branch, local) {
    if (local.kind !== 'left')
        return [];
    const warning = `The local ${branch} was left as it is: ${local.reason}`;
    log.warn(warning);
    return [warning];
}


/***/ }),

/***/ 94981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I$: () => (/* binding */ checkBranchName),
  il: () => (/* binding */ checkWorkTree),
  XB: () => (/* binding */ checkWorkflowFiles),
  mM: () => (/* binding */ lookBeforeMove),
  W_: () => (/* binding */ remoteTip),
  Q7: () => (/* binding */ warnOfPullRequest)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/domain/pin-refs.js
var pin_refs = __webpack_require__(90281);
// EXTERNAL MODULE: ./build/usecases/fetch-commits.js
var fetch_commits = __webpack_require__(27394);
;// CONCATENATED MODULE: ./build/usecases/history-view.js
/**
 * The history as it will be once these rollbacks and undos are recorded: what a plan must be made on, also in a dry
 * run, which records nothing.
 */
async function viewWith(history, unrecorded) {
    if (unrecorded.length === 0)
        return history;
    const undoneBy = new Map(unrecorded.flatMap(({ undoes, uid }) => (undoes === null ? [] : [[undoes, uid]])));
    const project = (rollback) => ({
        ...rollback,
        undoneBy: rollback.undoneBy ?? undoneBy.get(rollback.uid) ?? null,
    });
    const found = unrecorded.map((draft) => project({ ...draft, number: null, undoneBy: null })).reverse();
    const all = [...found, ...(await history.listRollbacks()).map(project)];
    const covered = new Set();
    for (const { kind, undoneBy, stepUids } of all) {
        if (kind === 'rollback' && undoneBy === null)
            for (const uid of stepUids)
                covered.add(uid);
    }
    const asNow = (step) => ({ ...step, active: !covered.has(step.uid) });
    return {
        condition: history.condition,
        findStep: async (ref) => {
            const lookup = await history.findStep(ref);
            return lookup.kind === 'found' || lookup.kind === 'contested' ? { ...lookup, value: asNow(lookup.value) } : lookup;
        },
        listSteps: async (filter) => (await history.listSteps(filter)).map(asNow),
        findRollback: async (ref) => {
            const own = ref.kind === 'uid' ? found.filter(({ uid }) => uid.startsWith(ref.prefix)) : [];
            const [only] = own;
            if (own.length === 1 && only !== undefined)
                return { kind: 'found', value: only };
            const lookup = await history.findRollback(ref);
            return lookup.kind === 'found' || lookup.kind === 'contested'
                ? { ...lookup, value: project(lookup.value) }
                : lookup;
        },
        listRollbacks: async (filter) => all
            .filter(({ branch }) => filter?.branch === undefined || branch === filter.branch)
            .filter(({ repository }) => filter?.repository === undefined || repository === filter.repository)
            .slice(0, filter?.limit),
    };
}

// EXTERNAL MODULE: ./build/usecases/look-before-start.js
var look_before_start = __webpack_require__(81169);
// EXTERNAL MODULE: ./build/usecases/reconcile.js
var reconcile = __webpack_require__(94841);
;// CONCATENATED MODULE: ./build/usecases/look-before-move.js







/** Looks at the remote or the local pins once. Changes nothing. */
async function lookBeforeMove(deps, request) {
    const { history, repository } = deps;
    const { where, slug } = request;
    const remote = where === 'local' ? null : repository.remote;
    if (where !== 'local' && remote === null) {
        throw new errors/* InputError */.dz('bad-environment', `${repository.root} has no remote, so there is no remote branch to move. Add one with git remote add origin, or move the local branch alone.`);
    }
    const warn = (message) => deps.log.warn(message);
    const refs = remote === null ? new Map() : await remote.refs([`${look_before_start/* HEADS */.mo}*`, ...(0,pin_refs/* pinPatterns */.rA)(slug)]);
    const pins = where === 'remote' ? new Map() : await (0,reconcile/* localPins */.UH)(repository, slug);
    const found = remote === null
        ? await (0,reconcile/* findUnrecorded */.xo)({ history, repository, slug, refs: pins, place: 'local', warn })
        : await (0,reconcile/* findUnrecorded */.xo)({ history, repository, slug, refs, warn });
    return { remote, refs, localPins: pins, unrecorded: found, view: await viewWith(history, found) };
}
/** Refuses a branch name that git does not take, such as a fork's `owner:branch` or one that reads as an option. */
async function checkBranchName(repository, branch) {
    if (await repository.isBranchName(branch))
        return;
    throw new errors/* RefusedError */.fk('not-reversible', `${(0,identity/* quote */.hD)(branch)} is no branch of this repository, so there is nothing to reset. Name a step or a branch of it.`);
}
/** Refuses a work tree in which moving the branch could lose work, or would move it under somebody's feet. */
async function checkWorkTree(repository, branch) {
    const dirty = await repository.dirtyPaths();
    if (dirty.length > 0) {
        const named = dirty.slice(0, 5).map(identity/* quote */.hD).join(', ');
        throw new errors/* RefusedError */.fk('dirty-work-tree', `The work tree has uncommitted changes: ${named}${dirty.length > 5 ? ` and ${dirty.length - 5} more` : ''}. Commit or stash them first.`);
    }
    const others = await repository.otherWorkTreesWith(branch);
    if (others.length > 0) {
        throw new errors/* RefusedError */.fk('branch-checked-out', `${branch} is checked out in another worktree, ${others.join(', ')}. Run this there, or check out something else there.`);
    }
}
/** The branch's tip at the remote with its commits brought here; null when it is gone. */
async function remoteTip(repository, refs, branch) {
    const tip = refs.get(`${look_before_start/* HEADS */.mo}${branch}`) ?? null;
    if (tip !== null && !(await (0,fetch_commits/* fetchCommits */.B)(repository, [tip], 1))) {
        throw new errors/* RefusedError */.fk('branch-moved', `${branch} moved at the remote while it was looked at, and ${(0,identity/* shortSha */.Fu)(tip)} is gone. Run this again.`);
    }
    return tip;
}
/**
 * Refuses what the job's own token can not push: GitHub compares a pushed commit's workflow files with those of the
 * default branch, even for a commit it already has, and no `permissions:` line lets GITHUB_TOKEN change them.
 */
async function checkWorkflowFiles(deps, request, move) {
    if (request.tokenKind !== 'job')
        return;
    const { remote, refs, branch, to } = move;
    const main = await remote.defaultBranch();
    const tip = main === null ? null : await remoteTip(deps.repository, refs, main);
    if (main === null || tip === null)
        return;
    const changed = await deps.repository.changedPaths(tip, to, '.github/workflows');
    if (changed.length === 0)
        return;
    throw new errors/* RefusedError */.fk('push-refused', `Cannot reset ${branch} to ${(0,identity/* shortSha */.Fu)(to)}: its workflow files differ from those of ${main} (${changed.slice(0, 3).join(', ')}${changed.length > 3 ? ' …' : ''}), and the job's own token may not push that. ` +
        'Give push-token a personal access token (scope workflow) or an App token (permission workflows).');
}
/** A sentence for the plan when the branch's pull request would be left without commits; undefined otherwise. */
async function warnOfPullRequest({ codeHost, repository }, move) {
    if (codeHost === undefined)
        return undefined;
    const { refs, branch, to } = move;
    try {
        const pull = await codeHost.findPullRequestOf(branch);
        const base = pull === undefined ? null : await remoteTip(repository, refs, pull.baseRef);
        if (pull === undefined || base === null || (await repository.isAncestor(to, base)) !== 'yes')
            return undefined;
        return `Pull request #${pull.number} would be left without commits, and GitHub closes it then.`;
    }
    catch (error) {
        return `Whether ${branch} has a pull request that would be left without commits is not known: ${(0,errors/* describeError */.Uc)(error)}`;
    }
}


/***/ }),

/***/ 5381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yn: () => (/* binding */ carryOutUndo),
  Gv: () => (/* binding */ prepareUndo),
  RH: () => (/* binding */ undoRollback)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/domain/pin-record.js
var pin_record = __webpack_require__(6978);
// EXTERNAL MODULE: ./build/domain/pin-refs.js
var pin_refs = __webpack_require__(90281);
// EXTERNAL MODULE: ./build/domain/refusal.js
var refusal = __webpack_require__(7873);
// EXTERNAL MODULE: ./build/domain/rollback-plan.js
var rollback_plan = __webpack_require__(42565);
// EXTERNAL MODULE: ./build/domain/dropped-pin.js
var dropped_pin = __webpack_require__(22781);
// EXTERNAL MODULE: ./build/domain/rollback.js
var domain_rollback = __webpack_require__(81005);
// EXTERNAL MODULE: ./build/domain/step.js
var step = __webpack_require__(75799);
;// CONCATENATED MODULE: ./build/domain/undo-plan.js





/** The rollback an undo asks for. */
function findUndoTarget(facts) {
    const found = theRollback(facts);
    if (found.kind === 'refused')
        return found;
    const rollback = found.value;
    const name = (0,domain_rollback/* rollbackName */.O)(rollback);
    if (rollback.kind === 'undo') {
        return (0,refusal/* refuse */.TR)('not-reversible', `${name} is an undo, and an undo is not undone: roll back again${again(facts)}.`);
    }
    if (rollback.undoneBy !== null) {
        return (0,refusal/* refuse */.TR)('not-reversible', `${name} is undone already. To have it again, roll back${again(facts)}.`);
    }
    const { branch, fromSha, toSha } = rollback;
    if (branch === null || fromSha === null || toSha === null) {
        return (0,refusal/* refuse */.TR)('not-reversible', `${name} deactivated steps without moving a branch, so there is nothing to put back.`);
    }
    if (facts.branch !== null && facts.branch !== branch) {
        return (0,refusal/* refuse */.TR)('not-reversible', `${name} is a rollback of ${branch}, not of ${facts.branch}. Leave ${facts.wording.branch} out, or name a rollback of ${facts.branch}.`);
    }
    return { kind: 'target', rollback, branch, from: toSha, to: fromSha };
}
function theRollback({ ref, lookup, branch, condition }) {
    const asked = ref === null ? '' : ref.kind === 'number' ? `R${ref.number}` : `rollback ${ref.prefix}`;
    switch (lookup.kind) {
        case 'found':
            return lookup;
        case 'unknown':
            return ref === null
                ? (0,refusal/* refuse */.TR)('unknown-rollback', `There is no rollback of ${branch ?? 'any branch'} left to undo.`)
                : (0,refusal/* refuse */.TR)('unknown-rollback', condition.kind === 'expired'
                    ? `There is no ${asked} to be found: the history expired${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}, so its rollbacks can no longer be named. Their pins still keep what they displaced.`
                    : `There is no ${asked} in the history. Check its number, the project and the store.`);
        case 'ambiguous':
            return (0,refusal/* refuse */.TR)('contested-id', `${asked} could be any of ${lookup.uids.join(', ')}. Give more characters of the uid.`);
        case 'contested':
            return (0,refusal/* refuse */.TR)('contested-id', `${asked} is a number that ${lookup.uids.length} rollbacks have claimed: ${lookup.uids.join(' and ')}. Name the one you mean by its uid.`);
    }
}
function again({ repeat, wording }) {
    if (repeat === undefined)
        return '';
    const name = repeat.step.id === null ? repeat.step.uid : String(repeat.step.id);
    return ` with ${repeat.mode === 'to' ? wording.toStep(name) : wording.beforeStep(name)}`;
}
/** Plans to take a rollback back. The branch must be exactly where the rollback left it: otherwise later work would go. */
function planUndo(facts) {
    const { target, tip } = facts;
    const { rollback, branch, from, to } = target;
    const name = (0,domain_rollback/* rollbackName */.O)(rollback);
    if (tip === null) {
        const where = facts.place === 'remote' ? `${branch} is no longer at the remote` : `There is no local branch ${branch}`;
        return (0,refusal/* refuse */.TR)('branch-gone', `${where}, so ${name} cannot be taken back. What it displaced is kept at ${rollback.pinRef ?? to}.`);
    }
    if (tip !== from)
        return notThere(facts, tip);
    if (facts.displaced === 'gone') {
        const pin = rollback.pinRef ?? '';
        if (facts.dropped !== null)
            return (0,refusal/* refuse */.TR)('not-reversible', wasDropped(facts, facts.dropped));
        return (0,refusal/* refuse */.TR)('not-reversible', facts.place === 'remote'
            ? `What ${name} displaced is gone: its pin ${pin} was deleted, and no branch has ${(0,identity/* shortSha */.Fu)(to)}.`
            : `What ${name} displaced is not kept in this repository. If the remote has it, get it with git fetch origin ${pin}:${pin} first.`);
    }
    if (facts.displaced === 'odd') {
        return (0,refusal/* refuse */.TR)('not-confirmed', `The pin ${rollback.pinRef ?? ''} does not keep ${(0,identity/* shortSha */.Fu)(to)}, which ${name} says it displaced. Somebody moved it; look at both before moving ${branch} by hand.`);
    }
    if (facts.ancestry === 'no') {
        return (0,refusal/* refuse */.TR)('not-an-ancestor', `Cannot undo ${name}: ${(0,identity/* shortSha */.Fu)(to)}, which it displaced, does not build on ${(0,identity/* shortSha */.Fu)(from)}, where it left ${branch}. Its record is wrong; look at ${rollback.pinRef ?? to}.`);
    }
    if (facts.ancestry === 'unknown') {
        return (0,refusal/* refuse */.TR)('not-confirmed', `Cannot tell whether ${(0,identity/* shortSha */.Fu)(to)}, which ${name} displaced, builds on ${(0,identity/* shortSha */.Fu)(from)}: this clone is shallow and could not be deepened. Check out with fetch-depth: 0.`);
    }
    return { kind: 'plan', rollback, branch, from, to, returns: facts.covered, warnings: [] };
}
function wasDropped({ target, place }, dropped) {
    const { rollback, to } = target;
    const kept = `What ${(0,domain_rollback/* rollbackName */.O)(rollback)} displaced was kept by ${rollback.pinRef ?? ''}, and ${(0,dropped_pin/* droppedInWords */.zm)(dropped)}.`;
    return place === 'remote'
        ? `${kept} It cannot be undone any more: no branch has ${(0,identity/* shortSha */.Fu)(to)}. Only a clone that still has that commit can bring it back, with git push origin ${to}:refs/heads/<a new branch>.`
        : `${kept} It cannot be undone here any more. While git still has that commit, git branch <a new branch> ${to} brings it back.`;
}
function notThere({ target, rollbacks, stepsSince, wording }, tip) {
    const { rollback, branch, from, to } = target;
    const name = (0,domain_rollback/* rollbackName */.O)(rollback);
    const where = `Cannot undo ${name}: it left ${branch} at ${(0,identity/* shortSha */.Fu)(from)}, and ${branch} is at ${(0,identity/* shortSha */.Fu)(tip)} now.`;
    const later = rollbacks.find((other) => other.uid !== rollback.uid && other.uid > rollback.uid && other.toSha === tip);
    if (later !== undefined) {
        return (0,refusal/* refuse */.TR)('branch-moved', `${where} ${(0,domain_rollback/* rollbackName */.O)(later)} moved it there: take that back first with ${wording.undo((0,domain_rollback/* rollbackName */.O)(later))}.`);
    }
    const first = stepsSince.findLast((step) => step.commitShaBefore === from) ?? stepsSince.at(-1);
    if (first !== undefined) {
        const names = first.id === null ? first.uid : String(first.id);
        return (0,refusal/* refuse */.TR)('branch-moved', `${where} ${ranSince(stepsSince)}: ${wording.beforeStep(names)} leads back there.`);
    }
    if (tip === to)
        return (0,refusal/* refuse */.TR)('branch-moved', `${where} That is where it was before ${name}: somebody put it back by hand.`);
    return (0,refusal/* refuse */.TR)('branch-moved', `${where} Somebody pushed since: keep what they pushed elsewhere and reset ${branch} to ${from} first.`);
}
function ranSince(steps) {
    const [latest] = steps;
    if (latest === undefined)
        return '';
    const others = steps.length - 1;
    const name = (0,step/* stepName */.u)(latest);
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}${others === 0 ? '' : ` and ${others} before it`} ran since`;
}

// EXTERNAL MODULE: ./build/domain/wording.js
var domain_wording = __webpack_require__(57173);
// EXTERNAL MODULE: ./build/usecases/branch-move.js
var branch_move = __webpack_require__(71923);
// EXTERNAL MODULE: ./build/usecases/fetch-commits.js
var fetch_commits = __webpack_require__(27394);
// EXTERNAL MODULE: ./build/usecases/find-dropped-pin.js
var find_dropped_pin = __webpack_require__(2887);
// EXTERNAL MODULE: ./build/usecases/keep-rollback.js
var keep_rollback = __webpack_require__(78577);
// EXTERNAL MODULE: ./build/usecases/local-move.js
var local_move = __webpack_require__(36402);
// EXTERNAL MODULE: ./build/usecases/look-before-move.js + 1 modules
var look_before_move = __webpack_require__(94981);
// EXTERNAL MODULE: ./build/usecases/look-before-start.js
var look_before_start = __webpack_require__(81169);
// EXTERNAL MODULE: ./build/usecases/reconcile.js
var reconcile = __webpack_require__(94841);
;// CONCATENATED MODULE: ./build/usecases/undo-rollback.js
















/** How far back to look for the steps that moved the branch on. */
const STEPS_LOOKED_AT = 500;
/** Takes a rollback back or, as a dry run, only says what that would do. Throws RefusedError, having changed nothing. */
async function undoRollback(deps, request) {
    const prepared = await prepareUndo(deps, request);
    return request.dryRun ? { kind: 'planned', prepared } : await carryOutUndo(deps, prepared);
}
/** Plans an undo. Changes nothing, anywhere: not a ref, not the history. Throws RefusedError when a rule says no. */
async function prepareUndo(deps, request) {
    const { repository } = deps;
    // 1. The rollback, by what the history knows of it.
    const lookout = await (0,look_before_move/* lookBeforeMove */.mM)(deps, request);
    const { remote, refs, view } = lookout;
    const wording = domain_wording/* WORDINGS */.a[request.frontEnd];
    const target = await chooseTarget(view, repository, request);
    const { branch } = target;
    await (0,look_before_move/* checkBranchName */.I$)(repository, branch);
    if (request.where !== 'remote')
        await (0,look_before_move/* checkWorkTree */.il)(repository, branch);
    // 2. The branch and the displaced commits, by what git knows of them.
    const localTip = request.where === 'remote' ? null : await repository.resolve(`${look_before_start/* HEADS */.mo}${branch}`);
    const tip = remote === null ? localTip : await (0,look_before_move/* remoteTip */.W_)(repository, refs, branch);
    const displaced = tip === target.from ? await findDisplaced(repository, lookout, target) : 'gone';
    const facts = {
        ...(await askHistory(view, target)),
        target,
        place: remote === null ? 'local' : 'remote',
        tip,
        displaced,
        dropped: displaced === 'gone' ? await findDropped(repository, lookout, target) : null,
        ancestry: displaced === 'kept' ? await repository.isAncestor(target.from, target.to) : 'unknown',
        wording,
    };
    const plan = (0,refusal/* orThrow */.aU)(planUndo(facts));
    // 3. What the remote would say, and the local branch, which may be elsewhere.
    if (remote !== null)
        await (0,look_before_move/* checkWorkflowFiles */.XB)(deps, request, { ...plan, remote, refs });
    const local = remote === null
        ? { kind: 'move', from: plan.from, to: plan.to }
        : await planLocal(repository, lookout, target, localTip);
    const uid = deps.uids.next();
    const { unrecorded } = lookout;
    return { request, plan, uid, pinRef: (0,pin_refs/* rollbackPinRef */.TH)(request.slug, uid), remote, local, unrecorded };
}
/**
 * Carries a prepared undo out: the branch moves from exactly where the rollback left it, a pin in the same push carries
 * the record, then it is recorded and published. Throws RefusedError when the branch did not move.
 */
async function carryOutUndo(deps, prepared) {
    const { request, plan, uid, pinRef } = prepared;
    const draft = {
        uid,
        kind: 'undo',
        projectId: request.projectId,
        undoes: plan.rollback.uid,
        repository: deps.repository.remote?.repository ?? null,
        branch: plan.branch,
        target: null,
        fromSha: plan.from,
        toSha: plan.to,
        pinRef,
        stepUids: plan.rollback.stepUids,
        actor: request.actor,
        reason: request.reason,
        run: request.run,
        createdAt: deps.clock.now().toISOString(),
    };
    const local = await (0,branch_move/* moveBranch */.o)(deps, {
        ...prepared,
        ...plan,
        pinMessage: () => (0,pin_record/* formatPinMessage */.M$)(draft, plan.returns),
        changes: (0,keep_rollback/* changesOf */.f)(prepared.unrecorded, draft),
        wording: domain_wording/* WORDINGS */.a[request.frontEnd],
    });
    const kept = await (0,keep_rollback/* keepRollback */.M)(deps, draft, prepared.unrecorded);
    const left = (0,local_move/* sayLeft */.XR)(deps.log, plan.branch, local);
    return { kind: 'undone', ...kept, plan, local, warnings: [...kept.warnings, ...left] };
}
async function chooseTarget(view, repository, request) {
    const { rollback: ref } = request;
    const branch = request.branch ?? (ref === null ? (await repository.head()).branch : null);
    if (ref === null && branch === null) {
        throw new errors/* RefusedError */.fk('unknown-rollback', 'No branch is checked out and none is named, so there is no latest rollback to undo. Name the rollback or its branch.');
    }
    const lookup = ref === null ? await latestOf(view, branch ?? '') : await view.findRollback(ref);
    const repeat = lookup.kind === 'found' ? await findRepeat(view, lookup.value) : undefined;
    return (0,refusal/* orThrow */.aU)(findUndoTarget({ ref, lookup, condition: view.condition, branch, repeat, wording: domain_wording/* WORDINGS */.a[request.frontEnd] }));
}
/** The step that the rollback, or the one an undo took back, went to: by it one rolls back again. */
async function findRepeat(view, rollback) {
    const undone = rollback.undoes === null ? rollback : (await view.listRollbacks()).find(({ uid }) => uid === rollback.undoes);
    if (undone?.target == null)
        return undefined;
    const lookup = await view.findStep({ kind: 'uid', prefix: undone.target.stepUid });
    return lookup.kind === 'found' ? { mode: undone.target.mode, step: lookup.value } : undefined;
}
async function latestOf(view, branch) {
    const rollbacks = await view.listRollbacks({ branch });
    const latest = rollbacks.find(({ kind, undoneBy }) => kind === 'rollback' && undoneBy === null);
    return latest === undefined ? { kind: 'unknown' } : { kind: 'found', value: latest };
}
async function askHistory(view, { rollback, branch }) {
    const rollbacks = await view.listRollbacks({ branch });
    const steps = await view.listSteps({ branch, limit: STEPS_LOOKED_AT });
    const covered = [];
    for (const uid of rollback.stepUids) {
        const lookup = await view.findStep({ kind: 'uid', prefix: uid });
        if (lookup.kind === 'found')
            covered.push(lookup.value);
    }
    return {
        rollbacks: rollbacks.filter(({ kind, undoneBy }) => kind === 'rollback' && undoneBy === null),
        stepsSince: steps.filter((step) => step.active && step.startTime > rollback.createdAt),
        covered: covered.sort((a, b) => ((0,rollback_plan/* isLaterStep */.$_)(a, b) ? -1 : 1)),
    };
}
/**
 * Whether the displaced tip is still kept, by the rollback's own pin or else by a branch. A SHA that only a record
 * names is not fetched by itself: hosts also serve commits of forks that way.
 */
async function findDisplaced(repository, { remote, refs, localPins }, { rollback, to }) {
    const pin = (remote === null ? localPins : refs).get(rollback.pinRef ?? '');
    if (pin !== undefined && (remote === null || (await (0,fetch_commits/* fetchCommits */.B)(repository, [pin], reconcile/* PIN_DEPTH */.uD)))) {
        return (await (0,reconcile/* pinnedCommit */.I)(repository, pin)) === to ? 'kept' : 'odd';
    }
    if (remote === null)
        return 'gone';
    return (await remote.branchesContaining(to, '')).length > 0 ? 'kept' : 'gone';
}
async function findDropped(repository, { refs, localPins }, { rollback }) {
    if (rollback.pinRef === null)
        return null;
    return await (0,find_dropped_pin/* findDroppedPin */.R)(repository, { remoteRefs: refs, localRefs: localPins }, rollback.pinRef);
}
/** The local branch goes back to what its own pin keeps, which need not be what the remote one had. */
async function planLocal(repository, { localPins }, { rollback, branch, from, to }, tip) {
    if (tip === null || tip === to)
        return { kind: 'none' };
    if (tip !== from) {
        return {
            kind: 'left',
            reason: `it is at ${(0,identity/* shortSha */.Fu)(tip)}, not at ${(0,identity/* shortSha */.Fu)(from)}. Bring it to the remote's ${branch} yourself.`,
        };
    }
    const pin = localPins.get(rollback.pinRef ?? '');
    const kept = pin === undefined ? to : await (0,reconcile/* pinnedCommit */.I)(repository, pin);
    return kept !== undefined && (await repository.isAncestor(from, kept)) === 'yes'
        ? { kind: 'move', from, to: kept }
        : { kind: 'left', reason: 'its own pin does not keep what it had. Bring it there yourself.' };
}


/***/ })

};
