export const id = 7755;
export const ids = [7755,4626,2819];
export const modules = {

/***/ 14213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createFallbackHistory: () => (/* binding */ createFallbackHistory),
/* harmony export */   createPlaceStore: () => (/* binding */ createPlaceStore),
/* harmony export */   storeDeps: () => (/* binding */ storeDeps)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _ledger_open_ledger_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93304);
/* harmony import */ var _stores_file_file_store_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94626);
/* harmony import */ var _stores_fragment_history_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98282);
/* harmony import */ var _stores_git_git_store_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9636);
/* harmony import */ var _system_system_clock_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2248);
/* harmony import */ var _system_uids_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(817);
/* harmony import */ var _foreign_ledger_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(12819);











/** What every store of the command line is given. */
function storeDeps() {
    return {
        openLedger: (path) => (0,_ledger_open_ledger_js__WEBPACK_IMPORTED_MODULE_4__.openLedger)(path, { clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_8__.systemClock }),
        checkLedger: async (path) => (await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(8540)]).then(__webpack_require__.bind(__webpack_require__, 48540))).checkForeignLedger(path),
        parseRecords: async (value, source) => (await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(29)]).then(__webpack_require__.bind(__webpack_require__, 92410))).parseLedgerRecords(value, source),
        uids: _system_uids_js__WEBPACK_IMPORTED_MODULE_9__/* .systemUids */ .Z,
        clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_8__.systemClock,
    };
}
/** The store of a place. Throws InputError on one that can never work on a command line. */
function createPlaceStore(place, purpose) {
    const deps = storeDeps();
    switch (place.storeName) {
        case 'file':
            return (0,_stores_file_file_store_js__WEBPACK_IMPORTED_MODULE_5__.createFileStore)({
                ...deps,
                openLedger: async (path) => (0,_ledger_open_ledger_js__WEBPACK_IMPORTED_MODULE_4__.openLedger)(path, { clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_8__.systemClock, readonly: purpose === 'read' && (await (0,_foreign_ledger_js__WEBPACK_IMPORTED_MODULE_10__.isLaForgeFile)(path)) }),
            }, { path: place.dbPath, create: purpose === 'record' });
        case 'git':
            return (0,_stores_git_git_store_js__WEBPACK_IMPORTED_MODULE_7__.createGitStore)(deps, { slug: place.slug, repository: place.repository, folder: null });
        default:
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `The store is "${place.storeName}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`);
    }
}
/**
 * The history of one run alone, for when its own cannot take it: the record is written to the system's temporary
 * folder, since whatever is wrong with the other place must not matter here, and at the end put beside the ledger,
 * where the next run finds it.
 */
function createFallbackHistory(place, uid) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), `laforge-record-${uid}.json`);
    return (reason) => (0,_stores_fragment_history_js__WEBPACK_IMPORTED_MODULE_6__/* .createFragmentHistory */ .B)({
        condition: { kind: 'unreadable', reason },
        file,
        publish: async () => {
            const where = `${place.dbPath}.record-${uid}.json`;
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.copyFile)(file, where);
                return { kind: 'fragment', where, reason };
            }
            catch (error) {
                return { kind: 'kept', where: file, reason: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error) };
            }
        },
    });
}


/***/ }),

