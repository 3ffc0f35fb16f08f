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
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14549);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94130);
/* harmony import */ var _open_history_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49132);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(20902);
/* harmony import */ var _run_info_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(40149);








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
    const place = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_5__/* .findPlace */ .Pj)(context, project, options, { directory: context.cwd, needsRepository: true });
    const { repository } = place;
    if (repository === null)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('not-a-work-tree', `${context.cwd} is in no git work tree.`);
    if (place.storeName === 'git' && options.push !== true) {
        await repository.close();
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', 'The store git lives at the remote, so the branch has to move there too: add --push.');
    }
    const history = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_5__/* .openPlace */ .QL)(context, place, 'move');
    try {
        if (options.dryRun !== true)
            await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_5__/* .settlePlace */ .Pz)(context, history);
        const deps = { history, repository, clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_1__.systemClock, uids: _system_uids_js__WEBPACK_IMPORTED_MODULE_2__/* .systemUids */ .Z, log: (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .createLog */ .hM)(context, false) };
        const prepared = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_7__/* .withProgress */ .E)(context, 'looking at the branch', () => story.prepare(deps, moveRequest(context, place, options)));
        const json = options.json === true;
        if (options.dryRun === true) {
            return json
                ? (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .printJson */ .Q2)(context, story.toJson(prepared, null))
                : (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .print */ .yy)(context, story.describe(prepared, (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .stdoutPaint */ .eV)(context)));
        }
        if (!json)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .print */ .yy)(context, story.describe(prepared, (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .stdoutPaint */ .eV)(context)));
        else if (options.yes !== true)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .showOnStderr */ .TB)(context, (paint) => story.describe(prepared, paint));
        if (!(await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_3__/* .confirm */ .l)(context, options.yes === true))) {
            (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .say */ .cv)(context, 'nothing was changed.');
            return context.exitWith(1);
        }
        const result = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_7__/* .withProgress */ .E)(context, 'moving the branch', () => story.move(deps, prepared));
        if (json)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .printJson */ .Q2)(context, story.toJson(prepared, result));
        else
            (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .print */ .yy)(context, story.done(result));
    }
    finally {
        await history.close();
        await repository.close();
    }
}
function moveRequest(context, place, options) {
    const run = (0,_run_info_js__WEBPACK_IMPORTED_MODULE_6__/* .describeRun */ .v)(context.env);
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

/***/ 59658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wh: () => (/* binding */ readProject),
/* harmony export */   XP: () => (/* binding */ readRollback),
/* harmony export */   jg: () => (/* binding */ readStep)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


/** Reads `[project-id]`, which `--project` may say instead. Throws InputError when the two differ. */
function readProject(args, option) {
    refuseMore(args, 1);
    return { project: sameProject(args[0], option) };
}
/** Reads `[project-id] <step-id>`: a lone argument is the step. Throws InputError. */
function readStep(args, option) {
    refuseMore(args, 2);
    const name = args.at(-1);
    if (name === undefined) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', 'No step is named. Give its number, such as 3 (laforge steps lists them).');
    }
    return { project: sameProject(args.length > 1 ? args[0] : undefined, option), step: (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStepRef */ .xH)(name, 'The step id') };
}
/**
 * Reads `[project-id] [rollback-id]`: a lone argument that reads as a rollback (R2, a uid) is the rollback, else the
 * project; a step's number is refused by name. `rollback` is null when the latest one is meant. Throws InputError.
 */
function readRollback(args, option) {
    refuseMore(args, 2);
    const [first, second] = args;
    if (second !== undefined) {
        return { project: sameProject(first, option), rollback: (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRollbackRef */ .tI)(second, WHAT_ROLLBACK) };
    }
    if (first === undefined)
        return { project: sameProject(undefined, option), rollback: null };
    if (option !== undefined || (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .looksLikeStepNumber */ .Ls)(first) || readsAsRollback(first)) {
        return { project: sameProject(undefined, option), rollback: (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRollbackRef */ .tI)(first, WHAT_ROLLBACK) };
    }
    return { project: first, rollback: null };
}
const WHAT_ROLLBACK = 'The rollback id';
function readsAsRollback(text) {
    try {
        (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRollbackRef */ .tI)(text, WHAT_ROLLBACK);
        return true;
    }
    catch {
        return false;
    }
}
function sameProject(positional, option) {
    if (positional !== undefined && option !== undefined && positional !== option) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `Two projects are named, ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(positional)} and ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(option)} (--project). Name one.`);
    }
    return positional ?? option ?? null;
}
function refuseMore(args, most) {
    const extra = args[most];
    if (extra !== undefined)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(extra)} is one argument too many.`);
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
