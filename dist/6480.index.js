export const id = 6480;
export const ids = [6480];
export const modules = {

/***/ 26863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ addMoveOptions),
  o: () => (/* binding */ planAndMove)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/render/terminal/paint.js
var paint = __webpack_require__(78986);
// EXTERNAL MODULE: ./build/system/system-clock.js
var system_clock = __webpack_require__(2248);
// EXTERNAL MODULE: ./build/system/uids.js
var uids = __webpack_require__(817);
// EXTERNAL MODULE: external "node:readline/promises"
var promises_ = __webpack_require__(26848);
;// CONCATENATED MODULE: ./build/cli/confirm.js


/**
 * Asks on a terminal whether to go on; elsewhere only `--yes` will do. Throws RefusedError when nobody can be asked.
 * The end of input and Ctrl-C mean no.
 */
async function confirm_confirm(context, yes) {
    if (yes)
        return true;
    const { stdin, stderr } = context.streams;
    if (stdin.isTTY !== true || stderr.isTTY !== true) {
        throw new errors/* RefusedError */.fk('not-confirmed', 'Nothing was changed: there is no terminal to ask on. Look at the plan above, then run it again with --yes.');
    }
    const lines = (0,promises_.createInterface)({ input: stdin, output: stderr });
    try {
        const gone = new Promise((resolve) => {
            lines.once('close', () => resolve('')).once('SIGINT', () => resolve(''));
        });
        const answer = await Promise.race([lines.question('Proceed? [y/N] '), gone]);
        return /^\s*y(es)?\s*$/i.test(answer);
    }
    finally {
        lines.close();
    }
}

// EXTERNAL MODULE: ./build/cli/context.js
var cli_context = __webpack_require__(99230);
// EXTERNAL MODULE: ./build/cli/open-history.js
var open_history = __webpack_require__(49132);
// EXTERNAL MODULE: ./build/cli/progress.js
var progress = __webpack_require__(20902);
// EXTERNAL MODULE: ./build/cli/run-info.js
var run_info = __webpack_require__(40149);
;// CONCATENATED MODULE: ./build/cli/branch-move.js









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
    const place = await (0,open_history/* findPlace */.Pj)(context, project, options, { directory: context.cwd, needsRepository: true });
    const { repository } = place;
    if (repository === null)
        throw new errors/* InputError */.dz('not-a-work-tree', `${context.cwd} is in no git work tree.`);
    if (place.storeName === 'git' && options.push !== true) {
        await repository.close();
        throw new errors/* InputError */.dz('bad-input', 'The store git lives at the remote, so the branch has to move there too: add --push.');
    }
    const history = await (0,open_history/* openPlace */.QL)(context, place, 'move');
    try {
        const deps = { history, repository, clock: system_clock.systemClock, uids: uids/* systemUids */.Z, log: (0,cli_context/* createLog */.hM)(context, false) };
        const prepared = await (0,progress/* withProgress */.E)(context, 'looking at the branch', () => story.prepare(deps, moveRequest(context, place, options)));
        const json = options.json === true;
        if (options.dryRun === true) {
            return json
                ? (0,cli_context/* printJson */.Q2)(context, story.toJson(prepared, null))
                : (0,cli_context/* print */.yy)(context, story.describe(prepared, (0,cli_context/* stdoutPaint */.eV)(context)));
        }
        if (!json)
            (0,cli_context/* print */.yy)(context, story.describe(prepared, (0,cli_context/* stdoutPaint */.eV)(context)));
        else if (options.yes !== true)
            showOnStderr(context, (paint) => story.describe(prepared, paint));
        if (!(await confirm_confirm(context, options.yes === true))) {
            (0,cli_context/* say */.cv)(context, 'nothing was changed.');
            return context.exitWith(1);
        }
        const result = await (0,progress/* withProgress */.E)(context, 'moving the branch', () => story.move(deps, prepared));
        if (json)
            (0,cli_context/* printJson */.Q2)(context, story.toJson(prepared, result));
        else
            (0,cli_context/* print */.yy)(context, story.done(result));
    }
    finally {
        await history.close();
        await repository.close();
    }
}
function moveRequest(context, place, options) {
    const run = (0,run_info/* describeRun */.v)(context.env);
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
function showOnStderr(context, describe) {
    const { stderr } = context.streams;
    stderr.write(`${describe((0,paint/* createPaint */.X)(stderr, context.env))}\n`);
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

/***/ 49132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ addHistoryOptions),
/* harmony export */   Pj: () => (/* binding */ findPlace),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   jC: () => (/* binding */ openHistory)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);
/* harmony import */ var _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(84647);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31310);
/* harmony import */ var _git_open_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94631);
/* harmony import */ var _system_projects_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23192);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(99230);
/* harmony import */ var _option_values_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(71819);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(20902);












