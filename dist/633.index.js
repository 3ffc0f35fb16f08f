export const id = 633;
export const ids = [633,3774];
export const modules = {

/***/ 57808:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ finishRequest)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _git_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86193);


/** How a step is finished, which main and post must agree on. */
function finishRequest(facts) {
    const { inputs, job, uid, folder, repository, store, agentConfig } = facts;
    return {
        uid,
        slug: job.slug,
        agentConfig,
        prompt: inputs.prompt,
        commit: inputs.commit,
        commitTemplate: inputs.commitMessage,
        commitAuthor: inputs.commitAuthor,
        agentIdentity: repository.identity ?? inputs.commitAuthor ?? _git_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .BOT */ .WN,
        push: inputs.push,
        continueOnAgentError: inputs.continueOnAgentError,
        onFailure: inputs.check === null ? null : inputs.onFailure,
        bundleFile: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, `${uid}.bundle`),
        privatePaths: [folder, ...store.privatePaths],
        workTreeLasts: false,
        frontEnd: 'action',
    };
}


/***/ }),

/***/ 10165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ keepBefore),
/* harmony export */   W: () => (/* binding */ readLateUsage)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _agent_agent_env_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92341);
/* harmony import */ var _domain_documents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55427);
/* harmony import */ var _usage_before_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16265);
/* harmony import */ var _usage_follow_run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7031);
/* harmony import */ var _usage_registry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19060);
/* harmony import */ var _sealed_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(25154);







const beforeFile = (folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, 'before-run');
/** Keeps what main found on disk before its agent ran, from which post can tell what the agent has used. */
function keepBefore(folder, key, noted, warn) {
    try {
        (0,_sealed_file_js__WEBPACK_IMPORTED_MODULE_6__/* .writeSealed */ .C)(beforeFile(folder), key, noted);
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        warn(`Should this job be killed, nobody could tell what its agent has used: ${why}`);
    }
}
/** What an agent has used whose main was killed: by what it printed, and by its files less what they held before. */
async function readLateUsage(agent, { inputs, job, folder, step, }) {
    const noted = (0,_sealed_file_js__WEBPACK_IMPORTED_MODULE_6__/* .readSealed */ .T)(beforeFile(folder.path), job.key);
    if (noted === null) {
        return { usage: { ..._domain_documents_js__WEBPACK_IMPORTED_MODULE_2__/* .UNKNOWN_USAGE */ .r, reason: 'nobody knows what its files held before the run' }, config: {} };
    }
    const usage = (0,_usage_follow_run_js__WEBPACK_IMPORTED_MODULE_4__/* .followUsage */ .h)((0,_usage_registry_js__WEBPACK_IMPORTED_MODULE_5__/* .chooseUsageReader */ .U)(inputs.agent, 'Input "agent"'), folder.usageFile, {
        before: (0,_usage_before_run_js__WEBPACK_IMPORTED_MODULE_3__/* .recallBefore */ .N)(noted),
        isLate: true,
    });
    const env = (0,_agent_agent_env_js__WEBPACK_IMPORTED_MODULE_1__/* .buildAgentEnv */ .P)({
        env: job.env,
        allow: inputs.envAllow,
        stepId: step.id,
        stepUid: step.uid,
        projectId: step.projectId,
        usageFile: folder.usageFile,
        promptFile: folder.promptFile,
        prompt: null,
        identity: null,
    });
    await usage.replay({ env, cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(job.workspace, inputs.workingDirectory), logFile: folder.logFile }, inputs.run);
    return await usage.read(agent);
}


/***/ }),

/***/ 83084:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ reportStep),
/* harmony export */   S: () => (/* binding */ writeSummary)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6805);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43327);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_workplace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83137);
/* harmony import */ var _render_summary_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27176);
/* harmony import */ var _history_to_view_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(24527);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14173);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92309);







/** Tells the workflow (outputs), the people (summary) and the runner (success or failure) how the step ended. */
async function reportStep(report) {
    const { inputs, context, step, history, publication, comment } = report;
    // A fragment is durable too: the next run that can read the history merges it.
    const recorded = publication.kind !== 'kept' && !(0,_domain_workplace_js__WEBPACK_IMPORTED_MODULE_1__/* .isForkRun */ .Kz)(context);
    (0,_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .setOutputs */ .n0)({
        ...(0,_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .stepOutputs */ .tH)(step, { stepsDb: history.dbPath, logFile: report.logFile, recorded }),
        ...(await totalsSoFar(report)),
        'comment-url': comment.url ?? '',
    });
    if (comment.warning !== null)
        _log_js__WEBPACK_IMPORTED_MODULE_3__/* .actionLog */ .Z.warn(comment.warning);
    await writeSummary(report);
    const failures = report.failure === null ? [] : [report.failure];
    if (inputs.requireRecord && !recorded)
        failures.push('The record could not be published (require-record: true).');
    if (failures.length > 0)
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_5__/* .setFailed */ .C1)(failures.join(' '));
}
/** What its branch and the history came to; nothing where they could not be read. */
async function totalsSoFar({ step, history }) {
    try {
        if (history.condition.kind === 'unreadable')
            return (0,_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .totalOutputs */ .J2)({ branch: null, project: null });
        const branch = step.branch === null ? null : await history.sumUsage({ branch: step.branch });
        return (0,_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .totalOutputs */ .J2)({ branch, project: await history.sumUsage() });
    }
    catch (error) {
        _log_js__WEBPACK_IMPORTED_MODULE_3__/* .actionLog */ .Z.warn(`What the history came to could not be summed up: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
        return (0,_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .totalOutputs */ .J2)({ branch: null, project: null });
    }
}
/** The step in detail, with its branch's history. What goes wrong here changes nothing about the step. */
async function writeSummary({ inputs, job, context, step, history, publication, logFile, }) {
    try {
        const scope = { pullRequest: null, branch: step.branch };
        const view = await (0,_history_to_view_js__WEBPACK_IMPORTED_MODULE_6__/* .historyToView */ .B)(history, scope, { ...inputs, slug: job.slug, context });
        const text = (0,_render_summary_js__WEBPACK_IMPORTED_MODULE_2__/* .renderStepSummary */ .PV)({ ...view, step, publication: (0,_domain_workplace_js__WEBPACK_IMPORTED_MODULE_1__/* .isForkRun */ .Kz)(context) ? null : publication, logFile });
        await _actions_core__WEBPACK_IMPORTED_MODULE_7__/* .summary */ .z.addRaw(text, true).write();
    }
    catch (error) {
        _log_js__WEBPACK_IMPORTED_MODULE_3__/* .actionLog */ .Z.warn(`The job summary could not be written: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
    }
}


/***/ }),

