export const id = 394;
export const ids = [394];
export const modules = {

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

/***/ 20394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   define: () => (/* binding */ define)
/* harmony export */ });
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(75799);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94130);
/* harmony import */ var _open_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49132);
/* harmony import */ var _option_values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71819);
/* harmony import */ var _positionals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59658);





const SHOWN_BY_DEFAULT = 50;
const KNOWN_STATUSES = [
    'running',
    'succeeded',
    'failed',
    'timed_out',
    'over_budget',
    'refused',
    'cancelled',
    'interrupted',
];
function define(command, context) {
    command
        .usage('[options] [project-id]')
        .argument('[project-id...]', 'the project (default: the one of this repository)')
        .option('--branch <name>', 'only steps of this branch')
        .option('--active', 'only steps that were not rolled back')
        .option('--status <status>', `only steps that ended like this: ${KNOWN_STATUSES.join(', ')}`)
        .option('--limit <number>', `the newest so many, or all (default: ${SHOWN_BY_DEFAULT}; with --json: all)`, _option_values_js__WEBPACK_IMPORTED_MODULE_2__/* .parseLimit */ .Fv)
        .option('--json', 'print an array of steps, newest first, each as step info --json prints it');
    (0,_open_history_js__WEBPACK_IMPORTED_MODULE_1__/* .addHistoryOptions */ .E4)(command);
    command.addHelpText('after', EXAMPLES);
    command.action((args, options) => listSteps(context, args, options));
}
async function listSteps(context, args, options) {
    const { project } = (0,_positionals_js__WEBPACK_IMPORTED_MODULE_3__/* .readProject */ .Wh)(args, options.project);
    const opened = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_1__/* .openHistory */ .jC)(context, project, options);
    try {
        const { history } = opened;
        const filter = {
            ...(options.branch === undefined ? {} : { branch: options.branch }),
            ...(options.active === true ? { active: true } : {}),
            ...(options.status === undefined ? {} : { status: options.status }),
        };
        const limit = options.limit === undefined ? (options.json === true ? null : SHOWN_BY_DEFAULT) : options.limit;
        const steps = await history.listSteps(limit === null ? filter : { ...filter, limit });
        if (options.json === true)
            return (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .printJson */ .Q2)(context, steps.map(_domain_step_js__WEBPACK_IMPORTED_MODULE_4__/* .stepToJson */ .g));
        const all = await history.countSteps();
        if (all === 0)
            return (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .print */ .yy)(context, noSteps(opened));
        if (steps.length === 0)
            return (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .print */ .yy)(context, noMatch(opened.project.id, all, options));
        const { renderStepList } = await __webpack_require__.e(/* import() */ 1363).then(__webpack_require__.bind(__webpack_require__, 61363));
        const list = {
            projectId: opened.project.id,
            where: opened.where,
            steps,
            rollbacks: await history.listRollbacks(),
            counts: { all, active: await history.countSteps({ active: true }) },
            older: (await history.countSteps(filter)) - steps.length,
            totals: await totalsOfHistory(history, options.branch),
        };
        (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .print */ .yy)(context, renderStepList(list, { width: (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .stdoutWidth */ .QA)(context), paint: (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .stdoutPaint */ .eV)(context), now: new Date() }));
    }
    finally {
        await opened.close();
    }
}
/** What the branch that was asked for used, and the whole history. */
async function totalsOfHistory(history, branch) {
    const project = { name: 'in all', usage: await history.sumUsage() };
    return branch === undefined ? [project] : [{ name: branch, usage: await history.sumUsage({ branch }) }, project];
}
function noSteps({ project, storeName, repository }) {
    const mayBeAtRemote = storeName === 'file' && repository?.remote != null;
    const hint = mayBeAtRemote ? '\nWhat runs recorded in the store git is shown by laforge steps --store git' : '';
    return `No steps yet in project ${project.id}. Record the first one: laforge step run -- <command>${hint}`;
}
function noMatch(projectId, all, options) {
    const asked = [
        ...(options.branch === undefined ? [] : [`branch ${JSON.stringify(options.branch)}`]),
        ...(options.status === undefined ? [] : [`status ${JSON.stringify(options.status)}`]),
        ...(options.active === true ? ['active'] : []),
    ].join(', ');
    return `None of the ${all} steps of project ${projectId} is as asked (${asked}). laforge steps shows them all.`;
}
const EXAMPLES = `
Rolled-back steps stay listed, dimmed, with the number of the rollback that covers them.

Examples:
  $ laforge steps                                  the newest ${SHOWN_BY_DEFAULT} steps of this repository
  $ laforge steps --branch main --active           what main is made of
  $ laforge steps acme/app --status failed         another project's failures
  $ laforge steps --json | jq '.[0].token_usage'   for programs`;


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


/***/ })

};
