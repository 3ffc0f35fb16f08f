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
    const deadline = request.deadline ?? Number.POSITIVE_INFINITY;
    const leftMs = () => Math.min(LIMIT_MS, deadline - Date.now());
    try {
        if (leftMs() <= 0)
            return;
        const running = (await history.listRunning(LOOKED_AT)).filter((step) => !isOwn(step, request.own));
        const proven = await prove(running, proofs, leftMs());
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


/***/ })

};