/***/ 34075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CH: () => (/* binding */ readRunNote),
/* harmony export */   DH: () => (/* binding */ RUN_FOLDER_STATE),
/* harmony export */   iy: () => (/* binding */ STEP_UID_STATE),
/* harmony export */   rg: () => (/* binding */ beginRunNote)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _sealed_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25154);



/** The states by which post finds the folder of main's run, and the step. */
const RUN_FOLDER_STATE = 'run-folder';
const STEP_UID_STATE = 'step-uid';
/**
 * Begins the note of a run folder, sealed under a key that the agent does not have. A note that cannot be written (a full
 * disk) is worth one warning: it is needed only when main is killed.
 */
function beginRunNote(folder, key, note, warn) {
    let current = note;
    let hasWarned = false;
    const write = () => {
        try {
            writeNote(folder, key, current);
        }
        catch (error) {
            if (!hasWarned)
                warn(`Should this job be killed, its step could not be finished: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
            hasWarned = true;
        }
    };
    write();
    return {
        update: (part) => {
            current = { ...current, ...part };
            write();
        },
    };
}
/** Reads the note of a run folder. */
async function readRunNote(folder, key) {
    const content = (0,_sealed_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readSealed */ .T)(noteFile(folder), key);
    if (content === null)
        return { kind: 'changed' };
    const value = JSON.parse(content.toString());
    // Nearly every run: what checks the rest takes long to load.
    if (isFinished(value))
        return { kind: 'finished' };
    const { parseRunNote } = await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(7699)]).then(__webpack_require__.bind(__webpack_require__, 27699));
    return { kind: 'unfinished', note: parseRunNote(value) };
}
function writeNote(folder, key, { progress, ...note }) {
    const start = progress && { ...progress.start, heads: progress.start.heads && [...progress.start.heads] };
    const text = JSON.stringify({ ...note, progress: progress && { ...progress, start } });
    (0,_sealed_file_js__WEBPACK_IMPORTED_MODULE_2__/* .writeSealed */ .C)(noteFile(folder), key, Buffer.from(text));
}
function noteFile(folder) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, 'run.json');
}
function isFinished(value) {
    return typeof value === 'object' && value !== null && 'finished' in value && value.finished === true;
}


/***/ }),

/***/ 25154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ writeSealed),
/* harmony export */   T: () => (/* binding */ readSealed)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);



const SEAL_LENGTH = 64;
/** Writes a file of ours that an agent can change but not seal, in one piece: it is the old one or the new one. */
function writeSealed(path, key, content) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(`${path}.new`, Buffer.concat([sealOf(path, key, content), content]), { mode: 0o600 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.renameSync)(`${path}.new`, path);
}
/** What we wrote into a file; null when it is gone, or is not what we wrote. */
function readSealed(path, key) {
    try {
        const bytes = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path);
        const content = bytes.subarray(SEAL_LENGTH);
        const seal = bytes.subarray(0, SEAL_LENGTH);
        return seal.length === SEAL_LENGTH && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.timingSafeEqual)(seal, sealOf(path, key, content)) ? content : null;
    }
    catch {
        return null;
    }
}
/** The name goes into it, so that no file of ours passes for another. */
function sealOf(path, key, content) {
    return Buffer.from((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key)
        .update(`${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path)}\n`)
        .update(content)
        .digest('hex'));
}


/***/ }),

/***/ 45128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(6805);
// EXTERNAL MODULE: ./build/agent/agent-config.js
var agent_config = __webpack_require__(33774);
// EXTERNAL MODULE: ./build/agent/agent-env.js
var agent_env = __webpack_require__(92341);
// EXTERNAL MODULE: ./build/agent/agent-mark.js
var agent_mark = __webpack_require__(95941);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./build/agent/command-guard.js


const NEWLINE = 0x0a;
/**
 * Guards by `::stop-commands::`, which stops `::command::` and `##[command]` alike on both streams of a workflow step
 * until the token comes back. The token is new for each opening; a runner that knows node24 masks it in its own logs, so
 * an agent does not find it there.
 */
function guardOutput(stdout) {
    let token;
    let atLineStart = true;
    let waiting = [];
    const ignore = () => { };
    const sink = new external_node_stream_.Writable({
        decodeStrings: true,
        write(chunk, _encoding, done) {
            atLineStart = chunk.at(-1) === NEWLINE;
            stdout.write(chunk, (error) => done(error));
        },
    });
    return {
        sink,
        open: async () => {
            if (token !== undefined)
                return;
            token = (0,external_node_crypto_.randomBytes)(16).toString('hex');
            // Whoever writes to the sink is told of its failure; the stream behind it must not end the process.
            stdout.on('error', ignore);
            await send(stdout, `::stop-commands::${token}\n`);
            atLineStart = true;
        },
        close: async () => {
            if (token === undefined)
                return;
            const end = `${atLineStart ? '' : '\n'}::${token}::\n`;
            token = undefined;
            await send(stdout, end);
            if (stdout.errored === null)
                stdout.off('error', ignore);
            const now = waiting;
            waiting = [];
            for (const print of now)
                print();
        },
        command: (print) => {
            if (token === undefined)
                print();
            else
                waiting.push(print);
        },
    };
}
/** A stream that is gone has nobody behind it who could obey a command. */
function send(stdout, text) {
    return new Promise((resolve) => {
        stdout.write(text, () => resolve());
    });
}

// EXTERNAL MODULE: ./build/agent/redact.js
var redact = __webpack_require__(27009);
// EXTERNAL MODULE: ./build/agent/run-check.js + 1 modules
var run_check = __webpack_require__(14108);
// EXTERNAL MODULE: ./build/agent/run-folder.js
var run_folder = __webpack_require__(58284);
// EXTERNAL MODULE: ./build/agent/script.js
var agent_script = __webpack_require__(30931);
// EXTERNAL MODULE: ./build/domain/documents.js
var documents = __webpack_require__(55427);
// EXTERNAL MODULE: ./build/domain/workplace.js
var workplace = __webpack_require__(83137);
// EXTERNAL MODULE: ./build/system/process-info.js
var process_info = __webpack_require__(30986);
// EXTERNAL MODULE: ./build/system/start-time.js
var start_time = __webpack_require__(44544);
// EXTERNAL MODULE: ./build/system/system-clock.js
var system_clock = __webpack_require__(2248);
// EXTERNAL MODULE: ./build/system/uids.js
var uids = __webpack_require__(817);
// EXTERNAL MODULE: ./build/usage/before-run.js
var before_run = __webpack_require__(16265);
// EXTERNAL MODULE: ./build/usage/follow-run.js
var follow_run = __webpack_require__(7031);
// EXTERNAL MODULE: ./build/usage/registry.js + 54 modules
var registry = __webpack_require__(19060);
// EXTERNAL MODULE: ./build/usecases/record-step.js + 3 modules
var record_step = __webpack_require__(18069);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
;// CONCATENATED MODULE: ./build/agent/guard-files.js



/** What the runner takes from them is far smaller. */
const MAX_BYTES = 16 * 1024 * 1024;
const VARIABLES = ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'EVENT_PATH'].map((name) => `GITHUB_${name}`);
/** The files of this workflow step through which a process gives commands to the runner, and that of the event. */
function runnersFiles(env) {
    return VARIABLES.flatMap((variable) => {
        const path = env[variable];
        return path === undefined || path === '' ? [] : [{ variable, path }];
    });
}
/**
 * Keeps files as they are now: an agent is not told of them and finds them all the same, in the runner's folder. The
 * answer is to be called when it has ended: it puts back what was changed and says so, one sentence each.
 */
function guardFiles(files) {
    const kept = files.flatMap((file) => {
        const content = readSmall(file.path);
        return content === null ? [] : [{ ...file, content }];
    });
    return () => kept.flatMap(({ variable, path, content }) => putBack(variable, path, content));
}
function putBack(variable, path, content) {
    if (readSmall(path)?.equals(content) === true)
        return [];
    const what = `The agent changed the file of ${variable}, which the runner reads`;
    try {
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        // In place where it is a file still: the runner may hold it open.
        if ((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false })?.isFile() !== true)
            (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
        (0,external_node_fs_.writeFileSync)(path, content);
        return [`${what}, and it was put back.`];
    }
    catch (error) {
        return [`${what}, and it could not be put back: ${(0,errors/* describeError */.Uc)(error)}`];
    }
}
/** Null for what is no file, cannot be read, or is larger than anything the runner takes. */
function readSmall(path) {
    try {
        if (!(0,external_node_fs_.lstatSync)(path).isFile() || (0,external_node_fs_.statSync)(path).size > MAX_BYTES)
            return null;
        return (0,external_node_fs_.readFileSync)(path);
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./build/agent/run-agent.js + 2 modules
var run_agent = __webpack_require__(31241);
// EXTERNAL MODULE: ./build/domain/step.js
var domain_step = __webpack_require__(75799);
// EXTERNAL MODULE: ./build/action/log.js
var log = __webpack_require__(14173);
;// CONCATENATED MODULE: ./build/action/agent.js







/** The agent as the action runs it: a script in a shell, its output shown but never taken for workflow commands. */
function prepareAgent(request) {
    const { inputs, job, shell, directory, folder, guard, identity } = request;
    const runner = (0,run_agent/* createAgentRunner */.A)({
        sinks: { stdout: guard.sink, stderr: guard.sink },
        clock: system_clock.systemClock,
        folder: folder.path,
    });
    const launch = async (step, settledId) => ({
        argv: await (0,agent_script/* writeScript */.lF)(shell, inputs.run, folder.path),
        cwd: directory,
        env: (0,agent_env/* buildAgentEnv */.P)({
            env: job.env,
            allow: inputs.envAllow,
            stepId: settledId,
            stepUid: step.uid,
            projectId: step.projectId,
            usageFile: folder.usageFile,
            promptFile: folder.promptFile,
            prompt: inputs.prompt,
            identity,
        }),
        timeoutMs: inputs.timeoutMs,
        logFile: folder.logFile,
        stdin: 'none',
    });
    return {
        runner: {
            run: async (agent) => {
                const putBack = guardFiles(runnersFiles(job.env));
                await guard.open();
                try {
                    const result = await runner.run(agent);
                    return { ...result, notes: [...result.notes, ...putBack()] };
                }
                finally {
                    await guard.close();
                }
            },
        },
        launch,
        launchCheck: (script) => async (step, settledId) => {
            log/* actionLog */.Z.info(`Checking the work of ${(0,domain_step/* stepName */.u)(step)}.`);
            return {
                ...(await launch(step, settledId)),
                argv: await (0,agent_script/* writeScript */.lF)(shell, script, folder.path),
                timeoutMs: inputs.checkTimeoutMs,
                logFile: folder.checkLogFile,
            };
        },
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/action/cancellation.js

/**
 * The runner sends SIGINT, 7.5 s later SIGTERM, and kills 2.5 s after that: of these ten seconds some are left, for
 * leaving in order is better than being killed in the middle of something.
 */
const MOST_MS = 8500;
/**
 * Listens for the runner, which signals this process alone; without listeners Node would end at once and leave the agent
 * running.
 */
function listenForCancellation() {
    const cancellation = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancellation.abort());
    const { signal } = cancellation;
    const outOfTime = new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve((0,promises_.setTimeout)(MOST_MS, 'out of time', { ref: false })), { once: true });
    });
    return { signal, outOfTime };
}

// EXTERNAL MODULE: ./build/action/finish-request.js
var finish_request = __webpack_require__(57808);
// EXTERNAL MODULE: ./build/action/history-store.js + 3 modules
var history_store = __webpack_require__(61686);
// EXTERNAL MODULE: ./build/action/inputs.js
var action_inputs = __webpack_require__(7126);
// EXTERNAL MODULE: ./build/action/job.js + 7 modules
var action_job = __webpack_require__(57175);
// EXTERNAL MODULE: ./build/action/late-usage.js
var late_usage = __webpack_require__(10165);
// EXTERNAL MODULE: ./build/action/pull-request-comment.js + 1 modules
var pull_request_comment = __webpack_require__(60396);
// EXTERNAL MODULE: ./build/action/report-step.js
var report_step = __webpack_require__(83084);
// EXTERNAL MODULE: ./build/action/run-note.js
var run_note = __webpack_require__(34075);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
;// CONCATENATED MODULE: ./build/action/workplace.js





/**
 * Decides where the step works. Throws before anything has changed when the work would land where nobody meant it, when
 * whoever started the run may not write, or when git refuses the name of the branch.
 */
async function decidePlace(request) {
    const { job, context, inputs, repository, startTime } = request;
    const place = (0,workplace/* decideWorkplace */.fq)({
        context,
        head: await repository.head(),
        remoteRepository: repository.remote?.repository?.split('/').slice(1).join('/') ?? null,
        requestedBranch: inputs.branch,
        push: inputs.push,
    });
    if (place.kind === 'refused')
        throw new errors/* RefusedError */.fk('wrong-place', place.message);
    if (inputs.push === 'auto') {
        await startTime.count(() => (0,action_job/* checkMayWrite */.rO)(job, 'push', startTime.leftMs('questions')));
    }
    if (place.switchTo !== null && !(await repository.isBranchName(place.switchTo))) {
        throw new errors/* InputError */.dz('bad-input', `Input "branch" is ${(0,identity/* quote */.hD)(place.switchTo)}, which git takes for no branch name. Use another.`);
    }
    return place;
}
/** Goes there: checks out the branch that was asked for, or stays. */
async function goToPlace(repository, place) {
    if (place.switchTo !== null)
        await repository.switchTo(place.switchTo);
    for (const warning of place.warnings)
        log/* actionLog */.Z.warn(warning);
}

;// CONCATENATED MODULE: ./build/action/step.js
































/** The step action's main. */
const main = async () => {
    const { signal, outOfTime } = listenForCancellation();
    if ((await Promise.race([(0,log/* runAction */.C)(() => runStep(signal)), outOfTime])) !== 'out of time')
        return;
    (0,core/* setFailed */.C1)('The run was cancelled, and there is no time left here: the step is finished at the end of the job.');
    // What is still under way, such as a push that nobody answers, would keep us until the runner kills us.
    process.exit();
};
async function runStep(signal) {
    // 1. What was asked, all of it checked before anything changes.
    const inputs = (0,action_inputs/* readStepInputs */.Wn)();
    const shell = (0,agent_script/* parseShell */.aV)(inputs.shell, 'Input "shell"');
    if (inputs.envAllow !== null)
        (0,agent_env/* checkEnvAllow */.f)(inputs.envAllow, 'Input "env-allow"');
    const usageReader = (0,registry/* chooseUsageReader */.U)(inputs.agent, 'Input "agent"');
    const job = (0,action_job/* openJob */.Iv)(inputs);
    const startTime = (0,start_time/* createStartTime */.u)();
    const directory = (0,external_node_path_.resolve)(job.workspace, inputs.workingDirectory);
    const agentConfig = await describeAgent(inputs, directory);
    const uid = uids/* systemUids */.Z.next();
    const repository = await job.git.open(directory);
    try {
        // 2. Where it works, and where it is recorded.
        const context = await startTime.count(() => (0,action_job/* completeContext */.Pn)(job, startTime.leftMs('questions')));
        const fork = (0,workplace/* isForkRun */.Kz)(context);
        const folder = await (0,run_folder/* createRunFolder */.k)(job.temporaryDirectory, inputs.prompt);
        const place = await decidePlace({ job, context, inputs, repository, startTime });
        const guard = guardOutput(process.stdout);
        const store = await (0,history_store/* openActionStore */.Mb)(inputs, job, {
            folder: folder.path,
            uid,
            withoutHistory: fork,
            repository,
            startTime,
            // The start is saved while the agent runs, and what its client says is secret would stand in the log.
            maskSecret: (secret) => guard.command(() => (0,core/* setSecret */.Pq)(secret)),
        });
        const opened = await startTime.count(() => store.open());
        await goToPlace(repository, place);
        if (fork)
            log/* actionLog */.Z.notice("This run belongs to a fork's pull request: its step is shown here and recorded in no history.");
        // 3. The step, on record from before its agent starts.
        (0,core/* saveState */.LZ)(run_note/* RUN_FOLDER_STATE */.DH, folder.path);
        (0,core/* saveState */.LZ)(run_note/* STEP_UID_STATE */.iy, uid);
        const note = (0,run_note/* beginRunNote */.rg)(folder.path, job.key, {
            uid,
            cancelled: signal.aborted,
            told: false,
            finished: false,
            isFork: fork,
            repository: repository.mark,
            agentProcess: null,
            progress: null,
        }, log/* actionLog */.Z.warn);
        signal.addEventListener('abort', () => note.update({ cancelled: true }));
        const request = (0,finish_request/* finishRequest */.h)({ inputs, job, uid, folder: folder.path, repository, store, agentConfig });
        const agent = prepareAgent({
            inputs,
            job,
            shell,
            directory,
            folder,
            guard,
            identity: repository.identity === null ? request.agentIdentity : null,
        });
        const before = (0,before_run/* noteBefore */.M)();
        const usage = (0,follow_run/* followUsage */.h)(usageReader, folder.usageFile, { before });
        const comment = { ...inputs, job, context, comment: fork ? 'none' : inputs.comment };
        let running;
        const result = await (0,record_step/* recordStep */.I)({
            repository,
            store: { name: store.name, open: async () => opened },
            agent: agent.runner,
            uids: uids/* systemUids */.Z,
            ...checkOf(inputs, job, agent, signal),
            launch: async (step, settledId) => {
                const launch = await usage.watch(await agent.launch(step, settledId), inputs.run);
                (0,late_usage/* keepBefore */.N)(folder.path, job.key, before.noted(), log/* actionLog */.Z.warn);
                return { ...launch, onStarted: (pid) => note.update({ agentProcess: (0,agent_mark/* markAgent */.V)(pid) }) };
            },
            clock: system_clock.systemClock,
            log: log/* actionLog */.Z,
            startTime,
            readUsage: usage.read,
            isUsageRead: usageReader.reads,
            watchSpending: usage.until,
            onStarted: (step, history) => {
                running = (0,pull_request_comment/* updateComment */.v)({ ...comment, branch: step.branch }, history);
            },
            proofs: job.proofs,
            note: (progress) => note.update({ progress }),
            keepFile: store.keepFile,
            fallbackHistory: store.fallback,
        }, {
            ...request,
            projectId: job.projectId,
            detachedBranch: place.branchToRecord,
            run: (0,process_info.identifyRun)(context.run, job.env),
            hasHistory: !fork,
            limits: inputs.limits,
            signal,
        });
        // 4. Told to people and to the workflow. The comment that says "running" must not overtake the one that says how it ended.
        await running;
        const last = await (0,pull_request_comment/* updateComment */.v)({ ...comment, branch: result.step.branch }, result.history);
        const logFile = result.step.status === 'refused' ? null : folder.logFile;
        await (0,report_step/* reportStep */.$)({ ...result, inputs, job, context, logFile, comment: last });
        note.update({ told: true, finished: result.publication.kind !== 'kept' });
        await result.history.close();
    }
    finally {
        await repository.close();
    }
}
/** The check of the work, as the input says. Its output is recorded in part, so what the agent's environment hides is too. */
function checkOf(inputs, job, agent, signal) {
    const { check: script, githubToken, pushToken } = inputs;
    if (script === null)
        return {};
    const secrets = [githubToken, pushToken, ...(0,redact/* secretsOf */.Fj)(job.env)].filter((secret) => secret !== null);
    const launch = agent.launchCheck(script);
    const run = (0,run_check/* createCheck */.b)({ runner: agent.runner, clock: system_clock.systemClock, script, launch, secrets, signal });
    return { check: run };
}
/** What is recorded of the agent: the config that was given, and the script, without secrets. */
async function describeAgent(inputs, directory) {
    const secrets = [inputs.githubToken, inputs.pushToken].filter((token) => token !== null);
    const command = (0,redact/* redactText */.Rd)(inputs.run, secrets);
    if (inputs.agentConfig === null)
        return { ...documents/* EMPTY_AGENT_CONFIG */.l, command };
    const what = 'Input "agent-config"';
    const config = await (0,agent_config.readAgentConfig)({ text: inputs.agentConfig, folder: directory, secrets, what });
    return { ...config, command: config.command ?? command };
}


/***/ }),

