export const id = 2325;
export const ids = [2325,2248];
export const modules = {

/***/ 6517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6805);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_workplace_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83137);
/* harmony import */ var _system_system_clock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2248);
/* harmony import */ var _usecases_step_sentences_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(54796);
/* harmony import */ var _history_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61686);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7126);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(82822);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(14173);
/* harmony import */ var _pull_request_comment_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(60396);
/* harmony import */ var _run_note_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(34075);












/** The step action's post: finishes and publishes what main could not. Mostly there is nothing to do. */
const main = () => (0,_log_js__WEBPACK_IMPORTED_MODULE_7__/* .runAction */ .C)(async () => {
    const folder = (0,_actions_core__WEBPACK_IMPORTED_MODULE_10__/* .getState */ .Gu)(_run_note_js__WEBPACK_IMPORTED_MODULE_9__/* .RUN_FOLDER_STATE */ .DH);
    const note = folder === '' ? null : (0,_run_note_js__WEBPACK_IMPORTED_MODULE_9__/* .readRunNote */ .CH)(folder);
    if (note === null || note.finished)
        return;
    const inputs = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .readStepInputs */ .Wn)();
    const job = (0,_job_js__WEBPACK_IMPORTED_MODULE_6__/* .openJob */ .Iv)(inputs);
    const context = await (0,_job_js__WEBPACK_IMPORTED_MODULE_6__/* .completeContext */ .Pn)(job);
    const fork = (0,_domain_workplace_js__WEBPACK_IMPORTED_MODULE_2__/* .isForkRun */ .Kz)(context);
    const repository = await (0,_history_store_js__WEBPACK_IMPORTED_MODULE_4__/* .openStoreRepository */ .mp)(inputs, job, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(job.workspace, inputs.workingDirectory));
    const store = await (0,_history_store_js__WEBPACK_IMPORTED_MODULE_4__/* .openActionStore */ .Mb)(inputs, job, { folder, uid: note.uid, withoutHistory: fork, repository });
    const history = await store.open();
    try {
        const step = await finishStep(history, note, inputs, job);
        if (step === null)
            return;
        const publication = await history.publish();
        (0,_usecases_step_sentences_js__WEBPACK_IMPORTED_MODULE_11__/* .sayPublication */ .QU)(publication, step, _log_js__WEBPACK_IMPORTED_MODULE_7__/* .actionLog */ .Z.warn);
        (0,_run_note_js__WEBPACK_IMPORTED_MODULE_9__/* .writeRunNote */ .hY)(folder, { ...note, finished: publication.kind !== 'kept' });
        const comment = await (0,_pull_request_comment_js__WEBPACK_IMPORTED_MODULE_8__/* .updateComment */ .v)({ ...inputs, job, context, comment: fork ? 'none' : inputs.comment, branch: step.branch }, history);
        if (comment.warning !== null)
            _log_js__WEBPACK_IMPORTED_MODULE_7__/* .actionLog */ .Z.warn(comment.warning);
    }
    finally {
        await history.close();
        await repository?.close();
    }
});
/** The step as it is on record now; null when it never came to be recorded. */
async function finishStep(history, note, inputs, job) {
    const lookup = await history.findStep({ kind: 'uid', prefix: note.uid });
    if (lookup.kind !== 'found')
        return null;
    const step = lookup.value;
    if (step.status !== 'running')
        return step;
    const end = _system_system_clock_js__WEBPACK_IMPORTED_MODULE_3__.systemClock.now();
    return history.finishStep(note.uid, {
        status: note.cancelled ? 'cancelled' : 'interrupted',
        branch: step.branch,
        commitShaAfter: await headNow(inputs, job),
        agentConfig: step.agentConfig,
        endTime: end.toISOString(),
        durationMs: Math.max(0, end.getTime() - Date.parse(step.startTime)),
        tokenUsage: null,
        exitCode: null,
        pushed: 'none',
        pinRef: null,
        changes: null,
        notes: ['The action was ended before it could look at what the agent did: nothing was committed or pushed for it.'],
    });
}
async function headNow(inputs, job) {
    try {
        const repository = await job.git.open((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(job.workspace, inputs.workingDirectory));
        try {
            return (await repository.head()).sha;
        }
        finally {
            await repository.close();
        }
    }
    catch (error) {
        _log_js__WEBPACK_IMPORTED_MODULE_7__/* .actionLog */ .Z.warn(`HEAD could not be read: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
        return null;
    }
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

/***/ 60365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ branchOfRecord),
/* harmony export */   TL: () => (/* binding */ decideDelivery),
/* harmony export */   dM: () => (/* binding */ mayReachBranch)
/* harmony export */ });
/**
 * Where a step's work goes: the branch, by a fast-forward under a lease on a tip that is the step's own beginning or
 * its own work; otherwise a pin. Never a forced push, and never work of a step that did not succeed.
 */
function decideDelivery(facts) {
    const { before, after, branch, tip } = facts;
    if (after === null || after === before)
        return { kind: 'unchanged' };
    if (branch === null || facts.offBranch !== null) {
        return { kind: 'pin', reason: facts.offBranch ?? 'HEAD is detached and belongs to no branch' };
    }
    if (tip === after)
        return { kind: 'pushed-already' };
    if (!mayReachBranch(facts))
        return { kind: 'pin', reason: `the step did not succeed (${facts.status})` };
    if (tip === null && facts.tipAtStart !== null)
        return { kind: 'pin', reason: `${branch} is gone from the remote` };
    if (tip !== null && tip !== before && !facts.made.has(tip)) {
        return {
            kind: 'pin',
            reason: `${branch} has moved at the remote to ${tip.slice(0, 8)}, which is not this step's work`,
        };
    }
    if (tip !== null && facts.descends !== 'yes') {
        return {
            kind: 'pin',
            reason: `the work does not build on ${branch} as it is at the remote: its history was rewritten`,
        };
    }
    return { kind: 'push', branch, lease: tip };
}
/** Whether a step with this status may move its branch at all. */
function mayReachBranch(step) {
    return step.status === 'succeeded' || (step.status === 'failed' && step.continueOnAgentError);
}
/**
 * The branch a step is recorded under: where HEAD was attached when the agent ended, if that is the start branch or
 * one new to the remote; otherwise the start branch, and `offBranch` says why the work is not on it.
 */
function branchOfRecord(facts) {
    const { startBranch, startedDetached, endBranch } = facts;
    if (endBranch !== null && endBranch === startBranch && !startedDetached)
        return { branch: endBranch, offBranch: null };
    if (endBranch !== null && facts.endBranchIsNew)
        return { branch: endBranch, offBranch: null };
    if (endBranch !== null) {
        return { branch: startBranch, offBranch: `the agent ended on ${endBranch}, a branch that was there before it` };
    }
    return {
        branch: startBranch,
        offBranch: startedDetached
            ? 'a detached HEAD was checked out, so there is no branch to push to'
            : `the agent left HEAD detached, not on ${startBranch}`,
    };
}


/***/ }),