/***/ 12819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   importerOf: () => (/* binding */ importerOf),
/* harmony export */   isLaForgeFile: () => (/* binding */ isLaForgeFile),
/* harmony export */   readForeignLedger: () => (/* binding */ readForeignLedger)
/* harmony export */ });
/** The records of a steps.db from outside, after every field of it was checked. Throws StoreError. */
async function readForeignLedger(path) {
    const [{ checkForeignLedger }, { openLedger }, { systemClock }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5156), __webpack_require__.e(3341), __webpack_require__.e(2347)]).then(__webpack_require__.bind(__webpack_require__, 48540)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(5522)]).then(__webpack_require__.bind(__webpack_require__, 93304)),
        __webpack_require__.e(/* import() */ 2248).then(__webpack_require__.bind(__webpack_require__, 2248)),
    ]);
    checkForeignLedger(path);
    const ledger = openLedger(path, { clock: systemClock, readonly: true });
    try {
        return ledger.records();
    }
    finally {
        ledger.close();
    }
}
/** How to add what a steps.db from outside holds, of ours or LaForge's, to a ledger. Throws StoreError. */
async function importerOf(path) {
    if (await isLaForgeFile(path)) {
        const { importLaForge } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(9151)]).then(__webpack_require__.bind(__webpack_require__, 42964));
        return (ledger) => importLaForge(path, ledger);
    }
    const records = await readForeignLedger(path);
    return (ledger) => ledger.merge(records);
}
/** Whether LaForge wrote the file. Throws StoreError on one that is no history at all. */
async function isLaForgeFile(path) {
    const [{ openDatabase }, { identifyFile }, { withStoreErrors }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(4308)]).then(__webpack_require__.bind(__webpack_require__, 70745)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5429)]).then(__webpack_require__.bind(__webpack_require__, 91168)),
        __webpack_require__.e(/* import() */ 5656).then(__webpack_require__.bind(__webpack_require__, 15656)),
    ]);
    return withStoreErrors(path, () => {
        const db = openDatabase(path, { readonly: true, fileMustExist: true });
        try {
            db.pragma('trusted_schema = OFF');
            return identifyFile(db, path).kind === 'laforge';
        }
        finally {
            db.close();
        }
    });
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

/***/ 63685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openRunStore: () => (/* binding */ openRunStore),
/* harmony export */   recordRun: () => (/* binding */ recordRun)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _agent_agent_env_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92341);
/* harmony import */ var _agent_redact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27009);
/* harmony import */ var _agent_run_agent_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31241);
/* harmony import */ var _agent_run_check_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14108);
/* harmony import */ var _agent_run_folder_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58284);
/* harmony import */ var _agent_script_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(30931);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(56046);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(75799);
/* harmony import */ var _git_identity_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(86193);
/* harmony import */ var _render_terminal_width_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(72774);
/* harmony import */ var _system_process_info_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(30986);
/* harmony import */ var _system_projects_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(23192);
/* harmony import */ var _system_system_clock_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2248);
/* harmony import */ var _system_uids_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(817);
/* harmony import */ var _usage_follow_run_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(7031);
/* harmony import */ var _usecases_record_step_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(18069);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(94130);
/* harmony import */ var _create_store_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(14213);
/* harmony import */ var _run_info_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(40149);
/* harmony import */ var _step_run_lines_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(23405);