/***/ 33774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readAgentConfig: () => (/* binding */ readAgentConfig)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55427);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(16327);
/* harmony import */ var _errno_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28310);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27009);








const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;
/**
 * Reads what was asked of the agent, with its secrets redacted; keys that we do not know go under `metadata`. Throws
 * InputError, naming the input and the line or key, when it cannot be read so.
 */
async function readAgentConfig(request) {
    const { what } = request;
    const isPath = looksLikePath(request.text);
    const text = isPath ? await readConfigFile(request) : request.text;
    const where = isPath ? `${what} (the file ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(request.text.trim())})` : what;
    if (Buffer.byteLength(text) > MAX_BYTES)
        throw tooLarge(where);
    const parsed = await parseText(text, where);
    checkDepth(parsed, where, MAX_DEPTH);
    const config = (0,_redact_js__WEBPACK_IMPORTED_MODULE_6__/* .redactConfig */ .ql)(await checkConfig(parsed, where), request.secrets);
    // Aliases may have made it larger than its text.
    if (Buffer.byteLength(JSON.stringify(config)) > MAX_BYTES)
        throw tooLarge(where);
    return config;
}
/** One line that is neither the beginning of JSON nor a `key:` of YAML. */
function looksLikePath(text) {
    const line = text.trim();
    return line !== '' && !line.includes('\n') && !/^[{[]/.test(line) && !/^[^\s:]+:(\s|$)/.test(line);
}
async function readConfigFile({ text, folder, what }) {
    const name = text.trim();
    const advice = 'Give the path of a JSON or YAML file, or the text itself';
    try {
        // Not blocking: a named pipe would be waited for without an end.
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(folder, name), node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
        try {
            const stat = await file.stat();
            if (!stat.isFile())
                throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(name)}, which is not a file. ${advice}.`);
            if (stat.size > MAX_BYTES)
                throw tooLarge(`${what} (the file ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(name)})`);
            return await file.readFile('utf8');
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        if (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz)
            throw error;
        const reason = (0,_errno_js__WEBPACK_IMPORTED_MODULE_7__/* .errnoCode */ .U)(error) === 'ENOENT'
            ? `there is no such file in ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(folder)}`
            : `it cannot be read: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describeError */ .Uc)(error)}`;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(name)}, and ${reason}. ${advice}.`, { cause: error });
    }
}
/** JSON, and what is not JSON as YAML, whose messages name the line. Neither message quotes the text: it may hold a secret. */
async function parseText(text, where) {
    try {
        return JSON.parse(text);
    }
    catch {
        return parseYaml(text, where);
    }
}
async function parseYaml(text, where) {
    const { LineCounter, parseDocument } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, logLevel: 'error' });
    const [error] = document.errors;
    if (error !== undefined) {
        const { line, col } = lines.linePos(error.pos[0]);
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${where} is neither JSON nor YAML: line ${line}, column ${col}: ${error.message.replace(/\.$/, '')}. Correct that line.`);
    }
    try {
        // The library's own limit on aliases keeps a few lines from growing into gigabytes.
        return document.toJS({ maxAliasCount: 100 });
    }
    catch (cause) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${where} cannot be used: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describeError */ .Uc)(cause)}. Write it without aliases.`, {
            cause,
        });
    }
}
/** Also ends at a YAML alias that contains itself. */
function checkDepth(value, where, depth) {
    if (typeof value !== 'object' || value === null)
        return;
    if (depth === 0) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${where} is nested deeper than ${MAX_DEPTH} levels. Make it flatter.`);
    }
    for (const item of Object.values(value))
        checkDepth(item, where, depth - 1);
}
async function checkConfig(value, where) {
    const { z } = await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(2618)]).then(__webpack_require__.bind(__webpack_require__, 82618));
    const text = z.string().nullish();
    const schema = z.looseObject({
        name: text,
        command: text,
        model: text,
        max_tokens: z.number().int().nonnegative().nullish(),
        temperature: z.number().nullish(),
        system_prompt: text,
        tools: z.array(z.string()).nullish(),
        metadata: z.record(z.string(), z.unknown()).nullish(),
    });
    const result = schema.safeParse(value);
    if (!result.success) {
        const [issue] = result.error.issues;
        const path = issue?.path.join('.') ?? '';
        const subject = path === '' ? where : `${where}: the key ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(path)}`;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${subject} cannot be used: ${issue?.message ?? 'it is malformed'}. Correct it.`);
    }
    const { name, command, model, max_tokens, temperature, system_prompt, tools, metadata, ...unknown } = result.data;
    return {
        name: name ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.name,
        command: command ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.command,
        model: model ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.model,
        max_tokens: max_tokens ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.max_tokens,
        temperature: temperature ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.temperature,
        system_prompt: system_prompt ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.system_prompt,
        tools: tools ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.tools,
        metadata: { ...unknown, ...metadata },
    };
}
function tooLarge(where) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${where} is larger than 1 MB. Keep it to what describes the agent.`);
}


/***/ }),

/***/ 95941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ markAgent),
/* harmony export */   e: () => (/* binding */ endAgentOfStep)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _linux_processes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55868);
/* harmony import */ var _process_group_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18345);
/* harmony import */ var _step_processes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10294);




/** After SIGTERM, before SIGKILL: an agent writes down what it used when it is asked to end. */
const GRACE_MS = 3000;
/** The mark of a process that has just begun; null where the system does not tell. */
function markAgent(pid) {
    const started = readStarted(pid);
    return started === null ? null : { pid, started };
}
/**
 * Ends what still runs of a step whose own process is gone: the agent's group, where its leader is still the process
 * that was marked, and whatever else carries the step's uid.
 */
async function endAgentOfStep(mark, uid) {
    const notes = [];
    const wasAlive = mark !== null && readStarted(mark.pid) === mark.started;
    if (wasAlive) {
        const group = (0,_process_group_js__WEBPACK_IMPORTED_MODULE_2__/* .processGroup */ .dg)(mark.pid, () => readStarted(mark.pid) !== mark.started);
        const gone = await (0,_process_group_js__WEBPACK_IMPORTED_MODULE_2__/* .endGroup */ .N4)(group, [{ signal: 'SIGTERM', graceMs: GRACE_MS }, _process_group_js__WEBPACK_IMPORTED_MODULE_2__/* .KILL */ .VQ]);
        notes.push(gone
            ? 'The agent still ran after its action had been killed, and was ended.'
            : 'The agent still ran after its action had been killed, and could not be ended. It may still change files.');
    }
    return { wasAlive, notes: [...notes, ...(await (0,_step_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .endProcessesOfStep */ .Gi)(uid))] };
}
function readStarted(pid) {
    switch (process.platform) {
        case 'linux': {
            const found = (0,_linux_processes_js__WEBPACK_IMPORTED_MODULE_1__/* .readProcess */ .Wv)(pid);
            return found === null ? null : String(found.started);
        }
        case 'darwin':
            return askPs(pid);
        default:
            return null;
    }
}
function askPs(pid) {
    try {
        const args = ['-o', 'lstart=', '-p', String(pid)];
        return (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)('/bin/ps', args, { encoding: 'utf8', env: { LC_ALL: 'C' }, stdio: 'pipe' }).trim() || null;
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ makeNamedPipes),
/* harmony export */   h: () => (/* binding */ openOutputPipes)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57975);





const NAMES = ['stdout', 'stderr'];
/** Begins to make pipes in a folder of ours. Never throws: what could not be done shows when they are opened. */
function makeNamedPipes(parent) {
    if (process.platform === 'win32')
        return null;
    try {
        const folder = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(parent, 'pipes-'));
        const paths = NAMES.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, name));
        const made = (0,node_util__WEBPACK_IMPORTED_MODULE_4__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('mkfifo', ['-m', '600', ...paths], { env: { PATH: process.env.PATH } });
        made.catch(() => { });
        return { folder, made };
    }
    catch {
        return null;
    }
}
/**
 * Opens pipes for the output of a process, or gives null where that cannot be done: then there are the sockets that Node
 * makes. A socket cannot be opened by its name, so that `echo failed > /dev/stderr` and `tee /dev/stderr`, which work in
 * every workflow step, would fail in the agent's scripts. Node makes no pipes, but it reads and hands on named ones,
 * whose names are gone before the process starts.
 */
async function openOutputPipes(named) {
    if (named === null)
        return null;
    const open = [];
    const closeAll = () => {
        for (const fd of open.splice(0))
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(fd);
    };
    try {
        await named.made;
        const openEnd = (name, flags) => {
            const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(named.folder, name), flags);
            open.push(fd);
            return fd;
        };
        // The reading end first, and without waiting for a writer, who then need not wait for a reader.
        const [out, err] = NAMES.map((name) => openEnd(name, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NONBLOCK));
        const [outWriter, errWriter] = NAMES.map((name) => openEnd(name, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_WRONLY));
        if (out === undefined || err === undefined || outWriter === undefined || errWriter === undefined)
            return null;
        const [stdout, stderr] = [readerOf(out), readerOf(err)];
        open.splice(0, 2);
        return {
            stdout,
            stderr,
            fds: [outWriter, errWriter],
            release: closeAll,
            abandon: () => {
                closeAll();
                stdout.destroy();
                stderr.destroy();
            },
        };
    }
    catch {
        closeAll();
        return null;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(named.folder, { recursive: true, force: true });
    }
}
/** Reads a pipe by the event loop, not by a thread that would wait for it. Owns the descriptor. */
function readerOf(fd) {
    return new node_net__WEBPACK_IMPORTED_MODULE_2__.Socket({ fd, readable: true, writable: false });
}


/***/ }),

/***/ 27009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ secretsOf),
/* harmony export */   Rd: () => (/* binding */ redactText),
/* harmony export */   ql: () => (/* binding */ redactConfig)
/* harmony export */ });
/* unused harmony export redactValue */
/** What stands where a secret was. */
const REDACTED = '***';
/** Shorter ones would blot out ordinary words, and no token is that short. */
const SHORTEST_SECRET = 6;
/** A variable is named by whoever sets it, often for something else: `TOKEN_KIND=app`. */
const SECRET_VARIABLE = /(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY)/i;
const SHORTEST_VARIABLE = 8;
/** Words whose values are secrets; a plural such as `max_tokens` is a count. */
const SECRET_WORDS = [
    ...['token', 'auth_?token', 'bearer', 'secrets?', 'passw(?:or)?d', 'pwd', 'passphrase', 'authorization'],
    ...['(?:api|access|secret|private|signing|encryption|ssh)_?key', 'credentials?', 'cookies?'],
].join('|');
const SECRET_KEY = new RegExp(`(?:^|_)(?:${SECRET_WORDS})$`);
/** The same as it stands in a text: `API_KEY`, `api-key`. */
const SECRET_LABEL = `(?<![A-Za-z0-9])(?:${SECRET_WORDS.replaceAll('_?', '[_-]?')})`;
/** `$TOKEN` and `${{ secrets.TOKEN }}` are no secrets, and a scheme is not yet one. */
const NO_SECRET = String.raw `(?!["']?\$|(?:basic|bearer|token)[ \t])`;
const QUOTED = `"[^"]*"|'[^']*'`;
const WORD = String.raw `[^\s"',;&)]`;
/**
 * Tokens that are known by their shape. None begins in the middle of a run of its own characters where the whole run
 * would have to be read again, so a hostile text costs no more than its length. Bare hex digits are no such shape: a
 * commit SHA must stay.
 */
const SHAPES = [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]{0,40}PRIVATE KEY-----|[\s\S]*)/g,
    /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
    /(?<![A-Za-z0-9])gh[a-z]_[A-Za-z0-9_]{16,}(?:[.-][A-Za-z0-9_-]+)*/g,
    /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{16,}/g,
    /(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{8,}/g,
    /(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}/g,
    /(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])/g,
    /(?<![A-Za-z0-9])(?:xox[a-z]|xapp)-[A-Za-z0-9-]{10,}/g,
    /(?<![A-Za-z0-9])AIza[0-9A-Za-z_-]{30,}/g,
    /(?<![A-Za-z0-9])gl[a-z]{2,5}-[A-Za-z0-9_.-]{16,}/g,
    /(?<![A-Za-z0-9])(?:npm|hf|gsk)_[A-Za-z0-9]{20,}/g,
    /(?<![A-Za-z0-9])(?:xai|pypi)-[A-Za-z0-9_-]{20,}/g,
];
/** Secrets known by what stands before them, which stays. */
const LABELLED = [
    // https://user:secret@host
    /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)[^\s/@"'$]+(?=@)/gi,
    new RegExp(String.raw `(\bauthorization["']?[ \t]*[:=][ \t]*["']?(?:(?:basic|bearer|token)[ \t]+)?)${NO_SECRET}[^\s"',;]+`, 'gi'),
    /(\bbearer[ \t]+)[A-Za-z0-9._~+/=-]{8,}/gi,
    // API_KEY=secret and --api-key secret
    new RegExp(`(${SECRET_LABEL}=)${NO_SECRET}(?:${QUOTED}|${WORD}+)`, 'gi'),
    new RegExp(String.raw `(--?[A-Za-z0-9-]{0,40}${SECRET_LABEL}[ \t]+)${NO_SECRET}(?:${QUOTED}|(?!-)${WORD}+)`, 'gi'),
    // "api_key": "secret"; without quotes it could be prose, so only what has a digit.
    new RegExp(String.raw `(${SECRET_LABEL}["']?[ \t]*:[ \t]*)${NO_SECRET}(?:${QUOTED}|(?=[^\s0-9]{0,200}[0-9])${WORD}{6,})`, 'gi'),
];
/** The text without the given secrets and without what reads as one. A commit SHA is never taken for one by its shape. */
function redactText(text, secrets) {
    let result = text;
    const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
    // The longest first: one may be the beginning of another.
    for (const secret of known.toSorted((a, b) => b.length - a.length))
        result = result.replaceAll(secret, REDACTED);
    for (const shape of SHAPES)
        result = result.replaceAll(shape, REDACTED);
    for (const labelled of LABELLED)
        result = result.replaceAll(labelled, `$1${REDACTED}`);
    return result;
}
/** Values of variables whose names say that they are secrets. */
function secretsOf(env) {
    return Object.entries(env).flatMap(([name, value = '']) => SECRET_VARIABLE.test(name) && value.length >= SHORTEST_VARIABLE ? [value] : []);
}
/** A config as it may be recorded. */
function redactConfig(config, secrets) {
    const clean = (text) => (text === null ? null : redactText(text, secrets));
    return {
        ...config,
        name: clean(config.name),
        command: clean(config.command),
        model: clean(config.model),
        system_prompt: clean(config.system_prompt),
        tools: config.tools.map((tool) => redactText(tool, secrets)),
        metadata: redactObject(config.metadata, secrets),
    };
}
/**
 * A JSON value without secrets: what stands under a key that names one (`token`, `apiKey`, `DB_PASSWORD`), and what
 * `redactText` finds in the other strings, keys included.
 */
