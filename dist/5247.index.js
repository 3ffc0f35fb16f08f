export const id = 5247;
export const ids = [5247];
export const modules = {

/***/ 92309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hj: () => (/* binding */ rollbackOutputs),
/* harmony export */   n0: () => (/* binding */ setOutputs),
/* harmony export */   tH: () => (/* binding */ stepOutputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6805);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81005);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75799);



/** The outputs of the step action, but for `comment-url`, which is known last. */
function stepOutputs(step, facts) {
    const usage = step.tokenUsage;
    return {
        'step-id': text(step.id),
        'step-uid': step.uid,
        'parent-step-id': text(step.parentStepId),
        status: step.status,
        branch: text(step.branch),
        'commit-sha-before': text(step.commitShaBefore),
        'commit-sha-after': text(step.commitShaAfter),
        changed: step.commitShaAfter === null ? '' : String(step.commitShaAfter !== step.commitShaBefore),
        pushed: text(step.pushed),
        'pin-ref': text(step.pinRef),
        'exit-code': text(step.exitCode),
        'duration-ms': text(step.durationMs),
        'input-tokens': text(usage?.input_tokens),
        'output-tokens': text(usage?.output_tokens),
        'total-tokens': text(usage?.total_tokens),
        'cost-usd': text(usage?.cost),
        'token-usage': usage === null ? '' : JSON.stringify(usage),
        step: JSON.stringify((0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepToJson */ .g)(step)),
        'steps-db': text(facts.stepsDb),
        'log-file': facts.logFile,
        recorded: String(facts.recorded),
    };
}
/** The outputs of the actions rollback (`deactivated-steps`) and undo (`reactivated-steps`). */
function rollbackOutputs(facts, stepsOutput) {
    return {
        'rollback-id': facts.rollback === null ? '' : (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .rollbackName */ .O)(facts.rollback),
        branch: facts.branch,
        'from-sha': facts.fromSha,
        'to-sha': facts.toSha,
        'pin-ref': text(facts.pinRef),
        [stepsOutput]: JSON.stringify(facts.steps),
        recorded: text(facts.recorded),
    };
}
/** Hands outputs to the runner. */
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setOutput */ .uH)(name, value);
}
function text(value) {
    return value === null || value === undefined ? '' : String(value);
}


/***/ }),

/***/ 34075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CH: () => (/* binding */ readRunNote),
/* harmony export */   DH: () => (/* binding */ RUN_FOLDER_STATE),
/* harmony export */   hY: () => (/* binding */ writeRunNote)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16327);



/** The state by which post finds the folder of main's run. */
const RUN_FOLDER_STATE = 'run-folder';
/** Writes the note in one piece: post finds the old one or the new one, whenever main is killed. */
function writeRunNote(folder, note) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'run.json');
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(`${path}.new`, JSON.stringify(note), { mode: 0o600 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(`${path}.new`, path);
}
/** The note of a run folder; null when main never came to record a step, or when what is there is no note of ours. */
function readRunNote(folder) {
    try {
        const note = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'run.json'), 'utf8'));
        return isRunNote(note) ? note : null;
    }
    catch {
        return null;
    }
}
function isRunNote(note) {
    return (typeof note === 'object' &&
        note !== null &&
        'uid' in note &&
        typeof note.uid === 'string' &&
        (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .isUid */ .hO)(note.uid) &&
        'cancelled' in note &&
        typeof note.cancelled === 'boolean' &&
        'finished' in note &&
        typeof note.finished === 'boolean');
}


/***/ }),

