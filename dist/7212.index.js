export const id = 7212;
export const ids = [7212,2248];
export const modules = {

/***/ 14549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ confirm)
/* harmony export */ });
/* harmony import */ var node_readline_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26848);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);


/**
 * Asks on a terminal whether to go on; elsewhere only `--yes` will do. Throws RefusedError when nobody can be asked.
 * The end of input and Ctrl-C mean no.
 */
async function confirm(context, yes) {
    if (yes)
        return true;
    const { stdin, stderr } = context.streams;
    if (stdin.isTTY !== true || stderr.isTTY !== true) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .fk('not-confirmed', 'Nothing was changed: there is no terminal to ask on. Look at the plan above, then run it again with --yes.');
    }
    const lines = (0,node_readline_promises__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: stdin, output: stderr });
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


/***/ }),

/***/ 49132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DR: () => (/* binding */ openHistoryHere),
/* harmony export */   E4: () => (/* binding */ addHistoryOptions),
/* harmony export */   Pj: () => (/* binding */ findPlace),
/* harmony export */   Pz: () => (/* binding */ settlePlace),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   Ye: () => (/* binding */ tryOpenRepository),
/* harmony export */   jC: () => (/* binding */ openHistory)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);
/* harmony import */ var _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(84647);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31310);
/* harmony import */ var _git_open_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95661);
/* harmony import */ var _system_projects_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23192);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(94130);
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
    // The user's own file is kept true by whoever reads it; a history that others share is not written by looking at it.
    if (place.storeName === 'file')
        await settlePlace(context, history);
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
/** Opens a history and the repository that this folder is in, which both are needed. */
async function openHistoryHere(context, named, options, purpose = 'read') {
    const place = await findPlace(context, named, options, { directory: context.cwd, needsRepository: true });
    const { repository } = place;
    if (repository === null)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('not-a-work-tree', `${context.cwd} is in no git work tree.`);
    const history = await openPlace(context, place, purpose);
    return {
        ...place,
        repository,
        history,
        where: history.dbPath ?? `the store ${place.storeName}`,
        close: async () => {
            await history.close();
            await repository.close();
        },
    };
}
/** Opens the history of a place, and tells what people must know of it. Closes the place's repository when it fails. */
async function openPlace(context, place, purpose) {
    try {
        const { createPlaceStore } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(4168), __webpack_require__.e(1050)]).then(__webpack_require__.bind(__webpack_require__, 14213));
        const store = await createPlaceStore(place, purpose);
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
/** Notes of steps that this machine knows to be gone that they were interrupted. */
async function settlePlace(context, history) {
    const [{ settleRunning }, { processProof }] = await Promise.all([
        __webpack_require__.e(/* import() */ 8932).then(__webpack_require__.bind(__webpack_require__, 58932)),
        __webpack_require__.e(/* import() */ 986).then(__webpack_require__.bind(__webpack_require__, 30986)),
    ]);
    const inform = (message) => (0,_context_js__WEBPACK_IMPORTED_MODULE_8__/* .say */ .cv)(context, message);
    await settleRunning({ history, proofs: [processProof], inform }, { own: null });
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
/** The repository that a folder is in; null where it is in none, or there is no git. */
async function tryOpenRepository(directory) {
    try {
        return await (0,_git_open_js__WEBPACK_IMPORTED_MODULE_6__/* .openGit */ .z)({ credentials: NO_TOKENS }).open(directory);
    }
    catch (error) {
        if (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz)
            return null;
        throw error;
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
/* harmony export */   Fv: () => (/* binding */ parseLimit),
/* harmony export */   lA: () => (/* binding */ parseMinutes),
/* harmony export */   m1: () => (/* binding */ parseSince),
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
/** Reads `--limit`: a number of rows, or `all`, which is no limit (null). Throws InputError. */
function parseLimit(text) {
    if (text === 'all')
        return null;
    if (/^[1-9][0-9]{0,8}$/.test(text))
        return Number(text);
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `--limit is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number such as 20, or all.`);
}
/** A parser for an option that takes minutes, into milliseconds; a fraction such as 0.5 will do. Throws InputError. */
function parseMinutes(option) {
    return (text) => {
        const minutes = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : 0;
        // Node's timers hold 31 bits of milliseconds and fire at once beyond them.
        const milliseconds = Math.round(minutes * 60_000);
        if (milliseconds >= 1 && milliseconds < 2 ** 31)
            return milliseconds;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${option} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number of minutes such as 30 (35000 at most).`);
    };
}
/**
 * Reads `--since`: a day (`2026-11-01`, from its beginning in UTC), a time (ISO 8601), or `7d`, which is today and the six
 * days before. Throws InputError.
 */
function parseSince(text, now) {
    const days = /^([1-9][0-9]{0,4})d$/.exec(text)?.[1];
    if (days !== undefined) {
        const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`);
        return new Date(today - (Number(days) - 1) * DAY_MS).toISOString();
    }
    const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
    const time = isTime ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(time) || !isSameDay(text, time)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `--since is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a day such as 2026-11-01, a time such as 2026-11-01T08:00Z, or 7d.`);
    }
    return new Date(time).toISOString();
}
/** False for the 31st of a month that has 30 days, which Date takes for the 1st of the next. */
function isSameDay(text, time) {
    return text.length > 10 || new Date(time).toISOString().startsWith(text);
}
const DAY_MS = 24 * 60 * 60 * 1000;