function redactValue(value, secrets) {
    if (typeof value === 'string')
        return redactText(value, secrets);
    if (Array.isArray(value))
        return value.map((item) => redactValue(item, secrets));
    return typeof value === 'object' && value !== null ? redactObject(value, secrets) : value;
}
function redactObject(value, secrets) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [
        redactText(key, secrets),
        isSecretKey(key) ? blot(item) : redactValue(item, secrets),
    ]));
}
function isSecretKey(key) {
    const words = key.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2').replace(/[^A-Za-z0-9]+/g, '_');
    return SECRET_KEY.test(words.toLowerCase());
}
/** Everything below a secret's key goes; its structure, and that something is missing, stay. */
function blot(value) {
    if (Array.isArray(value))
        return value.map(blot);
    if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blot(item)]));
    }
    return (typeof value === 'string' && value !== '') || typeof value === 'number' ? REDACTED : value;
}


/***/ }),

/***/ 30931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aV: () => (/* binding */ parseShell),
/* harmony export */   lF: () => (/* binding */ writeScript)
/* harmony export */ });
/* unused harmony export splitArguments */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);





const asIs = (script) => script;
/** PowerShell goes on after errors and ends with 0 whatever its last program said, unless told otherwise. */
const failFast = (script) => `$ErrorActionPreference = 'stop'\n${script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }`;
const POWERSHELL = { args: ['-command', ". '{0}'"], extension: '.ps1', wrap: failFast };
/** The shells that workflow steps know by name, as the runner starts them (actions/runner, ScriptHandlerHelpers.cs). */
const BUILT_IN = new Map([
    ['bash', { args: ['--noprofile', '--norc', '-e', '-o', 'pipefail', '{0}'], extension: '.sh', wrap: asIs }],
    ['sh', { args: ['-e', '{0}'], extension: '.sh', wrap: asIs }],
    ['pwsh', POWERSHELL],
    ['python', { args: ['{0}'], extension: '.py', wrap: asIs }],
    ['powershell', { ...POWERSHELL, windowsOnly: true }],
    [
        'cmd',
        {
            args: ['/D', '/E:ON', '/V:OFF', '/S', '/C', 'CALL', '{0}'],
            extension: '.cmd',
            wrap: (script) => `@echo off\n${script}`,
            windowsOnly: true,
        },
    ],
]);
const PLACE = '{0}';
/**
 * Reads a shell as workflow steps name it: one of the known ones, or a program and its arguments with `{0}` for the
 * script. Throws InputError, naming `what` (the input or option), on anything else.
 */
