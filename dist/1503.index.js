export const id = 1503;
export const ids = [1503];
export const modules = {

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
    if (result.kind === 'refused' && !WHOLE.has(result.code))
        await undoHalf(remote, move, result.explanation);
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
/** After these nothing of a push has happened. */
const WHOLE = new Set(['moved', 'no-atomic']);
/**
 * git's own server leaves a ref that it hides out of an atomic push and carries out the rest: the branch has moved then,
 * and nothing keeps what was displaced. It is put back. Throws GitError where that fails, naming what was displaced.
 */
async function undoHalf(remote, { branch, from, to, pin }, explanation) {
    const ref = `refs/heads/${branch}`;
    const refs = await remote.refs([ref, pin.ref]);
    if (from === to || refs.get(ref) !== to || refs.get(pin.ref) === pin.sha)
        return;
    const back = await remote.push([{ ref, to: from, expected: to }], { atomic: false });
    if (back.kind === 'pushed')
        return;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS('git-failed', `The remote moved ${branch} to ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(to)} and took no pin of what it displaced: ${explanation} Putting it back failed: ${back.explanation} Keep what was displaced with git push origin ${from}:refs/heads/<a new branch>.`);
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


/***/ })

};
