export const id = 3685;
export const ids = [3685];
export const modules = {

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
/* harmony import */ var _agent_run_agent_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69653);
/* harmony import */ var _agent_run_folder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58284);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56046);
/* harmony import */ var _git_identity_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(86193);
/* harmony import */ var _system_projects_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(23192);
/* harmony import */ var _system_system_clock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2248);
/* harmony import */ var _system_uids_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(817);
/* harmony import */ var _usage_follow_run_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7031);
/* harmony import */ var _usecases_record_step_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(68740);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(99230);
/* harmony import */ var _create_store_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(14213);
/* harmony import */ var _run_info_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(40149);
/* harmony import */ var _step_run_lines_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(23405);

















/** The store a run is recorded in, begun where there is none. Throws InputError on one that cannot work here. */
function openRunStore(place) {
    return (0,_create_store_js__WEBPACK_IMPORTED_MODULE_14__.createPlaceStore)(place, 'record');
}
/** Records a run of the command as a step of the place. Its log stays in the project's folder, everything else goes. */
async function recordRun(context, options, place) {
    const { repository, store, signal } = place;
    const uid = _system_uids_js__WEBPACK_IMPORTED_MODULE_10__/* .systemUids */ .Z.next();
    const logFile = (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_8__/* .stepLogFile */ .tW)(place.project, uid);
    prepareFolder(place, options, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(logFile));
    const folder = await (0,_agent_run_folder_js__WEBPACK_IMPORTED_MODULE_5__/* .createRunFolder */ .k)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), options.prompt);
    const agentIdentity = repository.identity ?? options.commitAuthor ?? _git_identity_js__WEBPACK_IMPORTED_MODULE_7__/* .BOT */ .WN;
    const launch = launcher(context, options, folder, logFile, repository.identity === null ? agentIdentity : null);
    const usage = (0,_usage_follow_run_js__WEBPACK_IMPORTED_MODULE_11__/* .followUsage */ .h)(options.usageReader, folder.usageFile);
    try {
        const result = await (0,_usecases_record_step_js__WEBPACK_IMPORTED_MODULE_12__/* .recordStep */ .I)({
            repository,
            store,
            agent: (0,_agent_run_agent_js__WEBPACK_IMPORTED_MODULE_4__/* .createAgentRunner */ .A)({ sinks: context.streams, clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_9__.systemClock }),
            clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_9__.systemClock,
            log: (0,_context_js__WEBPACK_IMPORTED_MODULE_13__/* .createLog */ .hM)(context, options.quiet),
            launch: async (step, settledId) => usage.watch(await launch(step, settledId), options.argv),
            readUsage: usage.read,
            onStarted: (step) => {
                if (!options.quiet)
                    (0,_context_js__WEBPACK_IMPORTED_MODULE_13__/* .say */ .cv)(context, (0,_step_run_lines_js__WEBPACK_IMPORTED_MODULE_16__/* .startLine */ .F)(step, options.argv));
            },
            keepFile: null,
            fallbackHistory: (0,_create_store_js__WEBPACK_IMPORTED_MODULE_14__/* .createFallbackHistory */ .v)(place, uid),
        }, {
            uid,
            projectId: place.project.id,
            slug: place.slug,
            detachedBranch: null,
            agentConfig: options.agentConfig,
            run: (0,_run_info_js__WEBPACK_IMPORTED_MODULE_15__/* .describeRun */ .v)(context.env),
            prompt: options.prompt,
            commit: options.commit,
            commitTemplate: options.commitMessage,
            commitAuthor: options.commitAuthor,
            agentIdentity,
            push: options.push,
            continueOnAgentError: options.continueOnAgentError,
            bundleFile: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(logFile), `${uid}.bundle`),
            privatePaths: [(0,_system_projects_js__WEBPACK_IMPORTED_MODULE_8__/* .laforgeHome */ .Or)(context.env), place.project.folder, place.dbPath],
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
        (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_8__/* .claimProject */ .Ax)(place.project, place.repository);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(folder, { recursive: true });
    }
    catch (cause) {
        const message = `The folder for the logs cannot be made: ${folder}. LAFORGE_HOME names another place.`;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .StoreError */ .AD('unwritable', message, { cause });
    }
}


/***/ })

};
