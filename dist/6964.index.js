export const id = 6964;
export const ids = [6964];
export const modules = {

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


/***/ }),

/***/ 66964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   takeBack: () => (/* binding */ takeBack)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(75799);
/* harmony import */ var _attempt_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32108);
/* harmony import */ var _fetch_commits_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27394);
/* harmony import */ var _look_before_start_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81169);
/* harmony import */ var _roll_back_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6258);






/**
 * Takes the work of a step whose check failed off its branch again, by a rollback as ever: at the remote too where the
 * agent had pushed by itself. Null when there is nothing to take back, or when a rule said no, which is a warning then.
 */
async function takeBack(deps, request, failed) {
    const { repository, warn } = deps;
    const { step, work } = failed;
    if (work.branch === null || work.after === null || work.after === step.commitShaBefore)
        return null;
    try {
        const way = await wayBack(deps, request, failed, work.branch);
        if (way === null)
            return null;
        const moveDeps = { ...deps, log: { info: () => { }, notice: () => { }, warn } };
        const prepared = await (0,_roll_back_js__WEBPACK_IMPORTED_MODULE_3__/* .prepareRollback */ .QL)(moveDeps, {
            projectId: step.projectId,
            slug: request.slug,
            branch: work.branch,
            reason: 'check failed',
            actor: step.run?.actor ?? null,
            run: step.run,
            tokenKind: 'other',
            frontEnd: request.frontEnd,
            step: { kind: 'uid', prefix: step.uid },
            mode: 'before',
            mayBeDirty: true,
            ...way,
        });
        return await (0,_roll_back_js__WEBPACK_IMPORTED_MODULE_3__/* .carryOutRollback */ .Wy)(moveDeps, prepared);
    }
    catch (error) {
        const name = repository.remote === null ? work.branch : `${work.branch}, here or at the remote,`;
        warn(`${name} is not where ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_4__/* .stepName */ .u)(step)} found it, and could not be put back: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
        return null;
    }
}
/**
 * Which branch has to go back. Where only the local one does, its pin is kept at the remote all the same, so that an
 * undo there finds the work; and everything on it has come during the step, so nothing is somebody else's to lose.
 */
async function wayBack({ repository, warn }, request, failed, branch) {
    const { step, work } = failed;
    const remote = request.push === 'auto' ? repository.remote : null;
    // A remote that does not answer keeps nobody from putting back what would be pushed to it later.
    const pushed = remote === null ? null : await (0,_attempt_js__WEBPACK_IMPORTED_MODULE_1__/* .attempt */ .C)(warn, () => findPushed(repository, remote, branch, work));
    if (pushed != null) {
        checkStart(failed, branch, pushed);
        return { where: 'both', allowDiscard: false, keepAt: null };
    }
    if (request.push === 'none')
        await warnOfOwnPush(repository, work, branch, step.commitShaBefore, warn);
    const tip = await repository.resolve(`${_look_before_start_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADS */ .mo}${branch}`);
    if (tip === null || tip === step.commitShaBefore)
        return null;
    return { where: 'local', allowDiscard: tip === work.after, keepAt: pushed === undefined ? null : remote };
}
/** The branch's tip at the remote where that has a commit of the step's own, which the agent pushed by itself; else null. */
async function findPushed(repository, remote, branch, work) {
    const ref = `${_look_before_start_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADS */ .mo}${branch}`;
    const tip = (await remote.refs([ref])).get(ref);
    const oldest = work.changes.own_commits.at(-1);
    if (tip === undefined || oldest === undefined)
        return null;
    if (work.made.has(tip))
        return tip;
    await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_5__/* .fetchCommits */ .B)(repository, [tip], 1);
    return (await repository.isAncestor(oldest.sha, tip)) === 'no' ? null : tip;
}
/** In a merge checkout, say, the step began elsewhere than its branch was: where it began is no place to put that back to. */
function checkStart({ step, heads }, branch, tip) {
    const found = heads?.get(branch);
    if (found === undefined || found === step.commitShaBefore)
        return;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('not-reversible', `The agent pushed to ${branch} by itself, and the step did not begin where ${branch} was. Put it back with git push --force-with-lease=${branch}:${tip} origin ${found}:${_look_before_start_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADS */ .mo}${branch}, if nobody builds on it.`);
}
/** Nothing may be pushed, so a branch that the agent pushed stays; git noted that where it tracks the remote. */
async function warnOfOwnPush(repository, { made }, branch, before, warn) {
    for (const [ref, sha] of await repository.localRefs('refs/remotes/')) {
        const [, , remote, ...name] = ref.split('/');
        if (name.join('/') !== branch || !made.has(sha) || before === null)
            continue;
        const command = `git push --force-with-lease=${branch}:${sha} ${remote ?? ''} ${before}:${_look_before_start_js__WEBPACK_IMPORTED_MODULE_2__/* .HEADS */ .mo}${branch}`;
        warn(`The agent pushed ${branch} to ${remote ?? ''} by itself, and it was left there, since nothing is pushed: ${command}`);
    }
}


/***/ })

};
