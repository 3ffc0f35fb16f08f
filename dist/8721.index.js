export const id = 8721;
export const ids = [8721];
export const modules = {

/***/ 69239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ moveBranch)
});

// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(43327);
// EXTERNAL MODULE: ./build/agent/run-folder.js
var run_folder = __webpack_require__(58284);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/rollback.js
var rollback = __webpack_require__(81005);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/render/escape.js
var render_escape = __webpack_require__(66082);
// EXTERNAL MODULE: ./build/render/format.js
var format = __webpack_require__(14246);
// EXTERNAL MODULE: ./build/render/how-to-roll-back.js
var how_to_roll_back = __webpack_require__(369);
// EXTERNAL MODULE: ./build/render/step-cells.js
var step_cells = __webpack_require__(19443);
// EXTERNAL MODULE: ./build/render/summary.js + 1 modules
var render_summary = __webpack_require__(27176);
;// CONCATENATED MODULE: ./build/render/rollback-summary.js






const MOST_STEPS = 100;
const MOST_COMMITS = 100;
const MOST_WARNINGS = 20;
/** The job summary of a rollback or an undo: what moves, which steps go or come back, which commits leave the branch. */
function renderRollbackSummary(view) {
    const { history, record } = view;
    const undoRow = record?.kind === 'rollback' ? (0,how_to_roll_back/* howToUndoRow */.kS)(history) : '';
    return (0,render_summary/* sections */.V0)([
        `## ${heading(view)}`,
        (0,render_summary/* factTable */.Bu)([
            ['Branch', (0,render_escape/* escapeCode */.tn)(view.branch)],
            ['Tip', [view.from, view.to].map((sha) => linkedSha(sha, history)).join(' → ')],
            ['Latest active step', view.stays === null ? 'none' : (0,step_cells/* stepTitle */.Fb)(view.stays)],
            ['Displaced commits stay at', view.pinRef === null ? '' : (0,render_escape/* escapeCode */.tn)(view.pinRef, 300)],
            ['Reason', view.reason === null ? '' : (0,render_escape/* escapeText */.X1)(view.reason, 500)],
            ['By', record?.actor == null ? '' : (0,render_escape/* escapeText */.X1)(record.actor, 60)],
            ['Record', view.publication === null ? '' : (0,render_summary/* publicationFact */.rM)(view.publication)],
        ]),
        (0,render_summary/* list */.p_)('Before you agree', shorten(view.warnings.map((warning) => `⚠️ ${(0,render_escape/* escapeText */.X1)(warning, 500)}`), MOST_WARNINGS)),
        (0,render_summary/* list */.p_)(view.kind === 'rollback' ? 'Steps that go' : 'Steps that come back', shorten(view.steps.map(stepItem), MOST_STEPS)),
        (0,render_summary/* list */.p_)('Commits that leave the branch', shorten(view.displaced.map((one) => commitItem(one, history)), MOST_COMMITS)),
        (0,how_to_roll_back/* howToSection */.Hy)([undoRow], history.means),
        (0,render_summary/* graphSection */.om)(history),
    ]);
}
function heading({ kind, record, takesBack, branch }) {
    const what = takesBack === null ? '' : ` of ${(0,format/* rollbackLabel */.lM)(takesBack)}`;
    if (record === null) {
        return `🔍 Plan of ${kind === 'undo' ? `an undo${what}` : 'a rollback'} of ${(0,render_escape/* escapeCode */.tn)(branch)}: nothing has changed`;
    }
    return `↩️ ${kind === 'undo' ? 'Undo' : 'Rollback'} ${(0,format/* rollbackLabel */.lM)(record)}${what}`;
}
function stepItem(step) {
    const facts = [
        `${(0,step_cells/* stepTitle */.Fb)(step)} ${(0,step_cells/* statusCell */.fo)(step)}`,
        (0,step_cells/* agentCell */.su)(step).replaceAll('<br>', ' '),
        (0,step_cells/* sizeOfChanges */.ul)(step),
    ];
    return facts.filter((fact) => fact !== '').join(', ');
}
function commitItem({ commit, fate }, history) {
    const text = `${linkedSha(commit.sha, history)} ${(0,render_escape/* escapeText */.X1)(commit.subject, 100)}`;
    switch (fate.kind) {
        case 'own':
            return `${text} (${(0,step_cells/* stepTitle */.Fb)(fate.step)})`;
        case 'discarded':
            return `${text} (by ${(0,render_escape/* escapeText */.X1)(commit.authorName, 60)}, no step made it)`;
        case 'elsewhere':
            return `${text} (still on ${fate.branches
                .slice(0, 3)
                .map((branch) => (0,render_escape/* escapeCode */.tn)(branch, 100))
                .join(', ')})`;
    }
}
function linkedSha(sha, { links }) {
    return (0,step_cells/* commitLink */.wn)(sha, { repository: null, pushed: null }, links) || (0,render_escape/* escapeCode */.tn)((0,identity/* shortSha */.Fu)(sha));
}
function shorten(items, most) {
    return items.length <= most ? items : [...items.slice(0, most), `… and ${items.length - most} more`];
}

// EXTERNAL MODULE: ./build/system/system-clock.js
var system_clock = __webpack_require__(2248);
// EXTERNAL MODULE: ./build/system/uids.js
var uids = __webpack_require__(817);
// EXTERNAL MODULE: ./build/usecases/settle-running.js
var settle_running = __webpack_require__(58932);
// EXTERNAL MODULE: ./build/action/history-store.js + 3 modules
var history_store = __webpack_require__(61686);
// EXTERNAL MODULE: ./build/action/history-to-view.js
var history_to_view = __webpack_require__(24527);
// EXTERNAL MODULE: ./build/action/job.js + 7 modules
var action_job = __webpack_require__(57175);
// EXTERNAL MODULE: ./build/action/log.js
var log = __webpack_require__(14173);
// EXTERNAL MODULE: ./build/action/outputs.js
var action_outputs = __webpack_require__(92309);
// EXTERNAL MODULE: ./build/action/pull-request-comment.js + 1 modules
var pull_request_comment = __webpack_require__(60396);
;// CONCATENATED MODULE: ./build/action/move-branch.js