/***/ 15247:
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
// EXTERNAL MODULE: ./build/agent/redact.js
var redact = __webpack_require__(27009);
// EXTERNAL MODULE: ./build/agent/run-folder.js
var run_folder = __webpack_require__(58284);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
;// CONCATENATED MODULE: ./build/agent/script.js





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
        throw new errors/* InputError */.dz('bad-input', `${what} is ${(0,identity/* quote */.hD)(text)}, which exists on Windows only. ${advice}`);
    }
    if (program === undefined || (builtIn === undefined && args.length === 0)) {
        throw new errors/* InputError */.dz('bad-input', `${what} is ${(0,identity/* quote */.hD)(text)}, which is no shell we know. ${advice}`);
    }
    if (args.length === 0 && builtIn !== undefined)
        return { program, ...builtIn };
    if (!args.some((arg) => arg.includes(PLACE))) {
        throw new errors/* InputError */.dz('bad-input', `${what} is ${(0,identity/* quote */.hD)(text)}, where {0} is missing. ${advice}`);
    }
    return { program, args, extension: builtIn?.extension ?? '', wrap: builtIn?.wrap ?? asIs };
}
/** Writes the script into `folder`, which must be private, and says with which arguments it is run. */
async function writeScript(shell, script, folder, platform = process.platform) {
    const file = (0,external_node_path_.join)(folder, `${(0,external_node_crypto_.randomUUID)()}${shell.extension}`);
    const wrapped = shell.wrap(script);
    // The runner does the same, for every shell.
    const text = platform === 'win32' ? wrapped.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') : wrapped;
    await (0,promises_.writeFile)(file, text, { flag: 'wx', mode: 0o600 });
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

// EXTERNAL MODULE: ./build/domain/documents.js
var documents = __webpack_require__(55427);
// EXTERNAL MODULE: ./build/domain/workplace.js
var workplace = __webpack_require__(83137);
// EXTERNAL MODULE: ./build/git/identity.js
var git_identity = __webpack_require__(86193);
// EXTERNAL MODULE: ./build/system/system-clock.js
var system_clock = __webpack_require__(2248);
// EXTERNAL MODULE: ./build/system/uids.js
var uids = __webpack_require__(817);
// EXTERNAL MODULE: ./build/usage/follow-run.js
var follow_run = __webpack_require__(7031);
// EXTERNAL MODULE: ./build/usage/registry.js + 49 modules
var registry = __webpack_require__(39634);
// EXTERNAL MODULE: ./build/usecases/record-step.js + 4 modules
var record_step = __webpack_require__(68740);
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
        },
    };
}
/** A stream that is gone has nobody behind it who could obey a command. */
function send(stdout, text) {
    return new Promise((resolve) => {
        stdout.write(text, () => resolve());
    });
}

// EXTERNAL MODULE: ./build/agent/run-agent.js + 3 modules
var run_agent = __webpack_require__(69653);
;// CONCATENATED MODULE: ./build/action/agent.js





/** The agent as the action runs it: a script in a shell, its output shown but never taken for workflow commands. */
function prepareAgent(request) {
    const { inputs, job, shell, directory, folder, identity } = request;
    const guard = guardOutput(process.stdout);
    const runner = (0,run_agent/* createAgentRunner */.A)({ sinks: { stdout: guard.sink, stderr: guard.sink }, clock: system_clock.systemClock });
    return {
        runner: {
            run: async (agent) => {
                await guard.open();
                try {
                    return await runner.run(agent);
                }
                finally {
                    await guard.close();
                }
            },
        },
        launch: async (step, settledId) => ({
            argv: await writeScript(shell, inputs.run, folder.path),
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
        }),
    };
}

// EXTERNAL MODULE: ./build/action/history-store.js + 3 modules
var history_store = __webpack_require__(61686);
// EXTERNAL MODULE: ./build/action/inputs.js
var action_inputs = __webpack_require__(7126);
// EXTERNAL MODULE: ./build/action/job.js + 6 modules
var action_job = __webpack_require__(82822);
// EXTERNAL MODULE: ./build/action/log.js
var log = __webpack_require__(14173);
// EXTERNAL MODULE: ./build/action/pull-request-comment.js + 1 modules
var pull_request_comment = __webpack_require__(60396);
// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(43327);
// EXTERNAL MODULE: ./build/render/summary.js + 1 modules
var render_summary = __webpack_require__(27176);
// EXTERNAL MODULE: ./build/action/history-to-view.js
var history_to_view = __webpack_require__(24527);
// EXTERNAL MODULE: ./build/action/outputs.js
var outputs = __webpack_require__(92309);
;// CONCATENATED MODULE: ./build/action/report-step.js







