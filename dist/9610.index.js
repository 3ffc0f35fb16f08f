export const id = 9610;
export const ids = [9610];
export const modules = {

/***/ 49610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   define: () => (/* binding */ define)
/* harmony export */ });
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(81005);
/* harmony import */ var _render_terminal_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50307);
/* harmony import */ var _usecases_undo_rollback_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5381);
/* harmony import */ var _branch_move_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26863);
/* harmony import */ var _move_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(47183);
/* harmony import */ var _open_history_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(49132);
/* harmony import */ var _positionals_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(59658);








function define(command, context) {
    command
        .usage('[options] [project-id] [rollback-id]')
        .argument('[rollback-id...]', 'the rollback: its number (R2), or its uid (default: the latest of the branch)')
        .option('--branch <name>', 'take back the latest rollback of this branch (default: the checked-out one)');
    (0,_branch_move_js__WEBPACK_IMPORTED_MODULE_3__/* .addMoveOptions */ .J)(command);
    (0,_open_history_js__WEBPACK_IMPORTED_MODULE_4__/* .addHistoryOptions */ .E4)(command);
    command.addHelpText('after', EXAMPLES);
    command.action(async (names, options) => {
        const { project, rollback } = (0,_positionals_js__WEBPACK_IMPORTED_MODULE_5__/* .readRollback */ .XP)(names, options.project);
        await (0,_branch_move_js__WEBPACK_IMPORTED_MODULE_3__/* .planAndMove */ .o)(context, project, options, {
            prepare: (deps, request) => (0,_usecases_undo_rollback_js__WEBPACK_IMPORTED_MODULE_2__/* .prepareUndo */ .Gv)(deps, { ...request, rollback }),
            describe: ({ plan, pinRef }, paint) => (0,_render_terminal_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .renderUndoPlan */ .q)({ ...plan, pinRef }, paint),
            move: _usecases_undo_rollback_js__WEBPACK_IMPORTED_MODULE_2__/* .carryOutUndo */ .yn,
            toJson: (prepared, result) => ({
                kind: 'undo',
                plan: (0,_move_json_js__WEBPACK_IMPORTED_MODULE_6__/* .undoPlanToJson */ .fu)(prepared),
                result: result === null ? null : (0,_move_json_js__WEBPACK_IMPORTED_MODULE_6__/* .moveResultToJson */ .Wx)(result),
            }),
            done: ({ rollback: undo, plan }) => `${(0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__/* .rollbackName */ .O)(undo)}: ${(0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__/* .rollbackName */ .O)(plan.rollback)} is taken back, ${plan.branch} is at ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(plan.to)}.`,
        });
    });
}
const EXAMPLES = `
Takes a rollback back: the branch moves to where it was, and exactly the steps that rollback covered become active
again. Only while the branch is where the rollback left it. Without a rollback-id, the latest one of the branch. A
step's number is refused: it is a rollback that is taken back, R2 or its uid (laforge steps shows them).

With --json: {kind: "undo", plan: {undoes, branch, from_sha, to_sha, pin_ref, local, reactivates, warnings},
result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

Examples:
  $ laforge step undo                      take back the latest rollback of the checked-out branch
  $ laforge step undo R2 --dry-run         only show the plan
  $ laforge step undo acme/app R2 --push   here and at the remote`;


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