/***/ }),

/***/ 59658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LF: () => (/* binding */ readPins),
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
/** Reads `[project-id] <pin...>`: what does not read as a pin is the project, and stands first. Throws InputError. */
function readPins(args, option) {
    const [first, ...rest] = args;
    const hasProject = first !== undefined && option === undefined && !readsAsPin(first);
    const names = hasProject ? rest : args;
    if (names.length === 0) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', 'No pin is named. Give its name, such as R2 or S7 (laforge pins lists them).');
    }
    const odd = names.find((name) => !readsAsPin(name));
    if (odd !== undefined) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(odd)} names no pin. Use R2, S7, a uid or the first 8 or more characters of it, or a whole ref (laforge pins lists them).`);
    }
    return { project: hasProject ? first : (option ?? null), names };
}
function readsAsPin(name) {
    if (name.startsWith('refs/'))
        return true;
    const plain = name.replace(/^step-(?=[0-9a-f]{8})/, '');
    return [_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStepRef */ .xH, _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRollbackRef */ .tI].some((parse) => {
        try {
            parse(plain, '');
            return true;
        }
        catch {
            return false;
        }
    });
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
        limits: step.limits,
        changes: step.changes,
        check: step.check,
        notes: step.notes,
        created_at: step.createdAt,
    };
}


/***/ }),

/***/ 12248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ cacheShareOfTotals),
/* harmony export */   e_: () => (/* binding */ cacheShare),
/* harmony export */   hk: () => (/* binding */ UNSPENT_STATUSES),
/* harmony export */   lB: () => (/* binding */ addTotals),
/* harmony export */   vA: () => (/* binding */ totalsOf),
/* harmony export */   yJ: () => (/* binding */ NO_USAGE)
/* harmony export */ });
const NO_USAGE = {
    steps: 0,
    durationMs: null,
    withoutTokens: 0,
    partial: 0,
    withoutCost: 0,
    inputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    totalTokens: null,
    costUsd: null,
    estimatedUsd: null,
};
/** Statuses of steps that have used nothing yet, or never will. */
const UNSPENT_STATUSES = ['running', 'refused'];
function totalsOf(steps) {
    return steps
        .filter(({ status }) => !UNSPENT_STATUSES.includes(status))
        .map(stepToTotals)
        .reduce(addTotals, NO_USAGE);
}
function addTotals(a, b) {
    return {
        steps: a.steps + b.steps,
        durationMs: addKnown(a.durationMs, b.durationMs),
        withoutTokens: a.withoutTokens + b.withoutTokens,
        partial: a.partial + b.partial,
        withoutCost: a.withoutCost + b.withoutCost,
        inputTokens: addKnown(a.inputTokens, b.inputTokens),
        cacheReadTokens: addKnown(a.cacheReadTokens, b.cacheReadTokens),
        cacheWriteTokens: addKnown(a.cacheWriteTokens, b.cacheWriteTokens),
        outputTokens: addKnown(a.outputTokens, b.outputTokens),
        reasoningTokens: addKnown(a.reasoningTokens, b.reasoningTokens),
        totalTokens: addKnown(a.totalTokens, b.totalTokens),
        costUsd: addKnown(a.costUsd, b.costUsd),
        estimatedUsd: addKnown(a.estimatedUsd, b.estimatedUsd),
    };
}
/** The share of the input that came from the cache, from 0 to 1; null where it is not known, or there was no input. */
function cacheShare(usage) {
    if (usage?.cache_read_tokens == null || usage.input_tokens === null)
        return null;
    const input = usage.input_tokens + usage.cache_read_tokens + (usage.cache_write_tokens ?? 0);
    return input > 0 ? usage.cache_read_tokens / input : null;
}
/** As `cacheShare`, of sums. */
function cacheShareOfTotals({ inputTokens, cacheReadTokens, cacheWriteTokens, }) {
    return cacheShare({
        input_tokens: inputTokens,
        cache_read_tokens: cacheReadTokens,
        cache_write_tokens: cacheWriteTokens,
    });
}
function stepToTotals({ tokenUsage: usage, durationMs }) {
    const cost = usage?.cost ?? null;
    return {
        steps: 1,
        durationMs,
        withoutTokens: usage?.total_tokens == null ? 1 : 0,
        partial: usage?.state === 'partial' ? 1 : 0,
        withoutCost: cost === null ? 1 : 0,
        inputTokens: usage?.input_tokens ?? null,
        cacheReadTokens: usage?.cache_read_tokens ?? null,
        cacheWriteTokens: usage?.cache_write_tokens ?? null,
        outputTokens: usage?.output_tokens ?? null,
        reasoningTokens: usage?.reasoning_tokens ?? null,
        totalTokens: usage?.total_tokens ?? null,
        costUsd: cost,
        estimatedUsd: usage?.cost_estimated === true ? cost : null,
    };
}
/** The sum of what is known, null when nothing is. */
function addKnown(a, b) {
    if (a === null || b === null)
        return a ?? b;
    return a + b;
}


/***/ }),

/***/ 90358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ waitWithin)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** The promise, or a StoreError once the time is up, naming what was waited for. What is under way is not ended. */
async function waitWithin(promise, limitMs, what) {
    let timer;
    const late = new Promise((_, reject) => {
        const seconds = Number((limitMs / 1000).toPrecision(2));
        const giveUp = () => reject(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unavailable', `${what} was not there within ${seconds} seconds.`));
        timer = setTimeout(giveUp, limitMs);
    });
    try {
        return await Promise.race([promise, late]);
    }
    finally {
        clearTimeout(timer);
    }
}


/***/ }),

/***/ 14246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   T1: () => (/* binding */ formatShare),
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
    check_failed: '🧪',
    refused: '⛔',
    over_budget: '💸',
};
/** A status at a glance. The set is open: one we do not know has its own name as its word, which is foreign text. */
function statusAtAGlance(status) {
    const glyph = Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : undefined;
    return { glyph: glyph ?? '❔', word: status.replaceAll('_', ' ') };
}
/**
 * US dollars with the digits that matter for one step: `$0.0205`, `$3.42`, `$0`; `≈$0.0205` where they are an estimate
 * by a price list; '' when unknown.
 */
function formatCost(cost, isEstimated = false) {
    const dollars = formatDollars(cost);
    return isEstimated && dollars !== '' ? `≈${dollars}` : dollars;
}
/** A share from 0 to 1 in percent: `78%`, `<1%`, `>99%`; '' when unknown. */
function formatShare(share) {
    if (share === null)
        return '';
    const percent = Math.round(share * 100);
    if (percent === 0 && share > 0)
        return '<1%';
    return percent === 100 && share < 1 ? '>99%' : `${percent}%`;
}
function formatDollars(cost) {
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
/* harmony export */   wP: () => (/* binding */ formatIds),
/* harmony export */   zD: () => (/* binding */ formatTotals)
/* harmony export */ });
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12248);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14246);


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
/** `17.5k tokens (17.3k in, 78% of it from cache; 201 out), $0.02`, or as much of it as is known. */
function formatUsage(usage) {
    if (usage === null)
        return '';
    const classes = formatClasses(usage.prompt_tokens, (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShare */ .e_)(usage), usage.completion_tokens);
    return [formatTokens(usage.total_tokens, classes), (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(usage.cost, usage.cost_estimated)]
        .filter((part) => part !== '')
        .join(', ');
}
/**
 * What steps used together: `2k tokens (1.5k in, 60% of it from cache; 500 out), $0.50, ≈$0.10 of it estimated; tokens
 * of 1 step unknown`. '' when no agent has run.
 */
function formatTotals(totals) {
    if (totals.steps === 0)
        return '';
    const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, totalTokens, costUsd, estimatedUsd } = totals;
    const input = inputTokens === null ? null : inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
    const isAllEstimated = estimatedUsd !== null && estimatedUsd === costUsd;
    const known = [
        formatTokens(totalTokens, formatClasses(input, (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShareOfTotals */ .IK)(totals), outputTokens)),
        (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(costUsd, isAllEstimated),
        isAllEstimated || estimatedUsd === null ? '' : `${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(estimatedUsd, true)} of it estimated`,
    ].filter((part) => part !== '');
    const missing = [
        totals.withoutTokens > 0 ? `tokens of ${plural(totals.withoutTokens, 'step')} unknown` : '',
        totals.withoutCost > totals.withoutTokens ? `cost of ${plural(totals.withoutCost, 'step')} unknown` : '',
        totals.partial > 0 ? `${plural(totals.partial, 'step')} counted in part` : '',
    ].filter((part) => part !== '');
    return [known.join(', '), ...missing].filter((part) => part !== '').join('; ');
}
function formatTokens(total, classes) {
    if (total === null)
        return '';
    return `${formatCount(total)} tokens${classes === '' ? '' : ` (${classes})`}`;
}
/** `17.3k in, 78% of it from cache; 201 out`. */
function formatClasses(input, share, output) {
    if (input === null || output === null)
        return '';
    const cached = share === null || share === 0 ? '' : `, ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1)(share)} of it from cache`;
    return `${formatCount(input)} in${cached}; ${formatCount(output)} out`;
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

/***/ 2248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   systemClock: () => (/* binding */ systemClock)
/* harmony export */ });
/** The machine's clock. */
const systemClock = { now: () => new Date() };


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


/***/ })

};