/** Tells the workflow (outputs), the people (summary) and the runner (success or failure) how the step ended. */
async function reportStep(report) {
    const { inputs, context, step, history, publication, comment } = report;
    // A fragment is durable too: the next run that can read the history merges it.
    const recorded = publication.kind !== 'kept' && !(0,workplace/* isForkRun */.Kz)(context);
    (0,outputs/* setOutputs */.n0)({
        ...(0,outputs/* stepOutputs */.tH)(step, { stepsDb: history.dbPath, logFile: report.logFile, recorded }),
        'comment-url': comment.url ?? '',
    });
    if (comment.warning !== null)
        log/* actionLog */.Z.warn(comment.warning);
    await writeSummary(report);
    const failures = report.failure === null ? [] : [report.failure];
    if (inputs.requireRecord && !recorded)
        failures.push('The record could not be published (require-record: true).');
    if (failures.length > 0)
        (0,core/* setFailed */.C1)(failures.join(' '));
}
/** The step in detail, with its branch's history. What goes wrong here changes nothing about the step. */
async function writeSummary({ inputs, job, context, step, history, publication, logFile }) {
    try {
        const scope = { pullRequest: null, branch: step.branch };
        const view = await (0,history_to_view/* historyToView */.B)(history, scope, { ...inputs, slug: job.slug, context });
        const text = (0,render_summary/* renderStepSummary */.PV)({ ...view, step, publication: (0,workplace/* isForkRun */.Kz)(context) ? null : publication, logFile });
        await summary/* summary */.z.addRaw(text, true).write();
    }
    catch (error) {
        log/* actionLog */.Z.warn(`The job summary could not be written: ${(0,errors/* describeError */.Uc)(error)}`);
    }
}

// EXTERNAL MODULE: ./build/action/run-note.js
var run_note = __webpack_require__(34075);
;// CONCATENATED MODULE: ./build/action/workplace.js





/**
 * Decides where the step works. Throws before anything has changed when the work would land where nobody meant it, when
 * whoever started the run may not write, or when git refuses the name of the branch.
 */
