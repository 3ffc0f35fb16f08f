export const id = 8712;
export const ids = [8712];
export const modules = {

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

/***/ 58712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   define: () => (/* binding */ define)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16327);
/* harmony import */ var _render_terminal_plain_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(17468);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99230);
/* harmony import */ var _open_history_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49132);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20902);








function define(command, context) {
    command
        .usage('[options] [file|project-id]')
        .argument('[name]', 'a steps.db file, or a project (default: the one of this repository)')
        .option('--json', 'print {path, sound, findings} as one object');
    (0,_open_history_js__WEBPACK_IMPORTED_MODULE_5__/* .addHistoryOptions */ .E4)(command);
    command.addHelpText('after', EXAMPLES);
    command.action((name, options) => verify(context, name, options));
}
async function verify(context, name, options) {
    const path = await choosePath(context, name, options);
    const { verifyLedger } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5156), __webpack_require__.e(3341), __webpack_require__.e(8540)]).then(__webpack_require__.bind(__webpack_require__, 48540));
    const findings = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_6__/* .withProgress */ .E)(context, `checking ${path}`, () => verifyLedger(path), { blocking: true });
    if (options.json === true)
        (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .printJson */ .Q2)(context, { path, sound: findings.length === 0, findings });
    else if (findings.length === 0)
        (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .print */ .yy)(context, `${path} is sound.`);
    else
        (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .print */ .yy)(context, [`${path} is not sound:`, ...findings.map((finding) => `  - ${(0,_render_terminal_plain_text_js__WEBPACK_IMPORTED_MODULE_7__/* .toPlainText */ .b)(finding)}`)].join('\n'));
    if (findings.length > 0)
        context.exitWith(1);
}
async function choosePath(context, name, options) {
    const file = name === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(context.cwd, name);
    if (file !== undefined && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file)) {
        if (options.project === undefined && options.db === undefined)
            return file;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('bad-input', `${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)(name ?? '')} is a file, and --project or --db names another. Name one.`);
    }
    const place = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_5__/* .findPlace */ .Pj)(context, name ?? options.project ?? null, options, {
        directory: context.cwd,
        needsRepository: false,
    });
    await place.repository?.close();
    if (place.storeName !== 'file') {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('bad-input', `The store is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)(place.storeName)}. Name a steps.db file to check.`);
    }
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(place.dbPath))
        return place.dbPath;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('bad-input', `There is no steps.db at ${place.dbPath}. Name a file, or a project that laforge projects lists.`);
}
const EXAMPLES = `
Checks the whole file and changes nothing: its pages, its schema, every field of every record, that its numbers and
what is active follow from its records. The exit status is 1 when anything is not as it must be.

Examples:
  $ laforge verify                      the history of this repository's project
  $ laforge verify downloaded/steps.db`;


/***/ })

};
