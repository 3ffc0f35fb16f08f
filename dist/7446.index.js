export const id = 7446;
export const ids = [7446];
export const modules = {

/***/ 47446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  define: () => (/* binding */ export_define)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/cli/context.js + 1 modules
var cli_context = __webpack_require__(94130);
// EXTERNAL MODULE: ./build/domain/claims.js
var claims = __webpack_require__(24140);
;// CONCATENATED MODULE: ./build/cli/exported-history.js

const NOTHING_EXPORTED = { steps: [], rollbacks: [], stepClaims: [], rollbackClaims: [] };
/**
 * Everything in a ledger, oldest first, in an order that follows from the records alone: two ledgers with the same
 * records are exported alike, byte for byte.
 */
function exportedHistory(ledger) {
    const { stepClaims, rollbackClaims } = ledger.records();
    return {
        steps: ledger.listSteps().toReversed(),
        rollbacks: ledger.listRollbacks().toReversed(),
        stepClaims: [...stepClaims].sort(claims/* compareClaims */.f),
        rollbackClaims: [...rollbackClaims].sort(claims/* compareClaims */.f),
    };
}

// EXTERNAL MODULE: ./build/cli/open-history.js
var open_history = __webpack_require__(49132);
// EXTERNAL MODULE: ./build/cli/option-values.js
var option_values = __webpack_require__(71819);
// EXTERNAL MODULE: ./build/cli/positionals.js
var positionals = __webpack_require__(59658);
;// CONCATENATED MODULE: ./build/cli/export.js








const FORMATS = ['json', 'ndjson', 'csv'];
function export_define(command, context) {
    command
        .usage('[options] [project-id]')
        .argument('[project-id...]', 'the project (default: the one of this repository)')
        .option('--format <format>', FORMATS.join(', '), (0,option_values/* oneOf */.yL)('--format', FORMATS), 'json')
        .option('-o, --output <file>', 'write to a file (default: stdout)');
    (0,open_history/* addHistoryOptions */.E4)(command);
    command.addHelpText('after', EXAMPLES);
    command.action((args, options) => exportHistory(context, args, options));
}
async function exportHistory(context, args, options) {
    const { project } = (0,positionals/* readProject */.Wh)(args, options.project);
    const opened = await (0,open_history/* openHistory */.jC)(context, project, options);
    try {
        const text = await formatHistory(await readAll(opened.history), options.format);
        if (options.output === undefined) {
            context.streams.stdout.write(text);
            return;
        }
        writeOutput((0,external_node_path_.resolve)(context.cwd, options.output), text);
        (0,cli_context/* say */.cv)(context, `wrote ${options.output}.`);
    }
    finally {
        await opened.close();
    }
}
/** Everything in the history; a project without one has nothing. */
async function readAll(history) {
    // One at the remote is there as a file once something of the whole was asked.
    await history.countSteps();
    const { dbPath } = history;
    if (dbPath === null || !(0,external_node_fs_.existsSync)(dbPath))
        return NOTHING_EXPORTED;
    const [{ openLedger }, { systemClock }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(8669)]).then(__webpack_require__.bind(__webpack_require__, 93304)),
        __webpack_require__.e(/* import() */ 2248).then(__webpack_require__.bind(__webpack_require__, 2248)),
    ]);
    const ledger = openLedger(dbPath, { clock: systemClock, readonly: true });
    try {
        return exportedHistory(ledger);
    }
    finally {
        ledger.close();
    }
}
async function formatHistory(history, format) {
    if (format === 'csv')
        return (await __webpack_require__.e(/* import() */ 4402).then(__webpack_require__.bind(__webpack_require__, 74402))).formatCsv(history.steps);
    const { formatJson, formatNdjson } = await __webpack_require__.e(/* import() */ 5271).then(__webpack_require__.bind(__webpack_require__, 5271));
    return format === 'json' ? formatJson(history) : formatNdjson(history);
}
function writeOutput(path, text) {
    try {
        (0,external_node_fs_.writeFileSync)(path, text);
    }
    catch (cause) {
        throw new errors/* StoreError */.AD('unwritable', `${path} cannot be written. Name another file with --output.`, { cause });
    }
}
const EXAMPLES = `
json: one object with the lists steps, rollbacks, step_claims and rollback_claims; ndjson: the same, one object a line
with its type. Both hold all of a history: imported into an empty project and exported again they are the same, byte for
byte. csv: a line a step with its figures, for spreadsheets, which is not all of it and cannot be imported. Oldest first.

Examples:
  $ laforge export --format csv -o steps.csv
  $ laforge export acme/app --format ndjson | grep '"type":"step"' | jq .duration_ms`;


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

/***/ 24140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ settleClaims),
/* harmony export */   f: () => (/* binding */ compareClaims)
/* harmony export */ });
/** Earlier first: by time, then by uid, then by number. A total order over distinct claims. */
function compareClaims(a, b) {
    return compare(a.claimedAt, b.claimedAt) || compare(a.uid, b.uid) || a.number - b.number;
}
/**
 * Settles numbers from claims. A number belongs to its earliest claim, and a uid's number is its earliest claim that
 * holds, so the result is a function of the set of claims, whatever the order they came in.
 */
function settleClaims(claims) {
    const ordered = [...claims].sort(compareClaims);
    const owners = new Map();
    const held = new Map();
    const seen = new Set();
    let highest = 0;
    for (const claim of ordered) {
        seen.add(claim.uid);
        highest = Math.max(highest, claim.number);
        const owner = owners.get(claim.number);
        if (owner === undefined) {
            owners.set(claim.number, [claim.uid]);
            if (!held.has(claim.uid))
                held.set(claim.uid, claim);
        }
        else if (!owner.includes(claim.uid))
            owner.push(claim.uid);
    }
    return {
        held,
        contested: new Map([...owners].filter(([, uids]) => uids.length > 1)),
        unsettled: [...seen].filter((uid) => !held.has(uid)),
        highest,
    };
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ })

};