async function decidePlace(request) {
    const { job, context, inputs, repository } = request;
    const place = (0,workplace/* decideWorkplace */.fq)({
        context,
        head: await repository.head(),
        remoteRepository: repository.remote?.repository?.split('/').slice(1).join('/') ?? null,
        requestedBranch: inputs.branch,
        push: inputs.push,
    });
    if (place.kind === 'refused')
        throw new errors/* RefusedError */.fk('wrong-place', place.message);
    if (inputs.push === 'auto')
        await (0,action_job/* checkMayWrite */.rO)(job, 'push');
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
const main = () => (0,log/* runAction */.C)(runStep);
async function runStep() {
    // 1. What was asked, all of it checked before anything changes.
    const inputs = (0,action_inputs/* readStepInputs */.Wn)();
    const shell = parseShell(inputs.shell, 'Input "shell"');
    if (inputs.envAllow !== null)
        (0,agent_env/* checkEnvAllow */.f)(inputs.envAllow, 'Input "env-allow"');
    const usageReader = (0,registry/* chooseUsageReader */.U)(inputs.agent, 'Input "agent"');
    const job = (0,action_job/* openJob */.Iv)(inputs);
    const directory = (0,external_node_path_.resolve)(job.workspace, inputs.workingDirectory);
    const agentConfig = await describeAgent(inputs, directory);
    const uid = uids/* systemUids */.Z.next();
    const repository = await job.git.open(directory);
    const signal = listenForCancellation();
    try {
        // 2. Where it works, and where it is recorded.
        const context = await (0,action_job/* completeContext */.Pn)(job);
        const fork = (0,workplace/* isForkRun */.Kz)(context);
        const folder = await (0,run_folder/* createRunFolder */.k)(job.temporaryDirectory, inputs.prompt);
        const place = await decidePlace({ job, context, inputs, repository });
        const store = await (0,history_store/* openActionStore */.Mb)(inputs, job, { folder: folder.path, uid, withoutHistory: fork, repository });
        const opened = await store.open();
        await goToPlace(repository, place);
        if (fork)
            log/* actionLog */.Z.notice("This run belongs to a fork's pull request: its step is shown here and recorded in no history.");
        // 3. The step, on record from before its agent starts.
        (0,core/* saveState */.LZ)(run_note/* RUN_FOLDER_STATE */.DH, folder.path);
        const identity = repository.identity ?? inputs.commitAuthor ?? git_identity/* BOT */.WN;
        const agent = prepareAgent({
            inputs,
            job,
            shell,
            directory,
            folder,
            identity: repository.identity === null ? identity : null,
        });
        const usage = (0,follow_run/* followUsage */.h)(usageReader, folder.usageFile);
        const comment = { ...inputs, job, context, comment: fork ? 'none' : inputs.comment };
        let running;
        const result = await (0,record_step/* recordStep */.I)({
            repository,
            store: { name: store.name, open: async () => opened },
            agent: agent.runner,
            launch: async (step, settledId) => usage.watch(await agent.launch(step, settledId), inputs.run),
            clock: system_clock.systemClock,
            log: log/* actionLog */.Z,
            readUsage: usage.read,
            onStarted: (step, history) => {
                (0,run_note/* writeRunNote */.hY)(folder.path, { uid, cancelled: signal.aborted, finished: false });
                signal.addEventListener('abort', () => (0,run_note/* writeRunNote */.hY)(folder.path, { uid, cancelled: true, finished: false }));
                running = (0,pull_request_comment/* updateComment */.v)({ ...comment, branch: step.branch }, history);
            },
            keepFile: store.keepFile,
            fallbackHistory: store.fallback,
        }, {
            uid,
            projectId: job.projectId,
            slug: job.slug,
            detachedBranch: place.branchToRecord,
            agentConfig,
            run: context.run,
            prompt: inputs.prompt,
            commit: inputs.commit,
            commitTemplate: inputs.commitMessage,
            commitAuthor: inputs.commitAuthor,
            agentIdentity: identity,
            push: inputs.push,
            continueOnAgentError: inputs.continueOnAgentError,
            bundleFile: (0,external_node_path_.join)(folder.path, `${uid}.bundle`),
            privatePaths: [folder.path, ...store.privatePaths],
            signal,
            frontEnd: 'action',
        });
        (0,run_note/* writeRunNote */.hY)(folder.path, { uid, cancelled: signal.aborted, finished: result.publication.kind !== 'kept' });
        // 4. Told to people and to the workflow. The comment that says "running" must not overtake the one that says how it ended.
        await running;
        const last = await (0,pull_request_comment/* updateComment */.v)({ ...comment, branch: result.step.branch }, result.history);
        await reportStep({ ...result, inputs, job, context, logFile: folder.logFile, comment: last });
        await result.history.close();
    }
    finally {
        await repository.close();
    }
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
/**
 * A signal that a cancelled job aborts. The runner sends SIGINT to this process alone, then SIGTERM; without listeners
 * Node would end at once and leave the agent running.
 */
function listenForCancellation() {
    const cancellation = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancellation.abort());
    return cancellation.signal;
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

/***/ 27176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Bu: () => (/* binding */ factTable),
  om: () => (/* binding */ graphSection),
  p_: () => (/* binding */ list),
  rM: () => (/* binding */ publicationFact),
  ZM: () => (/* binding */ renderReportSummary),
  PV: () => (/* binding */ renderStepSummary),
  V0: () => (/* binding */ sections)
});

// EXTERNAL MODULE: ./build/render/escape.js
var render_escape = __webpack_require__(66082);
// EXTERNAL MODULE: ./build/render/format.js
var format = __webpack_require__(14246);
// EXTERNAL MODULE: ./build/render/history-heading.js
var history_heading = __webpack_require__(46810);
// EXTERNAL MODULE: ./build/render/history-table.js
var history_table = __webpack_require__(8448);
// EXTERNAL MODULE: ./build/render/history-view.js
var history_view = __webpack_require__(10587);
// EXTERNAL MODULE: ./build/render/how-to-roll-back.js
var how_to_roll_back = __webpack_require__(369);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/render/terminal/figures.js
var figures = __webpack_require__(12535);
;// CONCATENATED MODULE: ./build/render/mermaid.js