/** Puts `--project`, `--db` and `--store` onto a command, last among its options. */
function addHistoryOptions(command) {
    command
        .option('--project <id>', 'the project (default: owner/repo of origin, else the name of the folder)')
        .option('--db <file>', 'a steps.db file, in place of the one of the project')
        .option('--store <name>', 'where the history lives (default: git config laforge.store, else file); artifact and cache work in the action alone', (0,_option_values_js__WEBPACK_IMPORTED_MODULE_9__/* .oneOf */ .yL)('--store', _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_10__/* .STORE_NAMES */ .n));
}
/**
 * Finds the history a command is about: the named project, else the one of the repository that `directory` is in.
 * Throws InputError when nothing says which, RefusedError when the name belongs to another repository.
 */
async function findPlace(context, named, options, { directory, needsRepository }) {
    checkStoreOptions(options);
    const namesFile = named !== null || options.db !== undefined;
    let repository = needsRepository || !namesFile ? await openRepository(directory, needsRepository) : null;
    try {
        const store = await chooseStore(options, directory, repository);
        if (repository === null && store !== 'file')
            repository = await openRepository(directory, needsRepository);
        return choosePlace(context, named, options, store, repository);
    }
    catch (error) {
        await repository?.close();
        throw error;
    }
}
/** Opens the history for reading. One that cannot be read is an error here: an empty list would be a guess. */
async function openHistory(context, named, options) {
    const place = await findPlace(context, named, options, { directory: context.cwd, needsRepository: false });
    if (options.db !== undefined && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(place.dbPath)) {
        await place.repository?.close();
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `--db is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(options.db)}, and there is no such file. Name a steps.db.`);
    }
    const history = await openPlace(context, place, 'read');
    return {
        ...place,
        history,
        where: history.dbPath ?? `the store ${place.storeName}`,
        close: async () => {
            await history.close();
            await place.repository?.close();
        },
    };
}
/** Opens the history of a place, and tells what people must know of it. Closes the place's repository when it fails. */
async function openPlace(context, place, purpose) {
    try {
        const { createPlaceStore } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(6869), __webpack_require__.e(8812), __webpack_require__.e(4877), __webpack_require__.e(8972)]).then(__webpack_require__.bind(__webpack_require__, 14213));
        const store = createPlaceStore(place, purpose);
        const history = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_11__/* .withProgress */ .E)(context, 'reading the history', () => store.open());
        for (const warning of history.warnings)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_8__/* .say */ .cv)(context, `warning: ${warning}`);
        const { condition } = history;
        if (condition.kind === 'unreadable') {
            await history.close();
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('unreadable', `The history of project ${place.project.id} could not be read: ${condition.reason}`);
        }
        if (condition.kind === 'expired') {
            (0,_context_js__WEBPACK_IMPORTED_MODULE_8__/* .say */ .cv)(context, `warning: the history has expired in its store${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}.`);
        }
        return history;
    }
    catch (error) {
        await place.repository?.close();
        throw error;
    }
}
function checkStoreOptions({ store, db }) {
    if (db !== undefined && store !== undefined && store !== 'file') {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `--db names a file and --store is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(store)}. Leave one of them out.`);
    }
}
async function chooseStore({ store, db }, directory, repository) {
    if (db !== undefined)
        return 'file';
    if (store !== undefined)
        return store;
    const key = 'laforge.store';
    const remembered = repository === null ? await readGitSetting(key, directory) : repository.settings.get(key);
    return remembered ? (0,_option_values_js__WEBPACK_IMPORTED_MODULE_9__/* .oneOf */ .yL)(`git config ${key}`, _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_10__/* .STORE_NAMES */ .n)(remembered) : 'file';
}
/** A setting of the user's or the folder's; undefined where git does not know it, or is not there. */
function readGitSetting(name, directory) {
    return new Promise((settle) => {
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('git', ['config', '--get', name], { cwd: directory }, (error, stdout) => {
            settle(error === null ? stdout.trim() : undefined);
        });
    });
}
async function openRepository(directory, needed) {
    try {
        return await (0,_git_open_js__WEBPACK_IMPORTED_MODULE_6__/* .openGit */ .z)({ credentials: NO_TOKENS }).open(directory);
    }
    catch (error) {
        if (needed || !(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz) || error.code !== 'not-a-work-tree')
            throw error;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('not-a-work-tree', `${directory} is in no git work tree, so it has no project of its own. Name one: --project <id> (laforge projects lists them).`);
    }
}
function choosePlace(context, named, { db }, store, repository) {
    const project = chooseProject(context, named, repository, db);
    const isDefault = named === null && db === undefined && store === 'file';
    if (isDefault && repository !== null)
        (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .checkOwner */ .AA)(project, repository);
    return {
        project,
        named: named !== null,
        slug: named === null ? _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .DEFAULT_SLUG */ .kp : (0,_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .textToSlug */ .YR)(project.id),
        storeName: store,
        dbPath: db === undefined ? (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .ledgerPath */ .tf)(project) : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(context.cwd, db),
        repository,
    };
}
function chooseProject(context, named, repository, db) {
    if (named !== null)
        return (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .findProject */ .t1)(named, context.env, 'The project');
    if (repository !== null)
        return (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .findProject */ .t1)((0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .defaultProjectId */ .WH)(repository), context.env, 'The name of this repository');
    // A file by itself is read as it is; its own name will do in sentences.
    return { id: db ?? '', folder: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(db ?? '.')) };
}
/** On a user's machine git reaches a remote as the user has configured it, and with nothing of ours. */
const NO_TOKENS = { pushToken: null, fallbackToken: null, serverUrl: null };


