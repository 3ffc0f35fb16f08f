export const id = 7104;
export const ids = [7104];
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

/***/ 47104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   define: () => (/* binding */ define)
/* harmony export */ });
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(81005);
/* harmony import */ var _render_terminal_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50307);
/* harmony import */ var _usecases_roll_back_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6258);
/* harmony import */ var _branch_move_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12227);
/* harmony import */ var _move_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(47183);
/* harmony import */ var _open_history_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(49132);
/* harmony import */ var _positionals_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(59658);








function define(command, context) {
    command
        .usage('[options] [project-id] <step-id>')
        .argument('[step-id...]', 'the step to keep: its number (3, S3), or its uid or the first 8 or more characters of it')
        .option('--before', 'undo that step too: back to where it began')
        .option('--branch <name>', "the branch to reset (default: the step's)")
        .option('--allow-discard', 'also displace commits that no step made; they are pinned all the same');
    (0,_branch_move_js__WEBPACK_IMPORTED_MODULE_3__/* .addMoveOptions */ .J)(command);
    (0,_open_history_js__WEBPACK_IMPORTED_MODULE_4__/* .addHistoryOptions */ .E4)(command);
    command.addHelpText('after', EXAMPLES);
    command.action(async (names, options) => {
        const { project, step } = (0,_positionals_js__WEBPACK_IMPORTED_MODULE_5__/* .readStep */ .jg)(names, options.project);
        const mode = options.before === true ? 'before' : 'to';
        const allowDiscard = options.allowDiscard === true;
        await (0,_branch_move_js__WEBPACK_IMPORTED_MODULE_3__/* .planAndMove */ .o)(context, project, options, {
            prepare: (deps, request) => (0,_usecases_roll_back_js__WEBPACK_IMPORTED_MODULE_2__/* .prepareRollback */ .QL)(deps, { ...request, step, mode, allowDiscard }),
            describe: ({ plan, pinRef }, paint) => (0,_render_terminal_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .renderRollbackPlan */ .w)({ ...plan, pinRef }, paint),
            move: _usecases_roll_back_js__WEBPACK_IMPORTED_MODULE_2__/* .carryOutRollback */ .Wy,
            toJson: (prepared, result) => ({
                kind: 'rollback',
                plan: (0,_move_json_js__WEBPACK_IMPORTED_MODULE_6__/* .rollbackPlanToJson */ .nx)(prepared),
                result: result === null ? null : (0,_move_json_js__WEBPACK_IMPORTED_MODULE_6__/* .moveResultToJson */ .Wx)(result),
            }),
            done: ({ rollback, plan }) => `${(0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__/* .rollbackName */ .O)(rollback)}: ${plan.branch} is at ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(plan.to)}. To take it back: laforge step undo ${(0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_7__/* .rollbackName */ .O)(rollback)}`,
        });
    });
}
const EXAMPLES = `
Resets the branch to where the step left it (with --before: to where it began). First the plan is shown: what stays,
what goes, where the branch moves. The displaced commits stay reachable under a pin ref, the steps stay listed, and the
rollback gets a number by which it can be taken back. Refused while the work tree has uncommitted changes, for a branch
that is checked out in another worktree, and when commits would go that no step made (unless --allow-discard).

With --json: {kind: "rollback", plan: {mode, step, branch, from_sha, to_sha, pin_ref, local, stays, deactivates,
displaced, warnings}, result: {rollback, recorded, local, warnings}}; result is null in a dry run. Steps are {id, uid}.

Examples:
  $ laforge step rollback 13                         keep step 13, undo all later ones of its branch
  $ laforge step rollback 13 --before --reason "wrong approach"
  $ laforge step rollback acme/app 13 --dry-run      only show the plan
  $ laforge step rollback 13 --push --yes            here and at the remote, without asking`;


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