/** The store a run is recorded in, begun where there is none. Throws InputError on one that cannot work here. */
function openRunStore(place) {
    return (0,_create_store_js__WEBPACK_IMPORTED_MODULE_18__.createPlaceStore)(place, 'record');
}
/** Records a run of the command as a step of the place. Its log stays in the project's folder, everything else goes. */
async function recordRun(context, options, place) {
    const { repository, store, signal } = place;
    const uid = _system_uids_js__WEBPACK_IMPORTED_MODULE_14__/* .systemUids */ .Z.next();
    const logFile = (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_12__/* .stepLogFile */ .tW)(place.project, uid);
    prepareFolder(place, options, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(logFile));
    const folder = await (0,_agent_run_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .createRunFolder */ .k)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), options.prompt);
    const agentIdentity = repository.identity ?? options.commitAuthor ?? _git_identity_js__WEBPACK_IMPORTED_MODULE_10__/* .BOT */ .WN;
    const launch = launcher(context, options, folder, logFile, repository.identity === null ? agentIdentity : null);
    const runner = (0,_agent_run_agent_js__WEBPACK_IMPORTED_MODULE_5__/* .createAgentRunner */ .A)({ sinks: context.streams, clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_13__.systemClock });
    const usage = (0,_usage_follow_run_js__WEBPACK_IMPORTED_MODULE_15__/* .followUsage */ .h)(options.usageReader, folder.usageFile);
    try {
        const result = await (0,_usecases_record_step_js__WEBPACK_IMPORTED_MODULE_16__/* .recordStep */ .I)({
            repository,
            store,
            agent: runner,
            ...checkOf(context, options, { place, folder, runner, launch, uid }),
            clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_13__.systemClock,
            log: (0,_context_js__WEBPACK_IMPORTED_MODULE_17__/* .createLog */ .hM)(context, options.quiet),
            launch: async (step, settledId) => usage.watch(await launch(step, settledId), options.argv),
            readUsage: usage.read,
            isUsageRead: options.usageReader.reads,
            watchSpending: usage.until,
            onStarted: (step) => {
                if (!options.quiet)
                    (0,_context_js__WEBPACK_IMPORTED_MODULE_17__/* .say */ .cv)(context, (0,_step_run_lines_js__WEBPACK_IMPORTED_MODULE_20__/* .startLine */ .F0)(step, options.argv));
            },
            proofs: [_system_process_info_js__WEBPACK_IMPORTED_MODULE_11__.processProof],
            startDeadline: Date.now() + _usecases_record_step_js__WEBPACK_IMPORTED_MODULE_16__/* .START_LIMIT_MS */ .k,
            keepFile: null,
            fallbackHistory: (0,_create_store_js__WEBPACK_IMPORTED_MODULE_18__.createFallbackHistory)(place, uid),
        }, {
            uid,
            projectId: place.project.id,
            slug: place.slug,
            detachedBranch: null,
            agentConfig: options.agentConfig,
            run: (0,_system_process_info_js__WEBPACK_IMPORTED_MODULE_11__.identifyRun)((0,_run_info_js__WEBPACK_IMPORTED_MODULE_19__/* .describeRun */ .v)(context.env), context.env),
            hasHistory: true,
            limits: options.limits,
            prompt: options.prompt,
            commit: options.commit,
            commitTemplate: options.commitMessage,
            commitAuthor: options.commitAuthor,
            agentIdentity,
            push: options.push,
            continueOnAgentError: options.continueOnAgentError,
            onFailure: options.check?.onFailure ?? null,
            bundleFile: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(logFile), `${uid}.bundle`),
            privatePaths: [(0,_system_projects_js__WEBPACK_IMPORTED_MODULE_12__/* .laforgeHome */ .Or)(context.env), place.project.folder, place.dbPath],
            workTreeLasts: true,
            signal,
            frontEnd: 'cli',
        });
        await result.history.close();
        return result;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(folder.path, { recursive: true, force: true });
    }
}
/** The check runs where the agent ran, with its environment; it has a log of its own and no stdin. */
function checkOf(context, { check, quiet }, run) {
    if (check === null)
        return {};
    const launch = async (step, settledId) => {
        if (!quiet)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_17__/* .say */ .cv)(context, `checking the work of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_21__/* .stepName */ .u)(step)}: ${(0,_render_terminal_width_js__WEBPACK_IMPORTED_MODULE_22__/* .cutToWidth */ .G)(check.script, _step_run_lines_js__WEBPACK_IMPORTED_MODULE_20__/* .COMMAND_WIDTH */ .Nw)}`);
        return {
            ...(await run.launch(step, settledId)),
            argv: await (0,_agent_script_js__WEBPACK_IMPORTED_MODULE_8__/* .writeScript */ .lF)(check.shell, check.script, run.folder.path),
            timeoutMs: check.timeoutMs,
            logFile: (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_12__/* .checkLogFile */ .xo)(run.place.project, run.uid),
            stdin: 'none',
        };
    };
    const secrets = (0,_agent_redact_js__WEBPACK_IMPORTED_MODULE_4__/* .secretsOf */ .Fj)(context.env);
    const { runner, place } = run;
    const options = { runner, clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_13__.systemClock, script: check.script, launch, secrets, signal: place.signal };
    return { check: { run: (0,_agent_run_check_js__WEBPACK_IMPORTED_MODULE_6__/* .createCheck */ .b)(options), uids: _system_uids_js__WEBPACK_IMPORTED_MODULE_14__/* .systemUids */ .Z } };
}
/** Builds the agent's command and environment once the step has its names. `identity` is for a git that knows nobody. */
function launcher(context, options, folder, logFile, identity) {
    return async (step, settledId) => ({
        argv: options.argv,
        cwd: options.directory,
        env: (0,_agent_agent_env_js__WEBPACK_IMPORTED_MODULE_3__/* .buildAgentEnv */ .P)({
            env: context.env,
            allow: options.envAllow,
            stepId: settledId,
            stepUid: step.uid,
            projectId: step.projectId,
            usageFile: folder.usageFile,
            promptFile: folder.promptFile,
            prompt: options.prompt,
            identity,
        }),
        timeoutMs: options.timeoutMs,
        logFile,
        stdin: 'inherit',
    });
}
/** Makes the folder for the project's logs; with the project's own file it also notes whose history that is. */
function prepareFolder(place, options, folder) {
    if (options.history.db === undefined)
        (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_12__/* .claimProject */ .Ax)(place.project, place.repository);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(folder, { recursive: true });
    }
    catch (cause) {
        const message = `The folder for the logs cannot be made: ${folder}. LAFORGE_HOME names another place.`;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .StoreError */ .AD('unwritable', message, { cause });
    }
}