/***/ 6805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V4: () => (/* binding */ getInput),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, debug, endGroup, error, exportVariable, getBooleanInput, getIDToken, getMultilineInput, group, isDebug, markdownSummary, platform, setCommandEcho, startGroup, summary, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __webpack_require__(70857);
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __webpack_require__(76982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __webpack_require__(79896);
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __webpack_require__(16928);
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 2248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   systemClock: () => (/* binding */ systemClock)
/* harmony export */ });
/** The machine's clock. */
const systemClock = { now: () => new Date() };


/***/ }),

/***/ 817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ systemUids)
/* harmony export */ });
/* harmony import */ var uuid__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63935);

/** Version 7 UUIDs: in one process each sorts after the one before, also within a millisecond. */
const systemUids = { next: () => (0,uuid__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)() };


/***/ }),

/***/ 54796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QU: () => (/* binding */ sayPublication),
/* harmony export */   bD: () => (/* binding */ sayCondition),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   qW: () => (/* binding */ verdictSentences),
/* harmony export */   w0: () => (/* binding */ leftSentences)
/* harmony export */ });
/* harmony import */ var _domain_delivery_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60365);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75799);


const PATHS_NAMED = 5;
/** Tells people what the store answered, where it was not simply a history or the lack of one. */
function sayCondition(condition, warn) {
    if (condition.kind === 'expired') {
        const since = condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`;
        warn(`The history of this project has expired in its store${since}: a new one begins here, with step 1.`);
    }
    if (condition.kind === 'unreadable') {
        warn(`The history could not be read: ${condition.reason} The agent runs all the same, and its record is kept by itself for the next run to merge.`);
    }
}
/** Tells people where the record is when it is not where it belongs. */
function sayPublication(publication, step, warn) {
    if (publication.kind === 'fragment') {
        warn(`The record of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} is in the store by itself (${publication.where}): the next run merges it.`);
    }
    if (publication.kind === 'kept') {
        warn(`The record of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} could not be published: ${publication.reason} It is in ${publication.where}.`);
    }
}
/** What a reader must know of what was left uncommitted. */
function leftSentences(left) {
    const sentences = left.kind === 'withheld' ? [`What the agent left uncommitted was not committed: ${left.reason}`] : [];
    const named = (reason) => left.leftOut.filter((out) => out.reason === reason).map((out) => out.path);
    const dirty = named('dirty-before');
    if (dirty.length > 0) {
        sentences.push(`Left uncommitted, because changes lay there before the step began: ${list(dirty)}.`);
    }
    const submodules = named('submodule');
    if (submodules.length > 0)
        sentences.push(`Left uncommitted, because it is a repository of its own: ${list(submodules)}.`);
    return sentences;
}
/** What the agent says of its own run, where its exit code does not say it. */
function verdictSentences(agent, verdict) {
    if (agent.ending !== 'exited' || agent.exitCode !== 0 || verdict == null || verdict.kind === 'completed')
        return [];
    const how = {
        failed: 'it failed',
        turn_limit: 'it came to its limit of turns',
        budget: 'it used up its budget',
        aborted: 'it was interrupted',
    }[verdict.kind];
    const word = verdict.text === null ? '' : ` (${verdict.text})`;
    return [`The agent ended with exit code 0, but by its own record ${how}${word}.`];
}
/** Why the workflow step fails; null when it does not. */
function failureOf(step, agent, request) {
    if (!(0,_domain_delivery_js__WEBPACK_IMPORTED_MODULE_1__/* .mayReachBranch */ .dM)({ ...request, status: step.status }))
        return agentFailure(step, agent.exitCode, request.wording);
    const missed = request.push === 'auto' && step.pushed !== 'pushed' && step.pushed !== 'unchanged';
    return missed
        ? `The work of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} did not reach ${step.branch ?? 'a branch'}: see the warnings above.`
        : null;
}
function agentFailure(step, exitCode, { timeLimit }) {
    switch (step.status) {
        case 'timed_out':
            return `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} was ended: it ran longer than ${timeLimit} allows.`;
        case 'cancelled':
            return `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} was cancelled.`;
        default:
            return exitCode === 0
                ? `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} failed by its own record, although it ended with exit code 0.`
                : `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} failed with exit code ${exitCode}.`;
    }
}
function list(paths) {
    const shown = paths.slice(0, PATHS_NAMED).map((path) => JSON.stringify(path));
    return paths.length > PATHS_NAMED ? `${shown.join(', ')} and ${paths.length - PATHS_NAMED} more` : shown.join(', ');
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