function parseShell(text, what, platform = process.platform) {
    const [program, ...args] = splitArguments(text);
    const builtIn = program === undefined ? undefined : BUILT_IN.get(program);
    const known = [...BUILT_IN].filter(([, { windowsOnly }]) => !windowsOnly || platform === 'win32').map(([name]) => name);
    const advice = `Use one of: ${known.join(', ')}, or a template with {0} for the script, such as "perl {0}".`;
    if (builtIn?.windowsOnly && platform !== 'win32') {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)}, which exists on Windows only. ${advice}`);
    }
    if (program === undefined || (builtIn === undefined && args.length === 0)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)}, which is no shell we know. ${advice}`);
    }
    if (args.length === 0 && builtIn !== undefined)
        return { program, ...builtIn };
    if (!args.some((arg) => arg.includes(PLACE))) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)}, where {0} is missing. ${advice}`);
    }
    return { program, args, extension: builtIn?.extension ?? '', wrap: builtIn?.wrap ?? asIs };
}
/** Writes the script into `folder`, which must be private, and says with which arguments it is run. */
async function writeScript(shell, script, folder, platform = process.platform) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}${shell.extension}`);
    const wrapped = shell.wrap(script);
    // The runner does the same, for every shell.
    const text = platform === 'win32' ? wrapped.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') : wrapped;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(file, text, { flag: 'wx', mode: 0o600 });
    // Inside PowerShell's single quotes a quote is written twice.
    const path = shell.wrap === failFast ? file.replaceAll("'", "''") : file;
    return [shell.program, ...shell.args.map((arg) => placeFile(arg, path))];
}
/** `{{` and `}}` stand for braces, as in the .NET format string that the runner takes a template for. */
function placeFile(arg, path) {
    return arg.replace(/\{\{|\}\}|\{0\}/g, (found) => (found === PLACE ? path : found.charAt(0)));
}
/**
 * Splits a command line as .NET, and so the runner, does on every platform: blanks separate, double quotes group, a
 * backslash counts only before a double quote, two double quotes inside quotes are one, and single quotes are
 * characters like any other.
 */