/***/ }),

/***/ 71819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ parseTimeoutMinutes),
/* harmony export */   Fv: () => (/* binding */ parseLimit),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


/** A parser for an option that takes one of a few words. Throws InputError with the words. */
function oneOf(option, words) {
    return (text) => {
        const found = words.find((word) => word === text);
        if (found === undefined)
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${option} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use one of: ${words.join(', ')}.`);
        return found;
    };
}
/** Reads `--limit`: a number of steps, or `all`, which is no limit (null). Throws InputError. */
function parseLimit(text) {
    if (text === 'all')
        return null;
    if (/^[1-9][0-9]{0,8}$/.test(text))
        return Number(text);
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `--limit is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number of steps such as 20, or all.`);
}
/** Reads `--timeout-minutes` into milliseconds; a fraction such as 0.5 will do. Throws InputError. */
function parseTimeoutMinutes(text) {
    const minutes = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : 0;
    // Node's timers hold 31 bits of milliseconds and fire at once beyond them.
    const milliseconds = Math.round(minutes * 60_000);
    if (milliseconds >= 1 && milliseconds < 2 ** 31)
        return milliseconds;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `--timeout-minutes is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number of minutes such as 30 (35000 at most).`);
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

/***/ 20902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withProgress)
/* harmony export */ });
const PATIENCE_MS = 1000;
const CLEAR_LINE = '\r\u001b[2K';
/**
 * Says on a terminal what is being done while it takes more than a second, and takes the line away when it is over.
 * `blocking` work leaves no time to say it later, so it is said at once.
 */
async function withProgress(context, what, work, { blocking = false } = {}) {
    const { stderr } = context.streams;
    if (stderr.isTTY !== true)
        return work();
    const started = Date.now();
    let shown = false;
    const show = () => {
        const seconds = Math.round((Date.now() - started) / 1000);
        stderr.write(`${CLEAR_LINE}laforge: ${what}…${seconds > 0 ? ` ${seconds}s` : ''}`);
        shown = true;
    };
    if (blocking)
        show();
    const timer = setInterval(show, PATIENCE_MS);
    try {
        return await work();
    }
    finally {
        clearInterval(timer);
        if (shown)
            stderr.write(CLEAR_LINE);
    }
}


/***/ }),

/***/ 40149:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ describeRun)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

/** Where and by whom a command runs: in a workflow's own shell step what GitHub says, elsewhere the user of this machine. */
function describeRun(env) {
    const nothing = {
        workflow: null,
        run_id: null,
        attempt: null,
        job: null,
        job_backend_id: null,
        event: null,
        url: null,
    };
    if (env.GITHUB_ACTIONS !== 'true') {
        return { ci: 'local', ...nothing, actor: userName(), pull_request: null };
    }
    const runId = env.GITHUB_RUN_ID ?? null;
    const attempt = Number(env.GITHUB_RUN_ATTEMPT);
    const page = env.GITHUB_SERVER_URL !== undefined && env.GITHUB_REPOSITORY !== undefined && runId !== null;
    return {
        ci: 'github',
        workflow: env.GITHUB_WORKFLOW ?? null,
        run_id: runId,
        attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
        job: env.GITHUB_JOB ?? null,
        // Only actions are told it: a workflow's shell steps have no token with it.
        job_backend_id: null,
        actor: env.GITHUB_ACTOR ?? null,
        event: env.GITHUB_EVENT_NAME ?? null,
        url: page ? `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${runId}` : null,
        pull_request: null,
    };
}
/** Null for a user id without an entry in the system's list, as containers have them. */
function userName() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().username;
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 81005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ rollbackToJson),
/* harmony export */   O: () => (/* binding */ rollbackName)
/* harmony export */ });
/** How a rollback is named in a sentence: `R2`, or by its uid while it has no settled number. */
function rollbackName(rollback) {
    return rollback.number === null ? rollback.uid : `R${rollback.number}`;
}
/** The documented JSON shape of a rollback or an undo. */
function rollbackToJson(rollback) {
    return {
        number: rollback.number,
        uid: rollback.uid,
        kind: rollback.kind,
        undoes: rollback.undoes,
        undone_by: rollback.undoneBy,
        project_id: rollback.projectId,
        repository: rollback.repository,
        branch: rollback.branch,
        target: rollback.target === null ? null : { mode: rollback.target.mode, step_uid: rollback.target.stepUid },
        from_sha: rollback.fromSha,
        to_sha: rollback.toSha,
        pin_ref: rollback.pinRef,
        step_uids: rollback.stepUids,
        actor: rollback.actor,
        reason: rollback.reason,
        run: rollback.run,
        created_at: rollback.createdAt,
    };
}


/***/ }),

/***/ 75799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ stepToJson),
/* harmony export */   u: () => (/* binding */ stepName)
/* harmony export */ });
/** How a step is named in a sentence: `step 3`, or by its uid while it has no settled number. */
function stepName(step) {
    return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}
/**
 * The documented JSON shape of a step: the columns of steps.db by their names, the JSON documents parsed and named
 * without `_json`. Used by `--json`, the output `step` and exports.
 */
function stepToJson(step) {
    return {
        id: step.id,
        uid: step.uid,
        active: step.active,
        parent_step_id: step.parentStepId,
        parent_uid: step.parentUid,
        project_id: step.projectId,
        repository: step.repository,
        branch: step.branch,
        status: step.status,
        commit_sha_before: step.commitShaBefore,
        commit_sha_after: step.commitShaAfter,
        pushed: step.pushed,
        pin_ref: step.pinRef,
        exit_code: step.exitCode,
        start_time: step.startTime,
        end_time: step.endTime,
        duration_ms: step.durationMs,
        agent_config: step.agentConfig,
        token_usage: step.tokenUsage,
        run: step.run,
        changes: step.changes,
        notes: step.notes,
        created_at: step.createdAt,
    };
}


/***/ }),

/***/ 14246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   lM: () => (/* binding */ rollbackLabel),
/* harmony export */   t_: () => (/* binding */ statusAtAGlance),
/* harmony export */   vO: () => (/* binding */ stepLabel),
/* harmony export */   xM: () => (/* binding */ formatLines)
/* harmony export */ });
const GLYPHS = {
    running: '⏳',
    succeeded: '✅',
    failed: '❌',
    timed_out: '⏱️',
    cancelled: '🚫',
    interrupted: '💥',
};
/** A status at a glance. The set is open: one we do not know has its own name as its word, which is foreign text. */
function statusAtAGlance(status) {
    const glyph = Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : undefined;
    return { glyph: glyph ?? '❔', word: status.replaceAll('_', ' ') };
}
/** US dollars with the digits that matter for one step: `$0.0205`, `$3.42`, `$0`; '' when unknown. */
function formatCost(cost) {
    if (cost === null || !Number.isFinite(cost) || cost < 0)
        return '';
    if (cost === 0)
        return '$0';
    if (cost < 0.0001)
        return '<$0.0001';
    // Above a cent, three significant digits are below what anybody would compare.
    return cost < 0.995 ? `$${cost.toFixed(4)}` : `$${cost.toFixed(2)}`;
}
/** How a step is shown in a table: its number, or enough of its uid to find it while it has no settled one. */
function stepLabel(step) {
    // The first 13 characters of a UUIDv7 are its millisecond; the first 8 alone stand for a minute.
    return step.id === null ? step.uid.slice(0, 13) : String(step.id);
}
/** `R2`, or enough of its uid while it has no settled number. */
function rollbackLabel(rollback) {
    return rollback.number === null ? rollback.uid.slice(0, 13) : `R${rollback.number}`;
}
/** `+10 −2`. */
function formatLines(insertions, deletions) {
    return `+${insertions} −${deletions}`;
}
/** `2026-01-31 09:05 UTC`; anything that is no timestamp of ours as it is. */
function formatTime(time) {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time) ? `${time.slice(0, 16).replace('T', ' ')} UTC` : time;
}


/***/ }),

/***/ 12535:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   ki: () => (/* binding */ formatList),
/* harmony export */   nV: () => (/* binding */ formatAge),
/* harmony export */   pK: () => (/* binding */ formatUsage),
/* harmony export */   rQ: () => (/* binding */ formatChanges),
/* harmony export */   wP: () => (/* binding */ formatIds)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14246);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** `40ms`, `1.2s`, `12s`, `3m 20s`, `1h 05m`; '' when unknown. */
function formatDuration(durationMs) {
    if (durationMs === null)
        return '';
    if (durationMs < 995)
        return `${Math.round(durationMs)}ms`;
    if (durationMs < 9_950)
        return `${(durationMs / 1000).toFixed(1)}s`;
    const seconds = Math.round(durationMs / 1000);
    if (seconds < MINUTE)
        return `${seconds}s`;
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)}m ${twoDigits(seconds % MINUTE)}s`;
    return `${Math.floor(seconds / HOUR)}h ${twoDigits(Math.floor((seconds % HOUR) / MINUTE))}m`;
}
/** `840`, `17.5k`, `2.3M`; '' when unknown. */
function formatCount(count) {
    if (count === null || count === undefined)
        return '';
    if (count < 1000)
        return String(count);
    if (count < 999_950)
        return `${trimZero((count / 1000).toFixed(1))}k`;
    return `${trimZero((count / 1_000_000).toFixed(1))}M`;
}
/** `2 commits, 3 files (+10 -2)`; `no changes` when that is known, '' when nothing is. */
function formatChanges(changes) {
    if (changes === null)
        return '';
    if (changes.own_commit_count === 0 && changes.files_changed === 0)
        return 'no changes';
    const files = `${plural(changes.files_changed, 'file')} (+${changes.insertions} -${changes.deletions})`;
    return `${plural(changes.own_commit_count, 'commit')}, ${files}`;
}
/** `17.5k tokens, $0.02`, or as much of it as is known. */
function formatUsage(usage) {
    if (usage === null)
        return '';
    const tokens = usage.total_tokens === null ? '' : `${formatCount(usage.total_tokens)} tokens`;
    return [tokens, (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCost */ .BD)(usage.cost)].filter((part) => part !== '').join(', ');
}
/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`, then the date. The clock's time is given, so the text is a function of its data. */
function formatAge(time, now) {
    const seconds = Math.round((now.getTime() - Date.parse(time)) / 1000);
    if (Number.isNaN(seconds))
        return time;
    if (seconds < -MINUTE)
        return time.slice(0, 16).replace('T', ' ');
    if (seconds < MINUTE)
        return 'just now';
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)} min ago`;
    if (seconds < DAY)
        return `${Math.floor(seconds / HOUR)} h ago`;
    if (seconds < 14 * DAY)
        return `${plural(Math.floor(seconds / DAY), 'day')} ago`;
    return time.slice(0, 10);
}
/** `1 step`, `2 steps`. */
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** `a`, `a and b`, `a, b and c`. */
function formatList(items) {
    return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
/** The step numbers of a plan: `14 and 15`, runs of three or more as `14 to 19`. */
function formatIds(ids) {
    const parts = [];
    const sorted = [...ids].sort((a, b) => a - b);
    for (let start = 0; start < sorted.length;) {
        let end = start;
        while (sorted[end + 1] === (sorted[end] ?? 0) + 1)
            end++;
        if (end - start >= 2)
            parts.push(`${sorted[start]} to ${sorted[end]}`);
        else
            parts.push(...sorted.slice(start, end + 1).map(String));
        start = end + 1;
    }
    return formatList(parts);
}
function twoDigits(value) {
    return String(value).padStart(2, '0');
}
function trimZero(text) {
    return text.replace(/\.0$/, '');
}


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
