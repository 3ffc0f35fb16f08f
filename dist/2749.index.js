export const id = 2749;
export const ids = [2749];
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

/***/ 52749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(6805);
// EXTERNAL MODULE: ./build/agent/agent-mark.js
var agent_mark = __webpack_require__(95941);
// EXTERNAL MODULE: ./build/agent/run-folder.js
var run_folder = __webpack_require__(58284);
// EXTERNAL MODULE: ./build/domain/documents.js
var documents = __webpack_require__(55427);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/domain/interruption.js
var interruption = __webpack_require__(95646);
// EXTERNAL MODULE: ./build/domain/ports/store.js
var ports_store = __webpack_require__(84647);
// EXTERNAL MODULE: ./build/domain/workplace.js
var workplace = __webpack_require__(83137);
// EXTERNAL MODULE: ./build/system/system-clock.js
var system_clock = __webpack_require__(2248);
// EXTERNAL MODULE: ./build/system/uids.js
var uids = __webpack_require__(817);
// EXTERNAL MODULE: ./build/usecases/attempt.js
var attempt = __webpack_require__(32108);
// EXTERNAL MODULE: ./build/usecases/finish-step.js + 5 modules
var finish_step = __webpack_require__(19932);
// EXTERNAL MODULE: ./build/usecases/step-sentences.js
var step_sentences = __webpack_require__(54796);
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
// EXTERNAL MODULE: ./build/action/log.js
var log = __webpack_require__(14173);
// EXTERNAL MODULE: ./build/domain/step-status.js
var step_status = __webpack_require__(79818);
// EXTERNAL MODULE: ./build/usecases/record-end.js
var record_end = __webpack_require__(56712);
;// CONCATENATED MODULE: ./build/action/post-without-git.js






/**
 * Finishes a step whose repository cannot be used any more, or must not be: with nothing to tell the agent's settings
 * from the user's, a push could be led anywhere. The record says why its work is unknown.
 */
async function finishWithoutGit(inputs, job, step) {
    const { folder, uid, agent, why } = step;
    log/* actionLog */.Z.warn(why);
    // That history lives in the repository. A later run notes that this one is over.
    if (inputs.store === 'git')
        return;
    const request = { folder, uid, withoutHistory: step.isFork, repository: null };
    const history = await (await (0,history_store/* openActionStore */.Mb)(inputs, job, request)).open();
    try {
        const lookup = await history.findStep({ kind: 'uid', prefix: uid });
        if (lookup.kind !== 'found')
            return;
        const started = lookup.value;
        const end = (0,interruption/* hasSaidItsEnd */.z)(started)
            ? { kind: 'written', step: started }
            : await (0,record_end/* recordEnd */.$)(history, uid, {
                status: (0,step_status/* statusOf */.c)(agent),
                branch: started.branch,
                commitShaAfter: null,
                agentConfig: started.agentConfig,
                endTime: agent.endTime,
                durationMs: agent.durationMs,
                tokenUsage: null,
                exitCode: agent.exitCode,
                pushed: 'none',
                pinRef: null,
                changes: null,
                check: null,
                notes: [...agent.notes, why],
            });
        const publication = end.kind === 'written' ? await history.publish() : end.publication;
        (0,step_sentences/* sayPublication */.QU)(publication, started, log/* actionLog */.Z.warn);
    }
    finally {
        await history.close();
    }
}

// EXTERNAL MODULE: ./build/action/pull-request-comment.js + 1 modules
var pull_request_comment = __webpack_require__(60396);
// EXTERNAL MODULE: ./build/action/report-step.js
var report_step = __webpack_require__(83084);
// EXTERNAL MODULE: ./build/action/run-note.js
var run_note = __webpack_require__(34075);
;// CONCATENATED MODULE: ./build/action/post.js