function splitArguments(text) {
    const args = [];
    let current;
    let quoted = false;
    for (const [part] of text.matchAll(/\\*""?|\\+|[^\\"]/g)) {
        if (part.endsWith('"')) {
            const backslashes = part.lastIndexOf('\\') + 1;
            const two = part.endsWith('""');
            current = (current ?? '') + '\\'.repeat(Math.floor(backslashes / 2));
            // Of two quotes a backslash takes the first; without one they are a quote inside quotes, and nothing outside.
            if (backslashes % 2 === 1 || (two && quoted))
                current += '"';
            if (backslashes % 2 === 1 ? two : !two)
                quoted = !quoted;
        }
        else if ((part === ' ' || part === '\t') && !quoted) {
            if (current !== undefined)
                args.push(current);
            current = undefined;
        }
        else
            current = (current ?? '') + part;
    }
    if (current !== undefined)
        args.push(current);
    return args;
}


/***/ }),

/***/ 86850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ signalExitCode),
/* harmony export */   k: () => (/* binding */ startProcess)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);
/* harmony import */ var _errno_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28310);
/* harmony import */ var _output_pipes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(685);







/**
 * Starts the program as the leader of a process group of its own, without a shell. Throws InputError, with the system's
 * error as its cause, when it cannot be started: ENOENT is what shells call 127, EACCES 126.
 */
