export const id = 6342;
export const ids = [6342,986];
export const modules = {

/***/ 58284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ runFolderAt),
/* harmony export */   k: () => (/* binding */ createRunFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** Makes a new folder under `parent` (RUNNER_TEMP, the system's temp folder) and writes the prompt into it. */
async function createRunFolder(parent, prompt) {
    // mkdtemp makes it with mode 0700, under a name nobody could have taken before.
    const path = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, 'laforge-'));
    const folder = runFolderAt(path, prompt !== null);
    if (prompt !== null && folder.promptFile !== null) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(folder.promptFile, prompt, { flag: 'wx', mode: 0o600 });
    }
    return folder;
}
/** The folder that an earlier process of the run made. */
function runFolderAt(path, hasPrompt) {
    return {
        path,
        logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'agent.log'),
        checkLogFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'check.log'),
        usageFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'usage.json'),
        promptFile: hasPrompt ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'prompt.txt') : null,
    };
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
function openRunStore(place, startTime) {
    return (0,_create_store_js__WEBPACK_IMPORTED_MODULE_18__.createPlaceStore)(place, 'record', startTime);
}
/** Records a run of the command as a step of the place. Its log stays in the project's folder, everything else goes. */
async function recordRun(context, options, place) {
    const { repository, store, startTime, signal } = place;
    const uid = _system_uids_js__WEBPACK_IMPORTED_MODULE_14__/* .systemUids */ .Z.next();
    const logFile = (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_12__/* .stepLogFile */ .tW)(place.project, uid);
    prepareFolder(place, options, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(logFile));
    const folder = await (0,_agent_run_folder_js__WEBPACK_IMPORTED_MODULE_7__/* .createRunFolder */ .k)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), options.prompt);
    const agentIdentity = repository.identity ?? options.commitAuthor ?? _git_identity_js__WEBPACK_IMPORTED_MODULE_10__/* .BOT */ .WN;
    const launch = launcher(context, options, folder, logFile, repository.identity === null ? agentIdentity : null);
    const runner = (0,_agent_run_agent_js__WEBPACK_IMPORTED_MODULE_5__/* .createAgentRunner */ .A)({ sinks: context.streams, clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_13__.systemClock, folder: folder.path });
    const usage = (0,_usage_follow_run_js__WEBPACK_IMPORTED_MODULE_15__/* .followUsage */ .h)(options.usageReader, folder.usageFile);
    try {
        const result = await (0,_usecases_record_step_js__WEBPACK_IMPORTED_MODULE_16__/* .recordStep */ .I)({
            repository,
            store,
            agent: runner,
            uids: _system_uids_js__WEBPACK_IMPORTED_MODULE_14__/* .systemUids */ .Z,
            ...checkOf(context, options, { place, folder, runner, launch, uid }),
            clock: _system_system_clock_js__WEBPACK_IMPORTED_MODULE_13__.systemClock,
            log: (0,_context_js__WEBPACK_IMPORTED_MODULE_17__/* .createLog */ .hM)(context, options.quiet),
            startTime,
            launch: async (step, settledId) => usage.watch(await launch(step, settledId), options.argv),
            readUsage: usage.read,
            isUsageRead: options.usageReader.reads,
            watchSpending: usage.until,
            onStarted: (step) => {
                if (!options.quiet)
                    (0,_context_js__WEBPACK_IMPORTED_MODULE_17__/* .say */ .cv)(context, (0,_step_run_lines_js__WEBPACK_IMPORTED_MODULE_20__/* .startLine */ .F0)(step, options.argv));
            },
            proofs: [_system_process_info_js__WEBPACK_IMPORTED_MODULE_11__.processProof],
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
    return { check: (0,_agent_run_check_js__WEBPACK_IMPORTED_MODULE_6__/* .createCheck */ .b)(options) };
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

/***/ 30986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   describeProcess: () => (/* binding */ describeProcess),
/* harmony export */   identifyRun: () => (/* binding */ identifyRun),
/* harmony export */   processProof: () => (/* binding */ processProof)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);



/** What the initial pid namespace of every Linux is named (PROC_PID_INIT_INO): outside of containers. */
const OUTSIDE_CONTAINERS = 'pid:[4026531836]';
/**
 * This process, as its own machine can find it again. Null where that cannot be told: on other systems than Linux, and
 * on a runner of GitHub's, whose machine nobody meets again while others look just like it.
 */
function describeProcess(env) {
    if (env.GITHUB_ACTIONS === 'true' && env.RUNNER_ENVIRONMENT !== 'self-hosted')
        return null;
    const boot = readLine('/proc/sys/kernel/random/boot_id');
    const namespaces = readNamespaces();
    const stat = readStat(process.pid);
    if (boot === null || namespaces === null || stat === null)
        return null;
    const machine = readLine('/etc/machine-id');
    return {
        pid: process.pid,
        started: stat.started,
        namespaces,
        boot: digest(boot),
        machine: machine === null ? null : digest(`${machine} ${(0,node_os__WEBPACK_IMPORTED_MODULE_2__.hostname)()}`),
    };
}
/** A run with what it can be found by later: its runner, as GitHub calls it, and this process. */
function identifyRun(run, env) {
    const runner = env.RUNNER_NAME?.trim() || null;
    const info = describeProcess(env);
    return { ...run, ...(runner === null ? {} : { runner }), ...(info === null ? {} : { process: info }) };
}
/**
 * What this machine knows of processes that ran on it: one is gone when the machine has started again since, or when in
 * the same namespaces its pid is nobody's, or that of a process which began at another time.
 */
const processProof = {
    proveOver: async ({ process: info }) => (info == null ? null : proveGone(info)),
};
function proveGone(info) {
    const here = describeProcess({});
    if (here === null)
        return null;
    if (here.boot !== info.boot) {
        // A container may be started anew, by the same name and from the same image, on any machine at any time.
        const isSameMachine = info.machine !== null && info.machine === here.machine && isOutside(info) && isOutside(here);
        return isSameMachine ? 'the machine it ran on has started again since.' : null;
    }
    if (info.namespaces !== here.namespaces || !isGone(info))
        return null;
    return `its process (${info.pid}) is gone from the machine it ran on.`;
}
function isOutside({ namespaces }) {
    return namespaces.startsWith(`${OUTSIDE_CONTAINERS} `);
}
function isGone({ pid, started }) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        // Of other users' processes /proc may say nothing (hidepid), but a signal still tells whether they are there.
        if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH')
            return true;
    }
    const stat = readStat(pid);
    return stat !== null && (stat.started !== started || stat.isDead);
}
/** Fields 3 and 22 of proc(5)'s stat. The name before them may hold spaces and parentheses of its own. */
function readStat(pid) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const started = Number(fields[19]);
        return Number.isSafeInteger(started) && started > 0
            ? { started, isDead: fields[0] === 'Z' || fields[0] === 'X' }
            : null;
    }
    catch {
        return null;
    }
}
/** Null also where /proc is another namespace's: what it says of a pid is of somebody else then. */
function readNamespaces() {
    try {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self') !== String(process.pid))
            return null;
        return `${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self/ns/pid')} ${readOptionalLink('/proc/self/ns/time')}`;
    }
    catch {
        return null;
    }
}
/** Kernels before 5.6 have no time namespaces. */
function readOptionalLink(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)(path);
    }
    catch {
        return 'time:[]';
    }
}
function readLine(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8').trim() || null;
    }
    catch {
        return null;
    }
}
/** As machine-id(5) asks for: what leaves the machine is made from its id, and does not tell it. */
function digest(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', 'laforge').update(text).digest('hex').slice(0, 32);
}


/***/ })

};
