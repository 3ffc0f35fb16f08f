export const id = 9610;
export const ids = [9610];
export const modules = {

/***/ 12227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ addMoveOptions),
/* harmony export */   o: () => (/* binding */ planAndMove)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _system_system_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2248);
/* harmony import */ var _system_uids_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(817);
/* harmony import */ var _usecases_reconcile_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94841);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14549);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94130);
/* harmony import */ var _open_history_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49132);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(20902);
/* harmony import */ var _run_info_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(40149);









/** How long a move waits for what an earlier one has left to be recorded. */
const RECONCILE_MS = 10_000;
/** Puts the options that a rollback and an undo have alike onto a command. */
function addMoveOptions(command) {
    command
        .option('--reason <text>', 'recorded with it, for those who wonder later')
        .option('--push', 'move the branch at the remote too, from exactly the tip that was looked at')
        .option('--dry-run', 'show the plan and stop')
        .option('-y, --yes', 'do not ask; needed where there is no terminal to ask on')
        .option('--json', 'print the plan and what came of it as one object');
}
/** Plans a branch's move, shows the plan, asks, and carries it out. Throws RefusedError when nobody agreed to it. */
async function planAndMove(context, project, options, story) {
    const place = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_6__/* .findPlace */ .Pj)(context, project, options, { directory: context.cwd, needsRepository: true });
    const { repository } = place;
    if (repository === null)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('not-a-work-tree', `${context.cwd} is in no git work tree.`);
    if (place.storeName === 'git' && options.push !== true) {
        await repository.close();
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', 'The store git lives at the remote, so the branch has to move there too: add --push.');
    }
    const history = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_6__/* .openPlace */ .QL)(context, place, 'move');
    try {
        const warn = (message) => (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .say */ .cv)(context, `warning: ${message}`);
        if (options.dryRun !== true) {
            await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_6__/* .settlePlace */ .Pz)(context, history);
            await (0,_usecases_reconcile_js__WEBPACK_IMPORTED_MODULE_3__/* .reconcileLocalPins */ .KF)({ history, repository, slug: place.slug, warn }, RECONCILE_MS);
        }
        const deps = { history, repository, clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_1__.systemClock, uids: _system_uids_js__WEBPACK_IMPORTED_MODULE_2__/* .systemUids */ .Z, log: (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .createLog */ .hM)(context, false) };
        const prepared = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_8__/* .withProgress */ .E)(context, 'looking at the branch', () => story.prepare(deps, moveRequest(context, place, options)));
        const json = options.json === true;
        if (options.dryRun === true) {
            return json
                ? (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .printJson */ .Q2)(context, story.toJson(prepared, null))
                : (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .print */ .yy)(context, story.describe(prepared, (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .stdoutPaint */ .eV)(context)));
        }
        if (!json)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .print */ .yy)(context, story.describe(prepared, (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .stdoutPaint */ .eV)(context)));
        else if (options.yes !== true)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .showOnStderr */ .TB)(context, (paint) => story.describe(prepared, paint));
        if (!(await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_4__/* .confirm */ .l)(context, options.yes === true))) {
            (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .say */ .cv)(context, 'nothing was changed.');
            return context.exitWith(1);
        }
        const result = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_8__/* .withProgress */ .E)(context, 'moving the branch', () => story.move(deps, prepared));
        if (json)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .printJson */ .Q2)(context, story.toJson(prepared, result));
        else
            (0,_context_js__WEBPACK_IMPORTED_MODULE_5__/* .print */ .yy)(context, story.done(result));
    }
    finally {
        await history.close();
        await repository.close();
    }
}
function moveRequest(context, place, options) {
    const run = (0,_run_info_js__WEBPACK_IMPORTED_MODULE_7__/* .describeRun */ .v)(context.env);
    return {
        projectId: place.project.id,
        slug: place.slug,
        branch: options.branch ?? null,
        reason: options.reason ?? null,
        actor: run.actor,
        run,
        where: options.push === true ? 'both' : 'local',
        tokenKind: 'other',
        frontEnd: 'cli',
    };
}


/***/ }),

/***/ 47183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wx: () => (/* binding */ moveResultToJson),
/* harmony export */   fu: () => (/* binding */ undoPlanToJson),
/* harmony export */   nx: () => (/* binding */ rollbackPlanToJson)
/* harmony export */ });
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81005);