async function startProcess(request, named) {
    const [program, ...args] = request.argv;
    if (program === undefined || program === '') {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', 'No command is given. Name the program that is the agent.');
    }
    const pipes = await (0,_output_pipes_js__WEBPACK_IMPORTED_MODULE_5__/* .openOutputPipes */ .h)(named);
    const [out, err] = pipes?.fds ?? ['pipe', 'pipe'];
    try {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
            cwd: request.cwd,
            env: { ...request.env },
            // Windows would open a console window for a detached process, and has no groups to end it by.
            detached: process.platform !== 'win32',
            windowsHide: true,
            stdio: [request.stdin === 'inherit' ? 'inherit' : 'ignore', out, err],
        });
        const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
        await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
        pipes?.release();
        const { stdout, stderr } = pipes ?? child;
        if (child.pid === undefined || stdout === null || stderr === null)
            throw new Error('it was given no process id');
        return { pid: child.pid, stdout, stderr, exited };
    }
    catch (error) {
        pipes?.abandon();
        throw explainStart(program, request.cwd, error);
    }
}
/** The exit code that shells give to an end by this signal. */
function signalExitCode(signal) {
    return 128 + node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signal];
}
function explainStart(program, cwd, error) {
    const code = (0,_errno_js__WEBPACK_IMPORTED_MODULE_6__/* .errnoCode */ .U)(error);
    const name = (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(program);
    // A folder that is missing is reported as if the program were.
    if (!isFolder(cwd)) {
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `Cannot run ${name} in ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(cwd)}: there is no such folder.`, { cause: error });
    }
    if (code === 'ENOENT') {
        const advice = 'Check its name, and that it is installed and on PATH';
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `Cannot run ${name}: there is no such program. ${advice}.`, { cause: error });
    }
    if (code === 'EACCES') {
        const advice = 'Make it executable with chmod +x, or name the program that reads it';
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `Cannot run ${name}: it may not be executed. ${advice}.`, { cause: error });
    }
    if (code === 'E2BIG') {
        const advice = 'Pass large texts in a file';
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `Cannot run ${name}: its arguments are too long. ${advice}.`, { cause: error });
    }
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-environment', `Cannot run ${name}: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error)}.`, { cause: error });
}
function isFolder(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}