/** The step action's post: finishes and publishes what main could not. Mostly there is nothing to do. */
const main = () => (0,log/* runAction */.C)(async () => {
    const [folder, uid] = [(0,core/* getState */.Gu)(run_note/* RUN_FOLDER_STATE */.DH), (0,core/* getState */.Gu)(run_note/* STEP_UID_STATE */.iy)];
    if (folder === '' || !(0,identity/* isUid */.hO)(uid))
        return;
    const inputs = (0,action_inputs/* readStepInputs */.Wn)();
    const found = await (0,run_note/* readRunNote */.CH)(folder, (0,action_job/* jobKey */.tv)(inputs));
    switch (found.kind) {
        case 'finished':
            return;
        case 'changed':
            return await finishUnnoted(inputs, folder, uid);
        case 'unfinished':
            if (found.note.progress !== null)
                await finishNoted(inputs, folder, found.note, found.note.progress);
    }
});
const CHANGED = 'What the action had noted of this step was changed or removed while the agent ran, and then the action was killed: nothing the agent did was looked at.';
const NO_GIT = 'The action was killed, and by now there is no repository to look at what the agent did.';
/** Main noted where the step stood, and somebody else wrote or took that away. */
async function finishUnnoted(inputs, folder, uid) {
    const job = (0,action_job/* openJob */.Iv)(inputs);
    const { notes } = await (0,agent_mark/* endAgentOfStep */.e)(null, uid);
    for (const sentence of notes)
        log/* actionLog */.Z.warn(sentence);
    const agent = {
        ending: 'interrupted',
        exitCode: null,
        startTime: system_clock.systemClock.now().toISOString(),
        endTime: system_clock.systemClock.now().toISOString(),
        durationMs: null,
        notes,
    };
    await finishWithoutGit(inputs, job, { folder, uid, agent, isFork: (0,workplace/* isForkRun */.Kz)(job.context), why: CHANGED });
}
/** Goes on from where main was when it was killed. */
async function finishNoted(inputs, folder, note, progress) {
    // 1. Nothing of the agent may change files any more.
    const { uid } = note;
    const agent = await endOf(note, progress);
    // 2. The repository as it was before the agent ran, and the history as main left it.
    const job = (0,action_job/* openJob */.Iv)(inputs);
    const { isFork } = note;
    const repository = await (0,attempt/* attempt */.C)(log/* actionLog */.Z.warn, () => job.git.open(job.workspace, note.repository));
    if (repository === undefined)
        return await finishWithoutGit(inputs, job, { folder, uid, agent, isFork, why: NO_GIT });
    const writer = (0,run_note/* beginRunNote */.rg)(folder, job.key, note, log/* actionLog */.Z.warn);
    const store = await (0,history_store/* openActionStore */.Mb)(inputs, job, { folder, uid, withoutHistory: isFork, repository });
    const history = await store.open();
    try {
        const lookup = await history.findStep({ kind: 'uid', prefix: uid });
        if (lookup.kind !== 'found')
            return;
        const started = lookup.value;
        // 3. The step finished, although another run may have noted that it is over; or what is finished published.
        const runFolder = (0,run_folder/* runFolderAt */.J)(folder, inputs.prompt !== null);
        const agentConfig = started.agentConfig ?? documents/* EMPTY_AGENT_CONFIG */.l;
        const { step, publication } = (0,interruption/* hasSaidItsEnd */.z)(started)
            ? await publish(history, started)
            : await (0,finish_step/* finishStep */.I)({
                repository,
                history,
                clock: system_clock.systemClock,
                uids: uids/* systemUids */.Z,
                warn: log/* actionLog */.Z.warn,
                readUsage: (end) => (0,late_usage/* readLateUsage */.W)(end, { inputs, job, folder: runFolder, step: started }),
                keepFile: store.keepFile,
            }, (0,finish_request/* finishRequest */.h)({ inputs, job, uid, folder, repository, store, agentConfig }), {
                started,
                settledId: (0,ports_store/* settlesIds */.F)(store.name) ? started.id : null,
                agent,
                progress,
                isLate: true,
            });
        // 4. Told to people. Outputs would reach nobody any more.
        const context = (await (0,attempt/* attempt */.C)(log/* actionLog */.Z.warn, () => (0,action_job/* completeContext */.Pn)(job))) ?? job.context;
        if (!note.told)
            await (0,report_step/* writeSummary */.S)({ inputs, job, context, step, history, publication, logFile: runFolder.logFile });
        const comment = await (0,pull_request_comment/* updateComment */.v)({ ...inputs, job, context, comment: isFork ? 'none' : inputs.comment, branch: step.branch }, history);
        if (comment.warning !== null)
            log/* actionLog */.Z.warn(comment.warning);
        writer.update({ told: true, finished: publication.kind !== 'kept' });
    }
    finally {
        await history.close();
        await repository.close();
    }
}
/** How the agent ended: as main saw it, else as it is found now. */
async function endOf(note, { start, agent }) {
    const { notes } = await (0,agent_mark/* endAgentOfStep */.e)(agent === null ? note.agentProcess : null, note.uid);
    for (const sentence of notes)
        log/* actionLog */.Z.warn(sentence);
    if (agent !== null)
        return { ...agent, notes: [...agent.notes, ...notes] };
    const endTime = system_clock.systemClock.now();
    return {
        ending: note.cancelled ? 'cancelled' : 'interrupted',
        exitCode: null,
        startTime: start.startTime,
        // Not later than now; who only knows that it is over, a later run, leaves this out.
        endTime: endTime.toISOString(),
        durationMs: Math.max(0, endTime.getTime() - Date.parse(start.startTime)),
        notes,
    };
}
async function publish(history, step) {
    const publication = await history.publish();
    (0,step_sentences/* sayPublication */.QU)(publication, step, log/* actionLog */.Z.warn);
    return { step, publication };
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