/** `{id, uid}`; the number is null while it is not settled. */
function stepName({ id, uid }) {
    return { id, uid };
}
/** The plan of a rollback as `step rollback --json` prints it. */
function rollbackPlanToJson({ plan, pinRef, local }) {
    return {
        mode: plan.mode,
        step: stepName(plan.step),
        branch: plan.branch,
        from_sha: plan.from,
        to_sha: plan.to,
        pin_ref: pinRef,
        local: local.kind,
        stays: plan.stays === null ? null : stepName(plan.stays),
        deactivates: plan.goes.map(stepName),
        displaced: plan.displaced.map(displacedToJson),
        warnings: plan.warnings,
    };
}
/** The plan of an undo as `step undo --json` prints it. */
function undoPlanToJson({ plan, pinRef, local }) {
    return {
        undoes: { number: plan.rollback.number, uid: plan.rollback.uid },
        branch: plan.branch,
        from_sha: plan.from,
        to_sha: plan.to,
        pin_ref: pinRef,
        local: local.kind,
        reactivates: plan.returns.map(stepName),
        warnings: plan.warnings,
    };
}
/** What came of a rollback or an undo. `local`: `move` (the local branch moved), `none` (it had not to), or `left` as it is. */
function moveResultToJson(result) {
    return {
        rollback: (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_0__/* .rollbackToJson */ .C)(result.rollback),
        recorded: result.recorded,
        local: result.local.kind,
        warnings: result.warnings,
    };
}
/** `fate`: `own` (of `step`), `discarded` (no step made it) or `elsewhere` (on `branches` too). */
function displacedToJson({ commit, fate }) {
    return {
        sha: commit.sha,
        subject: commit.subject,
        fate: fate.kind,
        step: fate.kind === 'own' ? stepName(fate.step) : null,
        branches: fate.kind === 'elsewhere' ? fate.branches : [],
    };
}


/***/ }),

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
/* harmony import */ var _branch_move_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12227);
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

/***/ 50307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ renderUndoPlan),
/* harmony export */   w: () => (/* binding */ renderRollbackPlan)
/* harmony export */ });
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81005);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14246);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12535);
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17468);





const COMMITS_SHOWN = 20;
/** A rollback in words, before anybody agrees to it: what stays, what goes, where the branch moves, what leaves it. */
function renderRollbackPlan(plan, paint) {
    const parts = [staysPart(plan.stays), verb(plan.goes, 'goes', 'go')];
    const gone = plan.displaced.length;
    const leaving = `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(gone, 'commit')} ${gone === 1 ? 'leaves' : 'leave'} it and ${gone === 1 ? 'stays' : 'stay'} pinned at ${plan.pinRef}:`;
    return [
        paint('strong', `${sentence(parts)} ${moves(plan.branch, plan.from, plan.to)}.`),
        ...(gone > 0 ? [leaving] : []),
        ...plan.displaced.slice(0, COMMITS_SHOWN).map((displaced) => commitLine(displaced, paint)),
        ...(gone > COMMITS_SHOWN ? [paint('dim', `  and ${gone - COMMITS_SHOWN} more`)] : []),
        ...warningLines(plan.warnings, paint),
    ].join('\n');
}
/** An undo in words: which rollback is taken back, what becomes active again, where the branch moves. */
function renderUndoPlan(plan, paint) {
    const back = verb(plan.returns, 'becomes active again', 'become active again');
    const parts = [`${(0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_3__/* .rollbackName */ .O)(plan.rollback)} is taken back`, back];
    return [
        paint('strong', `${sentence(parts)} ${moves(plan.branch, plan.from, plan.to)}.`),
        ...warningLines(plan.warnings, paint),
    ].join('\n');
}
function staysPart(stays) {
    return stays === null ? 'no step of the branch stays' : `step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO)(stays)} stays`;
}
function verb(steps, one, many) {
    if (steps.length === 0)
        return '';
    return `${steps.length === 1 ? 'step' : 'steps'} ${stepNames(steps)} ${steps.length === 1 ? one : many}`;
}
function stepNames(steps) {
    const ids = steps.flatMap(({ id }) => (id === null ? [] : [id]));
    const uids = steps.filter(({ id }) => id === null).map(_format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO);
    return (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatList */ .ki)([...(ids.length > 0 ? [(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatIds */ .wP)(ids)] : []), ...uids]);
}
function moves(branch, from, to) {
    const name = (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(branch);
    return from === to ? `${name} stays at ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(to)}` : `${name} moves from ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(from)} to ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(to)}`;
}
function commitLine({ commit, fate }, paint) {
    const owner = fate.kind === 'own'
        ? `step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO)(fate.step)}`
        : fate.kind === 'elsewhere'
            ? `also on ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(fate.branches.join(', '))}`
            : paint('bad', 'no step');
    return `  ${paint('warn', (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(commit.sha))}  ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(commit.subject)}  ${paint('dim', `(${owner})`)}`;
}
function warningLines(warnings, paint) {
    return warnings.map((warning) => `${paint('warn', 'warning:')} ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(warning)}`);
}
function sentence(parts) {
    const text = parts.filter((part) => part !== '').join(', ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)},`;
}


/***/ }),

