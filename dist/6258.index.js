export const id = 6258;
export const ids = [6258];
export const modules = {

/***/ 66750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ findOwners),
/* harmony export */   J: () => (/* binding */ ownCommits)
/* harmony export */ });
/**
 * The commits of before..after that the step made itself: committed during the run, under the identity the agent had,
 * and on no other remote branch. Git's times are whole seconds, so one of the second the run began in counts.
 */
function ownCommits(facts) {
    const { identities, onOtherBranches } = facts;
    const start = Math.floor(Date.parse(facts.startTime) / 1000) * 1000;
    const end = Date.parse(facts.endTime);
    return facts.commits.filter((commit) => {
        const time = Date.parse(commit.committedAt);
        const committed = identities === null ||
            identities.some(({ name, email }) => name === commit.committerName && email === commit.committerEmail);
        return time >= start && time <= end && committed && !onOtherBranches.has(commit.sha);
    });
}
/**
 * Which step made each of these commits, by the steps' records. Where a record names only a part of its commits, or none
 * as in LaForge's own files, the others are those of before..after among these. Commits no step made are not in the map.
 */
function findOwners(commits, steps) {
    const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
    const owners = new Map();
    for (const step of steps) {
        for (const sha of recordedCommits(step, bySha)) {
            if (bySha.has(sha) && !owners.has(sha))
                owners.set(sha, step);
        }
    }
    return owners;
}
function recordedCommits(step, bySha) {
    const { changes, startTime, endTime } = step;
    const listed = changes?.own_commits.map((commit) => commit.sha) ?? [];
    const whole = changes !== null && changes.own_commit_count <= listed.length;
    if (whole || endTime === null)
        return listed;
    const commits = commitsBetween(step.commitShaBefore, step.commitShaAfter, bySha);
    const named = new Set(listed);
    const identities = changes === null
        ? null
        : commits
            .filter(({ sha }) => named.has(sha))
            .map(({ committerName, committerEmail }) => ({ name: committerName, email: committerEmail }));
    const made = ownCommits({ commits, startTime, endTime, identities, onOtherBranches: new Set() });
    return [...listed, ...made.map((commit) => commit.sha)];
}
/** before..after, as far as it lies among these commits. */
function commitsBetween(before, after, bySha) {
    const old = reachableFrom(before, bySha);
    return [...reachableFrom(after, bySha).values()].filter(({ sha }) => !old.has(sha));
}
function reachableFrom(start, bySha) {
    const found = new Map();
    const queue = start === null ? [] : [start];
    for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
        const commit = bySha.get(sha);
        if (commit === undefined || found.has(sha))
            continue;
        found.set(sha, commit);
        queue.push(...commit.parents);
    }
    return found;
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

/***/ 6258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Wy: () => (/* binding */ carryOutRollback),
  QL: () => (/* binding */ prepareRollback),
  Fu: () => (/* binding */ rollBack)
});

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
// EXTERNAL MODULE: ./build/domain/rollback-target.js
var rollback_target = __webpack_require__(90119);
// EXTERNAL MODULE: ./build/domain/wording.js
var domain_wording = __webpack_require__(57173);
// EXTERNAL MODULE: ./build/usecases/branch-move.js
var branch_move = __webpack_require__(71923);
// EXTERNAL MODULE: ./build/usecases/keep-rollback.js
var keep_rollback = __webpack_require__(78577);
// EXTERNAL MODULE: ./build/usecases/local-move.js
var local_move = __webpack_require__(36402);
// EXTERNAL MODULE: ./build/usecases/look-before-move.js + 1 modules
var look_before_move = __webpack_require__(94981);
// EXTERNAL MODULE: ./build/usecases/look-before-start.js
var look_before_start = __webpack_require__(81169);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/own-commits.js
var own_commits = __webpack_require__(66750);
;// CONCATENATED MODULE: ./build/usecases/commits-elsewhere.js
/**
 * The remote branches other than `except` that still have each of the commits asked for. A branch that has a commit has
 * its ancestors too, and one that lacks it lacks its descendants, so a line of n commits takes about log n questions.
 */