/** What the actions rollback and undo share: opens the history, lets `story` move the remote branch, tells everybody. */
async function moveBranch(inputs, story) {
    const job = (0,action_job/* openJob */.Iv)(inputs);
    const folder = await (0,run_folder/* createRunFolder */.k)(job.temporaryDirectory, null);
    const repository = await job.git.open(job.workspace);
    try {
        const request = { folder: folder.path, uid: uids/* systemUids */.Z.next(), create: false, repository };
        const store = await (0,history_store/* openActionStore */.Mb)(inputs, job, request);
        const context = await (0,action_job/* completeContext */.Pn)(job);
        if (!inputs.dryRun)
            await (0,action_job/* checkMayWrite */.rO)(job, 'move a branch');
        const history = await (0,history_store/* openToRead */.g1)(store, log/* actionLog */.Z.warn);
        try {
            if (!inputs.dryRun) {
                await (0,settle_running.settleRunning)({ history, proofs: job.proofs, inform: log/* actionLog */.Z.info }, { own: context.run });
            }
            const codeHost = job.codeHost === null ? {} : { codeHost: job.codeHost };
            const move = await story({ history, repository, clock: system_clock.systemClock, uids: uids/* systemUids */.Z, log: log/* actionLog */.Z, ...codeHost }, {
                projectId: job.projectId,
                slug: job.slug,
                branch: inputs.branch,
                reason: inputs.reason,
                actor: context.triggeringActor,
                run: context.run,
                where: 'remote',
                tokenKind: (await pushesWithJobToken(repository, inputs)) ? 'job' : 'other',
                frontEnd: 'action',
            });
            await tellOfMove({ inputs, job, history, move });
        }
        finally {
            await history.close();
        }
    }
    finally {
        await repository.close();
    }
}
/** A checkout may have left another token or an ssh key, which can do more than the job's own. */
async function pushesWithJobToken({ remote }, { githubToken, pushToken }) {
    if (remote === null || githubToken === null || pushToken !== null)
        return false;
    return await remote.pushesWith(githubToken);
}
async function tellOfMove(told) {
    const { inputs, job, history, move } = told;
    for (const warning of move.warnings)
        log/* actionLog */.Z.warn(warning);
    const outputs = {
        rollback: move.done?.rollback ?? null,
        branch: move.branch,
        fromSha: move.from,
        toSha: move.to,
        pinRef: move.done === null ? null : move.pinRef,
        steps: move.steps.map((step) => step.id ?? step.uid),
        recorded: move.done?.recorded ?? null,
    };
    (0,action_outputs/* setOutputs */.n0)((0,action_outputs/* rollbackOutputs */.Hj)(outputs, move.kind === 'rollback' ? 'deactivated-steps' : 'reactivated-steps'));
    log/* actionLog */.Z.info(sentence(move));
    await writeSummary(told);
    if (move.done === null)
        return;
    const request = { job, context: job.context, comment: 'auto', ...inputs };
    const comment = await (0,pull_request_comment/* updateComment */.v)({ ...request, branch: move.branch }, history);
    if (comment.warning !== null)
        log/* actionLog */.Z.warn(comment.warning);
}
async function writeSummary({ inputs, job, history, move, }) {
    try {
        const scope = { pullRequest: null, branch: move.branch };
        const view = await (0,history_to_view/* historyToView */.B)(history, scope, { ...inputs, slug: job.slug, context: job.context });
        const text = renderRollbackSummary({
            ...move,
            record: move.done?.rollback ?? null,
            reason: inputs.reason,
            publication: move.done?.publication ?? null,
            history: view,
        });
        await summary/* summary */.z.addRaw(text, true).write();
    }
    catch (error) {
        log/* actionLog */.Z.warn(`The job summary could not be written: ${(0,errors/* describeError */.Uc)(error)}`);
    }
}
function sentence({ done, kind, branch, from, to, steps }) {
    const names = steps.map((step) => step.id ?? step.uid).join(', ') || 'no step';
    const what = kind === 'rollback' ? `${names} rolled back` : `${names} active again`;
    const how = done === null ? 'would be moved' : `was moved by ${(0,rollback/* rollbackName */.O)(done.rollback)}`;
    return `${branch} ${how} from ${from} to ${to}; steps: ${what}.`;
}


/***/ }),

/***/ 8721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _usecases_undo_rollback_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5381);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7126);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14173);
/* harmony import */ var _move_branch_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69239);




/** The undo action's main: takes a rollback of a remote branch back. */
const main = () => (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .runAction */ .C)(async () => {
    const inputs = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readUndoInputs */ .wu)();
    await (0,_move_branch_js__WEBPACK_IMPORTED_MODULE_3__/* .moveBranch */ .o)(inputs, async (deps, request) => {
        const { rollback, dryRun } = inputs;
        const answer = await (0,_usecases_undo_rollback_js__WEBPACK_IMPORTED_MODULE_0__/* .undoRollback */ .RH)(deps, { ...request, rollback, dryRun });
        const planned = answer.kind === 'planned';
        const plan = planned ? answer.prepared.plan : answer.plan;
        return {
            ...plan,
            kind: 'undo',
            steps: plan.returns,
            stays: null,
            takesBack: plan.rollback,
            displaced: [],
            pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
            done: planned ? null : answer,
        };
    });
});


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