/***/ 817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ systemUids)
/* harmony export */ });
/* harmony import */ var uuid__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63935);

/** Version 7 UUIDs: in one process each sorts after the one before, also within a millisecond. */
const systemUids = { next: () => (0,uuid__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)() };


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


/***/ }),

/***/ 63935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ dist_node_v7)
});

// UNUSED EXPORTS: updateV7State

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/rng.js
const rnds8 = new Uint8Array(16);
function rng() {
    return crypto.getRandomValues(rnds8);
}

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/stringify.js

const byteToHex = [];
for (let i = 0; i < 256; ++i) {
    byteToHex.push((i + 0x100).toString(16).slice(1));
}
function unsafeStringify(arr, offset = 0) {
    return (byteToHex[arr[offset + 0]] +
        byteToHex[arr[offset + 1]] +
        byteToHex[arr[offset + 2]] +
        byteToHex[arr[offset + 3]] +
        '-' +
        byteToHex[arr[offset + 4]] +
        byteToHex[arr[offset + 5]] +
        '-' +
        byteToHex[arr[offset + 6]] +
        byteToHex[arr[offset + 7]] +
        '-' +
        byteToHex[arr[offset + 8]] +
        byteToHex[arr[offset + 9]] +
        '-' +
        byteToHex[arr[offset + 10]] +
        byteToHex[arr[offset + 11]] +
        byteToHex[arr[offset + 12]] +
        byteToHex[arr[offset + 13]] +
        byteToHex[arr[offset + 14]] +
        byteToHex[arr[offset + 15]]).toLowerCase();
}
function stringify(arr, offset = 0) {
    const uuid = unsafeStringify(arr, offset);
    if (!validate(uuid)) {
        throw TypeError('Stringified UUID is invalid');
    }
    return uuid;
}
/* harmony default export */ const dist_node_stringify = ((/* unused pure expression or super */ null && (stringify)));

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/v7.js


const _state = {};
function v7(options, buf, offset) {
    let bytes;
    if (options) {
        bytes = v7Bytes(options.random ?? options.rng?.() ?? rng(), options.msecs, options.seq, buf, offset);
    }
    else {
        const now = Date.now();
        const rnds = rng();
        updateV7State(_state, now, rnds);
        bytes = v7Bytes(rnds, _state.msecs, _state.seq, buf, offset);
    }
    return buf ?? unsafeStringify(bytes);
}
function updateV7State(state, now, rnds) {
    state.msecs ??= -Infinity;
    state.seq ??= 0;
    if (now > state.msecs) {
        state.seq = v7Sequence(rnds);
        state.msecs = now;
    }
    else {
        state.seq = (state.seq + 1) | 0;
        if (state.seq === 0) {
            state.msecs++;
        }
    }
    return state;
}
function v7Bytes(rnds, msecs, seq, buf, offset = 0) {
    if (rnds.length < 16) {
        throw new Error('Random bytes length must be >= 16');
    }
    if (!buf) {
        buf = new Uint8Array(16);
        offset = 0;
    }
    else {
        if (offset < 0 || offset + 16 > buf.length) {
            throw new RangeError(`UUID byte range ${offset}:${offset + 15} is out of buffer bounds`);
        }
    }
    msecs ??= Date.now();
    seq ??= v7Sequence(rnds);
    buf[offset++] = (msecs / 0x10000000000) & 0xff;
    buf[offset++] = (msecs / 0x100000000) & 0xff;
    buf[offset++] = (msecs / 0x1000000) & 0xff;
    buf[offset++] = (msecs / 0x10000) & 0xff;
    buf[offset++] = (msecs / 0x100) & 0xff;
    buf[offset++] = msecs & 0xff;
    buf[offset++] = 0x70 | ((seq >>> 28) & 0x0f);
    buf[offset++] = (seq >>> 20) & 0xff;
    buf[offset++] = 0x80 | ((seq >>> 14) & 0x3f);
    buf[offset++] = (seq >>> 6) & 0xff;
    buf[offset++] = ((seq << 2) & 0xff) | (rnds[10] & 0x03);
    buf[offset++] = rnds[11];
    buf[offset++] = rnds[12];
    buf[offset++] = rnds[13];
    buf[offset++] = rnds[14];
    buf[offset++] = rnds[15];
    return buf;
}
function v7Sequence(rnds) {
    return ((rnds[6] & 0x7f) << 24) | (rnds[7] << 16) | (rnds[8] << 8) | rnds[9];
}
/* harmony default export */ const dist_node_v7 = (v7);


/***/ })

};
