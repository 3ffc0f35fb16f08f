export const id = 3534;
export const ids = [3534];
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

/***/ 63534:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   define: () => (/* binding */ define)
/* harmony export */ });
/* harmony import */ var _domain_usage_report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78973);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94130);
/* harmony import */ var _open_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49132);
/* harmony import */ var _option_values_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71819);
/* harmony import */ var _positionals_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59658);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(20902);






const ROWS_BY_DEFAULT = 15;
/** So many steps are read at a time. */
const PAGE = 1_000;
function define(command, context) {
    command
        .usage('[options] [project-id]')
        .argument('[project-id...]', 'the project (default: the one of this repository)')
        .option('--since <time>', 'only steps that began then or later: 2026-11-01, a time, or 7d (today and six days before)')
        .option('--branch <name>', 'only steps of this branch')
        .option('--by <what>', `only one table: ${_domain_usage_report_js__WEBPACK_IMPORTED_MODULE_0__/* .USAGE_DIMENSIONS */ .oJ.join(', ')}`, (0,_option_values_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('--by', _domain_usage_report_js__WEBPACK_IMPORTED_MODULE_0__/* .USAGE_DIMENSIONS */ .oJ))
        .option('--limit <number>', `rows a table may have, or all (default: ${ROWS_BY_DEFAULT})`, _option_values_js__WEBPACK_IMPORTED_MODULE_3__/* .parseLimit */ .Fv)
        .option('--json', 'print one object with all of it')
        .option('--csv', 'print lines of CSV with all of it');
    (0,_open_history_js__WEBPACK_IMPORTED_MODULE_2__/* .addHistoryOptions */ .E4)(command);
    command.addHelpText('after', EXAMPLES);
    command.action((args, options) => showUsage(context, args, options));
}
async function showUsage(context, args, options) {
    const { project } = (0,_positionals_js__WEBPACK_IMPORTED_MODULE_4__/* .readProject */ .Wh)(args, options.project);
    const since = options.since === undefined ? null : (0,_option_values_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSince */ .m1)(options.since, new Date());
    const opened = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_2__/* .openHistory */ .jC)(context, project, options);
    try {
        const filter = {
            ...(since === null ? {} : { startedSince: since }),
            ...(options.branch === undefined ? {} : { branch: options.branch }),
        };
        const report = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_5__/* .withProgress */ .E)(context, 'adding up the history', () => addUp(opened.history, filter));
        const dimensions = options.by === undefined ? _domain_usage_report_js__WEBPACK_IMPORTED_MODULE_0__/* .USAGE_DIMENSIONS */ .oJ : [options.by];
        if (options.json === true) {
            const { usageReportToJson } = await __webpack_require__.e(/* import() */ 1026).then(__webpack_require__.bind(__webpack_require__, 91026));
            return (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .printJson */ .Q2)(context, usageReportToJson(report, { projectId: opened.project.id, since, dimensions }));
        }
        if (options.csv === true) {
            const { usageReportToCsv } = await __webpack_require__.e(/* import() */ 1026).then(__webpack_require__.bind(__webpack_require__, 91026));
            return void context.streams.stdout.write(usageReportToCsv(report, dimensions));
        }
        if (report.total.steps === 0)
            return (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .print */ .yy)(context, nothing(opened.project.id, options));
        const { renderUsageReport } = await __webpack_require__.e(/* import() */ 720).then(__webpack_require__.bind(__webpack_require__, 720));
        (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .print */ .yy)(context, renderUsageReport(report, {
            projectId: opened.project.id,
            since: since?.replace('T00:00:00.000Z', '') ?? null,
            dimensions,
            limit: options.limit === undefined ? ROWS_BY_DEFAULT : options.limit,
            width: (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .stdoutWidth */ .QA)(context),
            paint: (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .stdoutPaint */ .eV)(context),
        }));
    }
    finally {
        await opened.close();
    }
}
/** Reads a history page by page: a long one never stands in memory as a whole. */
async function addUp(history, filter) {
    const report = (0,_domain_usage_report_js__WEBPACK_IMPORTED_MODULE_0__/* .createUsageReport */ .Kp)();
    let beforeId;
    for (;;) {
        const page = await history.listSteps({ ...filter, limit: PAGE, ...(beforeId === undefined ? {} : { beforeId }) });
        report.add(page);
        const last = page.at(-1)?.id ?? null;
        if (page.length < PAGE || last === null)
            return report.report();
        beforeId = last;
    }
}
function nothing(projectId, { since, branch }) {
    const asked = [since === undefined ? '' : ` since ${since}`, branch === undefined ? '' : ` on ${branch}`].join('');
    return `No agent has run in project ${projectId}${asked}. laforge steps lists what there is.`;
}
const EXAMPLES = `
Rolled-back steps count: what they cost was spent. A day is one in UTC. ≈ marks an estimate by a price list, + a figure
that more belongs to than is known. A step that used several models counts for each of them.

Examples:
  $ laforge usage --since 7d                   the last seven days of this repository
  $ laforge usage acme/app --by model          what each model cost in another project
  $ laforge usage --csv > usage.csv            for a spreadsheet
  $ laforge usage --json | jq .total.cost_usd  for programs`;