/***/ }),

/***/ 94626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createFileStore: () => (/* binding */ createFileStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59503);
/* harmony import */ var _fragment_history_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98282);
/* harmony import */ var _ledger_history_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43579);
/* harmony import */ var _merge_into_ledger_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82894);








/**
 * A history in a file that lasts. Everything is durable when it is written, so there is nothing to publish. Opening
 * throws where the file is none of ours, or from a newer version: that is for the user to put right. A file that is
 * there and cannot be read is an unreadable history, and the record is put beside it.
 */
function createFileStore(deps, options) {
    return {
        name: 'file',
        async open() {
            if (!options.create && !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(options.path))
                return openBeside(deps, options.path, { kind: 'empty' });
            try {
                return await openFile(deps, options.path);
            }
            catch (error) {
                if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD) || error.code === 'not-a-ledger' || error.code === 'newer-ledger')
                    throw error;
                return openBeside(deps, options.path, { kind: 'unreadable', reason: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error) });
            }
        },
    };
}
async function openFile(deps, path) {
    const existed = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path);
    const ledger = await deps.openLedger(path);
    const warnings = [];
    for (const file of await listFragments(path)) {
        try {
            warnings.push(...(0,_merge_into_ledger_js__WEBPACK_IMPORTED_MODULE_7__/* .mergeIntoLedger */ .K)(ledger, [await (0,_fragment_js__WEBPACK_IMPORTED_MODULE_4__/* .readFragment */ .Bk)(file, file, deps)]));
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true });
        }
        catch (error) {
            warnings.push(`A record beside the history was left out: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error)}`);
        }
    }
    return (0,_ledger_history_js__WEBPACK_IMPORTED_MODULE_6__/* .createLedgerHistory */ .e)({
        ledger,
        condition: existed ? { kind: 'found' } : { kind: 'empty' },
        warnings,
        unpublished: false,
        isShared: true,
        publish: async () => ({ kind: 'published' }),
    });
}
function openBeside(deps, path, condition) {
    const uid = deps.uids.next();
    const file = `${path}.record-${uid}.writing`;
    const final = `${path}.record-${uid}.json`;
    return (0,_fragment_history_js__WEBPACK_IMPORTED_MODULE_5__/* .createFragmentHistory */ .B)({
        condition,
        file,
        publish: async () => {
            const reason = condition.kind === 'unreadable' ? condition.reason : '';
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(file, final);
                return { kind: 'fragment', where: final, reason };
            }
            catch (error) {
                return { kind: 'kept', where: file, reason: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error) };
            }
        },
    });
}
/** The records that runs put beside a file they could not read. */
async function listFragments(path) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path));
    const prefix = `${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path)}.record-`;
    return names.filter((it) => it.startsWith(prefix) && it.endsWith('.json')).map((it) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), it));
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
