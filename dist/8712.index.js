export const id = 8712;
export const ids = [8712];
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
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(16327);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(31310);
/* harmony import */ var _render_terminal_plain_text_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(17468);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(94130);
/* harmony import */ var _open_history_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(49132);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(20902);











const NOT_SOUND = 1;
const NOT_CHECKED = 3;
function define(command, context) {
    command
        .usage('[options] [file|project-id]')
        .argument('[name]', 'a steps.db file, or a project (default: the one of this repository)')
        .option('--json', 'print {path, store, sound, findings, remarks} as one object');
    (0,_open_history_js__WEBPACK_IMPORTED_MODULE_8__/* .addHistoryOptions */ .E4)(command);
    command.addHelpText('after', EXAMPLES);
    command.action((name, options) => verify(context, name, options));
}
async function verify(context, name, options) {
    let verdict;
    try {
        verdict = await check(context, name, options);
    }
    catch (error) {
        if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .StoreError */ .AD || error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .GitError */ .XS))
            throw error;
        (0,_context_js__WEBPACK_IMPORTED_MODULE_7__/* .say */ .cv)(context, (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describeError */ .Uc)(error));
        return context.exitWith(NOT_CHECKED);
    }
    const { findings, remarks } = verdict;
    const sound = findings.length === 0;
    if (options.json === true) {
        (0,_context_js__WEBPACK_IMPORTED_MODULE_7__/* .printJson */ .Q2)(context, { path: verdict.path, store: verdict.store, sound, findings, remarks });
    }
    else {
        const lines = [
            sound ? `${verdict.name} is sound.` : `${verdict.name} is not sound:`,
            ...findings.map((finding) => `  - ${(0,_render_terminal_plain_text_js__WEBPACK_IMPORTED_MODULE_9__/* .toPlainText */ .b)(finding)}`),
            ...(remarks.length > 0 ? ['Beside that:', ...remarks.map((remark) => `  - ${(0,_render_terminal_plain_text_js__WEBPACK_IMPORTED_MODULE_9__/* .toPlainText */ .b)(remark)}`)] : []),
        ];
        (0,_context_js__WEBPACK_IMPORTED_MODULE_7__/* .print */ .yy)(context, lines.join('\n'));
    }
    if (!sound)
        context.exitWith(NOT_SOUND);
}
async function check(context, name, options) {
    const file = name === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(context.cwd, name);
    if (file !== undefined && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file)) {
        if (options.project !== undefined || options.db !== undefined) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(name ?? '')} is a file, and --project or --db names another. Name one.`);
        }
        const repository = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_8__/* .tryOpenRepository */ .Ye)(context.cwd);
        try {
            return await checkFile(context, file, ofItsName(repository), _domain_slug_js__WEBPACK_IMPORTED_MODULE_6__/* .DEFAULT_SLUG */ .kp);
        }
        finally {
            await repository?.close();
        }
    }
    const named = name ?? options.project ?? null;
    const place = await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_8__/* .findPlace */ .Pj)(context, named, options, { directory: context.cwd, needsRepository: false });
    const repository = place.repository ?? (await (0,_open_history_js__WEBPACK_IMPORTED_MODULE_8__/* .tryOpenRepository */ .Ye)(context.cwd));
    try {
        switch (place.storeName) {
            case 'git':
                return await checkGit(context, place);
            case 'file':
                if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(place.dbPath)) {
                    const own = named === null && options.db === undefined ? repository : ofItsName(repository);
                    return await checkFile(context, place.dbPath, own, place.slug);
                }
                throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `There is no steps.db at ${place.dbPath}. Name a file, or a project that laforge projects lists.`);
            default:
                throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `The store is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(place.storeName)}, which works inside the action alone. Name a steps.db file to check.`);
        }
    }
    finally {
        await repository?.close();
    }
}
/** Records tell whose they are by the name of a remote: in a repository without one they could be anybody's. */
function ofItsName(repository) {
    return repository?.remote?.repository == null ? null : repository;
}
async function checkFile(context, path, repository, slug) {
    const { verifyLedger } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5156), __webpack_require__.e(3341), __webpack_require__.e(2347)]).then(__webpack_require__.bind(__webpack_require__, 48540));
    const findings = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_10__/* .withProgress */ .E)(context, `checking ${path}`, () => verifyLedger(path), { blocking: true });
    const shas = findings.length > 0 ? NOTHING : await checkShas(context, path, repository, slug);
    return { path, store: 'file', name: path, ...shas, findings: [...findings, ...shas.findings] };
}
const NOTHING = { findings: [], remarks: [] };
/** Only records that can be read are held against git. */
async function checkShas(context, path, repository, slug) {
    if (repository === null)
        return NOTHING;
    const [{ openLedger }, { systemClock }, { verifyShas }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(9021)]).then(__webpack_require__.bind(__webpack_require__, 93304)),
        __webpack_require__.e(/* import() */ 2248).then(__webpack_require__.bind(__webpack_require__, 2248)),
        __webpack_require__.e(/* import() */ 218).then(__webpack_require__.bind(__webpack_require__, 30218)),
    ]);
    const ledger = openLedger(path, { clock: systemClock, readonly: true });
    try {
        const history = { steps: ledger.listSteps(), rollbacks: ledger.listRollbacks() };
        return await (0,_progress_js__WEBPACK_IMPORTED_MODULE_10__/* .withProgress */ .E)(context, 'asking git for the commits', () => verifyShas(repository, slug, history));
    }
    finally {
        ledger.close();
    }
}
async function checkGit(context, place) {
    const { repository, slug } = place;
    const [{ verifyGitHistory }, { createPlaceStore, storeDeps }, { verifyLedger }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(71), __webpack_require__.e(546)]).then(__webpack_require__.bind(__webpack_require__, 95718)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(4168), __webpack_require__.e(1050)]).then(__webpack_require__.bind(__webpack_require__, 14213)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5156), __webpack_require__.e(3341), __webpack_require__.e(2347)]).then(__webpack_require__.bind(__webpack_require__, 48540)),
    ]);
    // Says in words what is missing where there is no remote.
    await createPlaceStore(place, 'read');
    const objects = repository?.objects ?? null;
    const ref = `refs/laforge/ledger/${slug}`;
    if (repository === null || objects === null)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-environment', `There is no remote with ${ref}.`);
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), 'laforge-verify-'));
    try {
        const found = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_10__/* .withProgress */ .E)(context, `checking ${ref}`, () => verifyGitHistory({ ...storeDeps(), objects }, slug, folder));
        if (found === null)
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `The remote has no history at ${ref}. Name another project.`);
        const { ledgerPath, waiting } = found;
        const inLedger = ledgerPath === null ? [] : verifyLedger(ledgerPath);
        const isReadable = ledgerPath !== null && inLedger.length === 0;
        const shas = isReadable ? await checkShas(context, ledgerPath, repository, slug) : NOTHING;
        const left = waiting === 0 ? [] : [`${waiting} records of runs wait beside it for the next run to add them`];
        return {
            path: null,
            store: 'git',
            name: `${ref} (${found.records} records)`,
            findings: [...found.findings, ...inLedger, ...shas.findings],
            remarks: [...left, ...shas.remarks],
        };
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true });
    }
}
const EXAMPLES = `
Checks all of a history and changes nothing. Of a file: its pages, its schema, every field of every record and its
digest, and that its numbers, parents and what is active follow from its records. With --store git also that the commits
of the history are one chain, that its segments hold what its commits say, and that its tip counts right. In a work tree
git is asked for every commit and pin that records of that repository name. What is not known here, in a shallow clone
say, is told and is no fault; nor is a pin that somebody dropped (laforge pins drop).

The exit status is 0 when all is sound, 1 when anything is not, 2 when it was called wrongly, and 3 when it could not be
checked: a file that cannot be read, a remote that does not answer.

Examples:
  $ laforge verify                      the history of this repository's project
  $ laforge verify downloaded/steps.db
  $ laforge verify --store git          the one at the remote`;


/***/ })

};