/***/ }),

/***/ 78973:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kp: () => (/* binding */ createUsageReport),
/* harmony export */   Y6: () => (/* binding */ restOf),
/* harmony export */   oJ: () => (/* binding */ USAGE_DIMENSIONS)
/* harmony export */ });
/* harmony import */ var _usage_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12248);

/** What usage can be told apart by. A day is a calendar day in UTC, the one on which the step began. */
const USAGE_DIMENSIONS = ['day', 'branch', 'agent', 'model'];
/** Adds up steps, page by page; memory grows with the days, branches, agents and models, not with the steps. */
function createUsageReport() {
    const sums = {
        day: new Map(),
        branch: new Map(),
        agent: new Map(),
        model: new Map(),
    };
    let total = _usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_USAGE */ .yJ;
    return {
        add(steps) {
            for (const step of steps) {
                if (_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .UNSPENT_STATUSES */ .hk.includes(step.status))
                    continue;
                const usage = (0,_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .totalsOf */ .vA)([step]);
                total = (0,_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .addTotals */ .lB)(total, usage);
                addTo(sums.day, step.startTime.slice(0, 10), usage);
                addTo(sums.branch, step.branch, usage);
                addTo(sums.agent, agentOf(step), usage);
                for (const share of modelShares(step, usage))
                    addTo(sums.model, share.name, share.usage);
            }
        },
        report: () => ({
            total,
            groups: {
                day: [...toGroups(sums.day)].sort((a, b) => compareNames(b.name, a.name)),
                branch: dearestFirst(sums.branch),
                agent: dearestFirst(sums.agent),
                model: dearestFirst(sums.model),
            },
        }),
    };
}
/** Groups beyond the first `most`, added up; null where there are none. */
function restOf(groups, most) {
    return groups.length > most ? groups.slice(most).reduce((sum, { usage }) => (0,_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .addTotals */ .lB)(sum, usage), _usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_USAGE */ .yJ) : null;
}
/** Whose records the usage is from, else the agent's name, else the program of its command. */
function agentOf({ tokenUsage, agentConfig }) {
    const agents = tokenUsage?.agents ?? [];
    if (agents.length > 0)
        return agents.join(' + ');
    return agentConfig?.name ?? agentConfig?.command?.trim().split(/\s+/)[0]?.replace(/^.*\//, '') ?? null;
}
/** Each model's part of a step; all of it where the records name one model, or tell no parts. */
function modelShares(step, usage) {
    const shares = step.tokenUsage?.by_model ?? [];
    const models = step.tokenUsage?.models ?? [];
    if (shares.length < 2)
        return [{ name: shares[0]?.model ?? onlyOne(models) ?? step.agentConfig?.model ?? null, usage }];
    return shares.map((share) => ({ name: share.model, usage: shareToTotals(share, step) }));
}
function onlyOne(names) {
    return names.length === 1 ? names[0] : undefined;
}
function shareToTotals(share, { status, tokenUsage }) {
    const { input_tokens: input, cache_read_tokens: read, cache_write_tokens: write, output_tokens: output, cost } = share;
    const isKnown = input !== null && output !== null;
    const prompt = isKnown ? input + (read ?? 0) + (write ?? 0) : null;
    const usage = tokenUsage === null
        ? null
        : {
            ...tokenUsage,
            input_tokens: input,
            cache_read_tokens: read,
            cache_write_tokens: write,
            output_tokens: output,
            reasoning_tokens: share.reasoning_tokens,
            total_tokens: isKnown && prompt !== null ? prompt + output : null,
            cost,
        };
    return (0,_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .totalsOf */ .vA)([{ status, durationMs: null, tokenUsage: usage }]);
}
function addTo(sums, name, usage) {
    sums.set(name, (0,_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .addTotals */ .lB)(sums.get(name) ?? _usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_USAGE */ .yJ, usage));
}
function toGroups(sums) {
    return [...sums].map(([name, usage]) => ({ name, usage }));
}
function dearestFirst(sums) {
    return toGroups(sums).toSorted((a, b) => (b.usage.costUsd ?? -1) - (a.usage.costUsd ?? -1) ||
        (b.usage.totalTokens ?? -1) - (a.usage.totalTokens ?? -1) ||
        compareNames(a.name, b.name));
}
function compareNames(a, b) {
    return (a ?? '') < (b ?? '') ? -1 : 1;
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


/***/ })

};
