export const id = 6539;
export const ids = [6539];
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

/***/ 26539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _usecases_roll_back_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6258);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7126);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14173);
/* harmony import */ var _move_branch_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69239);




/** The rollback action's main: resets a remote branch to a recorded step. */
const main = () => (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .runAction */ .C)(async () => {
    const inputs = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readRollbackInputs */ .KA)();
    await (0,_move_branch_js__WEBPACK_IMPORTED_MODULE_3__/* .moveBranch */ .o)(inputs, async (deps, request) => {
        const { step, mode, allowDiscard, dryRun } = inputs;
        const answer = await (0,_usecases_roll_back_js__WEBPACK_IMPORTED_MODULE_0__/* .rollBack */ .Fu)(deps, { ...request, step, mode, allowDiscard, dryRun });
        const planned = answer.kind === 'planned';
        const plan = planned ? answer.prepared.plan : answer.plan;
        return {
            ...plan,
            kind: 'rollback',
            steps: plan.goes,
            takesBack: null,
            pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
            done: planned ? null : answer,
        };
    });
});


/***/ }),

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


/***/ })

};