const MOST_NODES = 20;
const MOST_ROLLBACKS = 20;
const AGENT_LENGTH = 24;
const START = 'start';
const OLDER = 'older';
/**
 * A picture of a branch's steps, newest first as a ledger lists them: each follows its parent, rolled-back ones are
 * dashed, a dotted arrow leads from where a rollback began to where it left the branch. Older steps are one node.
 */
function renderGraph(steps, stepCount, rollbacks) {
    if (steps.length === 0)
        return '';
    const shown = steps.slice(0, MOST_NODES).toReversed();
    const nodes = new Map(shown.map((step, index) => [step.uid, `n${index}`]));
    const hidden = Math.max(stepCount, steps.length) - shown.length;
    const origin = hidden > 0 ? OLDER : START;
    const nodeOf = (uid) => (uid === null ? START : nodes.get(uid)) ?? origin;
    const edges = shown.map((step) => `  ${nodeOf(step.parentUid)} --> ${nodeOf(step.uid)}`);
    const arrows = rollbacks
        .filter((rollback) => rollback.kind === 'rollback')
        .slice(0, MOST_ROLLBACKS)
        .toReversed()
        .flatMap((rollback) => rollbackArrow(rollback, shown, nodeOf));
    const used = [...edges, ...arrows].join('\n');
    const inactive = shown.filter((step) => !step.active).map((step) => nodeOf(step.uid));
    return [
        '```mermaid',
        'flowchart LR',
        ...(new RegExp(`\\b${START}\\b`).test(used) ? [`  ${START}((" "))`] : []),
        ...(hidden > 0 ? [`  ${OLDER}["… ${(0,figures/* plural */.LS)(hidden, 'older step')}"]`] : []),
        ...shown.map((step) => `  ${nodeOf(step.uid)}["${nodeLabel(step)}"]`),
        ...edges,
        ...arrows,
        ...(inactive.length === 0
            ? []
            : ['  classDef rolledBack stroke-dasharray:5 5,opacity:0.5', `  class ${inactive.join(',')} rolledBack`]),
        '```',
    ].join('\n');
}
function nodeLabel(step) {
    const title = step.id === null ? (0,format/* stepLabel */.vO)(step) : `S${step.id}`;
    const agent = step.agentConfig?.name ?? null;
    const lines = [
        `${title} ${(0,format/* statusAtAGlance */.t_)(step.status).glyph}`,
        ...(agent === null ? [] : [(0,render_escape/* escapeMermaid */.Fw)(agent, AGENT_LENGTH)]),
        ...(step.commitShaAfter === null ? [] : [(0,render_escape/* escapeMermaid */.Fw)((0,identity/* shortSha */.Fu)(step.commitShaAfter))]),
    ];
    return lines.join('<br/>');
}
function rollbackArrow(rollback, shown, nodeOf) {
    // Where the branch was: the newest of the steps it covers. One whose steps are all folded has no place in the picture.
    const covered = new Set(rollback.stepUids);
    const from = shown.findLast((step) => covered.has(step.uid));
    if (from === undefined || rollback.target === null)
        return [];
    const { mode, stepUid } = rollback.target;
    const target = shown.find((step) => step.uid === stepUid);
    const to = mode === 'before' && target !== undefined ? nodeOf(target.parentUid) : nodeOf(stepUid);
    const label = `${(0,render_escape/* escapeMermaid */.Fw)((0,format/* rollbackLabel */.lM)(rollback))}${rollback.undoneBy === null ? '' : ', undone'}`;
    return [`  ${nodeOf(from.uid)} -. "${label}" .-> ${to}`];
}

// EXTERNAL MODULE: ./build/render/step-cells.js
var step_cells = __webpack_require__(19443);
;// CONCATENATED MODULE: ./build/render/summary.js