async function findElsewhere(remote, asked, graph, except) {
    const parents = new Map(graph.map((commit) => [commit.sha, commit.parents]));
    const children = new Map();
    for (const { sha, parents: of } of graph)
        for (const parent of of)
            children.set(parent, [...(children.get(parent) ?? []), sha]);
    const found = new Map();
    let open = asked.map(({ sha }) => sha);
    while (open.length > 0) {
        const sha = open[Math.floor(open.length / 2)] ?? '';
        const branches = await remote.branchesContaining(sha, except);
        for (const one of walk(sha, branches.length > 0 ? parents : children))
            if (!found.has(one))
                found.set(one, branches);
        open = open.filter((one) => !found.has(one));
    }
    return found;
}
function walk(start, next) {
    const seen = new Set();
    const queue = [start];
    for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
        if (seen.has(sha))
            continue;
        seen.add(sha);
        queue.push(...(next.get(sha) ?? []));
    }
    return seen;
}

;// CONCATENATED MODULE: ./build/usecases/survey-branch.js





/** What an agent left is committed after its end, which is the end on record. */
const COMMITTED_AFTER_END_MS = 3_600_000;
/** The last one is what git itself takes for "all of it". */
const DEPTHS = [50, 1000, 2_147_483_647];
/** Asks git and the history what the plan must know, and plans. Changes nothing. */
async function surveyBranch(survey) {
    const { repository, target, tip } = survey;
    const nothing = {
        ...survey,
        ancestry: 'no',
        reached: 'no',
        displaced: { commits: [], complete: true },
        steps: [],
        repositories: new Set([repository.remote?.repository ?? null, target.step.repository]),
        owners: new Map(),
        elsewhere: new Map(),
    };
    if (tip === null)
        return (0,rollback_plan/* planRollback */.II)(nothing);
    const ancestry = await repository.isAncestor(target.sha, tip);
    const reached = await hasReached(survey, tip, ancestry);
    if (ancestry !== 'yes')
        return (0,rollback_plan/* planRollback */.II)({ ...nothing, ancestry, reached });
    const displaced = await listDisplaced(survey, tip);
    const { steps, owners } = await findSteps(survey, displaced.commits);
    const facts = { ...nothing, ancestry, reached, displaced, steps, owners };
    const outside = displaced.commits.filter(({ sha }) => {
        const owner = owners.get(sha);
        return owner === undefined || !(0,rollback_plan/* isOfBranch */.Av)(owner, facts);
    });
    return (0,rollback_plan/* planRollback */.II)({ ...facts, elsewhere: await askElsewhere(survey, outside, displaced.commits) });
}
/**
 * Whether a step that its record says never reached the branch is on it all the same, whole or, where its agent had pushed
 * by itself, in part; a no may take all of a history.
 */
async function hasReached({ repository, target }, tip, ancestry) {
    const { pushed, commitShaAfter, changes } = target.step;
    if (pushed === 'pushed' || pushed === 'unchanged' || commitShaAfter === target.sha)
        return ancestry;
    const first = target.mode === 'before' ? changes?.own_commits.at(-1)?.sha : undefined;
    const witness = first ?? commitShaAfter;
    return witness === null ? 'no' : await repository.isAncestor(witness, tip);
}
/** All commits of target..tip. A shallow history is deepened for them, a little at first, in the end to its beginning. */
async function listDisplaced({ repository, target }, tip) {
    for (const depth of DEPTHS) {
        // What lies behind the boundary is not here at all, and git does not take it as the beginning of a range.
        if ((await repository.resolve(target.sha)) !== null) {
            const displaced = await repository.commits(target.sha, tip);
            if (displaced.complete)
                return displaced;
        }
        await repository.remote?.fetch([`${look_before_start/* HEADS */.mo}${target.branch}`], depth);
    }
    return (await repository.resolve(target.sha)) === null
        ? { commits: [], complete: false }
        : await repository.commits(target.sha, tip);
}
/**
 * The branch's steps from the newest down to an active one before the target; where those did not make every commit,
 * also the steps of any branch that were at work when one of the others was committed.
 */