/***/ }),

/***/ 44544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ createStartTime)
/* harmony export */ });
/** By when each of the waits must be over. The last one is what an agent can be kept waiting in all. */
const BY_MS = {
    questions: 5_000,
    history: 7_000,
    remote: 8_000,
    pins: 9_000,
    record: 10_000,
};
/** Counts waits alone: what a checkout takes, or a look at a large work tree, is nobody's delay. */
function createStartTime(now = () => performance.now()) {
    let spentMs = 0;
    return {
        leftMs: (wait) => Math.max(0, BY_MS[wait] - spentMs),
        async count(work) {
            const began = now();
            try {
                return await work();
            }
            finally {
                spentMs += now() - began;
            }
        },
    };
}


/***/ }),

/***/ 16265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ noteBefore),
/* harmony export */   N: () => (/* binding */ recallBefore)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78877);


/** Looks at what is there now and keeps it. */
function noteBefore() {
    const found = new Map();
    return {
        recall: async (key, look) => {
            const answer = await look();
            found.set(key, answer);
            return answer;
        },
        noted: () => (0,node_v8__WEBPACK_IMPORTED_MODULE_1__.serialize)(found),
    };
}
/**
 * What an earlier process found, from what it noted and nobody else has written. Nothing is looked at any more: what was
 * not noted is not known, and `recall` throws.
 */
function recallBefore(noted) {
    const found = (0,node_v8__WEBPACK_IMPORTED_MODULE_1__.deserialize)(noted);
    return {
        recall: async (key) => {
            if (!node_util__WEBPACK_IMPORTED_MODULE_0__.types.isMap(found) || !found.has(key))
                throw new Error(`Nobody looked at ${key} before the run.`);
            // As that process's `look` gave it, by the same code.
            return found.get(key);
        },
    };
}


/***/ })

};