const REPORT_LENGTH = 100_000;
const MOST_COMMITS = 30;
const MOST_NOTES = 20;
const CONFIG_LENGTH = 5_000;
const PATH_LENGTH = 300;
/**
 * The job summary of one step, everything about it and a picture of its branch. Far below the 1 MiB that GitHub takes
 * for one workflow step, whatever the record holds.
 */
function renderStepSummary(view) {
    const { step } = view;
    const { glyph, word } = (0,format/* statusAtAGlance */.t_)(step.status);
    return sections([
        `## ${glyph} LaForge ${(0,step_cells/* stepTitle */.Fb)(step)}: ${(0,render_escape/* escapeText */.X1)(word, 40)}`,
        (0,history_heading/* conditionSentence */.jS)(view.condition),
        factTable(stepFacts(view)),
        list('Notes', (0,step_cells/* remarkItems */.TM)(step, MOST_NOTES)),
        list('Commits', (0,step_cells/* commitItems */.Ar)(step, view.links, MOST_COMMITS)),
        factTable(usageFacts(step.tokenUsage), 'Usage'),
        configSection(step.agentConfig),
        (0,how_to_roll_back/* howToSection */.Hy)([(0,how_to_roll_back/* howToRow */.uw)(step, view), (0,how_to_roll_back/* howToUndoRow */.kS)(view)], view.means),
        graphSection(view),
    ]);
}
/** The job summary of a report: the history's latest steps and the picture of them. */
function renderReportSummary(view) {
    const { markup, howToRows } = (0,history_table/* historyTable */.f)(view, REPORT_LENGTH);
    return sections([
        `## ${(0,history_heading/* historyHeading */.Hy)(view)}`,
        (0,history_heading/* historyRemarks */.me)(view).join('\n'),
        markup,
        (0,how_to_roll_back/* howToSection */.Hy)([...howToRows, (0,how_to_roll_back/* howToUndoRow */.kS)(view)], view.means),
        graphSection(view),
    ]);
}
/** Parts with an empty line between, the empty ones left out. */
function sections(parts) {
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
/** A table of names and values, those with an empty value left out; '' when none is left. */
function factTable(facts, title = '') {
    const rows = facts.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${value} |`);
    return rows.length === 0 ? '' : [`| ${title} | |`, '| --- | --- |', ...rows].join('\n');
}
/** A titled list; '' without items. */
function list(title, items) {
    return items.length === 0 ? '' : [`**${title}**`, '', ...items.map((item) => `- ${item}`)].join('\n');
}
/** The picture of the history's steps, under its own heading. */
function graphSection(view) {
    const graph = renderGraph(view.steps, view.stepCount, view.rollbacks);
    return graph === '' ? '' : `### Steps of this branch\n\n${graph}`;
}
function stepFacts(view) {
    const { step, links } = view;
    const before = (0,step_cells/* commitLink */.wn)(step.commitShaBefore, { ...step, pushed: null }, links);
    const after = (0,step_cells/* commitLink */.wn)(step.commitShaAfter, step, links);
    return [
        ['Step', `${(0,step_cells/* stepCell */.j4)(step, links)}${step.id === null ? ' (number not settled)' : ''}`],
        ['Uid', (0,render_escape/* escapeCode */.tn)(step.uid)],
        ['Project', view.projectId === null ? '' : (0,render_escape/* escapeText */.X1)(view.projectId, 100)],
        ['Active', step.active ? '' : (0,step_cells/* rolledBackCell */.u8)((0,history_view/* rollbacksInForce */.WA)(view.rollbacks).get(step.uid))],
        ['Parent step', step.parentStepId === null ? '' : String(step.parentStepId)],
        ['Agent', step.agentConfig?.name == null ? '' : (0,render_escape/* escapeText */.X1)(step.agentConfig.name)],
        ['Model', step.agentConfig?.model == null ? '' : (0,render_escape/* escapeCode */.tn)(step.agentConfig.model)],
        ['Branch', step.branch === null ? '' : (0,render_escape/* escapeCode */.tn)(step.branch)],
        ['Commits', before === after ? after : [before, after].filter((commit) => commit !== '').join(' → ')],
        ['Changes', (0,step_cells/* sizeOfChanges */.ul)(step)],
        ['Push', step.pushed === null ? '' : (0,render_escape/* escapeText */.X1)(step.pushed)],
        ['Exit code', step.exitCode === null ? '' : String(step.exitCode)],
        ['Duration', (0,figures/* formatDuration */.a3)(step.durationMs)],
        ['Started', (0,render_escape/* escapeText */.X1)((0,format/* formatTime */.fU)(step.startTime))],
        ['Run', runFact(step.run, view)],
        ['Log', view.logFile === null ? '' : (0,render_escape/* escapeCode */.tn)(view.logFile, PATH_LENGTH)],
        ['Record', publicationFact(view.publication)],
    ];
}
function runFact(run, { links }) {
    if (run === null)
        return '';
    const names = [run.workflow, run.job].filter((name) => name !== null).map((name) => (0,render_escape/* escapeText */.X1)(name, 80));
    const attempt = run.attempt !== null && run.attempt > 1 ? `, attempt ${run.attempt}` : '';
    const by = run.actor === null ? '' : ` for ${(0,render_escape/* escapeText */.X1)(run.actor, 60)}`;
    const on = run.event === null ? '' : ` on ${(0,render_escape/* escapeText */.X1)(run.event, 60)}`;
    const pull = run.pull_request === null ? '' : `, pull request ${run.pull_request.number}`;
    const name = names.length === 0 ? (0,render_escape/* escapeText */.X1)(run.ci, 40) : names.join(' / ');
    const own = links.serverUrl !== null && run.url?.startsWith(`${links.serverUrl}/`) === true;
    return `${(0,render_escape/* link */.nf)(name, own ? run.url : null)}${attempt}${on}${by}${pull}`;
}
/** What became of the record. */
function publicationFact(publication) {
    switch (publication?.kind) {
        case undefined:
            return "not in the history: this run is a fork's";
        case 'published':
            return 'published';
        case 'fragment':
            return `⚠️ kept by itself in ${(0,render_escape/* escapeCode */.tn)(publication.where, PATH_LENGTH)} until the history can be read: ${(0,render_escape/* escapeText */.X1)(publication.reason, PATH_LENGTH)}`;
        case 'kept':
            return `⚠️ only in ${(0,render_escape/* escapeCode */.tn)(publication.where, PATH_LENGTH)}: ${(0,render_escape/* escapeText */.X1)(publication.reason, PATH_LENGTH)}`;
    }
}
function usageFacts(usage) {
    if (usage === null || usage.state === 'unknown')
        return [];
    const count = (value) => (value === null ? '' : value.toLocaleString('en-US'));
    return [
        ['Input tokens', count(usage.input_tokens)],
        ['Cache read tokens', count(usage.cache_read_tokens)],
        ['Cache write tokens', count(usage.cache_write_tokens)],
        ['Output tokens', count(usage.output_tokens)],
        ['of these, reasoning', count(usage.reasoning_tokens)],
        ['Total tokens', count(usage.total_tokens)],
        ['Cost', (0,format/* formatCost */.BD)(usage.cost).replace('<', '&lt;')],
        ['Turns', count(usage.turns)],
        [
            'Models',
            usage.models
                .slice(0, 10)
                .map((model) => (0,render_escape/* escapeCode */.tn)(model, 80))
                .join(', '),
        ],
        ['Session', usage.session_id === null ? '' : (0,render_escape/* escapeCode */.tn)(usage.session_id, 80)],
        ['Source', usage.source === null ? '' : (0,render_escape/* escapeText */.X1)(usage.source, 80)],
        ['Measured', usage.state === 'partial' ? 'in part: the run was cut off' : ''],
    ];
}
function configSection(config) {
    const said = Object.entries(config ?? {}).filter(([, value]) => !isEmpty(value));
    if (said.length === 0)
        return '';
    const json = JSON.stringify(Object.fromEntries(said), null, 2);
    return `<details><summary>Agent config</summary>${(0,render_escape/* escapeBlock */.$o)(json, CONFIG_LENGTH)}</details>`;
}
function isEmpty(value) {
    return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}


/***/ })

};