async function findSteps(survey, commits) {
    const { history } = survey;
    const steps = await stepsDownToTarget(survey);
    const owners = (0,own_commits/* findOwners */.G)(commits, steps);
    const [oldest] = commits
        .filter(({ sha }) => !owners.has(sha))
        .map(({ committedAt }) => committedAt)
        .sort();
    if (oldest === undefined)
        return { steps, owners };
    const since = new Date(Date.parse(oldest) - COMMITTED_AFTER_END_MS).toISOString();
    const listed = new Set(steps.map(({ uid }) => uid));
    const others = (await history.listSteps({ endedSince: since })).filter(({ uid, endTime }) => !listed.has(uid) && endTime !== null && endTime >= since);
    const all = [...steps, ...others].sort((a, b) => ((0,rollback_plan/* isLaterStep */.$_)(a, b) ? -1 : 1));
    return { steps: all, owners: (0,own_commits/* findOwners */.G)(commits, all) };
}
async function stepsDownToTarget({ history, target }) {
    const { step, branch } = target;
    // Steps imported from LaForge have no branch, so no filter finds them by one.
    const filter = step.branch === null ? {} : { branch };
    for (let limit = 64;; limit *= 4) {
        const steps = await history.listSteps({ ...filter, limit });
        const reachesBelow = steps.some((one) => one.active && one.uid !== step.uid && (0,rollback_plan/* isLaterStep */.$_)(step, one));
        if (steps.length < limit || reachesBelow)
            return steps;
    }
}
/** On a laptop without a network nothing is known to be elsewhere, and so nothing is taken for safe. */
async function askElsewhere({ repository, target, place }, asked, graph) {
    const { remote } = repository;
    if (remote === null || asked.length === 0)
        return new Map();
    try {
        return await findElsewhere(remote, asked, graph, target.branch);
    }
    catch (error) {
        if (place === 'local' && error instanceof errors/* GitError */.XS && error.code === 'remote-unreachable')
            return new Map();
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/usecases/roll-back.js













/** Rolls a branch back or, as a dry run, only says what that would do. Throws RefusedError, having changed nothing. */
async function rollBack(deps, request) {
    const prepared = await prepareRollback(deps, request);
    return request.dryRun ? { kind: 'planned', prepared } : await carryOutRollback(deps, prepared);
}
/** Plans a rollback. Changes nothing, anywhere: not a ref, not the history. Throws RefusedError when a rule says no. */
async function prepareRollback(deps, request) {
    const { repository } = deps;
    // 1. The step, by what the history knows of it.
    const lookout = await (0,look_before_move/* lookBeforeMove */.mM)(deps, request);
    const target = await chooseTarget(lookout, request);
    const { branch } = target;
    await (0,look_before_move/* checkBranchName */.I$)(repository, branch);
    if (request.where !== 'remote' && request.mayBeDirty !== true)
        await (0,look_before_move/* checkWorkTree */.il)(repository, branch);
    // 2. The branch, by what git knows of it.
    const survey = {
        repository,
        history: lookout.view,
        target,
        allowDiscard: request.allowDiscard,
        wording: domain_wording/* WORDINGS */.a[request.frontEnd],
    };
    const { remote, refs } = lookout;
    if (remote === null) {
        const tip = await repository.resolve(`${look_before_start/* HEADS */.mo}${branch}`);
        const plan = (0,refusal/* orThrow */.aU)(await surveyBranch({ ...survey, place: 'local', tip }));
        return finish(deps, request, lookout, plan, { kind: 'move', from: plan.from, to: plan.to });
    }
    const tip = await (0,look_before_move/* remoteTip */.W_)(repository, refs, branch);
    const plan = (0,refusal/* orThrow */.aU)(await surveyBranch({ ...survey, place: 'remote', tip }));
    // 3. What the remote would say, as far as it can be known before asking.
    await (0,look_before_move/* checkWorkflowFiles */.XB)(deps, request, { remote, ...plan, refs });
    const closing = await (0,look_before_move/* warnOfPullRequest */.Q7)(deps, { refs, branch, to: plan.to });
    const warned = closing === undefined ? plan : { ...plan, warnings: [...plan.warnings, closing] };
    if (request.where === 'remote')
        return finish(deps, request, lookout, warned, { kind: 'none' });
    // 4. The local branch, which may be elsewhere.
    const local = await (0,local_move/* planLocalReset */.Wc)(repository, branch, plan.to);
    if (local.kind !== 'move' || local.from === plan.from)
        return finish(deps, request, lookout, warned, local);
    const localPlan = (0,refusal/* orThrow */.aU)(await surveyBranch({ ...survey, place: 'local', tip: local.from }));
    return finish(deps, request, lookout, joinPlans(warned, localPlan), local);
}
/**
 * Carries a prepared rollback out: the branch moves from exactly the tip that was planned, what it displaces is pinned
 * in the same push, then it is recorded and published. Throws RefusedError when the branch did not move.
 */
async function carryOutRollback(deps, prepared) {
    const { request, plan, uid, pinRef } = prepared;
    const draft = {
        uid,
        kind: 'rollback',
        projectId: request.projectId,
        undoes: null,
        repository: deps.repository.remote?.repository ?? null,
        branch: plan.branch,
        target: { mode: plan.mode, stepUid: plan.step.uid },
        fromSha: plan.from,
        toSha: plan.to,
        pinRef,
        stepUids: plan.goes.map((step) => step.uid),
        actor: request.actor,
        reason: request.reason,
        run: request.run,
        createdAt: deps.clock.now().toISOString(),
    };
    const local = await (0,branch_move/* moveBranch */.o)(deps, {
        ...prepared,
        ...plan,
        keepAt: request.keepAt ?? null,
        pinMessage: (from) => (0,pin_record/* formatPinMessage */.M$)({ ...draft, fromSha: from }, plan.goes),
        changes: (0,keep_rollback/* changesOf */.f)(prepared.unrecorded, draft),
        wording: domain_wording/* WORDINGS */.a[request.frontEnd],
    });
    const kept = await (0,keep_rollback/* keepRollback */.M)(deps, draft, prepared.unrecorded);
    const left = (0,local_move/* sayLeft */.XR)(deps.log, plan.branch, local);
    return { kind: 'rolled-back', ...kept, plan, local, warnings: [...kept.warnings, ...left] };
}
async function chooseTarget({ view }, request) {
    const { step: ref, mode, branch } = request;
    const lookup = await view.findStep(ref);
    const found = lookup.kind === 'found' ? lookup.value : undefined;
    const rollbacks = found === undefined || found.active ? [] : await view.listRollbacks();
    const deactivatedBy = rollbacks.find(({ kind, undoneBy, stepUids }) => kind === 'rollback' && undoneBy === null && stepUids.includes(found?.uid ?? ''));
    const wording = domain_wording/* WORDINGS */.a[request.frontEnd];
    return (0,refusal/* orThrow */.aU)((0,rollback_target/* findRollbackTarget */.L_)({ ref, mode, lookup, condition: view.condition, branch, deactivatedBy, wording }));
}
function joinPlans(remote, local) {
    const seen = new Set(remote.goes.map(({ uid }) => uid));
    const goes = [...remote.goes, ...local.goes.filter(({ uid }) => !seen.has(uid))].sort((a, b) => (0,rollback_plan/* isLaterStep */.$_)(a, b) ? -1 : 1);
    const shas = new Set(remote.displaced.map(({ commit }) => commit.sha));
    const more = local.displaced.filter(({ commit }) => !shas.has(commit.sha));
    return {
        ...remote,
        goes,
        displaced: [...more, ...remote.displaced],
        warnings: [
            ...remote.warnings,
            ...local.warnings.filter((warning) => !remote.warnings.includes(warning)),
            `The local ${remote.branch} is at ${(0,identity/* shortSha */.Fu)(local.from)} and the remote one at ${(0,identity/* shortSha */.Fu)(remote.from)}; both go to ${(0,identity/* shortSha */.Fu)(remote.to)}.`,
        ],
    };
}
function finish(deps, request, { remote, unrecorded }, plan, local) {
    const uid = deps.uids.next();
    return { request, plan, uid, pinRef: (0,pin_refs/* rollbackPinRef */.TH)(request.slug, uid), remote, local, unrecorded };
}


/***/ })

};
